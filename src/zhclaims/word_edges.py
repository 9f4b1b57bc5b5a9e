"""Tells a place's name from the same characters across two words: 山东 and no 中山 in 其中山东省."""

from collections.abc import Container, Iterator

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
    listed, low = is_listed(text[start:end]), max(start - REACH, 0)
    words = list(_spans(text[low : end + REACH], low))
    for (begin, close), (_, following) in zip(words, (*words[1:], (0, 0)), strict=True):
        if begin < start < close:
            if close < end and text[start:close] in names:
                return False
            if not listed:  # 集中|山区 fills its place with words, 在内|丘|县 does not
                return close < end <= following and following - close > 1
            return close < end or not (held or text[begin:start] in _BEFORE_NAMES)
        if start < begin < end < close:
            return text[start:begin] in _ALONE
    return False


def _spans(text: str, offset: int) -> Iterator[tuple[int, int]]:
    for word in listed_words(text):
        yield offset, offset + len(word)
        offset += len(word)
