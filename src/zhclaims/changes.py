"""Tells whether a figure is a level, an increase or decrease by so much, or the end or start of a change."""

import re

from zhclaims.cues import Cue
from zhclaims.document import Clause, Document
from zhclaims.types import Change, Quantity

KEY_LENGTH = 16
"""融资规模：数千万元: a stretch before a colon up to so long belongs to the figure after it."""
JOINED = re.compile(r"\s*(?:[、/]|和|及|与|以及)\s*")
AGAIN = re.compile(r"\s*或者?\s*")
"""跌98点或1.1%: the same change, told a second time as a share."""
MOST_LISTED = 20
"""Figures of a list that are looked back over."""
TO = re.compile(r"(?:到|至|为)了?(?:每[一-鿿]{1,2})?$")
"""涨到|9元, 涨到每吨|9000元."""
LONGEST_TO = 4
"""Characters before 每 in which a change and 到 belong together; 增长的贡献率达到 is another thing."""
# 降幅为9%, 增速分别达到5%, 增速力争达到6%: behind the noun of a change these are no more than "is"
RATES = ("幅", "速", "率")
PACES = ("速", "率")
"""Nouns of changes that are told as shares: of 增速在14个城市中居首 the 14 cities are no change."""
IS = re.compile(r"(?:分别|依次|各|均|约|高|将|或|可|有望|力争|预计)?(?:达到|达|为)")
# 增速最快，达到8%: the clause before names the change
PACE_BEFORE = re.compile(
    "(?:(?P<up>增[速幅]|涨幅|升幅)|(?P<down>[降跌减]幅))[^，。；、0-9]{0,3}?(?:最?[快慢高低大小]|居首|居前|领[先跑]|第一|之首)，$"
)
AFTER_INCREASE = re.compile(
    r"的?(?:高|大幅|较快|快速)?(?:增长|增速|增幅|涨幅|提升|升幅|上涨|增加|涨停)|的(?:增量|回升)"
)
AFTER_DECREASE = re.compile(r"的?(?:大幅)?(?:下降|降幅|跌幅|下滑|下跌|缩水|减少)|的回落")
PACE_AFTER = re.compile(r"的[^\W\d_的]{2,10}增速(?!度)")
"""跑出|8%的工业增速."""
# 新增贷款的七成, 占全国新增产能的比重为60%: what is new is but the whole that a share is of
NEW = frozenset(("新增", "净增", "增量", "年增量"))
SHARE_OF = re.compile(r"[^\W\d_了约近超逾达过将]{2}|的$")
PART_IN = re.compile("的(?:贡献[率度]?|比[例重]|占比|份额)")
"""对工业增长|的贡献率达到六成."""
DRAGGED = re.compile("(?:拉低|拖累|压低)(?:了)?[^，。；]{0,12}$")
"""拉低工业增速|5个百分点: a decrease of the growth."""
BY = re.compile(r"了?(?:约|近|超|逾)?")
# 较去年同期的|3010亿元: what a change is measured by; not 同比, 较快的
MEASURED_BY = re.compile(r"(?<![同环占对相])[较比](?![快大高强多好低小])[^，,。；;：:]{1,20}$")
BASE_REACH = 24
BASE_RULE = "change:base"
SURE = frozenset(("change:sign", "change:share", "change:level_of", BASE_RULE))
"""Rules that hold whatever the network thinks."""
YEAR_ON_YEAR = re.compile(r"(?:同比|环比)(?:约|超|近|逾)?$")
# 同比-5%, 环比（-5%）, 同比/环比分别-5.2%: a sign where a change is told; a balance (净利润-3亿元) has one of its own
SIGNED_CHANGE = re.compile(
    r"(?:同比|环比|按[年月]|YoY|QoQ|[增涨跌]幅|增速|增长率?|涨跌幅?)[^，,。；;0-9%]{0,8}$", re.IGNORECASE
)
ASKED = re.compile("受访|受调查|被调查|被访|问卷|认为|选择|担心|选项|票选|投票")
GAIN = re.compile(r"[(（+＋]?[+＋]$")
SIGNED_UNITS = frozenset(("%", "pp", "基点", "倍"))
# 比去年多3家 is a change, 比深圳多3家 a difference of two things at one time
# 比去年多收300公斤, 较原计划少投2亿元: more and less of a deed
COMPARED = re.compile(
    r"(?<![同环占对相])[比较](?P<base>[^，,。；;]{1,30}?)(?<![提升增减降缩扩延最至不])"
    r"(?:(?P<more>多|高|贵|[快长大重](?=[出了]))|(?P<less>少|低|便宜|[慢短小轻](?=[出了])))"
    r"(?:(?<=[多少])(?:[收投卖赚亏产花付招销跑接提]|流[入出]|卖出|生产|销售|接[卸待]))?[出了]*(?:约|将?近|逾|超过?)?$"
)
# 低于上年同期0.3个百分点; 高于上年同期的5% is the level of that time
BEYOND = re.compile(
    r"(?:(?P<more>高出|高于|快于|多于)|(?P<less>低于|慢于|少于))(?P<base>[^，,。；;]{0,30}?)(?<!的)(?:约|将?近|逾|超过?)?$"
)
# 高于上年的53.2%, 低于行业平均的8%: what it is compared with is a level itself
LEVEL_OF = re.compile("(?:高于|低于|高出|快于|慢于|多于|少于|超过|不及|优于|逊于)[^，,。；;]{1,30}的(?:约|将?近|逾)?$")
EARLIER = re.compile(
    "年(?!期)|(?<!年)期|[月季周日天届]|当时|时的?$|原?计划|昨|上[一轮代次]|此前|以[往前]|过去|原[来先本]|当初|[之从]前|年前|平[时常]|往常"
)


def change_of(doc: Document, clause: Clause, quantity: Quantity) -> tuple[Change, str]:
    """Whether the quantity is a level, an increase or decrease by, or the end or start of a change.

    增长28% is an increase, 增长到28% is "to", 达28% is a level; so are all of 分别增长28%、30%.
    """
    first = _first_listed(doc, clause, quantity)
    if first.role is not None:
        return first.role, "change:quantity"
    if quantity.kind == "percent" and _is_answer(doc, quantity):
        return "level", "change:share"
    if signed := _by_sign(doc, quantity, doc.text[_said_from(doc, clause, quantity) : quantity.cue_start]):
        return signed, "change:sign"
    if after := _by_word_after(doc, quantity):
        return after
    if LEVEL_OF.search(doc.text, clause.start, first.cue_start):
        return "level", "change:level_of"
    if compared := _by_comparison(doc, clause, first):
        return compared, "change:compared"
    if pace := _by_pace_before(doc, clause, first):
        return pace, "change:pace"
    return _by_cue(doc, _said_from(doc, clause, first), first)


def _said_from(doc: Document, clause: Clause, quantity: Quantity) -> int:
    """Where what is said of a quantity begins: behind the quantity before it, or at the clause's key."""
    before = doc.quantities.before(quantity.cue_start, clause.start)
    if before is not None:
        return before.end
    if doc.text[clause.start - 1 : clause.start] in ("：", ":"):
        key = max(doc.text.rfind(mark, 0, clause.start - 1) for mark in "，。；\n")
        if clause.start - key <= KEY_LENGTH:
            return key + 1
    return clause.start


def are_listed(doc: Document, one: Quantity, other: Quantity) -> bool:
    """Whether two figures follow each other in a list of like ones: 3%、5%."""
    return one.unit == other.unit and JOINED.fullmatch(doc.text, one.end, max(one.end, other.cue_start)) is not None


def _is_told_again(doc: Document, one: Quantity, other: Quantity) -> bool:
    """Whether a share tells the same change once more: 98点或1.1%."""
    return other.unit == "%" != one.unit and AGAIN.fullmatch(doc.text, one.end, other.cue_start) is not None


def _first_listed(doc: Document, clause: Clause, quantity: Quantity) -> Quantity:
    """The figure that begins a list of like ones, 3% in 3%、5%和8%, or of one change; what stands alone is its own."""
    for _ in range(MOST_LISTED):
        before = doc.quantities.before(quantity.cue_start, clause.start)
        if before is None or quantity.role is not None:
            break
        if not are_listed(doc, before, quantity) and not _is_told_again(doc, before, quantity):
            break
        quantity = before
    return quantity


def _by_word_after(doc: Document, quantity: Quantity) -> tuple[Change, str] | None:
    """5%的增长 is an increase, 较3010亿元增长3% the level that it is measured by."""
    words: tuple[tuple[re.Pattern[str], Change], ...] = ((AFTER_INCREASE, "increase"), (AFTER_DECREASE, "decrease"))
    for pattern, change in words:
        if match := pattern.match(doc.text, quantity.end):
            by = doc.quantities.after(match.end(), match.end() + 3)
            if by is None or not BY.fullmatch(doc.text, match.end(), by.cue_start):
                return change, "change:after"
            return ("level", BASE_RULE) if _is_measured_by(doc, quantity) else None
    is_pace = quantity.kind == "percent" and PACE_AFTER.match(doc.text, quantity.end)
    return ("increase", "change:after") if is_pace else None


def _is_measured_by(doc: Document, quantity: Quantity) -> bool:
    base = MEASURED_BY.search(doc.text, max(0, quantity.cue_start - BASE_REACH), quantity.cue_start)
    return base is not None and doc.quantities.before(quantity.cue_start, base.start()) is None


def _by_comparison(doc: Document, clause: Clause, quantity: Quantity) -> Change | None:
    before = doc.text[clause.start : quantity.cue_start]
    match = COMPARED.search(before) or BEYOND.search(before)
    if match is None:
        return None
    if not EARLIER.search(match["base"]):
        return "level"
    return "increase" if match["more"] else "decrease"


def _by_pace_before(doc: Document, clause: Clause, quantity: Quantity) -> Change | None:
    """增速最快，达到8%: a clause that only says "is" goes on with the change that the one before it names."""
    if quantity.kind != "percent" or not IS.fullmatch(doc.text, clause.start, quantity.cue_start):
        return None
    match = PACE_BEFORE.search(doc.text, max(0, clause.start - 10), clause.start)
    return None if match is None else "increase" if match["up"] else "decrease"


def _by_cue(doc: Document, said_from: int, quantity: Quantity) -> tuple[Change, str]:
    for cue in reversed(doc.cues.within(said_from, quantity.start)):
        if cue.category in ("increase", "decrease"):
            if cue.text.endswith(PACES) and quantity.kind not in ("percent", "multiple"):
                continue
            return _by_or_to(doc, cue, quantity)
        if cue.category == "to":
            return "to", f"change:{cue.text}"
        if cue.category in ("compare", "act") or (cue.category == "level" and _governs(cue)):
            return "level", f"change:{cue.text}"
    if quantity.kind in ("percent", "multiple") and YEAR_ON_YEAR.search(doc.text[said_from : quantity.cue_start]):
        return "increase", "change:year_on_year"
    return "level", "change:default"


def _is_answer(doc: Document, quantity: Quantity) -> bool:
    """成绩下降（55.7%）where people were asked: how many said so, not by how much."""
    if doc.text[quantity.start - 1 : quantity.start] not in ("（", "(") or quantity.low < 0:
        return False
    if doc.text[quantity.end : quantity.end + 1] not in ("）", ")"):
        return False
    sentence = doc.sentences.covering(quantity.start, quantity.end)
    return sentence is not None and ASKED.search(doc.text, sentence.start, quantity.start) is not None


def _by_sign(doc: Document, quantity: Quantity, before: str) -> Change | None:
    """同比-5% and（-5%）are decreases, +5% an increase."""
    if quantity.unit not in SIGNED_UNITS:
        return None
    if GAIN.search(doc.text, max(0, quantity.start - 2), quantity.start):
        return "increase"
    bracketed = doc.text[quantity.start - 1 : quantity.start] in ("（", "(")
    return "decrease" if quantity.high < 0 and (bracketed or SIGNED_CHANGE.search(before)) else None


def _by_or_to(doc: Document, cue: Cue, quantity: Quantity) -> tuple[Change, str]:
    between = doc.text[cue.end : quantity.start]
    if PART_IN.match(between):
        return "level", "change:part_in"
    if cue.text in NEW and quantity.kind in ("percent", "ratio") and SHARE_OF.search(between):
        return "level", "change:share_of_new"
    if (
        TO.search(between)
        and len(between.partition("每")[0]) <= LONGEST_TO
        and not (cue.text.endswith(RATES) and IS.fullmatch(between))
    ):
        return "to", f"change:{cue.text}{between}"
    if cue.text.endswith(RATES) and DRAGGED.search(doc.text, max(0, cue.start - 16), cue.start):
        return "decrease", "change:dragged"
    return ("increase" if cue.category == "increase" else "decrease"), f"change:{cue.text}"


# 增速达45%: a linking word lets the noun before it decide between level and change.
NEUTRAL = frozenset(
    """约 超 超过 逾 近 接近 仅 已 共 累计 合计 总计 达 达到 高达 可达 约为 不足 不到 有
    分别 分别为 分别达 均超 均超过 均达 录得 在 突破 连续 为 是""".split()
)


def _governs(cue: Cue) -> bool:
    """增速达45% stays a change: a linking word lets the noun before it decide; 增长两成，收入实现3亿 does not."""
    return cue.text not in NEUTRAL
