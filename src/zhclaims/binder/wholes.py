"""Completes the words chosen for the subject or object of an event: whole lists, whole titles, nouns behind a name."""

from zhclaims.binder.edges import is_place
from zhclaims.binder.words import CLAUSE_ENDS, Word, Words

JOINS = frozenset(("、", "和", "及", "与", "以及", "或", "或者"))
OPENING, CLOSING = frozenset("《“「『（("), frozenset("》”」』）)")
QUOTES, QUOTE_ENDS = frozenset("“「『"), frozenset("”」』")
LONGEST_QUOTED = 8
"""Words that a name in quotation marks may have, with the marks."""
AHEAD = JOINS | OPENING | CLOSING | {"的", "等"}
"""What stands between the nouns of a list behind the words chosen; before them 的 may end another phrase."""
BACK = JOINS | OPENING | CLOSING
NOUNS = ("n", "j", "r", "b", "s", "q", "l", "i")
NOUN_TAGS = frozenset(("vn", "an", "eng", "g", "k"))

CONTENTS = frozenset(
    "消息 新闻 传闻 时候 情况 原因 经历 过程 同时 事实 基础 前提 背景 案件 案 帖子 视频 照片 画面 日子 时间".split()
)
"""Nouns whose 的 ends a clause that tells what they are about: 工厂关闭厂区的消息."""

MANNERS = frozenset("方式 形式 方法 手段 途径 名义 身份".split())
"""Nouns behind which stands what is done so: 以分期的方式付款."""


def whole_phrase(words: Words, numbers: list[int], verb: int) -> list[int]:
    """The numbers of some words that follow each other and of those that belong to them, up to the verb.

    A list goes on to its other items, an open bracket to its partner, a name in quotation marks to the noun behind it.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("上海、南京和杭州签署了协议。"))
    >>> words.text(whole_phrase(words, [0], 5))
    '上海、南京和杭州'
    """
    if not numbers or numbers[-1] - numbers[0] >= len(numbers):  # the verb stands among them
        return numbers
    first, last = numbers[0], numbers[-1]
    floor, end = _room(words, first, verb)
    if last >= end:  # the verb is one of them, or they go on into the next sentence
        return numbers
    if not _begins_title(words, numbers):
        while first > floor and words.items[first].name.startswith("I-"):
            first -= 1
        while last + 1 < end and words.items[last + 1].name.startswith("I-"):
            last += 1
    if verb < first:  # “船王”李某 may be called by the name alone
        first = _opened(words, first, floor)
    last = _closed(words, first, last, floor, end)
    listed = first > floor and words.items[first - 1].text == "、"
    joined = [word.text for word in words.items[last : min(last + 2, end)]]
    if "、" in joined or joined[0] in JOINS or listed and joined[-1] in JOINS:
        last = _reach(words, range(last + 1, end), AHEAD)
    if listed:
        first = _reach(words, range(first - 1, floor - 1, -1), BACK)
    while last > first and words.items[last].text in JOINS:
        last -= 1
    while last > first and words.items[first].text in JOINS | {"等"}:
        first += 1
    return list(range(first, last + 1))


def _begins_title(words: Words, numbers: list[int]) -> bool:
    """Whether words inside a title end with a place, which is no short form of it: 海州市 of 《海州市渔业方案》."""
    last = words.items[numbers[-1]]
    return last.name.endswith("DOC") and is_place(last)


def two_parties(words: Words, subject: list[int], thing: list[int], verb: int) -> tuple[list[int], list[int]]:
    """The subject and the object of a verb that are not the same: the object, where it stands behind the verb.

    驾驶证 of 驾驶证被注销 is the subject alone, as the marks of such verbs have it.
    """
    if not subject or not thing or words.text(subject) != words.text(thing):
        rest = [number for number in thing if number not in subject]
        return subject, rest
    return ([], thing) if thing[0] > verb else (subject, [])


def with_head(words: Words, numbers: list[int], verb: int) -> list[int]:
    """An object with what stands behind its 的, where it was cut there: 受害人家属|的谅解.

    Not where the verb and the object tell of what stands there (落户青岛的企业).

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("船厂取得了渔民的谅解。"))
    >>> words.text(with_head(words, [3], 1))
    '渔民的谅解'
    """
    if not numbers or not verb < numbers[0] or numbers[-1] - numbers[0] >= len(numbers):
        return numbers
    return head_behind(words, numbers, verb)


def head_behind(words: Words, numbers: list[int], verb: int) -> list[int]:
    """Words that follow each other with the nouns behind their 的, up to the verb if it stands behind them."""
    end = _room(words, numbers[0], verb)[1]
    while numbers[-1] + 2 < end and words.items[numbers[-1] + 1].text == "的":
        head = _noun_run(words, numbers[-1] + 2, end)
        if not head or words.items[head[-1]].text in CONTENTS:
            break
        numbers = [*numbers, numbers[-1] + 1, *head]
    return numbers


def _noun_run(words: Words, first: int, end: int) -> range:
    """The words from one on of a noun, with a verb at the end of the clause: 最新数据, 处理方式, 基本要求, 谅解."""
    last = first
    if first + 1 < end and _tells_apart(words.items[first]) and words.items[first + 1].tag.startswith("n"):
        last += 1
    while last < end and (is_of_noun(words.items[last]) or _goes_on(words, first, last, end)):
        last += 1
    is_verb = last < end and words.items[last].tag == "v" and words.items[last - 1].text not in MANNERS
    if is_verb and words.items[min(last + 1, len(words) - 1)].text in CLAUSE_ENDS:
        return range(first, last + 1)
    while last > first and words.items[last - 1].tag.startswith(("a", "b")):
        last -= 1
    return range(first, last)


def _goes_on(words: Words, first: int, number: int, end: int) -> bool:
    """Whether a 、 between two nouns goes on with a list of them: 综合性、|研究型大学."""
    return first < number < end - 1 and words.items[number].text == "、" and is_of_noun(words.items[number + 1])


def _tells_apart(word: Word) -> bool:
    """Whether a verb may stand before a noun to tell it apart: 处理 of 处理方式, 相关 of 相关规定."""
    return word.tag == "v" and word.name == "O" and len(word.text) == 2


def is_of_noun(word: Word) -> bool:
    """Whether a word may be a part of a noun: a noun itself, or what stands before one without 的."""
    named = word.name != "O" or word.tag.startswith(("n", "a", "b", "j")) or word.tag in NOUN_TAGS
    return named and word.fact is None


def _room(words: Words, number: int, verb: int) -> tuple[int, int]:
    """The first word of the sentence of a word and the one behind its last, or the verb if that is nearer."""
    same = words.sentences == words.sentences[number]
    first, last = int(same.argmax()), len(words) - int(same[::-1].argmax())
    return (max(first, verb + 1), last) if verb < number else (first, min(last, verb))


def _opened(words: Words, first: int, floor: int) -> int:
    """The first word, or the mark that opens what is quoted directly before it: 给予“中性”|评级."""
    if first <= floor or words.items[first - 1].text not in QUOTE_ENDS:
        return first
    for place in range(first - 2, max(floor, first - LONGEST_QUOTED) - 1, -1):
        word = words.items[place]
        if word.text in QUOTES:
            return place
        if word.text in CLAUSE_ENDS:
            break
    return first


def _closed(words: Words, first: int, last: int, floor: int, end: int) -> int:
    """The last word, or the one that closes what is open there, and the nouns behind a closing quotation mark."""
    quoted = first > floor and words.items[first - 1].text in QUOTES
    depth, place = 0, last
    for place in range(first - quoted, end):
        text = words.items[place].text
        depth = max(0, depth + (text in OPENING) - (text in CLOSING))
        if place >= last and not depth:
            break
    if depth or place == last and not quoted:
        return last
    while place + 1 < end and words.items[place + 1].tag.startswith("n"):
        place += 1
    return place


def _reach(words: Words, places: range, joins: frozenset[str]) -> int:
    """How far a list goes on: over nouns and what joins them, and to a noun at its end."""
    reached = places.start - places.step
    for place in places:
        word = words.items[place]
        if word.fact is not None:
            break
        is_noun = word.name != "O" or word.tag.startswith(NOUNS) or word.tag in NOUN_TAGS or is_place(word)
        if is_noun or word.text == "等":
            reached = place
        elif word.text not in joins:
            break
    return reached
