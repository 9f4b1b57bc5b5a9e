"""Results as folders of Parquet or JSON Lines files, for corpora that outgrow one database."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal

from zhclaims.database import connect, explained
from zhclaims.errors import StoreError
from zhclaims.own_tables import STATE
from zhclaims.pool import StartMethod, start_process
from zhclaims.rows import FACTS, ArticleRows, Row, columns
from zhclaims.store import Store, open_store
from zhclaims.store_writing import Origin
from zhclaims.tables import save_table, typed
from zhclaims.writers import save_rows, writer_for

ShardFormat = Literal["parquet", "jsonl"]
ARTICLES_A_SHARD = 10_000
SHARDED = ("articles", *FACTS)
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS shard_format (format TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS waiting (shard INTEGER, kind TEXT, path TEXT, article_id TEXT, found TEXT);
    CREATE INDEX IF NOT EXISTS waiting_in_order ON waiting (shard, kind, path, article_id);
    CREATE INDEX IF NOT EXISTS waiting_by_article ON waiting (article_id);
    CREATE TABLE IF NOT EXISTS placed (article_id TEXT PRIMARY KEY, shard INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS placed_by_shard ON placed (shard);
    CREATE TABLE IF NOT EXISTS outdated (shard INTEGER, article_id TEXT, PRIMARY KEY (shard, article_id)) WITHOUT ROWID;
"""


def open_shards(
    folder: Path,
    format: ShardFormat,  # noqa: A002 - the word of the command line
    *,
    aside: StartMethod | None = None,
) -> "ShardStore":
    """Open a folder of shards to write, made when there is none; `aside` writes full ones in a process of their own.

    Raises StoreError when the folder holds anything else, or shards of another format, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file; name a folder for the shards")
    if folder.is_dir() and not (folder / STATE).exists() and any(folder.iterdir()):
        raise StoreError(f"{folder}: holds other files already; name a new folder for the shards")
    if not folder.parent.is_dir():
        raise StoreError(f"{folder}: the folder {folder.parent} does not exist; make it or choose another place")
    if format == "parquet" and find_spec("pyarrow") is None:
        raise StoreError("Parquet needs pyarrow: pip install 'zhclaims[parquet]', or write --jsonl")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}; choose another place") from error
    store = ShardStore(Shards(folder, format), connect(folder / STATE, create=True), aside)
    store.recover()
    return store


@dataclass(frozen=True, slots=True)
class Shards:
    """Where the files of shards are."""

    folder: Path
    format: ShardFormat

    def file(self, table: str, shard: int) -> Path:
        """The file of a table in a shard."""
        return self.folder / table / f"{table}-{shard:05}.{self.format}"

    def save(self, rows: Iterable[Row], table: str, shard: int) -> None:
        """Write a table of a shard; the file appears whole."""
        target = self.file(table, shard)
        target.parent.mkdir(exist_ok=True)
        save_rows(typed(table, rows), columns(table), target, writer_for(target))

    def rows(self, table: str, shard: int) -> Iterator[Row]:
        """The rows of a table in a shard, with their cells in the order of its columns."""
        names = [column.name for column in columns(table)]
        path = self.file(table, shard)
        if self.format == "jsonl":
            with path.open(encoding="utf-8") as file:
                yield from (tuple(found[name] for name in names) for found in map(json.loads, file))
            return
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(columns=names):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


class ShardStore(Store):
    """A folder of shards: the tables of many articles each, in files that are whole from the moment they appear.

    What is found in an article waits in the database beside them, in one transaction, until its shard is full.
    """

    def __init__(self, shards: Shards, connection: sqlite3.Connection, aside: StartMethod | None = None) -> None:
        super().__init__(shards.folder / STATE, connection)
        self._shards = shards
        self._aside = aside
        self._shard = 1
        self._waiting = 0
        self._writing: tuple[int, BaseProcess] | None = None

    def recover(self) -> None:
        """Make the tables, and take up what a run left that was cut off; raises StoreError for another format."""
        with explained(self.path):
            self._connection.executescript(_SCHEMA)
        found = next(self._query("SELECT format FROM shard_format", ()), (self._shards.format,))[0]
        if found != self._shards.format:
            self.close()
            raise StoreError(f"{self._shards.folder}: holds {found}; go on with --{found}, or name another folder")
        self._shard = self._count("SELECT coalesce(max(shard), 0) + 1 FROM placed")
        with self._transaction():
            self._connection.execute("INSERT OR IGNORE INTO shard_format VALUES (?)", (found,))
            self._connection.execute("UPDATE waiting SET shard = ?", (self._shard,))
            self._connection.execute("DELETE FROM outdated WHERE shard >= ?", (self._shard,))
        self._waiting = self._count("SELECT count(*) FROM waiting WHERE kind = 'articles'")
        self._remove_unplaced()

    def close(self) -> None:
        if self._writing:
            self._writing[1].kill()  # What it was writing waits still.
            self._writing[1].join()
        super().close()

    def save_rows(self, rows: ArticleRows, origin: Origin) -> None:
        super().save_rows(rows, origin)
        self._waiting += 1
        if self._waiting >= ARTICLES_A_SHARD:
            self._close_shard()
        elif self._writing and not self._writing[1].is_alive():
            self._collect()

    def finish(self) -> None:
        """Write what waits as a last shard, the failures, and again the shards that hold outdated rows."""
        if self._waiting:
            self._close_shard()
        self._collect()
        save_table(self, self._shards.folder / f"failures.{self._shards.format}", "failures")
        for (shard,) in list(self._query("SELECT DISTINCT shard FROM outdated", ())):
            self._write_again(shard)
        self._shrink()

    # ------------------------------------------------------------------ articles

    def _keep(self, rows: ArticleRows, origin: Origin) -> None:
        *about, _ = rows.article  # The database does without the text.
        super()._keep(ArticleRows(rows.article_id, rows.path, (*about, ""), {}), origin)
        found = {"articles": [rows.article], **rows.facts}
        waiting = [
            (self._shard, kind, rows.path, rows.article_id, _encode(some)) for kind, some in found.items() if some
        ]
        self._connection.executemany("INSERT INTO waiting VALUES (?, ?, ?, ?, ?)", waiting)

    def _forget(self, article_id: str) -> None:
        if not self._connection.execute("DELETE FROM articles WHERE article_id = ?", (article_id,)).rowcount:
            return
        # In a shard that is being written these rows may stand already; in one that is done they do.
        for query in (
            "INSERT OR IGNORE INTO outdated SELECT shard, article_id FROM waiting WHERE article_id = ? AND shard < ?",
            "INSERT OR IGNORE INTO outdated SELECT shard, article_id FROM placed WHERE article_id = ? AND shard < ?",
        ):
            self._connection.execute(query, (article_id, self._shard))
        self._connection.execute("DELETE FROM waiting WHERE article_id = ?", (article_id,))
        self._connection.execute("DELETE FROM placed WHERE article_id = ?", (article_id,))

    # ------------------------------------------------------------------ shards

    def _close_shard(self) -> None:
        """Begin to write the shard that is full, and a new one."""
        self._collect()
        if self._aside:
            process = start_process(write_shard, (self._shards, self._shard), self._aside)
            self._writing = self._shard, process
        else:
            write_shard(self._shards, self._shard)
            self._place(self._shard)
        self._shard += 1
        self._waiting = 0

    def _collect(self) -> None:
        """Wait for the shard that is being written."""
        if not self._writing:
            return
        shard, process = self._writing
        process.join()
        self._writing = None
        if process.exitcode:
            write_shard(self._shards, shard)  # What stopped the other process stops this one with a message.
        self._place(shard)

    def _place(self, shard: int) -> None:
        """Note that the articles of a shard are in its files."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO placed"
                " SELECT article_id, shard FROM waiting WHERE shard = ? AND kind = 'articles'",
                (shard,),
            )
            self._connection.execute("DELETE FROM waiting WHERE shard = ?", (shard,))

    def _write_again(self, shard: int) -> None:
        """Leave out of a shard the articles that have changed since, or are gone."""
        query = "SELECT article_id FROM outdated WHERE shard = ?"
        outdated = {article_id for (article_id,) in self._query(query, (shard,))}
        for table in SHARDED:
            at = [column.name for column in columns(table)].index("article_id")
            rows = self._shards.rows(table, shard)
            self._shards.save((row for row in rows if row[at] not in outdated), table, shard)
        with self._transaction():
            self._connection.execute("DELETE FROM outdated WHERE shard = ?", (shard,))

    def _remove_unplaced(self) -> None:
        """Remove the files of a shard that a run was cut off from: its rows wait still."""
        for table in SHARDED:
            for file in self._shards.file(table, 0).parent.glob(f"{table}-*.{self._shards.format}"):
                number = file.stem.rpartition("-")[2]
                if number.isdecimal() and int(number) >= self._shard:
                    file.unlink()

    def _shrink(self) -> None:
        """Give back the space of what has waited, where that is most of the database."""
        if 2 * self._count("PRAGMA freelist_count") > self._count("PRAGMA page_count"):
            with explained(self.path):
                self._connection.execute("VACUUM")

    def _count(self, query: str) -> int:
        return int(next(self._query(query, ()))[0])


def write_shard(shards: Shards, shard: int) -> None:
    """Write the files of a shard from what waits for it in the database."""
    with open_store(shards.folder / STATE) as store:
        for table in SHARDED:
            shards.save(_waiting_rows(store, table, shard), table, shard)


def _waiting_rows(store: Store, table: str, shard: int) -> Iterator[Row]:
    """The rows of a table that wait, by the paths of their articles."""
    query = "SELECT path, found FROM waiting WHERE shard = ? AND kind = ? ORDER BY path, article_id"
    with_path = table in FACTS and table != "claims"
    for path, found in store._query(query, (shard, table)):
        for row in json.loads(found):
            yield (row[0], path, *row[1:]) if with_path else tuple(row)


def _encode(rows: list[Any]) -> str:
    return json.dumps(rows, ensure_ascii=False)
