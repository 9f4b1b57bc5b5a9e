"""Reads the words around a time: what opens and closes it (自, 截至, 起, 前), and what it is there for (比, 成立于)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhclaims.time_parts import AFTER, BEFORE, SINCE, UNTIL
from zhclaims.time_phrases import Phrase
from zhclaims.time_window import Window, add_days

# 截至9月底, 自2021年, 到2027年; not 来自, 增长到.
OPENER = re.compile(
    r"""(?P<as_of>截[至止]到?)[ ]?\Z
      | (?<![来各独出擅亲拿])(?P<since>自从?)[ ]?\Z
      | (?<![服跟听遵])(?P<from>从)[ ]?\Z
      | (?:^|[，,。；;：:、“"（(\n力争标计划议出])(?P<until>直?[到至])[ ]?\Z
    """,
    re.VERBOSE,
)
OPENER_REACH = 6
# 2025年起, 2018年以来, 2030年前, 2018年之后, 9月30日止.
CLOSER = re.compile(
    rf"""(?P<through>(?:或|及其?|和)(?:之|以)前)
      | (?P<from_then>(?:或|及其?|和)(?:之|以)后)
      | (?P<since>{SINCE})
      | (?P<before>{BEFORE})
      | (?P<after>{AFTER})
      | (?P<as_of>{UNTIL})
      | (?P<begin>开始)
      | (?P<none>前后|前夕|左右|期间|时期)
    """,
    re.VERBOSE,
)
# 未来三年后 is said of those three years.
SPANS = frozenset({"last_units", "next_units", "more_units"})
# 2018年成立以来: the year of an event since which something has held.
SINCE_EVENT = re.compile(r"[^，,。；;：:、！？!?\n0-9（）()]{1,8}以来")
# 比上年, 较去年同期: what a figure is compared with; 与2020年相比 and 是2015年的3倍 show it after the time.
BASELINE_BEFORE = re.compile(
    r"""(?:(?<![占对])比|较|相比|相较|对比|高于|低于|多于|少于|不及|超过|远超|优于|相当于|等于)
        (?:于|之|起|对)?\Z
      | (?:(?<![占对相])比(?!较)|较(?![大小多少好]|[高低](?![峰谷点])))[^，,。；;0-9]{1,6}的\Z   # 比高峰的2019年
    """,
    re.VERBOSE,
)
BASELINE_WITH = re.compile(r"[与和同跟]\Z")
BASELINE_AFTER = re.compile(r"[^，,。；\n]{0,8}?(?:相比|相较|比较|持平|相当)")
BASELINE_TIMES = re.compile(
    r"""(?:[0-9.]{1,8}[万亿千百]{0,3}[元美家人辆台户个]{0,2})?
        的[近约逾超]?[0-9.一二两三四五六七八九十百几数]{1,6}多?倍
      | 的?基础上 | 的?水平
    """,
    re.VERBOSE,
)
# 不足2021年的三分之一, 恢复至去年的86%: a share of what there was then.
SHARE_BEFORE = re.compile(r"(?:恢复[至到]|相当于|不[到足及]|只有|仅[有为是]?|[是为])[近约]?\Z")
SHARE_AFTER = re.compile(
    r"(?:全年|同期|[^，,。；\n0-9]{0,3}(?:高峰|水平))?的[近约逾超]?"
    r"(?:[0-9.]{1,8}%|百?[0-9一二三四五六七八九十百]{1,3}分之|[0-9一二三四五六七八九两]成|一半|近半)"
)
# 2017年以来最低, 自2020年以来首次: since when there was none like it.
RECORD = re.compile(
    "的?[^，,。；\n0-9]{0,4}?(?:首[次度个]|最(?!近)|新[高低](?![端碳级])|第[一二三四五六七八九][次高低大])"
)
# 成立于2010年, 2010年成立: when something came to be, not when a figure was true; 2010年成立研发中心 is an act.
FOUNDING_BEFORE = re.compile(
    r"(?:成立|创立|创办|创建|始建|始创|诞生|建成|组建|设立|注册|出生|(?<![发产])生|(?<![修新扩改在共筹])建)[于在]\Z"
)
# 成立日期：2010年 is what a form says of one of its fields.
FOUNDING_LABEL = re.compile(
    r"(?:成立|创立|创办|创建|组建|设立|注册|登记|开业|建校|出生)(?:日期|时间|年月|年份)[为是：:]?[ ]?\Z"
)
FOUNDING_AFTER = re.compile(
    r"(?:正式)?(?:登记|注册)?(?:成立|设立(?=[，,于])|创立|创办|创建|始建|出生|生|组建)(?=[，,。；;、的于]|$)"
)
# 上年为8亿元, 去年同期亏损8亿元: an earlier figure told beside that of the time talked about.
ASIDE = re.compile("(?:同期)?[则也]?[仅只]?(?:分别)?[为是有]?(?:净?亏损|净?盈利)?[了约近逾超达]?-?[0-9]")
ASIDE_YEAR = re.compile("上一?年|[^，。；]{1,12}同期")
# 由去年的12%升至30%: what it rose from.
LEFT = re.compile(r"[由从自][^，。；0-9]{0,6}\Z")
LEFT_REACH = 8
# 披露2025年年度报告，…: the year that a report is made of is what it tells about.
REPORT = re.compile("(?:年?度)?(?:年报|报告|业绩|财报|快报|成绩单|经营数据|统计公报)")
BEFORE_REACH, TITLE_REACH = 9, 60
CLOSER_REACH, AFTER_REACH = 16, 32
# A sentence ends with its mark, a line with its break or with \n as two characters, as some sites have it.
SENTENCE_END = re.compile(r"[。！？!?\n]|\\n")
# 早在2017年: at most a word stands between the time and the start of its clause.
ADVERBIAL = re.compile(r"""(?:^|[，,。；;：:、！？!?\n\s“”"(（》)）].{0,3})\Z""")
ADVERBIAL_REACH = 5
LINE_START = re.compile(r"(?:\A|\n|\\n)[\s　]*\Z")


@dataclass(frozen=True, slots=True)
class Markers:
    """What opens and closes a time, by name, and where it begins and ends with them."""

    opened: str
    closed: str
    start: int
    end: int


def sentence_ends(text: str, start: int, end: int) -> Iterator[str]:
    """The marks that end sentences and lines in a stretch."""
    return (match[0] for match in SENTENCE_END.finditer(text, start, end))


def is_adverbial(text: str, start: int) -> bool:
    """Whether a time stands at the start of its clause, so that it is about it: 2023年，… but not 登上2023年的榜."""
    return ADVERBIAL.search(text[max(start - ADVERBIAL_REACH, 0) : start]) is not None


def is_aside(text: str, phrase: Phrase, window: Window, near: Window | None) -> bool:
    """Whether a clause only gives the figure of an earlier year: (2025年9亿元，) 上年为8亿元, 2024年为8亿元."""
    if window.grain == "day" or not is_adverbial(text, phrase.start) or not ASIDE.match(text, phrase.end):
        return False
    before = near is not None and window.last < near.first and text[phrase.start] != "今"
    return before or ASIDE_YEAR.fullmatch(text, phrase.start, phrase.end) is not None


def is_left(text: str, time_start: int) -> bool:
    """Whether a time is when something was that has changed since: 由去年的12%升至30%."""
    return LEFT.search(text, max(time_start - LEFT_REACH, 0), time_start) is not None


def is_labelled(text: str, start: int) -> bool:
    """Whether a time is the value of a form's field: 成立日期：2010年."""
    return FOUNDING_LABEL.search(text[max(start - BEFORE_REACH, 0) : start]) is not None


def opens_line(text: str, start: int) -> bool:
    """Whether nothing but blanks stands before a time in its line."""
    return LINE_START.search(text[max(start - ADVERBIAL_REACH, 0) : start]) is not None


def markers_around(text: str, phrase: Phrase) -> Markers:
    """Find 截至, 自, 从, 到 before a time, and 起, 以来, 前, 后, 止 after it."""
    before = text[max(phrase.start - OPENER_REACH, 0) : phrase.start]
    limit = len(text) if phrase.limit is None else phrase.limit
    after = text[phrase.end : phrase.end + CLOSER_REACH]
    opened, closed, opening, closing = _marked(before, after, limit - phrase.end, bool(phrase.until))
    return Markers(opened, closed, phrase.start - opening, phrase.end + closing)


@lru_cache(maxsize=256)
def _marked(before: str, after: str, limit: int, is_range: bool) -> tuple[str, str, int, int]:
    """The names of what opens and closes a time, and how far they reach from it."""
    closer = CLOSER.match(after) or SINCE_EVENT.match(after)
    if closer and closer.end() > limit:
        closer = None
    closed = (closer.lastgroup or "since") if closer else ""
    opener = OPENER.search(before)
    opened = opener.lastgroup or "" if opener else ""
    if opened == "from" and closed not in ("since", "begin", "after") and not is_range:
        opened = ""
    opening = len(before) - opener.start(opened) if opener and opened else 0
    if closed == "begin" and not opened:
        closed, closer = "", None
    return opened, closed, opening, closer.end() if closer else 0


def ends_of(window: Window, markers: Markers, phrase: Phrase) -> tuple[date | None, date | None, str]:
    """First and last day and the EDTF: 截至9月底 ends with the month, 2025年起 has no end, 2030年前 ends before it."""
    opened, closed = markers.opened, markers.closed
    if phrase.until or (closed in ("before", "after") and phrase.pieces[0].kind in SPANS):
        return window.first, window.last, window.iso
    if closed == "before":
        # 年底前 is by the end of the year.
        whole = phrase.pieces[-1].text[-1] in "底末"
        return None, window.last if whole else add_days(window.first, -1), f"/{window.high}"
    if closed == "after":
        return window.first if window.grain == "day" else add_days(window.last, 1), None, f"{window.low}/"
    if closed in ("since", "from_then"):
        return window.first, None, f"{window.low}/"
    if opened in ("as_of", "until") or closed in ("as_of", "through"):
        return None, window.last, f"/{window.high}"
    if opened in ("since", "from"):
        return window.first, None, f"{window.low}/"
    return window.first, window.last, window.iso


def flags_around(text: str, start: int, end: int) -> set[str]:
    """baseline, founding and in_title: times that hold for no figure beyond their own words."""
    flags = set(_flags(text[max(start - BEFORE_REACH, 0) : start], text[end : end + AFTER_REACH]))
    after_it = text.endswith("后", start, end) and text.endswith("继", 0, start)  # 继2021年之后又一个
    if after_it or (text.endswith("来", start, end) and RECORD.match(text, end)):
        flags.add("baseline")
    opening = text.rfind("《", max(start - TITLE_REACH, 0), start)
    if opening >= 0 and text.find("》", opening, start) < 0 and text.find("》", end, end + TITLE_REACH) >= 0:
        flags.add("in_title")
    return flags


@lru_cache(maxsize=256)
def _flags(before: str, after: str) -> frozenset[str]:
    with_it = BASELINE_WITH.search(before) and BASELINE_AFTER.match(after)
    share = SHARE_BEFORE.search(before) and SHARE_AFTER.match(after)
    baseline = BASELINE_BEFORE.search(before) or with_it or share or BASELINE_TIMES.match(after)
    founding = FOUNDING_BEFORE.search(before) or FOUNDING_LABEL.search(before) or FOUNDING_AFTER.match(after)
    return frozenset(name for name, found in (("baseline", baseline), ("founding", founding)) if found)
