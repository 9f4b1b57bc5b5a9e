"""What stands in articles and file names computes nothing, runs nothing and steers nothing where results are opened."""

import csv
import re
import zipfile
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from zhclaims.store import Store, open_store
from zhclaims.store_writing import Failure, Origin
from zhclaims.tables import save_table
from zhclaims.types import Article, Claim, Entity, Extraction

HOSTILE = (
    "=HYPERLINK(\"http://x\",\"a\")", "+cmd|' /C calc'!A0", "-1+1|cmd", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", "\n=1",
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "<svg onload=alert(4)>",
    "\"><iframe src=javascript:alert(5)>", "'onmouseover='alert(6)", "javascript:alert(7)", "]]><!--<x>", "{{7*7}}", "&lt;b&gt;",
    "\x1b]0;owned\x07", "\x1b[2J\x1b[31m", "\u202etxt.exe", "a\nzhclaims: 3 articles done", "a\r2 failed", "\x00\x08", "\u2028//",
)  # fmt: skip
TEXT = "芜湖去年出口12亿元。"


def claim(payload: str, number: int) -> Claim:
    texts = {
        field.name: payload
        for field in fields(Claim)
        if field.type in ("str", str) and field.name not in ("claim_id", "article_id")
    }
    numbers = {"value_low": 1.2e9, "value_high": 1.2e9, "quote_start": 6, "quote_end": 9, "sentence_end": len(TEXT)}
    kinds = {"claim_type": "numeric", "kind": "money", "modality": "fact", "comparator": "=", "change": "level"}
    made = Claim(f"c{number}", f"a{number}", "", "", "", "numeric", **numbers)
    return replace(made, **{**texts, **kinds, "published": "2025-03-06", "time": "2024", "city": "芜湖市"})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with open_store(path, create=True) as store:
        for number, payload in enumerate(HOSTILE):
            article = Article(f"a{number}", f"{payload}.txt", TEXT, "h", title=payload, publisher=payload, url=payload)
            found = Extraction(
                claims=[claim(payload, number)], entities=[Entity(0, 2, payload, "ORG", payload, payload)]
            )
            store.save(article, found)
            store.save_failure(Failure(f"{payload}.md", "", "read", "ArticleError", payload), Origin())
    return path


@pytest.fixture
def store(db: Path):
    with open_store(db) as store:
        yield store


@pytest.mark.parametrize("table", ["claims", "articles", "entities", "failures"])
def test_no_cell_of_a_csv_is_a_formula(store: Store, tmp_path: Path, table: str) -> None:
    save_table(store, tmp_path / "out.csv", table)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("HYPERLINK" in cell for cell in cells) >= 2
    formulas = [cell for cell in cells if re.match(r"\s*[=+@＝＋＠]|-\D|\s*\|", cell)]
    assert set(formulas) <= {"="}  # the comparator, which computes nothing alone


@pytest.mark.parametrize("table", ["claims", "articles", "entities", "failures"])
def test_a_workbook_holds_no_formula_and_no_link_out_of_it(store: Store, tmp_path: Path, table: str) -> None:
    save_table(store, tmp_path / "out.xlsx", table)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheets = "".join(text for name, text in parts.items() if "worksheets/" in name and name.endswith(".xml"))
    assert "HYPERLINK(" in "".join(parts.values())
    assert "<f>" not in sheets
    assert "<f " not in sheets
    assert not any("TargetMode" in text and "javascript:" in text for text in parts.values())
    assert not any("vba" in name or "externalLink" in name for name in parts)


class _Page(HTMLParser):
    """What of a page could run or fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attributes if name.startswith("on")]
        if tag in ("iframe", "object", "embed", "base", "form", "x"):
            self.found.append(tag)
        for name, value in attributes:
            address = (value or "").strip().lower()
            if name in ("src", "href", "action", "xlink:href") and not address.startswith(("#", "data:")):
                self.found.append(f"{tag} {name}={address[:40]}")


def test_the_page_runs_nothing_of_what_is_in_articles(zhclaims, db: Path, tmp_path: Path) -> None:
    code, _, err = zhclaims("report", tmp_path / "out.html", "--db", db)
    assert code == 0, err
    html = (tmp_path / "out.html").read_text("utf-8")
    assert "alert(1)" in html
    for payload in ("<script>alert", "<img src=x", "<svg onload", "<iframe", "]]><!--<x>"):
        assert payload not in html
    page = _Page()
    page.feed(html)
    assert page.found == []
    assert "Content-Security-Policy" in html


@pytest.mark.parametrize(
    "words",
    [["inspect"], ["inspect", "--format", "md"], ["show", "c18"], ["show", "c19"], ["show", "c20"], ["failures"],
     ["failures", "--format", "md"], ["conflicts"], ["compare", "芜湖"]],
)  # fmt: skip
def test_nothing_steers_the_terminal_or_forges_a_line(zhclaims, db: Path, words: list[str]) -> None:
    _, out, err = zhclaims(*words, "--db", db)
    assert not set(out + err) & set("\x00\x07\x08\x1b\r\u202e\u2028")
    assert not re.search(r"^(?:zhclaims: 3 articles|2 failed)", out + err, re.MULTILINE)


def test_a_message_about_a_hostile_name_is_one_harmless_line(zhclaims, tmp_path: Path) -> None:
    code, _, err = zhclaims("inspect", "--db", tmp_path / "\x1b[2J\nzhclaims: all is well.db")
    assert code == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err
