"""The options that several commands share, added to a command by a decorator."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from zhclaims.completion import complete_sort, complete_table, completion_for
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters, option


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    md = "md"


class LanguageName(StrEnum):
    """A language of the interface."""

    en = "en"
    zh = "zh"


Database = Annotated[Path, typer.Option("--db", metavar="FILE", help="The database of the run.", show_default=True)]
Plain = Annotated[bool, typer.Option("--no-bom", help="CSV without the byte order mark that Excel needs for Chinese.")]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]
Headings = Annotated[
    LanguageName,
    typer.Option("--lang", help="Column headings: en for the names of the columns, zh for Chinese.", show_default=True),
]
Table = Annotated[
    str,
    typer.Option(
        help="claims, entities, quantities, times, places, articles, failures, runs.", autocompletion=complete_table
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN", help="A column, with - before it from the top; commas between.", autocompletion=complete_sort
    ),
]
ClaimId = Annotated[
    str, typer.Argument(help="The id of a claim, or the beginning of it.", autocompletion=completion_for("claim_id"))
]
RowsFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="OUT", help="Write to this .csv, .xlsx, .jsonl or .parquet file instead."),
]
Cities = Annotated[
    list[str],
    typer.Argument(
        metavar="CITY…", help="Cities, from their beginning: 杭州 深圳.", autocompletion=completion_for("city")
    ),
]
DEFAULT_DATABASE = Path("claims.db")

_HELP = {
    "city": "City, from its beginning: 杭州 or 杭州市.",
    "province": "Province, from its beginning: 浙江.",
    "place": "Any part of the place: 余杭.",
    "org": "Organisation in or around the claim, by any part of its name.",
    "subject": "Any part of the subject.",
    "metric": "Any part of the metric, or of an event's verb.",
    "kind": "money, percent, ratio, multiple, count, duration, measure, rank, other.",
    "unit": "The unit exactly: CNY, %, 家.",
    "modality": "fact, plan, hedge, negated.",
    "source": "Any part of the speaker or report.",
    "claim_type": "numeric, event.",
    "article": "Any part of the article's path or title, or its id.",
    "flag": "A flag by name, such as no_subject.",
    "text": "Any part of the sentence, in either script.",
    "type": "Of entities: ORG, PLACE, PERSON, PRODUCT, DOC.",
    "since": "Time in or after YYYY, YYYY-MM or YYYY-MM-DD.",
    "until": "Time in or before YYYY, YYYY-MM or YYYY-MM-DD.",
    "min_score": "Score of at least this, 0 to 1.",
    "max_score": "Score of at most this, 0 to 1.",
}


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that has a parameter `filters` an option for each field of Filters that it has a use for."""
    own = [parameter for parameter in inspect.signature(command).parameters.values() if parameter.name != "filters"]
    of_claims = "table" not in {parameter.name for parameter in own}  # a claim has no entity's type
    options = [_parameter(field.name, field.type) for field in fields(Filters) if field.name != "type" or not of_claims]
    names = [parameter.name for parameter in options]

    def filtered(**given: Any) -> None:
        values = {name: given.pop(name) for name in names}
        held: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in values.items()}
        command(filters=Filters(**held), **given)

    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *options)]
    filtered.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    filtered.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    filtered.__name__, filtered.__doc__ = command.__name__, command.__doc__
    return filtered


def target_of(db: Path, *, parquet: Path | None, jsonl: Path | None) -> tuple[Path, Literal["parquet", "jsonl"] | None]:
    """Where the results of a run go, and as shards of which format; raises ZhclaimsError for more than one place."""
    if sum((db != DEFAULT_DATABASE, parquet is not None, jsonl is not None)) > 1:
        raise ZhclaimsError("--db, --parquet and --jsonl: give one of them")
    if parquet is not None:
        return parquet, "parquet"
    return (jsonl, "jsonl") if jsonl is not None else (db, None)


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    plural = kind == tuple[str, ...]
    taken: Any = list[str] if plural else kind
    metavar = "NUMBER" if name.endswith("score") else "DATE" if name in ("since", "until") else "TEXT"
    told: Any = typer.Option(
        option(name), help=_HELP[name], metavar=metavar, show_default=False, autocompletion=completion_for(name)
    )
    annotation = Annotated[taken, told]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=[] if plural else None, annotation=annotation
    )
