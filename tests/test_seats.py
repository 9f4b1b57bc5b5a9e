"""Seats of organisations: by the lexicons, by the form of the name, and the cases that must stay unknown."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.divisions import load_divisions
from zhclaims.errors import LexiconError
from zhclaims.lexicon import USER_COLUMNS
from zhclaims.organisations import (
    KINDS,
    load_organisations,
    load_products,
    load_weak_names,
)
from zhclaims.seats import canonical_name, city_of_organisation

BY_LEXICON = [
    ("宇树", "杭州市"),
    ("工业和信息化部", "北京市"),
    ("云南白药", "昆明市"),
    ("上海汽车", "上海市"),
    ("台积电", "新竹市"),
    ("富士康", "新北市"),
    ("江南大学", "无锡市"),
    ("华侨大学", "泉州市"),
    ("山东工商学院", "烟台市"),
    ("小米", "北京市"),
    ("淘宝", "杭州市"),
    ("中国人民解放军海军工程大学", "武汉市"),
    ("吉林化工学院", "吉林市"),
    ("华海清科", "天津市"),
    ("多伦科技", "南京市"),
    ("中环领先", "无锡市"),
    ("三峡人寿", "重庆市"),
    ("成大生物", "沈阳市"),
    ("瑞幸咖啡", "厦门市"),
    ("金桥焊材", "天津市"),
    ("台光电子", "桃园市"),
    ("启碁科技", "新竹市"),
    ("光宝科", "台北市"),
    ("昇达科", "基隆市"),
    ("伟仕佳杰", "香港特别行政区"),
    ("渔护署", "香港特别行政区"),
    ("高科大", "高雄市"),
    ("恒隆集团", "香港特别行政区"),
    ("中铁九局", "沈阳市"),
    ("江苏国信", "南京市"),
]
BY_PLACE = [
    ("杭州明溪智能装备有限公司", "杭州市"),
    ("武汉青禾大学", "武汉市"),
    ("昆山恒达光电有限公司", "苏州市"),
    ("义乌农商银行", "金华市"),
    ("宜昌市夷陵区教育局", "宜昌市"),
    ("余杭区政府", "杭州市"),
    ("浙江省义乌市商务局", "金华市"),
    ("杭州安吉智能装备有限公司", "杭州市"),
    ("万科（成都）", "成都市"),
    ("腾讯科技（深圳）有限公司", "深圳市"),
    ("中国（上海）自由贸易试验区", "上海市"),
    ("国家超级计算深圳中心", "深圳市"),
    ("襄樊某某机械厂", "襄阳市"),
    ("吉林敖东", "延边朝鲜族自治州"),
    ("常州大学", "常州市"),
    ("民办芜湖某某职业学院", "芜湖市"),
    ("昆山青禾光电", "苏州市"),
    ("新津制药厂", "成都市"),
    ("义乌市启明集团", "金华市"),
]
BY_BRANCH = [
    ("西安交通大学苏州研究院", "苏州市"),
    ("北京银行深圳分行", "深圳市"),
    ("华为上海研究所", "上海市"),
    ("比亚迪西安工厂", "西安市"),
    ("特斯拉上海超级工厂", "上海市"),
    ("北京大学深圳医院", "深圳市"),
    ("中科院大连化学物理研究所", "大连市"),
    ("广东省政府驻北京办事处", "北京市"),
    ("北京温州商会", "北京市"),
    ("杭州市余杭区未来科技城管委会", "杭州市"),
]
BY_PROVINCE = [
    ("广东省教育厅", "广州市"),
    ("河北省人民医院", "石家庄市"),
    ("广东证监局", "广州市"),
    ("四川日报社", "成都市"),
    ("甘肃广播电视大学", "兰州市"),
    ("中国工商银行江苏省分行", "南京市"),
    ("国网浙江省电力有限公司", "杭州市"),
    ("国家税务总局安徽省税务局", "合肥市"),
]
BY_PARENT = [
    ("清华大学经济管理学院", "北京市"),
    ("浙江大学医学院附属某某医院", "杭州市"),
    ("工信部科技司", "北京市"),
    ("海尔集团研究院", "青岛市"),
    ("江苏恒瑞医药股份有限公司", "连云港市"),
    ("内蒙古伊利实业集团股份有限公司", "呼和浩特市"),
    ("深创投及其关联基金", "深圳市"),
]
UNKNOWN = [
    "西安事变",
    "天津条约",
    "",
    "人",
    "某某公司",
    "中科云雀科技",
    "南科云雀",
    "初创企业",
    "南京路步行街管理公司",
    "浙江某某机械有限公司",
    "广东星河贸易有限公司",
    "云南省热带作物科学研究所",
    "平安路小学",
    "凤凰置地有限公司",
    "德州仪器",
    "英伟达",
    "美国商务部",
    "华南京华物流",
    "广东宇树科技有限公司",
    "鼓楼区教育局",
    "长乐科技",
    "海阳集团",
    "海阳药业股份有限公司",
    "腾讯游乐园管理处",
    "长" * 200,
]


@pytest.mark.parametrize(("name", "city"), BY_LEXICON + BY_PLACE + BY_BRANCH + BY_PROVINCE + BY_PARENT)
def test_city_of_organisation(name: str, city: str) -> None:
    assert city_of_organisation(name) == city


@pytest.mark.parametrize("name", UNKNOWN)
def test_seat_that_nothing_tells_stays_unknown(name: str) -> None:
    assert city_of_organisation(name) is None


@settings(deadline=None)
@given(
    st.text(alphabet="杭州深圳市区省大学研究院公司分行银行()（）/及其路湾驻华为北京江苏abc 厅局", max_size=70)
    | st.text()
)
def test_any_string_gives_a_city_of_the_divisions_or_none(name: str) -> None:
    cities = {division.city for division in load_divisions().by_code.values()} | {None}
    assert city_of_organisation(name) in cities
    assert canonical_name(name) is None or canonical_name(name) in load_organisations()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("杭州宇树科技有限公司", "宇树科技"),
        ("阿里巴巴集团", "阿里巴巴"),
        ("工业与信息化部", "工信部"),
        ("宁德时代新能源科技股份有限公司", "宁德时代"),
        ("北京字节跳动科技有限公司", "字节跳动"),
        ("小米", "小米集团"),
        ("上海宇树科技有限公司", None),
        ("杭州宇树科技分公司筹备组", None),
    ],
)
def test_canonical_name(name: str, canonical: str | None) -> None:
    assert canonical_name(name) == canonical


@pytest.mark.parametrize(
    ("text", "name", "holds"),
    [
        ("小米集团公布业绩", "小米", True),
        ("董事长美的方洪波", "美的", True),
        ("一碗小米粥", "小米", False),
        ("苹果熟了", "苹果", False),
        ("苹果公司发布新品", "苹果", True),
        ("风景优美的乡村", "美的", False),
        ("浙大教授团队", "浙大", True),
        ("人民大众喜闻乐见", "大众", False),
        ("大众汽车在合肥建厂", "大众", True),
        ("世界先进上季营收增长", "世界先进", True),
        ("达到世界先进水平", "世界先进", False),
    ],
)
def test_weak_name_needs_a_word_beside_it(text: str, name: str, holds: bool) -> None:
    start = text.index(name)
    assert load_weak_names()[name].holds(text, start, start + len(name)) is holds


def test_weak_names_and_makers_lead_to_canonical_names() -> None:
    organisations = load_organisations()
    named = {weak.organisation for weak in load_weak_names().values()}
    named |= {product.organisation for product in load_products().values() if product.organisation}
    assert [name for name in named if name not in organisations or organisations[name].name != name] == []


def test_no_safe_name_is_weak_or_a_product() -> None:
    safe = load_organisations().keys()
    assert safe & load_weak_names().keys() == set()
    assert safe & load_products().keys() == set()


def test_one_spelling_belongs_to_one_organisation() -> None:
    names = load_organisations()
    assert [o.name for o in set(names.values()) if names[o.name] != o] == []
    assert {organisation.kind for organisation in names.values()} <= KINDS


def test_lexicon_is_broad() -> None:
    seated = {name: found for name, found in load_organisations().items() if found.city and found.country == "CN"}
    cities = {division.name for division in load_divisions().by_code.values() if division.level == "city"}
    assert len(set(seated.values())) > 9000
    assert len(seated) > 15000
    assert len({found.city for found in seated.values()} & cities) > 300


def test_user_lexicon_overrides_and_adds(tmp_path: Path) -> None:
    path = _lexicon(tmp_path, "ORG\t宇树科技\t\t深圳", "ORG\t云启机器人\t云启|云启智能\t昆山", "PRODUCT\t云启一号\t\t")
    assert city_of_organisation("宇树科技", lexicon=path) == "深圳市"
    assert city_of_organisation("云启", lexicon=path) == "苏州市"
    assert canonical_name("云启智能", lexicon=path) == "云启机器人"
    assert load_products(path)["云启一号"].name == "云启一号"
    assert city_of_organisation("云启") is None


def test_changed_user_lexicon_is_read_again(tmp_path: Path) -> None:
    path = _lexicon(tmp_path, "ORG\t云启机器人\t\t昆山")
    assert city_of_organisation("云启机器人", lexicon=path) == "苏州市"
    _lexicon(tmp_path, "ORG\t云启机器人\t\t嘉兴")
    os.utime(path, ns=(1, 1))
    assert city_of_organisation("云启机器人", lexicon=path) == "嘉兴市"


def test_absent_user_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="absent.tsv"):
        city_of_organisation("云启机器人", lexicon=str(tmp_path / "absent.tsv"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ORG\t云启机器人\t\t亚特兰蒂斯", "must name one city"),
        ("ORG\t云启机器人\t\t鼓楼区", "must name one city"),
        ("COMPANY\t云启机器人\t\t", "must be one of"),
        ("ORG\t云启机器人\t", "4 cells expected"),
    ],
)
def test_bad_row_is_refused_with_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    path = _lexicon(tmp_path, row)
    with pytest.raises(LexiconError, match=message) as raised:
        city_of_organisation("云启机器人", lexicon=path)
    assert f"{path}:2:" in str(raised.value)


def _lexicon(folder: Path, *rows: str) -> str:
    path = folder / "names.tsv"
    path.write_text("\n".join(["\t".join(USER_COLUMNS), *rows]), "utf-8")
    return str(path)
