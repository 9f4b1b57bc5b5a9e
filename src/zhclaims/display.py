"""Claims on the terminal: a table that fits, and one claim with its sentence marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhclaims.explain import explanations
from zhclaims.interface import Language, headings
from zhclaims.types import Claim

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# What could move the cursor, change colours or turn the reading direction of a terminal.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
ID_CHARACTERS = 8
"""How much of a claim_id a table shows: enough for `show`."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table on the terminal: its narrowest width, and its share of what is left over."""

    name: str
    narrow: int
    share: int
    right: bool = False


_COLUMNS = (
    _Column("id", ID_CHARACTERS, 0),
    _Column("value", 11, 1, right=True),
    _Column("subject", 12, 2),
    _Column("metric", 12, 2),
    _Column("city", 6, 1),
    _Column("time", 10, 0),
    _Column("score", 5, 0, right=True),
    _Column("modality", 8, 0),
    _Column("source", 12, 1),
    _Column("flags", 12, 1),
    _Column("evidence", 24, 6),
)
"""In the order in which they are given up when the terminal is narrow: the last one first."""
GAP = 2
"""Cells between two columns: the padding and the one that rich puts there as a divider."""


def claims_table(claims: Sequence[Claim], width: int, language: Language | None = None) -> "Table":
    """A table of claims that fits the width, in cells of the terminal; cells too long for it end in an ellipsis."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, GAP - 1, 0, 0), pad_edge=False, show_edge=False)
    shown = fitting(width)
    names = headings([column.name for column, _ in shown], language)
    for (column, cells), name in zip(shown, names, strict=True):
        side: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(name, width=cells, max_width=cells, no_wrap=True, overflow="ellipsis", justify=side)
    for claim in claims:
        cells_of = summary_cells(claim)
        style = "yellow" if claim.flags else ""
        table.add_row(*(Text(printable(cells_of[column.name])) for column, _ in shown), style=style)
    return table


def fitting(width: int) -> list[tuple[_Column, int]]:
    """The columns that a width has room for, each with its own width."""
    columns = list(_COLUMNS)
    while len(columns) > 1 and _narrowest(columns) > width:
        columns.pop()
    spare = max(0, width - _narrowest(columns))
    shares = sum(column.share for column in columns) or 1
    return [(column, column.narrow + spare * column.share // shares) for column in columns]


def _narrowest(columns: Sequence[_Column]) -> int:
    return sum(column.narrow for column in columns) + GAP * (len(columns) - 1)


def summary_cells(claim: Claim) -> dict[str, str]:
    """A claim in the columns that people look at."""
    value = claim.value_text if claim.comparator in ("", "=") else f"{claim.comparator} {claim.value_text}"
    event = " ".join(filter(None, (claim.predicate, claim.object)))
    return {
        "id": claim.claim_id[:ID_CHARACTERS],
        "value": value if claim.claim_type == "numeric" else "·",
        "subject": claim.subject,
        "metric": claim.metric if claim.claim_type == "numeric" else event,
        "city": claim.city,
        "time": claim.time,
        "score": f"{claim.score:.2f}",
        "modality": claim.modality,
        "source": claim.source,
        "flags": claim.flags,
        "evidence": claim.evidence,
    }


def printable(text: str) -> str:
    """The text with line breaks and tabs as spaces, and other characters that steer a terminal as U+FFFD.

    >>> printable("合肥\\n\\x1b[31m芜湖")
    '合肥 \ufffd[31m芜湖'
    """
    return UNSAFE.sub(lambda match: " " if match[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a Markdown table.

    >>> list(markdown(["市", "值"], [["芜湖", "a|b"]]))
    ['| 市 | 值 |', '| --- | --- |', '| 芜湖 | a\\\\|b |']
    """
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _ in header)} |"
    for row in rows:
        cells = (printable("" if cell is None else str(cell)).replace("\\", "\\\\").replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"


# ------------------------------------------------------------------ one claim


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the sentence that a field was read from; offsets count in the sentence."""

    start: int
    end: int
    field: str


STYLES = {
    "value": "bold black on yellow",
    "subject": "bold cyan",
    "metric": "bold green",
    "place": "bold magenta",
    "time": "bold blue",
    "source": "italic",
}
BRACKETS = "⟦⟧"


def marks_of(claim: Claim) -> list[Mark]:
    """Where the fields of a claim stand in its sentence, in order and apart; fields from elsewhere have none."""
    found = [Mark(claim.quote_start - claim.sentence_start, claim.quote_end - claim.sentence_start, "value")]
    wanted = [
        ("subject", claim.subject),
        ("metric", claim.metric or claim.predicate),
        ("time", claim.time_text),
        ("place", _place_in(claim)),
        ("source", claim.source),
    ]
    for field, text in wanted:
        mark = _nearest(claim.evidence_simplified, text, field, found)
        if mark:
            found.append(mark)
    return sorted(found, key=lambda mark: mark.start)


def _place_in(claim: Claim) -> str:
    """How the place is written in the sentence: 浙江省杭州市余杭区, or the end of it, 余杭区 or 余杭."""
    names = [claim.place, *re.split(r"(?<=[省市区县州盟旗])", claim.place)[::-1], claim.city]
    spellings = [spelling for name in names if name for spelling in (name, re.sub("[省市区县]$", "", name))]
    return next((name for name in spellings if len(name) > 1 and name in claim.evidence_simplified), "")


def _nearest(sentence: str, text: str, field: str, taken: Sequence[Mark]) -> Mark | None:
    """The occurrence of a text that is nearest to the value and overlaps no mark; else what one leaves of it.

    西安航天产业 leaves 规模 of 航天产业规模.
    """
    found = [(match.start(), match.end()) for match in re.finditer(re.escape(text), sentence)] if text else []
    free = [Mark(start, end, field) for start, end in found if all(end <= m.start or m.end <= start for m in taken)]
    if not free:
        free = [Mark(*rest, field) for span in found if (rest := _remainder(span, taken))]
    return min(free, key=lambda mark: abs(mark.start - taken[0].start), default=None)


def _remainder(span: tuple[int, int], taken: Sequence[Mark]) -> tuple[int, int] | None:
    """The part of a span that marks at its beginning or end leave free; None where nothing is left or it is cut."""
    start, end = span
    for mark in taken:
        if mark.start <= start < mark.end:
            start = mark.end
        elif mark.start < end <= mark.end:
            end = mark.start
    whole = start < end and all(end <= mark.start or mark.end <= start for mark in taken)
    return (start, end) if whole else None


def marked_sentence(claim: Claim, *, plain: bool = False) -> "Text":
    """The sentence in its own script with the claim's fields marked: by colour, or in brackets where there is none."""
    from rich.text import Text

    sentence, at = Text(), 0
    for mark in marks_of(claim):
        sentence.append(printable(claim.evidence[at : mark.start]))
        words = printable(claim.evidence[mark.start : mark.end])
        sentence.append(f"{BRACKETS[0]}{words}{BRACKETS[1]}" if plain else words, STYLES[mark.field])
        at = mark.end
    return sentence.append(printable(claim.evidence[at:]))


def show_claim(claim: Claim, console: "Console", language: Language = "en") -> None:
    """Print a claim: its sentence marked, then a line for each field with its value and the rule that gave it."""
    from rich.text import Text

    plain = console.color_system is None
    where = f"{claim.path} [{claim.quote_start}:{claim.quote_end}]"
    console.print(Text(printable(f"{claim.title or claim.path}  {claim.published}"), "bold"))
    console.print(Text(printable(f"{where}  {claim.section}")))
    console.print()
    console.print(marked_sentence(claim, plain=plain))
    console.print()
    for line in field_lines(claim, language):
        console.print(line)


def field_lines(claim: Claim, language: Language = "en") -> Iterator["Text"]:
    """A line for each field that holds something: name, value, and why."""
    from rich.text import Text

    reasons = explanations(claim.reasons, language)
    for name, value in _fields(claim):
        if value or name in reasons:
            line = Text().append(f"{name:<10}", STYLES.get(name, "bold"))
            line.append(printable(value))
            if name in reasons:
                line.append(f"  ← {printable(', '.join(reasons.pop(name)))}", "dim")
            yield line
    if reasons:
        rest = "; ".join(f"{field}: {', '.join(rules)}" for field, rules in reasons.items())
        yield Text(f"{'also':<10}{printable(rest)}", "dim")


def _fields(claim: Claim) -> list[tuple[str, str]]:
    span = _number(claim.value_low)
    if claim.value_high != claim.value_low:
        span += f" to {_number(claim.value_high)}"
    number = f" {claim.comparator or '='} {span} {claim.unit} ({claim.kind})" if span else ""
    place = f"{claim.place} {claim.place_code}".strip()
    city = f"{claim.city} {claim.city_code} ({claim.city_basis})" if claim.city else ""
    return [
        ("claim", f"{claim.claim_id} ({claim.claim_type})"),
        ("value", claim.value_text + number),
        ("change", claim.change),
        ("subject", claim.subject),
        ("predicate", claim.predicate),
        ("object", claim.object),
        ("metric", claim.metric),
        ("time", f"{claim.time_text} = {claim.time}" if claim.time_text or claim.time else ""),
        ("place", place),
        ("city", city),
        ("source", claim.source),
        ("modality", claim.modality),
        ("score", f"{claim.score:.2f}"),
        ("flags", claim.flags),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}" if abs(value) >= 1e15 else f"{value:,.10f}".rstrip("0").rstrip(".")
