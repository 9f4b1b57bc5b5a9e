"""The rows of the binder's tables for each word of an article: word, characters, tag, kind, name, cue, shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from zhclaims.binder.words import Ids, Words
from zhclaims.types import Quantity, Sentence, Time
from zhclaims.whereabouts import Location

TAGS = tuple(
    """n nr nrt ns nt nz ng vn v vd vg vi a ad an ag d m q r rr rz t tg f s p c u uj ul uz ug ud uv x eng b j i l z k y
    o e zg g mq df h""".split()
)
KINDS = ("", *"money percent ratio multiple count duration measure rank other time".split())
NAMES = ("O", *(f"{part}-{kind}" for kind in "ORG PLACE PERSON PRODUCT DOC LOC".split() for part in "BI"))
CUES = (
    "",
    *"act compare condition decrease from hedge increase level negation past plan pseudo report speech to".split(),
)
SENTENCES = tuple("title heading body table boilerplate".split())
LENGTHS = 3
TOLD = ("", *"city main_city place seat main_seat nation span day recurring unresolved baseline".split())
"""What a word tells of a place (a city, a place without one, an organisation's city) or of a time."""
SIZES = (len(TAGS), len(KINDS), len(NAMES), len(CUES), len(SENTENCES) * LENGTHS, len(TOLD))
"""Rows of the small tables, in the order of the columns behind word, first and last character."""
COLUMNS = 3 + len(SIZES)

_TAG = {tag: number for number, tag in enumerate(TAGS)}
_KIND = {kind: number for number, kind in enumerate(KINDS)}
_NAME = {name: number for number, name in enumerate(NAMES)}
_CUE = {cue: number for number, cue in enumerate(CUES)}
_SENTENCE = {kind: number for number, kind in enumerate(SENTENCES)}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and characters that have rows of their own."""

    words: dict[str, int]
    """Word in lower case -> row; 0 is the row of all others."""
    characters: npt.NDArray[np.int32]
    """Row by code point, for the basic plane; the last row is that of all others."""

    def rows_of_characters(self, points: Sequence[int]) -> npt.NDArray[np.int32]:
        """The rows of characters by code point; those beyond the basic plane share that of code point 0."""
        known = np.array(points, np.int64)
        return self.characters[np.where(known < len(self.characters), known, 0)]


def rows_of(
    words: Words, sentences: Sequence[Sentence], locations: Mapping[int, Location], vocabulary: Vocabulary
) -> Ids:
    """The rows of each word: [word, column]; `locations` are the places told, by the number of the word."""
    items = words.items
    numbers: dict[str, int] = {}
    each = np.array([numbers.setdefault(word.text, len(numbers)) for word in items], np.int64)
    texts = list(numbers)
    places = [_SENTENCE[sentence.kind] * LENGTHS for sentence in sentences]
    places.append(_SENTENCE["boilerplate"] * LENGTHS)  # what stands outside all sentences has the number -1
    told = {number: _told(word.fact, None) for number, word in enumerate(items) if word.fact is not None}
    told |= {number: _told(None, location) for number, location in locations.items()}
    columns = (
        np.array([vocabulary.words.get(text.lower(), 0) for text in texts])[each],
        vocabulary.rows_of_characters([ord(text[0]) for text in texts])[each],
        vocabulary.rows_of_characters([ord(text[-1]) for text in texts])[each],
        [_tag(word.tag) for word in items],
        [_KIND[word.kind] for word in items],
        [_NAME[word.name] for word in items],
        [_CUE[word.cue] for word in items],
        np.array(places)[words.sentences] + np.minimum(list(map(len, texts)), LENGTHS)[each] - 1,
        [told.get(number, 0) for number in range(len(items))],
    )
    return np.array(columns, np.int64).reshape(COLUMNS, -1).T


@cache
def _tag(tag: str) -> int:
    """The row of a part of speech, or that of its first letter, or that of what has none."""
    return _TAG[tag] if tag in _TAG else _TAG.get(tag[:1], _TAG["x"])


def _told(fact: Quantity | Time | None, location: Location | None) -> int:
    """The row of what a word tells."""
    if location is not None:
        named = location.by == "place"
        found = ("city" if named else "seat") if location.city else ("place" if named else "nation")
        found = f"main_{found}" if location.is_main else found
    elif isinstance(fact, Time):
        day = fact.first is not None and fact.first == fact.last
        found = "recurring" if fact.recurring else "unresolved" if not fact.iso else "day" if day else "span"
        found = "baseline" if "baseline" in fact.flags else found
    else:
        found = ""
    return TOLD.index(found)
