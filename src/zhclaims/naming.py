"""Tells where a place word is part of a longer name: of an office, a company, a school, a road, an airport."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from zhclaims.lexicon import read_rows

Role = Literal["other_name", "in_organisation", "in_event", "facility"]
ROLES = frozenset({"other_name", "in_organisation", "in_event", "facility", "between"})

# Characters of a name: the words between 杭州 and 公司 of 杭州的公司, 杭州一家公司, 杭州引进的公司 are none.
_NO_NAME = (
    "[一0-9][家所个座批些]|[多两三数几][家所个座]|企业|组织|机构|引进|拥有|建设|打造|推动|大力|全力|加快|促进|支持|新建|修建"
    "|[败僵骗残饭]局|结局|设立|成立|落户|推进|启动|发布|开辟|开通|规划|建成|打通|布局|入驻|前往|参加|举办|召开|举行|出台|实施|以及|还有|民营"
    "|主要|各大|多个|多家|热门|著名|知名|部分|对(?!外)|比[去上全其]|已|这|该|此|(?<!数)据|称|表示|宣布|认为|提出|要求|(?<!国)有(?!限|色|机|线)|年|月|日(?!报)"
)
_IN_NAME = rf"(?:(?!{_NO_NAME})[\u4e00-\u9fffA-Za-z0-9·&()（）\-](?<![的了在是将等与各某被把从向让又还几]))"
# Kinds of what stands between a place and a tail, beside those that are lists of words in name_tails.tsv.
BETWEEN = {
    "": "",
    "admin": "[市省县区州盟旗]?",  # 北京市政府, 浙江省政府, 余杭区政府, 杭州政府
    "suffix": "(?<=[市省县区州])",  # 杭州市委, but not 杭州委托
    # 京沪高铁, 杭甬高速
    "letters": "(?<=[京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤川黔滇陕甘蒙桂藏贵港穗杭甬蓉成广深武宁合郑汉昆兰青沈哈]{2})",
    # 泸溪县浦市镇, 余杭区仓前街道, but not 昆山市重点镇, 海宁市的镇
    "township": (
        "(?<=[市县区旗])(?:(?!重点|特色|中心|百强|千强|[城乡小古重][镇街])"
        "[\u4e00-\u9fff](?<![的了在是个座各多每所等和与及辖下属])){1,3}?"
    ),
    "station": "[东西南北]",  # 杭州东站
    "direction": "[东西南北中环]",  # 南京西|路, whatever follows
    # 北京路上, not 去北京路上
    "not_bound": "(?<![去往来回赴到从抵离][\u4e00-\u9fff]{2})(?<![去往来回赴到从抵离][\u4e00-\u9fff]{3})",
    "bracket": rf"[)）]{_IN_NAME}{{0,6}}?",  # 腾讯科技(深圳)有限公司
    "airport2": "[\u4e00-\u9fff]{2}(?:国际)?",  # 北京大兴国际机场
    "name6": rf"[市省]?{_IN_NAME}{{0,6}}?",
    "name8": rf"[市省]?{_IN_NAME}{{0,8}}?",
    "name10": rf"{_IN_NAME}{{0,10}}?",
    "name14": rf"{_IN_NAME}{{0,14}}?",
    "name18": rf"{_IN_NAME}{{1,18}}?",
}
WORDS_BETWEEN = 5
_LOOK_BACK = 4
"""How many characters before its end a pattern may look at."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What follows a place word, and where the longer name ends."""

    role: Role
    end: int


def name_around(text: str, end: int, limit: int, *, local: bool) -> Naming | None:
    """The longer name that a place word which ends at `end` begins, or None; no name runs past `limit`.

    `local`: whether the place is a city or smaller, so that it can have an airport or a development zone.

    >>> name_around("南京东路很热闹", 2, 7, local=True)
    Naming(role='other_name', end=4)
    >>> name_around("余杭区政府发布", 3, 7, local=True)
    Naming(role='in_organisation', end=5)
    >>> name_around("深圳企业", 2, 4, local=True) is None
    True
    """
    low = max(0, end - _LOOK_BACK)
    naming = _name_in(text[low:limit], end - low, local)
    return Naming(naming.role, naming.end + low) if naming else None


@lru_cache(maxsize=256)
def _name_in(text: str, end: int, local: bool) -> Naming | None:
    patterns = _patterns()
    if match := patterns["other_name"].match(text, end):
        return Naming("other_name", match.end())
    if local and (match := patterns["facility"].match(text, end)):
        office = patterns["in_organisation"].match(text, match.end())
        return Naming("in_organisation", office.end()) if office else Naming("facility", match.end())
    for role in ("in_organisation", "in_event"):
        if match := patterns[role].match(text, end):
            return Naming(role, match.end())
    return None


@cache
def _patterns() -> dict[Role, re.Pattern[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    tails: dict[Role, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = list(read_rows("name_tails", ("tail", "role", "between", "not_before")))
    for row in rows:
        if row.choice("role", ROLES) == "between":
            words[row["between"]].append(row["tail"])
        else:
            tails[cast(Role, row["role"])][row["between"], row["not_before"]].append(row["tail"])
    between = BETWEEN | {kind: f"(?:{_any_of(found)}){{0,{WORDS_BETWEEN}}}" for kind, found in words.items()}
    for row in rows:
        row.choice("between", frozenset(between))
    return {
        role: re.compile("|".join(_pattern(between[k], t, n) for (k, n), t in found.items()))
        for role, found in tails.items()
    }


def _pattern(between: str, tails: list[str], not_before: str) -> str:
    return f"{between}(?:{_any_of(tails)})" + (f"(?![{not_before}])" if not_before else "")


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
