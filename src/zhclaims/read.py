"""Finds the articles in folders and reads them: text and where it came from, whatever the format and the encoding."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from zhclaims.encodings import UndecodableError, decode
from zhclaims.errors import ArticleError
from zhclaims.metadata import Metadata, from_dateline, from_front_matter, read_metadata_file
from zhclaims.office import BadDocumentError, read_docx
from zhclaims.row_files import Row, RowError, RowFile, find_rows, read_row
from zhclaims.simplify import SURROGATES
from zhclaims.types import Article
from zhclaims.web import read_html

FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
}  # fmt: skip
ROW_FORMATS = frozenset({"jsonl", "csv"})
METADATA_FILE = "metadata.csv"
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that holds one article."""
OWN_TABLE = re.compile(rb"(?:\xef\xbb\xbf)?\"?(?:claim_id|entity_id|article_id)\"?,")


@dataclass(frozen=True, slots=True)
class Source:
    """Where one article stands: a file, or a row of one."""

    file: Path
    path: str
    """Relative to the folder given, with `/`, and `#row` for a row."""
    format: str
    """txt, md, html, docx, jsonl or csv."""
    metadata: Metadata = Metadata()
    """From metadata.csv or --metadata."""
    row_file: RowFile | None = None
    row: Row | None = None
    problem: str = ""
    """Why it cannot be read, where that is known already."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article, and why."""

    path: str
    reason: str


def find_articles(paths: Sequence[Path], *, metadata: Path | None = None) -> Iterator[Source]:
    """Yield the articles in folders (and of single files), sorted by path; each row of a .jsonl or .csv is one.

    `metadata` is a CSV with a column `path`; `metadata.csv` in a folder is read without being named. What cannot be
    read is yielded too, so that `read_article` can say why. Raises ZhclaimsError for a metadata file that is wrong.
    """
    given = read_metadata_file(metadata) if metadata else {}
    for root in paths:
        for found in _walk(root, metadata):
            if isinstance(found, Source):
                yield from _with_rows(_with_metadata(found, root, metadata, given))


def find_skipped(paths: Sequence[Path], *, metadata: Path | None = None) -> Iterator[Skipped]:
    """Yield the files of the folders that `find_articles` passes over, with the reasons."""
    for root in paths:
        yield from (found for found in _walk(root, metadata) if isinstance(found, Skipped))


def read_article(source: Source) -> Article:
    """Read an article with what is known of it.

    Title, date, publisher and URL come from the metadata file, else front matter or the page's head or the row's
    columns, else the dateline in the text. Raises ArticleError, which names the file, the reason and the remedy.
    """
    if source.problem:
        raise ArticleError(f"{source.path}: {source.problem}")
    try:
        text, found, encoding = _read(source)
    except (UndecodableError, BadDocumentError, RowError) as error:
        raise ArticleError(f"{source.path}: {error}") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ArticleError(f"{source.path}: cannot be read: {reason}; check the file and its permissions") from error
    text = SURROGATES.sub("\ufffd", text)
    if not text.strip():
        raise ArticleError(f"{source.path}: is empty or holds no article; remove it, or fill it")
    known = source.metadata.or_else(found)
    if not (known.published and known.publisher):
        known = known.or_else(from_dateline(text))
    return _make_article(source, text, known, encoding)


def _make_article(source: Source, text: str, metadata: Metadata, encoding: str) -> Article:
    published = metadata.published.isoformat() if metadata.published else ""
    title = SURROGATES.sub("\ufffd", metadata.title) or _first_line_title(text)
    content = "\0".join((text, title, published))
    return Article(
        article_id=article_id_of(source.path),
        path=source.path,
        text=text,
        sha256=_digest(content),
        title=title,
        published=metadata.published,
        publisher=SURROGATES.sub("\ufffd", metadata.publisher),
        url=SURROGATES.sub("\ufffd", metadata.url),
        encoding=encoding,
        format=source.format,
    )


def article_id_of(path: str) -> str:
    """The stable id of the article at a path; its first letter keeps spreadsheets from taking it for a number."""
    return f"a{_digest(path)[:15]}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _first_line_title(text: str) -> str:
    """The title of a text that came without one, as written."""
    from zhclaims.clean import find_title
    from zhclaims.simplify import simplify

    start, end = find_title(simplify(text[:1000]))
    return text[start:end].lstrip("# ").strip()


def _read(source: Source) -> tuple[str, Metadata, str]:
    if source.row_file is not None and source.row is not None:
        return *read_row(source.file, source.row_file, source.row), source.row_file.encoding
    size = source.file.stat().st_size
    if size > LARGEST_FILE:
        limit = f"{LARGEST_FILE // 1024**2} MB"
        raise RowError(f"is too large ({size / 1024**2:.0f} MB; {limit} at most); split it, or use .jsonl")
    data = source.file.read_bytes()
    if source.format == "html":
        return read_html(data)
    if source.format == "docx":
        return read_docx(data) if data else "", Metadata(), "utf-8"
    text, encoding = decode(data)
    return text, from_front_matter(text), encoding


# ------------------------------------------------------------------ what there is in a folder


def _walk(root: Path, metadata: Path | None) -> Iterator[Source | Skipped]:
    """All files of a folder in the order of their paths; a file that is named is taken even if it is unusual."""
    if not root.is_dir():
        yield _source(root, root.name)
        return
    inside = root.resolve()
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            problem = f"the folder cannot be listed: {error.strerror}; check its permissions"
            yield Source(folder, _name(folder, root), "", problem=problem)
            continue
        subfolders: list[Path] = []
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                subfolders.append(path)
            else:
                reason = _reason_to_skip(path, inside, metadata)
                yield Skipped(_name(path, root), reason) if reason else _source(path, _name(path, root))
        folders.extend(reversed(subfolders))


def _reason_to_skip(path: Path, inside: Path, metadata: Path | None) -> str:
    """Why a file in a folder is no article; "" for one that is."""
    if path.name.startswith((".", "~$")):
        return "hidden"
    if path.is_symlink() and not path.resolve().is_relative_to(inside):
        return "a link out of the folder"
    if path.is_dir():
        return "a link to a folder"
    if path.name == METADATA_FILE or (metadata is not None and path.exists() and path.samefile(metadata)):
        return "metadata"
    if path.suffix.lower() not in FORMATS:
        return f"unknown suffix {path.suffix or '(none)'}"
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        return "not a regular file"
    return "a table written by zhclaims" if path.suffix.lower() == ".csv" and _is_own_table(path) else ""


def _is_own_table(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return OWN_TABLE.match(file.read(64)) is not None
    except OSError:
        return False


def _source(file: Path, name: str) -> Source:
    kind = FORMATS.get(file.suffix.lower(), "")
    suffixes = ", ".join(sorted(FORMATS))
    problem = "" if kind else f"unknown suffix {file.suffix or '(none)'}; rename it to one of {suffixes}"
    return Source(file, name, kind, problem=problem)


def _name(path: Path, root: Path) -> str:
    """The path relative to the folder given; bytes that are no UTF-8 in old file names are tried as GB 18030."""
    name = path.relative_to(root).as_posix()
    if name.isprintable() and not SURROGATES.search(name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _with_rows(source: Source) -> Iterator[Source]:
    """The rows of a file of rows, or the source itself."""
    if source.format not in ROW_FORMATS or source.problem:
        yield source
        return
    try:
        row_file, rows = find_rows(source.file, source.format)
    except (UndecodableError, RowError) as error:
        yield replace(source, problem=str(error))
        return
    except OSError as error:
        yield replace(source, problem=f"cannot be read: {error.strerror}; check the file and its permissions")
        return
    if not rows:
        yield replace(source, problem="is empty; remove it, or fill it")
    for row in rows:
        yield replace(source, path=f"{source.path}#{row.number}", row_file=row_file, row=row)


def _with_metadata(source: Source, root: Path, metadata: Path | None, given: dict[str, Metadata | str]) -> Source:
    """What the metadata files say of a source; the one that is named goes before those in the folders."""
    found = Metadata()
    names = [source.path] if metadata is None else [source.path, _relative(source.file, metadata.parent)]
    for entry in [given.get(name) for name in names] + list(_beside(source, root)):
        if isinstance(entry, str):
            return replace(source, problem=entry)
        found = found.or_else(entry) if entry else found
    return replace(source, metadata=found)


def _beside(source: Source, root: Path) -> Iterator[Metadata | str | None]:
    """The entries of each metadata.csv from the file's folder up to the folder given."""
    top = root if root.is_dir() else root.parent
    for folder in source.file.parents:
        path = folder / METADATA_FILE
        if path.is_file():
            yield read_metadata_file(path).get(_relative(source.file, folder))
        if folder == top:
            return


def _relative(file: Path, folder: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()
