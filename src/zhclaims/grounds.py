"""Why each field of a claim holds what it does: the names of rules that the column `reasons` lists."""

from zhclaims.binder.bind import Reading
from zhclaims.binder.hints import CHANGES, MODALITIES
from zhclaims.binder.words import Word
from zhclaims.changes import SURE
from zhclaims.document import Document
from zhclaims.types import Change


def ground_of_word(doc: Document, reading: Reading, start: int, end: int) -> str:
    """Where a word stands to the figure or verb: in its clause or sentence, before it, in a heading, in the title."""
    sentence = doc.sentences.covering(start, end)
    if sentence is None or sentence.start == reading.sentence.start:
        between = doc.text[end : reading.word.start]
        return "clause" if not set("，；,;") & set(between) else "sentence"
    return {"title": "title", "heading": "heading"}.get(sentence.kind, "carried_sentence")


def ground_of_metric(reading: Reading) -> str:
    """On which side of the figure its metric stands."""
    before = any(other.start < reading.word.start for other in reading.thing)
    after = any(other.start > reading.word.start for other in reading.thing)
    return "around" if before and after else "before" if before else "after" if after else "none"


def ground_of_time(doc: Document, reading: Reading) -> str:
    """How the time is tied to the figure or verb: by the rules for times, or by where it stands."""
    if reading.time is None:
        return "none"
    if reading.time is reading.hint.time:
        return reading.hint.time_rule.removeprefix("time:")
    return ground_of_word(doc, reading, reading.time.start, reading.time.end)


def ground_of_place(doc: Document, reading: Reading) -> str:
    """Where the place stands that is named, or whose seat it is."""
    location, word = reading.location, reading.told_by
    if location is None or word is None:
        return "none"
    return f"seat_of:{location.name}" if location.by == "seat" else _stands(doc, reading, word)


def _stands(doc: Document, reading: Reading, word: Word) -> str:
    return ground_of_word(doc, reading, word.start, word.end)


def shared_grounds(doc: Document, reading: Reading, time: str, source: str) -> list[str]:
    """The reasons that figures and events have alike, each as field:rule."""
    hint, modality = reading.hint, MODALITIES[reading.choice.modality]
    cue = hint.modality_rule.removeprefix("modality:") if hint.modality == modality else "read"
    credit = hint.credit.rule.removeprefix("source:") if hint.credit else "read"
    sources = [f"source:{credit}"] if source else []
    return [f"city:{ground_of_place(doc, reading)}", f"time:{time}", f"modality:{cue}", *sources]


def change_of(reading: Reading) -> Change:
    """Level or change as it was read; a written sign (同比-5%), a share of answers and a base leave nothing to read."""
    hint = reading.hint
    return hint.change if hint.change and hint.change_rule in SURE else CHANGES[reading.choice.change]


def ground_of_change(reading: Reading) -> str:
    """The cue that tells level from change, where the rules agree with what was read."""
    hint = reading.hint
    return hint.change_rule.removeprefix("change:") if hint.change == change_of(reading) else "read"
