"""An index over sorted facts, to ask which of them lie in a stretch of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


class SpanIndex(Generic[S]):
    """Facts sorted by offset that do not overlap, answering each question in logarithmic time."""

    __slots__ = ("_items", "ends", "starts")

    def __init__(self, items: Sequence[S]) -> None:
        self._items = sorted(items, key=attrgetter("start", "end"))
        self.starts = [item.start for item in self._items]
        self.ends = [item.end for item in self._items]

    def __iter__(self) -> Iterator[S]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def within(self, start: int, end: int) -> list[S]:
        """The facts that lie wholly in [start, end)."""
        first = bisect_left(self.starts, start)
        return self._items[first : bisect_right(self.ends, end, first)]

    def overlapping(self, start: int, end: int) -> list[S]:
        """The facts that share at least one character with [start, end)."""
        first = bisect_right(self.ends, start)
        return self._items[first : bisect_left(self.starts, end, first)]

    def covering(self, start: int, end: int) -> S | None:
        """The fact that contains all of [start, end), if any."""
        at = bisect_right(self.starts, start) - 1
        return self._items[at] if at >= 0 and self.ends[at] >= end else None

    def before(self, position: int, since: int = 0) -> S | None:
        """The last fact that ends at or before the position and begins at or after `since`."""
        at = bisect_right(self.ends, position) - 1
        return self._items[at] if at >= 0 and self.starts[at] >= since else None

    def after(self, position: int, until: int) -> S | None:
        """The first fact that begins at or after the position and ends at or before `until`."""
        at = bisect_left(self.starts, position)
        return self._items[at] if at < len(self._items) and self.ends[at] <= until else None
