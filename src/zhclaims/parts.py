"""Works on texts longer than any article in parts, so that time grows with their length and memory does not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from zhclaims.clean import LINE_BREAK
from zhclaims.types import Article, Claim, Entity, Extraction, Place, Quantity, Sentence, Time

Fact = TypeVar("Fact", Entity, Time, Place)
LONGEST = 50_000
"""Characters that are read as one text: ten times a long article."""
# Where a text is best cut, the best first: behind a line, a sentence, a clause.
CUTS = (LINE_BREAK, re.compile(r"[。！？!?；][”’」』）)]*"), re.compile(r"[，,、\s]"))


def extract_parts(
    article: Article, extract: Callable[[Article], Extraction], longest: int = LONGEST
) -> Iterator[Extraction]:
    """Yield what `extract` finds in one part of an article after the other; one of `longest` characters is one part.

    Offsets count in the whole text. What is said in one part, such as the city of a heading, is not known in the next.
    """
    lines = 0
    for start, end in cut(article.text, longest):
        text = article.text[start:end]
        found = extract(article if len(text) == len(article.text) else replace(article, text=text))
        yield _moved_extraction(found, start, lines) if start else found
        lines += len(LINE_BREAK.findall(text))


def cut(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Offsets of parts that make up a text, each cut in its second half where it does least harm.

    >>> list(cut("第一句话说完。第二句，还没说完。", 9))
    [(0, 7), (7, 16)]
    """
    start = 0
    while len(text) - start > longest:
        end = _best_end(text, start + longest // 2, start + longest)
        yield start, end
        start = end
    yield start, len(text)


def _best_end(text: str, first: int, last: int) -> int:
    for pattern in CUTS:
        ends = [match.end() for match in pattern.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last


def _moved_extraction(found: Extraction, by: int, lines: int) -> Extraction:
    """What was found in a part that begins at an offset, behind so many lines."""
    return replace(
        found,
        claims=[_moved_claim(claim, by) for claim in found.claims],
        entities=[_moved(entity, by) for entity in found.entities],
        times=[_moved(time, by) for time in found.times],
        places=[_moved(place, by) for place in found.places],
        quantities=[_moved_quantity(quantity, by) for quantity in found.quantities],
        sentences=[_moved_sentence(sentence, by, lines) for sentence in found.sentences],
    )


def _moved(fact: Fact, by: int) -> Fact:
    return replace(fact, start=fact.start + by, end=fact.end + by)


def _moved_quantity(quantity: Quantity, by: int) -> Quantity:
    start, end = quantity.start + by, quantity.end + by
    return replace(quantity, start=start, end=end, cue_start=quantity.cue_start + by, cue_end=quantity.cue_end + by)


def _moved_sentence(sentence: Sentence, by: int, lines: int) -> Sentence:
    return replace(sentence, start=sentence.start + by, end=sentence.end + by, paragraph=sentence.paragraph + lines)


def _moved_claim(claim: Claim, by: int) -> Claim:
    """The claim with offsets in the whole text, and an id that no claim of another part has."""
    key = f"{claim.claim_id}\t{by}"
    return replace(
        claim,
        claim_id=f"c{sha256(key.encode()).hexdigest()[:15]}",
        sentence_start=claim.sentence_start + by,
        sentence_end=claim.sentence_end + by,
        quote_start=claim.quote_start + by,
        quote_end=claim.quote_end + by,
    )
