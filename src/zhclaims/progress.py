"""Shows how a run goes: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhclaims.batch import Summary
from zhclaims.own_tables import STATE

Watch = Callable[[Summary], None]
SHOWN = 10
SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_FRAMES = 0.1
SECONDS_BETWEEN_MARKS = 2.0
SECONDS_OF_PACE = 60.0


@contextmanager
def progress(*, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> Iterator[Watch]:
    """What to give to `batch.run` as `watch`; writes to standard error."""
    if quiet:
        yield lambda summary: None
    elif sys.stderr.isatty():
        yield from _bar(clock)
    else:
        yield _Lines(clock)


class _Lines:
    """A line every ten seconds, for logs."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = clock()
        self._pace = Pace()

    def __call__(self, summary: Summary) -> None:
        now = self._clock()
        rate = self._pace.at(now, summary.seen)
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            sys.stderr.write(state_line(summary, rate) + "\n")


class Pace:
    """How many articles a run does in a second, over the last minute; the start of its workers does not count."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def at(self, now: float, seen: int) -> float:
        """The pace at a time in seconds, 0.0 before it can be told.

        >>> pace = Pace()
        >>> pace.at(30.0, 1), pace.at(34.0, 21)
        (0.0, 5.0)
        """
        if seen and (not self._marks or now - self._marks[-1][0] >= SECONDS_BETWEEN_MARKS):
            self._marks.append((now, seen))
        while len(self._marks) > 1 and now - self._marks[1][0] >= SECONDS_OF_PACE:
            self._marks.popleft()
        begun, first = self._marks[0] if self._marks else (now, seen)
        return (seen - first) / (now - begun) if now > begun else 0.0


def state_line(summary: Summary, rate: float) -> str:
    """One line on how far a run is that does so many articles in a second.

    >>> state_line(Summary(total=400, seen=100, done=98, unchanged=0, failed=2), rate=5.0)
    '100 of 400 articles: 98 done, 0 unchanged, 2 failed; 5.0/s, 60 s left'
    """
    if not summary.counted:
        return f"{summary.total} articles found so far"
    left = f", {duration((summary.total - summary.seen) / rate)} left" if rate else ""
    counts = f"{summary.done} done, {summary.unchanged} unchanged, {summary.failed} failed"
    return f"{summary.seen} of {summary.total} articles: {counts}; {rate:.1f}/s{left}"


def duration(seconds: float) -> str:
    """A stretch of time in the unit that people would use.

    >>> duration(59), duration(1200), duration(20_000)
    ('59 s', '20 min', '5.6 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _bar(clock: Callable[[], float]) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts = TextColumn("articles · {task.fields[done]} done · {task.fields[failed]} failed · {task.fields[rate]}/s")
    columns = (BarColumn(), MofNCompleteColumn(), counts, TimeRemainingColumn())
    pace, shown = Pace(), 0.0
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None, done=0, failed=0, rate="0")

        def watch(summary: Summary) -> None:
            nonlocal shown
            now = clock()
            if now - shown >= SECONDS_BETWEEN_FRAMES:
                shown = now
                rate = f"{pace.at(now, summary.seen):.1f}"
                bar.update(task, done=summary.done, failed=summary.failed, rate=rate)
                bar.update(task, total=summary.total if summary.counted else None, completed=summary.seen, refresh=True)

        yield watch


def misdated_lines(summary: Summary) -> Iterator[str]:
    """How many articles came with a date that is none, and the first of them.

    >>> [*misdated_lines(Summary(misdated=2, wrong_date="a.csv#3: published is '去年'"))]
    ["dates that are none, and are left out: 2, such as a.csv#3: published is '去年'; write it as YYYY-MM-DD"]
    """
    if summary.misdated:
        first = f"such as {summary.wrong_date}; write it as YYYY-MM-DD"
        yield f"dates that are none, and are left out: {summary.misdated}, {first}"


def summary_lines(summary: Summary, database: Path) -> Iterator[str]:
    """What a run did, for people: counts, what failed, what is gone, what to do next."""
    counts = f"{summary.done} articles done with {summary.claims} claims, {summary.unchanged} unchanged"
    if summary.interrupted:
        yield f"Interrupted: {counts}; all of it is kept in {database}. Run the same again to go on."
    elif summary.done or summary.failed:
        yield f"{counts}, {summary.failed} failed, in {database}."
    else:
        yield f"Nothing to do: {summary.unchanged} articles in {database}, none changed."
    for failure in summary.failures[:SHOWN]:
        yield f"  failed: {failure.path}: {failure.error}: {failure.message}"
    if summary.failed > SHOWN:
        where = database / STATE if database.is_dir() else database
        yield f"  and {summary.failed - SHOWN} more: zhclaims failures --db {where}"
    for path in summary.deleted[:SHOWN]:
        yield f"  {'removed' if summary.pruned else 'file is gone'}: {path}"
    if summary.gone and not summary.pruned:
        yield f"  {summary.gone} articles are in the database without their files; --prune removes them."
