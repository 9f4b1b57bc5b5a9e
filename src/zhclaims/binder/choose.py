"""Chooses words by the network's scores: who it is about, what is said, when, where and on whose word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from zhclaims.binder.hints import CHANGES, MODALITIES
from zhclaims.binder.view import FAR_BELOW, Bools, Floats, Known, View, likeliest, softmax
from zhclaims.binder.where import led_by_subjects, pick_places
from zhclaims.binder.words import Ids

OUTPUTS = FIRST, LAST, THING, SOURCE, TIME, WITHIN, PLACE = range(7)
"""The columns of scores of words: first and last word of the subject, metric or object, source, time, any word of the
subject, place."""
WHOLE = 1 + len(CHANGES) + len(MODALITIES) + 2
"""Scores of each target: said at all, changes, modalities, no time, no place."""
TIME_BY_RULE = 1.0
"""What the time that the rules chose gains over others: newspapers' figures outlive the times of their neighbours."""
SOURCE_BY_RULE = 1.0
"""What the words of a source count for more where the rules name one."""
MODALITY_BY_RULE = np.array([0, 1, 1, 2], np.float32)
"""What a plan, a hedge or a denial gains that the rules find."""
LONGEST_SUBJECT = 14
"""Words."""
BEAM, CANDIDATES = 6, 12
WITHIN_COUNTS = 0.2
"""What it costs that a word within a stretch does not belong to it, in logits."""
LONGER = 3
"""A phrase so many times as long as the name in it is another thing: 海州 and 海州造船厂董事长."""
LEAD = 2.5
"""What a name gains as subject that begins the clause of its figure or verb."""
FRONTED = 2.0
"""What words gain as object that 把 puts before the verb, or that stand before 由 and the agent."""
SOFTNESS = 2.0
"""What scores of stretches are divided by before they are likelihoods: the network is surer than it should be."""
CLEAR = 0.9
"""A stretch as likely as this needs no others to agree."""
LEAST_THING = -0.5
"""Words of a metric from this logit on: a word too many does less harm than one too few."""
FAINT, EVEN = 0.005, 0.05
"""What is less likely than that has no say; of what is even in agreement but for so much, the likeliest is taken."""
STOPS = frozenset("，。；：！？,;:!?")
"""No subject goes across these."""
CHANGE, MODALITY = slice(1, 1 + len(CHANGES)), slice(1 + len(CHANGES), 1 + len(CHANGES) + len(MODALITIES))


@dataclass(frozen=True, slots=True)
class Choice:
    """The places (in what is seen) of the words chosen for each field, and how likely each choice is, 0 to 1."""

    said: float
    subject: list[int]
    subject_sure: float
    thing: list[int]
    thing_sure: float
    source: list[int]
    time: int | None
    time_sure: float
    place: int | None
    place_sure: float
    change: int
    change_sure: float
    modality: int
    modality_sure: float


def choose_words(
    scores: Floats, whole: Floats, view: View, known: Known, marks: Floats, columns: Floats
) -> list[Choice]:
    """Choose for each target: `scores` are [target, place, output], `whole` those of the targets.

    `marks` [target, place, mark] and `columns` are what the rules say (`hints.py`); their time, source and modality
    gain something over others.
    """
    ends = scores[:, :, [FIRST, LAST, WITHIN]]
    led = np.flatnonzero(view.leads >= 0)
    ends[led, view.leads[led], 0] += LEAD
    subjects = best_stretches(ends, view, known.texts)
    timely = known.timely[view.words] & view.seen & ~view.barred
    places = pick_places(whole[:, -1], scores[:, :, PLACE], view, known)
    by_rule = columns[:, -len(MODALITIES) :] * MODALITY_BY_RULE
    fields = zip(
        (1 / (1 + np.exp(-whole[:, 0]))).tolist(),
        subjects,
        choose_things(scores[:, :, THING], view, known.texts),
        evenness(scores[:, :, THING], view.seen),
        choose_sources(scores[:, :, SOURCE], view, marks[:, :, 1]),
        pick_times(whole[:, -2], scores[:, :, TIME], timely, marks[:, :, 0] > 0),
        led_by_subjects(places, [first for first, _, _ in subjects], view, known.cities),
        likeliest(whole[:, CHANGE]),
        likeliest(whole[:, MODALITY] + by_rule),
        strict=True,
    )
    return [
        Choice(said, list(range(first, last + 1)), sure, thing, thing_sure, source, *time, *place, *change, *modality)
        for said, (first, last, sure), thing, thing_sure, source, time, place, change, modality in fields
    ]


def choose_things(scores: Floats, view: View, texts: Sequence[str]) -> Iterator[list[int]]:
    """The words of a metric, which may stand apart, each once; or those of an object, which do not."""
    favoured = scores + np.float32(FRONTED) * (view.fronted & ~view.figures[:, None])
    for row, words, seen, is_figure in zip(favoured, view.words, view.seen, view.figures.tolist(), strict=True):
        if not is_figure:
            yield strongest_run(row[seen], words)
            continue
        chosen = np.flatnonzero(row > LEAST_THING).tolist() or [int(row.argmax())]
        yield each_once(chosen, words, texts)


def each_once(chosen: list[int], words: Ids, texts: Sequence[str]) -> list[int]:
    """Without the places of words that come again: of each the one beside most other words stays, else the last.

    `words` are the numbers of what is seen: 招聘 of 招聘人数：2人 招聘考试 stays beside 人数.
    """
    last = {texts[words[place]]: place for place in chosen}
    if len(last) == len(chosen):
        return chosen
    others = set(last.values())

    def beside(place: int) -> int:
        return sum(other in others and abs(words[other] - words[place]) == 1 for other in (place - 1, place + 1))

    held = {texts[words[place]]: place for place in sorted(chosen, key=beside)}
    return [place for place in chosen if held[texts[words[place]]] == place]


def choose_sources(scores: Floats, view: View, by_rule: Floats) -> Iterator[list[int]]:
    """The words of each source; none where none has a score above 0."""
    favoured = scores + np.float32(SOURCE_BY_RULE) * by_rule.any(1, keepdims=True)
    for row, words, seen in zip(favoured, view.words, view.seen, strict=True):
        yield strongest_run(row[seen], words)


def best_stretches(scores: Floats, view: View, texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """For each target the stretch of words that most of the likelihood agrees with, and how much of it does.

    `scores` are [target, place, 3]: of its first word, its last word and any word of it. A short name, the full one
    and the same name elsewhere in the text share what they have, so that together they win over a phrase that is
    likelier than each of them.
    """
    firsts, lasts, sums = possible_stretches(scores, view, texts)
    likelihoods = softmax(sums / np.float32(SOFTNESS))
    best = []
    for words, *row in zip(view.words, firsts.tolist(), lasts.tolist(), likelihoods.tolist(), strict=True):
        likely = [stretch for stretch in zip(*row, strict=True) if stretch[2] > FAINT]
        if likely[0][2] <= CLEAR:
            begins = words[[first for first, _, _ in likely]].tolist()
            phrases = [
                "".join(texts[at : at + last - first + 1]) for at, (first, last, _) in zip(begins, likely, strict=True)
            ]
            number, sure = most_agreed(phrases, [share for _, _, share in likely])
            best.append((*likely[number][:2], sure))
        else:
            best.append(likely[0])
    return best


def most_agreed(phrases: Sequence[str], shares: Sequence[float]) -> tuple[int, float]:
    """The number of the phrase that the largest share agrees with, and that share; phrases come likeliest first."""
    agreeing = list(shares)
    counted = list(enumerate(map(count_characters, phrases)))
    for (one, some), (other, others) in combinations(counted, 2):
        if may_be_one(len(some), len(others), len(some & others)):
            agreeing[one] += shares[other]
            agreeing[other] += shares[one]
    least = max(agreeing) - EVEN
    return next((number, share) for number, share in enumerate(agreeing) if share >= least)


def count_characters(phrase: str) -> set[str]:
    """The characters of a phrase, one that comes again doubled, so that sets share as many as phrases do.

    >>> sorted(count_characters("上海海港"))
    ['上', '海', '海海', '港']
    """
    found = set(phrase)
    if len(found) < len(phrase):
        found = {character * (1 + phrase.count(character, 0, place)) for place, character in enumerate(phrase)}
    return found


def may_be_one(size: int, other: int, shared: int) -> bool:
    """Whether phrases of two lengths may be of one name: the longer holds the shorter, or they share half.

    >>> may_be_one(2, 3, 2), may_be_one(3, 3, 0), may_be_one(2, 8, 2)
    (True, False, False)
    """
    short, long = (size, other) if size < other else (other, size)
    return (shared == short >= 2 and long <= LONGER * short) or 4 * shared >= short + long


def possible_stretches(scores: Floats, view: View, texts: Sequence[str]) -> tuple[Ids, Ids, Floats]:
    """The best stretches of each target, best first: the places of their first and last words, and their scores.

    A score is of the first and the last word, less what each word costs.
    """
    is_stop = np.array([text in STOPS for text in texts])
    stops, count = np.cumsum(is_stop)[view.words], scores.shape[1]
    costs = np.cumsum(np.logaddexp(0, -scores[:, :, 2]), 1) * WITHIN_COUNTS
    costs = np.pad(costs, ((0, 0), (1, 0)))
    firsts = np.argsort(-scores[:, :, 0])[:, :BEAM].repeat(LONGEST_SUBJECT, 1)
    lasts = firsts + np.tile(np.arange(LONGEST_SUBJECT), firsts.shape[1] // LONGEST_SUBJECT)
    held = np.minimum(lasts, count - 1)
    at = np.arange(len(scores))[:, None]
    joined = (lasts < count) & view.seen[at, held] & (stops[at, held] == stops[at, firsts])
    joined &= view.words[at, held] - view.words[at, firsts] == held - firsts
    sums = scores[at, firsts, 0] + scores[at, held, 1] - (costs[at, held + 1] - costs[at, firsts])
    sums = np.where(joined, sums, FAR_BELOW)
    best = np.argsort(-sums)[:, :CANDIDATES]
    return firsts[at, best], lasts[at, best], sums[at, best]


def strongest_run(scores: Floats, words: Ids) -> list[int]:
    """The places of the run of words with the largest sum of scores; empty where none is above 0."""
    if scores.max(initial=-1) <= 0:
        return []
    best, total, start, chosen = 0.0, 0.0, 0, range(0)
    numbers = words.tolist()
    for place, score in enumerate(scores.tolist()):
        if total <= 0 or numbers[place] != numbers[place - 1] + 1:
            total, start = 0.0, place
        total += score
        if total > best:
            best, chosen = total, range(start, place + 1)
    return list(chosen)


def pick_times(none: Floats, scores: Floats, timely: Bools, by_rule: Bools) -> Iterator[tuple[int | None, float]]:
    """The place of each time, None for none, and how likely it is; what the rules chose has an advantage."""
    chosen = by_rule & timely
    favoured = np.where(timely, scores + TIME_BY_RULE * chosen, FAR_BELOW)
    nones = none + TIME_BY_RULE * ~chosen.any(1)
    for place, share in likeliest(np.column_stack([nones, favoured])):
        yield (place - 1 if place else None), share


def evenness(scores: Floats, seen: Bools) -> list[float]:
    """How sure a yes or no is on average, of the words where it is least so."""
    weakest = np.sort(np.where(seen, np.abs(scores), np.inf))[:, :4]
    means: list[float] = (1 / (1 + np.exp(-weakest))).mean(1, where=np.isfinite(weakest)).tolist()
    return means
