"""Tells the numbers that only add up a list of names right before them: 加纳和多哥两国, 甲、乙、丙三所高校."""

from collections.abc import Iterator
from itertools import takewhile

from zhclaims.document import Document
from zhclaims.types import Quantity, Sentence, Token

REACH = 160
"""Characters before the number in which its list stands."""
JOINS = frozenset(("和", "与", "及", "以及", "跟", "暨"))
BREAKS = frozenset("，,。；;：:！!？?\n（(")
OF_PLACES = frozenset("国 省 市 县 区 州 镇 乡 村 地 城 省市 区县 县市 省份 国家 地区 城市".split())
PLACE_NOUNS = ("国", "省", "市", "县", "区", "州", "镇", "乡", "村", "街道", "社区", "城", "地区", "小镇", "开发区")
STANDING_ALONE = OF_PLACES | frozenset("人 名 位 家 院 校 企 级 部门".split())
BEFORE_NOUNS = frozenset("个 所 大 类 种 项 款 部 支 部分 方面 环节 板块 维度 领域 行业".split())
"""Measure words that add up names only with a noun behind them: 查获手机、电脑两部 counts what was seized."""
NOT_NOUNS = frozenset("vdpcutmqfr")
"""First letters of the tags of words that no name ends with."""
PREDICATES = frozenset("是 有 为 会 将 能 要 被 把 在 共 等".split())
"""Words in the last item by which the number tells something of the list: 眼科、口腔科是医院的两大科室."""


def adds_up(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a number counts the items of the list that ends right before it, and tells no more.

    Cases, days and goods are counted on their own, and so are 3家 of banks in three places.
    """
    if quantity.unit not in STANDING_ALONE | BEFORE_NOUNS or quantity.comparator != "=":
        return False
    if quantity.unit in BEFORE_NOUNS and not "\u4e00" <= doc.text[quantity.end : quantity.end + 1] <= "\u9fff":
        return False
    tokens = doc.tokens.within(max(sentence.start, quantity.start - REACH), quantity.start)
    listed = list(takewhile(lambda token: token.text[0] not in BREAKS, _outside_brackets(tokens)))
    return quantity.low in _lengths(listed) and _ends_a_name(doc, listed, quantity)


def _outside_brackets(tokens: list[Token]) -> Iterator[Token]:
    """The tokens from the last to the first, without 华润（田阳）'s bracket."""
    inside = False
    for token in reversed(tokens):
        inside = token.text in ("）", ")") or inside
        if not inside:
            yield token
        inside = inside and token.text not in ("（", "(")


def _lengths(listed: list[Token]) -> list[int]:
    """How many items the list may have, of tokens from the last on; 和 parts the last two, or belongs to the last."""
    marks, joined = 0, False
    for token in listed:
        marks += token.text == "、"
        joined = joined or (not marks and token.text in JOINS)
    return [marks + 1] * (marks > 0) + [marks + 2] * joined


def _ends_a_name(doc: Document, listed: list[Token], quantity: Quantity) -> bool:
    """Whether what stands before the number is a name or a noun, and of a kind that its measure word counts."""
    item = list(takewhile(lambda token: token.text != "、" and token.text not in JOINS, listed))
    if not item or item[0].end != quantity.start or any(token.text in PREDICATES for token in item):
        return False
    last, before = item[0], quantity.start - 1
    place = doc.places.covering(before, quantity.start)
    if last.tag[0] in NOT_NOUNS and last.tag != "vn" and not (place or doc.entities.covering(before, quantity.start)):
        return False
    if doc.quantities.overlapping(item[-1].start, quantity.start):
        return False
    if place is None and doc.text[before] not in OF_PLACES:
        return True
    category = doc.text[quantity.end : quantity.end + 6].lstrip()
    return quantity.unit in OF_PLACES or (quantity.unit == "个" and category.startswith(PLACE_NOUNS))
