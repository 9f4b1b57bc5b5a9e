"""What the end of a marked name and the words beside it say of its type."""

import re
from dataclasses import replace

from zhclaims.candidates import Candidate
from zhclaims.foreign_names import SOUNDS, load_given_names
from zhclaims.types import EntityType

SOUNDED = rf"[{SOUNDS}]"
# 西曼河, 托雷岛, 坎塔瀑布: lands and waters with foreign names
LAND = re.compile(
    rf"{SOUNDED}{{2,60}}(?:[河湖岛县郡州湾]|群岛|半岛|山脉|山谷|海峡|高地|平原|沙漠)|.{{1,60}}(?:瀑布|海峡|山脉|群岛)"
)
# 丹枫寺, 青云大厦: buildings and venues, of which no body has the name
BUILDING = re.compile(
    r".{1,60}(?:[寺庙]|教堂|修道院|行馆|戏院|剧院|体育馆|体育场|球场|大厦|大楼|广场|大桥|[旧故]居|陵园|古城|遗址|城堡)"
)
PARTY = re.compile(r".{2,60}党")
FOREIGN = re.compile(rf"{SOUNDED}{{2,8}}")
# What stands before a place, and hardly before a person
TOWARDS = re.compile(
    r"(?:位于|坐落于|坐落在|抵达|到达|前往|飞往|驶往|开往|途经|途径|流经|穿过|横跨|毗邻|邻近|靠近|地处|生于|出生在|定居|移居|迁往|迁至|撤回|进军|攻占|占领|围攻)$"
)
# What follows a place, and hardly a person
AROUND = re.compile(
    r"(?:战役|会战|条约|地区|附近|境内|郊外|郊区|以北|以南|以东|以西|东部|西部|南部|北部|东北部|东南部|西北部|西南部|市区|海岸|沿岸|半岛|火车站|机场|港口)"
)
LONGEST_CUE = 3
# Stellar Development Foundation
BODY = re.compile(
    r"[A-Z].{0,60} (?:Foundation|Inc|Corp|Corporation|Ltd|Limited|Capital|Group|Technologies|University|Institute|Bank|"
    r"Partners|Ventures|Holdings|Association|Company|Council|Agency|Committee|Academy|College|Society|Union)\.?"
)
# OwlPay®, the Name of a Thing: written as no person's name is
THING = re.compile(
    r"(?=[ -~]*[A-Za-z])(?=[ -~®™]*?(?:[®™0-9]|[a-z][A-Z]|\b(?:on|of|the|and|for|in|to|with)\b))[ -~®™]*+"
)
# which only provides storage: prose, no name
PROSE = re.compile(r"[a-z]++(?>(?: [A-Za-z]++){2,})")
FIELD = re.compile(r"[A-Za-z]+")
"""What stands at the beginning of a line before a colon names a field: title: …"""
PARTICLED = re.compile(r"(?:Mc|Mac|De|Di|Le|La|Van|Von)[A-Z]")
PERSONAL = re.compile(r"(?P<given>[A-Z][a-z]+)(?: [A-Z][a-z]+)*")
# Peoples, languages and sciences: 玛雅人, 阿尔泰语, 火山学, but 山东大学
KIND = re.compile(rf"{SOUNDED}{{2,60}}(?:人|族|裔)|.{{1,60}}(?:语|族|裔)|.{{0,60}}[^大中小同义留文]学")
# 28个州: what is counted is no place
COUNTED = re.compile(r"[个各].{1,3}")
# Great events and treaties are no bodies: 亚运会
EVENT = re.compile(
    r".{0,60}(?:奥运会|冬奥会|亚运会|残奥会|全运会|运动会|世博会|进博会|世界杯|锦标赛|战役|会战|战争|条约|协定|公约|起义)"
)
NAMELESS: dict[EntityType, re.Pattern[str]] = {
    "PERSON": KIND,
    "ORG": re.compile(f"{KIND.pattern}|{EVENT.pattern}"),
    "PLACE": COUNTED,
}


def retyped(text: str, mark: Candidate) -> Candidate | None:
    """The mark with the type that its form and its neighbours tell, None where it names a kind or an event.

    >>> mark = Candidate(2, 6, "PERSON", "recogniser", 0.6)
    >>> retyped("位于科托尔斯以北", mark).type
    'PLACE'
    """
    name = text[mark.start : mark.end]
    nameless = NAMELESS.get(mark.type)
    if nameless and nameless.fullmatch(name) or _is_field(text, mark) or PROSE.fullmatch(name):
        return None
    type_ = type_by_form(name, mark.type) or type_by_place(text, mark)
    return replace(mark, type=type_) if type_ else mark


def _is_field(text: str, mark: Candidate) -> bool:
    begins = mark.start == 0 or text[mark.start - 1] == "\n"
    return begins and text[mark.end : mark.end + 1] == ":" and FIELD.fullmatch(text, mark.start, mark.end) is not None


def type_by_form(name: str, type_: EntityType) -> EntityType | None:
    """The type that the name's own form tells against its mark."""
    if type_ in ("PERSON", "PRODUCT") and LAND.fullmatch(name):
        return "PLACE"
    if type_ != "DOC" and BUILDING.fullmatch(name):
        return "PLACE"
    if type_ in ("PERSON", "PLACE") and PARTY.fullmatch(name) or type_ != "DOC" and BODY.fullmatch(name):
        return "ORG"
    if type_ == "PERSON" and THING.fullmatch(name) and not PARTICLED.search(name):
        return "PRODUCT"
    given = PERSONAL.fullmatch(name) if type_ == "PRODUCT" else None
    return "PERSON" if given and given["given"] in load_given_names() else None


def type_by_place(text: str, mark: Candidate) -> EntityType | None:
    """PLACE for a foreign name that is marked as a person where a place stands."""
    if mark.type != "PERSON" or not FOREIGN.fullmatch(text, mark.start, mark.end):
        return None
    before = TOWARDS.search(text, max(0, mark.start - LONGEST_CUE), mark.start)
    return "PLACE" if before or AROUND.match(text, mark.end) else None
