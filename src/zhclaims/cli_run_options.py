"""The options of `zhclaims run`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class StartMethodName(StrEnum):
    spawn = "spawn"
    fork = "fork"
    forkserver = "forkserver"


class EngineName(StrEnum):
    rust = "rust"
    python = "python"


def _folder(name: str) -> Path:
    """A folder by its name; an empty one, such as an unset variable gives, is not the folder one is in."""
    if not name.strip():
        raise typer.BadParameter("the name is empty; name a folder, or . for the one you are in")
    return Path(name)


Folders = Annotated[
    list[Path], typer.Argument(metavar="FOLDER…", help="Folders of articles, or single files.", parser=_folder)
]
MetadataFile = Annotated[
    Path | None, typer.Option(metavar="CSV", help="path, and any of title, published, publisher, url.")
]
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes.", show_default="one a core")]
EngineChoice = Annotated[EngineName, typer.Option(help="Segmenter and converter.")]
NoRecogniser = Annotated[bool, typer.Option("--no-recogniser", help="Names by gazetteer and rules only.")]
OwnNames = Annotated[
    Path | None,
    typer.Option(metavar="TSV", help="Your names: type, name, aliases, city with tabs between, | between aliases."),
]
OwnWords = Annotated[Path | None, typer.Option(metavar="FILE", help="A jieba user dictionary.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Look at this many articles at most.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove articles whose files are gone.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first article that fails.")]
ChangedOnly = Annotated[
    bool, typer.Option("--changed-only", help="Leave articles of the same content, whatever version did them.")
]
TimeLimit = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Of work on one article; 0 for no limit.")]
StartMethod = Annotated[StartMethodName, typer.Option(help="How workers start.")]
ParquetFolder = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write Parquet files there, and no database.")
]
JsonlFolder = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write JSON Lines files there, and no database.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
