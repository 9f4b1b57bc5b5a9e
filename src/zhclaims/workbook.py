"""Rows -> an Excel workbook, written as it goes: a million rows take no more memory than one."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from zhclaims.errors import ZhclaimsError
from zhclaims.rows import Column, Row

SHEET_ROWS = 1_048_576
SHEET_LINKS = 65_530
"""Links that Excel takes in a sheet; rows beyond have none."""
CELL_CHARACTERS = 32_767
WIDEST = 60
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook
SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
LONGEST_ADDRESS = 2_000

PLAIN, HEADER, INTEGER, DECIMAL, SCORE, LINK = range(6)
"""Numbers of the cell formats in STYLES."""
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0#######"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><u/><sz val="11"/><color rgb="FF0B5CAD"/><name val="Calibri"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>\
<borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>\
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Link = Callable[[Row], str | None]
"""Where a row's linked cell leads: `#sheet!A5`, an http address, or nowhere."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    links: dict[str, Link] = field(default_factory=dict)
    """By column: where its cells lead."""


def save_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Write sheets with a frozen bold header, a filter on each column, widths that fit the first rows, and links.

    The file is the same for the same rows. Raises ZhclaimsError for more rows than a sheet holds.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        ranges = [_write_sheet(archive, number, sheet) for number, sheet in enumerate(sheets, 1)]
        for name, text in _parts(sheets, ranges):
            _add(archive, name, text)


def _write_sheet(archive: ZipFile, number: int, sheet: Sheet) -> str:
    """Write one sheet and its links out of the workbook; gives the range of its table."""
    rows = iter(sheet.rows)
    first = list(islice(rows, 200))
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as file:
        writer = _SheetWriter(file, sheet)
        writer.begin(_widths(first, sheet.columns))
        writer.append(chain(first, rows))
        table = writer.end()
    if writer.addresses:
        _add(archive, f"xl/worksheets/_rels/sheet{number}.xml.rels", _relations(writer.addresses))
    return table


class _SheetWriter:
    """Writes the XML of one sheet to an open file."""

    def __init__(self, file: IO[bytes], sheet: Sheet) -> None:
        self._file = file
        self._sheet = sheet
        self._letters = [letter_of(index) for index in range(len(sheet.columns))]
        self._formats = [SCORE if column.name == "score" else None for column in sheet.columns]
        self._links = [sheet.links.get(column.name) for column in sheet.columns]
        self._found: list[str] = []
        self.addresses: list[str] = []
        """Of the web, in the order of their ids."""
        self.count = 1

    def begin(self, widths: Sequence[int]) -> None:
        columns = (f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1))
        self._write(
            f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{''.join(columns)}</cols><sheetData>"
        )
        names = [column.heading or column.name for column in self._sheet.columns]
        cells = (_text(f"{letter}1", name, HEADER) for letter, name in zip(self._letters, names, strict=True))
        self._write(f'<row r="1">{"".join(cells)}</row>')

    def append(self, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        while chunk := list(islice(rows, 500)):
            if self.count + len(chunk) > SHEET_ROWS:
                raise ZhclaimsError(f"more than the {SHEET_ROWS:,} rows of a sheet: use filters, or .csv or .parquet")
            self._write("".join([self._row(row, self.count + at) for at, row in enumerate(chunk, 1)]))
            self.count += len(chunk)

    def _row(self, row: Row, number: int) -> str:
        made = [
            self._cell(f"{letter}{number}", cell, style, link, row)
            for letter, cell, style, link in zip(self._letters, row, self._formats, self._links, strict=True)
            if cell is not None and cell != ""
        ]
        return f'<row r="{number}">{"".join(made)}</row>'

    def _cell(self, reference: str, cell: Any, style: int | None, link: Link | None, row: Row) -> str:
        if link and len(self._found) < SHEET_LINKS and (target := link(row)):
            self._found.append(self._hyperlink(reference, target))
            return _text(reference, str(cell), LINK)
        return _text(reference, cell) if isinstance(cell, str) else _number(reference, cell, style)

    def _hyperlink(self, reference: str, target: str) -> str:
        if target.startswith("#"):
            return f'<hyperlink ref="{reference}" location={quoteattr(target[1:])}/>'
        self.addresses.append(target)
        return f'<hyperlink ref="{reference}" r:id="rId{len(self.addresses)}"/>'

    def end(self) -> str:
        table = f"A1:{self._letters[-1]}{self.count}"
        links = f"<hyperlinks>{''.join(self._found)}</hyperlinks>" if self._found else ""
        self._write(f'</sheetData><autoFilter ref="{table}"/>{links}</worksheet>')
        return table

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8"))


# ------------------------------------------------------------------ cells


def _text(reference: str, text: str, style: int = PLAIN) -> str:
    if len(text) > CELL_CHARACTERS // 2:
        text = _cut(text)
    if SPECIAL.search(text):
        text = ESCAPED.sub("_x005F_", CONTROL.sub("\ufffd", text))
        text = escape(text).replace("\r", "_x000D_")
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _cut(text: str) -> str:
    """The part of a text that a cell of a sheet can hold; characters beyond U+FFFF count twice there."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_CHARACTERS:
        return text
    return units[: 2 * (CELL_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _number(reference: str, cell: Any, style: int | None) -> str:
    if isinstance(cell, bool):
        return f'<c r="{reference}" t="b"><v>{int(cell)}</v></c>'
    if not math.isfinite(cell):
        return _text(reference, str(cell))
    if style is None:
        style = PLAIN if isinstance(cell, int) else INTEGER if cell.is_integer() else DECIMAL
    return f'<c r="{reference}" s="{style}"><v>{cell!r}</v></c>'


def letter_of(index: int) -> str:
    """The letter of a column, counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26), letter_of(35)
    ('A', 'Z', 'AA', 'AJ')
    """
    high, low = divmod(index, 26)
    return (letter_of(high - 1) if high else "") + chr(ord("A") + low)


def _widths(rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    cells = zip([column.heading or column.name for column in columns], *rows, strict=True)
    return [min(WIDEST, 3 + max(_shown_width(cell) for cell in column)) for column in cells]


def _shown_width(cell: Any) -> int:
    return display_width(f"{cell:,}" if isinstance(cell, float) else str(cell)[:WIDEST])


def display_width(text: str) -> int:
    """How many half-width cells a text takes.

    >>> display_width("芜湖12%")
    7
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


# ------------------------------------------------------------------ the parts of the file


def web_address(text: str) -> str | None:
    """The text where it is an address that a link may lead to.

    >>> web_address("https://example.com/1"), web_address("javascript:alert(1)")
    ('https://example.com/1', None)
    """
    good = text.startswith(("http://", "https://")) and len(text) <= LONGEST_ADDRESS
    return text if good and not re.search(r"\s|[\x00-\x1f]", text) else None


def _parts(sheets: Sequence[Sheet], ranges: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The name and content of each part but the sheets."""
    books = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml", "") for n in range(1, len(sheets) + 1)]
    styles = (f"rId{len(sheets) + 1}", "styles", "styles.xml", "")
    yield "[Content_Types].xml", _content_types(len(sheets))
    yield "_rels/.rels", _relation_file([("rId1", "officeDocument", "xl/workbook.xml", "")])
    yield "xl/workbook.xml", _book(sheets, ranges)
    yield "xl/_rels/workbook.xml.rels", _relation_file([*books, styles])
    yield "xl/styles.xml", XML + STYLES


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{sheets}</Types>'
    )


def _book(sheets: Sequence[Sheet], ranges: Sequence[str]) -> str:
    """The list of sheets, and for each the hidden name by which Excel knows the range of its filter."""
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>' for n, sheet in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">'
        f"{escape(quoted(sheet.name))}!{absolute(table)}</definedName>"
        for at, (sheet, table) in enumerate(zip(sheets, ranges, strict=True))
    )
    head = f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    return f"{head}<sheets>{listed}</sheets><definedNames>{filters}</definedNames></workbook>"


def quoted(sheet: str) -> str:
    """The name of a sheet as references take it.

    >>> quoted("claims")
    "'claims'"
    """
    return "'" + sheet.replace("'", "''") + "'"


def absolute(table: str) -> str:
    """A range in the form that names of ranges take.

    >>> absolute("A1:AJ3")
    '$A$1:$AJ$3'
    """
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", table)


def _relations(addresses: Sequence[str]) -> str:
    outside = ' TargetMode="External"'
    return _relation_file([(f"rId{n}", "hyperlink", address, outside) for n, address in enumerate(addresses, 1)])


def _relation_file(relations: Sequence[tuple[str, str, str, str]]) -> str:
    rows = (
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'
        for name, kind, target, mode in relations
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _add(archive: ZipFile, name: str, text: str) -> None:
    with archive.open(name, "w") as file:  # unlike writestr, it dates the part 1980: the same rows, the same file
        file.write(text.encode("utf-8"))
