"""Pairs the values of a list with the items they belong to: 甲、乙、丙分别为3亿、4亿和6亿元."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhclaims.document import Document
from zhclaims.topics import names_a_measure
from zhclaims.types import Entity, Quantity, Sentence, Time

YEAR_BREAK = re.compile(r"\s{0,4}(?:、|和|与|及|以及|/)\s{0,4}")
YEARS = re.compile(r"[0-9]{4}/[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
ITEM_BREAK = re.compile(r"\s{0,8}(?:、|和|与|及|以及|，|,|/)\s{0,8}")
RESPECTIVELY = ("分别", "依次", "分列", "分居", "各占", "各有")
CUE_REACH = 16
COMMAS = re.compile("、")
JOINS = re.compile("和|与|以及|及")
CHAIN_BREAK = re.compile("[，,。；：:！？\n]")
LIST_REACH = 80
"""Characters before 分别 in which its list stands."""
# 流向前三的行业是|汽车: what the first item begins behind
FIRST_ITEM = re.compile(r"(?:[，,。；：:的是]|^)([^，,。；：:的是]{2,14})$")
# 医药|，占比, 钼铁|的价格, 5年期|同比: what the last item ends before
LAST_ITEM = re.compile(r"([^，,。；：:的]{2,14}?)(?:今年|去年|年内|每[年月人]|同比|环比|均|各)*(?:[，,的]|$)")
BEHIND_LIST = re.compile(r"[，,]?[^，,。；\d]{0,12}")
"""What may stand between the list and 分别: 钼铁|的价格年内|分别."""
AIMS = frozenset("对 向 给 把 将 在 于 赴 到 为 从 由 通过 以 按 比 较".split())
"""What makes a list the aim or the place of what is done, and not who does it: 对甲、乙分别出口."""
# ，|与甲、乙分别签约: those with whom something is done, and not who does it; 甲与乙分别增长
COMPANIONS = re.compile("(?:^|[，,。；;：:！？\n])(?:并|且|还|已|同时)?[与同跟][^，,。；;：:！？\n与和及、]*$")
# What may stand between the last name and 分别: 甲、乙|两市去年|分别, 甲和乙|的利润|分别
BEHIND_NAMES = re.compile(r"(?:[两三四五六七八九十\d]{1,2}[一-鿿]{1,3})?(?:均|各|都)?(?:[，,]|的[^，。；\d]{0,10})?")
PLACED = re.compile(r"[在于赴到]$")
# 营收、净利润|同比|分别: how a change is told of, which is no end of a measure's name
COMPARED = re.compile("(?:同比|环比|年均|今年|去年|全年|当年|均|各|也|则|都|又|[，,]){0,4}$")
WHOSE = re.compile("(?:[该本]?(?:公司|集团|企业)|全年|当[年期季月日]|其(?![他它中实])|全[国省市球]|合计)+")
"""Words before the first measure of a list that tell whose or when: 公司|营收和净利润分别…"""
# 营收3亿元，净利润2亿元，同比分别|增长: figures of measures before one list of their changes
TOLD_OF = re.compile(r"[，,]\s?(?:同比|环比|较[^，,。；\d]{1,8})?$")
LINK = re.compile("(?:约|近|超|逾|达到?|实?现?为|是|至){1,3}$")
CHANGED = re.compile(r"[，,；;]?[^，,。；;\d]{0,8}[比较增降升跌涨][^，,。；;\d]{0,6}")
"""What goes on about the measures of the list before: ，同比增长3%和4%."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What 分别 or 依次, or its row and column in a table, give to one value: a subject, place or time of its own."""

    subject: str = ""
    place: str = ""
    """The name of where it is, if the list is but of places: 在常州、盐城分别投资3亿和4亿元."""
    time: Time | None = None
    metric: str = ""
    """What is measured, if the list is of measures: 营收和净利润分别为3亿和2亿元."""
    listed: tuple[int, int] = (0, 0)
    """The list of measures, in which no subject is; the words behind it are said of each: 营收和净利润|同比增长."""


def pair_lists(doc: Document, sentence: Sentence, quantities: list[Quantity]) -> dict[int, Pairing]:
    """Pair by offset of the quantity; nothing where the counts do not agree.

    Years: 2022年至2024年分别为3亿、4亿和6亿元. Names: 杭州、宁波分别增长5%和6%.
    A list after it with as many values (；净利润…) takes the same items. Years need no 分别 where as many are listed:
    2023年和2024年，占比为57%和40%, 0.5/0.6元.
    """
    pairs: dict[int, Pairing] = {}
    items: list[Pairing] = []
    behind = sentence.start
    for group in _groups(doc, quantities):
        at = max(doc.text.rfind(word, sentence.start, group[0].start) for word in RESPECTIVELY)
        if at >= max(sentence.start, group[0].start - CUE_REACH):
            items = _items(doc, sentence, at, len(group)) or items
        elif len(group) > 1 and doc.text[group[0].cue_end : group[1].cue_start].strip() == "/":
            items = [Pairing(time=time) for time in _years(doc, sentence.start, group[0].start, len(group))] or items
        elif len(group) > 1 and (times := _listed_years(doc, sentence, group)):
            items = [Pairing(time=time) for time in times]
        elif items and items[0].metric and not CHANGED.fullmatch(doc.text, behind, group[0].cue_start):
            items = []
        behind = group[-1].cue_end
        if len(items) == len(group) > 1:
            pairs.update({q.start: item for q, item in zip(group, items, strict=True)})
    return pairs | {quantity.start: Pairing(subject=name.text) for quantity, name in _bracketed(doc, quantities)}


def _bracketed(doc: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Entity]]:
    """The quantities that stand alone in brackets behind a company or product: 甲（31%）和乙（20%）."""
    for quantity in quantities:
        opening, end = quantity.cue_start - 1, quantity.cue_end
        if opening >= 0 and doc.text[opening] in "（(" and doc.text[end : end + 1] in ("）", ")"):
            name = doc.entities.covering(opening - 1, opening)
            if name is not None and name.end == opening and name.type in ("ORG", "PRODUCT"):
                yield quantity, name


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
    times = _years(doc, sentence.start, at, count)
    if times:
        return [Pairing(time=time) for time in times]
    names = doc.entities.within(sentence.start, at)[-count:]
    if len(names) == count and _are_listed(doc, names, at):
        if COMPANIONS.search(doc.text, max(sentence.start, names[0].start - LIST_REACH), names[0].end):
            return []
        if PLACED.search(doc.text, max(sentence.start, names[0].start - 1), names[0].start):
            return [Pairing(place=name.text) for name in names]
        return [Pairing(subject=name.text) for name in names]
    return _told_measures(doc, sentence, at, count) or _nouns_or_measures(doc, sentence, at, count)


def _nouns_or_measures(doc: Document, sentence: Sentence, at: int, count: int) -> list[Pairing]:
    """The items of a plain list, which are measures if each names one: 营收和净利润分别为3亿和2亿元."""
    nouns = _nouns(doc, sentence, at, count)
    measures = [_measure(doc, *noun) for noun in nouns]
    if measures and all(measures) and not doc.entities.within(nouns[0][1], nouns[-1][1]):
        listed = (nouns[0][1] - len(measures[0]), nouns[-1][1])
        return [Pairing(metric=measure, listed=listed) for measure in measures]
    return [Pairing(subject=doc.text[slice(*noun)]) for noun in nouns]


def _told_measures(doc: Document, sentence: Sentence, at: int, count: int) -> list[Pairing]:
    """The measures of the last figures, that 分别 goes on about: 营收3亿元，净利润2亿元，分别增长…"""
    figures = doc.quantities.within(sentence.start, at)[-count:]
    if len(figures) < count or not TOLD_OF.fullmatch(doc.text, figures[-1].cue_end, at):
        return []
    measures: list[str] = []
    for end, figure in zip([sentence.start, *(one.cue_end for one in figures)], figures, strict=False):
        breaks = list(CHAIN_BREAK.finditer(doc.text, max(end, figure.start - LIST_REACH), figure.cue_start))
        begin = breaks[-1].end() if breaks else end
        is_own = not measures or (breaks and not doc.entities.within(begin, figure.cue_start))
        measures.append(_measure(doc, begin, figure.cue_start) if is_own else "")
    return [Pairing(metric=measure, listed=(at, at)) for measure in measures] if all(measures) else []


def _measure(doc: Document, start: int, end: int) -> str:
    """The measure that a stretch names behind the name and the time in it; "" for none."""
    facts: list[Entity | Time] = [*doc.entities.within(start, end), *doc.times.within(start, end)]
    start = max([start, *(fact.end for fact in facts)])
    words = LINK.sub("", doc.text[start:end].strip()).removeprefix("的")
    words = WHOSE.sub("", words, count=1) if WHOSE.match(words) else words
    return words if names_a_measure(words) else ""


def _are_listed(doc: Document, names: Sequence[Entity], at: int) -> bool:
    """Whether names are the list before 分别, and none is but the beginning of its item."""
    end = names[-1].end
    times = [time.end for time in doc.times.within(end, at) if time.start == end]
    return _listed(doc, [(name.start, name.end) for name in names]) and any(
        BEHIND_NAMES.fullmatch(doc.text, behind, at) or _is_one_measure(doc.text[behind:at]) for behind in [end, *times]
    )


def _is_one_measure(words: str) -> bool:
    """Whether words name one measure, and no list of them: 甲和乙|净利润|分别."""
    words = COMPARED.sub("", words)
    return names_a_measure(words) and not (ITEM_BREAK.search(words) or CHAIN_BREAK.search(words))


def _years(doc: Document, start: int, at: int, count: int) -> list[Time]:
    """The last `count` times before it, with the single years of a range: 2022年至2024年|及2025年上半年 are four."""
    times = [time for time in doc.times.within(start, at) if time.first]
    if len(times) >= count and _listed(doc, [(time.start, time.end) for time in times[-count:]]):
        return times[-count:]
    found: list[Time] = []
    for place in range(len(times) - 1, -1, -1):
        found = [*_single_years(times[place]), *found]
        if len(found) >= count or not _listed(doc, [(time.start, time.end) for time in times[place - 1 : place + 1]]):
            break
    if len(found) == count > 1:
        return found
    return next((years for time in reversed(times) if len(years := _single_years(time)) == count), [])


def _single_years(time: Time) -> list[Time]:
    """The years of a range, the last of which may be a part (2024年前三季度); else the time itself."""
    if not time.first or not time.last or not YEARS.fullmatch(time.iso):
        return [time]
    years = range(time.first.year, time.last.year + 1)
    found = [
        replace(time, iso=str(y), first=time.first.replace(year=y), last=time.last.replace(year=y, day=28))
        for y in years
    ]
    end = time.iso.partition("/")[2]
    return (
        found if end == found[-1].iso else [*found[:-1], replace(found[-1], iso=f"{end[:4]}-01/{end}", last=time.last)]
    )


def _listed_years(doc: Document, sentence: Sentence, group: Sequence[Quantity]) -> list[Time]:
    """The years listed shortly before a list of as many figures of one unit, if both are nothing but lists.

    A range stands for three years or more: 2021年至2022年 may be told of as a whole.
    """
    start = max(sentence.start, group[0].start - LIST_REACH)
    times = _years(doc, start, group[0].start, len(group))
    if len({quantity.unit for quantity in group}) > 1 or not _are_joined(doc.text, group):
        return []
    is_range = len(times) > 2 or not times or times[0].start != times[-1].start
    return times if is_range and _are_joined(doc.text, times) else []


def _are_joined(text: str, facts: Sequence[Quantity | Time]) -> bool:
    """Whether nothing but 、 or 和 stands between facts; the years of a range are joined."""
    return all(
        one.start == other.start or YEAR_BREAK.fullmatch(text, one.end, max(one.end, other.start))
        for one, other in pairwise(facts)
    )


def _listed(doc: Document, spans: list[tuple[int, int]]) -> bool:
    """Whether spans stand in one list: only separators and short nouns between them."""
    return all(
        b[0] - a[1] <= 8 and ITEM_BREAK.search(doc.text, a[1], b[0]) for a, b in zip(spans, spans[1:], strict=False)
    )


def _nouns(doc: Document, sentence: Sentence, at: int, count: int) -> list[tuple[int, int]]:
    """The last `count` items of a plain list before 分别: 2年期、3年期、5年期分别发行…"""
    spans = _spans(doc.text, max(sentence.start, at - LIST_REACH), at, count)
    if not spans or any(word.tag == "p" and word.text in AIMS for word in doc.tokens.within(*spans[0])):
        return []
    if COMPANIONS.search(doc.text, max(sentence.start, spans[0][1] - LIST_REACH), spans[0][1]):
        return []
    first, last = FIRST_ITEM.search(doc.text[slice(*spans[0])]), LAST_ITEM.match(doc.text, *spans[-1])
    if first is None or last is None or not BEHIND_LIST.fullmatch(doc.text, last.end(1), at):
        return []
    begin = spans[0][0] + first.start(1)
    items = [(begin, spans[0][1]), *spans[1:-1], last.span(1)]
    counted = (bool(doc.quantities.overlapping(*item)) for item in items)
    is_other = any(is_count and doc.text[end - 1] != "期" for is_count, (_, end) in zip(counted, items, strict=True))
    return [] if is_other else items


def _spans(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Where the last `count` items of a list stand; none where it has fewer.

    和 joins the last two, unless 、 alone parts as many as there are values: 压延业、原料和制品业 are two.
    """
    commas = [mark.span() for mark in COMMAS.finditer(text, start, end)]
    joins = [mark.span() for mark in JOINS.finditer(text, commas[-1][1] if commas else start, end)]
    marks = commas if len(_unbroken(text, commas)) == count - 1 else [*commas, *joins[-1:]]
    marks = _unbroken(text, marks)
    if len(marks) < count - 1:
        return []
    parted = [(start, start), *marks, (end, end)][-count - 1 :]
    return [(before[1], after[0]) for before, after in pairwise(parted)]


def _unbroken(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last of some marks between which there is no comma or stop."""
    kept: list[tuple[int, int]] = []
    for mark in reversed(marks):
        if kept and CHAIN_BREAK.search(text, mark[1], kept[0][0]):
            break
        kept.insert(0, mark)
    return kept
