"""Adds the noun that the words of a metric lack: 64岁的退休教师 tells an age, 全国第一 a rank."""

import re
from functools import cache

from zhclaims.lexicon import Row, read_rows
from zhclaims.types import Quantity

FATES = frozenset("死伤亡")
"""Words in the place of a measure word that tell what became of people."""
FATE = re.compile("(?:死亡|受伤|遇难)$")
PLACES = frozenset(("instead", "behind", "bare", "alone"))
# Words of a metric that name nothing by themselves, and a base without what is measured by it: 每吨1800元
BARE = re.compile(
    r"(?:最[高低多少长短]|至[少多]|不足|达到?|为|是|占|有|共计?|总[共计]|合计|平均|可以?|能|要|用|做|在|从|约|近|超过?|仅|只)*"
)
BASE = re.compile(
    "[每一](?:[吨斤克桶台辆部架张份件个只头条枚颗片支根套盒箱瓶罐杯碗盘桌本册亩坪度里米股晚次]|公斤|千克|公里|平方米|平米|立方米|千瓦时)"
)


def with_noun(metric: str, quantity: Quantity) -> str:
    """The metric with the noun that the figure's unit or kind tells, where its words do not name what is measured.

    >>> from zhclaims.quantities import find_quantities
    >>> with_noun("全国", find_quantities("居全国第二")[0]), with_noun("退休教师", find_quantities("64岁的退休教师")[0])
    ('全国排名', '年龄')
    """
    if quantity.kind == "money" and BASE.fullmatch(metric):
        return metric + "价格"
    fatal = quantity.text[-1:] in FATES
    metric = FATE.sub("", metric) if fatal else metric  # 3人死亡5伤: the other figure's fate is not this one's
    for row in _rows(quantity):
        if re.search(row["said"], metric):
            continue
        if row["place"] == "instead":
            return ("平均" if "平均" in metric else "") + row["noun"]
        if row["place"] == "behind" and (metric or fatal):
            return metric + row["noun"]
        if row["place"] == "bare" and metric and BARE.fullmatch(metric):
            return metric.removesuffix("占") + row["noun"]
    return metric


def noun_of(subject: str, quantity: Quantity) -> str:
    """The noun for a figure whose words name no more than its subject, else the subject itself: 雪梨3个 tells a number.

    >>> from zhclaims.quantities import find_quantities
    >>> noun_of("雪梨", find_quantities("雪梨3个")[0]), noun_of("海浪", find_quantities("20米的海浪")[0])
    ('数量', '海浪')
    """
    return next((row["noun"] for row in _rows(quantity) if row["place"] == "alone"), with_noun(subject, quantity))


def _rows(quantity: Quantity) -> list[Row]:
    """The rows for a figure's unit, last word (2死) and kind; ranks of a thing (第三座) are named by it."""
    rows, last = _by_measure(), quantity.text[-1:]
    found = rows.get(quantity.unit, []) + (rows.get(last, []) if last in FATES else [])
    if quantity.kind == "rank" and quantity.unit not in ("", "名", "位", "大"):
        return found
    return found + rows.get(quantity.kind, [])


@cache
def _by_measure() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in read_rows("metric_nouns", ("measure", "noun", "place", "said")):
        row.choice("place", PLACES)
        found.setdefault(row["measure"], []).append(row)
    return found
