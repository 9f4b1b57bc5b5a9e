"""Tags from a network's scores: the best sequence of tags for each sentence, where a name is possible at all."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]
Ids: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

COLUMNS = 256
"""Stretches whose best paths are found at once."""
MARGIN = 1.0
"""By how much a name may score below no name and still be looked at: more than steps between tags can make up for."""
IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Steps:
    """Scores of sequences of tags: O, then B and I of each type; impossible steps lie far below zero."""

    between: Floats
    """[from, to]"""
    first: Floats
    last: Floats


def best_path(emissions: Floats, lengths: Ids, steps: Steps) -> Ids:
    """The best tag of each character of some sentences; emissions are [tag, character]."""
    edges = np.zeros(emissions.shape[1] + 1, bool)
    edges[np.cumsum(lengths)] = edges[0] = True
    named = np.concatenate(([False], may_be_named(emissions, edges[:-1], steps), [False]))
    begins = np.flatnonzero(named[1:-1] & (edges[:-1] | ~named[:-2]))
    ends = np.flatnonzero(named[1:-1] & (edges[1:] | ~named[2:])) + 1
    path = np.zeros(emissions.shape[1], np.int64)
    order = np.argsort(begins - ends, kind="stable")
    for at in range(0, len(order), COLUMNS):
        some = order[at : at + COLUMNS]
        first = np.where(edges[begins[some]], steps.first[:, None], steps.between[0][:, None])
        last = np.where(edges[ends[some]], steps.last[:, None], steps.between[:, :1])
        _walk(emissions, begins[some], ends[some], (first, last), steps.between, path)
    return path


def may_be_named(emissions: Floats, first: Flags, steps: Steps) -> Flags:
    """Which characters lie in any stretch that scores as one name nearly as high as it does outside of names."""
    begun = emissions[1::2] - emissions[0] + steps.between[0, 1::2, None]
    more = np.subtract(emissions[2::2], emissions[0], dtype=np.float64)
    more[:, first] = IMPOSSIBLE
    total = np.cumsum(more, 1)
    best_start = np.maximum.accumulate(begun - total, 1)
    best_end = np.maximum.accumulate(total[:, ::-1], 1)[:, ::-1]
    return np.logical_or.reduce(best_start + best_end > -MARGIN)  # type: ignore[no-any-return]


def _walk(emissions: Floats, begins: Ids, ends: Ids, edges: tuple[Floats, Floats], steps: Floats, path: Ids) -> None:
    """Write the best path of each stretch, longer ones first.

    The best path through a tag is the best one up to it and the best one back to it from the end; both are found in
    the same walk, one forward and one backward.
    """
    lengths = ends - begins
    longest, count = int(lengths[0]), len(lengths)
    live = np.searchsorted(-lengths, -np.arange(longest), "left").tolist()
    moves = np.stack([steps, steps.T], 2)[:, :, None].repeat(count, 2).astype(np.float64)
    places = np.stack([begins, ends - 1], 1) + np.arange(longest)[:, None, None] * np.array([1, -1])
    totals = emissions.take(places, 1, mode="clip").swapaxes(0, 1).astype(np.float64, order="C")
    totals[0] += np.stack(edges, 2)
    for time in range(1, longest):  # totals are [time, tag, stretch, way]
        some = slice(live[time])
        totals[time, :, some] += np.maximum.reduce(totals[time - 1, :, None, some] + moves[:, :, some])
    stretch = np.repeat(np.arange(count), lengths)
    time = np.arange(len(stretch)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = begins[stretch] + time
    back = totals[lengths[stretch] - 1 - time, :, stretch, 1]
    path[place] = (totals[time, :, stretch, 0] + back - emissions[:, place].T).argmax(1)


def certainties(emissions: Floats, path: Ids) -> Floats:
    """The share of the chosen tag among all tags, of each character."""
    shares = np.exp(emissions - emissions.max(0))
    chosen: Floats = shares[path, np.arange(len(path))] / shares.sum(0)
    return chosen
