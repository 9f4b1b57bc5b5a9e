"""Marks the two ends of a change: 从30%提升至50%, 增至, 降到."""

import re

from zhclaims.phrases import is_increase_by_once
from zhclaims.readings import Reading

_CHANGE = (
    "增加?|增长|上?升|降|下降|减少?|扩大?|提高|提升|上涨|下调|上调|调整?|缩减?|缩小|缩短|收窄|回落|回升|跃升|攀升|拉长|补齐|涨|跌|下跌|扩区|扩容|扩展|压缩|压减"
    "|延长|放宽|发展|变|转|加快|放缓|反弹|跃|推进|飙升|猛增|骤降|锐减|滑|下滑|翻|恢复|改善|优化|扩张|壮大|提速|增多|增持|减持|拉|拉高|拉低|抬升|收缩|调高|调低|调降|调增|增资|补充|累积|回调|暴涨|暴跌"
)
# 增至, 提升到了, 由…变为; 增长到2025年的
_TO = re.compile(rf"(?:{_CHANGE})(?:了|后)?(?:至|到|为|成)(?:了)?(?:[^,，。；;、]{{0,10}}的)?\s?$")
_TO_BARE = re.compile(r"^(?:的|左右|以上|以下)?[^,，。；;]{0,4}(?:至|到)(?:了)?(?:[^,，。；;、]{0,10}的)?\s?$")
_MAYBE_TO = re.compile("[至到为成]")
_FROM = re.compile(r"[从由自](?:[^,，。；;、]{0,14}?)$")
_WINDOW = 22


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
    if not _MAYBE_TO.search(gap):
        return
    is_to = bool(_TO.search(gap))
    follows = previous is not None and previous.end == floor and (is_to or bool(_TO_BARE.match(gap)))
    if previous is not None and follows and previous.role is None and _comes_from(text, previous):
        previous.role, reading.role = "from", "to"
    elif is_to:
        reading.role = "to"


def _comes_from(text: str, reading: Reading) -> bool:
    start = reading.cue_start if reading.cue_start >= 0 else reading.start
    return bool(_FROM.search(text, max(0, start - 18), start))
