"""A folder of bad files: one run ends, does every good file, names every other one, and writes only its database."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from zhclaims.batch import Settings, run
from zhclaims.folders import Skipped, printable
from zhclaims.read import find_skipped
from zhclaims.store import open_store

sys.path.append(str(Path(__file__).parent))
torture = import_module("torture")
never_end = import_module("fake_pipeline").never_end

MOST_MEMORY = 600
"""MB of one process."""
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
open(sys.argv[1], "w").write(str(peak))
sys.exit(code)
"""
"""Runs a command and writes its peak of memory: a child of this process would begin with the peak of the tests."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes pipes, links and devices")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("torture")


@pytest.fixture(scope="module")
def fates(place: Path) -> dict[str, str]:
    return torture.lay(place / "articles")


@pytest.fixture(scope="module")
def before(place: Path, fates: dict[str, str]) -> list[tuple[object, ...]]:
    return list(state(place / "articles"))


@pytest.fixture(scope="module")
def finished(place: Path, before: list, tmp_path_factory) -> tuple[int, str, int]:
    """Exit code, what was printed, and MB of memory at most, of a run over the folder in one process."""
    for name in ("home", "tmp"):
        (place / name).mkdir()
    around = {"HOME": str(place / "home"), "TMPDIR": str(place / "tmp"), "COLUMNS": "100"}
    words = ["run", "articles", "--jobs", "1", "--time-limit", "10"]
    peak = tmp_path_factory.mktemp("measured") / "peak"
    with (place / "printed.txt").open("wb") as out:
        command = [sys.executable, "-c", MEASURED, str(peak), sys.executable, "-B", "-m", "zhclaims.cli", *words]
        code = subprocess.call(command, cwd=place, env=os.environ | around, stdout=out, stderr=out)
    printed = (place / "printed.txt").read_bytes().decode()
    return code, printed, int(peak.read_text()) // (1024 if sys.platform == "linux" else 1024**2)


@pytest.fixture(scope="module")
def failures(place: Path, finished: tuple[int, str, int]) -> dict[str, str]:
    with open_store(place / "claims.db") as store:
        return {row[0]: row[3] for row in store.rows("failures")}


@pytest.fixture(scope="module")
def done(place: Path, finished: tuple[int, str, int]) -> set[str]:
    with open_store(place / "claims.db") as store:
        return {file_of(row[1]) for row in store.rows("articles")}


def file_of(path: str) -> str:
    """The file in the folder that an article comes from: a/b.zip for a/b.zip/c.txt, a/b.jsonl for a/b.jsonl#1."""
    for suffix in (".zip", ".tar"):
        head, found, _ = path.partition(f"{suffix}/")
        path = head + suffix if found else path
    return path.rpartition("#")[0] if path.rpartition("#")[2].isdigit() else path


def state(folder: Path) -> Iterator[tuple[object, ...]]:
    """Everything in a folder: names, kinds, sizes, times and, of small files, content."""
    for root, folders, files in os.walk(folder):
        for name in sorted(folders + files):
            path = Path(root, name)
            found = path.lstat()
            small = path.is_file() and not path.is_symlink() and found.st_size < 1_000_000
            content = hashlib.sha256(path.read_bytes()).hexdigest() if small else ""
            yield str(path), found.st_mode, found.st_size, found.st_mtime_ns, content


def wanted(fates: dict[str, str], fate: str) -> set[str]:
    return {printable(name) for name, its in fates.items() if its == fate}


def test_there_are_enough_of_them(fates: dict[str, str]) -> None:
    assert len(fates) - list(fates.values()).count(torture.GOOD) >= 120
    assert len(fates) >= 190


def test_the_run_ends_and_says_that_some_failed(finished: tuple[int, str, int], failures: dict[str, str]) -> None:
    code, printed, _ = finished
    assert code == 1
    assert f"{len(failures)} failed" in printed
    assert "Traceback" not in printed


def test_every_good_file_is_done(fates: dict[str, str], done: set[str]) -> None:
    assert wanted(fates, torture.GOOD) - done == set()


def test_every_bad_file_is_named_with_its_reason(fates: dict[str, str], failures: dict[str, str]) -> None:
    assert wanted(fates, torture.FAILS) - set(map(file_of, failures)) == set()
    assert all(": " in reason or "took more than" in reason for reason in failures.values())
    assert all(len(reason) < 700 for reason in failures.values())


def test_no_file_is_passed_over_without_a_word(
    place: Path, fates: dict[str, str], failures: dict[str, str], done: set[str]
) -> None:
    skipped = {found.path for found in find_skipped([place / "articles"]) if isinstance(found, Skipped)}
    assert wanted(fates, torture.EITHER) - done - set(map(file_of, failures)) - skipped == set()
    assert wanted(fates, torture.SKIPPED) - {"special/folder.txt"} - skipped == set()
    assert not skipped & (done | set(map(file_of, failures)))


def test_failures_are_those_of_the_input_and_no_faults_of_ours(place: Path, finished: tuple[int, str, int]) -> None:
    with open_store(place / "claims.db") as store:
        kinds = {(stage, error) for _, stage, error, _ in store.rows("failures")}
    assert kinds <= {("read", "ArticleError"), ("extract", "TimeLimitError"), ("read", "TimeLimitError")}


def test_nothing_is_written_but_the_database(place: Path, before: list, finished: tuple[int, str, int]) -> None:
    assert list(state(place / "articles")) == before
    assert not list((place / "home").rglob("*"))
    assert not list((place / "tmp").rglob("*"))
    names = {path.name for path in place.iterdir()} - {
        "claims.db-wal",
        "claims.db-shm",
    }  # SQLite's own, while it is read
    assert names == {"articles", "home", "tmp", "claims.db", "printed.txt"}


def test_it_takes_little_memory(finished: tuple[int, str, int]) -> None:
    assert finished[2] < MOST_MEMORY


def test_names_and_texts_steer_no_terminal(finished: tuple[int, str, int], place: Path) -> None:
    assert not set(finished[1]) & set("\x1b\x07\u202e\r")
    listed = subprocess.run(
        [sys.executable, "-m", "zhclaims.cli", "failures"], cwd=place, capture_output=True, text=True, check=True
    )
    assert not set(listed.stdout) & set("\x1b\x07\u202e\r")


def test_the_second_run_does_only_what_failed_again(place: Path, done: set[str], fates: dict[str, str]) -> None:
    extract, settings = never_end, Settings(jobs=1, time_limit=10, changed_only=True)
    summary = run([place / "articles"], place / "claims.db", settings=settings, extract=extract)
    assert summary.unchanged >= len(done)


@pytest.mark.parametrize("change", ["vanish", "grow", "become empty"])
def test_a_file_may_change_while_the_run_is_on(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(torture.TEXT, "utf-8")

    def act(_: object) -> None:
        path = folder / "c.txt"
        if change == "grow":
            path.write_text(torture.TEXT * 100, "utf-8")
        elif path.is_file():
            path.unlink()
            if change != "vanish":
                path.touch()

    summary = run([folder], tmp_path / "claims.db", settings=Settings(jobs=1), extract=never_end, watch=act)
    assert (summary.done, summary.failed) == ((3, 0) if change == "grow" else (2, 1))
