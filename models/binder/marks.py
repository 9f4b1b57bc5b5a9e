"""Articles as people marked them: the claims, the events and the names of each, with offsets."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure or an event with what a person says of it; strings are in Simplified, "" where there is nothing."""

    start: int
    end: int
    """Of the figure, or of the predicate."""
    subject: str
    thing: str
    """The metric of a figure, the object of an event."""
    city: str
    time: str
    source: str
    modality: str
    change: str = "level"


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its marks; only [0, end) of the text was looked at."""

    name: str
    text: str
    published: str | None
    end: int
    figures: list[Mark]
    events: list[Mark]


def read_marked(path: Path) -> Iterator[Marked]:
    """Read JSON Lines of marked articles."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        figures, events = ([Mark(**mark) for mark in row.pop(kind)] for kind in ("figures", "events"))
        yield Marked(**row, figures=figures, events=events)


def write_marked(path: Path, articles: list[Marked]) -> None:
    """Write what `read_marked` reads."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
