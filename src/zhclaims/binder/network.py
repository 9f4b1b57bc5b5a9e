"""The binder's network at work: reads the words of an article once, then scores what is in view of each target."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from zhclaims.binder.choose import OUTPUTS, WHOLE
from zhclaims.binder.features import Vocabulary
from zhclaims.binder.hints import MARKS
from zhclaims.binder.sight import RELATIONS, Rows, Sight
from zhclaims.binder.view import FAR_BELOW
from zhclaims.binder.words import Ids
from zhclaims.inference import open_session
from zhclaims.shipped import WEIGHTS, read_weights

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]

READER, PAIRER, TABLES, HASHES = "binder-reader.onnx", "binder-pairer.onnx", "binder.npz", "binder.json"
BLOCK, MARGIN = 2048, 16
"""Words that are read at once, and how many the network sees to either side of one."""
AT_ONCE = 16
"""Targets that are scored at once: so few that what is reckoned for them stays in the processor's cache."""
NEAR, FAR = RELATIONS[:2], (*RELATIONS[2:], *[2] * MARKS)
"""Sizes of what the pairer's two tables of sums are made of: relations, and marks that are there or not."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of vectors in eight bits, with the scale of each row."""

    rows: Bytes
    scales: Floats

    def look_up(self, numbers: Ids) -> Floats:
        return self.rows[numbers] * self.scales[numbers][:, None]


@dataclass(frozen=True, slots=True)
class Tables:
    """The vocabulary and the vectors of words, characters and the small features."""

    vocabulary: Vocabulary
    words: Table
    characters: Table
    small: list[Floats]

    def look_up(self, rows: Ids) -> Floats:
        """The vectors of each word: [word, channel]."""
        parts = [self.words.look_up(rows[:, 0])]
        parts += [self.characters.look_up(rows[:, column]) for column in (1, 2)]
        parts += [table[rows[:, column]] for column, table in enumerate(self.small, 3)]
        return np.concatenate(parts, 1)


class Binder:
    """The two graphs with their tables; what is found for a target depends on its article alone."""

    def __init__(self, reader: bytes, pairer: bytes, tables: Tables) -> None:
        self.tables = tables
        self.reader, self.pairer = open_session(reader), open_session(pairer)

    def read(self, rows: Ids, lines: Ids) -> "Article":
        """Read the words of an article, whose rows of the tables are given.

        Words of one number in `lines` are read together, and those of others have no part in it.
        """
        sizes = (output.shape[1:] for output in self.reader.get_outputs())
        columns = [np.empty((len(rows), *size), np.float32) for size in sizes]
        for begin, first, last, end in blocks(lines):
            read = self.reader.run(None, {"features": self.tables.look_up(rows[begin:end])})
            for column, made in zip(columns, read, strict=True):
                column[first:last] = made[first - begin : last - begin]
        return Article(*columns)

    def score(
        self, article: "Article", sight: Sight, kinds: Ids, marks: Floats, columns: Floats
    ) -> tuple[Floats, Floats]:
        """Scores of each word in view [target, place, output], and of each target [target, whole].

        `kinds` are 0 for figures and 1 for verbs; `marks` and `columns` are what the rules say.
        """
        scores = np.full((*sight.words.shape, len(OUTPUTS)), FAR_BELOW, np.float32)
        whole = np.empty((len(sight.targets), WHOLE), np.float32)
        sizes = sight.seen.sum(1)
        narrow_first = np.argsort(sizes, kind="stable")  # those that see as much go together, with little padding
        for some in np.split(narrow_first, range(AT_ONCE, len(sizes), AT_ONCE)):
            width = sizes[some[-1]]
            near, far = rows_of_sums(sight.relations[some, :width], marks[some, :width])
            inputs = {
                "words": article.words,
                "products": article.products,
                "own": article.vectors[sight.targets[some]],
                "kinds": kinds[some],
                "places": sight.words[some, :width],
                "seen": sight.seen[some, :width],
                "near": near,
                "far": far,
                "columns": columns[some],
            }
            scores[some, :width], whole[some] = self.pairer.run(None, inputs)
        return scores, whole


@dataclass(frozen=True, slots=True)
class Article:
    """What the reader makes of each word of an article."""

    vectors: Floats
    gates: Floats
    """The logit that the word states an event if it is a verb."""
    words: Floats
    """What the pairer makes of the word wherever it is seen."""
    products: Floats
    """What the pairer multiplies by what it makes of the target."""


def blocks(lines: Ids) -> Iterator[tuple[int, int, int, int]]:
    """What is read at once: at most a line, in blocks where it is long.

    Each is where what is seen begins, where the words of the block begin and end, and where what is seen ends.

    >>> list(blocks(np.array([0, 0, 1])))
    [(0, 0, 2, 2), (2, 2, 3, 3)]
    """
    starts = [*np.flatnonzero(np.diff(lines, prepend=-2)).tolist(), len(lines)]
    for start, end in pairwise(starts):
        for first in range(start, end, BLOCK):
            last = min(end, first + BLOCK)
            yield max(start, first - MARGIN), first, last, min(end, last + MARGIN)


def rows_of_sums(relations: Rows, marks: Floats) -> tuple[Ids, Ids]:
    """The rows of each word in the pairer's tables of sums, by its relations to the target and its marks."""
    columns = [*np.moveaxis(relations, 2, 0), *np.moveaxis(marks.astype(np.uint8), 2, 0)]
    return np.ravel_multi_index(columns[: len(NEAR)], NEAR), np.ravel_multi_index(columns[len(NEAR) :], FAR)


@cache
def load_binder(folder: Path = WEIGHTS) -> Binder:
    """Load the binder from a folder of weights; those of the package by default.

    Raises WeightsError when a file is absent or is not the one that its hash names.
    """
    reader, pairer, tables = read_weights(folder, HASHES, (READER, PAIRER, TABLES))
    return Binder(reader, pairer, read_tables(tables))


def read_tables(content: bytes) -> Tables:
    """Read vocabulary and vectors from the bytes of an .npz file."""
    with np.load(io.BytesIO(content)) as arrays:
        words = arrays["lexicon"].tobytes().decode().split("\n")
        vocabulary = Vocabulary(
            {word: number for number, word in enumerate(words, 1)}, arrays["alphabet"].astype(np.int32)
        )
        small = [arrays[f"small{number}"] for number in range(sum(name.startswith("small") for name in arrays.files))]
        words_, characters = (
            Table(arrays[name], arrays[f"{name}_scales"].astype(np.float32)) for name in ("words", "characters")
        )
        return Tables(vocabulary, words_, characters, small)
