"""Tells who speaks by the words before a verb of speech."""

import re
from collections.abc import Iterator

from zhclaims.document import Document
from zhclaims.lexicon import any_of, words_by_role
from zhclaims.types import Token

WORDS = words_by_role("speakers", frozenset({"speaker", "document", "lead", "tail"}))
LONGEST = 45
"""Characters of a speaker with all titles."""
# （记者 王明/台北报道）, 【本报讯】, （上海，2025年3月5日）, 江州社3月5日电 , 3., ①: what stands before the first word
DATELINE = re.compile(
    r"""(?:[^，。\s【（(]{0,8}[讯电]\s*)?
        [【〔（(\[][^】〕）)\]]*(?:记者|报导|报道|电|讯|特派员|通讯员)[^】〕）)\]]*[】〕）)\]]\s*
      | [（(][^，,）)\d]{2,10}[，,]\s*\d{4}年\d{1,2}月\d{1,2}日[）)]\s*
      | [^，。：“”\s]{2,22}[讯电][\x20\u3000\xa0／/]+
      | (?:\d{1,2}[.、]|[①-⑳○●◆■▌❂▲])\s*(?!\d)""",
    re.VERBOSE,
)
# 小城故事据市统计局统计: a heading without its line; not 数据, 证据
INNER = re.compile(r"(?<![数依根证单票占收])据")
# The lead of a clause before the speaker: 对此，昨日，
LEAD = re.compile(
    rf"""^(?:[“”\"'「」\s|｜△▲▎·•@#*]|\\n|【[^】]{{1,20}}】|（@[^）]{{1,15}}）(?:\d{{1,2}}、)?|\[[^\]]{{1,20}}\]|{any_of(WORDS["lead"])}
        |有(?!关)(?=[^，]{{2,8}}$)|经(?![济销发信贸营])(?=[^，]{{2,20}}(?:院|局|会|所|署|机关|部门)\w{{0,4}}$))+""",
    re.VERBOSE,
)
TAIL = re.compile(
    rf"""(?:[\s“”\"「」]|{any_of(WORDS["tail"])}|的?最新|的(?:数字|介绍|说法|消息)|[向对][^，]{{0,16}}记者
        |告诉记者|在?接受[^，]{{0,20}}(?:采访|访问)时?|在(?:立法院|国会|议会|社交媒体|推特|微博)|在[^，]{{1,20}}(?:上|时|中|后|期间)
        |在[^，]{{0,20}}(?:记者|股东常?|法人?说明?|业绩|听证|座谈)会|电话会议|会[后中]
        |(?<=[社报网局部会院台司厅委办署])(?:\d{{1,2}}日)?消息
        |[（(][A-Z.:：\x20]{{0,9}}\d[\dA-Z.:：\x20]{{1,12}}[）)])$""",
    re.VERBOSE,
)
"""One thing that may stand between a speaker and the verb: they are taken off one by one, from behind."""
PRONOUN = re.compile(r"^(?:他|她|其|他们|该负责人|上述负责人|该人士|上述人士|这位负责人|双方|对方)$")
# 统计局10月发布的年报: who publishes, and what
PUBLISHED = re.compile(
    r"^(?P<body>.{2,}?)(?:公布|发布|披露|出具|编制|提供(?![商方者])|整理|发表|出台|印发)(?:的|了)?(?:一份|另一份|一则|最新|年度)*(?P<what>.*)$"
)
PUBLISHED_AT = re.compile("(?<=[^存所])[在于]$")
DOCUMENTS = re.compile(f"{any_of(WORDS['document'])}$")
ASIDE = re.compile(r"(?P<name>[^（()）]{2,})[（(](?P<short>[^（()）]{1,24})[）)]")
STOCK_CODE = re.compile(r"(?<![“《「])[（(]\d{4,6}(?:\.[A-Za-z]{1,3})?[)）]")
BARE_KIND = re.compile(
    r"(?:相关|有关|该|的|研究|统计|调查|分析|季度|年度|跟踪|监测|中期|最新|专题|深度)*(?:研报|报告|公告|通告|年报|季报|财报|榜单|预案|计划|方案)"
)
# 《方案（2026—2028年）》, 在西宁召开的2024年…大会: a time that is part of a name
WITHIN = re.compile(r"[（(《“「][^）)》”」]*$|的$")
SPEAKS = re.compile(f"{any_of(WORDS['speaker'])}$")
# 对各地案件进行分析: no clause that begins so names who speaks
NOT_FIRST = frozenset(
    "对 从 由 向 经 让 使 把 被 以 为 关于 按 因 如 若 在 已 已有 对于 针对 鉴于 由于 因为 随着 根据 按照 依据 依照 当"
    " 及 以及 虽然 尽管 虽 无论 不管 只要 只有 除 除了 为了 通过 要求 仍 即使 应 听取 收到 看到 得到 如果 假如 要是"
    " 希望".split()
)
# 王明向李强表示, 警方到场后称: what follows a speaker and tells whom to, how or where he speaks
TOWARDS = frozenset("向 给 对 跟 到 来到 前往 通过 经过 在 于 按照 根据 针对 应 就".split())
ADDRESS = frozenset("向给对跟")
ACTING = frozenset("vdpat")
"""First letters of the tags of words that tell what is done, and how."""
# 乘客可向司机主张: nobody has said it yet
UNSAID = frozenset("可 可以 应 应当 应该 要 需 需要 必须 请 会 能够".split())
ASPECTS = frozenset("了着过")
SURNAMES = frozenset("曾于应常时")
"""Surnames that are function words too."""
NO_ACTS = SURNAMES | {"兼", "原", "任"}
TITLE = re.compile(r"[长任员师授者管裁监士]$")
CALLED = re.compile(r"[一-鿿]某[某\d]?$|[）)]$")
# 派出所接到群众报警: who reports it is not who is told
TOLD = re.compile(
    r"^[^，]*?(?:接到|接(?=群众|市民|居民|网友|读者|村民|热心|被害人)|(?<=[所队局警处站])接(?![受待到]))(?:了|一名|一位)?(?=[^，]{2})"
)
# 对管辖提出质疑: the verb of speech is a noun there
NO_VERB = re.compile(r"(?:提出|受到|遭到|引发|进行|启动|作出|未作|接受|展开|开展|立案|配合|带走|接到|接获|收到)$")
# 消息尚未得到官方证实: what is got is no word yet
CONFIRMED = re.compile(r"(?:没有|尚未|并未|未能|未)(?:获得|得到|获)[^，]*$")
# 上级要求公司说明原因: who is told to say it has not said it yet
ORDERED = re.compile(r"(?:要求|责令|督促|敦促)[^，的]+$")
MANY = 10
"""A count from here on neither begins nor ends who speaks: 40家企业显示."""


def speaker_in(doc: Document, start: int, end: int) -> str:
    """The speaker's title and name between a clause's start and a verb of speech; "" if nobody speaks there.

    Datelines, times, adverbs and what the speaker publishes are taken off: 市统计局3日公布的快讯 -> 市统计局.
    """
    start, end = _without_times(doc, *_without_dateline(doc, start, end))
    who = _without_tail(LEAD.sub("", doc.text[start:end]))
    if NO_VERB.search(who) or CONFIRMED.search(who) or ORDERED.search(who) or "被" in who.rpartition("的")[2]:
        return ""
    if published := PUBLISHED.match(who):
        body = published["body"]
        for when in reversed(doc.times.within(start, end)):
            body = _without_tail(PUBLISHED_AT.sub("", body.removesuffix(when.text)))
        who = published["what"] if _is_titled(published["what"]) else _without_tail(body)
    at = doc.text.find(who, start)
    who = _without_clause(doc, at, who)
    at = doc.text.find(who, at)
    who = _without_verbs(doc, at, who)
    told = TOLD.match(who)
    at, who = (at + told.end(), who[told.end() :]) if told else (at, who)
    who = _without_acts(doc, at, _without_speech(doc, at, who))
    if who.count("”") > who.count("“") and doc.text[at - 1 : at] == "“":
        at, who = at - 1, "“" + who
    return who if _may_speak(doc, at, who) else ""


def without_aside(who: str) -> str:
    """A name without the code or the short form of it that stands in brackets behind: 江州港务（600000.SH）.

    >>> without_aside("江州港务股份有限公司（江州港务）"), without_aside("某汽车（江州）")
    ('江州港务股份有限公司', '某汽车（江州）')
    """
    who = STOCK_CODE.sub("", who)
    aside = ASIDE.fullmatch(who)
    letters = iter(aside["name"]) if aside else iter("")
    return aside["name"] if aside and all(letter in letters for letter in aside["short"]) else who


def _is_titled(what: str) -> bool:
    """Whether what is published tells more than its kind: 城市用水报告, not 研报 or 相关报告."""
    return DOCUMENTS.search(what) is not None and BARE_KIND.fullmatch(what) is None


def speaker_at(doc: Document, start: int, end: int) -> str:
    """The speaker that words name, whole where they are a part of a name; "" where they name none: 2018, 试点."""
    names = [e for e in doc.entities.overlapping(start, end) if e.type in ("PERSON", "ORG", "DOC")]
    start, end = min([start, *(e.start for e in names)]), max([end, *(e.end for e in names)])
    who = doc.text[start:end]
    return who if names or SPEAKS.search(who) else ""


def _without_tail(who: str) -> str:
    while tail := TAIL.search(who):
        who = who[: tail.start()]
    return who


def _without_dateline(doc: Document, start: int, end: int) -> tuple[int, int]:
    if dateline := DATELINE.match(doc.text, start, end):
        start = dateline.end()
    inner = [match.end() for match in INNER.finditer(doc.text, start, end - 2) if match.start() > start]
    return (inner[-1] if inner else start), end


def _without_times(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch behind a time that opens it, and up to one within it, what is published then aside."""
    for time in doc.times.within(start, end):
        if not LEAD.sub("", doc.text[start : time.start]).strip():
            start = time.end
        elif not PUBLISHED.match(doc.text[start:end]) and not WITHIN.search(doc.text[start : time.start]):
            return start, time.start - (doc.text[time.start - 1] in "在于")
    return start, end


def _without_clause(doc: Document, at: int, who: str) -> str:
    """开了十年面馆的李明 -> 李明: a clause with a verb before a name tells no title."""
    cut, end = who.rfind("的"), at + len(who)
    named = any(e.type in ("PERSON", "ORG") for e in doc.entities.within(at + cut + 1, end))
    before = doc.tokens.within(at, at + cut)
    if cut > 0 and before and before[0].text in NOT_FIRST:
        return who[cut + 1 :]
    return who[cut + 1 :] if named and any(token.tag == "v" for token in before) else who


def _without_verbs(doc: Document, at: int, who: str) -> str:
    """厂长王明受访 -> 厂长王明: verbs and adverbs between a name and the verb of speech."""
    names = [e.end for e in doc.entities.within(at, at + len(who)) if e.type in ("PERSON", "ORG")]
    rest = doc.tokens.within(names[-1], at + len(who)) if names else []
    return who[: names[-1] - at] if rest and all(token.tag in ("v", "d", "vn", "c") for token in rest) else who


def _without_speech(doc: Document, at: int, who: str) -> str:
    """外交部发言人强调 -> 外交部发言人, where another verb of speech follows."""
    for cue in reversed(doc.cues.within(at, at + len(who))):
        shorter = who[: cue.start - at]
        if cue.category == "speech" and cue.end == at + len(who) and ends_with_speaker(doc, at, shorter):
            who = shorter
    return who


def _without_acts(doc: Document, at: int, who: str) -> str:
    """市民李某向街道办打来电话 -> 市民李某: what the speaker does beside speaking; "" where he has not spoken yet."""
    end, shorter = at + len(who), who
    for token, before in _acts_of_speaker(doc, at, end):
        if token.text in UNSAID and token.text != "会":
            return ""
        if _is_towards(token, end):
            return before
        if not ends_with_speaker(doc, token.end, doc.text[token.end : end]):
            shorter = "" if token.text in UNSAID else before
    return shorter


def _acts_of_speaker(doc: Document, at: int, end: int) -> Iterator[tuple[Token, str]]:
    """The verbs, adverbs and prepositions right behind words that tell who speaks, with those words."""
    times = {time.end: time.start for time in doc.times.within(at, end)}
    for token in doc.tokens.within(at, end):
        if token.tag[0] not in ACTING and token.text not in ASPECTS and not _is_towards(token, end):
            continue
        when = times.get(token.start, token.start)
        before, rest = doc.text[at:when].strip(), doc.text[token.start : end]
        if "的" in rest and token.text not in ("向", "给"):
            continue
        addressed = _is_towards(token, end) and token.text in ADDRESS and len(before) > 1
        known = addressed or ends_with_speaker(doc, at, before)
        if known and not _is_name(doc, token, before, rest) and not _acts(doc, at, when):
            yield token, before


def _is_towards(token: Token, end: int) -> bool:
    """Whether it tells to whom, where or by what he speaks, with more behind it."""
    return token.text in TOWARDS and token.end < end


def _acts(doc: Document, start: int, end: int) -> bool:
    """Whether words hold a verb, an adverb or a preposition outside of names, and no 的 that makes a title of them."""
    if "的" in doc.text[start:end]:
        return False
    words = (token for token in doc.tokens.within(start, end) if token.text not in NO_ACTS)
    acts = (token for token in words if token.tag[0] in "vpd" and token.tag != "vn")
    return any(not doc.entities.overlapping(token.start, token.end) for token in acts)


def _is_name(doc: Document, token: Token, before: str, rest: str) -> bool:
    """Whether a word is a part of a name, known or not: 曾 of 副主任曾刚."""
    if doc.entities.overlapping(token.start, token.end):
        return True
    known = token.text in SURNAMES or token.tag[0] not in "dpv"
    return known and len(rest) in (2, 3) and TITLE.search(before) is not None


def ends_with_speaker(doc: Document, at: int, who: str) -> bool:
    """Whether words end with a name, or with a noun of those who speak."""
    names = doc.entities.within(at, at + len(who))
    named = bool(names) and names[-1].end == at + len(who) and names[-1].type in ("PERSON", "ORG")
    return len(who) > 1 and (named or bool(SPEAKS.search(who)) or bool(CALLED.search(who)))


def _may_speak(doc: Document, at: int, who: str) -> bool:
    """Whether it is a name, a pronoun, or a noun of the kind that speaks (负责人, 专家, 报告, 数据)."""
    if PRONOUN.match(who):
        return True
    if not 2 <= len(who) <= LONGEST or who.count("“") > who.count("”") or who[-1] in "了是被、" or who[0] == "的":
        return False
    first, end = doc.tokens.after(at, at + len(who)), at + len(who)
    words = doc.tokens.within(at, end)
    if first is not None and (first.text in NOT_FIRST or _is_unsaid(words)):
        return False
    if who.count("（") != who.count("）"):
        return False
    counts = [c for c in doc.quantities.within(at, end) if c.high is None or c.high > 1]
    if any((c.high or MANY) >= MANY and (c.start == at or c.end == end or c.kind == "percent") for c in counts):
        return False
    if SPEAKS.search(who) or (not counts and doc.entities.within(at, end)):
        return True
    return bool(words) and words[-1].tag.startswith("n") and not any(word.tag[0] in "vpcdfr" for word in words)


def _is_unsaid(words: list[Token]) -> bool:
    """Whether what stands before the verb ends with a modal verb: 你会, 乘客可; but 推进会 is a meeting."""
    if not words or words[-1].text not in UNSAID:
        return False
    return words[-1].text != "会" or (len(words) > 1 and words[-2].tag[0] in "rdmaf")
