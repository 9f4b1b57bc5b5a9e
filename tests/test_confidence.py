"""Scores, flags and reasons: what a row says about itself."""

import pytest

import zhclaims
from zhclaims.confidence import BIAS, WEIGHTS, logistic
from zhclaims.explain import explain

FIELDS = {"said", "subject", "metric", "time", "city"}


def test_a_likelier_choice_never_lowers_a_score_and_a_flag_never_raises_it() -> None:
    assert all(weight >= 0 for name, weight in WEIGHTS.items() if name in FIELDS)
    assert all(weight <= 0 for name, weight in WEIGHTS.items() if name not in FIELDS and ":" not in name)


def test_the_score_of_certainty_is_the_highest() -> None:
    sure = logistic(BIAS["numeric"], dict.fromkeys(FIELDS, 0.0))
    doubtful = logistic(BIAS["numeric"], dict.fromkeys(FIELDS, -0.7))
    assert 0 < doubtful < sure < 1


def test_a_figure_without_a_date_to_reckon_from_is_flagged() -> None:
    text = "去年，泉州市鞋业产值达1500亿元。"
    flags = [claim.flags for claim in zhclaims.extract(text).claims if claim.claim_type == "numeric"]
    dated = [c.flags for c in zhclaims.extract(text, published="2024-03-01").claims if c.claim_type == "numeric"]
    assert "no_anchor" in flags[0]
    assert "no_anchor" not in dated[0]


def test_a_place_that_several_share_is_flagged() -> None:
    claims = zhclaims.extract("朝阳区的企业共有3万家。").claims
    assert any("ambiguous_place" in claim.flags for claim in claims if claim.claim_type == "numeric")


@pytest.mark.parametrize(
    ("field", "rule", "en", "zh"),
    [
        ("city", "seat_of:海信", "where 海信 has its seat", "海信的所在地"),
        ("time", "in_clause", "named in the same clause", "见于同一分句"),
        ("modality", "有望", "by the word “有望”", "因“有望”一词"),
        ("modality", "carried:计划", "by “计划”, which holds on", "因前文“计划”延续至此"),
        ("metric", "row", "from the table's row", "取自表格的行"),
    ],
)
def test_reasons_are_put_in_words(field: str, rule: str, en: str, zh: str) -> None:
    assert (explain(field, rule), explain(field, rule, "zh")) == (en, zh)


def test_every_reason_of_a_claim_has_words_in_both_languages() -> None:
    text = "# 无锡\n\n2023年，全市物联网产值超4500亿元。据市统计局介绍，预计明年增长12%。海尔员工达11万人。"
    for claim in zhclaims.extract(text, published="2024-02-01").claims:
        for reason in claim.reasons.split("; "):
            field, _, rule = reason.partition(":")
            assert explain(field, rule)
            assert explain(field, rule) != explain(field, rule, "zh")
