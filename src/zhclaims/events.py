"""Finds the events of a text: who founded, released, signed, moved or closed what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhclaims.document import Clause, Document
from zhclaims.lexicon import read_rows
from zhclaims.phrases import is_noun
from zhclaims.sources import Credits
from zhclaims.subjects import Known, Reference, names_in
from zhclaims.types import Sentence, Token

FRAMES = frozenset(("object", "open"))
# 由某公司承办, 被某部门约谈: the doer stands behind 由 or 被
DOER = re.compile(r"(?:由|被)$")
SUBJECT_MIN_WEIGHT = 0.5
LONGEST_OBJECT = 36
ASPECT = re.compile(r"(?:了|过|着|并|出)?")
OPINION = re.compile(
    r"(?:应该|应当|需要|必须|可以|能够|能|希望|值得|不妨|让|使|令|意味着|有助于|有利于|为了|如何|怎样|是否)$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """A verb of the lexicon with its subject and object."""

    sentence: Sentence
    clause: Clause
    start: int
    end: int
    """From the subject in the clause, or the verb, to the end of the object."""
    verb: str
    verb_start: int
    kind: str
    subject: Reference
    object: str


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    rows = read_rows("event_verbs", ("verb", "kind", "frame"))
    return {row["verb"]: (row["kind"], row.choice("frame", FRAMES)) for row in rows}


def find_events(doc: Document, sources: Credits, claimed: set[int]) -> Iterator[Event]:
    """Find one event a clause, in reading order.

    Clauses whose verb takes a figure (`claimed` holds their offsets) are left to the numeric claims; so are opinions
    and verbs inside a modifier (昨日发布的芯片).
    """
    known = Known()
    for sentence in doc.judged():
        known.start_sentence()
        for clause in doc.clauses(sentence):
            if clause.bracketed:
                continue
            start = sources.skip(sentence, clause.start, clause.end)
            names = [name for name in names_in(doc, start, clause.end) if name.weight >= SUBJECT_MIN_WEIGHT]
            event = _event_of(doc, sentence, clause, start, names, known, claimed)
            if event is not None:
                yield event
            if names:
                known.saw(max(names, key=lambda name: name.weight))


def _event_of(
    doc: Document,
    sentence: Sentence,
    clause: Clause,
    start: int,
    names: list[Reference],
    known: Known,
    claimed: set[int],
) -> Event | None:
    tokens = doc.tokens.within(start, clause.end)
    verb = _main_event_verb(doc, tokens)
    if verb is None:
        return None
    kind, frame = _verbs()[verb.text]
    subject = _doer(doc, names, verb) or known.in_sentence
    end = _object_end(doc, verb, clause)
    thing = doc.text[ASPECT.match(doc.text, verb.end).end() : end] if end > verb.end else ""  # type: ignore[union-attr]
    if subject is None or (not thing and frame == "object"):
        return None
    if any(verb.start - 2 <= at < end for at in claimed):
        return None
    first = subject.start if start <= subject.start < verb.start else verb.start
    return Event(sentence, clause, first, max(end, verb.end), verb.text, verb.start, kind, subject, thing.strip("“”的"))


def _main_event_verb(doc: Document, tokens: list[Token]) -> Token | None:
    """The first verb of the lexicon that is not part of a noun, a name or a modifier."""
    for index, token in enumerate(tokens):
        if token.text not in _verbs() or doc.entities.covering(token.start, token.end):
            continue
        before = doc.text[max(tokens[0].start, token.start - 4) : token.start]
        if OPINION.search(before):
            return None
        if before.endswith("的") or _in_modifier(tokens, index):
            continue
        return token
    return None


def _in_modifier(tokens: list[Token], index: int) -> bool:
    """昨日发布的芯片: a 的 shortly after the verb makes it describe a noun that another verb follows."""
    rest = tokens[index + 1 :]
    for at, token in enumerate(rest[:10]):
        if token.text == "的":
            return any(later.tag.startswith("v") for later in rest[at + 1 :]) or at == 0
    return False


def _doer(doc: Document, names: list[Reference], verb: Token) -> Reference | None:
    before = [name for name in names if name.end <= verb.start]
    for name in before:
        if DOER.search(doc.text[max(0, name.start - 1) : name.start]):
            return name
    return max(before, key=lambda name: name.weight, default=None)


def _object_end(doc: Document, verb: Token, clause: Clause) -> int:
    """The end of the last noun or name after the verb, inside the clause."""
    end = verb.end
    limit = min(clause.end, verb.end + LONGEST_OBJECT)
    for token in doc.tokens.within(verb.end, limit):
        entity = doc.entities.covering(token.start, token.end)
        if entity is not None:
            end = max(end, min(entity.end, clause.end))
        elif is_noun(token) or token.text in "》”）)":
            end = token.end
    return end
