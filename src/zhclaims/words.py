"""Where words begin and end, so that a name is never found inside a longer word."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import rjieba

from zhclaims.types import Token


class Edges:
    """The edges of the words of a text; a name must not cut a word of the dictionary in two."""

    def __init__(self, text: str, tokens: Sequence[Token] | None = None) -> None:
        self.text = text
        if tokens is None:
            lengths = map(len, rjieba.cut(text))
            self.places = list(accumulate(lengths, initial=0))
        else:
            self.places = [token.start for token in tokens] + [len(text)]
        self.known = frozenset(self.places)

    def fit(self, start: int, end: int) -> bool:
        """Whether [start, end) begins and ends where a word may: 北京大学 in 北京大学生 does not."""
        return self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, place: int) -> bool:
        if place in self.known or not 0 < place < len(self.text):
            return True
        before, after = self.text[place - 1], self.text[place]
        if before.isascii() and after.isascii():
            return not (before.isalnum() and after.isalnum())
        at = bisect_right(self.places, place)
        # A word that the dictionary lacks is jieba's guess, and may well be half a name.
        return not rjieba.has_word(self.text[self.places[at - 1] : self.places[at]])
