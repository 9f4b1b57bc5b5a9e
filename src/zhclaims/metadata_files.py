"""Looks up what metadata.csv files say of articles, by path; the rows are kept on disk, however many there are."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from zhclaims.encodings import UndecodableError
from zhclaims.errors import ZhclaimsError
from zhclaims.lines import Lines, codec_of
from zhclaims.metadata import COLUMNS, Metadata, from_mapping

METADATA_FILE = "metadata.csv"
KEPT = frozenset(name for names in COLUMNS.values() for name in names)
LARGEST_LINE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Note:
    """What a row of a metadata file says of an article, as it is written."""

    where: str
    """File and line."""
    values: dict[str, str]

    def read(self) -> Metadata:
        """What it says; a date that is none is told with file and line.

        >>> Note("metadata.csv:2", {"title": "两座城市", "date": "2025-03-05"}).read().published
        datetime.date(2025, 3, 5)
        """
        return from_mapping(self.values).found_in(self.where)


class MetadataTable:
    """The rows of one metadata file by their `path`, in a private temporary file of SQLite."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        """Read the file; raises ZhclaimsError when it has no `path` column, or is no text."""
        self._name = name
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA cache_size = -500")  # KB
        self._rows.execute("BEGIN")  # and never COMMIT: the file goes with the connection
        self._rows.execute("CREATE TABLE notes (path TEXT PRIMARY KEY, line, said, met DEFAULT 0) WITHOUT ROWID")
        try:
            self._rows.executemany(
                "INSERT OR REPLACE INTO notes (path, line, said) VALUES (?, ?, ?)", self._read(stream)
            )
        except (UndecodableError, csv.Error, UnicodeDecodeError) as error:
            raise ZhclaimsError(f"{name}: cannot be read: {error}") from error

    def __del__(self) -> None:
        self._rows.close()

    def get(self, path: str) -> Note | None:
        """What the file says of an article, by its path relative to the file's folder."""
        row = self._rows.execute("SELECT line, said FROM notes WHERE path = ?", (path,)).fetchone()
        return Note(f"{self._name}:{row[0]}", json.loads(row[1])) if row else None

    def meet(self, path: str) -> None:
        """Note that there is such a file."""
        self._rows.execute("UPDATE notes SET met = 1 WHERE path = ?", (path,))

    def unmet(self) -> tuple[int, str]:
        """How many rows name no file that was met, and the first of them with its line; all are to be met anew."""
        query = "SELECT count(*) OVER (), line, path FROM notes WHERE NOT met AND path <> '' ORDER BY line LIMIT 1"
        count, line, path = self._rows.execute(query).fetchone() or (0, 0, "")
        self._rows.execute("UPDATE notes SET met = 0 WHERE met")
        return count, f"{self._name}:{line}: {path}" if count else ""

    def _read(self, stream: BinaryIO) -> Iterator[tuple[str, int, str]]:
        lines = Lines(stream, LARGEST_LINE)
        codec = codec_of(lines.encoding)
        reader = csv.reader(line.decode(codec) for line in lines)
        header = [name.strip().lower() for name in next(reader, ())]
        if "path" not in header:
            found = ", ".join(header) or "nothing"
            raise ZhclaimsError(
                f"{self._name}: needs a column `path` (and any of title, published, publisher, url); found {found}"
            )
        for cells in reader:
            values = dict(zip(header, cells, strict=False))
            said = {name: value for name, value in values.items() if name in KEPT}
            yield _normal_path(values.get("path", "")), reader.line_num, json.dumps(said, ensure_ascii=False)


def open_metadata(path: Path) -> MetadataTable:
    """Read a metadata file; raises ZhclaimsError when it cannot be read or has no `path` column."""
    try:
        return _open_metadata(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ZhclaimsError(f"{path}: cannot be read: {error.strerror}; check the name and the permissions") from error


@lru_cache(maxsize=16)
def _open_metadata(path: Path, modified: int) -> MetadataTable:
    """Read it again only when it has changed."""
    with path.open("rb") as stream:
        return MetadataTable(str(path), stream)


def _normal_path(path: str) -> str:
    return path.strip().replace("\\", "/").removeprefix("./")
