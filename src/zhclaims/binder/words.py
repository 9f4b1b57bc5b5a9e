"""Cuts an article into the words that the binder reads: jieba's, with figures and times whole."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from zhclaims.document import Document
from zhclaims.spans import S, SpanIndex
from zhclaims.types import Quantity, Time

Ids: TypeAlias = npt.NDArray[np.int64]

TIME = "time"
ZONES = frozenset("开发区 高新区 经开区 保税区 自贸区 综保区".split())
"""What a city has one of, so that it needs no name."""
BODIES = ("区", "园", "厂", "校", "港", "集团", "基地")
"""Ends of what acts or owns; one by which a name of the text ends is that name: 罐头厂 of 海州罐头厂."""
LONGEST_END = 6
"""Characters of the head of a name: 经济开发区."""
OPENING, CLOSING = frozenset("（("), frozenset("）)")
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


@dataclass(frozen=True)
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

    def name_end(self, number: int) -> int:
        """The last word of the name that a word is in."""
        while number + 1 < len(self.items) and self.items[number + 1].name.startswith("I-"):
            number += 1
        return number

    @cached_property
    def names(self) -> set[str]:
        """The names of the text, each as it stands somewhere."""
        begins = [number for number, word in enumerate(self.items) if word.name.startswith("B-")]
        return {self.text(range(begin, self.name_end(begin) + 1)) for begin in begins}

    def has_body(self, word: Word) -> bool:
        """Whether a common noun is one certain body: the head of a name of the text, or a zone of the city."""
        is_head = word.text.endswith(BODIES) and word.text in self.name_ends
        return word.name == "O" and (is_head or word.text in ZONES)

    @cached_property
    def name_ends(self) -> set[str]:
        """What the names of the text end with, in characters: 船厂, 州船厂 of 海州船厂."""
        return {name[-size:] for name in self.names for size in range(2, min(len(name), LONGEST_END + 1))}


def cut_words(doc: Document) -> Words:
    """Cut a document into words; a word is cut where a name, a figure, a time or a sentence begins or ends.

    Boilerplate is left out: what an editor or a site adds has no part in what the text says.

    >>> from zhclaims.pipeline import mine
    >>> [word.text for word in cut_words(mine("2024年，合肥汽车产量达137万辆。")).items]
    ['2024年', '，', '合肥', '汽车产量', '达', '137万辆', '。']
    """
    facts = SpanIndex(_whole_facts(doc))
    pieces = _cut(doc, facts)
    boilerplate = np.array([sentence.kind == "boilerplate" for sentence in doc.sentences] + [False])
    pieces = pieces.where(~boilerplate[pieces.owners(doc.sentences)])
    texts = pieces.texts(doc.text)
    spaces = np.array(list(map(str.isspace, texts)), bool)
    spoken = [text for text, space in zip(texts, spaces.tolist(), strict=True) if not space]
    return _tabulate(_describe(doc, facts, pieces.where(~spaces), spoken))


@dataclass(frozen=True, slots=True)
class Held:
    """A quantity or a time with the stretch that is one word for it."""

    start: int
    end: int
    fact: Quantity | Time


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of a text in order."""

    starts: Ids
    ends: Ids

    def where(self, kept: npt.NDArray[np.bool_]) -> "Pieces":
        return Pieces(self.starts[kept], self.ends[kept])

    def texts(self, text: str) -> list[str]:
        """Words come again and again: each stands in memory once."""
        slices = map(slice, self.starts.tolist(), self.ends.tolist())
        return list(map(intern, map(text.__getitem__, slices)))

    def owners(self, spans: SpanIndex[S]) -> Ids:
        """The number of the first span that each piece shares a character with, or -1."""
        numbers = np.searchsorted(np.array(spans.ends, np.int64), self.starts, "right")
        firsts = np.array([*spans.starts, np.iinfo(np.int64).max])
        return np.where(firsts[numbers] < self.ends, numbers, -1)

    def pick(self, spans: SpanIndex[S]) -> list[S | None]:
        """The first span that each piece shares a character with."""
        found = [*spans, None]
        return [found[number] for number in self.owners(spans).tolist()]

    def lie_in(self, spans: SpanIndex[S]) -> Iterator[tuple[int, S, bool]]:
        """The numbers of the pieces that lie wholly in a span, with that span, and whether they begin it."""
        items, owners = list(spans), self.owners(spans)
        firsts, lasts = np.array([*spans.starts, 0])[owners], np.array([*spans.ends, 0])[owners]
        within = np.flatnonzero((owners >= 0) & (firsts <= self.starts) & (lasts >= self.ends))
        begun = firsts[within] == self.starts[within]
        for number, owner, begins in zip(within.tolist(), owners[within].tolist(), begun.tolist(), strict=True):
            yield number, items[owner], begins


def _cut(doc: Document, facts: SpanIndex[Held]) -> Pieces:
    """The pieces that a text falls into, spaces among them; jieba's words tile it, and no fact is cut.

    What compares a figure and stands right before it belongs to no other word: 台南厂约25% is 厂 and 约.
    """
    edges = [
        edge for index in (doc.tokens, doc.entities, doc.sentences, facts) for edge in (*index.starts, *index.ends)
    ]
    compared = [quantity.cue_start for quantity in doc.quantities if quantity.start - quantity.cue_start == 1]
    cuts = np.unique(np.array([*edges, *compared], np.int64))
    cuts = cuts[Pieces(cuts, cuts).owners(facts) < 0]
    return Pieces(cuts[:-1], cuts[1:])


def _whole_facts(doc: Document) -> list[Held]:
    """The quantities, and the times: each whole, or what stands in it before or behind a quantity, 过去 of 过去五年.

    One that is both, 前7月, is a time; 一天 and 67年 of 从教67年 stay figures.
    """
    whole = {(time.start, time.end): time for time in doc.times if time.text.startswith("前")}
    spans = ((quantity.start, quantity.end, quantity) for quantity in doc.quantities)
    found = [Held(start, end, whole.get((start, end), quantity)) for start, end, quantity in spans]
    for time in doc.times:
        within = doc.quantities.overlapping(time.start, time.end)
        if all(time.start <= quantity.start and quantity.end <= time.end for quantity in within):
            edges = [time.start, *(edge for quantity in within for edge in (quantity.start, quantity.end)), time.end]
            rests = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
            found += [Held(start, end, time) for start, end in rests[:1]]
    return sorted(found, key=lambda held: held.start)


def _describe(doc: Document, facts: SpanIndex[Held], pieces: Pieces, texts: Sequence[str]) -> list[Word]:
    told = [held.fact if held else None for held in pieces.pick(facts)]
    columns = (
        pieces.starts.tolist(),
        pieces.ends.tolist(),
        texts,
        ["m" if fact or not token else token.tag for token, fact in zip(pieces.pick(doc.tokens), told, strict=True)],
        ["" if fact is None else TIME if isinstance(fact, Time) else fact.kind for fact in told],
        _names(doc, pieces),
        [cue.category if cue else "" for cue in pieces.pick(doc.cues)],
        pieces.owners(doc.sentences).tolist(),
        told,
    )
    return list(map(Word, *columns))


def _names(doc: Document, pieces: Pieces) -> list[str]:
    """B-TYPE, I-TYPE or O for each piece: whether it lies in an entity, or else in a place."""
    names = ["O"] * len(pieces.starts)
    for number, _, begins in pieces.lie_in(doc.places):
        names[number] = "B-LOC" if begins else "I-LOC"
    for number, entity, begins in pieces.lie_in(doc.entities):
        names[number] = f"{'B' if begins else 'I'}-{entity.type}"
    return names


def _tabulate(items: list[Word]) -> Words:
    clauses, brackets = [], []
    clause = depth = 0
    sentence = None
    for word in items:
        if word.sentence != sentence:
            clause, depth, sentence = clause + 1, 0, word.sentence
        text = word.text
        depth += text in OPENING
        clauses.append(clause)
        brackets.append(depth > 0)
        if depth and text in CLOSING:
            depth -= 1
        clause += text in CLAUSE_ENDS
    quantities = [word.fact is not None and word.kind != TIME for word in items]
    return Words(
        items=items,
        sentences=np.array([word.sentence for word in items], np.int64),
        clauses=np.array(clauses, np.int64),
        bracketed=np.array(brackets, bool),
        figures=np.cumsum(np.array(quantities, np.int64)),
        starts=[word.start for word in items],
    )
