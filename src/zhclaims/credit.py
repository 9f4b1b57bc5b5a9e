"""What a source answers for: the credit that a text gives to whoever is named."""

from collections import defaultdict
from dataclasses import dataclass

from zhclaims.document import Document
from zhclaims.types import Sentence

BREAKS = ("\n", "\\n", "\u3000\u3000")
"""What ends a paragraph, on pages laid out again too."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A source with the stretch of text it answers for."""

    start: int
    end: int
    """The naming phrase (据…，or 某某表示): never part of a subject."""
    who: str
    scope_start: int
    scope_end: int
    rule: str

    @property
    def sure(self) -> bool:
        """Whether it holds whatever the network thinks: most do, but what 根据 introduces need be no source."""
        return self.rule not in ("source:according_to", "source:unnamed")


class Credits:
    """The credits of an article, looked up by the sentences they answer for."""

    def __init__(self, doc: Document, found: list[Credit]) -> None:
        self.found = found
        self._answered: dict[int, list[Credit]] = defaultdict(list)
        for credit in found:
            for sentence in doc.sentences.overlapping(credit.scope_start, credit.scope_end):
                self._answered[sentence.start].append(credit)

    def answering(self, sentence: Sentence, position: int) -> Credit | None:
        """The credit that answers for a figure at the offset."""
        covering = [c for c in self._answered.get(sentence.start, ()) if c.scope_start <= position < c.scope_end]
        return min(covering, key=_narrowness, default=None)


def _narrowness(credit: Credit) -> tuple[bool, int]:
    """A speaker answers before a dataset he speaks of; else the narrower scope does."""
    return credit.rule != "source:speech", credit.scope_end - credit.scope_start


def reaches(doc: Document, source: int, position: int) -> bool:
    """Whether a source answers for an offset: in its paragraph, or behind a colon (王明说：) on the next lines too."""
    between = doc.text[min(source, position) : max(source, position)]
    return "：" in between or ":" in between or not any(mark in between for mark in BREAKS)
