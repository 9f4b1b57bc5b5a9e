"""Takes in what stands before a number: its sign and its currency."""

import re
from functools import cache

from zhclaims.reading import Reading
from zhclaims.units import currencies

PREFIX_LAST = "币元金圆镑郎$¥￥€£₩₹฿BDYPRF刀"
_TAKEN = "兑对比元"  # 美元兑人民币7.1 is a rate, 1.5亿元人民币2、股权 a sum and the number of a point
_MILLIONS = re.compile(r"\s?(M|m|mn|B|bn|million|billion)(?![A-Za-z])")  # $1.5M, €3m, US$3 billion
# 0.25%-0.5%, 1亿元-1.5亿元: the hyphen of a range
_FIRST_END = re.compile(r"[0-9][百千万亿]{0,2}(?:[%‰℃]|(?P<word>[\u4e00-\u9fff]{1,4})|[A-Za-z]{1,4})$")
_RANGED = re.compile("[0-9]%? $|[0-9][万亿]?[\u4e00-\u9fff]{1,2}/[\u4e00-\u9fffA-Za-z]{1,3}$")
_DATED = ("年", "月", "日")  # 2017年-0.5% is a loss, 1.5年-2.5年 a range
_OPENS = " \n(（,，、:：;；。“\"'为是至到达约和及与在由从把将[<>="
_BALANCES = frozenset("润率速幅值益温额利")  # 净利润-1,840万元, 增速-0.5%
_CHANGED = re.compile("(?:同比|环比|分别|%/)$")  # 同比-3%, 同比/环比-5%/-3%
_BEARING = frozenset("身背肩担自抱欠胜减增降")  # 身负30万元债务 is to bear them
_FROZEN = ("temperature", "degrees")


@cache
def _prefixes() -> dict[str, tuple[tuple[int, frozenset[str]], ...]]:
    """The currencies that stand before a number, by their last character and length, the longest first."""
    names = [name for name in currencies() if name[-1] in PREFIX_LAST and (len(name) > 1 or not name.isalpha())]
    found = {}
    for last in PREFIX_LAST:
        ending = [name for name in names if name[-1] == last]
        sizes = sorted({len(name) for name in ending}, reverse=True)
        found[last] = tuple((size, frozenset(name for name in ending if len(name) == size)) for size in sizes)
    return found


def _currency_before(text: str, end: int) -> str | None:
    """The longest currency that ends at a position."""
    for size, names in _prefixes().get(text[end - 1], ()) if end else ():
        if (name := text[max(0, end - size) : end]) in names:
            return name
    return None


def attach_currency(text: str, reading: Reading) -> None:
    """US$20, 港币3.14, 新台币 3,265 元: the currency before the number decides."""
    before = reading.start - (1 if reading.start and text[reading.start - 1] == " " else 0)
    name = _currency_before(text, before)
    if name is None or (before > len(name) and text[before - len(name) - 1] in _TAKEN):
        return
    unit, currency = reading.unit, currencies()[name]
    if (match := _MILLIONS.match(text, reading.number_end)) and not name[-1].isalpha():
        factor = 1e6 if match[1][0] in "Mm" else 1e9
        reading.low, reading.high = round(reading.low * factor, 6), round(reading.high * factor, 6)
        reading.end = reading.number_end = match.end()
        unit = None
    if unit is None or (unit.canonical == "CNY" and currency.canonical != "CNY"):
        reading.unit, reading.start = currency, before - len(name)


def attach_sign(text: str, reading: Reading) -> None:
    """-3.5, 负3 and 零下6度 are negative, ±5 is from -5 to 5."""
    if text.startswith("±", reading.start - 1) or text.startswith("正负", max(0, reading.start - 2)):
        reading.low, reading.start = -reading.high, reading.start - (1 if text[reading.start - 1] == "±" else 2)
        return
    frozen = reading.unit is not None and reading.unit.dimension in _FROZEN
    if frozen and text.startswith("零下", max(0, reading.start - 2)):
        reading.low, reading.high, reading.start = -reading.high, -reading.low, reading.start - 2
        return
    before = text[reading.start - 1 : reading.start]
    if before == "负" and text[reading.start - 2 : reading.start - 1] in _BEARING:
        return
    if before == " " and text[reading.start - 2 : reading.start] == "负 ":
        before, reading.start = "负", reading.start - 1
    if not before or before not in "负-－−" or (before != "负" and not _is_minus(text, reading)):
        return
    reading.low, reading.high = -reading.high, -reading.low
    reading.start -= 1
    reading.number_start = min(reading.number_start, reading.start)


def _is_minus(text: str, reading: Reading) -> bool:
    """A minus sign, not the hyphen of 歼-20, GPT-4, 3-5, 50 -310亿元 or 6.61元/股-7.70元/股."""
    earlier = text[reading.start - 2 : reading.start - 1]
    if _RANGED.search(text, max(0, reading.start - 8), reading.start - 1):
        return False
    if not earlier or earlier in _OPENS or _CHANGED.search(text, max(0, reading.start - 4), reading.start - 1):
        return True
    if earlier.isascii() and (earlier.isalnum() or earlier in "-)"):
        return False
    first = _FIRST_END.search(text, max(0, reading.start - 9), reading.start - 1)
    if first is not None and (not (first["word"] or "").endswith(_DATED) or text.startswith(_DATED, reading.end - 1)):
        return False
    if reading.unit is None or reading.unit.kind == "count":
        return False
    below = reading.unit.dimension == "temperature" or (
        earlier in _BALANCES and reading.unit.kind in ("money", "percent")
    )
    return below or "." in text[reading.start : reading.end]
