"""The statistical recogniser: a small convolutional network that marks names it has never seen, on one core."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import rjieba

from zhclaims.decoding import Floats, Ids, Steps, best_path, certainties
from zhclaims.features import Features, Vocabulary, featurise
from zhclaims.inference import open_session
from zhclaims.shipped import WEIGHTS, read_weights
from zhclaims.simplify import SURROGATES
from zhclaims.types import EntityType

Bytes: TypeAlias = npt.NDArray[np.uint8]

GRAPH, TABLES, HASHES = "recogniser.onnx", "recogniser.npz", "recogniser.json"
ROW = 2048
"""Characters that go through the network at once."""


class Mark(NamedTuple):
    """A name in one sentence: half-open offsets, type, and how sure the network is, 0 to 1."""

    start: int
    end: int
    type: EntityType
    score: float


@dataclass(frozen=True, slots=True)
class Tables:
    """What stands beside the graph: embeddings, the vocabulary, and the scores of tag sequences."""

    vocabulary: Vocabulary
    characters: Bytes
    shapes: Bytes
    words: Bytes
    steps: Steps
    labels: tuple[str, ...]
    gap: int
    """Empty places between sentences: as many as the network sees to one side."""


class Recogniser:
    """The network with its tables; the marks of a sentence never depend on its neighbours in a batch."""

    def __init__(self, graph: bytes, tables: Tables) -> None:
        self.session: Any = open_session(graph)
        self.tables = tables

    def mark(self, sentences: Sequence[str]) -> list[list[Mark]]:
        """Mark the names of each sentence; Simplified text in, offsets within the sentence out."""
        clean = [SURROGATES.sub("\ufffd", text) for text in sentences]
        lengths = np.array([len(text) for text in clean], np.int64)
        if not lengths.sum():
            return [[] for _ in sentences]
        features = featurise(clean, [rjieba.cut(text) for text in clean], self.tables.vocabulary)
        emissions = np.concatenate(list(self._score(features, lengths)), 1)
        path = best_path(emissions, lengths, self.tables.steps)
        return self._spell(path, emissions, lengths)

    def _score(self, features: Features, lengths: Ids) -> Iterator[Floats]:
        """The emissions [tag, character] of some sentences at a time."""
        ends = np.cumsum(lengths)
        for first, last in _chunks(lengths + self.tables.gap):
            some = slice(int(ends[first] - lengths[first]), int(ends[last - 1]))
            rows, places = lay_out(features, some, lengths[first:last], self.tables)
            yield self.session.run(None, {"rows": rows})[0][0].take(places, 1)

    def _spell(self, path: Ids, emissions: Floats, lengths: Ids) -> list[list[Mark]]:
        """The marks of each sentence that a path of tags spells: B, and the I that follow it."""
        named = np.flatnonzero(path)
        sure = dict(zip(named.tolist(), certainties(emissions[:, named], path[named]).tolist(), strict=True))
        tags = [*path.tolist(), 0]
        ends = np.cumsum(lengths)
        starts = np.flatnonzero(path % 2)
        owners = np.searchsorted(ends, starts, "right")
        offsets = (ends - lengths)[owners]
        found: list[list[Mark]] = [[] for _ in lengths]
        for start, owner, offset in zip(starts.tolist(), owners.tolist(), offsets.tolist(), strict=True):
            end = start + 1
            while tags[end] == tags[start] + 1:
                end += 1
            kind = cast(EntityType, self.tables.labels[tags[start]][2:])
            score = sum(sure[place] for place in range(start, end)) / (end - start)
            found[owner].append(Mark(start - offset, end - offset, kind, round(score, 3)))
        return found


def lay_out(features: Features, some: slice, lengths: Ids, tables: Tables) -> tuple[Bytes, Ids]:
    """Sentences side by side with gaps that no character sees across, as rows of the graph, and where each stands."""
    size = int(lengths.sum()) + tables.gap * (len(lengths) + 1)
    places = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(lengths) + 1) * tables.gap, lengths)
    columns = []
    for ids, table in (
        (features.characters, tables.characters),
        (features.shapes, tables.shapes),
        (features.words, tables.words),
    ):
        row = np.full(size, 0 if table is tables.words else len(table) - 1)
        row[places] = ids[some]
        columns.append(table.take(row, 0))
    return np.concatenate(columns, 1)[None], places


def _chunks(sizes: Ids) -> Iterator[tuple[int, int]]:
    """Runs of sentences that fill a row: half-open index ranges."""
    start, used = 0, 0
    for index, size in enumerate(sizes.tolist()):
        if used and used + size > ROW:
            yield start, index
            start, used = index, 0
        used += size
    yield start, len(sizes)


@cache
def load_recogniser(folder: Path = WEIGHTS) -> Recogniser:
    """Load the recogniser from a folder of weights; those of the package by default.

    Raises WeightsError when a file is absent or is not the one that its hash names.

    >>> load_recogniser().mark(["蓝鲸智造在合肥设立了研发中心。"])[0][0].type
    'ORG'
    """
    graph, tables = read_weights(folder, HASHES, (GRAPH, TABLES))
    return Recogniser(graph, read_tables(tables))


def read_tables(content: bytes) -> Tables:
    """Read embeddings, vocabulary and tag scores from the bytes of an .npz file."""
    with np.load(io.BytesIO(content)) as arrays:
        words = arrays["lexicon"].tobytes().decode().split("\n")
        vocabulary = Vocabulary(
            arrays["alphabet"].astype(np.int32),
            dict(zip(words, range(len(words)), strict=True)),
            arrays["lexicon_tags"].tobytes(),
            int(arrays["vectors"]),
        )
        tables = {name: arrays[name] for name in ("characters", "shapes", "words")}
        steps = Steps(arrays["steps"], arrays["first"], arrays["last"])
        labels = tuple(arrays["labels"].tobytes().decode().split("\n"))
        return Tables(vocabulary=vocabulary, **tables, steps=steps, labels=labels, gap=int(arrays["gap"]))
