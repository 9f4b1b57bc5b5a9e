"""Reads the tables inside articles: a column's head names metric, unit and time, a row's first cell its subject.

Where the first cell names a time (年份 | 2023) or a measure (GDP（亿元）), the heading above names the subject.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from zhclaims.document import Document
from zhclaims.local_money import in_local_money
from zhclaims.pairing import Pairing
from zhclaims.quantities import find_quantities
from zhclaims.times import find_times
from zhclaims.types import Quantity, Sentence, Time

CELL = re.compile(r"[^|\t]+")
AROUND = " \u3000\xa0\r\n*`"
"""What may stand around a cell's text: blanks and the marks of Markdown."""
RULE = re.compile(r"[\s|:+-]*")
# 产值（亿元）, 增速(%): the unit of a column
FIGURE = re.compile(r"[-+]?\d[\d,.]*")
UNIT = re.compile(r"[（(]\s{0,4}(?:单位[：:])?\s{0,4}([^（）()\d]{1,8})\s{0,4}[）)]")
YEARS = frozenset("年份 年度 年 时间".split())
YEAR = re.compile("(?:19|20)[0-9]{2}")
MEASURES = frozenset("指标 指标名称 项目 统计指标".split())
"""Heads of a first column that holds years, and of one that holds measures."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, without what may stand around its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a table with what its row and column say about it."""

    sentence: Sentence
    quantity: Quantity
    metric: str
    pairing: Pairing


@dataclass(frozen=True, slots=True)
class RowHead:
    """What the first cell of a row says about the figures behind it."""

    subject: str = ""
    metric: str = ""
    unit: str = ""
    time: Time | None = None


def read_tables(doc: Document) -> Iterator[Entry]:
    """All figures of all tables of an article, 元 as the money of the place it is about; header rows hold none."""
    entries = list(_read_rows(doc))
    if not any("unit_from_header" in entry.quantity.flags for entry in entries):
        return iter(entries)
    figures = [*doc.quantities, *(entry.quantity for entry in entries)]
    places, entities = list(doc.places), list(doc.entities)
    told = in_local_money(doc.text, figures, places, entities=entities, written=doc.article.text)
    return (replace(entry, quantity=figure) for entry, figure in zip(entries, told[-len(entries) :], strict=True))


def _read_rows(doc: Document) -> Iterator[Entry]:
    header: list[Cell] = []
    heads: list[Sentence] = []
    subject = ""
    previous: Sentence | None = None
    for sentence in doc.judged():
        if sentence.kind in ("title", "heading"):
            heads = [*heads[:1], sentence]
        if sentence.kind != "table":
            continue
        if previous is None or sentence.paragraph > previous.paragraph + 1:
            header, subject = [], _subject_of(doc, heads)
        previous = sentence
        cells = _cells(doc, sentence)
        if not header:
            header = cells
        elif not RULE.fullmatch(doc.text, sentence.start, sentence.end):
            yield from _entries(doc, sentence, header, cells, subject)


def _subject_of(doc: Document, heads: list[Sentence]) -> str:
    """The last place or organisation that the heading above a table names, else that of the title."""
    for head in reversed(heads):
        places = [(place.end, place.text) for place in doc.places.within(head.start, head.end)]
        bodies = [(e.end, e.text) for e in doc.entities.within(head.start, head.end) if e.type == "ORG"]
        if named := [*places, *bodies]:
            return max(named)[1]
    return ""


def _cells(doc: Document, sentence: Sentence) -> list[Cell]:
    """The cells of a row; blank ones keep their place, so that each figure stays under the head of its column."""
    found = []
    for match in CELL.finditer(doc.text, sentence.start, sentence.end):
        text = match[0].strip(AROUND)
        start = match.start() + len(match[0]) - len(match[0].lstrip(AROUND))
        found.append(Cell(start, start + len(text), text))
    return found


def _entries(doc: Document, sentence: Sentence, header: list[Cell], cells: list[Cell], above: str) -> Iterator[Entry]:
    row = _row_head(doc, header[0], cells[0], above) if cells else RowHead()
    for column, cell in list(enumerate(cells))[1:]:
        head = header[column] if len(header) == len(cells) else None
        times = doc.times.within(head.start, head.end) if head else []
        for quantity in doc.quantities.within(cell.start, cell.end) or _bare(cell):
            if doc.times.overlapping(quantity.start, quantity.end):
                continue
            metric, unit = _head(head.text) if head else ("", "")
            for time in times:
                metric = metric.replace(time.text, "").strip()
            pairing = Pairing(row.subject, time=times[0] if times else row.time)
            yield Entry(sentence, _with_unit(quantity, unit or row.unit), row.metric + metric, pairing)


def _row_head(doc: Document, head: Cell, cell: Cell, above: str) -> RowHead:
    """What the first cell says: 苏州 is a subject, 2023 and 一季度 are times, GDP（亿元） is of what is `above`."""
    times = doc.times.within(cell.start, cell.end)
    if times and times[0].text == cell.text:
        return RowHead(above, time=times[0])
    if head.text in YEARS and YEAR.fullmatch(cell.text):
        [year] = find_times(f"{cell.text}年", None)
        return RowHead(above, time=replace(year, start=cell.start, end=cell.end, text=cell.text))
    metric, unit = _head(cell.text)
    if head.text in MEASURES or (unit and _scale(unit)):
        return RowHead(above, metric, unit)
    return RowHead(cell.text)


def _bare(cell: Cell) -> list[Quantity]:
    """A figure that fills its cell, which running text would not count without a unit."""
    if not FIGURE.fullmatch(cell.text):
        return []
    found = find_quantities(cell.text)
    moved = {"start": cell.start, "end": cell.end, "cue_start": cell.start, "cue_end": cell.end}
    return [replace(found[0], **moved)] if len(found) == 1 and found[0].text == cell.text else []  # type: ignore[arg-type]


def _head(text: str) -> tuple[str, str]:
    """Metric and unit of a column: 产值（亿元） -> 产值, 亿元."""
    unit = UNIT.search(text)
    return (UNIT.sub("", text).strip(AROUND), unit[1].strip()) if unit else (text, "")


def _with_unit(quantity: Quantity, unit: str) -> Quantity:
    """A bare figure in the unit of its column."""
    scale = _scale(unit) if unit and not quantity.unit else None
    if scale is None:
        return quantity
    low, high = quantity.low * scale.low, quantity.high * scale.low
    flags = (*quantity.flags, "unit_from_header")
    return replace(
        quantity, low=low, high=high, unit=scale.unit, kind=scale.kind, dimension=scale.dimension, flags=flags
    )


@lru_cache(maxsize=256)
def _scale(unit: str) -> Quantity | None:
    """What one of a column's unit is worth, by the quantity finder: 亿元 -> 1e8 CNY."""
    found = find_quantities(f"共1{unit}。")
    return found[0] if len(found) == 1 and found[0].text.endswith(unit) else None
