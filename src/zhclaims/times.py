"""Finds times: dates and periods, relative ones counted from the article's date, open and recurring ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhclaims.time_force import time_in_force
from zhclaims.time_numbers import numbers_in
from zhclaims.time_pattern import AFTER, BEFORE, piece_pattern
from zhclaims.time_reading import READERS
from zhclaims.time_scene import Scene, month_of
from zhclaims.time_window import Window, add_days, join, year_window
from zhclaims.types import Time

__all__ = ["find_times", "time_in_force"]

# Coarse before fine: a piece goes on with the one before it only where it is finer (2024年 第一季度, not 5月 2024年).
RANKS = {
    "century": 1, "decade": 2, "plan": 2, "lunar_year": 2, "year": 3, "bare_year": 3, "bare_years": 3, "year2": 3, "fiscal": 3,
    "era": 3, "republic": 3, "the_year": 3, "event": 3, "half": 4, "quarter": 5, "season": 5, "month": 6, "months": 6,
    "the_month": 6, "month_day": 6, "lunar": 6, "festival": 6, "opening": 7, "tenday": 7, "nth_week": 7, "position": 7,
    "year_part": 7, "day": 8, "days": 8, "same_period": 8, "day_part": 9, "clock": 9,
}  # fmt: skip
# Whole in themselves: only 初, 末, a part of the day or, for 三年前, a month comes after them.
COMPLETE = {
    "date": 8, "slashed": 8, "dashed": 8, "dotted": 6, "iso_month": 6, "half_of": 4, "quarter_of": 5, "the_quarter": 5, "weekend": 8,
    "the_week": 7, "the_weekday": 8, "weekday": 8, "the_day": 8, "last_units": 8, "next_units": 8, "more_units": 8,
    "years_since": 8, "ago": 3, "recurring": 2,
}  # fmt: skip
UNSTARTING = frozenset({"position", "clock", "day_part", "nth_week", "lunar_year", "season"})
MONTHLY = frozenset({"half", "quarter", "month", "months", "month_day", "festival", "lunar", "opening", "year_part", "quarter"})
# Stretches that lend no year to what follows: 近三年, 20世纪.
UNLENDING = frozenset({"last_units", "next_units", "more_units", "years_since", "decade", "century", "plan", "event"})
GLUE = frozenset({"", " ", "的", " 的", "的 "})
TO = frozenset({"-", "--", "–", "—", "——", "~", "〜", "～", "－", "至", "到"})
PERIODS = {"年": "P{}Y", "季": "P{}M", "月": "P{}M", "周": "P{}W", "星": "P{}W", "天": "P{}D", "日": "P{}D"}

# 截至9月底, 自2021年, 到2027年; not 来自, 增长到.
OPENER = re.compile(
    r"""(?P<as_of>截[至止]到?)[ ]?\Z
      | (?<![来各独出擅亲拿])(?P<since>自从?)[ ]?\Z
      | (?<![服跟听遵])(?P<from>从)[ ]?\Z
      | (?:^|[，,。；;：:、“"（(\n力争标计划议出])(?P<until>直?[到至])[ ]?\Z
    """,
    re.VERBOSE,
)
# 2025年起, 2018年以来, 2030年前, 2018年之后, 9月30日止.
CLOSER = re.compile(
    rf"""(?P<through>(?:或|及其?|和)(?:之|以)前)
      | (?P<from_then>(?:或|及其?|和)(?:之|以)后)
      | (?P<since>以来|至今|迄今|起(?![步来点码诉源伏初飞草见航底家重用降义跑伊])|来(?=[，,。；]))
      | (?P<before>{BEFORE})
      | (?P<after>{AFTER})
      | (?P<as_of>为?止(?![步境痛血损跌]))
      | (?P<begin>开始)
      | (?P<none>前后|前夕|左右|期间|时期)
    """,
    re.VERBOSE,
)
# 2018年成立以来: the year an event since which something has held.
SINCE_EVENT = re.compile(r"[^，,。；;：:、！？!?\n0-9（）()]{1,8}以来")
BETWEEN = re.compile(r"之间|间(?![接谍隙断])")
# 比上年, 较去年同期: what a figure is compared with; 与2020年相比, 是2015年的3倍 show it after the time.
BASELINE_BEFORE = re.compile(r"(?:(?<![占对])比|较|相比|相较|对比|高于|低于|多于|少于|不及|超过|远超|优于)(?:于|之|起|对)?\Z")
BASELINE_WITH = re.compile(r"[与和同跟]\Z")
BASELINE_AFTER = re.compile(r"[^，,。；\n]{0,8}?(?:相比|相较|比较|持平|相当)")
BASELINE_TIMES = re.compile(r"的(?:近|约|逾|超)?[0-9.一二两三四五六七八九十百几数]{1,6}多?倍|(?:的)?基础上|的?水平")
# 成立于2010年, 2010年成立: when something came to be, not when a figure was true.
FOUNDING_BEFORE = re.compile(r"(?:成立|创立|创办|创建|始建|始创|诞生|建成|组建|设立|注册|出生|生)[于在]\Z")
FOUNDING_AFTER = re.compile(r"(?:正式)?(?:注册)?(?:成立|创立|创办|创建|始建|出生|生(?=[，,人于])|组建)(?!.{0,6}以来)")
SENTENCE_END = re.compile(r"[。！？!?\n]")
ADVERBIAL = re.compile(r"(?:^|[，,。；;：:、！？!?\n\s“”\"（(》)）].{0,3})\Z")
TITLE_REACH = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a time: its kind names the reader for it."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole time: its pieces, those after 至, and whether they are joined by 和…之间."""

    pieces: tuple[Piece, ...]
    until: tuple[Piece, ...] = ()
    between: bool = False
    end: int = 0


@dataclass(slots=True)
class Past:
    """The times before the present one that may lend it their year, month or day."""

    near: Window | None = None
    line: Window | None = None
    earlier: Window | None = None
    last_day: Window | None = None
    blocked: bool = False
    position: int = 0

    def move_to(self, text: str, position: int) -> None:
        """Forget the sentence's and the line's times where they end."""
        for match in SENTENCE_END.finditer(text, self.position, position):
            self.near = None
            if match[0] == "\n":
                self.line, self.blocked = None, False
        self.position = position

    def remember(self, window: Window, *, adverbial: bool) -> None:
        self.near = self.earlier = window
        self.blocked = False
        if adverbial or window.grain != "year":
            self.line = window
        if window.grain == "day":
            self.last_day = window


def find_times(text: str, anchor: date | None) -> list[Time]:
    """Find the times of a text, sorted and without overlap; `anchor` is the article's date, for relative ones.

    The text is that of `simplify`. `first` and `last` are the days that a time covers, `iso` names it as precisely as its
    words do: 9月底 is "2025-09", and the days are those at the month's end. 2030年前 is "/2030" and ends the day before.
    Flags: no_anchor (unresolved), year_inferred, fiscal_year, holiday_span for a person to look at; baseline (比去年),
    founding (成立于2010年) and in_title (《2024年…报告》) for times that hold for no figure beyond their own words.

    >>> [time.iso for time in find_times("截至9月底，今年前三季度增长5%，较去年同期快。", date(2025, 10, 20))]
    ['/2025-09', '2025-01/2025-09', '2024-01/2024-09']
    """
    past = Past()
    found: list[Time] = []
    for phrase in _phrases(text, list(_pieces(text))):
        past.move_to(text, phrase.pieces[0].start)
        found += _read_phrase(text, anchor, phrase, past)
    return found


def _pieces(text: str) -> Iterator[Piece]:
    for match in piece_pattern().finditer(text):
        group = match.lastgroup or ""
        if match.end() > match.start():
            yield Piece(group[:-2], match.start(), match.end(), match[0])


def _phrases(text: str, pieces: list[Piece]) -> Iterator[Phrase]:
    """Put pieces that touch into runs, and runs with 至 between them into ranges."""
    runs = list(_runs(text, pieces))
    at = 0
    while at < len(runs):
        following = runs[at + 1] if at + 1 < len(runs) else None
        phrase = _range(text, runs[at], following) if following else None
        at += 2 if phrase else 1
        yield phrase or Phrase(runs[at - 1], end=runs[at - 1][-1].end)


def _runs(text: str, pieces: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and _goes_on(text, run[-1], piece):
            run.append(piece)
            continue
        if run:
            yield tuple(run)
        run = [] if piece.kind in UNSTARTING and piece.kind != "lunar_year" else [piece]
    if run:
        yield tuple(run)


def _goes_on(text: str, last: Piece, piece: Piece) -> bool:
    if piece.start - last.end > 2 or text[last.end : piece.start] not in GLUE:
        return False
    if last.kind in COMPLETE:
        if last.kind in ("recurring", "ago"):
            return RANKS.get(piece.kind, 0) > COMPLETE[last.kind]
        return piece.kind in ("position", "day_part", "clock") and COMPLETE[last.kind] <= 8
    rank, following = RANKS.get(last.kind, 9), RANKS.get(piece.kind, 0)
    return following > rank or (last.kind == "day_part" and piece.kind == "clock") or (rank, piece.kind) == (3, "lunar_year")


def _range(text: str, run: tuple[Piece, ...], following: tuple[Piece, ...]) -> Phrase | None:
    start, end = run[-1].end, following[0].start
    if end - start > 4 or run[0].kind == "recurring" or following[0].kind == "recurring":
        return None
    gap = text[start:end].strip(" ")
    close = BETWEEN.match(text, following[-1].end)
    if gap in TO:
        return Phrase(run, following, end=close.end() if close else following[-1].end)
    if gap in ("和", "与") and close:
        return Phrase(run, following, between=True, end=close.end())
    return None


def _read_phrase(text: str, anchor: date | None, phrase: Phrase, past: Past) -> list[Time]:
    """The time of a phrase, if it is one; a range that runs backwards is two times."""
    first = phrase.pieces[0]
    if first.kind == "recurring" or _weekly(phrase):
        iso = _period(first.text) if first.kind == "recurring" else "P1W"
        return [Time(first.start, phrase.end, text[first.start : phrase.end], None, None, iso, recurring=True)]
    scene = Scene(anchor, text, first.start, phrase.end, past.near, past.line, past.earlier, past.last_day, past.blocked)
    window = _read_run(phrase.pieces, None, scene)
    if window is not None and phrase.until:
        joined = _read_until(phrase, window, scene)
        if joined is None:
            halves = (Phrase(run, end=run[-1].end) for run in (phrase.pieces, phrase.until))
            return [time for half in halves for time in _read_phrase(text, anchor, half, past)]
        window = joined
    if window is None:
        past.blocked |= scene.missing
        return [_unresolved(text, phrase)] if scene.missing else []
    return [_time(text, phrase, window, scene, past)]


def _weekly(phrase: Phrase) -> bool:
    """周一至周五 is every week."""
    return bool(phrase.until) and {phrase.pieces[0].kind, phrase.until[0].kind} == {"weekday"}


def _period(text: str) -> str:
    """每年 and 年均 are P1Y, 每两周 P2W, 每季度 P3M."""
    unit = next(character for character in text if character in PERIODS)
    count = 1
    if numbers_in(text):
        count = numbers_in(text)[0]
    if "半" in text and unit == "年":
        return "P6M"
    return PERIODS[unit].format(count * 3 if unit == "季" else count)


def _read_run(pieces: tuple[Piece, ...], window: Window | None, scene: Scene) -> Window | None:
    for index, piece in enumerate(pieces):
        window = READERS[piece.kind](window, piece.text, scene)
        if window is None and piece.kind != "lunar_year" and (index or not scene.missing):
            return None
        if window is None and scene.missing:
            return None
    return window


def _read_until(phrase: Phrase, window: Window, scene: Scene) -> Window | None:
    """The end of a range takes from its beginning what it leaves out: 2021年5月至8月, 9月28—30日."""
    kind = phrase.until[0].kind
    base: Window | None = None
    if kind in ("day", "days"):
        base = month_of(window)
    elif kind in MONTHLY:
        base = year_window(window.last.year)
    last = _read_run(phrase.until, base, scene)
    if last and last.first < window.first and base:
        following = add_days(base.last, 1)
        base = (month_of if kind in ("day", "days") else _year_of)(window._replace(last=following)) if following else None
        last = _read_run(phrase.until, base, scene)
    if last is None:
        return None
    joined = join(window, last)
    end = add_days(last.first, -1)
    return joined._replace(last=end) if joined and phrase.between and end and end >= joined.first else joined


def _year_of(window: Window) -> Window | None:
    return year_window(window.last.year)


def _time(text: str, phrase: Phrase, window: Window, scene: Scene, past: Past) -> Time:
    """Close or open the stretch by the words around it, and let what follows know of it."""
    opener, closer = _around(text, phrase)
    opened = opener.lastgroup if opener else None
    closed = (closer.lastgroup or "since") if closer else None
    start = phrase.pieces[0].start
    if opener and opened and _opens(opened, closed, phrase):
        start -= len(opener.string) - opener.start(opened)
    opened = opened if start < phrase.pieces[0].start else None
    end = closer.end() if closer and (closed != "begin" or opened) else phrase.end
    first, last, iso = _ends(window, opened, closed, phrase)
    flags = _flags(text, start, end) | scene.flags
    if not flags & {"baseline", "founding", "in_title"} and phrase.pieces[0].kind not in UNLENDING:
        past.remember(window, adverbial=bool(ADVERBIAL.search(text[max(start - 5, 0) : start])))
    return Time(start, end, text[start:end], first, last, iso, relative=scene.relative, flags=tuple(sorted(flags)))


def _around(text: str, phrase: Phrase) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    start = phrase.pieces[0].start
    closer = CLOSER.match(text, phrase.end) or SINCE_EVENT.match(text, phrase.end)
    return OPENER.search(text[max(start - 6, 0) : start]), closer


def _opens(opened: str, closed: str | None, phrase: Phrase) -> bool:
    """从2020年 opens only with 起, 开始, 以来; 自 and 到 do not open a range."""
    if opened == "from":
        return closed in ("since", "begin", "after") or bool(phrase.until)
    return True


def _ends(
    window: Window, opened: str | None, closed: str | None, phrase: Phrase
) -> tuple[date | None, date | None, str]:
    if phrase.until:
        return window.first, window.last, window.iso
    if opened in ("as_of", "until") and closed not in ("before", "after", "since") or closed in ("as_of", "through"):
        return None, window.last, f"/{window.high}"
    if closed == "before":
        ends = phrase.pieces[-1].text[-1] in "底末"
        return None, window.last if ends else add_days(window.first, -1), f"/{window.high}"
    if closed == "after":
        first = window.first if window.grain == "day" else add_days(window.last, 1)
        return first, None, f"{window.low}/"
    if closed in ("since", "from_then") or opened == "since" or (opened == "from" and closed == "begin"):
        return window.first, None, f"{window.low}/"
    return window.first, window.last, window.iso


def _flags(text: str, start: int, end: int) -> set[str]:
    flags = set()
    before = text[max(start - 6, 0) : start]
    with_it = BASELINE_WITH.search(before) and BASELINE_AFTER.match(text, end)
    if BASELINE_BEFORE.search(before) or with_it or BASELINE_TIMES.match(text, end):
        flags.add("baseline")
    if FOUNDING_BEFORE.search(before) or FOUNDING_AFTER.match(text, end):
        flags.add("founding")
    opening = text.rfind("《", max(start - TITLE_REACH, 0), start)
    if opening >= 0 and text.find("》", opening, start) < 0 and text.find("》", end, end + TITLE_REACH) >= 0:
        flags.add("in_title")
    return flags


def _unresolved(text: str, phrase: Phrase) -> Time:
    start = phrase.pieces[0].start
    return Time(start, phrase.end, text[start : phrase.end], None, None, "", relative=True, flags=("no_anchor",))
