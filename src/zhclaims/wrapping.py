"""Finds the line breaks that a fixed width put into paragraphs, so that 百分之 and 五十 are read as one."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zhclaims.clean import NUMBERED

LEAST_BREAKS = 2
"""So many lines must be as long as the width allows."""
NARROWEST, WIDEST = 16, 120
"""Code points of a full line."""
SHARE_FULL = 0.6
"""Of the lines that another follows at once, the least share that is full."""
SHARE_INSIDE = 0.5
"""Of the sentences that end in full lines, the least share that ends within one: verses end theirs with the line."""
SLACK = {"code points": 1, "columns": 4}
"""How much shorter a full line may be: a mark that may not begin a line, a word that is not broken."""
SENTENCE_END, ENDS = re.compile("[。！？]"), re.compile("[。！？]$")
INDENTS = " \t\u3000"
CLOSED = re.compile("[。！？!?：:…”」）)]$")
# What begins a paragraph: an indent, a number, a bullet; tables keep their rows.
OPENS = re.compile(rf"[ \t\u3000>#•·●▪◆►■★]|[-–—*+][ ]|{NUMBERED.pattern}", re.VERBOSE)
CELLS = ("|", "\t")


class Line(NamedTuple):
    """A line, and where the blanks and the break behind its words begin and end."""

    words: str
    start: int
    end: int


def wrapped_breaks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such breaks begin and end, and what is read in place of each: a blank between Latin words, else nothing.

    Nothing for a text with one paragraph a line, as nearly all are.

    >>> width = "本市去年新建了三座工厂，其中两座已经投产，产值为百分之"
    >>> text = "\\n".join([width, "五十以上的产品都出口。工厂有员工三千人，其中研发人员占", width, "八十五。"] * 2)
    >>> [text[start - 2 : start] for start, end, read in wrapped_breaks(text)]
    ['分之', '员占', '分之', '分之', '员占', '分之']
    """
    if text.count("\n") < LEAST_BREAKS or max(map(len, text.split("\n"))) > WIDEST:
        return
    lines = list(_lines(text))
    for measure, slack in ((len, SLACK["code points"]), (_columns, SLACK["columns"])):
        full = _full_lines(lines, measure, slack)
        if full:
            yield from _breaks(lines, full)
            return


def _lines(text: str) -> Iterator[Line]:
    position = 0
    for line in text.split("\n"):
        words = line.rstrip(" \t\u3000\r")
        yield Line(words, position + len(words), position + len(line) + 1)
        position += len(line) + 1


def _columns(words: str) -> int:
    """How many columns of a screen the words take: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in words)


def _full_lines(lines: Sequence[Line], measure: Callable[[str], int], slack: int) -> set[int]:
    """The lines that are as long as the width allows; none where the text was not wrapped."""
    lengths = [measure(line.words) for line in lines]
    width = max(lengths)
    followed = [at for at in range(len(lines) - 1) if lengths[at] and lengths[at + 1]]
    full = {at for at in followed if lengths[at] >= width - slack}
    if len(full) < LEAST_BREAKS or len(full) < SHARE_FULL * len(followed) or width < NARROWEST:
        return set()
    counts = [
        (len(SENTENCE_END.findall(line.words)), bool(ENDS.search(line.words))) for line in map(lines.__getitem__, full)
    ]
    ends, inside = sum(count for count, _ in counts), sum(count - closed for count, closed in counts)
    return full if ends and inside >= SHARE_INSIDE * ends else set()


def _breaks(lines: Sequence[Line], full: set[int]) -> Iterator[tuple[int, int, str]]:
    """The ends of the full lines that the next one goes on; where paragraphs are set apart, behind a full stop too."""
    apart = any(not line.words or line.words[0] in INDENTS for line in lines[1:-1])
    width = max(len(line.words) for line in lines)
    for at in sorted(full):
        before, after = lines[at].words, lines[at + 1].words
        if (CLOSED.search(before) and not apart) or any(cell in before + after for cell in CELLS):
            continue
        joins_number = before[-1].isdigit() and after[0].isdigit()
        if OPENS.match(after) and not joins_number:
            continue
        latin = (before[-1] + after[0]).isascii() and before[-1].isalpha() and after[0].isalpha()
        yield lines[at].start, lines[at].end, " " if latin and len(before) < width else ""
