"""Chooses where each figure or verb is: the likeliest city, by its own sight and by what is said beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from zhclaims.binder.view import FAR_BELOW, Bools, Floats, Known, View, softmax
from zhclaims.binder.words import Ids

NO_PLACE = 1.25
"""What no place gains over others: a wrong city is worse than none."""
IN_PARAGRAPH = 0.1
"""The say of a figure of the same paragraph, where one of the same sentence has 1."""
ACROSS_PLACES = 0.3
"""What is left of it where a place is named between the two: 合肥为90万辆，芜湖为30万辆."""


def find_mates(sentences: Ids, paragraphs: Ids, places: Ids, figures: Bools) -> Floats:
    """How much say each target has in where another is: the figures of a sentence mostly are of one city.

    `sentences`, `paragraphs`: the numbers of those that the targets stand in; `places`: how many places are named
    before each; `figures`: which are figures, in which verbs have no say. Together the others have at most as much say
    as what a target sees.

    >>> find_mates(np.array([0, 0, 1]), np.array([0, 0, 1]), np.array([1, 1, 1]), np.ones(3, bool)).tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    say: Floats = (paragraphs[:, None] == paragraphs) * np.float32(IN_PARAGRAPH)
    say[sentences[:, None] == sentences] = 1.0
    say[places[:, None] != places] *= ACROSS_PLACES
    say *= figures | ~figures[:, None]
    np.fill_diagonal(say, 0.0)
    say /= np.maximum(say.sum(1, keepdims=True), 1)
    return say


def pick_places(none: Floats, scores: Floats, view: View, known: Known) -> Iterator[tuple[int | None, float]]:
    """The place of each word that tells where, None for none, and how likely its city is."""
    names = ["", *sorted(set(known.cities.values()) - {""})]
    numbers = {name: number for number, name in enumerate(names)}
    city_of = np.full(len(known.texts), -1)
    city_of[list(known.cities)] = [numbers[city] for city in known.cities.values()]
    cities = np.where(view.seen, city_of[view.words], -1)
    shares = softmax(np.column_stack([none + np.float32(NO_PLACE), np.where(cities >= 0, scores, FAR_BELOW)]))
    likely = likelihoods_of_cities(shares, cities, len(names))
    agreed = np.where(likely > 0, likely + view.mates @ likely, 0)
    chosen, whole = agreed.argmax(1), agreed.sum(1)
    for row, told, city, sums, total in zip(shares, cities, chosen.tolist(), agreed, whole, strict=True):
        yield pick_place(row, told == city, is_city=city > 0), float(sums[city] / total)


def likelihoods_of_cities(shares: Floats, cities: Ids, count: int) -> Floats:
    """How likely each city is, told by whichever words: [target, city]; the first is none.

    `shares` are those of no place and of the words, `cities` the numbers of the cities that the words tell, else -1.
    """
    likely = np.zeros((len(shares), count), np.float32)
    likely[:, 0] = shares[:, 0]
    rows, places = np.nonzero(cities >= 0)
    np.add.at(likely, (rows, cities[rows, places]), shares[rows, places + 1])
    return likely


def pick_place(shares: Floats, told: Bools, *, is_city: bool) -> int | None:
    """The likeliest of the places told, None for none; one without a city only where it is likelier than no place."""
    places = np.flatnonzero(told)
    if not len(places):
        return None
    best = int(places[shares[places + 1].argmax()])
    return best if is_city or shares[best + 1] > shares[0] else None


def led_by_subjects(
    places: Iterable[tuple[int | None, float]], firsts: Sequence[int], view: View, cities: Mapping[int, str]
) -> Iterator[tuple[int | None, float]]:
    """The places picked, but that of the subject where it begins the clause and tells a city."""
    for (place, sure), first, lead, words in zip(places, firsts, view.leads.tolist(), view.words, strict=True):
        yield (first if first == lead and cities.get(int(words[first])) else place), sure
