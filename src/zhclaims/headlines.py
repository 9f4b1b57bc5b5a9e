"""A headline says again what the text below it tells in full: its figures are of that time and place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zhclaims.binder.bind import Reading
from zhclaims.document import Document
from zhclaims.types import Quantity, Time
from zhclaims.whereabouts import Location

TITLE, HEADING, BODY = "title", "heading", "body"
BELOW = 2
"""In how many lines below a heading its story begins; one of them may be blank."""
ROUNDED = 0.08
"""How far a headline may round, as a share: 近8000台 for 7975台, 200余起 for 215起."""
LEAD = 40
"""In how many characters the first sentence of a news text names its day."""
RECENT = 14
"""For how many days what happened is news."""
NEWS = frozenset({"", "money", "count", "rank"})
"""What is done on a day: verbs, and what is paid, counted or won; shares and measures are of longer."""
PERIOD = re.compile("[单首每][年季月周日]|[年季月周日]均|累计|年产")


def with_body(doc: Document, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of a headline that tell no time or place with those of the same figure in the text.

    The headline of the article is about all of it, a heading about what stands right below it. What the text does not
    tell again is the news of the day that it begins with.
    """
    day = _day_of_news(doc)
    body = [reading for reading in readings if reading.is_figure and reading.sentence.kind != TITLE]
    lines: dict[int, list[Reading]] = {}
    for reading in body:
        if reading.sentence.kind == BODY:
            lines.setdefault(reading.sentence.paragraph, []).append(reading)
    filled = [_filled(reading, _told_below(reading, body, lines)) for reading in readings]
    return [replace(reading, time=day) if day and _is_undated(doc, reading) else reading for reading in filled]


def _day_of_news(doc: Document) -> Time | None:
    """The day shortly before the article's that its first sentence begins with: 5月20日早间，…"""
    lead = next((sentence for sentence in doc.sentences if sentence.kind == BODY), None)
    times = doc.times.within(lead.start, min(lead.end, lead.start + LEAD)) if lead else ()
    day, published = times[0] if times else None, doc.article.published
    if day is None or day.first is None or day.first != day.last or day.flags or published is None:
        return None
    if not day.text[0].isdigit():  # 昨日 and 今天 stand in texts of all kinds
        return None
    return day if 0 <= (published - day.first).days <= RECENT else None


def _is_undated(doc: Document, reading: Reading) -> bool:
    """Whether a reading is a deed or deal of a title that tells no time: 甲公司获9亿元订单, not 三年造船9艘."""
    title = reading.sentence
    if reading.time is not None or title.kind != TITLE or reading.word.kind not in NEWS:
        return False
    lasting = any(quantity.kind == "duration" for quantity in doc.quantities.within(title.start, title.end))
    return not (lasting or doc.times.within(title.start, title.end) or PERIOD.search(doc.text, title.start, title.end))


def _told_below(reading: Reading, body: Sequence[Reading], lines: Mapping[int, Sequence[Reading]]) -> Sequence[Reading]:
    """What may tell the time and place of a reading: nothing for one that is in no headline."""
    if reading.sentence.kind == TITLE:
        return body
    return list(_below(reading, lines)) if reading.sentence.kind == HEADING else ()


def _below(heading: Reading, lines: Mapping[int, Sequence[Reading]]) -> Iterator[Reading]:
    """The readings of the lines right below a heading, or behind it in its own."""
    at = heading.sentence.paragraph
    for line in range(at, at + BELOW + 1):
        yield from (reading for reading in lines.get(line, ()) if reading.word.start > heading.word.start)


def _filled(reading: Reading, body: Sequence[Reading]) -> Reading:
    gaps = ((_gap(reading.word.fact, other.word.fact), other.word.start, other) for other in body)
    same = [(gap, start, other) for gap, start, other in gaps if gap is not None]
    if not same:
        return reading
    same.sort()
    if reading.time is None:
        reading = replace(reading, time=same[0][2].time)
    if reading.location is None:
        return _there(reading, same[0][2])
    closer = (told for _, _, told in same if _is_within(told.location, reading.location))
    return _there(reading, next(closer, reading))


def _there(reading: Reading, told: Reading) -> Reading:
    return replace(reading, location=told.location, told_by=told.told_by)


def _is_within(told: Location | None, own: Location) -> bool:
    """Whether the text tells the city, where a headline but tells its province."""
    return told is not None and bool(told.city) and not own.city and told.place.startswith(own.place)


def _gap(one: object, other: object) -> float | None:
    """By how much two figures differ, None where they are not the same one."""
    if not isinstance(one, Quantity) or not isinstance(other, Quantity) or one.low is None or other.low is None:
        return None
    gap = abs(one.low - other.low)
    same_unit = (one.unit, one.kind) == (other.unit, other.kind)
    return gap if same_unit and gap <= ROUNDED * abs(one.low) else None
