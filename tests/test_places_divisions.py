"""Tests of the divisions: codes, parents, successors."""

import pytest

from zhclaims.divisions import load_divisions

SUCCESSORS = [
    ("下城区", "浙江省杭州市拱墅区"),
    ("莱芜市", "山东省济南市莱芜区"),
    ("萝岗区", "广东省广州市黄埔区"),
    ("闸北区", "上海市静安区"),
    ("宣武区", "北京市西城区"),
    ("上虞市", "浙江省绍兴市上虞区"),
    ("绍兴县", "浙江省绍兴市柯桥区"),
    ("郫县", "四川省成都市郫都区"),
    ("思茅地区", "云南省普洱市"),
]


def test_codes_lead_to_divisions_with_their_parents():
    division = load_divisions().by_code["330110"]
    assert (division.name, division.city, division.city_code, division.province) == (
        "余杭区",
        "杭州市",
        "330100",
        "浙江省",
    )


@pytest.mark.parametrize("code", ["110108", "310115", "500112", "810104"])
def test_districts_of_municipalities_have_the_municipality_as_city(code):
    division = load_divisions().by_code[code]
    assert division.city == division.province


def test_a_county_level_city_under_a_province_is_its_own_city():
    division = load_divisions().by_full_name["河南省济源市"]
    assert (division.city, division.city_code, division.level) == ("济源市", "419001", "city")


@pytest.mark.parametrize(("former", "successor"), SUCCESSORS)
def test_former_names_lead_to_their_successor(former, successor):
    assert successor in [division.full_name for division in load_divisions().by_name[former]]


@pytest.mark.parametrize("name", ["临平区", "钱塘区", "光明区", "和安县", "白杨市"])
def test_divisions_of_recent_years_are_known(name):
    assert load_divisions().by_name[name]


def test_every_division_has_a_full_name_of_its_own():
    divisions = load_divisions()
    assert len(divisions.by_full_name) == len(divisions.by_code) > 3000
