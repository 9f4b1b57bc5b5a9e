"""Where a mark of the recogniser should begin and end: less the words beside a name, with the bracket it opens."""

import re
from collections.abc import Sequence
from dataclasses import replace

import rjieba

from zhclaims.candidates import Candidate
from zhclaims.time_parts import TOLD_OF_DAY
from zhclaims.types import Token

# 与澳洲, 来美团: words of one character that stand before a name
LEADING = frozenset("和与及由在对从被把来向为当时该使让给")
# 果小美均, 拿破仑所: words of one character that stand after a name
TRAILING = frozenset("均因则将已也都被称说")
SURNAMES = frozenset("和向时从当")
TRAILING_PERSON = TRAILING | frozenset("所来")
# 云岭数据显示, 北辰统计显示
SHOWN = re.compile(r"(?P<more>数据|统计|官网|公告)(?:显示|指出|称)")
# 外资昨|卖超, 琥珀今|宣布: the day that it was done
DAY = re.compile(f"昨|今(?={TOLD_OF_DAY})")
OPEN, CLOSED = "（(", "）)"


NEVER_LAST = frozenset("均则已将也")
"""Characters that end no organisation's name, even where jieba takes them for a part of a word that it lacks."""
FORESEES = frozenset("估料")
"""Verbs of forecasting behind a name; not those that end a word: 评估, 材料."""


class Words:
    """What stands alone at the edges of the words of a text: words of one character, by where they begin and end.

    A word that the dictionary lacks is jieba's guess: 让琥珀 begins with a word of its own, as the dictionary has 琥珀.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.by_start = {
            token.start: token.text[0]
            for token in tokens
            if token.text[0] in LEADING and (len(token.text) == 1 or _is_guess(token))
        }
        self.by_end = {token.end: token.text for token in tokens if token.text in TRAILING_PERSON}


def _is_guess(token: Token) -> bool:
    return len(token.text) > 2 and not rjieba.has_word(token.text) and rjieba.has_word(token.text[1:])


def fitted(text: str, mark: Candidate, words: Words) -> Candidate:
    """The mark less what stands before and after the name.

    >>> from zhclaims.segment import segment
    >>> text = "中国与澳洲签约"
    >>> mark = fitted(text, Candidate(2, 5, "PLACE", "recogniser"), Words(segment(text)))
    >>> text[mark.start : mark.end]
    '澳洲'
    """
    start, end = mark.start, mark.end
    trailing = TRAILING_PERSON if mark.type == "PERSON" else TRAILING
    leading = LEADING - SURNAMES if mark.type == "PERSON" else LEADING
    if end - start > 2 and words.by_start.get(start) in leading:
        start += 1
    last = text[end - 1] if mark.type == "ORG" and text[end - 1] in NEVER_LAST else words.by_end.get(end)
    if end - start > 2 and (last in trailing or DAY.match(text, end - 1)):
        end -= 1
    if mark.type == "ORG":
        end = _less_told(text, start, _less_shown(text, start, end))
    end = _closed(text, start, end)
    return mark if (start, end) == (mark.start, mark.end) else replace(mark, start=start, end=end)


def _less_shown(text: str, start: int, end: int) -> int:
    """The end before 数据 where 数据显示 follows the name."""
    shown = SHOWN.match(text, end - 2)
    return end - 2 if shown and end - 2 - start >= 2 else end


def _less_told(text: str, start: int, end: int) -> int:
    """The end before what is told of the name: 估 of 江州光电估全年…, 市 of 江州光电市占8%."""
    foresees = text[end - 1] in FORESEES and not rjieba.has_word(text[end - 2 : end])
    return end - 1 if end - start > 2 and (foresees or text.startswith("市占", end - 1)) else end


def _closed(text: str, start: int, end: int) -> int:
    """The end after the bracket that the name opens: 云岭（有限合伙 and ）."""
    opened = sum(text.count(bracket, start, end) for bracket in OPEN)
    closed = sum(text.count(bracket, start, end) for bracket in CLOSED)
    return end + 1 if opened == closed + 1 and text[end : end + 1] in tuple(CLOSED) else end
