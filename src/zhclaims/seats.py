"""Tells the city in which an organisation sits: by the lexicons, else by the places its name holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhclaims.divisions import Division, load_divisions
from zhclaims.gazetteer import Gazetteer, Name, load_gazetteer
from zhclaims.organisations import Organisation, load_organisations, load_products, load_weak_names
from zhclaims.seat_forms import (
    BRANCH_AT_ONCE,
    BRANCH_END,
    BRAND_TAIL,
    CARRIER_COMPANY,
    CLIPPED,
    EVERYDAY,
    GUESTS,
    LEGAL_TAIL,
    NAMES_WITH_PLACES,
    NO_PLACE,
    PART_BEGINS,
    PROVINCE_BODY,
    PROVINCE_BRANCH,
    PROVINCE_COMPANY,
    PROVINCE_OFFICE,
    SEVERAL,
    TITLES,
    UNITS,
    WHOLE_KINDS,
)

__all__ = ["canonical_name", "city_of_organisation"]

LONGEST_NAME = 64
"""Characters; a longer string is no name."""


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place in a name: the city it stands for, or the province where it stands for no city."""

    start: int
    end: int
    city: str | None
    province: str
    chained: bool
    """Whether it stands right after the division it is in: 余杭 in 杭州余杭."""


def city_of_organisation(name: str, *, lexicon: str | None = None, by_province: bool = True) -> str | None:
    """The full name of the city in which an organisation sits, or None where neither lexicon nor name tells.

    A branch sits in the place of the branch; a body of a province sits in its capital. `lexicon` is the path of a
    user's TSV, whose ORG rows override the package's; raises LexiconError for a bad row of it.

    >>> city_of_organisation("宇树科技"), city_of_organisation("北京银行深圳分行"), city_of_organisation("广东省教育厅")
    ('杭州市', '深圳市', '广州市')
    >>> city_of_organisation("宜昌市夷陵区教育局"), city_of_organisation("某某公司")
    ('宜昌市', None)

    The name of a product stands for its maker. Without `by_province` a body or branch of a province that neither
    lexicon nor name gives a city (广东省教育厅) has none: what it says and does is of the province.
    """
    name = _plain(name)
    if not 1 < len(name) <= LONGEST_NAME:
        return None
    known = _known(name, lexicon) or _maker(name, lexicon)
    if known is not None:
        return known.city or None
    return _city_by_form(name, lexicon, by_province)


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


def _city_by_form(name: str, lexicon: str | None, by_province: bool) -> str | None:
    if title := TITLES.match(name):  # 民办合肥滨湖职业技术学院
        name = name[title.end() :]
    owner, end = _owner(name, lexicon)
    if owner is not None and (city := _city_of_part(owner, name, end, lexicon, by_province)):
        return city
    places = list(_seats(name, 0, lexicon))
    cities = [place for place in places if place.city]
    if cities:
        return _seat_among(cities, name).city
    registered = _registered(name, lexicon)
    if registered is not None:
        return registered.city or None
    return _capital(places[0], name, 0, by_province) if places else None


def _city_of_part(owner: Organisation, name: str, end: int, lexicon: str | None, by_province: bool) -> str | None:
    """The city of a part of an organisation: of the place named in it, else where its parent sits."""
    within = _known(name[end:], lexicon) or _with_legal_tail(name[end:], lexicon)
    if within is not None:
        return within.city or None
    places = list(_seats(name, end, lexicon))
    cities = [place for place in places if place.city]
    if cities:
        return _seat_among(cities, name).city
    if places:
        return _capital(places[0], name, end, by_province)
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


def _capital(place: _Seat, name: str, owner_end: int, by_province: bool) -> str | None:
    """The capital of the province, for a company in it; `by_province` also for a body or branch that serves it all."""
    if place.start != owner_end:
        return None
    forms = [PROVINCE_COMPANY if owner_end > 0 else CARRIER_COMPANY]
    if by_province:
        forms.append(PROVINCE_OFFICE)
    if by_province and owner_end > 0:
        forms.append(PROVINCE_BRANCH)
    elif by_province and name[place.start : place.end].endswith(("省", "自治区")):
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
        brand = use == "supported" and place.level == "county" and begin == 0
        return name[begin : begin + 2] not in CLIPPED and not (brand and BRAND_TAIL.fullmatch(name, begin + 2))
    known = place.level in ("province", "city") or use == "alone"
    return known and (begin == start or PART_BEGINS.search(name, 0, begin) is not None)


def _names_branch(name: str, begin: int, end: int, use: str) -> bool:
    """Whether a place word within a name is a place for sure: written in full, or right before a word for a branch."""
    if use in EVERYDAY:
        return False
    return (end - begin > 2 and name[end - 1] in "市区县旗") or BRANCH_AT_ONCE.fullmatch(name, end) is not None
