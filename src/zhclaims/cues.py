"""Finds the cue words of a text: plan, hedge, negation, change, comparison, speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhclaims.lexicon import read_rows
from zhclaims.segment import is_listed
from zhclaims.types import Token

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

CATEGORIES = frozenset(
    "plan hedge negation condition increase decrease to from level act compare speech report past pseudo".split()
)
# Found inside a wrongly cut word too: 某某方|拟 is often taken for a personal name.
UNBOUND = frozenset(("拟",))
# 江州光电|估|全年: a verb of one letter, which jieba takes for the end of the name or the beginning of the time
FORETOLD = re.compile(r"[估料](?=今年|明年|全年|第[一二三四1-4]季|[首次本下]季|[上下]半年|20\d\d年)")
# 江州微|称，…, 信中称|，…: a verb of one letter, which jieba takes for the end of the word before
SAYING = re.compile(r"(?<=[一-鿿])(?<!地)[称说](?=[，,：:])")
CHANGES = frozenset(("increase", "decrease", "to"))
# 微增, 再降, 续跌: one word to jieba, whose second character is the verb
DEGREES = frozenset("再又续微小略稍急陡骤剧齐普双狂净猛劲仅只昨今")
# 环|比降|9%, 科创板|指跌|1.3%: what is cut wrongly but for the number behind it
BEFORE_DIGITS = frozenset("涨跌增减降挫")
ROLES = frozenset(("before", "after", "carry"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word at its place in the text."""

    start: int
    end: int
    text: str
    category: str
    role: str


@cache
def _lexicon() -> dict[str, tuple[str, str]]:
    rows = read_rows("cues", ("cue", "category", "role", "note"))
    return {row["cue"]: (row.choice("category", CATEGORIES), row.choice("role", ROLES)) for row in rows}


@cache
def _automaton() -> tuple["AhoCorasick", list[str]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    words = list(_lexicon())
    return AhoCorasick(words, matchkind=MatchKind.Standard), words


def find_cues(text: str, tokens: Sequence[Token]) -> list[Cue]:
    """Find the cue words that begin and end where words do, so that 将 in 将军 is none.

    >>> from zhclaims.segment import segment
    >>> text = "公司计划招聘300人"
    >>> [(cue.text, cue.category) for cue in find_cues(text, segment(text))]
    [('计划', 'plan')]
    """
    automaton, words = _automaton()
    edges = {0, *(token.end for token in tokens)}
    found: list[Cue] = []
    taken = 0
    for index, start, end in sorted(automaton.find_matches_as_indexes(text, overlapping=True), key=_leftmost_longest):
        word = words[index]
        category, role = _lexicon()[word]
        if start < taken and category not in CHANGES:
            continue
        # 上|年减|少 holds no word 年减, and leaves 减少 to be found; nor is 据测算 one in 数据|测算
        if not _stands_free(text, start, end, edges, category):
            continue
        taken = max(taken, end)
        if not found or found[-1].end <= start:
            found.append(Cue(start, end, word, category, role))
    return found


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def _stands_free(text: str, start: int, end: int, edges: set[int], category: str) -> bool:
    """Whether a cue begins and ends where words do, or is of a kind that is found inside words too."""
    if (start in edges and end in edges) or text[start:end] in UNBOUND:
        return True
    if SAYING.match(text, start) and end - start == 1:
        return not any(is_listed(text[first:end]) for first in range(max(0, start - 3), start))  # 名称, 俗称
    if FORETOLD.match(text, start):
        return not is_listed(text[start - 1 : end])  # 评估, 材料
    if category not in CHANGES:
        return False
    if end - start > 1:  # 价格下降 is one word to jieba, and holds its cue whole
        return start in edges or end in edges
    if text[start:end] in BEFORE_DIGITS and text[end : end + 1].isdigit():
        return True
    return start - 1 in edges and end in edges and text[start - 1] in DEGREES
