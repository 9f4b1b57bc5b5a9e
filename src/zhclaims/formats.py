"""Which files hold articles, by their suffixes."""

from pathlib import PurePath

from zhclaims.streams import PACKINGS

FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar",
}  # fmt: skip
ROW_FORMATS = frozenset({"jsonl", "csv", "parquet"})
ARCHIVES = frozenset({"zip", "tar"})
NEVER_PACKED = frozenset({"parquet", "zip"})
"""Formats that are read here and there, which a packed file cannot be."""


def format_of(name: str) -> str:
    """The format of a file by its name; "" where it is none that is read.

    >>> format_of("news/a.TXT"), format_of("2024.jsonl.gz"), format_of("news.tar.zst"), format_of("photo.jpg")
    ('txt', 'jsonl', 'tar', '')
    """
    path = PurePath(name)
    if path.suffix.lower() not in PACKINGS:
        return FORMATS.get(path.suffix.lower(), "")
    found = FORMATS.get(PurePath(path.stem).suffix.lower(), "")
    return "" if found in NEVER_PACKED else found


def allowed() -> str:
    """The suffixes, for messages."""
    return f"{', '.join(sorted(FORMATS))}, or most of these with {' or '.join(PACKINGS)} behind"
