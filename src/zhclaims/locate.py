"""Decides which place and city a claim is about, and on what evidence; none where the text does not say."""

import re
from dataclasses import dataclass, field

from zhclaims.divisions import city_named_in, load_divisions
from zhclaims.document import Document
from zhclaims.homes import NATIONAL, Homes
from zhclaims.subjects import Reference
from zhclaims.types import CityBasis, Place, Sentence

# 四川金融监管局 speaks for the province, not for the city it sits in
PROVINCIAL = re.compile(r"(?:厅|局|委|政府|办公室|委员会)$")
GLOBAL = re.compile(r"^(?:全球|世界|国际)")
# Subjects that an earlier sentence named: the places of the own sentence come first
REMEMBERED = frozenset(("subject:carried_sentence", "subject:title", "subject:heading"))
# Places in the name of a fair, of a title, or of where a report was sent from: no evidence about a figure
WEAK = frozenset(("in_event", "in_title", "dateline"))
HOLDING_LEVELS = frozenset(("city", "county", "area", "province", "region", "country", "world", "foreign"))


@dataclass(frozen=True, slots=True)
class Location:
    """The place of a claim with its basis."""

    place: str = ""
    place_code: str = ""
    city: str = ""
    city_code: str = ""
    basis: CityBasis | None = None
    rule: str = "city:none"
    flags: tuple[str, ...] = ()
    weight: float = 0.5


def located(place: Place, basis: CityBasis, rule: str, weight: float) -> Location:
    flags = tuple(flag for flag in place.flags if flag == "ambiguous_place")
    return Location(
        place.name,
        place.code,
        place.city or "",
        place.city_code or "",
        basis if place.city else None,
        rule,
        flags,
        weight,
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the text a figure or an event stands, and what it is about."""

    subject: Reference | None
    sentence: Sentence
    start: int
    position: int
    end: int
    """Its part of the clause is [start, end), the figure or verb is at `position`."""


@dataclass(slots=True)
class Whereabouts:
    """Locates claim after claim, remembering where the paragraph and the section are."""

    doc: Document
    lexicon: str | None = None
    paragraph: int = -1
    carried: Location | None = None
    carried_from: int = -1
    heading: Location | None = None
    title: Location | None = None
    homes: Homes = field(init=False)

    def __post_init__(self) -> None:
        self.homes = Homes(self.doc, self.lexicon)

    def enter(self, sentence: Sentence) -> None:
        """Move to a sentence: a heading's city holds for the paragraphs under it."""
        if sentence.kind in ("title", "heading"):
            places = [p for p in self.doc.places.within(sentence.start, sentence.end) if p.level in HOLDING_LEVELS]
            cities = {place.city for place in places if place.city}
            location = (
                located(places[0], "context", f"city:{sentence.kind}", 0.6)
                if len(cities) == 1 and places[0].city
                else None
            )
            if sentence.kind == "title":
                self.title = location
            else:
                self.heading = location
            self.carried = None
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.carried = sentence.paragraph, None

    def locate(self, spot: Spot) -> Location:
        """The place a figure or event is about: its subject's, its clause's, its organisation's, its context's."""
        ways = (self._from_subject(spot), self._from_clause(spot), self._from_memory(spot))
        found = [location for location in ways if location is not None]
        location = next((one for one in found if one.city), found[0] if found else self._from_context(spot))
        if location.place:
            self.carried, self.carried_from = location, spot.sentence.start
        return location

    def _from_subject(self, spot: Spot) -> Location | None:
        """The first place in the subject's own words: 杭州, or 深圳 in 深圳市某某公司."""
        subject = spot.subject
        if subject is None or subject.rule in REMEMBERED:
            return None
        inside = self.doc.places.overlapping(subject.start, subject.end)
        if not inside:
            return None
        here = spot.sentence.start <= subject.start < spot.sentence.end
        return located(inside[0], "sentence" if here else "context", f"city:{subject.rule}", 0.95 if here else 0.75)

    def _from_clause(self, spot: Spot) -> Location | None:
        """The clause's city; else the seat of the organisation; else the last place of the sentence."""
        own = self._near(spot.start, spot.position, spot.end)
        if own is not None and own.city:
            return located(own, "sentence", "city:clause", 0.9)
        seat = self._seat(spot.subject) if spot.subject is not None and spot.subject.type == "ORG" else None
        if seat is not None and seat.city:
            return seat
        place = own or self._sentence_place(spot.sentence, spot.position)
        return located(place, "sentence", "city:sentence", 0.8) if place else seat

    def _from_memory(self, spot: Spot) -> Location | None:
        """The place of a subject that an earlier sentence named, once the own sentence names none."""
        subject = spot.subject
        if subject is None or subject.rule != "subject:carried_sentence":
            return None
        inside = self.doc.places.overlapping(subject.start, subject.end)
        return located(inside[0], "context", f"city:{subject.rule}", 0.7) if inside else None

    def _near(self, start: int, position: int, end: int) -> Place | None:
        """The last place before the figure in its clause, else the first after it."""
        before = [p for p in self.doc.places.within(start, position) if not self._is_baseline(p)]
        if before:
            return before[-1]
        after = [p for p in self.doc.places.within(position, end) if not self._is_baseline(p)]
        return after[0] if after else None

    def _is_baseline(self, place: Place) -> bool:
        """比深圳高, 《深圳条例》: the place only serves to compare, or stands in the name of a document or product."""
        entity = self.doc.entities.covering(place.start, place.end)
        if (entity is not None and entity.type in ("DOC", "PRODUCT")) or not WEAK.isdisjoint(place.flags):
            return True
        before = self.doc.text[max(0, place.start - 3) : place.start]
        return bool(re.search(r"(?:比|较|高于|低于|超过|超|出口|卖到|销往|出海)$", before))

    def _sentence_place(self, sentence: Sentence, position: int) -> Place | None:
        places = [p for p in self.doc.places.within(sentence.start, position) if not self._is_baseline(p)]
        return places[-1] if places else None

    def _seat(self, subject: Reference) -> Location | None:
        """Where an organisation is based; the country for a national body."""
        if self.homes.is_national(subject):
            return Location("中国", "", rule="city:national_body", weight=0.8)
        if PROVINCIAL.search(subject.text) and city_named_in(subject.text) is None:
            return None
        city = self.homes.city(subject)
        if city is None:
            return None
        division = load_divisions().city(city)
        name, code = (division.full_name, division.code) if division else (city, "")
        return Location(name, code, city, code, "organisation", "city:seat", (), 0.8)

    def _from_context(self, spot: Spot) -> Location:
        subject = spot.subject
        if subject is not None and NATIONAL.match(subject.text):
            return Location("中国", "", rule="city:national_body", weight=0.8)
        if subject is not None and GLOBAL.match(subject.text):
            return Location("全球", "", rule="city:global", weight=0.8)
        if subject is not None and subject.type in ("ORG", "PRODUCT", "PERSON"):
            return Location()
        carried = self.carried
        if carried is not None and carried.basis == "organisation" and self.carried_from != spot.sentence.start:
            carried = None  # the seat of one sentence's company says nothing of the next one's figures
        for location, rule, weight in (
            (carried, "city:carried", 0.65),
            (self.heading, "city:heading", 0.6),
            (self.title, "city:title", 0.4),
        ):
            if location is not None:
                basis: CityBasis | None = "context" if location.city else None
                return Location(
                    location.place,
                    location.place_code,
                    location.city,
                    location.city_code,
                    basis,
                    rule,
                    location.flags,
                    weight,
                )
        return Location()


class Reader:
    """Leads a Whereabouts through the sentences of an article, up to the one asked for."""

    def __init__(self, doc: Document, lexicon: str | None) -> None:
        self._where = Whereabouts(doc, lexicon)
        self._ahead = list(reversed(list(doc.judged())))

    def at(self, sentence: Sentence) -> Whereabouts:
        """The whereabouts on reaching a sentence; call it in reading order."""
        while self._ahead and self._ahead[-1].start <= sentence.start:
            self._where.enter(self._ahead.pop())
        return self._where
