"""What a run has to look at: every article once, in folders, archives and row files, moved, hidden, gone or the same."""

import io
import os
import sys
import tarfile
import time
from importlib import import_module
from pathlib import Path

import pytest

from zhclaims import batch, folders
from zhclaims.batch import Settings, run
from zhclaims.discovery import find_roots, find_tasks, unmet_rows
from zhclaims.errors import ZhclaimsError
from zhclaims.folders import Found, Skipped, Walk
from zhclaims.metadata_files import MetadataTable
from zhclaims.rows import TABLES
from zhclaims.store import Run, open_store
from zhclaims.tables import save_table
from zhclaims.types import Article, Claim, Entity, Extraction, Options, Place, Quantity, Time

sys.path.append(str(Path(__file__).parent))
go = import_module("fake_pipeline").go
count_characters = import_module("fake_pipeline").count_characters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"第{number}篇文章。", "utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def paths(db: Path) -> list[str]:
    with open_store(db) as store:
        return [row[1] for row in store.rows("articles")]


def make_tar(path: Path, files: list[tuple[str, str]]) -> None:
    with tarfile.open(path, "w") as archive:
        for name, text in files:
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))


# ------------------------------------------------------------------ the same and the changed


def test_changed_only_leaves_what_older_code_did_and_does_the_new(folder: Path, db: Path) -> None:
    go(folder, db)
    (folder / "1.txt").write_text("改过了。", "utf-8")
    (folder / "9.txt").write_text("新的。", "utf-8")
    summary = go(folder, db, Options(recognise=False), changed_only=True)
    assert (summary.done, summary.unchanged) == (2, 3)
    assert go(folder, db, Options(recognise=False)).done == 3


def test_an_archive_that_was_read_is_no_work_again(tmp_path: Path, db: Path) -> None:
    make_tar(tmp_path / "news.tar", [("a.txt", "甲文。"), ("b.jsonl", '{"text": "乙文。"}\n{"text": "丙文。"}\n')])
    assert go(tmp_path / "news.tar", db).done == 3
    assert paths(db) == ["news.tar/a.txt", "news.tar/b.jsonl#1", "news.tar/b.jsonl#2"]
    assert go(tmp_path / "news.tar", db).unchanged == 3


def test_two_files_of_one_name_in_an_archive_are_both_kept(tmp_path: Path, db: Path) -> None:
    make_tar(tmp_path / "news.tar", [("a.txt", "旧文。"), ("a.txt", "新的文。"), ("a.txt", "更新的文。")])
    for done in (3, 0):
        assert go(tmp_path / "news.tar", db).done == done
    assert paths(db) == ["news.tar/a.txt", "news.tar/a.txt~2", "news.tar/a.txt~3"]


def test_an_archive_in_two_folders_is_read_in_both(tmp_path: Path, db: Path) -> None:
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        make_tar(tmp_path / name / "news.tar", [("a.txt", f"{name}的文章。")])
    given = [tmp_path / "east", tmp_path / "west"]
    for done in (2, 0):
        assert run(given, db, settings=Settings(jobs=1), extract=count_characters).done == done
    assert paths(db) == ["news.tar/a.txt", "west/news.tar/a.txt"]


# ------------------------------------------------------------------ the gone and the hidden


def test_a_damaged_archive_does_not_make_its_articles_gone(tmp_path: Path, db: Path) -> None:
    (tmp_path / "in").mkdir()
    make_tar(tmp_path / "in" / "news.tar", [("a.txt", "甲文。"), ("b.jsonl", '{"text": "乙文。"}\n')])
    go(tmp_path / "in", db)
    (tmp_path / "in" / "news.tar").write_bytes(b"damaged")
    summary = go(tmp_path / "in", db, prune=True)
    assert (summary.failed, summary.gone) == (1, 0)
    assert len(paths(db)) == 2


def test_a_file_that_is_gone_from_an_archive_is_gone(tmp_path: Path, db: Path) -> None:
    make_tar(tmp_path / "news.tar", [("a.txt", "甲文。"), ("b.txt", "乙文。")])
    go(tmp_path / "news.tar", db)
    make_tar(tmp_path / "news.tar", [("a.txt", "甲文。")])
    assert go(tmp_path / "news.tar", db, prune=True).deleted == ["news.tar/b.txt"]


@pytest.mark.parametrize("unlisted", [".", "sub"])
def test_a_folder_that_cannot_be_listed_does_not_make_its_articles_gone(
    folder: Path, db: Path, unlisted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "sub" / "deep" / "x.txt").write_text("深处。", "utf-8")
    go(folder, db)
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path) == folder / unlisted:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    summary = go(folder, db, prune=True)
    assert (summary.failed, summary.gone) == (1, 0)
    assert len(paths(db)) == 5


def test_of_many_articles_that_are_gone_a_hundred_are_named(tmp_path: Path, db: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "一篇。"}\n' * 1201, "utf-8")
    go(rows, db)
    rows.write_text('{"text": "一篇。"}\n', "utf-8")
    summary = go(rows, db, prune=True)
    assert (summary.gone, len(summary.deleted)) == (1200, 100)
    assert paths(db) == ["rows.jsonl#1"]


# ------------------------------------------------------------------ folders


def test_many_files_can_be_given_by_name(tmp_path: Path) -> None:
    given = [tmp_path / f"{number}.txt" for number in range(3000)]
    for path in given:
        path.touch()
    begun = time.process_time()
    assert find_roots([*given, tmp_path / "0.txt"]) == [path.resolve() for path in given]
    assert time.process_time() - begun < 2


def test_many_files_given_by_name_are_run(tmp_path: Path, db: Path) -> None:
    given = [tmp_path / f"{number}.txt" for number in range(300)]
    for path in given:
        path.write_text("一篇。", "utf-8")
    assert run(given, db, settings=Settings(jobs=1), extract=count_characters).done == 300
    given[7].unlink()
    assert run([tmp_path / "8.txt"], db, settings=Settings(jobs=1), extract=count_characters).gone == 0


def test_a_large_folder_is_sorted_piece_by_piece(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "SORTED_AT_ONCE", 2)
    (folder / "sub").mkdir()
    (folder / "sub" / "x.txt").touch()
    names = [found.name for found in Walk(folder) if isinstance(found, Found)]
    assert (sorted(names), names[-1]) == (["0.txt", "1.txt", "2.txt", "3.txt", "sub/x.txt"], "sub/x.txt")


def test_a_file_that_vanishes_while_its_folder_is_walked_ends_nothing(folder: Path, db: Path) -> None:
    walk = iter(Walk(folder))
    next(walk)
    (folder / "1.txt").unlink()
    problems = [found.problem for found in walk if isinstance(found, Found)]
    assert problems == ["cannot be read: No such file or directory; check the file and its permissions", "", ""]


def test_a_metadata_file_of_many_rows_is_kept_on_disk() -> None:
    rows = "".join(f"{number}.txt,2025-03-05,第{number}篇的标题\n" for number in range(50_000))
    table = MetadataTable("metadata.csv", io.BytesIO(f"path,date,title\n{rows}".encode()))
    note = table.get("49999.txt")
    assert note is not None
    assert (note.where, note.values) == ("metadata.csv:50001", {"date": "2025-03-05", "title": "第49999篇的标题"})
    assert table.get("50000.txt") is None


def test_metadata_can_speak_of_files_in_archives(tmp_path: Path, db: Path) -> None:
    (tmp_path / "in").mkdir()
    make_tar(tmp_path / "in" / "news.tar", [("a.txt", "甲文。"), ("b.txt", "乙文。")])
    (tmp_path / "in" / "metadata.csv").write_text(
        "path,title,publisher\nnews.tar/a.txt,甲题,\nnews.tar,,江城日报\n", "utf-8"
    )
    go(tmp_path / "in", db)
    with open_store(db) as store:
        assert [row[2:5:2] for row in store.rows("articles")] == [("甲题", "江城日报"), ("", "江城日报")]


def test_rows_of_metadata_that_name_no_file_that_is_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    make_tar(tmp_path / "in" / "news.tar", [("a.txt", "甲文。")])
    for name in ("b.txt", "c.pdf", "sub/d.txt"):
        (tmp_path / "in" / name).write_text("乙文。", "utf-8")
    own, given = tmp_path / "in" / "metadata.csv", tmp_path / "given.csv"
    own.write_text("path,title\nnews.tar/a.txt,甲\nnews.tar,甲\n./b.txt,乙\nsub\\d.txt,丁\nc.pdf,丙\n\n", "utf-8")
    given.write_text("path,title\nin/b.txt,乙\nB.txt,乙\nd.txt,丁\n", "utf-8")
    told = "rows of metadata files that name no file that is read"
    assert [*unmet_rows([tmp_path / "in"], None)] == [f"{told}: 1, such as {own}:6: c.pdf"]
    assert [*unmet_rows([tmp_path / "in"], given)] == [f"{told}: 3, such as {given}:3: B.txt"]
    assert [*unmet_rows([tmp_path / "in" / "sub" / "d.txt"], given)] == []
    own.write_text("path,title\nb.txt,乙\n", "utf-8")
    assert [*unmet_rows([tmp_path / "in"], None)] == []


def test_a_metadata_file_for_several_folders_is_held_against_all(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("甲文。", "utf-8")
    (tmp_path / "given.csv").write_text("path,title\none.txt,甲\ntwo.txt,乙\n", "utf-8")
    assert [*unmet_rows([tmp_path / "one", tmp_path / "two"], tmp_path / "given.csv")] == []


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("table", TABLES)
def test_tables_that_were_exported_beside_the_articles_are_no_articles(
    folder: Path, db: Path, table: str, suffix: str
) -> None:
    (folder / "bad.txt").write_text("除以零", "utf-8")
    claim = Claim("c1", "a1", "路.txt", '题"目', "", "event", evidence="全文")
    facts = {"entities": [Entity(0, 1, "甲", "ORG")], "times": [Time(0, 1, "年", None, None, "")], "claims": [claim]}
    quantity, place = Quantity(0, 1, "1", 1, 1, "", "count"), Place(0, 1, "甲", "甲", "", "city", None, None, None)
    go(folder, db)
    with open_store(db, create=True) as store:
        store.save(Article("a1", "路.txt", "全文", "h"), Extraction(**facts, quantities=[quantity], places=[place]))
        assert save_table(store, folder / f"{table}.{suffix}", table)
    assert sum(isinstance(found, Found) for found in Walk(folder)) == 5
    (skipped,) = [found for found in Walk(folder) if isinstance(found, Skipped)]
    assert (skipped.path, skipped.reason) == (f"{table}.{suffix}", "a table written by zhclaims")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "article_id,text\n7,一篇。\n"), ("a.jsonl", '{"article_id": "7", "text": "一篇。", "path": "x"}\n')],
)
def test_a_users_table_with_an_id_in_front_is_one_of_articles(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert [found.name for found in Walk(tmp_path) if isinstance(found, Found)] == [name]


def test_shards_that_were_written_beside_the_articles_are_no_articles(folder: Path, db: Path) -> None:
    go(folder, folder / "out", shards="jsonl")
    assert go(folder, folder / "out", shards="jsonl").total == 4
    assert [found for found in Walk(folder) if isinstance(found, Skipped)] == [
        Skipped("out", "shards written by zhclaims")
    ]


# ------------------------------------------------------------------ counting


def test_the_articles_are_counted_before_the_work_begins(tmp_path: Path, db: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "一篇。"}\n' * 2500, "utf-8")
    seen: list[tuple[int, bool, int]] = []
    settings = Settings(jobs=1, limit=2400)
    run(
        [tmp_path / "rows.jsonl"],
        db,
        settings=settings,
        watch=lambda summary: seen.append((summary.total, summary.counted, summary.seen)),
        extract=count_characters,
    )
    assert seen[:3] == [(1000, False, 0), (2000, False, 0), (2400, True, 1)]
    assert seen[-1] == (2400, True, 2400)


def test_nothing_in_an_archive_is_told(tmp_path: Path, db: Path) -> None:
    make_tar(tmp_path / "news.tar", [("photo.jpg", "x")])
    assert go(tmp_path / "news.tar", db).failed == 1


def test_no_articles_are_told_with_what_can_be_read(tmp_path: Path, db: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(ZhclaimsError, match=r"\.zip, or most of these with \.gz or \.zst behind files"):
        go(tmp_path / "in", db)


# ------------------------------------------------------------------ sharing out


def test_a_heavy_article_is_sent_alone(tmp_path: Path) -> None:
    sizes = [1, 1, 300_000, 1, 1, 1, 100_000, 100_000, 100_000]
    for number, size in enumerate(sizes):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * size)
    with open_store(tmp_path / "x.db", create=True) as store:
        store.begin_run(Run("", "", "", "", "", ""), [str(tmp_path)])
        tasks = find_tasks(store, [tmp_path], None)
        chunks = [[task.path[0] for task in chunk] for chunk in batch._chunks(tasks, 12)]
    assert chunks == [["0", "1"], ["2"], ["3", "4", "5", "6", "7"], ["8"]]
