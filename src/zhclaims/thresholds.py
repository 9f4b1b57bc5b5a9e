"""Tells the figures that bound a class of things from those that are claimed: 35岁以下人才, 5亿元以上企业."""

import re

from zhclaims.document import Document
from zhclaims.types import Quantity

# 35岁以下人才, 5亿元（含）以上企业, 400美元以上的手机: a threshold inside a noun
THRESHOLD = re.compile(
    r"""(?:[（(][^（()）]{1,16}[)）])?及?(?:以上|以下|以内|之间|之內)
        (?:（[^（）]{1,30}）|\([^()]{1,30}\))?的?
        (?![，。；、！？,;)）”」：:的\s]|$|增|降|水平|不)""",
    re.VERBOSE,
)
# 八成以上的毛利 is a share of it; 持股5%以上的股东, 占比30%以上的企业 and 利率3%以上的贷款 are told apart by theirs
OF_ATTRIBUTE = re.compile(
    "(?:[率幅速量额值价息度比股分]|年化|比[例重]|份额|持有|占[^，。；]{0,8}|出资|控股|增长|下降|下滑|上涨|下跌|降低|提高|达到?|超过|为|在)$"
)
# 5万元以内的补贴: what is given is the sum itself
GIFT = re.compile("及?以[内下]的?[^，。；、0-9的]{0,4}(?:补[贴助]|贷款|奖励|资助|支持|罚款|授信|扶持)")
# 营收超过1亿元的企业|有12家, 对研发投入超过1000万元的企业，…: the bound of whom a rule or figure is about
BOUNDED = re.compile(
    "的[^，。；、0-9的]{0,6}(?:企业|公司|单位|机构|产品|项目|乘客|用户|客户|家庭|人员|个人|学生|演出|活动|车辆|船舶|城市|县)"
    "(?:，|[由占有共给按增减降升可应须不])"
)
# 首次达到1000万元、5000万元的，分别奖励…
RULED = re.compile(
    "(?:、[0-9][0-9.]{0,7}[万亿]{0,2}元){0,3}的，(?:再|分别|可|最高|按|一次性|依法){0,2}(?:给予|奖励|补[助贴]|发放|予以|资助)"
)
BOUNDS = frozenset((">", ">=", "<", "<="))
STATES = re.compile("[是为有成达这该首家个位已约近总]|一[家个项]")
"""Words by which a clause states the figure itself: 海州首家营收超过1亿元的企业."""


def is_threshold(doc: Document, quantity: Quantity) -> bool:
    """35岁以下人才, 400美元以上（约2900元）的手机, and the sum in the bracket; also the one in 3亿元（含3亿元）."""
    if _bounds_a_subject(doc, quantity):
        return True
    if doc.text[max(0, quantity.cue_start - 2) : quantity.cue_start] in ("（含", "(含"):
        return doc.text[quantity.end : quantity.end + 1] in ("）", ")")
    if quantity.kind not in ("money", "duration", "measure", "percent") and quantity.unit != "岁":
        return False
    if THRESHOLD.match(doc.text, quantity.end):
        return not (_is_share(doc, quantity) or GIFT.match(doc.text, quantity.end))
    opening = max(doc.text.rfind(mark, max(0, quantity.start - 6), quantity.start) for mark in "（(")
    outside = doc.quantities.before(opening, max(0, opening - 16)) if opening > 0 else None
    return outside is not None and bool(THRESHOLD.match(doc.text, outside.end))


def _is_share(doc: Document, quantity: Quantity) -> bool:
    """四成以上的贷款投向农业 tells how much of them; with a word of a measure before it, it tells of which."""
    before = doc.text[max(0, quantity.cue_start - 10) : quantity.cue_start]
    return quantity.unit == "%" and OF_ATTRIBUTE.search(before) is None


def _bounds_a_subject(doc: Document, quantity: Quantity) -> bool:
    """Whether a short clause bounds whom its rule or another figure is about: 对研发投入超过1000万元的企业，…."""
    if RULED.match(doc.text, quantity.end):
        return quantity.kind == "money"
    if quantity.comparator not in BOUNDS or not BOUNDED.match(doc.text, quantity.end):
        return False
    before = doc.text[max(0, quantity.cue_start - 14) : quantity.cue_start]
    clause = re.split("[，。；：“、\n]", before)[-1]
    return quantity.cue_start < quantity.start and 0 < len(clause) < 14 and STATES.search(clause) is None
