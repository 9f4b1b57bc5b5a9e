"""Reads what fixes its year by itself: 2024年, 民国113年, 2024-03-05, 80年代, “十四五”."""

import re
from datetime import date
from functools import cache

from zhclaims import time_window as tw
from zhclaims.lexicon import read_rows
from zhclaims.time_fiscal import fiscal_of
from zhclaims.time_numbers import numbers_in
from zhclaims.time_scene import Scene
from zhclaims.time_window import Window

ERAS = {"民国": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
# 80、90年代, 七八十年代.
DECADES = re.compile("(?<![0-9])([0-9一二三四五六七八九])[0十]?[、和至到—–-]?([0-9一二三四五六七八九])[0十]年代$")
# Without an anchor a year of two digits up to this one is of the 21st century.
PIVOT = 2030


def read_year(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.year_window(numbers_in(text)[0])


def read_years(_: Window | None, text: str, __: Scene) -> Window | None:
    first, last = numbers_in(text)
    return tw.years_window(first, last, "span")


def read_short_year(_: Window | None, text: str, scene: Scene) -> Window | None:
    """98年 is 1998 and 08年 2008: of this century when not far ahead of the anchor."""
    year = numbers_in(text)[0] + 2000
    latest = scene.anchor.year + 10 if scene.anchor else PIVOT
    return tw.year_window(year if year <= latest else year - 100)


def read_fiscal(_: Window | None, text: str, scene: Scene) -> Window | None:
    """2024财年, 2024/25财年: by law the calendar year in mainland China; those known to count otherwise do."""
    scene.flags.add("fiscal_year")
    fiscal = fiscal_of(scene)
    if text[0] in "上下本新":
        now = scene.now()
        if now is None:
            return None
        scene.fiscal = (fiscal.year_at(now) if fiscal else now.year) + {"上": -1, "下": 1}.get(text[0], 0)
        return fiscal.months(scene.fiscal, 0, 12, "span") if fiscal else tw.year_window(scene.fiscal)
    numbers = numbers_in(text.replace("Q", " Q").replace("H", " H"))
    part = numbers[-1] if "Q" in text or "H" in text else 0
    year = numbers[-2] if part else numbers[-1]
    year = scene.fiscal = year + 2000 if year < 100 else year
    if fiscal:
        first, length, grain = (part * 6 - 6, 6, "half") if "H" in text else (part * 3 - 3, 3, "quarter")
        return fiscal.months(year, *((first, length, grain) if part else (0, 12, "span")))
    if "H" in text:
        return tw.months_window(year, part * 6 - 5, part * 6, "half")
    return tw.quarter_window(year, part) if part else tw.year_window(year)


def read_school_year(_: Window | None, text: str, __: Scene) -> Window | None:
    """2024-2025学年: from September to August."""
    year = numbers_in(text)[0]
    first, last = tw.month_window(year, 9), tw.month_window(year + 1, 8)
    return tw.join(first, last) if first and last else None


def read_era(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.year_window(ERAS[text[:2]] + (numbers_in(text) or (1,))[0])


def read_republic(_: Window | None, text: str, __: Scene) -> Window | None:
    """113年度, 113年3月: Taiwan's years without 民国."""
    return tw.year_window(1911 + numbers_in(text)[0])


def read_date(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.day_window(*numbers_in(text)[:3])


def read_slashed(_: Window | None, text: str, __: Scene) -> Window | None:
    day, month, year = numbers_in(text)
    return tw.day_window(year, month, day)


def read_dashed(_: Window | None, text: str, __: Scene) -> Window | None:
    year, month, day = numbers_in(text)
    return tw.day_window(2000 + year, month, day)


def read_dotted(_: Window | None, text: str, __: Scene) -> Window | None:
    numbers = numbers_in(text)
    return tw.day_window(*numbers) if len(numbers) == 3 else tw.month_window(*numbers)


def read_iso_month(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.month_window(*numbers_in(text))


def read_half_of(_: Window | None, text: str, __: Scene) -> Window | None:
    year, half = _year_and_part(text, "H")
    return tw.months_window(year, half * 6 - 5, half * 6, "half")


def read_quarter_of(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.quarter_window(*_year_and_part(text, "Q"))


def _year_and_part(text: str, letter: str) -> tuple[int, int]:
    """2024Q3, 2024q3, 24Q3 and 3Q24 are the third quarter of 2024."""
    before, _, after = text.upper().replace(" ", "").partition(letter)
    year, part = (before, after) if len(before) > 1 else (after, before)
    return int(year) + (2000 if len(year) == 2 else 0), int(part)


def read_century(_: Window | None, text: str, scene: Scene) -> Window | None:
    start = _century(text, scene)
    return tw.years_window(max(start, 1), start + 99, "century")


def _century(text: str, scene: Scene) -> int:
    """The year a century begins with: 1900 for 上世纪 and 20世纪."""
    if text[0] in "上本新":
        this = (scene.anchor.year if scene.anchor else PIVOT) // 100 * 100
        scene.relative = text[0] != "新"
        return this - 100 if text[0] == "上" else this
    return numbers_in(text)[0] * 100 - 100


def read_decade(_: Window | None, text: str, scene: Scene) -> Window | None:
    """80年代 is 1980 to 1989, 八九十年代 two of them; 20年代 the last one that has begun."""
    two = DECADES.search(text)
    tens, last = (_digit(two[1]) * 10, _digit(two[2]) * 10) if two else (numbers_in(text)[-1], 0)
    if "世纪" in text:
        start = _century(text, scene) + tens
    elif tens > 99:
        start = tens
    else:
        now = scene.anchor.year if scene.anchor else PIVOT
        start = 2000 + tens if 2000 + tens <= now else 1900 + tens
    return tw.years_window(start, start + (last - tens if two else 0) + 9, "decade")


def _digit(text: str) -> int:
    return int(numbers_in(text)[0])


def read_plan(_: Window | None, text: str, __: Scene) -> Window | None:
    """“十四五”, 第十四个五年规划: five-year plans since 1953; the third began in 1966."""
    words = text.strip('“”"「」')
    number = numbers_in(words[: words.rindex("五")])[0]
    start = {1: 1953, 2: 1958, 3: 1966}.get(number, 1971 + 5 * (number - 4))
    return tw.years_window(start, start + 4, "plan")


def read_plan_edge(window: Window | None, text: str, _: Scene) -> Window | None:
    """“十五五”开局之年 is 2026, 收官之年 the plan's last."""
    return tw.year_window(window.first.year if "开局" in text else window.last.year) if window else None


def read_plan_years(window: Window | None, text: str, _: Scene) -> Window | None:
    """“十四五”前三年 is 2021 to 2023, 后两年 its last two."""
    if window is None:
        return None
    number, first, last = numbers_in(text)[0], window.first.year, window.last.year
    if "前" in text or "头" in text:
        return tw.years_window(first, min(first + number - 1, last), "span")
    return tw.years_window(max(last - number + 1, first), last, "span")


def read_event(_: Window | None, text: str, __: Scene) -> Window | None:
    first, last = _events()[text]
    return Window(first, last, first.isoformat()[:7], last.isoformat()[:7], "month")


@cache
def _events() -> dict[str, tuple[date, date]]:
    rows = read_rows("times_events", ("name", "first", "last"))
    return {row["name"]: (date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows}
