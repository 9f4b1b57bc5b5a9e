"""Finds who is credited with what: speakers, reports, media, and the stretch of text that each answers for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from zhclaims.accords import find_accords
from zhclaims.antecedents import data_of, document_before, named
from zhclaims.credit import Credit, Credits, own_until
from zhclaims.cues import Cue
from zhclaims.document import Document
from zhclaims.providers import find_providers
from zhclaims.quotations import Quotation, find_quotations, quotation_at, speaker_around, whole_sentences
from zhclaims.speakers import LEAD, ends_with_speaker, speaker_in, without_aside
from zhclaims.speech import FORECASTS, LISTED, given_out, speaks
from zhclaims.tied import tied_until, told_since
from zhclaims.types import Sentence

# 经市检察院查明, 在业内人士看来
JUDGED = re.compile(
    r"经(?P<who>[^，,。；：:\n]{2,25}?(?:局|院|会|所|中心|部门|机关|机构|委|署))(?:依法|初步|审查)?"
    r"(?:核实|检验|勘验|复核|认证|审理查明|调查认定|侦查查明|查明|审理|调查|认定|评估|鉴定|测算|核算|审计|统计|检测|核查)(?:后|发现|查明|认为|认定)?[，,：:]?"
    r"|(?:^|(?<=[，。；\n]))在(?P<viewer>[^，,。；：:\n]{2,25})看来[，,]"
)
# 国家统计局：, 李明：
LABEL = re.compile(r"(?:[【\d①-⑳.、○●]{0,3})(?P<who>[^，。：:“”「」\n]{2,30})[：:](?=[^\n]{4})")
UNNAMED = frozenset(
    "外媒 媒体 专家 机构 券商 分析师 分析人士 业内人士 知情人士 消息人士 警方 官方 报告 研究 调查".split()
)
"""专家：明年出口将增8%: who speaks in headlines without a name."""
ANSWER = re.compile(r"(?:(?!\u3000{2})[^\n]){1,500}(?=\n|\u3000{2}|$)")
"""What follows a name and a colon, up to the end of its line."""
OFFICIAL = re.compile(r"(?:部|局|委|署|会|院|办|社|报|中心|所|网|厅|央行)$")
# 记者从市经信局获悉
LEARNED = re.compile(
    r"从(?P<who>[^，,。；\n]{2,25}?)(?<!网上|会上|场上|式上|现场)(?:处|中|那里|那儿|方面|这里)?(?:获悉|了解到|得知|获知)"
)
# （数据来源：国家统计局）; without brackets only data have a source, as a line 资料来源： is about the page
CREDIT = re.compile(
    r"[（(\[](?:数据|资料|信息)来源[：:为]\s*(?P<who>[^（）()，,。；！？\s]{2,30})[）)\]]"
    r"|(?:数据|(?<=[^\s▍▶●◆])(?:资料|信息))来源[：:为]\s*(?P<whose>[^（）()，,。；！？\s]{2,30})"
)
DENIED = re.compile(r"否认|不实|辟谣|谣言|驳斥|并非|无据")
MEDIUM = re.compile(r"(?:[网社报台]|客户端)$")
"""央视网消息： is a dateline."""
# 市工信局数据，去年产值… 某某网5日消息，
NEWS = re.compile(r"(?P<who>[^，,。；：:“”\n]{2,30}?)(?:\d{1,2}日)?(?:的?最新)?(?:消息|数据|统计数据)[，,：:]")
REPORTER = re.compile(
    r"^(?:前者|后者|记者|本报记者|小编|报道|文章|笔者|我们|我|大家|有人|很多人|人们|网友|可以|不得不|应该|据|也就是|换句话)"
)
NAMELESS = frozenset(("数据显示", "统计显示"))
"""Where nobody is named before these, they are all the source there is."""
ANY_DATA = re.compile(r"有?(?:会上|当天|当日)?(?:公布|发布|通报|披露|公开|有关|相关|最新|官方)?的?$")
"""What may stand before them that tells of no data in particular: 会上公布的数据显示; not 临床试验的数据显示."""
LAYS_DOWN = frozenset("明确 规定 提出 要求".split())
"""《办法》昨日公布。其中规定，: what a document does."""
NOTICED = frozenset(("公告称", "通报称", "声明称", "报道称"))
"""What is published speaks for itself there: 公告称，."""
FORECASTER = re.compile(
    r"(?:报告|气象台|央行|银行|证券|智库|数据|部门|大学|研究所|机构|券商|专家|业内|业界|外界|外资|法人|分析师|协会|研究院|公司|委员会|团队|研报|市场|人士|者|局|部|署|府|办|负责人|主任)$"
)
DATELINE_ENDS = ("讯 ", "电 ")
"""新华社合肥3月5日电 某公司宣布: the dateline is no part of who speaks."""
SUCH = ("如此", "这样", "如是")
"""王明如此告诉记者。: what is said stands before."""
QUOTES = {"“": "”", "「": "」", "『": "』"}
LONGEST_CREDIT = 200
"""Characters before a speech verb in which its clause begins, if it names who speaks at all."""


def find_credits(doc: Document) -> Credits:
    """Find all credits of the article."""
    found: list[Credit] = []
    speaker, body = ("", 0), ""
    quotations = find_quotations(doc)
    for sentence in doc.judged():
        for credit in _credits_of(doc, sentence, quotations):
            who = named(doc, credit.who, credit.start, speaker, body)
            if credit.rule == "source:unnamed":
                who = data_of(doc, credit.start) or who
            if not who or REPORTER.match(who):
                continue
            who = without_aside(who)
            names = doc.entities.within(credit.start, credit.end)
            if any(name.type == "ORG" and who.endswith(name.text) for name in names):
                body = who
            if credit.rule == "source:speech":
                speaker = who, credit.end
            found.append(replace(credit, who=who, scope_end=tied_until(doc, credit)))
    return Credits(doc, [*found, *_quoted(doc, quotations, Credits(doc, found))])


def _quoted(doc: Document, quotations: list[Quotation], credits_: Credits) -> Iterator[Credit]:
    """The quotations that no verb gives to a speaker, with who they seem to be of."""
    spoken = sorted((c for c in credits_.found if c.rule == "source:speech"), key=lambda credit: credit.start)
    starts = [credit.start for credit in spoken]
    for quotation in whole_sentences(doc, quotations):
        start, end = quotation.start, quotation.end
        sentence = doc.sentences.covering(start, start + 1)
        if sentence is None or credits_.answering(sentence, start):
            continue
        before = bisect_left(starts, start) - 1
        here = before >= 0 and _still_speaks(doc, spoken[before], start)
        if who := speaker_around(doc, quotation) or (spoken[before].who if here else ""):
            yield Credit(start, start + 1, who, start, end, "source:quotation")


def _still_speaks(doc: Document, spoken: Credit, position: int) -> bool:
    """Whether who spoke last is who is quoted at an offset: on the same line, and with nobody else named between."""
    if "\n" in doc.text[spoken.start : position]:
        return False
    others = doc.entities.within(max(spoken.end, spoken.scope_start), position)
    return all(other.type != "PERSON" or other.text in spoken.who for other in others)


def _credits_of(doc: Document, sentence: Sentence, quotations: list[Quotation]) -> Iterator[Credit]:
    for start, end, who in find_accords(doc, sentence):
        yield Credit(start, end, who, end, sentence.end, "source:according_to")
    for pattern, rule in ((LEARNED, "source:learned_from"), (JUDGED, "source:according_to")):
        for match in pattern.finditer(doc.text, sentence.start, sentence.end):
            if who := next(filter(None, match.groups()), ""):
                yield Credit(match.start(), match.end(), who, match.end(), sentence.end, rule)
    for start, end, who in find_providers(doc, sentence):
        yield Credit(start, end, who, end, sentence.end, "source:report")
    yield from _trailing(doc, sentence)
    yield from _news(doc, sentence)
    yield from _labelled(doc, sentence)
    yield from _spoken(doc, sentence, quotations)


def _trailing(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    """The credit of a note at the end: for its sentence or, where it stands alone, for the one before on its line.

    It reaches back to a semicolon, and not over what is denied: the source says something else then.
    """
    for match in CREDIT.finditer(doc.text, sentence.start, sentence.end):
        start = sentence.start
        if not doc.text[sentence.start : match.start()].strip("（([ "):
            before = doc.sentences.before(sentence.start)
            near = before is not None and doc.text.count("\n", before.start, match.start()) <= 1
            start = before.start if before and near else sentence.start
        start = max(start, doc.text.rfind("；", start, match.start()) + 1)
        who = match["who"] or match["whose"]
        if not DENIED.search(doc.text, start, match.start()):
            yield Credit(match.start(), match.end(), who, start, match.start(), "source:credit_line")


def _news(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    """市统计局数据，…: a body that begins a sentence, with what it gives out and no verb."""
    match = NEWS.match(doc.text, sentence.start, sentence.end)
    who = speaker_in(doc, match.start("who"), match.end("who")) if match else ""
    if match is None or not who or not ends_with_speaker(doc, match.end("who") - len(who), who):
        return
    if match.group()[-1] in "，," or not MEDIUM.search(who):
        yield Credit(match.start(), match.end(), who, match.end(), sentence.end, "source:report")


def _labelled(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    """国家统计局：出口增长8%, and the answers of an interview, which go on to the end of their line."""
    match = LABEL.match(doc.text, sentence.start, sentence.end)
    if match is None:
        return
    names = doc.entities.within(sentence.start, match.end("who"))
    introduced = doc.entities.overlapping(match.end(), match.end() + 1)
    if match["who"] in UNNAMED and all(name.type != "PERSON" for name in introduced):  # not 专家：王明
        yield Credit(match.start("who"), match.end(), match["who"], match.end(), sentence.end, "source:speech")
        return
    if not names or names[-1].end != match.end("who"):
        return
    if names[-1].type == "PERSON":
        answer = ANSWER.match(doc.text, match.end())
        end = answer.end() if answer else sentence.end
    elif names[-1].type == "ORG" and OFFICIAL.search(names[-1].text):
        end = sentence.end
    else:
        return
    if who := speaker_in(doc, match.start("who"), match.end("who")):
        yield Credit(match.start("who"), match.end(), who, match.end(), end, "source:speech")


def _spoken(doc: Document, sentence: Sentence, quotations: list[Quotation]) -> Iterator[Credit]:
    for cue in doc.cues.within(sentence.start, sentence.end):
        if not speaks(doc, cue, quotations):
            continue
        begin = _clause_start(doc, sentence, cue.start)
        here = speaker_in(doc, begin, cue.start)
        who = here or _speaker_before(doc, sentence, begin, cue)
        rule = "source:speech" if cue.category == "speech" else "source:report"
        if not who and cue.text in NAMELESS and ANY_DATA.match(LEAD.sub("", doc.text[begin : cue.start])):
            who, rule = cue.text[:2], "source:unnamed"
        if not who and cue.text in NOTICED and begin == cue.start:
            who, rule = cue.text[:-1], "source:report"
        if not who and cue.text in LAYS_DOWN and doc.text[begin : cue.start] == "其中":
            who, rule = document_before(doc, sentence), "source:report"
        if here and given_out(doc, cue) and not ends_with_body(doc, begin, here):
            continue
        if who and (cue.text not in FORECASTS or _forecasts(doc, begin, cue, who)):
            yield from _with_scope(doc, sentence, quotations, cue, Credit(begin, cue.end, who, cue.end, cue.end, rule))


def ends_with_body(doc: Document, begin: int, who: str) -> bool:
    """Whether who is named from an offset on is a body, that gives things out; not 李某 of 法院已对李某作出判决."""
    at = max(begin, doc.text.find(who, begin))
    names = doc.entities.within(at, at + len(who))
    if names and names[-1].type == "PERSON":
        return False
    return any(name.type == "ORG" for name in names) or OFFICIAL.search(who) is not None


def _with_scope(
    doc: Document, sentence: Sentence, quotations: list[Quotation], cue: Cue, credit: Credit
) -> Iterator[Credit]:
    """The credit with what stands before it, behind it, or both: “…，”某某说，“…”."""
    at = credit.start
    while at > 0 and doc.text[at - 1] in "\u3000\xa0 ":
        at -= 1
    if doc.text[at - 1 : at] in ("，", ",") and doc.text[at - 2 : at - 1] in "”」":  # “…”，王明说
        at -= 1
    said = _open_quotation(doc, quotations, at)
    if given := given_out(doc, cue):
        yield replace(credit, scope_start=given.end(), scope_end=own_until(doc, cue, credit, sentence.end))
        return
    if LISTED.match(doc.text, cue.end):
        yield credit
        return
    such = doc.text[cue.start - 2 : cue.start] in SUCH
    said = said or (quotation_at(quotations, sentence.start) if such else None)
    ends = cue.role == "after" or such or doc.text[cue.end : cue.end + 1] in ("。", "", "\n", "！")
    if not ends:
        end = own_until(doc, cue, credit, sentence.end)
        yield replace(credit, scope_end=_quoted_until(doc, cue.end, end))
    if cue.category == "report" and doc.text[cue.start - 1] == "还":  # 局里的数据还显示: so did those before
        yield replace(credit, scope_start=told_since(doc, sentence), scope_end=sentence.start)
    if ends or said:
        first = said.start if said else sentence.start
        yield replace(credit, scope_start=first, scope_end=credit.start, rule="source:speech")


def _open_quotation(doc: Document, quotations: list[Quotation], position: int) -> Quotation | None:
    """The quotation that ends at an offset, unless who says it is named before it: 王明说：“…。”|李强表示."""
    said = quotation_at(quotations, position)
    cue = doc.cues.before(said.start) if said else None
    begun = cue is not None and said is not None and cue.category == "speech" and said.start - cue.end <= 1
    return None if begun else said


def _clause_start(doc: Document, sentence: Sentence, position: int) -> int:
    """The start of the clause around a speech verb; brackets of the speaker's name do not break it."""
    at, first = position, max(sentence.start, position - LONGEST_CREDIT)
    while at > first:
        if doc.text[at - 1] in "）)" and (opening := _opening(doc.text, first, at)) >= first:
            at = opening
            continue
        if doc.text[at - 1 : at + 1] in ("”的", "」的") and (opening := _opening(doc.text, first, at, "“「")) >= first:
            at = opening
            continue
        if doc.text[at - 1] in "，,。；;：:！？”」\n\u3000\xa0\t" or doc.text[at - 2 : at] in DATELINE_ENDS:
            break
        at -= 1
    return at


def _opening(text: str, first: int, closing: int, marks: str = "（(") -> int:
    return max(text.rfind(mark, first, closing) for mark in marks)


def _speaker_before(doc: Document, sentence: Sentence, begin: int, cue: Cue) -> str:
    """某公司发布声明，表示…, 某公司召开说明会，公布…业绩，: the speaker stands in the clause before."""
    given = given_out(doc, cue) is not None
    if not (given or cue.category == "speech") or cue.start - begin > 2:
        return ""
    if begin <= sentence.start or doc.text[begin - 1] not in "，,":
        return ""
    before = doc.entities.within(_clause_start(doc, sentence, begin - 1), begin)
    return before[0].text if before and before[0].type in (("ORG",) if given else ("ORG", "PERSON")) else ""


def _forecasts(doc: Document, start: int, cue: Cue, who: str) -> bool:
    """Whether who stands before 预计 is one that forecasts: a body or a report, not the thing forecast."""
    if FORECASTER.search(who):
        return True
    names = any(e.type in ("ORG", "PERSON") for e in doc.entities.within(start, cue.start))
    own = doc.entities.before(cue.start)
    if own and own.end == cue.start and own.type == "ORG" and doc.text[start : cue.start].endswith(who):
        return True  # 某公司预计全年亏损3亿元
    return names and doc.text[cue.end : cue.end + 1] in ("，", ",", "：", ":")


def _quoted_until(doc: Document, position: int, sentence_end: int) -> int:
    """The end of the stretch a speaker answers for: the sentence, or the quotation that goes on beyond it."""
    opening = re.compile(r"[：:，,]?\s{0,8}([“「『])").match(doc.text, position)
    if not opening:
        return sentence_end
    closing = doc.text.find(QUOTES[opening[1]], opening.end())
    line_end = doc.text.find("\n", position)
    limit = len(doc.text) if line_end < 0 else line_end
    return max(sentence_end, closing) if 0 <= closing <= limit else sentence_end
