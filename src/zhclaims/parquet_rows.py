"""Streams the rows of .parquet files with one article a row, in the form of rows of .jsonl."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhclaims.metadata import COLUMNS
from zhclaims.row_files import TEXT_COLUMNS, Row, RowError, RowFile

ROWS_AT_ONCE = 32
BUFFER = 1024 * 1024
"""Bytes of each column that are read ahead."""


def find_parquet_rows(path: Path, *, contents: bool = True) -> tuple[RowFile, Iterator[Row]]:
    """Give the rows one after the other, with the columns that tell of an article, read a few at a time.

    Without `contents` the rows are empty, and can be counted only. Raises OSError, and RowError for a file that is no
    Parquet or has no column for the text.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise RowError("needs pyarrow: pip install 'zhclaims[parquet]', or save it as .jsonl or .csv") from None
    try:
        file = pq.ParquetFile(path, buffer_size=BUFFER, pre_buffer=False)
    except ValueError as error:  # pyarrow's own errors are ValueErrors
        raise RowError(f"is no Parquet that can be read ({error}); write it again") from error
    known = {name for names in (TEXT_COLUMNS, *COLUMNS.values()) for name in names}
    columns = [name for name in file.schema_arrow.names if name.strip().lower() in known]
    if set(TEXT_COLUMNS).isdisjoint(name.strip().lower() for name in columns):
        found = ", ".join(file.schema_arrow.names)[:80] or "nothing"
        raise RowError(f"has no column for the text; name one {', '.join(TEXT_COLUMNS[:3])} (found {found})")
    return RowFile("utf-8"), _rows(file, columns) if contents else _empty_rows(file)


def _empty_rows(file: Any) -> Iterator[Row]:
    with file:
        yield from (Row(number, b"") for number in range(1, file.metadata.num_rows + 1))


def _rows(file: Any, columns: list[str]) -> Iterator[Row]:
    number = 0
    with file:
        try:
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns):
                for values in batch.to_pylist():
                    number += 1
                    said = json.dumps(values, ensure_ascii=False, default=_written)
                    yield Row(number, said.encode("utf-8", "replace"))
        except (ValueError, OSError) as error:
            raise RowError(f"is damaged behind row {number} ({error}); write it again") from error


def _written(cell: Any) -> str:
    """Dates as in ISO 8601, bytes as the text that they are."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
