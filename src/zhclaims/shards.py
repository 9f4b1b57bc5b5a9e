"""Results as folders of Parquet or JSON Lines files, for corpora that outgrow one database."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from zhclaims.database import connect, explained
from zhclaims.errors import StoreError
from zhclaims.rows import FACTS, ArticleRows, Row, columns
from zhclaims.store import Store
from zhclaims.store_writing import Origin
from zhclaims.tables import save_table, typed
from zhclaims.writers import save_rows, writer_for

ShardFormat = Literal["parquet", "jsonl"]
STATE = "_state.db"
"""The database that a run keeps beside the shards: what is done, and what is not yet in a shard."""
ARTICLES_A_SHARD = 10_000
SHARDED = ("articles", *FACTS)
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS shard_format (format TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS waiting (kind TEXT, path TEXT, article_id TEXT, found TEXT);
    CREATE INDEX IF NOT EXISTS waiting_in_order ON waiting (kind, path, article_id);
    CREATE INDEX IF NOT EXISTS waiting_by_article ON waiting (article_id);
    CREATE TABLE IF NOT EXISTS placed (article_id TEXT PRIMARY KEY, shard INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS outdated (shard INTEGER, article_id TEXT, PRIMARY KEY (shard, article_id)) WITHOUT ROWID;
"""


def open_shards(folder: Path, format: ShardFormat) -> "ShardStore":  # noqa: A002 - the word of the command line
    """Open a folder of shards to write, made when there is none.

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
    return ShardStore(folder, connect(folder / STATE, create=True), format)


class ShardStore(Store):
    """A folder of shards: tables of the articles of many, in files that are whole from the moment they appear.

    What is found in an article waits in the database beside them, in one transaction, until its shard is full.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, format: ShardFormat) -> None:  # noqa: A002
        super().__init__(folder / STATE, connection)
        self.folder = folder
        self.format = format
        with explained(self.path):
            connection.executescript(_SCHEMA)
            connection.execute(
                "INSERT INTO shard_format SELECT ? WHERE NOT EXISTS (SELECT 1 FROM shard_format)", (format,)
            )
        found = next(self._query("SELECT format FROM shard_format", ()))[0]
        if found != format:
            connection.close()
            raise StoreError(f"{folder}: holds shards in {found}; go on with --{found}, or name another folder")
        self._remove_unplaced()
        self._waiting = self._count("SELECT count(*) FROM waiting WHERE kind = 'articles'")

    def save_rows(self, rows: ArticleRows, origin: Origin) -> None:
        super().save_rows(rows, origin)
        self._waiting += 1
        if self._waiting >= ARTICLES_A_SHARD:
            self.write_shard()

    def finish(self, *, quick: bool = False) -> None:
        """Write what waits as a last shard, the failures and, unless `quick`, shards again that hold outdated rows."""
        self.write_shard()
        if not quick:
            for (shard,) in list(self._query("SELECT DISTINCT shard FROM outdated", ())):
                self._write_again(shard)
        save_table(self, self.folder / f"failures.{self.format}", "failures")

    def write_shard(self) -> None:
        """Write what waits to a shard of its own. Cut off in the middle, it is written again by the next run."""
        if not self._count("SELECT EXISTS (SELECT 1 FROM waiting)"):
            return
        shard = self._count("SELECT coalesce(max(shard), 0) + 1 FROM placed")
        for table in SHARDED:
            self._save(self._found_in(table), table, shard)
        with self._transaction():
            self._connection.execute(
                "INSERT INTO placed SELECT article_id, ? FROM waiting WHERE kind = 'articles'", (shard,)
            )
            self._connection.execute("DELETE FROM waiting")
        self._waiting = 0

    # ------------------------------------------------------------------ articles

    def _keep(self, rows: ArticleRows, origin: Origin) -> None:
        *about, _ = rows.article  # The database does without the text.
        super()._keep(ArticleRows(rows.article_id, rows.path, (*about, ""), {}), origin)
        found = {"articles": [rows.article], **rows.facts}
        waiting = [(kind, rows.path, rows.article_id, _encode(some)) for kind, some in found.items() if some]
        self._connection.executemany("INSERT INTO waiting VALUES (?, ?, ?, ?)", waiting)

    def _forget(self, article_id: str) -> None:
        self._connection.execute("DELETE FROM articles WHERE article_id = ?", (article_id,))
        self._connection.execute("DELETE FROM waiting WHERE article_id = ?", (article_id,))
        query = "INSERT OR IGNORE INTO outdated SELECT shard, article_id FROM placed WHERE article_id = ?"
        if self._connection.execute(query, (article_id,)).rowcount:
            self._connection.execute("DELETE FROM placed WHERE article_id = ?", (article_id,))

    def _found_in(self, table: str) -> Iterator[Row]:
        """The rows of a table that wait, by the paths of their articles."""
        query = "SELECT path, found FROM waiting WHERE kind = ? ORDER BY path, article_id"
        with_path = table in FACTS and table != "claims"
        for path, found in self._query(query, (table,)):
            for row in json.loads(found):
                yield (row[0], path, *row[1:]) if with_path else tuple(row)

    # ------------------------------------------------------------------ shards

    def _save(self, rows: Iterable[Row], table: str, shard: int) -> None:
        target = self._file(table, shard)
        target.parent.mkdir(exist_ok=True)
        save_rows(typed(table, rows), columns(table), target, writer_for(target))

    def _file(self, table: str, shard: int) -> Path:
        return self.folder / table / f"{table}-{shard:05}.{self.format}"

    def _write_again(self, shard: int) -> None:
        """Leave out of a shard the articles that have changed since, or are gone."""
        query = "SELECT article_id FROM outdated WHERE shard = ?"
        outdated = {article_id for (article_id,) in self._query(query, (shard,))}
        for table in SHARDED:
            names = [column.name for column in columns(table)]
            rows = read_shard(self._file(table, shard), names)
            at = names.index("article_id")
            self._save((row for row in rows if row[at] not in outdated), table, shard)
        with self._transaction():
            self._connection.execute("DELETE FROM outdated WHERE shard = ?", (shard,))

    def _remove_unplaced(self) -> None:
        """Remove the files of a shard that a run was cut off from: its rows wait still."""
        last = self._count("SELECT coalesce(max(shard), 0) FROM placed")
        for table in SHARDED:
            for file in (self.folder / table).glob(f"{table}-*.{self.format}"):
                number = file.stem.rpartition("-")[2]
                if number.isdecimal() and int(number) > last:
                    file.unlink()

    def _count(self, query: str) -> int:
        return int(next(self._query(query, ()))[0])


def read_shard(path: Path, names: list[str]) -> Iterator[Row]:
    """The rows of a shard, with their cells in the order of `names`."""
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as file:
            yield from (tuple(found[name] for name in names) for found in map(json.loads, file))
        return
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as parquet:
        for batch in parquet.iter_batches(columns=names):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _encode(rows: list[Any]) -> str:
    return json.dumps(rows, ensure_ascii=False)
