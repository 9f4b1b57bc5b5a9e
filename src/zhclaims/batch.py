"""Runs the extraction over folders: finds what has changed, spreads the work, keeps results and failures."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

import zhclaims
from zhclaims.discovery import count_sources, find_roots, find_tasks
from zhclaims.errors import ArticleError, ZhclaimsError
from zhclaims.pool import Crash, StartMethod, map_chunks
from zhclaims.shards import ShardFormat, open_shards
from zhclaims.store import open_store
from zhclaims.store_writing import Failure, Origin, Run, StoreWriter
from zhclaims.types import Options
from zhclaims.versions import engines, fingerprint
from zhclaims.work import Done, Extractor, Failed, Outcome, Task, Unchanged, Unusable, failed, work_on

CHUNK = 12
"""Articles that a worker is sent at once, at most."""
CHUNK_BYTES = 256 * 1024
"""Bytes of the articles that a worker is sent at once, at most, if they are more than one."""
LISTED = 100
"""Failures and deleted articles that a summary names."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes about its work; none of it changes what is found."""

    jobs: int | None = None
    """Worker processes; None for one a core."""
    metadata: Path | None = None
    """A CSV with path, and any of title, published, publisher, url, beside the `metadata.csv` of the folders."""
    limit: int | None = None
    """Look at this many articles at most."""
    prune: bool = False
    """Remove articles from the database whose files are gone."""
    fail_fast: bool = False
    """Stop at the first article that fails."""
    start_method: StartMethod = "spawn"
    """How workers start; "fork" is "spawn" where this process has other threads already. Whichever it is, a script that
    calls `run` needs `if __name__ == "__main__":` around the call."""
    time_limit: float = 300
    """Seconds of work on one article, or ten times as many on the clock, from which it counts as failed; 0 for none."""
    changed_only: bool = False
    """Leave articles of the same content as they are, even if they were done by other code or with other options."""
    shards: ShardFormat | None = None
    """Write Parquet or JSON Lines files into a folder in the place of a database."""


@dataclass(slots=True)
class Summary:
    """What a run did."""

    total: int = 0
    """Articles found: files, and rows of .jsonl, .csv and .parquet."""
    counted: bool = True
    """Whether `total` is all of them, or their number so far."""
    seen: int = 0
    """Articles dealt with so far."""
    done: int = 0
    unchanged: int = 0
    claims: int = 0
    failures: list[Failure] = field(default_factory=list)
    """The first hundred; all of them are in the table `failures`."""
    failed: int = 0
    deleted: list[str] = field(default_factory=list)
    """Paths of articles in the database whose files are gone: the first hundred."""
    gone: int = 0
    """How many articles have lost their files."""
    pruned: bool = False
    misdated: int = 0
    """Articles that came with a date that is none, and was left out."""
    wrong_date: str = ""
    """The first of these dates, with its file and row."""
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when some articles failed, 130 when interrupted."""
        return 130 if self.interrupted else 1 if self.failed else 0


Watch = Callable[[Summary], None]


def run(
    folders: Sequence[Path],
    database: Path,
    options: Options | None = None,
    settings: Settings | None = None,
    *,
    watch: Watch = lambda summary: None,
    extract: Extractor | None = None,
) -> Summary:
    """Extract the claims of all articles in folders (or single files) into a database, and say what was done.

    With `shards` in the settings `database` names a folder of files. Articles that it has from the same content, code
    and options are left as they are. An article that fails is kept in `failures` with the reason, and the run goes on;
    one interrupted by Ctrl-C or killed goes on when it is started again. `watch` is called with the state after each
    article. Raises ZhclaimsError for a folder that is missing or without articles, a database or a lexicon that cannot
    be used.
    """
    options, settings = options or Options(), settings or Settings()
    roots = find_roots(folders)
    summary = Summary()
    try:
        _count(roots, settings, summary, watch)
    except KeyboardInterrupt:
        summary.interrupted = True
        return summary
    digest = fingerprint(options)
    with _open(database, settings) as store:
        run_id = store.begin_run(_record(folders, options, digest), [str(root) for root in roots])
        run = _Run(store, roots, settings, run_id, digest, summary)
        try:
            if _do_articles(run, options, extract, watch):
                _look_for_deleted(run)
            store.finish()
        except KeyboardInterrupt:
            summary.interrupted = True
        store.end_run(run.run_id, _now(), summary.done, summary.unchanged, summary.failed, summary.gone)
    return summary


@dataclass(frozen=True, slots=True)
class _Run:
    """The parts of a run that its steps share."""

    store: StoreWriter
    roots: list[Path]
    settings: Settings
    run_id: int
    fingerprint: str
    summary: Summary

    def origin(self, task: Task) -> Origin:
        return Origin(task.root, self.run_id, self.fingerprint)


def _open(database: Path, settings: Settings) -> StoreWriter:
    if settings.shards is None:
        return open_store(database, create=True)
    if (settings.jobs or default_jobs()) == 1:
        return open_shards(database, settings.shards)
    aside = settings.start_method if settings.start_method != "fork" else "spawn"  # SQLite must not be forked
    return open_shards(database, settings.shards, aside=aside)


def _count(roots: Sequence[Path], settings: Settings, summary: Summary, watch: Watch) -> None:
    """Count the articles, so that the time left can be told; it takes far less time than the work on them."""
    summary.counted = False
    for summary.total in count_sources(roots, settings.metadata, settings.limit):
        if summary.total % 1000 == 0:
            watch(summary)
    summary.counted = True


def _do_articles(run: _Run, options: Options, extract: Extractor | None, watch: Watch) -> bool:
    """Do all articles; whether the run has seen all that there are."""
    settings, summary = run.settings, run.summary
    jobs = min(settings.jobs or default_jobs(), summary.total)
    digest = None if settings.changed_only else run.fingerprint
    work = partial(work_on, options=options, fingerprint=digest, extract=extract, seconds=settings.time_limit)
    tasks = find_tasks(run.store, run.roots, settings.metadata)
    chunks = _chunks(islice(tasks, settings.limit), max(1, min(CHUNK, summary.total // (jobs * 4))))
    with closing(
        map_chunks(work, chunks, jobs=jobs, start_method=settings.start_method, patience=10 * settings.time_limit)
    ) as results:
        for task, outcome in results:
            _keep(run, task, outcome)
            watch(summary)
            if summary.failed and settings.fail_fast:
                return False
    return settings.limit is None or summary.seen < settings.limit


def _keep(run: _Run, task: Task, outcome: Outcome | Crash) -> None:
    """Write an outcome to the database and count it."""
    summary = run.summary
    if isinstance(outcome, Unusable):
        raise ZhclaimsError(outcome.message)
    if isinstance(outcome, Done):
        try:
            run.store.save_rows(outcome.rows, run.origin(task))
        except ArticleError as error:
            outcome = failed("store", error, outcome.rows.article_id)
        else:
            summary.done += 1
            summary.claims += outcome.claims
    if isinstance(outcome, Crash):
        outcome = Failed("extract", "crash", outcome.message, task.known.article_id if task.known else "")
    if isinstance(outcome, Failed):
        _keep_failure(run, task, outcome)
    elif outcome.wrong_date:
        summary.misdated += 1
        summary.wrong_date = summary.wrong_date or outcome.wrong_date
    summary.unchanged += isinstance(outcome, Unchanged)
    summary.seen += 1
    summary.total = max(summary.total, summary.seen)


def _keep_failure(run: _Run, task: Task, outcome: Failed) -> None:
    failure = Failure(task.path, task.root, outcome.stage, outcome.error, outcome.message)
    run.store.save_failure(failure, run.origin(task), article_id=outcome.article_id)
    if outcome.stage == "read":
        run.store.see_unreadable(task.root, task.path)
    run.summary.failed += 1
    if len(run.summary.failures) < LISTED:
        run.summary.failures.append(failure)


def _chunks(tasks: Iterator[Task], most: int) -> Iterator[list[Task]]:
    """Tasks by the dozen: enough to keep a worker busy while the next lot is on its way, few enough to share out."""
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        if chunk and (len(chunk) >= most or size + task.source.size > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(task)
        size += task.source.size
    if chunk:
        yield chunk


def _look_for_deleted(run: _Run) -> None:
    """Report, and with `prune` remove, the articles whose files are gone; a run over a part cannot tell."""
    summary = run.summary
    run.store.forget_unseen_failures()
    for known in run.store.unseen():
        summary.gone += 1
        if len(summary.deleted) < LISTED:
            summary.deleted.append(known.path)
        if run.settings.prune:
            run.store.forget([known.article_id])
    summary.pruned = run.settings.prune


def _record(folders: Sequence[Path], options: Options, digest: str) -> Run:
    given = json.dumps([str(folder) for folder in folders], ensure_ascii=False)
    settings = json.dumps(asdict(options), ensure_ascii=False)
    return Run(zhclaims.__version__, json.dumps(engines()), settings, digest, given, _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def default_jobs() -> int:
    """One worker a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
