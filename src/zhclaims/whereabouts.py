"""Which words of an article tell a place: its names of places, and of organisations whose seat is known."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zhclaims.divisions import load_divisions
from zhclaims.document import Document
from zhclaims.homes import BEFORE_NAME, SEAT_SAID, Homes
from zhclaims.types import Entity, Place

DIVISION_ENDS = ("区", "县", "市", "旗", "镇", "乡")
# 某大学在此设立, 某公司、某集团落户于此, 某行在当地: where that is has been said before
HERE = re.compile(
    "[^，。；：！？\n]{0,16}?(?:[在于到来]此(?![之前期基次背过间后外番举类种时刻轮起案项数处])|[在到]这里|在当地)"
)
# 全国, 央企, A股 and 行业 are of no city, whatever city the sentences before are about
COUNTRYWIDE = re.compile(
    "全国|我国|(?:试点|各|所有|[0-9一二三四五六七八九十百]+[家户])?(?:央企|中央企业)|全省|全疆|我省|本省|[Aa]股"
    "|全?行业(?!龙头|老大|巨头|领军|领头|首)|业内|同业|商业银行|(?:科创板|创业板|主板|北交所)(?=上市|公司|企业|平均|$)"
)
FAIR = re.compile("[^，。；：！？\n]{0,6}?(?:[车子脑]展|博览会|展览会|交易会|[博交]会|论坛|峰会)")
HELD = re.compile(
    "[^，。；：！？\n]{0,6}?(?:举行|举办|召开)的[^，。；：！？\n]{0,30}?(?:会议?|论坛|活动|仪式)上?"
    "(?=表示|说|称|指出|介绍|透露|宣布|强调|坦言|披露|发布|公布)"
)
# 某证券|维持“买入”评级, 某证券|将其目标价上调, 某证券|分析师: what is rated or foreseen is that of another company
RATING = re.compile(
    "[^，。；：！？\n]{0,10}?(?:分析师|研报)|(?:维持|重申|首予|首次覆盖|给予|将|上调|下调|调高|调低|调升|调降)"
    "[^，。；！？\n]{0,24}?(?:评级|目标价|盈利预测|盈利预期)"
)
FORESEEING = re.compile("[^，。；：！？\n]{0,6}?(?:预计|预期|预测|测算|估算)(?:其(?!中)|该公司|公司)")
BROKER = re.compile("(?:证券|国际|资本)$")
IN_MIND = 200
"""Characters over which 此 points back."""
NAMED = 2
"""How much a city's own name counts against the seat of an organisation in it."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a word tells, with the city that contains it, if one does."""

    place: str
    """Full name from the province down."""
    place_code: str
    city: str
    city_code: str
    by: Literal["place", "seat"]
    """Named itself, or where the organisation that is named is based."""
    name: str
    """The words that tell it."""
    flags: tuple[str, ...] = ()
    is_medium: bool = False
    """Whether it is the seat of a medium, which as a rule but reports."""
    is_venue: bool = False
    """Whether it is but in the name of a fair or forum, at which others show and say what is of elsewhere."""
    is_implied: bool = False
    """Whether it is a seat that neither name nor article tells: 深圳 of 比亚迪, not 宁波 of 宁波银行."""
    is_main: bool = False
    """Whether its city is the one that the article names most."""


def find_locations(doc: Document, number_at: Callable[[int], int], lexicon: str | None = None) -> dict[int, Location]:
    """The places told, by the number of the word they begin with; `number_at` gives the word at an offset."""
    found: dict[int, Location] = {}
    for place in doc.places:
        if _is_of_a_title(doc, place):
            continue
        is_venue = ("in_event" in place.flags and FAIR.match(doc.text, place.end) is not None) or _hosts(doc, place)
        found[number_at(place.start)] = replace(_located(place), is_venue=is_venue)
    homes = Homes(doc, lexicon)
    for entity in doc.entities:
        if entity.type != "ORG":
            continue
        number = number_at(entity.start)
        is_rater = _rates_another(doc, entity)
        if is_rater or _begins_with_region(doc, entity):
            found.pop(number, None)
        if is_rater:
            continue
        named = found.get(number)
        if named is None or not named.city or homes.is_listed(entity):
            seat = _spoken_of(doc, entity) or _seat(entity, homes)
            if seat is not None and (named is None or named.city != seat.city):
                found[number] = seat
    return with_main_city(dict(sorted(found.items())))


def says_seat(text: str, start: int) -> bool:
    """Whether the place that begins here is told as a seat.

    >>> says_seat("公司总部位于合肥。", 6), says_seat("去年合肥新增企业9万家。", 2)
    (True, False)
    """
    return SEAT_SAID.search(text, max(0, start - 20), start) is not None


def may_be_of(location: Location, own: Sequence[Location]) -> bool:
    """Whether a place may be that of a subject whose words tell the `own` ones.

    The seat of a newspaper is not where what it reports happens, nor is that of a fair where what it shows is from; and
    one of several bodies does not speak for all.
    """
    if location.is_venue and location not in own:
        return False
    if location.by != "seat":
        return True
    told = {other.city for other in own if other.city or other.by == "seat"}
    return not (location.is_medium and location not in own) and len(told) < 2


def is_countrywide(subject: str) -> bool:
    """Whether a subject is of the whole country or province, so that no city but one beside it can be its place.

    >>> is_countrywide("全国动力电池企业"), is_countrywide("全市动力电池企业")
    (True, False)
    """
    return COUNTRYWIDE.match(subject) is not None


def _is_of_a_title(doc: Document, place: Place) -> bool:
    """Whether a place is but a word in the name of a work: 蜀山 in 《蜀山夜行》, not 深圳 in 《深圳条例》."""
    name = doc.entities.covering(place.start, place.end)
    if name is None or name.type not in ("DOC", "PRODUCT") or place.level in ("province", "city"):
        return False
    return not place.text.endswith(DIVISION_ENDS)


def _hosts(doc: Document, place: Place) -> bool:
    """Whether a place is but where the meeting is held at which somebody speaks: 在江州举行的座谈会上说."""
    return doc.text[place.start - 1 : place.start] in ("在", "于") and HELD.match(doc.text, place.end) is not None


def _rates_another(doc: Document, entity: Entity) -> bool:
    """Whether an organisation but rates or foresees what another does: 某证券将其目标价上调至50元."""
    if RATING.match(doc.text, entity.end) is not None:
        return True
    is_broker = BROKER.search(entity.text) is not None
    return is_broker and FORESEEING.match(doc.text, entity.end) is not None


def _begins_with_region(doc: Document, entity: Entity) -> bool:
    """Whether a name begins with that of a region or a water, which tells nothing of where it is: 渤海玉器厂."""
    place = doc.places.covering(entity.start, entity.start + 1)
    return place is not None and place.level == "region" and place.end < entity.end


def with_main_city(found: dict[int, Location]) -> dict[int, Location]:
    """The locations, those in the city that is told most marked; its own name counts for more than a seat in it."""
    votes: Counter[str] = Counter()
    for location in found.values():
        if location.city:
            votes[location.city] += NAMED if location.by == "place" else 1
    main = max(votes, key=votes.__getitem__, default="")
    return {number: replace(told, is_main=bool(main) and told.city == main) for number, told in found.items()}


def _located(place: Place) -> Location:
    flags = tuple(flag for flag in place.flags if flag == "ambiguous_place")
    return Location(place.name, place.code, place.city or "", place.city_code or "", "place", place.text, flags)


def _spoken_of(doc: Document, entity: Entity) -> Location | None:
    """The place named last before an organisation that is said to be there: 某大学在此设立研究院."""
    if HERE.match(doc.text, entity.end) is None:
        return None
    place = doc.places.before(entity.start, max(0, entity.start - IN_MIND))
    while place is not None and (not place.city or BEFORE_NAME.fullmatch(doc.text, place.end, entity.start)):
        place = doc.places.before(place.start, max(0, entity.start - IN_MIND))
    return replace(_located(place), name=entity.text) if place is not None else None


def _seat(entity: Entity, homes: Homes) -> Location | None:
    """Where an organisation is based; the country for a national body."""
    if homes.is_national(entity):
        return Location("中国", "", "", "", "seat", entity.text, is_implied=True)
    city = homes.city(entity)
    if city is None:
        return None
    division = load_divisions().city(city)
    name, code = (division.full_name, division.code) if division else (city, "")
    is_implied = homes.is_listed(entity) and not entity.text.startswith(city[:2])
    return Location(
        name, code, city, code, "seat", entity.text, is_medium=homes.is_medium(entity), is_implied=is_implied
    )
