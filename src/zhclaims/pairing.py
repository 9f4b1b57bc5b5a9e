"""Pairs the values of a list with the items they belong to: 甲、乙、丙分别为3亿、4亿和6亿元."""

import re
from dataclasses import dataclass, replace

from zhclaims.document import Document
from zhclaims.types import Quantity, Sentence, Time

ITEM_BREAK = re.compile(r"\s{0,8}(?:、|和|与|及|以及|，|,|/)\s{0,8}")
RESPECTIVELY = ("分别", "依次")
CUE_REACH = 16
LAST_NOUN = re.compile(r"[^，,。；：:的]{2,14}$")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What 分别 or 依次, or its row and column in a table, give to one value: a subject or a time of its own."""

    subject: str = ""
    time: Time | None = None


def pair_lists(doc: Document, sentence: Sentence, quantities: list[Quantity]) -> dict[int, Pairing]:
    """Pair by offset of the quantity; nothing where the counts do not agree.

    Years: 2022年至2024年分别为3亿、4亿和6亿元. Names: 杭州、宁波分别增长5%和6%.
    A list after it with as many values (；净利润…) takes the same items; slashes (0.5/0.6元) need no 分别 for years.
    """
    pairs: dict[int, Pairing] = {}
    items: list[Pairing] = []
    for group in _groups(doc, quantities):
        at = max(doc.text.rfind(word, sentence.start, group[0].start) for word in RESPECTIVELY)
        if at >= max(sentence.start, group[0].start - CUE_REACH):
            items = _items(doc, sentence, at, len(group)) or items
        elif len(group) > 1 and doc.text[group[0].cue_end : group[1].cue_start].strip() == "/":
            items = [Pairing(time=time) for time in _years(doc, sentence, group[0].start, len(group))] or items
        if len(items) == len(group) > 1:
            pairs.update({q.start: item for q, item in zip(group, items, strict=True)})
    return pairs


def _groups(doc: Document, quantities: list[Quantity]) -> list[list[Quantity]]:
    """Runs of values with nothing but separators between them."""
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups and ITEM_BREAK.fullmatch(doc.text, groups[-1][-1].cue_end, quantity.cue_start):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _items(doc: Document, sentence: Sentence, at: int, count: int) -> list[Pairing]:
    times = _years(doc, sentence, at, count)
    if times:
        return [Pairing(time=time) for time in times]
    names = doc.entities.within(sentence.start, at)[-count:]
    if len(names) == count and _listed(doc, [(name.start, name.end) for name in names]):
        return [Pairing(subject=name.text) for name in names]
    return [Pairing(subject=noun) for noun in _nouns(doc, sentence, at, count)]


def _years(doc: Document, sentence: Sentence, at: int, count: int) -> list[Time]:
    """The last `count` times before it, or the single years of one range of as many."""
    times = [time for time in doc.times.within(sentence.start, at) if time.first]
    if len(times) >= count and _listed(doc, [(time.start, time.end) for time in times[-count:]]):
        return times[-count:]
    for time in reversed(times):
        if time.first and time.last and time.last.year - time.first.year + 1 == count:
            years = range(time.first.year, time.last.year + 1)
            return [
                replace(time, iso=str(y), first=time.first.replace(year=y), last=time.last.replace(year=y, day=28))
                for y in years
            ]
    return []


def _listed(doc: Document, spans: list[tuple[int, int]]) -> bool:
    """Whether spans stand in one list: only separators and short nouns between them."""
    return all(
        b[0] - a[1] <= 8 and ITEM_BREAK.search(doc.text, a[1], b[0]) for a, b in zip(spans, spans[1:], strict=False)
    )


def _nouns(doc: Document, sentence: Sentence, at: int, count: int) -> list[str]:
    """The last `count` items of a plain list before 分别: 2年期、3年期、5年期分别发行…"""
    start = max(sentence.start, at - 80)
    breaks = re.finditer(r"、|和|与|以及", doc.text[start:at])
    parts = [(start, start), *((start + match.start(), start + match.end()) for match in breaks)]
    if len(parts) < count:
        return []
    spans = [(parts[i][1], parts[i + 1][0] if i + 1 < len(parts) else at) for i in range(len(parts))][-count:]
    found = []
    for begin, end in spans:
        if doc.quantities.overlapping(begin, end) and not doc.text[begin:end].endswith("期"):
            return []
        match = LAST_NOUN.search(doc.text[begin:end])
        if not match:
            return []
        found.append(match[0])
    return found
