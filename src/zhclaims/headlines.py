"""A headline says again what the text below it tells in full: its figures are of that time and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zhclaims.binder.bind import Reading
from zhclaims.types import Quantity
from zhclaims.whereabouts import Location

TITLE, HEADING, BODY = "title", "heading", "body"
BELOW = 2
"""In how many lines below a heading its story begins; one of them may be blank."""
ROUNDED = 0.08
"""How far a headline may round, as a share: 近8000台 for 7975台, 200余起 for 215起."""


def with_body(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of a headline that tell no time or place with those of the same figure in the text.

    The headline of the article is about all of it, a heading about what stands right below it.
    """
    body = [reading for reading in readings if reading.is_figure and reading.sentence.kind != TITLE]
    lines: dict[int, list[Reading]] = {}
    for reading in body:
        if reading.sentence.kind == BODY:
            lines.setdefault(reading.sentence.paragraph, []).append(reading)
    return [_filled(reading, _told_below(reading, body, lines)) for reading in readings]


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
