"""Adds up numerals of Chinese characters and digits exactly: 四十五亿零四百零四万, 5亿1万4千6百, 二十三点五万."""

import re
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
DIGIT = DIGITS | CAPITALS
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)  # 200亿零四千230 -> 200 亿 零 四 千 230
_DECIMALS = re.compile("[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖0-9]+")


def cardinal(text: str) -> int | Fraction | None:
    """The exact value of a number of characters and digits, None when it is no number.

    Sections stand between 万, 亿 and 兆 (10 to the 12th), each of 千, 百, 十.
    A last digit counts in the place below: 三万五 is 35,000.

    >>> cardinal("五亿零六"), cardinal("两千四百五"), cardinal("四万万")
    (500000006, 2450, 400000000)
    """
    text = text.replace(" ", "").replace(",", "").replace("，", "")
    whole, point, rest = text.partition("点")
    if not point:
        return _whole(text)
    decimals = _DECIMALS.match(rest)
    integer = _whole(whole)
    if integer is None or decimals is None:
        return None
    digits = "".join(char if char.isdigit() and char.isascii() else str(DIGIT[char]) for char in decimals[0])
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
    if all(char in DIGIT for char in text):
        if len(text) > 1 and ("两" in text or "俩" in text):
            return None
        return int("".join(str(DIGIT[char]) for char in text))
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
        if len(tokens) > 1 and (tokens[-1] in "两俩" or "俩" in tokens[1:]):  # 三十两 weighs something; 兄弟俩
            return None
        return self._total() if all(self._take(token) for token in tokens) else None

    def _take(self, token: str) -> bool:
        if token in DIGIT:
            return self._digit(DIGIT[token])
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
