"""Finds the other side of a comparison: in 合肥增长40%，远超芜湖的12% the last figure is about 芜湖."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.cues import Cue
from zhclaims.document import Document
from zhclaims.pairing import ITEM_BREAK
from zhclaims.types import Entity, Place, Quantity

OWNED = "的"
"""What makes the figure that of the name: 高于芜湖的12%; 高于芜湖12% is by how much."""
SHARES = frozenset(("percent", "multiple", "ratio"))
"""Kinds of figures that say how much of the name's own it is: 相当于芜湖的两成."""
EQUAL = "相当于"
AFTER_CUE = re.compile(r"(?:于|了|过)?$")
NAMES = frozenset(("ORG", "PLACE", "PRODUCT"))


def compared_names(doc: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Entity | Place]]:
    """Each quantity that a name with a word of comparison before it owns, with that name.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("合肥的汽车产量增长40%，远超芜湖的12%。")
    >>> [(quantity.text, name.text) for quantity, name in compared_names(doc, list(doc.quantities))]
    [('12%', '芜湖')]

    What is listed after it is the others' too: 低于东莞的1.1%和宁波的1.6%.
    """
    end = -1
    for quantity in quantities:
        name = _owner(doc, quantity.cue_start)
        if name is None:
            continue
        cue = _comparing(doc, name.start)
        goes_on = end >= 0 and ITEM_BREAK.fullmatch(doc.text, end, name.start) is not None
        if goes_on or (cue is not None and not (cue.text == EQUAL and quantity.kind in SHARES)):
            end = quantity.cue_end
            yield quantity, name


def _owner(doc: Document, end: int) -> Entity | Place | None:
    """The name before the 的 that ends at an offset."""
    at = end - len(OWNED)
    if not doc.text.startswith(OWNED, at):
        return None
    named: list[Entity | Place] = [entity for entity in doc.entities.overlapping(at - 1, at) if entity.type in NAMES]
    named += doc.places.overlapping(at - 1, at)
    named = [name for name in named if name.end == at]
    return named[0] if named else None


def _comparing(doc: Document, start: int) -> Cue | None:
    """The word of comparison that ends where a name begins."""
    gap = AFTER_CUE.search(doc.text, max(0, start - 1), start)
    at = gap.start() if gap else start
    cues = (cue for cue in doc.cues.overlapping(at - 1, start) if cue.category == "compare")
    return next((cue for cue in cues if cue.end in (at, start)), None)
