"""Knows the tables that zhclaims has written, so that they are not read for articles where they lie among these."""

import re
from pathlib import Path

from zhclaims.streams import PackingError, open_stream

STATE = "_state.db"
"""The database that a run keeps beside the shards that it writes."""
FIRST_COLUMNS = (
    ("claim_id", "article_id", "path"),
    ("article_id", "path", "title"),
    ("article_id", "path", "start"),
    ("path", "stage", "error"),
    ("run_id", "version", "engines"),
)
"""How the tables of an export begin; a table of the user's with an id of that name in front is not one of them."""
CSV = re.compile("|".join(rf"\ufeff?{','.join(names)}," for names in FIRST_COLUMNS))
VALUE = r'(?:"(?:[^"\\]|\\.){0,1000}"|[0-9]{1,20})'
JSONL = re.compile(
    "|".join(rf'\{{"{one}": {VALUE}, "{two}": {VALUE}, "{three}": ' for one, two, three in FIRST_COLUMNS)
)
HEAD = 2000
"""Bytes that are looked at."""


def is_own_table(path: Path, format: str) -> bool:  # noqa: A002 - the word of the Article
    """Whether a .csv, .jsonl or .parquet file is a table that zhclaims has written."""
    if format == "parquet":
        return _columns_of_parquet(path) in FIRST_COLUMNS
    pattern = {"csv": CSV, "jsonl": JSONL}.get(format)
    return pattern is not None and pattern.match(_head(path)) is not None


def _head(path: Path) -> str:
    try:
        with open_stream(path) as stream:
            return stream.read(HEAD).decode("utf-8", "replace")
    except (OSError, PackingError):
        return ""


def _columns_of_parquet(path: Path) -> tuple[str, ...]:
    """The names of the first three columns; none where it is no Parquet, which is told when it is read."""
    try:
        import pyarrow.parquet as pq

        return tuple(pq.read_schema(path).names[:3])
    except (ImportError, OSError, ValueError):
        return ()
