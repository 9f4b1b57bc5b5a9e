"""Lays sentences side by side: padded and sorted for recurrent layers, packed with gaps for the convolutions."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import rjieba
import torch
from corpus import Marked
from crf import encode
from torch import Tensor

from zhclaims.features import SHAPES, Features, Vocabulary, featurise

SKIP = -100
"""The target that a loss ignores."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as rows, with its tags and, where asked for, LAC's."""

    features: Features
    tags: list[int]
    lac: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows [time, batch] of sentences, what they should become, and which places hold a character."""

    indices: list[int]
    characters: Tensor
    shapes: Tensor
    words: Tensor
    tags: Tensor
    lac: Tensor
    alive: Tensor
    places: Tensor
    """[longest sentence, sentence]: where each character stands in the flattened rows; -1 after the sentence."""


def prepare(sentences: list[Marked], vocabulary: Vocabulary, prefixes: str, lac: list[list[int]]) -> list[Sample]:
    """Featurise sentences and spell their mentions as tags; `lac` may be empty."""
    samples = []
    for index, sentence in enumerate(sentences):
        features = featurise([sentence.text], [rjieba.cut(sentence.text)], vocabulary)
        tags = encode(len(sentence.text), sentence.spans, prefixes)
        samples.append(Sample(features, tags, lac[index] if lac else [SKIP] * len(tags)))
    return samples


def padded(samples: list[Sample], most: int, order: random.Random | None = None) -> Iterator[Batch]:
    """Batches of sentences of like length, at most so many characters; with `order`, in random order."""
    indices = sorted(range(len(samples)), key=lambda i: len(samples[i].tags) + (order.random() * 6 if order else 0))
    groups: list[list[int]] = [[]]
    for index in indices:
        if groups[-1] and len(samples[index].tags) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(index)
    if order:
        order.shuffle(groups)
    for group in groups:
        yield laid_out(samples, [[index] for index in group], 0, 0)


def packed(
    samples: list[Sample], rows: int, length: int, gap: int, gap_row: int, order: random.Random | None = None
) -> Iterator[Batch]:
    """Batches of rows that hold several sentences each, with gaps before, between and after them."""
    indices = list(range(len(samples)))
    if order:
        order.shuffle(indices)
    lines: list[list[int]] = []
    used = length
    for index in indices:
        size = len(samples[index].tags) + gap
        if used + size > length:
            lines.append([])
            used = gap
        lines[-1].append(index)
        used += size
    for start in range(0, len(lines), rows):
        yield laid_out(samples, lines[start : start + rows], gap, gap_row)


def laid_out(samples: list[Sample], lines: list[list[int]], gap: int, gap_row: int) -> Batch:
    """The batch whose rows hold the sentences given."""
    length = max(sum(len(samples[index].tags) + gap for index in line) for line in lines) + gap
    shape = (length, len(lines))
    characters, shapes, words = np.full(shape, gap_row), np.full(shape, SHAPES - 1), np.zeros(shape, int)
    tags, lac, alive = np.zeros(shape, int), np.full(shape, SKIP), np.zeros(shape, bool)
    indices = [index for line in lines for index in line]
    places = np.full((max(len(samples[index].tags) for index in indices), len(indices)), -1)
    column = 0
    for row, line in enumerate(lines):
        at = gap
        for index in line:
            sample = samples[index]
            place = slice(at, at + len(sample.tags)), row
            characters[place], shapes[place] = sample.features.characters, sample.features.shapes
            words[place], tags[place], lac[place], alive[place] = sample.features.words, sample.tags, sample.lac, True
            places[: len(sample.tags), column] = np.arange(at, at + len(sample.tags)) * len(lines) + row
            at += len(sample.tags) + gap
            column += 1
    arrays = (torch.from_numpy(array) for array in (characters, shapes, words, tags, lac, alive, places))
    return Batch(indices, *arrays)
