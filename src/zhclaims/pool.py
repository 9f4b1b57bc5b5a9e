"""Worker processes with a pipe each: bounded work, results as they come, and a crash that costs one item."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, Literal, TypeVar

from zhclaims.errors import ZhclaimsError

Item = TypeVar("Item")
Result = TypeVar("Result")
StartMethod = Literal["spawn", "fork", "forkserver"]
"""By "fork" only while the parent has no other threads, such as those of OpenCC's Rust engine: they are not forked, and
what waits for them would stand still. Otherwise "fork" is "spawn"."""
READY = "ready"


@dataclass(frozen=True, slots=True)
class Crash:
    """What is known of a worker that died over an item."""

    message: str


def map_chunks(
    work: Callable[[Item], Result],
    chunks: Iterable[Sequence[Item]],
    *,
    jobs: int,
    start_method: StartMethod = "spawn",
    patience: float = 0,
) -> Generator[tuple[Item, Result | Crash], None, None]:
    """Yield each item with `work(item)`, in the order of completion; `chunks` is drawn on as workers come free.

    A chunk of one item is taken for a heavy one: no other is given to the same worker before it is done.

    With one job the work is done in this process. `work` must not raise, and must be picklable. A worker
    that dies (killed, out of memory) yields a Crash for the item it was at; its other items are given to a new one.
    A worker that takes longer than `patience` seconds over one item is killed; 0 for no limit.
    Raises ZhclaimsError for a start method that the system lacks, and when workers do not even start.
    """
    if start_method not in get_all_start_methods():
        raise ZhclaimsError(f"{start_method}: this system does not start processes so; use spawn")
    if jobs == 1:
        return ((item, work(item)) for chunk in chunks for item in chunk)
    return _Pool(work, iter(chunks), jobs, start_method, patience).results()


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    connection: "Connection[Any, Any]"
    pending: deque[Item] = field(default_factory=deque)
    last_sent: int = 0
    ready: bool = False
    since: float = 0.0
    """When it began with the item that it is at, by time.monotonic(), or a little later."""

    def wants_more(self) -> bool:
        """Whether it is at its last chunk: one waits while one is worked on, but none behind a heavy item."""
        return len(self.pending) <= (self.last_sent if self.last_sent > 1 else 0)

    def seconds(self) -> float:
        """How long it has been at its item."""
        return time.monotonic() - self.since if self.ready and self.pending else 0.0

    def give(self, chunk: Sequence[Item]) -> None:
        self.since = self.since if self.pending else time.monotonic()
        self.pending.extend(chunk)
        self.last_sent = len(chunk)
        with suppress(OSError):  # It has died: reading from it tells, and its items are given to another.
            self.connection.send(list(chunk))


class _Pool(Generic[Item, Result]):
    def __init__(
        self,
        work: Callable[[Item], Result],
        chunks: Iterator[Sequence[Item]],
        jobs: int,
        start_method: StartMethod,
        patience: float,
    ) -> None:
        self._work = work
        self._chunks = chunks
        self._returned: list[Sequence[Item]] = []
        self._jobs = jobs
        self._context: BaseContext = get_context(start_method)
        self._start_method = start_method
        self._patience = patience
        self._workers: list[_Worker[Item]] = []

    def results(self) -> Generator[tuple[Item, Result | Crash], None, None]:
        try:
            self._hand_out()
            while busy := {worker.connection: worker for worker in self._workers if worker.pending}:
                for connection in wait(list(busy), 1.0 if self._patience else None):
                    yield from self._receive(busy[connection])  # type: ignore[index]
                self._end_overdue()
                self._hand_out()
        finally:
            self._stop()

    def _hand_out(self) -> None:
        """Start workers as long as there is work; then give each that wants it a chunk, the idle ones first."""
        while len(self._workers) < self._jobs and (chunk := self._next_chunk()):
            self._workers.append(self._start())
            self._workers[-1].give(chunk)
        for worker in sorted(self._workers, key=lambda worker: len(worker.pending)):
            if worker.wants_more() and (chunk := self._next_chunk()):
                worker.give(chunk)

    def _end_overdue(self) -> None:
        for worker in self._workers:
            if self._patience and worker.seconds() > self._patience:
                worker.process.kill()  # Its pipe ends, and it is replaced.

    def _next_chunk(self) -> Sequence[Item]:
        return self._returned.pop() if self._returned else next(self._chunks, ())

    def _receive(self, worker: _Worker[Item]) -> Iterator[tuple[Item, Result | Crash]]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._replace(worker)
            return
        worker.since = time.monotonic()
        if worker.ready:
            yield worker.pending.popleft(), message
        worker.ready = True

    def _replace(self, worker: _Worker[Item]) -> Iterator[tuple[Item, Crash]]:
        worker.process.join()
        worker.connection.close()
        if not worker.ready:
            remedy = "use one job (--jobs 1), or in a script call `run` under `if __name__ == '__main__':`"
            raise ZhclaimsError(f"worker processes end as they start ({worker.process.exitcode}); {remedy}")
        overdue = self._patience and worker.seconds() > self._patience
        crash = Crash(
            f"took longer than {self._patience:g} s and did not stop; split it, or give it more time (--time-limit)"
            if overdue
            else _cause_of_death(worker.process.exitcode)
        )
        culprit, *others = worker.pending
        if others:
            self._returned.append(others)
        self._workers[self._workers.index(worker)] = self._start()
        yield culprit, crash

    def _start(self) -> _Worker[Item]:
        here, there = self._context.Pipe()
        method = possible_method(self._start_method)
        of_parent = [here, *(worker.connection for worker in self._workers)] if method == "fork" else []
        process = start_process(_serve, (there, self._work, of_parent), method)
        there.close()
        return _Worker(process, here)

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.kill()  # It has nothing to put away.
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
            worker.connection.close()


def possible_method(wanted: StartMethod) -> StartMethod:
    """How processes can be started now: other threads of this process would be missing in a fork of it."""
    return "spawn" if wanted == "fork" and _thread_count() > 1 else wanted


def _thread_count() -> int:
    """The threads of this process; those that libraries start count where the system tells of them."""
    listed = Path("/proc/self/task")
    return len(list(listed.iterdir())) if listed.exists() else threading.active_count()


def start_process(target: Callable[..., object], args: tuple[Any, ...], start_method: StartMethod) -> BaseProcess:
    """Start a process that leaves Ctrl-C to this one, and ends with it at the latest."""
    context: BaseContext = get_context(start_method)
    process: BaseProcess = context.Process(target=target, args=args, daemon=True)  # type: ignore[attr-defined]
    with _interrupts_ignored():
        process.start()
    return process


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C while a process starts would end it with a traceback: what it inherits is to ignore it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cause_of_death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"the worker process was killed by signal {-exit_code} ({signal.Signals(-exit_code).name})"
    return f"the worker process ended with exit code {exit_code}"


# ------------------------------------------------------------------ in the worker


def _serve(
    connection: "Connection[Any, Any]", work: Callable[[Any], Any], of_parent: "Sequence[Connection[Any, Any]]"
) -> None:
    """Work on what comes through the pipe. Ctrl-C is for the parent, which then ends its workers.

    `of_parent` are the parent's ends of pipes that a fork has inherited: while one is open the parent seems alive.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for inherited in of_parent:
        inherited.close()
    for library in ("RAYON", "OMP", "OPENBLAS"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")  # The processes are the threads.
    with suppress(OSError):  # The parent has gone.
        connection.send(READY)
        chunks: SimpleQueue[list[Any]] = SimpleQueue()
        threading.Thread(target=_listen, args=(connection, chunks), daemon=True).start()
        while True:
            for item in chunks.get():
                connection.send(work(item))


def _listen(connection: "Connection[Any, Any]", chunks: "SimpleQueue[list[Any]]") -> None:
    """Take chunks off the pipe, so that the parent never waits to send; end the process when the parent has gone."""
    with suppress(EOFError, OSError):
        while True:
            chunks.put(connection.recv())
    os._exit(1)
