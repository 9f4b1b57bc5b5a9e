"""Marks the two ends of a change: 从30%提升至50%, 增至, 降到."""

import re
from functools import cache

from zhclaims.number_context import any_of, told_by_how_much
from zhclaims.phrases import is_increase_by_once
from zhclaims.reading import Reading

_TO_BARE = re.compile(r"^(?:的|左右|以上|以下)?[^,，。；;]{0,4}(?:至|到)(?:了)?(?:[^,，。；;、]{0,10}的)?\s?$")
_MAYBE_TO = re.compile("[至到为]")
_FROM = re.compile(r"(?:[从由]|(?<![来各亲独])自)(?:[^,，。；;、]{0,14}?)$")
_WINDOW = 22


@cache
def _to() -> re.Pattern[str]:
    """增至, 提升到了, 增长到2025年的."""
    return re.compile(rf"{any_of('change')}[了后]?(?:至|到|为)了?(?:[^,，。；;、]{{0,10}}的)?\s?$")


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
    if near is not None and near.role is None and (is_to or _TO_BARE.match(gap)) and _comes_from(text, near):
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


def _comes_from(text: str, reading: Reading) -> bool:
    start = reading.cue_start if reading.cue_start >= 0 else reading.start
    return bool(_FROM.search(text, max(0, start - 18), start))
