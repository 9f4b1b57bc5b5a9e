"""Tells who does what where words are not in their usual order: the agent behind 被 or 由, the object behind 把."""

from zhclaims.binder.edges import is_nominal
from zhclaims.binder.events import AGENTS, fronted_object
from zhclaims.binder.wholes import head_behind, is_of_noun
from zhclaims.binder.words import TIME, Word, Words

GOALS = frozenset("在 到 给 至 于 往 向".split())
"""Behind a verb with 把 stands where to or to whom: 把工厂设在|海州."""
MANNERS = frozenset("依法 意外 直接 全部 全线 公开 当场 集体 统一 整体".split())
"""How something is done, although jieba takes the word for a noun: 被依法查封."""
OTHER_DEEDS = ("v", "c", "f")
"""Tags of words between the agent and a verb that tells no more of what the agent does: 被甲公司吞并而|解散."""


def in_order(words: Words, subject: list[int], thing: list[int], verb: int) -> tuple[list[int], list[int]]:
    """The subject and the object of a verb as its clause has them, where no object or only its goal was chosen.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("旧厂房被国资公司收购。"))
    >>> [words.text(part) for part in in_order(words, [0, 1], [], words.at(8))]
    ['国资公司', '旧厂房']
    """
    fronted = fronted_object(words, verb)
    if not fronted:
        return subject, thing
    if fronted.stop < verb:
        agent = _agent(words, fronted.stop, verb)
        return (
            (agent, subject) if agent and subject and not thing and set(subject) <= set(fronted) else (subject, thing)
        )
    return subject, _taken(words, fronted, thing, verb)


def _agent(words: Words, mark: int, verb: int) -> list[int]:
    """Who does what the verb tells, between 被 or 由 and the verb."""
    assert words.items[mark].text in AGENTS
    agent = _phrase(words, range(mark + 1, verb))
    between = words.items[mark + 1 + len(agent) : verb]
    return agent if not any(word.name == "O" and word.tag.startswith(OTHER_DEEDS) for word in between) else []


def _taken(words: Words, fronted: range, thing: list[int], verb: int) -> list[int]:
    """What 把 or 将 takes, where no object was chosen or only where it goes: 总部 of 把总部设在|海州."""
    behind = [word.text for word in words.items[verb + 1 : verb + 3] if word.text != "了"][:1]
    goes = not GOALS.isdisjoint(behind) or words.items[verb].text.endswith("给")
    is_goal = bool(thing) and thing[0] > verb and goes
    is_left_out = not thing and (goes or words.items[fronted.start - 1].text == "把")  # 将 is of the future too
    return _phrase(words, fronted) or thing if is_goal or is_left_out else thing


def _phrase(words: Words, room: range) -> list[int]:
    """The noun at the beginning of some words."""
    last = room.start
    while last < room.stop and _goes_on(words.items[last]):
        last += 1
    chosen = list(range(room.start, last))
    return head_behind(words, chosen, room.stop) if is_nominal([words.items[number] for number in chosen]) else []


def _goes_on(word: Word) -> bool:
    """Whether a noun may go on with a word."""
    if word.text in MANNERS or word.kind == TIME:
        return False
    return is_of_noun(word) or word.fact is not None or word.tag.startswith("r") or word.text in "、和与的“”《》"
