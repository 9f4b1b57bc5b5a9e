"""What holds of every extraction, whatever the text: the tests and the fuzzers in `fuzz/` check the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import isfinite, isnan
from typing import Any, get_args

from zhclaims.simplify import simplify
from zhclaims.types import Claim, Comparator, EntityType, Extraction, Modality, QuantityKind, Time

TABLES = ("entities", "quantities", "times", "places")


def check_extraction(text: str, found: Extraction, *, title: str = "") -> None:
    """Raise AssertionError when something does not hold of what was found in a text."""
    simplified = simplify(text)
    assert found.simplified == simplified
    for table in TABLES:
        check_facts(simplified, getattr(found, table))
    check_sentences(text, found)
    for claim in found.claims:
        check_claim(text, simplified, claim)
    ids = [claim.claim_id for claim in found.claims]
    assert len(set(ids)) == len(ids), "two claims have the same id"


def check_facts(text: str, facts: Sequence[Any]) -> None:
    """Facts stand where they say, in order, and their fields hold what types.py allows."""
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text), fact
        assert fact.text == text[fact.start : fact.end], fact
        check = _CHECKS.get(type(fact).__name__)
        if check:
            check(fact)
    starts = [(fact.start, fact.end) for fact in facts]
    assert starts == sorted(starts), "facts are not in the order of the text"
    assert len(set(facts)) == len(facts), "a fact is there twice"


def check_sentences(text: str, found: Extraction) -> None:
    """Sentences are half-open stretches of the text, in order and apart."""
    for sentence in found.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text), sentence
    for before, after in pairwise(found.sentences):
        assert before.end <= after.start, (before, after)


def check_claim(text: str, simplified: str, claim: Claim) -> None:
    """A claim points to its own characters, in the text's script."""
    assert 0 <= claim.sentence_start <= claim.sentence_end <= len(text), claim
    assert claim.evidence == text[claim.sentence_start : claim.sentence_end], claim
    assert claim.evidence_simplified == simplified[claim.sentence_start : claim.sentence_end], claim
    assert 0 <= claim.quote_start < claim.quote_end <= len(text), claim
    assert claim.sentence_start <= claim.quote_start, claim
    assert claim.quote_end <= claim.sentence_end, claim
    assert 0 <= claim.score <= 1, claim
    assert claim.modality in get_args(Modality), claim
    if claim.claim_type == "numeric":
        assert claim.value_text == text[claim.quote_start : claim.quote_end], claim
        assert claim.comparator in get_args(Comparator), claim
        assert claim.kind in get_args(QuantityKind), claim
        assert claim.value_low is not None, claim
        assert claim.value_high is not None, claim
        assert not isnan(claim.value_low + claim.value_high), claim


def same(first: Extraction, second: Extraction) -> bool:
    """Whether two extractions are equal in all that is found."""
    return all(
        getattr(first, table) == getattr(second, table) for table in (*TABLES, "claims", "sentences", "keywords")
    )


def essence(claims: Iterable[Claim]) -> list[tuple[object, ...]]:
    """What claims say, without where they stand and in which script the article is."""
    return [
        (c.claim_type, c.subject, c.predicate, c.metric, c.object, c.value_low, c.value_high, c.unit, c.kind)
        + (c.comparator, c.change, c.time, c.place, c.city, c.city_basis, c.source, c.modality, c.score, c.flags)
        for c in claims
    ]


def _check_quantity(quantity: Any) -> None:
    assert quantity.kind in get_args(QuantityKind), quantity
    assert quantity.comparator in get_args(Comparator), quantity
    assert isfinite(quantity.low), quantity
    assert isfinite(quantity.high), quantity
    assert quantity.low <= quantity.high, quantity
    assert quantity.cue_start <= quantity.start, quantity
    assert quantity.end <= quantity.cue_end, quantity


def _check_time(time: Time) -> None:
    for day in (time.first, time.last):
        assert day is None or isinstance(day, date), time
    assert time.first is None or time.last is None or time.first <= time.last, time


def _check_entity(entity: Any) -> None:
    assert entity.type in get_args(EntityType), entity
    assert 0 <= entity.score <= 1, entity


_CHECKS = {"Quantity": _check_quantity, "Time": _check_time, "Entity": _check_entity}
