"""Follows the turn of a sentence to another thing: 新房 of 二手住宅成交3套；新房方面，成交5套."""

from zhclaims.binder.edges import ORGANISATIONS, is_nominal
from zhclaims.binder.words import CLAUSE_ENDS, Words
from zhclaims.topics import names_a_measure

TURN = "方面"
LONGEST, FURTHEST = 5, 60
"""Words of what 方面 stands behind, and between it and its figure."""
SIDES = frozenset(
    "业绩 财务 经营 研发 费用 资金 技术 政策 生产 销售 业务 市场 现金流 数据 供给 需求 供应 个股 渠道 客户 人才".split()
)
"""What is but a side of the thing that is talked of: 资金 of 江州大桥动工；资金方面，…."""
WHOLES = frozenset("全市 全省 全区 全县 该市 该省 该县 本市 本省 我市 我省".split())
"""What stands for a place, all of it."""


def with_aspect(words: Words, target: int, subject: list[int], metric: list[int]) -> tuple[list[int], list[int]]:
    """What 方面 between subject and figure turns to instead of a subject, where both are things of a kind.

    A name goes on, as it has many sides: 江州银行 of 房贷方面，余额3亿元; so does what a measure is of.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("住宅成交30套；商铺方面，成交50套。"))
    >>> words.text(with_aspect(words, 8, [0], [4, 7])[0])
    '商铺'
    """
    if not subject or subject[-1] > target or not _is_thing(words, subject[-1]):
        return subject, metric
    for number in range(target - 1, max(subject[-1], target - FURTHEST), -1):
        word = words.items[number]
        if word.sentence != words.items[target].sentence:
            break
        if word.text == TURN and words.items[number + 1].text in CLAUSE_ENDS:
            aspect = _before(words, number)
            if not aspect or {*aspect} & {*subject}:
                break
            rest = [place for place in metric if place > number]
            return (aspect, rest) if rest else (subject, metric)
    return subject, metric


def with_whole(words: Words, subject: list[int], metric: list[int]) -> list[int]:
    """What stands for a place right before the metric, instead of a name of another clause as the subject.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("江苏省船舶协会称，全市船舶产值达3亿元。"))
    >>> words.text(with_whole(words, [0], [6, 7]))
    '全市'
    """
    before = metric[0] - 1 if metric else -1
    if not subject or before < 0 or words.items[before].text not in WHOLES:
        return subject
    is_apart = words.clauses[subject[-1]] < words.clauses[before] == words.clauses[metric[0]]
    return [before] if is_apart and words.items[subject[0]].name != "O" else subject


def _before(words: Words, turn: int) -> list[int]:
    """The words of the clause before 方面, if they name a thing by a noun."""
    first = turn
    while first and words.clauses[first - 1] == words.clauses[turn]:
        first -= 1
    if words.items[first].text == "在":
        first += 1
    numbers = list(range(first, turn))
    if not 0 < len(numbers) <= LONGEST or not is_nominal([words.items[number] for number in numbers]):
        return []
    is_thing = _is_thing(words, numbers[-1]) and not names_a_measure(words.text(numbers))
    return numbers if is_thing else []


def _is_thing(words: Words, number: int) -> bool:
    word = words.items[number]
    is_noun = word.name == "O" and word.fact is None and word.tag.startswith(("n", "b", "j"))
    return is_noun and word.text not in ORGANISATIONS and word.text not in SIDES
