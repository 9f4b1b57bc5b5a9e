"""Tells what 元 is in a text about Taiwan, Hong Kong or Macau, where the text rather than the figure says so."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zhclaims.simplify import script_of
from zhclaims.types import Place, Quantity

# By the first two digits of the codes of GB/T 2260.
CURRENCIES = {"71": "TWD", "81": "HKD", "82": "MOP"}
LEAST_PLACES, MOST_ELSEWHERE = 3, 0.5
"""Mentions of the place that make a text one about it, and how many of others there may be to each of them."""
# 人民币120亿元, 3万元人民币, ¥20
NAMED_YUAN = re.compile("人民币|RMB|CNY|[¥￥]")
SENTENCE = re.compile("[。！？!?\n]")
SENTENCE_REACH = 120


def in_local_money(
    text: str, quantities: Sequence[Quantity], places: Sequence[Place], *, written: str = ""
) -> list[Quantity]:
    """Read plain 元 as the money of the place that a text is about.

    It is where the text names that money for other sums, or is `written` in Traditional characters. Elsewhere, where
    the text names 人民币, or where the sentence is about another place, 元 stays CNY and is flagged `unsure_currency`;
    what is read as other money is flagged `unit_inferred`.

    >>> from zhclaims.places import find_places
    >>> from zhclaims.quantities import find_quantities
    >>> text = "台北和新竹的企业募资新台币3亿元，台南的企业另得2亿元。"
    >>> [quantity.unit for quantity in in_local_money(text, find_quantities(text), find_places(text))]
    ['TWD', 'TWD']
    """
    home = _home(places)
    if not home:
        return list(quantities)
    money = CURRENCIES[home]
    named = any(quantity.unit == money for quantity in quantities) or script_of(written) == "hant"
    told = money if named and not NAMED_YUAN.search(text) else ""
    return [_read(text, quantity, places, home, told) for quantity in quantities]


def _home(places: Sequence[Place]) -> str:
    """The code of the place with its own money that most of a text's places are in; "" for none."""
    counts = Counter(place.code[:2] for place in places if place.code[:2].isdigit())
    home = max(CURRENCIES, key=lambda code: counts[code])
    about = counts[home] >= LEAST_PLACES and counts.total() - counts[home] <= MOST_ELSEWHERE * counts[home]
    return home if about else ""


def _read(text: str, quantity: Quantity, places: Sequence[Place], home: str, money: str) -> Quantity:
    if quantity.unit != "CNY" or NAMED_YUAN.search(text, max(0, quantity.start - 4), quantity.end + 4):
        return quantity
    if not money or _is_elsewhere(text, quantity, places, home):
        return replace(quantity, flags=(*quantity.flags, "unsure_currency"))
    flags = tuple(dict.fromkeys((*quantity.flags, "unit_inferred")))
    return replace(quantity, unit=money, dimension=f"money:{money}", flags=flags)


def _is_elsewhere(text: str, quantity: Quantity, places: Sequence[Place], home: str) -> bool:
    """Whether the sentence so far names places, but none of the text's own."""
    ends = [match.end() for match in SENTENCE.finditer(text, max(0, quantity.start - SENTENCE_REACH), quantity.start)]
    start = ends[-1] if ends else quantity.start - SENTENCE_REACH
    first, last = (bisect_left(places, offset, key=lambda place: place.start) for offset in (start, quantity.start))
    codes = {place.code[:2] for place in places[first:last] if place.code[:2].isdigit()}
    return bool(codes) and home not in codes
