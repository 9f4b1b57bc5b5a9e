"""Rows -> files: csv, xlsx, jsonl and parquet, streamed, safe to open in a spreadsheet, and never half written."""

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from zhclaims.errors import ZhclaimsError
from zhclaims.rows import Column, Row
from zhclaims.workbook import Sheet, save_workbook

Writer = Callable[[Iterable[Row], Sequence[Column], Path], None]

FORMULA = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the start of a formula, in half and full width."""
LONG_NUMBER = 12
"""Digits from which a spreadsheet shows a number of a CSV as 1.23E+11."""
RISKY = re.compile(rf"\x00(?:[{re.escape(FORMULA)}][^\x00]|[0-9]{{{LONG_NUMBER},}}\x00)")
LINE_BREAKS = re.compile("[\x85\u2028\u2029]")  # line breaks to some readers of JSON Lines
DATABASE = b"SQLite format 3\0"
"""How a database begins."""
CHUNK = 1000
"""Rows that are looked at together."""


def writer_for(target: Path, *, bom: bool = True) -> Writer:
    """The writer for a file's suffix; raises ZhclaimsError for one that is not written.

    >>> writer_for(Path("claims.doc"))
    Traceback (most recent call last):
    zhclaims.errors.ZhclaimsError: claims.doc: the suffix must be one of .csv, .jsonl, .parquet, .xlsx
    """
    writers: dict[str, Writer] = {
        ".csv": partial(save_csv, bom=bom),
        ".jsonl": save_jsonl,
        ".parquet": save_parquet,
        ".xlsx": save_xlsx,
    }
    suffix = target.suffix.lower()
    if suffix not in writers:
        raise ZhclaimsError(f"{target}: the suffix must be one of {', '.join(writers)}")
    return writers[suffix]


def save_rows(rows: Iterable[Row], columns: Sequence[Column], target: Path, writer: Writer) -> int:
    """Write rows with a writer to a file beside the target, then put that in place; gives the number of rows."""
    counter = Counted(rows)
    with put_in_place(target) as temporary:
        writer(counter, columns, temporary)
    return counter.count


class Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


@contextmanager
def put_in_place(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; on success it becomes the target, on failure nothing is left of it."""
    target = target.resolve()
    if target.is_dir():
        raise ZhclaimsError(f"{target}: is a folder; name a file")
    if not target.parent.is_dir():
        raise ZhclaimsError(f"{target}: the folder {target.parent} does not exist; make it or choose another name")
    if target.exists() and not os.access(target, os.W_OK):
        raise ZhclaimsError(f"{target}: is read-only; choose another name or make it writable")
    if _is_database(target):
        raise ZhclaimsError(f"{target}: is a database, and would be lost; choose another name")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise ZhclaimsError(f"{target}: cannot be written: {error.strerror or error}; choose another name") from error
    finally:
        temporary.unlink(missing_ok=True)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


# ------------------------------------------------------------------ the formats


def save_csv(rows: Iterable[Row], columns: Sequence[Column], path: Path, *, bom: bool = True) -> None:
    """CSV as in RFC 4180, in UTF-8; with a byte order mark, so that Excel shows Chinese."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        write_csv(rows, columns, file)


def write_csv(rows: Iterable[Row], columns: Sequence[Column], file: Any) -> None:
    """CSV to an open text file."""
    writer = csv.writer(file)
    writer.writerow(headings_of(columns))
    writer.writerows(safe(rows, columns))


def save_jsonl(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> None:
    """JSON Lines: one object a row, null where there is no value."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write_jsonl(rows, columns, file)


def write_jsonl(rows: Iterable[Row], columns: Sequence[Column], file: Any) -> None:
    """JSON Lines to an open text file."""
    names = headings_of(columns)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for chunk in chunks(rows):
        lines = "".join([f"{encode(dict(zip(names, row, strict=True)))}\n" for row in chunk])
        file.write(LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", lines))


def save_xlsx(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> None:
    """An Excel workbook of one sheet; see `workbook.save_workbook`."""
    save_workbook([Sheet("zhclaims", columns, safe(rows, columns))], path)


def save_parquet(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> None:
    """Parquet, 10,000 rows at a time; raises ZhclaimsError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ZhclaimsError(
            "Parquet needs pyarrow: pip install 'zhclaims[parquet]', or export to .csv or .jsonl"
        ) from None
    types = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([(column.heading or column.name, types[column.kind]) for column in columns])
    with pq.ParquetWriter(path, schema) as writer:
        for chunk in chunks(rows, 10_000):
            arrays = [
                pa.array(cells, field.type) for cells, field in zip(zip(*chunk, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def headings_of(columns: Sequence[Column]) -> list[str]:
    """What stands over each column."""
    return [column.heading or column.name for column in columns]


def chunks(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    """The rows in lists of as many."""
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


# ------------------------------------------------------------------ cells


def safe(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """The rows with `formula_safe` cells; they are looked at a column at a time, as hardly any needs a change."""
    texts = [at for at, column in enumerate(columns) if column.kind == "text"]
    for chunk in chunks(rows):
        cells = list(zip(*chunk, strict=True))
        risky = any(_is_risky(cells[at]) for at in texts)
        yield from (tuple(map(formula_safe, row)) for row in chunk) if risky else chunk


def _is_risky(cells: Sequence[str | None]) -> bool:
    return RISKY.search("\x00" + "\x00".join([cell or "" for cell in cells]) + "\x00") is not None


def formula_safe(cell: Any) -> Any:
    """The cell, with an apostrophe before text that a spreadsheet would compute or round; numbers stay numbers.

    A sign alone is no formula: the comparator "=" stays.

    >>> formula_safe("=1+1"), formula_safe("-5.2%"), formula_safe(-5.2), formula_safe("合肥")
    ("'=1+1", "'-5.2%", -5.2, '合肥')
    >>> formula_safe("340100"), formula_safe("110101199003071234")
    ('340100', "'110101199003071234")
    """
    if not isinstance(cell, str) or len(cell) < 2:
        return cell
    long_number = len(cell) >= LONG_NUMBER and cell.isascii() and cell.isdigit()
    return "'" + cell if cell[0] in FORMULA or long_number else cell
