"""The index over spans: what lies in, over, before and after a stretch."""

import pytest

from zhclaims.spans import SpanIndex
from zhclaims.types import Token

WORDS = [Token(0, 2, "杭州", "ns"), Token(2, 4, "企业", "n"), Token(5, 7, "增长", "v")]


@pytest.fixture
def index() -> SpanIndex[Token]:
    return SpanIndex(list(reversed(WORDS)))


def test_within_takes_whole_spans_only(index: SpanIndex[Token]) -> None:
    assert index.within(0, 4) == WORDS[:2]
    assert index.within(1, 6) == WORDS[1:2]


def test_overlapping_takes_spans_that_share_a_character(index: SpanIndex[Token]) -> None:
    assert index.overlapping(1, 6) == WORDS
    assert index.overlapping(4, 5) == []


def test_covering_wants_all_of_the_stretch(index: SpanIndex[Token]) -> None:
    assert index.covering(0, 1) == WORDS[0]
    assert index.covering(1, 3) is None


def test_before_and_after_look_no_further_than_told(index: SpanIndex[Token]) -> None:
    assert index.before(5) == WORDS[1]
    assert index.before(2, since=1) is None
    assert index.after(3, 7) == WORDS[2]
    assert index.after(3, 6) is None
