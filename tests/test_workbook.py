"""The Excel workbook: header, widths, formats, links to the articles, and cells that compute nothing."""

import csv
import shutil
import subprocess
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from invented import invented_database
from zhclaims import tables, workbook
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters
from zhclaims.rows import TABLES, Column
from zhclaims.store import Store, open_store
from zhclaims.tables import save_table, table_frame
from zhclaims.types import Article, Claim, Extraction
from zhclaims.workbook import Sheet, save_workbook

TEXT = "梧州茶厂去年产量下降-3.2%。\n=HYPERLINK(“x”)\u2028下一行"
CLAIM = Claim(
    "c1", "a1", "b/wuzhou.txt", "=1+1", "2025-01-02", "numeric", subject="@梧州茶厂", metric="产量", value_text="-3.2%",
    value_low=-3.2, value_high=1370000.0, unit="%", kind="percent", comparator="=", change="decrease", city="梧州市",
    score=0.9, sentence_end=len(TEXT), evidence=TEXT, evidence_simplified=TEXT,
)  # fmt: skip
EVENT = Claim("c2", "a1", "b/wuzhou.txt", "", "", "event", subject="二厂", predicate="投产", city="贺州市")
OTHER = replace(CLAIM, claim_id="c3", article_id="a2", path="a/first.txt", title="茶", city="梧州市")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(
            Article("a1", "b/wuzhou.txt", TEXT, "h", url="https://example.com/茶"), Extraction(claims=[CLAIM, EVENT])
        )
        store.save(Article("a2", "a/first.txt", "茶", "h", url="javascript:alert(1)"), Extraction(claims=[OTHER]))
        yield store


@pytest.fixture
def book(store: Store, tmp_path: Path) -> openpyxl.Workbook:
    save_table(store, tmp_path / "claims.xlsx")
    return openpyxl.load_workbook(tmp_path / "claims.xlsx")


def column(sheet, name: str):
    header = [cell.value for cell in sheet[1]]
    return [row[header.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_the_header_is_frozen_and_bold_and_has_filters(book) -> None:
    sheet = book["claims"]
    assert [cell.value for cell in sheet[1]] == [field.name for field in fields(Claim)]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.auto_filter.ref == "A1:AJ4"


def test_columns_are_as_wide_as_what_they_hold(book) -> None:
    widths = book["claims"].column_dimensions
    assert (widths["P"].width, widths["G"].width) == (len("comparator") + 3, 2 * 4 + 2 + 3)
    assert widths["AI"].width > widths["G"].width


def test_numbers_are_numbers_with_formats(book) -> None:
    sheet = book["claims"]
    low, high, score = (column(sheet, name)[1] for name in ("value_low", "value_high", "score"))
    assert (low.value, low.number_format) == (-3.2, "#,##0.0#######")
    assert (high.value, high.number_format) == (1370000, "#,##0")
    assert (score.value, score.number_format) == (0.9, "0.00")
    assert column(sheet, "value_low")[2].value is None


def test_text_computes_nothing(book) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"'=1+1", "'@梧州茶厂", "'-3.2%"} <= {cell.value for cell in cells}
    assert not [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@" and cell.value != "="]


def test_a_claim_leads_to_its_article(book) -> None:
    for cell, identity in zip(column(book["claims"], "path"), column(book["claims"], "article_id"), strict=True):
        sheet, _, target = cell.hyperlink.location.partition("!")
        assert book[sheet.strip("'")][target].value == identity.value


def test_an_article_leads_to_its_address_if_it_is_one_of_the_web(book) -> None:
    assert [cell.hyperlink and cell.hyperlink.target for cell in column(book["articles"], "url")] == [
        None,
        "https://example.com/茶",
    ]


def test_the_articles_are_those_of_the_rows(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "claims.xlsx", filters=Filters(city=("贺州",)))
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    assert [cell.value for cell in column(book["articles"], "article_id")] == ["a1"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_a_sheet(store: Store, tmp_path: Path, table: str) -> None:
    count = save_table(store, tmp_path / "x.xlsx", table)
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")[table].max_row == count + 1


def test_chinese_headings_and_sheets(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "x.xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["论断", "文章"]
    assert column(book["论断"], "城市")[0].value == "梧州市"
    assert column(book["论断"], "文件")[0].hyperlink.location == "'文章'!A2"


def test_characters_and_lengths_that_excel_does_not_take(tmp_path: Path) -> None:
    hostile = ["\x00\x1b[31m" + "𠮷" * 40_000, "_x0041_", "a\r\nb", " 边 ", "<a>&</a>", "\ufffe"]
    save_workbook([Sheet("s", [Column("text", "text")], [(text,) for text in hostile])], tmp_path / "x.xlsx")
    found = [cell.value for cell in column(openpyxl.load_workbook(tmp_path / "x.xlsx")["s"], "text")]
    assert found[0].startswith("\ufffd\ufffd[31m𠮷")
    assert found[0].endswith("𠮷…")
    assert len(found[0].encode("utf-16-le")) // 2 <= workbook.CELL_CHARACTERS
    assert found[3:] == [" 边 ", "<a>&</a>", "\ufffd"]


def test_numbers_that_a_cell_cannot_hold_are_text(tmp_path: Path) -> None:
    save_workbook([Sheet("s", [Column("n", "real")], [(float("inf"),), (True,), (7,)])], tmp_path / "x.xlsx")
    assert [cell.value for cell in column(openpyxl.load_workbook(tmp_path / "x.xlsx")["s"], "n")] == ["inf", True, 7]


def test_more_rows_than_a_sheet_holds_are_refused_and_nothing_is_left(store, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    with pytest.raises(ZhclaimsError, match="use filters, or .csv or .parquet"):
        save_table(store, tmp_path / "claims.xlsx")
    assert not [path for path in tmp_path.iterdir() if "xlsx" in path.name]


def test_more_links_than_excel_takes_are_left_out(store, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_LINKS", 2)
    monkeypatch.setattr(tables, "SHEET_LINKS", 1)
    save_table(store, tmp_path / "x.xlsx")
    linked = [bool(cell.hyperlink) for cell in column(openpyxl.load_workbook(tmp_path / "x.xlsx")["claims"], "path")]
    assert linked == [True, False, False]


def test_the_same_rows_make_the_same_file(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "1.xlsx")
    save_table(store, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


# ------------------------------------------------------------------ there and back


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    path = invented_database(tmp_path_factory.mktemp("invented") / "claims.db", 200)
    with open_store(path) as store:
        yield store


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def as_numbers(rows: list[list[str]]) -> list[list[object]]:
    """Rows with numbers as numbers, as programs write 1370000.0 in their own ways."""
    return [[_number(cell) for cell in row] for row in rows]


def _number(cell: str) -> object:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return cell


def office(source: Path, form: str) -> None:
    """Have LibreOffice write a file in another format into the folder `back` beside it."""
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    reading = ["--infilter=CSV:44,34,76,1"] if source.suffix == ".csv" else []  # commas, quotation marks, UTF-8
    command = [
        SOFFICE,
        profile,
        "--headless",
        *reading,
        "--convert-to",
        form,
        "--outdir",
        source.parent / "back",
        source,
    ]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=180)


@needs_libreoffice
@pytest.mark.parametrize("hostile", [False, True])
def test_libreoffice_gives_the_same_table_back(store, invented, tmp_path: Path, hostile: bool) -> None:
    source = store if hostile else invented
    save_table(source, tmp_path / "claims.xlsx")
    save_table(source, tmp_path / "expected.csv")
    # 44,34,76: commas, quotation marks, UTF-8; the trailing options give numbers as they are stored, not as shown.
    office(tmp_path / "claims.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false")
    assert as_numbers(rows_of(tmp_path / "back" / "claims.csv")) == as_numbers(rows_of(tmp_path / "expected.csv"))


def test_pandas_reads_the_same_table_from_csv_and_xlsx(invented: Store, tmp_path: Path) -> None:
    save_table(invented, tmp_path / "claims.csv")
    save_table(invented, tmp_path / "claims.xlsx")
    expected = table_frame(invented, "claims")
    codes = dict.fromkeys(("place_code", "city_code", "time"), str)
    for frame in (
        pd.read_csv(tmp_path / "claims.csv", dtype=codes, keep_default_na=False),
        pd.read_excel(tmp_path / "claims.xlsx", dtype=codes, keep_default_na=False),
    ):
        pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_the_csv_module_reads_the_same_table(invented: Store, tmp_path: Path) -> None:
    save_table(invented, tmp_path / "claims.csv")
    _, *rows = rows_of(tmp_path / "claims.csv")
    expected = [["" if cell is None else str(cell) for cell in row] for row in invented.rows("claims")]
    assert rows == expected


HOSTILE = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(\"http://evil.example\";\"x\")", "=cmd|' /C calc'!A0", "＝1+1", "\t=1+1", "\r=1+1", "\n=1+1",
    "=WEBSERVICE(\"http://evil.example\")", "{=1+1}", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202e=1+1", "达" * 34_000, "1e10", "00123",
]  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_libreoffice_computes_nothing_of_hostile_text(tmp_path: Path, suffix: str) -> None:
    claims = [
        replace(
            CLAIM,
            claim_id=f"c{n}",
            path=f"{n}.txt",
            title=text,
            subject=text,
            metric=text,
            source=text,
            evidence=text,
            unit=text,
        )
        for n, text in enumerate(HOSTILE)
    ]
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(Article("a1", "0.txt", HOSTILE[0], "h", HOSTILE[0], url=HOSTILE[4]), Extraction(claims=claims))
        save_table(store, tmp_path / f"claims.{suffix}")
    office(tmp_path / f"claims.{suffix}", "fods")
    sheet = (tmp_path / "back" / "claims.fods").read_text("utf-8")
    assert "梧州市" in sheet
    assert "table:formula" not in sheet
    assert "evil.example" in sheet
    assert 'xlink:href="http' not in sheet
