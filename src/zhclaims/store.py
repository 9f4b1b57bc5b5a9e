"""The SQLite database: opening and checking it, and rows by filter; how it is written stands in store_writing.py."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import NoneType
from typing import Any

from zhclaims.database import DAMAGED, connect
from zhclaims.errors import StoreError
from zhclaims.filters import EVERYTHING, Filters, begins_before, ends_after, where
from zhclaims.rows import FACTS, ColumnKind, Row, columns
from zhclaims.store_writing import PAGE, Failure, Known, Origin, Run, StoreWriter
from zhclaims.types import Claim

__all__ = ["Failure", "Known", "Origin", "Run", "Store", "open_store"]

_TYPES: dict[ColumnKind, frozenset[type]] = {
    "text": frozenset({str, NoneType}),
    "integer": frozenset({int, NoneType}),
    "real": frozenset({float, int, NoneType}),
    "boolean": frozenset({int, NoneType}),
}


def open_store(path: Path | str, *, create: bool = False) -> "Store":
    """Open a database of zhclaims, to read or, with `create`, to write, in which case it is made when there is none.

    Raises StoreError when it is missing, not ours, of another schema version, corrupt or not writable.
    """
    return Store(Path(path), connect(Path(path), create=create))


class Store(StoreWriter):
    """An open database; use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        connection.create_function("ends_after", 2, ends_after, deterministic=True)
        connection.create_function("begins_before", 2, begins_before, deterministic=True)

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
        return self._sound(table, self._query(query, {**parameters, "limit": limit, "offset": offset}))

    def _sound(self, table: str, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows; raises StoreError where a cell is not of its column's type, which only damage makes of it."""
        kinds = [_TYPES[column.kind] for column in columns(table)]
        while chunk := list(islice(rows, PAGE)):
            for cells, kind in zip(zip(*chunk, strict=True), kinds, strict=True):
                if not kind.issuperset(map(type, cells)):
                    raise StoreError(f"{self.path}: {table} hold what is never written there; {DAMAGED}")
            yield from chunk

    def articles_of(self, table: str, filters: Filters = EVERYTHING) -> Iterator[Row]:
        """The articles that rows of a table come from, in the order in which those rows stand."""
        clause, parameters = where(table, filters)
        inner = f"SELECT f.article_id FROM {_source(table)}{clause}"
        query = f"SELECT {_selected('articles')} FROM articles f WHERE f.article_id IN ({inner})"
        return self._sound("articles", self._query(f"{query} ORDER BY {_order('articles')}", parameters))

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

    def hashes(self) -> dict[str, str]:
        """The content hash of every article, by its id."""
        return dict(self._query("SELECT article_id, sha256 FROM articles", ()))


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
