"""Shows how a run goes: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhclaims.batch import Summary

Watch = Callable[[Summary], None]
SHOWN = 10
SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_FRAMES = 0.1


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
        self._begun = self._last = clock()

    def __call__(self, summary: Summary) -> None:
        now = self._clock()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            sys.stderr.write(state_line(summary, now - self._begun) + "\n")


def state_line(summary: Summary, seconds: float) -> str:
    """One line on how far a run is.

    >>> state_line(Summary(total=400, seen=100, done=98, unchanged=0, failed=2), seconds=20.0)
    '100 of 400 articles: 98 done, 0 unchanged, 2 failed; 5.0/s, 60 s left'
    """
    if not summary.counted:
        return f"{summary.total} articles found so far"
    rate = summary.seen / seconds if seconds else 0.0
    left = f", {(summary.total - summary.seen) / rate:.0f} s left" if rate else ""
    counts = f"{summary.done} done, {summary.unchanged} unchanged, {summary.failed} failed"
    return f"{summary.seen} of {summary.total} articles: {counts}; {rate:.1f}/s{left}"


def _bar(clock: Callable[[], float]) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts = TextColumn("articles · {task.fields[done]} done · {task.fields[failed]} failed · {task.fields[rate]}/s")
    columns = (BarColumn(), MofNCompleteColumn(), counts, TimeRemainingColumn())
    begun, shown = clock(), 0.0
    console = Console(stderr=True)
    with Progress(*columns, console=console, refresh_per_second=2, transient=True) as bar:
        task = bar.add_task("", total=None, done=0, failed=0, rate="0")

        def watch(summary: Summary) -> None:
            nonlocal shown
            now = clock()
            if now - shown >= SECONDS_BETWEEN_FRAMES:
                shown = now
                rate = f"{summary.seen / max(now - begun, 0.001):.1f}"
                bar.update(task, done=summary.done, failed=summary.failed, rate=rate)
                bar.update(task, total=summary.total if summary.counted else None, completed=summary.seen, refresh=True)

        yield watch


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
        yield f"  and {summary.failed - SHOWN} more: zhclaims failures --db {database}"
    for path in summary.deleted[:SHOWN]:
        yield f"  {'removed' if summary.pruned else 'file is gone'}: {path}"
    if summary.gone and not summary.pruned:
        yield f"  {summary.gone} articles are in the database without their files; --prune removes them."
