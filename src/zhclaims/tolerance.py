"""When two figures agree: rounding, and what 约, 超 and 不足 leave open, are no contradiction."""

import re
from dataclasses import dataclass

from zhclaims.types import Claim

EXACT_SHARE = 0.025
"""Rounding of a figure with zeros at its end, at most: 2000亿 may stand for 2050亿, not for 2400亿."""
ABOUT_SHARE = 0.10
"""What 约 and 左右 leave open, at least."""
OPEN_FACTOR = 2.0
"""How far 超 and 不足 reach: nobody says 超680万 of 6800万."""
NUMERAL = re.compile(r"[0-9][0-9,，]*(?:[.．]([0-9]+))?\s*([千百十万萬亿億兆]*)")
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in base units: what it says, and what it leaves open."""

    low: float
    high: float
    least: float
    most: float

    def agrees(self, other: "Span") -> bool:
        """Whether what one says lies in what the other leaves open."""
        return (self.least <= other.high and other.low <= self.most) or (
            other.least <= self.high and self.low <= other.most
        )


def span_of(claim: Claim, factor: float = 1.0) -> Span | None:
    """The figure of a claim, times a factor; a decrease is negative. None for a claim without one.

    >>> def figure(text, low, comparator="="):
    ...     return span_of(Claim("", "", "", "", "", "numeric", value_text=text, value_low=low, value_high=low,
    ...                          comparator=comparator))
    >>> figure("2000亿元", 2e11, ">").agrees(figure("2,050亿元", 2.05e11))
    True
    >>> figure("137万辆", 1.37e6).agrees(figure("136.8万辆", 1.368e6))
    True
    >>> figure("680万", 6.8e6).agrees(figure("700万", 7e6))
    False
    """
    if claim.value_low is None or claim.value_high is None:
        return None
    low, high = sorted((claim.value_low, claim.value_high))
    least, most = _open(claim, low, high)
    if claim.change == "decrease":
        low, high, least, most = sorted((-abs(low), -abs(high))) + sorted((-abs(least), -abs(most)))
    return Span(low * factor, high * factor, least * factor, most * factor)


def _open(claim: Claim, low: float, high: float) -> tuple[float, float]:
    """The least and the most that a figure may stand for."""
    step = written_step(claim.value_text, low) / 2
    if claim.comparator in (">", ">="):
        return low, max(high + step, high * OPEN_FACTOR)
    if claim.comparator in ("<", "<="):
        return min(low - step, low / OPEN_FACTOR), high
    if claim.comparator == "~":
        room = max(step, ABOUT_SHARE * abs(high))
    else:
        room = max(step, min(_last_digit(low) / 2, EXACT_SHARE * abs(high)))
    return low - room, high + room


def written_step(text: str, value: float) -> float:
    """The worth of the last digit as written.

    >>> written_step("136.8万辆", 1368000.0), written_step("2,050亿元", 2.05e11), written_step("三成", 30.0)
    (1000.0, 100000000.0, 10.0)
    """
    match = NUMERAL.search(text)
    if match is None:
        return _last_digit(value)
    return float(10 ** (sum(POWERS[word] for word in match[2]) - len(match[1] or "")))


def _last_digit(value: float) -> float:
    """The worth of the last digit that is not zero.

    >>> _last_digit(8000.0), _last_digit(8.5), _last_digit(0.0)
    (1000.0, 0.1, 1.0)
    """
    if not value:
        return 1.0
    digits, _, exponent = f"{abs(value):.9e}".partition("e")
    return float(10.0 ** (int(exponent) - len(digits.rstrip("0").replace(".", "")) + 1))
