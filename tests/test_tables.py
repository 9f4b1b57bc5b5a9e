"""DataFrames and files: the same table in every format, safe to open, whole or not there."""

import csv
import json
import sqlite3
from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from zhclaims import writers
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters
from zhclaims.report import save_report
from zhclaims.rows import TABLES, columns
from zhclaims.store import Store, open_store
from zhclaims.tables import claims_frame, facts_frame, save_table, table_frame
from zhclaims.types import Article, Claim, Extraction, Quantity, Time

TEXT = "柳州一厂去年产量下降-3.2%。\n=HYPERLINK(“x”)\u2028下一行"
CLAIM = Claim(
    "c1", "a1", "liuzhou.txt", "=1+1", "2025-01-02", "numeric", subject="@柳州一厂", metric="产量", value_text="-3.2%",
    value_low=-3.2, value_high=-3.2, unit="%", kind="percent", comparator="=", change="decrease", city="柳州市",
    score=0.9, sentence_end=len(TEXT), evidence=TEXT, evidence_simplified=TEXT,
)  # fmt: skip
EVENT = Claim("c2", "a1", "liuzhou.txt", "", "", "event", subject="二厂", predicate="投产", city="桂林市")
TIME = Time(4, 6, "去年", date(2024, 1, 1), date(2024, 12, 31), "2024", relative=True)
QUANTITY = Quantity(10, 15, "-3.2%", -3.2, -3.2, "%", "percent", flags=("one", "two"))


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db", create=True) as store:
        found = Extraction(claims=[CLAIM, EVENT], times=[TIME], quantities=[QUANTITY])
        store.save(Article("a1", "liuzhou.txt", TEXT, "hash"), found)
        yield store


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_csv_has_a_byte_order_mark_unless_asked_not_to(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "with.csv")
    save_table(store, tmp_path / "without.csv", bom=False)
    assert (tmp_path / "with.csv").read_bytes()[:11] == b"\xef\xbb\xbfclaim_id"
    assert (tmp_path / "without.csv").read_bytes()[:8] == b"claim_id"


def test_csv_has_the_fields_of_claim_as_header_and_a_row_a_claim(store: Store, tmp_path: Path) -> None:
    assert save_table(store, tmp_path / "claims.csv") == 2
    header, *rows = read_csv(tmp_path / "claims.csv")
    assert header == [field.name for field in fields(Claim)]
    assert [row[0] for row in rows] == ["c1", "c2"]


def test_csv_cells_compute_nothing_and_numbers_stay_numbers(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "claims.csv")
    header, row, _ = read_csv(tmp_path / "claims.csv")
    cells = dict(zip(header, row, strict=True))
    assert (cells["title"], cells["subject"], cells["value_text"]) == ("'=1+1", "'@柳州一厂", "'-3.2%")
    assert (cells["value_low"], cells["score"]) == ("-3.2", "0.9")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("=", "="),
        ("=1", "'=1"),
        ("3-2", "3-2"),
        ("110101199003071234", "'110101199003071234"),
        ("340100", "340100"),
        ("2025-01-02", "2025-01-02"),
        ("", ""),
        (-1.5, -1.5),
        (None, None),
    ],
)
def test_formula_safe(cell: object, safe: object) -> None:
    assert writers.formula_safe(cell) == safe


def test_jsonl_keeps_the_text_as_it_is(store: Store, tmp_path: Path) -> None:
    save_table(store, tmp_path / "claims.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()]
    assert [Claim(**row) for row in rows] == [CLAIM, EVENT]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_gives_the_same_frame_as_the_database(store: Store, tmp_path: Path, table: str) -> None:
    pytest.importorskip("pyarrow")
    save_table(store, tmp_path / "table.parquet", table)
    expected = table_frame(store, table)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "table.parquet"), expected, check_dtype=False)
    assert list(expected.columns) == [column.name for column in columns(table)]


def test_parquet_without_pyarrow_says_how_to_get_it(store: Store, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ZhclaimsError, match=r"pip install 'zhclaims\[parquet\]'"):
        save_table(store, tmp_path / "claims.parquet")


def test_an_export_takes_the_same_filters(store: Store, tmp_path: Path) -> None:
    assert save_table(store, tmp_path / "claims.csv", filters=Filters(city=("桂林",))) == 1
    assert save_table(store, tmp_path / "q.csv", "quantities", Filters(kind=("money",))) == 0


def test_a_broken_export_leaves_the_old_file_and_nothing_else(store: Store, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old")

    def broken(cell: object) -> object:
        raise RuntimeError("power cut")

    monkeypatch.setattr(writers, "formula_safe", broken)
    with pytest.raises(RuntimeError):
        save_table(store, target)
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("claims.docx", "suffix must be one of .csv, .jsonl, .parquet, .xlsx"),
        ("claims", "suffix must be one of"),
        ("missing/claims.csv", "does not exist; make it or choose another name"),
        ("folder.csv", "is a folder; name a file"),
    ],
)
def test_a_target_that_cannot_be_written_is_named(store: Store, tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ZhclaimsError, match=message):
        save_table(store, tmp_path / target)


@pytest.mark.parametrize("write", [save_table, save_report])
def test_a_database_is_never_written_over(store: Store, tmp_path: Path, write) -> None:
    target = tmp_path / "mine.html" if write is save_report else tmp_path / "mine.csv"
    sqlite3.connect(target).execute("CREATE TABLE t (x)").connection.close()
    before = target.read_bytes()
    with pytest.raises(ZhclaimsError, match="is a database, and would be lost; choose another name"):
        write(store, target)
    assert target.read_bytes() == before


def test_booleans_and_missing_dates_survive(store: Store) -> None:
    frame = table_frame(store, "times")
    assert frame["recurring"].tolist() == [False]
    assert frame["relative"].tolist() == [True]
    assert frame["last"].tolist() == ["2024-12-31"]


def test_claims_fresh_from_an_article_make_the_same_frame(store: Store) -> None:
    pd.testing.assert_frame_equal(claims_frame([CLAIM, EVENT]), table_frame(store, "claims"))


def test_an_empty_table_keeps_its_columns_and_types(store: Store) -> None:
    frame = table_frame(store, "claims", Filters(city=("拉萨",)))
    assert list(frame.columns) == [field.name for field in fields(Claim)]
    assert frame["value_low"].dtype == "float64"


def test_facts_of_one_kind_make_a_frame_of_their_fields() -> None:
    assert facts_frame([QUANTITY]).to_dict("records")[0]["flags"] == "one two"
    assert facts_frame([]).empty
