"""Attaches to a number what stands next to it: its unit, 半 and 多 behind the unit, a sign, a currency before it."""

import re

from zhclaims.number_marks import PREFIX_LAST, attach_currency, attach_sign
from zhclaims.numerals import parse_numeral
from zhclaims.reading import CARDINAL, Reading
from zhclaims.unit_context import is_cents, is_pieces, is_rate, pieces, tenths_at, told_by_context
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
_FACTORS = frozenset(" kKMw+")
# 月薪3w, 10w+, 5w元: ten thousand, as it is typed; 65w快充 are watts
_TYPED = re.compile(r"w(?=\+|[元块人粉赞]|(?P<open>$|[的多左以字起上，,。；、）)\s]))(?!\+?[快充功])")
_TYPED_OF = re.compile(
    "(?:薪|付[了过]?|款|违约金|押金|费用?|定金|尾款|[月年日]入|工资|收入|粉丝?|阅读|播放|点赞|[赚花存欠]|存款|彩礼|首付)[^，。；0-9]{0,4}$"
)
_MARKS_BEFORE = frozenset(" 负-－−下±" + PREFIX_LAST)
_CLOSES = ("", *",，。；;、）)的左\n")
_LITRES = re.compile("升(?=[到至](?:[0-9.]{1,6}|[一二两三四五六七八九十半]{1,3})公?升)")
_MINUTES = ("分多钟", "分来钟")
_OF_MANY = frozenset(("方", "平", "味", "粉", "赞"))
_THINGS = frozenset(("国家", "城市", "地区", "专业", "品牌", "学科", "车型", "门店", "职位", "首", "届"))


def attach(text: str, reading: Reading) -> None:
    """Take in the unit behind the number and the sign or the currency before it."""
    if text[reading.end : reading.end + 1] in _FACTORS:
        _thousands(text, reading)
        _plus(text, reading)
    _unit(text, reading)
    if reading.start and text[reading.start - 1] in _MARKS_BEFORE:
        attach_currency(text, reading)
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
    """g is a gram but for bandwidth and memory, 分 is a point but for what was paid, 厘 of a rate is a percent."""
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
    if unit.text == "厘" and is_rate(text, reading):
        return unit_of("%")
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
