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
STOPS = re.compile("[。！？\n]")
COLON = re.compile("[^，。\n]{0,12}[：:]")
"""王明说：, 王明表示，: whose words go on in the next paragraphs."""
HENCE = re.compile("(?:同期|而|其中|相比之下[，,]|同样是)?")
OFFICE = re.compile("(?:局|委|办|厅|海关|中心|政府|部门)$")
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

    def is_closed(self, doc: Document, position: int) -> bool:
        """Whether all that was said stands before who says it, and his sentence is over: “…。”王明说。今年…."""
        return self.scope_end <= self.start and STOPS.search(doc.text, self.end, position) is not None


class Credits:
    """The credits of an article, looked up by the sentences they answer for."""

    def __init__(self, doc: Document, found: list[Credit]) -> None:
        self.found = found
        self._answered: dict[int, list[Credit]] = defaultdict(list)
        for credit in found:
            for sentence in doc.sentences.overlapping(credit.scope_start, credit.scope_end):
                self._answered[sentence.start].append(credit)

    def naming(self, start: int, end: int) -> list[Credit]:
        """The credits whose naming phrase shares characters with [start, end)."""
        return [credit for credit in self.found if start < credit.end and credit.start < end]

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
    return not any(mark in between for mark in BREAKS) or COLON.match(between) is not None


def own_until(doc: Document, cue: Cue, credit: Credit, sentence_end: int) -> int:
    """The end of what somebody makes known of his own: behind a semicolon another one goes on with its own.

    甲公司宣布降价2万元；乙公司推出优惠, 甲市统计局数据显示…；乙市…: what 甲 makes known is of itself.
    """
    named = [name for name in doc.entities.within(credit.start, cue.start) if name.type == "ORG"]
    if cue.category != "report" and cue.text not in ANNOUNCES:
        return sentence_end
    for mark in SEMICOLON.finditer(doc.text, cue.end, sentence_end):
        if named and (is_of_other_company(doc, mark.end(), named[0]) or _is_of_other_city(doc, mark.end(), named[0])):
            return mark.start()
    return sentence_end


def is_of_other_company(doc: Document, position: int, speaker: Entity) -> bool:
    """Whether a statement begins with another company than the one that speaks."""
    other = doc.entities.covering(position, position + 1)
    if other is None or is_public(speaker) or not _is_company(other):
        return False
    return other.text not in (speaker.name or speaker.text) and speaker.text not in (other.name or other.text)


def _is_of_other_city(doc: Document, position: int, speaker: Entity) -> bool:
    """Whether a statement begins with another city than the one whose office speaks."""
    hence = HENCE.match(doc.text, position)
    at = hence.end() if hence else position
    own, other = doc.places.within(speaker.start, speaker.end), doc.places.covering(at, at + 1)
    if not own or other is None or not OFFICE.search(speaker.text):
        return False
    return None not in (own[0].city, other.city) and own[0].city != other.city


def _is_company(name: Entity) -> bool:
    """Whether a name is that of an organisation, or of a product that begins with one: 小鹏G6."""
    begins = (name.text[:size] for size in range(2, len(name.text)))
    return name.type == "ORG" or (name.type == "PRODUCT" and any(text in load_organisations() for text in begins))
