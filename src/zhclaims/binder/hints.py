"""What the rules say of a figure or a verb, for the binder to weigh: its time and source, its modality, its change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhclaims.binder.sight import Sight
from zhclaims.binder.words import Words
from zhclaims.changes import change_of
from zhclaims.credit import Credit, Credits
from zhclaims.document import Document
from zhclaims.modality import modality_of
from zhclaims.relevance import is_claimed, is_hypothetical
from zhclaims.time_force import ruled_out, time_in_force
from zhclaims.types import Change, Modality, Quantity, Sentence, Time

CHANGES: tuple[Change, ...] = ("level", "increase", "decrease", "from", "to")
MODALITIES: tuple[Modality, ...] = ("fact", "plan", "hedge", "negated")
MARKS, COLUMNS = 2, 2 + len(CHANGES) + len(MODALITIES)

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the rules say of one word."""

    time: Time | None
    time_rule: str
    credit: Credit | None
    claimed: bool = False
    change: Change | None = None
    change_rule: str = ""
    modality: Modality | None = None
    modality_rule: str = ""
    supposed: bool = False
    """Whether 如果 or the like stands before it."""
    ruled_out: tuple[Time, ...] = ()
    """Times that are surely of something else."""


class Hinter:
    """Asks the rules about the words of one article."""

    def __init__(self, doc: Document, credits_: Credits) -> None:
        self.doc = doc
        self.credits = credits_
        self.times = list(doc.times)
        self.lines: dict[int, int] = {}
        for sentence in doc.sentences:
            self.lines.setdefault(sentence.paragraph, sentence.start)

    def figure(self, quantity: Quantity, sentence: Sentence) -> Hint:
        """What the rules say of a quantity."""
        time, time_rule = self._time(sentence, quantity.start, quantity.end)
        clause = self.doc.clause_at(sentence, quantity.start)
        change, change_rule = change_of(self.doc, clause, quantity)
        modality, modality_rule = modality_of(self.doc, sentence, clause, quantity, time)
        claimed = is_claimed(self.doc, quantity, sentence)
        return Hint(
            time,
            time_rule,
            self.credits.answering(sentence, quantity.start),
            claimed,
            change,
            change_rule,
            modality,
            modality_rule,
            not claimed and is_hypothetical(self.doc, quantity, sentence),
            ruled_out(self.times, quantity.start, sentence.start, self.doc.text),
        )

    def verb(self, start: int, sentence: Sentence) -> Hint:
        """What the rules say of a verb at an offset."""
        time, time_rule = self._time(sentence, start, None)
        return Hint(time, time_rule, self.credits.answering(sentence, start))

    def _time(self, sentence: Sentence, start: int, end: int | None) -> tuple[Time | None, str]:
        line = self.lines[sentence.paragraph]
        return time_in_force(self.times, start, line, sentence.start, text=self.doc.text, end=end)


def marks_of(hints: Sequence[Hint], sight: Sight, words: Words) -> Floats:
    """Which of the words in view the rules take for the time and for the source: [target, place, mark]."""
    starts = np.array(words.starts + [0])[sight.words]
    ends = np.array([word.end for word in words.items] + [0])[sight.words]
    marks = np.zeros((*sight.words.shape, MARKS), np.float32)
    for number, hint in enumerate(hints):
        for column, span in enumerate((hint.time, hint.credit)):
            if span is not None:
                marks[number, :, column] = (starts[number] < span.end) & (ends[number] > span.start)
    return marks * sight.seen[:, :, None]


def barred_of(hints: Sequence[Hint], sight: Sight, words: Words) -> Bools:
    """Which of the words in view are times that the rules rule out: [target, place]."""
    barred = np.zeros(sight.words.shape, bool)
    for number, hint in enumerate(hints):
        for time in hint.ruled_out:
            barred[number] |= sight.words[number] == words.at(time.start)
    return barred


def columns_of(hints: Sequence[Hint]) -> Floats:
    """What the rules say of each target as a whole: [target, column]."""
    rows = [
        (
            hint.claimed,
            hint.time is None,
            *(hint.change == change for change in CHANGES),
            *(hint.modality == modality for modality in MODALITIES),
        )
        for hint in hints
    ]
    return np.array(rows, np.float32).reshape(-1, COLUMNS)
