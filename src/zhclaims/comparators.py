"""Finds the words that bound a quantity: 超, 近, 不足, 以上, 左右, 最高每月享受."""

import re
from collections import defaultdict
from functools import cache
from typing import cast, get_args

from zhclaims.lexicon import read_rows
from zhclaims.readings import Reading
from zhclaims.types import Comparator

_SIDES = frozenset({"before", "after", "reach", "share"})
_COMPARATORS = frozenset(get_args(Comparator))
_LONGEST = 8
# Between the word and the number: 超过了, 至少有, 最高可达, 大约为
_LINKS = ("达到", "可达", "会有", "将有", "能达", "人民币", "每人", "平均", "左右的", "了", "是", "有", "为", "达", "到", "至", "在", "于", "可", "能", "将", "共", " ", "：", ":", "“", '"', "（", "(")
# Verbs of giving and reaching between 最高 and the number: 最高每月享受2000元
_REACHES = re.compile("最[高多长短低少]|至[少多]|上限|不[超低少得]|起码|约占|接近|等于|=")
_REACH_GAP = re.compile(
    r"(?:可|能|将|会|也|仅|只|就|再|均|都|且|各|达到?|到|至|为|是|有|给予|给|予以|予|享受|每[年月天日人户亩家次个名]|补贴|补助|奖励|奖"
    r"|资助|支持|获得?|得到|提供|申请|处以?|罚款?|不超过|人民币|按|贷款?|优惠|降低?|减免?|返还|领取?|跌幅?|涨幅?|增长?|增加"
    r"|一次性|单[个笔次]|额度?|金额|续航|贴息|配套|投入|融资|募集?|筹|借|存|取|赔付?|报销|跌|约|需要?|要|完成|投资){0,5}"
)
_LEAST_GAP = re.compile(r"[^,，。；;、:：!！?？\n0-9“”（）()]{0,10}")
_AFTER_GAP = re.compile(r"(?:的)?(?:车程|路程|时间|的?规模|人口|以?户)")
_ADJECTIVE = re.compile(r"\s?(?:还|更)?([低少小矮短轻高多大长重])(?![0-9一二两三几数])")
_NOT_INSIDE = "部地外蒙容存需涵心在政阁卷衣饰"
_NOT_RAISED = "来步诉案草火点因作"


@cache
def _words() -> dict[str, dict[str, Comparator]]:
    sides: dict[str, dict[str, Comparator]] = defaultdict(dict)
    for row in read_rows("comparators", ("word", "side", "comparator")):
        sides[row.choice("side", _SIDES)][row["word"]] = cast(Comparator, row.choice("comparator", _COMPARATORS))
    return sides


@cache
def _before_by_last() -> dict[str, tuple[str, ...]]:
    return _by(-1, "before")


@cache
def _after_by_first() -> dict[str, tuple[str, ...]]:
    return _by(0, "after")


def _by(index: int, side: str) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in _words()[side]:
        grouped[word[index]].append(word)
    return {char: tuple(sorted(words, key=len, reverse=True)) for char, words in grouped.items()}


def bound(text: str, reading: Reading, floor: int) -> None:
    """Set the reading's comparator and the span of its words, looking back no further than floor.

    A word before the number outranks one behind it, except that 约 yields to 以上 and 以下.
    """
    share = reading.fraction or (reading.unit is not None and reading.unit.kind == "percent")
    before = word_before(text, reading.start, floor, share)
    after = word_after(text, reading)
    if before is None and after is None and text.startswith(("比", "比 "), max(floor, reading.start - 2)):
        after = _compared(text, reading)
    if before and before[0] == "~" and reading.low != reading.high and not reading.joined:
        before = None  # 近几日 is a time, not about several days
    reading.cue_start = before[1] if before else reading.start
    reading.cue_end = after[1] if after else reading.end
    if before and not (after and before[0] == "~" and after[0] != "~"):
        reading.cue = before[0]
    elif after:
        reading.cue = after[0]


def _compared(text: str, reading: Reading) -> tuple[Comparator, int] | None:
    """比170低: the adjective behind the number tells the side."""
    match = _ADJECTIVE.match(text, reading.end)
    if match is None:
        return None
    return ("<" if match[1] in "低少小矮短轻" else ">"), match.end()


def word_before(text: str, start: int, floor: int, share: bool = False) -> tuple[Comparator, int] | None:
    """The comparator whose word stands before a number that starts here, and where the word starts.

    >>> word_before("用户超过了300万", 5, 0)
    ('>', 2)
    """
    position, words, by_last, links = start, _words()["before"], _before_by_last(), _links_by_last()
    for _ in range(3):
        last = text[position - 1 : position]
        for word in by_last.get(last, ()):
            begin = position - len(word)
            if begin >= floor and text.startswith(word, begin) and not _part_of_a_word(text, begin, word):
                return words[word], begin
        position = next((position - len(link) for link in links.get(last, ()) if text.endswith(link, floor, position)), -1)
        if position < floor:
            break
    if not _REACHES.search(text, max(floor, start - 14), start):
        return None
    return _spelled_out(text, start, floor) or _reaching(text, start, floor, share)


@cache
def _links_by_last() -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for link in _LINKS:
        grouped[link[-1]].append(link)
    return {char: tuple(links) for char, links in grouped.items()}


_OR_EQUAL = re.compile(r"([大小高低多少]于|[<>])\s?(?:或者?)?\s?(?:等于|=)\s?$")  # 小于 或 等于, < =


def _spelled_out(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    match = _OR_EQUAL.search(text, max(floor, start - 10), start)
    if match is None:
        return None
    return (">=" if match[1][0] in "大高多>" else "<="), match.start()


# 附近, 最近, 靠近, 经过, 通过, 合约, 节约, 公约, 预约, 充满, 长至: the character is part of another word
_LEADS = {
    "近": "附最靠亲临贴邻远新晚相",
    "约": "合节公预条契违制签大邀相履签婚赴特守爽续",
    "过": "经通超度路越渡错胜罪透难不太曾再又每没只等",
    "超": "反中英",
}


def _part_of_a_word(text: str, begin: int, word: str) -> bool:
    return begin > 0 and text[begin - 1] in _LEADS.get(word, "")


def _reaching(text: str, start: int, floor: int, share: bool) -> tuple[Comparator, int] | None:
    """最高可申请200万元, 至少完成订单10单: the word stands a few characters before the number."""
    window = text[max(floor, start - 14) : start]
    found: tuple[Comparator, int] | None = None
    words = _words()["reach"] | (_words()["share"] if share else {})
    for word, comparator in words.items():
        at = window.rfind(word)
        gap = _LEAST_GAP if share or (comparator == ">=" and word != "最低") else _REACH_GAP
        if at >= 0 and gap.fullmatch(window, at + len(word)) and (found is None or at > found[1]):
            found = comparator, at
    return None if found is None else (found[0], start - len(window) + found[1])


def word_after(text: str, reading: Reading) -> tuple[Comparator, int] | None:
    """The comparator whose word stands behind a reading, and where the word ends."""
    position = reading.end + (1 if text.startswith(" ", reading.end) else 0)
    words = _after_by_first().get(text[position : position + 1], ())
    for word in words:
        if text.startswith(word, position) and _fits_after(text, reading, word, position + len(word)):
            return _words()["after"][word], position + len(word)
    gap = _AFTER_GAP.match(text, position)
    if gap and gap.end() > position:
        for word in ("以上", "以下", "以内", "之内", "内"):
            if text.startswith(word, gap.end()):
                return _words()["after"][word], gap.end() + len(word)
    return None


def _fits_after(text: str, reading: Reading, word: str, end: int) -> bool:
    following = text[end : end + 1]
    if word == "内":
        dimension = reading.unit.dimension if reading.unit else ""
        return dimension in ("duration", "length") and (following not in _NOT_INSIDE or not following)
    if word == "起":
        return bool(reading.unit and reading.unit.kind == "money") and (following not in _NOT_RAISED or not following)
    if word == "许":
        return reading.unit is not None and reading.unit.kind != "count" and following not in ("可", "多")
    return True
