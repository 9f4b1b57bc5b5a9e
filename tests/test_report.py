"""The page as a file: complete, closed to the network, and harmless whatever stands in the articles."""

import html
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from invented import invented_database
from zhclaims import cli, report
from zhclaims.filters import Filters
from zhclaims.interface import words
from zhclaims.page_data import FIELDS, page_data, to_json
from zhclaims.pipeline import article_of, extract_article
from zhclaims.report import ASSETS, SCRIPTS, save_report
from zhclaims.store import Store, open_store
from zhclaims.types import Article, Claim, Entity, Extraction

TEXT = "𠮷田分析\n市統計局稱，2024年，衢州市𠮷祥紙業營收達31億元，增長7%。"
START = 5
SIMPLIFIED = "市统计局称，2024年，衢州市𠮷祥纸业营收达31亿元，增长7%。"
CLAIM = Claim(
    "c1", "a1", "quzhou.txt", "𠮷田分析", "2025-01-02", "numeric", subject="衢州市𠮷祥纸业", metric="营收", value_text="31億元",
    value_low=3.1e9, value_high=3.1e9, unit="CNY", kind="money", comparator="=", change="level", time_text="2024年", time="2024",
    place="浙江省衢州市", place_code="330800", city="衢州市", city_code="330800", city_basis="sentence", source="市统计局", score=0.9,
    sentence_start=START, sentence_end=len(TEXT), quote_start=TEXT.index("31億元"), quote_end=TEXT.index("31億元") + 4,
    evidence=TEXT[START:], evidence_simplified=SIMPLIFIED,
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path):
    entity = Entity(START, START + 4, "市统计局", "ORG", "衢州市统计局", "rule", 0.9)
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(
            Article("a1", "quzhou.txt", TEXT, "h", "𠮷田分析"),
            Extraction(claims=[CLAIM], entities=[entity]),
            script="hant",
        )
        yield store


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("page")
    with open_store(invented_database(folder / "claims.db", 100)) as store:
        save_report(store, folder / "page.html", title="城市<账本>")
    return (folder / "page.html").read_text("utf-8")


def element(page: str, pattern: str) -> str:
    (found,) = re.findall(pattern, page, re.DOTALL)
    return found


# ------------------------------------------------------------------ the file


def test_the_policy_allows_this_style_and_these_scripts_and_nothing_else(page: str) -> None:
    policy = element(page, r'http-equiv="Content-Security-Policy" content="([^"]*)"')
    style, script = element(page, r"<style>(.*?)</style>"), element(page, r"<script>(.*?)</script>")
    for text in (style, script):
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    frame = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert re.findall(r"""(?:src|href)\s*=\s*["']([^"']*)["']""", frame) == ["data:,", "#main"]
    assert not re.search(r"@import|url\(|import\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon", frame)
    assert set(re.findall(r"https?://[^\s\"'`)]+", frame)) == {"http://www.w3.org/2000/svg"}


def test_the_scripts_make_no_markup_from_text() -> None:
    scripts = "".join((ASSETS / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", scripts)
    assert {f"{name}.js" for name in SCRIPTS} == {path.name for path in ASSETS.glob("*.js")}


def test_the_title_is_escaped(page: str) -> None:
    assert html.unescape(element(page, r"<title>(.*?)</title>")) == "城市<账本>"
    assert "<账本>" not in page


def test_every_word_of_the_page_is_there_and_used() -> None:
    assets = "".join(path.read_text("utf-8") for path in ASSETS.iterdir() if path.suffix != ".css")
    used = set(re.findall(r"(?<=[\"`])page\.[a-z._]+[a-z]", assets))
    built = {
        f"page.{group}."
        for group in ("tab", "facet", "column", "field", "tile", "key", "theme", "conflicts", "repeated", "chart")
    }
    known = {key for key in words("zh") if key.startswith("page.")}
    assert {key for key in used if f"{key}." not in built} <= known
    assert {key for key in known if not any(f"{key}.".startswith(start) for start in built)} <= used


def test_the_same_database_gives_the_same_page(store: Store, tmp_path: Path) -> None:
    save_report(store, tmp_path / "1.html")
    save_report(store, tmp_path / "2.html")
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


# ------------------------------------------------------------------ the data


def utf16(text: str, start: int, end: int) -> str:
    """A slice as JavaScript makes it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_offsets_are_those_of_javascript(store: Store) -> None:
    data = page_data(store)
    claims, text = data["claims"], data["articles"][0]["text"]
    assert utf16(text, claims["quote"][0], claims["quoteEnd"][0]) == "31億元"
    assert utf16(text, claims["from"][0], claims["to"][0]) == CLAIM.evidence
    assert (data["evidence"], data["values"]) == ({}, {})


def test_marks_stand_on_the_fields(store: Store) -> None:
    data = page_data(store)
    marks, text = data["claims"]["marks"][0], data["articles"][0]["text"]
    found = {FIELDS[marks[at + 2]]: utf16(text, marks[at], marks[at + 1]) for at in range(0, len(marks), 3)}
    assert found == {
        "value": "31億元",
        "subject": "衢州市𠮷祥紙業",
        "metric": "營收",
        "time": "2024年",
        "source": "市統計局",
    }


def test_the_fields_are_the_same_in_python_and_on_the_page() -> None:
    listed = element((ASSETS / "article.js").read_text("utf-8"), r"const FIELDS = (\[.*?\]);")
    assert tuple(json.loads(listed)) == FIELDS


def test_organisations_of_the_sentence_go_with_the_claim(store: Store) -> None:
    data = page_data(store)
    assert [data["strings"][number] for number in data["claims"]["orgs"][0]] == ["衢州市统计局"]


def test_search_folds_traditional_into_simplified(store: Store) -> None:
    folds = page_data(store)["folds"]
    assert (folds["億"], folds["營"], folds["統"]) == ("亿", "营", "统")


def test_search_takes_traditional_forms_that_no_text_has(tmp_path: Path) -> None:
    article = article_of("衢州台商营收达3亿元。")
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(article, extract_article(article))
        folds = page_data(store)["folds"]
    assert (folds["臺"], folds["營"]) == ("台", "营")
    assert "鹽" not in folds


def test_a_sentence_that_is_not_what_the_text_has_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", create=True) as other:
        other.save(Article("a1", "x", "另一篇", "h"), Extraction(claims=[CLAIM]))
        data = page_data(other)
    assert data["evidence"] == {0: CLAIM.evidence}
    assert data["values"] == {0: "31億元"}


def test_filters_apply_and_the_number_is_told(store: Store, tmp_path: Path) -> None:
    assert save_report(store, tmp_path / "1.html", Filters(city=("衢州",))) == 1
    assert save_report(store, tmp_path / "0.html", Filters(city=("丽水",))) == 0


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--", "<img src=x onerror=alert(1)>", "\u2028", "]]>"]
)
def test_nothing_in_the_data_ends_its_element(hostile: str) -> None:
    text = to_json({"text": hostile, hostile: [hostile]})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"text": hostile, hostile: [hostile]}


def test_infinite_values_are_left_out(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", create=True) as other:
        other.save(Article("a1", "x", TEXT, "h"), Extraction(claims=[replace(CLAIM, value_high=float("inf"))]))
        data = page_data(other)
    assert (data["claims"]["low"], data["claims"]["high"]) == ([3.1e9], [None])
    assert "Infinity" not in to_json(data)


# ------------------------------------------------------------------ the command


def run(monkeypatch, *words: object) -> int:
    monkeypatch.setattr("sys.argv", ["zhclaims", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return int(stopped.value.code or 0)


def test_the_command_says_what_it_wrote(store: Store, tmp_path: Path, monkeypatch, capsys) -> None:
    out = tmp_path / "page.html"
    assert run(monkeypatch, "report", out, "--db", store.path, "--city", "衢州", "--lang", "en", "--title", "衢州") == 0
    assert capsys.readouterr().out == f"1 claims on {out}, {out.stat().st_size / 1e6:.1f} MB\n"
    assert '"language":"en"' in out.read_text("utf-8")


def test_many_claims_get_a_word_of_advice(store: Store, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(report, "MANY", 0)
    assert run(monkeypatch, "report", tmp_path / "p.html", "--db", store.path) == 0
    assert "filters make it smaller" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path, monkeypatch, capsys) -> None:
    assert run(monkeypatch, "report", tmp_path / "no" / "p.html", "--db", store.path) == 2
    assert "does not exist; make it or choose another name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("time", "is_drawn"),
    [("2024", True), ("2024-01/2024-12", True), ("/2024-12-31", True), ("2024-01/2024-06", False), ("2024-12", False)],
)
def test_the_chart_by_year_holds_figures_of_whole_years(tmp_path: Path, time: str, is_drawn: bool) -> None:
    claim = replace(CLAIM, subject="衢州市", metric="出口总额", time=time)
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(Article("a1", "quzhou.txt", TEXT, "h", "𠮷田分析"), Extraction(claims=[claim]))
        assert bool(page_data(store)["series"]) is is_drawn
