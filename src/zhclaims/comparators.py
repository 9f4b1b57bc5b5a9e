"""Finds the words that bound a quantity: 超, 近, 不足, 以上, 左右, 最高每月享受."""

import re
from collections import defaultdict
from functools import cache
from typing import cast, get_args

from zhclaims.lexicon import read_rows
from zhclaims.number_context import any_of, words_by_role
from zhclaims.reading import CARDINAL, Reading
from zhclaims.types import Comparator

_SIDES = frozenset({"before", "after", "reach", "share", "share_of"})
_COMPARATORS = frozenset(get_args(Comparator))
_REACHES = re.compile(
    "最[高多长短低少重快]|跌破|至[少多]|上限|不[超低少得]|起码|约|接近|大概|不[到及足高]|超过|逾|等于|="
)
_OR_EQUAL = re.compile(r"([大小高低多少]于|[<>])\s?(?:或者?)?\s?(?:等于|=)\s?$")  # 小于 或 等于, < =
_LEAST_GAP = re.compile(r"[^,，。；;、:：!！?？\n0-9“”（）()]{0,10}")
_SHARE_GAP = re.compile(r"(?:20[0-9]{2}年)?[^,，。；;、:：!！?？\n0-9“”（）()]{0,10}")
"""不到|2021年产量的|三分之一."""
# 20万辆产能|以上, 30分钟车程|内, 50盒（张）|以上; not 3家企业|以上海为例, 5家公司|以下简称
_AFTER_GAP = re.compile(
    r"(?:的?(?:车程|路程|时间|规模|人口|户)(?=内)|(?![百千万亿]+元)[^\W\d_的在和与及是为于由从到至个家种项了一二三四五六七八九十]{1,4}?(?=及?以[上下内]|之内)"
    r"|[（(][\u4e00-\u9fff]{1,2}[)）](?=以[上下内]))"
)
# 1200元/吨|以上, 千亿参数|以上; 41个地级及以上城市 is no bound
_PER = re.compile("(?:/[\u4e00-\u9fffA-Za-z]{1,4}?|参数(?:规模|量)?|(?<=[百千万亿])级)(?=及?以[上下内]|左右|[上下]方)")
_BOUND_BEHIND = re.compile(
    "(及?以上|及?以下|以内|之内|内)(?![海市述面级证交升网简列是为一几部容外蒙存需涵心在政阁卷衣饰])"
)
_ADJECTIVE = re.compile(r"\s?(?:还|更)?([低少小矮短轻高多大长重])(?![0-9一二两三几数])")
_HAN = re.compile("[\u4e00-\u9fff]")
_BEYOND = frozenset("已均都皆值量额率比数重价入润利销模人户辆龄年占各也早就将全大约刚度积径长高深宽速次")
_BREAKING = frozenset("侦打攻爆识告查勘撞划咬刺踏看")
# 破新台币3兆元, 破两亿
_AMOUNT = re.compile(rf"(?:[^\W\d_]{{2,3}}[币元镑金]\s?)?[0-9.,{CARDINAL}]{{1,12}}(?<=[万亿兆])")
# 对美国出超, 贸易入超, 外资卖超: balances; 收入超, 产出超, 年入超, 购买超 and 卖超3万辆 hold 超 behind another word
_BALANCE = re.compile(
    "(?:贸易?|[，,。；;、的为是呈现仍累合共计湾国本]|(?:年|月|季)(?=出)|对[\u4e00-\u9fff]{1,6}?)(?<![收投输支产])[出入]$"
    "|(?<![购售贩采热拍专变倒义外叫])买$|(?:外资|投信|自营商|法人|台股|大盘|净)[^。；;]{0,8}卖$"
)
_NOT_INSIDE = "部地外蒙容存需涵心在政阁卷衣饰"
_STRENGTHS = "大队国手校者势盛壮烈度项企市县军化权小点"
_NOT_RAISED = "来步诉案草火点因作到伏初码源"


_NUMERALS = frozenset((*CARDINAL, *"0123456789半几数"))
_COMPARED_THINGS = frozenset(("家", "名", "位", "款", "所"))


@cache
def _words() -> dict[str, dict[str, Comparator]]:
    sides: dict[str, dict[str, Comparator]] = defaultdict(dict)
    for row in read_rows("comparators", ("word", "side", "comparator")):
        sides[row.choice("side", _SIDES)][row["word"]] = cast(Comparator, row.choice("comparator", _COMPARATORS))
    return sides


@cache
def _before_by_last() -> dict[str, tuple[str, ...]]:
    return _by_character(-1, tuple(_words()["before"]))


@cache
def _after_by_first() -> dict[str, tuple[str, ...]]:
    return _by_character(0, tuple(_words()["after"]))


@cache
def _links_by_last() -> dict[str, tuple[str, ...]]:
    """What may stand between the word and the number: 超过了, 至少有, 大约为."""
    return _by_character(-1, (*words_by_role()["link"], " "))


@cache
def _reach_gap() -> re.Pattern[str]:
    """Verbs of giving and reaching between 最高 and the number: 最高每月享受2000元."""
    return re.compile(f"(?:{any_of('reaching')}|每[\u4e00-\u9fff]{{1,2}}){{0,5}}")


def _by_character(index: int, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in words:
        grouped[word[index]].append(word)
    return {char: tuple(sorted(same, key=len, reverse=True)) for char, same in grouped.items()}


def bound(text: str, reading: Reading, floor: int) -> None:
    """Set the reading's comparator and the span of its words, looking back no further than floor.

    A word before the number outranks one behind it, except that 约 yields to 以上 and 以下.
    """
    before = word_before(text, reading.start, floor, _sides_of(reading))
    after = word_after(text, reading)
    if before is None and after is None and text.startswith(("比", "比 "), max(floor, reading.start - 2)):
        after = _compared(text, reading)
    if before and before[0] == "~" and reading.low != reading.high and not reading.joined:
        before = None  # 近几日 is a time, not about several days
    if before and reading.low == 1 and text.startswith("不只是", before[1]):
        before = None  # 不只是一个理念
    if before and text.startswith("高于", before[1]) and reading.unit and reading.unit.text in _COMPARED_THINGS:
        before = None  # 高于两家同行: they are what is compared with
    reading.cue_start = before[1] if before else reading.start
    reading.cue_end = after[1] if after else reading.end
    if before and not (after and before[0] == "~" and after[0] != "~"):
        reading.cue = before[0]
    elif after:
        reading.cue = after[0]


def _sides_of(reading: Reading) -> tuple[str, ...]:
    """Which words may bound it from a few characters off: 不到对手的一半, 超过去年的4倍."""
    kind = reading.unit.kind if reading.unit else ""
    if reading.fraction or kind == "percent":
        return "reach", "share", "share_of"
    return ("reach", "share_of") if kind == "multiple" else ("reach",)


def _compared(text: str, reading: Reading) -> tuple[Comparator, int] | None:
    """比170低: the adjective behind the number tells the side."""
    match = _ADJECTIVE.match(text, reading.end)
    if match is None:
        return None
    return ("<" if match[1] in "低少小矮短轻" else ">"), match.end()


def word_before(
    text: str, start: int, floor: int, sides: tuple[str, ...] = ("reach",)
) -> tuple[Comparator, int] | None:
    """The comparator whose word stands before a number that starts here, and where the word starts.

    >>> word_before("用户超过了300万", 5, 0)
    ('>', 2)
    """
    position, words, by_last, links = start, _words()["before"], _before_by_last(), _links_by_last()
    for _ in range(3):
        last = text[position - 1 : position]
        for word in by_last.get(last, ()):
            begin = position - len(word)
            if begin >= floor and text.startswith(word, begin):
                bounds = words[word] != "=" and not (word in "过破" and _is_aspect(text, begin, start, word))
                if word == "超" and _BALANCE.search(text, max(floor, begin - 14), begin):
                    return None
                return (words[word], begin) if bounds else None
        link = next((link for link in links.get(last, ()) if text.endswith(link, floor, position)), "")
        position -= len(link)
        if not link:
            break
    if not _REACHES.search(text, max(floor, start - 14), start):
        return None
    return _spelled_out(text, start, floor) or _reaching(text, start, floor, sides)


def _is_aspect(text: str, position: int, start: int, word: str) -> bool:
    """看过三次 and 侦破两起 only tell that it was done; 产值过亿, 首破3万亿 and 刚过五十 go beyond."""
    before = text[position - 1 : position]
    if word == "破" and before not in _BREAKING and _AMOUNT.match(text, start):
        return False
    return text[start] not in "百千万亿" and bool(_HAN.match(before)) and before not in _BEYOND


def _spelled_out(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    match = _OR_EQUAL.search(text, max(floor, start - 10), start)
    if match is None:
        return None
    return (">=" if match[1][0] in "大高多>" else "<="), match.start()


def _reaching(text: str, start: int, floor: int, sides: tuple[str, ...]) -> tuple[Comparator, int] | None:
    """最高可申请200万元, 至少完成订单10单, 不到对手的一半: the word stands a few characters before the number."""
    window = text[max(floor, start - 14) : start]
    found: tuple[Comparator, int, int] | None = None
    for side in sides:
        if side == "share_of" and not window.endswith("的"):
            continue
        for word, comparator in _words()[side].items():
            at = window.rfind(word)
            wide = side != "reach" or (comparator == ">=" and word not in ("最低", "最快"))
            gap = _SHARE_GAP if side == "share_of" else _LEAST_GAP if wide else _reach_gap()
            end = at + len(word)  # of 不超过 and 超过 the longer
            nearest = found is None or end > found[2] or (end == found[2] and at < found[1])
            if at >= 0 and nearest and gap.fullmatch(window, end):
                found = comparator, at, end
    return None if found is None else (found[0], start - len(window) + found[1])


def word_after(text: str, reading: Reading) -> tuple[Comparator, int] | None:
    """The comparator whose word stands behind a reading, and where the word ends."""
    position = reading.end + (1 if text.startswith(" ", reading.end) else 0)
    if text[position : position + 1] in ("/", "参", "级") and (per := _PER.match(text, position)):
        position = per.end()
    words = _after_by_first().get(text[position : position + 1], ())
    for word in words:
        if text.startswith(word, position) and _fits_after(text, reading, word, position + len(word)):
            return _words()["after"][word], position + len(word)
    gap = _AFTER_GAP.match(text, position) if reading.unit is not None else None
    if gap and gap[0][-1] == "级" and (gap[0] != "级" or (reading.unit and reading.unit.kind != "measure")):
        return None  # 41个地级及以上城市; 万吨级以上 is a bound
    match = _BOUND_BEHIND.match(text, gap.end()) if gap else None
    return (_words()["after"][match[1]], match.end()) if match else None


def _fits_after(text: str, reading: Reading, word: str, end: int) -> bool:
    following = text[end : end + 1]
    if word == "内":
        dimension = reading.unit.dimension if reading.unit else ""
        return dimension in ("duration", "length") and (following not in _NOT_INSIDE or not following)
    if word == "起":
        priced = reading.unit is None or reading.unit.kind in ("money", "percent")
        return priced and (following not in _NOT_RAISED or not following)
    if word in ("不到", "不足", "未满"):
        return not following or following not in _NUMERALS  # 差3票不到一半
    if word in ("强", "弱"):  # 三分之一强
        return reading.fraction and (following not in _STRENGTHS or not following)
    if word == "许":
        return reading.unit is not None and reading.unit.kind != "count" and following not in ("可", "多")
    return True
