"""A mark is cut to the name in it, and takes the type that the article states."""

import pytest

from zhclaims.candidates import Candidate
from zhclaims.document_rules import as_stated, completed
from zhclaims.entities import without_overreach
from zhclaims.mark_edges import Words, fitted
from zhclaims.name_types import retyped
from zhclaims.places import find_places
from zhclaims.segment import segment


def marked(text, name, type_):
    start = text.index(name)
    return Candidate(start, start + len(name), type_, "recogniser", 0.6)


@pytest.mark.parametrize(
    ("text", "mark", "type_", "name"),
    [
        ("美国与澳洲签约", "与澳洲", "PLACE", "澳洲"),
        ("用户来蓝鲸下单", "来蓝鲸", "ORG", "蓝鲸"),
        ("和珅贪财", "和珅", "PERSON", "和珅"),
        ("果小美均宣布融资", "果小美均", "ORG", "果小美"),
        ("果小美昨宣布融资", "果小美昨", "ORG", "果小美"),
        ("琥珀今公布业绩", "琥珀今", "PERSON", "琥珀"),
        ("琥珀今麦郎签约", "琥珀今", "PERSON", "琥珀今"),
        ("琥禾数据显示增长", "琥禾数据", "ORG", "琥禾"),
        ("琥禾估明年营收增长", "琥禾估", "ORG", "琥禾"),
        ("琥禾评估成立", "琥禾评估", "ORG", "琥禾评估"),
        ("琥禾料全年增长", "琥禾料", "ORG", "琥禾"),
        ("琥禾涂料扩产", "琥禾涂料", "ORG", "琥禾涂料"),
        ("琥禾市占8%", "琥禾市", "ORG", "琥禾"),
        ("琥禾数据成立", "琥禾数据", "ORG", "琥禾数据"),
        ("云岭合伙企业（有限合伙）增资", "云岭合伙企业（有限合伙", "ORG", "云岭合伙企业（有限合伙）"),
    ],
)
def test_a_mark_is_cut_to_the_name(text, mark, type_, name):
    found = fitted(text, marked(text, mark, type_), Words(segment(text)))
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("text", "mark", "kept"),
    [("云南地区降雨", "云南地区", False), ("喀什地区降雨", "喀什地区", True), ("云南降雨", "云南", True)],
)
def test_what_lies_around_a_place_is_no_part_of_it(text, mark, kept):
    assert bool(list(without_overreach(text, [marked(text, mark, "PLACE")], find_places(text)))) is kept


def test_a_stated_short_name_is_what_the_full_one_is():
    text = "云岭智造（以下简称“云岭”）落户，云岭称将扩产。"
    short = [Candidate(at, at + 2, "PLACE", "recogniser", 0.4) for at in (10, 17)]
    found = as_stated(text, [marked(text, "云岭智造", "ORG"), *short])
    assert [(text[one.start : one.end], one.type) for one in found] == [("云岭智造", "ORG")] + [("云岭", "ORG")] * 2
    assert {one.name for one in found[1:]} == {"云岭智造"}


def test_a_part_of_a_name_takes_all_of_it():
    text = "赛途汽车发布新车，赛途汽车销量大增。"
    part = Candidate(9, 12, "ORG", "recogniser", 0.4)
    found = list(completed(text, [marked(text, "赛途汽车", "ORG"), part]))
    assert [text[one.start : one.end] for one in found] == ["赛途汽车", "赛途汽车"]
    assert list(completed(text, [part])) == [part]


@pytest.mark.parametrize(
    ("text", "mark", "type_"),
    [("title: 云岭", "title", "ORG"), ("a page which only provides storage", "which only provides storage", "PERSON")],
)
def test_fields_and_prose_are_no_names(text, mark, type_):
    assert retyped(text, marked(text, mark, type_)) is None
