"""Tests of finding places and of the city each one is in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.places import find_places

NAMED_PLACES = [
    ("察右后旗今年新增风电装机30万千瓦", "察右后旗", "内蒙古自治区乌兰察布市察哈尔右翼后旗", "乌兰察布市"),
    ("阿左旗接待游客5万人次", "阿左旗", "内蒙古自治区阿拉善盟阿拉善左旗", "阿拉善盟"),
    ("浙江省杭州市余杭区新增企业300家", "浙江省杭州市余杭区", "浙江省杭州市余杭区", "杭州市"),
    ("杭州余杭引进人才", "杭州余杭", "浙江省杭州市余杭区", "杭州市"),
    ("广东深圳的研发投入", "广东深圳", "广东省深圳市", "深圳市"),
    (
        "内蒙古自治区通辽市科尔沁左翼后旗",
        "内蒙古自治区通辽市科尔沁左翼后旗",
        "内蒙古自治区通辽市科尔沁左翼后旗",
        "通辽市",
    ),
    ("昌吉州的光伏装机", "昌吉州", "新疆维吾尔自治区昌吉回族自治州", "昌吉回族自治州"),
    ("恭城县脱贫", "恭城县", "广西壮族自治区桂林市恭城瑶族自治县", "桂林市"),
    ("北京海淀的独角兽", "北京海淀", "北京市海淀区", "北京市"),
    ("香港的家族办公室", "香港", "香港特别行政区", "香港特别行政区"),
    ("台北市与新竹市", "台北市", "台湾台北市", "台北市"),
    ("仙桃市的无纺布", "仙桃市", "湖北省仙桃市", "仙桃市"),
    ("石河子市的棉纺", "石河子市", "新疆维吾尔自治区石河子市", "石河子市"),
    ("赵县的雪花梨", "赵县", "河北省石家庄市赵县", "石家庄市"),
    ("光谷的激光企业", "光谷", "湖北省武汉市光谷", "武汉市"),
    ("松山湖的机器人", "松山湖", "广东省东莞市松山湖", "东莞市"),
    ("深圳前海注册企业", "深圳前海", "广东省深圳市前海", "深圳市"),
    ("苏州工业园区的生物医药", "苏州工业园区", "江苏省苏州市苏州工业园区", "苏州市"),
    ("潍坊高新区产值翻番", "潍坊高新区", "山东省潍坊市高新区", "潍坊市"),
    ("贵阳大数据产业园开园", "贵阳大数据产业园", "贵州省贵阳市大数据产业园", "贵阳市"),
    ("长沙南站发送旅客", "长沙南站", "湖南省长沙市长沙南站", "长沙市"),
    ("魔都的咖啡馆", "魔都", "上海市", "上海市"),
    ("襄樊市原有三家工厂", "襄樊市", "湖北省襄阳市", "襄阳市"),
    ("江干区的写字楼", "江干区", "浙江省杭州市上城区", "杭州市"),
    ("静海县的钢管", "静海县", "天津市静海区", "天津市"),
    ("湖南省长沙市长沙县的挖掘机", "湖南省长沙市长沙县", "湖南省长沙市长沙县", "长沙市"),
    ("天津滨海新区塘沽的码头", "天津滨海新区塘沽", "天津市滨海新区", "天津市"),
    ("佛山市顺德区北滘镇的家电", "佛山市顺德区北滘镇", "广东省佛山市顺德区北滘", "佛山市"),
    ("泸溪县浦市镇的龙舟", "泸溪县浦市镇", "湖南省湘西土家族苗族自治州泸溪县浦市镇", "湘西土家族苗族自治州"),
    ("昆山市重点镇的名单", "昆山市", "江苏省苏州市昆山市", "苏州市"),
    ("莱芜的钢铁", "莱芜", "山东省济南市莱芜区", "济南市"),
]

PLACES_WITHOUT_CITY = [
    ("浙江的民营经济", "浙江省", "province"),
    ("我国的产能", "中国", "country"),
    ("全国的产量", "中国", "country"),
    ("全球出货量", "全球", "world"),
    ("越南的工厂", "越南", "country"),
    ("硅谷的工程师", "美国硅谷", "foreign"),
    ("美国加州的法律", "美国加州", "foreign"),
    ("长三角的分工", "长三角", "region"),
    ("京津冀的协同", "京津冀", "region"),
    ("北上广深的房租", "北上广深", "region"),
    ("沪苏浙皖共建走廊", "沪苏浙皖", "region"),
    ("雄安新区的数字货币", "河北省雄安新区", "area"),
]

NOT_PLACES = [
    "北京大学发布了报告",
    "武汉理工大学的团队",
    "南京东路很热闹",
    "据上海证券报报道",
    "云南白药的股价",
    "深圳航空的航班",
    "中山大学的教授",
    "北京时间晚上八点",
    "江苏银行的网点",
    "广州日报记者",
    "京沪高铁的票价",
    "中国银行的贷款",
    "三明治和汉堡包",
    "孙中山先生",
    "和平发展与合作共赢",
    "平安夜的东方红",
    "公安机关的通道",
    "国内生产总值",
    "拆迁安置",
    "股东兴致不高",
    "大同小异",
    "琅琊山的古寺",
    "北京路上的老字号",
    "长沙路口的红灯",
    "南京西路上新开的店",
    "逛一逛杭州道",
    "广州起义的旧址",
    "衡阳会战的遗址",
    "西安事变以后",
    "武汉热干面的配料",
    "德州扒鸡的吃法",
    "一辆合肥牌照的轿车",
    "客轮“江门号”首航",
    "一名湖南籍男子",
    "往广元方向堵车",
    "一块上海牌手表",
]

PLACES_IN_ORGANISATIONS = [
    ("余杭区政府表示", "余杭区", "杭州市"),
    ("杭州市委书记调研", "杭州市", "杭州市"),
    ("深圳市工业和信息化局公示", "深圳市", "深圳市"),
    ("深圳市腾讯计算机系统有限公司", "深圳市", "深圳市"),
    ("杭州宇树科技有限公司", "杭州", "杭州市"),
    ("某某科技(成都)有限公司", "成都", "成都市"),
    ("深圳前海管理局", "深圳前海", "深圳市"),
    ("西安交通大学苏州研究院", "苏州", "苏州市"),
]

PLACES_BESIDE_ORDINARY_NOUNS = [
    ("上海市民排队", "上海"),
    ("深圳市场很大", "深圳"),
    ("深圳企业出海", "深圳"),
    ("武汉大学生就业", "武汉"),
    ("西湖区块链产业园在杭州西湖区", "杭州西湖区"),
    ("浙江省会是杭州", "浙江"),
    ("深圳市长表示", "深圳"),
    ("上海汽车产业的产值", "上海"),
    ("杭州一家科技有限公司", "杭州"),
    ("在去北京路上", "北京"),
    ("宁波道路改造", "宁波"),
    ("青岛号称帆船之都", "青岛"),
    ("潮州牌坊街开街", "潮州"),
    ("济南市中区的商场", "济南"),
]


@pytest.mark.parametrize(("text", "span", "name", "city"), NAMED_PLACES)
def test_a_place_has_its_full_name_and_city(text, span, name, city):
    place = find_places(text)[0]
    assert (place.text, place.name, place.city) == (span, name, city)


@pytest.mark.parametrize(("text", "name", "level"), PLACES_WITHOUT_CITY)
def test_a_place_larger_than_a_city_or_abroad_has_no_city(text, name, level):
    (place,) = find_places(text)
    assert (place.name, place.level, place.city) == (name, level, None)


@pytest.mark.parametrize(
    ("text", "span"), [("纽约市的租金", "纽约市"), ("纽约市场", "纽约"), ("弗吉尼亚州的机房", "弗吉尼亚州")]
)
def test_a_foreign_place_takes_its_suffix(text, span):
    assert find_places(text)[0].text == span


@pytest.mark.parametrize("text", NOT_PLACES)
def test_place_words_in_other_names_and_words_are_no_mentions(text):
    assert find_places(text) == []


@pytest.mark.parametrize(("text", "span", "city"), PLACES_IN_ORGANISATIONS)
def test_the_seat_in_an_organisations_name_is_flagged(text, span, city):
    (place,) = find_places(text)
    assert (place.text, place.city, place.flags) == (span, city, ("in_organisation",))


@pytest.mark.parametrize(("text", "span"), PLACES_BESIDE_ORDINARY_NOUNS)
def test_an_ordinary_noun_after_it_leaves_a_place_a_place(text, span):
    place = find_places(text)[-1 if span.endswith("区") else 0]
    assert (place.text, place.flags) == (span, ())


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("新华社杭州3月5日电", "dateline"),
        ("《深圳市算力规划》印发", "in_title"),
        ("台北国际电脑展开幕", "in_event"),
        ("鹏城的夜", "nickname"),
        ("塘沽区的码头", "renamed_place"),
        ("全国的网点", "generic_place"),
    ],
)
def test_flags_say_how_a_place_is_named(text, flag):
    assert flag in find_places(text)[0].flags


@pytest.mark.parametrize(
    ("text", "span", "city"),
    [
        ("会议在沪召开", "沪", "上海市"),
        ("代表团赴粤考察", "粤", None),
        ("三家企业赴港上市", "港", "香港特别行政区"),
    ],
)
def test_one_letter_names_count_after_verbs_of_place(text, span, city):
    (place,) = find_places(text)
    assert (place.text, place.city) == (span, city)


@pytest.mark.parametrize("text", ["在京东下单", "沪指上涨", "在港口装船", "未来台积电", "粤菜馆"])
def test_letters_in_other_words_are_no_places(text):
    assert find_places(text) == []


def test_each_place_of_a_list_is_found():
    found = [place.city for place in find_places("深圳、广州和杭州的增速")]
    assert found == ["深圳市", "广州市", "杭州市"]


@settings(deadline=None)
@given(st.text(alphabet="北京市上海省浙江杭州区余县赴在沪、《》()（）0a\n 高新大学路政府有限公司", max_size=60))
def test_offsets_slice_the_text_and_nothing_raises(text):
    for place in find_places(text):
        assert text[place.start : place.end] == place.text != ""


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_read(text):
    starts = [place.start for place in find_places(text)]
    assert starts == sorted(starts)
