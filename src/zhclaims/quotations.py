"""Finds what is said between quotation marks, over several sentences too, and who says it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhclaims.antecedents import REACH, is_title, topic
from zhclaims.credit import BREAKS
from zhclaims.document import Document

SPOKEN = re.compile(r"“[^“”\n]{10,600}”|「[^「」\n]{10,600}」")
WHOLE = re.compile(r"[，。！？；]")
"""A quotation without one is a name or a term: “长江经济带高质量发展”."""
HE = re.compile("[他她]")
# “……。”市商务局负责人在会上总结道: who is called by his office alone
OFFICIAL = re.compile(r"[^，。：；\n“”]{2,28}?(?:相关|有关)?(?:负责人|发言人|负责同志|工作人员)")
BEHIND = re.compile(r"[^，。：；\n]{0,30}")
"""The beginning of a clause behind a quotation, in which its speaker may be named."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks that says something in whole clauses."""

    start: int
    end: int


def find_quotations(doc: Document) -> list[Quotation]:
    """The quotations of an article that hold a clause or more.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("“我们招了30人，够用。”王明说，“智慧工厂”也建了。")
    >>> [(found.start, found.end) for found in find_quotations(doc)]
    [(0, 13)]
    """
    return [Quotation(m.start(), m.end()) for m in SPOKEN.finditer(doc.text) if WHOLE.search(m.group())]


def quotation_at(found: list[Quotation], position: int) -> Quotation | None:
    """The quotation that holds an offset or ends at it."""
    at = bisect_right(found, position - 1, key=lambda quotation: quotation.start) - 1
    return found[at] if at >= 0 and position <= found[at].end else None


def speaker_around(doc: Document, quotation: Quotation) -> str:
    """Whose words they are that no verb of speech gives to anyone: who is named right behind them, or last before.

    “一天卖200碗。”馆主李明今年40岁: the name that begins the clause behind a quotation.
    """
    behind = BEHIND.match(doc.text, quotation.end)
    for entity in doc.entities.within(quotation.end, behind.end() if behind else quotation.end):
        if entity.type == "PERSON" and is_title(doc, quotation.end, entity.start):
            return doc.text[quotation.end : entity.end]
    official = OFFICIAL.match(doc.text, quotation.end)
    if official and is_title(doc, quotation.end, official.end()):
        return official.group()
    pronoun = HE.match(doc.text, quotation.end) is not None  # “…”他算着账: named in an earlier paragraph, if need be
    near = max(0, quotation.start - REACH)
    since = near if pronoun else max(doc.text.rfind(mark, near, quotation.start) for mark in BREAKS) + 1
    return topic(doc, "PERSON", since, quotation.start)


def whole_sentences(doc: Document, found: list[Quotation]) -> Iterator[Quotation]:
    """Those that begin where a sentence or a clause does, as speech does and a term does not."""
    for quotation in found:
        if quotation.start == 0 or doc.text[quotation.start - 1] in "。！？\n，：:；” \u3000":
            yield quotation
