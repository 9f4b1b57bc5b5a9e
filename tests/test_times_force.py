"""Which time holds for a figure: the nearest one that is about it, and the rule that says so."""

from datetime import date

import pytest

from zhclaims.time_force import ruled_out
from zhclaims.times import find_times, time_in_force

ANCHOR = date(2025, 10, 20)


def in_force(text: str, figure: str, *, bare: bool = False) -> tuple[str | None, str]:
    """EDTF and rule for a figure of the text, called as the claims layer does, or with offsets only."""
    start = text.index(figure)
    sentence = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    line = text.rfind("\n", 0, start) + 1
    times = find_times(text, ANCHOR)
    if bare:
        time, rule = time_in_force(times, start, line, sentence)
    else:
        time, rule = time_in_force(times, start, line, sentence, text=text, end=start + len(figure))
    return (time.iso if time else None), rule


@pytest.mark.parametrize(
    ("text", "figure", "iso", "rule"),
    [
        ("2024年营收9亿元", "9亿", "2024", "time:in_clause"),
        ("2024年，公司营收增长，达到9亿元", "9亿", "2024", "time:sentence_start"),
        ("2024年营收8亿元，今年上半年9亿元", "9亿", "2025-01/2025-06", "time:in_clause"),
        ("2024年营收8亿元。净利润9亿元", "9亿", "2024", "time:carried_from_paragraph"),
        ("2024年营收8亿元，上年为7亿元，净利润9亿元", "9亿", "2024", "time:sentence_start"),
        ("2024年营收8亿元，上年为7亿元，净利润9亿元", "7亿", "2023", "time:in_clause"),
        ("2024年营收8亿元，上年为7亿元，净亏损2亿元，上年亏损9亿元", "9亿", "2023", "time:in_clause"),
        ("一季度营收8亿元，去年同期为9亿元", "9亿", "2024-01/2024-03", "time:in_clause"),
        ("一季度营收8亿元，而去年同期仅为7亿元，净利润9亿元", "9亿", "2025-01/2025-03", "time:sentence_start"),
        ("2024年产量8万台，2022年为7万台，员工9人", "9人", "2024", "time:sentence_start"),
        ("2022年产量8万台，2024年为7万台，员工9人", "9人", "2024", "time:sentence_start"),
        ("今年产量8万台；2024年为7万台，员工9人", "9人", "2024", "time:sentence_start"),
        ("10月9日发现，10月8日8时，甲厂停工，9人受伤", "9人", "2025-10-08", "time:sentence_start"),
        ("2024年产量增长。\n净利润9亿元", "9亿", None, "time:none"),
        ("产量352万辆（2021年），销量九成", "352万辆", "2021", "time:attached"),
        ("产量352万辆。2021年销量下降", "352万辆", None, "time:none"),
        ("2024年营收较2023年增长9亿元", "9亿", "2024", "time:in_clause"),
        ("营收比上年增长9亿元", "9亿", None, "time:none"),
        ("与2020年相比，营收增长9亿元", "9亿", None, "time:none"),
        ("2024年渗透率66%，高于2021年的39%", "39%", "2021", "time:in_clause"),
        ("2024年营收是2015年的3倍", "3倍", "2024", "time:in_clause"),
        ("2024年造船8艘，不足2015年的三分之一，亏损9亿元", "9亿", "2024", "time:sentence_start"),
        ("2024年亏损为2015年以来最大，达到9亿元", "9亿", "2024", "time:sentence_start"),
        ("这是2015年以来的最高产值9亿元", "9亿", None, "time:none"),
        ("8月28日，海港披露2024年年报。营收9亿元", "9亿", "2024", "time:carried_from_paragraph"),
        ("10月8日签约18艘，首批9艘须于2027年3月前交付", "9艘", "/2027-03", "time:in_clause"),
        ("两座高炉将在明年3月关停", "两座", "2026-03", "time:in_clause"),
        ("10月8日签约，9艘新船用的是2024年的图纸", "9艘", "2025-10-08", "time:sentence_start"),
        ("2024年的9艘将于明年3月交付", "9艘", "2024", "time:in_clause"),
        ("2024年增速较2021年的39%放缓", "39%", "2021", "time:in_clause"),
        ("2024年利润比2021年翻一番", "翻一番", "2024", "time:in_clause"),
        ("日均处理9亿单", "9亿", "P1D", "time:in_clause"),
        ("2024年日均处理8亿单，营收9亿元", "9亿", "2024", "time:sentence_start"),
        ("公司成立于2010年，营收9亿元", "9亿", None, "time:none"),
        ("公司2010年成立，员工300人", "300人", None, "time:none"),
        ("2024年开业，目前员工300人", "300人", None, "time:present"),
        ("2024年开业。如今员工300人", "300人", None, "time:present"),
        ("商场2024年开业，现时出租率80%", "80%", None, "time:present"),
        ("学校2024年扩建，现有学生300人", "300人", None, "time:present"),
        ("《2024年软件报告》显示，营收9亿元", "9亿", None, "time:none"),
        ("10月8日签约，总额9亿元", "9亿", "2025-10-08", "time:sentence_start"),
        ("10月8日签约。线路全长54公里", "54公里", None, "time:none"),
        ("今天的苏州，有9亿人次客流", "9亿", None, "time:none"),
        ("，到2030年，产值达8亿元。平台用户9亿人", "9亿", None, "time:none"),
        ("营收增长。2024年产量创新高。乙投资9亿元", "9亿", "2024", "time:carried_from_paragraph"),
        ("营收增长。2024年产量创新高。乙忙碌。戊投资9亿元", "9亿", None, "time:none"),
        ("营收增长。2024年甲签约。乙投资9亿元", "9亿", None, "time:none"),
        ("营收增长。2024年甲签约。其中投资9亿元", "9亿", "2024", "time:carried_from_paragraph"),
        ("营收增长。2024年产量创新高。新厂可年产9亿片", "9亿", None, "time:none"),
        ("新厂2024年动工，总投资9亿元", "9亿", None, "time:none"),
        ("今年利润由2024年的第8名滑落，比亏损的同行好，排9名", "9名", "2025", "time:sentence_start"),
        ("2024年的3亿元让人意外，9亿元更多", "9亿", None, "time:none"),
        ("营收增长。公司登上了2024年的榜单。乙投资9亿元", "9亿", None, "time:none"),
        ("今年上半年，占比由2019年的12%升至30%", "12%", "2019", "time:in_clause"),
        ("今年上半年，占比由2019年的12%升至30%", "30%", "2025-01/2025-06", "time:sentence_start"),
        ("占比从去年的两成提高到三成", "三成", None, "time:none"),
        ("良率由年初的55%升至68%", "68%", "2025", "time:in_clause"),
        ("2024年客流恢复至2019年同期的86%", "86%", "2024", "time:in_clause"),
        ("2024年利润不到2022年的四分之一", "四分之一", "2024", "time:in_clause"),
        ("成立日期：2003年5月8日 注册资本9亿元", "9亿", None, "time:none"),
        ("开业时间为2016年，员工300人", "300人", None, "time:none"),
        ("到2030年，航道将加宽，那里的水位比目前的高3米", "3米", "/2030", "time:sentence_start"),
        ("到2030年，渗透率由目前的12%提高到30%", "30%", "/2030", "time:sentence_start"),
        ("到2030年，渗透率由目前的12%提高到30%", "12%", None, "time:present"),
        ("2024年营收8亿元，未来必将达到9亿元", "9亿", None, "time:none"),
        ("2024年，未来产业园营收9亿元", "9亿", "2024", "time:sentence_start"),
        ("有5家工厂（2019年），营收9亿元", "9亿", None, "time:none"),
        ("上周一（10月13日），总额9亿元", "9亿", "2025-10-13", "time:sentence_start"),
        ("有5家工厂（2019年合并报表），营收9亿元", "9亿", "2019", "time:sentence_start"),
        ("今天（10月8日），总额9亿元", "9亿", "2025-10-08", "time:sentence_start"),
        ("月租9亿元每月，", "9亿元", "P1M", "time:attached"),
        ("游客9亿人每年参观", "9亿人", None, "time:none"),
        ("21世纪，大学联合起来。联盟有8所大学", "8所", None, "time:none"),
        ("今天的成交额为9亿元", "9亿", "2025-10-20", "time:in_clause"),
        ("2024年，甲签约。乙签约。丙签约。丁签约。戊投资9亿元", "9亿", "2024", "time:carried_from_paragraph"),
    ],
)
def test_the_time_of_a_figure(text: str, figure: str, iso: str | None, rule: str) -> None:
    assert in_force(text, figure) == (iso, rule)


@pytest.mark.parametrize(
    ("text", "figure", "iso", "rule"),
    [
        ("2024年营收9亿元", "9亿", "2024", "time:in_clause"),
        ("2024年营收8亿元。净利润增长到前所未有的9亿元", "9亿", "2024", "time:carried_from_paragraph"),
        ("营收比上年增长9亿元", "9亿", None, "time:none"),
        ("日均处理8亿单，其中来自海外市场的订单合计占到9亿元", "9亿", None, "time:none"),
    ],
)
def test_offsets_alone_are_enough(text: str, figure: str, iso: str | None, rule: str) -> None:
    assert in_force(text, figure, bare=True) == (iso, rule)


def test_a_time_that_the_figure_is_part_of_does_not_hold_for_it() -> None:
    text = "近三年增长"
    assert time_in_force(find_times(text, ANCHOR), 1, 0, 0, text=text) == (None, "time:none")


@pytest.mark.parametrize(
    ("text", "figure", "others"),
    [
        ("2024年增速较2021年的39%放缓", "39%", ["2024年"]),
        ("2024年增速较2021年快9个百分点", "9个", []),
        ("2024年利润比2021年翻一番", "翻一番", []),
    ],
)
def test_what_a_figure_is_compared_with_is_of_no_other_time(text: str, figure: str, others: list[str]) -> None:
    found = ruled_out(find_times(text, ANCHOR), text.index(figure), 0, text)
    assert [time.text for time in found] == others
