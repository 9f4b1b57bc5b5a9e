"""Goes over a text once and reads each number in it that is no date, name or code."""

import re
from functools import cache

from zhclaims.context import index_before
from zhclaims.intervals import share_units
from zhclaims.joins import extend, share_of_each
from zhclaims.lookalikes import find_lookalikes, skip_lookalike
from zhclaims.number_context import any_of, words_by_role
from zhclaims.numeral_words import is_word
from zhclaims.phrases import phrase_at
from zhclaims.reading import BLANK, CARDINAL, Reading
from zhclaims.readings import read_at, run_end
from zhclaims.units import currencies, unit_at, units_by_first

_BOUNDARY = "\n，,。；;：:！!？?“\"'‘’”（()）[]【】《》、 ~～"
_GOES_ON = "分份又成折半余多几来把个番倍数位首级至到比-–—~～.|×*^"
"""What may follow a numeral besides a unit, another numeral and a boundary."""
_LATIN_NUMBER = re.compile(r"[0-9A-Za-z.\-–_]*")
_CUT_OFF = re.compile("[万亿]+")  # iPhone17|万元
_FIGURE = re.compile(r"[0-9]++(?>(?:,[0-9]{3})*)(?P<point>\.[0-9]++)?(?P<size>[万亿]{0,2})")
_LETTERS = re.compile("(?<![0-9A-Za-z])[A-Z]{2,}$")
_BY_DATE = re.compile("之?前|[上下]午|[早晚]|凌晨|起|至|到|召开|举行")
_SHORTER = ("缩短", "压缩", "缩减", "缩至", "减至", "减到", "降至", "降到")
_DONE = ("完成", "完工", "办结", "办完", "建成", "走完", "做完", "搞定")
_DETAINED = re.compile("(?:的|以[上下])?(?:行政|司法|治安|刑事)?(?:拘留|拘役|罚款)(?!所|了|的)")  # 处15日行政拘留
_USING = re.compile("[用靠][^，,。；;]{2,10}$")  # 用两台机器三日完成
_RATIO_BEFORE = re.compile("比(?:例|率|值|重)?(?:分别)?(?:为|达|高达|是|约|约为|接近|近)?$")
_RATIO_BEHIND = re.compile("的?(?:比例|模型|配比|配套|缩[小尺]|放大|沙盘|出资|杠杆)")
_COLON = re.compile("[:∶：]")
_PARTS = re.compile(rf"[0-9]++(?:\.[0-9]++)?(?>(?:{BLANK}?[:∶：]{BLANK}?[0-9]++(?:\.[0-9]++)?){{2,}})")
"""6.4:41.8:51.8 and 股比45:30:25 are one thing of three parts, which no single row can hold; so are clock times."""
_MONTHLIKE = re.compile(r"[0-9]{4}\.[0-9]{2}$")  # 2019.06, as 1640.06亿元 begins
_DECIMAL_GOES_ON = re.compile(rf"{BLANK}?(?:[百千万亿兆%‰点倍元吨米度]|[美欧港日韩英]|公[里斤顷]|平方|立方|千[克瓦米])")
_MANY = re.compile("[百千万亿]|十[万亿]")
# 以上, 网上, 市场上, 站上
_ON = frozenset("加算带配搭附以网路场界会史线手身础道台地晚早向际面年海车船板街桌纸天站迈跨跃冲登踏飙")
_NOT_FRONT = frozenset("以之目此日提当年月天先空元")  # 目前, 年前, 公元前
_BEFORE_POINT = frozenset(" -－(（+")
_SEPARATORS = frozenset(",，;；|/")
_DATA = re.compile(r"(?>(?:[-+]?[0-9]++(?:\.[0-9]++)?\s?[,，;；|/]\s?){15,})")
"""A row of many bare numbers, which states nothing: 1,0,5,3, and so on; the last one may have a unit."""


def read_numbers(text: str) -> list[Reading]:
    """All numbers of a text in order, joined with what belongs to them, not yet judged.

    >>> [text[r.start:r.end] for text in ["三一重工有5G和3家工厂"] for r in read_numbers(text)]
    ['3家']
    """
    found: list[Reading] = []
    blocked, index, cursor = find_lookalikes(text), 0, 0
    search = _trigger().search
    while match := search(text, cursor):
        position = match.start()
        while index < len(blocked) and blocked[index][1] <= position:
            index += 1
        block = blocked[index] if index < len(blocked) and blocked[index][0] <= position else None
        reading, cursor = _read(text, position, block, found[-1].end if found else 0)
        if reading is not None:
            found.append(reading)
    share_units(text, found)
    return found


@cache
def _trigger() -> re.Pattern[str]:
    """A digit, or a numeral character before something that can go on a number: as fast as a character class."""
    following = {*units_by_first(), *CARDINAL, *_BOUNDARY, *_GOES_ON, *"0123456789"}
    follow = "".join(map(re.escape, sorted(following)))
    return re.compile(
        rf"对(?=折)|翻(?=了)|[0-9{CARDINAL}几数半翻首榜过](?:(?<=[0-9])|(?=[{follow}])|(?<=[第是前米][{CARDINAL}])|(?<=[居列之]首)|(?<=[减近各]半)|$)"
    )


def _read(text: str, position: int, block: tuple[int, int] | None, floor: int) -> tuple[Reading | None, int]:
    """The quantity at a trigger, if it is one, and where the search goes on."""
    reading, skipped = phrase_at(text, position)
    if reading is not None and not _inside(reading, block):
        reading = extend(text, reading) if reading.kind is None and reading.role is None else reading  # 半年至一年
        return reading, reading.end
    if skipped > position:
        return None, skipped
    if text[position].isascii() and (skipped := _glued(text, position)) > position:
        return None, skipped
    if parts := _PARTS.match(text, position):
        return None, parts.end()
    if (skipped := skip_lookalike(text, position)) > position and not _kept(text, position, skipped):
        return None, skipped
    reading = read_at(text, _number_start(text, position))
    if reading is None or reading.start < floor:
        return None, run_end(text, position)
    if (
        reading.unit is None
        and text[reading.end : reading.end + 1] in _SEPARATORS
        and (data := _DATA.match(text, position))
    ):
        return None, data.end()
    if block is not None and _blocked(reading, block):
        return None, max(block[1], position + 1)
    if reading.unit is None and _latin_follows(text, reading):
        match = _LATIN_NUMBER.match(text, reading.end)
        return None, max(reading.end, match.end() if match else 0)
    part = share_of_each(text, reading)
    if part is None and is_word(text, reading):
        return None, max(position + 1, reading.number_end)
    reading = part or extend(text, reading)
    return reading, max(reading.end, position + 1)


def _number_start(text: str, position: int) -> int:
    """上 of 上百 and the point of .5 belong to the number."""
    before = text[position - 1 : position]
    if before == "上" and _MANY.match(text, position) and text[position - 2 : position - 1] not in _ON:
        return position - 1
    if before == "." and text[position].isascii() and (position == 1 or text[position - 2] in _BEFORE_POINT):
        return position - 1
    return position


def _blocked(reading: Reading, block: tuple[int, int]) -> bool:
    """Inside a look-alike, or beginning in its middle (唯一|一个); 零点五 only begins like 零点."""
    return block[0] < reading.number_start < block[1] or _inside(reading, block)


def _inside(reading: Reading, block: tuple[int, int] | None) -> bool:
    return block is not None and block[0] <= reading.number_start and reading.number_end <= block[1]


def _glued(text: str, position: int) -> int:
    """The end of a name that a digit is part of: GPT-4, C630, 嫦娥-5 is left to the sign."""
    before = text[position - 1 : position]
    if before in ("-", "–", "_", ".") and position > 1:
        before = text[position - 2 : position - 1]
    if before == "n" and text.startswith("\\n", position - 2):  # a line break that a site left as two characters
        return position
    if not before or not before.isascii() or not (before.isalpha() or before in "#@№_"):
        return position
    if text[position - 1].isalpha() and (
        _is_currency(text, position) or index_before(text, position) or _is_figure_of(text, position)
    ):
        return position
    match = _LATIN_NUMBER.match(text, position)
    end = match.end() if match else position
    rest = _CUT_OFF.match(text, end)  # without its digits 亿元 is no amount
    return rest.end() if rest else end


def _is_figure_of(text: str, position: int) -> bool:
    """人均GDP|5.5万元, 出口IC|1200万片: what Latin letters name is measured; SU7, iPhone17 and 5G are names.

    Behind other letters only money with decimals is surely no name: 某某MX|1.5亿元.
    """
    match = _FIGURE.match(text, position)
    found = unit_at(text, match.end()) if match else None
    if match is None or found is None or (len(match[0]) == 1 and found[0].kind == "count"):  # SUV5座版
        return False
    if _measured().search(text, max(0, position - 8), position):
        return True
    letters = _LETTERS.search(text, max(0, position - 8), position)
    return letters is not None and bool(match["point"] and match["size"]) and found[0].kind == "money"


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9&]){any_of('acronym')}$")


def _is_currency(text: str, position: int) -> bool:
    """US and RMB before digits are money, not part of a name."""
    return any(text.endswith(code, max(0, position - len(code)), position) for code in _currency_codes())


@cache
def _currency_codes() -> tuple[str, ...]:
    return tuple(name for name in currencies() if name.isascii() and name.isalpha() and len(name) > 1)


def _latin_follows(text: str, reading: Reading) -> bool:
    following = text[reading.end : reading.end + 1]
    return bool(following) and following.isascii() and following.isalpha()


def _kept(text: str, position: int, end: int) -> bool:
    """前3月, 拘留15日 and 由3日缩短 are durations, no dates, 1640.06亿元 is money, 供需比1:14 a ratio and no time."""
    if text[end - 1] == "日" and text.endswith(words_by_role()["lasting"], 0, position):
        return "月" not in text[position:end] and not (text[position - 1] in "需要至到为" and _BY_DATE.match(text, end))
    if text[end - 1] == "日" and not text[position].isascii() and text.startswith(_DONE, end):
        return "月" not in text[position:end] and _USING.search(text, max(0, position - 12), position) is not None
    if text[end - 1] == "日" and _DETAINED.match(text, end):
        return "月" not in text[position:end]
    if text[end - 1] == "日" and text.startswith(_SHORTER, end):
        return text[position - 1 : position] in ("从", "由")
    if _MONTHLIKE.match(text, position, end) and _DECIMAL_GOES_ON.match(text, end):
        return True
    if (
        len(_COLON.findall(text, position, end)) < 2
        and text[end - 1].isdigit()
        and (_RATIO_BEFORE.search(text, max(0, position - 6), position) or _RATIO_BEHIND.match(text, end))
    ):
        return True
    return text[position - 1 : position] == "前" and text[position - 2 : position - 1] not in _NOT_FRONT
