"""Reads what is part of a year or month, named before it or inferred: 三季度, 前7个月, 3月5日, 上旬, 年底, 春节."""

from datetime import date

from zhclaims import time_window as tw
from zhclaims.calendar_cn import (
    decreed_holiday,
    festival_day,
    festival_holiday,
    festivals,
    lunar_day,
    lunar_month,
    solar_term,
)
from zhclaims.time_fiscal import fiscal_of, read_fiscal_quarter
from zhclaims.time_numbers import numbers_in
from zhclaims.time_relative import WEEKDAYS, read_more_units
from zhclaims.time_scene import Scene
from zhclaims.time_window import Window

POSITIONS = {"初": "初", "伊": "初", "早": "初", "前": "初", "中": "中", "底": "末", "末": "末", "后": "末"}
HOLIDAY_WORDS = ("假", "黄金周", "期间", "档")


def read_half(window: Window | None, text: str, scene: Scene) -> Window | None:
    first = 1 if text[0] in "上前" else 7
    if scene.fiscal and (fiscal := fiscal_of(scene)):
        return fiscal.months(scene.fiscal, first - 1, 6, "half")
    return scene.in_year(window, lambda year: tw.months_window(year, first, first + 5, "half"))


def read_quarter(window: Window | None, text: str, scene: Scene) -> Window | None:
    quarter = {"次": 2, "末": 4}.get(text[0]) or numbers_in(text)[0]
    if "财季" in text or (scene.fiscal and fiscal_of(scene)):
        return read_fiscal_quarter(window, quarter, scene)
    found = scene.in_year(window, lambda year: tw.quarter_window(year, quarter))
    return found if window else scene.if_told(found, lambda year: tw.quarter_window(year, quarter))


def read_opening(window: Window | None, text: str, scene: Scene) -> Window | None:
    """前三季度, 前7个月, 首季: the months from January on; 前两周 of a month or year."""
    number = (numbers_in(text) or (1,))[0]
    if "周" in text or "天" in text:
        return _first_days(window, number, text)
    months = number * 3 if "季" in text else number
    if scene.fiscal and months <= 12 and (fiscal := fiscal_of(scene)):
        return fiscal.months(scene.fiscal, 0, months, "span")
    if window is not None and window.grain != "year":
        return None
    if window is None and _too_early(months, scene):
        return read_more_units(None, f"上{number}{'季度' if '季' in text else '月'}", scene)
    return scene.in_year(window, lambda year: _opening(year, months, scene, window))


def _too_early(months: int, scene: Scene) -> bool:
    """前两个月 in February: the two before, as those of the year are not over."""
    return bool(scene.anchor and not (scene.near or scene.line) and scene.anchor.month <= months <= 3)


def _opening(year: int, months: int, scene: Scene, window: Window | None) -> Window | None:
    """前11个月 told in January are those of the year before."""
    found = tw.months_window(year, 1, months, "span")
    unfinished = found and scene.anchor and window is None and found.last > scene.anchor and year == scene.anchor.year
    if unfinished and (found.last - scene.anchor).days > 5 and scene.cue() not in ("future", "alone"):  # type: ignore[union-attr, operator]
        return tw.months_window(year - 1, 1, months, "span")
    return found


def _first_days(window: Window | None, number: int, text: str) -> Window | None:
    if window is None:
        return None
    if text[0] in "最的":
        return tw.last_weeks(window, number)
    if "周" in text:
        return tw.first_weeks(window, number)
    return tw.days_window(window.first, tw.add_days(window.first, number - 1), "span")


def read_season(window: Window | None, text: str, _: Scene) -> Window | None:
    """2024年夏天: 2024-22 in EDTF, June to August; winter ends in the next year."""
    if window is None:
        return None
    return tw.season_window(window.last.year, next(character for character in text if character in "春夏秋冬"))


def read_month(window: Window | None, text: str, scene: Scene) -> Window | None:
    month = numbers_in(text)[0]
    if scene.lunar:
        return scene.in_year(window, lambda year: lunar_month(year, month))
    return scene.in_year(window, lambda year: tw.month_window(year, month))


def read_month_pair(window: Window | None, text: str, scene: Scene) -> Window | None:
    """八九月份: August or September."""
    first = numbers_in(text[0])[0]
    return scene.in_year(window, lambda year: tw.months_window(year, first, first + 1, "span"))


def read_month_day(window: Window | None, text: str, scene: Scene) -> Window | None:
    month, day = numbers_in(text)[:2]
    if scene.lunar:
        return scene.in_year(window, lambda year: lunar_day(year, month, day))
    return scene.in_year(window, lambda year: tw.day_window(year, month, day))


def read_lunar(window: Window | None, text: str, scene: Scene) -> Window | None:
    """农历八月十五, 正月初八, 腊月, 闰四月, 大年初一."""
    words = text.replace("正月", "一月").replace("冬月", "十一月").replace("腊月", "十二月").replace("大年", "一月")
    numbers = numbers_in(words)
    leap = "闰" in words
    if len(numbers) > 1:
        return scene.in_year(window, lambda year: lunar_day(year, numbers[0], numbers[1], leap=leap), named=True)
    return scene.in_year(window, lambda year: lunar_month(year, numbers[0], leap=leap), named=True)


def read_lunar_year(window: Window | None, _: str, scene: Scene) -> Window | None:
    scene.lunar = True
    return window


def read_tenday(window: Window | None, text: str, scene: Scene) -> Window | None:
    """6月上旬: its first ten days, 中下旬 its last twenty; 上旬 alone is of the month talked about."""
    starts = {"上": 1, "中": 11, "下": 21}
    first, closing = starts[text.removeprefix("的")[0]], starts[text[-2]]

    def build(year: int, month: int) -> Window | None:
        whole = tw.month_window(year, month)
        last = whole.last.day if closing == 21 and whole else closing + 9
        return tw.days_window(date(year, month, first), date(year, month, last), "tenday") if whole else None

    return scene.in_month(window, build)


def read_day(window: Window | None, text: str, scene: Scene) -> Window | None:
    day = numbers_in(text)[0]
    return scene.in_month(window, lambda year, month: tw.day_window(year, month, day))


def read_nth_week(window: Window | None, text: str, _: Scene) -> Window | None:
    if window is None:
        return None
    number = -1 if "最后" in text else numbers_in(text)[0]
    if text[-1] in WEEKDAYS:
        return tw.nth_weekday(window, number, WEEKDAYS[text[-1]])
    return tw.nth_week(window, number)


def read_year_part(window: Window | None, text: str, scene: Scene) -> Window | None:
    """年初, 年底, 年内: of the year talked about, else of the anchor's.

    年底 told in January is the last one's, and so is 截至年底 before December.
    """
    part = POSITIONS.get(text[-1], "")

    def build(year: int) -> Window | None:
        whole = tw.year_window(year)
        return tw.narrow(whole, part) if whole and part else whole

    if window is not None or scene.anchor is None:
        return scene.in_year(window, build)
    scene.relative = True
    if lent := scene.lent_year(build):
        return lent
    reached = scene.anchor.month == 1 or (scene.anchor.month < 12 and scene.is_reached())
    passed = part == "末" and reached and scene.cue() != "future"
    return build(scene.anchor.year - passed)


def read_month_part(window: Window | None, text: str, scene: Scene) -> Window | None:
    """月初, 月底: of the month talked about, else of the anchor's; 月底 told in its first days is the last one's."""
    part = POSITIONS[text[-1]]
    if window is not None:
        return tw.narrow(window, part)
    base = next((w for w in (scene.near, scene.line) if w and w.grain in ("day", "month", "tenday")), None)
    now = scene.now()
    day = base.last if base else now
    if day is None:
        return None
    passed = base is None and part == "末" and day.day < 8 and scene.cue() != "future"
    whole = tw.month_window(*tw.shift_month(day.year, day.month, -int(passed)))
    return tw.narrow(whole, part) if whole else None


def read_last_day(window: Window | None, _: str, __: Scene) -> Window | None:
    return tw.days_window(window.last, window.last, "day") if window else None


def read_position(window: Window | None, text: str, _: Scene) -> Window | None:
    part = POSITIONS.get(text.removeprefix("的")[0])
    return tw.narrow(window, part) if window and part else window


def read_festival(window: Window | None, text: str, scene: Scene) -> Window | None:
    """春节 is a day, 春节假期 the days that are usually off, 春运 a period; 往年春节 is no year's."""
    if window is None and scene.text.endswith(("往年", "历年", "往年的", "历年的"), 0, scene.start):
        return None
    words = text.strip('“"「').replace("”", "").replace("」", "").replace('"', "")
    name = next(words[:length] for length in range(len(words), 0, -1) if words[:length] in festivals())
    festival = festivals()[name]
    if festival.stands == "period" or any(word in words[len(name) :] for word in HOLIDAY_WORDS):
        found = scene.in_year(window, lambda year: festival_holiday(year, name), named=True)
        decreed = found and found in (decreed_holiday(found.first.year, name), decreed_holiday(found.last.year, name))
        if festival.holiday != (0, 0) and not decreed:
            scene.flags.add("holiday_span")
        return found
    if festival.rule == "term" and festival.value in ("小寒", "大寒") and window is not None:
        # The lunar year ends with them: 2017年大寒 is in January 2018.
        return solar_term(window.last.year + 1, festival.value)
    return scene.in_year(window, lambda year: festival_day(year, name), named=True)
