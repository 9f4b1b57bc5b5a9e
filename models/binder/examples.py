"""Turns marked articles into what the network learns from: rows of features, and for each target what is right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from align import ENOUGH, pieces_of, subject_runs
from marks import Mark, Marked

from zhclaims.agreement import same_time_text
from zhclaims.binder.events import may_state_event
from zhclaims.binder.features import Vocabulary, rows_of
from zhclaims.binder.hints import CHANGES, MODALITIES, Hint, Hinter, columns_of, marks_of
from zhclaims.binder.sight import Observer, Standing
from zhclaims.binder.words import TIME, Words, cut_words
from zhclaims.document import Document
from zhclaims.pipeline import mine
from zhclaims.sources import find_credits
from zhclaims.types import Quantity, Sentence, Time
from zhclaims.whereabouts import find_locations

FIGURE, EVENT = 0, 1
Array = np.ndarray[Any, Any]


@dataclass(slots=True)
class Answer:
    """What a person says of one target, as places in its view; 0 stands for none where a place is picked."""

    subject: list[tuple[int, int]]
    thing: list[int]
    thing_known: bool
    source: list[int]
    source_known: bool
    times: list[int]
    cities: list[int]
    change: int
    modality: int
    mark: Mark


@dataclass(slots=True)
class Target:
    """A word that is read for."""

    number: int
    kind: int
    seen: Array
    """The numbers of the words in view."""
    marks: Array
    columns: Array
    answer: Answer | None


@dataclass(slots=True)
class Example:
    """An article ready for training."""

    name: str
    rows: Array
    lines: Array
    """Counts the line of each word: lines are read apart."""
    standing: Standing
    targets: list[Target]
    texts: list[str]
    times: list[str | None]
    cities: list[str | None]
    pieces: list[list[int]] = field(default_factory=list)
    """The pieces that the pretrained encoder reads of each word; none where it is not used."""

    @property
    def timely(self) -> Array:
        """Which words are times."""
        return np.array([time is not None for time in self.times])

    @property
    def telling(self) -> Array:
        """Which words tell a place."""
        return np.array([city is not None for city in self.cities])


def example_of(article: Marked, vocabulary: Vocabulary) -> Example:
    """Read an article with the package, and lay the marks beside."""
    doc = mine(article.text, published=article.published)
    words = cut_words(doc)
    chosen = list(choose_targets(article, doc, words))
    return lay_beside(article.name, doc, words, vocabulary, chosen)


def lay_beside(
    name: str, doc: Document, words: Words, vocabulary: Vocabulary, chosen: Sequence[tuple[int, int, Mark | None]]
) -> Example:
    """An article with the chosen targets: number, kind and mark of each."""
    sentences = list(doc.sentences)
    locations = find_locations(doc, words.at) if len(words) else {}
    cities: list[str | None] = [None] * len(words)
    for number, location in locations.items():
        cities[number] = location.city
    times = [word.fact.iso if isinstance(word.fact, Time) else None for word in words.items]
    hints = hints_of(doc, words, [(number, kind) for number, kind, _ in chosen])
    observer = Observer(words, sentences, list(locations))
    sight = observer.look([number for number, _, _ in chosen])
    marks, columns = marks_of(hints, sight, words) > 0, columns_of(hints) > 0
    targets = []
    for at, (number, kind, mark) in enumerate(chosen):
        seen = sight.words[at][sight.seen[at]].astype(np.int32)
        answer = answer_of(mark, words, seen, number, kind, times, cities) if mark else None
        if answer and not answer.mark.time and (undated := undated_of(words, number, seen, marks[at], times)):
            answer.times = undated
        targets.append(Target(number, kind, seen, marks[at][: len(seen)], columns[at], answer))
    rows = rows_of(words, sentences, locations, vocabulary).astype(np.uint16)
    texts = [word.text for word in words.items]
    return Example(name, rows, lines_of(words, sentences), observer.standing, targets, texts, times, cities)


def undated_of(words: Words, number: int, seen: Array, marks: Array, times: Sequence[str | None]) -> list[int]:
    """The places of the time that the rules choose in the target's own clause, where nobody can tell its date.

    去年 in an article without a date is the time all the same: no time is right only where none is said.
    """
    ruled = np.flatnonzero(marks[: len(seen), 0])
    return [int(p) + 1 for p in ruled if times[seen[p]] == "" and words.clauses[seen[p]] == words.clauses[number]]


def lines_of(words: Words, sentences: Sequence[Sentence]) -> Array:
    """Counts the lines: 0 for the words of the first, and so on."""
    paragraphs = np.array([sentence.paragraph for sentence in sentences] + [-1])[words.sentences]
    return np.cumsum(np.diff(paragraphs, prepend=paragraphs[:1]) != 0)


def choose_targets(article: Marked, doc: Document, words: Words) -> list[tuple[int, int, Mark | None]]:
    """All figures and verbs of the part that was looked at, with their marks."""
    figures = {n: m for m in reversed(article.figures) if (n := figure_at(words, m)) is not None}
    events = {n: m for m in reversed(article.events) if (n := verb_at(words, m)) is not None}
    kinds = [sentence.kind for sentence in doc.sentences]
    chosen: list[tuple[int, int, Mark | None]] = [(n, FIGURE, m) for n, m in figures.items()]
    chosen += [(n, EVENT, m) for n, m in events.items()]
    for number, word in enumerate(words.items):
        if word.start >= article.end or word.sentence < 0 or kinds[word.sentence] == "boilerplate":
            continue
        if isinstance(word.fact, Quantity) and number not in figures:
            chosen.append((number, FIGURE, None))
        elif may_state_event(word) and number not in events:
            chosen.append((number, EVENT, None))
    return sorted(chosen, key=lambda one: one[:2])


def figure_at(words: Words, mark: Mark) -> int | None:
    """The quantity that a mark's figure overlaps, else the first word that it overlaps."""
    touched = overlapping(words, mark)
    figures = [n for n in touched if isinstance(words.items[n].fact, Quantity)]
    return next(iter(figures or [n for n in touched if words.items[n].kind != TIME]), None)


def verb_at(words: Words, mark: Mark) -> int | None:
    touched = overlapping(words, mark)
    return next(iter([n for n in touched if words.items[n].tag.startswith("v")] or touched), None)


def overlapping(words: Words, mark: Mark) -> list[int]:
    return [n for n, word in enumerate(words.items) if word.start < mark.end and mark.start < word.end]


def hints_of(doc: Document, words: Words, targets: list[tuple[int, int]]) -> list[Hint]:
    hinter, sentences = Hinter(doc, find_credits(doc)), list(doc.sentences)
    hints = []
    for number, kind in targets:
        word = words.items[number]
        sentence = sentences[word.sentence]
        quantity = word.fact if kind == FIGURE and isinstance(word.fact, Quantity) else None
        hints.append(hinter.figure(quantity, sentence) if quantity else hinter.verb(word.start, sentence))
    return hints


def answer_of(
    mark: Mark, words: Words, seen: Array, number: int, kind: int, times: list[str | None], cities: list[str | None]
) -> Answer:
    places = seen.tolist()
    find = partial(pieces_of, words=words, seen=places, target=number, own=kind == EVENT)
    thing, thing_score = find(mark.thing) if mark.thing else (set(), 1.0)
    source, source_score = find(mark.source) if mark.source else (set(), 1.0)
    said = [
        place for place, n in enumerate(places, 1) if times[n] is not None and same_time_text(times[n] or "", mark.time)
    ]
    told = [place for place, n in enumerate(places, 1) if cities[n] is not None and cities[n] == mark.city]
    return Answer(
        subject=subject_runs(mark.subject, words, places, number),
        thing=sorted(thing),
        thing_known=thing_score >= ENOUGH,
        source=sorted(source),
        source_known=source_score >= ENOUGH,
        times=said + ([] if mark.time else [0]),
        cities=told + ([] if mark.city else [0]),
        change=CHANGES.index(mark.change),  # type: ignore[arg-type]
        modality=MODALITIES.index(mark.modality),  # type: ignore[arg-type]
        mark=mark,
    )
