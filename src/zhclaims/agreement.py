"""When a field that the program gives counts as the one that a person gave."""

import re
from collections import Counter
from collections.abc import Callable

from zhclaims.gold import GoldClaim, GoldEvent
from zhclaims.simplify import simplify
from zhclaims.types import Claim

# “比亚迪”的 研发投入 -> 比亚迪研发投入: marks, spaces, 的 and 了 do not tell two phrases apart.
NOISE = re.compile(r"[\s“”\"'‘’「」『』《》()（）,，、。:：·]|的|了")
YEAR = re.compile(r"\d{4}")  # 2024-02 -> 2024
SAME_UNITS = (frozenset({"人", "名", "位", "人次"}), frozenset({"个", ""}), frozenset({"", "1", ":"}))
NEAR = 25
"""An event is found when its quote touches the gold one or begins within so many characters of it."""


def alike(ours: str, theirs: str) -> bool:
    """Whether two phrases name the same thing: one holds the other, or they share most of their characters.

    >>> alike("公司的研发投入", "研發投入"), alike("研发投入", "营业收入"), alike("", "")
    (True, False, True)
    """
    short, long = sorted((_bare(ours), _bare(theirs)), key=len)
    if not short:
        return not long
    held = len(short) >= 2 and short in long and len(long) <= 3 * len(short)
    return held or shared_characters(short, long) >= 0.5


def _bare(phrase: str) -> str:
    return NOISE.sub("", simplify(phrase)).lower()


def shared_characters(one: str, other: str) -> float:
    """F1 of the characters of two phrases."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def same_value(claim: Claim, gold: GoldClaim) -> bool:
    """Whether the values are equal, or, where the gold value is a range, the ranges meet within an eighth."""
    low, high = claim.value_low, claim.value_high
    low, high = (high if low is None else low), (low if high is None else high)
    if low is None or high is None:
        return False
    if gold.low == gold.high:
        return _close(low, gold.low) and _close(high, gold.high)
    return low <= gold.high * 1.12 and gold.low * 0.88 <= high


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1, abs(one), abs(other))


def same_unit(claim: Claim, gold: GoldClaim) -> bool:
    """Whether the units are equal in Simplified, or both count people or bare things."""
    pair = {simplify(claim.unit), simplify(gold.unit)}
    return len(pair) == 1 or any(pair <= units for units in SAME_UNITS)


def same_time(claim: Claim, gold: GoldClaim) -> bool:
    """Whether the times name the same years, or are periods that begin in the same year."""
    return same_time_text(claim.time, gold.time)


def same_time_text(ours: str, theirs: str) -> bool:
    """The same of two times in EDTF; "" is no time."""
    if _years(ours) == _years(theirs):
        return True
    first = {time.split("/")[0][:4] for time in (ours, theirs)}
    return "/" in ours and "/" in theirs and len(first) == 1 and first != {""}


def _years(time: str) -> frozenset[str] | str:
    return frozenset(YEAR.findall(time)) or time


FIELDS: dict[str, Callable[[Claim, GoldClaim], bool]] = {
    "value": same_value,
    "unit": same_unit,
    "kind": lambda claim, gold: claim.kind == gold.kind,
    "comparator": lambda claim, gold: claim.comparator == gold.comparator,
    "change": lambda claim, gold: claim.change == gold.change,
    "subject": lambda claim, gold: alike(claim.subject, gold.subject),
    "metric": lambda claim, gold: alike(claim.metric, gold.metric),
    "city": lambda claim, gold: claim.city == gold.city,
    "time": same_time,
    "source": lambda claim, gold: alike(claim.source, gold.source),
    "modality": lambda claim, gold: claim.modality == gold.modality,
}
CORE = frozenset({"value", "unit", "comparator"})
FULL = CORE | {"subject", "metric", "city", "time"}
EVENT_PARTS = 3


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of what two spans cover is covered by both, from 0 to 1.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def event_parts(claim: Claim, gold: GoldEvent, start: int) -> int:
    """How many of predicate, subject and object are right; 0 when the claim is elsewhere in the text."""
    span = (claim.quote_start, claim.quote_end)
    if abs(claim.quote_start - start) >= NEAR and not overlap(span, (start, start + len(gold.quote))):
        return 0
    pairs = ((claim.predicate, gold.predicate), (claim.subject, gold.subject), (claim.object, gold.object))
    return sum(alike(ours, theirs) for ours, theirs in pairs)
