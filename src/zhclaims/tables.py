"""The tables as pandas DataFrames and as files: csv, xlsx, jsonl, parquet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhclaims.filters import EVERYTHING, Filters
from zhclaims.interface import Language, headings, sheet_name
from zhclaims.rows import FACTS, Column, Row, columns, fact_rows
from zhclaims.store import Store
from zhclaims.types import Claim, Entity, Place, Quantity, Time
from zhclaims.workbook import SHEET_LINKS, Link, Sheet, quoted, save_workbook, web_address
from zhclaims.writers import Counted, put_in_place, safe, save_rows, writer_for

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"integer": "int64", "real": "float64", "boolean": "bool"}


def table_frame(store: Store, table: str, filters: Filters = EVERYTHING) -> "pd.DataFrame":
    """A table of the database, one of `rows.TABLES`, as a DataFrame with the columns that an export has."""
    return _frame(table, typed(table, store.rows(table, filters)))


def claims_frame(claims: Iterable[Claim]) -> "pd.DataFrame":
    """Claims as a DataFrame; its columns are the fields of Claim.

    >>> claim = Claim("c1", "a1", "wuhu.txt", "", "", "numeric", subject="芜湖港", value_text="12万箱")
    >>> claims_frame([claim])[["subject", "value_text"]].to_dict("records")
    [{'subject': '芜湖港', 'value_text': '12万箱'}]
    """
    return _frame("claims", fact_rows("claims", list(claims)))


def facts_frame(facts: Iterable[Entity | Quantity | Time | Place]) -> "pd.DataFrame":
    """Facts of one kind as a DataFrame of their fields; an empty one without columns where there are none."""
    import pandas as pd

    facts = list(facts)
    table = next((table for table, kind in FACTS.items() if facts and isinstance(facts[0], kind)), None)
    if table is None:
        return pd.DataFrame()
    rows = (("", "", *row) for row in fact_rows(table, facts))
    return _frame(table, rows).drop(columns=["article_id", "path"])


def save_table(
    store: Store,
    target: Path | str,
    table: str = "claims",
    filters: Filters = EVERYTHING,
    *,
    bom: bool = True,
    language: Language | None = None,
) -> int:
    """Write a table to a .csv, .xlsx, .jsonl or .parquet file, by its suffix; gives the number of rows.

    The file appears whole or not at all. Rows are streamed: memory does not grow with them. A workbook has the articles
    of the rows as a second sheet, to which the rows lead. `language` "zh" gives Chinese headings.
    Raises ZhclaimsError for another suffix, a target that cannot be written and a filter that the table does not take.
    """
    target = Path(target)
    writer = writer_for(target, bom=bom)
    rows = typed(table, store.rows(table, filters))
    if target.suffix.lower() != ".xlsx":
        return save_rows(rows, headed(columns(table), language), target, writer)
    counter = Counted(rows)
    with put_in_place(target) as temporary:
        save_workbook(_sheets(store, counter, table, filters, language), temporary)
    return counter.count


def save_list(rows: Iterable[Row], shown: Sequence[Column], target: Path, language: Language | None = None) -> int:
    """Write rows that are no table of the database to a file, by its suffix; gives their number."""
    return save_rows(rows, headed(shown, language), target, writer_for(target))


def headed(shown: Sequence[Column], language: Language | None) -> list[Column]:
    """Columns with their headings in a language; None and "en" leave the names, which programs look for."""
    names = headings([column.name for column in shown], language)
    return [replace(column, heading=name) for column, name in zip(shown, names, strict=True)]


def _sheets(store: Store, rows: Iterable[Row], table: str, filters: Filters, language: Language | None) -> list[Sheet]:
    """The sheet of a table, and for facts that of their articles, in the order in which the facts lead to them."""
    shown = headed(columns(table), language)
    name = sheet_name(table, language)
    if table not in FACTS:
        return [Sheet(name, shown, safe(rows, shown), _addresses(shown))]
    leads = _Leads(sheet_name("articles", language), [column.name for column in shown].index("article_id"))
    heads = headed(columns("articles"), language)
    articles = safe(store.articles_of(table, filters), heads)
    return [
        Sheet(name, shown, safe(leads.follow(rows), shown), dict.fromkeys(("path", "title"), leads.lead)),
        Sheet(leads.sheet, heads, articles, _addresses(heads)),
    ]


@dataclass(slots=True)
class _Leads:
    """Which row of the sheet of articles each article has: they stand there in the order in which they come up."""

    sheet: str
    column: int
    rows: dict[str, int] = field(default_factory=dict)

    def follow(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if len(self.rows) < SHEET_LINKS:
                self.rows.setdefault(row[self.column], len(self.rows) + 2)
            yield row

    def lead(self, row: Row) -> str | None:
        number = self.rows.get(row[self.column])
        return f"#{quoted(self.sheet)}!A{number}" if number else None


def _addresses(shown: Sequence[Column]) -> dict[str, Link]:
    names = [column.name for column in shown]
    return {"url": lambda row: web_address(row[names.index("url")])} if "url" in names else {}


def typed(table: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the 0 and 1 of SQLite as False and True in boolean columns."""
    booleans = {index for index, column in enumerate(columns(table)) if column.kind == "boolean"}
    if not booleans:
        return iter(rows)
    return (tuple(bool(cell) if at in booleans else cell for at, cell in enumerate(row)) for row in rows)


def _frame(table: str, rows: Iterable[Row]) -> "pd.DataFrame":
    import pandas as pd

    names = [column.name for column in columns(table)]
    dtypes: dict[str, Any] = {column.name: _DTYPES[column.kind] for column in columns(table) if column.kind in _DTYPES}
    return pd.DataFrame.from_records(list(rows), columns=names).astype(dtypes)
