"""Foreign persons and places told by the form of their names and by the words beside them."""

import pytest

from zhclaims.candidates import Candidate
from zhclaims.document_rules import alike_in_brackets, find_aliases
from zhclaims.entities import find_entities
from zhclaims.foreign_names import find_foreign_persons, find_renowned, load_given_names, with_number
from zhclaims.landmarks import find_lands, is_bearing, with_built
from zhclaims.name_types import retyped
from zhclaims.segment import segment
from zhclaims.words import Edges


def written(text, candidates):
    return [text[one.start : one.end] for one in candidates]


def marked(text, name, type_):
    start = text.index(name)
    return Candidate(start, start + len(name), type_, "recogniser", 0.6)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("古斯塔夫三世与奥托二十一世同年登基", ["古斯塔夫三世", "奥托二十一世"]),
        ("进入二十一世纪，这家公司一世不愁", []),
        ("莫拉莱斯女士问候了巴斯克斯将军", ["莫拉莱斯", "巴斯克斯"]),
        ("文明先生不在，各位女士请坐", []),
        ("玛丽·卡特-里德的书", ["玛丽·卡特-里德"]),
        ("前主席罗莎·贝尔尤其高兴", ["罗莎·贝尔"]),
        ("他见到主席德里克·莱恩", ["德里克·莱恩"]),
        ("Zoë Krüger和Omar al-Bakri出席", ["Zoë Krüger", "Omar al-Bakri"]),
        ("Harbour Krüger上市", []),
    ],
)
def test_persons_by_form(text, persons):
    assert written(text, sorted(find_foreign_persons(text), key=lambda one: one.start)) == persons


def test_a_chairmans_title_is_no_part_of_the_name():
    text = "主席德里克·莱恩"
    assert written(text, find_foreign_persons(text)) == ["德里克·莱恩"]


def test_a_ruler_takes_the_number():
    text = "埃里克四世纪念币；埃里克四世逝世"
    first, second = marked(text, "埃里克", "PERSON"), Candidate(9, 12, "PERSON", "recogniser", 0.6)
    assert written(text, [with_number(text, first), with_number(text, second)]) == ["埃里克", "埃里克四世"]


@pytest.mark.parametrize(("text", "persons"), [("阿基米德说", ["阿基米德"]), ("克阿基米德拉", []), ("多达十人", [])])
def test_renowned_persons(text, persons):
    assert written(text, find_renowned(segment(text))) == persons


@pytest.mark.parametrize(
    ("text", "name", "type_", "told"),
    [
        ("位于科托尔斯以北", "科托尔斯", "PERSON", "PLACE"),
        ("军队抵达科托尔斯", "科托尔斯", "PERSON", "PLACE"),
        ("科托尔斯战役", "科托尔斯", "PERSON", "PLACE"),
        ("科托尔斯说", "科托尔斯", "PERSON", "PERSON"),
        ("游览坎塔瀑布", "坎塔瀑布", "PRODUCT", "PLACE"),
        ("参拜丹枫寺", "丹枫寺", "ORG", "PLACE"),
        ("青云大厦停电", "青云大厦", "ORG", "PLACE"),
        ("签订青云条约", "青云条约", "ORG", None),
        ("维拉诺河很长", "维拉诺河", "PERSON", "PLACE"),
        ("马尔党获胜", "马尔党", "PERSON", "ORG"),
        ("Monika没有来", "Monika", "PRODUCT", "PERSON"),
        ("Zeus没有来", "Zeus", "PRODUCT", "PRODUCT"),
        ("研究岩石学的人", "岩石学", "ORG", None),
        ("就读于山城大学", "山城大学", "ORG", "ORG"),
        ("科托尔人的歌", "科托尔人", "PERSON", None),
        ("参加省运动会", "省运动会", "ORG", None),
    ],
)
def test_form_and_neighbours_tell_the_type(text, name, type_, told):
    found = retyped(text, marked(text, name, type_))
    assert (found.type if found else None) == told


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("沿维拉诺河进入托尔加群岛", ["维拉诺河", "托尔加群岛"]),
        ("马卡里亚王国的国王", ["马卡里亚王国"]),
        ("流过一条小河", []),
    ],
)
def test_lands_and_waters(text, lands):
    assert written(text, find_lands(text, Edges(text))) == lands


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("石桥大道堵车", "石桥大道"),
        ("石桥线通车，换乘方便", "石桥线"),
        ("石桥线下门店，地铁可达", "石桥"),
        ("石桥线上的灯", "石桥"),
        ("石桥体育馆集团成立", "石桥"),
    ],
)
def test_what_is_named_after_a_place(text, whole):
    assert written(text, with_built(text, [marked(text, "石桥", "PLACE")])) == [whole]


def test_a_persons_home_is_a_place():
    text = "林一故居开放"
    assert [(one.end, one.type) for one in with_built(text, [marked(text, "林一", "PERSON")])] == [(4, "PLACE")]


@pytest.mark.parametrize(
    ("text", "bearing"),
    [("地势西南高", True), ("由北向西南流", True), ("西南各省发展", False), ("石桥各省发展", False)],
)
def test_a_direction_is_no_region_where_something_lies(text, bearing):
    start = text.index("西南") if "西南" in text else 0
    assert is_bearing(text, start, start + 2) is bearing


def test_a_foreign_name_in_brackets_is_of_the_type_before_it():
    text = "罗莎·贝尔（Rosa Bell）到了"
    person, product = marked(text, "罗莎·贝尔", "PERSON"), marked(text, "Rosa Bell", "PRODUCT")
    assert [one.type for one in alike_in_brackets(text, [person, product])] == ["PERSON", "PERSON"]
    assert [one.type for one in alike_in_brackets(text, [marked(text, "罗莎·贝尔", "ORG"), product])][1] == "PRODUCT"


def test_a_person_in_either_script_has_one_canonical_name():
    text = "科托尔斯（Kotors）来了"
    found = list(find_aliases(text, [marked(text, "科托尔斯", "PERSON")]))
    assert [(text[one.start : one.end], one.type, one.name) for one in found] == [("Kotors", "PERSON", "科托尔斯")]


def test_an_abbreviation_in_brackets_is_no_person():
    text = "科托尔斯（CEO）来了"
    assert list(find_aliases(text, [marked(text, "科托尔斯", "PERSON")])) == []


def test_given_names_come_with_their_accents():
    assert {"Zoë", "Ángel", "Giulia", "Susan"} <= load_given_names()


@pytest.mark.parametrize("text", ["湖泊与平原", "国王和王后", "中世纪的天主教"])
def test_kinds_are_no_names(text):
    assert find_entities(text) == []
