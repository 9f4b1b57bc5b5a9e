"""What the shell offers when Tab is pressed: the values that the database of the command line holds."""

from collections.abc import Callable
from pathlib import Path

import typer

from zhclaims.filters import CHOICES

Completion = Callable[[typer.Context, str], list[str]]
OFFERED = 30
"""Values offered, the most frequent first."""
COLUMNS = {
    "city": ("claims", "city"),
    "province": ("places", "province"),
    "place": ("claims", "place"),
    "org": ("entities", "name"),
    "subject": ("claims", "subject"),
    "metric": ("claims", "metric"),
    "unit": ("claims", "unit"),
    "source": ("claims", "source"),
    "article": ("articles", "path"),
    "flag": ("claims", "flags"),
    "claim_id": ("claims", "claim_id"),
}
"""By option: the table and column its values come from."""


def completion_for(name: str) -> Completion | None:
    """What completes an option or argument, None for one whose values cannot be listed."""
    if name not in CHOICES and name not in COLUMNS:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        return _stored(ctx, name, incomplete) if name in COLUMNS else _beginning(CHOICES[name], incomplete)

    return complete


def complete_table(incomplete: str) -> list[str]:
    """The names of tables."""
    from zhclaims.rows import TABLES

    return _beginning(TABLES, incomplete)


def complete_sort(incomplete: str) -> list[str]:
    """The columns of claims, each from the bottom and, with a `-`, from the top; several with commas between."""
    from zhclaims.rows import columns

    done, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    return _beginning([f"{done}{comma}{sign}{column.name}" for column in columns("claims")], incomplete)


def _beginning(values: tuple[str, ...] | list[str], incomplete: str) -> list[str]:
    return [value for value in values if value.startswith(incomplete)]


def _stored(context: typer.Context, name: str, incomplete: str) -> list[str]:
    """The values of a column that begin so; none where there is no database."""
    from zhclaims.errors import ZhclaimsError
    from zhclaims.store import open_store

    table, column = COLUMNS[name]
    try:
        with open_store(Path(context.params.get("db") or "claims.db")) as store:
            found = store.common_values(table, column, beginning="" if name == "flag" else incomplete)
    except ZhclaimsError:
        return []
    if name == "flag":  # a cell holds several
        found = _beginning(list(dict.fromkeys(flag for flags in found for flag in flags.split())), incomplete)
    return found[:OFFERED]
