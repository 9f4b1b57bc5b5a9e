"""Finds every quantity of a text: number, unit, bounds, ranges, ranks and vague amounts, each with its span."""

import re
from functools import cache

from zhclaims.comparators import bound
from zhclaims.context import infer_unit, stands_alone
from zhclaims.joins import extend, join_bounds, share_units
from zhclaims.lookalikes import find_lookalikes
from zhclaims.phrases import phrase_at
from zhclaims.readings import CARDINAL, Reading, read_at, run_end, skip_lookalike
from zhclaims.roles import set_roles
from zhclaims.types import Quantity
from zhclaims.units import Unit, unit_at, units_by_first

_BOUNDARY = "\n，,。；;：:！!？?“\"'‘’”（()）[]【】《》、 ~～"
_LATIN_NUMBER = re.compile(r"[0-9A-Za-z.\-–_]*")
_CODES = re.compile(r"(?:US|HK|NT|RMB|rmb|USD|usd|HKD|CNY|EUR|JPY|GBP|TWD|NTD|SGD|AUD|CAD|KRW|THB|MYR|INR|CHF|NZD|MOP|RUB|BRL|VND)$")
_WEEKDAY = re.compile("(?:周|星期|礼拜|初)$")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a Simplified, half-width text, sorted and without overlaps.

    Values are in base units (亿 and 万 expanded, 15% as 15); the span is the shortest numeral with its unit.

    >>> [(q.text, q.low, q.unit, q.comparator) for q in find_quantities("投资超3.2亿元，占比约15%，新增200余家")]
    [('3.2亿元', 320000000.0, 'CNY', '>'), ('15%', 15.0, '%', '~'), ('200余家', 200.0, '家', '>')]
    """
    readings = join_bounds(text, _judged(text, _readings(text)))
    return [_quantity(text, reading) for reading in set_roles(text, readings)]


@cache
def _trigger() -> re.Pattern[str]:
    """A digit, or a numeral character before something that can go on a number: one pass at the speed of a character class."""
    follow = "".join(re.escape(char) for char in sorted({*units_by_first(), *CARDINAL, *_BOUNDARY, *"分成折半余多几来个番倍数位首级至到比-–—~～."}))
    numerals = CARDINAL + "几数半翻首榜过"
    any_numeral = f"[{CARDINAL}]"
    return re.compile(rf"[0-9{numerals}](?:(?<=[0-9])|(?=[{follow}]|[0-9])|(?<=[第是前米]{any_numeral})|$)")


def _readings(text: str) -> list[Reading]:
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


def _read(text: str, position: int, block: tuple[int, int] | None, floor: int) -> tuple[Reading | None, int]:
    """The quantity at a trigger, if it is one, and where the search goes on."""
    reading, skipped = phrase_at(text, position)
    if reading is not None and not _inside(reading, block):
        return reading, reading.end
    if skipped > position:
        return None, skipped
    if text[position].isascii() and (skipped := _glued(text, position)) > position:
        return None, skipped
    if (skipped := skip_lookalike(text, position)) > position and not _kept(text, position):
        return None, skipped
    reading = read_at(text, _number_start(text, position))
    if reading is None or reading.start < floor:
        return None, run_end(text, position)
    if block is not None and _blocked(reading, block):
        return None, max(block[1], position + 1)
    if reading.unit is None and _latin_follows(text, reading):
        match = _LATIN_NUMBER.match(text, reading.end)
        return None, max(reading.end, match.end() if match else 0)
    if _is_word(text, reading):
        return None, max(position + 1, reading.number_end)
    reading = extend(text, reading)
    return reading, max(reading.end, position + 1)


_ON = "以网路场界会史线手身础道台地晚早向际面年海车船板街桌纸天"  # 以上, 网上, 市场上


def _number_start(text: str, position: int) -> int:
    """上 of 上百 and the point of .5 belong to the number."""
    before = text[position - 1 : position]
    if before == "上" and text[position] in "百千万亿" and text[position - 2 : position - 1] not in tuple(_ON):
        return position - 1
    if before == "." and text[position].isascii() and (position == 1 or text[position - 2] in " -－(（+"):
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
    if not before or not before.isascii() or not (before.isalpha() or before in "#@№_"):
        return position
    if text[position - 1].isalpha() and _CODES.search(text, max(0, position - 3), position):
        return position
    match = _LATIN_NUMBER.match(text, position)
    return match.end() if match else position


def _latin_follows(text: str, reading: Reading) -> bool:
    following = text[reading.end : reading.end + 1]
    return bool(following) and following.isascii() and following.isalpha()


def _kept(text: str, position: int) -> bool:
    """前3月 and 连续三日 are durations where 3月 and 三日 are dates."""
    return text[position - 1 : position] == "前" and text[position - 2 : position - 1] not in "以之目此日提当年月天先空"


def _is_word(text: str, reading: Reading) -> bool:
    """A numeral that makes a word with its neighbours: 周三, 初一, 一部分, 500强."""
    surface = text[reading.number_start : reading.number_end]
    if len(surface) == 1 and surface in "一二三四五六七八九十" and _WEEKDAY.search(text, max(0, reading.start - 2), reading.start):
        return True
    if surface == "一" and reading.unit is not None and not reading.unit.after_one:
        return True
    if reading.unit is None and (text.startswith(_NAMED, reading.end) or _is_grade(text, reading, surface)):
        return True
    return surface in ("半", "几", "数") and reading.unit is None


# 500强, 90后, 十八届, 第5路: the number names a thing
_NAMED = ("强", "后", "维", "届", "号", "路", "栋楼", "室", "幢", "型", "版", "代", "期", "胎", "孩", "女", "嫂", "姐", "哥", "叔", "爷", "婶", "妹", "弟", "儿", "郎", "娘", "审")


def _is_grade(text: str, reading: Reading, surface: str) -> bool:
    """高三, 大二, 初一, 研一."""
    return surface in ("一", "二", "三", "四") and text[reading.start - 1 : reading.start] in ("高", "大", "初", "研", "小", "老", "阿")


def _judged(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings that are quantities, with their bounds and the units that their surroundings tell."""
    kept: list[Reading] = []
    people, yuan = _people_and_yuan()
    for reading in readings:
        if reading.kind != "rank":
            floor = max(kept[-1].end if kept else 0, reading.start - 24)
            bound(text, reading, floor)
            if reading.unit is None:
                infer_unit(text, reading, kept[-1] if kept else None, people, yuan)
                if not stands_alone(text, reading):
                    continue
        kept.append(reading)
    return kept


@cache
def _people_and_yuan() -> tuple[Unit, Unit]:
    people, yuan = unit_at("人", 0), unit_at("元", 0)
    assert people is not None
    assert yuan is not None
    return people[0], yuan[0]


def _quantity(text: str, reading: Reading) -> Quantity:
    unit = reading.unit
    name = unit.canonical if unit else "1" if reading.fraction else ""
    kind = unit.kind if unit else "ratio" if reading.fraction else "count" if reading.low == int(reading.low) else "other"
    return Quantity(
        start=reading.start,
        end=reading.end,
        text=text[reading.start : reading.end],
        low=reading.low,
        high=reading.high,
        unit=name if reading.unit_text is None else reading.unit_text,
        kind=reading.kind or kind,
        comparator=reading.cue or reading.comparator,  # type: ignore[arg-type]
        role=reading.role,
        cue_start=reading.cue_start if reading.cue_start >= 0 else reading.start,
        cue_end=max(reading.cue_end, reading.end),
        dimension=unit.dimension if unit else "",
        factor=unit.factor if unit else 1.0,
        flags=tuple(dict.fromkeys(reading.flags)),
    )
