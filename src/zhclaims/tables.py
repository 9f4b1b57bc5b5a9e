"""The tables as pandas DataFrames and as files: csv, xlsx, jsonl, parquet."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhclaims.filters import EVERYTHING, Filters
from zhclaims.rows import FACTS, Row, columns, fact_rows
from zhclaims.store import Store
from zhclaims.types import Claim, Entity, Place, Quantity, Time
from zhclaims.writers import save_rows, writer_for

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
    store: Store, target: Path | str, table: str = "claims", filters: Filters = EVERYTHING, *, bom: bool = True
) -> int:
    """Write a table to a .csv, .xlsx, .jsonl or .parquet file, by its suffix; gives the number of rows.

    The file appears whole or not at all. Rows are streamed: memory does not grow with them.
    Raises ZhclaimsError for another suffix, a target that cannot be written and a filter that the table does not take.
    """
    target = Path(target)
    writer = writer_for(target, bom=bom)
    return save_rows(typed(table, store.rows(table, filters)), columns(table), target, writer)


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
