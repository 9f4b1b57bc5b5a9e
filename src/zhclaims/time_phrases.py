"""Puts the pieces of times together: runs of pieces that touch, and ranges of two runs (2021年至2023年)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhclaims.time_pattern import piece_pattern

# Coarse before fine: a piece goes on with the one before it only where it is finer (2024年 第一季度, not 5月 2024年).
RANKS = {
    kind: rank
    for rank, kinds in enumerate(
        (
            "century",
            "decade plan lunar_year recurring two_years school_year",
            "year bare_year bare_years year2 fiscal era republic the_year event ago",
            "half",
            "quarter season the_season",
            "month months month_pair the_month month_day lunar festival",
            "opening tenday nth_week position year_part month_part whole_year plan_edge plan_years last_day",
            "day days same_period",
            "day_part clock",
        )
    )
    for kind in kinds.split()
}
# Whole in themselves: only 初 or 末 and a part of the day go on with them.
COMPLETE = frozenset(
    "date slashed dashed dotted iso_month half_of quarter_of the_quarter weekend the_week the_weekday weekday the_day "
    "last_units next_units more_units years_since".split()
)
DATED = frozenset({"month_day", "day", "date"})
ENDING = frozenset({"position", "day_part", "clock"})
# What no time begins with, and what does not where its own year or month was not understood (光绪三十年四月).
UNSTARTING = frozenset("position clock day_part nth_week season whole_year plan_edge plan_years last_day".split())
DEPENDENT = frozenset({"month", "months", "month_day", "day", "days", "half", "quarter", "year_part"})
GLUE = frozenset({"", " ", "的", " 的", "的 "})
TO = frozenset({"-", "--", "–", "—", "——", "~", "〜", "～", "－", "至", "到"})
BETWEEN = re.compile(r"之间|间(?![接谍隙断])")


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
    end: int
    until: tuple[Piece, ...] = ()
    between: bool = False
    limit: int | None = None
    """Where the next time begins, which the words after this one do not reach into; None for the last."""

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def recurring(self) -> bool:
        """每年, 日均; and 周一至周五, which is every week."""
        if self.pieces[0].kind == "recurring":
            return True
        return bool(self.until) and self.pieces[0].kind == self.until[0].kind == "weekday"

    def halves(self) -> list["Phrase"]:
        """The two runs of a range as times of their own."""
        first, last = self.pieces, self.until
        return [Phrase(first, first[-1].end, limit=last[0].start), Phrase(last, last[-1].end, limit=self.limit)]


def find_phrases(text: str) -> Iterator[Phrase]:
    """Give the times of a text as pieces, in order."""
    waiting: Phrase | None = None
    for phrase in _phrases(text):
        if waiting:
            yield Phrase(waiting.pieces, waiting.end, waiting.until, waiting.between, phrase.start)
        waiting = phrase
    if waiting:
        yield waiting


def _phrases(text: str) -> Iterator[Phrase]:
    waiting: tuple[Piece, ...] | None = None
    for run in _runs(text):
        phrase = _range(text, waiting, run) if waiting else None
        if phrase:
            yield phrase
            waiting = None
            continue
        if waiting:
            yield Phrase(waiting, waiting[-1].end)
        waiting = run
    if waiting:
        yield Phrase(waiting, waiting[-1].end)


def _runs(text: str) -> Iterator[tuple[Piece, ...]]:
    run: list[Piece] = []
    for match in piece_pattern().finditer(text):
        # The group's name ends with a letter for how the piece begins: year_d.
        piece = Piece((match.lastgroup or "")[:-2], match.start(), match.end(), match[0])
        if run and _goes_on(text, run[-1], piece):
            run.append(piece)
            continue
        if run:
            yield tuple(run)
        run = [piece] if _begins(text, piece) else []
    if run:
        yield tuple(run)


def _begins(text: str, piece: Piece) -> bool:
    if piece.kind in DEPENDENT and text[piece.start - 1 : piece.start] in ("年", "月"):
        return False
    return piece.kind not in UNSTARTING


def _goes_on(text: str, last: Piece, piece: Piece) -> bool:
    gap = text[last.end : piece.start] if piece.start - last.end <= 2 else None
    if piece.kind == "weekday":  # 10月15日 星期三; 每月第二周星期三
        dated = last.kind in DATED and gap in ("", " ", "，", ",")
        return dated or (last.kind in ("nth_week", "recurring") and gap in GLUE)
    if gap not in GLUE:
        return False
    if last.kind in COMPLETE or last.kind == "weekday":
        return piece.kind in ENDING
    if piece.kind == "lunar_year":
        return RANKS[last.kind] == RANKS["year"]
    return piece.kind in RANKS and (
        RANKS[piece.kind] > RANKS[last.kind] or (last.kind, piece.kind) == ("day_part", "clock")
    )


def _range(text: str, run: tuple[Piece, ...], following: tuple[Piece, ...]) -> Phrase | None:
    start, end = run[-1].end, following[0].start
    if end - start > 4 or "recurring" in (run[0].kind, following[0].kind):
        return None
    gap = text[start:end].strip(" ")
    close = BETWEEN.match(text, following[-1].end)
    if gap in TO:
        return Phrase(run, close.end() if close else following[-1].end, following)
    if gap in ("和", "与") and close:
        return Phrase(run, close.end(), following, between=True)
    return None
