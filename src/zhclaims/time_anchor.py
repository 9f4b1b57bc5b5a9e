"""Tells the day of a text that came without one, from the dates it names itself."""

import re
from dataclasses import replace
from datetime import date

from zhclaims.times import find_times
from zhclaims.types import Time

HEAD = 200
"""Characters in which a news text names its day."""
FULL_DATE = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?:[ ]?年[ ]?|[-/.])(1[0-2]|0?[1-9])(?:[ ]?月[ ]?|[-/.])(3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
    r"(?![ ]?日?(?:[起前止]|以[前后]|之[前后]))"
)
"""A day that is named, but not one from which or to which something holds (2019年1月1日起)."""
YEAR = re.compile("(?<![0-9至到])(?<!预计)20[0-9]{2}(?=[ ]?年)")


def times_of(text: str, published: date | None) -> list[Time]:
    """The times of an article; one without a date is read by the day that it names, and what that tells is flagged.

    >>> [time.iso for time in times_of("2019年5月8日讯 今年一季度，佛山的出口增长5%。", None)]
    ['2019-05-08', '2019-01/2019-03']
    """
    if published is not None or (day := day_of(text)) is None:
        return find_times(text, published)
    return [_inferred(time) if time.relative else time for time in find_times(text, day)]


def _inferred(time: Time) -> Time:
    return replace(time, flags=tuple(sorted({*time.flags, "year_inferred"})))


def day_of(text: str) -> date | None:
    """The latest full date of a text, where it stands at its head or twice, and no later year is told of.

    >>> day_of("新华社2019年5月8日电，今年一季度…"), day_of("公司于2009年5月8日成立，2015年迁到佛山。")
    (datetime.date(2019, 5, 8), None)
    >>> day_of("限值自2019年1月1日起提高，5月15日查获。")
    """
    dates = [(match.start(), found) for match in FULL_DATE.finditer(text) if (found := _date(match)) is not None]
    if not dates:
        return None
    latest = max(found for _, found in dates)
    of_year = [start for start, found in dates if found.year == latest.year]
    if of_year[0] >= HEAD and len(of_year) < 2:
        return None
    later = any(int(match[0]) > latest.year for match in YEAR.finditer(text))
    return None if later else latest


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
