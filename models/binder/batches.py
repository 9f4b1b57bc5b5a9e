"""Lays examples side by side for the network."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from batch import Batch
from encoder import WINDOW, windows_of
from examples import Example, Target

from zhclaims.binder import features, hints, sight

Array = np.ndarray[Any, Any]
FIRST_ROWS = np.cumsum((0, *sight.RELATIONS[:-1]))
"""Where the rows of each relation begin in the one table that the network has for all."""
GAP = 8
"""Rows between lines: as far as a layer of the network sees to one side."""


def lay_out(examples: Sequence[Example], chosen: Sequence[Sequence[Target]]) -> Batch:
    """The chosen targets of some articles."""
    count, longest = len(examples), max(len(example.rows) for example in examples)
    spread, at = [], 0
    for example in examples:
        spread.append(at + np.arange(len(example.rows)) + GAP * example.lines)
        at = int(spread[-1][-1]) + 1 + GAP
    rows, real = np.zeros((at, features.COLUMNS), np.int64), np.zeros(at, bool)
    for example, places in zip(examples, spread, strict=True):
        rows[places], real[places] = example.rows, True
    spots = np.concatenate([longest * n + np.arange(len(example.rows)) for n, example in enumerate(examples)])
    width = max((len(target.seen) for targets in chosen for target in targets), default=1)
    views = [views_of(*one, width) for one in zip(examples, chosen, spread, strict=True) if one[1]]
    columns = {name: np.concatenate([view[name] for view in views]) for name in (views[0] if views else ())}
    if columns:
        columns |= answers_of([target for targets in chosen for target in targets], width)
    tensors = {name: torch.from_numpy(column) for name, column in columns.items()}
    return Batch(
        rows=torch.from_numpy(rows),
        real=torch.from_numpy(real),
        spots=torch.from_numpy(spots),
        articles=(count, longest),
        **pieces_of(examples, spread),
        **tensors,
    )


def pieces_of(examples: Sequence[Example], spread: Sequence[Array]) -> dict[str, torch.Tensor]:
    """What the pretrained encoder reads; nothing where words were not cut into pieces."""
    windows, places, owners, at = [np.zeros((0, WINDOW + 2), np.int64)], [], [], 0
    for example, own in zip(examples, spread, strict=True):
        if example.pieces:
            some, there, words = windows_of(example.pieces)
            windows.append(some)
            places.append(at + there)
            owners.append(own[words])
            at += some.size
    none = [np.zeros(0, np.int64)]
    return {
        "windows": torch.from_numpy(np.concatenate(windows)),
        "places": torch.from_numpy(np.concatenate(places or none)),
        "owners": torch.from_numpy(np.concatenate(owners or none)),
    }


def views_of(example: Example, targets: Sequence[Target], spread: Array, width: int) -> dict[str, Array]:
    """What is seen of each target of an article; `spread` tells where its words lie in the batch."""
    sizes = np.array([len(target.seen) for target in targets])
    seen = np.arange(width) < sizes[:, None]
    words = np.zeros((len(targets), width), np.int64)
    words[seen] = np.concatenate([target.seen for target in targets])
    marks = np.zeros((len(targets), width, hints.MARKS), np.float32)
    marks[seen] = np.concatenate([target.marks for target in targets])
    numbers = np.array([target.number for target in targets], np.int64)
    none = np.ones((len(targets), 1), bool)
    return {
        "targets": spread[numbers],
        "kinds": np.array([target.kind for target in targets]),
        "words": spread[words],
        "seen": seen,
        "relations": example.standing.relate(numbers, words) + FIRST_ROWS,
        "marks": marks,
        "columns": np.stack([target.columns for target in targets]).astype(np.float32),
        "timely": np.concatenate([none, example.timely[words] & seen], 1),
        "telling": np.concatenate([none, example.telling[words] & seen], 1),
    }


def answers_of(targets: Sequence[Target], width: int) -> dict[str, Array]:
    """What is right for each target; zeros where nothing is said."""
    count = len(targets)
    subjects, things = np.zeros((2, count, width, 2), np.float32)
    times, cities = np.zeros((2, count, width + 1), np.float32)
    within = np.zeros((count, width), np.float32)
    said, known = np.zeros(count, np.float32), np.zeros((count, 2), np.float32)
    changes, modalities = np.zeros((2, count), np.int64)
    for number, target in enumerate(targets):
        answer = target.answer
        if answer is None:
            continue
        said[number] = 1
        for first, last in answer.subject:
            subjects[number, first, 0] = subjects[number, last, 1] = 1
            within[number, first : last + 1] = 1
        things[number, answer.thing, 0] = 1
        things[number, answer.source, 1] = 1
        known[number] = answer.thing_known, answer.source_known
        times[number, answer.times] = 1
        cities[number, answer.cities] = 1
        changes[number], modalities[number] = answer.change, answer.modality
    return {
        "said": said,
        "subjects": subjects,
        "within": within,
        "things": things,
        "known": known,
        "times": times,
        "cities": cities,
        "changes": changes,
        "modalities": modalities,
    }
