"""Walks folders: the files that may hold articles, each with the metadata files that speak of it, and those skipped."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zhclaims.formats import allowed, format_of
from zhclaims.metadata_files import METADATA_FILE, MetadataTable, Note, open_metadata
from zhclaims.own_tables import STATE, is_own_table
from zhclaims.simplify import SURROGATES

SORTED_AT_ONCE = 100_000
"""Names of one folder in memory; a larger folder is sorted piece by piece."""


@dataclass(frozen=True, slots=True)
class Table:
    """A metadata file, and which part of the names of a walk its paths leave out or have more."""

    table: MetadataTable
    without: str = ""
    lead: str = ""

    def get(self, name: str) -> Note | None:
        """What it says of an article."""
        return self.table.get(self._path(name))

    def meet(self, name: str) -> None:
        """Note that there is such a file."""
        self.table.meet(self._path(name))

    def _path(self, name: str) -> str:
        return self.lead + name.removeprefix(self.without)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is read for articles, or one that should be and cannot."""

    file: Path
    name: str
    """Relative to the folder given, with `/`."""
    format: str
    size: int = 0
    """Bytes."""
    tables: tuple[Table, ...] = ()
    """The metadata files that may speak of it; earlier ones go before later ones."""
    problem: str = ""

    def notes(self, name: str) -> tuple[Note, ...]:
        """What metadata files say of this file or, under a longer name, of something in it."""
        return tuple(note for table in self.tables if (note := table.get(name)))


UNKNOWN = "unknown suffix "
"""How the reason begins for a file whose suffix is of no format."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article, and why."""

    path: str
    reason: str


class Walk:
    """A walk through a folder, or to a single file, in the order of paths: files first, then subfolders."""

    def __init__(self, root: Path, metadata: Path | None = None) -> None:
        self._root = root
        self._inside = root.resolve()
        self._given: tuple[Table, ...] = ()
        self._own = _identity(metadata.stat()) if metadata and metadata.exists() else None
        if metadata:
            table, folder = open_metadata(metadata), root if root.is_dir() else root.parent
            lead = Path(os.path.relpath(folder, metadata.parent)).as_posix()
            self._given = (Table(table), Table(table, lead="" if lead == "." else f"{lead}/"))

    def __iter__(self) -> Iterator[Found | Skipped]:
        if not self._root.is_dir():
            yield self._named(self._root)
            return
        folders: list[tuple[Path, str, tuple[Table, ...]]] = [(self._root, "", ())]
        while folders:
            folder, prefix, above = folders.pop()
            if (folder / STATE).exists():
                yield Skipped(printable(prefix.rstrip("/")) or ".", "shards written by zhclaims")
                continue
            try:
                tables = (*_tables_in(folder, prefix), *above)
                for name, is_folder in _names(folder):
                    if is_folder and not name.startswith("."):
                        folders.append((folder / name, f"{prefix}{name}/", tables))
                    else:
                        yield self._file(folder / name, printable(prefix + name), (*self._given, *tables))
            except OSError as error:
                problem = f"the folder cannot be listed: {error.strerror}; check its permissions"
                yield Found(folder, printable(prefix.rstrip("/")) or ".", "", problem=problem)

    def _named(self, file: Path) -> Found:
        """A file that is given by name is taken even if it is unusual."""
        kind = format_of(file.name)
        unknown = f"unknown suffix {file.suffix or '(none)'}; rename it to one of {allowed()}"
        tables = (*self._given, *_tables_in(file.parent, ""))
        size = file.stat().st_size if file.is_file() else 0
        return Found(file, printable(file.name), kind, size, tables, problem="" if kind else unknown)

    def _file(self, file: Path, name: str, tables: tuple[Table, ...]) -> Found | Skipped:
        if file.name.startswith((".", "~$")):
            return Skipped(name, "hidden")
        kind = format_of(file.name)
        try:
            found = file.lstat()
            reason = self._why_linked(file) if stat.S_ISLNK(found.st_mode) else ""
            found = file.stat() if stat.S_ISLNK(found.st_mode) and not reason else found
        except OSError as error:
            problem = f"cannot be read: {error.strerror}; check the file and its permissions"
            return Found(file, name, kind, problem=problem) if kind else Skipped(name, "vanished")
        reason = reason or self._why_none(file, found, kind)
        return Skipped(name, reason) if reason else Found(file, name, kind, found.st_size, tables)

    def _why_linked(self, path: Path) -> str:
        """Why a link is no article; "" for one to a file inside the folder."""
        try:
            target = path.resolve()
        except RuntimeError:  # before Python 3.13
            return "a link to itself"
        if target.is_symlink():
            return "a link to itself"
        if not target.is_relative_to(self._inside):
            return "a link out of the folder"
        return "a link to a folder" if path.is_dir() else ""

    def _why_none(self, path: Path, found: os.stat_result, kind: str) -> str:
        """Why a file is no article; "" for one that is."""
        if path.name == METADATA_FILE or _identity(found) == self._own:
            return "metadata"
        if not kind:
            return f"{UNKNOWN}{path.suffix or '(none)'}"
        if not stat.S_ISREG(found.st_mode):
            return "not a regular file"
        return "a table written by zhclaims" if is_own_table(path, kind) else ""


def _tables_in(folder: Path, prefix: str) -> Iterator[Table]:
    path = folder / METADATA_FILE
    if path.is_file():
        yield Table(open_metadata(path), without=printable(prefix))


def _names(folder: Path) -> Iterator[tuple[str, bool]]:
    """The names in a folder, with whether it is a folder: in order, and subfolders so that the first is last."""
    subfolders: list[bytes] = []
    with os.scandir(folder) as entries:
        files = _files(entries, subfolders)
        while some := sorted(islice(files, SORTED_AT_ONCE)):
            yield from ((os.fsdecode(name), False) for name in some)
    yield from ((os.fsdecode(name), True) for name in sorted(subfolders, reverse=True))


def _files(entries: Iterator[os.DirEntry[str]], subfolders: list[bytes]) -> Iterator[bytes]:
    """The names of files, those of folders being put aside; bytes, which sort alike everywhere and take little room."""
    for entry in entries:
        name = os.fsencode(entry.name)
        if entry.is_dir(follow_symlinks=False):
            subfolders.append(name)
        else:
            yield name


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def printable(name: str) -> str:
    """A name as the tables hold it: bytes that are no UTF-8 in old file names are tried as GB 18030."""
    if name.isprintable() and not SURROGATES.search(name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
