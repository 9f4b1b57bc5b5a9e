"""Decides which place a mention is, by what else the article names, and says so where the evidence is thin."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zhclaims.divisions import Division
from zhclaims.mentions import Mention

NEAR = 80
"""Characters within which another place counts as being near by."""
CLEAR_LEAD = 2.0
"""Lead in evidence from which the choice needs no flag."""
CLEAR_PRIOR, THIN_PRIOR = 20.0, 3.0
"""How many times larger the city of a reading must be, without other evidence, to be chosen without and with a flag."""
WEIGHTS = {
    "named": 8.0,
    "city_near": 4.0,
    "city": 3.0,
    "last_city": 1.5,
    "just_before": 4.0,
    "province_near": 2.0,
    "province": 1.0,
    "list": 2.0,
}

# 与北京的公司签约, 来自上海的客商: the place says where another party is from
WITH = re.compile("(?:[与同跟和]|来自|引进|携手|联合|邀请|对接)$")
GUEST = re.compile(
    "市?的?(?:[一多两几数][家位名]|知名|著名|科技|大型)?(?:公司|企业|集团|客商|客户|游客|专家|团队|机构|投资|学者|老板|商人|同行)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a mention is; None where the readings are too even to choose."""

    place: Division | None
    others: tuple[Division, ...] = ()
    thin: bool = False


@dataclass(slots=True)
class Evidence:
    """Where the article names which places beyond doubt."""

    names: set[str] = field(default_factory=set)
    positions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Of each city, province and country the offsets at which it or a place in it is named, ascending."""
    order: list[tuple[int, str]] = field(default_factory=list)
    """The cities named, with their offsets, ascending."""

    def add(self, mention: Mention, *, as_guest: bool = False) -> None:
        """Note a place; a guest's (与北京的公司签约) is not where the article goes on."""
        place = mention.readings[0]
        if mention.is_name:
            self.names.add(place.full_name)
        for name in {place.city, place.province, place.full_name if place.level == "country" else None} - {None}:
            self.positions[str(name)].append(mention.start)
        if place.city and not as_guest:
            self.order.append((mention.start, place.city))

    def near(self, name: str | None, offset: int) -> bool:
        """Whether a place is named within NEAR characters."""
        found = self.positions.get(name or "", [])
        index = bisect_left(found, offset - NEAR)
        return index < len(found) and found[index] <= offset + NEAR

    def last_before(self, name: str | None, offset: int) -> int:
        """The offset of the last time it is named before, -1 when it is not."""
        found = self.positions.get(name or "", [])
        index = bisect_right(found, offset)
        return found[index - 1] if index else -1

    def city_before(self, offset: int) -> str | None:
        """The city that was named last before."""
        index = bisect_left(self.order, (offset, ""))
        return self.order[index - 1][1] if index else None


def gather_evidence(mentions: Iterable[Mention], text: str) -> Evidence:
    """What the mentions with one reading only say about the article."""
    evidence = Evidence()
    for mention in mentions:
        if len(mention.readings) == 1 and mention.use == "alone":
            led = WITH.search(text, max(0, mention.start - 2), mention.start)
            evidence.add(mention, as_guest=led is not None and GUEST.match(text, mention.end) is not None)
    return evidence


def is_supported(mention: Mention, place: Division, neighbours: Sequence[Mention], evidence: Evidence) -> bool:
    """Whether a name that needs support has it.

    龙华 has it where the article speaks of 深圳 or 广东; 光明 where it has 光明区, or lists it beside 南山 and 福田.
    """
    if mention.use == "alone" or (mention.use != "attached" and place.full_name in evidence.names):
        return True
    listed = [other for neighbour in neighbours for other in neighbour.readings]
    if any(other.city == place.city is not None and other != place for other in listed):
        return True
    if mention.use != "supported":
        return False
    if any(neighbour.use == "alone" for neighbour in neighbours):
        return True
    if place.province is None:
        return _country(place) in evidence.positions
    if place.level == "county":
        return place.city in evidence.positions or evidence.near(place.province, mention.start)
    return place.city in evidence.positions or place.province in evidence.positions


def _country(place: Division) -> str:
    return place.full_name.removesuffix(place.name)


def choose(mention: Mention, neighbours: Sequence[Mention], evidence: Evidence) -> Choice:
    """Choose among the readings: by the evidence of the article, then by the size of the city."""
    readings = tuple(place for place in mention.readings if is_supported(mention, place, neighbours, evidence))
    if len(readings) < 2:
        return Choice(readings[0] if readings else None)
    scored = sorted(
        ((_score(mention, place, neighbours, evidence, readings), place.weight, place) for place in readings),
        key=lambda item: (-item[0], -item[1]),
    )
    (best, weight, place), (second, other_weight, _) = scored[:2]
    others = tuple(item[2] for item in scored[1:])
    by_size = best == second and weight >= CLEAR_PRIOR * other_weight and others[0].full_name not in evidence.names
    if best - second >= CLEAR_LEAD or by_size:
        return Choice(place, others)
    if best > second or weight >= THIN_PRIOR * other_weight:
        return Choice(place, others, thin=True)
    return Choice(None, (place, *others), thin=True)


def _score(
    mention: Mention, place: Division, neighbours: Sequence[Mention], evidence: Evidence, readings: Sequence[Division]
) -> float:
    found = {
        "named": place.full_name in evidence.names,
        "city": place.city in evidence.positions,
        "city_near": place.city is not None and evidence.near(place.city, mention.start),
        "last_city": _is_last_city(mention, place, evidence, readings),
        "just_before": place.city is not None and evidence.city_before(mention.start) == place.city,
        "province": place.province in evidence.positions,
        "province_near": evidence.near(place.province, mention.start),
        "list": any(neighbour.readings[0].level == place.level for neighbour in neighbours),
    }
    return sum(WEIGHTS[name] for name, holds in found.items() if holds)


def _is_last_city(mention: Mention, place: Division, evidence: Evidence, readings: Sequence[Division]) -> bool:
    """Whether its city is the one of the readings' cities that was named last before the mention."""
    own = evidence.last_before(place.city, mention.start)
    return own >= 0 and all(own >= evidence.last_before(other.city, mention.start) for other in readings)
