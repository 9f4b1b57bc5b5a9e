"""The database: what is opened, what is refused, what is kept and what is found again."""

import os
import re
import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from zhclaims.database import SCHEMA_VERSION
from zhclaims.errors import ArticleError, StoreError, ZhclaimsError
from zhclaims.filters import Filters, begins_before, ends_after
from zhclaims.rows import TABLES, columns
from zhclaims.store import Failure, Origin, Run, Store, open_store
from zhclaims.types import Article, Claim, Entity, Extraction, Place, Quantity, Time

TEXT = "蚌埠市一家传感器企业去年营收8.6亿元，同比增长21%。"
ARTICLE = Article(
    "a1", "2024/bengbu.txt", TEXT, "hash-1", title="传感之城", published=date(2024, 5, 6), encoding="gb18030"
)
CLAIM = Claim(
    "c1aaaa", "a1", "2024/bengbu.txt", "传感之城", "2024-05-06", "numeric",
    subject="传感器企业", metric="营收", value_text="8.6亿元", value_low=8.6e8, value_high=8.6e8, unit="CNY",
    kind="money", comparator="=", change="level", time_text="去年", time="2023", place="安徽省蚌埠市",
    place_code="340300", city="蚌埠市", city_code="340300", city_basis="sentence", score=0.8,
    flags="unit_inferred no_subject",
    sentence_end=len(TEXT), quote_start=13, quote_end=18, evidence=TEXT, evidence_simplified=TEXT,
)  # fmt: skip
GROWTH = replace(
    CLAIM, claim_id="c2bbbb", value_text="21%", value_low=21.0, value_high=21.0, unit="%", kind="percent",
    change="increase", score=0.4, flags="", modality="plan", quote_start=23, quote_end=26,
)  # fmt: skip
FOUND = Extraction(
    claims=[CLAIM, GROWTH],
    entities=[Entity(0, 3, "蚌埠市", "PLACE", "蚌埠市", "gazetteer", 0.9)],
    quantities=[Quantity(13, 18, "8.6亿元", 8.6e8, 8.6e8, "CNY", "money", flags=("unit_inferred", "reading_chosen"))],
    times=[Time(10, 12, "去年", date(2023, 1, 1), None, "2023", relative=True)],
    places=[Place(0, 3, "蚌埠市", "安徽省蚌埠市", "340300", "city", "安徽省", "蚌埠市", "340300", ("甲地", "乙地"))],
    keywords=["传感器", "营收"],
)


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db", create=True) as store:
        yield store


def everything(store: Store) -> dict[str, list[tuple]]:
    return {table: list(store.rows(table)) for table in TABLES}


def test_the_claims_table_has_the_fields_of_claim_in_order(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        stored = [row[1] for row in connection.execute("PRAGMA table_info(claims)")]
    assert stored == [field.name for field in fields(Claim)] == [column.name for column in columns("claims")]


@pytest.mark.parametrize("table", TABLES)
def test_every_exported_column_exists_in_the_schema(store: Store, table: str) -> None:
    assert list(store.rows(table)) == []


def test_claims_come_back_as_they_went_in(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    assert list(store.claims()) == [CLAIM, GROWTH]


def test_facts_come_back_with_the_path_of_their_article(store: Store) -> None:
    store.save(ARTICLE, FOUND, script="hans")
    assert list(store.rows("entities")) == [
        ("a1", "2024/bengbu.txt", 0, 3, "蚌埠市", "PLACE", "蚌埠市", "gazetteer", 0.9)
    ]
    assert list(store.rows("quantities"))[0][-1] == "unit_inferred reading_chosen"
    assert list(store.rows("times"))[0][5:9] == ("2023-01-01", "", "2023", 0)
    assert list(store.rows("places"))[0][-2] == "甲地 乙地"
    assert list(store.rows("articles"))[0][6:11] == ("gb18030", "txt", "hans", "hash-1", len(TEXT))


def test_the_text_is_kept_for_when_the_file_is_gone(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    assert store.text("a1") == TEXT


def test_saving_again_replaces_all_rows_of_the_article(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    store.save(replace(ARTICLE, sha256="hash-2"), Extraction(claims=[GROWTH]))
    assert [claim.claim_id for claim in store.claims()] == ["c2bbbb"]
    assert store.hashes() == {"a1": "hash-2"}
    assert list(store.rows("entities")) == []


def test_an_article_is_saved_whole_or_not_at_all(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    before = everything(store)
    broken = replace(FOUND, places=[replace(FOUND.places[0], text="\ud800")])
    with pytest.raises(ArticleError, match=r"2024/bengbu\.txt: a value cannot be stored"):
        store.save(replace(ARTICLE, sha256="hash-2"), broken)
    assert everything(store) == before


def test_forgetting_an_article_leaves_nothing_of_it(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    store.forget(["a1"])
    assert not any(everything(store).values())


def test_a_failure_is_kept_until_the_article_works(store: Store) -> None:
    origin = Origin("/texts", 1, "f")
    store.save_failure(Failure("2024/bengbu.txt", "/texts", "extract", "ValueError", "坏 \ud800"), origin)
    assert list(store.rows("failures")) == [("2024/bengbu.txt", "extract", "ValueError", "坏 \\ud800")]
    store.save(ARTICLE, FOUND, origin=origin)
    assert list(store.rows("failures")) == []


def test_an_article_that_fails_after_a_change_loses_the_rows_of_its_old_text(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    store.save_failure(Failure("2024/bengbu.txt", "", "extract", "ValueError", "x"), Origin(), article_id="a1")
    assert not list(store.claims())
    assert store.count("failures") == 1


def test_what_a_run_has_not_seen_is_told_by_folder(store: Store) -> None:
    store.begin_run(Run("1", "{}", "{}", "f", "[]", "2024-05-06T00:00:00Z"), ["/x"])
    for root, name in [("/x", "gone.txt"), ("/x", "here.txt"), ("/y", "elsewhere.txt")]:
        store.save(replace(ARTICLE, article_id=name, path=name), Extraction(), origin=Origin(root))
    store.see("/x", "here.txt")
    assert [known.path for known in store.unseen()] == ["gone.txt"]


FILTERS = [
    (Filters(city=("蚌埠",)), 2),
    (Filters(city=("蚌埠市",)), 2),
    (Filters(city=("埠",)), 0),
    (Filters(city=("巴黎", "蚌埠")), 2),
    (Filters(province=("安徽",)), 2),
    (Filters(province=("浙江",)), 0),
    (Filters(place=("蚌埠",)), 2),
    (Filters(subject=("傳感器",)), 2),
    (Filters(metric=("营收",), kind=("percent",)), 1),
    (Filters(unit=("cny",)), 1),
    (Filters(unit=("%",)), 1),
    (Filters(modality=("plan",)), 1),
    (Filters(claim_type=("event",)), 0),
    (Filters(article=("bengbu",)), 2),
    (Filters(article=("a1",)), 2),
    (Filters(article=("传感之城",)), 2),
    (Filters(flag=("no_subject",)), 1),
    (Filters(text=("同比增长21%",)), 2),
    (Filters(text=("同比增长21_",)), 0),
    (Filters(min_score=0.5), 1),
    (Filters(max_score=0.5), 1),
    (Filters(since="2023-06", until="2024"), 2),
    (Filters(since="2024"), 0),
    (Filters(until="2022"), 0),
    (Filters(org=("没有这家",)), 0),
]


@pytest.mark.parametrize(("filters", "count"), FILTERS)
def test_filters_combine(store: Store, filters: Filters, count: int) -> None:
    store.save(ARTICLE, FOUND)
    assert store.count("claims", filters) == count == len(list(store.claims(filters)))


def test_an_organisation_is_found_by_its_full_name(store: Store) -> None:
    named = Entity(4, 9, "传感器企业", "ORG", "安徽某传感器有限公司")
    store.save(ARTICLE, replace(FOUND, entities=[named]))
    assert store.count("claims", Filters(org=("某传感器有限",))) == 2


@pytest.mark.parametrize(
    ("table", "filters", "message"),
    [
        ("claims", Filters(kind=("cash",)), "--kind: must be one of money, percent"),
        ("claims", Filters(city=("",)), "--city: the value is empty"),
        ("claims", Filters(since="last year"), "--since: must be YYYY"),
        (
            "failures",
            Filters(city=("蚌埠",)),
            "--city does not apply to the table 'failures', which takes --article, --text",
        ),
        (
            "claims",
            Filters(type=("ORG",)),
            "--type does not apply to the table 'claims', which takes --city, --province",
        ),
        ("runs", Filters(city=("蚌埠",)), "takes no filters"),
    ],
)
def test_a_filter_that_cannot_hold_says_why(store: Store, table: str, filters: Filters, message: str) -> None:
    with pytest.raises(ZhclaimsError, match=re.escape(message)):
        store.rows(table, filters)


@pytest.mark.parametrize("table", ["articles", "entities"])
def test_filters_on_claims_keep_the_other_tables_rows_of_their_articles(store: Store, table: str) -> None:
    store.save(ARTICLE, FOUND)
    elsewhere = replace(CLAIM, claim_id="other", article_id="a9", path="z.txt", city="拉萨市")
    store.save(replace(ARTICLE, article_id="a9", path="z.txt"), replace(FOUND, claims=[elsewhere]))
    everything = store.count(table)
    assert 0 < store.count(table, Filters(city=("拉萨",))) == everything / 2
    assert store.count(table, Filters(city=("拉萨",), metric=("没有的指标",))) == 0


@pytest.mark.parametrize(
    ("time", "since", "until", "inside"),
    [
        ("2024", "2024", "2024", True),
        ("2024", "2024-03", "2024-04", True),
        ("2024-05", "2024-03", "2024-04", False),
        ("2023/2027", "2025", "2025", True),
        ("2025/", "2030", "2031", True),
        ("/2025-09", "2020", "2021", True),
        ("/2025-09", "2025-10", "2026", False),
        ("2025/..", "2030", "2031", True),
        ("P1Y", "2020", "2030", False),
        ("", "2020", "2030", False),
    ],
)
def test_time_filters_keep_what_overlaps(time: str, since: str, until: str, inside: bool) -> None:
    assert (ends_after(time, since) and begins_before(time, until)) is inside


def test_rows_come_in_reading_order_whatever_the_order_of_saving(store: Store) -> None:
    for name in ("b", "a", "c"):
        store.save(
            replace(ARTICLE, article_id=name, path=name),
            Extraction(claims=[replace(CLAIM, path=name, article_id=name)], entities=FOUND.entities),
        )
    assert [claim.path for claim in store.claims()] == ["a", "b", "c"]
    assert [row[1] for row in store.rows("entities")] == ["a", "b", "c"]


def test_a_window_of_rows_can_be_taken_in_another_order(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    assert [claim.claim_id for claim in store.claims(order="f.score", limit=1)] == ["c2bbbb"]
    assert [claim.claim_id for claim in store.claims(order="f.score", limit=1, offset=1)] == ["c1aaaa"]


def test_a_claim_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    store.save(ARTICLE, FOUND)
    assert store.claim("c2") == GROWTH


@pytest.mark.parametrize(("prefix", "message"), [("x", "no claim 'x'"), ("c", "more than one claim begins with 'c'")])
def test_an_id_that_names_no_single_claim_is_refused(store: Store, prefix: str, message: str) -> None:
    store.save(ARTICLE, FOUND)
    with pytest.raises(StoreError, match=message):
        store.claim(prefix)


# ------------------------------------------------------------------ files that are not ours


def another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (note)")


def newer_schema(path: Path) -> None:
    open_store(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def no_database(path: Path) -> None:
    path.write_text("杭州与深圳\n" * 400, "utf-8")


def damaged(path: Path) -> None:
    with open_store(path, create=True) as store:
        for number in range(200):
            store.save(replace(ARTICLE, article_id=str(number), path=str(number)), FOUND)
    with path.open("r+b") as file:
        file.truncate(8192)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (another_program, "database of another program; choose another --db"),
        (newer_schema, "newer: upgrade zhclaims"),
        (no_database, "no SQLite file; choose another --db"),
        (damaged, "the file is damaged; move it away and run again"),
    ],
)
@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_cannot_be_our_database_is_named_with_the_remedy(
    tmp_path, make, message: str, create: bool
) -> None:
    path = tmp_path / "claims.db"
    make(path)
    with (
        pytest.raises(StoreError, match=re.escape(f"{path}: ") + ".*" + re.escape(message)),
        open_store(path, create=create) as store,
    ):
        everything(store)


@pytest.mark.parametrize("empty_file", [False, True])
def test_a_missing_database_is_made_only_when_asked(tmp_path: Path, empty_file: bool) -> None:
    path = tmp_path / "claims.db"
    if empty_file:
        path.touch()
    with pytest.raises(StoreError, match="no database there; make it with: zhclaims run FOLDER"):
        open_store(path)
    with open_store(path, create=True) as store:
        assert store.count("claims") == 0


def test_a_database_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist; make it"):
        open_store(tmp_path / "no" / "claims.db", create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to everything")
def test_a_read_only_database_can_be_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with open_store(path, create=True) as store:
        store.save(ARTICLE, FOUND)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(path) as store:
            assert store.count("claims") == 2
        with (
            pytest.raises(StoreError, match="make the file and its folder writable"),
            open_store(path, create=True) as store,
        ):
            store.save(ARTICLE, FOUND)
    finally:
        tmp_path.chmod(0o755)
