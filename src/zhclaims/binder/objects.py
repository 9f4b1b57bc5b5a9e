"""Takes from the object of an event what is no part of it: a time, the next clause, what a preposition governs."""

from zhclaims.binder.edges import is_nominal
from zhclaims.binder.events import may_state_event
from zhclaims.binder.wholes import QUOTES, head_behind, is_of_noun
from zhclaims.binder.words import CLAUSE_ENDS, TIME, Word, Words
from zhclaims.event_verbs import event_words, kinds, verbs_with

BEHIND = frozenset("时 时候 后 之后 以后 以来 期间 之际 之时 同时 的".split())
"""What puts a phrase into the time: 事故后, 看过门店之后."""
ALSO = frozenset(("并", "并且"))
"""They join what is done, never what it is done to: 访问渔村|并与船东会面."""
DIRECTIONS = frozenset("出来 起来 下来 上来 过来 回来 进来 出去 下去 上去 过去 回去 进去 到位".split())
"""How a verb goes on that has no object: 公布了出来."""
GROUNDS = frozenset("按照 依照 依据 根据 因 随着 为了 凭 凭借 用".split())
"""Prepositions of what something is done by or for, not to."""
AFTER_VERBS = frozenset("了 着 过 到 出 起 上 下 成 为 于 完 有 得".split())
"""They go with the verb before them, and begin no object."""
LONGEST = 12
"""Words that may stand before a noun and its 的."""
FURTHEST = 60
"""Words that 以…为… may have, with its 的."""
TITLES = frozenset("“”「」")
AHEAD, AT = frozenset(("把", "将", "对")), frozenset(("在", "于"))


def fit_object(words: Words, numbers: list[int], verb: int) -> list[int]:
    """The words of an object without what is no part of it; none where nothing is left.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("船东访问渔村并会见渔民。"))
    >>> words.text(fit_object(words, [2, 3, 4, 5], 1))
    '渔村'
    """
    if not numbers or numbers[-1] - numbers[0] >= len(numbers):
        return numbers
    if numbers[0] < verb:
        before = words.items[numbers[0] - 1].text if numbers[0] else ""
        if before in GROUNDS:
            return []
        return head_behind(words, numbers, verb) if before in AHEAD else numbers
    if words.items[verb + 1].text == "以" and any(words.items[number].text.startswith("为") for number in numbers):
        return _made_of(words, verb + 1)
    return _with_attribute(words, _less_end(words, _one_clause(words, _less_aside(words, numbers, verb))), verb)


def _made_of(words: Words, first: int) -> list[int]:
    """The noun that 以…为… tells of, behind the 的 at its end; none without one.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("海州建成以渔业为主业、旅游为特色的“蓝色”新城。"))
    >>> words.text(_made_of(words, 2))
    '“蓝色”新城'
    """
    sentence, behind = words.sentences[first], range(first, min(first + FURTHEST, len(words)))
    made = next((number for number in behind if words.items[number].text.startswith("为")), behind.stop)
    ends = [n for n in behind if n > made and words.items[n].text == "的" and words.sentences[n] == sentence]
    last = begin = ends[0] + 1 if ends else behind.stop
    while last < behind.stop and _is_named(words.items[last]):
        last += 1
    return list(range(begin, last))


def _is_named(word: Word) -> bool:
    return is_of_noun(word) or word.text in TITLES or (word.fact is not None and word.kind != TIME)


def split_deed(words: Words, numbers: list[int], verb: int) -> tuple[list[int], list[int]]:
    """The verbs that go on telling the deed, and what is left of the object: 开通|运营, 停止|收购|船厂, 前往|海州|考察.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("船东前往渔村考察。"))
    >>> [words.text(part) for part in split_deed(words, [2, 3], 1)]
    ['考察', '渔村']
    """
    first, rest = words.items[verb].text, numbers
    if first in verbs_with("motion") and numbers[:1] > [verb]:
        while rest and _is_deed(words.items[rest[-1]]):
            rest = rest[:-1]
        return (numbers[len(rest) :], rest) if rest else ([], numbers)
    if first not in verbs_with("chain") or numbers[:1] not in ([], [verb + 1], [verb + 2]):
        return [], numbers
    rest = [number for number in numbers if number > verb + 1]
    while rest and words.items[rest[0]].text in AFTER_VERBS:
        rest = rest[1:]
    goes_on = _may_begin(words.items[rest[0]]) if rest else first in verbs_with("open")
    behind = words.items[verb + 1 : verb + 2]
    is_deed = goes_on and behind and behind[0].start == words.items[verb].end and _is_deed(behind[0])
    return ([verb + 1], rest) if is_deed and (not rest or behind[0].tag == "v") else ([], numbers)


def _is_deed(word: Word) -> bool:
    acts = word.tag in ("v", "vn") or word.text in event_words()  # 建成|通车: jieba takes 通车 for a noun
    return acts and word.name == "O" and word.fact is None and len(word.text) > 1


def _may_begin(word: Word) -> bool:
    """Whether an object may begin with a word."""
    return word.name != "O" or word.tag.startswith(("n", "r", "m", "b", "a", "j", "eng")) or word.text in "《“「『"


def _with_attribute(words: Words, numbers: list[int], verb: int) -> list[int]:
    """With what stands between the verb and 的 before them: 乌镇|的渔场 of 参观了乌镇的渔场."""
    first = verb + 1
    while numbers and first < numbers[0] and words.items[first].text in AFTER_VERBS:
        first += 1
    before = words.items[first : numbers[0]] if numbers else []
    if not 2 <= len(before) <= LONGEST or before[-1].text != "的" or before[0].tag == "p" or before[0].text == "是":
        return numbers
    if len(before) == 2 and before[0].tag == "v" and first == verb + 1:  # 修订发布|的《条例》
        return numbers
    one_clause = not any(word.text in CLAUSE_ENDS or word.text in QUOTES for word in before)
    return [*range(first, numbers[0]), *numbers] if one_clause else numbers


def _less_aside(words: Words, numbers: list[int], verb: int) -> list[int]:
    """The words, or none of what is only a direction, a time behind 于, or another line of a title behind a blank.

    Where something was founded is not what was founded: 成立于|海州.
    """
    chosen, before = [words.items[number] for number in numbers], words.items[numbers[0] - 1].text
    is_time = all(word.kind == TIME for word in chosen)
    is_seat = kinds().get(words.items[verb].text) == "founded" and all(_is_where(word) for word in chosen)
    if words.text(numbers) in DIRECTIONS or (before == "于" and (is_time or is_seat)):
        return []
    if words.items[verb].text not in verbs_with("open") or _is_parted(words, verb - 1) or not _is_parted(words, verb):
        return numbers
    last = numbers[-1] + 1  # 获批 广播许可证 is told to the end of the line
    is_whole = last == len(words) or words.clauses[last] != words.clauses[verb] or words.items[last].text in CLAUSE_ENDS
    return numbers if is_whole and numbers[0] == verb + 1 else []


def _is_where(word: Word) -> bool:
    return word.name.endswith(("PLACE", "LOC")) or word.tag in ("ns", "f")


def _is_parted(words: Words, number: int) -> bool:
    """Whether a blank parts two Chinese words."""
    one, other = words.items[number], words.items[number + 1]
    spoken = other.text[0].isalnum() and not other.text.isascii()
    return one.end < other.start and spoken and not one.text.isascii()


def _one_clause(words: Words, numbers: list[int]) -> list[int]:
    """The words before 并, if they name something and tell of nothing done, as 要求其停产并整改 does."""
    chosen = [words.items[number] for number in numbers]
    for place, word in enumerate(chosen[:-1]):
        following = chosen[place + 1]
        acts = may_state_event(following) or following.tag.startswith(("d", "p"))  # 高血压并心脏病
        if word.text in ALSO and place and acts and not any(other.text == "的" for other in chosen[place:]):
            done = any(other.tag == "v" and other.name == "O" for other in chosen[:place])
            return numbers if done or not is_nominal(chosen[:place]) else numbers[:place]
    return numbers


def _less_end(words: Words, numbers: list[int]) -> list[int]:
    """Without the words that put the whole into the time, unless more of a noun follows behind 的."""
    if not numbers or words.items[min(numbers[-1] + 1, len(words) - 1)].text == "的":
        return numbers
    if words.items[numbers[0] - 1].text in AT:  # 发生在经营期间
        return numbers
    end = len(numbers)
    while end > 1 and words.items[numbers[end - 1]].text in BEHIND:
        before = words.items[numbers[end - 2]]
        if before.text.isdigit() or before.name.endswith(("PLACE", "LOC")):  # 90后, 位于厦门之后
            break
        end -= 1
    return numbers[:end]
