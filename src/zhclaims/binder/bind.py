"""Reads an article for each of its figures and verbs, and says what each is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zhclaims.binder.asides import less_aside, less_cause
from zhclaims.binder.aspects import with_aspect, with_whole
from zhclaims.binder.choose import Choice, choose_words
from zhclaims.binder.edges import fit_actor, fit_metric, fit_subject, told_apart
from zhclaims.binder.events import (
    LEAST,
    fronted_object,
    is_told,
    main_verbs,
    may_state_event,
    strength_of,
)
from zhclaims.binder.features import rows_of
from zhclaims.binder.heads import whole_phrases
from zhclaims.binder.hints import MODALITIES, Hint, Hinter, barred_of, columns_of, marks_of
from zhclaims.binder.indicators import part_at_indicator
from zhclaims.binder.network import Article, Binder, load_binder
from zhclaims.binder.objects import fit_object, split_deed
from zhclaims.binder.settle import settle_place
from zhclaims.binder.sight import Observer, Sight
from zhclaims.binder.view import Bools, Floats, Known, View
from zhclaims.binder.voice import in_order
from zhclaims.binder.where import find_mates
from zhclaims.binder.wholes import two_parties, whole_phrase, with_head
from zhclaims.binder.words import TIME, Ids, Word, Words, cut_words
from zhclaims.credit import Credits, reaches
from zhclaims.document import Document
from zhclaims.modality import SURE
from zhclaims.types import Quantity, Sentence, Time
from zhclaims.whereabouts import Location, find_locations

FIGURE, VERB = 0, 1
GATE = -2.0
"""Verbs below this logit are not read for: four in five, and hardly one that would be found to state an event."""
LEADS = frozenset(("B-ORG", "B-PLACE", "B-LOC"))
NOUNS = ("n", "vn")
BETWEEN = 3
"""Nouns that may be left over between subject and metric."""
AT_ONCE, MOST_AT_ONCE = 200, 1_000
"""Targets that are looked around for at once: so many, and those of the line that they end in, but never more."""
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
    deed: list[Word]
    """Verbs that go on telling what the verb tells: 运营 of 开通运营."""
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
    return [
        replace(r, source=[]) if r.source and not reaches(doc, r.source[-1].end, r.word.start) else r for r in readings
    ]


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
    article = binder.read(rows_of(words, sentences, locations, binder.tables.vocabulary), lines)
    targets = find_targets(words, sentences, article.gates > GATE)
    observer = Observer(words, sentences, list(locations))
    readings: list[Reading] = []
    for some in portions(targets, lines):
        readings += read_targets(words, sentences, locations, hinter, binder, article, observer.look(some))
    verbs = [reading for reading in readings if not reading.is_figure]
    main = main_verbs(words, {words.at(r.word.start): strength_of(r.choice) for r in verbs})
    return [r for r in readings if r.is_figure or words.at(r.word.start) in main]


def portions(targets: Sequence[int], lines: Ids) -> Iterator[Sequence[int]]:
    """Some targets after the others; those of one line are together, as each has a say in where the rest are."""
    first = 0
    for last in (np.flatnonzero(np.diff(lines[np.array(targets, np.int64)], append=-2)) + 1).tolist():
        if last - first >= AT_ONCE or last == len(targets):
            yield from (targets[at : min(last, at + MOST_AT_ONCE)] for at in range(first, last, MOST_AT_ONCE))
            first = last


def read_targets(
    words: Words,
    sentences: Sequence[Sentence],
    locations: dict[int, Location],
    hinter: Hinter,
    binder: Binder,
    article: Article,
    sight: Sight,
) -> list[Reading]:
    """Read for some targets, of which `sight` tells what is in view; verbs that state no event are left out."""
    targets = sight.targets.tolist()
    hints = [ask(hinter, words.items[number], sentences) for number in targets]
    kinds = np.array([FIGURE if isinstance(words.items[n].fact, Quantity) else VERB for n in targets], np.int64)
    marks, columns = marks_of(hints, sight, words), columns_of(hints)
    scores, whole = binder.score(article, sight, kinds, marks, columns)
    kept = np.flatnonzero((kinds == FIGURE) | (whole[:, 0] > LEAST))
    scores, whole, marks, columns = scores[kept], whole[kept], marks[kept], columns[kept]
    fronted = fronted_of(words, sight, np.flatnonzero(kinds == VERB).tolist())
    mates = mates_of(words, sentences, locations, sight.targets[kept], kinds[kept] == FIGURE)
    leads = leads_of(words, sight)[kept]
    barred = barred_of(hints, sight, words)[kept]
    view = View(sight.words[kept], sight.seen[kept], kinds[kept] == FIGURE, leads, fronted[kept], barred, mates)
    choices = choose_words(scores, whole, view, known_of(words, locations), marks, columns)
    readings = []
    for at, choice in zip(kept.tolist(), choices, strict=True):
        seen = sight.words[at, sight.seen[at]].tolist()
        if kinds[at] == VERB:
            thing = [seen[place] for place in choice.thing]
            if strength_of(choice) <= LEAST or not is_told(words, targets[at], thing):
                continue
        if (modality := hints[at].modality) and hints[at].modality_rule in SURE:
            choice = replace(choice, modality=MODALITIES.index(modality))
        readings.append(resolve(words, sentences, locations, targets[at], seen, hints[at], choice))
    return readings


def find_targets(words: Words, sentences: Sequence[Sentence], open_: np.ndarray) -> list[int]:
    """The numbers of the quantities, and of the verbs that the gate lets through, outside of boilerplate."""
    told = [*(sentence.kind != "boilerplate" for sentence in sentences), False]  # -1 is the number of no sentence
    targets = []
    for number, (word, is_open) in enumerate(zip(words.items, open_.tolist(), strict=True)):
        if (isinstance(word.fact, Quantity) or (is_open and may_state_event(word))) and told[word.sentence]:
            targets.append(number)
    return targets


def ask(hinter: Hinter, word: Word, sentences: Sequence[Sentence]) -> Hint:
    sentence = sentences[word.sentence]
    return hinter.figure(word.fact, sentence) if isinstance(word.fact, Quantity) else hinter.verb(word.start, sentence)


def known_of(words: Words, locations: dict[int, Location]) -> Known:
    timely = np.array([word.kind == TIME for word in words.items])
    texts = [word.text for word in words.items]
    return Known(texts, timely, {number: location.city for number, location in locations.items()})


def mates_of(
    words: Words, sentences: Sequence[Sentence], locations: dict[int, Location], targets: Ids, figures: Bools
) -> Floats:
    """How much say each target has in where another is; none in one that has a place in its own clause."""
    lines = words.sentences[targets]
    paragraphs = np.array([sentences[line].paragraph for line in lines], np.int64)
    named = np.array([number for number, told in locations.items() if told.by == "place" and told.city], np.int64)
    mates = find_mates(lines, paragraphs, np.searchsorted(named, targets), figures)
    mates[np.isin(words.clauses[targets], words.clauses[named])] = 0
    return mates


def fronted_of(words: Words, sight: Sight, verbs: Sequence[int]) -> Bools:
    """The places that the object of each verb should be among; none for figures: [target, place]."""
    fronted = np.zeros(sight.words.shape, bool)
    for at in verbs:
        some = fronted_object(words, int(sight.targets[at]))
        fronted[at] = (sight.words[at] >= some.start) & (sight.words[at] < some.stop) & sight.seen[at]
    return fronted


def leads_of(words: Words, sight: Sight) -> Ids:
    """For each target the place of the word that begins its clause, times aside, if a name begins with it; else -1."""
    leading = np.array([word.name in LEADS or words.has_body(word) for word in words.items])
    plain = np.array([word.kind != TIME and not word.tag.startswith("t") for word in words.items])  # 当时, 目前
    at = sight.targets[:, None]
    before = (sight.words < at) & (words.clauses[sight.words] == words.clauses[at]) & plain[sight.words] & sight.seen
    firsts = before.argmax(1)
    numbers = sight.words[np.arange(len(firsts)), firsts]
    return np.where(before.any(1) & leading[numbers], firsts, -1)


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
    is_figure, deed = isinstance(word.fact, Quantity), list[int]()
    subject = with_nouns_between(choice, seen, named) if is_figure else choice.subject
    whose, thing = ([seen[place] for place in places if seen[place] != number] for places in (subject, choice.thing))
    if is_figure:
        whose, thing = less_aside(words, number, whose), less_cause(words, thing)
        whose, thing = told_apart(words, fit_subject(words, whose), fit_metric(words, number, thing))
        whose, thing = with_aspect(words, number, *part_at_indicator(words, whose, thing))
        whose, thing = whole_phrases(words, number, with_whole(words, whose, thing), thing)
    else:
        whose, thing = fit_actor(words, whole_phrase(words, whose, number)), whole_phrase(words, thing, number)
        if thing and not (whose and whose[0] > thing[-1]):  # 落户青岛的企业
            thing = with_head(words, thing, number)
        whose, thing = two_parties(words, whose, fit_object(words, thing, number), number)
        whose, thing = in_order(words, whose, thing, number)
        deed, thing = split_deed(words, thing, number)
    picked = seen[choice.place] if choice.place is not None else None
    told = settle_place(words, locations, number, seen, whose, picked)
    return Reading(
        word=word,
        sentence=sentences[word.sentence],
        is_figure=is_figure,
        hint=hint,
        choice=choice,
        subject=[words.items[n] for n in whose],
        thing=[words.items[n] for n in thing],
        deed=[words.items[n] for n in deed],
        source=[named[place] for place in choice.source],
        time=time if isinstance(time, Time) else None,
        location=locations[told] if told is not None else None,
        told_by=words.items[told] if told is not None else None,
    )


def with_nouns_between(choice: Choice, seen: Sequence[int], named: Sequence[Word]) -> list[int]:
    """The places of a figure's subject, with the nouns up to the metric: 航天, 产业 of 西安, 航天, 产业, 规模."""
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
