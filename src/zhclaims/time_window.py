"""Stretches of the calendar: years, quarters, months, weeks and days as first and last day with their EDTF names."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

DECADE, CENTURY = 10, 100


class Window(NamedTuple):
    """A stretch of days, both ends inclusive, with the EDTF names of its two ends; one name where they are equal."""

    first: date
    last: date
    low: str
    high: str
    grain: str
    """century, decade, span, year, half, quarter, season, month, week, tenday, day."""

    @property
    def iso(self) -> str:
        return self.low if self.low == self.high else f"{self.low}/{self.high}"


def add_days(day: date, days: int) -> date | None:
    """The day so many days later, None beyond the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


@lru_cache(maxsize=4096)
def end_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)


def year_window(year: int) -> Window | None:
    return years_window(year, year, "year")


@lru_cache(maxsize=4096)
def years_window(first: int, last: int, grain: str) -> Window | None:
    """Whole years, as for decades and five-year plans; None outside years 1 to 9999."""
    if not 1 <= first <= last <= 9999:
        return None
    return Window(date(first, 1, 1), date(last, 12, 31), f"{first:04}", f"{last:04}", grain)


@lru_cache(maxsize=4096)
def months_window(year: int, first: int, last: int, grain: str) -> Window | None:
    """Whole months of one year: 3, 3 for March, 1, 3 for the first quarter."""
    if not (1 <= year <= 9999 and 1 <= first <= last <= 12):
        return None
    low, high = f"{year:04}-{first:02}", f"{year:04}-{last:02}"
    return Window(date(year, first, 1), end_of_month(year, last), low, high, grain)


def month_window(year: int, month: int) -> Window | None:
    return months_window(year, month, month, "month")


def quarter_window(year: int, quarter: int) -> Window | None:
    return months_window(year, quarter * 3 - 2, quarter * 3, "quarter")


@lru_cache(maxsize=4096)
def day_window(year: int, month: int, day: int) -> Window | None:
    """One day; None for a day that does not exist, such as 30 February."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= end_of_month(year, month).day):
        return None
    found = date(year, month, day)
    name = found.isoformat()
    return Window(found, found, name, name, "day")


def days_window(first: date | None, last: date | None, grain: str) -> Window | None:
    """From day to day; None where either lies beyond the calendar."""
    if first is None or last is None or first > last:
        return None
    return Window(first, last, first.isoformat(), last.isoformat(), grain)


def week_window(day: date, weeks: int = 0, length: int = 1) -> Window | None:
    """Whole weeks from Monday on, counted from the week of a day."""
    monday = day.toordinal() - day.weekday() + weeks * 7
    if not 1 <= monday <= date.max.toordinal() - 7 * length:
        return None
    first = date.fromordinal(monday)
    return days_window(first, add_days(first, 7 * length - 1), "week")


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months later."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def shift_date(day: date, months: int) -> date | None:
    """The same day so many months later, or the last of that month; None beyond the calendar."""
    year, month = shift_month(day.year, day.month, months)
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, end_of_month(year, month).day))


@lru_cache(maxsize=4096)
def shift_years(window: Window, years: int) -> Window | None:
    """The same stretch in another year: 2024-01/2024-03 a year earlier is 2023-01/2023-03."""
    first, last = shift_date(window.first, 12 * years), shift_date(window.last, 12 * years)
    if first is None or last is None:
        return None
    if window.last == end_of_month(window.last.year, window.last.month):
        last = end_of_month(last.year, last.month)
    low, high = _name_like(window.low, first), _name_like(window.high, last)
    return window._replace(first=first, last=last, low=low, high=high)


def _name_like(name: str, day: date) -> str:
    """The day's name at the precision of another: 2024-03 for 2023-05 and 15 March 2024."""
    if name[5:7] > "12":  # an EDTF season, 2024-22
        return f"{day.year:04}{name[4:]}"
    return day.isoformat()[: len(name)]


def last_units(anchor: date, number: int, unit: str) -> Window | None:
    """The stretch of so many units up to a day: 近三年, 近6个月, 过去10天."""
    return _stretch(back_by(anchor, number, unit), anchor, unit)


def next_units(anchor: date, number: int, unit: str) -> Window | None:
    """The stretch of so many units after a day: 未来三年, 未来两天."""
    first = add_days(anchor, 1)
    return _stretch(first if unit in "日周" else anchor, back_by(anchor, -number, unit), unit)


def back_by(anchor: date, number: int, unit: str) -> date | None:
    """The day so many units (年 季 月 周 日) before."""
    if unit in "日周":
        return add_days(anchor, -number * (7 if unit == "周" else 1))
    return shift_date(anchor, -number * {"年": 12, "季": 3, "月": 1}[unit])


def _stretch(first: date | None, last: date | None, unit: str) -> Window | None:
    """Ends named at the precision of the unit: 2023/2026 for three years."""
    if first is None or last is None or first > last:
        return None
    precision = {"年": 4, "季": 7, "月": 7, "周": 10, "日": 10}[unit]
    return Window(first, last, first.isoformat()[:precision], last.isoformat()[:precision], "span")


def nth_week(window: Window, number: int) -> Window | None:
    """The nth week that begins in the window: 10月第一周 begins on its first Monday."""
    monday = add_days(window.first, -window.first.weekday() % 7)
    found = week_window(monday, number - 1) if monday else None
    return found if found and found.first <= window.last else None


def first_weeks(window: Window, number: int) -> Window | None:
    """The first weeks that begin in the window."""
    first, last = nth_week(window, 1), nth_week(window, number)
    return days_window(first.first, last.last, "span") if first and last else None


def last_weeks(window: Window, number: int) -> Window | None:
    """The last weeks that end in the window."""
    sunday = add_days(window.last, -((window.last.weekday() + 1) % 7))
    first = add_days(sunday, 1 - 7 * number) if sunday else None
    return days_window(first, sunday, "span")


def nth_weekday(window: Window, number: int, weekday: int) -> Window | None:
    """The nth such weekday (Monday is 0) of a window, counted from its end for -1."""
    if number < 0:
        found = add_days(window.last, -((window.last.weekday() - weekday) % 7))
    else:
        found = add_days(window.first, (weekday - window.first.weekday()) % 7 + 7 * (number - 1))
    return days_window(found, found, "day") if found and window.first <= found <= window.last else None


def join(first: Window, last: Window) -> Window | None:
    """From the beginning of one to the end of another, each end named as precisely as its words."""
    if first.first > last.last:
        return None
    low = first.low if first.low[:4] == f"{first.first.year:04}" else f"{first.first.year:04}"
    high = last.high if last.high[:4] == f"{last.last.year:04}" else f"{last.last.year:04}"
    return Window(first.first, last.last, low, high, "span")  # 90年代中期到本世纪初: 1993/2029


def narrow(window: Window, part: str) -> Window:
    """初, 中 or 末 of a window: fewer days under the same name, as how many they are is anybody's guess."""
    if window.grain == "month":
        lengths = {"初": (1, 5), "中": (11, 20), "末": (25, window.last.day)}[part]
        return window._replace(first=window.first.replace(day=lengths[0]), last=window.last.replace(day=lengths[1]))
    if window.grain in ("decade", "century", "plan"):
        return _narrow_years(window, part)
    return _narrow_months(window, part)


def _narrow_years(window: Window, part: str) -> Window:
    length = window.last.year - window.first.year + 1
    share = max(length * 3 // 10, 1)
    start = {"初": 0, "中": (length - share + 1) // 2, "末": length - share}[part]
    first = window.first.year + start
    narrowed = window._replace(first=date(first, 1, 1), last=date(first + share - 1, 12, 31))
    if window.grain == "plan" and share == 1:  # “十四五”末 is its last year
        return narrowed._replace(low=f"{first:04}", high=f"{first:04}")
    return narrowed


def _narrow_months(window: Window, part: str) -> Window:
    length = (window.last.year - window.first.year) * 12 + window.last.month - window.first.month + 1
    if length < 3 or window.grain == "span":
        return window
    share = max(length // 6, 1)
    start = {"初": 0, "中": (length - share) // 2, "末": length - share}[part]
    year, month = shift_month(window.first.year, window.first.month, start)
    last_year, last_month = shift_month(year, month, share - 1)
    return window._replace(first=date(year, month, 1), last=end_of_month(last_year, last_month))


def season_window(year: int, season: str) -> Window | None:
    """2024-22 in EDTF for the summer of 2024, June to August; winter ends in the next year."""
    code = "春夏秋冬".index(season)
    start, end = month_window(*shift_month(year, 3, 3 * code)), month_window(*shift_month(year, 5, 3 * code))
    name = f"{year:04}-{21 + code}"
    return Window(start.first, end.last, name, name, "season") if start and end else None


def divmod_month(index: int) -> tuple[int, int]:
    """Year and month of a count of months."""
    return index // 12, index % 12 + 1


def month_of(window: Window) -> Window | None:
    """The month that a stretch ends in."""
    return month_window(window.last.year, window.last.month)


def year_of(window: Window) -> Window | None:
    """The year that a stretch ends in."""
    return year_window(window.last.year)
