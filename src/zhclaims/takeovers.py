"""Finds whom 标的公司 and 后者 stand for: the company that is bought, or the last of those named."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.document import Document
from zhclaims.types import Entity, Quantity, Sentence

# ，标的公司2025年营收, ，后者去年: the words begin a clause; 标的公司股东 is another
STAND_IN = re.compile(
    r"(?:^|(?<=[，,。；;：:！？\n]))(?:其中|而|目前)?[，,]?(?P<words>标的(?:公司|企业)|目标(?:公司|企业)|后者)"
    r"(?!的?(?:股东|股份|股权|股票|股价|债权|控股|实际控制人|估值|整体))"
)
BOUGHT = re.compile(r"(?:收购|并购|购买|受让|买下|入股|控股|参股)(?:了|其?(?:所|合计)?持有的|旗下的?)?")
"""What stands before the name of who is bought."""
# 裴美高国际|95%的股权, 裴美高国际|控制权
UNKNOWN = re.compile(
    r"(?P<name>[一-鿿A-Za-z·]{2,14}?)(?=[0-9]|的?(?:全部|部分|控股|少数)?(?:股权|股份|控制权)|[，,。])"
)
NO_NAME = re.compile(r"[的其该]|资产|业务|股权|股份|公司$|一家|产品|设备|服务")
PART = re.compile(r"(?:旗下|所?持有|的|在)?[^，,。；\d]{0,10}(?:业务|资产|产品|设备|服务)")
"""江州港旗下渔业资产: it is not the company that is bought."""
BREAKS = re.compile(r"[；;]|公司|集团")
KINDS = ("ORG", "PRODUCT")
REACH = 160
"""Characters before the words in which whom they stand for is named, and behind them in which figures are of it."""


def other_parties(
    doc: Document, sentence: Sentence, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Entity]]:
    """Each quantity of a sentence that is told of 标的公司 or 后者, with the one that is meant.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("京东收购达达，后者去年营收96亿元。")
    >>> [(q.text, party.text) for q, party in other_parties(doc, next(iter(doc.sentences)), list(doc.quantities))]
    [('96亿元', '达达')]
    """
    for words in STAND_IN.finditer(doc.text, sentence.start, sentence.end):
        called = doc.entities.covering(*words.span("words"))
        party = None if called and called.origin == "document" else _meant(doc, words)  # 甲公司（下称“标的公司”）
        if party is None:
            continue
        for quantity in quantities:
            if words.end() <= quantity.start < words.end() + REACH and _still_of(doc, words.end(), quantity.start):
                yield quantity, party


def _still_of(doc: Document, start: int, end: int) -> bool:
    """Whether the text goes on with the same one: no other company is named, and no semicolon parts them."""
    named = doc.entities.within(start, end)
    return BREAKS.search(doc.text, start, end) is None and all(name.type not in KINDS for name in named)


def _meant(doc: Document, words: re.Match[str]) -> Entity | None:
    start = max(0, words.start() - REACH)
    bought = _bought(doc, start, words.start("words"))
    if bought or words["words"] != "后者":
        return bought
    line = doc.sentences.covering(words.start("words"), words.end())
    named = [n for n in doc.entities.within(line.start if line else start, words.start()) if n.type in KINDS]
    return named[-1] if len({name.name or name.text for name in named}) > 1 else None


def _bought(doc: Document, start: int, end: int) -> Entity | None:
    """The company that the text last says is bought."""
    for verb in reversed(list(BOUGHT.finditer(doc.text, start, end))):
        known = doc.entities.after(verb.end(), end)
        if known is not None and known.start == verb.end() and known.type in KINDS:
            return None if PART.match(doc.text, known.end) else known
        new = UNKNOWN.match(doc.text, verb.end(), end)
        if new and not NO_NAME.search(new["name"]):
            return Entity(*new.span("name"), new["name"], "ORG", new["name"], "rule")
    return None
