"""A number on its way to a quantity, with the characters that numbers are written in."""

from dataclasses import dataclass, field

from zhclaims.types import Change, Comparator, QuantityKind
from zhclaims.units import Unit

BLANK = r"[^\S\r\n]"
"""A blank within a line: no figure goes on in the next one."""
CARDINAL = "零〇一二三四五六七八九十百千万亿兆两俩廿卅卌壹贰叁参肆伍陆柒捌玖拾佰仟"
MAGNITUDE = "十百千万亿兆拾佰仟"


@dataclass(slots=True)
class Reading:
    """A number on its way to a quantity; the joins and the comparators still change it."""

    start: int
    end: int
    number_start: int
    number_end: int
    """The numeral alone, without its unit and its currency."""
    low: float
    high: float
    comparator: Comparator = "="
    unit: Unit | None = None
    kind: QuantityKind | None = None
    unit_text: str | None = None
    """Overrides the unit's canonical form: "1" for a fraction, ":" for a ratio, "" for a rank."""
    role: Change | None = None
    cue: Comparator | None = None
    """What the words around it say; comparator is what the numeral itself says (20余)."""
    cue_start: int = -1
    cue_end: int = -1
    flags: list[str] = field(default_factory=list)
    fraction: bool = False
    joined: bool = False
    """Made of two numbers (a range, a ratio, 两元三角)."""


def char_before(text: str, position: int) -> str:
    """The character before a position; a line break for the two characters that some sites write it with.

    >>> char_before("一、\\\\n二", 4) == "\\n", char_before("约3家", 1), char_before("3家", 0)
    (True, '约', '')
    """
    return "\n" if text.startswith("\\n", position - 2) and position > 1 else text[max(0, position - 1) : position]
