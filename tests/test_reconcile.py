"""The same claim in several articles, and contradictions: all that were planted are found, and none beside."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zhclaims.filters import Filters
from zhclaims.pipeline import extract_article
from zhclaims.read import find_articles, read_article
from zhclaims.reconcile import Group, find_groups, group_claims
from zhclaims.store import open_store
from zhclaims.tolerance import span_of
from zhclaims.topics import topic_of
from zhclaims.types import Claim

CORPUS = Path(__file__).parent.parent / "corpus"
PLANTED = json.loads((CORPUS / "conflicts" / "planted.json").read_text("utf-8"))

# ------------------------------------------------------------------ when figures agree


def figure(text: str, low: float, comparator: str = "=", high: float | None = None, change: str = "level") -> Claim:
    return Claim(
        "", "", "", "", "", "numeric",
        value_text=text, value_low=low, value_high=low if high is None else high, comparator=comparator, change=change,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("2000亿元", 2e11, ">"), figure("2,050亿元", 2.05e11)),
        (figure("2000亿元", 2e11, ">"), figure("2000亿元", 2e11)),
        (figure("137万辆", 1.37e6), figure("136.8万辆", 1.368e6)),
        (figure("480亿元", 4.8e10, "~"), figure("476.3亿元", 4.763e10)),
        (figure("500亿元", 5e10, "~"), figure("512亿元", 5.12e10)),
        (figure("200家", 200, "<"), figure("187家", 187)),
        (figure("三成", 30), figure("31%", 31)),
        (figure("8%", 8), figure("8.4%", 8.4)),
        (figure("20亿~30亿元", 2e9, "=", 3e9), figure("25亿元", 2.5e9)),
        (figure("2万亿元", 2e12, ">="), figure("2.19万亿元", 2.19e12)),
        (figure("5%", 5, change="decrease"), figure("5.2%", 5.2, "~", change="decrease")),
    ],
)
def test_rounding_and_what_is_left_open_agree(one: Claim, other: Claim) -> None:
    first, second = span_of(one), span_of(other)
    assert first.agrees(second)
    assert second.agrees(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("680万", 6.8e6), figure("700万", 7e6)),
        (figure("680万", 6.8e6), figure("6800万", 6.8e7)),
        (figure("680万", 6.8e6, ">"), figure("6800万", 6.8e7)),
        (figure("2000亿元", 2e11, ">"), figure("1800亿元", 1.8e11, "<")),
        (figure("2000亿元", 2e11), figure("2400亿元", 2.4e11)),
        (figure("480亿元", 4.8e10, "~"), figure("560亿元", 5.6e10)),
        (figure("8.5%", 8.5), figure("8.3%", 8.3)),
        (figure("104家", 104), figure("107家", 107)),
        (figure("4.1%", 4.1, change="increase"), figure("4.1%", 4.1, change="decrease")),
        (figure("20亿~30亿元", 2e9, "=", 3e9), figure("35亿元", 3.5e9)),
    ],
)
def test_other_figures_do_not(one: Claim, other: Claim) -> None:
    first, second = span_of(one), span_of(other)
    assert not first.agrees(second)
    assert not second.agrees(first)


# ------------------------------------------------------------------ what figures are about

CLAIM = Claim(
    "c1", "a1", "1.txt", "", "2025-01-01", "numeric", subject="温州鞋业", metric="鞋业产值", value_text="312亿元",
    value_low=3.12e10, value_high=3.12e10, unit="CNY", kind="money", comparator="=", change="level", time="2024",
    place="浙江省温州市", place_code="330300", city="温州市", city_code="330300", city_basis="sentence",
    evidence_simplified="2024年，温州鞋业产值为312亿元。", quote_start=13, quote_end=18, sentence_end=19,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({}, "鞋业产值"),
        ({"subject": "温州", "metric": "鞋业产值达到"}, "鞋业产值"),
        ({"subject": "温州市鞋业", "metric": "产值"}, "鞋业产值"),
        ({"subject": "浙江省温州市", "metric": "GDP"}, "地区生产总值"),
        ({"subject": "温州全市", "metric": "规上工业增加值"}, "规模以上工业增加值"),
        ({"subject": "温州", "metric": "营收同比增长", "unit": "%", "change": "increase"}, "营业收入"),
        ({"subject": "温州", "metric": "出口增速为", "unit": "%"}, "出口总额"),
    ],
)
def test_one_name_for_one_metric(changed: dict[str, str], what: str) -> None:
    topic = topic_of(replace(CLAIM, **changed), {})
    assert (topic.who, topic.what) == ("浙江省温州市", what)


@pytest.mark.parametrize(
    "changed",
    [
        {"flags": "no_subject"},
        {"flags": "carried_metric"},
        {"flags": "noun_subject context_city"},
        {"modality": "negated"},
        {"change": "from"},
        {"kind": "rank"},
        {"time": ""},
        {"time": "P1Y"},
        {"value_low": None},
    ],
)
def test_what_is_not_certain_has_no_topic(changed: dict[str, object]) -> None:
    assert topic_of(replace(CLAIM, **changed), {}) is None


@pytest.mark.parametrize(
    ("subject", "metric"),
    [
        ("温州海洋科技园", "占地面积"),
        ("海洋科技园", "占地面积"),
        ("温州海洋", "科技园占地面积"),
        ("温州海洋", "占地面积"),
    ],
)
def test_an_area_is_one_however_much_of_its_name_the_subject_holds(subject: str, metric: str) -> None:
    area = {"place": "浙江省温州市海洋科技园", "unit": "平方公里", "kind": "measure", "value_low": 3.0}
    topic = topic_of(replace(CLAIM, subject=subject, metric=metric, **area), {})
    assert (topic.who, topic.what) == ("浙江省温州市海洋科技园", "占地面积")


def test_a_company_goes_by_its_canonical_name_wherever_it_is() -> None:
    company = replace(CLAIM, subject="温州云帆鞋业有限公司", metric="营收", city_basis="organisation")
    topic = topic_of(company, {"温州云帆鞋业有限公司": "云帆鞋业"})
    assert (topic.who, topic.what, topic.is_place) == ("云帆鞋业", "营业收入", False)


# ------------------------------------------------------------------ groups


def groups(*claims: Claim, names: dict[str, str] | None = None) -> list[Group]:
    numbered = [replace(c, claim_id=f"c{n}", article_id=f"a{n}", path=f"{n}.txt") for n, c in enumerate(claims)]
    return group_claims(numbered, names)


def values(group: Group) -> list[list[str]]:
    return [[claim.value_text for claim in variant.claims] for variant in group.variants]


OTHER = replace(CLAIM, value_text="213亿元", value_low=2.13e10, value_high=2.13e10, published="2024-12-01")


def test_values_that_disagree_are_a_conflict_and_the_first_to_be_published_leads() -> None:
    (group,) = groups(CLAIM, OTHER, replace(CLAIM, published="2025-02-01"))
    assert group.is_conflict
    assert values(group) == [["213亿元"], ["312亿元", "312亿元"]]


def test_values_that_agree_are_one_claim() -> None:
    (group,) = groups(CLAIM, replace(CLAIM, published="2024-12-31"))
    assert not group.is_conflict
    assert [claim.published for claim in group.variants[0].claims] == ["2024-12-31", "2025-01-01"]


@pytest.mark.parametrize(
    "changed",
    [
        {"time": "2023"},
        {"modality": "plan"},
        {"unit": "USD"},
        {"place": "浙江省温州市瑞安市", "subject": "瑞安鞋业"},
        {"metric": "鞋业出口额"},
        {"change": "increase", "metric": "鞋业产值增长"},
        {"evidence_simplified": "2024年，人均温州鞋业产值为312亿元。", "quote_start": 15, "quote_end": 20},
        {"evidence_simplified": "2024年，温州鞋业产值为312亿元（不含瑞安）。", "quote_start": 13, "quote_end": 18},
    ],
)
def test_other_times_places_units_and_scopes_are_no_conflict(changed: dict[str, str]) -> None:
    assert groups(CLAIM, replace(OTHER, **changed)) == []


def test_figures_of_one_sentence_contradict_nothing() -> None:
    same_article = [replace(c, claim_id=f"c{n}", article_id="a1") for n, c in enumerate((CLAIM, OTHER))]
    assert group_claims(same_article)[0].variants == ()


def test_a_company_elsewhere_is_another_thing_than_at_home() -> None:
    firm = replace(CLAIM, subject="云帆鞋业", metric="员工", unit="人", kind="count", city_basis="organisation")
    at_home = replace(firm, city_basis="sentence", value_low=900.0, value_high=900.0, value_text="900人")
    elsewhere = replace(at_home, place="安徽省阜阳市", city="阜阳市")
    firm = replace(firm, value_low=2000.0, value_high=2000.0, value_text="2000人")
    (group,) = groups(firm, at_home, elsewhere)
    assert values(group) == [["2000人"], ["900人"]]


# ------------------------------------------------------------------ the corpus


def made(folder: str, path: Path) -> Path:
    with open_store(path, create=True) as store:
        for source in find_articles([CORPUS / folder]):
            article = read_article(source)
            store.save(article, extract_article(article))
    return path


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    return made("conflicts/articles", tmp_path_factory.mktemp("conflicts") / "claims.db")


@pytest.fixture(scope="module")
def planted(db: Path) -> list[Group]:
    with open_store(db) as store:
        return find_groups(store)


def key(group: Group) -> tuple[str, str, bool, str]:
    return group.topic.who, group.topic.what, group.topic.change, group.topic.time


def is_planted(group: Group, plant: dict[str, object]) -> bool:
    who, what, change, time = key(group)
    return who.endswith(plant["who"]) and (what, change, time) == (
        plant["what"],
        plant.get("change", False),
        plant["time"],
    )


@pytest.mark.parametrize("plant", PLANTED["conflicts"], ids=lambda plant: f"{plant['who']}{plant['what']}")
def test_every_planted_contradiction_is_found(planted: list[Group], plant: dict[str, object]) -> None:
    (group,) = [group for group in planted if is_planted(group, plant) and group.is_conflict]
    assert values(group) == plant["values"]


@pytest.mark.parametrize("plant", PLANTED["agreements"], ids=lambda plant: f"{plant['who']}{plant['what']}")
def test_every_planted_agreement_is_found(planted: list[Group], plant: dict[str, object]) -> None:
    (group,) = [group for group in planted if is_planted(group, plant)]
    assert values(group) == [plant["values"]]
    assert group.variants[0].first.path == plant["first"]


def test_none_is_invented(planted: list[Group]) -> None:
    assert [
        key(g) for g in planted if not any(is_planted(g, p) for p in PLANTED["conflicts"] + PLANTED["agreements"])
    ] == []
    assert sum(group.is_conflict for group in planted) == len(PLANTED["conflicts"]) == 9


def test_articles_that_have_nothing_to_do_with_each_other_do_not_contradict(tmp_path: Path) -> None:
    with open_store(made("articles", tmp_path / "claims.db")) as store:
        assert [key(group) for group in find_groups(store) if group.is_conflict] == []


def test_filters_apply(db: Path) -> None:
    with open_store(db) as store:
        found = find_groups(store, Filters(city=("西安",)))
    assert {group.topic.name for group in found} == {"西安市"}


def test_the_store_gives_claims_and_names(db: Path) -> None:
    with open_store(db) as store:
        claim = next(store.claims())
        assert store.claims_by_id([claim.claim_id]) == {claim.claim_id: claim}
        assert store.names(claim.article_id)["岚光科技"] == "岚光科技"
