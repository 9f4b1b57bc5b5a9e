"""What Datasette is told about a database of claims: its search index, the page of a claim, and marked sentences."""

import os
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import Database
from datasette.utils import await_me_maybe
from markupsafe import Markup, escape
from rich import get_console

from zhclaims.browse import DATABASE, search_terms
from zhclaims.display import Mark, marks_of
from zhclaims.explain import explanations
from zhclaims.interface import words
from zhclaims.rows import columns
from zhclaims.types import Claim

COLUMNS = [column.name for column in columns("claims")]
SHOWN = (
    "claim_id", "comparator", "value_text", "subject", "metric", "city", "time", "source", "modality", "score", "flags",
    "evidence", "quote_start", "sentence_start",
)  # fmt: skip
"""Columns of the table at first; the last two place the mark in the sentence."""
FIELDS = ("subject", "metric", "predicate", "object", "time", "place", "city", "source", "modality", "change", "score")


@dataclass(frozen=True, slots=True)
class Plugin:
    """The hooks; one is registered for as long as a database is served."""

    __name__: ClassVar[str] = "zhclaims"
    path: Path
    index: Path

    def database(self, datasette: Datasette) -> Database:
        """The database, read-only: as what never changes where its folder cannot hold SQLite's files beside it."""
        return Database(datasette, path=str(self.path), is_mutable=os.access(self.path.absolute().parent, os.W_OK))

    @hookimpl(trylast=True)
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        """Attach the index, and read what is searched for as Chinese."""
        if database == DATABASE:
            conn.execute("ATTACH DATABASE ? AS search", (f"file:{self.index}?mode=ro",))
            conn.create_function("escape_fts", 1, search_terms)

    @hookimpl
    def register_routes(self) -> list[tuple[str, Any]]:
        """The claims in the columns that people look at, the page of a claim, and the style of both."""
        return [
            (r"^/-/claims$", start_page),
            (r"^/-/zhclaims\.css$", style),
            (r"^/claim/(?P<claim_id>[^/]+)$", claim_page),
        ]

    @hookimpl
    def extra_css_urls(self, datasette: Datasette) -> list[str]:
        """The style of marks, which the tables have too."""
        return [datasette.urls.path("/-/zhclaims.css")]

    @hookimpl
    def menu_links(self, datasette: Datasette) -> list[dict[str, str]]:
        """The way to the claims in the columns that people look at."""
        return [{"href": datasette.urls.path("/-/claims"), "label": "Claims · 论断"}]

    @hookimpl
    def render_cell(self, row: Any, value: Any, column: str, database: str, datasette: Datasette) -> Markup | None:
        """Ids lead to the claim's page; in a sentence the value is marked."""
        if database != DATABASE or not isinstance(value, str) or not value:
            return None
        if column == "claim_id":
            return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/claim/{value}"), value[:8])
        if column == "evidence" and {"value_text", "quote_start", "sentence_start"} <= set(row.keys()):
            return _marked_value(value, row["quote_start"] - row["sentence_start"], len(row["value_text"]))
        return None

    @hookimpl(hookwrapper=True)
    def handle_exception(self, exception: Exception) -> Generator[None, Any, None]:
        """A page that is not there, or a query that is wrong, is told on the page and not in the terminal."""
        outcome = yield
        if getattr(exception, "status", 500) < 500:
            outcome.force_result([partial(_quietly, answer) for answer in outcome.get_result()])


async def _quietly(answer: Any) -> Any:
    """What Datasette answers to an error, without the traceback that it prints by rich."""
    console = get_console()
    before, console.quiet = console.quiet, True
    try:
        return await await_me_maybe(answer)
    finally:
        console.quiet = before


def _marked_value(sentence: str, start: int, length: int) -> Markup:
    value = sentence[start : start + length] if start >= 0 else ""
    return Markup("{}<mark>{}</mark>{}").format(
        sentence[: max(start, 0)], value, sentence[max(start, 0) + len(value) :]
    )


async def start_page(datasette: Datasette) -> Response:
    """Send to the table of claims, with some of its columns."""
    shown = "&".join(f"_col={name}" for name in SHOWN)
    return Response.redirect(f"{datasette.urls.table(DATABASE, 'claims')}?{shown}")


async def style() -> Response:
    """The style of marked sentences."""
    text = (Path(__file__).with_name("browse_templates") / "zhclaims.css").read_text("utf-8")
    return Response(text, content_type="text/css; charset=utf-8")


async def claim_page(datasette: Datasette, request: Any) -> Response:
    """A claim in its article: the sentence with its fields marked, the other claims, and why each field holds what."""
    database = datasette.get_database(DATABASE)
    listed = ", ".join(f'"{name}"' for name in COLUMNS)
    query = f"SELECT {listed} FROM claims WHERE claim_id = ?"
    found = (await database.execute(query, [request.url_vars["claim_id"]])).first()
    if found is None:
        return Response.html(f"<p>No claim {escape(request.url_vars['claim_id'])}.</p>", status=404)
    claim = Claim(*found)
    article = (await database.execute("SELECT * FROM articles WHERE article_id = ?", [claim.article_id])).first()
    others = await database.execute(
        "SELECT claim_id, quote_start, quote_end, value_text FROM claims WHERE article_id = ? AND claim_id <> ?"
        " AND claim_type = 'numeric' ORDER BY quote_start",
        [claim.article_id, claim.claim_id],
    )
    html = await datasette.render_template("claim.html", page(claim, article, others.rows, datasette), request=request)
    return Response.html(html)


def page(claim: Claim, article: Mapping[str, Any], others: Sequence[Any], datasette: Datasette) -> dict[str, Any]:
    """What the template shows of a claim."""
    reasons = explanations(claim.reasons)
    named = words("en")
    fields = [(name, named[f"column.{name}"], str(getattr(claim, name)), reasons.get(name, [])) for name in FIELDS]
    text = article["text"]
    return {
        "claim": claim,
        "article": article,
        "before": Markup("").join(_with_links(text, 0, claim.sentence_start, others, datasette)),
        "sentence": Markup("").join(_marked(claim)),
        "after": Markup("").join(_with_links(text, claim.sentence_end, len(text), others, datasette)),
        "fields": [field for field in fields if field[2]],
        "flags": [(flag, named.get(f"flag.{flag}", flag)) for flag in claim.flags.split()],
    }


def _marked(claim: Claim) -> Iterator[Markup]:
    at = 0
    for mark in marks_of(claim):
        yield escape(claim.evidence[at : mark.start])
        yield _mark(claim.evidence, mark)
        at = mark.end
    yield escape(claim.evidence[at:])


def _mark(sentence: str, mark: Mark) -> Markup:
    return Markup('<mark class="f-{}" title="{}">{}</mark>').format(
        mark.field, mark.field, sentence[mark.start : mark.end]
    )


def _with_links(text: str, start: int, end: int, others: Sequence[Any], datasette: Datasette) -> Iterator[Markup]:
    """A stretch of the text in which the figures of other claims lead to their pages."""
    at = start
    for claim_id, quote_start, quote_end, _ in others:
        if at <= quote_start < quote_end <= end:
            yield escape(text[at:quote_start])
            address = datasette.urls.path(f"/claim/{claim_id}")
            yield Markup('<a class="other" href="{}">{}</a>').format(address, text[quote_start:quote_end])
            at = quote_end
    yield escape(text[at:end])
