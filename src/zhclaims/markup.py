"""Takes what is no part of the words out of a text before it is read, and puts what is found back at its place."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import TypeVar

from zhclaims.types import Claim, Entity, Extraction, Place, Quantity, Sentence, Time
from zhclaims.wrapping import wrapped_breaks

Fact = TypeVar("Fact", Entity, Time, Place, Quantity)
Cut = tuple[int, int, str]
"""Where a mark stands, and what is read in its place."""

# Zero-width spaces and joiners, soft hyphens, marks of direction, byte order marks: 1\u200b370家.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# &nbsp; &amp; &#8203; left in plain text.
ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
# A line that is bold throughout is a heading, and stays as it is.
BOLD_LINE = re.compile(r"^[ \t]*(?P<bold>\*\*)[^*\n。]{1,40}\*\*[：:]?[ \t]*$", re.MULTILINE)
# **产量**达*20万辆*, ~~旧~~, `云栖`: a mark begins before a word or an opening bracket and ends behind one that closes.
_FIRST, _LAST = r"(?=[\w“‘《（(「『【+\-¥￥$])", r"(?<=[\w”’》）)」』】%‰℃。！？+])"
EMPHASIS = re.compile(
    rf"""(?P<open>(?<!\*)\*\*\*?){_FIRST}[^*\n]{{1,200}}?{_LAST}(?P<close>(?P=open))(?!\*)
       | (?P<one>(?<![*0-9A-Za-z\\])\*){_FIRST}[^*\n]{{1,60}}?{_LAST}(?P<last>\*)(?![*0-9A-Za-z])
       | (?P<low>(?<![_0-9A-Za-z])__){_FIRST}[^_\n]{{1,200}}?{_LAST}(?P<under>__)(?![_0-9A-Za-z])
       | (?P<gone>(?<!~)~~){_FIRST}[^~\n]{{1,200}}?{_LAST}(?P<away>~~)(?!~)
       | (?P<tick>(?<!`)`){_FIRST}[^`\n]{{1,60}}?{_LAST}(?P<tock>`)(?!`)
    """,
    re.VERBOSE,
)
PHRASE_ENDS = re.compile("[。，；！？,;!?、]")
# [余杭区](https://…), ![图](…)
LINK = re.compile(r"(?P<open>!?\[)[^\[\]\n]{1,100}(?P<close>\]\((?:https?:|/|\.|#)[^()\s]{0,400}\))")
MARKED = re.compile("[*_~`&\\[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without marks, and where each of its characters stands in the text with them."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text without marks, which is not empty, begins and ends in the one with them."""
        return self.starts[start], self.ends[end - 1]


def without_marks(text: str) -> Unmarked | None:
    """The text less characters that nobody sees, the marks of Markdown and the breaks of lines that were wrapped.

    Entities are read as what they stand for.

    None for a text without any, as nearly all are.

    >>> unmarked = without_marks("产量达**13\u200b7&nbsp;万辆**。")
    >>> unmarked.text, unmarked.span(3, 9)
    ('产量达137\\xa0万辆。', (5, 17))
    """
    breaks = list(wrapped_breaks(text))
    if not breaks and not MARKED.search(text):
        return None
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    at = 0
    for start, end, read in [*_apart(sorted([*breaks, *_cuts(text)])), (len(text), len(text), "")]:
        parts += text[at:start], read
        starts.extend(range(at, start))
        starts.extend(start for _ in read)
        ends.extend(range(at + 1, start + 1))
        ends.extend(end for _ in read)
        at = end
    return Unmarked("".join(parts), starts, ends) if len(starts) < len(text) else None


def _cuts(text: str) -> Iterator[Cut]:
    for match in UNSEEN.finditer(text):
        yield match.start(), match.end(), ""
    for match in ENTITY.finditer(text):
        if (read := unescape(match[0])) != match[0]:
            yield match.start(), match.end(), UNSEEN.sub("", read)
    headings = {match.start("bold") for match in BOLD_LINE.finditer(text)} if "**" in text else set()
    for match in [*EMPHASIS.finditer(text), *LINK.finditer(text)]:
        if match.start() not in headings and _is_pair(text, match):
            marks = [match.span(name) for name, found in match.groupdict().items() if found is not None]
            yield from ((start, end, "") for start, end in marks)


def _is_pair(text: str, match: re.Match[str]) -> bool:
    """A pair of marks in the midst of words holds one phrase: 沪A**59的车…皖B**61 and 王*和李* hide something."""
    if match[0][0] not in "*_" or not (text[match.start() - 1 : match.start()] + "。")[0].isalnum():
        return True
    inner = match[0].strip("*_~`")
    if not text[match.end() : match.end() + 1].isalnum():
        return "。" not in inner
    phrase = len(inner) > 1 and not inner[0].isascii() and PHRASE_ENDS.search(inner) is None
    return phrase and len(match[0]) - len(inner) > 2


def _apart(cuts: list[Cut]) -> Iterator[Cut]:
    at = 0
    for cut in cuts:
        if cut[0] >= at:
            yield cut
            at = cut[1]


def put_back(found: Extraction, unmarked: Unmarked, text: str, simplified: str) -> Extraction:
    """What was found in a text without marks, as found in the text with them and in its Simplified form."""
    return replace(
        found,
        claims=[_claim(claim, unmarked, text, simplified) for claim in found.claims],
        entities=[_fact(fact, unmarked, simplified) for fact in found.entities],
        quantities=[_quantity(fact, unmarked, simplified) for fact in found.quantities],
        times=[_fact(fact, unmarked, simplified) for fact in found.times],
        places=[_fact(fact, unmarked, simplified) for fact in found.places],
        sentences=[_sentence(sentence, unmarked) for sentence in found.sentences],
        simplified=simplified,
    )


def _fact(fact: Fact, unmarked: Unmarked, simplified: str) -> Fact:
    start, end = unmarked.span(fact.start, fact.end)
    return replace(fact, start=start, end=end, text=simplified[start:end])


def _quantity(quantity: Quantity, unmarked: Unmarked, simplified: str) -> Quantity:
    cue_start, cue_end = unmarked.span(quantity.cue_start, quantity.cue_end)
    return replace(_fact(quantity, unmarked, simplified), cue_start=cue_start, cue_end=cue_end)


def _sentence(sentence: Sentence, unmarked: Unmarked) -> Sentence:
    start, end = unmarked.span(sentence.start, sentence.end)
    return replace(sentence, start=start, end=end)


def _claim(claim: Claim, unmarked: Unmarked, text: str, simplified: str) -> Claim:
    start, end = unmarked.span(claim.sentence_start, claim.sentence_end)
    quote_start, quote_end = unmarked.span(claim.quote_start, claim.quote_end)
    return replace(
        claim,
        value_text=text[quote_start:quote_end] if claim.value_text else "",
        sentence_start=start,
        sentence_end=end,
        quote_start=quote_start,
        quote_end=quote_end,
        evidence=text[start:end],
        evidence_simplified=simplified[start:end],
    )
