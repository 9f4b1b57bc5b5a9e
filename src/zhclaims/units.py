"""Units and measure words: what may stand behind a numeral, and what it measures."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from zhclaims.lexicon import Row, read_rows
from zhclaims.types import QuantityKind

AfterOne = Literal["yes", "no"]
_KINDS = frozenset(get_args(QuantityKind))
_YES_NO = frozenset(get_args(AfterOne))
_LATIN = re.compile(r"[A-Za-zμµΩ]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written and what it stands for."""

    text: str
    canonical: str
    kind: QuantityKind
    dimension: str = ""
    factor: float = 1.0
    scale: float = 1.0
    """What the number itself is multiplied by: 0.01 for 美分 in USD, 10 for 成 in %."""
    after_one: bool = True
    """False where a lone 一 before it makes a word of its own (一部, 一面)."""
    not_before: str = ""
    """Characters that make another word with it: 支 before 持."""


@cache
def units_by_first() -> dict[str, tuple[Unit, ...]]:
    """All units and measure words by their first character, the longest first."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in _load():
        found[unit.text[0]].append(unit)
    return {first: tuple(sorted(units, key=lambda unit: -len(unit.text))) for first, units in found.items()}


@cache
def currencies() -> dict[str, Unit]:
    """Money units by their text: those that may also stand before the number (新台币, US$, ¥)."""
    return {unit.text: unit for unit in _load() if unit.kind == "money"}


def unit_at(text: str, position: int) -> tuple[Unit, int] | None:
    """The longest unit that stands at a position, with its end; Latin ones only as whole words.

    >>> unit, end = unit_at("占地3.5平方公里", 5)
    >>> unit.canonical, unit.factor, end
    ('平方公里', 1000000.0, 9)
    >>> unit_at("5G手机", 1) is None or unit_at("5Gxx", 1) is None
    True
    """
    if position >= len(text):
        return None
    for unit in units_by_first().get(text[position], ()):
        if text.startswith(unit.text, position):
            end = position + len(unit.text)
            following = text[end : end + 1]
            if not following or not (
                following in unit.not_before or (_is_latin(unit.text[-1]) and _is_latin(following))
            ):
                return unit, end
    return None


def _is_latin(char: str) -> bool:
    return _LATIN.match(char) is not None


def _load() -> Iterator[Unit]:
    for row in read_rows("units", ("unit", "canonical", "kind", "dimension", "factor", "not_before")):
        yield _unit(row)
    for row in read_rows("measure_words", ("word", "canonical", "dimension", "after_one", "not_before")):
        after_one = row.choice("after_one", _YES_NO) == "yes"
        word, canonical, dimension = row["word"], row["canonical"], row["dimension"]
        yield Unit(word, canonical, "count", dimension, after_one=after_one, not_before=row["not_before"])


def _unit(row: Row) -> Unit:
    kind, factor = cast(QuantityKind, row.choice("kind", _KINDS)), row.number("factor")
    text, canonical, dimension, not_before = row["unit"], row["canonical"], row["dimension"], row["not_before"]
    if kind in ("money", "count") or (kind == "percent" and canonical == "%"):
        return Unit(text, canonical, kind, dimension, scale=factor, not_before=not_before)
    return Unit(text, canonical, kind, dimension, factor, not_before=not_before)
