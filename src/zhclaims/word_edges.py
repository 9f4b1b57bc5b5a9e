"""Tells a place's name from the same characters across two words: 山东 and no 中山 in 其中山东省."""

from collections.abc import Container
from functools import lru_cache

from zhclaims.segment import is_listed, listed_words

REACH = 7
"""Characters on either side of a name that are cut into words with it."""
# 古罗马, 北加州 and 驻京 hold the name that they end with.
_BEFORE_NAMES = frozenset("东南西北古驻赴抵离来返进在到从由老新大全") | {"中共", "中国"}
# Before the beginning of a word these are words of their own: 从|化学, 和|平安; 唐|山中|院 is cut wrong.
_ALONE = frozenset("从向对和在由与及以于到不是有多每各该此其之为被把将")


def is_split(text: str, start: int, end: int, *, held: bool, names: Container[str] = ()) -> bool:
    """Whether the characters of a name belong to the words around it.

    `held`: whether a longer word may end with the name, as 广西南宁 does; 沿海城市 does not hold 海城市. `names`: other
    names, whose words may reach into this one (遍布全国|各地).

    >>> is_split("其中山东省", 1, 3, held=False), is_split("其中山东省", 2, 5, held=False)
    (True, False)
    """
    low = max(start - REACH, 0)
    window, first, last = text[low : end + REACH], start - low, end - low
    listed = is_listed(text[start:end])
    for begin, close, following in _spans(window):
        if close <= first:
            continue
        if begin >= last:
            break
        if begin < first:
            if close < last and window[first:close] in names:
                return False
            if not listed:  # 集中|山区 fills its place with words, 在内|丘|县 does not
                return close < last <= following and following - close > 1
            return close < last or not (held or window[begin:first] in _BEFORE_NAMES)
        if first < begin and last < close:
            return window[first:begin] in _ALONE
    return False


@lru_cache(maxsize=256)
def _spans(text: str) -> tuple[tuple[int, int, int], ...]:
    """Where each word begins and ends, and where the next one ends, 0 after the last."""
    ends, position = [], 0
    for word in listed_words(text):
        position += len(word)
        ends.append(position)
    return tuple(zip((0, *ends), ends, (*ends[1:], 0), strict=False))
