"""Names that are known: organisations, universities, products and the user's own, found by Aho-Corasick."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from zhclaims.candidates import Candidate
from zhclaims.lexicon import read_rows
from zhclaims.simplify import simplify
from zhclaims.types import EntityType
from zhclaims.words import Edges

TYPES = frozenset({"ORG", "PLACE", "PRODUCT", "PERSON"})


@dataclass(frozen=True, slots=True)
class Known:
    """A known name as written: its canonical name, its type, and whether it is the package's or the user's."""

    written: str
    name: str
    type: EntityType
    origin: str
    weak: bool = False
    """Whether the name is also a common word (苹果, 小米), so that it needs support from the text."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All known names with the automaton that finds them in lower-case text."""

    names: tuple[Known, ...]
    by_written: dict[str, Known]
    automaton: Any

    def find(self, text: str, edges: Edges) -> Iterator[tuple[Candidate, bool]]:
        """Yield the longest names in the text that cut no word in two, each with whether it is weak."""
        for number, start, end in self.automaton.find_matches_as_indexes(lowered(text)):
            known = self.names[number]
            if edges.fit(start, end):
                yield Candidate(start, end, known.type, known.origin, 0.9, known.name), known.weak

    def canonical(self, written: str) -> str:
        """The canonical name of a name as written, "" for one that is not known."""
        known = self.by_written.get(lowered(written))
        return known.name if known else ""


@cache
def load_known_names(lexicon: str | None = None) -> KnownNames:
    """Load the package's names and, over them, those of a user's lexicon; raises LexiconError for a bad row.

    >>> load_known_names().canonical("清华")
    '清华大学'
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    names: dict[str, Known] = {}
    for known in _all_names(lexicon):
        names[lowered(known.written)] = known
    return KnownNames(tuple(names.values()), names, AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest))


def _all_names(lexicon: str | None) -> Iterator[Known]:
    """The names in rising order of precedence."""
    weak = frozenset(row["name"] for row in read_rows("weak_names", ("name",)))
    tables = (
        ("products", ("name", "aliases"), "PRODUCT"),
        ("universities", ("name", "aliases", "city"), "ORG"),
        ("organisations", ("name", "aliases", "kind", "city", "country"), "ORG"),
    )
    for table, columns, type_ in tables:
        for row in read_rows(table, columns):
            for written in _spellings(row["name"], row["aliases"]):
                yield Known(written, row["name"], cast(EntityType, type_), "gazetteer", written in weak)
    if lexicon:
        yield from _user_names(Path(lexicon))


def _user_names(path: Path) -> Iterator[Known]:
    for row in read_rows(path, ("type", "name", "aliases", "city")):
        type_ = cast(EntityType, row.choice("type", TYPES))
        for written in _spellings(row["name"], row["aliases"]):
            yield Known(simplify(written), simplify(row["name"]), type_, "user")


def _spellings(name: str, aliases: str) -> list[str]:
    """A name and its aliases, without empty ones."""
    return [written.strip() for written in (name, *aliases.split("|")) if written.strip()]


def lowered(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer (İ) stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
