"""No text breaks the program: every finder and the whole extraction, over made and mutated articles.

`ZHCLAIMS_FUZZ=long` tries a hundred times as many texts as CI does.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from opencc_pyo3 import OpenCC

import zhclaims
from zhclaims.clean import lay_out
from zhclaims.cues import find_cues
from zhclaims.entities import find_entities
from zhclaims.keywords import find_keywords
from zhclaims.metadata import from_dateline, from_front_matter, parse_date
from zhclaims.places import find_places
from zhclaims.quantities import find_quantities
from zhclaims.segment import segment
from zhclaims.simplify import fold_width, script_of, simplify
from zhclaims.times import find_times

sys.path.append(str(Path(__file__).parent))
made, invariants = import_module("made_articles"), import_module("invariants")

TIMES = 100 if os.environ.get("ZHCLAIMS_FUZZ") == "long" else 1
"""How many times as many texts as in CI."""
FINDERS: dict[str, Callable[[str], list[object]]] = {
    "quantities": find_quantities,
    "times": lambda text: find_times(text, date(2025, 3, 5)),
    "times without a date": lambda text: find_times(text, None),
    "places": find_places,
    "entities": lambda text: find_entities(text, recognise=False),
    "entities with the recogniser": find_entities,
}


def tries(count: int) -> settings:
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count * TIMES, deadline=None, suppress_health_check=quiet)


@pytest.mark.parametrize("name", FINDERS)
@tries(60)
@given(text=made.texts)
def test_a_finder_gives_the_same_valid_facts_twice(name: str, text: str) -> None:
    find, plain = FINDERS[name], simplify(text)
    found = find(plain)
    invariants.check_facts(plain, found)
    assert find(plain) == found


@tries(100)
@given(text=made.texts)
def test_words_cover_the_text(text: str) -> None:
    plain = simplify(text)
    tokens = segment(plain)
    assert "".join(token.text for token in tokens).split() == plain.split()
    assert all(token.text == plain[token.start : token.end] for token in tokens)
    assert find_cues(plain, tokens) == find_cues(plain, tokens)
    assert all(isinstance(word, str) for word in find_keywords(tokens))


@tries(100)
@given(text=made.texts)
def test_conversion_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(fold_width(text)) == len(text)
    assert script_of(text) in ("hans", "hant", "mixed")
    assert simplify(simplify(text)) == simplify(text)


@tries(100)
@given(text=made.texts, title=made.noise)
def test_the_layout_keeps_to_the_text(text: str, title: str) -> None:
    sentences = lay_out(simplify(text), simplify(title))
    assert all(0 <= sentence.start < sentence.end <= len(text) for sentence in sentences)


@tries(100)
@given(text=made.texts)
def test_datelines_and_front_matter_are_read_or_left(text: str) -> None:
    for found in (from_dateline(text), from_front_matter(text), from_front_matter(f"---\ntitle: {text}\n---\n")):
        assert found.published is None or isinstance(found.published, date)
    parse_date(text)


@tries(120)
@given(text=made.texts, published=made.anchors, title=made.noise)
@example(text="", published=None, title="")
def test_an_extraction_is_valid_and_the_same_twice(text: str, published: date | None, title: str) -> None:
    found = zhclaims.extract(text, published=published, title=title)
    invariants.check_extraction(text, found)
    assert invariants.same(zhclaims.extract(text, published=published, title=title), found)


@tries(80)
@given(text=made.news, published=made.anchors)
def test_the_traditional_version_of_a_text_makes_the_same_claims(text: str, published: date | None) -> None:
    traditional = OpenCC("s2t").convert(text)
    assume(simplify(traditional) == text)
    found = zhclaims.extract(traditional, published=published)
    assert invariants.essence(found.claims) == invariants.essence(zhclaims.extract(text, published=published).claims)
