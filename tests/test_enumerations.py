"""Numbers that add up the list before them, and numbers behind a list that count something of their own."""

import pytest

from zhclaims.enumerations import adds_up
from zhclaims.pipeline import mine

ADDED_UP = [
    ("肯尼亚和赞比亚两国签署了协议。", "两国"),
    ("海州大学、林城学院、东港职校三所高校公布了名单。", "三所"),
    ("大会由绿能股份、蓝天科技（连云港）和红星集团3家企业承办。", "3家"),
    ("河水流经湖州、嘉兴、苏州3市。", "3市"),
    ("民警通知了赵某、钱某、孙某三人。", "三人"),
    ("项目分为“春播”、“秋收”两个单元。", "两个"),
    ("服务覆盖教育、医疗、养老以及托育4大领域。", "4大"),
    ("西部包括四川、贵州、云南3个省份。", "3个"),
]
TOLD = [
    ("绿能股份、蓝天科技、红星集团4家企业承办。", "4家"),
    ("同意海门、如东、启东3家村镇银行合并。", "3家"),
    ("查获手机、电脑两部。", "两部"),
    ("去年和今年两次获奖。", "两次"),
    ("公司在无锡、常州设立两家工厂。", "两家"),
    ("绿能股份、蓝天科技和另外三家企业参展。", "三家"),
    ("河里的鱼和虾会遇到两种危险。", "两种"),
    ("餐饮、住宿、零售共3个行业增长。", "3个"),
    ("会上有老师和学生两百名。", "两百名"),
]


@pytest.mark.parametrize(("text", "surface"), ADDED_UP)
def test_a_number_adds_up_the_names_before_it(text: str, surface: str) -> None:
    assert _adds_up(text, surface)


@pytest.mark.parametrize(("text", "surface"), TOLD)
def test_a_number_behind_a_list_counts_on_its_own(text: str, surface: str) -> None:
    assert not _adds_up(text, surface)


def _adds_up(text: str, surface: str) -> bool:
    doc = mine(text)
    quantity = next(quantity for quantity in doc.quantities if quantity.text == surface)
    sentence = doc.sentences.covering(quantity.start, quantity.end)
    assert sentence is not None
    return adds_up(doc, quantity, sentence)
