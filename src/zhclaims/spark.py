"""The same extraction inside Spark: a DataFrame of articles becomes a DataFrame of their claims."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from zhclaims.errors import ArticleError, ZhclaimsError
from zhclaims.rows import Column, Row, columns, fact_rows
from zhclaims.types import Article, Options
from zhclaims.work import Failed, failed

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

ARTICLES_AT_ONCE = 200
"""Articles whose claims are in memory at once: few beside the 10,000 rows that Spark sends."""


def extract_claims(
    df: "DataFrame",
    *,
    text_col: str = "text",
    id_col: str = "id",
    published_col: str | None = None,
    title_col: str | None = None,
    error_col: str | None = None,
    options: Options | None = None,
) -> "DataFrame":
    """Give the claims of the articles in a DataFrame: the columns of the claims table, `article_id` being the id.

    The date of an article is taken from `published_col` (a date, a timestamp or text), else from its dateline. An
    article that fails gives no rows; with `error_col`, it gives one in which that column says why and only the id is
    set beside it. A lexicon or dictionary in `options` has to lie at the same path on every worker.
    Raises ZhclaimsError for a column that is missing or, of text, no string.

        claims = extract_claims(spark.read.parquet("articles"), text_col="body", id_col="url", published_col="day")
    """
    from pyspark.sql import functions

    given = {"id": id_col, "text": text_col, "published": published_col, "title": title_col}
    _check(df, {role: name for role, name in given.items() if name})
    cells = [functions.col(f"`{name}`").cast("string").alias(role) for role, name in given.items() if name]
    work = partial(_claims_of_batches, options=options or Options(), error_col=error_col)
    return df.select(*cells).mapInPandas(work, claims_schema(error_col))


def claims_schema(error_col: str | None = None) -> "StructType":
    """The schema of what `extract_claims` gives."""
    from pyspark.sql import types

    kinds = {"text": types.StringType(), "integer": types.LongType(), "real": types.DoubleType()}
    fields = [types.StructField(column.name, kinds[column.kind]) for column in columns("claims")]
    return types.StructType(fields + ([types.StructField(error_col, types.StringType())] if error_col else []))


def _check(df: "DataFrame", given: dict[str, str]) -> None:
    types = dict(df.dtypes)
    for role, name in given.items():
        if name not in types:
            raise ZhclaimsError(f"{role}_col: no column {name!r}; there are {', '.join(types)}")
    text = given["text"]
    if types[text] != "string" and not types[text].startswith(("varchar", "char")):
        raise ZhclaimsError(f"text_col: column {text!r} is {types[text]}, and must be string; cast or decode it")


# ------------------------------------------------------------------ in the workers


@dataclass(frozen=True, slots=True)
class _Unread:
    """An article as Spark has it; None for null."""

    id: str | None
    text: str | None
    published: str | None = None
    title: str | None = None


def _claims_of_batches(
    batches: "Iterable[pd.DataFrame]", options: Options, error_col: str | None
) -> "Iterator[pd.DataFrame]":
    """The claims of the articles in pandas batches; what is loaded for it stays with the Python worker."""
    for library in ("RAYON", "OMP", "OPENBLAS"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")  # Spark runs a worker a core.
    names = [*columns("claims"), *([Column(error_col, "text")] if error_col else [])]
    for batch in batches:
        articles = _articles_in(batch)
        while some := list(islice(articles, ARTICLES_AT_ONCE)):
            yield _frame([row for article in some for row in _rows_of(article, options, bool(error_col))], names)


def _articles_in(batch: "pd.DataFrame") -> Iterator[_Unread]:
    cells = [[cell if isinstance(cell, str) else None for cell in batch[name]] for name in batch.columns]
    return (_Unread(**dict(zip(batch.columns, row, strict=True))) for row in zip(*cells, strict=True))


def _rows_of(given: _Unread, options: Options, with_errors: bool) -> list[Row]:
    """The rows of an article, each with room for an error; what is wrong for all articles ends the job."""
    try:
        article = _read(given)
    except BaseException as error:
        return [_failed_row(given, failed("read", error))] if with_errors else []
    try:
        return [(*row, *([None] * with_errors)) for row in _claims_of(article, options)]
    except (ZhclaimsError, ImportError):
        raise  # Of lexicons, dictionaries and weights: texts cannot be wrong.
    except BaseException as error:
        return [_failed_row(given, failed("extract", error))] if with_errors else []


def _read(given: _Unread) -> Article:
    from zhclaims.metadata import Metadata, parse_date
    from zhclaims.read import make_article

    if given.id is None:
        raise ArticleError("an article without an id; give it one")
    if given.text is None:
        raise ArticleError(f"{given.id}: has no text; fill it")
    published = parse_date(given.published) if given.published else None
    return make_article(given.id, given.text, Metadata(given.title or "", published), article_id=given.id)


def _claims_of(article: Article, options: Options) -> list[Row]:
    from zhclaims.parts import extract_parts
    from zhclaims.pipeline import extract_article

    parts = extract_parts(article, lambda part: extract_article(part, options))
    return [row for part in parts for row in fact_rows("claims", part.claims)]


def _failed_row(given: _Unread, failure: Failed) -> Row:
    names = [column.name for column in columns("claims")]
    cells: dict[str, Any] = dict.fromkeys(names) | {"article_id": given.id, "path": given.id}
    return (*cells.values(), f"{failure.error}: {failure.message}")


def _frame(rows: list[Row], names: list[Column]) -> "pd.DataFrame":
    """A frame whose columns have the types of the schema even where they are empty."""
    import pandas as pd

    kinds: dict[str, Any] = {"text": object, "integer": "Int64", "real": "float64"}
    frame = pd.DataFrame.from_records(rows, columns=[column.name for column in names])
    return frame.astype({column.name: kinds[column.kind] for column in names})
