"""Streams the rows of .jsonl and .csv files with one article a row, and reads what a row says."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from zhclaims.encodings import UndecodableError
from zhclaims.lines import Lines, codec_of
from zhclaims.metadata import Metadata, from_mapping

TEXT_COLUMNS = ("text", "content", "body", "article", "正文", "内容", "內容")
LARGEST_ROW = 64 * 1024 * 1024
"""Bytes of a row."""


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
    """A row as it stands in the file (in UTF-8, for a file in UTF-16), and its number from 1."""

    number: int
    data: bytes
    problem: str = ""
    """Why it cannot be read, where that is known already."""


def find_rows(stream: BinaryIO, format: str) -> tuple[RowFile, Iterator[Row]]:  # noqa: A002 - the word of the Article
    """Give the rows of a .jsonl or .csv stream that are not blank, one after the other.

    What is wrong with one row is found out when it is read. Raises UndecodableError, and RowError for a CSV without a
    column for the text or, while it is read, with a quote that is never closed.
    """
    lines = Lines(stream, LARGEST_ROW)
    if format == "jsonl":
        return RowFile(lines.encoding), _json_rows(lines)
    delimiter, header = _header(lines.read().decode(codec_of(lines.encoding), "replace"))
    return RowFile(lines.encoding, delimiter, header), _csv_rows(lines, delimiter)


def read_row(data: bytes, file: RowFile) -> tuple[str, Metadata]:
    """Give the text of a row and what it says of its article; raises RowError and UndecodableError."""
    values = _values(_decoded(data, file), file)
    text = next((values[name] for name in TEXT_COLUMNS if values.get(name)), None)
    if text is None:
        raise RowError(f"has no text; one of {', '.join(TEXT_COLUMNS[:3])} must hold it")
    if not isinstance(text, str):
        raise RowError(f"holds {type(text).__name__} where the text must be")
    plain = {key: str(value) for key, value in values.items() if isinstance(value, str | int)}
    return text, from_mapping(plain)


def _decoded(data: bytes, file: RowFile) -> str:
    try:
        return data.decode(codec_of(file.encoding))
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"byte 0x{data[error.start]:02x} is not {file.encoding}, which the file is in; save the file again as UTF-8"
        ) from None


def _values(text: str, file: RowFile) -> dict[str, Any]:
    """The cells by lower-case name."""
    if file.header:
        with field_limit(LARGEST_ROW):
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


def _json_rows(lines: Lines) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if lines.cut:
            yield Row(number, b"", f"is larger than {LARGEST_ROW // 1024**2} MB; split it")
        elif line.strip():
            yield Row(number, line)


def _csv_rows(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Let csv.reader tell where records end, on bytes taken for Latin-1: quotes and commas are the same in all."""
    taken: list[bytes] = []
    reader = csv.reader(_as_latin(lines, taken), delimiter=delimiter)
    number = 0
    while (cells := _next_record(reader, number)) is not None:
        number += 1
        if any(map(str.strip, cells)):
            yield Row(number, b"".join(taken))
        taken.clear()


def _as_latin(lines: Lines, taken: list[bytes]) -> Iterator[str]:
    for line in lines:
        if lines.cut:
            raise RowError(f"has a line larger than {LARGEST_ROW // 1024**2} MB; split it")
        taken.append(line)
        yield line.decode("latin-1")


def _next_record(reader: Any, number: int) -> list[str] | None:
    try:
        with field_limit(LARGEST_ROW):
            return next(reader, None)
    except csv.Error as error:
        raise RowError(
            f"is no CSV that can be read behind row {number} ({error}); look for a quote that is never closed"
        ) from None


def _header(line: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter that makes a header with a column for the text of the first line, and that header."""
    for delimiter in (",", "\t", ";"):
        try:
            names: Sequence[str] = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:  # a carriage return inside the line
            continue
        header = tuple(name.strip().lower() for name in names)
        if not set(TEXT_COLUMNS).isdisjoint(header):
            return delimiter, header
    raise RowError(
        f"has no column for the text; name one {', '.join(TEXT_COLUMNS[:3])} (found {line.strip()[:80] or 'nothing'})"
    )


@contextmanager
def field_limit(most: int) -> Iterator[None]:
    """Let csv read whole articles; its limit of 128 KB is one of the process."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)
