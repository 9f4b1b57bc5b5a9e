"""Tests of the divisions: codes, parents, successors, and the city an organisation's name holds."""

import pytest

from zhclaims.divisions import city_named_in, load_divisions

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

CITIES_IN_NAMES = [
    ("杭州宇树科技有限公司", "杭州市"),
    ("西安交通大学苏州研究院", "苏州市"),
    ("昆山龙腾光电", "苏州市"),
    ("余杭区政府", "杭州市"),
    ("延边大学", "延边朝鲜族自治州"),
    ("香港科技大学", "香港特别行政区"),
    ("浙江大学", None),
    ("中国科学院", None),
    ("吉林大学", None),
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


@pytest.mark.parametrize(("name", "city"), CITIES_IN_NAMES)
def test_the_city_in_an_organisations_name(name, city):
    assert city_named_in(name) == city


def test_every_division_has_a_full_name_of_its_own():
    divisions = load_divisions()
    assert len(divisions.by_full_name) == len(divisions.by_code) > 3000
