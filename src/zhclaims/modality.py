"""Tells whether a figure is fact, plan, hedge or negated."""

import re
from itertools import islice

from zhclaims.cues import Cue
from zhclaims.document import Clause, Document
from zhclaims.promises import (
    DONE,
    PENALTY,
    is_aimed_at,
    is_an_aim,
    is_called_for,
    is_imposed,
    is_policy,
    is_put_forward,
    is_target,
    is_thought,
)
from zhclaims.types import Modality, Quantity, Sentence, Time

# Words that plan as verbs and name a thing as nouns: 公司计划招聘, 较原计划多
NOUN_CUES = frozenset("目标 规划 计划 承诺 预测 预期 估计 补助 资助 奖励".split())
NOUN_BEFORE = frozenset(
    "的 《 原 较 比 按 据 根据 该 此 这个 这项 行动 个 项 份 按照 原定 既定 获 获得 技术 性 已 离 距 距离 」 ” "
    "资助 补助 奖励 补贴 扶持 培育 支援 先导 试点 孵化".split()
)
NOUN_AFTER = re.compile(
    r"[的书中》」”）)算等项]|已|提前|涉及|原本|获批|寿命|完成率|准确|精度|误差|能力|模型|指标|谈判|资金|金额|总额|首席"
    r"|去年|共批|自\d|.{1,4}以来|取录|录取|无限期|搁置|拨款|下的"
)
# 搬迁计划，把: the name of a plan ends its phrase, the verb goes on
NAMES = frozenset(("计划", "规划", "目标"))
ENDS = frozenset("，,、；（(“「")
# 补助连三年累计62家: support that was given is none that is promised
SUPPORT = frozenset("给予 予以 资助 奖励 补助".split())
GIVEN = re.compile(r"了|已|累计|曾|(?<![可将能])获|共[批有]|核[定准给]|去年|评级|评价|起补|收受")
# 准备扩产, 愿退款: plans before a verb only
WILLING = frozenset("准备 有意 考虑 只愿 愿意".split())
# 或达, 或成为: 或 before these is perhaps, else or
NEARS = re.compile("[至近临][，,、。]|尽")
"""岁末将至，年关将近，: what time it is."""
MAYBE = frozenset("将 可 达 达到 超 超过 成为 成 突破 迎 至 增 降 涨 跌 于 有".split())
IMPOSED_RULE, BASE_RULE, ON_PAPER_RULE = "modality:imposed", "modality:base", "modality:on_paper"
TARGET_RULE, AIM_RULE = "modality:target", "modality:aim"
# 条例规定, 《意见》提出: what rules and plans on paper say holds for the time to come
ON_PAPER = re.compile(
    r"(?:方案|意见|规划|条例|办法|计划|协议|合同|措施|纲要|细则|新规|新政|通知|预案|草案)》?(?:（[^（）]{1,20}）》?)?"
    r"(?:还|也|则|同时|中)?(?:明确|提出|规定|约定|要求)"
)
# 按照规划，设站台6座: what is laid down in a plan
BY_PLAN = re.compile(r"(?:按照?|根据|依[据照])[^，。；]{0,18}(?:规划|计划|方案|设想|安排|目标)》?[^，。；]{0,3}，")
# 要把产能扩到, 不低于10%: what ought to be
OUGHT = re.compile(r"(?<![只主重首将想都])(?:要|应|需)(?=[由从把将在向按])|不[低少]于")
# 投产后年产能6万吨: what comes once the works are done
ONCE = re.compile(r"(?:建成|达产|投产|完工|竣工|投用|落成|满产|投运|通车|启用)之?后")
# 实际到账2亿元, 现有3家, 标的公司: the text turns to what is; 较去年 only measures by it
TURNS = re.compile(r"(?<![较比从由自])(?:实际|真正|现[有时]|至今|迄今|去年|前年|同期|(?:标的|目标)公司|后者)")
# 预计亏损3亿元，上年盈利2亿元: what was, beside what will be
LAST_YEAR = re.compile("(?:而|其)?(?:上年|去年|前年|上一年)(?!的)")
MEASURES = frozenset("较比从由自")
THOUGHT_RULE = "modality:thought"
# 否认将裁员500人: what is denied as a whole, planned or not
DENIES = re.compile("否认|驳斥")
DENIED = "modality:denied"
WILL_GO_ON: tuple[Modality, str] = ("plan", "modality:carried:将")
SURE = frozenset((DENIED, IMPOSED_RULE, BASE_RULE, TARGET_RULE, AIM_RULE))
"""Rules that hold whatever the network thinks."""
# 并非辞职被罚3万元: the figure is of what came instead
INSTEAD = re.compile(r"..(?:被|致|导致|造成|却|而是)")
PART = re.compile(r"\s{0,4}其中")
WHOLES = 5
"""How many figures of a sentence tell whether 其中 behind it goes on with a plan."""
# 江州拟建新港 去年亏损3亿元: a headline sets its statements apart by spaces
APART = re.compile(r"(?<=[一-鿿”》）])[ \u3000]+(?=[一-鿿“《])")
# 到2027年, 明年: a time to come, whenever the text was written
TO_COME = re.compile(r"到|至|未来|今后")
TIMES = 200
"""How many of its first times tell of when an undated text is."""
NEXT = re.compile(r"明年|后年|来年|下个月|下周|未来")


def modality_of(
    doc: Document, sentence: Sentence, clause: Clause, quantity: Quantity, time: Time | None
) -> tuple[Modality, str]:
    """The modality of a quantity with the rule that gave it."""
    if DENIES.search(doc.text, clause.start, quantity.start):
        return "negated", DENIED
    if quantity.role == "from":
        return "fact", "modality:from"
    if _is_base(doc, quantity):
        return "fact", BASE_RULE
    start = _statement_start(doc, sentence, quantity)
    governing = [cue for cue in doc.cues.within(start, quantity.start) if cue.category in ("plan", "hedge", "negation")]
    first = _change_start(doc, sentence, clause, quantity)
    own = [cue for cue in governing if cue.start >= first and _holds(doc, cue, quantity)]
    carried = _carried(doc, governing, clause, quantity)
    if is_aimed_at(doc, quantity):
        return "plan", AIM_RULE
    if is_target(doc, sentence, quantity) and not _turns_past(doc, first, quantity):
        return "plan", TARGET_RULE
    if hit := [cue for cue in own if cue.category == "hedge"]:
        return "hedge", f"modality:{hit[-1].text}"
    if hit := [cue for cue in own if cue.category == "plan"]:
        if hit[-1].text.startswith("将"):
            if carried and carried[0] == "hedge":  # 预计未来五年，产值将超过…
                return carried
            if is_thought(doc, sentence, hit[-1].start):
                return "hedge", THOUGHT_RULE
        return "plan", AIM_RULE if is_an_aim(doc, hit[-1].start) else f"modality:{hit[-1].text}"
    if own and quantity.start - own[-1].end <= 8 and not INSTEAD.match(doc.text, own[-1].end, quantity.start):
        return "negated", f"modality:{own[-1].text}"
    if is_imposed(doc, clause, quantity):
        return "fact", IMPOSED_RULE
    if _ought_to_be(doc, clause, quantity):
        return "plan", "modality:ought"
    if is_policy(doc, sentence, clause, quantity):
        return "plan", "modality:policy"
    if is_called_for(doc, clause, quantity):
        return "plan", "modality:called_for"
    if is_put_forward(doc, sentence, quantity):
        return "plan", "modality:put_forward"
    if carried:
        if carried == WILL_GO_ON and is_thought(doc, sentence, quantity.start):
            return "hedge", THOUGHT_RULE
        return carried
    if _is_on_paper(doc, sentence, quantity):
        return "plan", ON_PAPER_RULE
    if time and time.start >= sentence.start and _is_to_come(doc, time, clause, quantity):
        return ("hedge", THOUGHT_RULE) if is_thought(doc, sentence, time.start) else ("plan", "modality:future_time")
    if time and _goes_on_as_planned(doc, governing, time, sentence, clause, quantity):
        return WILL_GO_ON
    return _tied(doc, sentence, quantity) or ("fact", "modality:default")


def _tied(doc: Document, sentence: Sentence, quantity: Quantity) -> tuple[Modality, str] | None:
    """What 其中 at the head of a sentence takes over: a part is as planned or as likely as the whole before it."""
    before = doc.sentences.before(sentence.start)
    if before is None or not PART.match(doc.text, sentence.start) or PART.match(doc.text, before.start):
        return None
    wholes = doc.quantities.within(before.start, before.end)
    if DONE.search(doc.text, sentence.start, quantity.start) or _turns_past(doc, sentence.start, quantity, stop=""):
        return None
    told = [modality_of(doc, before, doc.clause_at(before, whole.start), whole, None) for whole in wholes[:WHOLES]]
    modality, rule = told[0] if told else ("fact", "")
    if modality == "fact" or rule == ON_PAPER_RULE or any(other != modality for other, _ in told):
        return None
    return modality, f"modality:tied:{rule.removeprefix('modality:')}"


def _statement_start(doc: Document, sentence: Sentence, quantity: Quantity) -> int:
    """Where what states a figure begins: its sentence, or in a headline what stands behind the last space."""
    if sentence.kind not in ("title", "heading"):
        return sentence.start
    spaces = APART.finditer(doc.text, sentence.start, quantity.start)
    return max((space.end() for space in spaces), default=sentence.start)


def _change_start(doc: Document, sentence: Sentence, clause: Clause, quantity: Quantity) -> int:
    """Where the clause of a figure begins: 将从17亿元，增至125亿元 is one, with the comma in it."""
    before = doc.quantities.before(clause.start) if quantity.role == "to" else None
    if before is None or before.role != "from" or doc.text[before.end : clause.start].strip() not in ("，", ","):
        return clause.start
    return doc.clause_at(sentence, before.start).start


def _is_base(doc: Document, quantity: Quantity) -> bool:
    """Whether a figure is what another is measured by, and has its own time: 是2017年100亿元的95倍."""
    time = doc.times.before(quantity.cue_start)
    other = doc.quantities.after(quantity.end, quantity.end + 8)
    return (
        time is not None
        and time.end == quantity.cue_start
        and other is not None
        and other.kind == "multiple"
        and doc.text[quantity.end : other.start] == "的"
    )


def _ought_to_be(doc: Document, clause: Clause, quantity: Quantity) -> bool:
    found = OUGHT.search(doc.text, clause.start, quantity.start) or ONCE.search(doc.text, clause.start, quantity.start)
    return (
        found is not None
        and not DONE.search(doc.text, clause.start, quantity.start)
        and not _turns_past(doc, found.end(), quantity)
    )


def _is_on_paper(doc: Document, sentence: Sentence, quantity: Quantity) -> bool:
    found = ON_PAPER.search(doc.text, sentence.start, quantity.start)
    found = found or BY_PLAN.search(doc.text, sentence.start, quantity.start)
    return found is not None and not _turns_past(doc, found.end(), quantity)


def _is_to_come(doc: Document, time: Time, clause: Clause, quantity: Quantity) -> bool:
    """Whether the time in force lies ahead, and nothing since it was named speaks of what is done."""
    if time.start > quantity.start or DONE.search(doc.text, clause.start, quantity.start):
        return False
    return _lies_ahead(doc, time, clause) and not _turns_past(doc, time.end, quantity)


def _goes_on_as_planned(
    doc: Document, governing: list[Cue], time: Time, sentence: Sentence, clause: Clause, quantity: Quantity
) -> bool:
    """Whether 将 in a clause before tells of the same time, which is not over: 2026年产能将增至6万辆，员工增加800人."""
    will = next((cue for cue in reversed(governing) if cue.category != "negation"), None)
    if will is None or not will.text.startswith("将") or not sentence.start <= time.start < will.start < clause.start:
        return False
    over = doc.published is None or time.last is None or time.last <= doc.published
    if over or not _holds(doc, will, quantity) or DONE.search(doc.text, will.end, quantity.start):
        return False
    return not _turns_past(doc, will.end, quantity) and not TURNS.search(doc.text, will.end, quantity.start)


def _lies_ahead(doc: Document, time: Time, clause: Clause) -> bool:
    """Whether a time is later than the text, or, where that has no date, than all other times it names."""
    if NEXT.match(time.text):
        return True
    limit = TO_COME.match(time.text) is not None
    published, last = doc.published, time.last
    if published is None:
        times = islice(doc.times, TIMES)
        others = (other.last for other in times if other is not time and not TO_COME.match(other.text))
        return limit and last is not None and last.year > max((day.year for day in others if day), default=last.year)
    if limit:
        return last is not None and last.year > published.year
    return time.start >= clause.start and time.first is not None and time.first > published


def _turns_past(doc: Document, start: int, quantity: Quantity, *, stop: str = "；") -> bool:
    """Whether the text turns to what is: a word for it, or the next statement of the sentence."""
    if stop and stop in doc.text[start : quantity.start]:
        return True
    return any(
        cue.category == "past" and doc.text[cue.start - 1 : cue.start] not in MEASURES
        for cue in doc.cues.within(start, quantity.start)
    )


def _holds(doc: Document, cue: Cue, quantity: Quantity) -> bool:
    """Whether the cue word is used in the sense of its category."""
    if doc.entities.covering(cue.start, cue.end):
        return False
    before, following = doc.tokens.before(cue.start), doc.tokens.after(cue.end, quantity.end)
    if cue.text == "将":
        if NEARS.match(doc.text, cue.end):
            return False
        return not _takes_object(doc, cue, quantity)
    if cue.text == "或":
        one = doc.quantities.before(cue.start)
        if one is not None and one.end == cue.start:  # 零元或1500元
            return False
        return following is not None and (following.text in MAYBE or following.start >= quantity.cue_start)
    if cue.text in WILLING:  # not 不愿意, 考虑到
        willing = doc.text[cue.start - 1 : cue.start] != "不" and doc.text[cue.end] not in "到会"
        return willing and following is not None and following.tag.startswith("v")
    if cue.text == "料":  # not 公司料号: before a time or what is done
        timed = any(time.start == cue.end for time in doc.times.within(cue.end, quantity.end))
        told = following is not None and (following.tag.startswith(("v", "d", "t")) or following.text == "全年")
        return timed or told
    if cue.text in SUPPORT and GIVEN.search(doc.text, cue.end - 6, quantity.start):
        return False
    if cue.text in ("给予", "予以"):
        return not PENALTY.search(doc.text, cue.end, cue.end + 12)
    if cue.text in NAMES and doc.text[cue.end] in ENDS:
        return False
    if cue.text in NOUN_CUES:
        noun = before is not None and (before.text in NOUN_BEFORE or before.text.endswith("原"))
        return not (noun or NOUN_AFTER.match(doc.text, cue.end))
    return True


def _takes_object(doc: Document, cue: Cue, quantity: Quantity) -> bool:
    """Whether 将 stands for 把: 已将比例提高, 将100万头奶牛联接起来, 将剩下的3万元交给."""
    following = doc.tokens.after(cue.end, quantity.end)
    if following is None:
        return False
    between = doc.text[cue.end : quantity.cue_start]
    return (
        following.tag[:1] in ("n", "r", "b", "m", "e", "x")
        or following.text.startswith("所")
        or doc.text.startswith(("已", "曾", "正"), max(0, cue.start - 1))
        or following.start >= quantity.start
        or (between.endswith("的") and len(between) <= 6)
    )


def _carried(doc: Document, governing: list[Cue], clause: Clause, quantity: Quantity) -> tuple[Modality, str] | None:
    """力争到2027年，产值突破千亿元，企业达到500家: the plan governs later clauses until the text turns to the past."""
    for cue in reversed(governing):
        if cue.start >= clause.start or cue.role != "carry" or cue.category == "negation":
            continue
        listed = cue.text in SUPPORT or cue.text == "承诺" or "：" in doc.text[cue.end : quantity.start]
        stop = "" if listed else "；"  # what a policy gives, and a list behind a colon, goes on
        if (
            _turns_past(doc, cue.end, quantity, stop=stop)
            or LAST_YEAR.match(doc.text, clause.start)
            or (cue.category == "plan" and TURNS.search(doc.text, cue.end, quantity.start))
            or not _holds(doc, cue, quantity)
            or DONE.search(doc.text, cue.end, quantity.start)
        ):
            return None
        return ("plan" if cue.category == "plan" else "hedge"), f"modality:carried:{cue.text}"
    return None
