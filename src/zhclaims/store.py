"""The SQLite database: opening and checking it, one transaction an article, and rows by filter."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Self

from zhclaims.database import connect, explained
from zhclaims.errors import ArticleError, StoreError
from zhclaims.filters import EVERYTHING, Filters, begins_before, ends_after, where
from zhclaims.rows import FACTS, ArticleRows, Row, article_rows, columns
from zhclaims.types import Article, Claim, Extraction

_BAD_VALUE = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)
_UNSEEN = "NOT EXISTS (SELECT 1 FROM temp.seen s WHERE s.root = a.root AND s.path = a.path)"
_KEPT_ASIDE = ("root", "run_id", "fingerprint")
"""Columns of articles that are not exported: they tell of the run, and two runs must export the same."""


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


def open_store(path: Path | str, *, create: bool = False) -> "Store":
    """Open a database of zhclaims, to read or, with `create`, to write, in which case it is made when there is none.

    Raises StoreError when it is missing, not ours, of another schema version, corrupt or not writable.
    """
    return Store(Path(path), connect(Path(path), create=create))


class Store:
    """An open database; use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        connection.create_function("ends_after", 2, ends_after, deterministic=True)
        connection.create_function("begins_before", 2, begins_before, deterministic=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the object is of no use after that."""
        self._connection.close()

    # ------------------------------------------------------------------ writing

    def save(self, article: Article, extraction: Extraction, *, script: str = "", origin: Origin = Origin()) -> None:
        """Keep an article and what was found in it, in one transaction, in place of what it had before."""
        self.save_rows(article_rows(article, extraction, script=script), origin)

    def save_rows(self, rows: ArticleRows, origin: Origin) -> None:
        """As `save`, with rows made elsewhere; raises ArticleError when one of them cannot be stored."""
        with self._transaction():
            self._forget(rows.article_id)
            self._connection.execute("DELETE FROM failures WHERE root = ? AND path = ?", (origin.root, rows.path))
            try:
                self._insert("articles", [(*rows.article, origin.root, origin.run_id, origin.fingerprint)])
                for table, found in rows.facts.items():
                    self._insert(table, found)
            except (UnicodeError, OverflowError, *_BAD_VALUE) as error:
                raise ArticleError(f"{rows.path}: a value cannot be stored: {error}") from error

    def save_failure(self, failure: Failure, origin: Origin, *, article_id: str = "") -> None:
        """Record why an article failed, and drop the rows that an earlier state of it had under `article_id`."""
        cells = (failure.path, failure.root, failure.stage, failure.error, failure.message)
        with self._transaction():
            if article_id:
                self._forget(article_id)
            row = (*(cell.encode("utf-8", "backslashreplace").decode() for cell in cells), origin.run_id)
            self._connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, article_ids: Iterable[str]) -> None:
        """Remove articles with all their rows, each in a transaction of its own."""
        for article_id in article_ids:
            with self._transaction():
                self._forget(article_id)

    def _forget(self, article_id: str) -> None:
        if self._connection.execute("DELETE FROM articles WHERE article_id = ?", (article_id,)).rowcount:
            for table in FACTS:
                self._connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))

    def _insert(self, table: str, rows: list[Row]) -> None:
        names = _stored(table)
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        self._connection.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    # ------------------------------------------------------------------ reading

    def rows(
        self, table: str, filters: Filters = EVERYTHING, *, order: str = "", limit: int = -1, offset: int = 0
    ) -> Iterator[Row]:
        """The rows of a table in the order of `rows.columns`, those of one article together and in text order."""
        clause, parameters = where(table, filters)
        ordered = f"{order}, {_order(table)}" if order else _order(table)
        query = (
            f"SELECT {_selected(table)} FROM {_source(table)}{clause} ORDER BY {ordered} LIMIT :limit OFFSET :offset"
        )
        return self._query(query, {**parameters, "limit": limit, "offset": offset})

    def articles_of(self, table: str, filters: Filters = EVERYTHING) -> Iterator[Row]:
        """The articles that rows of a table come from, in the order in which those rows stand."""
        clause, parameters = where(table, filters)
        inner = f"SELECT f.article_id FROM {_source(table)}{clause}"
        query = f"SELECT {_selected('articles')} FROM articles f WHERE f.article_id IN ({inner})"
        return self._query(f"{query} ORDER BY {_order('articles')}", parameters)

    def count(self, table: str, filters: Filters = EVERYTHING) -> int:
        """How many rows of a table the filters let through."""
        clause, parameters = where(table, filters)
        return int(next(self._query(f"SELECT count(*) FROM {_source(table)}{clause}", parameters))[0])

    def common_values(self, table: str, column: str, *, beginning: str = "", limit: int = 200) -> list[str]:
        """The values of a text column that begin so, the most frequent first."""
        query = f'SELECT f."{column}" FROM {table} f WHERE f."{column}" >= ? AND f."{column}" < ? GROUP BY 1'
        found = self._query(f"{query} ORDER BY count(*) DESC, 1 LIMIT ?", (beginning, beginning + "\U0010ffff", limit))
        return [str(row[0]) for row in found if row[0]]

    def claims(self, filters: Filters = EVERYTHING, **window: Any) -> Iterator[Claim]:
        """The claims that the filters let through; `order`, `limit` and `offset` as in `rows`."""
        return (Claim(*row) for row in self.rows("claims", filters, **window))

    def claims_by_id(self, identities: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids."""
        wanted = iter(identities)
        found: dict[str, Claim] = {}
        while some := tuple(islice(wanted, 500)):
            marks = ", ".join("?" * len(some))
            query = f"SELECT {_selected('claims')} FROM claims f WHERE claim_id IN ({marks})"
            found.update((row[0], Claim(*row)) for row in self._query(query, some))
        return found

    def names(self, article_id: str) -> dict[str, str]:
        """The canonical names of an article's organisations and products, by their names as written."""
        query = "SELECT text, name FROM entities WHERE article_id = ? AND type IN ('ORG', 'PRODUCT')"
        return {text: name or text for text, name in self._query(query, (article_id,))}

    def organisations(self, article_id: str) -> list[tuple[int, int, str]]:
        """Where an article names organisations: start, end and canonical name."""
        query = """SELECT start, "end", name, text FROM entities WHERE article_id = ? AND type = 'ORG'"""
        return [(start, end, name or text) for start, end, name, text in self._query(query, (article_id,))]

    def article(self, article_id: str) -> Row:
        """The row of an article, in the columns that are exported; raises StoreError when there is none."""
        query = f"SELECT {_selected('articles')} FROM articles f WHERE article_id = ?"
        row = next(self._query(query, (article_id,)), None)
        if row is None:
            raise StoreError(f"{self.path}: no article {article_id!r}")
        return row

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins so; raises StoreError when there is none or more than one."""
        query = (
            f"SELECT {_selected('claims')} FROM claims f WHERE claim_id >= ? AND claim_id < ? ORDER BY claim_id LIMIT 3"
        )
        found = [Claim(*row) for row in self._query(query, (prefix, prefix + "\U0010ffff"))]
        if not found:
            raise StoreError(f"{self.path}: no claim {prefix!r}; `zhclaims inspect` lists the ids")
        if len(found) > 1 and prefix != found[0].claim_id:
            some = ", ".join(claim.claim_id for claim in found)
            raise StoreError(f"{self.path}: more than one claim begins with {prefix!r} ({some} …); give more of the id")
        return found[0]

    def text(self, article_id: str) -> str:
        """The text of an article as it was read, in which all its offsets count."""
        return str(self.article(article_id)[-1])

    def known(self, root: str, path: str) -> Known | None:
        """What is kept of the article at a path under a folder given to a run."""
        query = "SELECT article_id, path, sha256, fingerprint FROM articles WHERE path = ? AND root = ?"
        row = next(self._query(query, (path, root)), None)
        return Known(*row) if row else None

    # ------------------------------------------------------------------ runs

    def begin_run(self, run: Run) -> int:
        """Record that a run has begun; gives its number."""
        names = [field.name for field in fields(run)]
        marks = ", ".join("?" * len(names))
        with self._transaction():
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen (path, root, PRIMARY KEY (path, root))")
            self._connection.execute("DELETE FROM temp.seen")
            query = f"INSERT INTO runs ({', '.join(names)}) VALUES ({marks})"
            return int(self._connection.execute(query, astuple(run)).lastrowid or 0)

    def end_run(self, run_id: int, finished: str, done: int, unchanged: int, failed: int, deleted: int) -> None:
        """Record how a run went."""
        query = "UPDATE runs SET finished = ?, done = ?, unchanged = ?, failed = ?, deleted = ? WHERE run_id = ?"
        with self._transaction():
            self._connection.execute(query, (finished, done, unchanged, failed, deleted, run_id))

    def see(self, root: str, path: str) -> None:
        """Note, for as long as the store is open, that an article is still there."""
        with explained(self.path):
            self._connection.execute("INSERT OR IGNORE INTO temp.seen (root, path) VALUES (?, ?)", (root, path))

    def roots_of(self, path: str) -> list[str]:
        """The folders given to this or an earlier run that have an article at the path."""
        query = "SELECT root FROM articles WHERE path = :path UNION SELECT root FROM temp.seen WHERE path = :path"
        return [row[0] for row in self._query(query, {"path": path})]

    def move(self, path: str, roots: Sequence[str], root: str) -> None:
        """Note that the article at a path now belongs to another folder."""
        for old in roots:
            with self._transaction():
                self._connection.execute("UPDATE articles SET root = ? WHERE path = ? AND root = ?", (root, path, old))

    def unseen(self, roots: Sequence[str]) -> list[Known]:
        """The articles under the folders of a run that it has not seen."""
        marks = ", ".join("?" * len(roots))
        query = f"SELECT article_id, path, sha256, fingerprint FROM articles a WHERE root IN ({marks}) AND {_UNSEEN}"
        return [Known(*row) for row in self._query(query + " ORDER BY path", tuple(roots))]

    def forget_unseen_failures(self, roots: Sequence[str]) -> None:
        """Remove the failures of files under the folders of a run that are no longer there."""
        marks = ", ".join("?" * len(roots))
        with self._transaction():
            self._connection.execute(f"DELETE FROM failures AS a WHERE root IN ({marks}) AND {_UNSEEN}", tuple(roots))

    def hashes(self) -> dict[str, str]:
        """The content hash of every article, by its id."""
        return dict(self._query("SELECT article_id, sha256 FROM articles", ()))

    def _query(self, query: str, parameters: Any) -> Iterator[Row]:
        with explained(self.path):
            cursor = self._connection.execute(query, parameters)
            while chunk := cursor.fetchmany(500):
                yield from chunk


@cache
def _stored(table: str) -> tuple[str, ...]:
    """The columns to insert a row of an article's table into."""
    names = tuple(column.name for column in columns(table))
    if table == "articles":
        return (*names, *_KEPT_ASIDE)
    return names if table == "claims" else tuple(name for name in names if name != "path")


def _selected(table: str) -> str:
    return ", ".join(_expression(table, column.name) for column in columns(table))


def _expression(table: str, name: str) -> str:
    return "a.path" if name == "path" and _joined(table) else f'f."{name}"'


def _source(table: str) -> str:
    return f"articles a JOIN {table} f ON f.article_id = a.article_id" if _joined(table) else f"{table} f"


def _joined(table: str) -> bool:
    """Whether the path of a fact comes from its article: only claims carry their own."""
    return table in FACTS and table != "claims"


def _order(table: str) -> str:
    """Reading order, the same whatever order the articles were done in."""
    if _joined(table):
        return "a.path, a.article_id, f.rowid"
    orders = {
        "claims": "f.path, f.article_id, f.quote_start, f.rowid",
        "articles": "f.path, f.article_id",
        "runs": "f.run_id",
    }
    return orders.get(table, "f.path")
