"""Units and measure words: what may stand behind a numeral, and what it measures."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_letters
from typing import Literal, cast, get_args

from zhclaims.lexicon import Row, read_rows
from zhclaims.types import QuantityKind

AfterOne = Literal["yes", "no"]
_KINDS = frozenset(get_args(QuantityKind))
_YES_NO = frozenset(get_args(AfterOne))
_LATIN = frozenset(ascii_letters + "μµΩ")
_NONE: tuple[tuple[int, ...], dict[str, tuple["Unit", ...]]] = ((), {})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written and what it stands for."""

    text: str
    canonical: str
    kind: QuantityKind
    dimension: str = ""
    factor: float = 1.0
    scale: float = 1.0
    """What the number itself is multiplied by: 0.01 for 美分 in USD, 10 for 成 in %, 15 for 刻钟 in 分钟."""
    after_one: bool = True
    """False where a lone 一 before it makes a word of its own (一部, 一面)."""
    not_before: str = ""
    """Characters that make another word with it: 支 before 持."""

    @property
    def latin(self) -> bool:
        """Whether it ends in a letter, so that no letter may follow: G, km."""
        return self.text[-1] in _LATIN


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
    sizes, units = _by_first_and_size().get(text[position : position + 1], _NONE)
    for size in sizes:
        word = text[position : position + size]
        for unit in units.get(word, ()):
            end = position + len(word)
            following = text[end : end + 1]
            if not following or not (
                (following in unit.not_before and not text.startswith(_released().get(word, ()), end))
                or (unit.latin and following in _LATIN)
            ):
                return unit, end
    return None


@cache
def _released() -> dict[str, tuple[str, ...]]:
    """Words that may follow a unit though they begin with a character of its not_before: 11天|才能."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("unit_words", ("unit", "word")):
        found[row["unit"]].append(row["word"])
    return {unit: tuple(words) for unit, words in found.items()}


@cache
def unit_of(text: str) -> Unit:
    """The unit of the package that is written so; raises KeyError where there is none.

    >>> unit_of("分钟").dimension, unit_of("成").canonical
    ('duration', '%')
    """
    found = unit_at(text, 0)
    if found is None:
        raise KeyError(text)
    return found[0]


@cache
def _by_first_and_size() -> dict[str, tuple[tuple[int, ...], dict[str, tuple[Unit, ...]]]]:
    """For the first character of units: their lengths, the longest first, and the units of each text (块 is two)."""
    found = {}
    for first, units in units_by_first().items():
        texts = dict.fromkeys(unit.text for unit in units)
        by_text = {text: tuple(unit for unit in units if unit.text == text) for text in texts}
        found[first] = tuple(dict.fromkeys(map(len, texts))), by_text
    return found


def measure_of(unit: str) -> tuple[str, float]:
    """What values in a unit, as claims name it, can be compared by, and the factor to its base unit.

    >>> measure_of("平方公里"), measure_of("CNY"), measure_of("家")
    (('area', 1000000.0), ('money:CNY', 1.0), ('家', 1.0))
    """
    return _measures().get(unit, (unit, 1.0))


@cache
def base_unit(measure: str) -> str:
    """The unit in which values of a measure, as `measure_of` names it, are counted after the factor.

    >>> base_unit("area"), base_unit("money:USD"), base_unit("share"), base_unit("家")
    ('平方米', 'USD', '%', '家')
    """
    return next((unit for unit, (name, factor) in _measures().items() if name == measure and factor == 1), measure)


@cache
def unit_name(unit: str) -> str:
    """How a unit of claims is written in Chinese.

    >>> unit_name("CNY"), unit_name("家")
    ('元', '家')
    """
    return next((text for text, money in currencies().items() if money.canonical == unit), unit)


@cache
def _measures() -> dict[str, tuple[str, float]]:
    return {unit.canonical: (unit.dimension, unit.factor) for unit in _load() if unit.dimension}


def _load() -> Iterator[Unit]:
    rows = list(read_rows("units", ("unit", "canonical", "kind", "dimension", "factor", "not_before")))
    factors = {row["unit"]: row.number("factor") for row in rows if row["kind"] == "duration"}
    for row in rows:
        yield _unit(row, factors.get(row["canonical"]))
    for row in read_rows("measure_words", ("word", "canonical", "dimension", "after_one", "not_before")):
        after_one = row.choice("after_one", _YES_NO) == "yes"
        word, canonical, dimension = row["word"], row["canonical"], row["dimension"]
        yield Unit(word, canonical, "count", dimension, after_one=after_one, not_before=row["not_before"])


def _unit(row: Row, base: float | None) -> Unit:
    """The unit of a row; one told in another time unit (刻钟 in 分钟, whose factor is base) scales its number."""
    kind, factor = cast(QuantityKind, row.choice("kind", _KINDS)), row.number("factor")
    text, canonical, dimension, not_before = row["unit"], row["canonical"], row["dimension"], row["not_before"]
    if kind in ("money", "count") or (kind == "percent" and canonical == "%"):
        return Unit(text, canonical, kind, dimension, scale=factor, not_before=not_before)
    if base is not None and base != factor:
        return Unit(text, canonical, kind, dimension, base, scale=factor / base, not_before=not_before)
    return Unit(text, canonical, kind, dimension, factor, not_before=not_before)
