"""The database in a browser, by Datasette: tables with facets, search in the sentences, and a page for each claim."""

import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhclaims.errors import ZhclaimsError
from zhclaims.interface import words
from zhclaims.rows import TABLES, columns

if TYPE_CHECKING:
    from datasette.app import Datasette

DATABASE = "claims"
"""What the database is called in addresses, whatever its file is."""
SEARCH = "claims_search"
"""The full-text index: a table of a second database that is attached to the first."""
FACETS = {
    "claims": ("city", "kind", "modality", "source", "claim_type"),
    "entities": ("type", "origin"),
    "quantities": ("kind", "unit"),
    "places": ("level", "city"),
    "times": ("relative", "recurring"),
    "articles": ("publisher", "script", "encoding"),
    "failures": ("stage", "error"),
}
QUERIES = {
    "doubtful": (
        "The doubtful claims first",
        "SELECT claim_id, score, flags, value_text, subject, metric, city, evidence FROM claims"
        " WHERE flags <> '' ORDER BY score, length(flags) DESC LIMIT 500",
    ),
    "cities": (
        "Claims, articles and sources by city",
        "SELECT city, count(*) AS claims, count(DISTINCT article_id) AS articles, count(DISTINCT source) AS sources"
        " FROM claims WHERE city <> '' GROUP BY city ORDER BY claims DESC",
    ),
    "metric": (
        "One metric by city and year",
        "SELECT city, time, metric, comparator, value_low, unit, modality, source, claim_id FROM claims"
        " WHERE metric LIKE '%' || :metric || '%' AND city <> '' ORDER BY city, time",
    ),
}


@contextmanager
def datasette_for(path: Path) -> Iterator["Datasette"]:
    """A Datasette on a database of claims, with its search index in a temporary file.

    Raises ZhclaimsError without Datasette.
    """
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm
    except ImportError:
        raise ZhclaimsError("browse needs Datasette: pip install 'zhclaims[browse]'") from None
    from zhclaims.browse_plugin import Plugin

    with tempfile.TemporaryDirectory(prefix="zhclaims-") as folder:
        index = Path(folder) / "search.db"
        build_index(path, index)
        plugin = Plugin(path, index)
        pm.register(plugin, name="zhclaims")
        served = Datasette(
            [],
            metadata=metadata(),
            settings=_SETTINGS,
            template_dir=str(Path(__file__).with_name("browse_templates")),
        )
        try:
            served.add_database(plugin.database(served), name=DATABASE)
            yield served
        finally:
            pm.unregister(plugin)
            _close(served)


def _close(served: "Datasette") -> None:
    """End the threads that read, and close their files: Datasette leaves both to the end of the program."""
    served.executor.shutdown()
    for database in served.databases.values():
        database.close()


_SETTINGS = {
    "default_page_size": 50,
    "default_facet_size": 8,
    "facet_time_limit_ms": 2000,
    "sql_time_limit_ms": 10_000,
    "suggest_facets": False,
    "allow_download": False,
}


def build_index(path: Path, index: Path) -> None:
    """Write the full-text index of a database's claims to a file of its own; the database is not touched."""
    connection = sqlite3.connect(index)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")  # it lives as long as we do
        connection.create_function("spaced", 1, spaced, deterministic=True)
        connection.execute("ATTACH DATABASE ? AS claims_db", (str(path),))
        connection.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING fts5 (sentence, claim, title, content='')")
        connection.execute(
            f"INSERT INTO {SEARCH} (rowid, sentence, claim, title) SELECT rowid, spaced(evidence_simplified ||"
            " CASE WHEN evidence = evidence_simplified THEN '' ELSE ' ' || evidence END),"
            " spaced(subject || ' ' || metric || ' ' || predicate || ' ' || object || ' ' || source), spaced(title)"
            " FROM claims_db.claims"
        )
        connection.commit()
    finally:
        connection.close()


def spaced(text: str) -> str:
    """The text with each character a word of its own, so that any part of it is found.

    >>> spaced("合肥5G")
    '合 肥 5 G'
    """
    return " ".join(text)


def search_terms(query: str) -> str:
    """What is typed into the search box as an FTS5 query: each word a phrase, all of them needed.

    >>> search_terms('新能源 产量"')
    '"新 能 源" "产 量"'
    """
    phrases = (spaced(word.replace('"', "")) for word in query.split())
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase)


def metadata() -> dict[str, Any]:
    """Titles, descriptions of tables and columns, facets, search and ready-made queries, as Datasette takes them."""
    return {
        "title": "zhclaims",
        "description": "Claims of Chinese technology and city-economy articles, each with the sentence it comes from",
        "databases": {
            DATABASE: {
                "tables": {table: _table(table) for table in TABLES},
                "queries": {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()},
            }
        },
    }


def _table(table: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": f"{words('en')[f'table.{table}']} · {words('zh')[f'table.{table}']}",
        "columns": {column.name: _described(column.name) for column in columns(table)},
        "facets": list(FACETS.get(table, ())),
    }
    if table == "claims":
        told |= {"fts_table": SEARCH, "fts_pk": "rowid", "label_column": "value_text"}
    return told


def _described(name: str) -> str:
    return f"{words('en')[f'column.{name}']} · {words('zh')[f'column.{name}']}"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises ZhclaimsError where that cannot be, as another program does so already."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).partition(" (")[0]  # and behind it the address once more
        raise ZhclaimsError(
            f"{host}:{port} cannot be listened on: {reason}; choose another --port or --host"
        ) from error


def serve(path: Path, listening: socket.socket) -> None:
    """Serve a database until interrupted."""
    with datasette_for(path) as served:
        import uvicorn

        with suppress(KeyboardInterrupt):
            uvicorn.Server(uvicorn.Config(served.app(), log_level="warning", lifespan="on")).run(sockets=[listening])
