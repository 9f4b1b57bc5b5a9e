"""Tells whether a figure is fact, plan, hedge or negated, and whether it is a level or a change."""

import re

from zhclaims.cues import Cue
from zhclaims.document import Clause, Document
from zhclaims.types import Change, Modality, Quantity, Sentence, Time

# A promise of policy, unless it is done already: 博士每人补贴10万元
POLICY = re.compile(
    r"(?:给予|补贴|补助|资助|奖励|返还|减免|贴息|享受|奖补|发放|扶持)(?!比例|标准|额|总额|政策|资金|款|名单|力度|率)"
)
# Words that plan as verbs and name a thing as nouns: 公司计划招聘, 较原计划多
NOUN_CUES = frozenset("目标 规划 计划 承诺 预测 预期 补助 资助 奖励".split())
NOUN_BEFORE = frozenset("的 《 原 较 比 按 据 根据 该 此 这个 行动 个 项 份 按照 原定 既定".split())
# 或达, 或成为: 或 before these is perhaps, else or
MAYBE = frozenset("将 可 达 达到 超 超过 成为 成 突破 迎 至 增 降 涨 跌 于 有".split())
# 6个月内不得转让: a rule set for the future
RULE = re.compile(r"(?:之?内|以内)?(?:不得|不可|须|应当|必须)")
PENALTY = re.compile(r"(?:罚|警告|处分|赔偿)")
DONE = re.compile(r"(?:了|已|已经|累计|曾|过)")
# 增长了, 提高近: what may stand between a verb of change and its number
TO = re.compile(r"(?:到|至|为)(?:了)?$")
AFTER_INCREASE = re.compile(r"的?(?:高|大幅|较快|快速)?(?:增长|增速|增幅|涨幅|提升|升幅|上涨|增加|涨停)")
AFTER_DECREASE = re.compile(r"的?(?:大幅)?(?:下降|降幅|跌幅|下滑|下跌|缩水|减少)")
YEAR_ON_YEAR = re.compile(r"(?:同比|环比)(?:约|超|近|逾)?$")


def modality_of(
    doc: Document, sentence: Sentence, clause: Clause, quantity: Quantity, time: Time | None
) -> tuple[Modality, str]:
    """The modality of a quantity with the rule that gave it."""
    governing = [
        cue for cue in doc.cues.within(sentence.start, quantity.start) if cue.category in ("plan", "hedge", "negation")
    ]
    own = [cue for cue in governing if cue.start >= clause.start and _holds(doc, cue, quantity)]
    for category, modality in (("hedge", "hedge"), ("plan", "plan")):
        if hit := [cue for cue in own if cue.category == category]:
            return modality, f"modality:{hit[-1].text}"  # type: ignore[return-value]
    if own and quantity.start - own[-1].end <= 8:
        return "negated", f"modality:{own[-1].text}"
    if _is_policy(doc, clause, quantity) or RULE.match(doc.text, quantity.end):
        return "plan", "modality:policy"
    if carried := _carried(doc, governing, clause, quantity):
        return carried
    if time and doc.published and time.first and time.first > doc.published:
        return "plan", "modality:future_time"
    return "fact", "modality:default"


def _holds(doc: Document, cue: Cue, quantity: Quantity) -> bool:
    """Whether the cue word is used in the sense of its category."""
    if doc.entities.covering(cue.start, cue.end):
        return False
    following = doc.tokens.after(cue.end, quantity.end)
    if cue.text == "将":
        return following is None or not following.tag.startswith(("n", "r", "b"))
    if cue.text == "或":
        return following is not None and (following.text in MAYBE or following.start >= quantity.cue_start)
    if cue.text in ("准备", "有意"):
        return following is not None and following.tag.startswith("v")
    if cue.text in ("给予", "予以"):
        return not PENALTY.search(doc.text, cue.end, cue.end + 6)
    if cue.text in NOUN_CUES:
        before = doc.tokens.before(cue.start)
        noun = before is not None and before.text in NOUN_BEFORE
        return not (noun or doc.text[cue.end : cue.end + 1] in ("的", "书", "中", "》"))
    return True


def _is_policy(doc: Document, clause: Clause, quantity: Quantity) -> bool:
    before = doc.text[clause.start : quantity.start]
    after = doc.text[quantity.end : quantity.end + 10]
    match = POLICY.search(before) or POLICY.search(after)
    return bool(match) and not DONE.search(before + after) and not PENALTY.search(before)


def _carried(doc: Document, governing: list[Cue], clause: Clause, quantity: Quantity) -> tuple[Modality, str] | None:
    """力争到2027年，产值突破千亿元，企业达到500家: the plan governs later clauses until the text turns to the past."""
    for cue in reversed(governing):
        if cue.start >= clause.start or cue.role != "carry" or cue.category == "negation":
            continue
        turned = any(past.category == "past" for past in doc.cues.within(cue.end, quantity.start))
        if turned or not _holds(doc, cue, quantity) or DONE.search(doc.text, clause.start, quantity.start):
            return None
        return ("plan" if cue.category == "plan" else "hedge"), f"modality:carried:{cue.text}"
    return None


def change_of(doc: Document, clause_start: int, quantity: Quantity) -> tuple[Change, str]:
    """Whether the quantity is a level, an increase or decrease by, or the end or start of a change.

    增长28% is an increase, 增长到28% is "to", 达28% is a level.
    """
    if quantity.role is not None:
        return quantity.role, "change:quantity"
    if AFTER_INCREASE.match(doc.text, quantity.end):
        return "increase", "change:after"
    if AFTER_DECREASE.match(doc.text, quantity.end):
        return "decrease", "change:after"
    for cue in reversed(doc.cues.within(clause_start, quantity.start)):
        if cue.category in ("increase", "decrease"):
            return _by_or_to(doc, cue, quantity)
        if cue.category == "to":
            return "to", f"change:{cue.text}"
        if cue.category in ("compare", "act") or (cue.category == "level" and _governs(doc, cue, quantity)):
            return "level", f"change:{cue.text}"
    if YEAR_ON_YEAR.search(doc.text, clause_start, quantity.cue_start) and quantity.kind in ("percent", "multiple"):
        return "increase", "change:year_on_year"
    return "level", "change:default"


def _by_or_to(doc: Document, cue: Cue, quantity: Quantity) -> tuple[Change, str]:
    between = doc.text[cue.end : quantity.start]
    if TO.search(between) and len(between) <= 4:
        return "to", f"change:{cue.text}{between}"
    return ("increase" if cue.category == "increase" else "decrease"), f"change:{cue.text}"


# 增速达45%: a linking word lets the noun before it decide between level and change.
NEUTRAL = frozenset(
    """约 超 超过 逾 近 接近 仅 已 共 累计 合计 总计 达 达到 高达 可达 约为 不足 不到 有
    分别 分别为 分别达 在 突破 连续 为 是""".split()
)


def _governs(doc: Document, cue: Cue, quantity: Quantity) -> bool:
    """增速达45% stays a change: a linking word lets the noun before it decide; 增长两成，收入实现3亿 does not."""
    return cue.text not in NEUTRAL
