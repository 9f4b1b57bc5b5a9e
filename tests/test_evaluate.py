"""Scoring against gold annotations, and the floors that pin what was reached."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from zhclaims.agreement import alike, same_time, same_unit, same_value
from zhclaims.errors import ZhclaimsError
from zhclaims.evaluate import Found, Scores, Tally, found_in_store, score_folder
from zhclaims.floors import check_floors, read_floors, save_floors
from zhclaims.gold import GoldClaim
from zhclaims.store import open_store
from zhclaims.types import Article, Claim, Entity, Extraction

TEXT = "2023年，徐州出口徐州重工的起重机3.2万台，同比增长12%，徐州重工在连云港设立了分公司。"
GOLD_CLAIM = {
    "quote": "3.2万台", "nth": 1, "value": [32000, 32000], "unit": "台", "kind": "count", "cmp": "=",
    "change": "level", "subject": "徐州", "metric": "出口起重机", "city": "徐州市", "city_via": "text",
    "time": "2023", "source": None, "modality": "fact",
}  # fmt: skip
GOLD_GROWTH = GOLD_CLAIM | {
    "quote": "12%", "value": [12, 12], "unit": "%", "kind": "percent", "change": "increase", "metric": "出口同比增长"
}  # fmt: skip
GOLD_EVENT = {"quote": "在连云港设立了分公司", "nth": 1, "subject": "徐州重工", "predicate": "设立", "object": "分公司"}
GOLD_ENTITIES = [{"text": "徐州", "type": "PLACE"}, {"text": "徐州重工", "type": "ORG"}]

AT = TEXT.index("3.2万台")
CLAIM = Claim(
    "c1", "a1", "cranes.txt", "", "", "numeric", subject="徐州", metric="起重机出口", value_low=32000.0,
    value_high=32000.0, unit="台", kind="count", comparator="=", change="level", time="2023", city="徐州市",
    score=0.9, value_text="3.2万台", quote_start=AT, quote_end=AT + 5,
)  # fmt: skip
GROWTH = replace(
    CLAIM, claim_id="c2", value_text="12%", value_low=12.0, value_high=12.0, unit="%", kind="percent",
    change="increase", metric="出口增长", quote_start=TEXT.index("12%"), quote_end=TEXT.index("12%") + 3,
)  # fmt: skip
EVENT = replace(
    CLAIM, claim_id="c3", claim_type="event", subject="徐州重工", predicate="设立", object="分公司",
    quote_start=TEXT.index("设立"), quote_end=TEXT.index("设立") + 2,
)  # fmt: skip
ENTITIES = [
    Entity(TEXT.index("徐州"), TEXT.index("徐州") + 2, "徐州", "PLACE"),
    Entity(TEXT.index("徐州重工"), TEXT.index("徐州重工") + 4, "徐州重工", "ORG"),
    Entity(TEXT.rindex("徐州重工"), TEXT.rindex("徐州重工") + 4, "徐州重工", "ORG"),
]
ALL = (CLAIM, GROWTH, EVENT)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    annotate(folder)
    return folder


def annotate(folder: Path, **changes: Any) -> None:
    """Write the annotations of the article above, with some of them changed."""
    row = {
        "id": "cranes", "window": [0, len(TEXT)], "text_sha256": sha256(TEXT.encode()).hexdigest(),
        "numeric_claims": [GOLD_CLAIM, GOLD_GROWTH], "event_claims": [GOLD_EVENT], "entities": GOLD_ENTITIES,
    }  # fmt: skip
    row |= changes
    (folder / f"{row['id']}.json").write_text(json.dumps(row, ensure_ascii=False), "utf-8")


def score(gold: Path, *claims: Claim, entities: list[Entity] | None = None, text: str = TEXT) -> Scores:
    """Score claims as if they had been found in the article above."""
    return score_folder(gold, {"cranes": Found(text, claims, ENTITIES if entities is None else entities)}.get)


def test_all_right_scores_one_everywhere(gold: Path) -> None:
    scores = score(gold, *ALL)
    tallies = (scores.claims, scores.core, scores.full, scores.events, scores.entities)
    assert [tally.f1 for tally in tallies] == [1.0] * 5
    assert (set(scores.fields.values()), scores.city_when_due.recall, scores.mistakes) == ({1.0}, 1.0, ())


def test_nothing_found_scores_zero_and_lists_what_was_missed(gold: Path) -> None:
    scores = score(gold, entities=[])
    assert (scores.claims, scores.events, scores.entities) == (Tally(0, 0, 2), Tally(0, 0, 1), Tally(0, 0, 3))
    assert [(mistake.kind, mistake.quote) for mistake in scores.mistakes] == [("missed", "3.2万台"), ("missed", "12%")]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("value_low", 3200.0),
        ("unit", "辆"),
        ("kind", "measure"),
        ("comparator", ">"),
        ("change", "increase"),
        ("subject", "连云港海关"),
        ("metric", "分公司"),
        ("city", "连云港市"),
        ("time", "2022"),
        ("source", "海关"),
        ("modality", "plan"),
    ],
)
def test_a_wrong_field_is_counted_and_named(gold: Path, field: str, wrong: Any) -> None:
    scores = score(gold, replace(CLAIM, **{field: wrong}), GROWTH, EVENT)
    name = {"value_low": "value"}.get(field, field)
    assert {field for field, share in scores.fields.items() if share == 0.5} == {name}
    assert [entry.split(":")[0] for mistake in scores.mistakes for entry in mistake.fields] == [name]


def test_core_and_full_need_their_fields(gold: Path) -> None:
    scores = score(gold, replace(CLAIM, unit="辆"), replace(GROWTH, city=""), EVENT)
    assert (scores.claims.right, scores.core.right, scores.full.right) == (2, 1, 0)
    assert scores.city_when_due == Tally(1, 1, 2)


def test_a_gold_claim_takes_the_claim_that_overlaps_most(gold: Path) -> None:
    half = replace(CLAIM, claim_id="c4", value_text="3.2", value_low=3.2, quote_end=AT + 3)
    scores = score(gold, half, *ALL)
    assert scores.claims == Tally(2, 3, 2)
    assert [(mistake.kind, mistake.quote) for mistake in scores.mistakes] == [("extra", "3.2")]


def test_only_the_annotated_window_counts(gold: Path) -> None:
    annotate(gold, window=[0, TEXT.index("同比")], numeric_claims=[GOLD_CLAIM], event_claims=[], entities=[])
    scores = score(gold, *ALL)
    assert (scores.claims, scores.events, scores.entities) == (Tally(1, 1, 1), Tally(), Tally(0, 2, 0))


def test_an_event_far_from_its_quote_is_not_found(gold: Path) -> None:
    scores = score(gold, replace(EVENT, quote_start=0, quote_end=5))
    assert scores.events == Tally(0, 1, 1)


def test_an_event_with_another_object_is_not_right(gold: Path) -> None:
    assert score(gold, replace(EVENT, object="研究院")).events.right == 0


def test_a_short_name_inside_a_longer_one_is_not_due(gold: Path) -> None:
    inside = Entity(TEXT.index("徐州重工"), TEXT.index("徐州重工") + 2, "徐州", "PLACE")
    assert score(gold, entities=[*ENTITIES, inside]).entities == Tally(3, 4, 3)


def test_calibration_counts_right_claims_by_score(gold: Path) -> None:
    scores = score(gold, CLAIM, replace(GROWTH, score=0.5, city=""))
    bands = dict(scores.calibration)
    assert (bands[0.9], bands[0.4]) == (Tally(1, 1), Tally(0, 1))


def test_gold_without_article_is_listed(gold: Path) -> None:
    annotate(gold, id="bridges")
    assert score(gold, *ALL).missing == ("bridges",)


def test_gold_without_any_article_is_refused(gold: Path) -> None:
    with pytest.raises(ZhclaimsError, match=r"gold: the articles of its annotations, such as cranes, were not run"):
        score_folder(gold, lambda _: None)


def test_a_changed_text_is_refused(gold: Path) -> None:
    with pytest.raises(ZhclaimsError, match=r"cranes\.json: the text .* is not the one that was annotated"):
        score(gold, *ALL, text=TEXT + "\n")


def test_a_quote_that_is_not_in_the_text_is_refused(gold: Path) -> None:
    annotate(gold, numeric_claims=[GOLD_CLAIM | {"nth": 2}])
    with pytest.raises(ZhclaimsError, match="'3.2万台' does not occur 2 times"):
        score(gold, *ALL)


@pytest.mark.parametrize("content", ["{", "[]", '{"id": "cranes"}', '{"id": "a", "text_sha256": "b", "window": [1]}'])
def test_a_malformed_annotation_is_named(gold: Path, content: str) -> None:
    (gold / "cranes.json").write_text(content, "utf-8")
    with pytest.raises(ZhclaimsError, match=r"cranes\.json: not a gold annotation"):
        score(gold, *ALL)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZhclaimsError, match="no gold annotations"):
        score(tmp_path)


def test_claims_come_from_a_database_by_file_name(gold: Path, tmp_path: Path) -> None:
    article = Article("a1", "2024/cranes.txt", TEXT, "hash")
    with open_store(tmp_path / "claims.db", create=True) as store:
        store.save(article, Extraction(claims=list(ALL), entities=ENTITIES))
        scores = score_folder(gold, found_in_store(store))
    assert (scores.full.f1, scores.events.f1, scores.entities.f1) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("洛阳轴承厂", "洛陽軸承廠", True),
        ("这家轴承厂的出口额", "轴承厂出口额", True),
        ("“洛轴”研究院", "洛轴研究院", True),
        ("厂", "洛阳轴承厂", False),
        ("洛阳轴承厂出口额", "洛阳常住人口", False),
        ("", "洛阳", False),
        ("", "", True),
    ],
)
def test_phrases_are_alike(ours: str, theirs: str, same: bool) -> None:
    assert alike(ours, theirs) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [((15, 15), (15, 15), True), ((15, 15), (16, 16), False), ((20, 90), (20, 90), True), ((30, 50), (20, 90), True),
     ((120, 150), (20, 90), False), ((None, None), (0, 0), False), ((8, None), (8, 8), True)],
)  # fmt: skip
def test_values_agree(ours: tuple[float, float], theirs: tuple[float, float], same: bool) -> None:
    claim = replace(CLAIM, value_low=ours[0], value_high=ours[1])
    assert same_value(claim, gold_claim(low=theirs[0], high=theirs[1])) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("名", "人", True),
        ("個", "个", True),
        ("", "个", True),
        (":", "1", True),
        ("家", "个", False),
        ("%", "pp", False),
    ],
)
def test_units_agree(ours: str, theirs: str, same: bool) -> None:
    assert same_unit(replace(CLAIM, unit=ours), gold_claim(unit=theirs)) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [("2024-03", "2024", True), ("2024/2026", "2024/2025", True), ("/2025-06", "2025", True), ("P1Y", "P1Y", True),
     ("P1Y", "P1M", False), ("", "2024", False), ("2023", "2024", False), ("", "", True)],
)  # fmt: skip
def test_times_agree(ours: str, theirs: str, same: bool) -> None:
    assert same_time(replace(CLAIM, time=ours), gold_claim(time=theirs)) is same


def gold_claim(**changes: Any) -> GoldClaim:
    """An annotation of which only the changed fields matter."""
    texts = dict.fromkeys(("unit", "kind", "comparator", "change", "subject", "metric", "city", "time", "source"), "")
    return GoldClaim(**({"quote": "", "nth": 1, "low": 0.0, "high": 0.0, "modality": "fact"} | texts | changes))


def test_floors_hold_what_was_reached(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(score(gold, CLAIM, EVENT), gold, path)
    assert read_floors(path).f1 == {"claims": 0.665, "core": 0.665, "full": 0.665, "events": 1.0, "entities": 1.0}
    check_floors(score(gold, *ALL), gold, path)


def test_falling_below_a_floor_is_an_error(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(score(gold, *ALL), gold, path)
    with pytest.raises(ZhclaimsError, match=r"full: F1 0\.500 is below its floor of 1\.000"):
        check_floors(score(gold, CLAIM, replace(GROWTH, time=""), EVENT), gold, path)


def test_a_floor_sinks_only_when_told(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(score(gold, *ALL), gold, path)
    with pytest.raises(ZhclaimsError, match="the floors of events would sink; --lower-floors allows it"):
        save_floors(score(gold, CLAIM, GROWTH), gold, path)
    save_floors(score(gold, CLAIM, GROWTH), gold, path, lower=True)
    assert read_floors(path).f1["events"] == 0.0


def test_floors_of_other_annotations_are_refused(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(score(gold, *ALL), gold, path)
    annotate(gold, event_claims=[])
    with pytest.raises(ZhclaimsError, match="pinned for other annotations"):
        check_floors(score(gold, *ALL), gold, path)


def test_floors_need_every_article(gold: Path, tmp_path: Path) -> None:
    annotate(gold, id="bridges")
    with pytest.raises(ZhclaimsError, match="no article for bridges"):
        save_floors(score(gold, *ALL), gold, tmp_path / "floors.json")


def test_a_broken_floors_file_is_named(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(ZhclaimsError, match=r"floors\.json: not a floors file"):
        check_floors(score(gold, *ALL), gold, path)
