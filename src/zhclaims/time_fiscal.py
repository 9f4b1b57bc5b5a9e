"""Financial years that do not begin in January: whose they are, and the months of their quarters."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from zhclaims import time_window as tw
from zhclaims.lexicon import read_rows
from zhclaims.time_scene import Scene
from zhclaims.time_window import Window

# How far before the time, in its line, the name of the organisation is looked for.
REACH = 200
SENTENCE_END = re.compile("[。！？!?；\n]")


class Fiscal(NamedTuple):
    """The month that an organisation's year begins in; whether it has the number of the year it begins in."""

    month: int
    by_start: bool

    def months(self, year: int, first: int, length: int, grain: str) -> Window | None:
        """So many months of a financial year, from its `first` (0 to 11) on."""
        start = tw.shift_month(year - (not self.by_start), self.month, first)
        low, high = tw.month_window(*start), tw.month_window(*tw.shift_month(*start, length - 1))
        joined = tw.join(low, high) if low and high else None
        return joined._replace(grain=grain) if joined else None

    def year_at(self, day: date) -> int:
        """The number of the financial year that a day is in."""
        return day.year - (day.month < self.month) + (not self.by_start)


def fiscal_of(scene: Scene) -> Fiscal | None:
    """The year of whom a time is about: named in its sentence, right behind it, or heading a clause before."""
    line = scene.text.rfind("\n", max(scene.start - REACH, 0), scene.start) + 1
    before = scene.text[max(line, scene.start - REACH) : scene.start]
    own = _names().findall(SENTENCE_END.split(before)[-1])
    behind = _names().match(scene.text, scene.end) or _heading().match(scene.text, scene.end)
    names = own[-1:] or ([behind[1]] if behind else _heading().findall(before)[-1:])
    return _years()[names[0]] if names else None


def read_fiscal_quarter(window: Window | None, quarter: int, scene: Scene) -> Window | None:
    """2026财年第三财季 of one in the table; of another its year, as nobody knows its months, or nothing."""
    scene.flags.add("fiscal_year")
    fiscal = fiscal_of(scene)
    if fiscal is None:
        scene.missing |= window is None
        return window
    first = quarter * 3 - 3
    if scene.fiscal or window:
        return fiscal.months(scene.fiscal or (window.last.year if window else 0), first, 3, "quarter")
    return _latest(fiscal, first, scene)


def _latest(fiscal: Fiscal, first: int, scene: Scene) -> Window | None:
    """The last such quarter that is over, or the next where the words look ahead."""
    now = scene.now()
    if now is None:
        return None
    year = fiscal.year_at(now)
    found = [fiscal.months(number, first, 3, "quarter") for number in (year - 1, year, year + 1)]
    if scene.cue() == "future":
        return next((window for window in found if window and window.last >= now), None)
    return next((window for window in reversed(found) if window and window.last < now), None)


@cache
def _years() -> dict[str, Fiscal]:
    found: dict[str, Fiscal] = {}
    for row in read_rows("fiscal_years", ("name", "aliases", "month", "numbered")):
        by_start = row.choice("numbered", frozenset({"start", "end"})) == "start"
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found[name] = Fiscal(int(row.number("month")), by_start)
    return found


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_years(), key=len, reverse=True))
    return re.compile(f"(?<![A-Za-z])({names})(?![a-z])")


@cache
def _heading() -> re.Pattern[str]:
    """A name that heads its clause: 周三，甲公司公布财报; not one of a list or beside another (客户包括甲公司)."""
    return re.compile(f"(?:^|[，,。；;：:\\s]){_names().pattern}")
