"""Reads numerals: 3.5万, 一万五千亿, 壹仟零伍, 三分之二, 1/10, 数十, 十几万, 三四百, 20余."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from zhclaims.cardinals import DIGIT, cardinal
from zhclaims.types import Comparator

LONGEST = 48
"""No number that anyone means is longer; a string of a million digits is none."""

_GREATEST = 10**24
_ONES = {char: float(value) for char, value in (DIGIT | {"十": 10, "拾": 10}).items()}
# 12,345.6 · 4200 · 1e5, with a magnitude (3.2 万亿)
_PLAIN = re.compile(r"([0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,2}))?\s?(万亿|[十百千万亿兆]?)")
_POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12, "万亿": 12}
# 三四百, 两三百亿, 十五六, 三五个: neighbours stand for a range
_PAIR = re.compile("一[二两]|[二两]三|三四|三五|四五|五六|六七|七八|八九")
_VAGUE_HEAD = re.compile("(?:好几|[数几])(?=[十百千万亿拾佰仟])")  # 数十, 几百万, 好几千
_VAGUE_TAIL = re.compile("(?:几|数)(?=[万亿千百]|$)")  # 十几, 二十几万, 十数
_TENS_AND_SOME = re.compile("([1-9]0)几(万亿|[千万亿]?)")
_MORE = re.compile("[余多来]|(?<=[百千万])把")  # 200余, 五百多万, 十来, 百把
_FRACTION = re.compile(r"(负?)(?:([^又分]++)又)?([^又分]++)分\s*之\s*(负?)(.+)")  # 三分之二, 3又千分之23
_PORTION = re.compile("份之?")
_QUARTER = re.compile("([二三四五六七八九])分([一二三])|(?<=又)(十)分([一二三四五六七八九])")  # 四分一, 一又十分一
_SLASH = re.compile(r"(?:([0-9]{1,9})[ 又])?([0-9]{1,9})/([0-9]{1,9}(?:\.[0-9]{1,2})?)")  # 1/10, 1 4/3
_POWER = re.compile(
    r"(?:(?P<times>[0-9]+(?:\.[0-9]+)?)\s?[×xX*·]\s?)?10(?:\^|的)?(?P<power>-?[0-9]{1,2})(?:次方|次幂)?"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SET_PHRASES = {
    "几十上百": (20.0, 100.0),
    "数十上百": (20.0, 100.0),
    "几百上千": (200.0, 1000.0),
    "数百上千": (200.0, 1000.0),
    "几千上万": (2000.0, 10000.0),
    "数千上万": (2000.0, 10000.0),
    "成百上千": (100.0, 9000.0),
    "成千上万": (1000.0, 90000.0),
    "成千上百": (100.0, 9000.0),
    "数以百计": (100.0, 900.0),
    "数以千计": (1000.0, 9000.0),
    "数以万计": (10000.0, 90000.0),
    "数以十万计": (1e5, 9e5),
    "数以百万计": (1e6, 9e6),
    "数以千万计": (1e7, 9e7),
    "数以亿计": (1e8, 9e8),
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral: low and high differ where it is vague or a range of neighbours."""

    low: float
    high: float
    comparator: Comparator = "="
    """">" for 余 and 多, ">=" for 上百, "~" for 来 and for a bare magnitude (千亿); else "="."""
    fraction: bool = False


@lru_cache(maxsize=16384)
def parse_numeral(text: str) -> Numeral | None:
    """Read a whole string as one numeral; None when it is none.

    >>> parse_numeral("一万五千亿").low
    1500000000000.0
    >>> parse_numeral("数千万")
    Numeral(low=20000000.0, high=90000000.0, comparator='=', fraction=False)
    >>> parse_numeral("20余").comparator, parse_numeral("三四百").high
    ('>', 400.0)
    >>> parse_numeral("十分") is None
    True
    """
    if len(text) == 1 and text in _ONES:
        return Numeral(_ONES[text], _ONES[text])
    if not text or len(text) > LONGEST:
        return None
    if text[0] in "负-－−":
        return _negated(parse_numeral(text[1:].lstrip()))
    plain = _plain(text)
    if plain is not None:
        return Numeral(plain, plain)
    return _phrase(text)


def _plain(text: str) -> float | None:
    if not text[0].isascii():
        return None
    match = _PLAIN.fullmatch(text.replace(",", "").replace("，", ""))
    if match is None:
        return None
    whole, decimals, exponent, magnitude = match.groups("")
    digits = whole + decimals
    if not digits or len(digits) > LONGEST:
        return None
    power = _POWERS[magnitude] + int(exponent or 0) - len(decimals)
    return float(int(digits) * 10**power) if power >= 0 else int(digits) / 10**-power


def _negated(numeral: Numeral | None) -> Numeral | None:
    if numeral is None:
        return None
    return Numeral(-numeral.high, -numeral.low, numeral.comparator, numeral.fraction)


def _phrase(text: str) -> Numeral | None:
    if text.rstrip("万亿") in _SET_PHRASES or text in _SET_PHRASES:
        return _set_phrase(text)
    if text[0] in "1234567890" and ("^" in text or "方" in text or "幂" in text or text[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return _power(text)
    if "分" in text or "份" in text or "/" in text:
        return _fraction(text)
    if text[0] == "上" and len(text) > 1 and text[1] in "十百千万亿":
        return _with_comparator(_exact(text[1:]), ">=")
    if _VAGUE_HEAD.match(text):
        return _vague(_VAGUE_HEAD.sub("二", text, 1), _VAGUE_HEAD.sub("九", text, 1))
    if text == "半百":
        return Numeral(50.0, 50.0)
    return _more(text) or _pair(text) or _vague_tail(text) or _exact(text)


def _set_phrase(text: str) -> Numeral:
    """成千上万, 几十上百亿."""
    phrase = text if text in _SET_PHRASES else text[:-1]
    power = 10 ** _POWERS[text[len(phrase) :]]
    low, high = _SET_PHRASES[phrase]
    return Numeral(low * power, high * power)


def _power(text: str) -> Numeral | None:
    """10的9次方, 1.2×10^5, 6×10⁻³."""
    match = _POWER.fullmatch(text.translate(_RAISED).replace("负", "-"))
    if match is None:
        return None
    value = float(match["times"] or 1) * 10.0 ** int(match["power"])
    return Numeral(value, value)


def _exact(text: str) -> Numeral | None:
    value = cardinal(text)
    if value is None or value > _GREATEST:
        return None
    return Numeral(float(value), float(value), "~" if _bare_magnitude(text) else "=")


def _bare_magnitude(text: str) -> bool:
    """百, 千亿, 万: an order of magnitude rather than a number; 十 and 百二 are numbers."""
    return text[0] in "百千万亿兆" and all(char in "十百千万亿兆" for char in text)


def _with_comparator(numeral: Numeral | None, comparator: Comparator) -> Numeral | None:
    return None if numeral is None else Numeral(numeral.low, numeral.high, comparator)


def _vague(low: str, high: str) -> Numeral | None:
    first, last = _more(low) or _exact(low), _more(high) or _exact(high)
    return None if first is None or last is None else Numeral(first.low, last.high, first.comparator)


def _more(text: str) -> Numeral | None:
    """200余, 五百多万, 十来, 20多: the number without the word, and what the word says."""
    match = _MORE.search(text)
    if match is None or match.start() == 0 or text[match.start() - 1] not in "0123456789十百千万亿兆拾佰仟廿卅":
        return None
    stem = text[: match.start()]
    value = cardinal(stem + text[match.end() :])
    if value is None or (text[match.end() :] and text[match.end()] not in "十百千万亿兆"):
        return None
    comparator: Comparator = "~" if match[0] in "来把" else ">"
    high = value * 19 // 10 if stem in ("十", "10") and comparator == ">" else value
    return Numeral(float(value), float(high), comparator)


def _pair(text: str) -> Numeral | None:
    """三四百 -> 300 to 400, 十五六 -> 15 to 16; not inside a string of digits such as 一二三四."""
    match = _PAIR.search(text)
    if match is None or (match.end() < len(text) and text[match.end()] in DIGIT):
        return None
    if match.start() and text[match.start() - 1] in "零〇一二三四五六七八九":
        return None
    first, last = match[0][0], match[0][1]
    head, tail = text[: match.start()], text[match.end() :]
    low, high = cardinal(head + first + tail), cardinal(head + last + tail)
    return None if low is None or high is None else Numeral(float(low), float(high))


def _vague_tail(text: str) -> Numeral | None:
    """十几 -> 11 to 19, 二十几万 -> 21万 to 29万, 一千五百零几万, 10几亿."""
    if written := _TENS_AND_SOME.fullmatch(text):
        tens, power = int(written[1]), 10.0 ** _POWERS[written[2]]
        return Numeral((tens + 1) * power, (tens + 9) * power)
    match = _VAGUE_TAIL.search(text)
    if match is None or match.start() == 0 or text[match.start() - 1] not in "十百千零":
        return None
    low, high = cardinal(text[: match.start()] + "一" + text[match.end() :]), None
    if low is not None:
        high = cardinal(text[: match.start()] + "九" + text[match.end() :])
    return None if low is None or high is None else Numeral(float(low), float(high))


def _fraction(text: str) -> Numeral | None:
    match = _SLASH.fullmatch(text)
    if match:
        whole, above, below = match[1] or "0", match[2], match[3]
        return _ratio(int(whole), int(above), Fraction(below))
    match = _FRACTION.fullmatch(_QUARTER.sub(r"\1\3分之\2\4", _PORTION.sub("分之", text)))
    if match is None:
        return None
    sign, whole_text, below_text, inner, above_text = match.groups("")
    parts = [_number(part.strip()) for part in (whole_text or "零", below_text, above_text)]
    if parts[0] is None or parts[1] is None or parts[2] is None:
        return None
    result = _ratio(parts[0], parts[2], parts[1])
    return _negated(result) if bool(sign) != bool(inner) else result


def _ratio(whole: int | Fraction, above: int | Fraction, below: int | Fraction) -> Numeral | None:
    if below == 0:
        return None
    value = float(whole + Fraction(above) / below)
    return Numeral(value, value, fraction=True)


def _number(text: str) -> int | Fraction | None:
    if text and text[0].isascii():
        value = _plain(text)
        return None if value is None else Fraction(str(value))
    return cardinal(text)
