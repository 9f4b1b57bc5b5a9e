"""Reads gold annotations: what people found in an article, one JSON file an article, to measure the program against."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhclaims.errors import ZhclaimsError
from zhclaims.types import EntityType


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A figure that the article states, as a person read it; "" where a field has no value."""

    quote: str
    nth: int
    """Which occurrence of the quote in the text, from 1."""
    low: float
    high: float
    unit: str
    kind: str
    comparator: str
    change: str
    subject: str
    metric: str
    city: str
    time: str
    source: str
    modality: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A checkable fact without a figure as its point, as a person read it."""

    quote: str
    nth: int
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A name that stands for the same kind of thing wherever it occurs in the article."""

    text: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The annotations of one article."""

    path: Path
    key: str
    """The article's file name without its suffix; `#row` is appended for a row of a .jsonl or .csv file."""
    text_sha256: str
    start: int
    end: int
    """The stretch of the text that was annotated."""
    claims: tuple[GoldClaim, ...]
    events: tuple[GoldEvent, ...]
    entities: tuple[GoldEntity, ...]


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Read the annotations of a folder in the order of their names.

    Raises ZhclaimsError when the folder holds none, or with the file's name when one is malformed.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ZhclaimsError(f"{folder}: no gold annotations (*.json) found; give the folder that holds them")
    for path in paths:
        yield _read_article(path)


def locate(text: str, quote: str, nth: int) -> int:
    """Where the nth occurrence of a quote begins, or -1; occurrences may overlap.

    >>> locate("增长5%，去年为5%", "5%", 2)
    8
    """
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            break
    return at


def _read_article(path: Path) -> GoldArticle:
    try:
        row = json.loads(path.read_text("utf-8"))
        start, end = row["window"]
        return GoldArticle(
            path,
            row["id"],
            row["text_sha256"],
            start,
            end,
            claims=tuple(map(_claim, row["numeric_claims"])),
            events=tuple(map(_event, row["event_claims"])),
            entities=tuple(GoldEntity(entity["text"], entity["type"]) for entity in row["entities"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ZhclaimsError(f"{path}: not a gold annotation: {type(error).__name__}: {error}") from error


def _claim(row: dict[str, Any]) -> GoldClaim:
    names = ("unit", "kind", "change", "subject", "metric", "city", "time", "source", "modality")
    low, high = row["value"]
    cells = {name: row[name] or "" for name in names}
    return GoldClaim(row["quote"], row.get("nth", 1), low, high, comparator=row["cmp"], **cells)


def _event(row: dict[str, Any]) -> GoldEvent:
    cells = {name: row[name] or "" for name in ("subject", "predicate", "object")}
    return GoldEvent(row["quote"], row.get("nth", 1), **cells)
