"""Runs over folders: what is done, left, done again, reported, kept when killed."""

import json
import pickle
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from importlib import import_module
from multiprocessing import Pipe
from pathlib import Path

import pytest

from zhclaims import batch
from zhclaims.batch import Settings, Summary, run
from zhclaims.errors import StoreError, ZhclaimsError
from zhclaims.pool import _serve, possible_method, start_process
from zhclaims.progress import Pace, progress, state_line, summary_lines
from zhclaims.rows import TABLES, article_rows
from zhclaims.store import open_store
from zhclaims.types import Article, Claim, Extraction, Options

sys.path.append(str(Path(__file__).parent))
go = import_module("fake_pipeline").go
count_characters = import_module("fake_pipeline").count_characters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"第{number}篇：某市今年新增企业{number + 3}00家。", "utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def claims(db: Path) -> dict[str, str]:
    with open_store(db) as store:
        return {claim.path: claim.value_text for claim in store.claims()}


def failures(db: Path) -> list[tuple[str, ...]]:
    with open_store(db) as store:
        return list(store.rows("failures"))


JOBS = [
    pytest.param({"jobs": 1}, id="in this process"),
    pytest.param({"jobs": 2, "start_method": "forkserver"}, id="in two workers"),
]


@pytest.mark.parametrize("settings", JOBS)
def test_every_article_of_a_folder_is_done(folder: Path, db: Path, settings: dict) -> None:
    summary = go(folder, db, **settings)
    assert (summary.done, summary.claims, summary.failed, summary.exit_code) == (6, 6, 0, 0)
    assert sorted(claims(db)) == [f"{number}.txt" for number in range(6)]


def test_the_same_folder_a_second_time_is_no_work(folder: Path, db: Path) -> None:
    go(folder, db)
    summary = go(folder, db)
    assert (summary.done, summary.unchanged) == (0, 6)
    assert next(summary_lines(summary, db)) == f"Nothing to do: 6 articles in {db}, none changed."


def test_a_changed_file_is_done_again_and_only_that(folder: Path, db: Path) -> None:
    go(folder, db)
    (folder / "3.txt").write_text("改过了。", "utf-8")
    summary = go(folder, db)
    assert (summary.done, summary.unchanged) == (1, 5)
    assert claims(db)["3.txt"] == "4"


def test_other_options_do_all_work_again(folder: Path, db: Path) -> None:
    go(folder, db)
    assert go(folder, db, Options(engine="python")).done == 6


def test_another_content_of_the_users_lexicon_does_all_work_again(folder: Path, db: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "names.tsv"
    lexicon.write_text("one", "utf-8")
    go(folder, db, Options(lexicon=str(lexicon)))
    assert go(folder, db, Options(lexicon=str(lexicon))).unchanged == 6
    lexicon.write_text("two", "utf-8")
    assert go(folder, db, Options(lexicon=str(lexicon))).done == 6


def test_a_deleted_file_is_reported_and_removed_only_when_asked(folder: Path, db: Path) -> None:
    go(folder, db)
    (folder / "2.txt").unlink()
    summary = go(folder, db)
    assert summary.deleted == ["2.txt"]
    assert "--prune removes them" in list(summary_lines(summary, db))[-1]
    assert "2.txt" in claims(db)
    assert go(folder, db, prune=True).deleted == ["2.txt"]
    assert "2.txt" not in claims(db)
    assert go(folder, db).deleted == []


def test_a_run_over_another_folder_does_not_take_files_for_deleted(folder: Path, db: Path, tmp_path: Path) -> None:
    go(folder, db)
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("另一个文件夹。", "utf-8")
    assert go(other, db, prune=True).deleted == []
    assert len(claims(db)) == 7


def test_a_run_over_a_part_does_not_take_the_rest_for_deleted(folder: Path, db: Path) -> None:
    go(folder, db)
    summary = go(folder, db, limit=2, prune=True)
    assert (summary.total, summary.deleted) == (2, [])
    assert len(claims(db)) == 6


def test_a_folder_given_twice_is_done_once(folder: Path, db: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "x.txt").write_text("在里面的一篇。", "utf-8")
    given = [folder, folder / ".", folder / "inner"]
    assert run(given, db, settings=Settings(jobs=1), extract=count_characters).done == 7


def test_articles_of_one_path_in_two_folders_are_both_kept(folder: Path, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "1.txt").write_text("同名而不同文。", "utf-8")
    for done, unchanged in ((7, 0), (0, 7)):
        summary = run([folder, other], db, settings=Settings(jobs=1), extract=count_characters)
        assert (summary.done, summary.unchanged, summary.deleted) == (done, unchanged, [])
    assert claims(db)["elsewhere/1.txt"] == "7"
    assert len(claims(db)) == 7


def test_a_folder_that_was_moved_is_no_work_and_no_second_copy(folder: Path, db: Path, tmp_path: Path) -> None:
    go(folder, db)
    moved = folder.rename(tmp_path / "moved")
    summary = go(moved, db)
    assert (summary.done, summary.unchanged, summary.deleted) == (0, 6, [])
    assert len(claims(db)) == 6


def test_rows_of_a_file_are_articles_of_their_own(tmp_path: Path, db: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(f'{{"text": "第{number}行的文章。"}}\n' for number in range(3)), "utf-8")
    assert go(rows, db).done == 3
    rows.write_text(rows.read_text("utf-8").replace("第2行", "改过的第2行"), "utf-8")
    summary = go(rows, db)
    assert (summary.done, summary.unchanged) == (1, 2)


def test_articles_in_a_file_that_has_become_unreadable_are_not_taken_for_deleted(tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / "rows.jsonl").write_text('{"text": "一篇文章。"}\n', "utf-8")
    go(folder, db)
    (folder / "rows.jsonl").write_bytes(b"")
    summary = go(folder, db, prune=True)
    assert (summary.failed, summary.deleted) == (1, [])
    assert len(claims(db)) == 1


@pytest.mark.parametrize("settings", JOBS)
def test_an_article_that_raises_is_kept_in_failures_and_the_run_goes_on(folder: Path, db: Path, settings: dict) -> None:
    (folder / "bad.txt").write_text("除以零", "utf-8")
    summary = go(folder, db, **settings)
    assert (summary.done, summary.failed, summary.exit_code) == (6, 1, 1)
    assert failures(db) == [("bad.txt", "extract", "ZeroDivisionError", "division by zero")]


def test_an_article_that_cannot_be_stored_is_kept_in_failures(folder: Path, db: Path) -> None:
    (folder / "bad.txt").write_text("存不下", "utf-8")
    assert go(folder, db).failed == 1
    assert failures(db)[0][:3] == ("bad.txt", "store", "ArticleError")


def test_an_article_that_cannot_be_read_is_kept_in_failures(folder: Path, db: Path) -> None:
    (folder / "empty.txt").touch()
    summary = go(folder, db)
    assert (summary.done, summary.failed) == (6, 1)
    assert failures(db)[0][:3] == ("empty.txt", "read", "ArticleError")


def test_a_mended_article_leaves_failures(folder: Path, db: Path) -> None:
    (folder / "bad.txt").write_text("除以零", "utf-8")
    go(folder, db)
    assert go(folder, db).failed == 1
    (folder / "bad.txt").write_text("好了", "utf-8")
    assert go(folder, db).exit_code == 0
    assert failures(db) == []


def test_a_failed_file_that_is_gone_leaves_failures(folder: Path, db: Path) -> None:
    (folder / "bad.txt").write_text("除以零", "utf-8")
    go(folder, db)
    (folder / "bad.txt").unlink()
    go(folder, db)
    assert failures(db) == []


def test_an_article_that_fails_after_a_change_shows_no_claims_of_its_old_text(folder: Path, db: Path) -> None:
    go(folder, db)
    (folder / "1.txt").write_text("除以零", "utf-8")
    go(folder, db)
    assert "1.txt" not in claims(db)


def test_fail_fast_stops_at_the_first(folder: Path, db: Path) -> None:
    (folder / "0.txt").write_text("除以零", "utf-8")
    summary = go(folder, db, fail_fast=True)
    assert (summary.done, summary.failed, summary.exit_code) == (0, 1, 1)


def test_a_worker_that_dies_costs_one_article(folder: Path, db: Path) -> None:
    (folder / "2a.txt").write_text("被杀", "utf-8")
    (folder / "4a.txt").write_text("退出", "utf-8")
    summary = go(folder, db, jobs=2, start_method="forkserver")
    assert (summary.done, summary.failed) == (6, 2)
    assert [(path, error, said.partition("process ")[2]) for path, _, error, said in failures(db)] == [
        ("2a.txt", "crash", "was killed by signal 9 (SIGKILL)"),
        ("4a.txt", "crash", "ended with exit code 7"),
    ]


def test_a_run_is_recorded_with_what_its_results_depend_on(folder: Path, db: Path) -> None:
    go(folder, db, Options(recognise=False))
    with open_store(db) as store:
        (row,) = store.rows("runs")
    assert json.loads(row[2])["jieba"]
    assert json.loads(row[3])["recognise"] is False
    assert json.loads(row[5]) == [str(folder)]
    assert row[6] <= row[7]
    assert row[8:] == (6, 0, 0, 0)


def test_the_tables_do_not_depend_on_the_number_of_workers(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("除以零", "utf-8")
    rows = []
    for jobs in (1, 3):
        go(folder, tmp_path / f"{jobs}.db", jobs=jobs)
        with open_store(tmp_path / f"{jobs}.db") as store:
            rows.append({table: list(store.rows(table)) for table in TABLES if table != "runs"})
    assert rows[0] == rows[1]


# ------------------------------------------------------------------ wrong use


def test_a_missing_folder_is_named_and_no_database_is_made(tmp_path: Path, db: Path) -> None:
    with pytest.raises(ZhclaimsError, match="nowhere: no such folder or file"):
        go(tmp_path / "nowhere", db)
    assert not db.exists()


@pytest.mark.parametrize(
    ("files", "found"), [([], "nothing in it"), (["photo.jpg"], "such as photo.jpg (unknown suffix")]
)
def test_a_folder_without_articles_is_named_and_no_database_is_made(tmp_path, db, files, found: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for name in files:
        (empty / name).write_bytes(b"\xff\xd8")
    with pytest.raises(ZhclaimsError, match=re.escape("empty: no articles there, ") + ".*" + re.escape(found)):
        go(empty, db)
    assert not db.exists()


def test_a_file_that_is_no_database_is_not_touched(folder: Path, db: Path) -> None:
    db.write_text("我的笔记", "utf-8")
    with pytest.raises(StoreError, match="choose another --db"):
        go(folder, db)
    assert db.read_text("utf-8") == "我的笔记"


def test_a_lexicon_that_is_not_there_is_named(folder: Path, db: Path) -> None:
    with pytest.raises(ZhclaimsError, match=r"names\.tsv: cannot be read"):
        go(folder, db, Options(lexicon="names.tsv"))


@pytest.mark.parametrize("settings", JOBS)
def test_a_lexicon_with_a_bad_row_stops_the_run(folder: Path, db: Path, settings: dict) -> None:
    (folder / "3.txt").write_text("词典坏了", "utf-8")
    with pytest.raises(ZhclaimsError, match=r"names\.tsv:3: 4 cells expected"):
        go(folder, db, **settings)
    assert failures(db) == []


# ------------------------------------------------------------------ killed and interrupted

SCRIPT = """
import sys, time
from pathlib import Path
from zhclaims import batch
from zhclaims.batch import Settings, run
from zhclaims.types import Claim, Extraction

batch.fingerprint = lambda options: "the same, even if the package is edited meanwhile"

def slow(article, options):
    time.sleep(0.02)
    claim = Claim(f"c-{article.path}", article.article_id, article.path, "", "", "numeric", value_text=article.text)
    return Extraction(claims=[claim])

if __name__ == "__main__":
    method = sys.argv[3]
    watch = lambda summary: print(summary.done, flush=True)
    summary = run([Path(sys.argv[1])], Path(sys.argv[2]), settings=Settings(jobs=int(sys.argv[4]), start_method=method), watch=watch,
                  extract=slow)
    sys.exit(summary.exit_code)
"""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"第{number}篇。", "utf-8")
    return folder


def start(tmp_path: Path, folder: Path, db: Path, method: str = "spawn", jobs: int = 2) -> "subprocess.Popen[str]":
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    command = [sys.executable, str(script), str(folder), str(db), method, str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until(process: "subprocess.Popen[str]", done: int) -> None:
    assert process.stdout is not None
    while int(process.stdout.readline()) < done:
        pass


def whole(db: Path) -> list[str]:
    """The paths in the database, each of which has its text, and its claim, whole."""
    with closing(sqlite3.connect(db)) as connection:
        query = "SELECT a.path, a.text = c.value_text FROM articles a LEFT JOIN claims c USING (article_id)"
        rows = connection.execute(query).fetchall()
    assert all(same for _, same in rows)
    return [path for path, _ in rows]


def workers_of(process_id: int, method: str) -> list[int]:
    tasks = Path(f"/proc/{process_id}/task/{process_id}/children")
    children = [int(child) for child in tasks.read_text().split()]
    mark = b"spawn_main" if method == "spawn" else b"script.py"
    return [child for child in children if mark in Path(f"/proc/{child}/cmdline").read_bytes()]


def is_running(process_id: int) -> bool:
    status = Path(f"/proc/{process_id}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_run_killed_in_the_middle_keeps_what_is_done_and_goes_on(
    tmp_path: Path, many: Path, db: Path, method: str
) -> None:
    with start(tmp_path, many, db, method) as process:
        wait_until(process, 20)
        workers = workers_of(process.pid, method)
        process.kill()
    kept = whole(db)
    assert 20 <= len(kept) < 60
    deadline = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers) == 2
    assert not any(map(is_running, workers))
    with start(tmp_path, many, db, method) as process:
        out, _ = process.communicate()
    assert process.returncode == 0
    assert int(out.split()[-1]) == 60 - len(kept)
    assert len(set(whole(db))) == 60


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_ctrl_c_ends_the_run_at_once_and_keeps_what_is_done(tmp_path: Path, many: Path, db: Path, method: str) -> None:
    with start(tmp_path, many, db, method) as process:
        wait_until(process, 10)
        interrupted = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert time.monotonic() - interrupted < 2
    assert process.returncode == 130
    assert errors == ""
    assert 10 <= len(whole(db)) < 60


def test_ctrl_c_ends_a_run_without_workers_too(tmp_path: Path, many: Path, db: Path) -> None:
    with start(tmp_path, many, db, "spawn", jobs=1) as process:
        wait_until(process, 10)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=2)
    assert (process.returncode, errors) == (130, "")
    assert 10 <= len(whole(db)) < 60


def test_a_run_that_is_told_to_end_keeps_what_is_done(tmp_path: Path, many: Path, db: Path) -> None:
    command = [sys.executable, "-m", "zhclaims.cli", "run", str(many), "--db", str(db), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 300
        while not (db.exists() and len(paths_in(db)) >= 5) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.terminate()
        out, _ = process.communicate(timeout=10)
    assert process.returncode in (0, 130)
    assert out.startswith("Interrupted: ") is (process.returncode == 130)
    assert len(paths_in(db)) >= 5


def paths_in(db: Path) -> list[str]:
    try:
        with open_store(db) as store:
            return [row[1] for row in store.rows("articles")]
    except StoreError:  # It is being made.
        return []


def test_workers_that_cannot_start_are_told_with_the_remedy(tmp_path: Path, folder: Path, db: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom zhclaims.batch import Settings, run\n"
        "run([Path(sys.argv[1])], Path(sys.argv[2]), settings=Settings(jobs=2))\n"
    )
    command = [sys.executable, str(script), str(folder), str(db)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (
        "ZhclaimsError: worker processes end as they start (1); use one job (--jobs 1), or in a script" in done.stderr
    )


def test_a_worker_whose_parent_has_gone_ends_without_an_error() -> None:
    here, there = Pipe()
    here.close()
    process = start_process(_serve, (there, len, ()), "spawn")
    process.join()
    assert process.exitcode == 0


def test_a_process_with_other_threads_is_not_forked() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    assert possible_method("fork") == "spawn"
    over.set()
    other.join()


def test_a_start_method_that_the_system_lacks_is_told(folder: Path, db: Path, monkeypatch) -> None:
    monkeypatch.setattr("zhclaims.pool.get_all_start_methods", lambda: ["spawn"])
    with pytest.raises(ZhclaimsError, match="forkserver: this system does not start processes so; use spawn"):
        go(folder, db, jobs=2, start_method="forkserver")


# ------------------------------------------------------------------ what it takes


MEASURED = """
import sys
from pathlib import Path
sys.path.append({tests!r})
from fake_pipeline import count_characters
from zhclaims.batch import Settings, run

if __name__ == "__main__":
    settings = Settings(jobs=int(sys.argv[3]), start_method="forkserver")
    assert run([Path(sys.argv[1])], Path(sys.argv[2]), settings=settings, extract=count_characters).exit_code == 0
    heavy = {{"numpy", "rjieba", "opencc_pyo3", "onnxruntime", "spacy", "pandas", "pyarrow"}} & set(sys.modules)
    peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line[:5] == "VmHWM")
    print(peak, *heavy)
"""


def measured(tmp_path: Path, articles: Path, jobs: int) -> list[str]:
    """The peak memory in KB of the process that runs, and the heavy modules that it has loaded."""
    script = tmp_path / "measured.py"
    script.write_text(MEASURED.format(tests=str(Path(__file__).parent)), "utf-8")
    command = [sys.executable, str(script), str(articles), str(tmp_path / f"{articles.stem}-{jobs}.db"), str(jobs)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    peaks = []
    for count in (400, 8000):
        rows = tmp_path / f"{count}.jsonl"
        rows.write_text("".join(f'{{"text": "第{n}行的文章。"}}\n' for n in range(count)), "utf-8")
        peaks.append(int(measured(tmp_path, rows, 1)[0]))
    assert peaks[1] <= 1.1 * peaks[0]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_the_process_that_shares_out_the_work_loads_nothing_heavy(tmp_path: Path, folder: Path) -> None:
    (folder / "metadata.csv").write_text("path,published\n1.txt,2025-03-05\n", "utf-8")
    assert measured(tmp_path, folder, 2)[1:] == []


def test_a_sentence_of_many_claims_goes_to_the_other_process_once() -> None:
    sentence = "很长的一句话" * 1000
    found = [Claim(f"c{n}", "a", "a.txt", "", "", "event", evidence="".join(sentence)) for n in range(20)]
    rows = article_rows(Article("a", "a.txt", sentence, "h"), Extraction(claims=found))
    assert [row[-2:] for row in rows.facts["claims"]] == [(sentence, "")] * 20
    assert len(pickle.dumps(rows)) < 3 * len(sentence.encode())


# ------------------------------------------------------------------ progress


def test_progress_off_a_terminal_is_a_line_now_and_then(folder: Path, db: Path, capsys) -> None:
    ticks = iter(range(0, 1000, 6))
    with progress(clock=lambda: float(next(ticks))) as watch:
        run([folder], db, settings=Settings(jobs=1), watch=watch, extract=count_characters)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "2 of 6 articles: 2 done, 0 unchanged, 0 failed; 0.2/s, 24 s left"
    assert len(lines) == 3


def test_the_pace_is_that_of_the_last_minute() -> None:
    pace = Pace()
    paces = [
        pace.at(float(second), seen) for second, seen in enumerate([0] * 30 + list(range(1, 1001, 10)) + [1000] * 99)
    ]
    assert paces[:31] == [0.0] * 31
    assert paces[129] == pytest.approx(10, abs=0.1)
    assert paces[160] == pytest.approx(5, abs=0.5)
    assert paces[-1] == 0.0


def test_progress_can_be_quiet(folder: Path, db: Path, capsys) -> None:
    with progress(quiet=True) as watch:
        run([folder], db, settings=Settings(jobs=1), watch=watch, extract=count_characters)
    assert capsys.readouterr() == ("", "")


def test_progress_on_a_terminal_is_a_bar(folder: Path, db: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    ticks = iter(range(1000))
    with progress(clock=lambda: float(next(ticks))) as watch:
        run([folder], db, settings=Settings(jobs=1), watch=watch, extract=count_characters)
    assert "6/6" in capsys.readouterr().err


def test_nothing_is_promised_before_the_first_article() -> None:
    assert state_line(Summary(total=9), rate=0.0) == "0 of 9 articles: 0 done, 0 unchanged, 0 failed; 0.0/s"


def test_at_least_one_worker() -> None:
    assert batch.default_jobs() >= 1
