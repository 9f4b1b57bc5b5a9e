"""Reads an article for each of its figures and verbs, and says what each is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zhclaims.binder.choose import Choice, Floats, View, choose_words
from zhclaims.binder.events import LEAST, fronted_object, main_verbs, may_state_event, strength_of
from zhclaims.binder.features import rows_of
from zhclaims.binder.hints import Hint, Hinter, columns_of, marks_of
from zhclaims.binder.network import Binder, load_binder
from zhclaims.binder.sight import Observer, Sight
from zhclaims.binder.wholes import whole_phrase
from zhclaims.binder.words import TIME, Word, Words, cut_words
from zhclaims.document import Document
from zhclaims.sources import Credits
from zhclaims.types import Quantity, Sentence, Time
from zhclaims.whereabouts import Location, find_locations, may_be_of

FIGURE, VERB = 0, 1
GATE = -1.5
"""Verbs below this logit are not read for: four in five, and hardly one that would be found to state an event."""
LEADS = frozenset(("B-ORG", "B-PLACE", "B-LOC"))
NOUNS = ("n", "vn")
BETWEEN = 3
"""Nouns that may be left over between subject and metric."""
AT_ONCE = 1_000
"""Targets that are looked around for at once."""
PAGE = 20_000
"""Words of a text that are read as one; only texts of a book's length are cut."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says of one figure or verb."""

    word: Word
    sentence: Sentence
    is_figure: bool
    hint: Hint
    choice: Choice
    subject: list[Word]
    thing: list[Word]
    """What is measured or done; the object of a verb."""
    source: list[Word]
    time: Time | None
    location: Location | None
    told_by: Word | None
    """The first word of the name that tells the location."""


def read_document(doc: Document, credits_: Credits, lexicon: str | None = None) -> list[Reading]:
    """Read for all quantities and for the verbs that may state an event, in the order of the text."""
    words = cut_words(doc)
    if not len(words):
        return []
    locations = find_locations(doc, words.at, lexicon)
    hinter = Hinter(doc, credits_)
    readings: list[Reading] = []
    for first, page in pages(words):
        told = {n - first: location for n, location in locations.items() if first <= n < first + len(page)}
        readings += read_page(page, list(doc.sentences), told, hinter, load_binder())
    return readings


def pages(words: Words) -> Iterator[tuple[int, Words]]:
    """The words in stretches of PAGE, with the number that each begins at."""
    for first in range(0, len(words), PAGE):
        some = slice(first, first + PAGE)
        page = replace(
            words,
            items=words.items[some],
            sentences=words.sentences[some],
            clauses=words.clauses[some],
            bracketed=words.bracketed[some],
            figures=words.figures[some],
            starts=words.starts[some],
        )
        yield first, page


def read_page(
    words: Words, sentences: Sequence[Sentence], locations: dict[int, Location], hinter: Hinter, binder: Binder
) -> list[Reading]:
    """Read the targets of a page, so many at once that memory stays small."""
    lines = np.array([sentence.paragraph for sentence in sentences] + [-1])[words.sentences]
    vectors, gates = binder.read(rows_of(words, sentences, locations, binder.tables.vocabulary), lines)
    targets = find_targets(words, sentences, gates > GATE)
    observer = Observer(words, sentences, list(locations))
    readings: list[Reading] = []
    for first in range(0, len(targets), AT_ONCE):
        some = targets[first : first + AT_ONCE]
        readings += read_targets(words, sentences, locations, hinter, binder, vectors, observer.look(some))
    verbs = [reading for reading in readings if not reading.is_figure]
    main = main_verbs(words, {words.at(r.word.start): strength_of(r.word, r.choice) for r in verbs})
    return [r for r in readings if r.is_figure or words.at(r.word.start) in main]


def read_targets(
    words: Words,
    sentences: Sequence[Sentence],
    locations: dict[int, Location],
    hinter: Hinter,
    binder: Binder,
    vectors: Floats,
    sight: Sight,
) -> list[Reading]:
    """Read for some targets, of which `sight` tells what is in view; verbs that state no event are left out."""
    targets = sight.targets.tolist()
    hints = [ask(hinter, words.items[number], sentences) for number in targets]
    kinds = np.array([FIGURE if isinstance(words.items[n].fact, Quantity) else VERB for n in targets], np.int64)
    marks, columns = marks_of(hints, sight, words), columns_of(hints)
    scores, whole = binder.score(vectors, sight, kinds, marks, columns)
    readings = []
    for at, number in enumerate(targets):
        if kinds[at] == VERB and whole[at, 0] <= LEAST:
            continue
        size = int(sight.seen[at].sum())
        seen = sight.words[at, :size].tolist()
        scored, ruled = (scores[at, :size], whole[at]), (marks[at, :size], columns[at])
        choice = choose(words, locations, number, seen, scored, ruled)
        if kinds[at] == VERB and strength_of(words.items[number], choice) <= LEAST:
            continue
        readings.append(resolve(words, sentences, locations, number, seen, hints[at], choice))
    return readings


def find_targets(words: Words, sentences: Sequence[Sentence], open_: np.ndarray) -> list[int]:
    """The numbers of the quantities, and of the verbs that the gate lets through, outside of boilerplate."""
    targets = []
    for number, word in enumerate(words.items):
        if word.sentence < 0 or sentences[word.sentence].kind == "boilerplate":
            continue
        if isinstance(word.fact, Quantity) or (open_[number] and may_state_event(word)):
            targets.append(number)
    return targets


def ask(hinter: Hinter, word: Word, sentences: Sequence[Sentence]) -> Hint:
    sentence = sentences[word.sentence]
    return hinter.figure(word.fact, sentence) if isinstance(word.fact, Quantity) else hinter.verb(word.start, sentence)


def choose(
    words: Words,
    locations: dict[int, Location],
    number: int,
    seen: list[int],
    scores: tuple[Floats, Floats],
    ruled: tuple[Floats, Floats],
) -> Choice:
    items = [words.items[other] for other in seen]
    is_figure = isinstance(words.items[number].fact, Quantity)
    fronted = range(0) if is_figure else fronted_object(words, number)
    view = View(
        seen,
        [item.text for item in items],
        np.array([item.kind == TIME for item in items]),
        [locations[other].city if other in locations else None for other in seen],
        lead_of(words, number, seen),
        [place for place, other in enumerate(seen) if other in fronted],
    )
    return choose_words(*scores, view, *ruled, is_figure=is_figure)


def lead_of(words: Words, number: int, seen: list[int]) -> int | None:
    """The place of the word that begins the clause of a word, times aside, if a name begins with it."""
    clause = words.clauses[number]
    for place, other in enumerate(seen):
        if other < number and words.clauses[other] == clause and words.items[other].kind != TIME:
            return place if words.items[other].name in LEADS else None
    return None


def resolve(
    words: Words,
    sentences: Sequence[Sentence],
    locations: dict[int, Location],
    number: int,
    seen: list[int],
    hint: Hint,
    choice: Choice,
) -> Reading:
    """Turn the places of a choice into words, times and locations."""
    word = words.items[number]
    named = [words.items[n] for n in seen]
    time = named[choice.time].fact if choice.time is not None else None
    subject = with_nouns_between(choice, seen, named)
    told = choice.place
    own = [locations[seen[place]] for place in subject if seen[place] in locations]
    if told is not None and not may_be_of(locations[seen[told]], own):
        told = None
    return Reading(
        word=word,
        sentence=sentences[word.sentence],
        is_figure=isinstance(word.fact, Quantity),
        hint=hint,
        choice=choice,
        subject=gathered(words, [seen[place] for place in subject], number),
        thing=gathered(words, [seen[place] for place in choice.thing if seen[place] != number], number),
        source=[named[place] for place in choice.source],
        time=time if isinstance(time, Time) else None,
        location=locations[seen[told]] if told is not None else None,
        told_by=named[told] if told is not None else None,
    )


def gathered(words: Words, numbers: list[int], number: int) -> list[Word]:
    """The words with these numbers, for a verb those of the whole phrase."""
    if not isinstance(words.items[number].fact, Quantity):
        numbers = whole_phrase(words, numbers, number)
    return [words.items[other] for other in numbers]


def with_nouns_between(choice: Choice, seen: Sequence[int], named: Sequence[Word]) -> list[int]:
    """The places of the subject, with the nouns between it and the metric: 航天, 产业 of 西安, 航天, 产业, 规模."""
    if not choice.subject:
        return choice.subject
    last = choice.subject[-1]
    nouns: list[int] = []
    for place in range(last + 1, min(last + 2 + BETWEEN, len(seen))):
        if seen[place] != seen[last] + place - last:
            break
        if place in choice.thing:
            return choice.subject + nouns
        if not named[place].tag.startswith(NOUNS) or named[place].fact is not None:
            break
        nouns.append(place)
    return choice.subject
