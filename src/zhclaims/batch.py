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
from zhclaims.discovery import count_sources, find_roots, find_sources, find_tasks
from zhclaims.errors import ArticleError, ZhclaimsError
from zhclaims.pool import Crash, StartMethod, map_chunks
from zhclaims.store import Failure, Origin, Run, Store, open_store
from zhclaims.types import Options
from zhclaims.versions import engines, fingerprint
from zhclaims.work import Done, Extractor, Failed, Outcome, Task, Unchanged, Unusable, failed, work_on

CHUNK = 12
"""Articles that a worker is sent at once, at most."""


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
    """How workers start. Either way a script that calls `run` needs `if __name__ == "__main__":` around the call."""


@dataclass(slots=True)
class Summary:
    """What a run did."""

    total: int
    """Articles found: files, and rows of .jsonl and .csv."""
    seen: int = 0
    """Articles dealt with so far."""
    done: int = 0
    unchanged: int = 0
    claims: int = 0
    failures: list[Failure] = field(default_factory=list)
    """The first hundred; all of them are in the table `failures`."""
    failed: int = 0
    unreadable: list[str] = field(default_factory=list)
    """How the paths of articles begin that may still be there: those in folders and files that could not be read."""
    deleted: list[str] = field(default_factory=list)
    """Paths of articles in the database whose files are gone."""
    pruned: bool = False
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when some articles failed, 130 when interrupted."""
        return 130 if self.interrupted else 1 if self.failed else 0


def run(
    folders: Sequence[Path],
    database: Path,
    options: Options | None = None,
    settings: Settings | None = None,
    *,
    watch: Callable[[Summary], None] = lambda summary: None,
    extract: Extractor | None = None,
) -> Summary:
    """Extract the claims of all articles in folders (or single files) into a database, and say what was done.

    Articles that the database has from the same content, code and options are left as they are. An article that fails
    is kept in `failures` with the reason, and the run goes on. `watch` is called with the state after each article.
    Raises ZhclaimsError for a folder that is missing or without articles, a database or a lexicon that cannot be used.
    """
    options, settings = options or Options(), settings or Settings()
    roots = find_roots(folders)
    summary = Summary(total=count_sources(roots, settings.metadata, settings.limit))
    digest = fingerprint(options)
    with open_store(database, create=True) as store:
        run = _Run(store, roots, settings, store.begin_run(_record(folders, options, digest)), digest)
        try:
            _do_articles(run, options, extract, summary, watch)
            _look_for_deleted(run, summary)
        except KeyboardInterrupt:
            summary.interrupted = True
        store.end_run(run.run_id, _now(), summary.done, summary.unchanged, summary.failed, len(summary.deleted))
    return summary


@dataclass(frozen=True, slots=True)
class _Run:
    """The parts of a run that its steps share."""

    store: Store
    roots: list[Path]
    settings: Settings
    run_id: int
    fingerprint: str

    def origin(self, task: Task) -> Origin:
        return Origin(task.root, self.run_id, self.fingerprint)


def _do_articles(
    run: _Run, options: Options, extract: Extractor | None, summary: Summary, watch: Callable[[Summary], None]
) -> None:
    jobs = min(run.settings.jobs or default_jobs(), summary.total)
    work = partial(work_on, options=options, fingerprint=run.fingerprint, extract=extract)
    sources = find_sources(run.roots, run.settings.metadata, run.settings.limit)
    chunks = _chunks(find_tasks(run.store, sources), max(1, min(CHUNK, summary.total // (jobs * 4))))
    with closing(map_chunks(work, chunks, jobs=jobs, start_method=run.settings.start_method)) as results:
        for task, outcome in results:
            _keep(run, task, outcome, summary)
            watch(summary)
            if summary.failed and run.settings.fail_fast:
                return


def _keep(run: _Run, task: Task, outcome: Outcome | Crash, summary: Summary) -> None:
    """Write an outcome to the database and count it."""
    if isinstance(outcome, Unusable):
        raise ZhclaimsError(outcome.message)
    summary.seen += 1
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
        _keep_failure(run, task, outcome, summary)
    summary.unchanged += isinstance(outcome, Unchanged)


def _keep_failure(run: _Run, task: Task, outcome: Failed, summary: Summary) -> None:
    failure = Failure(task.path, task.root, outcome.stage, outcome.error, outcome.message)
    run.store.save_failure(failure, run.origin(task), article_id=outcome.article_id)
    summary.failed += 1
    if outcome.stage == "read":
        summary.unreadable += [f"{task.path}/", f"{task.path}#"]
    if len(summary.failures) < 100:
        summary.failures.append(failure)


def _chunks(tasks: Iterator[Task], size: int) -> Iterator[list[Task]]:
    """Tasks by the dozen: enough to keep a worker busy while the next lot is on its way, few enough to share out."""
    while chunk := list(islice(tasks, size)):
        yield chunk


def _look_for_deleted(run: _Run, summary: Summary) -> None:
    """Report, and with `prune` remove, the articles whose files are gone; a run over a part cannot tell."""
    limit = run.settings.limit
    if summary.seen < summary.total or (limit is not None and summary.total >= limit):
        return
    names = [str(root) for root in run.roots]
    run.store.forget_unseen_failures(names)
    gone = [known for known in run.store.unseen(names) if not known.path.startswith(tuple(summary.unreadable))]
    summary.deleted = [known.path for known in gone]
    if run.settings.prune:
        run.store.forget(known.article_id for known in gone)
        summary.pruned = True


def _record(folders: Sequence[Path], options: Options, digest: str) -> Run:
    given = json.dumps([str(folder) for folder in folders], ensure_ascii=False)
    settings = json.dumps(asdict(options), ensure_ascii=False)
    return Run(zhclaims.__version__, json.dumps(engines()), settings, digest, given, _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def default_jobs() -> int:
    """One worker a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
