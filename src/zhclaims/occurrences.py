"""Where some names stand in a text, all of them in one pass."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation

Place = tuple[int, int]


def occurrences(text: str, names: Collection[str]) -> list[Place]:
    """All places of the names, those that overlap too; linear in the text, however many names there are.

    >>> occurrences("华为云和华为", ["华为", "华为云"])
    [(0, 2), (0, 3), (4, 6)]
    """
    if not names:
        return []
    # Quick to build, as it serves one text only.
    finder = AhoCorasick(list(names), implementation=Implementation.NoncontiguousNFA)
    return [(start, end) for _, start, end in finder.find_matches_as_indexes(text, overlapping=True)]


def longest(places: Iterable[Place]) -> Iterator[Place]:
    """The places that do not overlap: from left to right, the longest that begins first."""
    at = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= at:
            yield start, end
            at = end


def count_apart(text: str, places: Iterable[Place]) -> Counter[str]:
    """How often each name stands there, as `str.count` does: one that overlaps itself counts once.

    >>> count_apart("哈哈哈", [(0, 2), (1, 3)])
    Counter({'哈哈': 1})
    """
    times: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for start, end in places:
        name = text[start:end]
        if start >= ends.get(name, 0):
            times[name] += 1
            ends[name] = end
    return times
