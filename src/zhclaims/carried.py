"""A clause without a subject goes on with that of the clause before it: 船厂收购码头，又建造货轮."""

from collections.abc import Sequence
from dataclasses import replace

from zhclaims.binder.bind import Reading
from zhclaims.binder.choose import STOPS
from zhclaims.document import Document

UNSURE = 0.75
"""A subject that is surer than this stays what it is."""
REACH = 200
"""Characters of a clause before its verb."""
LEADING = ("d", "c", "t", "m", "x")
"""First letters of the tags of what may stand before a subject: adverbs, conjunctions, times."""
UNNAMED = (*LEADING, "a", "p", "u", "v", "z")
"""Those of what names nothing that may act."""


def with_carried(readings: Sequence[Reading], doc: Document) -> list[Reading]:
    """The readings, events of a clause without a subject with that of the event in the clause before.

    Where that one begins its clause, and where who acts was in doubt.
    """
    carried: list[Reading] = []
    before: Reading | None = None
    for reading in readings:
        if not reading.is_figure:
            if before and reading.choice.subject_sure < UNSURE and _goes_on(before, reading, doc):
                reading = replace(reading, subject=before.subject)
            before = reading
        carried.append(reading)
    return carried


def _goes_on(before: Reading, reading: Reading, doc: Document) -> bool:
    """Whether an event stands in the clause right behind that of another, without a subject of its own."""
    own = _clause_start(doc, reading)
    is_next = before.sentence == reading.sentence and before.word.end < own
    if not is_next or STOPS.intersection(doc.text[before.word.end : own - 1]) or not _leads(before, doc):
        return False
    has_own = any(own <= word.start < reading.word.start for word in reading.subject)
    return not has_own and not _is_named(doc, own, reading.word.start)


def _leads(reading: Reading, doc: Document) -> bool:
    """Whether the clause of an event begins with its subject."""
    if not reading.subject or reading.subject[-1].end > reading.word.start:
        return False
    start, first = _clause_start(doc, reading), reading.subject[0].start
    return start <= first and all(token.tag.startswith(LEADING) for token in doc.tokens.within(start, first))


def _clause_start(doc: Document, reading: Reading) -> int:
    start = reading.word.start
    floor = max(reading.sentence.start, start - REACH)
    while start > floor and doc.text[start - 1] not in STOPS:
        start -= 1
    return start


def _is_named(doc: Document, start: int, end: int) -> bool:
    """Whether something is named there that may act, times aside."""
    named = (token for token in doc.tokens.within(start, end) if not token.tag.startswith(UNNAMED))
    return any(doc.times.covering(token.start, token.end) is None for token in named)
