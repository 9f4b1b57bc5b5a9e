"""Tells what policies, caps and notices promise."""

import re

from zhclaims.document import Clause, Document
from zhclaims.types import Quantity, Sentence

# A promise of policy, unless it is done already: 博士每人补贴10万元
POLICY = re.compile(
    r"(?:给予|补贴|补助|资助|奖励|返还|减免|贴息|享受|奖补|发放|扶持)(?!的|比例|标准|额|总额|政策|资金|款|名单|力度|率)"
)
# What a promise names besides its sum: the most, the rate, whom it is for
TERMS = re.compile(r"最高|每|按|一次性|不超过|上限|可(?!以为)|对|凡|符合|标准")
TERMS_WITHIN = 40
"""Characters before the sum."""
# 6个月内不得转让: a rule set for the future
RULE = re.compile(r"(?:之?内|以内)?(?:不得|不可|须|应当|必须)")
PENALTY = re.compile(r"罚|警告|处分|赔[偿付]|没收|追缴|开除|撤销|问责|财物|党纪")
# 决定罚款3万元, 对该公司处以罚款3万元: a penalty that is imposed is no plan any more; 对违规者 is a rule
IMPOSED = re.compile(
    r"(?<![将拟可])(?:决定|判决|判处|裁定|酌定|作出罚款)"
    r"|对(?P<whom>[^，。；\n]{1,24}?)(?<![将拟可])(?:作出|给予|予以|处以|并处)"
)
KNOWN = re.compile(r"^(?:该|其|上述|涉事)")
DONE = re.compile(r"(?:(?<![为除])了|已|已经|累计|曾|(?<![超通经不])过)")
# 公司提供不超过3亿元的贷款: a cap on what is given or raised is set before it is
CAPPED = re.compile(
    r"(?:提供|发行|募集|授信|担保|回购|增持|减持|申请|投入|运用|使用)[^，。；！？]{0,20}(?:不超过|不多于|最多|至多)$"
)
# 江州港招聘30人公告: a notice calls for what is to come
NOTICE = re.compile(r"(?:公告|启事|简章|通告)")
# 江州生产总值预期增长5%: what a government expects of its own year to come is its target
TARGET = re.compile(
    r"(?:生产总值|GDP|增加值|固定资产投资|固投|零售总额|社零|进出口(?:总[额值])?|预算收入|可支配收入|消费价格(?:指数)?|CPI"
    r"|失业率|新增就业)(?:（[^（）]{1,12}）)?(?:年均|同比)?预期(?=目?标?(?:增|上涨|涨幅|控制|达|为|突破|实现|与|[0-9]))"
)
# 全年23万辆目标, 目标依次为7%: the figure is what is aimed at
AIMED = re.compile("的?[一-鿿]{0,4}?(?:目标(?![价市公客人群])|指引)")
# 江州(则)提出(，)到年底产值达到8亿元
PUT_FORWARD = re.compile(
    "[则还也已均]?提出(?!的|了|过|质疑|异议)[，,：:]?[^，,。；;]{0,30}?(?:增长|增加|达到?|突破|超过?|建成|实现|培育|[增升提降]至)"
    "[^，,。；;]{0,6}$"
)
PUT_FORWARD_WITHIN = 50
GOVERNS_BEFORE = re.compile("(?:政府|[省市区县州]委)$")
# 他认为，均价将跌破3万元: what will be in somebody's opinion
THOUGHT = re.compile("认为|判断|测算|推测|看来|预测(?:说|称|指|显示)")
COUNTED = frozenset("个大项类")
"""三个目标 counts the aims themselves."""
AIM = re.compile("目标[^，。；：]{0,4}?[是为：:]")
GOVERNS = re.compile("政府|人大|两会|工作报告|发改委")
WHOLE_PLACE = re.compile("[全我本](?:国|省|市|区|县|州)")


def is_policy(doc: Document, sentence: Sentence, clause: Clause, quantity: Quantity) -> bool:
    """Whether it is what a policy gives, or a rule that it sets."""
    if RULE.match(doc.text, quantity.end):
        return True
    before = doc.text[clause.start : quantity.start]
    after = doc.text[quantity.end : quantity.end + 10]
    if (
        not (POLICY.search(before) or POLICY.search(after))
        or DONE.search(before + after)
        or PENALTY.search(before + after)
    ):
        return False
    return TERMS.search(doc.text, max(sentence.start, quantity.start - TERMS_WITHIN), quantity.start) is not None


def is_target(doc: Document, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a place expects it of a measure of its own, and nobody else is named who foretells it."""
    found = TARGET.search(doc.text, sentence.start, quantity.start)
    if found is None or DONE.search(doc.text, found.end(), quantity.start):
        return False
    if doc.times.within(found.end(), quantity.start):
        return False
    governs = GOVERNS.search(doc.text, sentence.start, found.start()) is not None
    place = governs or doc.places.within(sentence.start, found.start())
    if not place and not WHOLE_PLACE.search(doc.text, sentence.start, found.start()):
        return False
    tells = any(cue.category in ("speech", "report") for cue in doc.cues.within(sentence.start, found.start()))
    named = any(entity.type in ("ORG", "PERSON") for entity in doc.entities.within(sentence.start, found.start()))
    return governs or not (tells or named)


def is_imposed(doc: Document, clause: Clause, quantity: Quantity) -> bool:
    """Whether it is the figure of a penalty or an award that somebody has decided on."""
    found = IMPOSED.search(doc.text, clause.start, quantity.start)
    if found is None or quantity.comparator != "=" or quantity.low != quantity.high:
        return False
    if (whom := found["whom"]) and not (KNOWN.match(whom) or doc.entities.within(*found.span("whom"))):
        return False
    return PENALTY.search(doc.text, found.start(), quantity.end + 6) is not None


def is_put_forward(doc: Document, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a place or its government puts it forward, which is what it wants: 江州提出今年产值增长6%."""
    found = PUT_FORWARD.search(
        doc.text, max(sentence.start, quantity.cue_start - PUT_FORWARD_WITHIN), quantity.cue_start
    )
    if found is None or DONE.search(doc.text, found.end(), quantity.start):
        return False
    if any(cue.category == "past" for cue in doc.cues.within(found.end(), quantity.start)):
        return False
    place = doc.places.before(found.start() + 1)
    return GOVERNS_BEFORE.search(doc.text, max(sentence.start, found.start() - 3), found.start()) is not None or (
        place is not None and place.end == found.start() and place.level in ("province", "city", "county")
    )


def is_thought(doc: Document, sentence: Sentence, position: int) -> bool:
    """Whether what will be behind an offset is somebody's reckoning and no plan: 某证券测算，2026年规模可达8亿元."""
    return THOUGHT.search(doc.text, sentence.start, position) is not None


def is_aimed_at(doc: Document, quantity: Quantity) -> bool:
    """Whether a figure stands before the aim that it tells of: 23万辆|目标."""
    return quantity.unit not in COUNTED and AIMED.match(doc.text, quantity.end) is not None


def is_an_aim(doc: Document, position: int) -> bool:
    """Whether the word at an offset is 目标 with what is aimed at behind it."""
    return AIM.match(doc.text, position) is not None


def is_called_for(doc: Document, clause: Clause, quantity: Quantity) -> bool:
    """Whether it is the most that is to be given, or the number of people that a notice looks for."""
    if CAPPED.search(doc.text, clause.start, quantity.start):
        return not DONE.search(doc.text, clause.start, quantity.start)
    return NOTICE.match(doc.text, quantity.end) is not None and "招" in doc.text[clause.start : quantity.start]
