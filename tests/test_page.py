"""The page in a browser: quick, searchable, each claim in its article, and nothing of an article runs."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from invented import invented_database
from zhclaims.explain import explain
from zhclaims.interface import Language
from zhclaims.pipeline import extract_article
from zhclaims.report import save_report
from zhclaims.store import open_store
from zhclaims.types import Article, Claim, Extraction

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install chromium to run these")
SECONDS_TO_LOAD = 2.0


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    return invented_database(tmp_path_factory.mktemp("invented") / "claims.db", 2000)


@pytest.fixture(scope="module")
def file(database: Path) -> Path:
    with open_store(database) as store:
        save_report(store, database.with_name("page.html"))
    return database.with_name("page.html")


class Seen:
    """A page that has been opened, and all that it asked for or complained about."""

    def __init__(self, browser, file: Path, address: str = "", **context: object) -> None:
        self.context = browser.new_context(
            **({"viewport": {"width": 1400, "height": 900}, "locale": "zh-CN"} | context)
        )
        self.context.set_default_timeout(120_000)  # a machine that does other things too is no fault of the page
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.clock = self.context.new_cdp_session(self.page)
        self.clock.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(file.as_uri() + address)
        self.page.wait_for_selector("html[data-ready=yes]")

    def seconds(self) -> float:
        """Processor time of the page until now: that of the clock depends on what else the machine does."""
        metrics = self.clock.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    def took(self, script: str) -> float:
        """Seconds that a script and the drawing after it take."""
        begun = self.seconds()
        self.page.evaluate(f"() => {{ {script} }}")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return self.seconds() - begun

    def until(self, expression: str) -> None:
        """Wait until something is so; the page's own policy forbids to have it waited for inside."""
        ends = time.perf_counter() + 10
        while not self.page.evaluate(expression):
            assert time.perf_counter() < ends, expression
            time.sleep(0.02)

    def rows(self) -> list[str]:
        return [row.inner_text() for row in self.page.query_selector_all("#rows .row")]

    def count(self) -> int:
        return int(re.sub(r"\D", "", re.search(r"([\d,]+)\s*条(?!论断中)", self.page.inner_text("#count"))[1]))


@pytest.fixture
def look(browser, file: Path) -> Iterator:
    opened: list[Seen] = []

    def at(address: str = "", path: Path = file, **context: object) -> Seen:
        opened.append(Seen(browser, path, address, **context))
        return opened[-1]

    yield at
    for seen in opened:
        assert seen.complaints == []
        assert not re.search(r"\b(?:null|undefined|NaN)\b|\[object", seen.page.inner_text("body"))
        assert {url for url in seen.requests if not url.startswith(("file:", "data:"))} == set()
        assert len({url.split("#")[0] for url in seen.requests if url.startswith("file:")}) == 1
        seen.context.close()


def claims_of(database: Path) -> dict[str, Claim]:
    with open_store(database) as store:
        return {claim.claim_id: claim for claim in store.claims()}


# ------------------------------------------------------------------ quick


def test_the_page_of_2000_claims_loads_in_under_two_seconds(look) -> None:
    seen = look()
    assert seen.seconds() < SECONDS_TO_LOAD
    assert [tile.inner_text().split() for tile in seen.page.query_selector_all(".tile")][:3] == [
        ["80", "篇文章"],
        ["2,000", "条论断"],
        ["12", "座城市"],
    ]


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with open_store(invented_database(folder / "claims.db", 20_000)) as store:
        save_report(store, folder / "page.html")
    return folder / "page.html"


def test_20000_claims_are_searched_filtered_and_sorted_without_waiting(look, large: Path) -> None:
    seen = look("#tab=claims", large)
    assert seen.count() == 20_000
    assert len(seen.rows()) < 60
    assert seen.took("state.query = '研發投入'; update()") < 1.5  # the first search folds all texts
    assert seen.took("state.query = '机器人'; update()") < 0.5
    assert seen.took("clearAll(); toggle('city', '合肥市')") < 0.5
    assert seen.took("clearAll(); sortBy('value')") < 0.5
    assert seen.took("moveTo(19_999)") < 0.3
    assert seen.took("open(selected[19_999])") < 0.3
    assert seen.took("show('overview')") < 1.0


# ------------------------------------------------------------------ finding


def test_search_finds_in_either_script(look, database: Path) -> None:
    seen = look("#tab=claims")
    expected = sum("研发投入" in claim.evidence_simplified for claim in claims_of(database).values())
    for query in ("研发投入", "研發投入"):
        seen.page.fill("#search", query)
        seen.until(f"location.hash.includes(encodeURIComponent('{query}'))")
        assert seen.count() == expected
    assert all("研发投入" in row for row in seen.rows())


def test_facets_combine_and_count(look, database: Path) -> None:
    seen = look("#tab=claims")
    for value in ("合肥市", "2024", "money"):
        seen.page.check(f'#facets input[data-value="{value}"]')
    chosen = [c for c in claims_of(database).values() if c.city == "合肥市" and c.time == "2024" and c.kind == "money"]
    assert seen.count() == len(chosen)
    assert seen.page.query_selector_all(".chip").__len__() == 3
    other = sum(c.time == "2024" and c.kind == "money" and c.city == "杭州市" for c in claims_of(database).values())
    label = seen.page.locator('#facets label:has(input[data-value="杭州市"]) i')
    assert label.inner_text() == str(other)
    seen.page.click(".chip >> nth=0")
    assert seen.count() > len(chosen)


def test_columns_sort_both_ways(look, database: Path) -> None:
    seen = look("#tab=claims")
    values = sorted(claim.value_low for claim in claims_of(database).values())
    for expected in (values[-1], values[0]):
        seen.page.click('#head [data-sort="value"]')
        first = seen.page.get_attribute("#rows .row >> nth=0", "data-at")
        assert seen.page.evaluate(f"CLAIMS.low[{first}]") == expected
    assert seen.page.get_attribute('#head [data-sort="value"]', "aria-sort") == "ascending"


def test_what_is_looked_at_is_in_the_address(look) -> None:
    first = look("#tab=claims")
    first.page.check('#facets input[data-value="合肥市"]')
    first.page.click('#head [data-sort="score"]')
    first.page.click("#rows .row >> nth=2")
    address = first.page.evaluate("location.hash")
    second = look(address)
    assert second.rows()[:3] == first.rows()[:3]
    assert second.page.inner_text(".pane .f-value") == first.page.inner_text(".pane .f-value")


# ------------------------------------------------------------------ a claim in its article


@pytest.mark.parametrize("place", [0, 7, 60, 1999])
def test_the_highlighted_text_is_the_value_in_the_articles_own_script(look, database: Path, place: int) -> None:
    seen = look("#tab=claims")
    seen.page.evaluate(f"moveTo({place})")
    seen.page.click(f'#rows .row[data-place="{place}"]')
    identity = seen.page.evaluate("CLAIMS.id[state.open]")
    claim = claims_of(database)[identity]
    assert seen.page.inner_text(".pane .f-value") == claim.value_text
    assert seen.page.inner_text(".pane .sentence") == claim.evidence
    with open_store(database) as store:
        assert seen.page.text_content(".pane .text") == store.text(claim.article_id)
    assert seen.page.locator(".pane .f-value").is_visible()


def test_fields_are_coloured_and_explained(look) -> None:
    seen = look("#tab=claims")
    seen.page.click("#rows .row >> nth=1")
    colours = seen.page.evaluate("""() => ["value", "subject", "metric", "time"].map((name) =>
        [".pane .f-", ".pane .k-"].map((start) => getComputedStyle(document.querySelector(start + name)).backgroundColor))""")
    assert all(mark == key for mark, key in colours)
    assert len({mark for mark, _ in colours}) == 4


def test_other_figures_of_the_article_lead_to_their_claims(look) -> None:
    seen = look("#tab=claims")
    seen.page.click("#rows .row >> nth=0")
    other = seen.page.inner_text(".pane .other >> nth=3")
    seen.page.click(".pane .other >> nth=3")
    assert seen.page.inner_text(".pane .f-value") == other


# ------------------------------------------------------------------ keys, language, colours, paper


def test_the_keyboard_reaches_everything(look) -> None:
    seen = look()
    keyboard = seen.page.keyboard
    keyboard.press("2")
    assert seen.page.get_attribute("body", "data-tab") == "claims"
    keyboard.press("j")
    keyboard.press("ArrowDown")
    keyboard.press("k")
    keyboard.press("Enter")
    assert seen.page.evaluate("[state.open, selected[1]]")[0] == seen.page.evaluate("selected[1]")
    keyboard.press("j")
    assert seen.page.evaluate("state.open === selected[2]")
    keyboard.press("Escape")
    assert seen.page.locator("#pane").is_hidden()
    keyboard.press("/")
    keyboard.type("机器人")
    seen.until("state.query === '机器人' && selected.length < COUNT")
    keyboard.press("Enter")
    keyboard.press("j")
    assert seen.page.evaluate("[state.query, cursor]") == ["机器人", 1]
    keyboard.press("/")
    keyboard.press("Escape")
    assert seen.page.evaluate("state.query") == ""
    keyboard.press("Escape")
    keyboard.press("?")
    assert seen.page.locator("#keys").is_visible()
    keyboard.press("Escape")
    keyboard.press("End")
    assert seen.page.evaluate("cursor") == 1999


def test_chinese_and_english(look) -> None:
    seen = look("#tab=claims", locale="en-US")
    assert seen.page.inner_text("#count") == "2,000 claims"
    assert "Subject" in seen.page.inner_text("#head")
    seen.page.click("#language")
    assert seen.page.inner_text("#count") == "共 2,000 条论断"
    assert "主体" in seen.page.inner_text("#head")
    assert seen.page.get_attribute("html", "lang") == "zh"


def test_light_and_dark(look) -> None:
    def paper(seen: Seen) -> str:
        return seen.page.evaluate("getComputedStyle(document.body).backgroundColor")

    light, dark = look(color_scheme="light"), look(color_scheme="dark")
    assert paper(light) != paper(dark)
    light.page.click("#theme")
    light.page.click("#theme")
    assert paper(light) == paper(dark)


@pytest.mark.parametrize("tab", ["overview", "claims", "conflicts", "doubts"])
@pytest.mark.parametrize("width", [390, 768, 1400])
def test_nothing_is_wider_than_the_window(look, tab: str, width: int) -> None:
    seen = look(f"#tab={tab}", viewport={"width": width, "height": 844})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    wide = seen.page.evaluate(
        "[...document.querySelectorAll('main *')].filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1 && !node.closest('.head, .scroll, svg')).length"
    )
    assert wide == 0


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("en-GB", "en")])
def test_reasons_of_an_open_claim_are_in_words(browser, tmp_path: Path, locale: str, language: Language) -> None:
    text = "2024年，烟台港完成货物吞吐量5亿吨。"
    with open_store(tmp_path / "claims.db", create=True) as store:
        article = Article("a1", "a.txt", text, "h")
        store.save(article, extract_article(article))
        save_report(store, tmp_path / "page.html")
    seen = Seen(browser, tmp_path / "page.html", "#tab=claims", locale=locale)
    seen.page.click("#rows .row >> nth=0")
    seen.page.click("details.reasons summary")
    shown = seen.page.inner_text("details.reasons dl")
    assert "reason." not in shown
    assert explain("subject", "clause", language) in shown
    assert seen.complaints == []
    seen.context.close()


@pytest.mark.parametrize("width", [800, 1024, 1280, 1400])
def test_beside_an_open_article_the_table_still_fits(look, width: int) -> None:
    seen = look("#tab=claims", viewport={"width": width, "height": 844})
    seen.page.click("#rows .row >> nth=1")
    right = "(node) => node.getBoundingClientRect().right"
    assert seen.page.eval_on_selector("#rows .row .c-score", right) <= seen.page.eval_on_selector("main", right)


def test_on_a_phone_filters_and_article_cover_the_window(look) -> None:
    seen = look("#tab=claims", viewport={"width": 390, "height": 844})
    assert seen.page.locator("#facets").is_hidden()
    seen.page.click("#facets-open")
    seen.page.check('#facets input[data-value="合肥市"]')
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("Escape")
    seen.page.click("#rows .row >> nth=0")
    assert seen.page.evaluate("document.getElementById('pane').getBoundingClientRect().width") == 390
    assert seen.page.locator(".pane .f-value").is_visible()
    seen.page.click("#close")
    assert seen.page.locator("#pane").is_hidden()


def test_on_paper_there_is_a_table_of_the_selected_claims(look) -> None:
    seen = look("#tab=claims&city=合肥市")
    count = seen.count()
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator("#print tbody tr").count() == count
    assert seen.page.locator("#print .charts").is_visible()
    assert seen.page.locator(".bar").is_hidden()
    assert seen.page.pdf()[:5] == b"%PDF-"
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("#print tbody tr").count() == 0


# ------------------------------------------------------------------ charts and groups


def test_a_click_on_a_bar_filters(look, database: Path) -> None:
    seen = look()
    seen.page.click('.bars button[data-value="合肥市"]')
    assert seen.page.get_attribute("body", "data-tab") == "claims"
    assert seen.count() == sum(claim.city == "合肥市" for claim in claims_of(database).values())


def test_the_line_of_a_city_shows_its_figures(look) -> None:
    seen = look()
    seen.page.select_option("#series", label="研发投入 (元)")
    assert seen.page.locator(".chart .line").count() == 6
    seen.page.locator(".point").last.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("field('metric', state.open)") == "研发投入"


def test_a_conflict_shows_its_values_and_leads_to_the_articles(look) -> None:
    seen = look("#tab=conflicts")
    group = seen.page.locator(".group.conflict").first
    values = group.locator(".variant > b").all_inner_texts()
    assert len(values) > 1
    group.locator(".variant li button").first.click()
    assert values[0].split()[-1] == seen.page.inner_text(".pane .f-value")


def test_the_doubtful_come_first_and_say_what_to_check(look, database: Path) -> None:
    seen = look("#tab=doubts")
    scores = seen.page.evaluate("[...selected].map((at) => CLAIMS.score[at])")
    assert scores == sorted(scores)
    assert all(claim.claim_id for claim in claims_of(database).values() if claim.flags)
    assert "没有找到主体" in seen.page.inner_text("#doubts")
    before = seen.count()
    seen.page.click("#doubts button >> nth=0")
    assert 0 < seen.count() < before


# ------------------------------------------------------------------ hostile text

HOSTILE = [
    "<script>window.broken = 1</script>", '"><img src=x onerror="window.broken = 2">', "=HYPERLINK(\"http://evil.example\")",
    "\u202e\u2066gpj.exe\u2069", "</script><script>window.broken = 3</script>", "javascript:window.broken=4", "<svg onload=window.broken=5>",
    "{{constructor.constructor('window.broken=6')()}}", "__proto__", "&lt;b&gt;", "\x00\x1b[31m", "𠮷" * 40_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with open_store(folder / "claims.db", create=True) as store:
        for number, text in enumerate(HOSTILE):
            body = f"{text}达5家{text}"
            at = len(text) + 1
            claim = Claim(
                f"c{number}", f"a{number}", f"{number}{text[:50]}.txt", text[:500], "2025", "numeric", subject=text, metric=text, value_text="5家",
                value_low=5, value_high=5, unit=text[:50], kind="count", comparator="=", time="2024", city=text[:60], source=text, flags="no_metric " + text.split()[0][:40],
                reasons=f"subject:{text}", place=text, quote_start=at, quote_end=at + 2, sentence_end=len(body), evidence=body, evidence_simplified=body,
            )  # fmt: skip
            store.save(
                Article(f"a{number}", claim.path, body, "h", claim.title, publisher=text[:99], url=text),
                Extraction(claims=[claim]),
            )
        save_report(store, folder / "page.html", title=HOSTILE[0])
    return folder / "page.html"


@pytest.mark.parametrize("tab", ["overview", "claims", "conflicts", "doubts"])
def test_hostile_text_runs_nothing(look, hostile: Path, tab: str) -> None:
    seen = look(f"#tab={tab}", hostile)
    for number in range(len(HOSTILE)):
        seen.page.evaluate(f"open({number})")
        assert seen.page.inner_text(".pane .f-value") == "5家"
        assert seen.page.locator(".pane-head a").count() == 0
    seen.page.evaluate("fillPrint()")
    assert seen.page.evaluate("window.broken") is None
    assert seen.page.locator("img").count() == 0
    assert seen.page.locator("script").count() == 2


def test_an_address_with_nonsense_is_harmless(look, hostile: Path) -> None:
    seen = look("#tab=__proto__&sort=-constructor&city=<script>&claim=nothing&q=%3Cimg%20src=x%3E", hostile)
    assert seen.page.get_attribute("body", "data-tab") == "overview"


def test_a_long_sentence_is_shown_whole(look, hostile: Path) -> None:
    seen = look("#tab=claims", hostile)
    seen.page.evaluate(f"open(BY_ID.get('c{len(HOSTILE) - 1}'))")
    length = len(seen.page.inner_text(".pane .sentence"))
    assert length == 2 * 40_000 + len("达5家")


def test_an_empty_database_has_a_page(look, tmp_path: Path) -> None:
    with open_store(tmp_path / "claims.db", create=True) as store:
        save_report(store, tmp_path / "page.html")
    for tab in ("overview", "claims", "conflicts", "doubts"):
        seen = look(f"#tab={tab}", tmp_path / "page.html")
        assert seen.page.inner_text("#count") == "共 0 条论断"


def test_claims_of_a_text_that_has_changed_are_shown_too(look, tmp_path: Path, database: Path) -> None:
    claim = replace(next(iter(claims_of(database).values())), article_id="a1", sentence_start=5000, sentence_end=5040)
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(Article("a1", "x.txt", "短", "h"), Extraction(claims=[claim]))
        save_report(store, tmp_path / "page.html")
    seen = look(f"#tab=claims&claim={claim.claim_id}", tmp_path / "page.html")
    assert seen.page.inner_text(".pane .sentence") == claim.evidence
