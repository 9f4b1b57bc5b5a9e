"""What a time is read against: the article's date, the times before it, and the words around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from zhclaims.time_window import Window, divmod_month

YearWindow = Callable[[int], Window | None]

# A clause ends at 。，； and the like; how far its words are looked at on either side.
BREAK = re.compile("[，,。；;：:！？!?\n]")
REACH = 40
# 将于3月举行, 预计四季度量产, 公司料|次季: the time lies ahead. 将近 and 将其 say nothing, 材料 is no verb.
DEEM = "(?<![材原资塑燃饲面涂饮染肥颜照用史])料"
FUTURE = re.compile(
    "将(?![近其这该原此把军士帅])|拟|预[计估料期定]|计划|[有可]望|即将|力争|届时|定于|争取|目标|准备|迎来|"
    rf"(?:展望|{DEEM})\|"
)
# What a quarter to come is told with besides those, in its sentence: 展望第三季, 公司料次季收入升, 四季度投产.
AWAITED = re.compile(
    f"{FUTURE.pattern}|预测|展望|指引|指导|看[好淡]|会(?=[在达有继持出比高低超])|确保|{DEEM}|估(?!值)|"
    "投产|量产|开工|竣工|完工|建成|交付使用|投用|上市(?!公司)|推出|上线|启动|实施"
)
SENTENCE = re.compile("[。！？!?；;\n]")
# 3月发布了: the time lies behind.
PAST = re.compile(
    "[了已曾]|宣布|发布|公布|获得|完成|披露|报道|显示|达到|增长|同比|环比|以来|发现|发生|接到|[查抓捕]获|逮捕|通报|造成|[死身]亡|遇难|"
    "报警|判处"
)
# A date so few days ahead is that of this year (8月 in March), as last year's lies further back, unless words tell of
# the past; one further ahead needs a word that says so.
NEAR_AHEAD = 150
# 9月底前完成, 8月2日起生效, 排到7月: a term that is set, whoever announced it
TERM_AFTER = re.compile("(?:之|以)?前(?![后夕期])|起(?![来伏点])")
TERM_BEFORE = re.compile("(?:排|推迟?|延[后长期]?|持续|顺延)[到至]了?$")
# 9月底前完成验收, told in February: what is due lies ahead, unless it is done (已于9月底前完成).
DUE = re.compile("(?:之|以)?前(?![后夕期])[^，,。；;：:！？!?\n已了曾]*+(?![已了曾])")
DONE = re.compile("[已曾经]于?$")
# 2025年营收9亿元，其中四季度3亿元: a part of the year just named.
PART_OF = re.compile("其中[，,]?的?$")
# 四季度，公司营收3亿元: a sum that cannot be known before its time is over.
TOTAL = re.compile("[，,]?[^，,。；;0-9]{0,12}?(?:收入?|利润?|亏损?|[额量值]|交付|出货)[^，,。；;0-9]{0,6}[0-9]")
# A feast so few days ahead is the coming one though words tell of the past: 国庆价格公布
FEAST_NEAR = 45
# A feast is talked of this long before: 春节 in December is the next one.
FEAST_AHEAD = 60
# 将于1月15日 in December is next January; 将于5月1日 a few days later is an older article's words.
LONG_PAST = 90
# A day within the last month is that of the article's date, though an earlier year was the last one named.
JUST_PAST = 31


@dataclass(slots=True)
class Scene:
    """Where one time stands; `relative` and `flags` are filled in while it is read."""

    anchor: date | None
    text: str = ""
    start: int = 0
    end: int = 0
    near: Window | None = None
    """The last time before it in its sentence."""
    line: Window | None = None
    """The last time before it in its line whose year holds on."""
    earlier: Window | None = None
    """The last resolved time anywhere before it."""
    last_day: Window | None = None
    """The last single day before it."""
    line_opens: bool = False
    """Whether that one opens its line: 2016年，公司成立。3月…"""
    near_holds: bool = False
    """Whether the sentence goes on about its last time: no ； stands between."""
    near_sets: bool = False
    """Whether that one sets the scene: 2016年，… or a date of its own year."""
    blocked: bool = False
    """Whether the line's last time is unresolved, so that no older one may lend its year."""
    lunar: bool = False
    fiscal: int = 0
    """The financial year that its first words name, by number."""
    relative: bool = False
    missing: bool = False
    """Whether it needs an anchor that is not there."""
    flags: set[str] = field(default_factory=set)

    def now(self) -> date | None:
        """The anchor, for times that are counted from it."""
        self.relative = True
        self.missing |= self.anchor is None
        return self.anchor

    def context(self) -> Window | None:
        """The time that 同年 and 次日 refer to."""
        self.relative = True
        found = self.near or self.line
        if found:
            self.flags.add("year_inferred")
        return found

    def in_year(self, window: Window | None, build: YearWindow, *, named: bool = False) -> Window | None:
        """Build a time in the window's year, or in the one that text and anchor suggest."""
        if window is not None:
            return build(window.last.year)
        self.relative = True
        recent = self._by_anchor(build, named=named)
        if recent and self.text[self.end : self.end + 1] in ("电", "讯"):
            return recent
        if lent := self.lent_year(build, recent) or self._told_year(build, recent):
            return lent
        if recent or self.anchor or self.missing:
            return recent
        if self.earlier:
            return self._lent(self.earlier, build)
        self.missing = True
        return None

    def lent_year(self, build: YearWindow, recent: Window | None = None) -> Window | None:
        """Build a time in the year of one before it that may lend its own."""
        if self.near and self._lends(self.near, build):
            return self._lent_or(recent, self.near, build)
        if self.blocked and not self.near:
            self.missing = True
            return None
        if self.line and self._lends(self.line, build) and not self._just_past(recent) and not self._ahead(recent):
            return self._lent_or(recent, self.line, build)
        self.flags |= {"year_inferred"} if self.near or self.line else set()
        return None

    def _told_year(self, build: YearWindow, recent: Window | None) -> Window | None:
        """2025年营收9亿元。四季度营收3亿元, read in May: of the year told of, as this year's is not over."""
        source = self.near or self.line or self.earlier
        if recent is None or self.anchor is None or source is None or recent.grain not in ("quarter", "half"):
            return None
        if source.grain != "year" or source.last.year != self.anchor.year - 1 or recent.last < self.anchor:
            return None
        if self.cue() == "future" or not TOTAL.match(self.text, self.end):
            return None
        return self._lent(source, build)

    def goes_on(self, source: Window) -> bool:
        """Whether the sentence, or a line that opens with it, is still about a time before."""
        in_sentence = source is self.near and self.near_holds
        return in_sentence or self.anchor is None or (self.line_opens and source == self.line)

    def _lends(self, source: Window, build: YearWindow) -> bool:
        """去年推出的甲品3月售罄 is of this year's March: a passing mention of another year lends it to no month.

        One lends it that opens its line, sets the scene (2016年，…) or is a date, followed by another in its sentence
        (2023年4月离职，5月创业); one gone by to its 年初 and 年底; and the article's own year is lent by any.
        """
        if self.anchor is None or source.last.year == self.anchor.year:
            return True
        found = build(source.last.year)
        if found and source.grain == "year" and PART_OF.search(self.text, max(self.start - 4, 0), self.start):
            return source.last.year < self.anchor.year
        if found is None or not self.goes_on(source):
            return False
        if self.line_opens and source == self.line:
            return True
        if found.grain == "year":
            return source.last.year < self.anchor.year
        if source.grain == "quarter" and found.first <= source.last:
            return False  # 2023年三季度推出，一季度售罄: not the quarter before
        return self.near_sets and (source.grain in ("year", found.grain) or found.grain in ("month", "day"))

    def in_month(self, window: Window | None, build: Callable[[int, int], Window | None]) -> Window | None:
        """Build a day in the window's month, or in the one that text and anchor suggest."""
        if window is not None:
            return build(window.last.year, window.last.month)
        self.relative = True
        recent = self._day_by_anchor(build)
        for source in (self.near, self.line):
            if source and source.grain in ("day", "month") and not (source is self.line and self._just_past(recent, 7)):
                self.flags.add("year_inferred")
                return build(source.last.year, source.last.month)
        if self.anchor:
            return recent
        if self.earlier and self.earlier.grain in ("day", "month") and not self.blocked:
            self.flags.add("year_inferred")
            return build(self.earlier.last.year, self.earlier.last.month)
        self.missing = True
        return None

    def if_told(self, found: Window | None, build: YearWindow) -> Window | None:
        """第四季营收 told in May, where its sentence plans and expects nothing, is that of the year before."""
        if found is None or self.anchor is None or found.first <= self.anchor or self.is_awaited():
            return found
        if any(source and source.grain == "year" and source.last >= found.last for source in (self.near, self.line)):
            return found
        self.flags.add("year_inferred")
        return build(found.first.year - 1)

    def is_awaited(self) -> bool:
        """Whether its sentence plans or expects something."""
        before = SENTENCE.split(self.text[max(self.start - 2 * REACH, 0) : self.start])[-1]
        after = SENTENCE.split(self.text[self.end : self.end + 2 * REACH], maxsplit=1)[0]
        return self._is_term() or AWAITED.search(f"{before}|{after}") is not None or not f"{before}{after}".strip()

    def cue(self) -> str:
        """future, past, alone (nothing else stands in the clause and the next) or nothing."""
        left = self.text[max(self.start - REACH, 0) : self.start]
        return _cue(left, self.text[self.end : self.end + 2 * REACH])

    def _lent_or(self, recent: Window | None, source: Window, build: YearWindow) -> Window | None:
        """The year of an earlier time; of 今天（12月26日） told in January the one that makes it a past day."""
        found = self._lent(source, build)
        again = source.grain == "day" and self.text[self.start - 1 : self.start] in ("（", "(")
        return recent if again and recent and found and self.anchor and found.first > self.anchor else found

    def _lent(self, source: Window, build: YearWindow) -> Window | None:
        """The year of an earlier time; from December on, a January after it is the next one."""
        found = build(source.last.year)
        if found is None or self.anchor is None or found != self._by_anchor(build, named=False):
            self.flags.add("year_inferred")
        if not found or source.grain not in ("day", "month") or (source.first - found.first).days < 240:
            return found
        later = build(source.last.year + 1)
        return later if later and (self.anchor is None or later.first <= self.anchor) else found

    def _just_past(self, found: Window | None, days: int = JUST_PAST) -> bool:
        if found is None or self.anchor is None or found.grain != "day":
            return False
        return 0 <= (self.anchor - found.last).days <= days

    def _ahead(self, found: Window | None) -> bool:
        """Whether the words say that it lies ahead: 有望年底前完成 is not of the year that was talked about."""
        return bool(found and self.anchor and found.last >= self.anchor and self.cue() == "future")

    def _by_anchor(self, build: YearWindow, *, named: bool) -> Window | None:
        """The year that makes it the most recent one, or the next where the words say so."""
        if self.anchor is None:
            return None
        year = self.anchor.year
        this = build(year)
        if this is None:  # 2月29日
            return next(filter(None, map(build, range(year - 1, year - 9, -1))), None)
        if this.first <= self.anchor:
            return self._passed(self.anchor, this, build(year + 1), named)
        if self.text.startswith(("以来", "至今"), self.end):
            return build(year - 1)
        ahead, cue = (this.first - self.anchor).days, self.cue()
        if cue in ("future", "alone") or (named and ahead <= FEAST_NEAR) or self._is_due():
            return this
        if ahead <= NEAR_AHEAD and (self._is_term() or (cue != "past" and not named)):
            return this
        return build(year - 1)

    def is_reached(self) -> bool:
        """截至年底 tells what there is."""
        return self.text.endswith(("截至", "截止", "截止到", "截至到"), 0, self.start)

    def _is_term(self) -> bool:
        """9月底前, 8月2日起, 排到7月."""
        before = self.text[max(self.start - 4, 0) : self.start]
        return TERM_AFTER.match(self.text, self.end) is not None or TERM_BEFORE.search(before) is not None

    def _is_due(self) -> bool:
        done = DONE.search(self.text, max(self.start - 2, 0), self.start)
        return not done and DUE.match(self.text, self.end) is not None

    def _passed(self, anchor: date, this: Window, following: Window | None, named: bool) -> Window:
        """What has begun this year, unless the words mean its return: 将于1月15日, and 春节 in December."""
        if following is None or (anchor - this.last).days <= LONG_PAST:
            return this
        soon = named and (following.first - anchor).days <= FEAST_AHEAD
        return following if soon or self.cue() == "future" else this

    def _day_by_anchor(self, build: Callable[[int, int], Window | None]) -> Window | None:
        if self.anchor is None:
            return None
        index = self.anchor.year * 12 + self.anchor.month - 1
        found = (build(*divmod_month(month)) for month in (index, index - 1, index - 2))
        days = [window for window in found if window]
        if not days:
            return None
        if days[0].first > self.anchor and self.cue() == "future":
            return days[0]
        return next((window for window in days if window.first <= self.anchor), None)


@lru_cache(maxsize=256)
def _cue(before: str, after: str) -> str:
    left = BREAK.split(before)[-1]
    clauses = BREAK.split(after, maxsplit=2)
    right = clauses[0][:REACH]
    if not right.strip() and after[:1] in ("，", ","):  # 12月4日，警方发现
        right = clauses[1][:REACH]
    if not left.strip() and not right.strip():
        return "alone"
    if FUTURE.search(left + "|" + right):
        return "future"
    return "past" if PAST.search(left + "|" + right) else ""
