"""Knows what belongs to the page and not to the article: bylines, disclaimers, calls to follow, links."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from zhclaims.lexicon import read_rows
from zhclaims.simplify import SURROGATES
from zhclaims.types import Sentence

MATCHES = frozenset({"starts_with", "contains", "ends_with", "equals"})
EXTENTS = frozenset({"sentence", "line", "rest"})
# What may stand around the words: （责任编辑：林一）
AROUND = "（(【[*#>—-－·•▲▼◆■ \t\u3000\xa0"
BEHIND = "）)】]*。.!！ \t\u3000\xa0"
BRACKETS = {"（": "）", "(": ")"}
# A longer rest of the line is text that happens to follow on it.
LONGEST_REST = 600
# Links to other articles stand behind the article.
LINKS_AFTER = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of boilerplate.tsv."""

    pattern: str
    match: str
    extent: str
    longest: int


def is_page_line(line: str) -> bool:
    """Tell whether a line is boilerplate by itself.

    >>> is_page_line("（责任编辑：林一）"), is_page_line("编辑部设在杭州")
    (True, False)
    """
    return any(_applies(rule, line, start, end, 0, len(line)) for rule, start, end in _find_hits(line))


def mark_boilerplate(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Give the sentences with the kind "boilerplate" where a rule says so; titles and table rows stay."""
    ends = _ends_of_boilerplate(text, sentences)
    if not ends:
        return list(sentences)
    marked: list[Sentence] = []
    until = 0
    for index, sentence in enumerate(sentences):
        until = max(until, ends.get(index, 0))
        is_marked = sentence.start < until and sentence.kind != "title"
        marked.append(replace(sentence, kind="boilerplate", section="") if is_marked else sentence)
    return marked


def _ends_of_boilerplate(text: str, sentences: Sequence[Sentence]) -> dict[int, int]:
    """By index of the sentence that a rule applies to: the offset where the boilerplate it begins ends."""
    ends: dict[int, int] = {}
    starts = [sentence.start for sentence in sentences]
    ends_of_lines = {sentence.paragraph: sentence.end for sentence in sentences}
    lines = {one.paragraph: (one.start, ends_of_lines[one.paragraph]) for one in reversed(sentences)}
    for rule, start, end in _find_hits(text):
        index = bisect_right(starts, start) - 1
        sentence = sentences[index]
        if index < 0 or sentence.kind in ("title", "table") or end > sentence.end:
            continue
        if _applies(rule, text, start, end, sentence.start, sentence.end):
            extent = _end_of_extent(rule, sentence, lines[sentence.paragraph], len(text))
            ends[index] = max(ends.get(index, 0), extent)
    return ends


def _applies(rule: Rule, text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a rule found at start:end holds for the sentence first:last."""
    if last - first > rule.longest:
        return False
    begins = rule.match in ("starts_with", "equals")
    finishes = rule.match in ("ends_with", "equals")
    if (begins and text[first:start].strip(AROUND)) or (finishes and text[end:last].strip(BEHIND)):
        return False
    return not (begins and _is_opening_bracket(text, start, end, first, last))


def _is_opening_bracket(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether the words stand in a bracket with text behind it: （图片来源：网络）去年，这家公司……"""
    opening = text[first:start].rstrip()[-1:]
    if not opening or opening not in BRACKETS:
        return False
    closing = text.find(BRACKETS[opening], end, last)
    return closing >= 0 and text[closing + 1 : last].strip(BEHIND) != ""


def _end_of_extent(rule: Rule, sentence: Sentence, line: tuple[int, int], text_end: int) -> int:
    """Where the boilerplate ends that begins with this sentence, in a line of these offsets."""
    is_line = (sentence.start, sentence.end) == line
    if rule.extent == "rest" and is_line and sentence.start >= text_end * LINKS_AFTER:
        return text_end
    if rule.extent == "line" and line[1] - sentence.end <= LONGEST_REST:
        return line[1]
    return sentence.end


def _find_hits(text: str) -> Iterator[tuple[Rule, int, int]]:
    rules, finder = _load_rules()
    for index, start, end in finder.find_matches_as_indexes(SURROGATES.sub("\ufffd", text), overlapping=True):
        yield rules[index], start, end


@cache
def _load_rules() -> tuple[list[Rule], Any]:
    from ahocorasick_rs import AhoCorasick

    rules = [
        Rule(row["pattern"], row.choice("match", MATCHES), row.choice("extent", EXTENTS), int(row.number("longest")))
        for row in read_rows("boilerplate", ("pattern", "match", "extent", "longest"))
    ]
    return rules, AhoCorasick([rule.pattern for rule in rules])
