"""Attaches to a number what stands next to it: its unit, 半 and 多 behind the unit, a sign, a currency before it."""

import re
from functools import cache

from zhclaims.numerals import parse_numeral
from zhclaims.reading import CARDINAL, Reading
from zhclaims.unit_context import is_cents, is_pieces, pieces, tenths_at, told_by_context
from zhclaims.units import Unit, currencies, unit_at, unit_of

_THOUSANDS = re.compile(r"(?:\s?[kK]| M)(?![A-Za-z0-9])")  # 15k, 2.5 M; 100M is a data rate
_MODEL = re.compile("[\u4e00-\u9fff][-－]$")
_HALF_AFTER = re.compile(r"半(?![年天月日价路数导径小个夜场程山])")  # 三吨半, not 三年|半价
_MORE_AFTER = re.compile(r"[多余](?![于少数元种样个家名位项次年变功]|边|方|层)")  # 5公里多
_TAIL_DIGIT = re.compile(
    rf"(零?)([0-9一二三四五六七八九](?=一[杯斤个只张份碗瓶人条根件本度公])|[0-9]{{2}}|[一二三四五六七八九]{{2}}|[0-9一二两三四五六七八九])(?:(?=一)|(?![0-9.{CARDINAL}成分个]))"
)  # 十块三
_STORAGE = re.compile("带宽|流量|内存|存储|硬盘|网速|显存|闪存|容量|速率")
_OF_RATES = re.compile("[涨跌升降增减提加收扣抽返让高低差调]|利[率息]|汇率|毛利|[点率]")  # 涨了一个点; 给他一个点
_PREFIX_LAST = "币元金圆镑郎$¥￥€£₩₹฿BDYPRF刀"
_RATE = "兑对比"  # 美元兑人民币7.1 is a rate
_FACTORS = frozenset(" kKMw+")
# 月薪3w, 10w+, 5w元: ten thousand, as it is typed; 65w快充 are watts
_TYPED = re.compile(r"w(?=\+|[元块人粉赞]|(?P<open>$|[的多左以字起上，,。；、）)\s]))(?!\+?[快充功])")
_TYPED_OF = re.compile(
    "(?:薪|付[了过]?|款|违约金|押金|费用?|定金|尾款|[月年日]入|工资|收入|粉丝?|阅读|播放|点赞|[赚花存欠]|存款|彩礼|首付)[^，。；0-9]{0,4}$"
)
_MARKS_BEFORE = frozenset(" 负-－−下±" + _PREFIX_LAST)
_MILLIONS = re.compile(r"\s?(M|m|mn|B|bn|million|billion)(?![A-Za-z])")  # $1.5M, €3m, US$3 billion
# 0.25%-0.5%, 1亿元-1.5亿元: the hyphen of a range
_FIRST_END = re.compile(r"[0-9][百千万亿]{0,2}(?:[%‰℃]|(?P<word>[\u4e00-\u9fff]{1,4})|[A-Za-z]{1,4})$")
_RANGED = re.compile("[0-9]%? $|[0-9][万亿]?[\u4e00-\u9fff]{1,2}/[\u4e00-\u9fffA-Za-z]{1,3}$")
_DATED = ("年", "月", "日")  # 2017年-0.5% is a loss, 1.5年-2.5年 a range
_OPENS = " \n(（,，、:：;；。“\"'为是至到达约和及与在由从把将[<>="
_BALANCES = frozenset("润率速幅值益温额利")  # 净利润-1,840万元, 增速-0.5%
_CHANGED = re.compile("(?:同比|环比|分别|%/)$")  # 同比-3%, 同比/环比-5%/-3%
_CLOSES = ("", *",，。；;、）)的左\n")
_LITRES = re.compile("升(?=[到至](?:[0-9.]{1,6}|[一二两三四五六七八九十半]{1,3})公?升)")
_MINUTES = ("分多钟", "分来钟")
_OF_MANY = frozenset(("方", "平", "味", "粉", "赞"))
_THINGS = frozenset(("国家", "城市", "地区", "专业", "品牌", "学科", "车型", "门店", "职位", "首", "届"))
_BEARING = frozenset("身背肩担自抱欠胜减增降")  # 身负30万元债务 is to bear them
_FROZEN = ("temperature", "degrees")


def attach(text: str, reading: Reading) -> None:
    """Take in the unit behind the number and the sign or the currency before it."""
    if text[reading.end : reading.end + 1] in _FACTORS:
        _thousands(text, reading)
        _plus(text, reading)
    _unit(text, reading)
    if reading.start and text[reading.start - 1] in _MARKS_BEFORE:
        _money_prefix(text, reading)
        attach_sign(text, reading)


def _thousands(text: str, reading: Reading) -> None:
    """15k, 2.5 M: thousands and millions."""
    if _MODEL.search(text, max(0, reading.start - 2), reading.start):  # 轰-6K
        return
    match = _THOUSANDS.match(text, reading.end) or _ten_thousand(text, reading)
    if match is None or (match[0] != "w" and not text[reading.end - 1].isdigit()):
        return
    factor = {"M": 1e6, "w": 1e4}.get(match[0][-1], 1e3)
    reading.low, reading.high = round(reading.low * factor, 6), round(reading.high * factor, 6)
    reading.end = reading.number_end = match.end()


def _ten_thousand(text: str, reading: Reading) -> re.Match[str] | None:
    match = _TYPED.match(text, reading.end)
    if match is None or (
        match["open"] is not None and not _TYPED_OF.search(text, max(0, reading.start - 10), reading.start)
    ):
        return None
    return match


def _plus(text: str, reading: Reading) -> None:
    """100+ and 3000+家: at least; 1300万+200万像素 is a sum."""
    if text.startswith("+", reading.end) and not text[reading.end + 1 : reading.end + 2].isdigit():
        reading.end = reading.number_end = reading.end + 1
        reading.comparator = ">="


def _unit(text: str, reading: Reading) -> None:
    position = reading.end
    if text.startswith(" ", position) and not text.startswith("  ", position):
        position += 1
    found = _unit_behind(text, position)
    if found is None and text[position : position + 1] == "成":
        found = tenths_at(text, reading)
    if found is None or not _unit_fits(text, reading, *found):
        return
    if found[0].text == "个" and text[found[1] : found[1] + 1] in ("半", "多"):
        found = _more_than_one(text, reading, found)
    if text.startswith(_MINUTES, found[1] - 1):  # 1分多钟
        reading.comparator = ">"
        set_unit(reading, unit_of("分钟"), position + 3)
        return
    set_unit(reading, _in_context(text, reading, *found), found[1])
    if found[0].text == "月" and text[reading.start - 1 : reading.start] == "前":  # 前三月
        reading.start -= 1
    _after_unit(text, reading)


def _unit_behind(text: str, position: int) -> tuple[Unit, int] | None:
    """The unit at a position: 升 before 到 is a verb (升到5万), but a litre in 两升到三升."""
    if _LITRES.match(text, position) and (litre := unit_at("升", 0)) is not None:
        return litre[0], position + 1
    return unit_at(text, position)


def _unit_fits(text: str, reading: Reading, unit: Unit, end: int) -> bool:
    if text[reading.end - 1] == "俩" and unit.dimension != "people":
        return False  # 夫妻俩|大山里: 俩 counts by itself
    if unit.text == "分钱" and text[reading.end - 1] in "万亿":
        return False  # 按70万分钱
    if unit.text in ("T", "t") and "." in text[reading.number_start : reading.number_end] and reading.low < 10:
        return False  # 2.0T is an engine
    if unit.text == "月" and text[reading.start - 1 : reading.start] != "前" and text[reading.number_start] != "两":
        return False  # 3月 is a date; 3个月, 两月 and 前3月 are not
    if not told_by_context(text, reading, unit, end):
        return False
    if reading.low == 1 and text.startswith(unit.text, end) and text[reading.number_start] == "一":  # 一张张
        return False
    if unit.text == "级" and _bare_magnitude(text, reading):  # 千亿级
        return False
    if unit.text == "大" and reading.low > 100:  # 100万大学生
        return False
    if unit.text in _OF_MANY and (reading.low < 10 or _bare_magnitude(text, reading)):
        return False  # 50万方 is a volume, 三方 are parties, 百味 is a word
    if unit.text in _THINGS and reading.end - reading.number_start == 4 and 1900 < reading.low < 2100:
        return False  # 2019国家公务员考试
    apart = end - len(unit.text) > reading.end and len(unit.text) == 1 and not unit.text.isascii()
    return not apart or unit.kind in ("money", "measure", "percent") or _spaced(text, reading, end)


def _more_than_one(text: str, reading: Reading, found: tuple[Unit, int]) -> tuple[Unit, int]:
    """一个半小时, 三个多月: the unit proper stands behind 半 and 多."""
    proper = unit_at(text, found[1] + 1)
    if text.startswith("月", found[1] + 1) and (month := unit_at("个月", 0)) is not None:
        proper = month[0], found[1] + 2
    if proper is None:
        if text[found[1]] != "半" or text[found[1] + 1 : found[1] + 2] not in _CLOSES:
            return found
        proper = found[0], found[1] + 1  # 两个半
    if text[found[1]] == "半" and proper[0].text == "天":  # six half days are three
        reading.low, reading.high = reading.low / 2, reading.high / 2
    elif text[found[1]] == "半":
        reading.low, reading.high = reading.low + 0.5, reading.high + 0.5
    else:
        reading.comparator = ">"
    return proper


def _in_context(text: str, reading: Reading, unit: Unit, end: int) -> Unit:
    """g is a gram but for bandwidth and memory, 分 is a point but for what was paid."""
    if unit.text == "g" and _STORAGE.search(text, max(0, reading.start - 10), reading.start):
        reading.flags.append("reading_chosen")
        return unit_of("G")
    if unit.text == "度" and text.endswith(("摄氏", "华氏"), 0, reading.number_start):  # 摄氏37度
        return (unit_at(text[reading.number_start - 2 : reading.number_start] + "度", 0) or (unit, 0))[0]
    if unit.text == "块" and is_pieces(text, reading, end):
        return pieces()
    if (
        unit.text == "个点"
        and text[reading.number_start] == "一"
        and not _OF_RATES.search(text, max(0, reading.start - 8), reading.start)
    ):
        return unit_of("个")
    if unit.text == "个点":
        reading.flags.append("reading_chosen")
    if unit.text == "分" and is_cents(text, reading, end):
        reading.flags.append("reading_chosen")
        return currencies()["分钱"]
    return unit


def _spaced(text: str, reading: Reading, end: int) -> bool:
    """Whether the text sets its numbers between spaces, so that one before the unit separates nothing: 用了 600 个."""
    before = text[reading.start - 1 : reading.start]
    if not before or before in " \n":
        return True
    surface = text[reading.number_start : reading.number_end]
    plain = surface.isdigit() and surface[0] != "0" and len(surface) < 4
    return plain and not before.isascii() and text[end - 1] != "大"  # 截至目前，12 家银行; not 还有个1 大家


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
    if unit is None or unit.kind == "count":
        return
    if _HALF_AFTER.match(text, reading.end):
        _add(reading, 0.5 * unit.scale, reading.end + 1)
    elif take_more(text, reading):
        return
    elif unit.text in ("块", "米", "成", "毛", "角", "度") and (match := _TAIL_DIGIT.match(text, reading.end)):
        digit = parse_numeral(match[2])
        if digit is not None and (
            (unit.text == "成" and match[2] in "一二三四五六七八九")  # 两成三|回了老家
            or text.startswith("一", match.end())
            or unit_at(text, match.end()) is None
        ):
            _add(reading, digit.low * unit.scale / (100 if match[1] or len(match[2]) == 2 else 10), match.end())


def take_more(text: str, reading: Reading) -> bool:
    """5公里多, 半年多, 一半多, 七成多家: 多 behind the unit."""
    tenths = reading.unit is not None and reading.unit.text == "成" and text.startswith("多家", reading.end)
    if not (tenths or _MORE_AFTER.match(text, reading.end)):
        return False
    reading.end += 1
    reading.comparator = ">"
    return True


def _add(reading: Reading, amount: float, end: int) -> None:
    reading.low, reading.high, reading.end = round(reading.low + amount, 9), round(reading.high + amount, 9), end


@cache
def _prefixes() -> dict[str, tuple[tuple[int, frozenset[str]], ...]]:
    """The currencies that stand before a number, by their last character and length, the longest first."""
    names = [name for name in currencies() if name[-1] in _PREFIX_LAST and (len(name) > 1 or not name.isalpha())]
    found = {}
    for last in _PREFIX_LAST:
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


def _money_prefix(text: str, reading: Reading) -> None:
    """US$20, 港币3.14, 新台币 3,265 元: the currency before the number decides."""
    before = reading.start - (1 if reading.start and text[reading.start - 1] == " " else 0)
    name = _currency_before(text, before)
    if name is None or (before > len(name) and text[before - len(name) - 1] in _RATE):
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
