"""Lays the articles of corpus/sources, which are UTF-8 to be read and compared, in the encodings of corpus/articles."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

HERE = Path(__file__).parent
ENCODINGS = {"hsinchu-chip": "cp950", "xian-commercial-space": "gb18030", "chengdu-games": "utf-16"}
DOCUMENTS = ("changsha-machinery",)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def lay_articles(sources: Path, articles: Path) -> None:
    """Write every source as the article of its name."""
    for name, encoding in ENCODINGS.items():
        text = (sources / f"{name}.txt").read_text("utf-8")
        (articles / f"{name}.txt").write_bytes(text.encode(encoding))
    for name in DOCUMENTS:
        text = (sources / f"{name}.txt").read_text("utf-8")
        (articles / f"{name}.docx").write_bytes(as_document(text))


def as_document(text: str) -> bytes:
    """The text as a Word file: the first line is the title; `#` begins a heading, `|` a row of a table."""
    document = docx.Document()
    title, *lines = text.splitlines()
    document.core_properties.title = title
    document.add_heading(title, level=0)
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    for line in lines:
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=1)
        elif line.startswith("|") and rows:
            _add_table(document, rows)
            rows = []
        elif line and not line.startswith("|"):
            document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer)


def _add_table(document: "docx.document.Document", rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value.strip()


def _without_times(buffer: BytesIO) -> bytes:
    """The same archive with fixed times, so that laying it again changes nothing."""
    laid = BytesIO()
    with ZipFile(buffer) as old, ZipFile(laid, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, LONG_AGO), old.read(name), ZIP_DEFLATED)
    return laid.getvalue()


if __name__ == "__main__":
    lay_articles(HERE / "sources", HERE / "articles")
