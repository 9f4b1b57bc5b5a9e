"""Finds who is credited with what: speakers, reports, media, and the stretch of text that each answers for."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhclaims.cues import Cue
from zhclaims.document import Document
from zhclaims.types import Sentence

# 据市统计局数据，… 根据公安局公布的数据，…
ACCORDING = re.compile(r"(?:根据|依据|按照|据)(?P<who>(?:[^，,。；：:\n]|(?<=\d),(?=\d)){2,40})(?=[，,：:])")
# 记者从市经信局获悉
LEARNED = re.compile(r"从(?P<who>[^，,。；\n]{2,25}?)(?:处)?(?:获悉|了解到|得知|获知)")
# （数据来源：国家统计局）
CREDIT = re.compile(r"[（(\[]?(?:数据|资料|信息)来源[：:为]\s*(?P<who>[^（）()，,。；！？\s]{2,30})[）)\]]?")
# What a 据 introduces that names nobody
NOBODY = re.compile(
    r"^(?:了解|悉|介绍|报道|统计|测算|估算|预测|称|此|说|传|估计|调查|公开资料|不完全统计|初步统计|数据|数据显示|最新数据)$"
)
# What follows the name of who is credited: 市统计局公布的数据, 某报报道, 某公司介绍
CREDITED_BY = re.compile(
    r"""(?:近日|日前|最新|昨日|今日)?
        (?:公布|发布|披露|提供|统计|报道|报导|介绍|透露|测算|预测|消息|通报|估算|预计|分析|调查|表示|称|援引[^，]{1,12})?
        (?:的)?(?:最新)?(?:统计)?(?:数据|报告|消息|资料|信息|数字|结果|公告)?
        (?:显示|指出|称|表明|透露|预计|预测|介绍)?$""",
    re.VERBOSE,
)
# The lead of a clause before the speaker: 对此，昨日，
LEAD = re.compile(
    r"^(?:[“”\"'「」\s]|对此|此外|同时|另外|其中|日前|近日|昨日|今日|据悉|不过|而|但|也|还|并|曾|则|均|都|就|此前)+"
)
TAIL = re.compile(
    r"(?:[\s“”\"「」]|近日|日前|今天|昨天|昨日|今日|也|还|并|曾|则|均|就|都|向记者|对记者|告诉记者|接受采访时|在接受[^，]{0,20}采访时|进一步|同时|此前|公开|再次|在[^，]{1,20}(?:上|时|中)){1,12}$"
)
PRONOUN = re.compile(r"^(?:他|她|其|该负责人|上述负责人|该人士|上述人士|这位负责人|双方|记者|本报记者|对方)$")
REPORTER = re.compile(
    r"^(?:记者|本报记者|报道|文章|消息|笔者|我们|我|大家|有人|很多人|人们|网友|可以|不得不|应该|据|也就是|换句话)"
)
# 多家机构预计, 报告预测: a forecast with a forecaster before it
FORECASTS = frozenset(("预计", "预测", "估计", "估算", "预估", "测算"))
# 其中，… goes on with what the source said
TIED = re.compile(r"其中|与此相比|对比|相比之下")
FORECASTER = re.compile(r"(?:报告|机构|券商|专家|业内|业界|分析师|协会|研究院|公司|委员会|团队|研报|市场|人士)$")
DATELINE_ENDS = ("讯 ", "电 ")
"""新华社合肥3月5日电 某公司宣布: the dateline is no part of who speaks."""
QUOTES = {"“": "”", "「": "」", "『": "』"}
LONGEST_CREDIT = 200
"""Characters before a speech verb in which its clause begins, if it names who speaks at all."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A source with the stretch of text it answers for."""

    start: int
    end: int
    """The naming phrase (据…，or 某某表示): never part of a subject."""
    who: str
    scope_start: int
    scope_end: int
    rule: str


class Credits:
    """The credits of an article, looked up by the sentences they answer for."""

    def __init__(self, doc: Document, found: list[Credit]) -> None:
        self.found = found
        self._answered: dict[int, list[Credit]] = defaultdict(list)
        for credit in found:
            for sentence in doc.sentences.overlapping(credit.scope_start, credit.scope_end):
                self._answered[sentence.start].append(credit)

    def answering(self, sentence: Sentence, position: int) -> Credit | None:
        """The credit that answers for a figure at the offset."""
        covering = [c for c in self._answered.get(sentence.start, ()) if c.scope_start <= position < c.scope_end]
        return min(covering, key=_narrowness, default=None)


def _narrowness(credit: Credit) -> tuple[bool, int]:
    """A speaker answers before a dataset he speaks of; else the narrower scope does."""
    return credit.rule != "source:speech", credit.scope_end - credit.scope_start


def find_credits(doc: Document) -> Credits:
    """Find all credits of the article."""
    found: list[Credit] = []
    speaker = ""
    for sentence in doc.judged():
        for credit in _credits_of(doc, sentence):
            who = speaker if PRONOUN.match(credit.who) else credit.who
            if not who or REPORTER.match(who):
                continue
            if credit.rule == "source:speech":
                speaker = who
            found.append(replace(credit, who=who, scope_end=_tied_until(doc, credit.scope_end)))
    return Credits(doc, found)


def _tied_until(doc: Document, end: int) -> int:
    """A source answers for the sentences tied to its own by 其中 as well."""
    following = doc.sentences.after(end, len(doc.text))
    while following is not None and TIED.match(doc.text, following.start) and following.start - end <= 2:
        end = following.end
        following = doc.sentences.after(end, len(doc.text))
    return end


def _credits_of(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    yield from _according(doc, sentence)
    yield from _learned(doc, sentence)
    yield from _trailing(doc, sentence)
    yield from _spoken(doc, sentence)


def _according(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    for match in ACCORDING.finditer(doc.text, sentence.start, sentence.end):
        if match.start() > sentence.start and doc.text[match.start() - 1] not in "，,。；：:\n“「 \u3000\xa0（(！？、":
            continue
        who = match["who"]
        if NOBODY.match(who):
            continue
        named = CREDITED_BY.sub("", who)
        who = named if len(named) >= 2 else who
        if not NOBODY.match(who):
            yield Credit(match.start(), match.end(), who, match.end(), sentence.end, "source:according_to")


def _learned(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    for match in LEARNED.finditer(doc.text, sentence.start, sentence.end):
        yield Credit(match.start(), match.end(), match["who"], match.end(), sentence.end, "source:learned_from")


def _trailing(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    for match in CREDIT.finditer(doc.text, sentence.start, sentence.end):
        start = sentence.start
        if not doc.text[sentence.start : match.start()].strip("（( "):
            before = doc.sentences.before(sentence.start)
            start = before.start if before else sentence.start
        yield Credit(match.start(), match.end(), match["who"], start, match.start(), "source:credit_line")


def _spoken(doc: Document, sentence: Sentence) -> Iterator[Credit]:
    for cue in doc.cues.within(sentence.start, sentence.end):
        if cue.category not in ("speech", "report") and cue.text not in FORECASTS:
            continue
        begin = _clause_start(doc, sentence, cue.start)
        who = _speaker(doc, begin, cue.start) or _speaker_before(doc, sentence, begin, cue)
        if not who or (cue.text in FORECASTS and not _forecasts(doc, begin, cue.start, who)):
            continue
        after = doc.text[cue.end : cue.end + 1]
        if (
            cue.category == "report"
            and after not in ("，", "：", ",", ":")
            and cue.text not in ("显示", "数据显示", "获悉")
        ):
            continue
        if after in ("。", "", "\n", "！") or cue.role == "after":
            yield Credit(begin, cue.end, who, sentence.start, begin, "source:speech")
        else:
            end = _quoted_until(doc, cue.end, sentence.end)
            rule = "source:speech" if cue.category == "speech" else "source:report"
            yield Credit(begin, cue.end, who, cue.end, end, rule)
            if begin > sentence.start and doc.text[begin - 1] in "”」":
                yield Credit(begin, cue.end, who, sentence.start, begin, "source:speech")


def _clause_start(doc: Document, sentence: Sentence, position: int) -> int:
    """The start of the clause around a speech verb; brackets of the speaker's name do not break it."""
    at, first = position, max(sentence.start, position - LONGEST_CREDIT)
    while at > first and doc.text[at - 1] not in "，,。；;：:！？”」\n\u3000\xa0\t":
        if doc.text[at - 2 : at] in DATELINE_ENDS:
            break
        at -= 1
    return at


def _speaker(doc: Document, start: int, end: int) -> str:
    """The speaker's title and name between a clause's start and the verb, times and adverbs taken off."""
    at = start
    for time in doc.times.within(start, end):
        if not doc.text[at : time.start].strip():
            at = time.end
    who = doc.text[at:end]
    who = TAIL.sub("", LEAD.sub("", who))
    for time in doc.times.within(start, end):
        who = who.removesuffix(time.text)
    who = TAIL.sub("", who)
    if not 1 <= len(who) <= 45 or who[-1] in "的了是、" or (len(who) == 1 and not PRONOUN.match(who)):
        return ""
    return who if _is_somebody(doc, start, end, who) else ""


def _speaker_before(doc: Document, sentence: Sentence, begin: int, cue: Cue) -> str:
    """某公司发布声明，表示…: the speaker stands in the clause before."""
    if cue.category != "speech" or cue.start - begin > 2 or begin <= sentence.start or doc.text[begin - 1] not in "，,":
        return ""
    before = doc.entities.within(_clause_start(doc, sentence, begin - 1), begin)
    return before[0].text if before and before[0].type in ("ORG", "PERSON") else ""


def _forecasts(doc: Document, start: int, end: int, who: str) -> bool:
    """Whether who stands before 预计 is one that forecasts: a body or a report, not the thing forecast."""
    return bool(FORECASTER.search(who)) or any(e.type in ("ORG", "PERSON") for e in doc.entities.within(start, end))


def _is_somebody(doc: Document, start: int, end: int, who: str) -> bool:
    """A name, a pronoun, or a noun of the kind that speaks (负责人, 专家, 报告, 数据)."""
    if PRONOUN.match(who) or doc.entities.within(start, end):
        return True
    return bool(
        re.search(
            r"(?:人|者|家|员|长|师|授|方|局|部|委|会|院|所|司|行|厅|办|士|报告|数据|白皮书|公告|财报|协会|机构|官方|总监|经理|裁|主任|》|商|分析|统计|研究|调查|平台|团队|专家|业者|外界|公司|资料)$",
            who,
        )
    )


def _quoted_until(doc: Document, position: int, sentence_end: int) -> int:
    """The end of the stretch a speaker answers for: the sentence, or the quotation that goes on beyond it."""
    opening = re.compile(r"[：:，,]?\s{0,8}([“「『])").match(doc.text, position)
    if not opening:
        return sentence_end
    closing = doc.text.find(QUOTES[opening[1]], opening.end())
    line_end = doc.text.find("\n", position)
    limit = len(doc.text) if line_end < 0 else line_end
    return max(sentence_end, closing) if 0 <= closing <= limit else sentence_end
