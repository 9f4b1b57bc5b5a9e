"""What the binder sees when it reads for one word: the words around it, and how each of them stands to it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from zhclaims.binder.words import TIME, Ids, Words
from zhclaims.types import Sentence

BACK, AHEAD = 80, 40
"""Words before the target, and after it up to the end of its sentence."""
TITLE_WORDS, TIMES, FIRST_PLACES, LAST_PLACES, NAME_WORDS = 20, 5, 3, 5, 8
"""Of what stands further back: words of title and heading, times, words that tell a place, words of their names."""
DISTANCES = np.array((0, 1, 2, 3, 4, 6, 9, 14, 24, 49))
RELATIONS = (22, 14, 9, 8, 2)
"""Rows for each relation: distance, clauses between, sentences back, figures between, one in brackets and one not."""
Rows: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sight:
    """For each target a row of word numbers in the order of the text, padded at the end."""

    targets: Ids
    words: Ids
    """[target, place]"""
    seen: npt.NDArray[np.bool_]
    """[target, place]: False where padded."""
    relations: Rows
    """[target, place, relation]: which row of the relation's own table."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each word of an article stands; relations between words are reckoned from it."""

    sentences: Ids
    clauses: Ids
    figures: Ids
    bracketed: npt.NDArray[np.bool_]
    ranks: Ids
    """7 for words of the title and 8 for those of headings, wherever they stand; else 0."""

    def relate(self, targets: Ids, words: Ids) -> Rows:
        """How words stand to their targets: [target, place] -> [target, place, relation], rows of its own table."""
        at = targets[:, None]
        ahead = words - at
        back = self.sentences[at] - self.sentences[words]
        rank = self.ranks[words]
        figures = np.where(ahead <= 0, 1, -1) * (self.figures[at] - self.figures[words])
        rows = np.empty((*words.shape, len(RELATIONS)), np.uint8)  # small, as a page has many
        rows[..., 0] = np.searchsorted(DISTANCES, np.abs(ahead)) + 11 * (ahead < 0)
        rows[..., 1] = np.clip(self.clauses[words] - self.clauses[at], -9, 4) + 9
        rows[..., 2] = np.where((rank > 0) & (back > 0), rank, np.clip(back, 0, 6))
        rows[..., 3] = np.clip(figures, 0, 3) + 4 * (ahead > 0)
        rows[..., 4] = self.bracketed[words] != self.bracketed[at]
        return rows


class Observer:
    """Looks around the targets of one article."""

    def __init__(self, words: Words, sentences: Sequence[Sentence], telling: Sequence[int]) -> None:
        """`telling` are the numbers of the words that tell a place, in order."""
        self.words = words
        self.kinds = [sentence.kind for sentence in sentences]
        self.telling = list(telling)
        self.times = [number for number, word in enumerate(words.items) if word.kind == TIME]
        self.heads = self._heads()
        self.above: dict[int, list[list[int]]] = {}
        self.ends = [*(np.flatnonzero(np.diff(words.sentences)) + 1).tolist(), len(words)]
        """Where the words of one sentence end and those of the next begin."""
        ranks = np.array([7 if kind == "title" else 8 if kind == "heading" else 0 for kind in self.kinds] + [0])
        self.standing = Standing(words.sentences, words.clauses, words.figures, words.bracketed, ranks[words.sentences])

    def _heads(self) -> dict[int, list[int]]:
        """The words of the title and of each heading, by the number of its sentence."""
        heads: dict[int, list[int]] = {}
        for number, word in enumerate(self.words.items):
            if word.sentence >= 0 and self.kinds[word.sentence] in ("title", "heading"):
                heads.setdefault(word.sentence, []).append(number)
        return heads

    def _heads_above(self, here: int) -> list[list[int]]:
        """The words of the title and of the last heading up to a sentence."""
        if here not in self.above:
            above = [sentence for sentence in self.heads if sentence <= here]
            titles = [sentence for sentence in above if self.kinds[sentence] == "title"]
            headings = [sentence for sentence in above if self.kinds[sentence] == "heading"]
            self.above[here] = [self.heads[sentence] for sentence in (*titles[:1], *headings[-1:])]
        return self.above[here]

    def look(self, targets: Sequence[int]) -> Sight:
        """What is seen for each target, and how."""
        rows = [self._around(target) for target in targets]
        width = max(map(len, rows), default=0)
        seen = np.arange(width) < np.array([len(row) for row in rows])[:, None]
        words = np.zeros((len(rows), width), np.int64)
        words[seen] = np.concatenate(rows) if rows else []
        numbers = np.array(targets, np.int64)
        return Sight(numbers, words, seen, self.standing.relate(numbers, words))

    def _around(self, target: int) -> list[int]:
        first = max(0, target - BACK)
        return [*self._far(target, first), *range(first, self._last(target) + 1)]

    def _last(self, target: int) -> int:
        end = self.ends[bisect_right(self.ends, target)]
        return min(target + AHEAD, end - 1)

    def _far(self, target: int, first: int) -> list[int]:
        """Words before the first one in view: title, last heading, last times, first and last places."""
        found: set[int] = set()
        for head in self._heads_above(int(self.words.sentences[target])):
            found.update([number for number in head if number < first][:TITLE_WORDS])
        end = bisect_left(self.times, first)
        found.update(self.times[max(0, end - TIMES) : end])
        end = bisect_left(self.telling, first)
        for number in {*self.telling[: min(FIRST_PLACES, end)], *self.telling[max(0, end - LAST_PLACES) : end]}:
            found.update(self._name(number, first))
        return sorted(found)

    def _name(self, number: int, end: int) -> list[int]:
        """A word and the ones that go on with its name, before `end`."""
        last = number + 1
        while last < min(end, number + NAME_WORDS) and self.words.items[last].name.startswith("I-"):
            last += 1
        return list(range(number, last))
