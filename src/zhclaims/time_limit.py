"""A limit to the processor time of one article: the last resort against inputs that nobody has thought of."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0
"""Seconds of work after which an interruption is repeated that some callback has swallowed."""


class TimeLimitError(BaseException):
    """The time was up. No `Exception`, as libraries turn those into results or errors of their own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in what is done inside once it has taken so many seconds of work; 0 for no limit.

    Time of the processor counts, so that a busy machine makes no difference. It needs the main thread and SIGPROF:
    elsewhere there is no limit. What waits, or calls C or Rust code that never looks for signals, is not ended; of
    worker processes the parent ends those too (`pool.py`).

    >>> with time_limit(60):
    ...     sum(range(10))
    45
    """
    if not seconds or not _can_be_interrupted():
        yield
        return
    running = True

    def interrupt(_: int, __: FrameType | None) -> None:
        if running:
            raise TimeLimitError(f"took more than {seconds:g} s of work; split it, or give it more time (--time-limit)")

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _can_be_interrupted() -> bool:
    return hasattr(signal, "SIGPROF") and threading.current_thread() is threading.main_thread()
