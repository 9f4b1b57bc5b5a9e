"""Reads the pieces of a time one after another, each narrowing the stretch that those before it left."""

from collections.abc import Callable
from datetime import date
from functools import cache

from zhclaims import time_window as tw
from zhclaims.calendar_cn import festival_day, festival_holiday, festivals, lunar_day, lunar_month, solar_term
from zhclaims.lexicon import read_rows
from zhclaims.time_numbers import numbers_in
from zhclaims.time_scene import Scene, divmod_month, month_of
from zhclaims.time_window import Window

Reader = Callable[[Window | None, str, Scene], Window | None]

ERAS = {"民国": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
YEARS = {"今年": 0, "本年": 0, "去年": -1, "昨年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "后年": 2}
DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "大前": -3, "大后": 3}
STEPS = {"上上": -2, "上": -1, "上一": -1, "前一": -1, "下": 1, "下一": 1, "下下": 2}
WEEKDAYS = {character: number for number, character in enumerate("一二三四五六日")} | {"天": 6}
POSITIONS = {"初": "初", "伊": "初", "早": "初", "前": "初", "中": "中", "底": "末", "末": "末", "后": "末"}
SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
HOLIDAY_WORDS = ("假", "黄金周", "期间", "档")
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
    """2024财年: by law the calendar year in mainland China; a company listed abroad may count otherwise."""
    scene.flags.add("fiscal_year")
    year = numbers_in(text)[0]
    return tw.year_window(year + 2000 if year < 100 else year)


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
    year, half = numbers_in(text)
    return tw.months_window(year, half * 6 - 5, half * 6, "half")


def read_quarter_of(_: Window | None, text: str, __: Scene) -> Window | None:
    return tw.quarter_window(*numbers_in(text))


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
    """80年代 is 1980 to 1989; 20年代 the last one that has begun."""
    tens = numbers_in(text)[-1]
    if "世纪" in text:
        start = _century(text, scene) + tens
    elif tens > 99:
        start = tens
    else:
        now = scene.anchor.year if scene.anchor else PIVOT
        start = 2000 + tens if 2000 + tens <= now else 1900 + tens
    return tw.years_window(start, start + 9, "decade")


def read_plan(_: Window | None, text: str, __: Scene) -> Window | None:
    """“十四五”: five-year plans since 1953; the third began in 1966."""
    words = text.strip("“”\"「」")
    digits = words[: words.index("五", 1)]
    number = numbers_in(digits)[0]
    start = {1: 1953, 2: 1958, 3: 1966}.get(number, 1971 + 5 * (number - 4))
    return tw.years_window(start, start + 4, "plan")


def read_the_year(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今年 is counted from the anchor, 次年 and 同年 from a year named before."""
    word = text.removesuffix("度")
    if word in YEARS:
        now = scene.now()
        return tw.year_window(now.year + YEARS[word]) if now else None
    if word in ("上年", "上一年", "下一年"):
        base = scene.context()
        year = base.last.year if base else _year_of(scene.now())
        return tw.year_window(year + (1 if word[0] == "下" else -1)) if year else None
    if word in ("全年", "这一年"):
        return _whole_year(word, scene)
    base = scene.context() or scene.earlier
    return tw.year_window(base.last.year + (word in ("次年", "翌年"))) if base else None


def _whole_year(word: str, scene: Scene) -> Window | None:
    """全年 is the year talked about; without one, early in a year, it may be either."""
    base = scene.context()
    if base:
        return tw.year_window(base.last.year)
    now = scene.now()
    if now and word == "全年" and now.month < 4 and scene.cue() not in ("future", "alone"):
        return None
    return tw.year_window(now.year) if now else None


def _year_of(day: date | None) -> int | None:
    return day.year if day else None


def read_half(window: Window | None, text: str, scene: Scene) -> Window | None:
    first = 1 if text[0] in "上前" else 7
    return scene.in_year(window, lambda year: tw.months_window(year, first, first + 5, "half"))


def read_quarter(window: Window | None, text: str, scene: Scene) -> Window | None:
    quarter = 4 if text[0] == "末" else numbers_in(text)[0]
    return scene.in_year(window, lambda year: tw.quarter_window(year, quarter))


def read_the_quarter(_: Window | None, text: str, scene: Scene) -> Window | None:
    now = scene.now()
    if now is None:
        return None
    index = now.year * 4 + (now.month - 1) // 3 + STEPS.get(text[: text.index("季")].removesuffix("个"), 0)
    return tw.quarter_window(index // 4, index % 4 + 1)


def read_opening(window: Window | None, text: str, scene: Scene) -> Window | None:
    """前三季度, 前7个月, 首季: the months from January on; 前两周 of a month or year."""
    number = 1 if text[0] == "首" else numbers_in(text)[0]
    if "周" in text or "天" in text:
        return _first_days(window, number, text)
    months = number * 3 if "季" in text else number
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
    year, code = window.last.year, SEASONS[next(character for character in text if character in SEASONS)]
    start = tw.month_window(*tw.shift_month(year, 3, 3 * (code - 21)))
    end = tw.month_window(*tw.shift_month(year, 5, 3 * (code - 21)))
    name = f"{year:04}-{code}"
    return Window(start.first, end.last, name, name, "season") if start and end else None


def read_month(window: Window | None, text: str, scene: Scene) -> Window | None:
    month = numbers_in(text)[0]
    if scene.lunar:
        return scene.in_year(window, lambda year: lunar_month(year, month))
    return scene.in_year(window, lambda year: tw.month_window(year, month))


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


def read_the_month(_: Window | None, text: str, scene: Scene) -> Window | None:
    """上月, 本月 from the anchor; 当月, 同月, 次月 from a month named before."""
    word = text[: text.index("月")].removesuffix("个")
    base = scene.context() if word in ("当", "同", "次") else None
    if base is not None and base.grain not in ("day", "month"):
        base = None
    day = base.last if base else scene.now()
    if day is None:
        return None
    return tw.month_window(*tw.shift_month(day.year, day.month, 1 if word == "次" else STEPS.get(word, 0)))


def read_tenday(window: Window | None, text: str, scene: Scene) -> Window | None:
    """6月上旬: its first ten days; 上旬 alone is of the month talked about."""
    first = {"上": 1, "中": 11, "下": 21}[text.removeprefix("的")[0]]

    def build(year: int, month: int) -> Window | None:
        whole = tw.month_window(year, month)
        last = whole.last.day if first == 21 and whole else first + 9
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


def read_the_week(_: Window | None, text: str, scene: Scene) -> Window | None:
    """上周, 本周五, 下周末: weeks begin on Monday."""
    now = scene.now()
    if now is None:
        return None
    prefix = text[: min(at for at in map(text.find, ("周", "星", "礼")) if at >= 0)].removesuffix("个")
    week = tw.week_window(now, STEPS.get(prefix, 0))
    if week is None or text[-1] in "周期拜":
        return week
    first = 5 if text[-1] == "末" else WEEKDAYS[text[-1]]
    return tw.days_window(
        tw.add_days(week.first, first), tw.add_days(week.first, 6 if text[-1] == "末" else first), "day"
    )


def read_weekday(_: Window | None, text: str, scene: Scene) -> Window | None:
    """周三: the last one, today included."""
    now = scene.now()
    if now is None:
        return None
    day = tw.add_days(now, -((now.weekday() - WEEKDAYS[text[-1]]) % 7))
    return tw.days_window(day, day, "day")


def read_the_day(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今天, 昨晚 from the anchor; 当日, 次日 from a day named before."""
    if text[0] in "当同次翌隔":
        later = text[0] in "次翌隔"
        base = scene.last_day
        scene.relative = True
        if base is None and later:
            return None
        day = base.last if base else scene.now()
        day = tw.add_days(day, int(later)) if day else None
        return tw.days_window(day, day, "day")
    now = scene.now()
    day = tw.add_days(now, DAYS[text[:-1]]) if now else None
    return tw.days_window(day, day, "day")


def read_last_units(_: Window | None, text: str, scene: Scene) -> Window | None:
    now, (number, unit) = scene.now(), _counted(text)
    return tw.last_units(now, number, unit) if now else None


def read_next_units(_: Window | None, text: str, scene: Scene) -> Window | None:
    now, (number, unit) = scene.now(), _counted(text)
    return tw.next_units(now, number, unit) if now else None


def _counted(text: str) -> tuple[int, str]:
    """The count and its unit: 近半年 is six months."""
    unit = next(unit for word, unit in UNITS if word in text)
    if "半" in text and unit in "年" and not numbers_in(text):
        return 6, "月"
    return (numbers_in(text) or (1,))[-1], unit


UNITS = (("季", "季"), ("年", "年"), ("月", "月"), ("周", "周"), ("星期", "周"), ("礼拜", "周"), ("天", "日"), ("日", "日"))


def read_more_units(_: Window | None, text: str, scene: Scene) -> Window | None:
    """上两周, 下三个月: whole ones, the present one not counted; 后三天."""
    now, (number, unit) = scene.now(), _counted(text)
    if now is None or not number:
        return None
    start = -number if text[0] == "上" else 1
    if unit == "周":
        return tw.week_window(now, start, number)
    if unit == "日":
        return tw.next_units(now, number, unit)
    if unit == "年":
        return tw.years_window(now.year + start, now.year + start + number - 1, "span")
    months = 3 if unit == "季" else 1
    index = (now.year * 12 + now.month - 1) // months + start
    first, last = (divmod_month(month) for month in (index * months, (index + number) * months - 1))
    low, high = tw.month_window(*first), tw.month_window(*last)
    return tw.join(low, high) if low and high else None


def read_ago(_: Window | None, text: str, scene: Scene) -> Window | None:
    """三年前 is a year, 两个月后 a month, 5天前 a day; 三年后 is counted from the time talked about."""
    number, unit = _counted(text.rstrip("以之前后"))
    after = text[-1] == "后"
    base = scene.context() if after else None
    day = base.last if base else scene.now()
    found = tw.back_by(day, -number if after else number, unit) if day else None
    if found is None:
        return None
    if unit == "年":
        return tw.year_window(found.year)
    if unit == "周":
        return tw.week_window(found)
    return tw.days_window(found, found, "day") if unit == "日" else tw.month_window(found.year, found.month)


def read_year_part(window: Window | None, text: str, scene: Scene) -> Window | None:
    """年初, 年底, 年内: of the year talked about, else of the anchor's; 年底 told in January is the last one's."""
    part = POSITIONS.get(text[-1], "")

    def build(year: int) -> Window | None:
        whole = tw.year_window(year)
        return tw.narrow(whole, part) if whole and part else whole

    if window is not None or scene.near or scene.line or scene.anchor is None:
        return scene.in_year(window, build)
    scene.relative = True
    passed = part == "末" and scene.anchor.month == 1 and scene.cue() != "future"
    return build(scene.anchor.year - passed)


def read_position(window: Window | None, text: str, _: Scene) -> Window | None:
    part = POSITIONS.get(text.removeprefix("的")[0])
    return tw.narrow(window, part) if window and part else window


def read_festival(window: Window | None, text: str, scene: Scene) -> Window | None:
    """春节 is a day, 春节假期 the days that are usually off, 春运 a period."""
    words = text.strip("“\"「").replace("”", "").replace("」", "").replace('"', "")
    name = next(words[:length] for length in range(len(words), 0, -1) if words[:length] in festivals())
    festival = festivals()[name]
    if festival.stands == "period" or any(word in words[len(name) :] for word in HOLIDAY_WORDS):
        if festival.holiday != (0, 0):
            scene.flags.add("holiday_span")
        return scene.in_year(window, lambda year: festival_holiday(year, name), named=True)
    if festival.rule == "term" and festival.value in ("小寒", "大寒") and window is not None:
        # The lunar year ends with them: 2017年大寒 is in January 2018.
        return solar_term(window.last.year + 1, festival.value)
    return scene.in_year(window, lambda year: festival_day(year, name), named=True)


def read_event(_: Window | None, text: str, __: Scene) -> Window | None:
    first, last = _events()[text]
    return Window(first, last, first.isoformat()[:7], last.isoformat()[:7], "month")


@cache
def _events() -> dict[str, tuple[date, date]]:
    rows = read_rows("times_events", ("name", "first", "last"))
    return {row["name"]: (date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows}


def read_same_period(window: Window | None, _: str, scene: Scene) -> Window | None:
    """同期 is the time talked about, 去年同期 the same of another year."""
    source = scene.near or scene.line
    scene.relative = True
    if source is None or source.grain in ("decade", "century", "plan"):
        return window
    scene.flags.add("year_inferred")
    return tw.shift_years(source, window.last.year - source.last.year) if window else source


def read_nothing(window: Window | None, _: str, __: Scene) -> Window | None:
    """上午10时 and （周一） leave the day as it is."""
    return window


def read_weekday_or_week(window: Window | None, text: str, scene: Scene) -> Window | None:
    return read_the_week(window, text, scene)


READERS: dict[str, Reader] = {
    "year": read_year, "bare_year": read_year, "bare_years": read_years, "year2": read_short_year, "fiscal": read_fiscal,
    "era": read_era, "republic": read_republic, "date": read_date, "slashed": read_slashed, "dashed": read_dashed,
    "dotted": read_dotted, "iso_month": read_iso_month, "half_of": read_half_of, "quarter_of": read_quarter_of,
    "century": read_century, "decade": read_decade, "plan": read_plan, "the_year": read_the_year, "half": read_half,
    "quarter": read_quarter, "the_quarter": read_the_quarter, "opening": read_opening, "season": read_season,
    "month": read_month, "months": read_month, "month_day": read_month_day, "lunar": read_lunar,
    "lunar_year": read_lunar_year, "the_month": read_the_month, "tenday": read_tenday, "day": read_day, "days": read_day,
    "nth_week": read_nth_week, "the_week": read_the_week, "the_weekday": read_the_week, "weekend": read_the_week,
    "weekday": read_weekday, "the_day": read_the_day, "last_units": read_last_units, "years_since": read_last_units,
    "next_units": read_next_units, "more_units": read_more_units, "ago": read_ago, "year_part": read_year_part,
    "position": read_position, "festival": read_festival, "event": read_event, "same_period": read_same_period,
    "clock": read_nothing, "day_part": read_nothing,
}  # fmt: skip
"""What each kind of piece in time_pattern.py does to the window; recurring ones have none."""
