"""Tells which verbs state events: which words may, how likely each one does, and which is the main verb of several."""

from collections.abc import Mapping
from math import log

from zhclaims.binder.choose import Choice
from zhclaims.binder.sight import BACK
from zhclaims.binder.words import Word, Words
from zhclaims.event_verbs import event_words, helping_verbs

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
PHRASE_TAGS = ("n", "m", "r", "b", "x", "j", "vn", "eng")
"""How a phrase may begin behind 将 that stands for 把; behind 将 of the future stands a verb or an adverb."""


def may_state_event(word: Word) -> bool:
    """Whether a word is a verb, by its tag or by the lexicon: jieba takes 落户 for a noun and 为 for a preposition.

    >>> may_state_event(Word(0, 2, "落户", "n")), may_state_event(Word(0, 2, "公司", "n"))
    (True, False)
    """
    return word.fact is None and (word.tag.startswith("v") or word.text in event_words())


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
        if words.items[number].text in helping_verbs():
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
    first, begin = verb, max(0, verb - BACK)
    while first > begin and words.clauses[first - 1] == words.clauses[verb]:
        first -= 1
    for number in range(verb - 2, first - 1, -1):
        word, following = words.items[number], words.items[number + 1]
        if word.text in AGENTS:
            return range(first, number)
        if word.text == "把" or word.text == "将" and (following.name != "O" or following.tag.startswith(PHRASE_TAGS)):
            return range(number + 1, verb)
    return range(0)
