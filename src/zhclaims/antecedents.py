"""Tells whom 他, 公司 and 报告 stand for: the name before them."""

import re

from zhclaims.document import Document
from zhclaims.speakers import LEAD, LONGEST, NO_ACTS, PRONOUN, TITLE, WORDS
from zhclaims.types import Entity, Sentence

# 白皮书称, 按照方案: a document that was named in 《》 before
BARE_DOCUMENT = re.compile(
    r"^(?:该|这份|本)?(?P<kind>报告|白皮书|蓝皮书|方案|意见|条例|办法|通知|规划|纲要|措施|细则|规定|公示|榜单)$"
)
# 长江通讯社1月27日讯，: the agency that reports is no topic
WIRE = re.compile(r"[^，。\n]{0,12}[讯电](?=[，\s（(】])")
STAND_IN = re.compile(r"^(?:公司|集团|(?:该|本|这家)(?:公司|企业|集团|行|校|院|局|所|平台|机构|基金|团队))$")
COMPANY = re.compile(r"^(?:该|本|这家)?(?:公司|企业|集团)$")
NO_COMPANY = re.compile(r"(?:[局委厅署报]|政府|研究[所院]|交易所|协会|学会|大学|学院|法院|检察院|中心)$")
GIVES_OUT = re.compile("发布会|座谈会|公布|发布|通报|披露")
BODY_KIND = re.compile(r"^(?:协会|学会|商会|联合会|研究院|研究所|交易所|气象台|管委会)$")
INSTITUTE = re.compile(r"^(?:该|本|上述)机构$")
"""该机构预计，: one that gives out figures and forecasts, so the one that did so before."""
REPORTER = re.compile(r"记者|通讯员|特派员|编辑")
ANNOUNCED = re.compile(r"《[^《》\n]{2,40}》|“[^“”\n]{1,16}(?:条|办法|措施|政策|新政|方案|意见|计划|行动)”")
TITLED = re.compile(r"《[^《》\n]{2,40}》(?:白皮书|蓝皮书|报告)?")
STOP = re.compile(r"[，。：；、]")
REACH = 5_000
"""Characters before a pronoun or a bare noun in which the name that it stands for is looked for."""


def named(doc: Document, who: str, position: int, last: tuple[str, int], body: str = "") -> str:
    """Who a pronoun or a bare noun stands for, as the text before `position` tells.

    `last` is who spoke last, and up to which offset; `body` is the organisation that did so last or gave data.
    """
    if body and INSTITUTE.match(who):
        return body
    if PRONOUN.match(who):
        return topic(doc, "PERSON", last[1], position) or last[0]
    if bare := BARE_DOCUMENT.match(who):
        return _document(doc, bare["kind"], position) or who
    if BODY_KIND.match(who):
        return _body_of_kind(doc, who, position)
    if STAND_IN.match(who):
        return topic(doc, "COMPANY" if COMPANY.match(who) else "ORG", 0, position) or who
    return who


def _body_of_kind(doc: Document, kind: str, position: int) -> str:
    """The last organisation whose name ends so: 某行业协会 for 协会."""
    before = reversed(doc.entities.within(max(0, position - REACH), position))
    return next(
        (body.text for body in before if body.type == "ORG" and body.text.endswith(kind) and body.text != kind), kind
    )


def data_of(doc: Document, position: int) -> str:
    """Whose data they are that nobody is named for: of the body that gives some out in the sentence before.

    交通运输部昨日举行发布会。数据显示，
    """
    before = doc.sentences.before(position)
    if (
        before is None
        or doc.text.count("\n", before.end, position)
        or not GIVES_OUT.search(doc.text[before.start : before.end])
    ):
        return ""
    return topic(doc, "ORG", before.start, before.end)


def document_before(doc: Document, sentence: Sentence) -> str:
    """The last title that the sentence before names: 《办法》, “人才十条”."""
    before = doc.sentences.before(sentence.start)
    titles = list(ANNOUNCED.finditer(doc.text, before.start, before.end)) if before else []
    return titles[-1].group() if titles else ""


def topic(doc: Document, kind: str, since: int, position: int) -> str:
    """The last name of a kind of entity, or of COMPANY, that begins a sentence, a person's with the title before it.

    港务局局长王明 of 港务局局长王明摇头。
    """
    for entity in reversed(doc.entities.within(max(since, position - REACH), position)):
        sentence = doc.sentences.covering(entity.start, entity.end)
        if not _is_of_kind(entity, kind) or sentence is None or WIRE.match(doc.text, entity.end):
            continue
        title = LEAD.sub("", doc.text[_opening_end(doc, sentence, entity.start) : entity.start])
        start = entity.start - len(title)
        acts = any(token.tag == "v" for token in doc.tokens.within(start, entity.start))
        acts = acts or REPORTER.search(title) is not None
        if len(title) <= LONGEST and not STOP.search(title) and not acts and is_title(doc, start, entity.start):
            whole = title + entity.text if kind == "PERSON" else entity.text
            return "“" + whole if whole.count("”") > whole.count("“") else whole
    return ""


def _is_of_kind(entity: Entity, kind: str) -> bool:
    if kind == "COMPANY":
        return entity.type == "ORG" and NO_COMPANY.search(entity.text) is None
    return entity.type == kind


def _opening_end(doc: Document, sentence: Sentence, position: int) -> int:
    """Where the main clause of a sentence begins: behind 一见面， but not behind what someone says or does."""
    comma = doc.text.rfind("，", sentence.start, position) + 1
    behind = doc.text[comma:position]
    if not comma or comma - sentence.start > LONGEST or behind.count("“") > behind.count("”"):
        return sentence.start
    told = doc.cues.within(sentence.start, comma)
    named = any(entity.type in ("PERSON", "ORG") for entity in doc.entities.within(sentence.start, comma))
    return sentence.start if named or any(cue.category in ("speech", "report") for cue in told) else comma


def is_title(doc: Document, start: int, end: int) -> bool:
    """Whether words before a name may be a title, and tell of nothing done: 馆主 of 馆主李明; not 法院没有支持李明."""
    words = [token for token in doc.tokens.within(start, end) if token.text not in NO_ACTS.union(WORDS["lead"])]
    return TITLE.search(doc.text[start:end]) is not None or not any(token.tag[0] in "vpd" for token in words)


def _document(doc: Document, kind: str, position: int) -> str:
    """The last title in 《》 before the position that tells a document of the kind."""
    titles = (found.group() for found in TITLED.finditer(doc.text, max(0, position - REACH), position))
    return ([title for title in titles if kind in title] or [""])[-1]
