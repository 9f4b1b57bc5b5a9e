"""Finds times: dates and periods, relative ones counted from the article's date, open and recurring ones."""

import re
from dataclasses import dataclass
from datetime import date

from zhclaims.time_closing import (
    REPORT,
    Markers,
    ends_of,
    flags_around,
    is_adverbial,
    is_aside,
    is_left,
    markers_around,
    opens_line,
    sentence_ends,
)
from zhclaims.time_force import time_in_force
from zhclaims.time_numbers import numbers_in
from zhclaims.time_phrases import Phrase, Piece, find_phrases
from zhclaims.time_reading import READERS
from zhclaims.time_relative import WEEKDAYS
from zhclaims.time_reported import reported_stretch
from zhclaims.time_scene import JUST_PAST, Scene
from zhclaims.time_window import Window, add_days, days_window, join, month_of, shift_years, year_of
from zhclaims.types import Time

__all__ = ["find_times", "time_in_force"]

# The kinds that take a year from the beginning of a range, and those that take a month.
MONTHLY = frozenset({"half", "quarter", "month", "months", "month_day", "festival", "lunar", "opening", "year_part"})
DAILY = frozenset({"day", "days"})
# Stretches that lend no year to what follows: 近三年, 20世纪.
UNLENDING = frozenset(
    {"ago", "last_units", "next_units", "more_units", "years_since", "decade", "century", "plan", "event"}
)
# Times that lend none either: 比2020年, 成立于2010年, 上年为8亿元.
APART = frozenset({"baseline", "founding", "in_title", "aside"})
PASSING = re.compile("预计|[将拟至到]|计划|争取|力争|有望|目标|前往|规划")
PERIODS = {
    "年": "P{}Y",
    "季": "P{}M",
    "月": "P{}M",
    "周": "P{}W",
    "星": "P{}W",
    "礼": "P{}W",
    "天": "P{}D",
    "日": "P{}D",
    "晚": "P{}D",
}


@dataclass(slots=True)
class Past:
    """The times before the present one that may lend it their year, month or day."""

    near: Window | None = None
    line: Window | None = None
    earlier: Window | None = None
    last_day: Window | None = None
    line_opens: bool = False
    near_sets: bool = False
    near_end: int = 0
    blocked: bool = False
    position: int = 0

    def move_to(self, text: str, position: int) -> None:
        """Forget the sentence's and the line's times where they end."""
        for end in sentence_ends(text, self.position, position):
            self.near = None
            if end in ("\n", "\\n"):
                self.line, self.blocked = None, False
        self.position = position

    def remember(self, text: str, window: Window, markers: Markers, *, relative: bool) -> None:
        self.near = window
        self.near_end, self.blocked = markers.end, False
        dated = window.grain in ("quarter", "month", "day") and not relative
        self.near_sets = dated or (window.grain == "year" and text[markers.end : markers.end + 1] in ("，", ","))
        if is_adverbial(text, markers.start) or window.grain != "year" or REPORT.match(text, markers.end):
            self.line, self.line_opens = window, opens_line(text, markers.start)
        if self.earlier is None or not is_passing(text, markers, window):
            self.earlier = window
        if window.grain == "day":
            self.last_day = window


def is_passing(text: str, markers: Markers, window: Window) -> bool:
    """Whether a time is only mentioned and dates no later line: 1984年的船, 预计2027年投用, 到2050年."""
    if markers.opened == "until" or PASSING.search(text[max(0, markers.start - 4) : markers.start]):
        return True
    return window.grain == "year" and not is_adverbial(text, markers.start)


def find_times(text: str, anchor: date | None) -> list[Time]:
    """Find the times of a text, sorted and without overlap; `anchor` is the article's date, for relative ones.

    The text is that of `simplify`. `first` and `last` are the days that a time covers, `iso` names it as precisely as
    its words do: 9月底 is "2025-09", its days those at the month's end; 2030年前 is "/2030" and ends the day before.
    Flags: no_anchor (unresolved), year_inferred, fiscal_year, holiday_span for a person to look at; baseline (比去年),
    founding (成立于2010年), in_title (《2024年…报告》) and aside (上年为8亿元) for times that hold for no figure
    beyond their own words or clause.

    >>> text = "截至9月底，今年前三季度增长5%，较去年同期快。"
    >>> [time.iso for time in find_times(text, date(2025, 10, 20))]
    ['/2025-09', '2025-01/2025-09', '2024-01/2024-09']
    """
    # 三年後 without any other Traditional character is left as it is by `simplify`, since 後 is in GB 2312.
    text = text.replace("後", "后")
    past = Past()
    found: list[Time] = []
    for phrase in find_phrases(text):
        past.move_to(text, phrase.start)
        found += _read_phrase(text, anchor, phrase, past)
    return found


def _read_phrase(text: str, anchor: date | None, phrase: Phrase, past: Past) -> list[Time]:
    """The time of a phrase, if it is one; a range that runs backwards is two times."""
    if phrase.recurring:
        words = text[phrase.start : phrase.end]
        return [Time(phrase.start, phrase.end, words, None, None, _period(phrase.pieces[0]), recurring=True)]
    scene = Scene(anchor, text, phrase.start, phrase.end, past.near, past.line, past.earlier, past.last_day)
    scene.line_opens, scene.near_sets, scene.blocked = past.line_opens, past.near_sets, past.blocked
    scene.near_holds = past.near is not None and "；" not in text[past.near_end : phrase.start]
    window = _read_run(phrase.pieces, None, scene)
    if window is not None and phrase.until:
        joined = _read_until(phrase, window, scene)
        if joined is None:
            return [time for half in phrase.halves() for time in _read_phrase(text, anchor, half, past)]
        window = joined
    if window is not None:
        return [_time(text, phrase, window, scene, past)]
    past.blocked |= scene.missing
    return [_unresolved(text, phrase)] if scene.missing else []


def _period(piece: Piece) -> str:
    """每年 and 年均 are P1Y, 每两周 P2W, 每季度 P3M, 每半年 P6M; 周一至周五 is P1W."""
    if piece.kind == "weekday":
        return "P1W"
    unit = next(character for character in piece.text if character in PERIODS)
    if "半" in piece.text and unit == "年":
        return "P6M"
    count = 1 if unit in "周星礼" and piece.text[-1] in "一二三四五六" else (numbers_in(piece.text) or (1,))[0]
    return PERIODS[unit].format(count * 3 if unit == "季" else count)


def _read_run(pieces: tuple[Piece, ...], window: Window | None, scene: Scene) -> Window | None:
    for piece in pieces:
        window = READERS[piece.kind](window, piece.text, scene)
        if window is None and piece.kind != "lunar_year":
            return None
    return window


def _read_until(phrase: Phrase, window: Window, scene: Scene) -> Window | None:
    """The end of a range takes from its beginning what it leaves out: 2021年5月至8月, 9月28—30日."""
    kind = phrase.until[0].kind
    if kind == "weekday" and window.grain == "day":
        return _to_weekday(window, phrase.until[0].text)
    if kind == "the_year":  # 11月至次年3月
        scene.near = window
    wider = month_of if kind in DAILY else year_of
    base = wider(window) if kind in DAILY | MONTHLY else None
    last = _read_run(phrase.until, base, scene)
    if last and base and last.first < window.first:
        following = add_days(base.last, 1)
        base = wider(window._replace(last=following)) if following else None
        last = _read_run(phrase.until, base, scene)
    joined = join(window, last) if last else None
    if joined and phrase.pieces[0].kind in ("month", "months", "month_day"):
        joined = _in_the_year_meant(joined, scene)
    if joined and last and phrase.between:
        end = add_days(last.first, -1)
        return joined._replace(last=end) if end and end >= joined.first else joined
    return joined


def _in_the_year_meant(window: Window, scene: Scene) -> Window | None:
    """1-10月 told in June with what came of them are those of last year; 1-10月拟投资 are not yet next year's."""
    anchor = scene.anchor
    if anchor is None or scene.near or scene.line:
        return window
    before = shift_years(window, -1)
    if window.first.year > anchor.year and before and before.last >= anchor:
        return before
    coming = window.last.year == anchor.year and (window.last - anchor).days > JUST_PAST
    return before if coming and scene.cue() == "past" else window


def _to_weekday(window: Window, text: str) -> Window | None:
    """本周一至周三: the second is of the same week."""
    monday = add_days(window.first, -window.first.weekday())
    last = add_days(monday, WEEKDAYS[text[-1]]) if monday else None
    return days_window(window.first, last, "span")


def _time(text: str, phrase: Phrase, window: Window, scene: Scene, past: Past) -> Time:
    """Open or close the stretch by the words around it, and let what follows know of it."""
    markers = markers_around(text, phrase)
    reported = reported_stretch(text, markers.end, window) if markers.opened == "as_of" else None
    if reported:
        window, markers = reported[0], Markers("", "", markers.start, reported[1])
    first, last, iso = ends_of(window, markers, phrase)
    flags = flags_around(text, markers.start, markers.end) | scene.flags
    if "baseline" not in flags and is_aside(text, phrase, window, past.near if scene.near_holds else None):
        flags.add("aside")
    of_start = text.startswith("的", markers.end) and is_left(text, markers.start)
    if not (flags & APART or of_start) and phrase.pieces[0].kind not in UNLENDING:
        past.remember(text, window, markers, relative=scene.relative)
    words = text[markers.start : markers.end]
    relative, names = scene.relative, tuple(sorted(flags))
    return Time(markers.start, markers.end, words, first, last, iso, relative=relative, flags=names)


def _unresolved(text: str, phrase: Phrase) -> Time:
    words = text[phrase.start : phrase.end]
    return Time(phrase.start, phrase.end, words, None, None, "", relative=True, flags=("no_anchor",))
