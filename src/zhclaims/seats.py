"""Tells the city in which an organisation sits: by the lexicons, else by the places its name holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhclaims.divisions import Division, load_divisions
from zhclaims.gazetteer import Gazetteer, Name, load_gazetteer
from zhclaims.organisations import Organisation, load_organisations, load_products, load_weak_names

__all__ = ["canonical_name", "city_of_organisation"]

LONGEST_NAME = 64
"""Characters; a longer string is no name."""
INDUSTRIES = (
    "新能源|网络|互联网|信息|科技|技术|软件|电子|通信|通讯|智能|汽车|工业|实业|投资|发展|计算机|数字|系统|传媒|文化|生物|医药|制药"
    "|半导体|集成电路|机器人|动力|材料|能源|光电|装备|制造|国际|电器|电气|电力|重工|机械|化学|化工|食品|乳业|服饰|物流|速运|旅行社|服务"
)
# What a company's registered name has after the name news uses: 科技有限公司, (深圳)有限公司, 新能源科技股份有限公司
LEGAL_TAIL = re.compile(
    rf"(?:\([^()]{{1,8}}\))?(?:{INDUSTRIES}){{0,4}}(?:\([^()]{{1,8}}\))?"
    r"(?:集团|控股){0,2}(?:股份有限公司|有限责任公司|有限公司|总公司|公司|集团|控股|股份)"
)
EVERYDAY = frozenset({"named", "attached"})
"""Uses of place words in the gazetteer that need their city before them."""
NAMES_WITH_PLACES = frozenset({"企业", "学校", "机构", "媒体", "组织"})
"""Kinds of names in the gazetteer's list of what is no place: their place words still say where they sit."""
# 甲大学/乙学院, 深创投及其关联基金
SEVERAL = re.compile(r"/|及其")
# What may stand before the name that the lexicons list: 中国人民解放军国防科技大学, 国立台湾大学, 民办三江学院
TITLES = re.compile(r"(?:中国人民)?解放军|中国人民武装警察部队|国立|私立|民办|中共(?=中央)")
# What sits where its parent sits: 总部, 研究院, 董事会
COMPANY_UNIT = re.compile(
    r"(?:全球|集团|中国|中央)?(?:总部|总公司|总行|研究院|研究所|实验室|基金会|董事会|监事会|管理层|事业部|党委|工会)"
)
OFFICE_UNIT = re.compile(r"[\u4e00-\u9fff]{0,10}(?:司|局|厅|部|处|办公室|委员会|党组|机关|新闻发言人|研究室|秘书处)")
UNITS = {"company": COMPANY_UNIT, "bank": COMPANY_UNIT, "agency": OFFICE_UNIT, "association": OFFICE_UNIT}
# Whose every part sits with it unless its name says otherwise: 浙江大学医学院附属邵逸夫医院
WHOLE_KINDS = frozenset({"university", "hospital"})
# Names of a branch: the place right before such a word, or with few words between (附属中学), is the branch's
BRANCH = (
    "研究生?院|研究所|研究中心|校区|分校|医院|分院|分公司|[分支]行|分部|分所|分局|分社|支社|记者站|办事处|代表处|总?领事馆|大?使馆|[分本]部|总部|基地"
    "|工厂|厂区?|园区|实验室|监管局|调查队|海关|专员办|中心|中学|小学|学校|营业部|门店|店|项目部|子公司"
)
BRANCH_AT_ONCE = re.compile(rf"(?:{BRANCH}|超级工厂|公司)\)?")
BRANCH_END = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9]{{0,10}}?(?:{BRANCH}|学院)|公司)\)?")
# A place stands at the start of a part of the name after these: 西安交通大学|苏州研究院, 腾讯科技(|深圳), 驻|北京办事处
PART_BEGINS = re.compile(
    r"(?:大学|学院|银行|集团|公司|医院|科学院|总局|总行|总署|总台|保险|证券|电网|石油|石化|移动|电信|联通|铁路|航空|邮政|法院|[(驻在]|学会|协会|联盟|[空海陆]军|武警|解放军|部队|国家|中国|中央)$"
)
# 南京东路, 长安街, 深圳湾: the place word is part of the name of a street or a water; 南京路桥 is a company
NO_PLACE = re.compile(r"[东南西北中]?(?:路(?![桥劲通航易由])|街(?!道)|大道|胡同|湾(?!区)|长江|码头)")
GUESTS = re.compile(r"(?:商会|同乡会|联谊会|校友会|会馆)$")
# Bodies of a province, with 省 or 自治区 written: 广东省教育厅, 河北省人民医院, 浙江省农业科学院
PROVINCE_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,14}(?:厅|局|委|办|委员会|党委|纪委|政府|人大|政协|法院|检察院|办公[厅室]|总队|总工会|妇联|联合会|协会|学会|促进会|基金会"
    r"|日报社?|电视台|博物[馆院]|图书馆|美术馆|档案馆|科技馆|体育馆|大剧院|党校|行政学院|社会主义学院|科学院|社科院|农科院|中心)"
    r"|(?:第[一二三四五]|省)?(?:人民|中医药?|肿瘤|儿童|妇幼保健|胸科|口腔|妇产)(?:医院|院)|.{0,2}立(?:第[一二三四])?医院"
)
# Bodies that are a province's own even without 省: 广东证监局, 四川日报, 湖南卫视, 山西广播电视大学
PROVINCE_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,8}厅|(?:证监|银保监|银监|保监|金融监管|通信管理|海事|气象|地震|统计|税务|国税|地税|药监|能源监管|高速公路管理|民航|邮政管理)局"
    r"|省[委政府].{0,8}|日报(?:社|报业集团)?|卫视|(?:广播)?电视(?:总)?台|广电(?:集团)?|社会科学院|社科院|科学院|农业科学院|农科院|高级人民法院|高院"
    r"|(?:(?:公安|政法|行政|经济|青年|工会|教育|建设|农垦|煤炭|财贸|财税|机关|省级机关){0,2}管理)?干部(?:管理)?学院"
    r"|党校|行政学院|社会主义学院|(?:农业)?广播电视大学|开放大学|教育学院|团校"
)
# A national company's or body's part for a province sits in its capital: 中国移动浙江公司, 工商银行江苏省分行
PROVINCE_BRANCH = re.compile(
    r"(?:省|自治区)?[\u4e00-\u9fff]{0,10}(?:公司|分行|分社|支社|总队|监管局|管理局|监督局|税务局|专员办|监管分局|证监局)"
)


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place in a name: the city it stands for, or the province where it stands for no city."""

    start: int
    end: int
    city: str | None
    province: str
    chained: bool
    """Whether it stands right after the division it is in: 余杭 in 杭州余杭."""


def city_of_organisation(name: str, *, lexicon: str | None = None) -> str | None:
    """The full name of the city in which an organisation sits, or None where neither lexicon nor name tells.

    A branch sits in the place of the branch; a body of a province sits in its capital. `lexicon` is the path of a
    user's TSV, whose ORG rows override the package's; raises LexiconError for a bad row of it.

    >>> city_of_organisation("宇树科技"), city_of_organisation("北京银行深圳分行"), city_of_organisation("广东省教育厅")
    ('杭州市', '深圳市', '广州市')
    >>> city_of_organisation("宜昌市夷陵区教育局"), city_of_organisation("某某公司")
    ('宜昌市', None)

    The name of a product stands for its maker.
    """
    name = _plain(name)
    if not 1 < len(name) <= LONGEST_NAME:
        return None
    known = _known(name, lexicon) or _maker(name, lexicon)
    if known is not None:
        return known.city or None
    return _city_by_form(name, lexicon)


def canonical_name(name: str, *, lexicon: str | None = None) -> str | None:
    """The name under which the lexicons list an organisation, or None when they do not.

    >>> canonical_name("杭州宇树科技有限公司"), canonical_name("工业和信息化部"), canonical_name("上海宇树科技有限公司")
    ('宇树科技', '工信部', None)
    """
    name = _plain(name)
    if not 1 < len(name) <= LONGEST_NAME:
        return None
    found = _known(name, lexicon) or _registered(name, lexicon)
    return found.name if found else None


def _plain(name: str) -> str:
    """Without white space, with ASCII brackets; the first of several names."""
    name = "".join(name.split()).replace("（", "(").replace("）", ")")
    return SEVERAL.split(name, 1)[0]


def _known(name: str, lexicon: str | None) -> Organisation | None:
    organisations = load_organisations(lexicon)
    weak = load_weak_names().get(name)
    found = organisations.get(name) or (organisations.get(weak.organisation) if weak else None)
    title = None if found else TITLES.match(name)
    return organisations.get(name[title.end() :]) if title else found


def _maker(name: str, lexicon: str | None) -> Organisation | None:
    """Who makes a product that is named like an actor: 阿里巴巴 for 淘宝."""
    product = load_products(lexicon).get(name)
    return load_organisations(lexicon).get(product.organisation) if product else None


def _registered(name: str, lexicon: str | None) -> Organisation | None:
    """The organisation whose registered name this is: its short name, with its place before and a legal form after."""
    known = _with_legal_tail(name, lexicon)
    if known is not None:
        return known
    home = next(_seats(name, 0, lexicon), None)
    if home is None or home.start > 0:
        return None
    known = _known(name[home.end :], lexicon) or _with_legal_tail(name[home.end :], lexicon)
    return known if known is not None and _is_home(home, known) else None


def _with_legal_tail(name: str, lexicon: str | None) -> Organisation | None:
    owner, end = _owner(name, lexicon)
    return owner if owner is not None and LEGAL_TAIL.fullmatch(name, end) else None


def _is_home(place: _Seat, organisation: Organisation) -> bool:
    """Whether the organisation sits in that city or province."""
    city = load_divisions().city(organisation.city)
    return city is not None and place.city in (None, city.name) and place.province == city.province


def _owner(name: str, lexicon: str | None) -> tuple[Organisation | None, int]:
    """The organisation with whose name, the longest there is, this name begins, and where that ends."""
    for end in range(min(len(name), 24), 1, -1):
        known = _known(name[:end], lexicon)
        if known is not None:
            return known, end
    return None, 0


def _city_by_form(name: str, lexicon: str | None) -> str | None:
    owner, end = _owner(name, lexicon)
    if owner is not None and (city := _city_of_part(owner, name, end, lexicon)):
        return city
    places = list(_seats(name, 0, lexicon))
    cities = [place for place in places if place.city]
    if cities:
        return _seat_among(cities, name).city
    registered = _registered(name, lexicon)
    if registered is not None:
        return registered.city or None
    return _capital(places[0], name, 0) if places else None


def _city_of_part(owner: Organisation, name: str, end: int, lexicon: str | None) -> str | None:
    """The city of a part of an organisation: of the place named in it, else where its parent sits."""
    within = _known(name[end:], lexicon) or _with_legal_tail(name[end:], lexicon)
    if within is not None:
        return within.city or None
    places = list(_seats(name, end, lexicon))
    cities = [place for place in places if place.city]
    if cities:
        return _seat_among(cities, name).city
    if places:
        return _capital(places[0], name, end)
    unit = UNITS.get(owner.kind)
    sits_with_it = owner.kind in WHOLE_KINDS or (unit and unit.fullmatch(name, end)) or LEGAL_TAIL.fullmatch(name, end)
    return owner.city or None if sits_with_it else None


def _seat_among(cities: list[_Seat], name: str) -> _Seat:
    """The first city named, or a later one that is a part of it or begins a branch."""
    seat = cities[0]
    for place in cities[1:]:
        if place.chained or (not GUESTS.search(name) and _begins_branch(place, name)):
            seat = place
    return seat


def _begins_branch(place: _Seat, name: str) -> bool:
    return bool(PART_BEGINS.search(name, 0, place.start) or BRANCH_END.fullmatch(name, place.end))


def _capital(place: _Seat, name: str, owner_end: int) -> str | None:
    """The capital of the province, for a body of the province or a national organisation's part for it."""
    if place.start != owner_end:
        return None
    forms = [PROVINCE_OFFICE]
    if owner_end > 0:
        forms.append(PROVINCE_BRANCH)
    elif name[place.start : place.end].endswith(("省", "自治区")):
        forms.append(PROVINCE_BODY)
    return _capital_of(place.province) if any(form.fullmatch(name, place.end) for form in forms) else None


def _capital_of(province: str) -> str | None:
    """GB/T 2260 gives the capital the first code of its province: 330100 杭州市."""
    divisions = load_divisions()
    for division in divisions.by_name.get(province, ()):
        if division.level == "province":
            return divisions.by_code[division.code[:2] + "0100"].city
    return None


def _seats(name: str, start: int, lexicon: str | None) -> Iterator[_Seat]:
    """The places in a name from `start` on, in order, that can tell where it sits."""
    gazetteer = load_gazetteer(lexicon)
    before: _Seat | None = None
    abroad = False
    for index, begin, _ in gazetteer.matcher.find_matches_as_indexes(name[start:]):
        entry = _place_name(gazetteer.names[index], gazetteer)
        begin, end = begin + start, begin + start + len(entry.text)
        follows = before if before is not None and before.end == begin else None
        place = _reading(entry.readings + (entry.inner if follows else ()), follows)
        if place is None or place.province is None or NO_PLACE.match(name, end):
            abroad = abroad or any(_is_abroad(reading) for reading in entry.readings)
            continue
        chained = follows is not None and _is_inside(place, follows)
        begins_part = not abroad and _begins_part(name, begin, start, entry.use, place)
        if chained or begins_part or _names_branch(name, begin, end, entry.use):
            before = _Seat(begin, end, place.city, place.province, chained)
            yield before


def _place_name(entry: Name, gazetteer: Gazetteer) -> Name:
    """The place word of a name that only begins with one (吉林敖东); other names of the gazetteer themselves."""
    if entry.guard in NAMES_WITH_PLACES:
        for size in (4, 3, 2):
            inside = gazetteer.by_text.get(entry.text[:size])
            if inside is not None and not inside.guard:
                return inside
    return entry


def _is_abroad(place: Division) -> bool:
    return place.level == "foreign" or (place.level == "country" and place.name != "中国")


def _is_inside(place: Division, outer: _Seat) -> bool:
    return place.province == outer.province and outer.city in (None, place.city)


def _reading(readings: tuple[Division, ...], before: _Seat | None) -> Division | None:
    """The division of China that is meant: in the place before it, else a province, else a city, else the only one."""
    found = [division for division in readings if division.province]
    if before is not None:
        found = [division for division in found if _is_inside(division, before)] or found
    for level in ("province", "city"):
        chosen = [division for division in found if division.level == level]
        if len(chosen) == 1:
            return chosen[0]
    return found[0] if len({division.city for division in found}) == 1 and found[0].city else None


def _begins_part(name: str, begin: int, start: int, use: str, place: Division) -> bool:
    """Whether a place word stands where a name or a part of it begins; everyday words (钟楼) count in full only."""
    if use in EVERYDAY:
        return begin == 0 and name.startswith("县", begin + 1)
    if begin == 0 or name[begin - 1] == "(":
        return True
    known = place.level in ("province", "city") or use == "alone"
    return known and (begin == start or PART_BEGINS.search(name, 0, begin) is not None)


def _names_branch(name: str, begin: int, end: int, use: str) -> bool:
    """Whether a place word within a name is a place for sure: written in full, or right before a word for a branch."""
    if use in EVERYDAY:
        return False
    return (end - begin > 2 and name[end - 1] in "市区县旗") or BRANCH_AT_ONCE.fullmatch(name, end) is not None
