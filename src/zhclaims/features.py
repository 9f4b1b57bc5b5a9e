"""What the recogniser sees of a character: its own row, its place in its word, the word's tag, the word's row."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ids: TypeAlias = npt.NDArray[np.int32]

TAGS = tuple(
    "pad unknown latin Latin LATIN mixed number mark n nr nrt ns nt nz v vn a d m q r t f s p c u i x ng b j y".split()
)
"""The first eight are shapes of words that the dictionary lacks; the others are jieba's tags."""
POSITIONS = 4
"""A character begins, continues or ends its word, or is all of it."""
SHAPES = len(TAGS) * POSITIONS + 1
"""Rows of the shape table; the last one is the gap between sentences."""
BUCKETS = 8192
"""Rows shared, by hash, by the words that have none of their own."""
REMEMBERED = 20_000
"""Words whose rows are kept."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Rows of characters and words; characters and words without a row share one, or one of the buckets."""

    characters: npt.NDArray[np.int32]
    """Row by code point, for the basic plane."""
    words: dict[str, int]
    """Word in lower case -> its number; those below `vectors` have a row of their own."""
    tags: bytes
    """Index in TAGS by word number."""
    vectors: int
    memory: "Memory" = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "memory", Memory(self))

    @property
    def gap(self) -> int:
        """The row of the gap between sentences, in the character table."""
        return int(self.characters.max()) + 1

    def look_up(self, word: str) -> tuple[int, int]:
        """The word's row and tag: 杭州 -> (417, index of ns)."""
        lower = word.lower()
        number = self.words.get(lower)
        tag = shape_of(word) if number is None or word.isascii() else self.tags[number]
        if number is not None and number < self.vectors:
            return number + 1, tag
        if len(word) == 1:
            return 0, tag
        return 1 + self.vectors + zlib.crc32(lower.encode()) % BUCKETS, tag


class Memory(dict[str, int]):
    """Words seen at work -> row * len(TAGS) + tag; capped, so that a long run does not grow."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        row, tag = self.vocabulary.look_up(word)
        self[word] = found = row * len(TAGS) + tag
        return found


@dataclass(frozen=True, slots=True)
class Features:
    """Three rows for each character."""

    characters: Ids
    shapes: Ids
    words: Ids


def shape_of(word: str) -> int:
    """The tag of a word that the dictionary lacks, by its letters: "AMD" -> LATIN, "2024" -> number, "，" -> mark."""
    if not word[0].isalnum():
        return TAGS.index("mark")
    if not word.isascii():
        return TAGS.index("number" if word[0].isdigit() else "unknown")
    if word.isdigit() or word[0].isdigit() and not any(map(str.isalpha, word)):
        return TAGS.index("number")
    if not word.isalpha():
        return TAGS.index("mixed")
    return TAGS.index("LATIN" if word.isupper() else "Latin" if word[0].isupper() else "latin")


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The text as code points, those beyond the basic plane as 0."""
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    return np.where(points < 0x10000, points, 0)


def featurise(sentences: Sequence[str], words: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Features:
    """The rows of each character of some sentences, one after another, with the words of each."""
    every = list(chain.from_iterable(words))
    rows, tags = np.divmod(np.fromiter(map(vocabulary.memory.__getitem__, every), np.int32, len(every)), len(TAGS))
    lengths = np.fromiter(map(len, every), np.int64, len(every))
    shapes = np.repeat(tags * POSITIONS + 1, lengths)
    ends = np.cumsum(lengths)
    shapes[ends - lengths] -= 1
    shapes[ends - 1] += 1
    shapes[ends[lengths == 1] - 1] += 2
    return Features(vocabulary.characters[code_points("".join(sentences))], shapes, np.repeat(rows, lengths))
