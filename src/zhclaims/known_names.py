"""Names that are known: organisations, products and the user's own, found in one pass by Aho-Corasick."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from zhclaims.candidates import Candidate
from zhclaims.lexicon import read_rows, read_user_rows
from zhclaims.organisations import (
    WeakName,
    load_organisations,
    load_products,
    load_weak_names,
)
from zhclaims.simplify import simplify
from zhclaims.types import EntityType
from zhclaims.words import Edges

SHORT = 2
"""Latin names of so few letters must be written in the gazetteer's case: BP, not bp."""

NEXT_WORDS = ("报道", "报导", "去年")
"""Words of two letters whose first is cut as one word with the end of a name: 界面新闻|报道, 科大讯飞|去年."""


@dataclass(frozen=True, slots=True)
class Known:
    """A known name as written, with its canonical name and type."""

    written: str
    name: str
    type: EntityType
    origin: str
    weak: WeakName | None = None
    """Set for a name that is also a common word (小米) and needs support from the text."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All known names with the automaton that finds them in lower-case text."""

    names: tuple[Known, ...]
    by_written: dict[str, Known]
    automaton: Any

    def find(self, text: str, edges: Edges, recognised: Iterable[str] = ()) -> Iterator[Candidate]:
        """Yield the longest names in the text that cut no word in two.

        A name that is also a common word counts where a word beside it tells, or where the recogniser marked it
        (`recognised`), and then in the whole text.
        """
        trusted = {lowered(name) for name in recognised}
        waiting: list[tuple[Candidate, str]] = []
        for number, start, end in self.automaton.find_matches_as_indexes(lowered(text)):
            known = self.names[number]
            if not _fits(text, start, end, edges) or not _same_case(known.written, text[start:end]):
                continue
            candidate = Candidate(start, end, known.type, known.origin, 0.9, known.name)
            if known.weak is None:
                yield candidate
                continue
            waiting.append((candidate, lowered(known.written)))
            if known.weak.holds(text, start, end):
                trusted.add(lowered(known.written))
        yield from (candidate for candidate, written in waiting if written in trusted)

    def canonical(self, written: str) -> str:
        """The canonical name of a name as written, "" for one that is not known."""
        known = self.by_written.get(lowered(written))
        return known.name if known else ""


@cache
def load_known_names(lexicon: str | None = None) -> KnownNames:
    """Load the package's names and, over them, those of a user's lexicon; raises LexiconError for a bad row.

    >>> load_known_names().canonical("工业和信息化部")
    '工信部'
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    names = {lowered(known.written): known for known in _all_names(lexicon)}
    return KnownNames(tuple(names.values()), names, AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest))


def _all_names(lexicon: str | None) -> Iterator[Known]:
    """The names in rising order of precedence."""
    for row in read_rows("persons", ("name", "aliases")):
        for written in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield Known(written, row["name"], "PERSON", "gazetteer")
    for written, product in load_products().items():
        yield Known(written, product.name, "PRODUCT", "gazetteer")
    for written, organisation in load_organisations().items():
        yield Known(written, organisation.name, "ORG", "gazetteer")
    for written, weak in load_weak_names().items():
        yield Known(written, weak.organisation, "ORG", "gazetteer", weak)
    for row in read_user_rows(lexicon):
        type_ = cast(EntityType, row["type"])
        for written in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield Known(simplify(written), simplify(row["name"]), type_, "user")


def _fits(text: str, start: int, end: int, edges: Edges) -> bool:
    """Whether a name cuts no word in two but those that are none: 闻报 of 界面新闻报道, 飞去 of 科大讯飞去年."""
    return edges.fit(start, end) or (text.startswith(NEXT_WORDS, end) and edges.fit(start, end + 2))


def _same_case(known: str, written: str) -> bool:
    return known == written or len(known) > SHORT or not known.isascii()


def lowered(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer (İ) stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_generic(name: str) -> bool:
    """Whether a noun names a kind and not one thing: 公司, 初创企业. Raises LexiconError for a bad row."""
    return name in _load_generic()


@cache
def _load_generic() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("generic_nouns", ("name",)))
