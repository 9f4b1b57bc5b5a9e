"""Dataclasses -> rows of the database: which columns each table has, and an article's facts as plain tuples."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Literal

from zhclaims.types import Article, Claim, Entity, Extraction, Place, Quantity, Time

Row = tuple[Any, ...]
ColumnKind = Literal["text", "integer", "real", "boolean"]

FACTS: dict[str, type] = {
    "claims": Claim,
    "entities": Entity,
    "quantities": Quantity,
    "times": Time,
    "places": Place,
}
"""The tables that hold one row a fact, with the class each follows."""


KEYWORDS = 10


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as it is exported."""

    name: str
    kind: ColumnKind
    heading: str = ""
    """What stands over it; "" for its name."""


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """All that the database keeps of one article, ready to insert and cheap to send between processes."""

    article_id: str
    path: str
    article: Row
    facts: dict[str, list[Row]]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table as exported, in order; those of claims are the fields of Claim.

    >>> [column.name for column in columns("entities")]
    ['article_id', 'path', 'start', 'end', 'text', 'type', 'name', 'origin', 'score']
    """
    if table == "claims":
        return _fields_of(Claim)
    if table in FACTS:
        return (Column("article_id", "text"), Column("path", "text"), *_fields_of(FACTS[table]))
    return tuple(Column(name, kind) for kind, names in _PLAIN[table] for name in names.split())


_PLAIN: dict[str, tuple[tuple[ColumnKind, str], ...]] = {
    "articles": (
        ("text", "article_id path title published publisher url encoding format script sha256"),
        ("integer", "characters sentences claims entities quantities times places"),
        ("text", "keywords text"),
    ),
    "failures": (("text", "path stage error message"),),
    "runs": (
        ("integer", "run_id"),
        ("text", "version engines options fingerprint folders started finished"),
        ("integer", "done unchanged failed deleted"),
    ),
}
TABLES = (*FACTS, *_PLAIN)
"""Every table that can be looked at and exported."""


def article_rows(article: Article, extraction: Extraction, *, script: str = "") -> ArticleRows:
    """Turn what was found in an article into rows, in the column order of schema.sql."""
    return rows_of_parts(article, [extraction], script=script)


def rows_of_parts(article: Article, parts: Iterable[Extraction], *, script: str = "") -> ArticleRows:
    """As `article_rows`, with what was found in one part of the text after the other, each let go before the next.

    Equal texts become one object: the sentence of ten claims goes to another process once.
    """
    sentences = 0
    words: Counter[str] = Counter()
    facts: dict[str, list[Row]] = {table: [] for table in FACTS}
    known: dict[str, str] = {}
    for part in parts:
        sentences += len(part.sentences)
        words.update(part.keywords)
        for table, found in facts.items():
            key = () if table == "claims" else (article.article_id,)
            found.extend(_shared((*key, *row), known) for row in fact_rows(table, getattr(part, table)))
    published = article.published.isoformat() if article.published else ""
    head = (article.article_id, article.path, article.title, published, article.publisher, article.url)
    origin = (article.encoding, article.format, script, article.sha256)
    counts = (len(article.text), sentences, *map(len, facts.values()))
    keywords = " ".join(word for word, _ in words.most_common(KEYWORDS))
    return ArticleRows(article.article_id, article.path, (*head, *origin, *counts, keywords, article.text), facts)


def _shared(row: Row, known: dict[str, str]) -> Row:
    return tuple([known.setdefault(cell, cell) if type(cell) is str else cell for cell in row])


def fact_rows(table: str, facts: Sequence[Any]) -> list[Row]:
    """The fields of facts as storable tuples: dates in ISO 8601, tuples joined by spaces, "" for no value."""
    get = attrgetter(*_names(FACTS[table]))
    rows = map(get, facts)
    return list(rows) if table in ("claims", "entities") else [tuple(map(_storable, row)) for row in rows]


def _storable(cell: Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return " ".join(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _fields_of(kind: type) -> tuple[Column, ...]:
    return tuple(Column(field.name, _column_kind(field.type)) for field in fields(kind))


def _column_kind(annotation: Any) -> ColumnKind:
    if annotation is bool:
        return "boolean"
    if annotation is int:
        return "integer"
    return "real" if annotation in (float, float | None) else "text"
