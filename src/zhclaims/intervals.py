"""Joins quantities across the words between them: lists that share a unit, two bounds that make a range."""

import re
from dataclasses import replace

from zhclaims.context import infer_unit
from zhclaims.reading import MAGNITUDE, Reading, char_before
from zhclaims.readings import magnitude
from zhclaims.units import unit_of

LONGEST_LIST = 12
"""So many numbers of a list stand before its last one at most."""
_SHARED = re.compile(r"\s?(?:、|和|及|与|或|以及)\s?")
_LEADS = re.compile("[^,，。；;、0-9]{0,8}?[至到]了?(?:约|将?近|逾|超过?)?")
_CLAUSE_STARTS = ("", "\n", " ", "\u3000", "\xa0", "。", "；", ";", "：", ":")
_INTERVAL = re.compile(r"\s?(?:且|并且?|而且?|又|和)?\s?")  # 大于10且小于20
_INTERVAL_BEHIND = re.compile(r"[,，、且]?\s?")  # 1000以上、1500以下


def share_units(text: str, readings: list[Reading]) -> None:
    """Give the numbers of a list or a change the unit that only the last one has: 3、5和7家, 由2亿增至3亿美元.

    Its magnitude goes with the unit where the numbers are alike: 3.2、4.5和6亿元.
    """
    power = 1.0
    for index in range(len(readings) - 2, -1, -1):
        first, second = readings[index : index + 2]
        if _shortened(first, second) and _listed(text, first, second):
            first.unit = second.unit  # 4.3个和3.7个百分点
        bare = first.unit is None and first.kind is None and not first.fraction
        if bare and second.unit is None and magnitude(text, second)[1] > 1:
            _tell_by_head(text, readings[max(0, index - LONGEST_LIST) : index + 2])
        shared = bare and second.unit is not None and second.kind is None
        if shared and (_is_shared_list(text, first, second) or _leads_to(text, first, second)):
            first.unit = second.unit
            first.flags.append("unit_inferred")
            power = power if "magnitude_shared" in second.flags else magnitude(text, second)[1]
            if power > 1 and _of_one_size(text, first, second, power):
                first.low, first.high = round(first.low * power, 6), round(first.high * power, 6)
                first.flags.append("magnitude_shared")


def _tell_by_head(text: str, readings: list[Reading]) -> None:
    """营收260/318/375亿, 净利润分别为2.6、3.1和3.7亿: what stands before a list tells the unit of its last number."""
    second, head = readings[-1], len(readings) - 1
    while head and _is_shared_list(text, readings[head - 1], readings[head]):
        head -= 1
    if readings[head] is second:
        return
    whole = replace(second, start=readings[head].start, flags=[])
    infer_unit(text, whole, None, unit_of("人"), unit_of("元"))
    second.unit, second.flags = whole.unit, [*second.flags, *whole.flags]


def _of_one_size(text: str, first: Reading, second: Reading, power: float) -> bool:
    """Whether both are told in one magnitude, the first without its word: 2.5、4和6亿元, not 300、2万人."""
    if magnitude(text, first)[1] > 1 or not text[first.number_start].isascii():
        return False
    alike = text[first.end] == "/" or "分别" in text[max(0, first.start - 16) : first.start]
    if (second.unit is None or second.unit.kind != "money") and not alike:
        return False
    return 0.01 < first.low * power / second.low < 100 if second.low > 0 else False


def _is_shared_list(text: str, first: Reading, second: Reading) -> bool:
    return _listed(text, first, second) and not _is_list_mark(text, first)


def _listed(text: str, first: Reading, second: Reading) -> bool:
    match = _SHARED.match(text, first.end)
    if text.startswith("+", first.end) and second.start == first.end + 1:  # 1300万+200万像素
        return magnitude(text, first)[1] > 1
    if match is None:
        return second.start == first.end + 1 and text[first.end] == "/" and _is_slashed(text, first, second)
    return match.end() == second.start


def _is_slashed(text: str, first: Reading, second: Reading) -> bool:
    """1.43/1.95/2.62元, 20/14/11倍, 300/450万吨: a list with slashes; 3/5 alone is a fraction."""
    if not (text[first.number_end - 1].isdigit() and text[second.number_start].isdigit()):
        return False
    surface = text[first.start : second.end]
    told = second.unit is not None and second.unit.kind in ("money", "percent")
    return (
        "." in surface
        or told
        or magnitude(text, second)[1] > 1
        or text[first.start - 1 : first.start] == "/"
        or text.startswith("/", second.end)
    )


def _shortened(first: Reading, second: Reading) -> bool:
    """Whether 个 alone stands for the unit of the next number, which begins with it: 2个和3个小时."""
    if first.unit is None or second.unit is None or first.unit.text != "个":
        return False
    return second.unit.text[0] == "个" and second.unit.text != "个"


def _leads_to(text: str, first: Reading, second: Reading) -> bool:
    """由2亿|增至|3亿美元: the first end of a change is in the currency of the second."""
    return (
        second.unit is not None
        and second.unit.kind == "money"
        and text[first.number_end - 1] in MAGNITUDE
        and text[max(0, first.start - 1) : first.start] in ("从", "由", "自")
        and _LEADS.fullmatch(text, first.end, second.start) is not None
    )


def _is_list_mark(text: str, reading: Reading) -> bool:
    """1、24小时热线: a small number at the start of a clause, with 、 behind it, counts points."""
    return (
        reading.low < 20 and text.startswith("、", reading.end) and char_before(text, reading.start) in _CLAUSE_STARTS
    )


def join_bounds(text: str, readings: list[Reading]) -> list[Reading]:
    """大于10小于20, 1000以上、1500以下: two bounds of one thing that stand together make a range."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_interval(text, joined[-1], reading):
            joined[-1] = _interval(joined[-1], reading)
        else:
            joined.append(reading)
    return joined


def _is_interval(text: str, first: Reading, second: Reading) -> bool:
    lower, upper = _by_bound(first, second)
    if lower is None or upper is None or lower.low >= upper.high or not _same_measure(first, second):
        return False
    behind = first.cue_end > first.end and second.cue_end > second.end
    gap = _INTERVAL_BEHIND if behind else _INTERVAL
    begin = second.cue_start if second.cue_start >= 0 else second.start
    return begin >= first.cue_end and bool(gap.fullmatch(text, max(first.cue_end, first.end), begin))


def _same_measure(first: Reading, second: Reading) -> bool:
    if first.joined or second.joined or first.kind or second.kind:
        return False
    return first.unit is None or second.unit is None or first.unit.canonical == second.unit.canonical


def _by_bound(first: Reading, second: Reading) -> tuple[Reading | None, Reading | None]:
    if first.cue in (">", ">=") and second.cue in ("<", "<="):
        return first, second
    return (second, first) if first.cue in ("<", "<=") and second.cue in (">", ">=") else (None, None)


def _interval(first: Reading, second: Reading) -> Reading:
    lower, upper = (first, second) if first.cue in (">", ">=") else (second, first)
    joined = Reading(first.start, second.end, first.number_start, second.number_end, lower.low, upper.high, joined=True)
    joined.unit, joined.flags = second.unit or first.unit, first.flags + second.flags
    joined.cue_start, joined.cue_end = first.cue_start, second.cue_end
    return joined
