"""Reads the stretch that accounts are for by the day it ends on: 截至9月底止六个月, 截至2025年3月31日止年度."""

import re

from zhclaims.time_numbers import numbers_in
from zhclaims.time_window import Window, join, month_window, shift_month

STRETCH = re.compile("(?:(?P<count>十二|12|[三六九369])个月|(?P<year>(?:财政|会计)?年度|财年)|(?P<quarter>季度))")
STOPS = re.compile("(?<=止)的?|的")


def reported_stretch(text: str, end: int, window: Window) -> tuple[Window, int] | None:
    """The months up to those of `window`, and where the words for them end; None where `end` begins no such words.

    >>> window = month_window(2025, 9)
    >>> reported_stretch("截至9月底止六个月，收入增长", 6, window)[0].iso
    '2025-04/2025-09'
    """
    stop = STOPS.match(text, end)
    stretch = STRETCH.match(text, stop.end()) if stop else None
    if stretch is None or window.grain not in ("month", "day"):
        return None
    months = numbers_in(stretch["count"])[0] if stretch["count"] else 12 if stretch["year"] else 3
    first = month_window(*shift_month(window.last.year, window.last.month, 1 - months))
    last = month_window(window.last.year, window.last.month)
    joined = join(first, last) if first and last else None
    return (joined, stretch.end()) if joined else None
