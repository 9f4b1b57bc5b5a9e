"""Lexicons: a bad row is refused with file and line."""

from pathlib import Path

import pytest

from zhclaims.errors import LexiconError
from zhclaims.lexicon import LEXICONS, read_rows


def lexicon(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_text(text, "utf-8")
    return path


def test_rows_come_with_their_line(tmp_path: Path) -> None:
    rows = list(read_rows(lexicon(tmp_path, "# source: us\nword\tkind\n\n芯片\tproduct\n"), ("word", "kind")))
    assert [(row["word"], row.line) for row in rows] == [("芯片", 4)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wort\tkind\n", ":1: the header must be word kind"),
        ("word\tkind\n芯片\n", ":2: 2 cells expected"),
        ("word\tkind\n\tproduct\n", ":2: the first cell"),
    ],
)
def test_a_bad_row_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"words\.tsv" + message):
        list(read_rows(lexicon(tmp_path, text), ("word", "kind")))


def test_a_missing_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="nowhere"):
        list(read_rows(tmp_path / "nowhere.tsv", ("word",)))


@pytest.mark.parametrize("path", sorted(LEXICONS.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_lexicon_names_its_source_and_holds_no_row_twice(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(rows) == len(set(rows))
