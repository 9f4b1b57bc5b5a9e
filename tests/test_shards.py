"""Shards: the tables of a run as folders of Parquet or JSON Lines files, the same as a database would hold."""

import json
import sys
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from zhclaims import shards
from zhclaims.batch import Settings, Summary, run
from zhclaims.errors import ArticleError, StoreError, ZhclaimsError
from zhclaims.own_tables import STATE
from zhclaims.rows import ArticleRows, article_rows, columns
from zhclaims.shards import SHARDED, open_shards, write_shard
from zhclaims.store import Failure, Origin, open_store
from zhclaims.tables import table_frame
from zhclaims.types import Article, Claim, Entity, Extraction, Time

sys.path.append(str(Path(__file__).parent))
count_characters = import_module("fake_pipeline").count_characters
FORMATS = ("parquet", "jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(f"第{number}篇：某市新增企业{'一' * number}家。", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ARTICLES_A_SHARD", 3)


def go(folder: Path, out: Path, format: str, **settings: object) -> Summary:  # noqa: A002
    return run([folder], out, settings=Settings(**{"jobs": 1, "shards": format, **settings}), extract=count_characters)


def frame(out: Path, table: str = "claims") -> pd.DataFrame:
    files = sorted((out / table).iterdir())
    read = pd.read_parquet if files[0].suffix == ".parquet" else lambda file: pd.read_json(file, lines=True)
    return pd.concat([read(file) for file in files if file.stat().st_size], ignore_index=True)


def counts(out: Path) -> dict[str, str]:
    found = frame(out)
    assert found["path"].is_unique
    return dict(zip(found["path"], found["value_text"].astype(str), strict=True))


def files(out: Path) -> list[str]:
    return sorted(
        str(path.relative_to(out)) for path in out.rglob("*") if path.is_file() and not path.name.startswith("_")
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_a_run_writes_shards_of_every_table(folder: Path, tmp_path: Path, format_: str) -> None:
    assert go(folder, tmp_path / "out", format_).done == 7
    assert files(tmp_path / "out") == sorted(
        [f"{table}/{table}-0000{n}.{format_}" for table in SHARDED for n in (1, 2, 3)] + [f"failures.{format_}"]
    )
    assert counts(tmp_path / "out") == {f"{n}.txt": str(12 + n) for n in range(7)}


@pytest.mark.parametrize("format_", FORMATS)
def test_shards_hold_what_a_database_would(tmp_path: Path, format_: str) -> None:
    claim = Claim("c1", "a1", "1.txt", "题", "2025-03-05", "numeric", value_low=None, value_high=2.5, score=0.5)
    time = Time(0, 2, "去年", None, None, "2024", relative=True, flags=("no_anchor", "year_inferred"))
    found = Extraction(claims=[claim, claim], entities=[Entity(0, 2, "泰州", "PLACE")], times=[time], keywords=["船"])
    article = Article("a1", "1.txt", "泰州去年造船。\n", "h1")
    with open_shards(tmp_path / "out", format_) as store, open_store(tmp_path / "x.db", create=True) as database:
        for target in (store, database):
            target.save(article, found)
            target.save_failure(Failure("2.txt", "", "read", "ArticleError", "is empty"), Origin())
        store.finish()
        for table in (*SHARDED, "failures"):
            expected = table_frame(database, table)
            files = [tmp_path / "out" / f"failures.{format_}"]
            files = files if table == "failures" else list((tmp_path / "out" / table).iterdir())
            names = [column.name for column in columns(table)]
            if format_ == "parquet":
                pd.testing.assert_frame_equal(pd.read_parquet(files), expected, check_dtype=False)
            else:
                rows = [json.loads(line) for line in files[0].read_text("utf-8").splitlines()]
                assert [list(row) for row in rows] == [names] * len(expected)
                assert rows == json.loads(expected.to_json(orient="records", force_ascii=False))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_second_run_is_no_work_and_a_changed_article_is_in_once(folder: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "out"
    go(folder, out, format_)
    assert go(folder, out, format_).unchanged == 7
    (folder / "1.txt").write_text("改过了。", "utf-8")
    (folder / "8.txt").write_text("新的一篇。", "utf-8")
    assert go(folder, out, format_).done == 2
    assert counts(out) == {f"{n}.txt": str(12 + n) for n in range(7)} | {"1.txt": "4", "8.txt": "5"}
    assert sorted(frame(out, "articles")["path"]) == sorted(counts(out))


def test_deleted_articles_leave_their_shards_when_asked(folder: Path, tmp_path: Path) -> None:
    go(folder, tmp_path / "out", "jsonl")
    (folder / "2.txt").unlink()
    assert go(folder, tmp_path / "out", "jsonl").deleted == ["2.txt"]
    assert "2.txt" in counts(tmp_path / "out")
    assert go(folder, tmp_path / "out", "jsonl", prune=True).deleted == ["2.txt"]
    assert "2.txt" not in counts(tmp_path / "out")


def test_an_article_that_fails_after_a_change_leaves_its_shard(folder: Path, tmp_path: Path) -> None:
    go(folder, tmp_path / "out", "jsonl")
    (folder / "2.txt").write_text("除以零", "utf-8")
    assert go(folder, tmp_path / "out", "jsonl").failed == 1
    assert "2.txt" not in counts(tmp_path / "out")
    assert json.loads((tmp_path / "out" / "failures.jsonl").read_text("utf-8"))["error"] == "ZeroDivisionError"


@pytest.mark.parametrize("format_", FORMATS)
def test_full_shards_are_written_while_the_work_goes_on(folder: Path, tmp_path: Path, format_: str) -> None:
    go(folder, tmp_path / "out", format_, jobs=2, start_method="forkserver")
    assert counts(tmp_path / "out") == {f"{n}.txt": str(12 + n) for n in range(7)}


# ------------------------------------------------------------------ cut off


def rows(number: int) -> ArticleRows:
    name = f"{number}.txt"
    article = Article(f"a{number}", name, f"第{number}篇", f"h{number}")
    return article_rows(article, Extraction(claims=[Claim(f"c{number}", f"a{number}", name, "", "", "event")]))


def ids(out: Path) -> list[str]:
    return sorted(frame(out)["claim_id"])


def test_what_waited_when_a_run_was_killed_is_in_the_next_shard(tmp_path: Path) -> None:
    out = tmp_path / "out"
    store = open_shards(out, "jsonl")
    for number in range(5):
        store.save_rows(rows(number), Origin())
    store.close()  # as if killed: nothing is finished
    assert ids(out) == ["c0", "c1", "c2"]
    with open_shards(out, "jsonl") as store:
        store.finish()
    assert ids(out) == ["c0", "c1", "c2", "c3", "c4"]


def test_files_of_a_shard_that_was_cut_off_are_written_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with open_shards(out, "jsonl") as store:
        store.save_rows(rows(1), Origin())
        write_shard(store._shards, 1)  # and killed before it is noted
        (out / "claims" / "claims-notes.jsonl").touch()
    with open_shards(out, "jsonl") as store:
        assert files(out) == ["claims/claims-notes.jsonl"]
        store.save_rows(rows(2), Origin())
        store.finish()
    assert ids(out) == ["c1", "c2"]


def test_an_article_that_is_saved_twice_is_in_once(tmp_path: Path) -> None:
    with open_shards(tmp_path / "out", "jsonl") as store:
        for number in (1, 2, 1, 3, 4, 1):
            store.save_rows(rows(number), Origin())
        store.finish()
    assert ids(tmp_path / "out") == ["c1", "c2", "c3", "c4"]


def test_an_article_that_changes_while_its_shard_is_written_is_in_once(tmp_path: Path) -> None:
    with open_shards(tmp_path / "out", "jsonl", aside="forkserver") as store:
        for number in (1, 2, 3, 2):
            store.save_rows(rows(number), Origin())
        store.finish()
    assert ids(tmp_path / "out") == ["c1", "c2", "c3"]


def test_a_run_that_is_cut_off_while_a_shard_is_written_loses_nothing(tmp_path: Path) -> None:
    store = open_shards(tmp_path / "out", "jsonl", aside="forkserver")
    for number in (1, 2, 3, 2, 4):
        store.save_rows(rows(number), Origin())
    store.close()
    with open_shards(tmp_path / "out", "jsonl") as store:
        store.save_rows(rows(5), Origin())
        store.finish()
    assert ids(tmp_path / "out") == ["c1", "c2", "c3", "c4", "c5"]


def test_a_shard_that_the_other_process_could_not_write_is_written_here(tmp_path: Path, monkeypatch) -> None:
    class Ended:
        exitcode = 1

        def join(self) -> None: ...
        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(shards, "start_process", lambda *_: Ended())
    with open_shards(tmp_path / "out", "jsonl", aside="spawn") as store:
        for number in range(4):
            store.save_rows(rows(number), Origin())
        store.finish()
    assert ids(tmp_path / "out") == ["c0", "c1", "c2", "c3"]


def test_what_has_waited_does_not_stay_in_the_database(tmp_path: Path) -> None:
    with open_shards(tmp_path / "out", "jsonl") as store:
        for number in range(3):
            store.save_rows(
                article_rows(Article(f"a{number}", f"{number}.txt", "长" * 500_000, "h"), Extraction()), Origin()
            )
        store.finish()
    assert (tmp_path / "out" / STATE).stat().st_size < 500_000


# ------------------------------------------------------------------ wrong use


def test_an_article_that_cannot_be_stored_is_told(tmp_path: Path) -> None:
    bad = article_rows(Article("a1", "1.txt", "坏\udcff", "h"), Extraction())
    with (
        open_shards(tmp_path / "out", "jsonl") as store,
        pytest.raises(ArticleError, match=r"1\.txt: a value cannot be"),
    ):
        store.save_rows(bad, Origin())


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "note").touch()
    with pytest.raises(StoreError, match="holds other files already; name a new folder"):
        open_shards(tmp_path, "jsonl")
    with pytest.raises(StoreError, match="is a file; name a folder"):
        open_shards(tmp_path / "note", "jsonl")
    with pytest.raises(StoreError, match="does not exist; make it"):
        open_shards(tmp_path / "no" / "out", "jsonl")


def test_shards_of_another_format_are_not_mixed(tmp_path: Path) -> None:
    with open_shards(tmp_path / "out", "jsonl"):
        pass
    with pytest.raises(StoreError, match="out: holds jsonl; go on with --jsonl, or name another folder"):
        open_shards(tmp_path / "out", "parquet")


def test_parquet_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "find_spec", lambda name: None)
    with pytest.raises(ZhclaimsError, match=r"pip install 'zhclaims\[parquet\]'"):
        open_shards(tmp_path / "out", "parquet")
    assert not (tmp_path / "out").exists()
