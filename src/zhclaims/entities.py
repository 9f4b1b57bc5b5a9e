"""Finds organisations, places, persons, products and documents: known names, the recogniser, and rules of form."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zhclaims.aliases import name_all
from zhclaims.belief import weigh
from zhclaims.candidates import Candidate, settle, settle_in
from zhclaims.document_rules import alike_in_brackets, as_stated, join_bodies, read_article, with_trade
from zhclaims.foreign_names import find_foreign_persons, find_renowned, with_number
from zhclaims.known_names import is_generic, load_known_names
from zhclaims.landmarks import find_lands, is_bearing, with_built
from zhclaims.mark_edges import Words, fitted
from zhclaims.name_rules import (
    find_introduced,
    find_led,
    find_models,
    find_organisations,
    find_shares,
    find_titles,
    whole_models,
)
from zhclaims.name_types import retyped
from zhclaims.places import find_places
from zhclaims.recogniser import load_recogniser
from zhclaims.segment import segment
from zhclaims.simplify import SURROGATES
from zhclaims.types import Entity, Place, Token
from zhclaims.words import Edges

SENTENCE_END = re.compile(r"(?<=[。！？!?；;\n])")
CLAUSE_END = re.compile(r"[，,、]")
# A mark less the punctuation at its edges: ·蓝鲸 -> 蓝鲸
EDGES = re.compile(r"[^\w《*]{0,9}(?P<name>[\w《*](?:.{0,60}[\w》）)+™®])?)\W{0,9}", re.DOTALL)
LONGEST = 128
"""Characters of a sentence that the recogniser reads at once."""


def find_entities(
    text: str,
    *,
    places: Sequence[Place] | None = None,
    tokens: Sequence[Token] | None = None,
    recognise: bool = True,
    lexicon: str | None = None,
) -> list[Entity]:
    """Find the names in Simplified text: sorted, not overlapping, the longest name as written.

    `places` and `tokens` are those of `find_places` and `segment`, found here when not given. `recognise=False` does
    without the recogniser's weights. `lexicon` is a TSV of the user's own names. Raises LexiconError for a bad lexicon
    and WeightsError when the weights are absent.

    >>> [(entity.text, entity.type) for entity in find_entities("华为在东莞发布了《智能世界报告》。")]
    [('华为', 'ORG'), ('东莞', 'PLACE'), ('《智能世界报告》', 'DOC')]
    """
    original, text = text, SURROGATES.sub("\ufffd", text)
    places = find_places(text, lexicon=lexicon) if places is None else places
    edges = Edges(text, tokens)
    known_names = load_known_names(lexicon)
    titles = list(find_titles(text))
    words = segment(text) if tokens is None else tokens
    guessed = list(find_marked(text) if recognise else find_organisations(words))
    recognised = {text[one.start : one.end] for one in guessed if one.type == "ORG" and one.origin == "recogniser"}
    known = known_names.find(text, edges, recognised)
    located = [one for one in _place_mentions(places) if not is_bearing(text, one.start, one.end)]
    guessed = [with_trade(text, one, edges) for one in without_overreach(text, _fitted(text, guessed, words), places)]
    mentions = settle(
        [*titles, *known, *guessed, *located, *find_lands(text, edges), *find_foreign_persons(text), *find_shares(text)]
    )
    mentions = settle_in(mentions, [*find_introduced(text), *find_led(text, words)])
    mentions = settle(with_built(text, list(whole_models(text, join_bodies(text, mentions)))))
    mentions = as_stated(text, alike_in_brackets(text, mentions))
    mentions = settle_in(mentions, [*find_models(text), *find_renowned(words)])
    mentions = [mention for mention in mentions if not is_generic(text[mention.start : mention.end])]
    regions = frozenset(place.text for place in places)
    mentions = read_article(text, mentions, edges, regions)
    names = name_all(text, mentions, known_names, regions)
    return [Entity(m.start, m.end, original[m.start : m.end], m.type, names[m], m.origin, m.score) for m in mentions]


def _fitted(text: str, marks: Sequence[Candidate], words: Sequence[Token]) -> list[Candidate]:
    """The marks with the edges of their names, less directions (地势向东北倾斜)."""
    alone = Words(words)
    named = [one for one in marks if not is_bearing(text, one.start, one.end)]
    return [with_number(text, fitted(text, one, alone)) for one in named]


def find_marked(text: str) -> Iterator[Candidate]:
    """Find what the recogniser marks, sentence by sentence, and is believed."""
    sentences = list(split_sentences(text))
    recogniser = load_recogniser()
    marks = recogniser.mark([text[start:end] for start, end in sentences])
    found: list[Candidate] = []
    for (offset, _), some in zip(sentences, marks, strict=True):
        for start, end, type_, score in some:
            name = EDGES.fullmatch(text, offset + start, offset + end)
            if name:
                found.append(Candidate(*name.span("name"), type_, "recogniser", score))
    counts = Counter(text[mark.start : mark.end] for mark in found)
    for mark in found:
        written = text[mark.start : mark.end]
        believed = weigh(mark, written, recogniser.tables.vocabulary, counts[written])
        typed = retyped(text, believed) if believed else None
        if typed:
            yield typed


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into sentences without white space around them, and those too long after a comma."""
    at = 0
    for sentence in SENTENCE_END.split(text):
        start = at + len(sentence) - len(sentence.lstrip())
        end = at + len(sentence.rstrip())
        at += len(sentence)
        while end - start > LONGEST:
            commas = [match.end() for match in CLAUSE_END.finditer(text, start + 20, start + LONGEST)]
            cut = commas[-1] if commas else start + LONGEST
            yield start, cut
            start = cut
        if start < end:
            yield start, end


# What a division's full name ends with, so that the next one may follow: 江苏省盐城市
UNITS = "省市州县区盟旗邦国"
# What is no part of a known place before it: 云南地区 is 云南, but 喀什地区 is a division
AROUND = frozenset("地区 市场 方面 境内 一带 当地 两地 各地 全境 沿海 沿岸 企业 官方 民众 人民".split())
# Places that stand inside another name, or stand for no place of their own (全国)
UNNAMED = frozenset(("in_organisation", "generic_place", "in_title", "in_event"))


def _place_mentions(places: Sequence[Place]) -> Iterator[Candidate]:
    """The places that are no part of an organisation's name; a union of states (东盟) is an organisation."""
    for place in places:
        if place.level != "world" and UNNAMED.isdisjoint(place.flags):
            union = place.level == "region" and place.text.endswith("盟")
            yield Candidate(place.start, place.end, "ORG" if union else "PLACE", "gazetteer", 0.9, place.name)


def without_overreach(text: str, marks: Sequence[Candidate], places: Sequence[Place]) -> Iterator[Candidate]:
    """The marks less those that take more than the place in them: 西安市 in 西安市内, 云南地区; not 江苏省盐城市."""
    spans = {(place.start, place.end) for place in places}
    starts = {place.end: place.start for place in places}
    ends = {place.start: place.end for place in places}
    for mark in marks:
        place = starts.get(mark.end, mark.start)
        more = place - mark.start >= 2 and text[place - 1] not in UNITS
        city = text[mark.end - 1] == "市" and (mark.start, mark.end - 1) in spans
        around = text[ends.get(mark.start, mark.end) : mark.end] in AROUND
        if mark.type != "PLACE" or not (more or city or around):
            yield mark
