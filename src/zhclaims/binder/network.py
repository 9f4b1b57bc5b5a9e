"""The binder's network at work: reads the words of an article once, then scores what is in view of each target."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from zhclaims.binder.choose import OUTPUTS, WHOLE
from zhclaims.binder.features import Vocabulary
from zhclaims.binder.sight import RELATIONS, Sight
from zhclaims.binder.view import FAR_BELOW
from zhclaims.binder.words import Ids
from zhclaims.inference import open_session
from zhclaims.shipped import WEIGHTS, read_weights

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]

READER, PAIRER, TABLES, HASHES = "binder-reader.onnx", "binder-pairer.onnx", "binder.npz", "binder.json"
BLOCK, MARGIN = 2048, 16
"""Words that are read at once, and how many the network sees to either side of one."""
AT_ONCE = 64
"""Targets that are scored at once."""


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

    def read(self, rows: Ids, lines: Ids) -> tuple[Floats, Floats]:
        """A vector for each word, and for each the logit that it states an event if it is a verb.

        Words of one number in `lines` are read together, and those of others have no part in it.
        """
        starts = np.flatnonzero(np.diff(lines, prepend=-2))
        read = [one for line in np.split(rows, starts[1:]) for one in self._read_line(line)]
        vectors, gates = zip(*read, strict=True)
        return np.concatenate(vectors), np.concatenate(gates)

    def _read_line(self, rows: Ids) -> Iterator[tuple[Floats, Floats]]:
        """The same of one line, in blocks where it is long."""
        for first in range(0, len(rows), BLOCK):
            begin, end = max(0, first - MARGIN), min(len(rows), first + BLOCK + MARGIN)
            vectors, gates = self.reader.run(None, {"features": self.tables.look_up(rows[begin:end])})
            own = slice(first - begin, first - begin + BLOCK)
            yield vectors[own], gates[own]

    def score(self, vectors: Floats, sight: Sight, kinds: Ids, marks: Floats, columns: Floats) -> tuple[Floats, Floats]:
        """Scores of each word in view [target, place, output], and of each target [target, whole].

        `kinds` are 0 for figures and 1 for verbs; `marks` and `columns` are what the rules say.
        """
        scores = np.empty((*sight.words.shape, len(OUTPUTS)), np.float32)
        whole = np.empty((len(sight.targets), WHOLE), np.float32)
        sizes = sight.seen.sum(1)
        narrow_first = np.argsort(sizes, kind="stable")  # those that see as much go together, with little padding
        for some in np.split(narrow_first, range(AT_ONCE, len(sizes), AT_ONCE)):
            width = sizes[some[-1]]
            inputs = {
                "vectors": vectors,
                "targets": sight.targets[some],
                "kinds": kinds[some],
                "words": sight.words[some, :width],
                "seen": sight.seen[some, :width],
                "ties": ties_of(sight.relations[some, :width], marks[some, :width]),
                "columns": columns[some],
            }
            scores[some, :width], whole[some] = self.pairer.run(None, inputs)
            scores[some, width:] = FAR_BELOW
        return scores, whole


def ties_of(relations: Ids, marks: Floats) -> Floats:
    """1 for each relation that a word has to the target, then the marks: [target, place, tie]."""
    ties = np.zeros((*relations.shape[:2], sum(RELATIONS) + marks.shape[2]), np.float32)
    np.put_along_axis(ties, relations, 1.0, 2)
    ties[:, :, sum(RELATIONS) :] = marks
    return ties


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
