"""Reads an article: its text, whatever the format and the encoding, and what is known of it."""

from hashlib import sha256

from zhclaims.articles import LARGEST_FILE, Source, find_articles, find_skipped
from zhclaims.encodings import UndecodableError, decode
from zhclaims.errors import ArticleError
from zhclaims.metadata import Metadata, from_dateline, from_front_matter
from zhclaims.office import BadDocumentError, read_docx
from zhclaims.row_files import RowError, read_row
from zhclaims.simplify import SURROGATES
from zhclaims.streams import PackingError, open_stream, read_all
from zhclaims.types import Article
from zhclaims.web import read_html

__all__ = ["LARGEST_FILE", "Source", "article_id_of", "find_articles", "find_skipped", "make_article", "read_article"]


def read_article(source: Source) -> Article:
    """Read an article with what is known of it.

    Title, date, publisher and URL come from the metadata file, else front matter or the page's head or the row's
    columns, else the dateline in the text. Raises ArticleError, which names the file, the reason and the remedy.
    """
    if source.problem:
        raise ArticleError(f"{source.path}: {source.problem}")
    try:
        text, found, encoding = _read(source)
    except (UndecodableError, BadDocumentError, RowError, PackingError) as error:
        raise ArticleError(f"{source.path}: {error}") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ArticleError(f"{source.path}: cannot be read: {reason}; check the file and its permissions") from error
    known = _noted(source).or_else(found.found_in(source.path))
    return make_article(source.path, text, known, encoding=encoding, format=source.format)


def make_article(
    path: str,
    text: str,
    known: Metadata,
    *,
    article_id: str = "",
    encoding: str = "",
    format: str = "txt",  # noqa: A002 - the word of the Article
) -> Article:
    """Make an article of a text and what is known of it; the rest is read off the text.

    Raises ArticleError when the text is empty.
    """
    text = SURROGATES.sub("\ufffd", text)
    if not text.strip():
        raise ArticleError(f"{path}: is empty or holds no article; remove it, or fill it")
    if not (known.published and known.publisher):
        known = known.or_else(from_dateline(text))
    title = SURROGATES.sub("\ufffd", known.title) or _first_line_title(text)
    content = "\0".join((text, title, known.published.isoformat() if known.published else ""))
    return Article(
        article_id=article_id or article_id_of(path),
        path=path,
        text=text,
        sha256=_digest(content),
        title=title,
        published=known.published,
        publisher=SURROGATES.sub("\ufffd", known.publisher),
        url=SURROGATES.sub("\ufffd", known.url),
        encoding=encoding,
        format=format,
        wrong_date=known.wrong_date,
    )


def article_id_of(path: str) -> str:
    """The stable id of the article at a path; its first letter keeps spreadsheets from taking it for a number."""
    return f"a{_digest(path)[:15]}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _first_line_title(text: str) -> str:
    """The title of a text that came without one, as written."""
    from zhclaims.clean import find_title
    from zhclaims.markup import without_marks
    from zhclaims.simplify import simplify

    start, end = find_title(simplify(text[:1000]))
    title = text[start:end].lstrip("# ").strip()
    unmarked = without_marks(title)
    return (unmarked.text if unmarked else title).strip("* ")


def _noted(source: Source) -> Metadata:
    """What metadata files say of an article; the first that says something goes before the others."""
    found = Metadata()
    for note in source.notes:
        found = found.or_else(note.read())
    return found


def _read(source: Source) -> tuple[str, Metadata, str]:
    data = _content(source) if source.data is None else source.data
    if source.row_file is not None:
        return *read_row(data, source.row_file), source.row_file.encoding
    if source.format == "html":
        return read_html(data)
    if source.format == "docx":
        return read_docx(data) if data else "", Metadata(), "utf-8"
    text, encoding = decode(data)
    return text, from_front_matter(text), encoding


def _content(source: Source) -> bytes:
    size = source.file.stat().st_size
    if size > LARGEST_FILE:
        limit = f"{LARGEST_FILE // 1024**2} MB"
        raise RowError(f"is too large ({size / 1024**2:.0f} MB; {limit} at most); split it, or use .jsonl")
    with open_stream(source.file) as stream:
        return read_all(stream, LARGEST_FILE)
