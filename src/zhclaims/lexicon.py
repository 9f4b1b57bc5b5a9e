"""Reads the lexicons: TSV files with `#` lines for the source, a header, and one thing a row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhclaims.errors import LexiconError

LEXICONS = Path(__file__).parent / "lexicons"
USER_COLUMNS = ("type", "name", "aliases", "city")
USER_TYPES = frozenset({"ORG", "PLACE", "PRODUCT", "PERSON"})
BETWEEN_NAMES = re.compile(r"[，、;；]|,(?! )")  # 云帆,云帆科技; but Apple, Inc. is one name


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lexicon: its cells by column name, with the place it came from."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> LexiconError:
        """The error to raise for this row, naming file and line."""
        return LexiconError(f"{self.path}:{self.line}: {message}")

    def number(self, column: str) -> float:
        """The cell as a number; raises LexiconError when it is none."""
        try:
            return float(self.cells[column])
        except ValueError:
            raise self.error(f"column {column!r} must be a number, found {self.cells[column]!r}") from None

    def choice(self, column: str, allowed: frozenset[str]) -> str:
        """The cell, checked against the allowed values; raises LexiconError."""
        value = self.cells[column]
        if value not in allowed:
            raise self.error(f"column {column!r} must be one of {', '.join(sorted(allowed))}; found {value!r}")
        return value


def read_rows(source: str | Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a lexicon: a name such as "units" for one of the package, a Path for a user's file.

    The header must be exactly `columns`. Blank lines and lines that begin with `#` are skipped. Cells of a user's file
    may be in Traditional characters; they are given in Simplified ones, as the finders read.
    Raises LexiconError with file and line for a wrong header, a wrong number of cells or an empty first cell.
    """
    path = source if isinstance(source, Path) else LEXICONS / f"{source}.tsv"
    header: tuple[str, ...] | None = None
    for number, text in enumerate(_lines(path), 1):
        if text.startswith("#") or not text.strip():
            continue
        cells = tuple(map(str.strip, text.split("\t")))
        if header is None:
            header = cells
            if header != columns:
                wanted, found = " ".join(columns), " ".join(cells)
                raise LexiconError(f"{path}:{number}: the header must be {wanted} (tabs between), found {found}")
            continue
        cells = cells if path.parent == LEXICONS else _simplified(cells)
        row = Row(path, number, dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            raise row.error(f"{len(columns)} cells expected ({', '.join(columns)}), found {len(cells)}")
        if not cells[0]:
            raise row.error(f"the first cell ({columns[0]}) is empty")
        yield row


def words_by_role(lexicon: str, roles: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words of a lexicon of the package with the columns word and role, by role, the longest first."""
    found: dict[str, list[str]] = {role: [] for role in roles}
    for row in read_rows(lexicon, ("word", "role")):
        found[row.choice("role", roles)].append(row["word"])
    return {role: tuple(sorted(words, key=len, reverse=True)) for role, words in found.items()}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words; the first that fits is taken.

    >>> bool(re.fullmatch(any_of(("营收", "C++")), "C++"))
    True
    """
    return f"(?:{'|'.join(map(re.escape, words))})"


def read_user_rows(lexicon: str | Path | None) -> Iterator[Row]:
    """Yield the rows of a user's names; raises LexiconError with file and line for a bad row."""
    for row in read_rows(Path(lexicon), USER_COLUMNS) if lexicon else ():
        row.choice("type", USER_TYPES)
        if not row["name"]:
            raise row.error("the name is empty")
        if found := BETWEEN_NAMES.search(row["aliases"]):
            raise row.error(f"aliases have | between them, as in 工信部|工业和信息化部; found {found[0]!r}")
        yield row


def _simplified(cells: tuple[str, ...]) -> tuple[str, ...]:
    from zhclaims.simplify import simplify  # which reads a lexicon of the package itself

    return tuple(simplify(cell) for cell in cells)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as a UTF-8 lexicon: {error}") from error
