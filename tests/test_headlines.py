"""Headlines have the time and place that the text tells of the same figure."""

import pytest

from zhclaims import extract


def claim_of(text: str, value: str):
    """The first claim of a value."""
    return next(claim for claim in extract(text, published="2025-03-02").claims if claim.value_text == value)


@pytest.mark.parametrize("headline", ["近1.2万家", "12034家"])
def test_a_headline_is_of_the_time_and_city_of_its_figure_below(headline: str) -> None:
    text = f"夜间餐饮店达{headline}\n\n记者从会上获悉，截至2024年底，宁波市夜间餐饮店达12034家。\n"
    assert claim_of(text, headline.removeprefix("近")).time.startswith("/2024")
    assert claim_of(text, headline.removeprefix("近")).city == "宁波市"


def test_another_figure_below_tells_a_headline_nothing() -> None:
    text = "夜间餐饮店达8000家\n\n记者从会上获悉，截至2024年底，宁波市夜间餐饮店达12034家。\n"
    assert (claim_of(text, "8000家").time, claim_of(text, "8000家").city) == ("", "")


def test_what_a_headline_tells_itself_stands() -> None:
    text = "绍兴夜间餐饮店达12034家\n\n记者从会上获悉，截至2024年底，宁波市夜间餐饮店达12034家。\n"
    assert claim_of(text, "12034家").city == "绍兴市"


def test_a_heading_is_of_the_time_of_its_figure_right_below_it() -> None:
    text = "一周要闻\n\n丙省建成300座储能站\n截至1月底，丙省建成300座储能站。\n丁省通车800公里\n丁省加快修路。\n"
    assert claim_of(text, "300座").time == "/2025-01"
    assert claim_of(text, "800公里").time == ""


def test_a_headline_that_names_the_province_is_in_the_city_of_it_that_the_text_names() -> None:
    text = "浙江一商场停电致12人被困\n\n记者从会上获悉，昨天下午，绍兴市一商场停电，12人被困电梯。\n"
    assert claim_of(text, "12人").place == "浙江省绍兴市"
    elsewhere = "江西一商场停电致12人被困\n\n记者从会上获悉，昨天下午，绍兴市一商场停电，12人被困电梯。\n"
    assert claim_of(elsewhere, "12人").place == "江西省"


@pytest.mark.parametrize(
    ("title", "value", "time"),
    [
        ("海港机床获3亿元订单", "3亿元", "2025-02-27"),
        ("海港机床上半年获3亿元订单", "3亿元", "2025-01/2025-06"),
        ("海港机床三年获3亿元订单", "3亿元", ""),
        ("海港机床单月获3亿元订单", "3亿元", ""),
        ("海港机床降价3%", "3%", ""),
    ],
)
def test_a_headline_that_tells_no_time_is_of_the_day_of_the_news(title: str, value: str, time: str) -> None:
    assert claim_of(f"{title}\n\n2月27日早间，海港机床公告，与湖州船厂签约。\n", value).time == time


@pytest.mark.parametrize("lead", ["昨日是月末", "2024年2月27日早间", "2月，公司公告", "公司2月27日成立"])
def test_what_is_no_day_of_news_tells_a_headline_nothing(lead: str) -> None:
    assert claim_of(f"海港机床获3亿元订单\n\n{lead}，海港机床与湖州船厂签约。\n", "3亿元").time == ""
