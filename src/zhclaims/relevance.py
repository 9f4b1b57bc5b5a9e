"""Tells the quantities that a text claims from those it only mentions: articles, references, thresholds, editions."""

import re
from functools import cache

from zhclaims.document import Document
from zhclaims.lexicon import read_rows
from zhclaims.types import Quantity, Sentence

PLACES = frozenset(("before", "after", "unit"))
# 第一，… 其次 as an enumeration; 一、 as a heading's number
ENUMERATOR = re.compile(r"第?[一二三四五六七八九十\d]{1,3}[，、.．：:是类种]")
# 35岁以下人才, 5亿元以上企业, 400美元以上的手机: a threshold inside a noun
THRESHOLD = re.compile(
    r"(?:及|\(含\)|（含）)?(?:以上|以下|以内|及以上|及以下)的?(?![，。；、！？,;)）”」\s]|$|的?(?:增|降|水平))"
)
NUMERAL_ONE = re.compile(r"[一1]")
SINGLE = re.compile(r"[零〇一二两三四五六七八九十]")
ONLY = re.compile(r"(?:仅|只|仅有|只有|唯一|仅仅|不到|不足)$")
ORDINAL = re.compile(r"^第")
NUMBERED_HEADING = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)\s*$")


@cache
def _words(place: str) -> tuple[str, ...]:
    rows = read_rows("unclaimed", ("word", "place", "kind", "reason"))
    return tuple(row["word"] for row in rows if row.choice("place", PLACES) == place)


def is_claimed(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether the text asserts the quantity about the world, by the rules of the claims table.

    一家公司, 这两家公司, 35岁以下人才, 第五届, 三方面 are not claims; 仅一家 is.
    """
    return not (
        _is_time(doc, quantity)
        or _inside_name(doc, quantity)
        or _is_article(doc, quantity)
        or _is_bare_numeral(doc, quantity)
        or _refers_back(doc, quantity, sentence)
        or _is_threshold(doc, quantity)
        or _is_edition(doc, quantity)
        or _numbers_a_list(doc, quantity, sentence)
        or _is_hypothetical(doc, quantity, sentence)
    )


def _is_time(doc: Document, quantity: Quantity) -> bool:
    """近三年 and 2025年 are times, though 三年 is also a duration."""
    return any(
        time.start <= quantity.start and quantity.end <= time.end
        for time in doc.times.overlapping(quantity.start, quantity.end)
    )


def _inside_name(doc: Document, quantity: Quantity) -> bool:
    entity = doc.entities.covering(quantity.start, quantity.end)
    if entity is None:
        return False
    return entity.type in ("PRODUCT", "DOC", "PERSON", "PLACE") or entity.start < quantity.start


def _is_article(doc: Document, quantity: Quantity) -> bool:
    """一家, 一位, 一款 stand for "a", unless 仅 or 唯一 makes them a count."""
    if quantity.kind not in ("count", "other") or not quantity.low == quantity.high == 1:
        return False
    if quantity.comparator != "=" or not NUMERAL_ONE.match(quantity.text) or quantity.text.startswith("1"):
        return False
    return not ONLY.search(doc.text[max(0, quantity.start - 3) : quantity.start])


def _is_bare_numeral(doc: Document, quantity: Quantity) -> bool:
    """A lone 三 or 7 without a unit says nothing that can be checked; 100万大学生 does."""
    if quantity.unit or quantity.kind not in ("count", "other"):
        return False
    return bool(SINGLE.fullmatch(quantity.text)) or (quantity.text.isdigit() and len(quantity.text) < 3)


def _refers_back(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    before = doc.text[max(sentence.start, quantity.cue_start - 3) : quantity.cue_start]
    if before.endswith(_words("before")):
        return True
    after = doc.text[quantity.end : quantity.end + 4]
    tail = quantity.text[-1:] + after
    return after.startswith(_words("after")) or (quantity.unit == "个" and tail.startswith(_words("after")))


def _is_threshold(doc: Document, quantity: Quantity) -> bool:
    if quantity.kind not in ("money", "duration", "measure", "percent") and quantity.unit != "岁":
        return False
    return bool(THRESHOLD.match(doc.text, quantity.end))


def _is_edition(doc: Document, quantity: Quantity) -> bool:
    """第五届 and 第三代 name one of a series; 第三批 and 第十一种 rank it."""
    return quantity.kind == "rank" and bool(ORDINAL.match(quantity.text)) and quantity.unit in _words("unit")


def _numbers_a_list(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """第一，… 第二，… at the start of a clause counts the writer's points."""
    if quantity.kind not in ("rank", "count", "other"):
        return False
    before = doc.text[max(sentence.start, quantity.start - 1) : quantity.start]
    if before and before not in "，。；：！？,;:“\n（(":
        return False
    if quantity.kind == "rank":
        return bool(ENUMERATOR.match(doc.text, quantity.start))
    return quantity.unit == "" and doc.text[quantity.end : quantity.end + 1] in ("、", ".", "．", ")", "）")


def _is_hypothetical(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    cues = doc.cues.within(sentence.start, quantity.start)
    return any(cue.category == "condition" for cue in cues)
