"""Reads numerals: 3.5万, 一万五千亿, 壹仟零伍, 三分之二, 1/10, 数十, 十几万, 三四百, 20余."""

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
CAPITALS = {"壹": 1, "贰": 2, "叁": 3, "参": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
LONGEST = 48
"""No number that anyone means is longer; a string of a million digits is none."""

_DIGIT = DIGITS | CAPITALS
_ONES = {char: float(value) for char, value in (_DIGIT | {"十": 10, "拾": 10}).items()}
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)  # 200亿零四千230 -> 200 亿 零 四 千 230
_ARABIC = re.compile(r"[0-9]*\.?[0-9]*")
# 12,345.6 · 4200 · 1e5, with a magnitude (3.2 万亿)
_PLAIN = re.compile(r"([0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,2}))?\s?(万亿|[十百千万亿兆]?)")
_POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12, "万亿": 12}
# 三四百, 两三百亿, 十五六, 三五个: neighbours stand for a range
_PAIR = re.compile("一[二两]|[二两]三|三四|三五|四五|五六|六七|七八|八九")
_VAGUE_HEAD = re.compile("(?:好几|[数几])(?=[十百千万亿拾佰仟])")  # 数十, 几百万, 好几千
_VAGUE_TAIL = re.compile("(?:几|数)(?=[万亿千百]|$)")  # 十几, 二十几万, 十数
_MORE = re.compile("[余多来]")  # 200余, 五百多万, 十来
_FRACTION = re.compile(r"(负?)(?:([^又分]+)又)?([^又分]+?)\s*分\s*之\s*(负?)(.+)")  # 三分之二, 3又千分之23
_SLASH = re.compile(r"(?:([0-9]{1,9}) )?([0-9]{1,9})/([0-9]{1,9})")  # 1/10, 1 4/3
_SET_PHRASES = {
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
    comparator: str = "="
    """">" for 余 and 多, ">=" for 上百, "~" for 来 and for a bare magnitude (千亿); else "="."""
    fraction: bool = False


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


def parse_arabic(text: str) -> float | None:
    """Read Arabic digits with a magnitude, exactly: 54551.46亿 -> 5455146000000.0.

    >>> parse_arabic("1,100.9亿")
    110090000000.0
    """
    return _plain(text)


def parse_chinese(text: str) -> float | None:
    """Read a cardinal of Chinese or mixed characters without vague parts.

    >>> parse_chinese("四十五亿零四百零四万"), parse_chinese("两千四百五"), parse_chinese("二〇二五")
    (4504040000.0, 2450.0, 2025.0)
    """
    value = _cardinal(text)
    return None if value is None else float(value)


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
    if text in _SET_PHRASES:
        return Numeral(*_SET_PHRASES[text])
    if "分" in text or "/" in text:
        return _fraction(text)
    if text[0] == "上" and len(text) > 1 and text[1] in "十百千万亿":
        return _with_comparator(_exact(text[1:]), ">=")
    if _VAGUE_HEAD.match(text):
        return _vague(_VAGUE_HEAD.sub("二", text, 1), _VAGUE_HEAD.sub("九", text, 1))
    if text == "半百":
        return Numeral(50.0, 50.0)
    return _more(text) or _pair(text) or _vague_tail(text) or _exact(text)


def _exact(text: str) -> Numeral | None:
    value = _cardinal(text)
    if value is None:
        return None
    return Numeral(float(value), float(value), "~" if _bare_magnitude(text) else "=")


def _bare_magnitude(text: str) -> bool:
    """百, 千亿, 万: an order of magnitude rather than a number; 十 and 百二 are numbers."""
    return text[0] in "百千万亿兆" and all(char in "十百千万亿兆" for char in text)


def _with_comparator(numeral: Numeral | None, comparator: str) -> Numeral | None:
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
    value = _cardinal(stem + text[match.end() :])
    if value is None or (text[match.end() :] and text[match.end()] not in "十百千万亿兆"):
        return None
    comparator = "~" if match[0] == "来" else ">"
    high = value * 19 // 10 if stem in ("十", "10") and comparator == ">" else value
    return Numeral(float(value), float(high), comparator)


def _pair(text: str) -> Numeral | None:
    """三四百 -> 300 to 400, 十五六 -> 15 to 16; not inside a string of digits such as 一二三四."""
    match = _PAIR.search(text)
    if match is None or (match.end() < len(text) and text[match.end()] in _DIGIT):
        return None
    if match.start() and text[match.start() - 1] in "零〇一二三四五六七八九":
        return None
    first, last = match[0]
    head, tail = text[: match.start()], text[match.end() :]
    low, high = _cardinal(head + first + tail), _cardinal(head + last + tail)
    return None if low is None or high is None else Numeral(float(low), float(high))


def _vague_tail(text: str) -> Numeral | None:
    """十几 -> 11 to 19, 二十几万 -> 21万 to 29万, 一千五百零几万."""
    match = _VAGUE_TAIL.search(text)
    if match is None or match.start() == 0 or text[match.start() - 1] not in "十百千零":
        return None
    low, high = _cardinal(text[: match.start()] + "一" + text[match.end() :]), None
    if low is not None:
        high = _cardinal(text[: match.start()] + "九" + text[match.end() :])
    return None if low is None or high is None else Numeral(float(low), float(high))


def _fraction(text: str) -> Numeral | None:
    match = _SLASH.fullmatch(text)
    if match:
        whole, above, below = match[1] or "0", match[2], match[3]
        return _ratio(int(whole), int(above), Fraction(int(below)))
    match = _FRACTION.fullmatch(text)
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
    return _cardinal(text)


def _cardinal(text: str) -> int | Fraction | None:
    """The value of a number of characters and digits: sections between 万, 亿, 兆, each of 千, 百, 十."""
    text = text.replace(" ", "").replace(",", "").replace("，", "")
    whole, point, rest = text.partition("点")
    if not point:
        return _whole(text)
    decimals = re.match("[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖0-9]+", rest)
    integer = _whole(whole)
    if integer is None or decimals is None:
        return None
    digits = "".join(char if char.isdigit() and char.isascii() else str(_DIGIT[char]) for char in decimals[0])
    value = integer + Fraction(int(digits), 10 ** len(digits))
    return _scaled(value, rest[decimals.end() :])


def _scaled(value: Fraction, magnitudes: str) -> Fraction | None:
    for char in magnitudes:
        unit = BIG.get(char) or SMALL.get(char)
        if unit is None:
            return None
        value *= unit
    return value


def _whole(text: str) -> int | Fraction | None:
    if not text:
        return None
    if all(char in _DIGIT for char in text):
        if len(text) > 1 and "两" in text:
            return None
        return int("".join(str(_DIGIT[char]) for char in text))
    return _Sections().read(_TOKEN.findall(text))


class _Sections:
    """Adds up a numeral from left to right; any step that makes no numeral ends it with None."""

    __slots__ = ("number", "parts", "section", "since", "unit")

    def __init__(self) -> None:
        self.parts: list[tuple[int | Fraction, int]] = []
        self.section: int | Fraction = 0
        self.number: int | Fraction | None = None
        self.unit = 0
        """The unit read last, to which a trailing digit belongs: 三万五 -> 五千."""
        self.since = "start"

    def read(self, tokens: list[str]) -> int | Fraction | None:
        if len(tokens) > 1 and tokens[-1] in "两俩":  # 三十两 weighs something, 三十二 does not
            return None
        return self._total() if all(self._take(token) for token in tokens) else None

    def _take(self, token: str) -> bool:
        if token in _DIGIT:
            return self._digit(_DIGIT[token])
        if token in TENS:
            self.section += TENS[token]
            self.unit, self.since = 10, "unit"
            return self.number is None
        if token in SMALL:
            return self._small(SMALL[token])
        if token in BIG:
            return self._big(BIG[token])
        return token[0].isascii() and token[0].isdigit() and self._arabic(token)

    def _digit(self, digit: int) -> bool:
        if digit == 0 and self.number is None:
            self.unit, self.since = 0, "zero"
            return True
        if self.number is not None:
            return False
        self.number, self.since = digit, "digit"
        return True

    def _arabic(self, token: str) -> bool:
        if self.number is not None:
            return False
        if len(token) > 1 and self.unit:
            self.unit = 1
        self.number, self.since = Fraction(token) if "." in token else int(token), "digit"
        return True

    def _small(self, unit: int) -> bool:
        if self.number is None and self.since == "unit" and self.unit <= unit and self.section:
            return False
        count = 1 if self.number is None else self.number
        if self.section and self.section % (unit * 10):
            return False
        self.section += count * unit
        self.number, self.unit, self.since = None, unit, "unit"
        return True

    def _big(self, unit: int) -> bool:
        amount = self.section + (self._tail() if self.unit in (100, 1000) else self.number or 0)
        stacked = self.number is None and not self.section and bool(self.parts)
        if stacked and self.since == "zero":
            return False
        while self.parts and (self.parts[-1][1] < unit or (stacked and self.parts[-1][1] == unit)):
            amount += self.parts.pop()[0]
            stacked = False
        if self.parts and self.parts[-1][1] <= unit:
            return False
        self.parts.append((amount * unit if amount else unit, unit))
        self.section, self.number, self.unit, self.since = 0, None, unit, "unit"
        return True

    def _total(self) -> int | Fraction:
        return sum((value for value, _ in self.parts), self.section + self._tail())

    def _tail(self) -> int | Fraction:
        """The last digit, which belongs to the unit below the one before it: 三万五, 百二万."""
        if self.number is None:
            return 0
        return self.number * (self.unit // 10) if self.unit >= 100 and self.number < 10 else self.number
