"""Times by form: fiscal and school years, plans, seasons, lists and ranges that lend each other a year."""

from datetime import date

import pytest

from zhclaims.times import find_times

ANCHOR = date(2025, 10, 20)  # a Monday

FORMS = [
    ("7月中下旬开工", "2025-07-11/2025-07-31"),
    ("八月上中旬交货", "2025-08-01/2025-08-20"),
    ("七夕当天成交", "2025-08-29"),
    ("半个月前签约", "2025-10-05"),
    ("近半个月的销量", "2025-10-05/2025-10-20"),
    ("前晚发布", "2025-10-18"),
    ("1-9月份投资", "2025-01/2025-09"),
    ("24-03-05发布", "2024-03-05"),
    ("水洒在脸上3月20日又来", "2025-03-20"),
    ("上3个月的订单", "2025-07/2025-09"),
    ("FY2024Q3营收", "2024-07/2024-09"),
    ("2024/25财年营收", "2025"),
    ("2023-24财年", "2024"),
    ("2024会计年度", "2024"),
    ("上财年亏损", "2024"),
    ("2024-2025学年", "2024-09/2025-08"),
    ("24Q1出货", "2024-01/2024-03"),
    ("3Q24出货", "2024-07/2024-09"),
    ("1H24出货", "2024-01/2024-06"),
    ("2024上半年营收", "2024-01/2024-06"),
    ("2024前三季度营收", "2024-01/2024-09"),
    ("2024第三季度营收", "2024-07/2024-09"),
    ("2025春节档票房", "2025-01-28/2025-02-04"),
    ("2024双11成交", "2024-11-11"),
    ("2025年五一", "2025-05-01"),
    ("五一黄金周", "2025-05-01/2025-05-05"),
    ("双十一当天", "2025-11-11"),
    ("113年第3季", "2024-07/2024-09"),
    ("114年上半年", "2025-01/2025-06"),
    ("污水厂将于117年完工", "2028"),
    ("第十四个五年规划", "2021/2025"),
    ("第一个五年计划", "1953/1957"),
    ("七五期间", "1986/1990"),
    ("“十四五”前三年", "2021/2023"),
    ("“十四五”后两年", "2024/2025"),
    ("“十四五”末", "2025"),
    ("十四五末", "2025"),
    ("今明两年", "2025/2026"),
    ("今冬", "2025-24"),
    ("去夏", "2024-22"),
    ("明春", "2026-21"),
    ("半年前", "2025-04"),
    ("一年半后", "2027-04"),
    ("月底前完成", "/2025-10"),
    ("月初开工", "2025-10"),
    ("今年12月月初", "2025-12"),
    ("12月最后一天", "2025-12-31"),
    ("本周一至周三", "2025-10-20/2025-10-22"),
    ("下半周", "2025-10-23/2025-10-26"),
    ("11月至次年3月", "2025-11/2026-03"),
    ("2024年11月至次年3月", "2024-11/2025-03"),
    ("2015年1月1日至同年12月31日", "2015-01-01/2015-12-31"),
    ("每周一至周五", "P1W"),
    ("每周一、周三、周五", "P1W"),
    ("公元618年", "0618"),
    ("汶川地震以来", "2008-05/"),
    ("大后日", "2025-10-23"),
    ("上世纪七八十年代", "1970/1989"),
    ("上个世纪六、七十年代", "1960/1979"),
    ("20世纪60至70年代", "1960/1979"),
    ("六七十年代的厂房", "1960/1979"),
    ("70、80年代", "1970/1989"),
    ("2月17日 星期一", "2025-02-17"),
    ("1954年1月8日，星期五", "1954-01-08"),
    ("3月第二周星期三", "2025-03-12"),
    ("每月第二周星期三", "P1M"),
    ("10月15日周三至周五", "2025-10-15/2025-10-17"),
    ("去年八九月份", "2024-08/2024-09"),
    ("90年代中期到本世纪初", "1994/2029"),
    ("17年前三季度", "2017-01/2017-09"),
    ("气象署18号公布", "2025-10-18"),
    ("2023q4出货量", "2023-10/2023-12"),
    ("2023h1毛利率", "2023-01/2023-06"),
]


@pytest.mark.parametrize(("text", "iso"), FORMS)
def test_each_form_is_one_time(text: str, iso: str) -> None:
    assert [time.iso for time in find_times(text, ANCHOR)] == [iso]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017年7、8月份", ["2017-07", "2017-08"]),
        ("2023和2024两年", ["2023", "2024"]),
        ("2023、2024年", ["2023", "2024"]),
        ("去冬今春", ["2024-24", "2025-21"]),
        ("5、6月份的方案", ["2025-06"]),
    ],
)
def test_lists_are_several_times(text: str, expected: list[str]) -> None:
    assert [time.iso for time in find_times(text, ANCHOR)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "去夏威夷度假",
        "送去冬日的温暖",
        "1994年版教材",
        "2017年款轿车",
        "年月底",
        "此前晚间举行",
        "十年后的今天",
        "21世纪经济报道",
        "编号1-2-3-4-5",
        "每到月底",
        "初十五期间",
        "1500前三",
        "圣诞树起火",
        "住在5-10号楼",
        "以后的很多年内",
    ],
)
def test_look_alikes_of_these_forms_are_no_times(text: str) -> None:
    assert find_times(text, ANCHOR) == []


def test_a_year_after_a_year_that_is_not_told_stays_open() -> None:
    (time,) = find_times("次年投产", None)
    assert (time.iso, time.flags) == ("", ("no_anchor",))


def test_what_happens_on_a_day_is_not_founded_on_it() -> None:
    (time,) = find_times("事故发生在13日晚上", ANCHOR)
    assert (time.iso, time.flags) == ("2025-10-13", ())


def test_winter_that_began_last_year_is_this_winter() -> None:
    assert [time.iso for time in find_times("今冬最冷", date(2025, 1, 20))] == ["2024-24"]


JUNE = date(2018, 6, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("11月6日，巡查人员发现井盖丢失", "2017-11-06"),
        ("11月6日，论坛将在该市开幕", "2018-11-06"),
        ("11月6日", "2018-11-06"),
        ("1-9月全县税收同比增长6%", "2017-01/2017-09"),
        ("1-9月拟完成税收20亿元", "2018-01/2018-09"),
        ("1-5月全县税收同比增长6%", "2018-01/2018-05"),
        ("国庆以来游客不断", "2017-10-01/"),
    ],
)
def test_what_was_done_lies_behind_and_what_will_be_lies_ahead(text: str, iso: str) -> None:
    assert [time.iso for time in find_times(text, JUNE)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "在网络发达的今天，人人都是记者",
        "老师关心孩子的明天。",
        "今天的我们不再为吃饭发愁",
        "案发当天，店里没有人",
        "他在山村任教近20年，从未离开",
        "怀胎十月不容易",
        "古城在今天的宁江境内",
        "谁让他落到今天的下场",
        "接下来的三个月里，他跑遍了全省",
    ],
)
def test_words_of_days_that_name_no_day(text: str) -> None:
    assert find_times(text, ANCHOR) == []


def test_days_that_such_words_do_name() -> None:
    for text, iso in (("去年的今天", "2025-10-20"), ("今天的会议", "2025-10-20"), ("工厂建设近三年投入", "2022/2025")):
        assert find_times(text, ANCHOR)[-1].iso == iso


PASSING = [
    ("2025年3月12日展馆揭幕，展出一艘1984年的船。\n6月6日，展馆开放", "2025-06-06"),
    ("展馆2025年3月12日动工，预计2027年完工。\n6月6日，首根桩打下", "2025-06-06"),
    ("展馆2025年3月动工，到 2040 年将接待9亿人。\n6月，首根桩打下", "2025-06"),
]


@pytest.mark.parametrize(("text", "iso"), PASSING)
def test_a_year_mentioned_in_passing_dates_no_later_line(text: str, iso: str) -> None:
    assert find_times(text, None)[-1].iso == iso


def test_years_after_something_that_lasted_do_not_lead_past_the_article() -> None:
    assert "2032" not in [time.iso for time in find_times("今年，他落网。潜逃7年后，他自首。", ANCHOR)]
    assert find_times("今年开工，两年后投产。", ANCHOR)[-1].iso == "2027"


def test_a_date_in_brackets_behind_today_is_a_past_one() -> None:
    found = find_times("今天（12月26日）发布。", date(2025, 1, 10))
    assert [time.iso for time in found] == ["2025-01-10", "2024-12-26"]
