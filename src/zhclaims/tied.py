"""Tells how far behind its sentence a source goes on: what is tied to it, and the figures that break its own down."""

import re

from zhclaims.accords import find_accords
from zhclaims.credit import BREAKS, Credit, is_of_other_company
from zhclaims.document import Document
from zhclaims.types import Entity, Sentence

# 其中，… goes on with what the source said
TIED = re.compile(r"其中|与此相比|对比|相比之下|例如|比如|截至|今后|下一步|据介绍[，,]")
# 甲公司公布营收9亿元。相比之下，乙公司…: what a company's own figures are held against is another's
HELD_AGAINST = re.compile("(?:与此|两?相)?[对相]?比(?:之下)?[，,]")
RECKONED = re.compile(r"据(?:测算|估算)[，,]")
# 分产业看，… 看市场，… 按常住地分，… 以产品别来看，… 主要市场方面，… 期内…: the figures of a survey by its parts
BROKEN_DOWN = re.compile(
    r"\s{0,4}(?:(?:分|按|从)[^，,。；：\n]{1,12}?(?:看|划?分)[，,]|[按以][^，,。；：\n]{1,12}(?<!设)计[，,]"
    r"|看(?!来|似|上去|起来)[^，,。；：\n]{1,4}[，,]"
    r"|[若如]?[以就依按分][^，,。；：\n]{0,9}?(?:别|[区部]门?|市场|业务|产品|平台|类|应用|产业|领域|客户)(?:来|而)?(?:看|观察|言|划分)[，,]"
    r"|主要[^，,。；：\n]{1,6}(?:[当之]?中|方面)[，,]|(?:报告)?期[内末](?=[^，,。；：\n]{1,20}[0-9一二三四五六七八九十两半]))"
)
# 统计局, 海关, 协会 count what others do, as no company and no newspaper does
SURVEYS = re.compile("(?:[局委厅署部院所]|政府|海关|[协学商]会|中心|总队)$|统计|调查|普查|公报|白皮书|蓝皮书")
ANNOUNCED = re.compile("公布|披露|发布")
"""友达公布上季业绩: what a company makes known has parts as well."""
REACH = 1_000
"""Characters in which a paragraph is thought to begin."""
BRIDGE, LONGEST = 3, 12
"""Sentences between one that names its source and the one that breaks its figures down, and all that go on with it."""


def tied_until(doc: Document, credit: Credit) -> int:
    """The end of what a source answers for: a body or a report for what is reckoned and broken down as well."""
    end = credit.scope_end
    speaks = doc.entities.within(credit.start, credit.end)
    reckons = all(entity.type != "PERSON" for entity in speaks)
    following = doc.sentences.after(end, len(doc.text))
    while following is not None and following.start - end <= 2:
        tied = TIED.match(doc.text, following.start) or (reckons and RECKONED.match(doc.text, following.start))
        if not tied or (reckons and speaks and _is_of_another(doc, following, speaks[0])):
            break
        end = following.end
        following = doc.sentences.after(end, len(doc.text))
    opens = credit.sure and credit.end <= credit.scope_start and _opens_paragraph(doc, credit.start)
    announced = ANNOUNCED.search(doc.text, credit.start, credit.end)
    surveys = reckons and (announced or SURVEYS.search(credit.who)) is not None
    return _broken_down_until(doc, end) if surveys and opens else end


def _is_of_another(doc: Document, sentence: Sentence, speaker: Entity) -> bool:
    """Whether a sentence holds another company against the one that speaks."""
    held = HELD_AGAINST.match(doc.text, sentence.start)
    return held is not None and speaker.type == "ORG" and is_of_other_company(doc, held.end(), speaker)


def _opens_paragraph(doc: Document, position: int) -> bool:
    """Whether nobody else is named in the paragraph before who says or reports something."""
    first = max(doc.text.rfind(mark, max(0, position - REACH), position) for mark in BREAKS) + 1
    return not any(cue.category in ("speech", "report") for cue in doc.cues.within(first, position))


def _broken_down_until(doc: Document, end: int) -> int:
    """The end of the paragraph that breaks figures down by their parts, if one follows soon and nobody else speaks."""
    broken_down, at = False, end
    for passed in range(LONGEST):
        following = _next(doc, at)
        if following is None or (passed > BRIDGE and not broken_down):
            break
        begins = BROKEN_DOWN.match(doc.text, following.start) is not None
        new_paragraph = any(mark in doc.text[max(0, at - 1) : following.start] for mark in BREAKS)
        if (new_paragraph and not begins) or _is_told_by_another(doc, following):
            break
        broken_down = broken_down or begins
        at = following.end
        end = at if broken_down else end
    return end


def told_since(doc: Document, sentence: Sentence) -> int:
    """Where the sentences before one on its line begin for which nobody else answers."""
    start = sentence.start
    for _ in range(BRIDGE):
        before = doc.sentences.before(start)
        if before is None or any(mark in doc.text[before.end - 1 : start] for mark in BREAKS):
            break
        if _is_told_by_another(doc, before):
            break
        start = before.start
    return start


def _next(doc: Document, position: int) -> Sentence | None:
    following = doc.sentences.after(position, len(doc.text))
    return following if following is not None and following.start - position <= 2 else None


def _is_told_by_another(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a heading, or names who speaks or what reports."""
    cues = doc.cues.within(sentence.start, sentence.end)
    speaks = any(cue.category in ("speech", "report") for cue in cues)
    return sentence.kind != "body" or speaks or any(True for _ in find_accords(doc, sentence))
