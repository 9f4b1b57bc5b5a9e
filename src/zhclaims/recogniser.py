"""The statistical recogniser: a small convolutional network that marks names it has never seen, on one core."""

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import rjieba

from zhclaims.errors import ZhclaimsError
from zhclaims.features import Features, Vocabulary, featurise
from zhclaims.simplify import SURROGATES
from zhclaims.types import EntityType

Bytes: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]
Ids: TypeAlias = npt.NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "weights"
GRAPH, TABLES, HASHES = "recogniser.onnx", "recogniser.npz", "recogniser.json"
ROW = 512
"""Characters that go through the network at once."""
COLUMNS = 256
"""Stretches whose best paths are found at once."""
MARGIN = 1.0
"""By how much a name may score below no name and still be looked at: more than steps between tags can make up for."""
IMPOSSIBLE = -1e4


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
    """What stands beside the graph: embeddings, the vocabulary, and the scores of tag sequences."""

    vocabulary: Vocabulary
    characters: Bytes
    shapes: Bytes
    words: Bytes
    steps: Floats
    """From tag to tag; impossible steps far below zero."""
    first: Floats
    last: Floats
    labels: tuple[str, ...]
    gap: int
    """Empty places between sentences: as many as the network sees to one side."""


class Recogniser:
    """The network with its tables; the marks of a sentence never depend on its neighbours in a batch."""

    def __init__(self, graph: bytes, tables: Tables) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tables = tables

    def mark(self, sentences: Sequence[str]) -> list[list[Mark]]:
        """Mark the names of each sentence; Simplified text in, offsets within the sentence out."""
        clean = [SURROGATES.sub("\ufffd", text) for text in sentences]
        lengths = np.array([len(text) for text in clean], np.int64)
        if not lengths.sum():
            return [[] for _ in sentences]
        features = featurise(clean, [rjieba.cut(text) for text in clean], self.tables.vocabulary)
        emissions = np.concatenate(list(self._score(features, lengths)))
        path = best_path(emissions, lengths, self.tables)
        return self._spell(path, emissions, lengths)

    def _score(self, features: Features, lengths: Ids) -> Iterator[Floats]:
        """The emissions [character, tag] of some sentences at a time."""
        ends = np.cumsum(lengths)
        for first, last in _chunks(lengths + self.tables.gap):
            some = slice(int(ends[first] - lengths[first]), int(ends[last - 1]))
            rows, places = lay_out(features, some, lengths[first:last], self.tables)
            yield self.session.run(None, {"rows": rows})[0][0].T[places]

    def _spell(self, path: Ids, emissions: Floats, lengths: Ids) -> list[list[Mark]]:
        """The marks of each sentence that a path of tags spells."""
        found: list[list[Mark]] = [[] for _ in lengths]
        labels = self.tables.labels
        begins = np.array([label[0] == "B" for label in labels])
        inside = np.append(np.array([label[0] == "I" for label in labels])[path], False)
        starts = np.flatnonzero(begins[path])
        ends_of_sentences = np.cumsum(lengths)
        owners = np.searchsorted(ends_of_sentences, starts, "right").tolist()
        offsets = (ends_of_sentences - lengths).tolist()
        sure = certainties(emissions, path)
        for start, owner in zip(starts.tolist(), owners, strict=True):
            end = start + 1
            while inside[end] and end - offsets[owner] < lengths[owner]:
                end += 1
            kind = cast(EntityType, labels[path[start]][2:])
            score = round(float(sure[start:end].mean()), 3)
            found[owner].append(Mark(start - offsets[owner], end - offsets[owner], kind, score))
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
        columns.append(table[row])
    return np.concatenate(columns, 1)[None], places


def best_path(emissions: Floats, lengths: Ids, tables: Tables) -> Ids:
    """The best tag of each character: Viterbi over all stretches at once in which a name is possible."""
    edge = np.zeros(len(emissions) + 1, bool)
    edge[np.cumsum(lengths)] = edge[0] = True
    open_ = may_be_named(emissions, edge[:-1], tables)
    begins = np.flatnonzero(open_ & (edge[:-1] | ~np.append(False, open_[:-1])))
    ends = np.flatnonzero(open_ & (edge[1:] | ~np.append(open_[1:], False))) + 1
    path = np.zeros(len(emissions), np.int64)
    order = np.argsort(begins - ends, kind="stable")
    for at in range(0, len(order), COLUMNS):
        some = order[at : at + COLUMNS]
        first = np.where(edge[begins[some]], tables.first[:, None], tables.steps[0][:, None])
        last = np.where(edge[ends[some]], tables.last[:, None], tables.steps[:, :1])
        _walk(np.ascontiguousarray(emissions.T), begins[some], ends[some], (first, last), tables.steps, path)
    return path


def may_be_named(emissions: Floats, first: npt.NDArray[np.bool_], tables: Tables) -> npt.NDArray[np.bool_]:
    """Which characters lie in any stretch that scores as one name nearly as high as it does outside of names."""
    found = np.zeros(len(emissions), bool)
    for begin in range(1, len(tables.labels), 2):
        gain = emissions[:, begin] - emissions[:, 0] + tables.steps[0, begin]
        more = (emissions[:, begin + 1] - emissions[:, 0]).astype(np.float64)
        more[first] = IMPOSSIBLE
        total = np.cumsum(more)
        best_start = np.maximum.accumulate(gain - total)
        best_end = np.maximum.accumulate(total[::-1])[::-1]
        found |= best_start + best_end > -MARGIN
    return found


def _walk(emissions: Floats, begins: Ids, ends: Ids, edges: tuple[Floats, Floats], steps: Floats, path: Ids) -> None:
    """Write the best path of each stretch, longer ones first; emissions are [tag, character]."""
    lengths = ends - begins
    live = np.searchsorted(-lengths, -np.arange(int(lengths[0])), "left")
    totals = [emissions[:, begins] + edges[0]]
    for time in range(1, int(lengths[0])):
        moved = totals[-1][:, None, : live[time]] + steps[:, :, None]
        totals.append(moved.max(0) + emissions[:, begins[: live[time]] + time])
    tags = np.zeros(len(lengths), np.int64)
    for time in range(int(lengths[0]) - 1, -1, -1):
        going = live[time + 1] if time + 1 < len(live) else 0
        ending = slice(going, live[time])
        tags[ending] = (totals[time][:, ending] + edges[1][:, ending]).argmax(0)
        tags[:going] = (totals[time][:, :going] + steps[:, tags[:going]]).argmax(0)
        path[begins[: live[time]] + time] = tags[: live[time]]


def _chunks(sizes: Ids) -> Iterator[tuple[int, int]]:
    """Runs of sentences that fill a row: half-open index ranges."""
    start, used = 0, 0
    for index, size in enumerate(sizes.tolist()):
        if used and used + size > ROW:
            yield start, index
            start, used = index, 0
        used += size
    yield start, len(sizes)


def certainties(emissions: Floats, path: Ids) -> Floats:
    """The share of the chosen tag among all tags, of each character."""
    shares = np.exp(emissions - emissions.max(1, keepdims=True))
    chosen: Floats = shares[np.arange(len(path)), path] / shares.sum(1)
    return chosen


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
        words = arrays["lexicon"].tobytes().decode().split("\n")
        vocabulary = Vocabulary(
            arrays["alphabet"].astype(np.int32),
            dict(zip(words, range(len(words)), strict=True)),
            arrays["lexicon_tags"].tobytes(),
            int(arrays["vectors"]),
        )
        named = {name: arrays[name] for name in ("characters", "shapes", "words", "steps", "first", "last")}
        labels = tuple(arrays["labels"].tobytes().decode().split("\n"))
        return Tables(vocabulary=vocabulary, **named, labels=labels, gap=int(arrays["gap"]))
