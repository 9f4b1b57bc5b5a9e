"""Walks an article's clauses in order and binds each quantity to its subject and metric."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhclaims.chunks import SEPARATOR, is_metric, main_verb, noun_after, residue
from zhclaims.document import BRACKET, Clause, Document
from zhclaims.grid import read_tables
from zhclaims.pairing import Pairing, pair_lists
from zhclaims.relevance import is_claimed
from zhclaims.sources import TIED, Credits
from zhclaims.subjects import (
    HEAD_TAGS,
    WEIGHTS,
    Known,
    Reference,
    announced_document,
    compared,
    heading_reference,
    name_reference,
    names_in,
    noun_subject,
    shortened,
    stand_in,
    topic,
)
from zhclaims.types import Quantity, Sentence

# Residues that say how a figure changed but not what it measures: 同比增长, 年均增速, 占比
DEPENDENT = re.compile(
    r"(?:年|月|季|同比|环比|平均|年均|复合|累计|其中|约|最长|最短|最高|最低|最大|最小|到|至|要|翻|可|能|再|均|增长|增加|增速|增幅|提升|提高|上升|上涨|下降|减少|下滑|涨幅|降幅|跌幅|扩大|收窄|占比|占|增长率|率|实际|名义|高|低|多|分别|连续|保持|稳居|位列|数字|排名|位居|名列|跃居)*"
)
# What a stand-in leaves behind of itself: 该公司|营收
STAND_IN = re.compile(r"^(?:公司|企业|集团|全市|全省|全区|当地|省内|市内)")
LEADING = frozenset(("subject:leading_name", "subject:stand_in", "subject:caused"))
# 78%的受访者, 三家银行: figures whose noun can be the one that acts; 3亿元的贷款 is what is measured
COUNTING = frozenset(("count", "percent", "rank", "other", "ratio"))
# Subjects of one figure only, which do not go on to the next clause
PASSING = frozenset(
    ("subject:compared", "subject:noun", "subject:compound", "subject:counted_noun", "subject:name_in_clause")
)


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a clause that belongs to one quantity."""

    quantity: Quantity
    sentence: Sentence
    clause: Clause
    start: int
    """Where what is said of the quantity begins."""
    end: int
    first: bool
    """Whether it is the first of its clause."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A quantity with its subject and metric."""

    segment: Segment
    subject: Reference | None
    metric: str
    metric_rule: str
    pairing: Pairing | None = None
    parallel: bool = False
    """Whether it continues a list and so shares the change of the item before it."""

    @property
    def quantity(self) -> Quantity:
        return self.segment.quantity


@dataclass(slots=True)
class Walk:
    """The state of reading: who it is about, and what was last measured."""

    doc: Document
    sources: Credits
    known: Known = field(default_factory=Known)
    metric: str = ""
    metric_base: str = ""
    pairings: dict[int, Pairing] = field(default_factory=dict)

    def bind(self) -> Iterator[Binding]:
        """All claimed quantities of the article: first those of its text, then those of its tables."""
        paragraph = -1
        for sentence in self.doc.judged():
            if sentence.kind == "table":
                continue
            if sentence.paragraph != paragraph:
                self.known.start_paragraph()
                paragraph = sentence.paragraph
            self._start(sentence)
            yield from self._sentence(sentence)
            if sentence.kind in ("title", "heading"):
                self._head(sentence)

        for entry in read_tables(self.doc):
            row = Clause(entry.sentence.start, entry.sentence.end)
            segment = Segment(entry.quantity, entry.sentence, row, row.start, row.end, True)
            yield Binding(segment, entry.subject, entry.metric, "metric:column", entry.pairing)

    def _start(self, sentence: Sentence) -> None:
        if not TIED.match(self.doc.text, sentence.start):
            self.known.start_sentence()
        self.metric = self.metric_base = ""

    def _head(self, sentence: Sentence) -> None:
        rule = f"subject:{sentence.kind}"
        reference = heading_reference(self.doc, sentence, rule)
        if sentence.kind == "title":
            self.known.title = reference
        else:
            self.known.heading = reference
        self.known.start_paragraph()

    def _sentence(self, sentence: Sentence) -> Iterator[Binding]:
        clauses = self.doc.clauses(sentence)
        claimed = [
            q for q in self.doc.quantities.within(sentence.start, sentence.end) if is_claimed(self.doc, q, sentence)
        ]
        self.pairings = pair_lists(self.doc, sentence, claimed)
        for index, clause in enumerate(clauses):
            segments = self._segments(sentence, clauses, index, claimed)
            self._note_names(sentence, clause)
            if not segments and not clause.bracketed:
                self._pass(sentence, clause)
            for segment in segments:
                yield self._bind(segment)
            self.known.in_sentence = announced_document(self.doc, clause) or self.known.in_sentence

    def _note_names(self, sentence: Sentence, clause: Clause) -> None:
        """Remember the names of each kind, for the stand-ins that come later."""
        for place in self.doc.places.within(clause.start, clause.end):
            reference = Reference(place.text, place.start, place.end, "PLACE", "subject:leading_name", 1.0)
            if place.city:
                self.known.city = reference
            elif place.level == "province":
                self.known.province = reference
        announcer = self.sources.announcer(sentence, clause.start, clause.end)
        for entity in self.doc.entities.within(announcer[0], announcer[1]):
            if entity.type == "ORG":
                self.known.organisation = name_reference(entity, "subject:leading_name")

    def _pass(self, sentence: Sentence, clause: Clause) -> None:
        """A clause without figures may still set the subject: 武汉发展迅速，…"""
        start = self.sources.skip(sentence, clause.start, clause.end)
        if start >= clause.end:
            return
        candidates = [*names_in(self.doc, start, clause.end), noun_subject(self.doc, start, clause.end)]
        leading = [one for one in candidates if one is not None and one.weight > WEIGHTS["subject:carried_clause"]]
        if leading:
            self.known.saw(max(leading, key=lambda name: name.weight))
        elif (subject := topic(self.doc, clause)) is not None:
            self.known.saw(subject)
        elif self.known.in_sentence is None and candidates[-1] is not None:
            self.known.in_sentence = candidates[-1]

    def _segments(
        self, sentence: Sentence, clauses: list[Clause], index: int, claimed: list[Quantity]
    ) -> list[Segment]:
        clause = clauses[index]
        brackets = (
            [] if clause.bracketed else [m.span() for m in BRACKET.finditer(self.doc.text, clause.start, clause.end)]
        )
        own = [
            q
            for q in claimed
            if clause.start <= q.start and q.end <= clause.end and not any(a < q.start < b for a, b in brackets)
        ]
        found: list[Segment] = []
        start = self.sources.skip(sentence, self._key(clauses, index), clause.end)
        for at, quantity in enumerate(own):
            limit = own[at + 1].cue_start if at + 1 < len(own) else clause.end
            found.append(Segment(quantity, sentence, clause, min(start, quantity.cue_start), limit, at == 0))
            start = self._next_start(quantity, limit)
        return found

    def _next_start(self, quantity: Quantity, limit: int) -> int:
        """Where what is said of the next figure begins: after the noun of this one and a separator.

        In 41座城市空气优良比例达83% the noun already is what the next figure measures.
        """
        begin, end = noun_after(self.doc, quantity.end, limit)
        separator = SEPARATOR.match(self.doc.text, end)
        if separator is None or separator.end() == end:
            return begin if is_metric(self.doc.text[begin:end]) and limit - end <= 3 else end
        return min(separator.end(), limit)

    def _key(self, clauses: list[Clause], index: int) -> int:
        """融资规模：数千万元: what stands before the colon belongs to the figure after it."""
        clause = clauses[index]
        if index and self.doc.text[clause.start - 1 : clause.start] in ("：", ":"):
            before = clauses[index - 1]
            if before.end == clause.start - 1 and before.end - before.start <= 16:
                return before.start
        return clause.start

    def _bind(self, segment: Segment) -> Binding:
        doc, quantity = self.doc, segment.quantity
        noun = noun_after(doc, quantity.cue_end, segment.end)
        pairing = self.pairings.get(quantity.start)
        subject = self._subject(segment, noun, pairing)
        metric, rule = self._metric(segment, noun, subject)
        parallel = not segment.first and not residue(doc, segment.start, quantity.cue_start)
        if subject is not None and subject.rule not in PASSING and not segment.clause.bracketed:
            self.known.saw(subject)
        return Binding(segment, subject, metric, rule, pairing, parallel)

    def _subject(self, segment: Segment, noun: tuple[int, int], pairing: Pairing | None) -> Reference | None:
        doc, quantity = self.doc, segment.quantity
        if pairing is not None and pairing.subject is not None:
            return pairing.subject
        candidates = names_in(doc, segment.start, quantity.cue_start)
        for other in (
            compared(doc, segment.clause, quantity),
            stand_in(doc, segment.start, quantity.cue_start, self.known),
            noun_subject(doc, segment.start, quantity.cue_start) if segment.first else None,
            self._counted(segment, noun),
        ):
            if other is not None:
                candidates.append(shortened(doc, other, self.known) if other.type == "NOUN" else other)
        candidates += self.known.candidates()
        return max(candidates, key=lambda reference: reference.weight, default=None)

    def _counted(self, segment: Segment, noun: tuple[int, int]) -> Reference | None:
        """78%的受访者认为, 三家银行解散: the noun after the figure is what does something."""
        doc, quantity = self.doc, segment.quantity
        start, end = noun
        words = self.doc.tokens.within(start, end)
        if not words or not words[-1].tag.startswith(HEAD_TAGS) or quantity.kind not in COUNTING:
            return None
        if residue(doc, segment.start, quantity.cue_start):
            return None
        text = doc.text[start:end].lstrip("的")
        acts = main_verb(doc, end, segment.end) < segment.end
        if not acts or is_metric(text):
            return None
        weight = WEIGHTS["subject:counted_noun"] + (0.1 if quantity.kind == "percent" else 0.0)
        return Reference(text, start, end, "NOUN", "subject:counted_noun", weight)

    def _metric(self, segment: Segment, noun: tuple[int, int], subject: Reference | None) -> tuple[str, str]:
        doc, quantity = self.doc, segment.quantity
        own = (subject.start, subject.end) if subject is not None else (0, 0)
        leads = subject is not None and subject.rule in LEADING and segment.start <= own[0] < quantity.cue_start
        # 总部位于合肥的某某交付新车: what stands before the subject describes it and measures nothing
        before = residue(doc, own[0] if leads else segment.start, quantity.cue_start, without=own)
        after = doc.text[noun[0] : noun[1]].removeprefix("的") if noun[0] >= own[1] or noun[1] <= own[0] else ""
        if subject is not None and subject.rule == "subject:stand_in":
            before = STAND_IN.sub("", before)
        if DEPENDENT.fullmatch(before) and not after and self.metric:
            metric = self.metric if before in self.metric else self.metric_base + before
            return metric, "metric:carried"
        if not before and after and not segment.first:
            before = self.metric_base if not is_metric(after) else ""
            return before + after, "metric:parallel"
        if not before and not after:
            after = self._predicate(segment, noun)
        rule = "metric:around" if before and after else "metric:before" if before else "metric:after"
        metric = before + after
        if not metric:
            return self.metric, "metric:carried" if self.metric else "metric:none"
        self.metric = metric
        self.metric_base = before or metric
        return metric, rule

    def _predicate(self, segment: Segment, noun: tuple[int, int]) -> str:
        """三家银行获批解散: what is said after the figure."""
        start = max(noun[1], segment.quantity.cue_end)
        return residue(self.doc, start, min(segment.end, start + 16))
