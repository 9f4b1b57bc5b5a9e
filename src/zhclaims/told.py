"""What lists, tables, comparisons and penalties tell of a quantity beyond doubt, before the words around it do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhclaims.averages import averaged_years
from zhclaims.bases import earlier_bases
from zhclaims.binder.bind import Reading
from zhclaims.binder.choose import Choice
from zhclaims.comparisons import compared_names
from zhclaims.document import Document
from zhclaims.grid import Entry, read_tables
from zhclaims.pairing import Pairing, pair_lists
from zhclaims.penalties import punished_names
from zhclaims.takeovers import other_parties
from zhclaims.types import Entity, Place, Quantity, Sentence

SAID = {True: 0.35, False: 0.95}
"""How likely the network must find a figure to state something, where the rules say so and where they do not."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a quantity."""

    quantity: Quantity
    pairing: Pairing
    metric: str = ""
    rule: str = "paired"
    name: Entity | Place | None = None
    """Whose figure it is in a comparison, on whom a penalty is imposed, or who 后者 is; it tells the place too."""


def find_told(doc: Document, readings: Sequence[Reading]) -> Iterator[Told]:
    """What is told of the quantities of an article; of one quantity the last counts."""
    yield from (_of_table(entry) for entry in read_tables(doc))
    yield from (Told(base, Pairing(time=time), rule="base") for base, time in earlier_bases(doc, readings))
    said: dict[Sentence, list[Quantity]] = {}
    for reading in readings:
        if isinstance(reading.word.fact, Quantity) and is_said(reading):
            said.setdefault(reading.sentence, []).append(reading.word.fact)
    for sentence, quantities in said.items():
        for quantity, name in compared_names(doc, quantities):
            yield Told(quantity, Pairing(subject=name.text), rule="compared", name=name)
        for quantity, punished in punished_names(doc, quantities):
            yield Told(quantity, Pairing(subject=punished.text), rule="punished", name=punished)
        for quantity, party in other_parties(doc, sentence, quantities):
            yield Told(quantity, Pairing(subject=party.text), rule="party", name=party)
        for quantity, time in averaged_years(doc, quantities):
            yield Told(quantity, Pairing(time=time), rule="averaged")
        pairs = pair_lists(doc, sentence, quantities)
        yield from (Told(quantity, pairs[quantity.start]) for quantity in quantities if quantity.start in pairs)


def is_said(reading: Reading) -> bool:
    """Whether a figure states something about the world."""
    return reading.choice.said > SAID[reading.hint.claimed] and not reading.hint.supposed


def told_choice(choice: Choice, told: Told) -> Choice:
    """The choice with what a list or a table tells beyond doubt."""
    subject_sure = 1.0 if told.pairing.subject else choice.subject_sure
    if told.rule != "row":
        return replace(choice, subject_sure=subject_sure)
    return replace(choice, said=1.0, subject_sure=subject_sure, thing_sure=1.0 if told.metric else choice.thing_sure)


def _of_table(entry: Entry) -> Told:
    return Told(entry.quantity, entry.pairing, entry.metric, "row")
