"""Tells which time holds for a figure: the nearest in its clause, its sentence, or carried from earlier in its line."""

from bisect import bisect_left
from collections.abc import Sequence

from zhclaims.types import Time

# Times that say what a figure is compared with, when a company was founded, or how a report is called.
NEVER = frozenset({"baseline", "in_title"})
OWN_CLAUSE = frozenset({"founding"})
# Without the clause's start: how far a recurring time (日均处理1万单) reaches.
REACH = 15
# （2023年） after a figure.
ATTACHED = 1


def time_in_force(
    times: Sequence[Time],
    start: int,
    line_start: int,
    sentence_start: int,
    *,
    clause_start: int | None = None,
    end: int | None = None,
) -> tuple[Time | None, str]:
    """Give the time that holds for a figure at `start`, and the rule that says so; `times` are those of the text in order.

    `clause_start` tells how far recurring and founding times reach; `end` is the figure's end, for a time in a bracket
    right after it. Baselines (比上年, 与2020年相比) and years in titles hold for nothing.
    """
    if end is not None and (attached := _attached(times, end)):
        return attached, "time:attached"
    clause = clause_start if clause_start is not None else max(sentence_start, start - REACH)
    at = bisect_left(times, start, key=lambda time: time.start)
    for time in reversed(times[:at]):
        if time.start < line_start:
            break
        if time.end > start or NEVER.intersection(time.flags):
            continue
        if time.start >= clause:
            return time, "time:in_clause"
        if time.recurring or OWN_CLAUSE.intersection(time.flags):
            continue
        return time, "time:sentence_start" if time.start >= sentence_start else "time:carried_from_paragraph"
    return None, "time:none"


def _attached(times: Sequence[Time], end: int) -> Time | None:
    """The time in the bracket that opens at the figure's end."""
    at = bisect_left(times, end, key=lambda time: time.start)
    found = times[at] if at < len(times) else None
    return found if found and found.start == end + ATTACHED and not NEVER.intersection(found.flags) else None
