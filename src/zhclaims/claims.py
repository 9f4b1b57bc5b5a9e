"""Makes the rows of the claims table out of what was read for each figure and verb."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from zhclaims.binder.bind import Reading, read_document
from zhclaims.binder.choose import STOPS
from zhclaims.binder.edges import is_nominal
from zhclaims.binder.hints import MODALITIES
from zhclaims.binder.words import Word
from zhclaims.changes import are_listed
from zhclaims.confidence import flags_of, score_of
from zhclaims.credit import Credit
from zhclaims.document import Document
from zhclaims.event_verbs import kinds, parts_of
from zhclaims.grounds import (
    change_of,
    ground_of_change,
    ground_of_metric,
    ground_of_time,
    ground_of_word,
    shared_grounds,
)
from zhclaims.headlines import with_body
from zhclaims.metric_nouns import noun_of, with_noun
from zhclaims.pairing import Pairing
from zhclaims.sources import find_credits
from zhclaims.speakers import speaker_at
from zhclaims.stand_ins import Subject, own_city, resolve
from zhclaims.told import Told, find_told, is_said, told_choice
from zhclaims.topics import names_a_measure
from zhclaims.types import Claim, Entity, Place, Quantity, Time
from zhclaims.whereabouts import Location, find_locations, says_seat
from zhclaims.wording import after_dateline, phrase_of, without_codes, without_link

ELSEWHERE = tuple(f"subject:{ground}" for ground in ("carried_sentence", "heading", "title"))
REACH = 60
"""An event's quote begins with its subject if that stands no further before the verb, in characters."""


def find_claims(doc: Document, lexicon: str | None = None) -> list[Claim]:
    """All claims of an article in reading order."""
    return ClaimMaker(doc, lexicon).make()


class ClaimMaker:
    """Turns the readings of one article into claims."""

    def __init__(self, doc: Document, lexicon: str | None = None) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.credits = find_credits(doc)
        self.readings = with_body(doc, read_document(doc, self.credits, lexicon))

    def make(self) -> list[Claim]:
        """One claim for each figure and each event that the text states."""
        claims = [claim for _, claim in self.pairs()]
        return sorted(claims, key=lambda claim: (claim.quote_start, claim.claim_type))

    def pairs(self) -> Iterator[tuple[Reading, Claim]]:
        """Each reading that states something, with its claim."""
        told = {told.quantity.start: told for told in find_told(self.doc, self.readings)}
        before: dict[str, Reading] = {}
        for reading in map(self._in_own_city, self.readings):
            own = told.get(reading.word.start)
            if not reading.is_figure:
                if reading.thing or reading.deed or not self._has_figure(reading):
                    yield reading, self._event(reading)
            elif own or is_said(reading):
                if own and own.name and own.rule in ("punished", "party"):
                    reading = self._upon(reading, own.name)
                elif own and own.name:
                    reading = self._other_side(reading, own.name, before.get(own.quantity.kind))
                elif own and (name := own.pairing.subject or own.pairing.place):
                    reading = self._placed(reading, name)
                if own:
                    reading = replace(reading, choice=told_choice(reading.choice, own))
                reading = self._like_listed(reading, before.get(reading.word.kind))
                yield reading, self._figure(reading, own)
                before[reading.word.kind] = reading

    def _has_figure(self, reading: Reading) -> bool:
        """Whether a figure stands in the place of the object: 交付22万辆 is told by the figure's claim."""
        following = self.doc.quantities.after(reading.word.end, reading.sentence.end)
        return following is not None and not STOPS & set(self.doc.text[reading.word.end : following.start])

    def _in_own_city(self, reading: Reading) -> Reading:
        """The reading in the city that its subject stands for (全市企业), where nothing else tells one."""
        if not reading.subject or (reading.location and reading.location.city):
            return reading
        start, end = reading.subject[0].start, reading.subject[-1].end
        subject = Subject(self.doc.text[start:end], start, reading.word.start, reading.location)
        place = own_city(subject, self.doc)
        return self._at(reading, place.start, place.text) if place else reading

    def _other_side(self, reading: Reading, name: Entity | Place, before: Reading | None) -> Reading:
        """The reading of a figure that is compared with the last one of its kind: the same is measured of a name."""
        same = before is not None and before.sentence.start == reading.sentence.start
        thing = before.thing if before is not None and same else reading.thing
        return self._at(replace(reading, thing=thing), name.start, name.text)

    def _like_listed(self, reading: Reading, before: Reading | None) -> Reading:
        """The reading of an item of a list (20%、19%和13%): a level or change as rules and the one before it say."""
        if not before or change_of(reading) in ("from", "to") or reading.hint.change != change_of(before):
            return reading
        one, other = before.word.fact, reading.word.fact
        if isinstance(one, Quantity) and isinstance(other, Quantity) and are_listed(self.doc, one, other):
            return replace(reading, choice=replace(reading.choice, change=before.choice.change))
        return reading

    def _upon(self, reading: Reading, name: Entity | Place) -> Reading:
        """The reading of a penalty's figure, where the name on whom it is imposed is; it is no word of what is done.

        A person whose own place is not told is punished where the text places the deed.
        """
        thing = [word for word in reading.thing if not name.start - 1 <= word.start < name.end]
        reading = replace(reading, thing=thing)
        elsewhere = not isinstance(name, Place) and name.type == "PERSON" and name.start not in self.locations
        is_there = reading.location is not None and reading.location.by == "place"
        return reading if elsewhere and is_there else self._at(reading, name.start, name.text)

    def _placed(self, reading: Reading, subject: str) -> Reading:
        """The reading with the place that the name it is paired with tells, if one: 常州 of 苏州、常州分别…"""
        start = next((start for start, location in self.locations.items() if location.name == subject), None)
        return reading if start is None else self._at(reading, start, subject)

    def _at(self, reading: Reading, start: int, name: str) -> Reading:
        """The reading in the place that a name tells, if one."""
        location = self.locations.get(start)
        return replace(
            reading, location=location, told_by=Word(start, start + len(name), name, "n") if location else None
        )

    @cached_property
    def trusted(self) -> set[Credit]:
        """The credits that hold: those the rules are sure of, and those the network agrees with as often as not."""
        agrees: dict[Credit, list[bool]] = {}
        for reading in self.readings:
            if reading.hint.credit and (reading.hint.credit.sure or reading.is_figure):
                agrees.setdefault(reading.hint.credit, []).append(reading.hint.credit.sure or bool(reading.source))
        return {credit for credit, votes in agrees.items() if 2 * sum(votes) >= len(votes)}

    @cached_property
    def locations(self) -> dict[int, Location]:
        """The places told, by offset."""
        return find_locations(self.doc, lambda offset: offset, self.lexicon)

    def _figure(self, reading: Reading, told: Told | None) -> Claim:
        quantity = told.quantity if told else reading.word.fact
        assert isinstance(quantity, Quantity)
        subject, subject_rule = self._subject(reading)
        phrase, metric_rule = without_link(phrase_of(self.doc.text, reading.thing)), ground_of_metric(reading)
        if told and told.pairing.metric:
            phrase, metric_rule = self._of_list(reading, told.pairing), told.rule
            if reading.subject and told.pairing.listed[0] <= reading.subject[0].start < told.pairing.listed[1]:
                subject, subject_rule = "", "none"
        is_whose = bool(phrase) and phrase == subject
        if is_whose and names_a_measure(phrase):
            subject, subject_rule, is_whose = "", "none", False
        metric = noun_of(phrase, quantity) if is_whose else with_noun(phrase, quantity)
        time, time_rule = reading.time, ground_of_time(self.doc, reading)
        if told and told.pairing.subject:
            subject, subject_rule = told.pairing.subject, told.rule
        if told and told.pairing.time:
            time, time_rule = told.pairing.time, told.rule
        if told and told.metric:
            metric, metric_rule = told.metric, "column"
        reasons = [f"subject:{subject_rule}", f"metric:{metric_rule}", f"change:{ground_of_change(reading)}"]
        row = self._shared("numeric", reading, (quantity.start, quantity.end), reasons, (time, time_rule))
        row |= {"subject": subject, "metric": metric, "change": change_of(reading)}
        row |= {"value_low": quantity.low, "value_high": quantity.high, "comparator": quantity.comparator}
        row |= {
            "unit": quantity.unit,
            "kind": quantity.kind,
            "value_text": self.doc.article.text[quantity.start : quantity.end],
        }
        return judged(row, reading, quantity, time)

    def _of_list(self, reading: Reading, pairing: Pairing) -> str:
        """The measure that a list gives to a figure, with what is said of each of its items: 净利润|同比增长."""
        said = [word for word in reading.thing if pairing.listed[1] <= word.start < reading.word.start]
        return pairing.metric + phrase_of(self.doc.text, said)

    def _event(self, reading: Reading) -> Claim:
        subject, subject_rule = self._subject(reading)
        verb, held = parts_of(reading.word.text)
        reasons = [f"subject:{subject_rule}", f"event:{kinds().get(verb, 'other')}"]
        when = reading.time, ground_of_time(self.doc, reading)
        row = self._shared("event", reading, _extent(reading), reasons, when)
        row |= {"subject": subject, "predicate": verb + "".join(word.text for word in reading.deed)}
        row |= {"object": held or phrase_of(self.doc.text, reading.thing)}
        return judged(row, reading, None, reading.time)

    def _subject(self, reading: Reading) -> tuple[str, str]:
        """Who or what it is about, and where that stands."""
        words = after_dateline(self.doc.text, reading.subject)
        phrase = without_codes(phrase_of(self.doc.text, words if is_nominal(words) else ()))
        if not phrase:
            return "", "none"
        first = words[0]
        resolved = resolve(Subject(phrase, first.start, reading.word.start, reading.location), self.doc)
        if resolved != phrase:
            return resolved, "stand_in"
        return phrase, ground_of_word(self.doc, reading, first.start, first.end)

    def _source(self, reading: Reading) -> str:
        """The source as the rules name it, if they are sure or trusted; else who the words of the network name."""
        credit = reading.hint.credit
        if credit and (reading.source or credit in self.trusted):
            return credit.who
        if not reading.source:
            return ""
        start, end = reading.source[0].start, reading.source[-1].end
        known = self.credits.naming(start, end)
        if known and all(credit.is_closed(self.doc, reading.word.start) for credit in known):
            return ""
        return known[-1].who if known else speaker_at(self.doc, start, end)

    def _shared(
        self,
        claim_type: str,
        reading: Reading,
        quote: tuple[int, int],
        reasons: list[str],
        when: tuple[Time | None, str],
    ) -> dict[str, object]:
        """The cells that claims of both types have."""
        article, sentence, (time, time_rule) = self.doc.article, reading.sentence, when
        source = self._source(reading)
        key = f"{article.article_id}\t{claim_type}\t{quote[0]}\t{quote[1]}"
        if claim_type == "event":  # 坐 and 出租 of 坐了一次“空中出租车” have one extent
            key += f"\t{reading.word.start}"
        return {
            "claim_id": f"c{sha256(key.encode()).hexdigest()[:15]}",  # the letter keeps Excel from reading a number
            "article_id": article.article_id,
            "path": article.path,
            "title": article.title,
            "published": article.published.isoformat() if article.published else "",
            "claim_type": claim_type,
            **_time_cells(time),
            **self._place_cells(reading),
            "source": source,
            "modality": MODALITIES[reading.choice.modality],
            "reasons": "; ".join([*reasons, *shared_grounds(self.doc, reading, time_rule, source)]),
            "section": sentence.section,
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
            "quote_start": quote[0],
            "quote_end": quote[1],
            "evidence": article.text[sentence.start : sentence.end],
            "evidence_simplified": self.doc.text[sentence.start : sentence.end],
        }

    def _place_cells(self, reading: Reading) -> dict[str, str]:
        location, word = reading.location, reading.told_by
        if location is None or word is None:
            return {}
        sentence = reading.sentence
        seat = location.by == "seat" or says_seat(self.doc.text, word.start)
        basis = "organisation" if seat else "sentence"
        if basis == "sentence" and not sentence.start <= word.start < sentence.end:
            basis = "context"
        return {
            "place": location.place,
            "place_code": location.place_code,
            "city": location.city,
            "city_code": location.city_code,
            "city_basis": basis if location.city else "",
        }


def judged(row: dict[str, object], reading: Reading, quantity: Quantity | None, time: Time | None) -> Claim:
    """The claim of a row, with its flags and score."""
    flags = flags_of(reading, quantity, time, _doubts(row))
    return Claim(**row, flags=" ".join(flags), score=score_of(reading, flags, str(row["reasons"]).split("; ")))  # type: ignore[arg-type]


def _doubts(row: dict[str, object]) -> Iterator[str]:
    """Flags for what stands far away or is not there."""
    if str(row["reasons"]).startswith(ELSEWHERE):
        yield "carried_subject"
    if row.get("city_basis") == "context":
        yield "context_city"
    if not row["subject"]:
        yield "no_subject"
    if row["claim_type"] == "numeric" and not row["metric"]:
        yield "no_metric"


def _extent(reading: Reading) -> tuple[int, int]:
    """From the subject, where it stands shortly before the verb, to the end of the object."""
    verb, sentence = reading.word, reading.sentence
    first = reading.subject[0].start if reading.subject else verb.start
    start = first if sentence.start <= first < verb.start and verb.start - first <= REACH else verb.start
    ends = [word.end for word in (*reading.deed, *reading.thing) if verb.end <= word.end <= sentence.end]
    return start, max([verb.end, *ends])


def _time_cells(time: Time | None) -> dict[str, str]:
    return {"time_text": time.text, "time": time.iso} if time else {}
