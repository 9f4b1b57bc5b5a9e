"""What the fuzzers do with one input: read it, extract from it, or open it as a database; each raises on a fault."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import zhclaims
from invariants import check_extraction, same
from zhclaims.errors import ArticleError, ZhclaimsError
from zhclaims.read import find_articles, read_article
from zhclaims.rows import TABLES
from zhclaims.store import open_store
from zhclaims.tables import save_table
from zhclaims.types import Article

Target = Callable[[bytes], None]
SUFFIXES = (".txt", ".html", ".docx", ".jsonl", ".csv", ".md")
LONGEST = 4000
"""Bytes of an input for the extraction."""
PAGE = 4096


def read(data: bytes) -> None:
    """Read bytes as a file; the first one chooses the suffix."""
    folder = _folder()
    path = folder / f"a{SUFFIXES[data[0] % len(SUFFIXES)] if data else '.txt'}"
    path.write_bytes(data[1:])
    try:
        for source in find_articles([folder]):
            _read_one(source)
    finally:
        path.unlink()


def _read_one(source: object) -> None:
    try:
        article = read_article(source)  # type: ignore[arg-type]
    except ArticleError as error:
        _must(": " in str(error), error)
        return
    assert article.text.strip(), "an article without text"
    for text in (article.text, article.title, article.publisher, article.url):
        text.encode("utf-8")  # what cannot be encoded cannot be stored


def _must(holds: bool, error: Exception) -> None:
    """An error of ours names what it is about."""
    if not holds:
        raise AssertionError(f"an error that names nothing: {error}")


def extract(data: bytes) -> None:
    """Extract from bytes as UTF-8; the first two choose the date of the article."""
    text = data[2 : LONGEST + 2].decode("utf-8", "replace")
    published = date(2015, 1, 1) + timedelta(days=int.from_bytes(data[:2], "little") % 6000) if data[:1] else None
    found = zhclaims.extract(text, published=published)
    check_extraction(text, found)
    if sum(data) % 8 == 0:
        assert same(zhclaims.extract(text, published=published), found), "two extractions differ"


def open_database(data: bytes) -> None:
    """Write bytes over a good database, at the places that the first ones choose, and use it."""
    folder = _folder()
    path = folder / "claims.db"
    path.write_bytes(_overwritten(data))
    try:
        _use(path, folder, create=bool(data[:1] and data[0] % 2))
    finally:
        for left in folder.iterdir():
            left.unlink()


def _overwritten(data: bytes) -> bytes:
    """The database with stretches of 2 bytes of place, 1 of length, and content, laid over it."""
    image = bytearray(_database())
    at = 1
    while at + 3 < len(data):
        place = int.from_bytes(data[at : at + 2], "little") * 7 % len(image) if data[at] % 3 else data[at + 1] % 128
        length = 1 + data[at + 2] % 24
        piece = data[at + 3 : at + 3 + length]
        image[place : place + len(piece)] = piece
        at += 3 + length
    return bytes(image[: len(image) - (data[0] >> 5) * PAGE]) if data else bytes(image)


def _use(path: Path, folder: Path, *, create: bool) -> None:
    try:
        with open_store(path, create=create) as store:
            for table in TABLES:
                store.count(table)
                for _ in store.rows(table):
                    pass
            save_table(store, folder / "out.csv")
            if create:
                store.forget(["a1"])
    except ZhclaimsError as error:
        _must(path.name in str(error) or "out.csv" in str(error), error)


@cache
def _database() -> bytes:
    """A good database with one article in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.db")
        text = "2024年，合肥新能源汽车产量达137万辆，同比增长83%，远超芜湖的52万辆。"
        with open_store(path, create=True) as store:
            store.save(Article("a1", "a.txt", text, "h"), zhclaims.extract(text))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


@cache
def _folder() -> Path:
    """A folder in memory where there is one, for the files of this process."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="zhclaims-fuzz-", dir=memory if os.access(memory, os.W_OK) else None))


TARGETS: dict[str, Target] = {"reading": read, "extraction": extract, "databases": open_database}
