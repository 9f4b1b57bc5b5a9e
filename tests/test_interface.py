"""The words of the interface: every column, value and flag has them, in both languages."""

import re
from pathlib import Path

import pytest

from zhclaims.display import summary_cells
from zhclaims.filters import CHOICES
from zhclaims.interface import words
from zhclaims.pipeline import extract_article
from zhclaims.read import find_articles, read_article
from zhclaims.rows import TABLES, columns
from zhclaims.types import Claim

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_heading_of_its_own(table: str) -> None:
    named = [words("zh").get(f"column.{column.name}") for column in columns(table)]
    assert None not in named
    assert len(set(named)) == len(named)


def test_every_value_has_a_name() -> None:
    keys = {f"{name}.{value}" for name in ("kind", "modality", "claim_type") for value in CHOICES[name]}
    assert keys <= words("en").keys()


def test_every_flag_says_what_to_check_and_can_be_filtered_by() -> None:
    found = [extract_article(read_article(source)) for source in find_articles([CORPUS / "articles"])]
    flags = {flag for one in found for claim in one.claims for flag in claim.flags.split()}
    beside = {flag for one in found for fact in (*one.quantities, *one.times, *one.places) for flag in fact.flags}
    assert len(flags) > 5
    assert {f"flag.{flag}" for flag in flags} <= words("zh").keys()
    told = {key.removeprefix("flag.") for key in words("zh") if key.startswith("flag.")}
    assert flags | beside | told <= set(CHOICES["flag"])


def test_every_column_of_the_terminal_has_a_heading() -> None:
    names = summary_cells(Claim("", "", "", "", "", "event"))
    assert {f"column.{name}" for name in names} <= words("zh").keys()


def test_nothing_is_empty_and_chinese_is_chinese() -> None:
    for key, text in words("zh").items():
        assert text, key
        assert words("en")[key], key
        assert re.search("[\u4e00-\u9fff]", text) or text == words("en")[key], key
