"""Chooses words by the network's scores: who it is about, what is said, when, where and on whose word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhclaims.binder.hints import CHANGES, MODALITIES

Floats = npt.NDArray[np.float32]

OUTPUTS = FIRST, LAST, THING, SOURCE, TIME, WITHIN, PLACE = range(7)
"""The columns of scores of words: first and last word of the subject, metric or object, source, time, any word of the
subject, place."""
FAR_BELOW = -1e4
TIME_BY_RULE = 1.0
"""What the time that the rules chose gains over others: newspapers' figures outlive the times of their neighbours."""
NO_PLACE = 0.75
"""What no place gains over others: a wrong city is worse than none."""
SOURCE_BY_RULE = 1.0
"""What the words of a source count for more where the rules name one."""
MODALITY_BY_RULE = np.array([0, 1, 1, 1], np.float32)
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
class View:
    """The words in view of one target."""

    seen: Sequence[int]
    """Their numbers in the article."""
    texts: Sequence[str]
    timely: npt.NDArray[np.bool_]
    """Which are times."""
    cities: Sequence[str | None]
    """The city that a word tells, "" where it tells a place without one, None where it tells none."""
    lead: int | None = None
    """The place of the name that begins the target's own clause: 嘉兴 in 宁波为3390万标箱，嘉兴为428万标箱."""
    fronted: Sequence[int] = ()
    """The places that the object of a verb should be among: 总部 in 将总部迁至青岛."""


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
    scores: Floats, whole: Floats, view: View, marks: Floats, columns: Floats, *, is_figure: bool
) -> Choice:
    """Choose for one target: `scores` are [place, output], `whole` those of the target.

    `marks` [place, mark] and `columns` are what the rules say (`hints.py`); their time, source and modality gain
    something over others.
    """
    ends = scores[:, [FIRST, LAST, WITHIN]]
    if view.lead is not None:
        ends[view.lead, 0] += LEAD
    first, last, subject_sure = best_stretch(ends, view.seen, view.texts)
    thing = choose_thing(scores[:, THING], view, is_figure=is_figure)
    favour = np.float32(SOURCE_BY_RULE * marks[:, 1].any())
    source = strongest_run(scores[:, SOURCE] + favour, view.seen)
    time, time_sure = pick_time(whole[-2], scores[:, TIME], view.timely, marks[:, 0] > 0)
    place, place_sure = pick_place(whole[-1] + NO_PLACE, scores[:, PLACE], view.cities)
    if view.lead == first and view.cities[first]:
        place = first
    by_rule = columns[-len(MODALITIES) :] * MODALITY_BY_RULE
    changes, modalities = softmax(whole[CHANGE]), softmax(whole[MODALITY] + by_rule)
    return Choice(
        said=float(1 / (1 + np.exp(-whole[0]))),
        subject=list(range(first, last + 1)),
        subject_sure=subject_sure,
        thing=thing,
        thing_sure=evenness(scores[:, THING]),
        source=source,
        time=time,
        time_sure=time_sure,
        place=place,
        place_sure=place_sure,
        change=int(changes.argmax()),
        change_sure=float(changes.max()),
        modality=int(modalities.argmax()),
        modality_sure=float(modalities.max()),
    )


def choose_thing(scores: Floats, view: View, *, is_figure: bool) -> list[int]:
    """The words of a metric, which may stand apart, each once; or those of an object, which do not."""
    if not is_figure:
        scores = scores.copy()
        scores[list(view.fronted)] += FRONTED
        return strongest_run(scores, view.seen)
    chosen = np.flatnonzero(scores > LEAST_THING).tolist() or [int(scores.argmax())]
    last = {view.texts[place]: place for place in chosen}
    return [place for place in chosen if last[view.texts[place]] == place]


def best_stretch(scores: Floats, seen: Sequence[int], texts: Sequence[str]) -> tuple[int, int, float]:
    """The stretch of words that most of the likelihood agrees with, and how much of it does.

    `scores` are [place, 3]: of its first word, its last word and any word of it. A short name, the full one and the
    same name elsewhere in the text share what they have, so that together they win over a phrase that is likelier
    than each of them.
    """
    stretches, sums = possible_stretches(scores, seen, texts)
    shares = softmax(sums / np.float32(SOFTNESS))
    best = int(shares.argmax())
    if shares[best] > CLEAR:
        return *stretches[best], float(shares[best])
    likely = np.flatnonzero(shares > FAINT)
    stretches, shares = [stretches[number] for number in likely], shares[likely]
    agreeing = agreement_of(["".join(texts[first : last + 1]) for first, last in stretches]) @ shares
    best = int(np.where(agreeing >= agreeing.max() - EVEN, shares, -1).argmax())
    return *stretches[best], float(agreeing[best])


def agreement_of(phrases: Sequence[str]) -> Floats:
    """1 for each pair of phrases that may be of one name, else 0: the longer holds the shorter, or they share half.

    >>> agreement_of(["海州", "海州港", "造船厂"])
    array([[1., 1., 0.],
           [1., 1., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    columns = {character: number for number, character in enumerate(set("".join(phrases)))}
    counts = np.zeros((len(phrases), len(columns)), np.int16)
    for row, phrase in enumerate(phrases):
        for character in phrase:
            counts[row, columns[character]] += 1
    shared = np.minimum(counts[:, None], counts).sum(2)
    sizes = counts.sum(1)
    short, long = np.minimum(sizes[:, None], sizes), np.maximum(sizes[:, None], sizes)
    held = (shared == short) & (short >= 2) & (long <= LONGER * short)
    agreement: Floats = (held | (4 * shared >= short + long)).astype(np.float32)
    return agreement


def possible_stretches(
    scores: Floats, seen: Sequence[int], texts: Sequence[str]
) -> tuple[list[tuple[int, int]], Floats]:
    """The best stretches and their scores: of the first and the last word, less what each word costs."""
    numbers, count = np.array(seen), len(seen)
    stops = np.cumsum([text in STOPS for text in texts])
    costs = np.concatenate([[0], np.cumsum(np.logaddexp(0, -scores[:, 2]))]) * WITHIN_COUNTS
    firsts = np.argsort(-scores[:, 0])[:BEAM, None]
    lasts = firsts + np.arange(LONGEST_SUBJECT)
    held = np.minimum(lasts, count - 1)
    joined = (lasts < count) & (numbers[held] - numbers[firsts] == held - firsts) & (stops[held] == stops[firsts])
    cost = costs[held + 1] - costs[firsts]
    sums = np.where(joined, scores[firsts, 0] + scores[held, 1] - cost, FAR_BELOW).ravel()
    best = np.argsort(-sums)[:CANDIDATES]
    best = best[sums[best] > FAR_BELOW]
    first, last = np.broadcast_to(firsts, lasts.shape).ravel()[best], lasts.ravel()[best]
    return list(zip(first.tolist(), last.tolist(), strict=True)), sums[best].astype(np.float32)


def strongest_run(scores: Floats, seen: Sequence[int]) -> list[int]:
    """The run of words with the largest sum of scores; empty where none is above 0."""
    if scores.max(initial=-1) <= 0:
        return []
    best, total, start, chosen = 0.0, 0.0, 0, range(0)
    for place, score in enumerate(scores.tolist()):
        if total <= 0 or seen[place] != seen[place - 1] + 1:
            total, start = 0.0, place
        total += score
        if total > best:
            best, chosen = total, range(start, place + 1)
    return list(chosen)


def pick_time(
    none: float, scores: Floats, timely: npt.NDArray[np.bool_], by_rule: npt.NDArray[np.bool_]
) -> tuple[int | None, float]:
    """The place of the time, None for none, and how likely it is; what the rules chose has an advantage."""
    chosen = by_rule & timely
    favoured = np.append(not chosen.any(), chosen).astype(np.float32) * TIME_BY_RULE
    allowed = np.append(True, timely)
    shares = softmax(np.where(allowed, np.append(np.float32(none), scores) + favoured, FAR_BELOW).astype(np.float32))
    best = int(shares.argmax())
    return (best - 1 if best else None), float(shares[best])


def pick_place(none: float, scores: Floats, cities: Sequence[str | None]) -> tuple[int | None, float]:
    """The place of the word that tells where, None for none, and how likely its city is, told by whichever word."""
    told = [(place, city) for place, city in enumerate(cities) if city is not None]
    shares = softmax(np.append(np.float32(none), scores[[place for place, _ in told]])).tolist()
    sums = {"": shares[0]}
    for (_, city), share in zip(told, shares[1:], strict=True):
        sums[city] = sums.get(city, 0.0) + share
    chosen = max(sums, key=sums.__getitem__)
    own = [(share, place) for (place, city), share in zip(told, shares[1:], strict=True) if city == chosen]
    share, place = max(own, default=(0.0, None))
    return (None if not chosen and shares[0] >= share else place), sums[chosen]


def evenness(scores: Floats) -> float:
    """How sure a yes or no is on average, of the words where it is least so."""
    shares = 1 / (1 + np.exp(-np.abs(scores)))
    return float(np.sort(shares)[:4].mean())


def softmax(scores: Floats) -> Floats:
    shares: Floats = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares
