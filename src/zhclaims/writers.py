"""Rows -> files: csv, xlsx, jsonl and parquet, streamed, safe to open in a spreadsheet, and never half written."""

import csv
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from zhclaims.errors import ZhclaimsError
from zhclaims.rows import Column, Row

Writer = Callable[[Iterable[Row], Sequence[Column], Path], None]

FORMULA = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the start of a formula, in half and full width."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook
LINE_BREAKS = re.compile("[\x85\u2028\u2029]")  # line breaks to some readers of JSON Lines
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
WIDEST = 60


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
    counter = _Counted(rows)
    with put_in_place(target) as temporary:
        writer(counter, columns, temporary)
    return counter.count


class _Counted:
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
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise ZhclaimsError(f"{target}: cannot be written: {error.strerror or error}; choose another name") from error
    finally:
        temporary.unlink(missing_ok=True)


# ------------------------------------------------------------------ the formats


def save_csv(rows: Iterable[Row], columns: Sequence[Column], path: Path, *, bom: bool = True) -> None:
    """CSV as in RFC 4180, in UTF-8; with a byte order mark, so that Excel shows Chinese."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        write_csv(rows, columns, file)


def write_csv(rows: Iterable[Row], columns: Sequence[Column], file: Any) -> None:
    """CSV to an open text file."""
    writer = csv.writer(file)
    writer.writerow(column.name for column in columns)
    writer.writerows(map(formula_safe, row) for row in rows)


def save_jsonl(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> None:
    """JSON Lines: one object a row, null where there is no value."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write_jsonl(rows, columns, file)


def write_jsonl(rows: Iterable[Row], columns: Sequence[Column], file: Any) -> None:
    """JSON Lines to an open text file."""
    names = [column.name for column in columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for row in rows:
        line = encode(dict(zip(names, row, strict=True)))
        file.write(LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n")


def save_xlsx(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> None:
    """An Excel workbook: header bold and frozen, a filter on each column, widths that fit the first rows."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = iter(rows)
    first = list(islice(rows, 200))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("zhclaims")
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(first, columns), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    header = [WriteOnlyCell(sheet, column.name) for column in columns]
    for cell in header:
        cell.font = Font(bold=True)
    try:
        sheet.append(header)
        count = _append_rows(sheet, chain(first, rows))
    except BaseException:
        sheet.close()
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    book.save(path)


def _append_rows(sheet: Any, rows: Iterable[Row]) -> int:
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= SHEET_ROWS:
            raise ZhclaimsError(f"more than the {SHEET_ROWS:,} rows of a sheet: use filters, or .csv or .parquet")
        sheet.append([_sheet_cell(cell) for cell in row])
    return count


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
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    rows = iter(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while chunk := list(islice(rows, 10_000)):
            arrays = [
                pa.array(cells, field.type) for cells, field in zip(zip(*chunk, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


# ------------------------------------------------------------------ cells


def formula_safe(cell: Any) -> Any:
    """The cell, with an apostrophe before text that a spreadsheet would compute; numbers stay numbers.

    >>> formula_safe("=1+1"), formula_safe("-5.2%"), formula_safe(-5.2), formula_safe("合肥")
    ("'=1+1", "'-5.2%", -5.2, '合肥')
    """
    if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA:
        return "'" + cell
    return cell


def _sheet_cell(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    text = CONTROL.sub("\ufffd", formula_safe(cell))
    return text if len(text) <= CELL_CHARACTERS // 2 else _cut(text)


def _cut(text: str) -> str:
    """The part of a text that a cell of a sheet can hold; characters beyond U+FFFF count twice there."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_CHARACTERS:
        return text
    return units[: 2 * (CELL_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _widths(rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    cells = zip([column.name for column in columns], *rows, strict=True)
    return [min(WIDEST, 2 + max(display_width(str(cell)[:WIDEST]) for cell in column)) for column in cells]


def display_width(text: str) -> int:
    """How many half-width cells a text takes.

    >>> display_width("芜湖12%")
    7
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
