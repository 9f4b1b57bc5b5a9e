"""Finds the articles in folders, files of rows and archives: where each stands, and what metadata files say of it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from zhclaims.archives import Member, open_archive
from zhclaims.encodings import UndecodableError
from zhclaims.errors import ZhclaimsError
from zhclaims.folders import Found, Skipped, Table, Walk, printable
from zhclaims.formats import ARCHIVES, ROW_FORMATS, format_of
from zhclaims.metadata_files import METADATA_FILE, MetadataTable, Note
from zhclaims.parquet_rows import find_parquet_rows
from zhclaims.row_files import Row, RowError, RowFile, find_rows
from zhclaims.streams import PackingError, SuspiciousError, open_stream, packing_of, read_all, unpacked

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that holds one article."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one article stands: a file, or a row of one, or a file in an archive."""

    file: Path
    path: str
    """Relative to the folder given, with `/`; `archive.zip/name` for a file in an archive, `#row` for a row."""
    format: str
    """txt, md, html, docx, jsonl, csv or parquet."""
    size: int = 0
    """Bytes of the file, or of `data`."""
    notes: tuple[Note, ...] = ()
    """From metadata.csv or --metadata."""
    data: bytes | None = None
    """The content, where it was come by already: of a row or a file in an archive."""
    row_file: RowFile | None = None
    """How the content is read, where it is a row."""
    problem: str = ""
    """Why it cannot be read, where that is known already."""


def find_articles(paths: Sequence[Path], *, metadata: Path | None = None, contents: bool = True) -> Iterator[Source]:
    """Yield the articles in folders (and of single files), in the order of paths, and each row of a row file.

    `metadata` is a CSV with a column `path`; `metadata.csv` in a folder is read without being named. What cannot be
    read is yielded too, so that `read_article` can say why. Without `contents` the sources can be counted only, and
    archives are gone through faster. Raises ZhclaimsError for a metadata file that is wrong.
    """
    for root in paths:
        for found in Walk(root, metadata):
            if isinstance(found, Found):
                yield from _sources(found, contents)


def find_skipped(paths: Sequence[Path], *, metadata: Path | None = None) -> Iterator[Skipped]:
    """Yield the files of the folders that `find_articles` passes over, with the reasons."""
    for root in paths:
        yield from (found for found in Walk(root, metadata) if isinstance(found, Skipped))


def names_in(found: Found) -> Iterator[str]:
    """The name of a file and, of an archive, those of the files in it that are read, as far as it can be read."""
    yield found.name
    if found.format in ARCHIVES and not found.problem:
        with suppress(PackingError, OSError), open_archive(found.file, found.format) as members:
            for member in members:
                if format_of(member.name) not in (*ARCHIVES, "") and not _is_hidden(member.name):
                    yield f"{found.name}/{printable(member.name)}"


def _sources(found: Found, contents: bool) -> Iterator[Source]:
    """The articles in a file; where reading ends early, the file itself with what is wrong is the last."""
    notes = found.notes(found.name)
    whole = Source(found.file, found.name, found.format, found.size, notes, problem=found.problem)
    if found.problem or found.format not in ARCHIVES | ROW_FORMATS:
        yield whole
    else:
        yield from _sources_in(found, whole, contents)


def _sources_in(found: Found, whole: Source, contents: bool) -> Iterator[Source]:
    count = 0
    inside = _members(found, whole, contents) if found.format in ARCHIVES else _rows(found, whole, contents)
    try:
        for source in inside:
            count += 1
            yield source
    except (UndecodableError, RowError, PackingError) as error:
        yield replace(whole, problem=str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield replace(whole, problem=f"cannot be read: {reason}; check the file and its permissions")
    else:
        if not count:
            yield replace(whole, problem="is empty or holds no article; remove it, or fill it")


# ------------------------------------------------------------------ rows


def _rows(found: Found, whole: Source, contents: bool) -> Iterator[Source]:
    if found.format == "parquet":
        yield from _row_sources(whole, *find_parquet_rows(found.file, contents=contents))
        return
    with open_stream(found.file) as stream:
        yield from _row_sources(whole, *find_rows(stream, found.format))


def _row_sources(whole: Source, row_file: RowFile, rows: Iterator[Row]) -> Iterator[Source]:
    for row in rows:
        path = f"{whole.path}#{row.number}"
        yield Source(
            whole.file, path, whole.format, len(row.data), whole.notes, row.data, row_file, problem=row.problem
        )


# ------------------------------------------------------------------ archives


def _members(found: Found, whole: Source, contents: bool) -> Iterator[Source]:
    tables = _tables_in(found) if contents else ()
    with open_archive(found.file, found.format) as members:
        for member in members:
            kind = format_of(member.name)
            if kind in ARCHIVES or not kind or _is_hidden(member.name):
                continue
            name = f"{found.name}/{printable(member.name)}"
            notes = (*_notes(tables, member.name), *found.notes(name), *whole.notes)
            yield from _member(replace(whole, path=name, format=kind, size=member.size, notes=notes), member, contents)


def _member(source: Source, member: Member, contents: bool) -> Iterator[Source]:
    """The article in a file of an archive, or those in its rows. One that is damaged does not end the others."""
    try:
        if member.problem:
            raise PackingError(member.problem)
        if source.format == "parquet":
            raise PackingError("is Parquet in an archive, which cannot be read in place; unpack it")
        stream = _unpacked(member)
        if source.format in ROW_FORMATS:
            yield from _row_sources(source, *find_rows(stream, source.format))
        else:
            data = read_all(stream, LARGEST_FILE) if contents else b""
            yield replace(source, size=len(data), data=data)
    except SuspiciousError:
        raise
    except (UndecodableError, RowError, PackingError) as error:
        yield replace(source, problem=str(error))


def _unpacked(member: Member) -> BinaryIO:
    packing = packing_of(member.name)
    return unpacked(member.stream, packing, member.size) if packing else member.stream


def _is_hidden(name: str) -> bool:
    """Whether a file, or a folder around it, is none of the user's: .git, __MACOSX, ~$a.docx, metadata.csv."""
    parts = PurePosixPath(name).parts
    return parts[-1] == METADATA_FILE or any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)


def _tables_in(found: Found) -> tuple[Table, ...]:
    """The metadata files in an archive, those in deeper folders first: gone through once before its articles."""
    tables = []
    with suppress(PackingError), open_archive(found.file, found.format) as members:  # told when its articles are read
        for member in members:
            folder, _, name = member.name.rpartition("/")
            if name == METADATA_FILE and not member.problem:
                table = _open_table(f"{found.name}/{member.name}", member.stream)
                tables.append(Table(table, without=f"{folder}/" if folder else ""))
    return tuple(sorted(tables, key=lambda table: -len(table.without)))


def _open_table(name: str, stream: BinaryIO) -> MetadataTable:
    try:
        return MetadataTable(name, stream)
    except ZhclaimsError as error:  # The archive fails with it, and not the run.
        raise RowError(str(error)) from error


def _notes(tables: tuple[Table, ...], name: str) -> tuple[Note, ...]:
    return tuple(note for table in tables if name.startswith(table.without) and (note := table.get(name)))
