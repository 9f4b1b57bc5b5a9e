"""Marks the two ends of a change: 从30%提升至50%, 增至, 降到."""

import re
from functools import cache

from zhclaims.number_context import any_of, told_by_how_much
from zhclaims.phrases import is_increase_by_once
from zhclaims.reading import Reading

_TO_BARE = re.compile(r"^(?:的|左右|以上|以下)?[^,，。；;]{0,4}(?:至|到)(?:了)?(?:[^,，。；;、]{0,10}的)?\s?$")
# 从去年亏损|2亿元|转为盈利|3亿元, 将|9家|企业整合为|4家
# behind 从, 把 and 将 these verbs join what was and what came of it
_INTO = re.compile(
    r"^[^,，。；;、]{0,8}(?:转为|变为|扭转为|整合[为成]|合并[为成]|归并[为成]|撤并[为成])(?:净?(?:盈利|亏损))?$"
)
_TAKEN = re.compile(r"(?:[把将从由]|(?<![来各亲独])自)[^,，。；;、]{0,14}$")
_MAYBE_TO = re.compile("[至到为成]")
_FROM = re.compile(r"(?:[从由]|(?<![来各亲独])自)(?:[^,，。；;、]{0,14}?)$")
_WINDOW = 22


@cache
def _to() -> re.Pattern[str]:
    """增至, 提升到了, 增长到2025年的, 增至全部."""
    return re.compile(rf"{any_of('change')}[了后]?(?:至|到|为)了?(?:[^,，。；;、]{{0,10}}的|全部|全[国省市])?\s?$")


def set_roles(text: str, readings: list[Reading]) -> list[Reading]:
    """Set "from" and "to" where the text tells the two ends of a change; 增长一倍 becomes 2 倍."""
    previous = None
    for reading in readings:
        if reading.unit is not None and reading.unit.kind == "multiple" and is_increase_by_once(text, reading):
            reading.low = reading.high = 2.0
        _set_role(text, reading, previous)
        previous = reading
    return readings


def _set_role(text: str, reading: Reading, previous: Reading | None) -> None:
    start = reading.cue_start if reading.cue_start >= 0 else reading.start
    floor = max(0, start - _WINDOW, previous.end if previous else 0)
    gap = text[floor:start]
    near = previous if previous is not None and previous.end == floor else None
    if near is not None and _results(text, near, reading, gap):
        reading.role = "to"
        return
    if not _MAYBE_TO.search(gap):
        return
    is_to = _to().search(gap) is not None
    is_one = "；" not in gap  # not 从海州采购3万吨；工厂扩大到40家
    if near is not None and near.role is None and is_one and _is_start(text, near, gap, is_to):
        near.role, reading.role = "from", "to"
    elif is_to:
        reading.role = "to"


def _results(text: str, change: Reading, reading: Reading, gap: str) -> bool:
    """增长3%至5亿元, 翻两番突破4亿元, 减少4亿元至30亿元: a change that leads to the amount behind it."""
    if gap in ("至", "到") and change.role is None and told_by_how_much(text, change.start):
        return True
    if change.unit is None or change.unit.kind not in ("percent", "multiple"):
        return False
    if change.unit.kind == "percent":
        return gap in ("至", "到")
    return gap in ("至", "到", "达", "达到") or (gap == "" and reading.cue is not None)


def _is_start(text: str, near: Reading, gap: str, is_to: bool) -> bool:
    """Whether a change that leads to another figure starts at the one before it."""
    if (is_to or _TO_BARE.match(gap)) and _comes_from(text, near, _FROM):
        return True
    return _INTO.match(gap) is not None and _comes_from(text, near, _TAKEN)


def _comes_from(text: str, reading: Reading, mark: re.Pattern[str]) -> bool:
    start = reading.cue_start if reading.cue_start >= 0 else reading.start
    return bool(mark.search(text, max(0, start - 18), start))
