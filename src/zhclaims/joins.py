"""Joins numbers that stand together: ranges, ratios, 两元三角."""

import re
from functools import cache

from zhclaims.number_context import any_of, told_by_how_much
from zhclaims.numerals import parse_numeral
from zhclaims.reading import BLANK, CARDINAL, Reading
from zhclaims.readings import magnitude, number_at, read_at
from zhclaims.sums import add_up
from zhclaims.units import Unit

_RANGE = re.compile(rf"{BLANK}?(?:[-–—―－~～]{{1,2}}|至|到){BLANK}?")
_TIMES = re.compile(rf"{BLANK}?[×xX*]{BLANK}?")
_SETS = ("power", "apparent_power", "energy")
_OR = re.compile("或")
_AND = re.compile(rf"{BLANK}?[与和]{BLANK}?")
_BETWEEN = re.compile("之?间")
_RATIO = re.compile(rf"{BLANK}?[:∶：比]{BLANK}?")
_ENDS_CODE = re.compile("[-./图表例]$|[0-9][:：∶]$")  # IEC 61036-21:2002, 40:35:25, 图3:
_EACH = re.compile("每(?:[卖售产生销出买]{1,2}|[用放出引报][掉货进警]?的?)?$")
_AMONG = re.compile(
    "(?:[^，,。；;、：:0-9\n]{0,12}?(?:有|就是)|[^，,。；;、：:\n]{0,10}?[，,]?(?:其?中)?[就便约才]有|[^，,。；;、：:0-9\n]{0,8}[，,](?:就|约|便|至少)?有)"
    "(?:[约近]|超过?|将近)?"
)
_FROM = re.compile("[从由自]")
_MONEY = "money"
_JOINTS = frozenset((*CARDINAL, *"0123456789 -–—―－~～×xX*至到:∶：比与和或零又、"))
_LEADING = re.compile("([0-9]{1,2}|[一二两三四五六七八九])[十百千万亿]*$")
_LISTED = re.compile("(?:第|分别.{0,3}|各.?|依次.?|[0-9一二三四五六七八九十]、)$")
_ALIKE = frozenset(
    (
        "个",
        "年",
        "岁",
        "天",
        "人",
        "次",
        "家",
        "名",
        "倍",
        "小时",
        "分钟",
        "个月",
        "个小时",
        "元",
        "块",
        "公里",
        "里",
        "米",
        "斤",
        "吨",
        "辆",
        "台",
        "成",
        "户",
        "位",
        "条",
        "亩",
        "只",
        "层",
        "块钱",
        "周岁",
    )
)


def extend(text: str, reading: Reading) -> Reading:
    """Join what follows to the number when the two are one range, one ratio or one sum."""
    if text[reading.end : reading.end + 1] not in _JOINTS:
        return reading
    return (
        _ratio(text, reading)
        or _product(text, reading)
        or _range(text, reading)
        or _between(text, reading)
        or _neighbours(text, reading)
        or add_up(text, reading)
        or reading
    )


def share_of_each(text: str, first: Reading) -> Reading | None:
    """每3台就有1台, 每十个人中有七个: one part of a whole, 1/3 and 7/10.

    >>> text = "每五辆车中就有一辆新能源车"
    >>> joined = share_of_each(text, read_at(text, 1))
    >>> text[joined.start : joined.end], joined.low
    ('每五辆车中就有一辆', 0.2)
    """
    if first.unit is None or first.unit.kind == "measure" or "每" not in text[max(0, first.start - 4) : first.start]:
        return None
    each, among = _EACH.search(text, max(0, first.start - 4), first.start), _AMONG.match(text, first.end)
    second = number_at(text, among.end()) if each and among else None
    if each is None or second is None or second.unit is None or not 0 < second.low < first.low:
        return None
    if not first.unit.text.startswith(second.unit.text) and not _counts_the_same(first.unit, second.unit):
        return None
    low, high = second.low / first.low, second.high / first.low
    whole = Reading(each.start(), second.end, first.number_start, second.number_end, low, high, joined=True)
    whole.kind, whole.unit_text, whole.fraction = "ratio", "1", True
    return whole


def _counts_the_same(first: Unit, second: Unit) -> bool:
    """块 of screens is no money, though it is written like it: 每4块屏幕中有1块."""
    return second.text == first.text or (first.dimension == second.dimension == "people")


def _below_zero(text: str, position: int) -> Reading | None:
    """零下5℃ as the second end of a range, and 零上5℃."""
    zero = text.startswith(("零下", "零上"), position) and position + 2 < len(text)
    following = read_at(text, position + 2) if zero else None
    return following if following is not None and (following.low <= 0 or text[position + 1] == "上") else None


def _ratio(text: str, first: Reading) -> Reading | None:
    match = _RATIO.match(text, first.end)
    if match is None or first.unit is not None or _ENDS_CODE.search(text, max(0, first.start - 2), first.start):
        return None
    second = number_at(text, match.end())
    if second is None or second.unit is not None or second.low <= 0 or text.startswith((":", "∶"), second.end):
        return None
    if text[first.number_start].isascii() != text[second.number_start].isascii():  # 一：9月10日
        return None
    if text[second.number_start] == "0" and text[second.number_start + 1 : second.number_end].isdigit():  # 1:0512-…
        return None
    value = first.low / second.low
    joined = Reading(first.start, second.end, first.number_start, second.number_end, value, value, joined=True)
    joined.kind, joined.unit_text = "ratio", ":"
    return joined


def _product(text: str, first: Reading) -> Reading | None:
    """2×66万千瓦: two sets of 660 MW, 1,320 MW in all."""
    match = _TIMES.match(text, first.end)
    second = number_at(text, match.end()) if match and first.unit is None and first.low == int(first.low) < 20 else None
    if second is None or second.unit is None or second.unit.dimension not in _SETS:
        return None
    low, high = first.low * second.low, first.low * second.high
    joined = Reading(first.start, second.end, first.number_start, second.number_end, low, high, joined=True)
    joined.unit, joined.flags = second.unit, [*second.flags, "reading_chosen"]
    return joined


def _range(text: str, first: Reading) -> Reading | None:
    match = _RANGE.match(text, first.end) or (_OR.match(text, first.end) if _vague(first) else None)
    if match is None:
        return None
    frozen = _below_zero(text, match.end())
    if frozen is not None and first.unit is None and text.startswith("零下", max(0, first.start - 2)):
        first.low, first.high, first.start = -first.high, -first.low, first.start - 2
    second = frozen or number_at(text, match.end()) or _prefixed(text, match.end())
    if second is None or second.fraction != first.fraction or _is_change(text, first, match[0], second):
        return None
    return _joined(text, first, second)


def _is_change(text: str, first: Reading, joint: str, second: Reading) -> bool:
    """从3家到5家 and 减少4亿元至30亿元 tell two amounts, 从3元到5元不等 one range."""
    if joint not in ("至", "到") or text.startswith(("不等", "之间", "的不等", "的都有", "都有"), second.end):
        return False
    if first.start > 0 and _FROM.match(text, first.start - 1):
        return _moves().match(text, second.end) is None
    return first.unit is not None and second.low >= 3 * first.high and told_by_how_much(text, first.start)


@cache
def _moves() -> re.Pattern[str]:
    """由40亿至45亿元|上调至…: a range that a change begins with."""
    return re.compile(rf"[^,，。；;、0-9]{{0,4}}?{any_of('change')}[^,，。；;、0-9]{{0,6}}?[至到为]")


def _vague(reading: Reading) -> bool:
    """数千亿或万亿元: 或 joins orders of magnitude only."""
    return reading.unit is None and (reading.low != reading.high or reading.comparator == "~")


def _prefixed(text: str, position: int) -> Reading | None:
    """$20-$30, -5%至-3%: a sign may stand before the second number too."""
    signed = position + 1 < len(text) and text[position] in "$¥￥€£-－"
    following = read_at(text, position + 1) if signed else None
    return following if following is not None and following.start == position else None


def _between(text: str, first: Reading) -> Reading | None:
    match = _AND.match(text, first.end)
    if match is None:
        return None
    second = number_at(text, match.end())
    if second is not None and second.unit is not None and second.unit.text == "间":
        second.unit, second.end = None, second.number_end
    if second is None or not _BETWEEN.match(text, second.end):
        return None
    return _joined(text, first, second)


def _neighbours(text: str, first: Reading) -> Reading | None:
    """七、八个, 三、四十家, 2、3个月: two numbers next to each other are about as many; 3、5家 is a list."""
    if not text.startswith("、", first.end) or first.unit is not None or first.end != first.number_end:
        return None
    second = number_at(text, first.end + 1)
    if second is None or second.unit is None or second.unit.text not in _ALIKE or second.comparator != "=":
        return None
    match = _LEADING.match(text[second.number_start : second.number_end])
    if text[first.number_start].isascii() != text[second.number_start].isascii():
        return None
    digit = parse_numeral(match[1]) if match else None
    if digit is None or digit.low - first.low != 1 or _LISTED.search(text, max(0, first.start - 5), first.start):
        return None
    first.low = first.high = first.low * second.low / digit.low / second.unit.scale
    return _joined(text, first, second)


def _joined(text: str, first: Reading, second: Reading | None) -> Reading | None:
    if second is not None and first.start < first.number_start and second.unit and second.unit.text == "元":
        second.unit = first.unit or second.unit  # 新台币3,265～4,900元
    if second is not None and second.unit is None and _goes_for_both(text, first):
        second.unit = first.unit
    if second is None or not _compatible(first.unit, second.unit):
        return None
    _share_magnitude(text, first, second)
    if first.unit is None and second.unit is not None and second.unit.scale != 1.0:
        first.low *= second.unit.scale
    low, high = first.low, second.high
    if low > high:
        return None
    joined = Reading(first.start, second.end, first.number_start, second.number_end, low, high, joined=True)
    joined.unit, joined.flags = second.unit or first.unit, first.flags + second.flags
    if joined.unit and joined.unit.dimension in ("temperature", "degrees") and first.unit is None and joined.start:
        _set_below_zero(text, joined)
    joined.comparator = second.comparator if second.comparator in (">", ">=") else "="
    joined.fraction = first.fraction and second.fraction
    return joined


def _set_below_zero(text: str, joined: Reading) -> None:
    """气温-1～4℃ begins below zero, 零下3到5度 ends there too."""
    if text[joined.start - 1] in "-－−" and joined.unit is not None and joined.unit.dimension == "temperature":
        joined.low, joined.start = -joined.low, joined.start - 1
    elif text.startswith("零下", max(0, joined.start - 2)) and joined.low > 0:
        joined.low, joined.high, joined.start = -joined.high, -joined.low, joined.start - 2


def _goes_for_both(text: str, first: Reading) -> bool:
    """百分之十至十五, US$3亿至5亿: what stands before the first number holds for the second."""
    return first.unit is not None and (text.startswith("百分之", first.start) or first.start < first.number_start)


def _compatible(first: Unit | None, second: Unit | None) -> bool:
    if first is None or second is None:
        return first is None
    return first.canonical == second.canonical


def _share_magnitude(text: str, first: Reading, second: Reading) -> None:
    """20-30亿: the first number is in 亿 too, unless it has a magnitude of its own or is the larger one."""
    if first.unit is not None and first.unit.kind != _MONEY:
        return
    before, power = magnitude(text, second)
    own = magnitude(text, first)[1]
    if power > 1 and own < power and 0 <= first.low < before and first.unit is None:
        first.low, first.high = first.low * power, first.high * power
