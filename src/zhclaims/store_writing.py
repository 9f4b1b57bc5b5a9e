"""The writing side of the database: one transaction an article, and what a run notes of what it has seen."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Self

from zhclaims.database import explained, transaction
from zhclaims.errors import ArticleError
from zhclaims.rows import FACTS, ArticleRows, Row, article_rows, columns
from zhclaims.types import Article, Extraction

_BAD_VALUE = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)
_KEPT_ASIDE = ("root", "run_id", "fingerprint")
"""Columns of articles that are not exported: they tell of the run, and two runs must export the same."""
_UNSEEN = """root IN (SELECT root FROM temp.roots)
    AND NOT EXISTS (SELECT 1 FROM temp.seen s WHERE s.path = a.path AND s.root = a.root)"""
_OF_A_RUN = """
    PRAGMA temp.cache_size = -500; -- KB: a run notes every path it sees, and what it notes is rarely read
    CREATE TEMP TABLE IF NOT EXISTS roots (root PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS seen (path, root, PRIMARY KEY (path, root)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS unreadable (path, root, PRIMARY KEY (path, root)) WITHOUT ROWID;
    DELETE FROM temp.roots; DELETE FROM temp.seen; DELETE FROM temp.unreadable;
"""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one article is not in the tables."""

    path: str
    root: str
    stage: str
    """read, extract or store."""
    error: str
    """The class of the exception, or "crash" when the worker process died."""
    message: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's rows come from: the folder given, the run, and what the run's results depend on."""

    root: str = ""
    run_id: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run was started: what its results depend on."""

    version: str
    engines: str
    """JSON: the versions of Python, SQLite and the libraries that results depend on."""
    options: str
    """JSON of types.Options."""
    fingerprint: str
    folders: str
    """JSON list, as given."""
    started: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of an article: enough to see whether its work is done."""

    article_id: str
    path: str
    sha256: str
    fingerprint: str


class StoreWriter:
    """What a run needs of the place where its results go; use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the object is of no use after that."""
        self._connection.close()

    def finish(self) -> None:
        """Do what is left to do when a run has come to its end."""

    # ------------------------------------------------------------------ articles

    def save(self, article: Article, extraction: Extraction, *, script: str = "", origin: Origin = Origin()) -> None:
        """Keep an article and what was found in it, in one transaction, in place of what it had before."""
        self.save_rows(article_rows(article, extraction, script=script), origin)

    def save_rows(self, rows: ArticleRows, origin: Origin) -> None:
        """As `save`, with rows made elsewhere; raises ArticleError when one of them cannot be stored."""
        with self._transaction():
            self._check_owner(rows, origin)
            self._forget(rows.article_id)
            self._connection.execute("DELETE FROM failures WHERE root = ? AND path = ?", (origin.root, rows.path))
            try:
                self._keep(rows, origin)
            except (UnicodeError, OverflowError, *_BAD_VALUE) as error:
                raise ArticleError(f"{rows.path}: a value cannot be stored: {error}") from error

    def save_failure(self, failure: Failure, origin: Origin, *, article_id: str = "") -> None:
        """Record why an article failed, and drop the rows that an earlier state of it had under `article_id`."""
        cells = (failure.path, failure.root, failure.stage, failure.error, failure.message)
        with self._transaction():
            if article_id and self._owner(article_id) == origin.root:
                self._forget(article_id)
            row = (*(cell.encode("utf-8", "backslashreplace").decode() for cell in cells), origin.run_id)
            self._connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, article_ids: Iterable[str]) -> None:
        """Remove articles with all their rows, each in a transaction of its own."""
        for article_id in article_ids:
            with self._transaction():
                self._forget(article_id)

    def _owner(self, article_id: str) -> str | None:
        """The folder given to the run that stored an article."""
        row = self._connection.execute("SELECT root FROM articles WHERE article_id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def _check_owner(self, rows: ArticleRows, origin: Origin) -> None:
        """Two runs at once do not see each other's articles when they choose the paths of theirs."""
        owner = self._owner(rows.article_id)
        if owner not in (None, origin.root):
            raise ArticleError(f"{rows.path}: another run has just stored one of this path, from {owner}; run again")

    def _keep(self, rows: ArticleRows, origin: Origin) -> None:
        """Insert the rows of an article that has none."""
        self._insert("articles", [(*rows.article, origin.root, origin.run_id, origin.fingerprint)])
        for table, found in rows.facts.items():
            self._insert(table, found)

    def _forget(self, article_id: str) -> None:
        if self._connection.execute("DELETE FROM articles WHERE article_id = ?", (article_id,)).rowcount:
            for table in FACTS:
                self._connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            self._connection.executemany(_insertion(table), rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path), transaction(self._connection):
            yield

    def _query(self, query: str, parameters: Any) -> Iterator[Row]:
        with explained(self.path):
            cursor = self._connection.execute(query, parameters)
            while chunk := cursor.fetchmany(PAGE):
                yield from chunk

    # ------------------------------------------------------------------ runs

    def begin_run(self, run: Run, roots: Sequence[str] = ()) -> int:
        """Record that a run over some folders has begun; gives its number."""
        names = [field.name for field in fields(run)]
        marks = ", ".join("?" * len(names))
        with explained(self.path):
            self._connection.executescript(_OF_A_RUN)
            self._connection.executemany("INSERT OR IGNORE INTO temp.roots VALUES (?)", [(root,) for root in roots])
        with self._transaction():
            query = f"INSERT INTO runs ({', '.join(names)}) VALUES ({marks})"
            return int(self._connection.execute(query, astuple(run)).lastrowid or 0)

    def end_run(self, run_id: int, finished: str, done: int, unchanged: int, failed: int, deleted: int) -> None:
        """Record how a run went."""
        query = "UPDATE runs SET finished = ?, done = ?, unchanged = ?, failed = ?, deleted = ? WHERE run_id = ?"
        with self._transaction():
            self._connection.execute(query, (finished, done, unchanged, failed, deleted, run_id))

    def known(self, root: str, path: str) -> Known | None:
        """What is kept of the article at a path under a folder given to a run."""
        query = "SELECT article_id, path, sha256, fingerprint FROM articles WHERE path = ? AND root = ?"
        row = next(self._query(query, (path, root)), None)
        return Known(*row) if row else None

    def see(self, root: str, path: str) -> bool:
        """Note that an article is still there; False when this run has seen one of that path already."""
        with explained(self.path):
            query = "INSERT OR IGNORE INTO temp.seen (path, root) VALUES (?, ?)"
            return self._connection.execute(query, (path, root)).rowcount > 0

    def see_unreadable(self, root: str, path: str) -> None:
        """Note that what is in a folder or file could not be seen, and may still be there."""
        with explained(self.path):
            self._connection.execute("INSERT OR IGNORE INTO temp.unreadable (path, root) VALUES (?, ?)", (path, root))

    def roots_of(self, path: str) -> list[str]:
        """The folders given to this or an earlier run that have an article at the path."""
        query = "SELECT root FROM articles WHERE path = :path UNION SELECT root FROM temp.seen WHERE path = :path"
        return [row[0] for row in self._query(query, {"path": path})]

    def move(self, path: str, roots: Sequence[str], root: str) -> None:
        """Note that the article at a path now belongs to another folder."""
        for old in roots:
            with self._transaction():
                self._connection.execute("UPDATE articles SET root = ? WHERE path = ? AND root = ?", (root, path, old))

    def unseen(self) -> Iterator[Known]:
        """The articles under the folders of a run that it has not seen, and that no unreadable file may hold.

        They may be forgotten on the way: each page of them is read after the last one is dealt with.
        """
        query = f"""SELECT article_id, path, sha256, fingerprint, root FROM articles a
            WHERE (path, article_id) > (?, ?) AND {_UNSEEN} ORDER BY path, article_id LIMIT {PAGE}"""
        last = ("", "")
        while page := list(self._query(query, last)):
            last = (page[-1][1], page[-1][0])
            yield from (Known(*row[:4]) for row in page if not self._may_be_hidden(row[4], row[1]))

    def _may_be_hidden(self, root: str, path: str) -> bool:
        names = _names_around(path)
        marks = ", ".join("?" * len(names))
        query = f"SELECT 1 FROM temp.unreadable WHERE root = ? AND path IN ({marks})"
        return next(self._query(query, (root, *names)), None) is not None

    def forget_unseen_failures(self) -> None:
        """Remove the failures of files under the folders of a run that are no longer there."""
        with self._transaction():
            self._connection.execute(f"DELETE FROM failures AS a WHERE {_UNSEEN}")


def _names_around(path: str) -> list[str]:
    """What a path may be in: the folder given, a, a/b.zip and a/b.zip/c.jsonl for a/b.zip/c.jsonl#3."""
    file = path.rpartition("#")[0] or path
    parts = file.split("/")
    return [".", *("/".join(parts[:count]) for count in range(1, len(parts) + 1))]


@cache
def _insertion(table: str) -> str:
    names = tuple(column.name for column in columns(table))
    if table == "articles":
        names = (*names, *_KEPT_ASIDE)
    elif table != "claims":
        names = tuple(name for name in names if name != "path")
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})"
