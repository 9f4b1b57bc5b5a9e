"""Prints rows of the database in the format asked for, a page at a time."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from zhclaims.errors import ZhclaimsError
from zhclaims.filters import EVERYTHING, Filters
from zhclaims.interface import Language, headings
from zhclaims.rows import Column, Row, columns
from zhclaims.store import Store
from zhclaims.types import Claim

if TYPE_CHECKING:
    from zhclaims.comparison import Comparison
    from zhclaims.reconcile import Group

PAGE = 50
DOUBTFUL_FIRST = "f.score, length(f.flags) - length(replace(f.flags, ' ', '')) DESC"


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows to print, in which order."""

    sort: str | None = None
    """Columns with commas between, each with `-` before it for the highest first."""
    review: bool = False
    limit: int | None = None
    """Rows a page; 0 for all, None for 50 where people read and all where programs do."""
    page: int = 1

    def order(self) -> str:
        """The ORDER BY terms; raises ZhclaimsError for a column that claims do not have."""
        if self.sort and self.review:
            raise ZhclaimsError("--sort and --review: give one of the two")
        if self.review:
            return DOUBTFUL_FIRST
        return ", ".join(_term(name) for name in (self.sort or "").split(",") if name)

    def rows_a_page(self, output: str) -> int:
        """The LIMIT, -1 for none."""
        limit = (PAGE if output in ("table", "md") else 0) if self.limit is None else self.limit
        return limit or -1


def _term(sort: str) -> str:
    name = sort.strip().removeprefix("-")
    names = [column.name for column in columns("claims")]
    if name not in names:
        raise ZhclaimsError(f"--sort: must be one of {', '.join(names)}; found {name!r}")
    return f'f."{name}"{" DESC" if sort.strip().startswith("-") else ""}'


def print_claims(store: Store, filters: Filters, window: Window, output: str, language: Language | None = None) -> None:
    """Print a page of the claims that the filters let through: "table", "md", "csv" or "jsonl"."""
    limit = window.rows_a_page(output)
    offset = (window.page - 1) * limit if limit > 0 else 0
    rows = store.rows("claims", filters, order=window.order(), limit=limit, offset=offset)
    if output in ("csv", "jsonl"):
        _write(rows, "claims", output, language)
        return
    claims = [Claim(*row) for row in rows]
    if output == "md":
        _print_markdown(claims, language)
    elif claims:
        _print_table(claims, language)
    _say(_where_we_are(store.count("claims", filters), len(claims), offset, window.page), sys.stderr)


def print_failures(store: Store, output: str, language: Language | None = None) -> None:
    """Print the articles that failed, each with stage, kind of error and message."""
    rows = store.rows("failures", EVERYTHING)
    if output in ("csv", "jsonl"):
        _write(rows, "failures", output, language)
        return
    from zhclaims.display import markdown, printable

    found = list(rows)
    if output == "md":
        _say("\n".join(markdown(headings([column.name for column in columns("failures")], language), found)))
    for path, stage, error, message in found if output == "table" else ():
        _say(printable(f"{path}: {stage}: {error}: {message}"))
    _say(f"{len(found)} articles failed", sys.stderr)


def print_rows(columns: Sequence[Column], rows: Iterable[Row], output: str) -> None:
    """Print rows as "md", "csv" or "jsonl"."""
    from zhclaims.display import markdown
    from zhclaims.writers import headings_of, write_csv, write_jsonl

    if output == "md":
        _say("\n".join(markdown(headings_of(columns), rows)))
    else:
        (write_csv if output == "csv" else write_jsonl)(rows, columns, sys.stdout)


def print_conflicts(groups: "Sequence[Group]", output: str, language: Language | None, *, repeated: bool) -> None:
    """Print the groups whose claims contradict each other, or with `repeated` those that several articles repeat."""
    from zhclaims.group_display import GROUP_COLUMNS, group_rows, print_groups
    from zhclaims.tables import headed

    shown = [group for group in groups if group.is_conflict != repeated]
    if output == "table":
        from rich.console import Console

        print_groups(shown, Console(highlight=False), language)
    else:
        print_rows(headed(GROUP_COLUMNS, language), group_rows(shown), output)
    conflicts = sum(group.is_conflict for group in groups)
    more = "" if repeated or conflicts == len(groups) else "; --repeated lists them"
    _say(f"{conflicts} conflicts, {len(groups) - conflicts} claims that several articles repeat{more}.", sys.stderr)


def print_comparison(comparison: "Comparison", output: str, language: Language | None) -> None:
    """Print the metrics that cities have in common."""
    from zhclaims.comparison import comparison_table
    from zhclaims.comparison_display import comparison_display
    from zhclaims.tables import headed

    columns, rows = comparison_table(comparison)
    if output != "table":
        print_rows(headed(columns, language), rows, output)
    elif rows:
        from rich.console import Console

        Console(highlight=False).print(comparison_display(comparison, language))
    _say(f"{len(rows)} metrics that {'、'.join(comparison.cities)} have in common.", sys.stderr)


def _write(rows: Iterable[Row], table: str, output: str, language: Language | None) -> None:
    from zhclaims.tables import headed, typed
    from zhclaims.writers import write_csv, write_jsonl

    write = write_csv if output == "csv" else write_jsonl
    write(typed(table, rows), headed(columns(table), language), sys.stdout)


def _say(text: str, stream: TextIO | None = None) -> None:
    (stream or sys.stdout).write(text + "\n")


def _print_table(claims: Sequence[Claim], language: Language | None) -> None:
    from rich.console import Console

    from zhclaims.display import claims_table

    console = Console(highlight=False)
    console.print(claims_table(claims, console.width, language))


def _print_markdown(claims: Sequence[Claim], language: Language | None) -> None:
    from zhclaims.display import markdown, summary_cells

    cells = [summary_cells(claim) for claim in claims]
    header = list(summary_cells(Claim("", "", "", "", "", "event")))
    _say("\n".join(markdown(headings(header, language), (list(row.values()) for row in cells))))


def _where_we_are(total: int, shown: int, offset: int, page: int) -> str:
    if not total:
        return "No claims match."
    if not shown:
        return f"No claims on page {page}; there are {total} in all."
    more = f"; --page {page + 1} for more" if offset + shown < total else ""
    return f"{offset + 1} to {offset + shown} of {total} claims{more}. `zhclaims show ID` shows one in its sentence."
