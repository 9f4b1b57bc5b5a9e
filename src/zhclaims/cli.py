"""The command line: each command parses, calls one function, prints."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from zhclaims.cli_looking import browse, compare, conflicts, report
from zhclaims.cli_options import (
    DEFAULT_DATABASE,
    ClaimId,
    Database,
    Format,
    Headings,
    LanguageName,
    Output,
    Plain,
    Sort,
    Table,
    takes_filters,
    target_of,
)
from zhclaims.cli_run_options import (
    ChangedOnly,
    EngineChoice,
    EngineName,
    FailFast,
    Folders,
    Jobs,
    JsonlFolder,
    Limit,
    MetadataFile,
    NoRecogniser,
    OwnNames,
    OwnWords,
    ParquetFolder,
    Prune,
    Quiet,
    StartMethod,
    StartMethodName,
    TimeLimit,
)
from zhclaims.errors import ZhclaimsError
from zhclaims.filters import Filters

app = typer.Typer(
    help="Tables of the claims that Chinese technology and city-economy articles make.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The console entry: what goes wrong is a message on standard error and exit code 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        app()
    except ZhclaimsError as error:
        _fail(str(error))
    except Exception as error:
        _fail(f"{type(error).__name__}: {error} (this is a fault of zhclaims: please report it)")


def _fail(message: str) -> None:
    from zhclaims.display import printable

    print(f"zhclaims: {printable(message)}", file=sys.stderr)
    sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        import zhclaims

        print(f"zhclaims {zhclaims.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    folders: Folders,
    db: Database = DEFAULT_DATABASE,
    metadata: MetadataFile = None,
    jobs: Jobs = None,
    engine: EngineChoice = EngineName.rust,
    no_recogniser: NoRecogniser = False,
    lexicon: OwnNames = None,
    dictionary: OwnWords = None,
    limit: Limit = None,
    prune: Prune = False,
    fail_fast: FailFast = False,
    changed_only: ChangedOnly = False,
    time_limit: TimeLimit = 300,
    start_method: StartMethod = StartMethodName.spawn,
    parquet: ParquetFolder = None,
    jsonl: JsonlFolder = None,
    quiet: Quiet = False,
) -> None:
    """Extract the claims of a folder of articles.

    What is in the database from the same text and the same version of zhclaims is left as it is.
    """
    from zhclaims import batch
    from zhclaims.discovery import passed_over, unmet_rows
    from zhclaims.display import printable
    from zhclaims.progress import misdated_lines, progress, summary_lines
    from zhclaims.types import Options

    options = Options(engine.value, not no_recogniser, _text(lexicon), _text(dictionary))
    target, shards = target_of(db, parquet=parquet, jsonl=jsonl)
    settings = batch.Settings(
        jobs, metadata, limit, prune, fail_fast, start_method.value, time_limit, changed_only, shards
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as by Ctrl-C
    with progress(quiet=quiet) as watch:
        summary = batch.run(folders, target, options, settings, watch=watch)
    lines, warnings = ([], []) if quiet else ([*summary_lines(summary, target)], [*misdated_lines(summary)])
    if lines and not summary.interrupted and limit is None:  # else nobody waits for another look at all files
        lines += passed_over(folders, metadata)
        warnings += unmet_rows(folders, metadata)
    for line in lines:
        print(printable(line))
    for line in warnings:
        print(printable(f"zhclaims: {line}"), file=sys.stderr)
    raise typer.Exit(summary.exit_code)


@app.command()
@takes_filters
def inspect(
    filters: Filters,
    db: Database = DEFAULT_DATABASE,
    sort: Sort = None,
    review: Annotated[bool, typer.Option("--review", help="The doubtful first: lowest score, most flags.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, help="Rows a page; 0 for all.", show_default="50; all for csv and jsonl")
    ] = None,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    output: Output = Format.table,
    lang: Headings = LanguageName.en,
) -> None:
    """List claims; filters combine."""
    from zhclaims.listing import Window, print_claims
    from zhclaims.store import open_store

    with open_store(db) as store:
        print_claims(store, filters, Window(sort, review, limit, page), output.value, lang.value)


@app.command()
def show(
    claim_id: ClaimId,
    db: Database = DEFAULT_DATABASE,
    lang: Headings = LanguageName.en,
) -> None:
    """Show one claim in its sentence, and why.

    The fields are marked in the sentence; below, each field has a line with its value and the rule that gave it.
    """
    from rich.console import Console

    from zhclaims.display import show_claim
    from zhclaims.store import open_store

    with open_store(db) as store:
        show_claim(store.claim(claim_id), Console(highlight=False), lang.value)


@app.command()
@takes_filters
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .csv, .xlsx, .jsonl or .parquet file.")],
    filters: Filters,
    db: Database = DEFAULT_DATABASE,
    table: Table = "claims",
    lang: Headings = LanguageName.en,
    no_bom: Plain = False,
) -> None:
    """Write a table to .csv, .xlsx, .jsonl or .parquet."""
    from zhclaims.store import open_store
    from zhclaims.tables import save_table

    with open_store(db) as store:
        count = save_table(store, out, table, filters, bom=not no_bom, language=lang.value)
    print(f"{count} rows of {table} written to {out}")


for command in (report, compare, conflicts, browse):
    app.command()(command)


@app.command()
def failures(
    db: Database = DEFAULT_DATABASE,
    output: Output = Format.table,
    lang: Headings = LanguageName.en,
) -> None:
    """List the articles that failed, with the reason."""
    from zhclaims.listing import print_failures
    from zhclaims.store import open_store

    with open_store(db) as store:
        print_failures(store, output.value, lang.value)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotations in JSON, one an article.")],
    db: Database = DEFAULT_DATABASE,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Fail when a score is below its floor in this file.")
    ] = None,
    update_floors: Annotated[bool, typer.Option("--update-floors", help="Pin the scores in --floors.")] = False,
    lower_floors: Annotated[bool, typer.Option("--lower-floors", help="As --update-floors, down too.")] = False,
    mistakes: Annotated[int, typer.Option(min=0, help="Print as many mistakes.")] = 0,
) -> None:
    """Score the claims of a run against annotations."""
    from zhclaims.evaluate import found_in_store, score_folder
    from zhclaims.floors import check_floors, save_floors
    from zhclaims.scorecard import score_lines
    from zhclaims.store import open_store

    if (update_floors or lower_floors) and floors is None:
        raise ZhclaimsError("--update-floors and --lower-floors need --floors FILE")
    with open_store(db) as store:
        scores = score_folder(gold, found_in_store(store))
    for line in score_lines(scores, mistakes):
        print(line)
    if floors and (update_floors or lower_floors):
        save_floors(scores, gold, floors, lower=lower_floors)
    elif floors:
        check_floors(scores, gold, floors)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


if __name__ == "__main__":
    main()
