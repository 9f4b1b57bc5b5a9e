"""What a source answers for: the credit that a text gives to whoever is named."""

import re
from collections import defaultdict
from dataclasses import dataclass

from zhclaims.cues import Cue
from zhclaims.document import Document
from zhclaims.organisations import load_organisations
from zhclaims.stand_ins import is_public
from zhclaims.types import Entity, Sentence

BREAKS = ("\n", "\\n", "\u3000\u3000")
"""What ends a paragraph, on pages laid out again too."""

ANNOUNCES = frozenset("宣布 公布 发布 推出".split())
"""What a company does with news of its own; what it says (表示, 称) may be of others too."""
SEMICOLON = re.compile(r"[；;]\s{0,4}")


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


def own_until(doc: Document, cue: Cue, who: str, sentence_end: int) -> int:
    """The end of what a company makes known: behind a semicolon another one goes on with its own.

    甲公司宣布降价2万元；乙公司推出优惠: what 甲 makes known is of itself, while an office may tell of both.
    """
    speaker = next((name for name in doc.entities.within(cue.start - len(who), cue.start) if name.text in who), None)
    if cue.text not in ANNOUNCES or speaker is None or speaker.type != "ORG" or is_public(speaker):
        return sentence_end
    for mark in SEMICOLON.finditer(doc.text, cue.end, sentence_end):
        other = doc.entities.covering(mark.end(), mark.end() + 1)
        if other and other.text not in who and who not in (other.name or other.text) and _is_company(other):
            return mark.start()
    return sentence_end


def _is_company(name: Entity) -> bool:
    """Whether a name is that of an organisation, or of a product that begins with one: 小鹏G6."""
    begins = (name.text[:size] for size in range(2, len(name.text)))
    return name.type == "ORG" or (name.type == "PRODUCT" and any(text in load_organisations() for text in begins))
