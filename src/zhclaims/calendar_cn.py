"""The Chinese calendar: lunar days and months, solar terms and named days, for 1900 to 2100."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from zhclaims.lexicon import Row, read_rows
from zhclaims.time_window import Window, add_days, day_window, days_window, month_window, nth_weekday

TERMS = (
    "小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 "
    "小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至"
).split()
RULES = frozenset({"date", "lunar", "term", "weekday"})
STANDS = frozenset({"alone", "cued", "period"})
# In the rows: "01-15", "05-2-7", "-1..6".
VALUES = {"date": r"\d\d-\d\d", "lunar": r"\d\d-\d\d", "term": "|".join(TERMS), "weekday": r"\d\d-\d-[1-7]"}
HOLIDAY = re.compile(r"(-?\d{1,3})\.\.(-?\d{1,3})")


@dataclass(frozen=True, slots=True)
class LunarYear:
    """A year of the lunar calendar, with the solar terms of the Gregorian year of the same number."""

    new_year: date
    lengths: tuple[int, ...]
    """Days of each month in order, the leap month included."""
    leap: int
    """The month that comes twice, 0 where none does."""
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Festival:
    """A named day with its rule, as in lexicons/festivals.tsv."""

    name: str
    rule: str
    value: str
    offset: int
    holiday: tuple[int, int]
    stands: str
    """alone, cued or period."""


@lru_cache(maxsize=4096)
def lunar_month(year: int, month: int, *, leap: bool = False) -> Window | None:
    """The days of a lunar month; None outside 1900 to 2100 or where the year has no such leap month.

    >>> lunar_month(2020, 4, leap=True).iso
    '2020-05-23/2020-06-20'
    """
    lunar = _lunar_years().get(year)
    if lunar is None or not 1 <= month <= 12 or (leap and lunar.leap != month):
        return None
    index = month - 1 + (leap or 0 < lunar.leap < month)
    first = lunar.new_year + timedelta(sum(lunar.lengths[:index]))
    return days_window(first, first + timedelta(lunar.lengths[index] - 1), "lunar_month")


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> Window | None:
    """The Gregorian day of a lunar one; None where there is none.

    >>> lunar_day(2024, 8, 15).iso
    '2024-09-17'
    """
    window = lunar_month(year, month, leap=leap)
    found = add_days(window.first, day - 1) if window else None
    return days_window(found, found, "day") if window and found and window.first <= found <= window.last else None


@lru_cache(maxsize=4096)
def solar_term(year: int, name: str) -> Window | None:
    """The day of a solar term in a Gregorian year, Beijing time; None outside 1900 to 2100.

    >>> solar_term(2024, "清明").iso
    '2024-04-04'
    """
    lunar = _lunar_years().get(year)
    index = TERMS.index(name)
    return day_window(year, index // 2 + 1, lunar.terms[index]) if lunar else None


@lru_cache(maxsize=4096)
def festival_day(year: int, name: str) -> Window | None:
    """The day of a festival in a year: 除夕, 春节 and other lunar ones computed.

    >>> [festival_day(2025, name).iso for name in ("春节", "除夕", "母亲节")]
    ['2025-01-29', '2025-01-28', '2025-05-11']
    """
    festival = festivals()[name]
    window = _by_rule(year, festival)
    if window is None or not festival.offset:
        return window
    day = add_days(window.first, festival.offset)
    return days_window(day, day, "day")


@lru_cache(maxsize=4096)
def festival_holiday(year: int, name: str) -> Window | None:
    """The holiday around a festival: as decreed for the year where that is known, else as usual.

    >>> festival_holiday(2018, "五一").iso, festival_holiday(2024, "春运").iso
    ('2018-04-29/2018-05-01', '2024-01-26/2024-03-05')
    """
    if decreed := decreed_holiday(year, name):
        return decreed
    window = festival_day(year, name)
    first, last = festivals()[name].holiday
    return days_window(add_days(window.first, first), add_days(window.first, last), "span") if window else None


@lru_cache(maxsize=4096)
def decreed_holiday(year: int, name: str) -> Window | None:
    """The days off that the State Council set for a festival of a year; None where they are not known here.

    >>> decreed_holiday(2025, "中秋").iso
    '2025-10-01/2025-10-08'
    """
    festival, day = festivals()[name], festival_day(year, name)
    first, last = _decreed().get(day.first, (None, None)) if day and festival.stands != "period" else (None, None)
    return days_window(first, last, "span")


@cache
def _decreed() -> dict[date, tuple[date, date]]:
    """The days off by the day of their festival, which is one of them."""
    found = {}
    for row in read_rows("holidays", ("name", "first", "last")):
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days = (festival_day(year, row["name"]) for year in (first.year, last.year))
        day = next((window.first for window in days if window and first <= window.first <= last), None)
        if day is None:
            raise row.error(f"the days off must hold the day of {row['name']}")
        found[day] = (first, last)
    return found


@cache
def festivals() -> dict[str, Festival]:
    """The named days by name; raises LexiconError for a malformed row."""
    columns = ("name", "rule", "value", "offset", "holiday", "stands")
    return {row["name"]: _festival(row) for row in read_rows("festivals", columns)}


def _festival(row: Row) -> Festival:
    rule, stands = row.choice("rule", RULES), row.choice("stands", STANDS)
    holiday = HOLIDAY.fullmatch(row["holiday"])
    if holiday is None or not re.fullmatch(VALUES[rule], row["value"]):
        raise row.error(f"value must fit the rule {rule!r} and holiday be like -1..6; found {row['value']!r}")
    days = int(holiday[1]), int(holiday[2])
    return Festival(row["name"], rule, row["value"], int(row.number("offset")), days, stands)


def _by_rule(year: int, festival: Festival) -> Window | None:
    if festival.rule == "term":
        return solar_term(year, festival.value)
    numbers = [int(number) for number in festival.value.split("-")]
    if festival.rule == "lunar":
        return lunar_day(year, numbers[0], numbers[1])
    if festival.rule == "date":
        return day_window(year, numbers[0], numbers[1])
    month = month_window(year, numbers[0])
    return nth_weekday(month, numbers[1], numbers[2] - 1) if month else None


@cache
def _lunar_years() -> dict[int, LunarYear]:
    columns = ("year", "new_year", "months", "leap", "terms")
    return {int(row["year"]): _lunar_year(row) for row in read_rows("times_lunar", columns)}


def _lunar_year(row: Row) -> LunarYear:
    lengths = tuple(29 + int(long) for long in row["months"])
    terms = tuple(int(day) for day in row["terms"].split())
    if len(lengths) != 12 + (row["leap"] != "0") or len(terms) != len(TERMS):
        raise row.error("12 months, or 13 with a leap month, and 24 terms expected")
    return LunarYear(date.fromisoformat(row["new_year"]), lengths, int(row["leap"]), terms)
