"""An article with all that was found in it, and the clauses its sentences fall into: what binding reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from zhclaims.cues import Cue
from zhclaims.spans import SpanIndex
from zhclaims.types import Article, Entity, Place, Quantity, Sentence, Time, Token

# A break between clauses, as in 增速达45%，远超深圳的28%; a bracket is taken whole, with the breaks inside it.
BREAK = re.compile(
    r"""(?P<bracket>[（(][^（()）]{1,200}[)）])
      | (?P<break>[，；：。！？,;:!?\n]|——|--)
    """,
    re.VERBOSE,
)
BRACKET = re.compile(r"[（(]([^（()）]{1,200})[)）]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, or the inside of a bracket."""

    start: int
    end: int
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One article in Simplified, with its facts indexed by offset."""

    article: Article
    text: str
    sentences: SpanIndex[Sentence]
    tokens: SpanIndex[Token]
    quantities: SpanIndex[Quantity]
    times: SpanIndex[Time]
    places: SpanIndex[Place]
    entities: SpanIndex[Entity]
    cues: SpanIndex[Cue]
    _clauses: dict[int, list[Clause]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Those of each sentence that was asked for, by its start."""
    _facts: bytearray = field(init=False, repr=False, compare=False, default_factory=bytearray)
    """1 for each character of a number, a time or a name."""

    def __post_init__(self) -> None:
        self._facts.extend(bytes(len(self.text)))
        for index in (self.quantities, self.times, self.entities):
            for fact in index:
                self._facts[fact.start : fact.end] = b"\1" * (fact.end - fact.start)

    @property
    def published(self) -> date | None:
        return self.article.published

    def judged(self) -> Iterator[Sentence]:
        """The sentences that may hold claims: all but boilerplate."""
        return (sentence for sentence in self.sentences if sentence.kind != "boilerplate")

    def clauses(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence in order; a bracket is a clause of its own beside the one around it."""
        if sentence.start not in self._clauses:
            self._clauses[sentence.start] = self._cut(sentence)
        return self._clauses[sentence.start]

    def clause_at(self, sentence: Sentence, position: int) -> Clause:
        """The smallest clause of a sentence around an offset."""
        around = [clause for clause in self.clauses(sentence) if clause.start <= position < clause.end]
        return min(around, key=lambda clause: clause.end - clause.start, default=Clause(sentence.start, sentence.end))

    def _cut(self, sentence: Sentence) -> list[Clause]:
        outer = [Clause(start, end) for start, end in self._stretches(sentence.start, sentence.end)]
        inner: list[Clause] = []
        for match in BRACKET.finditer(self.text, sentence.start, sentence.end):
            inner += [Clause(a, b, bracketed=True) for a, b in self._stretches(match.start(1), match.end(1))]
        return sorted(outer + inner, key=lambda clause: (clause.start, clause.end))

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut at punctuation that does not stand inside a number, a time, a name or a bracket."""
        at = start
        for match in BREAK.finditer(self.text, start, end):
            if match["bracket"] or 1 in self._facts[match.start() : match.end()]:
                continue
            if match.start() > at:
                yield at, match.start()
            at = match.end()
        if end > at:
            yield at, end
