"""The statistical recogniser: a small convolutional network that marks names it has never seen, on one core."""

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import rjieba

from zhclaims.errors import ZhclaimsError
from zhclaims.features import SHAPES, Features, Vocabulary, featurise
from zhclaims.types import EntityType

Floats = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights"
GRAPH, TABLES, HASHES = "recogniser.onnx", "recogniser.npz", "recogniser.json"
ROW = 1024
"""Characters that go through the network at once."""
COLUMNS = 64
"""Sentences whose best paths are found at once."""


class WeightsError(ZhclaimsError):
    """The recogniser's files are absent or damaged."""


class Mark(NamedTuple):
    """A name in one sentence: half-open offsets, type, and how sure the network is, 0 to 1."""

    start: int
    end: int
    type: EntityType
    score: float


@dataclass(frozen=True, slots=True)
class Tables:
    """What stands beside the graph: embeddings in int8, the vocabulary, and the scores of tag sequences."""

    vocabulary: Vocabulary
    embeddings: tuple[tuple[npt.NDArray[np.int8], Floats], ...]
    """Characters, shapes, words; each with its scale a row."""
    steps: Floats
    first: Floats
    last: Floats
    labels: tuple[str, ...]
    gap: int


class Recogniser:
    """The network with its tables; the marks of a sentence never depend on its neighbours in a batch."""

    def __init__(self, graph: bytes, tables: Tables) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tables = tables

    @property
    def vocabulary(self) -> Vocabulary:
        """Its characters and words."""
        return self.tables.vocabulary

    def mark(self, sentences: Sequence[str]) -> list[list[Mark]]:
        """Mark the names of each sentence; Simplified text in, offsets within the sentence out."""
        features = [featurise(text, rjieba.cut(text), self.vocabulary) for text in sentences]
        found: list[list[Mark]] = [[] for _ in sentences]
        scored = [(index, emissions) for index, emissions in self._score(features) if len(emissions)]
        scored.sort(key=lambda pair: len(pair[1]))
        for at in range(0, len(scored), COLUMNS):
            some = scored[at : at + COLUMNS]
            for (index, emissions), path in zip(some, self._best_paths([pair[1] for pair in some]), strict=True):
                found[index] = self._spell(path, emissions)
        return found

    def rows_of(self, features: Sequence[Features]) -> tuple[Floats, list[int]]:
        """Sentences side by side with gaps that no character sees across, and where each begins."""
        gap = self.tables.gap
        blank = Features(
            np.full(gap, self.vocabulary.gap, np.int32), np.full(gap, SHAPES - 1, np.int32), np.zeros(gap, np.int32)
        )
        parts = [blank, *(part for sentence in features for part in (sentence, blank))]
        columns = []
        for name, (table, scale) in zip(("characters", "shapes", "words"), self.tables.embeddings, strict=True):
            ids = np.concatenate([getattr(part, name) for part in parts])
            columns.append(table[ids] * scale[ids])
        starts, at = [], gap
        for sentence in features:
            starts.append(at)
            at += len(sentence) + gap
        return np.ascontiguousarray(np.concatenate(columns, 1).T[None]), starts

    def _score(self, features: Sequence[Features]) -> Iterator[tuple[int, Floats]]:
        """The emissions [character, tag] of each sentence, by its index."""
        for start, end in _chunks([len(sentence) + self.tables.gap for sentence in features]):
            rows, starts = self.rows_of(features[start:end])
            emissions = self.session.run(None, {"rows": rows})[0][0].T
            for index, at in zip(range(start, end), starts, strict=True):
                yield index, emissions[at : at + len(features[index])]

    def _best_paths(self, sentences: list[Floats]) -> list[npt.NDArray[np.intp]]:
        """The best tag sequence of each sentence, shorter ones first; Viterbi over all of them at once."""
        lengths = np.array([len(emissions) for emissions in sentences])
        longest, size = int(lengths[-1]), len(self.tables.labels)
        padded = np.zeros((longest, len(sentences), size), np.float32)
        for column, emissions in enumerate(sentences):
            padded[: len(emissions), column] = emissions
        total = padded[0] + self.tables.first
        into = np.ascontiguousarray(self.tables.steps.T)
        back = np.empty((longest, len(sentences), size), np.int8)
        done = np.searchsorted(lengths, np.arange(longest), "right")
        for time in range(1, longest):
            live = done[time]
            moved = total[live:, None, :] + into
            source = back[time, live:] = moved.argmax(2)
            total[live:] = (
                np.take_along_axis(moved, source[:, :, None].astype(np.intp), 2)[:, :, 0] + padded[time, live:]
            )
        return _trace((total + self.tables.last).argmax(1), back, lengths)

    def _spell(self, path: npt.NDArray[np.intp], emissions: Floats) -> list[Mark]:
        """The marks that a path of tags spells."""
        if not path.any():
            return []
        labels, marks = self.tables.labels, []
        begins = [at for at in np.flatnonzero(path).tolist() if labels[path[at]][0] == "B"]
        for start in begins:
            end = start + 1
            while end < len(path) and labels[path[end]][0] == "I":
                end += 1
            kind = cast(EntityType, labels[path[start]][2:])
            marks.append(Mark(start, end, kind, _certainty(emissions[start:end], path[start:end])))
        return marks


def _chunks(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that fill a row: half-open index ranges."""
    start, used = 0, 0
    for index, size in enumerate(sizes):
        if used and used + size > ROW:
            yield start, index
            start, used = index, 0
        used += size
    if start < len(sizes):
        yield start, len(sizes)


def _trace(
    tags: npt.NDArray[np.intp], back: npt.NDArray[np.int8], lengths: npt.NDArray[np.int64]
) -> list[npt.NDArray[np.intp]]:
    """Follow the best paths back from each sentence's own end."""
    columns = np.arange(len(lengths))
    path = np.zeros((len(back), len(lengths)), np.intp)
    path[lengths - 1, columns] = tags
    for time in range(len(back) - 1, 0, -1):
        live = columns[lengths > time]
        path[time - 1, live] = back[time, live, path[time, live]]
    return [path[:length, column] for column, length in enumerate(lengths)]


def _certainty(emissions: Floats, path: npt.NDArray[np.intp]) -> float:
    """The mean share of the chosen tags among all tags, a character at a time."""
    shares = np.exp(emissions - emissions.max(1, keepdims=True))
    return round(float((shares[np.arange(len(path)), path] / shares.sum(1)).mean()), 3)


@cache
def load_recogniser(folder: Path = WEIGHTS) -> Recogniser:
    """Load the recogniser from a folder of weights; those of the package by default.

    Raises WeightsError when a file is absent or is not the one that its hash names.

    >>> load_recogniser().mark(["蓝鲸智造在合肥设立了研发中心。"])[0][0].type
    'ORG'
    """
    hashes = json.loads(_read(folder / HASHES))
    for name in (GRAPH, TABLES):
        if hashlib.sha256(_read(folder / name)).hexdigest() != hashes.get(name):
            raise WeightsError(f"{folder / name}: not the file that {HASHES} names; install zhclaims again")
    return Recogniser(_read(folder / GRAPH), read_tables(folder / TABLES))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        advice = "install zhclaims again, or run without the recogniser"
        raise WeightsError(f"{path}: the recogniser's weights cannot be read ({error}); {advice}") from error


def read_tables(path: Path) -> Tables:
    """Read embeddings, vocabulary and tag scores from an .npz file."""
    with np.load(io.BytesIO(_read(path))) as arrays:
        text = {name: arrays[name].tobytes() for name in ("lexicon", "lexicon_tags", "labels")}
        words = text["lexicon"].decode().split("\n")
        vocabulary = Vocabulary(
            arrays["alphabet"].astype(np.int32),
            dict(zip(words, range(len(words)), strict=True)),
            text["lexicon_tags"],
            int(arrays["vectors"]),
        )
        embeddings = tuple((arrays[name], arrays[f"{name}_scale"]) for name in ("characters", "shapes", "words"))
        labels = tuple(text["labels"].decode().split("\n"))
        steps, first, last = (arrays[name] for name in ("steps", "first", "last"))
        return Tables(vocabulary, embeddings, steps, first, last, labels, int(arrays["gap"]))
