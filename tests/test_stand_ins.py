"""Words that stand for a name: which name, of which rank."""

import pytest

from zhclaims import extract
from zhclaims.pipeline import mine
from zhclaims.stand_ins import Subject, own_city, resolve
from zhclaims.whereabouts import Location


def resolved(text: str, subject: str, location: Location | None = None) -> str:
    """What a subject that stands at the end of a text, or last in it, stands for."""
    start = text.rfind(subject)
    return resolve(Subject(subject, start if start >= 0 else len(text), len(text), location), mine(text))


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("海康威视成立于2001年。", "该公司员工", "海康威视员工"),
        ("佛山市制造业发达，", "全市企业", "佛山市企业"),
        ("浙江省民营经济发达，", "全省企业", "浙江省企业"),
        ("天气很好。", "该公司", "该公司"),
        ("海康威视成立于2001年。", "公司法", "公司法"),
        ("佛山市制造业发达，", "该城市企业", "佛山市企业"),
        ("佛山市制造业发达，", "全市场成交额", "全市场成交额"),
        ("佛山市制造业发达，", "该地块面积", "该地块面积"),
    ],
)
def test_words_that_stand_for_a_name_are_resolved(text: str, subject: str, expected: str) -> None:
    assert resolved(text, subject) == expected


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("长沙市发布年报。岳麓区企业增加，", "全市企业", "长沙市企业"),
        ("天津市河西区法院通报，", "全市法院", "天津市法院"),
        ("安吉县的白茶卖到南京，", "全县茶园", "安吉县茶园"),
        ("杭州市西湖区的游客多来自上海市，", "全区民宿", "杭州市西湖区民宿"),
        ("新疆的棉花卖到上海市，", "全区棉田", "新疆棉田"),
        ("长沙的企业到长沙市岳麓区，又与株洲签约，", "我市企业", "长沙企业"),
        ("来赣投资的企业增加，", "全省企业", "江西省企业"),
    ],
)
def test_the_name_is_of_the_rank_that_the_words_tell(text: str, subject: str, expected: str) -> None:
    assert resolved(text, subject) == expected


def test_where_the_figure_is_tells_which_city_is_meant() -> None:
    text = "宁波市与绍兴市相邻，"
    there = Location("浙江省宁波市", "330200", "宁波市", "330200", "place", "宁波市")
    assert resolved(text, "全市企业", there) == "宁波市企业"
    assert resolved(text, "全市企业") == "绍兴市企业"


def test_what_stands_for_a_city_tells_where() -> None:
    text = "长沙的机器又卖到海外。湖南省机械行业协会的数据显示，2024年全市机械产值达870亿元。"
    claim = next(claim for claim in extract(text).claims if claim.value_text == "870亿元")
    assert claim.city == "长沙市"
    start = text.index("全市")
    place = own_city(Subject("全市机械", start, len(text)), mine(text))
    assert place is not None
    assert place.city == "长沙市"
    assert own_city(Subject("机械", start, len(text)), mine(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海康威视发布年报。杭州市政府、大华股份和新华社到访，公司", "海康威视"),
        ("海康威视发布年报。120多家公司", "公司"),
        ("杭州市政府发布通知，公司", "公司"),
        ("海康威视发布年报。裁判文书网公布判决，公司", "海康威视"),
    ],
)
def test_a_company_is_the_one_that_is_spoken_of(text: str, expected: str) -> None:
    assert resolved(text, "公司") == expected


@pytest.mark.parametrize(
    ("stated", "subject", "expected"),
    [
        ("“标的公司”", "标的公司", "无锡恒岭锂业有限公司"),
        ("“恒岭锂业”或“标的公司”", "标的公司", "无锡恒岭锂业有限公司"),
        ("“恒岭锂业”或“标的公司”", "恒岭锂业", "恒岭锂业"),
        ("“出让方”", "出让方", "无锡恒岭锂业有限公司"),
    ],
)
def test_a_name_that_is_called_by_its_part_has_its_name(stated: str, subject: str, expected: str) -> None:
    text = f"无锡恒岭锂业有限公司（以下简称{stated}）的股东公布方案。{subject}"
    assert resolved(text, subject) == expected
