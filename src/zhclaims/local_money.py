"""Tells what 元 is in a text about Taiwan, Hong Kong or Macau, where the text rather than the figure says so."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zhclaims.divisions import load_divisions
from zhclaims.seats import city_of_organisation
from zhclaims.simplify import script_of
from zhclaims.types import Entity, Place, Quantity

# By the first two digits of the codes of GB/T 2260.
CURRENCIES = {"71": "TWD", "81": "HKD", "82": "MOP"}
TAIWAN = "71"
LEAST_PLACES, MOST_ELSEWHERE = 3, 0.5
"""Mentions of the place that make a text one about it, and how many of others there may be to each of them."""
# 人民币120亿元, 3万元人民币, ¥20
NAMED_YUAN = re.compile("人民币|RMB|CNY|[¥￥]")
# A sum in it. Its rate (人民币升值) tells nothing of other sums, but 人民币现钞 that they may be in it.
YUAN_SUM = re.compile("人民币[约逾近超]?[0-9]|[0-9]元?人民币|[亿万元]人民币|[¥￥][0-9]|RMB[ ]?[0-9]")
YUAN_RATE = re.compile("人民币(?:[升贬兑走]|汇|中间价|波动|及|和|、)")
SENTENCE = re.compile("[。！？!?\n]")
SENTENCE_REACH = 120
LINE_REACH = 600
# What shows shares to be traded in Hong Kong: its codes, （0700） or (856.HK), its exchange, its index.
LISTED = re.compile(r"[（(](?!(?:19|20)[0-9]{2}[）)])0?[0-9]{3,4}(?:\.HK)?[）)]|港交所|联交所|港股|恒指|恒生指数|本港")
# 收报9.6元, 目标价由1.9元削至1.1元, 发售价180元，集资最多75亿元: its papers tell prices in their own money.
PRICE = re.compile(
    "(?:收报|收市[价报]|[曾现高低]见|目标价|招股价|发售价|配售价|入场费|集资|每股作价|成交额)[^。；;\n]{0,16}$"
)
PRICE_REACH = 24
MAINLAND_SHARES = re.compile("A股|[沪深]市|沪深|两市|科创板|创业板")


def in_local_money(
    text: str,
    quantities: Sequence[Quantity],
    places: Sequence[Place],
    *,
    entities: Sequence[Entity] = (),
    written: str = "",
) -> list[Quantity]:
    """Read plain 元 as the money of the place that a text is about.

    It is where the text names that money for other sums, or is `written` in Traditional characters. Elsewhere, behind
    人民币 for another sum of its line, or where the sentence is about another place, 元 stays CNY and is flagged
    `unsure_currency`; what is read as other money is flagged `unit_inferred`. Where places do not tell, as in news of
    companies, a text in Traditional characters has the money that it names or that the seats of its organisations
    tell; prices of shares traded in Hong Kong are in its money, wherever the company is.

    >>> from zhclaims.places import find_places
    >>> from zhclaims.quantities import find_quantities
    >>> text = "台北和新竹的企业募资新台币3亿元，台南的企业另得2亿元。"
    >>> [quantity.unit for quantity in in_local_money(text, find_quantities(text), find_places(text))]
    ['TWD', 'TWD']
    """
    traditional, named = script_of(written) == "hant", {quantity.unit for quantity in quantities}
    home = _home(places)
    told = bool(home) and (traditional or CURRENCIES[home] in named)
    if not home and traditional:
        home, told = _home_of_bodies(_mentions(places, entities), named)
    if home != TAIWAN and traditional and LISTED.search(text):
        quantities = [_priced(text, quantity) for quantity in quantities]
    if not home:
        return list(quantities)
    money = CURRENCIES[home] if told and not _is_in_yuan(text) else ""
    return [_read(text, quantity, places, home, money) for quantity in quantities]


def _home(places: Sequence[Place]) -> str:
    """The code of the place with its own money that most of a text's places are in; "" for none."""
    counts = Counter(place.code[:2] for place in places if place.code[:2].isdigit())
    home = max(CURRENCIES, key=lambda code: counts[code])
    about = counts[home] >= LEAST_PLACES and counts.total() - counts[home] <= MOST_ELSEWHERE * counts[home]
    return home if about else ""


def _home_of_bodies(counts: Counter[str], named: set[str]) -> tuple[str, bool]:
    """The code of the one local money that is named, else of the seats; and whether plain 元 is surely that money.

    Companies of the mainland, listed in Hong Kong, name HKD beside their own money, so that it takes a seat there.
    """
    telling = [code for code, money in CURRENCIES.items() if money in named]
    home = telling[0] if len(telling) == 1 else max(CURRENCIES, key=lambda code: counts[code])
    elsewhere = counts.total() - counts[home]
    if len(telling) == 1:
        return home, elsewhere <= MOST_ELSEWHERE * counts[home] and (counts[home] > 0 or home == TAIWAN)
    told = counts[home] > 0 and elsewhere <= MOST_ELSEWHERE * counts[home]
    return (home if counts[home] > 0 and elsewhere <= counts[home] else ""), told


def _mentions(places: Sequence[Place], entities: Sequence[Entity]) -> Counter[str]:
    """How often places of each province are told, by themselves or as the seat of an organisation."""
    cities = (city_of_organisation(entity.name or entity.text) for entity in entities if entity.type == "ORG")
    seats = (load_divisions().city(city) for city in cities if city)
    codes = [*(place.code for place in places), *(seat.code for seat in seats if seat)]
    return Counter(code[:2] for code in codes if code[:2].isdigit())


def _priced(text: str, quantity: Quantity) -> Quantity:
    """The price of a share in the money of Hong Kong."""
    if quantity.unit != "CNY" or _is_named_yuan(text, quantity):
        return quantity
    priced = PRICE.search(text, max(0, quantity.start - PRICE_REACH), quantity.start)
    mainland = priced and MAINLAND_SHARES.search(text, max(0, quantity.start - SENTENCE_REACH), quantity.start)
    return _in_money(quantity, CURRENCIES["81"]) if priced and not mainland else quantity


def _read(text: str, quantity: Quantity, places: Sequence[Place], home: str, money: str) -> Quantity:
    if quantity.unit != "CNY" or _is_named_yuan(text, quantity):
        return quantity
    if not money or _is_elsewhere(text, quantity, places, home) or _follows_yuan(text, quantity):
        return replace(quantity, flags=(*quantity.flags, "unsure_currency"))
    return _in_money(quantity, money)


def _is_in_yuan(text: str) -> bool:
    """Whether the text speaks of 人民币 otherwise than by a sum or a rate, so that its plain sums may be in it."""
    told = (*YUAN_SUM.finditer(text), *YUAN_RATE.finditer(text))
    return text.count("人民币") > sum("人民币" in match[0] for match in told)


def _is_named_yuan(text: str, quantity: Quantity) -> bool:
    return NAMED_YUAN.search(text, max(0, quantity.start - 4), quantity.end + 4) is not None


def _follows_yuan(text: str, quantity: Quantity) -> bool:
    """Whether the line has told a sum in 人民币 before, whose 元 may go on."""
    line = text.rfind("\n", max(0, quantity.start - LINE_REACH), quantity.start) + 1
    return YUAN_SUM.search(text, max(line, quantity.start - LINE_REACH), quantity.start) is not None


def _in_money(quantity: Quantity, money: str) -> Quantity:
    flags = tuple(dict.fromkeys((*quantity.flags, "unit_inferred")))
    return replace(quantity, unit=money, dimension=f"money:{money}", flags=flags)


def _is_elsewhere(text: str, quantity: Quantity, places: Sequence[Place], home: str) -> bool:
    """Whether the sentence so far names places, but none of the text's own."""
    ends = [match.end() for match in SENTENCE.finditer(text, max(0, quantity.start - SENTENCE_REACH), quantity.start)]
    start = ends[-1] if ends else quantity.start - SENTENCE_REACH
    first, last = (bisect_left(places, offset, key=lambda place: place.start) for offset in (start, quantity.start))
    codes = {place.code[:2] for place in places[first:last] if place.code[:2].isdigit()}
    return bool(codes) and home not in codes
