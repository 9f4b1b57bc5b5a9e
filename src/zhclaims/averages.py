"""An average growth rate is over the years between its two ends: 从2020年的3亿元增长到2025年的9亿元，年均增长24%."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.document import Document
from zhclaims.types import Quantity, Time

AVERAGE = "(?:年均|年平均|年度?复合|复合年?|平均每年)"
BEFORE = re.compile(AVERAGE + r"[^，,。；;0-9]{0,10}\Z")
"""年均增速达|13%"""
AFTER = re.compile(rf"的?(?:{AVERAGE}|年)(?:增长率?|增速|增幅)")
"""以9.7%|的年增长率"""
CLAUSE_MARKS = "，。；\n"
REACH = 60
"""How far before and behind the figure the ends stand, in characters."""


def averaged_years(doc: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Time]]:
    """Each average growth rate of a sentence whose two ends are told, with the time from one to the other.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("产值从2020年的3亿元增长到2025年的9亿元，年均增长24%。")
    >>> [(quantity.text, time.iso) for quantity, time in averaged_years(doc, list(doc.quantities))]
    [('24%', '2020/2025')]
    """
    for number, quantity in enumerate(quantities):
        if _is_average(doc.text, quantity) and (ends := _ends(doc, quantities, number)):
            yield quantity, _from_to(doc.text, *ends)


def _is_average(text: str, quantity: Quantity) -> bool:
    before = text[max(quantity.start - REACH, 0) : quantity.start]
    return quantity.unit == "%" and (BEFORE.search(before) or AFTER.match(text, quantity.end)) is not None


def _ends(doc: Document, quantities: Sequence[Quantity], number: int) -> tuple[Time, Time] | None:
    """The times of the figures that it grew from and to: the two before it, or the one before and the one behind it."""
    measured = [other for other in quantities[max(number - 2, 0) : number + 2] if other is not quantities[number]]
    dated = [
        (_time_of(doc, other), other) for other in measured if abs(other.start - quantities[number].start) <= REACH
    ]
    told = [(time, other) for time, other in dated if time is not None]
    for (first, one), (last, other) in zip(told, told[1:], strict=False):
        if one.unit == other.unit != "%" and _year(first.iso, 0) < _year(last.iso, -1):
            return first, last
    return None


def _time_of(doc: Document, quantity: Quantity) -> Time | None:
    """The time right before a figure, in its clause."""
    start = max(quantity.start - REACH, 0)
    clause = max(doc.text.rfind(mark, start, quantity.start) for mark in CLAUSE_MARKS)
    times = [time for time in doc.times.within(max(clause, start), quantity.start) if time.first or time.last]
    return times[-1] if times else None


def _year(iso: str, side: int) -> str:
    """The year that a time begins (0) or ends (-1) in."""
    return iso.split("/")[side][:4]


def _from_to(text: str, first: Time, last: Time) -> Time:
    iso = f"{first.iso.split('/')[0]}/{last.iso.split('/')[-1]}"
    return Time(first.start, last.end, text[first.start : last.end], first.first, last.last, iso)
