"""Adds up the amounts of one quantity that is told in several units: 123元1角1分, 3斤5两, 2小时40分42秒."""

import re

from zhclaims.reading import CARDINAL, Reading
from zhclaims.readings import number_at
from zhclaims.units import Unit, unit_of

_ADDEND = f"[0-9半几{''.join(char for char in CARDINAL if char not in '万亿兆')}]"
# 零5分, 又3个月: a number as small as what is added to a larger unit
_COMPOUND = re.compile(rf"[零又]?(?={_ADDEND})()(?>(?:{_ADDEND}|\.){{1,8}})\s?(?![万亿])")
_SECONDS = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,3})?|[零一二三四五六七八九十]{1,4})\s?秒(?![杀拍])")
_DAYS = frozenset(("天", "日", "周", "星期", "个星期", "礼拜"))
_MONTH, _HOUR, _SECOND = 2629800.0, 3600.0, 1.0


def add_up(text: str, first: Reading) -> Reading | None:
    """123元1角1分, 3斤5两, 1小时30分钟: each unit smaller than the one before; None where nothing is added.

    What a clock measures is told in its smallest unit (160秒 for 2分40秒), all else in the first.
    """
    joined = None
    if first.unit is not None and first.unit.text == "分" and _SECONDS.match(text, first.end):
        first.unit = unit_of("分钟")
    while first.unit is not None and first.unit.kind in ("money", "measure", "duration"):
        match = _COMPOUND.match(text, first.end)
        if match is None or text.startswith(first.unit.text, match.end()):
            break
        second = number_at(text, match.start(1))
        if second is None or second.unit is None:
            break
        smaller = unit_of("分钟") if second.unit.text == "分" and first.unit.factor == _HOUR else second.unit
        if not _adds(first, second, smaller):
            break
        _add(first, second, smaller)
        joined = first
    return joined


def _adds(first: Reading, second: Reading, unit: Unit) -> bool:
    """Whether a smaller unit goes on with the amount; 一天八小时, 一周五天 and 一年一千小时 are rates."""
    months = first.unit is not None and first.unit.kind == "duration" and first.unit.factor >= _MONTH
    rate = first.unit is not None and (
        (first.low == 1 and first.unit.text in _DAYS) or (months and unit.factor <= _HOUR)
    )
    return not rate and second.low == second.high and first.unit is not None and _smaller(unit, first.unit)


def _smaller(second: Unit, first: Unit) -> bool:
    if first.canonical == "CNY" and second.text == "分":
        return True
    if first.kind == "money":
        return second.canonical == first.canonical and second.scale < first.scale
    return bool(first.dimension) and second.dimension == first.dimension and second.factor < first.factor


def _add(first: Reading, second: Reading, unit: Unit) -> None:
    """Add the second amount, whose unit is the smaller one, to the first."""
    assert first.unit is not None
    scale = first.unit.factor / unit.factor if _is_clock(unit) else 1.0
    amount = _cents(second) if unit.text == "分" else second.low * unit.factor * scale / first.unit.factor
    first.low, first.high = round(first.low * scale + amount, 9), round(first.high * scale + amount, 9)
    first.end, first.joined = second.end, True
    if scale != 1.0 or first.unit.kind == unit.kind == "money":
        first.unit = unit  # 元 角 分: the value is in the currency either way


def _is_clock(unit: Unit) -> bool:
    return unit.dimension == "duration" and _SECOND <= unit.factor <= _HOUR


def _cents(reading: Reading) -> float:
    return reading.low / 100 if reading.unit is not None and reading.unit.kind == "count" else reading.low
