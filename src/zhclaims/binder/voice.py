"""Tells who does what where words are not in their usual order: the agent behind 被 or 由, the object behind 把."""

from zhclaims.binder.edges import is_nominal
from zhclaims.binder.events import AGENTS, fronted_object, may_state_event
from zhclaims.binder.wholes import head_behind, is_of_noun
from zhclaims.binder.words import TIME, Word, Words

GOALS = frozenset("在 到 给 至 于 往 向".split())
"""Behind a verb with 把 stands where to or to whom: 把工厂设在|海州."""
LIGHT = frozenset("给予 予以 加以 进行".split())
"""Verbs that only lead to the one behind them: 对船东给予|警告."""
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


def presented(words: Words, subject: list[int], verb: int) -> list[int]:
    """Who acts where 有 tells that there are so many: 两家船厂 of 海州有|两家船厂|停产; else the subject.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("海州有两家船厂停产。"))
    >>> words.text(presented(words, [0], 4))
    '两家船厂'
    """
    last = verb
    while last > 0 and words.items[last - 1].tag.startswith(("d", "ad")) and words.items[last - 1].name == "O":
        last -= 1
    first = last
    while first > 0 and _goes_on(words.items[first - 1]) and words.items[first - 1].tag != "vn":
        first -= 1
    named = words.items[first:last]
    is_there = (
        first > 0 and words.clauses[first - 1] == words.clauses[verb] and words.items[first - 1].text.endswith("有")
    )
    counted = len(named) > 1 and (named[0].fact is not None or named[0].tag == "m")
    return list(range(first, last)) if is_there and counted else subject


def meant(words: Words, thing: list[int], verb: int) -> tuple[int, list[int]]:
    """The verb that tells the deed, and what 对 says it is done to: 警告, 船东 of 对船东给予|警告.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("海事局对船东给予警告。"))
    >>> number, whom = meant(words, [words.at(8)], words.at(6))
    >>> words.items[number].text, words.text(whom)
    ('警告', '船东')
    """
    if words.items[verb].text not in LIGHT or len(thing) != 1 or thing[0] < verb:
        return verb, thing
    number = verb - 1
    while number >= 0 and words.clauses[number] == words.clauses[verb] and words.items[number].text != "对":
        number -= 1
    is_deed = may_state_event(words.items[thing[0]]) and number >= 0 and words.items[number].text == "对"
    whom = _phrase(words, range(number + 1, verb)) if is_deed else []
    return (thing[0], whom) if whom else (verb, thing)
