"""Candidates for entities: where they stand, what found them, and which of two that clash stays."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhclaims.types import EntityType

# What found a candidate, the more trusted first; among equals the longer one stays.
TRUST = {"user": 0, "title": 1, "gazetteer": 2, "recogniser": 2, "rule": 2, "document": 2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a name."""

    start: int
    end: int
    type: EntityType
    origin: str
    """A key of TRUST."""
    score: float = 1.0
    name: str = ""
    """The canonical name, where the finder knows one."""

    def __len__(self) -> int:
        return self.end - self.start


class Taken:
    """The stretches of a text that are taken, none of which overlap."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        kept = sorted(candidates, key=lambda candidate: candidate.start)
        self.starts = [candidate.start for candidate in kept]
        self.ends = [candidate.end for candidate in kept]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character of [start, end) is taken."""
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < end

    def add(self, start: int, end: int) -> None:
        """Take a stretch that overlaps none."""
        at = bisect_left(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep, of candidates that overlap, the more trusted, then the longer, then the surer; sorted by place."""
    taken = Taken()
    kept = []
    for candidate in sorted(candidates, key=_precedence):
        if not taken.overlaps(candidate.start, candidate.end):
            taken.add(candidate.start, candidate.end)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def settle_in(kept: Sequence[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """Those kept, none of which overlap, and what is settled of those more that are free of them; sorted by place."""
    free = free_of(more, kept)
    return sorted([*kept, *settle(free)], key=lambda candidate: candidate.start) if free else list(kept)


def _precedence(candidate: Candidate) -> tuple[int, int, float, int, str]:
    return TRUST[candidate.origin], -len(candidate), -candidate.score, candidate.start, candidate.type


def free_of(candidates: Iterable[Candidate], kept: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that overlap none of those kept."""
    taken = Taken(kept)
    return [candidate for candidate in candidates if not taken.overlaps(candidate.start, candidate.end)]
