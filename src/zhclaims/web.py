"""Reads the article out of an HTML page: its text without navigation and advertisements, and what its head says."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from zhclaims.encodings import decode
from zhclaims.metadata import Metadata, parse_date

CHARSET = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_-]{3,20})""")
TITLES = ("og:title", "twitter:title", "title")
DATES = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "date",
    "dc.date", "dc.date.issued", "weibo: article:create_at", "og:release_date", "publishedtime", "contentpubdate",
)  # fmt: skip
PUBLISHERS = ("og:site_name", "mediaid", "source", "contentsource", "article:author", "publisher", "dc.publisher")
URLS = ("og:url",)
# Elements that hold the date of a page: class="pub-time", id="article_source"
DATED = re.compile(r"date|time|pub|source|info|byline", re.IGNORECASE)
NOT_TEXT = (
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "iframe",
    "svg",
    "select",
)
BLOCKS = frozenset(
    "p div section article li h1 h2 h3 h4 h5 h6 td th tr table blockquote pre br hr ul ol dl dt dd figcaption".split()
)
# Shorter than this share of what stands on the page, the extracted text has lost the article.
TOO_LITTLE = 0.3
# On a page with fewer characters trafilatura has nothing to tell the article from the rest by.
SMALL_PAGE = 100
# With fewer characters (250 if not told, a paragraph of English) trafilatura takes all of a page for one paragraph.
LEAST_EXTRACTED = 30
# A table with more of its characters in links is a menu, as trafilatura holds of those from 200 characters on.
LINKED = 0.8
ROW = re.compile(r"^\| ", re.MULTILINE)
LINE_BREAK = "\u2028"
"""U+2028, which a tree may hold, and no vertical tab."""
SPACES = re.compile(r"[ \t\r\n\xa0]+")


def read_html(data: bytes) -> tuple[str, Metadata, str]:
    """Give the article's text, metadata and encoding; headings are lines, rows of tables are lines with | between.

    Raises UndecodableError. The text is empty where the page holds none.
    """
    charset = CHARSET.search(data[:4096])
    html, encoding = decode(data, charset[1].decode() if charset else "")
    tree = _parse(html)
    if tree is None:
        return "", Metadata(), encoding
    metadata = _read_head(tree)
    text = _extract(html)
    if tree.find(".//table") is not None and not ROW.search(text):
        text = _with_tables(tree, text)
    plain = _plain_text(tree)
    if len(plain) < SMALL_PAGE or len(text) < TOO_LITTLE * _text_length(plain):
        text = plain
    return text, metadata, encoding


def _parse(html: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        # Bytes, since lxml refuses text with an encoding declaration.
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
        return lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _with_tables(tree: Any, text: str) -> str:
    """The text of a short page anew, with the rows of its tables; as it was where that has none or fewer sentences."""
    page = deepcopy(tree)
    for table in page.xpath("//table[not(.//table)]"):
        if sum(len(_joined(link)) for link in table.iter("a")) > LINKED * len(_joined(table)):
            table.drop_tree()
    again = _extract(page, least=LEAST_EXTRACTED)
    return again if ROW.search(again) and again.count("。") >= text.count("。") else text


def _extract(html: Any, *, least: int | None = None) -> str:
    """The main text by trafilatura, "" where it finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Extractor

    options = Extractor(comments=False, with_metadata=False)
    options.min_extracted_size = least or options.min_extracted_size
    with _quiet("trafilatura"), _quiet("htmldate"):
        document = bare_extraction(html, options=options)
    body = getattr(document, "body", None)
    return "\n".join(_lines_of(body)) if body is not None else ""


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library's complaints about one page out of the user's terminal."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _lines_of(body: Any) -> Iterator[str]:
    """The lines of trafilatura's tree, which speaks TEI: head, p, list, item, table, row, cell, quote, lb."""
    for element in body:
        if element.tag == "head":
            level = re.sub(r"\D", "", element.get("rend") or "") or "2"
            yield f"{'#' * int(level[0])} {_joined(element)}".rstrip("# ")
        elif element.tag == "table":
            yield from _rows_of(element)
        elif element.tag in ("list", "quote", "div"):
            if element.text and element.text.strip():
                yield SPACES.sub(" ", element.text).strip()
            yield from _lines_of(element)
        else:
            yield from filter(None, (_squeeze(line) for line in _text_of(element).split("\v")))
        if element.tail and element.tail.strip():
            yield _squeeze(element.tail)


def _rows_of(table: Any) -> Iterator[str]:
    for row in table.iter("row"):
        cells = [_joined(cell) for cell in row.iter("cell")]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _joined(element: Any) -> str:
    return _squeeze(_text_of(element))


def _text_of(element: Any) -> str:
    """All text of an element, with a vertical tab for each line break in it."""
    for line_break in element.iterdescendants("lb"):
        line_break.tail = f"{LINE_BREAK}{line_break.tail or ''}"
    return "".join(element.itertext()).replace(LINE_BREAK, "\v")


def _squeeze(text: str) -> str:
    return SPACES.sub(" ", text.replace("\v", " ")).strip()


def _plain_text(tree: Any) -> str:
    """All text of the page's blocks but its navigation: what is left when the extraction fails."""
    body = next(iter(tree.xpath("//article | //main")), None)
    body = body if body is not None else tree.find(".//body")
    if body is None:
        return ""
    parts: list[str] = []
    _collect(body, parts)
    lines = (_squeeze(line) for line in "".join(parts).split("\v"))
    return "\n".join(line for line in lines if line)


def _collect(root: Any, parts: list[str]) -> None:
    """Gather text in document order, a vertical tab around each block; no recursion, since pages nest deeply."""
    from lxml import etree

    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "start":
            if skipped is None and (not isinstance(element.tag, str) or element.tag in NOT_TEXT):
                skipped = element
            if skipped is None:
                parts.append(("\v" if is_block else "") + (element.text or ""))
            continue
        if element is skipped:
            skipped = None
        if skipped is None and element is not root:
            parts.append(("\v" if is_block else "") + (element.tail or ""))


def _text_length(text: str) -> int:
    """Characters of the lines that are sentences; menus and link lists do not count."""
    return sum(len(line) for line in text.splitlines() if len(line) > 30 or line.endswith(("。", "！", "？")))


def _read_head(tree: Any) -> Metadata:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and meta.get("content"):
            tags.setdefault(name, meta.get("content").strip())
    title = next((tags[name] for name in TITLES if name in tags), "") or _title_of(tree)
    dates = (parse_date(tags[name]) for name in DATES if name in tags)
    published = next((day for day in dates if day), None) or _date_of_linked_data(tree) or _date_of_elements(tree)
    link = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return Metadata(
        title,
        published,
        next((tags[name] for name in PUBLISHERS if name in tags), ""),
        next((tags[name] for name in URLS if name in tags), None) or link or "",
    )


def _title_of(tree: Any) -> str:
    """The only first-level heading, else the page's title without the site's name."""
    headings = [text for heading in tree.iter("h1") if (text := _squeeze("".join(heading.itertext())))]
    if len(headings) == 1:
        return headings[0]
    title = _squeeze(tree.findtext(".//title") or "")
    return re.split(r"\s*[_|｜–—]\s*|\s+-\s+", title)[0].strip() or title


def _date_of_linked_data(tree: Any) -> Any:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):  # a thousand brackets
            continue
        for item in found if isinstance(found, list) else [found]:
            published = item.get("datePublished") if isinstance(item, dict) else None
            if isinstance(published, str) and parse_date(published):
                return parse_date(published)
    return None


def _date_of_elements(tree: Any) -> Any:
    """The date in the line under the heading: <time>, or a short element whose class or id speaks of it."""
    for element in tree.iter("time", "span", "div", "p", "em", "li"):
        named = element.tag == "time" or DATED.search(f"{element.get('class', '')} {element.get('id', '')}")
        if not named or any(around.tag in NOT_TEXT for around in element.iterancestors()):
            continue
        text = _squeeze(" ".join([element.get("datetime", ""), *element.itertext()]))
        if len(text) <= 120 and (day := parse_date(text)):
            return day
    return None
