"""Puts the words that were chosen together as a phrase, as the text writes them."""

import re
from collections.abc import Sequence

from zhclaims.binder.words import Word
from zhclaims.sources import DATELINE_ENDS
from zhclaims.speakers import STOCK_CODE

EDGES = "，、。；：！？,;:!? \t\n\u3000的>*`|"
PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("(", ")"), ("【", "】"))

# 占比|达, 占地|约: jieba makes one word of the end of a measure and of what links it to its figure
LINK = re.compile(r"(?<=[比率额量值数地])(?:达|超|逾|约|为)$")


def phrase_of(text: str, words: Sequence[Word]) -> str:
    """The words in the order of the text, those that follow each other as they stand, without a loose mark at an edge.

    >>> from zhclaims.binder.words import Word
    >>> phrase_of("营收（亿元）增长", [Word(0, 2, "营收", "n"), Word(2, 3, "（", "x"), Word(6, 8, "增长", "v")])
    '营收增长'
    """
    parts: list[tuple[int, int]] = []
    for word in sorted(words):
        if parts and not text[parts[-1][1] : word.start].strip():
            parts[-1] = (parts[-1][0], word.end)
        else:
            parts.append((word.start, word.end))
    phrase = "".join(text[start:end].strip(EDGES) for start, end in parts)
    return without_loose_marks(" ".join(phrase.split())).strip(EDGES)


def without_loose_marks(phrase: str) -> str:
    """A phrase less the quotation marks and brackets whose partner is not in it."""
    for opening, closing in PAIRS:
        if phrase.count(opening) != phrase.count(closing):
            phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase


def without_codes(phrase: str) -> str:
    """A phrase less the stock codes behind its names.

    >>> without_codes("海州船业（600999.SH）子公司")
    '海州船业子公司'
    """
    return STOCK_CODE.sub("", phrase)


def without_link(metric: str) -> str:
    """A metric less the word that links it to its figure.

    >>> without_link("夜间消费占比达"), without_link("签约")
    ('夜间消费占比', '签约')
    """
    return LINK.sub("", metric)


def after_dateline(text: str, words: list[Word]) -> list[Word]:
    """The words of a subject behind the dateline that it begins with, if one: 九江3月5日电 江州船厂."""
    ends = [place for place, word in enumerate(words, 1) if text[word.end - 1 : word.end + 1] in DATELINE_ENDS]
    return words[ends[-1] :] if ends else words
