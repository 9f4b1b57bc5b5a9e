"""Quantities in text: values, units, bounds, ranges, ranks, changes and lists; what only looks like a quantity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.quantities import find_quantities
from zhclaims.types import Quantity


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


VALUES = [
    ("该厂年产值为8.4亿元", "8.4亿元", 840_000_000, "CNY", "money"),
    ("首付款12,600元", "12,600元", 12_600, "CNY", "money"),
    ("机器要价三万五千块", "三万五千块", 35_000, "CNY", "money"),
    ("票价8块5", "8块5", 8.5, "CNY", "money"),
    ("找回7元3角2分", "7元3角2分", 7.32, "CNY", "money"),
    ("合计伍佰贰拾圆整", "伍佰贰拾圆整", 520, "CNY", "money"),
    ("人民币6亿元的贷款", "6亿元", 600_000_000, "CNY", "money"),
    ("注册资本2.5亿元人民币3、股东", "2.5亿元", 250_000_000, "CNY", "money"),
    ("耗资4.2亿美元", "4.2亿美元", 420_000_000, "USD", "money"),
    ("售价US$39", "US$39", 39, "USD", "money"),
    ("新台币2,400元", "新台币2,400元", 2400, "TWD", "money"),
    ("港币6.8亿", "港币6.8亿", 680_000_000, "HKD", "money"),
    ("每股派息15港仙", "15港仙", 0.15, "HKD", "money"),
    ("奖金3个亿", "3个亿", 300_000_000, "CNY", "money"),
    ("占比18.6%", "18.6%", 18.6, "%", "percent"),
    ("百分之六十二的家庭", "百分之六十二", 62, "%", "percent"),
    ("千分之四的误差", "千分之四", 0.4, "%", "percent"),
    ("误差4‰", "4‰", 0.4, "%", "percent"),
    ("七成居民支持", "七成", 70, "%", "percent"),
    ("打八五折", "八五折", 85, "%", "percent"),
    ("占了一半", "一半", 50, "%", "percent"),
    ("半数门店关闭", "半数", 50, "%", "percent"),
    ("提高1.5个百分点", "1.5个百分点", 1.5, "pp", "percent"),
    ("下调25个基点", "25个基点", 25, "基点", "percent"),
    ("约为对手的4倍", "4倍", 4, "倍", "multiple"),
    ("产能增长一倍", "一倍", 2, "倍", "multiple"),
    ("销量翻番", "翻番", 2, "倍", "multiple"),
    ("规模翻两番", "翻两番", 4, "倍", "multiple"),
    ("占全省的1/6", "1/6", 1 / 6, "1", "ratio"),
    ("四分之三的村庄", "四分之三", 0.75, "1", "ratio"),
    ("男女比为35:1", "35:1", 35, ":", "ratio"),
    ("以三比一获胜", "三比一", 3, ":", "ratio"),
    ("新设企业620家", "620家", 620, "家", "count"),
    ("有人口2300万人", "2300万人", 23_000_000, "人", "count"),
    ("接待游客80万人次", "80万人次", 800_000, "人次", "count"),
    ("跑了三个半小时", "三个半小时", 3.5, "小时", "duration"),
    ("等了半个小时", "半个小时", 0.5, "小时", "duration"),
    ("工期18个月", "18个月", 18, "月", "duration"),
    ("为期5天", "5天", 5, "天", "duration"),
    ("历时两年半", "两年半", 2.5, "年", "duration"),
    ("全程1小时30分钟", "1小时30分钟", 90, "分钟", "duration"),
    ("面积9.5平方公里", "9.5平方公里", 9.5, "平方公里", "measure"),
    ("发电12亿千瓦时", "12亿千瓦时", 1.2e9, "千瓦时", "measure"),
    ("采用7奈米制程", "7奈米", 7, "纳米", "measure"),
    ("算力达900 TFLOPS", "900 TFLOPS", 900, "TFLOPS", "measure"),
    ("装机400万千瓦", "400万千瓦", 4_000_000, "千瓦", "measure"),
    ("零下12度", "零下12度", -12, "度", "measure"),
    ("亏损额为-3.6亿元", "-3.6亿元", -360_000_000, "CNY", "money"),
    ("涨到3毛5", "3毛5", 0.35, "CNY", "money"),
    ("走了12个人", "12个人", 12, "人", "count"),
    ("只有新品的三分一。", "三分一", 1 / 3, "1", "ratio"),
    ("岗位供需比高达1:16", "1:16", 1 / 16, ":", "ratio"),
    ("租金减半", "减半", 50, "%", "percent"),
    ("水深1米35", "1米35", 1.35, "米", "measure"),
    ("百分之百的把握", "百分之百", 100, "%", "percent"),
    ("他身高一米八", "一米八", 1.8, "米", "measure"),
    ("买了五打鸡蛋", "五打", 60, "", "count"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit", "kind"), VALUES)
def test_value_unit_and_kind(text: str, surface: str, value: float, unit: str, kind: str) -> None:
    quantity = only(text)
    assert quantity.text == surface == text[quantity.start : quantity.end]
    assert quantity.low == quantity.high == pytest.approx(value)
    assert (quantity.unit, quantity.kind) == (unit, kind)


BOUNDS = [
    ("用户超900万人", ">", 9e6),
    ("用户超过了900万人", ">", 9e6),
    ("逾60家门店", ">", 60),
    ("产量突破40万辆", ">", 400_000),
    ("300余家企业", ">", 300),
    ("7000多人到场", ">", 7000),
    ("传承150多年", ">", 150),
    ("半个多小时", ">", 0.5),
    ("排队3小时多", ">", 3),
    ("近50万辆", "~", 500_000),
    ("约2.6亿元", "~", 260_000_000),
    ("20万元左右", "~", 200_000),
    ("一百来家", "~", 100),
    ("约占全国产量的12%", "~", 12),
    ("不足2021年产量的三分之一", "<", 1 / 3),
    ("不超过新增成本的20%", "<=", 20),
    ("接近邻县的两倍", "~", 2),
    ("不得超过净资产的10倍", "<=", 10),
    ("不得低于上年收入的5%", ">=", 5),
    ("不足3成", "<", 30),
    ("不到对手的一半", "<", 50),
    ("不得低于六成", ">=", 60),
    ("比去年快两倍多", ">", 2),
    ("现有 860 余家", ">", 860),
    ("不到14元", "<", 14),
    ("不超过60元", "<=", 60),
    ("5年内建成", "<=", 5),
    ("800元以下", "<=", 800),
    ("最高每月补贴1500元", "<=", 1500),
    ("上限可达90亿元", "<=", 9e9),
    ("至少完成20单", ">=", 20),
    ("不低于3%", ">=", 3),
    ("65岁及以上", ">=", 65),
    ("上百家工厂", ">=", 100),
    ("3000+家门店", ">=", 3000),
    ("低至8%", ">=", 8),
    ("≥60元", ">=", 60),
    ("小于或等于40元", "<=", 40),
    ("达40万辆", "=", 400_000),
    ("附近5家店", "=", 5),
    ("经过20天", "=", 20),
    ("节约30万元", "=", 300_000),
]


@pytest.mark.parametrize(("text", "comparator", "value"), BOUNDS)
def test_bounds(text: str, comparator: str, value: float) -> None:
    quantity = only(text)
    assert (quantity.comparator, quantity.low) == (comparator, value)


@pytest.mark.parametrize(
    ("text", "span"),
    [("共约20家左右。", "约20家左右"), ("最高每月补贴900元", "最高每月补贴900元"), ("涨了7%", "7%")],
)
def test_the_span_with_the_bounding_words(text: str, span: str) -> None:
    quantity = only(text)
    assert text[quantity.cue_start : quantity.cue_end] == span


RANGES = [
    ("20亿~30亿元", 2e9, 3e9, "CNY"),
    ("20-30亿元", 2e9, 3e9, "CNY"),
    ("1500-2400元", 1500, 2400, "CNY"),
    ("5000吨至1万吨", 5000, 10_000, "吨"),
    ("三到五年", 3, 5, "年"),
    ("八百到一千人", 800, 1000, "人"),
    ("气温-2～6℃", -2, 6, "°C"),
    ("十八至三十万日元", 180_000, 300_000, "JPY"),
    ("10%—15%", 10, 15, "%"),
    ("两三百亿元", 2e10, 3e10, "CNY"),
    ("七八个城市", 7, 8, "个"),
    ("新台币3,000～4,500元", 3000, 4500, "TWD"),
    ("$20-$30", 20, 30, "USD"),
    ("几家公司", 2, 9, "家"),
    ("数十名员工", 20, 90, "名"),
    ("8位数美元", 1e7, 99_999_999, "USD"),
    ("大于10小于20公里", 10, 20, "公里"),
    ("18岁以上、60岁以下", 18, 60, "岁"),
    ("700与900之间", 700, 900, ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


RANKS = [
    ("位居全国第一，", "第一", 1, ""),
    ("这是第三批企业", "第三批", 3, "批"),
    ("排名第12位", "第12位", 12, "位"),
    ("登上榜首", "榜首", 1, ""),
    ("跃居首位", "首位", 1, ""),
    ("产量居首", "首", 1, ""),
    ("第21次试车", "第21次", 21, "次"),
    ("第三条生产线投产", "第三条", 3, "条"),
    ("增速位居全省第一方阵", "第一方阵", 1, "方阵"),
    ("跻身行业第二梯队。", "第二梯队", 2, "梯队"),
    ("第二大毛纺厂", "第二大", 2, "大"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit"), RANKS)
def test_ranks(text: str, surface: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.low, quantity.unit, quantity.kind) == (surface, value, unit, "rank")


def test_a_place_among_the_first_is_bounded() -> None:
    quantity = only("进入全球前十。")
    assert (quantity.text, quantity.low, quantity.kind, quantity.comparator) == ("前十", 10, "rank", "<=")


CHANGES = [
    ("占比从30%提升至50%", ["from", "to"]),
    ("由2019年的6万辆增长到2024年的40万辆", ["from", "to"]),
    ("税率降至9%", ["to"]),
    ("利润增长12%至3.4亿元", [None, "to"]),
    ("产值翻两番突破8亿元", ["increase", "to"]),
    ("来自海外的收入增加9%至4亿元", [None, "to"]),
    ("达到50%", [None]),
    ("库存减少30万吨至120万吨", [None, "to"]),
    ("航线由4个省增至全部9个省", ["from", "to"]),
    ("船厂从上年亏损2亿元转为盈利3亿元", ["from", "to"]),
    ("县里把9家渔场整合为4家", ["from", "to"]),
    ("渔场9家整合为4家", [None, None]),
    ("从海州采购鱼苗3万吨；船厂则把渔户扩大到40户", [None, "to"]),
]


@pytest.mark.parametrize(("text", "roles"), CHANGES)
def test_the_ends_of_a_change(text: str, roles: list[str | None]) -> None:
    assert [quantity.role for quantity in find_quantities(text)] == roles


LISTS = [
    ("营收分别为3.2亿、4.5亿和6亿元", [("CNY", 3.2e8), ("CNY", 4.5e8), ("CNY", 6e8)]),
    ("倍率分别为2.6和3.4", [("", 2.6), ("", 3.4)]),
    ("分别有3、5和7家", [("家", 3), ("家", 5), ("家", 7)]),
    ("出资5亿，占股40%", [("CNY", 5e8), ("%", 40)]),
    ("300万用户和20家门店", [("人", 3e6), ("家", 20)]),
    ("今年将达2.4亿人，去年仅为1.8亿", [("人", 2.4e8), ("人", 1.8e8)]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_units_of_lists_and_of_bare_numbers(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(quantity.unit, quantity.low) for quantity in find_quantities(text)] == expected


def test_an_inferred_unit_is_flagged() -> None:
    assert only("出资5亿").flags == ("unit_inferred",)
    assert only("出资5亿元").flags == ()


LOOKALIKES = """
5G手机 三一重工 四川 一线城市 “十四五”规划 六小龙 第一财经 3·15晚会 GPT-4发布 A股市场 7×24服务 一带一路 万一下雨
千万别去 双十一促销 2024年 3月5日 2024年3月 2018-2020年 08年 17年底 90年代 80后 三季度 第三季度 二十一世纪 周三
星期五 初一 20:30 上午8点半 9时40分 13800138000 0571-88886666 400-800-1234 证券代码600519 (000001) v2.3.1 歼-20
iPhone8 C919 PM2.5 1080P 4K电视 2+26城市 第三章 第五届 第二产业 第三中学 第十二条 统一 唯一 进一步 同一 其一
之一 一些 一起 一直 一定 十分 万分 百姓 百度 千方百计 五花八门 参加 陆地 队伍 拾取 放肆 半导体 上半年 几乎 数据 千行百业 县域经济 两位数密码
指数 人数 岁数 两会 两岸 三亚 六安 九寨沟 五粮液 万科 亿纬锂能 二维码 三角洲 零售 二手车
https://www.example.com/q=30%25a20
""".split()  # fmt: skip


@pytest.mark.parametrize("text", LOOKALIKES)
def test_look_alikes_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("三公里", "三公里"),
        ("一条高铁", "一条"),
        ("三台机器", "三台"),
        ("十分钟后", "十分钟"),
        ("十分之一", "十分之一"),
        ("一起案件", "一起"),
        ("唯一一个城市", "一个"),
        ("前三月", "前三月"),
        ("三千米", "三千米"),
        ("一百万一年", "一百万"),
        ("三分之二支持", "三分之二"),
        ("100万大学生", "100万"),
        ("十五部门", "十五部门"),
    ],
)
def test_a_quantity_beside_a_look_alike(text: str, surface: str) -> None:
    assert find_quantities(text)[0].text == surface


def test_section_numbers_are_no_quantities() -> None:
    assert find_quantities("一、总体情况\n二、主要做法\n1、加强领导\n（三）保障措施\n第一，要重视。") == []


def test_values_of_one_dimension_compare() -> None:
    kilometres, miles = only("全长5公里"), only("全长3英里")
    assert kilometres.dimension == miles.dimension == "length"
    assert miles.low * miles.factor < kilometres.low * kilometres.factor


PIECES = [
    *"0123456789零一二两三十百千万亿半几数余多点分之成折倍第前超约近至到从由年月日元个家%.,，、:：/-~～ +()（）“”\n",
    *(
        "个百分点",
        "以上",
        "左右",
        "平方公里",
        "分别为",
        "三一重工",
        "2024年",
        "美元",
        "GB",
        "http://",
        "翻番",
        "最高",
        "不超过",
        "𠮷",
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_spans_are_sorted_apart_and_those_of_the_text(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.low <= quantity.high
        assert 0 <= quantity.cue_start <= quantity.start
        assert quantity.end <= quantity.cue_end <= len(text)
        end = quantity.end


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    assert all(quantity.text for quantity in find_quantities(text))
