"""Reads the number that stands at one place of a text, with its unit: the step between numerals and quantities."""

import re
from dataclasses import dataclass, field
from functools import cache

from zhclaims.lookalikes import ARABIC, CHINESE
from zhclaims.numerals import DIGITS, LONGEST, Numeral, parse_chinese, parse_numeral
from zhclaims.types import Change, Comparator, QuantityKind
from zhclaims.units import Unit, currencies, unit_at

CARDINAL = "零〇一二三四五六七八九十百千万亿兆两俩廿卅卌壹贰叁参肆伍陆柒捌玖拾佰仟"
MAGNITUDE = "十百千万亿兆拾佰仟"
_DIGIT = "零〇一二两三四五六七八九"
_ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z]))?"
_CHINESE = rf"[{CARDINAL}][{CARDINAL}0-9余多几]*+(?:点[{_DIGIT}0-9壹贰叁肆伍陆柒捌玖]++(?![十分])[{MAGNITUDE}]*+)?"
# 3.5万, 2万8千, 200余万, 十几; then 7万 5千, 3又1/4, 三分之二
_MIXED = rf"""
    (?:\s?(?:个(?=亿)|[余多几](?=[{MAGNITUDE}])|)[{MAGNITUDE}](?![瓦克字])[{CARDINAL}0-9余多几]*+(?:点[{_DIGIT}]++)?
     | [余多](?![于年月日])|来(?=[个家名人位种项年天万亿件条台元米公吨次]))?
    (?:\s[0-9一二三四五六七八九][{MAGNITUDE}](?=[\s0-9一二三四五六七八九]|[^{CARDINAL}]|$)){{0,3}}
"""
_FRACTION = rf"(?:又(?:[0-9]++|[{CARDINAL}]++))?\s{{0,2}}分\s{{0,2}}之\s{{0,2}}负?(?:{_ARABIC}(?:[{MAGNITUDE}]++)?|{_CHINESE})"
_HEAD = rf"(?:好几|[几数](?=[{MAGNITUDE}])|上(?=[百千万亿]))"
NUMBER = re.compile(
    rf"""(?P<share>[十]?[百千万佰仟亿]{{1,2}}\s?分\s?之\s?)(?P<of>负?(?:{_ARABIC}(?:[{MAGNITUDE}]++)?|{_CHINESE}))  # 百分之五
       | 成[百千]上[千万]|数以[十百千万]*[百千万亿]计
       | [0-9]{{1,3}}\ [0-9]{{1,3}}/[0-9]{{1,3}}(?![0-9/])                            # 1 4/3
       | [0-9]{{1,4}}/[0-9]{{1,4}}(?![0-9/年月日])                                     # 1/10
       | {_ARABIC}{_MIXED}(?:{_FRACTION})?                                            # 1,100.9亿
       | {_HEAD}?{_CHINESE}(?:{_FRACTION})?                                           # 一万五千亿, 数十万
    """,
    re.VERBOSE,
)
_POINT = re.compile(r"\.[0-9]++")
_THOUSANDS = re.compile(r"\s?[kK](?![A-Za-z0-9])|\s?M(?![A-Za-z0-9])")
_SHARES = {"百": 1.0, "佰": 1.0, "千": 0.1, "仟": 0.1, "万": 0.01, "十万": 1e-3, "百万": 1e-4, "千万": 1e-5, "亿": 1e-6}
_SI = re.compile(r"[千百兆](?=[克瓦米卡伏帕赫焦]|字节|比特|电子伏)")  # 5千克 is 5 kg, 百帕 is hPa
_BIG = re.compile(r"(?:[万亿兆]+|[千百仟佰kK])$")
_HALF_AFTER = re.compile(r"半(?![年天月日价路数导径小个夜场程山])")
_MORE_AFTER = re.compile(r"[多余](?![于少数元种样个家名位项次年的变功]|边|方|层)")
_TAIL_DIGIT = re.compile(rf"(零?)([0-9一二两三四五六七八九])(?![0-9.{CARDINAL}成分个])")
_PREFIX_LAST = "币元金圆镑郎$¥￥€£₩₹฿BDYPRF刀"
_TRIMMED = 6
"""How many characters a numeral may lose at its end until it can be read (二十几|家)."""
_RUN = re.compile(rf"[0-9]++|[{CARDINAL}]++")
_FACTORS = frozenset(" kKM+")
_BEFORE_NUMBERS = frozenset(" 负-－−下" + _PREFIX_LAST)
_RATE = "兑对比"
_SIGNS = ("$", "¥", "￥", "€", "£")


_DIGITS_ALONE = {char: Numeral(float(value), float(value)) for char, value in DIGITS.items()}
_GOES_ON = frozenset((*CARDINAL, *"余多几点又分 ", "", *"0123456789"))


@dataclass(slots=True)
class Reading:
    """A number on its way to a quantity; the joins and the comparators still change it."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    comparator: str = "="
    unit: Unit | None = None
    kind: QuantityKind | None = None
    unit_text: str | None = None
    """Overrides the unit's canonical form: "1" for a fraction, ":" for a ratio, "" for a rank."""
    role: Change | None = None
    cue: Comparator | None = None
    cue_start: int = -1
    cue_end: int = -1
    flags: list[str] = field(default_factory=list)
    fraction: bool = False
    joined: bool = False
    """Made of two numbers (a range, a ratio, 两元三角)."""


@cache
def _prefixes() -> tuple[str, ...]:
    names = [name for name in currencies() if len(name) > 1 or not name.isalpha()]
    return tuple(sorted((name for name in names if name[-1] in _PREFIX_LAST and name not in ("块", "元")), key=len)[::-1])


def skip_lookalike(text: str, position: int) -> int:
    """The end of a date, clock time or code that begins here, else the position itself."""
    pattern = ARABIC if text[position].isascii() else CHINESE
    match = pattern.match(text, position)
    return match.end() if match else position


def read_at(text: str, position: int) -> Reading | None:
    """The number that begins exactly here, with its unit when one follows; signs and currency signs before it are taken in."""
    digit = _DIGITS_ALONE.get(text[position])
    if digit is not None and text[position + 1 : position + 2] not in _GOES_ON:
        return _with_unit(text, position, position + 1, digit)
    match = NUMBER.match(text, position) or _POINT.match(text, position)
    if match is None or match.end() - match.start() > LONGEST:
        return None
    if match.re is NUMBER and match["share"]:
        return _share(match)
    end = _cut(text, position, match.end())
    if text[position - 1 : position] in _SIGNS and "，" in text[position:end]:  # $20，300元: two prices
        end = text.index("，", position)
    shortest = max(position, end - _TRIMMED)
    while end > shortest:
        numeral = _parse(text[position:end])
        if numeral is not None and not _splits(text, position, end) and not _two_digits(text, position, end):
            return _with_unit(text, position, end, numeral)
        end -= 1
    return None


def run_end(text: str, position: int) -> int:
    """Where to go on when no number can be read here: behind the digits, or behind a long run of numerals."""
    number = NUMBER.match(text, position)
    if number is not None and number.end() - position > LONGEST:
        return number.end()
    match = _RUN.match(text, position)
    if match is None or (match.end() - position < _TRIMMED and not text[position].isascii()):
        return position + 1
    return match.end()


def _parse(text: str) -> Numeral | None:
    return parse_numeral(text.replace("个", "").replace(" ", "") if "/" not in text else text)


def _cut(text: str, start: int, end: int) -> int:
    """Leave 千 to 千克, 兆 to 兆瓦, and 几 and 多 to what follows."""
    if end - start > 1 and _SI.match(text, end - 1):
        return end - 1
    return end


def _splits(text: str, start: int, end: int) -> bool:
    """Whether the last 一 belongs to what follows: 一百万|一年."""
    if end - start < 2 or text[end - 1] not in "一两" or text[end - 2] not in MAGNITUDE or text[end - 2] == "十":
        return False
    return unit_at(text, end) is not None


def _two_digits(text: str, start: int, end: int) -> bool:
    """三一, 一一: two digits in a row are no number but in 七五折; three and more are (一七二零)."""
    pair = end - start == 2 and text[start] in _DIGIT and text[start + 1] in _DIGIT
    return pair and text[end : end + 1] != "折" and parse_numeral(text[start:end]) == _digit_string(text[start:end])


def _digit_string(text: str) -> Numeral | None:
    value = parse_chinese(text)
    return None if value is None else Numeral(value, value)


def _share(match: re.Match[str]) -> Reading | None:
    """百分之五 -> 5 %, 千分之三 -> 0.3 %."""
    start, end = match.start(), match.end()
    numeral = None
    while end > match.start("of") and (numeral := _parse(match.string[match.start("of") : end])) is None:
        end -= 1
    scale = _SHARES.get(match["share"].replace(" ", "")[:-2])
    if numeral is None or scale is None:
        return None
    percent = unit_at("%", 0)
    low, high = round(numeral.low * scale, 12), round(numeral.high * scale, 12)
    reading = Reading(start, end, start, end, low, high, numeral.comparator)
    reading.unit = percent[0] if percent else None
    return reading


def _with_unit(text: str, start: int, end: int, numeral: Numeral) -> Reading:
    reading = Reading(start, end, start, end, numeral.low, numeral.high, numeral.comparator, fraction=numeral.fraction)
    if "，" in text[start:end]:
        reading.flags.append("reading_chosen")
    if text[end : end + 1] in _FACTORS:
        _thousands(text, reading)
        _plus(text, reading)
    _unit(text, reading)
    before = text[start - 1 : start] if start else ""
    if before in _BEFORE_NUMBERS:
        _money_prefix(text, reading)
        _sign(text, reading)
    return reading


def _thousands(text: str, reading: Reading) -> None:
    """15k, 2.5 M as numbers; 带宽100M is told apart by its unit."""
    match = _THOUSANDS.match(text, reading.end)
    if match is None or not text[reading.end - 1].isdigit():
        return
    factor = 1e6 if match[0][-1] == "M" else 1e3
    reading.low, reading.high = round(reading.low * factor, 6), round(reading.high * factor, 6)
    reading.end = reading.number_end = match.end()


def _plus(text: str, reading: Reading) -> None:
    """100+ and 3000+家: at least."""
    if text.startswith("+", reading.end):
        reading.end = reading.number_end = reading.end + 1
        reading.comparator = ">="


def _unit(text: str, reading: Reading) -> None:
    position = reading.end
    if text.startswith(" ", position) and not text.startswith("  ", position):
        position += 1
    found = unit_at(text, position)
    if found is not None and found[0].text == "个" and text[found[1] : found[1] + 1] in ("半", "多"):
        found = _more_than_one(text, reading, found)
    if found is None or not _unit_fits(text, reading, *found):
        return
    set_unit(reading, _in_context(text, reading, found[0]), found[1])
    _after_unit(text, reading)


def _unit_fits(text: str, reading: Reading, unit: Unit, end: int) -> bool:
    if unit.text == "T" and reading.low != int(reading.low):  # 1.5T is an engine
        return False
    if unit.text == "月" and text[reading.start - 1 : reading.start] != "前":  # 3月 is a date, 3个月 and 前3月 are not
        return False
    if unit.text == "级" and _bare_magnitude(text, reading):  # 千亿级
        return False
    if unit.text == "大" and reading.low > 100:  # 100万大学生
        return False
    apart = end - len(unit.text) > reading.end and len(unit.text) == 1 and not unit.text.isascii()
    return not apart or unit.kind in ("money", "measure", "percent") or _spaced(text, reading)


def _more_than_one(text: str, reading: Reading, found: tuple[Unit, int]) -> tuple[Unit, int]:
    """一个半小时, 三个多月: the unit proper stands behind 半 and 多."""
    proper = unit_at(text, found[1] + 1)
    if text.startswith("月", found[1] + 1) and (month := unit_at("个月", 0)) is not None:
        proper = month[0], found[1] + 2
    if proper is None:
        return found
    if text[found[1]] == "半":
        reading.low, reading.high = reading.low + 0.5, reading.high + 0.5
    else:
        reading.comparator = ">"
    return proper


_STORAGE = re.compile("带宽|流量|内存|存储|硬盘|网速|显存|闪存|容量|速率")
_PAID = re.compile(r"[收付花赚钱交省罚捐补退][了过到取]?\s?$")


def _in_context(text: str, reading: Reading, unit: Unit) -> Unit:
    """g is a gram but for bandwidth and memory, 分 is a point but for what was paid."""
    if unit.text == "g" and _STORAGE.search(text, max(0, reading.start - 10), reading.start):
        reading.flags.append("reading_chosen")
        return (unit_at("G", 0) or (unit, 0))[0]
    if unit.text == "分" and _PAID.search(text, max(0, reading.start - 3), reading.start):
        reading.flags.append("reading_chosen")
        return currencies()["分钱"]
    return unit


def _spaced(text: str, reading: Reading) -> bool:
    """Whether the text sets its numbers between spaces, so that one before the unit separates nothing: 用了 600 个."""
    return reading.start == 0 or text[reading.start - 1] in " \n"


def _bare_magnitude(text: str, reading: Reading) -> bool:
    return all(char in "百千万亿兆" for char in text[reading.number_start : reading.number_end])


def set_unit(reading: Reading, unit: Unit, end: int) -> None:
    """Give the reading its unit and scale its value: 3成 -> 30 %, 五打 -> 60."""
    reading.unit, reading.end = unit, end
    if unit.scale != 1.0:
        scale = unit.scale
        if unit.text == "折" and reading.low >= 10:
            scale = 1.0
        reading.low, reading.high = round(reading.low * scale, 9), round(reading.high * scale, 9)


def _after_unit(text: str, reading: Reading) -> None:
    """三年半, 一吨半, 三成半; 5公里多; 三米九, 十块三."""
    unit = reading.unit
    if unit is None or unit.kind in ("count", "multiple"):
        return
    if _HALF_AFTER.match(text, reading.end):
        _add(reading, 0.5 * unit.scale, reading.end + 1)
    elif _MORE_AFTER.match(text, reading.end):
        reading.end += 1
        reading.comparator = ">"
    elif unit.text in ("块", "米", "成") and (match := _TAIL_DIGIT.match(text, reading.end)):
        digit = parse_numeral(match[2])
        if digit is not None and unit_at(text, match.end()) is None:
            _add(reading, digit.low * unit.scale / (100 if match[1] else 10), match.end())


def _add(reading: Reading, amount: float, end: int) -> None:
    reading.low, reading.high, reading.end = round(reading.low + amount, 9), round(reading.high + amount, 9), end


def _money_prefix(text: str, reading: Reading) -> None:
    """US$20, 港币3.14, 新台币 3,265 元: the currency before the number decides."""
    before = reading.start - (1 if reading.start and text[reading.start - 1] == " " else 0)
    if before == 0 or text[before - 1] not in _PREFIX_LAST:
        return
    name = next((name for name in _prefixes() if text.endswith(name, max(0, before - len(name)), before)), None)
    if name is None or (before > len(name) and text[before - len(name) - 1] in _RATE):
        return
    unit, currency = reading.unit, currencies()[name]
    if unit is None or (unit.kind == "money" and unit.canonical == "CNY" and currency.canonical != "CNY"):
        if unit is None and currency.text.isalpha() and not currency.text.isascii() and currency.text.endswith("金"):
            return
        reading.unit = currency
        reading.start = before - len(name)


def _sign(text: str, reading: Reading) -> None:
    if text.startswith("零下", max(0, reading.start - 2)) and reading.unit and reading.unit.dimension in ("temperature", "degrees"):
        reading.low, reading.high, reading.start = -reading.high, -reading.low, reading.start - 2
        return
    before = text[reading.start - 1 : reading.start]
    if before == " " and text[reading.start - 2 : reading.start] == "负 ":
        before, reading.start = "负", reading.start - 1
    if not before or before not in "负-－−" or (before != "负" and not _is_minus(text, reading)):
        return
    reading.low, reading.high = -reading.high, -reading.low
    reading.start -= 1
    reading.number_start = min(reading.number_start, reading.start)


def _is_minus(text: str, reading: Reading) -> bool:
    """A minus sign, not the hyphen of 歼-20, GPT-4 or 3-5."""
    earlier = text[reading.start - 2 : reading.start - 1]
    if not earlier or earlier in " \n(（,，、:：;；。“\"'为是至到达约和及与在[<>=":
        return True
    if earlier.isascii() and (earlier.isalnum() or earlier in "-)"):
        return False
    return reading.unit is not None and (reading.unit.kind != "count" and "." in text[reading.start : reading.end])


def magnitude(text: str, reading: Reading) -> tuple[float, float]:
    """The value before its closing magnitude, and that magnitude: 20万 -> 20, 10000; 三十万 -> 30, 10000; 三百 -> 3, 100."""
    number = text[reading.number_start : reading.number_end].rstrip("余多来 ")
    match = _BIG.search(number)
    if match is None or match.start() == 0:
        return reading.low, 1.0
    power = 1000.0 if match[0] in "kK" else (parse_numeral(match[0]) or Numeral(1.0, 1.0)).low
    return reading.low / power, power
