"""Tells the quantities that a text claims from those it only mentions: articles, references, thresholds, editions."""

import re
from functools import cache

from zhclaims.document import Document
from zhclaims.enumerations import adds_up
from zhclaims.lexicon import read_rows
from zhclaims.thresholds import is_threshold
from zhclaims.types import Quantity, Sentence

PLACES = frozenset(("before", "after", "unit", "units"))
# 第一，… 其次 as an enumeration; 一、 as a heading's number
ENUMERATOR = re.compile(r"第?[一二三四五六七八九十\d]{1,3}[，、.．：:是类种]")
# 三个月前, 十年来, 五年间: a duration that only dates
TIME_FRAME = re.compile(r"多?(?:以?来(?!自)|间|里|期间|之际|以前)")
BEFORE_AFTER = re.compile(r"多?(?:之?前|之?后|以后)(?!期)")
# 三年行动计划: how long the plan runs is part of its name
PLAN_NAME = re.compile("(?:行动|发展|建设|创建|提升|攻坚|培育|改革|实施)(?:计划|规划|方案|纲要)")
# “三大差距”, “零元购”: a short phrase in quotation marks
CATCHWORD = re.compile(r"[“「『]([^“”「」『』，。]{2,8})[”」』]")
# 1小时生活圈: a figure of speech
CIRCLE = re.compile(r"[^，。、；\s]{0,4}圈")
NUMERAL_ONE = re.compile(r"[一1]")
SINGLE = re.compile(r"[零〇一二两三四五六七八九十]")
# 几家, 好几个: a few, without a number to check; 几十家 has one
FEW = re.compile(r"好?几(?![十百千万亿])")
# ，两人结了婚, ，两车均有损伤: a subject that needs no noun was told before; ，两人受伤 tells what came of it
FEW_OF_THEM = re.compile("[两二三四](?:个?人|[车国县校队])")
OUTCOME = re.compile(
    "[^，。；]{0,4}?(?:死|伤(?!痕)|亡|遇难|失踪|失联|被[困捕抓拘罚判]|获[救刑罪]|落网|中毒|溺|住院|送医|落水|到案|得救)"
)
PARTS_REACH = 80
"""Characters before a number in which those stand that it is a part of."""
# 最后一个交易日
# 1英尺约合0.3米, 1欧元折合7.5元
CONVERTS = re.compile(r"\s?(?:大约|约)?(?:折合|合|等于|相当于|兑|[=＝≈])(?:为|约|成)?\s?")
# 逃亡7年后, 成立6个月以来 tell how long it was; 创下两年来最大跌幅 does not
SPELL_OF_DEED = re.compile("多?(?:之?后|以?来(?![最首第新的]))")
OPENS_NO_SPELL = re.compile("[下出到成为是在有将遇过]$")
LAST = re.compile(r"最后|唯一$")
ONLY = re.compile(r"(?:仅|只|仅有|只有|唯一|仅仅|不到|不足)$")
# What supposes all that is told after it
EXAMPLES = frozenset(("假设", "比如说", "譬如"))
CONSEQUENCE = re.compile("那么|[，,]则|的话")
CLAUSE_END = re.compile("[，,；;]")
CONDITION_REACH = 160
"""Characters before and behind a figure in which its condition stands."""
ORDINAL = re.compile(r"^第")
# 客服10086, 12345热线: numbers that are called. 985/211: names of programmes
CALLED = re.compile(r"1[12][0-9]|12[0-9]{3}|100[018][0-9]|9[56][0-9]{3,4}|985(?:/211)?|211(?:/985)?")
LINE = re.compile(r"(?:热线|电话|短信|客服|拨打|致电|平台|网站|服务号|[发到至])[是为：:]?$")
LINE_AFTER = re.compile(
    "(?:市民|政务|便民|公共|服务|消费|举报|投诉){0,2}(?:热线|电话|客服|短信|网站|平台|购票|高校|院校|大学)"
)
# 24小时营业, 全天24小时 tell that it never stops; 连续24小时, 24小时内 and 24小时的数据 are spells
ALL_DAY = re.compile("(?:全天|昼夜|每天|天天)候?$")
A_SPELL = re.compile(r"(?:连续?|超过?|[过满近约隔达长用需要仅只到至足熬睡]了?|[以之]上|持续|[每前后近去多了])\s?$")
AS_A_SPELL = re.compile(
    r"\s?(?:[之以]?[内后前外间]|以上|左右|的|连续|没|未|才|就|不(?![间打停歇断])|[，,。；;、！？!?”）)\s]|$)"
)
# 一块钱掰成两半花, 一分钱恨不得掰成几瓣
BROKEN, BREAKS_INTO = re.compile("钱?[^，。；0-9]{0,4}掰"), re.compile(r"掰[成开作]?\s?$")
VOLTAGE_CLASS = re.compile(
    r"(?:及以上)?(?:变电|输变电|输电|特高压|[交直]流)|[^\W\d_]{0,3}(?:线路?|电网|站|工程)(?![上下])"
)
"""220千伏|变电站, 500千伏|线路."""
WAFER_CLASS = re.compile(r"[^\W\d_的]{0,4}(?:厂|[产工]线|[一二三四]期|工艺|晶圆)")
"""12英寸|厂, 8英寸|特色工艺: the size of the wafers names the line."""
ROAD = re.compile("(?:高速|国道|省道|[线段])$")
# 第37条、|41条, 刑法|253条, 刑法253条、|280条
SECTION = re.compile("第[^，。；]{1,8}条?、$|(?<![办做立方想看])(?:法|条例)》?(?:[^，。；]{1,8}条?、)?$")


@cache
def _words(place: str) -> tuple[str, ...]:
    rows = read_rows("unclaimed", ("word", "place", "kind", "reason"))
    return tuple(row["word"] for row in rows if row.choice("place", PLACES) == place)


def is_claimed(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether the text asserts the quantity about the world, by the rules of the claims table.

    一家公司, 这两家公司, 京沪两市, 35岁以下人才, 第五届, 三方面 are not claims; 仅一家 is.
    """
    return not (
        _is_time(doc, quantity)
        or _inside_name(doc, quantity)
        or _is_class(doc, quantity)
        or _is_label(doc, quantity)
        or _is_article(doc, quantity)
        or _is_bare_numeral(doc, quantity)
        or _refers_back(doc, quantity, sentence)
        or _is_known_subject(doc, quantity, sentence)
        or adds_up(doc, quantity, sentence)
        or is_threshold(doc, quantity)
        or _is_edition(doc, quantity)
        or _is_conversion(doc, quantity)
        or _numbers_a_list(doc, quantity, sentence)
        or is_hypothetical(doc, quantity, sentence)
    )


def _is_time(doc: Document, quantity: Quantity) -> bool:
    """近三年 and 2025年 are times, and so are 三个月前, 十年来 and 三年 of 三年行动计划; 三年 alone is a duration."""
    if doc.times.overlapping(quantity.start, quantity.end):
        return not _lasts_a_deed(doc, quantity)
    if quantity.kind != "duration":
        return False
    opens = not doc.text[quantity.cue_start - 1 : quantity.cue_start].strip("，。；：、“（ \n")
    return any(frame.match(doc.text, quantity.end) for frame in (TIME_FRAME, PLAN_NAME)) or (
        opens and bool(BEFORE_AFTER.match(doc.text, quantity.end))
    )


def _lasts_a_deed(doc: Document, quantity: Quantity) -> bool:
    """逃亡7年后 and 成立6个月以来 tell how long what the verb before them says had lasted."""
    verb = doc.tokens.before(quantity.cue_start, max(0, quantity.cue_start - 4))
    if quantity.kind != "duration" or verb is None or verb.end != quantity.cue_start or len(verb.text) < 2:
        return False
    tells = verb.tag[0] == "v" and not OPENS_NO_SPELL.search(verb.text)
    return tells and SPELL_OF_DEED.match(doc.text, quantity.end) is not None


def _inside_name(doc: Document, quantity: Quantity) -> bool:
    """三一重工, 《十条措施》, “三大差距”: a number inside a name or a catchword counts nothing."""
    entity = doc.entities.covering(quantity.start, quantity.end)
    if entity is not None and (entity.start, entity.end) != (quantity.start, quantity.end):
        return True
    quoted = CATCHWORD.search(doc.text[max(0, quantity.start - 9) : quantity.end + 9])
    return quoted is not None and quantity.text in quoted[1] and quoted[1] != quantity.text


def _is_class(doc: Document, quantity: Quantity) -> bool:
    """3个万亿级产业集群 and 万吨级船舶: a class of things; 市场规模达千亿级 alone is a claim."""
    if not (quantity.text.endswith("级") or doc.text[quantity.end : quantity.end + 1] == "级"):
        return bool(CIRCLE.match(doc.text, quantity.end))
    before = doc.text[max(0, quantity.start - 2) : quantity.start]
    counted = doc.quantities.before(quantity.start, max(0, quantity.start - 8))
    beside = counted is not None and counted.end >= quantity.start - 1
    return beside or before in ("一批", "多个", "若干", "一个", "几个") or quantity.kind == "measure"


def _is_label(doc: Document, quantity: Quantity) -> bool:
    """12345热线, 24小时值守, 220千伏变电站, 京昆高速1207公里处, 第37条、41条, 负一层: numbers that name things."""
    before, after = doc.text[max(0, quantity.start - 10) : quantity.start], doc.text[quantity.end : quantity.end + 6]
    if quantity.kind in ("money", "count") and (BREAKS_INTO.search(before) or BROKEN.match(after)):
        return True
    if quantity.unit in ("", "1"):
        called = CALLED.fullmatch(quantity.text)
        return called is not None and ("985" in called[0] or bool(LINE.search(before) or LINE_AFTER.match(after)))
    if quantity.unit == "小时":
        always = ALL_DAY.search(before) or not (A_SPELL.search(before) or AS_A_SPELL.match(after))
        return quantity.text == "24小时" and bool(always)
    if quantity.unit == "千伏":
        return bool(VOLTAGE_CLASS.match(after))
    if quantity.unit in ("层", "楼") and quantity.high < 0:
        return True
    if quantity.unit == "英寸":
        return bool(WAFER_CLASS.match(doc.text, quantity.end))
    if quantity.unit == "条":
        return bool(SECTION.search(before))
    return quantity.unit in ("公里", "km") and after.startswith("处") and bool(ROAD.search(before))


def _is_article(doc: Document, quantity: Quantity) -> bool:
    """一家, 一位, 一款 stand for "a", unless 仅 or 唯一 makes them a count."""
    if FEW.match(quantity.text) or LAST.search(doc.text[max(0, quantity.start - 2) : quantity.start]):
        return True
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
    if quantity.unit in _words("units") or quantity.unit in _words("after"):
        return True
    before = doc.text[max(sentence.start, quantity.cue_start - 3) : quantity.cue_start]
    if before.endswith(_words("before")):
        return True
    after = doc.text[quantity.end : quantity.end + 4]
    tail = quantity.text[-1:] + after
    return after.startswith(_words("after")) or (quantity.unit == "个" and tail.startswith(_words("after")))


def _is_known_subject(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """，两人结了婚: a bare number of people opens a clause where the text has named them; a part of others does not."""
    if not FEW_OF_THEM.fullmatch(quantity.text) or doc.text[quantity.start - 1 : quantity.start] != "，":
        return False
    if OUTCOME.match(doc.text, quantity.end):
        return False
    since = max(sentence.start, quantity.start - PARTS_REACH)
    return all(other.unit != quantity.unit for other in doc.quantities.within(since, quantity.start))


def _is_edition(doc: Document, quantity: Quantity) -> bool:
    """第五届 and 第三代 name one of a series; 第三批 and 第十一种 rank it."""
    return quantity.kind == "rank" and bool(ORDINAL.match(quantity.text)) and quantity.unit in _words("unit")


def _is_conversion(doc: Document, quantity: Quantity) -> bool:
    """1英尺约合0.3米 states nothing about the world; of 1欧元约合7.5元 the second figure does, as a rate."""
    if quantity.kind not in ("money", "measure"):
        return False
    if quantity.low == quantity.high == 1 and CONVERTS.match(doc.text, quantity.end):
        return True
    one = doc.quantities.before(quantity.cue_start, max(0, quantity.cue_start - 10))
    if quantity.kind == "money" or one is None or one.low != 1 or one.dimension != quantity.dimension:
        return False
    return CONVERTS.fullmatch(doc.text, one.end, quantity.start) is not None


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


def is_hypothetical(doc: Document, quantity: Quantity, sentence: Sentence) -> bool:
    """如果投入3亿元, 假设亏了3万元，还剩…; not 如果按3亿元计算, nor what a condition brings: 若违约，罚款5万元."""
    conditions = [
        cue
        for cue in doc.cues.within(max(sentence.start, quantity.start - CONDITION_REACH), quantity.start)
        if cue.category == "condition" and doc.text[cue.end : cue.end + 1] not in ("按", "说", "从", "以")
    ]
    if any(cue.text in EXAMPLES for cue in conditions):
        return True
    return bool(conditions) and not _follows(doc.text, conditions[-1].end, quantity, sentence)


def _follows(text: str, condition: int, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands behind the condition that begins at an offset: behind 那么, else behind its clause."""
    if CONSEQUENCE.search(text, condition, quantity.start):
        return True
    end = min(sentence.end, quantity.end + CONDITION_REACH)
    return bool(CLAUSE_END.search(text, condition, quantity.start)) and not CONSEQUENCE.search(text, quantity.end, end)
