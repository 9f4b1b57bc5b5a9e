"""Short looks at the words around a quantity: the noun after it, what is left before it."""

import re
from functools import cache

from zhclaims.document import Document
from zhclaims.lexicon import read_rows
from zhclaims.types import Token

NOUN_TAGS = ("n", "a", "b", "j", "eng", "l", "i", "s", "vn", "k", "nz", "z", "g")
DROPPED_TAGS = ("d", "p", "c", "u", "y", "e", "o", "t", "x", "r", "m", "q")
DROPPED_CUES = frozenset("level plan hedge negation compare speech report past pseudo condition from".split())
SEPARATOR = re.compile(r"\s*(?:、|和|及|以及|与|或|并|而|到|至|,|，)?\s*")
# 突破万亿大关: words that only mark a figure
MARKS = frozenset("大关 关口 大关口 级别 水平 之多 规模 左右 上下 以上 整数关口 的水平".split())
# Verbs that never stand inside a modifier of what follows: 某线是长三角重要的工程
COPULAS = frozenset(("是", "有", "成为", "拥有", "属于"))
OPENING = "“「『《‘\"'"
CLOSING = "”」』》’\"'"
LONGEST_METRIC = 12


@cache
def _heads() -> tuple[str, ...]:
    return tuple(row["head"] for row in read_rows("metric_heads", ("head", "note")))


def is_metric(phrase: str) -> bool:
    """Whether a noun phrase names what is measured: 市场份额 does, 机构投资者 does not."""
    return phrase.endswith(_heads())


def is_noun(token: Token) -> bool:
    return token.tag.startswith(NOUN_TAGS) and token.tag != "ad"


def _is_verb(token: Token) -> bool:
    return token.tag.startswith("v") and token.tag != "vn"


def noun_after(doc: Document, position: int, limit: int) -> tuple[int, int]:
    """The noun phrase that a quantity counts or qualifies, right after it; empty at `position` without one.

    1000家国家级绿色矿山 -> 国家级绿色矿山; 78%的受访者 -> 受访者.
    """
    start = position
    if doc.text[start : start + 1] == "的":
        start += 1
    elif doc.text[start : start + 2] in ("以上", "左右", "以内", "以下"):
        start += 3 if doc.text[start + 2 : start + 3] == "的" else 2
    at, found, tokens = start, start, doc.tokens.within(start, limit)
    for index, token in enumerate(tokens):
        entity = doc.entities.covering(token.start, token.end)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        begun = found > start
        if is_noun(token) or (entity and entity.end <= limit) or (token.text in CLOSING and begun):
            at = found = token.end
        elif (token.text in OPENING and following) or _joins(token, following, begun=begun):
            at = token.end
        else:
            break
        if at - start > 24:
            break
    return (start, found) if found > start and doc.text[start:found] not in MARKS else (position, position)


def _joins(token: Token, following: Token | None, *, begun: bool) -> bool:
    """Whether a verb or 的 or 和 inside a noun phrase leads on to its noun: 上市公司, 研发的芯片."""
    if following is None or not is_noun(following):
        return False
    if token.tag.startswith("v"):
        return len(token.text) >= 2 and not begun
    return begun and (token.tag.startswith(("f", "uj", "c")) or token.text in "、·- ")


def residue(doc: Document, start: int, end: int, *, without: tuple[int, int] = (0, 0)) -> str:
    """The words of a stretch that carry content: no times, adverbs, particles, linking verbs, brackets or credits."""
    kept: list[Token] = []
    pending: Token | None = None
    for token in doc.tokens.within(start, end):
        if without[0] <= token.start < without[1]:
            continue
        dated = doc.times.overlapping(token.start, token.end)
        if dated and token.end <= dated[-1].end:
            continue
        if dated:  # 2021|年销量: the word goes on beyond the time
            token = Token(dated[-1].end, token.end, doc.text[dated[-1].end : token.end], token.tag)
        if token.text == "的":
            pending = token if kept else None
        elif _carries_content(doc, token):
            if pending is not None:
                kept.append(pending)
                pending = None
            kept.append(token)
    while kept and kept[0].tag == "f":
        kept.pop(0)
    return _tail(kept)


def _carries_content(doc: Document, token: Token) -> bool:
    if doc.entities.covering(token.start, token.end):
        return True
    if doc.quantities.overlapping(token.start, token.end):
        return False
    if token.tag.startswith(DROPPED_TAGS) and not token.tag.startswith("eng"):
        return False
    cue = doc.cues.covering(token.start, token.end)
    return cue is None or cue.category not in DROPPED_CUES


def _tail(tokens: list[Token]) -> str:
    """The last words, up to the length of a phrase."""
    text = ""
    for token in reversed(tokens):
        if len(text) + len(token.text) > LONGEST_METRIC:
            break
        text = token.text + text
    return text.removeprefix("的")


def main_verb(doc: Document, start: int, end: int) -> int:
    """The offset of the first verb that is not inside a modifier; `end` without one.

    In 持有晶圆厂的公司扩产 it is 扩产: a 的 and then another verb follow 持有. In 处于整理期的公司 there is none.
    """
    tokens = doc.tokens.within(start, end)
    verbs = [t.start for t in tokens if _is_verb(t) and not doc.entities.covering(t.start, t.end)]
    copulas = {t.start for t in tokens if t.text in COPULAS}
    if not verbs:
        return end
    particles = [t.start for t in tokens if t.text == "的"]
    last = particles[-1] if particles else end
    closed = is_metric(doc.text[start:end]) or (verbs[-1] < last and any(is_noun(t) for t in tokens if t.start > last))
    after = max((at for at in particles if closed or at < verbs[-1]), default=-1)
    return next((verb for verb in verbs if verb > after or verb in copulas), end if closed else verbs[-1])


def head_start(doc: Document, start: int, end: int) -> int:
    """Where the noun begins that a clause of modifiers ends in: 公司 in 处于整理期的公司; `start` without modifiers."""
    tokens = doc.tokens.within(start, end)
    particles = [token for token in tokens if token.text == "的"]
    if not particles or is_metric(doc.text[start:end]):
        return start
    last = particles[-1]
    return last.end if any(_is_verb(token) for token in tokens if token.start < last.start) else start
