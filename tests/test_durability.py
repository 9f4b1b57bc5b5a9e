"""Whatever happens to a run or its database, nothing that was done is lost, and the file is whole."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import pytest

from zhclaims import database
from zhclaims.batch import Settings, Summary, run
from zhclaims.errors import StoreError, ZhclaimsError
from zhclaims.store import Store, open_store
from zhclaims.store_writing import Failure, Origin
from zhclaims.tables import save_table
from zhclaims.types import Article, Options

sys.path.append(str(Path(__file__).parent))
count_characters, run_and_die = (
    import_module("fake_pipeline").count_characters,
    import_module("fake_pipeline").run_and_die,
)
ONE = Settings(jobs=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"第{number}篇：某市今年新增企业{number + 3}00家。" * 60, "utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def go(folder: Path, db: Path, **more: object) -> Summary:
    return run([folder], db, settings=ONE, extract=count_characters, **more)


def articles(db: Path) -> int:
    """How many articles the database holds, each with its claim; it must be whole."""
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        count, claims = connection.execute("SELECT count(*), (SELECT count(*) FROM claims) FROM articles").fetchone()
    assert claims == count
    return int(count)


# ------------------------------------------------------------------ stops


@pytest.mark.parametrize("after", [0, 1, 17, 39])
def test_a_kill_at_any_article_keeps_those_before_it(folder: Path, db: Path, after: int) -> None:
    process = get_context("forkserver").Process(target=run_and_die, args=(folder, db, after + 1))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert articles(db) == after + 1
    assert go(folder, db).done == 40 - after - 1
    assert articles(db) == 40


def test_a_database_that_was_only_begun_is_no_obstacle(folder: Path, db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 0")
        connection.execute("VACUUM")
    assert db.stat().st_size > 0
    with pytest.raises(StoreError, match="no database there; make it with"):
        open_store(db)
    assert go(folder, db).done == 40
    assert articles(db) == 40


@pytest.mark.parametrize("names", ["others", "the same"])
def test_two_runs_may_write_to_one_database_at_once(folder: Path, tmp_path: Path, db: Path, names: str) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    for path in other.iterdir() if names == "others" else ():
        path.rename(other / f"x{path.name}")
    processes = [
        get_context("forkserver").Process(target=run_and_die, args=(root, db, 1000)) for root in (folder, other)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    articles(db)
    assert go(folder, db).done == 0 if names == "others" else go(folder, db).failed == 0
    assert go(other, db).failed == 0
    assert articles(db) == 80


# ------------------------------------------------------------------ disks


def save_all(store: Store, articles: list[Article]) -> None:
    for article in articles:
        store.save(article, count_characters(article, Options()))


def test_a_full_database_keeps_what_is_done_and_says_so(folder: Path, db: Path) -> None:
    with open_store(db, create=True) as store:
        store._connection.execute("PRAGMA max_page_count = 40")
        text = "字" * 3000
        many = [Article(f"a{number}", f"{number}.txt", text, "h") for number in range(100)]
        with pytest.raises(StoreError, match=r"full; free some space and start again: what is done is kept"):
            save_all(store, many)
        saved = store.count("articles")
        assert 0 < saved < 100
    assert articles(db) == saved


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 700 KB, where the system lets one be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.skipif(shutil.which("mount") is None or sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_keeps_what_is_done_and_the_run_goes_on_when_there_is_space(folder: Path, small_disk: Path) -> None:
    for number in range(40, 200):
        (folder / f"{number}.txt").write_text(f"第{number}篇，字数很多。" * 300, "utf-8")
    db = small_disk / "claims.db"
    with pytest.raises(ZhclaimsError, match="start again: what is done is kept"):
        go(folder, db)
    kept = articles(db)
    assert kept > 0
    subprocess.run(["mount", "-o", "remount,size=40m", small_disk], check=True)
    assert go(folder, db).done == 200 - kept
    assert articles(db) == 200


def test_a_limit_to_the_size_of_files_is_told_and_harms_nothing(folder: Path, db: Path) -> None:
    """RLIMIT_FSIZE makes every write beyond it fail, as a disk with a quota does."""
    script = (
        "import resource, signal, sys; from pathlib import Path; from zhclaims.batch import Settings, run\n"
        "sys.path.append(sys.argv[3]); from fake_pipeline import count_characters\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "run([Path(sys.argv[1])], Path(sys.argv[2]), settings=Settings(jobs=1), extract=count_characters)\n"
    )
    words = [sys.executable, "-c", script, folder, db, Path(__file__).parent]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "what is done is kept" in done.stderr
    kept = articles(db)
    assert 0 < kept < 40
    assert go(folder, db).done == 40 - kept


def test_a_database_that_may_not_be_written_is_read_and_left_as_it_is(folder: Path, db: Path) -> None:
    go(folder, db)
    before = db.read_bytes()
    reader = (
        "import os, sys; from pathlib import Path; from zhclaims.store import open_store\n"
        "os.getuid() or os.setuid(65534)\n"
        "with open_store(Path(sys.argv[1])) as store: print(store.count('claims'))\n"
        "try:\n    with open_store(Path(sys.argv[1]), create=True) as store: store.forget(['a'])\n"
        "except Exception as error: print(error)\n"
    )
    db.chmod(0o444)
    for above in [db.parent, *db.parent.parents][:6]:
        with suppress(OSError):
            above.chmod(above.stat().st_mode | 0o555)
    db.parent.chmod(0o555)
    try:
        shown = subprocess.run([sys.executable, "-c", reader, db], capture_output=True, text=True, check=False)
    finally:
        db.parent.chmod(0o755)
    if "PermissionError" in shown.stderr or "ModuleNotFoundError" in shown.stderr:
        pytest.skip("another user may not read the library here")
    assert shown.stdout.splitlines()[:1] == ["40"], shown.stderr
    assert "make the file and its folder writable" in shown.stdout
    assert db.read_bytes() == before


# ------------------------------------------------------------------ schemas


def of_schema(db: Path, version: int) -> None:
    with closing(sqlite3.connect(db)) as connection:
        connection.executescript(f"DROP INDEX claims_by_city; PRAGMA user_version = {version};")


def names(db: Path) -> set[str]:
    with closing(sqlite3.connect(db)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def test_an_older_database_is_brought_up_to_date_and_a_copy_is_kept(folder: Path, db: Path) -> None:
    go(folder, db)
    new = names(db)
    of_schema(db, 1)
    with open_store(db) as store:
        assert store.count("claims") == 40
    assert not list(db.parent.glob("*.bak"))
    assert go(folder, db).unchanged == 40
    assert names(db) == new
    (backup,) = db.parent.glob("*.bak")
    assert backup.name == "claims.db.schema-1-1.bak"
    assert articles(db) == articles(backup) == 40
    assert names(backup) == new - {"claims_by_city"}
    of_schema(db, 1)
    go(folder, db)
    assert len(list(db.parent.glob("*.bak"))) == 2


def test_a_migration_that_fails_leaves_the_database_as_it_was(folder: Path, db: Path, monkeypatch) -> None:
    go(folder, db)
    of_schema(db, 1)
    monkeypatch.setitem(database.MIGRATIONS, 1, "CREATE INDEX i ON claims (city);\nCREATE INDEX j ON claims (no);\n")
    with pytest.raises(StoreError, match="no such column"):
        open_store(db, create=True)
    monkeypatch.undo()
    assert articles(db) == 40
    assert not names(db) & {"i", "j"}
    assert go(folder, db).unchanged == 40


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("version", [0, 3, 99])
def test_a_database_of_an_unknown_schema_is_refused_and_left_as_it_is(
    folder: Path, db: Path, version: int, create: bool
) -> None:
    go(folder, db)
    with closing(sqlite3.connect(db)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    before = db.read_bytes()
    with pytest.raises(StoreError, match=r"newer: upgrade zhclaims" if version else "unknown: run again into a new"):
        open_store(db, create=create)
    assert db.read_bytes() == before


# ------------------------------------------------------------------ damage


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("damage", ["header", "pages", "schema", "cut", "schema is no UTF-8"])
def test_a_damaged_database_is_refused_with_the_way_out(folder: Path, db: Path, damage: str, create: bool) -> None:
    go(folder, db)
    data = bytearray(db.read_bytes())
    if damage == "header":
        data[:16] = b"\xff" * 16
    elif damage == "pages":
        data[8192:] = b"\xff" * (len(data) - 8192)
    elif damage == "schema":
        data[100:4096] = b"\xff" * 3996
    elif damage == "schema is no UTF-8":
        at = data.index(b"CREATE TABLE runs")
        data[at : at + 12] = b"CREATE\xff\xfe\xe4\xff\xff\xff"
    db.write_bytes(data[: 9000 if damage == "cut" else len(data)])
    way_out = "move it away and run again|choose another --db"
    with pytest.raises(StoreError, match=way_out):
        use(db, create=create)


@pytest.mark.parametrize(("column", "value"), [("subject", b"\xff"), ("quote_start", "x"), ("score", "x")])
def test_cells_of_a_type_that_is_never_written_are_told_as_damage(
    folder: Path, db: Path, column: str, value: object
) -> None:
    go(folder, db)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(f"UPDATE claims SET {column} = ?", (value,))
    with (
        open_store(db) as store,
        pytest.raises(StoreError, match=r"claims\.db: claims hold .*; the file is damaged; move it away"),
    ):
        save_table(store, folder / "out.csv")


def use(db: Path, *, create: bool) -> None:
    with open_store(db, create=create) as store:
        list(store.claims())
        store.save_failure(Failure("", "", "", "", ""), Origin())
