"""Reads the number that stands at one place of a text, with its unit."""

import re

from zhclaims.attachments import attach
from zhclaims.cardinals import DIGITS, cardinal
from zhclaims.number_marks import attach_sign
from zhclaims.numerals import LONGEST, Numeral, parse_numeral
from zhclaims.reading import BLANK, CARDINAL, MAGNITUDE, Reading
from zhclaims.types import Comparator
from zhclaims.units import unit_at, unit_of

_DIGIT = "零〇一二两三四五六七八九"
_DECIMAL = _DIGIT.replace("两", "")  # 两 counts things and is no decimal: 三点二, not 三点两
# 404,977.68|15,057,555.43: two sums of a table that a page set without a space
_GLUED = r"[0-9]{1,3}(?>(?:[,，][0-9]{3})+)\.[0-9]{2}(?=[0-9]{1,3}(?:[,，][0-9]{3}|\.[0-9]))|"
_ARABIC = (
    rf"(?:{_GLUED}(?:[0-9]{{1,3}}(?>(?:[,，][0-9]{{3}})+)(?![0-9])|[0-9]++)"
    r"(?:\.[0-9]++)?(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z]))?)"
)
# 1兆|5,100亿, 2兆|6082.5亿: what stands behind a magnitude, as written in Taiwan
_SECTION = r"[0-9]{1,3}(?>(?:,[0-9]{3})+)(?![0-9])(?:\.[0-9]++(?=[万亿]))?|[0-9]++\.[0-9]++(?=[万亿])"
_CHINESE = rf"[{CARDINAL}][{CARDINAL}0-9余多几]*+(?:点[{_DECIMAL}0-9壹贰叁肆伍陆柒捌玖]++(?![十分])[{MAGNITUDE}]*+)?"
_COUNTED = "个号家名人位种项年天件条台元米公吨次岁斤里户辆张只分秒块层亩度头页场遍座处箱例瓶单份篇间所支艘架款"
_ABOUT = (
    f"(?:来(?:[万亿](?!里))?(?=[{_COUNTED}]|小时|(?<=[万亿])的?)|(?<=[百千万])把(?=[个人块元]))"  # 一百来家, 百把人
)
_POWER = rf"(?:[0-9]++(?:\.[0-9]++)?{BLANK}?[×xX*·]{BLANK}?)?10" + (
    r"(?:\^-?[0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,3}|的负?[0-9]{1,2}次[方幂])"
)
# 3.5万, 2万8千, 200余万, 十几; then 7万 5千, 3又1/4, 三分之二
_PLANT = "万|元(?:及?以上|级|企业|项目|产业|园区|工程|[村镇乡县])"  # 15个亿元以上项目 are 15
_MIXED = rf"""
    (?:(?<=[1-9]0)几(?!个多?亿)(?=[^{MAGNITUDE}\s，。])
     | {BLANK}?(?:几?个多?(?=亿(?!{_PLANT}))|[余多几](?=[{MAGNITUDE}])|)
        [{MAGNITUDE}](?!(?<=[千百兆])(?:[瓦克牛]|字节)|分点)
        (?:(?![0-9]{{1,4}}{BLANK}?[年月日])
           (?:{_SECTION})?[{CARDINAL}0-9余多几]*+(?:点[{_DECIMAL}]++)?)?   # 600亿|4月24日
     | {BLANK}?[余多](?!于|元(?:[化素主]|金融|文化|发展|投入|共|融))|{_ABOUT})?
    (?:{BLANK}[0-9一二三四五六七八九][{MAGNITUDE}](?=[\s0-9一二三四五六七八九]|[^{CARDINAL}]|$)){{0,3}}
"""
_FRACTION = (
    rf"(?:又(?:[0-9]++|[{CARDINAL}]++))?{BLANK}{{0,2}}分{BLANK}{{0,2}}之{BLANK}{{0,2}}"
    rf"负?(?:{_ARABIC}(?:[{MAGNITUDE}]++)?|{_CHINESE})"
)
_HEAD = rf"(?:好几|[几数](?=[{MAGNITUDE}])|上(?=[百千万亿]|十[万亿]))"
NUMBER = re.compile(
    rf"""(?P<share>[十]?[百千万佰仟亿]{{1,2}}{BLANK}?分{BLANK}?之{BLANK}?)                                # 百分之五
         (?P<of>负?(?:{_ARABIC}(?:[{MAGNITUDE}]++)?|{_CHINESE}))
       | 成[百千]上[千万]|数以[十百千万]*[百千万亿]计|[几数](?:十上百|百上千|千上万)[万亿]?
       | {_POWER}                                                                      # 10的9次方, 1.2×10^5
       | [0-9]{{1,3}}[ 又][0-9]{{1,3}}/[0-9]{{1,3}}(?![0-9/])                            # 1 4/3
       | [一二三四五六七八九]又十分[一二三四五六七八九](?![{CARDINAL}])                    # 一又十分一
       | [一二两三四五六七八九十]+份之[一二三四五六七八九]
       | [二三四五六七八九十]份[一二三四五六七八九十]{{1,2}}(?=$|[，。；、的以]|左右|时间|人口)    # 三份一, Cantonese
       | [二三四五六七八九]分[一二三](?![{CARDINAL}0-9钟点分之个])                       # 四分一
       | 1/[1-9]\.[0-9]{{1,2}}(?={BLANK}?[英吋])                                              # 1/1.3英寸
       | (?<![0-9]/)[1-9][0-9]{{0,3}}/[1-9][0-9]{{0,3}}(?!\.?[0-9]|[/年月日万亿兆%]|[美欧港日]?元)  # 1/10
       | [二三四五六七八九]?十数(?=[年家名人位个天次项种辆台座日里篇部])             # 十数年
       | {_ARABIC}{_MIXED}(?:{_FRACTION})?                                            # 1,100.9亿
       | {_HEAD}?{_CHINESE}(?:{_ABOUT}|{_FRACTION}|个多?亿(?!{_PLANT}))?        # 一万五千亿, 数十万, 三个亿
    """,
    re.VERBOSE,
)
_POINT = re.compile(r"\.[0-9]++")
_SHARES = {"百": 1.0, "佰": 1.0, "千": 0.1, "仟": 0.1, "万": 0.01, "十万": 1e-3, "百万": 1e-4, "千万": 1e-5, "亿": 1e-6}
_SI = re.compile(
    r"(?:[千兆](?=克(?![拉朗])|[瓦米卡伏帕赫焦]|字节|电子伏)|百(?=帕))|兆(?=比特|宽带|带宽|光|流量|网|内存)"
)  # 5千克 is 5 kg, 百帕 is hPa
_CLAUSE_MARK, _NOT_DATA = re.compile("[，,。；;！？!?\n]"), frozenset("元美日韩台新港欧人多余")
_DATA_NEAR = re.compile("流量|套餐|限速|宽带|网速|带宽|光纤|光猫|下载速|下载大小|上网卡|安装包")
_JOINS_IN = re.compile(
    "(?<![零壹贰叁肆伍陆柒捌玖拾佰仟])参(?![拾佰仟]|[万亿](?![人名家众]))"
)  # 70亿|参数, not 贰拾参, 参佰
_BIG = re.compile(r"(?:(?<![万亿兆])[万亿兆]++|[千百仟佰kK])$")
_TRIMMED = 6
"""How many characters a numeral may lose at its end until it can be read (二十几|家)."""
_RUN = re.compile(rf"[0-9]++|[{CARDINAL}]++")
_SIGNS = ("$", "¥", "￥", "€", "£")


_DIGITS_ALONE = {char: Numeral(float(value), float(value)) for char, value in DIGITS.items()}
_GOES_ON = frozenset((*CARDINAL, *"余多几点又分份 ", "", *"0123456789"))


def read_at(text: str, position: int) -> Reading | None:
    """The number that begins exactly here, with its unit when one follows and the sign or currency before it."""
    digit = _DIGITS_ALONE.get(text[position])
    if (
        digit is not None
        and text[position + 1 : position + 2] not in _GOES_ON
        and not _hundred_millions(text, position)
    ):
        return _with_unit(text, position, position + 1, digit)
    match = NUMBER.match(text, position) or _POINT.match(text, position)
    if match is None or match.end() - match.start() > LONGEST:
        return None
    if match.re is NUMBER and match["share"]:
        return _share(text, match)
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


def number_at(text: str, position: int) -> Reading | None:
    """The number of a range, a ratio or a sum that begins exactly here."""
    if position >= len(text) or not (text[position].isdigit() or text[position] in CARDINAL + "几数上负半"):
        return None
    if text.startswith("半", position + 1):  # 到一半
        return None
    following = read_at(text, position)
    return following if following is not None and following.number_start == position else None


def _hundred_millions(text: str, position: int) -> bool:
    """三个亿, 两个多亿."""
    return text.startswith(("个亿", "个多亿"), position + 1)


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
    if "个多" in text:  # 三个多亿
        numeral = parse_numeral(text.replace("个多", ""))
        return Numeral(numeral.low, numeral.high, ">") if numeral else None
    return parse_numeral(text.replace("个", "").replace(" ", "") if "/" not in text else text)


def _cut(text: str, start: int, end: int) -> int:
    """Leave 千 to 千克, 兆 to 兆瓦, 参 to 参数, and 几 and 多 to what follows."""
    if "参" in text[start:end] and (word := _JOINS_IN.search(text, start, end)):
        end = word.start()
    if end - start > 1 and (_SI.match(text, end - 1) or _is_data(text, start, end)):
        return end - 1
    return end


def _is_data(text: str, start: int, end: int) -> bool:
    """套餐100兆之后限速: 10^6 bytes, not 10^12 yuan."""
    if text[end - 1] != "兆" or not text[start : end - 1].isdecimal() or end - start > 5:
        return False
    if text[end : end + 1] in _NOT_DATA:
        return False
    clause = _CLAUSE_MARK.split(text[max(0, start - 16) : start])[-1] + _CLAUSE_MARK.split(text[end : end + 12])[0]
    return _DATA_NEAR.search(clause) is not None


def _splits(text: str, start: int, end: int) -> bool:
    """Whether the last digit belongs to what follows: 一百万|一年, 投了一万|三年后 (13,000 years are 一万三千年)."""
    if end - start < 2 or text[end - 1] not in DIGITS or text[end - 2] not in MAGNITUDE or text[end - 2] == "十":
        return False
    found = unit_at(text, end)
    if found is None or text[end - 1] in "一两":
        return found is not None
    return text[end - 2] in "千万亿" and found[0].dimension == "duration"


def _two_digits(text: str, start: int, end: int) -> bool:
    """三一, 一一: two digits in a row are no number but in 七五折; neighbours (三四) and longer rows are."""
    pair = end - start == 2 and text[start] in _DIGIT and text[start + 1] in _DIGIT
    return pair and text[end : end + 1] != "折" and _is_positional(text[start:end])


def _is_positional(text: str) -> bool:
    numeral = parse_numeral(text)
    return numeral is not None and numeral.low == cardinal(text)


def _share(text: str, match: re.Match[str]) -> Reading | None:
    """百分之五 -> 5 %, 千分之三 -> 0.3 %."""
    start, end = match.start(), match.end()
    numeral = None
    while end > match.start("of") and (numeral := _parse(text[match.start("of") : end])) is None:
        end -= 1
    scale = _SHARES.get(match["share"].replace(" ", "")[:-2])
    if numeral is None or scale is None:
        return None
    low, high = round(numeral.low * scale, 12), round(numeral.high * scale, 12)
    comparator: Comparator = "=" if numeral.comparator == "~" else numeral.comparator  # 百分之百
    reading = Reading(start, end, start, end, low, high, comparator)
    reading.unit = unit_of("%")
    if start:
        attach_sign(text, reading)
    return reading


def _with_unit(text: str, start: int, end: int, numeral: Numeral) -> Reading:
    reading = Reading(start, end, start, end, numeral.low, numeral.high, numeral.comparator, fraction=numeral.fraction)
    if "，" in text[start:end]:
        reading.flags.append("reading_chosen")
    attach(text, reading)
    return reading


def magnitude(text: str, reading: Reading) -> tuple[float, float]:
    """The value before its closing magnitude, and that magnitude: 三十万 -> 30, 10000; 三百 -> 3, 100."""
    number = text[reading.number_start : reading.number_end].rstrip("余多来 ")
    match = _BIG.search(number)
    if match is None or match.start() == 0:
        return reading.low, 1.0
    power = 1000.0 if match[0] in "kK" else (parse_numeral(match[0]) or Numeral(1.0, 1.0)).low
    return reading.low / power, power
