"""Makes the rows of the claims table: binds, dates, locates, credits and weighs every figure and event."""

from hashlib import sha256

from zhclaims.binding import Binding, Walk
from zhclaims.document import Document
from zhclaims.events import Event, find_events
from zhclaims.locate import Location, Reader, Spot, Whereabouts
from zhclaims.modality import change_of, modality_of
from zhclaims.sources import find_credits
from zhclaims.times import time_in_force
from zhclaims.types import Claim, Modality, Sentence, Time

# What each doubt takes from the score of 1; the names are the flags that the table shows.
DOUBTS = {
    "no_subject": 0.35,
    "no_metric": 0.30,
    "carried_subject": 0.15,
    "carried_metric": 0.10,
    "noun_subject": 0.10,
    "ambiguous_place": 0.25,
    "context_city": 0.08,
    "unit_inferred": 0.15,
    "reading_chosen": 0.10,
    "no_anchor": 0.10,
    "year_inferred": 0.05,
    "long_sentence": 0.10,
    "event": 0.25,
}
TIME_DOUBTS = frozenset(("no_anchor", "year_inferred", "fiscal_year", "holiday_span"))
LONG_SENTENCE = 160


def find_claims(doc: Document, lexicon: str | None = None) -> list[Claim]:
    """All claims of an article in reading order."""
    maker = ClaimMaker(doc, lexicon)
    return sorted(maker.numeric() + maker.events(), key=lambda claim: (claim.quote_start, claim.claim_type))


class ClaimMaker:
    """Turns the bindings and events of one article into claims."""

    def __init__(self, doc: Document, lexicon: str | None = None) -> None:
        self.doc = doc
        self.sources = find_credits(doc)
        self.times = list(doc.times)
        self.lines: dict[int, int] = {}
        for sentence in doc.sentences:
            self.lines.setdefault(sentence.paragraph, sentence.start)
        self.lexicon = lexicon
        self.where = Whereabouts(doc, lexicon)

    def numeric(self) -> list[Claim]:
        """One claim for every quantity that the text asserts."""
        claims: list[Claim] = []
        previous: Claim | None = None
        reader = Reader(self.doc, self.lexicon)
        bindings = sorted(Walk(self.doc, self.sources).bind(), key=lambda binding: binding.quantity.start)
        for binding in bindings:
            self.where = reader.at(binding.segment.sentence)
            previous = self._numeric(binding, previous)
            claims.append(previous)
        return claims

    def _numeric(self, binding: Binding, previous: Claim | None) -> Claim:
        doc, segment, quantity = self.doc, binding.segment, binding.quantity
        time, time_rule = self._time(segment.sentence, quantity.start, quantity.end)
        if binding.pairing is not None and binding.pairing.time is not None:
            time, time_rule = binding.pairing.time, "time:paired"
        location = self.where.locate(
            Spot(binding.subject, segment.sentence, segment.start, quantity.cue_start, segment.end)
        )
        credit = self.sources.answering(segment.sentence, quantity.start)
        modality, modality_rule = modality_of(doc, segment.sentence, segment.clause, quantity, time)
        change, change_rule = change_of(doc, segment.start, quantity)
        if binding.parallel and previous is not None and change_rule == "change:default":
            change, change_rule = previous.change, "change:parallel"  # type: ignore[assignment]
        flags = self._flags(binding, location, time)
        reasons = [
            binding.subject.rule if binding.subject else "subject:none",
            binding.metric_rule,
            location.rule,
            time_rule,
            modality_rule,
            change_rule,
            *([credit.rule] if credit else []),
        ]
        return self._row(
            "numeric",
            segment.sentence,
            quantity.start,
            quantity.end,
            subject=binding.subject.text if binding.subject else "",
            metric=binding.metric,
            value_low=quantity.low,
            value_high=quantity.high,
            unit=quantity.unit,
            kind=quantity.kind,
            comparator=quantity.comparator,
            change=change,
            **_time_cells(time),
            **_place_cells(location),
            source=credit.who if credit else "",
            modality=modality,
            score=_score(flags),
            reasons="; ".join(reasons),
            flags=" ".join(flags),
        )

    def _time(self, sentence: Sentence, start: int, end: int | None = None) -> tuple[Time | None, str]:
        line = self.lines[sentence.paragraph]
        return time_in_force(self.times, start, line, sentence.start, text=self.doc.text, end=end)

    def _flags(self, binding: Binding, location: Location, time: Time | None) -> list[str]:
        subject, sentence = binding.subject, binding.segment.sentence
        dated = (flag for flag in time.flags if flag in TIME_DOUBTS) if time else ()
        flags = [*location.flags, *binding.quantity.flags, *dated]
        if subject is None:
            flags.append("no_subject")
        elif subject.rule in ("subject:carried_sentence", "subject:heading", "subject:title"):
            flags.append("carried_subject")
        elif subject.type == "NOUN":
            flags.append("noun_subject")
        if not binding.metric:
            flags.append("no_metric")
        elif binding.metric_rule == "metric:carried":
            flags.append("carried_metric")
        if location.basis == "context":
            flags.append("context_city")
        if sentence.end - sentence.start > LONG_SENTENCE:
            flags.append("long_sentence")
        return list(dict.fromkeys(flags))

    def events(self) -> list[Claim]:
        """One claim for every event."""
        reader = Reader(self.doc, self.lexicon)
        claims = []
        for event in find_events(self.doc, self.sources):
            self.where = reader.at(event.sentence)
            claims.append(self._event(event))
        return claims

    def _event(self, event: Event) -> Claim:
        time, time_rule = self._time(event.sentence, event.verb_start)
        credit = self.sources.answering(event.sentence, event.verb_start)
        clause = event.clause
        location = self.where.locate(Spot(event.subject, event.sentence, clause.start, event.verb_start, clause.end))
        modality = self._event_modality(event)
        return self._row(
            "event",
            event.sentence,
            event.start,
            event.end,
            subject=event.subject.text,
            predicate=event.verb,
            object=event.object,
            **_time_cells(time),
            **_place_cells(location),
            source=credit.who if credit else "",
            modality=modality,
            score=_score(["event", *location.flags]),
            reasons="; ".join([event.subject.rule, f"event:{event.kind}", location.rule, time_rule]),
            flags=" ".join(location.flags),
        )

    def _event_modality(self, event: Event) -> Modality:
        cues = self.doc.cues.within(event.clause.start, event.verb_start)
        for category, modality in (("hedge", "hedge"), ("negation", "negated"), ("plan", "plan")):
            if any(cue.category == category for cue in cues):
                return modality  # type: ignore[return-value]
        return "fact"

    def _row(self, claim_type: str, sentence: Sentence, start: int, end: int, **cells: object) -> Claim:
        article = self.doc.article
        key = f"{article.article_id}\t{claim_type}\t{start}\t{end}"
        return Claim(
            claim_id=f"c{sha256(key.encode()).hexdigest()[:15]}",  # the letter keeps Excel from taking it for a number
            article_id=article.article_id,
            path=article.path,
            title=article.title,
            published=article.published.isoformat() if article.published else "",
            claim_type=claim_type,  # type: ignore[arg-type]
            value_text=article.text[start:end] if claim_type == "numeric" else "",
            section=sentence.section,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            quote_start=start,
            quote_end=end,
            evidence=article.text[sentence.start : sentence.end],
            evidence_simplified=self.doc.text[sentence.start : sentence.end],
            **cells,  # type: ignore[arg-type]
        )


def _time_cells(time: Time | None) -> dict[str, str]:
    return {"time_text": time.text, "time": time.iso} if time else {}


def _place_cells(location: Location) -> dict[str, str]:
    return {
        "place": location.place,
        "place_code": location.place_code,
        "city": location.city,
        "city_code": location.city_code,
        "city_basis": location.basis or "",
    }


def _score(flags: list[str]) -> float:
    """1 less what each doubt weighs, never below 0.05."""
    return round(max(0.05, 1.0 - sum(DOUBTS.get(flag, 0.0) for flag in flags)), 2)
