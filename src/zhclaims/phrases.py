"""Quantities that are not number plus unit: ranks, 翻番, 一半, 半年, 数家, 8位数."""

import re
from functools import cache

from zhclaims.numerals import parse_numeral
from zhclaims.readings import CARDINAL, Reading, set_unit
from zhclaims.units import Unit, unit_at

_NUMBER = rf"(?:[0-9]{{1,5}}[万]?|[{CARDINAL}]{{1,8}}?)"
# 第三批, 第1; not 第三章, 第五届, 第二产业
_RANK = re.compile(rf"([0-9]{{1,6}}[万]?|[{CARDINAL}]{{1,8}})\s?")
_SECTION = re.compile(r"[0-9.]*")
_NO_RANK = re.compile(
    "[届章节页期版编卷号师季方者代天回]|条(?!生产线|产线|线|铁路|高铁|跑道)|款(?!车|产品|机型|新)|时间|中学|医院|小学|人民|产业|书记|世纪|财经|次|年|月|周|学期"
    "|实验|分院|设计|研究|附属|财政|储备|航空|军|集团|现场|战|人称|课|堂|梯队|责任|个月|部分|法庭|幼儿园|中心|小组|小?分队|分局|监狱|支队|大队|派出所|检察|建筑|工程|公司|制药|食品|生态|阶段|步|审|稿|讲|辑|季|台阶|屏|曲线|项(?!目)|类医疗|类股东"
)
_TOP = re.compile(rf"([0-9]{{1,4}}|[三五十百千两二四六七八九][{CARDINAL}]{{0,3}})(?=\s?[名位强大甲]|[,，。；;、）)”的\n]|$)")
_NOT_TOP = "以之目此日提当年月天先空周史会赛战向往生面门台眼跟"
_HALF = re.compile("半(?=数|[以之]上)|半数")
_DOUBLED = re.compile(r"翻了?(?:近|约|超|逾|超过|将近)?(?P<number>[0-9一两二三四五六七八九]{0,2})番|翻倍|翻了?(?P<one>一|1)倍")
_VAGUE = re.compile(r"(好?几|数)\s?(?=[^ ])")
_NOT_SEVERAL = "指人总次级系函参户分倍岁点基个常偶奇复实整少大无算计统读票位件变字倒约额因代系份对天样第茶未"
_DIGITS = re.compile(r"([2-9]|1[0-2]|[四五六七八九十])位数")
_INCREASE = re.compile("(?:增长|增加|提高|提升|扩大|上涨|增|涨|多|高|翻)(?:了|近|约|超|逾|超过|将近|至少|不止){0,2}$")


_PHRASED = frozenset("首榜翻半过几数好一1023456789四五六七八九十")
_LEADING = frozenset("米第前")


def phrase_at(text: str, position: int) -> tuple[Reading | None, int]:
    """The phrase at a trigger character with the position to go on from when there is surely no quantity."""
    char, before = text[position], text[position - 1 : position] if position else ""
    if char not in _PHRASED and before not in _LEADING:
        return None, position
    if char == "首" or char == "榜":
        return _top_place(text, position), position + 1
    if char == "翻":
        return _doubled(text, position), position + 1
    if char == "半":
        return _half(text, position), position + 1
    if char == "过":
        return _past_half(text, position), position + 1
    if before == "米":
        return _tall(text, position), position
    if before == "第":
        return _rank(text, position)
    if before == "前" and text[position - 2 : position - 1] not in tuple(_NOT_TOP):
        top = _top(text, position)
        if top is not None:
            return top, position
    if char in "几数" or (char == "好" and text.startswith("几", position + 1)):
        return _several(text, position)
    if text.startswith("位数", position + 1) or text.startswith("位数", position + 2):
        return _digits(text, position), position
    return (_one_half(text, position) if text.startswith("半", position + 1) else None), position


def _top_place(text: str, position: int) -> Reading | None:
    """榜首, 首位: rank 1."""
    if not text.startswith(("首位", "榜首"), position) or text[position - 1 : position] in tuple("头元部"):
        return None
    return _ranked(position, position + 2, 1.0, "")


def _ranked(start: int, end: int, value: float, unit: str) -> Reading:
    reading = Reading(start, end, start, end, value, value)
    reading.kind, reading.unit_text = "rank", unit
    return reading


def _rank(text: str, position: int) -> tuple[Reading | None, int]:
    match = _RANK.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None:
        return None, position + 1
    end = match.start() + len(match[1])
    if text.startswith(".", end):  # 第9.3条
        return None, _SECTION.match(text, end).end()  # type: ignore[union-attr]
    if (_NO_RANK.match(text, match.end()) and match[1][-1:] != "万") or _opens_a_list(text, position, end):
        return None, end
    unit = unit_at(text, match.end())
    fits = unit is not None and unit[0].kind == "count"
    stop = unit[1] if unit is not None and fits else end
    return _ranked(position - 1, stop, numeral.low, unit[0].canonical if unit is not None and fits else ""), stop


def _opens_a_list(text: str, position: int, end: int) -> bool:
    """第一，… at the start of a clause counts arguments."""
    earlier = text[position - 2 : position - 1]
    following = text[end : end + 1]
    return following in tuple("，,、：:是 ") and (not earlier or earlier in "\n。；;：:！!？?“ 　")


def _top(text: str, position: int) -> Reading | None:
    """前三, 前10名, 前五大."""
    match = _TOP.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None:
        return None
    following = text[match.end() : match.end() + 1]
    unit = following if following in tuple("名位强大甲") else ""
    reading = _ranked(position - 1, match.end() + len(unit), numeral.low, unit)
    reading.comparator = "<="
    return reading


def _half(text: str, position: int) -> Reading | None:
    """半数 is 50 %; 半小时, 半年 are half of the unit."""
    if text[position - 1 : position] in tuple("一多大过上下前后夜"):
        if text[position - 1 : position] != "过" or not text.startswith("半数", position):
            return None
    if _HALF.match(text, position):
        return _percent(position, position + (2 if text.startswith("半数", position) else 1), 50.0)
    if text.startswith("半百", position):
        return Reading(position, position + 2, position, position + 2, 50.0, 50.0)
    found = unit_at(text, position + 1)
    if found is None or (found[0].kind not in ("duration", "measure") and found[0].text not in ("个", "块", "元")):
        return None
    if found[0].text in ("里", "夜", "度"):
        return None
    reading = Reading(position, found[1], position, position + 1, 0.5, 0.5)
    set_unit(reading, *found)
    return reading


def _one_half(text: str, position: int) -> Reading | None:
    """一半: 50 %."""
    if not text.startswith(("一半", "1半"), position) or text[position - 1 : position] in tuple("另每"):
        return None
    return _percent(position, position + 2, 50.0)


def _past_half(text: str, position: int) -> Reading | None:
    """过半: more than 50 %."""
    following = text[position + 2 : position + 3]
    if not text.startswith("过半", position) or following in tuple("百天年月小个") or text[position - 1 : position] in ("年", "经"):
        return None
    reading = _percent(position + 1, position + (3 if following == "数" else 2), 50.0)
    reading.cue, reading.cue_start = ">", position
    return reading


@cache
def _percent_unit() -> Unit:
    found = unit_at("%", 0)
    assert found is not None
    return found[0]


@cache
def _times_unit() -> Unit:
    found = unit_at("倍", 0)
    assert found is not None
    return found[0]


def _percent(start: int, end: int, value: float) -> Reading:
    return Reading(start, end, start, end, value, value, unit=_percent_unit())


def _doubled(text: str, position: int) -> Reading | None:
    """翻番 is 2 倍, 翻两番 4 倍."""
    match = _DOUBLED.match(text, position)
    if match is None:
        return None
    times = parse_numeral(match["number"]) if match["number"] else None
    value = 2.0 ** (times.low if times else 1.0)
    return Reading(position, match.end(), position, match.end(), value, value, unit=_times_unit(), role="increase")


def _several(text: str, position: int) -> tuple[Reading | None, int]:
    """几家, 数名: 2 to 9; 几十 and 数百 are read as numerals."""
    match = _VAGUE.match(text, position)
    if match is None or text[match.end()] in CARDINAL or text.startswith("以", match.end()):
        return None, position
    found = unit_at(text, match.end())
    if found is None or text[position - 1 : position] in tuple(_NOT_SEVERAL) or found[0].text in _UNCOUNTED:
        return None, position + 1
    reading = Reading(position, found[1], position, match.end(), 2.0, 9.0)
    set_unit(reading, *found)
    return reading, position


_UNCOUNTED = ("%", "点", "分", "字", "号", "位", "据", "组", "列", "股", "级", "股", "码", "手", "头", "度", "则", "星", "环", "行", "市", "地", "区", "部", "员")


_TALL = re.compile("(?:^|[高有为是约近足到至,，。、])米$")


def _tall(text: str, position: int) -> Reading | None:
    """身高米九: 1.9 metres."""
    digit = parse_numeral(text[position])
    if digit is None or not _TALL.search(text, max(0, position - 2), position) or text[position] not in "一二三四五六七八九":
        return None
    if text[position + 1 : position + 2] in tuple(CARDINAL):
        return None
    found = unit_at("米", 0)
    value = 1 + digit.low / 10
    return Reading(position - 1, position + 1, position - 1, position + 1, value, value, unit=found[0] if found else None)


def _digits(text: str, position: int) -> Reading | None:
    """8位数美元: 10,000,000 to 99,999,999."""
    match = _DIGITS.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None:
        return None
    low = 10.0 ** (numeral.low - 1)
    reading = Reading(position, match.end(), position, match.end(), low, low * 10 - 1)
    if (found := unit_at(text, match.end())) is not None:
        set_unit(reading, *found)
    return reading


def is_increase_by_once(text: str, reading: Reading) -> bool:
    """增长一倍 leads to twice as much."""
    return bool(reading.low == reading.high == 1.0 and _INCREASE.search(text, max(0, reading.start - 8), reading.start))
