"""The commands as a user types them: output, messages, exit codes, width and speed."""

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from zhclaims.display import GAP, claims_table, fitting, marked_sentence, marks_of, show_claim
from zhclaims.store import Failure, Origin, open_store
from zhclaims.types import Article, Claim, Extraction

SIMPLIFIED = "市统计局称，绍兴市黄酒企业去年在柯桥区实现营收46.5亿元，约占全省三成。"
TEXT = "市統計局稱，紹興市黃酒企業去年在柯橋區實現營收46.5億元，約占全省三成。"
CLAIM = Claim(
    "c1f00ba4", "a1", "news/shaoxing.txt", "黄酒之城", "2025-03-04", "numeric",
    subject="绍兴市黄酒企业", metric="营收", value_text="46.5億元", value_low=4.65e9, value_high=4.65e9, unit="CNY",
    kind="money", comparator="=", change="level", time_text="去年", time="2024", place="浙江省绍兴市柯桥区",
    place_code="330603", city="绍兴市", city_code="330600", city_basis="sentence", source="市统计局", score=0.87,
    reasons="subject:clause; metric:before; city:clause; time:in_clause; source:speech", section="一、产业",
    sentence_end=len(TEXT), quote_start=23, quote_end=29, evidence=TEXT, evidence_simplified=SIMPLIFIED,
)  # fmt: skip
SHARE = replace(
    CLAIM, claim_id="c2deadbe", value_text="三成", value_low=30.0, value_high=30.0, unit="%", kind="percent",
    comparator="~", metric="", score=0.31, flags="no_metric ambiguous_place", quote_start=34, quote_end=36,
)  # fmt: skip
EVENT = replace(
    CLAIM, claim_id="c3cafe00", claim_type="event", predicate="收购", object="酒厂", metric="", quote_start=40,
    value_text="", value_low=None, value_high=None, unit="", kind="", comparator="", change="", city="苏州市",
    score=0.6,
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with open_store(path, create=True) as store:
        store.save(Article("a1", "news/shaoxing.txt", TEXT, "h"), Extraction(claims=[CLAIM, SHARE, EVENT]))
        store.save_failure(Failure("bad.txt", "", "read", "ArticleError", "bad.txt: is empty\x1b[2J"), Origin())
    return path


# ------------------------------------------------------------------ looking


def test_inspect_lists_claims_and_says_how_many(zhclaims, db: Path) -> None:
    code, out, err = zhclaims("inspect", "--db", db)
    assert code == 0
    assert [identity in out for identity in ("c1f00ba4", "c2deadbe", "c3cafe00")] == [True] * 3
    assert err == "1 to 3 of 3 claims. `zhclaims show ID` shows one in its sentence.\n"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--city", "绍兴"], ["c1f00ba4", "c2deadbe"]),
        (["--city", "绍兴", "--city", "苏州"], ["c1f00ba4", "c2deadbe", "c3cafe00"]),
        (["--province", "浙江", "--kind", "percent"], ["c2deadbe"]),
        (["--claim-type", "event"], ["c3cafe00"]),
        (["--flag", "no_metric"], ["c2deadbe"]),
        (["--text", "黃酒企業", "--min-score", "0.8"], ["c1f00ba4"]),
        (["--review"], ["c2deadbe", "c3cafe00", "c1f00ba4"]),
        (["--sort", "score"], ["c2deadbe", "c3cafe00", "c1f00ba4"]),
        (["--sort", "-score", "--limit", "1"], ["c1f00ba4"]),
        (["--sort", "-score", "--limit", "1", "--page", "2"], ["c3cafe00"]),
        (["--unit", "CNY", "--since", "2025"], []),
    ],
)
def test_inspect_filters_sorts_and_pages(zhclaims, db: Path, words: list[str], ids: list[str]) -> None:
    code, out, _ = zhclaims("inspect", "--db", db, "--format", "jsonl", *words)
    assert code == 0
    assert [json.loads(line)["claim_id"] for line in out.splitlines()] == ids


def test_inspect_gives_csv_with_all_columns(zhclaims, db: Path) -> None:
    _, out, _ = zhclaims("inspect", "--db", db, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["value_low"] for row in rows] == ["4650000000.0", "30.0", ""]


def test_inspect_gives_markdown(zhclaims, db: Path) -> None:
    _, out, _ = zhclaims("inspect", "--db", db, "--format", "md", "--kind", "percent")
    header, rule, row = out.splitlines()
    assert header.startswith("| id | value | subject | metric |")
    assert set(rule) == set("| -")
    assert row.startswith("| c2deadbe | ~ 三成 | 绍兴市黄酒企业 |")


def test_inspect_takes_several_columns_to_sort_by(zhclaims, db: Path) -> None:
    _, out, _ = zhclaims("inspect", "--db", db, "--format", "jsonl", "--sort", "-city,score")
    assert [json.loads(line)["claim_id"] for line in out.splitlines()] == ["c3cafe00", "c2deadbe", "c1f00ba4"]


@pytest.mark.parametrize(
    ("output", "heading"),
    [
        ("table", "编号 "),
        ("md", "| 编号 | 数值 |"),
        ("csv", "论断编号,文章编号,"),
        ("jsonl", '{"论断编号": "c1f00ba4"'),
    ],
)
def test_inspect_has_chinese_headings(zhclaims, db: Path, output: str, heading: str) -> None:
    assert zhclaims("inspect", "--db", db, "--format", output, "--lang", "zh")[1].startswith(heading)


def test_export_and_failures_have_chinese_headings(zhclaims, db: Path, tmp_path: Path) -> None:
    zhclaims("export", tmp_path / "c.csv", "--db", db, "--lang", "zh")
    assert (tmp_path / "c.csv").read_text("utf-8-sig").startswith("论断编号,文章编号,文件,标题,")
    assert zhclaims("failures", "--db", db, "--lang", "zh", "--format", "md")[1].startswith("| 文件 | 阶段 |")


def test_inspect_says_that_nothing_matches(zhclaims, db: Path) -> None:
    assert zhclaims("inspect", "--db", db, "--city", "大连") == (0, "", "No claims match.\n")
    assert zhclaims("inspect", "--db", db, "--page", "7")[2] == "No claims on page 7; there are 3 in all.\n"


@pytest.mark.parametrize("width", [40, 80, 100, 120, 160, 200])
def test_the_table_fits_the_terminal_with_its_columns_in_line(width: int) -> None:
    long = replace(
        CLAIM, subject="绍兴市a黄酒企业联盟" * 5, metric="x营业收入" * 9, source="统计局" * 9, flags="a " * 30
    )
    console = Console(width=width, file=io.StringIO(), highlight=False)
    console.print(claims_table([CLAIM, SHARE, EVENT, long], width))
    lines = console.file.getvalue().splitlines()
    assert len(lines) == 2 + 4
    assert max(map(cell_len, lines)) <= width
    widths = [cells for _, cells in fitting(width)]
    starts = [sum(widths[:index]) + GAP * index for index in range(1, len(widths))]
    for line in (lines[0], *lines[2:]):
        cells = "".join(character + "\0" * (cell_len(character) - 1) for character in line).ljust(width)
        assert {cells[start - GAP : start] for start in starts} <= {" " * GAP}, line


@pytest.mark.parametrize(
    ("width", "last"), [(40, "subject"), (80, "score"), (100, "source"), (120, "flags"), (160, "evidence")]
)
def test_a_wider_terminal_shows_more_columns(width: int, last: str) -> None:
    assert fitting(width)[-1][0].name == last


# ------------------------------------------------------------------ one claim


def test_show_marks_the_fields_in_the_articles_own_script(zhclaims, db: Path) -> None:
    code, out, _ = zhclaims("show", "c1", "--db", db)
    assert code == 0
    assert "⟦市統計局⟧稱，⟦紹興市黃酒企業⟧⟦去年⟧在⟦柯橋區⟧實現⟦營收⟧⟦46.5億元⟧，約占全省三成。" in out.replace("\n", "")


def test_show_gives_each_field_with_its_reason(zhclaims, db: Path) -> None:
    _, out, _ = zhclaims("show", "c1f0", "--db", db)
    lines = [re.sub(" +", " ", line).strip() for line in out.splitlines()]
    assert "value 46.5億元 = 4,650,000,000 CNY (money)" in lines
    assert "subject 绍兴市黄酒企业 ← in the same clause" in lines
    assert "time 去年 = 2024 ← named in the same clause" in lines
    assert "city 绍兴市 330600 (sentence) ← in the same clause" in lines


def test_a_field_from_elsewhere_is_not_marked() -> None:
    carried = replace(CLAIM, subject="上一段的公司", time_text="前年")
    assert [mark.field for mark in marks_of(carried)] == ["source", "place", "metric", "value"]


def test_of_two_places_where_a_field_could_stand_the_nearer_is_marked() -> None:
    twice = "营收增长，营收46.5亿元，营收预期好。"
    claim = replace(CLAIM, evidence=twice, evidence_simplified=twice, quote_start=7, quote_end=13)
    assert [(mark.start, mark.end) for mark in marks_of(claim) if mark.field == "metric"] == [(5, 7)]


def test_of_a_field_that_overlaps_another_the_rest_is_marked() -> None:
    sentence = "绍兴黄酒产业规模46.5亿元。"
    claim = replace(
        CLAIM,
        evidence=sentence,
        evidence_simplified=sentence,
        quote_start=8,
        quote_end=14,
        subject="绍兴黄酒产业",
        metric="黄酒产业规模",
    )
    marks = [(sentence[mark.start : mark.end], mark.field) for mark in marks_of(claim)]
    assert marks == [("绍兴黄酒产业", "subject"), ("规模", "metric"), ("46.5亿元", "value")]


def test_the_sentence_stays_whole_between_the_marks() -> None:
    assert marked_sentence(CLAIM).plain == TEXT


def test_colours_replace_brackets_on_a_terminal() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=200, highlight=False)
    show_claim(CLAIM, console)
    assert "\x1b[1;30;43m46.5億元" in console.file.getvalue()
    assert "⟦" not in console.file.getvalue()


def test_text_that_steers_a_terminal_is_made_harmless(zhclaims, tmp_path: Path) -> None:
    hostile = replace(CLAIM, subject="\x1b]0;owned\x07某厂", evidence="a\x1b[2J\u202e" + TEXT, path="\x1b[31m.txt")
    with open_store(tmp_path / "x.db", create=True) as store:
        store.save(Article("a1", "x", TEXT, "h"), Extraction(claims=[hostile]))
    for words in (["show", "c1"], ["inspect"], ["inspect", "--format", "md"]):
        _, out, _ = zhclaims(*words, "--db", tmp_path / "x.db")
        assert not set(out) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("identity", "message"), [("c", "more than one claim begins with 'c'"), ("zz", "no claim 'zz'")]
)
def test_show_refuses_an_id_that_names_no_single_claim(zhclaims, db: Path, identity: str, message: str) -> None:
    code, out, err = zhclaims("show", identity, "--db", db)
    assert (code, out) == (2, "")
    assert message in err


# ------------------------------------------------------------------ leaving


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_export_says_what_it_wrote(zhclaims, db: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert zhclaims("export", out, "--db", db, "--city", "绍兴")[:2] == (0, f"2 rows of claims written to {out}\n")
    assert out.stat().st_size


def test_run_tells_what_it_passes_over_and_takes_no_empty_name(zhclaims, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("海州去年造船12艘。", "utf-8")
    for name in ("b.pdf", "c.pdf", "d", ".hidden"):
        (folder / name).touch()
    code, said, _ = zhclaims("run", folder, "--db", tmp_path / "c.db", "--jobs", "1")
    assert code == 0
    assert said.splitlines()[-1] == "  3 files passed over, of no kind that is read: 2 .pdf, 1 (none)"
    assert "passed over" not in zhclaims("run", folder, "--db", tmp_path / "c.db", "--jobs", "1", "--limit", "1")[1]
    code, _, wrong = zhclaims("run", "", "--db", tmp_path / "c.db")
    assert code == 2
    assert "the name is empty" in wrong


def test_run_tells_of_dates_that_are_none_each_time_and_does_the_articles(zhclaims, tmp_path: Path) -> None:
    folder, db = tmp_path / "news", tmp_path / "c.db"
    folder.mkdir()
    (folder / "a.csv").write_text("text,date\n海州去年造船12艘。,2026-13-40\n海州去年造船20艘。,昨天\n", "utf-8")
    first = "a.csv#1: published is '2026-13-40'; write it as YYYY-MM-DD"
    told = f"zhclaims: dates that are none, and are left out: 2, such as {first}\n"
    for _ in range(2):
        code, _, err = zhclaims("run", folder, "--db", db, "--jobs", "1")
        assert (code, err) == (0, told)
    assert zhclaims("run", folder, "--db", db, "--jobs", "1", "--quiet")[2] == ""


def test_run_warns_of_metadata_for_files_that_are_not_there(zhclaims, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("海州去年造船12艘。", "utf-8")
    (folder / "metadata.csv").write_text("path,title\na.text,船\n", "utf-8")
    words = ["run", folder, "--db", tmp_path / "c.db", "--jobs", "1"]
    first = f"{folder}/metadata.csv:2: a.text"
    told = f"zhclaims: rows of metadata files that name no file that is read: 1, such as {first}\n"
    assert zhclaims(*words)[::2] == (0, told)
    assert zhclaims(*words, "--quiet")[2] == ""


def test_export_takes_other_tables_and_leaves_the_mark_out(zhclaims, db: Path, tmp_path: Path) -> None:
    zhclaims("export", tmp_path / "f.csv", "--db", db, "--table", "failures", "--no-bom")
    assert (tmp_path / "f.csv").read_bytes().startswith(b"path,stage,error,message\r\nbad.txt,read,ArticleError,")


def test_failures_are_listed_with_the_reason(zhclaims, db: Path) -> None:
    code, out, err = zhclaims("failures", "--db", db)
    assert (code, err) == (0, "1 articles failed\n")
    assert out == "bad.txt: read: ArticleError: bad.txt: is empty\ufffd[2J\n"


# ------------------------------------------------------------------ from a folder to a table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "zigong.txt").write_text("自贡灯会\n2024年，自贡市彩灯企业达1100家，年产值超60亿元。", "utf-8")
    (folder / "keelung.txt").write_text("基隆市去年郵輪旅客為82萬人次，成長37％。", "big5")
    (folder / "empty.txt").touch()
    return folder


def test_a_folder_becomes_a_table_that_points_into_its_texts(zhclaims, folder: Path, tmp_path: Path) -> None:
    db, out = tmp_path / "claims.db", tmp_path / "claims.csv"
    code, said, _ = zhclaims("run", folder, "--db", db, "--jobs", "1", "--no-recogniser")
    assert code == 1
    assert re.match(r"2 articles done with \d+ claims, 0 unchanged, 1 failed, in ", said)
    assert "failed: empty.txt: ArticleError: empty.txt: is empty" in said
    assert zhclaims("export", out, "--db", db)[0] == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig")), strict=True))
    assert {row["value_text"] for row in rows} >= {"1100家", "60亿元", "82萬人次", "37％"}
    with open_store(db) as store:
        texts = {row["article_id"]: store.text(row["article_id"]) for row in rows}
    for row in rows:
        text = texts[row["article_id"]]
        assert text[int(row["quote_start"]) : int(row["quote_end"])] == row["value_text"]
        assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["evidence"]


def test_the_second_run_says_that_there_is_nothing_to_do(zhclaims, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").unlink()
    words = ["run", folder, "--db", tmp_path / "claims.db", "--jobs", "1", "--no-recogniser"]
    assert zhclaims(*words)[0] == 0
    (folder / "zigong.txt").unlink()
    code, said, _ = zhclaims(*words)
    assert code == 0
    assert said.splitlines()[0].startswith("Nothing to do: 1 articles in ")
    assert said.splitlines()[1] == "  file is gone: zigong.txt"


def test_a_quiet_run_prints_nothing(zhclaims, folder: Path, tmp_path: Path) -> None:
    words = ["run", folder, "--db", tmp_path / "claims.db", "--jobs", "1", "--no-recogniser", "--quiet"]
    assert zhclaims(*words) == (1, "", "")


def test_the_users_own_names_are_used(zhclaims, folder: Path, tmp_path: Path) -> None:
    names, bad = tmp_path / "names.tsv", tmp_path / "bad.tsv"
    names.write_text("type\tname\taliases\tcity\nORG\t彩灯企业\t\t自贡市\n", "utf-8")
    bad.write_text("type\tname\nORG\n", "utf-8")
    words = ["run", folder, "--jobs", "1", "--no-recogniser", "--db"]
    assert zhclaims(*words, tmp_path / "a.db", "--lexicon", names)[0] == 1
    with open_store(tmp_path / "a.db") as store:
        assert "彩灯企业" in {row[4] for row in store.rows("entities") if row[5] == "ORG"}
    code, _, err = zhclaims(*words, tmp_path / "b.db", "--lexicon", bad)
    assert code == 2
    assert "bad.tsv:1: the header must be type name aliases city" in err


@pytest.mark.parametrize("format_", ["parquet", "jsonl"])
def test_a_run_can_write_files_and_no_database(
    zhclaims, folder: Path, tmp_path: Path, monkeypatch, format_: str
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    code, said, _ = zhclaims("run", folder, f"--{format_}", out, "--jobs", "1", "--no-recogniser")
    assert code == 1
    assert re.match(rf"2 articles done with \d+ claims, 0 unchanged, 1 failed, in {out}", said)
    assert (out / "claims" / f"claims-00001.{format_}").stat().st_size
    assert not (tmp_path / "claims.db").exists()


def test_changed_only_keeps_what_other_options_did(zhclaims, folder: Path, tmp_path: Path) -> None:
    words = ["run", folder, "--db", tmp_path / "claims.db", "--jobs", "1"]
    assert zhclaims(*words, "--no-recogniser")[0] == 1
    assert "0 articles done with 0 claims, 2 unchanged" in zhclaims(*words, "--changed-only")[1]


# ------------------------------------------------------------------ scoring


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    quote = {"quote": "46.5億元", "nth": 1, "value": [4.65e9, 4.65e9], "unit": "CNY", "kind": "money", "cmp": "="}
    about = {
        "change": "level",
        "subject": "黄酒企业",
        "metric": "营收",
        "city": "绍兴市",
        "city_via": "text",
        "time": "2024",
    }
    claim = {**quote, **about, "source": None, "modality": "fact"}
    digest = sha256(TEXT.encode()).hexdigest()
    row = {"id": "shaoxing", "window": [0, len(TEXT)], "text_sha256": digest, "numeric_claims": [claim]}
    (folder / "shaoxing.json").write_text(json.dumps({**row, "event_claims": [], "entities": []}), "utf-8")
    return folder


def test_evaluate_prints_scores_and_mistakes(zhclaims, db: Path, gold: Path) -> None:
    code, out, _ = zhclaims("evaluate", gold, "--db", db, "--mistakes", "5")
    assert code == 0
    assert "claims found                           P 0.500  R 1.000  F1 0.667  (1 right, 2 found, 1 due)" in out
    assert "extra shaoxing 三成" in out


def test_evaluate_fails_below_a_floor_that_was_pinned(zhclaims, db: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    words = ["evaluate", gold, "--db", db, "--floors", floors]
    assert zhclaims(*words, "--update-floors")[0] == 0
    assert zhclaims(*words)[0] == 0
    with open_store(db, create=True) as store:
        store.save(Article("a1", "news/shaoxing.txt", TEXT, "h"), Extraction())
    code, _, err = zhclaims(*words)
    assert code == 2
    assert "claims: F1 0.000 is below its floor" in err


# ------------------------------------------------------------------ wrong use


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["inspect", "--db", "none.db"], "none.db: no database there; make it with: zhclaims run FOLDER --db none.db"),
        (["inspect", "--kind", "cash", "--db", "{db}"], "--kind: must be one of money,"),
        (["inspect", "--sort", "beauty", "--db", "{db}"], "--sort: must be one of claim_id,"),
        (["inspect", "--sort", "score", "--review", "--db", "{db}"], "--sort and --review: give one of the two"),
        (["inspect", "--colour"], "No such option: --colour"),
        (["inspect", "--page", "0"], "Invalid value for '--page'"),
        (["inspect", "--format", "pdf"], "Invalid value for '--format'"),
        (["export", "out.doc", "--db", "{db}"], "out.doc: the suffix must be one of .csv, .jsonl, .parquet, .xlsx"),
        (["export", "no/out.csv", "--db", "{db}"], "does not exist; make it or choose another name"),
        (["export", "out.csv", "--table", "cats", "--db", "{db}"], "no table 'cats'; there are claims, entities"),
        (["export", "out.csv", "--table", "runs", "--city", "杭州", "--db", "{db}"], "--city does not apply"),
        (["report", "out.txt", "--db", "{db}"], "out.txt: the page is an HTML file; name it with the suffix .html"),
        (["inspect", "--since", "2024-13", "--db", "{db}"], "--since: must be YYYY, YYYY-MM or YYYY-MM-DD; found"),
        (["inspect", "--until", "2025-02-30", "--db", "{db}"], "--until: must be YYYY, YYYY-MM or YYYY-MM-DD; found"),
        (
            ["inspect", "--since", "2025-02", "--until", "2024", "--db", "{db}"],
            "--since 2025-02 is after --until 2024;",
        ),
        (["inspect", "--flag", "no_subjekt", "--db", "{db}"], "--flag: must be one of ambiguous_place, aside,"),
        (["inspect", "--min-score", "7", "--db", "{db}"], "--min-score: must be from 0 to 1; found 7"),
        (["inspect", "--type", "ORG", "--db", "{db}"], "No such option: --type"),
        (["run", "nowhere"], "nowhere: no such folder or file; check the name"),
        (["run", ".", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["run", ".", "--engine", "go"], "Invalid value for '--engine'"),
        (["run", ".", "--start-method", "threads"], "Invalid value for '--start-method'"),
        (["run", ".", "--jsonl", "a", "--parquet", "b"], "--db, --parquet and --jsonl: give one of them"),
        (["run", ".", "--jsonl", "a", "--db", "b"], "--db, --parquet and --jsonl: give one of them"),
        (["run"], "Missing argument"),
        (["evaluate", "gold", "--update-floors", "--db", "{db}"], "need --floors FILE"),
        (["fly"], "No such command 'fly'"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(zhclaims, db, tmp_path, monkeypatch, words, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = zhclaims(*(word.replace("{db}", str(db)) for word in words))
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_fault_of_ours_is_told_without_a_traceback(zhclaims, db: Path, monkeypatch) -> None:
    monkeypatch.setattr("zhclaims.store.open_store", lambda *_, **__: 1 / 0)
    code, _, err = zhclaims("inspect", "--db", db)
    assert (code, err) == (
        2,
        "zhclaims: ZeroDivisionError: division by zero (this is a fault of zhclaims: please report it)\n",
    )


def test_version(zhclaims) -> None:
    assert re.fullmatch(r"zhclaims \d+\.\d+\.\d+\n", zhclaims("--version")[1])


# ------------------------------------------------------------------ quick to start


@pytest.mark.parametrize("words", [["--help"], ["inspect", "--help"], ["export", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    script = f"import sys; sys.argv = ['zhclaims', *{words}]\nfrom zhclaims.cli import main\n"
    script += "try: main()\nexcept SystemExit: pass\n"
    script += "print(*sorted({'pandas', 'spacy', 'jieba', 'rjieba', 'rich', 'numpy', 'sqlite3'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_a_reader_that_goes_away_is_no_error(db: Path) -> None:
    command = f"{sys.executable} -m zhclaims.cli inspect --db {db} --format jsonl | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert done.stderr == ""
