"""Tells whom 他, 公司 and 报告 stand for: the name before them."""

import re

from zhclaims.document import Document
from zhclaims.speakers import LEAD, LONGEST, NO_ACTS, PRONOUN, TITLE, WORDS
from zhclaims.types import Sentence

# 白皮书称, 按照方案: a document that was named in 《》 before
BARE_DOCUMENT = re.compile(
    r"^(?:该|这份|本)?(?P<kind>报告|白皮书|蓝皮书|方案|意见|条例|办法|通知|规划|纲要|措施|细则|规定|公示|榜单)$"
)
# 长江通讯社1月27日讯，: the agency that reports is no topic
WIRE = re.compile(r"[^，。\n]{0,12}[讯电](?=[，\s（(】])")
STAND_IN = re.compile(r"^(?:公司|集团|(?:该|本|这家)(?:公司|企业|集团|行|校|院|局|所|平台|机构|基金|团队))$")
INSTITUTE = re.compile(r"^(?:该|本|上述)机构$")
"""该机构预计，: one that gives out figures and forecasts, so the one that did so before."""
REPORTER = re.compile(r"记者|通讯员|特派员|编辑")
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
    if STAND_IN.match(who):
        return topic(doc, "ORG", 0, position) or who
    return who


def topic(doc: Document, kind: str, since: int, position: int) -> str:
    """The last name of a kind that begins a sentence, a person's with the title before it.

    港务局局长王明 of 港务局局长王明摇头。
    """
    for entity in reversed(doc.entities.within(max(since, position - REACH), position)):
        sentence = doc.sentences.covering(entity.start, entity.end)
        if entity.type != kind or sentence is None or WIRE.match(doc.text, entity.end):
            continue
        title = LEAD.sub("", doc.text[_opening_end(doc, sentence, entity.start) : entity.start])
        start = entity.start - len(title)
        acts = any(token.tag == "v" for token in doc.tokens.within(start, entity.start))
        acts = acts or REPORTER.search(title) is not None
        if len(title) <= LONGEST and not STOP.search(title) and not acts and is_title(doc, start, entity.start):
            return title + entity.text if kind == "PERSON" else entity.text
    return ""


def _opening_end(doc: Document, sentence: Sentence, position: int) -> int:
    """Where the main clause of a sentence begins: behind 一见面， but not behind what someone says or does."""
    comma = doc.text.rfind("，", sentence.start, position) + 1
    if not comma or comma - sentence.start > LONGEST or "“" in doc.text[comma:position]:
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
