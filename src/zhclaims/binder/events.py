"""Tells which verbs state events: which words may, how likely each one does, and which is the main verb of several."""

from collections.abc import Mapping, Sequence
from math import log

from zhclaims.binder.choose import Choice
from zhclaims.binder.sight import BACK
from zhclaims.binder.wholes import whole_phrase, with_head
from zhclaims.binder.words import TIME, Word, Words
from zhclaims.event_verbs import event_words, verbs_with
from zhclaims.segment import is_listed

LEAST = -1.0
"""Verbs that are no stronger, in logits, state no event: where F1 is largest on articles that were not learned from."""
SURE_COUNTS = 2.0
"""What the likelihoods of an event's subject and object count for beside its own, in logits."""
LEAST_SHARE = 1e-6
ONE_EVENT = 5
"""Of verbs that stand no more words apart in a clause, only one states an event."""
HELPED = 3
"""How many words on a verb may stand that another one helps: 宣布, 正式, 完成."""

AGENTS = frozenset(("由", "被"))
SUPPOSED = frozenset(
    "如果 若 若是 如若 假如 假若 倘若 倘 假设 要是 一旦 除非 只要 是否 能否 可否 会否 是不是 会不会".split()
)
"""Behind these a clause tells what may be: 若工厂停产, 是否停产."""
FOLLOWS = frozenset("将 将会 有望 就".split())
"""Behind these stands what follows from it: 如果顺利将会投产."""
STATES = frozenset("作为 处于 属于 持平".split())
"""What something is taken for or is in, no event: 作为股东，甲公司…; 市场处于低谷; 产量与上年持平."""
COPULAS = frozenset("是 成为".split())
RANKED = tuple("唯一 首 最 第一 冠军".split())
"""Words of a rank, which can be checked: 是全省唯一的渔港."""
VALUED = frozenset(
    "重要 主要 著名 知名 关键 核心 典型 代表 重点 焦点 亮点 主力 主力军 主角 支柱 名片 热点 主阵地 必由之路 常态 可能"
    " 习惯 瓶颈 短板 痛点 佼佼者 领头羊 领头雁 标杆 命脉 大动脉 咽喉 新鲜事 佳话 趋势 潮流 共识".split()
)
"""Words of an opinion: 是重要的渔港, 网购成为习惯."""
SOURCES = frozenset("据 根据 依据 按照 依照".split())
"""They name what is drawn from: 根据渔业局公布的数据."""
COMPOUNDS = frozenset("机关 单位 人员 部门 机构 方".split())
"""Nouns that a verb directly before them only tells apart: 公诉机关, 承办单位."""
PHRASE_TAGS = ("n", "m", "r", "b", "x", "j", "vn", "eng")
"""How a phrase may begin behind 将 that stands for 把; behind 将 of the future stands a verb or an adverb."""


def may_state_event(word: Word) -> bool:
    """Whether a word is a verb, by its tag or by the lexicon: jieba takes 落户 for a noun and 为 for a preposition.

    >>> may_state_event(Word(0, 2, "落户", "n")), may_state_event(Word(0, 2, "公司", "n"))
    (True, False)
    """
    if word.fact is not None or word.text in STATES:
        return False
    return word.tag.startswith("v") or word.text in event_words()


def is_told(words: Words, number: int, thing: Sequence[int]) -> bool:
    """Whether a verb with an object tells what is: not what may be (若停产), nor in a noun (公诉机关, 年报) or a source
    (根据渔业局公布的数据).

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("若工厂停产，渔民受损。"))
    >>> is_told(words, 2, []), is_told(words, 5, [])
    (False, True)
    """
    word, before = words.items[number], words.items[max(0, number - 1)]
    following = words.items[min(number + 1, len(words) - 1)]
    if following.text in COMPOUNDS and following.start == word.end and not set(thing) - {number + 1}:
        return False
    if before.kind == TIME and before.end == word.start and is_listed(before.text[-1] + word.text):
        return False
    if word.text in COPULAS and is_opinion(words, with_head(words, whole_phrase(words, list(thing), number), number)):
        return False
    clause = [other.text for other in words.items[_clause_start(words, number) : number]]
    if following.text == "的" and not SOURCES.isdisjoint(clause):
        return False
    supposed = [place for place, text in enumerate(clause) if text in SUPPOSED]
    return not supposed or not FOLLOWS.isdisjoint(clause[supposed[-1] :])


def is_opinion(words: Words, thing: Sequence[int]) -> bool:
    """Whether what something is said to be is an opinion or one of several, and no rank.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("海州是重要渔港，也是最大渔港之一。"))
    >>> is_opinion(words, [2, 3]), is_opinion(words, [7, 8, 9, 10])
    (True, False)
    """
    chosen = [words.items[number].text for number in thing]
    if any(text.startswith(RANKED) for text in chosen):
        return False
    return not VALUED.isdisjoint(chosen) or chosen[-1:] == ["之一"]


def _clause_start(words: Words, number: int) -> int:
    """The first word of the clause of a word, no further back than it sees."""
    first = number
    while first > max(0, number - BACK) and words.clauses[first - 1] == words.clauses[number]:
        first -= 1
    return first


def strength_of(choice: Choice) -> float:
    """How likely a verb is to state an event whose subject and object were chosen rightly, in logits."""
    sure = log(max(choice.subject_sure, LEAST_SHARE)) + log(max(choice.thing_sure, LEAST_SHARE))
    return logit(choice.said) + SURE_COUNTS * sure


def logit(share: float) -> float:
    """The logit of a likelihood, kept finite."""
    return log(max(share, LEAST_SHARE) / max(1 - share, LEAST_SHARE))


def main_verbs(words: Words, strengths: Mapping[int, float]) -> set[int]:
    """The numbers of verbs without those that tell of an event together with a stronger one: 为 of 更名为.

    `strengths` are those of the verbs that may state an event, by number. Verbs that only help the one behind them,
    as 宣布 in 宣布完成, lend it their strength.
    """
    lent = dict(strengths)
    for number in sorted(strengths):
        helped = range(number + 1, number + 1 + HELPED)
        if words.items[number].text in verbs_with("verb"):
            for other in [n for n in helped if n in lent and is_one_event(words, number, n)][:1]:
                lent[other] = max(lent[other], lent[number] + 1e-3)
    main: set[int] = set()
    for number in sorted(lent, key=lambda number: -lent[number]):
        near = main.intersection(range(number - ONE_EVENT, number + ONE_EVENT + 1))
        if not any(is_one_event(words, *sorted((number, other))) for other in near):
            main.add(number)
    return main


def is_one_event(words: Words, first: int, last: int) -> bool:
    """Whether no comma parts two verbs that stand near each other."""
    between = words.items[first:last]
    return bool(words.clauses[first] == words.clauses[last]) and all(word.text != "、" for word in between)


def fronted_object(words: Words, verb: int) -> range:
    """The words that the object of a verb should be among: behind 把 or 将, or before an agent with 由 or 被.

    They are of the verb's clause and no further back than it sees.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("公司将总部迁至青岛，旧厂房由国资公司接管。"))
    >>> [words.text(fronted_object(words, words.at(offset))) for offset in (5, 17)]
    ['总部', '旧厂房']
    """
    first = _clause_start(words, verb)
    for number in range(verb - 2, first - 1, -1):
        word, following = words.items[number], words.items[number + 1]
        if word.text in AGENTS:
            return range(first, number)
        if word.text == "把" or word.text == "将" and (following.name != "O" or following.tag.startswith(PHRASE_TAGS)):
            return range(number + 1, verb)
    return range(0)
