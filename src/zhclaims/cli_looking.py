"""The commands that put claims together: a page, conflicts, cities side by side, and the database in a browser."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from zhclaims.cli_options import (
    DEFAULT_DATABASE,
    Cities,
    Database,
    Format,
    Headings,
    LanguageName,
    Output,
    RowsFile,
    takes_filters,
)
from zhclaims.filters import Filters


@takes_filters
def report(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The page to write.")],
    filters: Filters,
    db: Database = DEFAULT_DATABASE,
    title: Annotated[str, typer.Option(help="What stands at the top.")] = "zhclaims",
    lang: Annotated[
        LanguageName | None, typer.Option(help="Language of the page.", show_default="that of the browser")
    ] = None,
) -> None:
    """Write one page with all claims, for a browser, without network.

    Search, facets, charts, conflicts, and each claim in its article. It is one file: open it by a double click, or
    mail it.
    """
    from zhclaims.report import MANY, save_report
    from zhclaims.store import open_store

    with open_store(db) as store:
        count = save_report(store, out, filters, language=lang.value if lang else None, title=title)
    print(f"{count} claims on {out}, {out.stat().st_size / 1e6:.1f} MB")
    if count > MANY:
        print(f"zhclaims: a page of more than {MANY:,} claims is slow; filters make it smaller", file=sys.stderr)


@takes_filters
def conflicts(
    filters: Filters,
    db: Database = DEFAULT_DATABASE,
    repeated: Annotated[
        bool, typer.Option("--repeated", help="The claims that several articles repeat, and who was first.")
    ] = False,
    out: RowsFile = None,
    output: Output = Format.table,
    lang: Headings = LanguageName.en,
) -> None:
    """List claims that contradict each other.

    They are about the same subject, metric, place and time, in one article or several. Rounding and words such as 约
    and 超 are no contradiction, and what is not certain to be about the same thing is left out.
    """
    from zhclaims.group_display import GROUP_COLUMNS, group_rows
    from zhclaims.listing import print_conflicts
    from zhclaims.reconcile import find_groups
    from zhclaims.store import open_store
    from zhclaims.tables import save_list

    with open_store(db) as store:
        groups = find_groups(store, filters)
    if out is None:
        print_conflicts(groups, output.value, lang.value, repeated=repeated)
    else:
        kept = [group for group in groups if group.is_conflict != repeated]
        print(f"{save_list(group_rows(kept), GROUP_COLUMNS, out, lang.value)} claims written to {out}")


@takes_filters
def compare(
    cities: Cities,
    filters: Filters,
    db: Database = DEFAULT_DATABASE,
    chart: Annotated[Path | None, typer.Option(metavar="SVG", help="Draw the values as bars into this file.")] = None,
    out: RowsFile = None,
    output: Output = Format.table,
    lang: Headings = LanguageName.en,
) -> None:
    """Put cities side by side: zhclaims compare 杭州 深圳.

    The metrics that all of them have, in one unit and of one time, with the difference to the first city.
    """
    from zhclaims.bar_chart import save_chart
    from zhclaims.comparison import compare_cities, comparison_table
    from zhclaims.listing import print_comparison
    from zhclaims.store import open_store
    from zhclaims.tables import save_list

    with open_store(db) as store:
        comparison = compare_cities(store, cities, filters)
    if chart:
        save_chart(comparison, chart)
        print(f"{len(comparison.metrics)} metrics drawn in {chart}")
    if out:
        columns, rows = comparison_table(comparison)
        print(f"{save_list(rows, columns, out, lang.value)} metrics written to {out}")
    if not chart and not out:
        print_comparison(comparison, output.value, lang.value)


def browse(
    db: Database = DEFAULT_DATABASE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8001,
) -> None:
    """Look at the database in a browser, with Datasette.

    Tables with facets, full-text search in the sentences, a page for each claim, SQL. Needs zhclaims[browse].
    """
    from zhclaims.browse import listen, serve
    from zhclaims.store import open_store

    with open_store(db):  # says what is wrong with the file, if anything is
        pass
    with listen(host, port) as listening:
        print(f"http://{host}:{port}/-/claims shows the claims; Ctrl+C ends it.", flush=True)
        serve(db, listening)
