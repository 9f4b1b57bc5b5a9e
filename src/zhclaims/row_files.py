"""Reads .jsonl and .csv files with one article a row: where each row stands in the file, and what it says."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from zhclaims.encodings import UndecodableError, decode
from zhclaims.metadata import Metadata, from_mapping

TEXT_COLUMNS = ("text", "content", "body", "article", "正文", "内容", "內容")
LARGEST_CELL = 64 * 1024 * 1024
SAMPLE = 1024 * 1024
"""Bytes from which the encoding of a file is told."""


class RowError(ValueError):
    """A row, or the file of rows, is not as it must be; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RowFile:
    """How the rows of a file are read."""

    encoding: str
    delimiter: str = ","
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands: its number from 1, and its bytes in the file (in UTF-8, for a file in UTF-16)."""

    number: int
    start: int
    end: int


def find_rows(path: Path, format: str) -> tuple[RowFile, list[Row]]:  # noqa: A002 - the word of the Article
    """Find the rows of a .jsonl or .csv file that are not blank; a wrong one is found out when it is read.

    Raises RowError for a CSV without a column for the text, UndecodableError, and OSError.
    """
    with _open(path) as (file, encoding):
        if format == "jsonl":
            return RowFile(encoding), list(_lines(file))
        return _csv_rows(file, encoding)


def read_row(path: Path, file: RowFile, row: Row) -> tuple[str, Metadata]:
    """Give the text of a row and what it says of its article; raises RowError, UndecodableError, and OSError."""
    if row.end - row.start > LARGEST_CELL:
        raise RowError(f"is larger than {LARGEST_CELL // 1024**2} MB; split it")
    with _open(path) as (stream, _):
        stream.seek(row.start)
        data = stream.read(row.end - row.start)
    values = _values(data.decode(_codec(file.encoding)), file) if _is_valid(data, file) else {}
    text = next((values[name] for name in TEXT_COLUMNS if values.get(name)), None)
    if text is None:
        raise RowError(f"has no text; one of {', '.join(TEXT_COLUMNS[:3])} must hold it")
    if not isinstance(text, str):
        raise RowError(f"holds {type(text).__name__} where the text must be")
    plain = {key: str(value) for key, value in values.items() if isinstance(value, str | int)}
    return text, from_mapping(plain)


def _is_valid(data: bytes, file: RowFile) -> bool:
    try:
        data.decode(_codec(file.encoding))
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"byte 0x{data[error.start]:02x} is not {file.encoding}, which the file is in; save the file again as UTF-8"
        ) from None
    return True


def _values(text: str, file: RowFile) -> dict[str, Any]:
    """The cells by lower-case name."""
    if file.header:
        with _field_limit():
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter), [])
        if len(cells) > len(file.header):
            raise RowError(f"has {len(cells)} cells where the header has {len(file.header)}; quote cells with commas")
        return dict(zip(file.header, cells, strict=False))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RowError(f"is no JSON ({error})") from None
    if not isinstance(found, dict):
        raise RowError(f'is {type(found).__name__}, and must be an object such as {{"text": "…"}}')
    return {key.strip().lower(): value for key, value in found.items()}


@contextmanager
def _open(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file of rows behind its BOM; one in UTF-16 as the UTF-8 it would be."""
    with path.open("rb") as file:
        encoding, skip = _encoding(path, path.stat().st_mtime_ns, path.stat().st_size)
        if encoding.startswith(("utf-16", "utf-32")):
            yield io.BytesIO(_as_utf8(path, path.stat().st_mtime_ns)), encoding
        else:
            file.seek(skip)
            yield file, encoding


@lru_cache(maxsize=64)
def _encoding(path: Path, modified: int, size: int) -> tuple[str, int]:
    """The encoding of a file by its first lines, and the length of its BOM. Keyed by what changes with the file."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if size > len(sample):
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        _, encoding = decode(sample)
    except UndecodableError:
        encoding = _encoding_of_most_lines(sample)
    return encoding, 3 if encoding == "utf-8-sig" else 0


def _encoding_of_most_lines(sample: bytes) -> str:
    """The encoding of a file in which some line is broken; that line's row fails alone. Raises UndecodableError."""
    counts: Counter[str] = Counter()
    for line in sample.splitlines()[:1000]:
        with suppress(UndecodableError):
            counts[decode(line)[1]] += 1
    if not counts or b"\0" in sample:
        decode(sample)
    return counts.most_common(1)[0][0]


@lru_cache(maxsize=1)
def _as_utf8(path: Path, modified: int) -> bytes:
    if path.stat().st_size > LARGEST_CELL:
        raise RowError("is too large for UTF-16; save it as UTF-8")
    return decode(path.read_bytes())[0].encode("utf-8")


def _codec(encoding: str) -> str:
    """The decoder of a row, where no BOM stands."""
    codecs = {"utf-8-sig": "utf-8", "big5": "cp950", "big5-hkscs": "big5hkscs"}
    return "utf-8" if encoding.startswith(("utf-16", "utf-32")) else codecs.get(encoding, encoding)


def _lines(file: BinaryIO) -> Iterator[Row]:
    at = file.tell()
    for number, line in enumerate(file, 1):
        if line.strip():
            yield Row(number, at, at + len(line))
        at += len(line)


def _csv_rows(file: BinaryIO, encoding: str) -> tuple[RowFile, list[Row]]:
    """Let csv.reader tell where records end, on bytes taken for Latin-1: quotes and commas are the same in all."""
    at = file.tell()
    first = file.readline()
    delimiter, header = _header(first.decode(_codec(encoding), "replace"))
    file.seek(at)
    lines = _CountedLines(file, at)
    rows: list[Row] = []
    with _field_limit():
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            for number, cells in enumerate(reader):
                if number and any(map(str.strip, cells)):
                    rows.append(Row(number, at, lines.at))
                at = lines.at
        except csv.Error as error:
            raise RowError(f"is no CSV that can be read ({error}, near line {reader.line_num})") from None
    return RowFile(encoding, delimiter, header), rows


class _CountedLines:
    """The lines of a file as Latin-1, with the offset behind the last one handed out."""

    def __init__(self, file: BinaryIO, at: int) -> None:
        self.file = file
        self.at = at

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.at += len(line)
            yield line.decode("latin-1")


def _header(line: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter that makes a header with a column for the text of the first line, and that header."""
    for delimiter in (",", "\t", ";"):
        names: Sequence[str] = next(csv.reader([line], delimiter=delimiter), [])
        header = tuple(name.strip().lower() for name in names)
        if not set(TEXT_COLUMNS).isdisjoint(header):
            return delimiter, header
    raise RowError(
        f"has no column for the text; name one {', '.join(TEXT_COLUMNS[:3])} (found {line.strip()[:80] or 'nothing'})"
    )


@contextmanager
def _field_limit() -> Iterator[None]:
    """Let csv read whole articles; its limit of 128 KB is one of the process."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
