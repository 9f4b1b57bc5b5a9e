"""Finds the events of a text: who founded, released, signed, moved or closed what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhclaims.chunks import is_noun
from zhclaims.document import Clause, Document
from zhclaims.lexicon import read_rows
from zhclaims.sources import Credits
from zhclaims.subjects import Known, Reference, names_in
from zhclaims.types import Sentence, Token

FRAMES = frozenset(("object", "open"))
# 由某公司承办, 被某部门约谈: the doer stands behind 由 or 被
DOER = re.compile(r"(?:由|被)$")
SUBJECT_MIN_WEIGHT = 0.5
LONGEST_OBJECT = 36
ASPECT = re.compile(r"(?:了|过|着|并|出)?")
# 加快推动, 持续开展: the verb after these carries the meaning
LIGHT_VERBS = frozenset("加快 开始 继续 推进 推动 宣布 实现 完成 进行 要求 同意 计划".split())
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


def find_events(doc: Document, sources: Credits) -> Iterator[Event]:
    """Find at most one event a clause, in reading order.

    Left out: opinions (应该发布), verbs inside a modifier (昨日发布的芯片), and verbs whose object is a bare figure
    (融资3亿元), which the numeric claims hold.
    """
    known = Known()
    for sentence in doc.judged():
        known.start_sentence()
        for clause in doc.clauses(sentence):
            if clause.bracketed:
                continue
            start = sources.skip(sentence, clause.start, clause.end)
            verb = _main_event_verb(doc, doc.tokens.within(start, clause.end))
            actors = _actors(doc, start, verb.start if verb else clause.end)
            event = _event_of(doc, sentence, clause, verb, actors, known) if verb else None
            if event is not None:
                yield event
            if actors:
                known.saw(actors[0])


def _actors(doc: Document, start: int, end: int) -> list[Reference]:
    """The names that may do what the verb says, the likeliest first; a common noun is not trusted with it."""
    names = [name for name in names_in(doc, start, end) if name.weight >= SUBJECT_MIN_WEIGHT]
    return sorted(names, key=lambda name: -name.weight)


def _event_of(
    doc: Document, sentence: Sentence, clause: Clause, verb: Token, actors: list[Reference], known: Known
) -> Event | None:
    kind, frame = _verbs()[verb.text]
    subject = _passive_doer(doc, actors) or (actors[0] if actors else known.in_sentence)
    start = ASPECT.match(doc.text, verb.end).end()  # type: ignore[union-attr]
    end = _object_end(doc, start, clause)
    thing = doc.text[start:end].strip("“”的、")
    if subject is None or (not thing and frame == "object") or _is_bare_figure(doc, start, end):
        return None
    first = subject.start if clause.start <= subject.start < verb.start else verb.start
    return Event(sentence, clause, first, max(end, verb.end), verb.text, verb.start, kind, subject, thing)


def _is_bare_figure(doc: Document, start: int, end: int) -> bool:
    """Whether a figure with at most a noun after it is all that the verb takes: 融资3亿元, 获得1200万元补贴."""
    figures = [q for q in doc.quantities.within(start, end) if not q.text.startswith("一")]
    return bool(figures) and figures[0].cue_start - start <= 2 and not doc.entities.within(start, end)


def _main_event_verb(doc: Document, tokens: list[Token]) -> Token | None:
    """The first verb of the lexicon that is not part of a noun, a name or a modifier."""
    for index, token in enumerate(tokens):
        if token.text not in _verbs() or doc.entities.covering(token.start, token.end):
            continue
        before = doc.text[max(tokens[0].start, token.start - 5) : token.start]
        if OPINION.search(before):
            return None
        if before.endswith(("的", "依托", "通过", "随着", "根据")) or _in_modifier(tokens, index):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text in LIGHT_VERBS and following is not None and following.text in _verbs():
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


def _passive_doer(doc: Document, actors: list[Reference]) -> Reference | None:
    """由某公司承办, 被某部门约谈."""
    for actor in actors:
        if DOER.search(doc.text[max(0, actor.start - 1) : actor.start]):
            return actor
    return None


def _object_end(doc: Document, start: int, clause: Clause) -> int:
    """The end of the last noun or name after the verb, inside the clause."""
    end = start
    limit = min(clause.end, start + LONGEST_OBJECT)
    if doc.text[start : start + 1] == "、":
        return start
    for token in doc.tokens.within(start, limit):
        entity = doc.entities.covering(token.start, token.end)
        if entity is not None:
            end = max(end, min(entity.end, clause.end))
        elif is_noun(token) or token.text in "》”）)":
            end = token.end
    return end
