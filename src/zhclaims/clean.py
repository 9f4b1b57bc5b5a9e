"""Lays an article out: its title, headings, sentences and table rows, with what belongs to the page marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from zhclaims.boilerplate import is_page_line, mark_boilerplate
from zhclaims.languages import is_chinese
from zhclaims.sentences import split_line, trim
from zhclaims.types import Sentence, SentenceKind

# The literal \n that crawlers leave ends a line too; two wide spaces are the indent of a paragraph.
LINE_BREAK = re.compile(
    r"""[\n\r\x0b\x0c\x85\u2028\u2029\\\u3000\xa0](?:
        (?<=[\n\x0b\x0c\x85\u2028\u2029]) | (?<=\r)\n? | (?<=\\)(?:r\\n|n|r(?![a-z]))
      | (?<=\S\u3000)\u3000+(?=\S) | (?<=[。！？!?”」…][\u3000\xa0])[\u3000\xa0]+(?=\S))""",
    re.VERBOSE,
)
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]{0,2000}\n){0,60}?---[ \t]*(?:\r?\n|$)")
# 一、 （二） 3. 04 第五章 ## Part 6
NUMBERED = re.compile(
    r"""(?: \#{1,6}[ ] | [一二三四五六七八九十]{1,3}[、.．] | [（(][一二三四五六七八九十\d]{1,3}[）)]
          | 第[一二三四五六七八九十\d]{1,3}[章节篇部]分?[：:、\s]
          | 0\d(?=\s|$|[^\d.年月日:/-]) | \d{1,2}(?:[、．]|\.(?!\d)|[）)])
          | [①②③④⑤⑥⑦⑧⑨⑩] | (?:Part|PART|Chapter)[ .]?\d{1,2} )""",
    re.VERBOSE,
)
EMPHASISED = re.compile(r"【[^】]{1,40}】|\*\*[^*]{1,40}\*\*[：:]?|▌.{1,40}")
BULLET = re.compile(r"[-–—•·●▪◆►■★*+>]\s*")
TABLE_ROW = re.compile(r"\|.*\||[^|\n]*\|[^|\n]*\|.*|[^\t\n]+\t+[^\t\n].*")
SENTENCE_MARK = re.compile(r"[。；;]|[！？!?](?=.)")
SENTENCE_BEFORE = re.compile(r"[。！？!?](?=[^。！？!?）)】」”\s])")
# 湾区观察 | 2025年5月26日; 2025-05-26 10:20 来源：…
BYLINE = re.compile(
    r"""[^\d，。！？；,;]{0,25}
        (?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?
        (?:[ T\u3000]{0,3}(?:星期.|[上下]午)?[ ]?\d{1,2}:\d\d(?::\d\d)?)?
        (?:[\s|｜丨/·]{1,4}[^\d，。！？；,;]{0,40})?[）)】\]]?""",
    re.VERBOSE,
)
VALUE_LINE = re.compile(r"[：:]\s*[约超近逾]?\s?\d")
# A short line of speech or in brackets is no heading: “我们没有退路！” （数据来源：市统计局）
QUOTED_SENTENCE = re.compile(r"^[（(].*[）)]$|[。！？!?，][”」』）)\"]$|[！!]$")
ENDS_OPEN = frozenset("。；;，,、：:…")
NUMBERED_LENGTH, HEADING_LENGTH, TITLE_LENGTH = 50, 30, 64
TITLE_WITHIN = 5
"""A title that is given is looked for in this many lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it."""

    start: int
    end: int
    number: int
    text: str


def lay_out(simplified: str, title: str = "") -> list[Sentence]:
    """Cut a Simplified text into sentences that cover all but its white space, in order and without overlap.

    `title` is the article's where it is known; else a short first line is taken for it.

    >>> [sentence.kind for sentence in lay_out("两座城市的账本\\n一、杭州\\n杭州增长5%。深圳增长6%。\\n责任编辑：林一")]
    ['title', 'heading', 'body', 'body', 'boilerplate']
    """
    lines = list(find_lines(simplified))
    kinds = _kinds_of_lines(simplified, lines, _plain(title))
    return mark_boilerplate(simplified, list(_sentences(simplified, lines, kinds)))


def find_title(simplified: str) -> tuple[int, int]:
    """Give the offsets of the line that is the title of a text that came without one; an empty span where none is."""
    for sentence in lay_out(simplified[:2000]):
        if sentence.kind == "title":
            return sentence.start, sentence.end
        if sentence.kind != "boilerplate":
            break
    return 0, 0


def find_lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank; their numbers count the blank ones too."""
    at = 0
    for number, match in enumerate([*LINE_BREAK.finditer(text), None]):
        start, end = trim(text, at, match.start() if match else len(text))
        if start < end:
            yield Line(start, end, number, text[start:end])
        at = match.end() if match else at


def _sentences(text: str, lines: Sequence[Line], kinds: Sequence[SentenceKind]) -> Iterator[Sentence]:
    section = ""
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "heading":
            section = _heading_text(line.text)
        if kind != "body":
            yield Sentence(line.start, line.end, kind, "" if kind != "table" else section, line.number)
            continue
        for start, end, is_heading in split_line(text, line.start, line.end):
            if is_heading:
                section = _heading_text(text[start:end])
                yield Sentence(start, end, "heading", "", line.number)
            else:
                kind = "body" if is_chinese(text[start:end]) else "boilerplate"
                yield Sentence(start, end, kind, section if kind == "body" else "", line.number)


def _kinds_of_lines(text: str, lines: Sequence[Line], title: str) -> list[SentenceKind]:
    """Judge the lines: front matter, the title, then each line beside its neighbours."""
    matter = FRONT_MATTER.match(text)
    first = sum(line.start < matter.end() for line in lines) if matter else 0
    kinds: list[SentenceKind] = ["boilerplate"] * first
    at = _title_index(lines, first, title)
    for index in range(first, len(lines)):
        if index == at or (first <= at < index < at + 3 and _reads_as(lines[index].text, _plain(lines[at].text))):
            kinds.append("title")
        else:
            kind = _kind_of_line(lines, index)
            # What stands above the title is the page's name or column, and no section.
            kinds.append("body" if kind == "heading" and index < at else kind)
    return kinds


def _title_index(lines: Sequence[Line], first: int, title: str) -> int:
    """Which line is the title, -1 for none: the one given, or a short first line without a full stop."""
    for index in range(first, min(first + TITLE_WITHIN, len(lines))):
        if title and _reads_as(lines[index].text, title):
            return index
    for index in range(first, min(first + TITLE_WITHIN, len(lines) - 1)):
        line = lines[index].text
        if BYLINE.fullmatch(line) or not any(map(str.isalnum, line)) or _is_page_line(line):
            continue
        is_title = len(line) <= TITLE_LENGTH and line[-1] not in ENDS_OPEN and "。" not in line
        return index if is_title and not TABLE_ROW.fullmatch(line) and not BULLET.match(line) else -1
    return -1


def _kind_of_line(lines: Sequence[Line], index: int) -> SentenceKind:
    line = lines[index].text
    if len(line) > 2 * TITLE_LENGTH:
        return "table" if line[0] == "|" and line[-1] == "|" else "body"
    if line[0] != "|" and (not any(map(str.isalnum, line)) or BYLINE.fullmatch(line) or _is_page_line(line)):
        return "boilerplate"
    if TABLE_ROW.fullmatch(line) and "。" not in line:
        return "table"
    return "heading" if _is_heading(lines, index) else "body"


def _is_page_line(line: str) -> bool:
    """Whether a line is one sentence, and that of the page; those of a longer line are judged one by one."""
    return not SENTENCE_BEFORE.search(line) and is_page_line(line)


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is numbered, set in brackets, or short and followed by longer text."""
    line = lines[index].text
    if EMPHASISED.fullmatch(line):
        return True
    if SENTENCE_MARK.search(line) or line[-1] in ENDS_OPEN:
        return False
    numbered = NUMBERED.match(line)
    if numbered:
        return len(line) <= NUMBERED_LENGTH and not VALUE_LINE.search(line)
    if len(line) > HEADING_LENGTH or VALUE_LINE.search(line) or BULLET.match(line) or QUOTED_SENTENCE.search(line):
        return False
    return _leads(lines, index)


def _leads(lines: Sequence[Line], index: int) -> bool:
    """Whether text follows a short line, at most one other short line between: lists and the last line lead nothing."""
    following = [line.text for line in lines[index + 1 : index + 3]]
    return any(
        len(text) > HEADING_LENGTH or text[-1] in "。！？；" or NUMBERED.match(text) for text in following
    ) and not (len(following[0]) <= HEADING_LENGTH and index > 1 and _is_list_item(lines[index - 1].text))


def _is_list_item(text: str) -> bool:
    return len(text) <= HEADING_LENGTH and text[-1] not in ENDS_OPEN and not NUMBERED.match(text)


def _heading_text(line: str) -> str:
    return line.strip("#*【】▌ \t\u3000")


def _plain(text: str) -> str:
    """Only letters and digits, to compare titles."""
    return "".join(filter(str.isalnum, text))


def _reads_as(line: str, title: str) -> bool:
    """Whether a line, which may be the whole text, has the letters and digits of a title and no more."""
    return all(one == other for one, other in zip_longest(filter(str.isalnum, line), title))
