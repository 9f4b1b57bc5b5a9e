"""Reads ranks: 第一, 第三批, 前十, 榜首; not 第三章, 第二产业, 第五届."""

import re
from functools import cache

from zhclaims.number_context import any_of
from zhclaims.numerals import parse_numeral
from zhclaims.reading import CARDINAL, Reading, char_before
from zhclaims.unit_context import pieces
from zhclaims.units import Unit, unit_at, unit_of

_ORDINAL = re.compile(rf"([0-9]{{1,6}}[万亿]?|[{CARDINAL}]{{1,8}})\s?")
_SECTION = re.compile(r"\.[0-9.]*|[-－—][0-9]{1,4}号")  # 第9.3条, 第2002-29号
_TO_PLACE = re.compile(
    rf"\s?(?:[-–—~～]{{1,2}}|[至到])\s?第?([0-9]{{1,6}}|[{CARDINAL}]{{1,8}})([位名])"
)  # 第五|至第十位
_MORE = re.compile("(?<=[十百千万0])[多余](?=[家个名位次批座款项台辆条所届例件艘架])")  # 第五十|多家
_TOP_UNITS = "名位强大甲"
_TOP = re.compile(
    rf"([0-9]{{1,4}}|[一二两三四五六七八九十百千][{CARDINAL}]{{0,3}})(?=\s?[{_TOP_UNITS}]|[,，。；;、）)”的\n]|$)"
)
_NOT_TOP = frozenset("以之目此日提当年月天先空周史会赛战向往生面门台眼跟")  # 以前, 目前, 年前
_NOT_FIRST = frozenset("头元部")  # 元首位
# 第六勤务大队, 第二实验小学; 第二家医院 is a rank
_BODY = re.compile(
    "(?![家所个座批位名次支])[\u4e00-\u9fff]{0,4}?(?:大队|支队|中队|总队|医院|中学|小学|法院|检察院|研究所|研究院|工程局|监狱|师范|学院)"
    "|(?![家所个座批位名次支大])[\u4e00-\u9fff]{0,4}?厂(?![商家址])"
)
# 第一、二、三产业, 第二和第三产业: what names the last names all
_FURTHER = re.compile(rf"(?:\s?[、和及与或/]\s?第?(?:[0-9]{{1,3}}|[{CARDINAL}]{{1,3}})){{1,9}}")
# 增速位居全省|第一方阵, 跻身|第二梯队; 第一梯队的队员 is a name
_TIER = re.compile("方阵|梯队")
_STANDING = re.compile(
    "(?:位列|[位稳]居|处[于在]|属于|[进列迈挺步]入|[迈冲]进|跻身|[站走排]在|站稳|保持在|[掉跌退]出)[^，。；：0-9]{0,10}$"
)
_LESSON = re.compile("[课讲](?![题程堂座话述义师桌室台坛件本])")  # 第九讲; 第一课 and 第二课堂 are names
_CLOSED = re.compile(r"[，,。；;、！!）)”」』\s]|$")
_SPELL = re.compile(r"\s?(?:年(?![度级])|个?(?:月|季度|交易日|工作日)|[天周日])")  # 连续第三年
_PUT = re.compile("[放摆置][在到于]了?$")
_CLAUSES = re.compile(rf"[、和及至][{CARDINAL}0-9]{{1,3}}[款项条章节期届]")  # 第二、三款
# 第23个世界读书日 is the one of this year
_ANNUAL = re.compile('个[“"]?[\u4e00-\u9fffA-Za-z·0-9]{2,12}?(?:日(?![本前])|节(?![目点能约])|宣传[周月]|活动周)')
_ARGUES = frozenset("，,、：:是 ")
_CLAUSE_STARTS = frozenset("\n。；;：:！!？?“ 　\xa0")


def top_place(text: str, position: int) -> Reading | None:
    """榜首, 首位, 居首: rank 1."""
    before, following = text[position - 1 : position], text[position + 1 : position + 2]
    if text[position] == "首" and before in ("居", "列") and following != "位":
        return _ranked(position, position + 1, 1.0, "")
    if before == "之" and _CLOSED.match(text, position + 1):  # 居全省之首
        return _ranked(position, position + 1, 1.0, "")
    if not text.startswith(("首位", "榜首"), position) or before in _NOT_FIRST or _is_put_first(text, position):
        return None
    return _ranked(position, position + 2, 1.0, "")


def _is_put_first(text: str, position: int) -> bool:
    """把安全放在首位 and 摆在第一位 tell what matters, not a rank."""
    return _PUT.search(text, max(0, position - 4), position) is not None


def rank(text: str, position: int) -> tuple[Reading | None, int]:
    """第三, 第3批, 第 3 批 for a number that follows 第, with the position to go on from."""
    start = position - (1 if text[position - 1] == "第" else 2)
    match = _ORDINAL.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None:
        return None, position + 1
    end = match.start() + len(match[1])
    if section := _SECTION.match(text, end):  # 第9.3条
        return None, section.end()
    if numeral.low > 1 and _LESSON.match(text, end):
        return _ranked(start, end + 1, numeral.low, text[end]), end + 1
    if (spell := _SPELL.match(text, end)) and text.endswith("连续", 0, start):
        return _ranked(start, spell.end(), numeral.low, unit_of(spell[0].strip()).canonical), spell.end()
    if (tier := _TIER.match(text, end)) and _STANDING.search(text, max(0, start - 14), start):
        return _ranked(start, tier.end(), numeral.low, tier[0]), tier.end()
    if (match[1][-1] not in "万亿" and _names(text, match.end())) or _opens_a_list(text, start, end):
        return None, end
    if _CLAUSES.match(text, end) or _ANNUAL.match(text, end):
        return None, end
    if text.startswith("位", end) and _is_put_first(text, start):
        return None, end
    if (places := _TO_PLACE.match(text, end)) and (last := parse_numeral(places[1])) and last.low > numeral.low:
        return _ranked(start, places.end(), numeral.low, places[2], last.low), places.end()
    more = _MORE.match(text, end)
    unit = (more and unit_at(text, more.end())) or _unit_behind(text, match.end())
    if unit is not None and unit[0].text == "块":
        unit = pieces(), unit[1]
    if unit is None or unit[0].kind != "count":
        return _ranked(start, end, numeral.low, ""), end
    reading = _ranked(start, unit[1], numeral.low, unit[0].canonical)
    reading.comparator = ">" if more else "="
    return reading, unit[1]


def _unit_behind(text: str, position: int) -> tuple[Unit, int] | None:
    """The unit of a rank: 大 alone in 第二大|箱式, where 大箱 is one, too."""
    return (unit_of("大"), position + 1) if text.startswith("大", position) else unit_at(text, position)


def _names(text: str, position: int) -> bool:
    """Whether what follows the ordinal makes it a name: 第三|中学."""
    if further := _FURTHER.match(text, position):
        position = further.end()
    ranked, not_ranked = _ordinal_nouns()
    if _BODY.match(text, position):
        return True
    return not_ranked.match(text, position) is not None and ranked.match(text, position) is None


@cache
def _ordinal_nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(any_of("ranked")), re.compile(any_of("not_ranked"))


def _opens_a_list(text: str, start: int, end: int) -> bool:
    """第一，… at the start of a clause counts arguments, and 首先要快，第二，要稳."""
    earlier = char_before(text, start)
    following = text[end : end + 1]
    begins = not earlier or earlier in _CLAUSE_STARTS or (earlier in "，," and following in "，,")
    return begins and following in _ARGUES


def top(text: str, position: int) -> Reading | None:
    """前三, 前10名, 前五大 for a number that follows 前."""
    match = _TOP.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None or text[position - 2 : position - 1] in _NOT_TOP:
        return None
    following = text[match.end() : match.end() + 1]
    unit = following if following and following in _TOP_UNITS else ""
    reading = _ranked(position - 1, match.end() + len(unit), numeral.low, unit)
    reading.comparator = "<="
    return reading


def _ranked(start: int, end: int, value: float, unit: str, last: float | None = None) -> Reading:
    reading = Reading(start, end, start, end, value, value if last is None else last)
    reading.kind, reading.unit_text = "rank", unit
    return reading
