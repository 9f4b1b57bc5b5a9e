"""Cuts an article into the words that the binder reads: jieba's, with figures and times whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from zhclaims.document import Document
from zhclaims.spans import Span
from zhclaims.types import Quantity, Time

Ids: TypeAlias = npt.NDArray[np.int64]

TIME = "time"
CLAUSE_ENDS = frozenset(("，", "；", "：", "。", "！", "？", ",", ";", ":", "!", "?", "——", "--"))


class Word(NamedTuple):
    """A word, a whole figure or a whole time, with half-open offsets and what is known of it."""

    start: int
    end: int
    text: str
    tag: str
    """jieba's part of speech; m for figures and times."""
    kind: str = ""
    """The kind of a quantity, "time", or "" for a word."""
    name: str = "O"
    """B-ORG where a name begins and I-ORG inside it; LOC for places that are no entities (我国, 该市)."""
    cue: str = ""
    """The category of the cue word that it is or holds."""
    sentence: int = -1
    """The number of its sentence in the document; -1 outside all."""
    fact: Quantity | Time | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article in order, with the columns that relations between them are reckoned from."""

    items: list[Word]
    sentences: Ids
    clauses: Ids
    """Counts commas, full stops and the like from the start of the article."""
    bracketed: npt.NDArray[np.bool_]
    figures: Ids
    """How many quantities stand up to and with each word."""
    starts: list[int]

    def __len__(self) -> int:
        return len(self.items)

    def at(self, offset: int) -> int:
        """The number of the word that covers an offset, or of the next one."""
        place = bisect_right(self.starts, offset) - 1
        return place if place >= 0 and self.items[place].end > offset else min(place + 1, len(self.items) - 1)

    def text(self, numbers: Sequence[int]) -> str:
        """The text of some words, one after another."""
        return "".join(self.items[number].text for number in numbers)


def cut_words(doc: Document) -> Words:
    """Cut a document into words; a word is cut where a name, a figure, a time or a sentence begins or ends.

    Boilerplate is left out: what an editor or a site adds has no part in what the text says.

    >>> from zhclaims.pipeline import mine
    >>> [word.text for word in cut_words(mine("2024年，合肥汽车产量达137万辆。")).items]
    ['2024年', '，', '合肥', '汽车产量', '达', '137万辆', '。']
    """
    plain = [sentence.kind == "boilerplate" for sentence in doc.sentences] + [False]
    return _tabulate([word for word in _describe(doc, list(_pieces(doc))) if not plain[word.sentence]])


def _pieces(doc: Document) -> Iterator[tuple[int, int, str, Quantity | Time | None]]:
    """Start, end, tag and fact of each word, in order."""
    facts = _whole_facts(doc)
    fact_starts = [fact.start for fact in facts]
    cuts = sorted(_edges(doc))
    text, at, cut = doc.text, 0, 0
    for token in doc.tokens:
        begin = max(token.start, at)
        while begin < token.end:
            number = bisect_left(fact_starts, begin)
            if number < len(facts) and facts[number].start == begin:
                fact = facts[number]
                yield fact.start, fact.end, "m", fact
                begin = at = fact.end
                continue
            limit = min(token.end, facts[number].start) if number < len(facts) else token.end
            while cut < len(cuts) and cuts[cut] <= begin:
                cut += 1
            end = min(limit, cuts[cut]) if cut < len(cuts) else limit
            if not text[begin:end].isspace():
                yield begin, end, token.tag, None
            begin = end


def _whole_facts(doc: Document) -> list[Quantity | Time]:
    """The quantities, and the times that none of them overlaps."""
    times = [time for time in doc.times if not doc.quantities.overlapping(time.start, time.end)]
    return sorted([*doc.quantities, *times], key=lambda fact: fact.start)


def _edges(doc: Document) -> set[int]:
    """Where words are cut although jieba does not: at the edges of names and sentences."""
    edges: set[int] = set()
    for index in (doc.entities, doc.sentences):
        for span in index:
            edges.add(span.start)
            edges.add(span.end)
    return edges


def _describe(doc: Document, pieces: list[tuple[int, int, str, Quantity | Time | None]]) -> Iterator[Word]:
    names = _labels(pieces, [(entity, entity.type) for entity in doc.entities])
    places = _labels(pieces, [(place, "LOC") for place in doc.places])
    cues = _owners(pieces, list(doc.cues))
    sentences = _owners(pieces, list(doc.sentences))
    all_cues = list(doc.cues)
    for number, (start, end, tag, fact) in enumerate(pieces):
        kind = "" if fact is None else TIME if isinstance(fact, Time) else fact.kind
        name = names[number] if names[number] != "O" else places[number]
        cue = all_cues[cues[number]].category if cues[number] >= 0 else ""
        yield Word(start, end, doc.text[start:end], tag, kind, name, cue, sentences[number], fact)


def _labels(pieces: list[tuple[int, int, str, Quantity | Time | None]], spans: list[tuple[Span, str]]) -> list[str]:
    """B-TYPE, I-TYPE or O for each piece that lies wholly in a span."""
    owners = _owners(pieces, [span for span, _ in spans])
    labels = []
    for (start, end, _, _), owner in zip(pieces, owners, strict=True):
        if owner < 0 or spans[owner][0].start > start or spans[owner][0].end < end:
            labels.append("O")
        else:
            labels.append(("B-" if spans[owner][0].start == start else "I-") + spans[owner][1])
    return labels


def _owners(pieces: list[tuple[int, int, str, Quantity | Time | None]], spans: Sequence[Span]) -> list[int]:
    """The number of the first span that each piece shares a character with, or -1; both are in order."""
    owners, at = [], 0
    for start, end, _, _ in pieces:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        owners.append(at if at < len(spans) and spans[at].start < end else -1)
    return owners


def _tabulate(items: list[Word]) -> Words:
    clauses, brackets = [], []
    clause = depth = 0
    sentence = None
    for word in items:
        if word.sentence != sentence:
            clause, depth, sentence = clause + 1, 0, word.sentence
        depth += word.text in ("（", "(")
        clauses.append(clause)
        brackets.append(depth > 0)
        depth = max(0, depth - (word.text in ("）", ")")))
        clause += word.text in CLAUSE_ENDS
    quantities = [word.fact is not None and word.kind != TIME for word in items]
    return Words(
        items=items,
        sentences=np.array([word.sentence for word in items], np.int64),
        clauses=np.array(clauses, np.int64),
        bracketed=np.array(brackets, bool),
        figures=np.cumsum(np.array(quantities, np.int64)),
        starts=[word.start for word in items],
    )
