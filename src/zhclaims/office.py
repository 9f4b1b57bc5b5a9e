"""Reads the text of a Word document: paragraphs, headings and rows of tables, in the order in which they stand."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

LARGEST = 256 * 1024 * 1024
"""Bytes that the parts of a document may unpack to."""
LARGEST_RATIO = 200
"""Times that one part may grow when unpacked, once it is large."""


class BadDocumentError(ValueError):
    """The bytes are no Word document that can be read; the message says why and what to do."""


def read_docx(data: bytes) -> str:
    """Give the text; headings begin with #, rows of tables have | between their cells.

    Raises BadDocumentError.
    """
    from docx import Document

    _check_archive(data)
    try:
        lines = list(_lines_of(Document(io.BytesIO(data))))
    except Exception as error:  # python-docx raises KeyError, ValueError, lxml's and its own errors on broken files.
        raise BadDocumentError(f"is a broken Word document ({type(error).__name__}: {error}); save it again") from error
    return "\n".join(lines)


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadDocumentError("is no .docx document (not a ZIP archive); save it as .docx or .txt") from error
    if any(part.flag_bits & 1 for part in parts):
        raise BadDocumentError("is protected by a password; save it without one")
    large = [part for part in parts if part.file_size > 16 * 1024 * 1024]
    if sum(part.file_size for part in parts) > LARGEST or any(
        part.file_size > LARGEST_RATIO * max(1, part.compress_size) for part in large
    ):
        raise BadDocumentError(
            f"unpacks to more than {LARGEST // 1024**2} MB or is packed suspiciously; save it as .txt"
        )


def _lines_of(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows_of(block)
            continue
        text = _text_of(block._p)
        level = _heading_level(block)
        yield f"{'#' * level} {text}" if level and text.strip() else text


def _rows_of(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[Any] = []
        for cell in row.cells:
            # A merged cell is listed once for each column it spans.
            if not cells or cells[-1]._tc is not cell._tc:
                cells.append(cell)
        texts = [" ".join(filter(None, (_text_of(p._p).strip() for p in cell.paragraphs))) for cell in cells]
        if any(texts):
            yield f"| {' | '.join(text.replace(chr(10), ' ') for text in texts)} |"


def _heading_level(paragraph: Any) -> int:
    """1 to 6 for headings and 1 for the title, by the style's name in English or Chinese; 0 for text."""
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if style in ("Title", "标题", "標題"):
        return 1
    if style.startswith(("Heading", "heading", "标题", "標題")):
        digits = "".join(filter(str.isdigit, style))
        return min(max(int(digits or 2), 1), 6)
    return 0


def _text_of(paragraph: Any) -> str:
    """The text of a paragraph's XML as it reads now: insertions kept, deletions and doubled drawings left out."""
    from docx.oxml.ns import qn

    parts: list[str] = []
    marks = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    for node in paragraph.iter():
        if node.tag == qn("w:t") and not any(map(_is_left_out, node.iterancestors())):
            parts.append(node.text or "")
        elif node.tag in marks and node.getparent().tag == qn("w:r"):
            parts.append(marks[node.tag])
    return "".join(parts)


def _is_left_out(node: Any) -> bool:
    return str(node.tag).endswith(("}Fallback", "}del", "}moveFrom"))
