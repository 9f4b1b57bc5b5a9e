"""Tests of choosing among places that share a name, and of the user's own places."""

import pytest

from zhclaims.errors import LexiconError
from zhclaims.gazetteer import load_gazetteer
from zhclaims.places import find_places

DECIDED_BY_THE_ARTICLE = [
    ("长春今年新建厂房，朝阳区占三成", "朝阳区", "吉林省长春市朝阳区"),
    ("北京写字楼空置，朝阳区最多", "朝阳区", "北京市朝阳区"),
    ("南昌的夜市里，西湖区最热闹", "西湖区", "江西省南昌市西湖区"),
    ("长春市与北京的公司签约，朝阳区引进投资", "朝阳区", "吉林省长春市朝阳区"),
    ("沈阳企业来自天津的客户增加，和平区最多", "和平区", "辽宁省沈阳市和平区"),
    ("兰州今年修路，城关区占一半", "城关区", "甘肃省兰州市城关区"),
    ("杭州的茶园多在西湖区", "西湖区", "浙江省杭州市西湖区"),
    ("徐州鼓楼区与福州鼓楼区", "徐州鼓楼区", "江苏省徐州市鼓楼区"),
    ("宁波江北和重庆江北", "宁波江北", "浙江省宁波市江北区"),
    ("南通的船厂迁出，通州仍有订单", "通州", "江苏省南通市通州区"),
    ("辽宁、吉林、黑龙江三省", "吉林", "吉林省"),
    ("吉林省吉林市的碳纤维", "吉林省吉林市", "吉林省吉林市"),
    ("青海海南州的光伏园区", "青海海南州", "青海省海南藏族自治州"),
    ("海南的免税店", "海南", "海南省"),
    ("深圳的产业带在龙华", "龙华", "广东省深圳市龙华区"),
    ("武汉未来科技城的研发楼", "武汉未来科技城", "湖北省武汉市未来科技城"),
]

NOT_DECIDED = [
    ("鼓楼区的商圈", {"江苏省南京市鼓楼区", "福建省福州市鼓楼区", "江苏省徐州市鼓楼区", "河南省开封市鼓楼区"}),
    ("江北区的仓库", {"重庆市江北区", "浙江省宁波市江北区"}),
]

NEED_SUPPORT = [
    ("龙华的厂房", []),
    ("光明的未来", []),
    ("深圳光明的菜农", ["广东省深圳市光明区"]),
    ("天津和平的老街", ["天津市和平区"]),
    ("东方的智慧", []),
    ("海南东方的渔港", ["海南省东方市"]),
    ("山城的灯火", []),
]


@pytest.mark.parametrize(("text", "span", "name"), DECIDED_BY_THE_ARTICLE)
def test_the_article_decides_between_places_of_one_name(text, span, name):
    (place,) = [place for place in find_places(text) if place.text == span]
    assert (place.name, "ambiguous_place" in place.flags) == (name, False)


@pytest.mark.parametrize(("text", "candidates"), NOT_DECIDED)
def test_even_readings_leave_the_city_open(text, candidates):
    (place,) = find_places(text)
    assert (place.city, set(place.candidates), place.flags) == (None, candidates, ("ambiguous_place",))


def test_a_larger_city_is_taken_with_a_flag_and_the_candidates():
    (place,) = find_places("朝阳区的咖啡店")
    assert (place.city, place.candidates, place.flags) == ("北京市", ("吉林省长春市朝阳区",), ("ambiguous_place",))


def test_a_far_larger_city_needs_no_flag():
    (place,) = find_places("南山区的上市公司")
    assert (place.city, place.flags) == ("深圳市", ())


@pytest.mark.parametrize(("text", "names"), NEED_SUPPORT)
def test_words_that_are_also_counties_need_support(text, names):
    assert [place.name for place in find_places(text) if place.level != "province"] == names


def _lexicon(tmp_path, *rows):
    path = tmp_path / "mine.tsv"
    path.write_text("type\tname\taliases\tcity\n" + "".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_a_users_place_is_found_by_name_and_alias(tmp_path):
    lexicon = _lexicon(tmp_path, ("PLACE", "云上小镇", "云镇|云上", "绍兴市"))
    found = find_places("云上小镇与云镇", lexicon=lexicon)
    assert [(place.name, place.city) for place in found] == [("浙江省绍兴市云上小镇", "绍兴市")] * 2
    assert find_places("云上小镇与云镇") == []


def test_a_users_place_overrides_the_package(tmp_path):
    lexicon = _lexicon(tmp_path, ("PLACE", "鼓楼区", "", "福州市"))
    (place,) = find_places("鼓楼区的商圈", lexicon=lexicon)
    assert (place.name, place.code, place.flags) == ("福建省福州市鼓楼区", "350102", ())


def test_a_changed_lexicon_is_read_again(tmp_path):
    lexicon = _lexicon(tmp_path, ("PLACE", "云上小镇", "", "绍兴市"))
    find_places("云上小镇", lexicon=lexicon)
    _lexicon(tmp_path, ("PLACE", "云上小镇的新址", "", "湖州市"))
    assert [place.city for place in find_places("云上小镇的新址", lexicon=lexicon)] == ["湖州市"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("PLACE", "云上小镇", "", "不存在市"), "mine.tsv:2: city must be a city"),
        (("TOWN", "云上小镇", "", ""), "mine.tsv:2: column 'type' must be one of"),
        (("PLACE", "云上小镇"), "mine.tsv:2: 4 cells expected"),
        (("PLACE", "", "", "杭州市"), "mine.tsv:2: the name is empty"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path, row, message):
    with pytest.raises(LexiconError, match=message):
        find_places("云上小镇", lexicon=_lexicon(tmp_path, row))


def test_a_missing_lexicon_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.tsv: cannot be read"):
        find_places("杭州", lexicon=str(tmp_path / "none.tsv"))


def test_every_name_in_the_lists_of_uses_is_a_known_name():
    names = load_gazetteer().by_text
    unknown = [name for name in _names_of_uses() if name not in names or names[name].guard]
    assert unknown == []


def _names_of_uses():
    from zhclaims.lexicon import read_rows

    return [row["name"] for row in read_rows("name_use", ("name", "use", "reason"))]
