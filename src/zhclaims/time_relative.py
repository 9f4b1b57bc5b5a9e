"""Reads what is counted from the article's date or from a time named before: 去年, 上月, 周三, 当日, 近三年, 同期."""

import re
from datetime import date

from zhclaims import time_window as tw
from zhclaims.time_numbers import numbers_in
from zhclaims.time_scene import Scene
from zhclaims.time_window import Window, divmod_month

YEARS = {"今年": 0, "本年": 0, "去年": -1, "昨年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "后年": 2}
DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "大前": -3, "大后": 3}
STEPS = {"上上": -2, "上": -1, "上一": -1, "前一": -1, "下": 1, "下一": 1, "下下": 2}
WEEKDAYS = {character: number for number, character in enumerate("一二三四五六日")} | {"天": 6}
# Words for units, those that hold others first: 季度, 个星期.
UNITS = {"季": "季", "年": "年", "月": "月", "周": "周", "星期": "周", "礼拜": "周", "天": "日", "日": "日"}

LASTING = re.compile(
    "(?:工作|生活|从事|经营|研究|服务|居住|坚守|坚持|运行|运营|使用|学习|存在|合作|交往|结婚|相恋|失踪|潜逃|拖欠|停产|停工|停牌|建设|培育|打磨|"
    "研发|等待|任职|执教|从[医教警业]|沉睡|闲置|搁置|相处|陪伴|跟踪|治疗|服[役刑]|任教|扎根|耕耘|奋斗|奔波)[了过]?$"
)
# 人工智能时代的今天; 去年的今天, 历史上的今天 and 下周的今天 are days.
OWNED = re.compile("(?:(?<![年月周期上前])的|其)$")
NOWADAYS = re.compile(
    "的(?:我们|他们|你们?|他|她|它|人们|人类|孩子|年轻人|青年|学生|中国|世界|社会|生活|时代|[^，。；]{1,3}人(?=[，,们])|"
    "[^，。；的]{1,6}(?:境内|附近|一带|地区|[东西南北]{1,2}[部面边]))"
)
# How far before 去年同期 another 去年 may stand, whose time is then the same.
SAME_REACH = 120
# Until this month what is told of 全年 may be of the year before: annual reports appear to the end of April.
REPORTING = 5
# 今年2月, 3月1日: times that say nothing of how a year went.
MOMENTS = frozenset({"day", "tenday", "week", "month"})
LAST_YEAR = re.compile("去年|上年|(?<!半)年报|年度报告|快报")
TOLD_REACH = 120
# 落到今天的下场 is where it has led.
SO_FAR = re.compile("[落走活熬]到$")


def read_the_year(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今年 is counted from the anchor, 次年 and 同年 from a year named before."""
    word = text.removesuffix("度")
    if word in YEARS:
        now = scene.now()
        return tw.year_window(now.year + YEARS[word]) if now else None
    if word in ("上年", "上一年", "前一年", "下一年"):
        base = scene.context()
        year = base.last.year if base else _year_of(scene.now())
        return tw.year_window(year + (1 if word[0] == "下" else -1)) if year else None
    if word in ("全年", "这一年"):
        return _whole_year(word, scene)
    base = scene.context() or (scene.earlier if word != "当年" else None)
    scene.missing |= base is None and word in ("次年", "翌年", "同年")
    return tw.year_window(base.last.year + (word in ("次年", "翌年"))) if base else None


def read_two_years(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今明两年, 去今两年, 明后两年."""
    now = scene.now()
    first = {"今": 0, "去": -1, "明": 1}[text[0]]
    return tw.years_window(now.year + first, now.year + first + 1, "span") if now else None


def read_the_season(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今冬, 去夏, 明春; a winter that has begun in the year before is still 今冬."""
    now = scene.now()
    if now is None:
        return None
    begun = text[1] == "冬" and now.month < 3
    return tw.season_window(now.year + {"今": 0, "去": -1, "明": 1}[text[0]] - begun, text[1])


def _whole_year(word: str, scene: Scene) -> Window | None:
    """全年 is the year talked about, unless its words look ahead; without one, early in a year, it may be any.

    Early in a year it is the last one where that was named before: 2025年… 。全年…, 今年2月投产。全年营收9亿元; the
    year that has just begun has no figures yet.
    """
    base = scene.context()
    begun = word == "全年" and (base is None or base.grain in MOMENTS) and _has_just_begun(base, scene)
    if base and not begun and (word != "全年" or scene.goes_on(base) or scene.cue() != "future"):
        return tw.year_window(base.last.year)
    now = scene.now()
    if now is None:
        return None
    if begun and _tells_of_last(scene, now.year - 1):
        scene.flags.add("year_inferred")
        return tw.year_window(now.year - 1)
    return None if begun and base is None and now.month < 4 else tw.year_window(now.year)


def _has_just_begun(base: Window | None, scene: Scene) -> bool:
    """Whether the year talked about has but begun, and nothing says that its end is meant."""
    now = scene.anchor
    if now is None or now.month >= REPORTING or (base is not None and base.last.year != now.year):
        return False
    return scene.cue() not in ("future", "alone") and (base is None or not scene.is_awaited())


def _tells_of_last(scene: Scene, year: int) -> bool:
    """Whether the text before is about the year gone by: it names it, or a report that is made of a year."""
    if scene.earlier is not None and scene.earlier.last.year == year:
        return True
    before = scene.text[max(scene.start - TOLD_REACH, 0) : scene.start]
    return str(year) in before or LAST_YEAR.search(before) is not None


def _year_of(day: date | None) -> int | None:
    return day.year if day else None


def read_the_quarter(_: Window | None, text: str, scene: Scene) -> Window | None:
    now = scene.now()
    if now is None:
        return None
    index = now.year * 4 + (now.month - 1) // 3 + STEPS.get(text[: text.index("季")].removesuffix("个"), 0)
    return tw.quarter_window(index // 4, index % 4 + 1)


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


def read_the_week(_: Window | None, text: str, scene: Scene) -> Window | None:
    """上周, 本周五, 下周末: weeks begin on Monday."""
    now = scene.now()
    if now is None:
        return None
    if text in ("上半周", "下半周"):
        week = tw.week_window(now)
        first, length = (0, 2) if text[0] == "上" else (3, 3)
        start = tw.add_days(week.first, first) if week else None
        return tw.days_window(start, tw.add_days(start, length), "week") if start else None
    prefix = text[: min(at for at in map(text.find, ("周", "星", "礼")) if at >= 0)].removesuffix("个")
    week = tw.week_window(now, STEPS.get(prefix, 0))
    if week is None or text[-1] in "周期拜":
        return week
    first = 5 if text[-1] == "末" else WEEKDAYS[text[-1]]
    return tw.days_window(
        tw.add_days(week.first, first), tw.add_days(week.first, 6 if text[-1] == "末" else first), "day"
    )


def read_weekday(window: Window | None, text: str, scene: Scene) -> Window | None:
    """周三: the last one, today included; 10月15日 星期三 is the date, and 3月第二周星期三 in that week."""
    if window is not None:
        day = tw.add_days(window.first, WEEKDAYS[text[-1]]) if window.grain == "week" else None
        return tw.days_window(day, day, "day") if day else window
    now = scene.now()
    if now is None:
        return None
    day = tw.add_days(now, -((now.weekday() - WEEKDAYS[text[-1]]) % 7))
    return tw.days_window(day, day, "day")


def read_the_day(_: Window | None, text: str, scene: Scene) -> Window | None:
    """今天, 昨晚 from the anchor; 当日, 次日 from a day named before: without one, 案发当天 may be any day."""
    if text[0] in "当同次翌隔":
        base = scene.last_day
        scene.relative = True
        day = tw.add_days(base.last, int(text[0] in "次翌隔")) if base else None
        return tw.days_window(day, day, "day")
    if _of_an_age(text, scene):
        return None
    now = scene.now()
    if now and text[1:2] in ("（", "("):
        return _numbered_day(now, DAYS[text[0]], numbers_in(text)[0])
    day = tw.add_days(now, DAYS[text.rstrip("天日晚晨夜早午")]) if now else None
    return tw.days_window(day, day, "day")


def _numbered_day(now: date, step: int, number: int) -> Window | None:
    """昨（8）日, as papers of Taiwan have it: the day of that number, should the article bear another date than it."""
    days = (tw.add_days(now, step + slack) for slack in (0, -1, 1, -2, 2))
    day = next((day for day in days if day and day.day == number), None)
    return tw.days_window(day, day, "day") if day else None


def _of_an_age(text: str, scene: Scene) -> bool:
    """科技发达的今天, 孩子的明天, 今天的我们 mean an age; 去年的今天 is a day."""
    if text not in ("今天", "明天", "今日", "明日"):
        return False
    ends = scene.end == len(scene.text) or scene.text[scene.end] in "，,。；;、！!？?”’\n 里"
    owned = OWNED.search(scene.text, max(scene.start - 3, 0), scene.start)
    led = SO_FAR.search(scene.text, max(scene.start - 2, 0), scene.start)
    return bool(led or (ends and owned) or NOWADAYS.match(scene.text, scene.end))


def read_last_units(_: Window | None, text: str, scene: Scene) -> Window | None:
    if text[0] == "近" and _is_lasting(scene):
        return None
    now, (number, unit) = scene.now(), _counted(text)
    return tw.last_units(now, number, unit) if now else None


def _is_lasting(scene: Scene) -> bool:
    """在社区工作近10年， is how long it lasts; 建设近三年投入 is said of the last three years."""
    ends = scene.end == len(scene.text) or scene.text[scene.end] in "，,。；;、的后才！”\n"
    return ends and LASTING.search(scene.text, max(scene.start - 3, 0), scene.start) is not None


def read_next_units(_: Window | None, text: str, scene: Scene) -> Window | None:
    if text[0] == "接" and scene.cue() == "past":  # 接下来的两个月里，他跑遍了全省: of the story, not from now
        return None
    now, (number, unit) = scene.now(), _counted(text)
    return tw.next_units(now, number, unit) if now else None


def _counted(text: str) -> tuple[int, str]:
    """The count and its unit: 近半年 is six months, 近半个月 fifteen days."""
    unit = next(unit for word, unit in UNITS.items() if word in text)
    if "半" in text and unit == "年":  # 半年, 一年半
        return (numbers_in(text) or (0,))[-1] * 12 + 6, "月"
    if "半个月" in text:
        return 15, "日"
    return (numbers_in(text) or (1,))[-1], unit


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
    if after and scene.text.startswith("的今天", scene.end):  # 五十年后的今天 is today, told from back then
        return None
    base = scene.context() if after else None
    lasted = after and scene.text[scene.start - 1 : scene.start].isalpha()
    if lasted and base is None:
        return None  # 亏损3年后: after three years of loss, whenever that was.
    day = base.last if base else scene.now()
    found = tw.back_by(day, -number if after else number, unit) if day else None
    window = _of_unit(found, unit) if found else None
    # 潜逃7年后 lies behind, whatever it is counted from.
    return None if window and lasted and scene.anchor and window.first > scene.anchor else window


def _of_unit(day: date, unit: str) -> Window | None:
    """The year, month, week or day that a day is in."""
    if unit == "年":
        return tw.year_window(day.year)
    if unit == "周":
        return tw.week_window(day)
    return tw.days_window(day, day, "day") if unit == "日" else tw.month_window(day.year, day.month)


def read_same_period(window: Window | None, _: str, scene: Scene) -> Window | None:
    """同期 is the time talked about, 去年同期 the same of another year."""
    source = scene.near or scene.line
    scene.relative = True
    if source is None or source.grain in ("decade", "century", "plan"):
        return window
    scene.flags.add("year_inferred")
    if window is None:
        return source
    years = window.last.year - source.last.year
    told = scene.text.find("去年", max(scene.start - SAME_REACH, 0), scene.start + 2)
    if years == 0 and source.grain != "year" and told == scene.start:
        years = -1  # 四季度…，去年同期 told in the year after: the quarter is last year's itself
    return tw.shift_years(source, years)
