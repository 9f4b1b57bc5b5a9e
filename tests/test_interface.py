"""The words of the interface: every column, value and flag has them, in both languages."""

import re
from pathlib import Path

import pytest

import zhclaims
from zhclaims.claims import DOUBTS
from zhclaims.display import summary_cells
from zhclaims.filters import CHOICES
from zhclaims.interface import words
from zhclaims.rows import TABLES, columns
from zhclaims.types import Claim

SOURCES = Path(zhclaims.__file__).parent


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_heading_of_its_own(table: str) -> None:
    named = [words("zh").get(f"column.{column.name}") for column in columns(table)]
    assert None not in named
    assert len(set(named)) == len(named)


def test_every_value_has_a_name() -> None:
    keys = {f"{name}.{value}" for name in ("kind", "modality", "claim_type") for value in CHOICES[name]}
    assert keys <= words("en").keys()


def test_every_flag_says_what_to_check() -> None:
    flags = {flag for flag in DOUBTS if flag != "event"}
    assert {f"flag.{flag}" for flag in flags} <= words("zh").keys()


def test_every_column_of_the_terminal_has_a_heading() -> None:
    names = summary_cells(Claim("", "", "", "", "", "event"))
    assert {f"column.{name}" for name in names} <= words("zh").keys()


def test_nothing_is_empty_and_chinese_is_chinese() -> None:
    for key, text in words("zh").items():
        assert text, key
        assert words("en")[key], key
        assert re.search("[\u4e00-\u9fff]", text) or text == words("en")[key], key
