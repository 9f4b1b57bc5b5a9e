"""Resolves the words that stand for a name: 该公司, 全市, 全省, 出让方."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhclaims.document import Document
from zhclaims.organisations import load_organisations
from zhclaims.spans import S, SpanIndex
from zhclaims.types import Entity, Place, PlaceLevel
from zhclaims.whereabouts import Location

COMPANY = re.compile(
    r"(?:该|这家|本)(?:公司|企业|集团|行|校|院|所|平台|品牌|机构|基金|团队)|公司(?:方面)?(?![法债治章股])|集团(?=$)"
)
COUNTED = re.compile(r"[\u4e00-\u9fff0-9]\s?$")
"""A word right before 公司, which may tell of other ones (120家公司, 上市公司): it stands for none then."""
CITY = re.compile(r"该市|全市(?!场)|本市|我市|这座城市|这座城|该城市|该城(?![区镇])|市内")
DISTRICT = re.compile(r"该区(?![域块])|全区(?!域)|我区")
COUNTY = re.compile(r"该县|全县|我县")
HERE = re.compile(r"当地|该地(?![块段])")
"""全市场, 该地块 and 该区域 hold no city."""
PROVINCE = re.compile(r"全省|该省|我省|省内|全自治区")
# 镇政府, 某报: these are no companies
BODY = re.compile(r"(?:政府|[局委厅署报]|通讯社|新闻|法院|检察院|中心|大学|学院|医院|协会|学会|网)$")
OWN = ("我", "本")
"""What a writer calls his own place by: not the last that is named, but the one that is named most."""
# 出让方, 发行人, 标的公司: what a name is called in one article, by the part that it plays there
PART = re.compile(r"(?:[方人]|公司|企业|机构|标的|资产|项目|主体)$")
REACH = 5_000
"""Characters before a figure or verb in which the name is looked for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, and where they stand."""

    text: str
    start: int
    position: int
    """The offset of the figure or verb that it is about."""
    location: Location | None = None
    """Where the figure or verb is, if that is known."""


def resolve(subject: Subject, doc: Document) -> str:
    """The subject with the name in the place of the words that stand for it, where the text before tells which.

    该公司净利润 -> 蔚来净利润; as it is where no name that may be meant came before.
    """
    for pattern, find in KINDS:
        if match := pattern.match(subject.text):
            name = find(doc, subject)
            return name + subject.text[match.end() :] if name else subject.text
    part = doc.entities.covering(subject.start, subject.start + 1)
    return part.name + subject.text[len(part.text) :] if part and _is_part(part, subject) else subject.text


def own_city(subject: Subject, doc: Document) -> Place | None:
    """The place whose city a subject is of that stands for it: 全市企业, 该市."""
    return _place_meant(_cities(doc, subject), subject) if CITY.match(subject.text) else None


def _is_part(named: Entity, subject: Subject) -> bool:
    """Whether it is called so by its part in the article, and no short form of its name."""
    if named.origin != "document" or not subject.text.startswith(named.text) or not PART.search(named.text):
        return False
    letters = iter(named.name)
    return not all(letter in letters for letter in named.text)


def _company(doc: Document, subject: Subject) -> str:
    """The company that last began a sentence, else the last that is named."""
    if COUNTED.search(doc.text, max(0, subject.start - 2), subject.start):
        return ""
    named = [e for e in _before(doc.entities, subject) if e.type == "ORG" and not is_public(e)]
    first = [e for e in named if (line := doc.sentences.covering(e.start, e.end)) and line.start == e.start]
    return (first or named)[-1].text if named else ""


def is_public(body: Entity) -> bool:
    """Whether it is a public body or a medium, by its name or by the lexicon."""
    known = load_organisations().get(body.name or body.text)
    return known.kind != "company" if known else BODY.search(body.text) is not None


def _city(doc: Document, subject: Subject) -> str:
    """The last city, or city of the rank of a county; else the city of the last place within one."""
    named, own = _around(doc, subject), _cities(doc, subject)
    city = named[-1].city if named else None
    return _meant(own, subject) if own else city if city and city.endswith("市") else ""


def _cities(doc: Document, subject: Subject) -> list[Place]:
    """The cities that are named before, those of the rank of a county too."""
    named = _around(doc, subject)
    return [p for p in named if p.level == "city" or (p.level == "county" and p.name.endswith("市"))]


def _here(doc: Document, subject: Subject) -> str:
    return _meant(_around(doc, subject), subject)


def _of_rank(ends: str, *levels: PlaceLevel) -> Callable[[Document, Subject], str]:
    """Finds the last place of some levels whose full name ends with one of the letters."""

    def find(doc: Document, subject: Subject) -> str:
        of_rank = [p for p in _before(doc.places, subject) if p.level in levels and p.name[-1] in ends]
        own = [p for p in of_rank if subject.location and subject.location.place.startswith(p.name)]
        return _meant(own or of_rank, subject)

    return find


def _around(doc: Document, subject: Subject) -> list[Place]:
    """The places in a city that are named before; those of the city where the figure is, if one is of it."""
    named = [p for p in _before(doc.places, subject) if p.city]
    city = subject.location.city if subject.location else ""
    return [p for p in named if p.city == city] or named


def _before(names: SpanIndex[S], subject: Subject) -> list[S]:
    return names.within(max(0, subject.position - REACH), subject.position)


def _meant(named: Sequence[Place], subject: Subject) -> str:
    place = _place_meant(named, subject)
    return _written(place) if place else ""


def _place_meant(named: Sequence[Place], subject: Subject) -> Place | None:
    """The last of some places; of those that a writer calls his own the one named most."""
    if not named:
        return None
    counts = Counter(place.name for place in named if subject.text.startswith(OWN))
    most = max(counts, key=counts.__getitem__, default=named[-1].name)
    return next(place for place in reversed(named) if place.name == most)


def _written(place: Place) -> str:
    """A place as it is written, in full where that is but a letter: 江西省 for 赣."""
    return place.text if len(place.text) > 1 else place.name


KINDS: tuple[tuple[re.Pattern[str], Callable[[Document, Subject], str]], ...] = (
    (COMPANY, _company),
    (CITY, _city),
    (DISTRICT, _of_rank("区", "county", "province")),
    (COUNTY, _of_rank("县旗", "county")),
    (HERE, _here),
    (PROVINCE, _of_rank("省区", "province")),
)
