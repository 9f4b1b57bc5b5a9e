"""Penalties are about whom they are imposed on."""

import pytest

from zhclaims import extract


@pytest.mark.parametrize(
    ("text", "value", "subject", "city"),
    [
        ("市场监管总局依法对美团处以34.42亿元罚款。", "34.42亿元", "美团", "北京市"),
        ("昨天，国家外汇管理局对海康威视给予警告，合计处以罚款50万元。", "50万元", "海康威视", "杭州市"),
        ("海康威视被罚款50万元。", "50万元", "海康威视", "杭州市"),
        ("法院对海康威视原总监陈立新作出判决，判处有期徒刑三年，并处罚金50万元。", "50万元", "陈立新", ""),
        ("交警依法对货车驾驶员陈立新作出罚款200元的处理。", "200元", "陈立新", ""),
        (
            "经查，海康威视未经许可上传图书2万册。今年3月，海州市文化执法总队对其作出罚款40万元的处罚。",
            "40万元",
            "海康威视",
            "杭州市",
        ),
        ("宁波市公安局依法对李明予以行政拘留10日的处罚。", "10日", "李明", "宁波市"),
    ],
)
def test_a_fine_is_of_the_one_who_pays_it(text: str, value: str, subject: str, city: str) -> None:
    claim = next(claim for claim in extract(text).claims if claim.value_text == value)
    assert (claim.subject, claim.city) == (subject, city)
    assert subject not in claim.metric


def test_those_beside_the_one_who_is_named_are_others() -> None:
    claim = extract("银保监局对海康威视相关责任人员给予警告并处罚款80万元。").claims[-1]
    assert "subject:punished" not in claim.reasons


def test_who_is_punished_behind_a_second_verb_is_another() -> None:
    claim = extract("法院对李明作出宣判：李明开的海州船厂，被处罚金300万元。").claims[-1]
    assert "subject:punished" not in claim.reasons


def test_what_was_taken_is_no_penalty() -> None:
    text = "法院对海康威视原总监陈立新作出判决，认定其受贿80万元，判处有期徒刑三年。"
    claim = next(claim for claim in extract(text).claims if claim.value_text == "80万元")
    assert "subject:punished" not in claim.reasons


def test_what_is_given_to_a_name_is_no_penalty() -> None:
    claim = extract("国家开发银行对美团提供贷款50亿元。").claims[-1]
    assert "subject:punished" not in claim.reasons
