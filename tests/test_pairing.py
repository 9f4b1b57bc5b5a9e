"""Lists before 分别 and of years, average rates, and the other side of comparisons."""

import pytest

from zhclaims.averages import averaged_years
from zhclaims.comparisons import compared_names
from zhclaims.pairing import Pairing, pair_lists
from zhclaims.pipeline import mine


def paired(text: str) -> list[Pairing]:
    """What the list in a text of one sentence gives to its values."""
    doc = mine(text)
    return list(pair_lists(doc, next(iter(doc.sentences)), list(doc.quantities)).values())


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("华为和小米分别出货5000万台和4000万台。", ["华为", "小米"]),
        (
            "钢铁冶炼和压延业、纸浆和纸制品业、茶饮业分别下降5.5%、8.2%和8.6%。",
            ["钢铁冶炼和压延业", "纸浆和纸制品业", "茶饮业"],
        ),
        ("来客最多的行业是纺织、物流和制药，占比分别为23%、18%和9%。", ["纺织", "物流", "制药"]),
        ("锡精矿、钼铁的价格年内分别上涨9.5%、7.8%。", ["锡精矿", "钼铁"]),
        ("格力和海尔一季度净利润分别为3亿元和2亿元。", ["格力", "海尔"]),
        ("格力、海尔分列第二、第三。", ["格力", "海尔"]),
        ("格力和海尔各占12%和9%。", ["格力", "海尔"]),
        ("格力和海尔各占12%。", []),
        ("比亚迪（37%）和赣锋锂业（20%）居前。", ["比亚迪", "赣锋锂业"]),
        ("比亚迪（持股37%）居前。", []),
        ("盐城产发集团与江苏省新兴产业基金分别持股17.5%、10.2%。", ["盐城产发集团", "江苏省新兴产业基金"]),
    ],
)
def test_each_value_has_the_item_of_its_place(text: str, subjects: list[str]) -> None:
    assert [pairing.subject for pairing in paired(text)] == subjects


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("海尔2025年营收和归母净利润分别为30亿元和2亿元。", ["营收", "归母净利润"]),
        ("公司产量、销量和其他收入分别增长5%、6%和7%。", ["产量", "销量", "其他收入"]),
        ("格力的营收与净利润分别为3亿元和2亿元，同比增长5%和6%。", ["营收", "净利润", "营收", "净利润"]),
        ("海尔营收30亿元，净利润2亿元，分别增长5%和6%。", ["营收", "净利润"]),
        ("海尔营收30亿元，格力净利润2亿元，分别增长5%和6%。", []),
        ("海尔营收和净利润分别为3亿元和2亿元，新设门店5家和仓库6座。", ["营收", "净利润"]),
        ("格力和海尔一季度净利润分别为3亿元和2亿元。", []),
    ],
)
def test_each_value_has_the_measure_of_its_place(text: str, metrics: list[str]) -> None:
    assert [pairing.metric for pairing in paired(text) if pairing.metric] == metrics


def test_a_list_of_places_that_something_is_done_in_tells_where() -> None:
    assert [(one.subject, one.place) for one in paired("海康威视在常州、盐城分别投资3亿元和4亿元。")] == [
        ("", "常州"),
        ("", "盐城"),
    ]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("2021年、2022年的营收分别为3亿元、4亿元。", ["2021", "2022"]),
        ("2021年和2022年1-5月，空置率高达17%和12%。", ["2021", "2022-01/2022-05"]),
        ("2020-2022年，研发费用为1.2亿元、1.5亿元、1.9亿元。", ["2020", "2021", "2022"]),
        ("2021年至2022年及2023年上半年，亏损分别为3亿元、2亿元和1亿元。", ["2021", "2022", "2023-01/2023-06"]),
        ("2021年-2022年、2023年1-9月，营收为3亿元、4亿元和5亿元。", ["2021", "2022", "2023-01/2023-09"]),
        ("2021年至2022年一季度，产量分别为3万台和1万台。", ["2021", "2022-01/2022-03"]),
        ("2021年至2022年及2023年上半年，亏损分别为3亿元和2亿元。", ["2021/2022", "2023-01/2023-06"]),
        ("2021年和2022年，利润为1亿元和2亿元，税收为3亿元和4亿元。", ["2021", "2022", "2021", "2022"]),
        ("2021年和2022年，新建了3座工厂和4个仓库。", []),
        ("2021年至2022年，先后融资3亿元、4亿元。", []),
        ("2021年动工，2022年投产，投资为3亿元和4亿元。", []),
    ],
)
def test_each_value_has_the_year_of_its_place(text: str, isos: list[str]) -> None:
    assert [pairing.time.iso for pairing in paired(text) if pairing.time] == isos


@pytest.mark.parametrize(
    ("text", "averages"),
    [
        ("产值从2019年的2亿元增长到2023年的5亿元，年均增速达26%。", [("26%", "2019/2023")]),
        ("2019年的客流为2万人次，到2035年将达9万人次，将以9.8%的年增长率增加。", [("9.8%", "2019/2035")]),
        ("2019年销量2万辆，随后以年均20%的速度增长，2023年突破4万辆。", [("20%", "2019/2023")]),
        ("2019年销量2万辆，2023年产值5亿元，年均增速达26%。", []),
        ("2023年产值5亿元，年均增长26%。", []),
        ("产值从2019年的2亿元增长到2023年的5亿元，占全市的26%。", []),
    ],
)
def test_an_average_rate_is_over_the_years_between_its_ends(text: str, averages: list[tuple[str, str]]) -> None:
    doc = mine(text)
    assert [(one.text, time.iso) for one, time in averaged_years(doc, list(doc.quantities))] == averages


@pytest.mark.parametrize(
    "text",
    [
        "对全职的博士、硕士，每月分别发放5000元、2000元。",
        "公司拟在清远、眉山各建一座冰厂，分别投资1.9亿元和1.4亿元。",
        "增速高于全国、全省增幅，在省内位列第一位，全市产值达30亿元，分别占到工业、服务业的4.1%、5.5%。",
        "公司昨日公告，与比亚迪、赣锋锂业分别签订采购合同，金额3亿元和2亿元。",
        "公司公告，并与清川物流、眉山冷链分别签约，合同额3亿元和2亿元。",
        "两名股东通过大宗交易和集中竞价分别减持6万股、5万股。",
        "增速比全国、全省分别高1.6个和1.1个百分点。",
        "规上产值增长5.6%，分别比全省快0.8个和1.6个百分点。",
    ],
)
def test_a_list_that_is_the_aim_of_what_is_done_is_no_list_of_subjects(text: str) -> None:
    assert not any(pairing.subject for pairing in paired(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("佛山的占比低于东莞的1.1%。", ["1.1%"]),
        ("佛山的占比低于东莞的1.1%和宁波的1.6%，东莞的产值为3亿元。", ["1.1%", "1.6%"]),
        ("佛山的占比高于东莞2个百分点。", []),
        ("佛山的占比仅次于东莞的9%。", ["9%"]),
        ("佛山的产值只相当于东莞的两成。", []),
    ],
)
def test_a_figure_is_of_the_name_it_is_compared_with_where_it_is_its_own(text: str, values: list[str]) -> None:
    doc = mine(text)
    assert [quantity.text for quantity, _ in compared_names(doc, list(doc.quantities))] == values
