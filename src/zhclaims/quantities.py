"""Finds every quantity of a text: number, unit, bounds, ranges, ranks and vague amounts, each with its span."""

from zhclaims.comparators import bound
from zhclaims.context import continues_list, infer_unit, stands_alone
from zhclaims.intervals import join_bounds
from zhclaims.number_scan import read_numbers
from zhclaims.reading import Reading
from zhclaims.roles import set_roles
from zhclaims.types import Quantity, QuantityKind
from zhclaims.units import unit_of

_WINDOW = 24
"""How many characters before a number its comparator may stand."""


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a Simplified, half-width text, sorted and without overlaps.

    Values are in base units (亿 and 万 expanded, 15% as 15); the span is the shortest numeral with its unit.

    >>> [(q.text, q.low, q.unit, q.comparator) for q in find_quantities("投资超3.2亿元，占比约15%，新增200余家")]
    [('3.2亿元', 320000000.0, 'CNY', '>'), ('15%', 15.0, '%', '~'), ('200余家', 200.0, '家', '>')]
    """
    readings = join_bounds(text, _judged(text, read_numbers(text)))
    return [_quantity(text, reading) for reading in set_roles(text, readings)]


def _judged(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings that are quantities, with their bounds and the units that their surroundings tell."""
    kept: list[Reading] = []
    people, yuan = unit_of("人"), unit_of("元")
    for reading in readings:
        if reading.kind != "rank":
            floor = max(kept[-1].end if kept else 0, reading.start - _WINDOW)
            bound(text, reading, floor)
            if reading.unit is None:
                infer_unit(text, reading, kept[-1] if kept else None, people, yuan)
                if not stands_alone(text, reading) and not continues_list(text, reading, kept):
                    continue
        kept.append(reading)
    return kept


def _quantity(text: str, reading: Reading) -> Quantity:
    unit = reading.unit
    end = reading.end - (unit is not None and unit.kind == "money" and text[reading.end - 1] == "钱")  # 6万块|钱
    return Quantity(
        start=reading.start,
        end=end,
        text=text[reading.start : end],
        low=reading.low,
        high=reading.high,
        unit=_unit_name(reading),
        kind=reading.kind or (unit.kind if unit else _kind_of_number(reading)),
        comparator=reading.cue or reading.comparator,
        role=reading.role,
        cue_start=reading.cue_start if reading.cue_start >= 0 else reading.start,
        cue_end=max(reading.cue_end, reading.end),
        dimension=unit.dimension if unit else "",
        factor=unit.factor if unit else 1.0,
        flags=tuple(dict.fromkeys(reading.flags)) if reading.flags else (),
    )


def _unit_name(reading: Reading) -> str:
    if reading.unit_text is not None:
        return reading.unit_text
    return reading.unit.canonical if reading.unit else "1" if reading.fraction else ""


def _kind_of_number(reading: Reading) -> QuantityKind:
    """Without unit, fractions are ratios and whole numbers are counts."""
    if reading.fraction:
        return "ratio"
    return "count" if reading.low == int(reading.low) else "other"
