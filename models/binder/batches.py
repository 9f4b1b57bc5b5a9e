"""Lays examples side by side for the network."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from examples import Example, Target
from net import Batch

from zhclaims.binder import features, hints, sight

Array = np.ndarray[Any, Any]
GAP = 20
"""Rows between articles: more than the network sees to one side."""


def lay_out(examples: Sequence[Example], chosen: Sequence[Sequence[Target]], empty: tuple[int, ...]) -> Batch:
    """The chosen targets of some articles; `empty` is the row between articles."""
    rows, bases, at = [], [], 0
    for example, targets in zip(examples, chosen, strict=True):
        rows += [example.rows, np.tile(np.array(empty, np.int64), (GAP, 1))]
        bases += [at] * len(targets)
        at += len(example.rows) + GAP
    targets = [target for some in chosen for target in some]
    columns = {**_views(targets, np.array(bases)), **_answers(targets)}
    tensors = {name: torch.from_numpy(column) for name, column in columns.items()}
    return Batch(rows=torch.from_numpy(np.concatenate(rows)), **tensors)


def _views(targets: list[Target], bases: Array) -> dict[str, Array]:
    """What is seen of each target."""
    count, width = len(targets), max(len(target.seen) for target in targets)
    words = np.tile(bases[:, None], (1, width))
    relations = np.zeros((count, width, len(sight.RELATIONS)), np.int64)
    marks = np.zeros((count, width, hints.MARKS), np.float32)
    timely, telling = np.zeros((2, count, width + 1), bool)
    for number, target in enumerate(targets):
        size = len(target.seen)
        words[number, :size] += target.seen
        relations[number, :size], marks[number, :size] = target.relations, target.marks
        timely[number, : size + 1], telling[number, : size + 1] = target.timely, target.telling
    return {
        "targets": np.array([target.number for target in targets]) + bases,
        "kinds": np.array([target.kind for target in targets]),
        "words": words,
        "seen": np.arange(width) < np.array([len(target.seen) for target in targets])[:, None],
        "relations": relations,
        "marks": marks,
        "columns": np.stack([target.columns for target in targets]),
        "timely": timely,
        "telling": telling,
    }


def _answers(targets: list[Target]) -> dict[str, Array]:
    """What is right for each target; zeros where nothing is said."""
    count, width = len(targets), max(len(target.seen) for target in targets)
    subjects, things = np.zeros((2, count, width, 2), np.float32)
    times, cities = np.zeros((2, count, width + 1), np.float32)
    said, known = np.zeros(count, np.float32), np.zeros((count, 2), np.float32)
    changes, modalities = np.zeros((2, count), np.int64)
    for number, target in enumerate(targets):
        answer = target.answer
        if answer is None:
            continue
        said[number] = 1
        for first, last in answer.subject:
            subjects[number, first, 0] = subjects[number, last, 1] = 1
        things[number, answer.thing, 0] = 1
        things[number, answer.source, 1] = 1
        known[number] = answer.thing_known, answer.source_known
        times[number, answer.times] = 1
        cities[number, answer.cities] = 1
        changes[number], modalities[number] = answer.change, answer.modality
    return {
        "said": said,
        "subjects": subjects,
        "things": things,
        "known": known,
        "times": times,
        "cities": cities,
        "changes": changes,
        "modalities": modalities,
    }


def empty_row(others: int) -> tuple[int, ...]:
    """The row between articles; `others` is the row of characters that have none."""
    return (0, others, others, features.TAGS.index("x"), *[0] * (features.COLUMNS - 4))
