"""The numerals inside times: 2024, 二〇二五, 三十一, 廿三, 两千零四."""

import re
from functools import cache

# 二0二五年 mixes the two kinds of zero.
NUMERAL = re.compile(
    r"""[一二][〇零○0一二三四五六七八九]{3}(?=年)
      | [0-9]+
      | [〇零○一二三四五六七八九十廿百千两]+
    """,
    re.VERBOSE,
)
DIGITS = {
    **{character: number for number, character in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "○": 0,
    "0": 0,
    "两": 2,
}
SCALES = {"十": 10, "百": 100, "千": 1000}


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of a piece in order.

    >>> numbers_in("十二月20号"), numbers_in("二〇二五年"), numbers_in("两千零四年")
    ((12, 20), (2025,), (2004,))
    """
    return tuple(_number(numeral) for numeral in NUMERAL.findall(text))


@cache
def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if not set(numeral) & {"十", "廿", "百", "千"}:
        return int("".join(str(DIGITS[character]) for character in numeral))
    total = current = 0
    for character in numeral.replace("廿", "二十"):
        if character in SCALES:
            total += (current or 1) * SCALES[character]
            current = 0
        else:
            current = DIGITS[character]
    return total + current
