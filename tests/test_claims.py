"""Claims: each figure bound to subject, metric, city, time, source, modality and change."""

import pytest

import zhclaims
from zhclaims.errors import ZhclaimsError
from zhclaims.types import Claim


def numeric(text: str, **keywords: str) -> dict[str, Claim]:
    """The numeric claims of a text by their quote."""
    found = zhclaims.extract(text, **keywords).claims
    return {claim.value_text: claim for claim in found if claim.claim_type == "numeric"}


SUBJECTS = [
    ("比亚迪去年研发投入达542亿元。", "542亿元", "比亚迪"),
    ("宁波舟山港一季度完成货物吞吐量3.4亿吨。", "3.4亿吨", "宁波舟山港"),
    ("比亚迪总部位于深圳。该公司员工超过90万人。", "90万人", "比亚迪"),
    ("合肥的新能源汽车产量增长40%，远超芜湖的12%。", "12%", "芜湖"),
    ("杭州、宁波的出口额分别为5000亿元和8000亿元。", "8000亿元", "宁波"),
    ("2024年，宁波集装箱吞吐量为3390万标箱，嘉兴集装箱吞吐量为428万标箱。", "428万标箱", "嘉兴"),
    ("江州银行营收3亿元；房贷方面，余额5亿元。", "5亿元", "江州银行"),
    ("普通货船停运3艘；远洋渔船方面，停运5艘。", "5艘", "远洋渔船"),
]


def test_a_dateline_is_no_part_of_a_subject() -> None:
    found = numeric("长河社九江3月5日电 江州船厂宣布，去年交船32艘。", published="2025-03-05")
    assert found["32艘"].subject == "江州船厂"


@pytest.mark.parametrize(("text", "quote", "subject"), SUBJECTS)
def test_the_subject_is_the_name_the_figure_is_about(text: str, quote: str, subject: str) -> None:
    assert subject in numeric(text)[quote].subject


METRICS = [
    ("成都市常住人口达到2147万人。", "2147万人", "常住人口"),
    ("公司已建成12座充电站。", "12座", "充电站"),
    ("武汉软件业收入增长到3000亿元，同比增长9%。", "9%", "收入"),
    ("融资规模：3亿元。", "3亿元", "融资规模"),
    ("渔户占比达12%。", "12%", "占比"),
    ("宁波R&D投入强度达3.2%。", "3.2%", "R&D投入强度"),
    ("全国城镇调查失业率为5.3%。", "5.3%", "城镇调查失业率"),
    ("近30%的受访企业计划扩大招聘。", "30%", "招聘"),
]


@pytest.mark.parametrize(("text", "quote", "metric"), METRICS)
def test_the_metric_says_what_is_measured(text: str, quote: str, metric: str) -> None:
    assert metric in numeric(text)[quote].metric


CITIES = [
    ("合肥的新能源汽车产量增长40%，远超芜湖的12%。", "40%", "合肥市", "sentence"),
    ("合肥的新能源汽车产量增长40%，远超芜湖的12%。", "12%", "芜湖市", "sentence"),
    ("比亚迪去年研发投入达542亿元。", "542亿元", "深圳市", "organisation"),
    ("2024年，宁波集装箱吞吐量为3390万标箱，嘉兴集装箱吞吐量为428万标箱。", "428万标箱", "嘉兴市", "sentence"),
    ("海康威视与阿根廷签署了200辆巡逻车的合同。", "200辆", "杭州市", "organisation"),
    ("无锡增长8.1%，苏州、常州分别增长7.2%和6.9%。", "6.9%", "常州市", "sentence"),
    ("《西湖夜话》上线前，长沙工作室有员工29人。", "29人", "长沙市", "sentence"),
    ("我国软件业收入达15万亿元。", "15万亿元", "", ""),
    ("广东省规上工业企业突破7万家。", "7万家", "", ""),
    ("苏州工业园区集聚人工智能企业1800家。", "1800家", "苏州市", "sentence"),
    ("# 苏州：制造立市\n\n这座城市有规上工业企业1.4万家。", "1.4万家", "苏州市", "context"),
]


@pytest.mark.parametrize(("text", "quote", "city", "basis"), CITIES)
def test_the_city_comes_with_its_basis(text: str, quote: str, city: str, basis: str) -> None:
    claim = numeric(text)[quote]
    assert (claim.city, claim.city_basis) == (city, basis)


TIMES = [
    ("2023年，青岛港吞吐量达7亿吨，集装箱超过2800万标箱。", "2800万标箱", "2023"),
    ("公司去年营收120亿元。", "120亿元", "2024"),
    ("2022年至2024年，公司营收分别为3亿元、5亿元和8亿元。", "5亿元", "2023"),
    ("2022、2023、2024年，公司营收分别为3亿元、5亿元和8亿元。", "3亿元", "2022"),
    ("预计公司2024-2026年每股收益为0.31/0.42/0.55元。", "0.42", "2025"),
    ("预计公司2024/2025年营收分别为3/5亿元。", "5亿元", "2025"),
    ("2022年至2024年，公司营收依次为3亿元、5亿元和8亿元。", "8亿元", "2024"),
    ("无锡每年投入20亿元支持物联网。", "20亿元", "P1Y"),
    ("五年来，宁波港累计投入120亿元。", "120亿元", "2020/2025"),
    ("近三年，海州造船厂共交付船舶48艘。", "48艘", "2022/2025"),
    # what a report's figure has come from is of the year before
    ("2024年，海尔营收3亿元，毛利率由23%升至25%。", "23%", "2023"),
    ("2024年，海尔营收3亿元，毛利率由23%升至25%。", "25%", "2024"),
    ("2024年上半年，海尔净利润3亿元，研发人员从460人减至390人。", "460人", "2023-01/2023-06"),
    ("2024年第三季度，海尔营收同比增长9%，亏损由3亿元收窄至2亿元。", "3亿元", "2023-07/2023-09"),
    ("2024年第三季度，海尔营收环比增长9%，亏损由3亿元收窄至2亿元。", "3亿元", "2024-07/2024-09"),
    ("2024年，海尔营收3亿元，毛利率由2021年的23%升至25%。", "23%", "2021"),
    ("2024年，铜价大涨，海尔把毛利率由23%上调至25%。", "23%", "2024"),
    ("2024年，海尔股价由23元升至25元。", "23元", "2024"),
    ("2025年，海尔的毛利率由23%升至25%。", "23%", "2025"),
]


@pytest.mark.parametrize(("text", "quote", "time"), TIMES)
def test_the_time_is_the_one_in_force(text: str, quote: str, time: str) -> None:
    assert numeric(text, published="2025-03-01")[quote].time == time


SOURCES = [
    ("据市统计局公布的数据，全市出口增长8%。", "8%", "市统计局"),
    ("小鹏汽车董事长何小鹏表示，公司今年交付量将翻番，达到40万辆。", "40万辆", "小鹏汽车董事长何小鹏"),
    ("“我们的订单已经排到明年，共有300台。”该厂厂长李建国说。", "300台", "李建国"),
    ("长沙新增专利3万件（数据来源：国家知识产权局）。", "3万件", "国家知识产权局"),
    ("长河社九江3月5日电 江州船厂表示，去年交付船舶32艘。", "32艘", "江州船厂"),
    ("公司营收增长8%。", "8%", ""),
]


@pytest.mark.parametrize(("text", "quote", "source"), SOURCES)
def test_the_source_is_who_the_text_credits(text: str, quote: str, source: str) -> None:
    found = numeric(text)[quote].source
    assert source in found if source else found == ""


MODALITIES = [
    ("公司计划招聘300人。", "300人", "plan"),
    ("力争到2027年，产业规模突破千亿元，企业达到500家。", "500家", "plan"),
    ("预计全年交付40万辆。", "40万辆", "hedge"),
    ("销量有望突破100万辆。", "100万辆", "hedge"),
    ("青岛已将补贴比例从30%提高到50%。", "50%", "fact"),
    ("公司去年交付40万辆。", "40万辆", "fact"),
    ("该厂并未裁员500人。", "500人", "negated"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), MODALITIES)
def test_the_modality_follows_the_cue_that_governs_the_figure(text: str, quote: str, modality: str) -> None:
    assert numeric(text)[quote].modality == modality


CHANGES = [
    ("产量增长28%。", "28%", "increase"),
    ("产量增长到28万吨。", "28万吨", "to"),
    ("增速达45%。", "45%", "increase"),
    ("价格下降两成。", "两成", "decrease"),
    ("市场份额达到28%。", "28%", "level"),
    ("产能从3万片提升至5万片。", "3万片", "from"),
    ("产能从3万片提升至5万片。", "5万片", "to"),
    ("营收是前年的4倍。", "4倍", "level"),
    ("公司净利润同比-26.95%。", "-26.95%", "decrease"),
    ("美团二季度收入900亿元，较去年同期的820亿元增长10%。", "820亿元", "level"),
    ("面板市场增长6%，三星、京东方和LG份额分别为31%、22%和9%。", "22%", "level"),
    ("面板市场增长6%，三星、京东方和LG份额分别为31%、22%和9%。", "9%", "level"),
]


@pytest.mark.parametrize(("text", "quote", "change"), CHANGES)
def test_growth_by_and_growth_to_are_told_apart(text: str, quote: str, change: str) -> None:
    assert numeric(text)[quote].change == change


NOT_CLAIMS = [
    "这两家公司都在杭州。",
    "人才政策面向35岁以下青年。",
    "第五届数字贸易博览会开幕。",
    "第一，要有资金。第二，要有人才。",
    "一家公司的成长并不容易。",
    "如果投入3亿元，企业就能过关。",
    "会议提出三方面要求。",
    "近三年来，城市面貌一新。",
    "他是一位工程师。",
    "如果每年投入3亿元，连续投5年，那么企业就能过关。",
    "假设买了3套房，租金收入能有2万元。",
]


@pytest.mark.parametrize("text", NOT_CLAIMS)
def test_what_is_not_asserted_is_no_claim(text: str) -> None:
    assert numeric(text) == {}


def test_what_follows_from_a_condition_is_asserted() -> None:
    """A rule or a forecast holds behind its condition; what is supposed in it does not."""
    assert set(numeric("如果全部投产，园区年产值将达到80亿元。")) == {"80亿元"}
    assert set(numeric("如果融资3亿元，那么公司估值将达到约20亿元。")) == {"20亿元"}


EVENTS = [
    ("华为发布新款服务器。", "华为", "发布", "新款服务器"),
    ("合肥市政府和蔚来签订了投资协议。", "合肥市政府和蔚来", "签订", "投资协议"),
    ("比亚迪收购了一家芯片设计公司。", "比亚迪", "收购", "芯片设计公司"),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "thing"), EVENTS)
def test_an_event_has_subject_predicate_and_object(text: str, subject: str, predicate: str, thing: str) -> None:
    events = [claim for claim in zhclaims.extract(text).claims if claim.claim_type == "event"]
    assert [(event.subject, event.predicate) for event in events] == [(subject, predicate)]
    assert thing in events[0].object


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(ZhclaimsError, match="published: must be a date or YYYY-MM-DD; found '2025/03/01'"):
        zhclaims.extract("宁波出口增长8.5%。", published="2025/03/01")


def test_traditional_and_simplified_versions_give_the_same_claims() -> None:
    hans = zhclaims.extract("华为去年研发投入达1797亿元，同比增长9%。", published="2025-03-01").claims
    hant = zhclaims.extract("華爲去年研發投入達1797億元，同比增長9%。", published="2025-03-01").claims
    assert [(c.value_low, c.subject, c.metric, c.city) for c in hant] == [
        (c.value_low, c.subject, c.metric, c.city) for c in hans
    ]
    assert hant[0].evidence.startswith("華爲")


def test_doubt_lowers_the_score_and_says_why() -> None:
    sure = numeric("比亚迪去年研发投入达542亿元。", published="2025-03-01")["542亿元"]
    unsure = numeric("收入达到542亿元。")["542亿元"]
    assert sure.score > unsure.score
    assert "no_subject" in unsure.flags


def test_what_a_table_tells_is_not_in_doubt() -> None:
    table = "# 南通\n\n| 产业 | 产值（亿元） |\n|---|---|\n| 船舶海工 | 2100 |\n| 高端纺织 | 1900 |\n"
    found = numeric(table, published="2025-03-01")
    assert found["2100"].subject == "船舶海工"
    assert found["2100"].score > 0.1
    assert "unsure_claim" not in found["2100"].flags


def test_each_figure_of_a_table_stands_under_the_head_of_its_column() -> None:
    rows = (
        "|  | 2023年产值（亿元） | 2024年产值（亿元） |",
        "|:--|--:|--:|",
        "| **南通** | 5,311 | **5,620** |",
        "| 泰州 |  | `7,020` |",
    )
    found = numeric("\n".join(("各市产值如下。\n", *rows, "| 镇江 | — | 8,100* |")))
    told = {quote: (one.subject, one.metric, one.time, one.unit) for quote, one in found.items()}
    assert told == {
        "5,311": ("南通", "产值", "2023", "CNY"),
        "5,620": ("南通", "产值", "2024", "CNY"),
        "7,020": ("泰州", "产值", "2024", "CNY"),
        "8,100": ("镇江", "产值", "2024", "CNY"),
    }


def test_a_column_of_yuan_is_in_the_money_of_the_place_that_the_text_is_about() -> None:
    text = "基隆市、彰化縣與屏東縣的漁業\n\n| 縣市 | 產值（億元） |\n|---|---|\n| 基隆市 | 31 |\n| 彰化縣 | 24 |\n"
    assert [(one.value_low, one.unit) for one in numeric(text).values()] == [(31e8, "TWD"), (24e8, "TWD")]


def test_rows_of_years_and_of_measures_are_about_what_stands_above_them() -> None:
    years = numeric("# 南通\n\n| 年份 | 船厂数（家） |\n|---|---|\n| 2023 | 40 |\n| 2024 | 45 |\n")
    assert [(claim.subject, claim.metric, claim.time) for claim in years.values()] == [
        ("南通", "船厂数", "2023"), ("南通", "船厂数", "2024"),
    ]  # fmt: skip
    measures = numeric("# 南通\n\n| 指标 | 2023年 |\n|---|---|\n| 产值（亿元） | 2100 |\n| 出口 | 5% |\n")
    assert [(claim.subject, claim.metric, claim.value_low, claim.unit, claim.time) for claim in measures.values()] == [
        ("南通", "产值", 2.1e11, "CNY", "2023"), ("南通", "出口", 5, "%", "2023"),
    ]  # fmt: skip


def test_tabs_make_a_table_too() -> None:
    found = numeric("城市\t增速（%）\t产值（亿元）\n南通\t5.1\t2100\n泰州\t6\t1,900\n")
    assert [(one.subject, one.metric, one.value_low) for one in found.values()] == [
        ("南通", "增速", 5.1), ("南通", "产值", 2100e8), ("泰州", "增速", 6), ("泰州", "产值", 1900e8),
    ]  # fmt: skip


def test_events_that_span_the_same_words_have_ids_of_their_own() -> None:
    text = "上周末，我在广州黄埔区坐了一次“空中出租table车”。从起飞到落地，航程12公里。"
    claims = zhclaims.extract(text, published="2025-07-07").claims
    assert len({claim.claim_id for claim in claims}) == len(claims)
