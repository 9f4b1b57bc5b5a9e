"""Conflicts and repeated claims on the terminal and as rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from zhclaims.display import ID_CHARACTERS, printable
from zhclaims.interface import Language, words
from zhclaims.reconcile import Group
from zhclaims.rows import Column, Row
from zhclaims.topics import Topic
from zhclaims.types import Claim

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

GROUP_COLUMNS = (
    Column("group", "integer"),
    Column("verdict", "text"),
    *(Column(name, "text") for name in ("who", "what", "time")),
    Column("variant", "integer"),
    Column("first", "boolean"),
    Column("comparator", "text"),
    Column("value_text", "text"),
    Column("value_low", "real"),
    Column("value_high", "real"),
    *(Column(name, "text") for name in ("unit", "source", "published", "title", "path", "claim_id", "evidence")),
)
_OF_A_CLAIM = tuple(column.name for column in GROUP_COLUMNS[7:])


def group_rows(groups: Iterable[Group]) -> Iterator[Row]:
    """A row a claim, in the columns of GROUP_COLUMNS; `first` marks who said a variant first."""
    for number, group in enumerate(groups, 1):
        verdict = "conflict" if group.is_conflict else "repeated"
        head = (number, verdict, group.topic.name, what_of(group.topic), group.topic.time)
        for index, variant in enumerate(group.variants, 1):
            for claim in variant.claims:
                yield (*head, index, claim is variant.first, *(getattr(claim, name) for name in _OF_A_CLAIM))


def what_of(topic: Topic) -> str:
    """What is measured, as `described` puts it."""
    return described(topic.what, topic.scope, change=topic.change, share=topic.measure == "share")


def described(what: str, scope: str, *, change: bool, share: bool) -> str:
    """What is measured, with what narrows it down.

    >>> described("地区生产总值", "占", change=False, share=True)
    '占地区生产总值'
    >>> described("营业收入", "海外", change=True, share=True)
    '营业收入增速 (海外)'
    """
    rest = " ".join(word for word in scope.split() if word != "占")
    part = "占" if share and not change and "占" in scope.split() else ""
    return f"{part}{what}{'增速' if change else ''}{f' ({rest})' if rest else ''}"


def print_groups(groups: Sequence[Group], console: "Console", language: Language | None) -> None:
    """Print each group: what it is about, then a line a claim, the claims of one variant together."""
    from rich.text import Text

    for group in groups:
        about = (group.topic.name, what_of(group.topic), group.topic.time, _stance(group.topic))
        console.print(Text(printable(" · ".join(filter(None, about))), "bold"))
        console.print(_group_table(group, console.width, language))


def _stance(topic: Topic) -> str:
    return "" if topic.modality == "fact" else topic.modality


def _group_table(group: Group, width: int, language: Language | None) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heads = words("zh" if language == "zh" else "en")
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, show_header=False)
    table.add_column(heads["column.value"], width=16, no_wrap=True, justify="right", style="bold")
    table.add_column(heads["column.published"], width=10, no_wrap=True)
    for name in ("path", "source"):
        table.add_column(heads[f"column.{name}"], ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(heads["column.id"], width=ID_CHARACTERS, no_wrap=True)
    table.width = width
    for variant in group.variants:
        for claim in variant.claims:
            cells = (_value(claim), claim.published, claim.path, claim.source, claim.claim_id[:ID_CHARACTERS])
            last = claim is variant.claims[-1] and group.is_conflict
            table.add_row(*(Text(printable(cell)) for cell in cells), end_section=last)
    return table


def _value(claim: Claim) -> str:
    """The figure as written, with its comparator and, for a change, its sign: > 2000亿元, -4.1%."""
    sign = {"increase": "+", "decrease": "-"}.get(claim.change, "")
    comparator = "" if claim.comparator in ("", "=") else f"{claim.comparator} "
    return f"{comparator}{sign}{claim.value_text}"
