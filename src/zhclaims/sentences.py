"""Cuts a line of text into sentences, with closing quotes and brackets where they belong; linear in the text."""

import re
from collections.abc import Iterator

# What decides where a sentence ends. URLs and brackets are passed over whole: （他说：“好。”）
# One set of first characters, so that the search runs from one to the next at full speed.
MARKS = re.compile(
    r"""[hw（(【《“「『".。！？!?．](?:
        (?P<whole> (?<=h)ttps?://[^\s，。；！？、）)”」》]{1,2000} | (?<=w)ww\.[\w./?=&%-]{1,2000}
          | (?<=（)[^（）\n]{0,300}） | (?<=\()[^()\n]{0,300}\) | (?<=【)[^【】\n]{0,100}】 | (?<=《)[^《》\n]{0,100}》)
      | (?P<opening>(?<=[“「『]))
      | (?P<straight>(?<="))
      | (?P<end>(?<=[。！？!?])[。！？!?]*)
      | (?P<stop>(?<=[\u4e00-\u9fff”"」）)%]\.)(?=[\s\u4e00-\u9fff“"「（]|$)    # 增长了.明年
          | (?<=[a-z)]\.)(?=\s{1,3}[A-Z“"])                                     # grew. Exports
          | (?<=[\u4e00-\u9fff]．)(?=[\u4e00-\u9fff]|$)))""",
    re.VERBOSE,
)
CLOSING = re.compile(r"[”’」』〉》）)】\]]{1,5}")
CLOSING_QUOTES = frozenset('”’」』"')
# “……。”他补充说，: the words of who speaks belong to what is said.
SPEECH = re.compile(
    r"""[^，。！？；：“”「」『』!?;:,\n]{1,25}?
        (?:说道?|表示|坦言|介绍|指出|认为|强调|透露|告诉[^，。：\n]{1,12}|直言|感慨|解释|回忆|补充|回应|称|道)
        (?=[，。：！,:“「\s]|$)""",
    re.VERBOSE,
)
# After a quoted question or exclamation inside a sentence: 他问“凭什么？”的时候
GOES_ON = frozenset("，、；：,;:的地得等与和及之")
# Before a quotation that is a sentence of its own: 他说：“…”
LEADS_IN = frozenset("：:，,。！？!?；;—… \t\u3000\xa0（(”」")
# A heading inside a run-on line, set off by white space: …。一、杭州：先有人后有城 杭州市…
INLINE_HEADING = re.compile(
    r"""(?: [一二三四五六七八九十]{1,3}、 | [（(][一二三四五六七八九十]{1,3}[）)]
          | 第[一二三四五六七八九十]{1,3}[章节部篇]分?\s?)
        [^，。；！？\s]{2,30}(?=\s{1,10}\S)""",
    re.VERBOSE,
)

LONGEST = 1000
"""Characters of a sentence; text that goes on without an end mark is cut after a comma or a space."""
PAUSE = re.compile(r"[，,、；;：:\s]")


def split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is a heading of the sentences between two offsets, trimmed of white space.

    >>> text = "“增长3.5%。”他说，明年更好。真的？"
    >>> [text[a:b] for a, b, _ in split_line(text, 0, len(text))]
    ['“增长3.5%。”他说，明年更好。', '真的？']
    """
    at = start
    for cut in [*_find_ends(text, start, end), end]:
        begin, stop = trim(text, at, cut)
        at = cut
        if begin == stop:
            continue
        heading = INLINE_HEADING.match(text, begin, stop)
        if heading:
            yield begin, heading.end(), True
            begin, stop = trim(text, heading.end(), stop)
        while stop - begin > LONGEST:
            pauses = [pause.end() for pause in PAUSE.finditer(text, begin + LONGEST // 2, begin + LONGEST)]
            middle = pauses[-1] if pauses else begin + LONGEST
            yield *trim(text, begin, middle), False
            begin, stop = trim(text, middle, stop)
        yield begin, stop, False


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a stretch by the white space at its ends; an empty one has start == end."""
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    return start + left, max(start + left, start + len(inside.rstrip()))


def _find_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets behind which a sentence ends."""
    begun = start
    opened = straight = -1
    passed = start
    for match in MARKS.finditer(text, start, end):
        if match.start() < passed:
            continue
        kind = match.lastgroup
        if kind == "opening":
            opened = match.start()
        elif kind == "straight":
            straight = match.start() if straight < 0 else -1
        else:
            cut, quoted = _close(text, match.end(), end, straight >= 0)
            if kind == "whole":
                if cut != match.end() or not _bracket_is_sentence(text, match, begun):
                    continue
            elif not _is_end(text, match, cut, end, (opened if straight < 0 else straight) if quoted else -1):
                passed = cut
                straight = -1 if quoted else straight
                continue
            yield cut
            begun = passed = cut
            straight = -1 if quoted else straight


def _close(text: str, at: int, end: int, in_straight: bool) -> tuple[int, bool]:
    """Pass over the closing quotes and brackets that follow an end mark; tell whether a quotation closes."""
    match = CLOSING.match(text, at, end)
    cut = match.end() if match else at
    if in_straight and text.startswith(('"', ' "'), cut, end):
        return text.index('"', cut) + 1, True
    return cut, match is not None and not CLOSING_QUOTES.isdisjoint(match[0])


def _bracket_is_sentence(text: str, match: re.Match[str], begun: int) -> bool:
    """Whether a bracket holds sentences of its own and stands between others: （数据截至2024年底。）"""
    before = text[begun : match.start()].strip()
    return not before and match[0][0] in "（(" and len(match[0]) > 2 and match[0][-2] in "。！？"


def _is_end(text: str, match: re.Match[str], cut: int, end: int, opened: int) -> bool:
    """Whether an end mark, with what closes behind it, ends a sentence; `opened` is where a quotation began."""
    mark, after = match[0], text[cut : cut + 1] if cut < end else ""
    if mark[-1] in "!?" and cut == match.end() and after.isascii() and after.isalnum():
        return False
    if cut == match.end():
        return not (after and after in "，、；,;）)】]”」")
    if after and after in GOES_ON:
        return False
    if opened >= 0:
        embedded = mark[0] != "。" and opened > 0 and text[opened - 1] not in LEADS_IN
        return not embedded and not SPEECH.match(text, cut, end)
    return True
