"""Finds the other side of a comparison: in 合肥增长40%，远超芜湖的12% the last figure is about 芜湖."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.document import Document
from zhclaims.types import Entity, Place, Quantity

LINK = re.compile(r"的?$")
"""What may stand between the name and its figure."""
AFTER_CUE = re.compile(r"(?:于|了|过)?$")
NAMES = frozenset(("ORG", "PLACE", "PRODUCT"))


def compared_names(doc: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Entity | Place]]:
    """Each quantity that a name with a word of comparison before it owns, with that name.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("合肥的汽车产量增长40%，远超芜湖的12%。")
    >>> [(quantity.text, name.text) for quantity, name in compared_names(doc, list(doc.quantities))]
    [('12%', '芜湖')]
    """
    for quantity in quantities:
        name = _name_before(doc, quantity.cue_start)
        if name is not None and _is_compared(doc, name.start):
            yield quantity, name


def _name_before(doc: Document, end: int) -> Entity | Place | None:
    """The name that ends at an offset, or before 的 there."""
    link = LINK.search(doc.text, max(0, end - 1), end)
    at = link.start() if link else end
    named: list[Entity | Place] = [entity for entity in doc.entities.overlapping(at - 1, at) if entity.type in NAMES]
    named += doc.places.overlapping(at - 1, at)
    named = [name for name in named if name.end == at]
    return named[0] if named else None


def _is_compared(doc: Document, start: int) -> bool:
    """Whether a word of comparison ends where a name begins."""
    gap = AFTER_CUE.search(doc.text, max(0, start - 1), start)
    at = gap.start() if gap else start
    return any(cue.category == "compare" and cue.end in (at, start) for cue in doc.cues.overlapping(at - 1, start))
