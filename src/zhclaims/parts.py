"""Works on texts longer than any article in parts, so that time grows with their length and memory does not."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from zhclaims.clean import LINE_BREAK
from zhclaims.types import Article, Claim, Entity, Extraction, Place, Quantity, Sentence, Time

Fact = TypeVar("Fact", Entity, Time, Place)
LONGEST = 50_000
"""Characters that are read as one text: ten times a long article."""
KEYWORDS = 10
# Where a text is best cut, the best first: behind a line, a sentence, a clause.
CUTS = (LINE_BREAK, re.compile(r"[。！？!?；][”’」』）)]*"), re.compile(r"[，,、\s]"))


def extract_in_parts(article: Article, extract: Callable[[Article], Extraction], longest: int = LONGEST) -> Extraction:
    """What `extract` finds in an article, which is given to it in parts where it has more than `longest` characters.

    Offsets count in the whole text. What is said in one part, such as the city of a heading, is not known in the next.
    """
    if len(article.text) <= longest:
        return extract(article)
    found = Extraction()
    words: Counter[str] = Counter()
    simplified: list[str] = []
    lines = 0
    for start, end in cut(article.text, longest):
        text = article.text[start:end]
        part = extract(replace(article, text=text))
        _append(found, part, start, lines)
        words.update(part.keywords)
        simplified.append(part.simplified)
        lines += len(LINE_BREAK.findall(text))
    keywords = [word for word, _ in words.most_common(KEYWORDS)]
    return replace(found, simplified="".join(simplified), keywords=keywords)


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


def _append(found: Extraction, part: Extraction, start: int, lines: int) -> None:
    """Add what was found in a part that begins at an offset and behind so many lines."""
    found.claims.extend(_moved_claim(claim, start) for claim in part.claims)
    found.entities.extend(_moved(entity, start) for entity in part.entities)
    found.times.extend(_moved(time, start) for time in part.times)
    found.places.extend(_moved(place, start) for place in part.places)
    found.quantities.extend(_moved_quantity(quantity, start) for quantity in part.quantities)
    found.sentences.extend(_moved_sentence(sentence, start, lines) for sentence in part.sentences)


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
        claim_id=f"c{sha256(key.encode()).hexdigest()[:15]}" if by else claim.claim_id,
        sentence_start=claim.sentence_start + by,
        sentence_end=claim.sentence_end + by,
        quote_start=claim.quote_start + by,
        quote_end=claim.quote_end + by,
    )
