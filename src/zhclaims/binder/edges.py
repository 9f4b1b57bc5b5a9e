"""Fits the words that were chosen for subject and metric to whole names and phrases."""

from collections.abc import Sequence
from functools import cache

from zhclaims.binder.words import TIME, Word, Words
from zhclaims.event_verbs import event_words
from zhclaims.lexicon import read_rows
from zhclaims.topics import names_a_measure
from zhclaims.types import Quantity

ROLES = frozenset("predicate loose pivot belonging lead opening closing measure indicator change scope list".split())
NO_NOUNS = ("v", "d", "p", "u", "c", "m")
"""Tags of words that alone name nothing."""
PART_NAMES = ("DOC", "LOC")
"""Types of names that hold whole names: 海州 of 《海州规划》."""
PLACE_ENDS = tuple("省市区县州镇乡村旗盟")
ORGANISATIONS = frozenset("公司 集团 中心 学校 医院 办公室 委员会 小组 部门 单位 机构 协会 警方".split())
COLONS = frozenset("：:")
AGENT_MARKS = frozenset("被有")
"""What stands before who acts: 渔船被大风|掀翻, 海州有船东|获救."""
WHOLE, LISTED = tuple("nvjbea"), tuple("nvjbeazl")
"""First letters of the tags of what a metric begins with, and of what an item of a list consists of."""
COUNTED = frozenset(("count", "measure", "money"))
UNLISTED = frozenset(("money", "percent", "ratio", "multiple"))
"""Kinds of figures that are of a measure: 12家、8家 counts two things, 12亿元、8% measures one thing twice."""


def is_nominal(words: Sequence[Word]) -> bool:
    """Whether some of the words may name a thing: a name, a noun, a pronoun; 完成 and 达到542亿元 do not."""
    spoken = [word for word in words if word.text[0].isalnum()]
    return any(word.name != "O" or not word.tag.startswith(NO_NOUNS) or word.tag == "vn" for word in spoken)


# ------------------------------------------------------------------ subjects


def fit_subject(words: Words, numbers: list[int]) -> list[int]:
    """The words of a subject, to the end of its name and up to its predicate.

    洛川公司|在|海州 -> 洛川公司; 洛川 of 洛川股份, where the text never says 洛川 alone -> 洛川股份. For figures
    only: whose deed an event is may stand behind 被 and 由.
    """
    if not numbers:
        return numbers
    return _less_lead(words, _up_to_predicate(words, _whole_name(words, _of_one_line(words, numbers))))


def _of_one_line(words: Words, numbers: list[int]) -> list[int]:
    """The words behind the last blank or line break between two Chinese ones that are not of one name.

    问题凸显\n记者, 燃气泄漏 海州高速: a blank parts headings from what follows, and the halves of a headline.
    """
    for place in range(len(numbers) - 1, 0, -1):
        before, word = words.items[numbers[place] - 1], words.items[numbers[place]]
        parted = before.end < word.start and not (before.text[-1].isascii() or word.text[0].isascii())
        if parted and not word.name.startswith("I-"):
            rest = numbers[place:]
            return rest if is_nominal([words.items[number] for number in rest]) else numbers
    return numbers


def fit_actor(words: Words, numbers: list[int]) -> list[int]:
    """The words of who does something: behind 被 or 有 where one is named, else up to the predicate.

    渔船被大风|掀翻 -> 大风; 海州有船东|获救 -> 船东; 记者在海州|查到 -> 记者.
    """
    if not numbers:
        return numbers
    marks = [place for place, number in enumerate(numbers[:-1]) if words.items[number].text in AGENT_MARKS]
    agent = numbers[marks[-1] + 1 :] if marks else []
    if agent and is_nominal([words.items[number] for number in agent]):
        is_deed = words.items[agent[0]].tag.startswith("v")  # 欠费将被记入档案一事
        return numbers if is_deed else _less_lead(words, agent)
    return _less_lead(words, _up_to_predicate(words, numbers))


def _whole_name(words: Words, numbers: list[int]) -> list[int]:
    """With the rest of the name that the last word belongs to, unless it is a place or a short name of its own."""
    items, last = words.items, numbers[-1]
    end = words.name_end(last)
    if end == last or items[last].name[2:] in PART_NAMES or is_place(items[last]):
        return numbers
    begin = last
    while begin > 0 and items[begin].name.startswith("I-"):
        begin -= 1
    short = words.text(range(begin, last + 1))
    return numbers if short in words.names else [*numbers, *range(last + 1, end + 1)]


def is_place(word: Word) -> bool:
    """Whether a word names a place by itself, by its tag or its end."""
    return word.tag.startswith("ns") or word.text.endswith(PLACE_ENDS)


def _up_to_predicate(words: Words, numbers: list[int]) -> list[int]:
    """The words before the first that begins a predicate; 在海州生产的设备 has none, as its 的 follows.

    Those behind a verb that lets or makes others do something, or tells of them: 厂家 of 法院责令厂家.
    """
    chosen = [words.items[number] for number in numbers]
    for place in range(len(chosen) - 2, 0, -1):
        word, following = chosen[place], chosen[place + 1]
        acts = following.name == "O" and following.tag.startswith(("v", "d", "p", "u"))
        if word.name == "O" and word.text in role_words("pivot") and not acts and is_nominal(chosen[place + 1 :]):
            return _up_to_predicate(words, numbers[place + 1 :])
    for place in range(1, len(chosen)):
        word = chosen[place]
        is_noun = word.tag == "vn" and word.cue != "hedge"  # 江州光电|预估
        if word.name != "O" or is_noun or (word.fact is not None and word.kind != TIME):
            continue
        if chosen[place - 1].text == "所":  # 渔民所用的船
            continue
        begins = word.text in role_words("predicate") or _acts(chosen[place - 1], word)
        if not begins and not _has_object(word, chosen[place + 1 :]) and not _is_when(chosen, place):
            continue
        if not any(other.text == "的" for other in chosen[place:]) and is_nominal(chosen[:place]):
            return numbers[:place]
    last = chosen[-1]
    ends_open = len(chosen) > 1 and last.name == "O" and last.text in role_words("loose")
    return numbers[:-1] if ends_open else numbers


def _acts(before: Word, word: Word) -> bool:
    """Whether a word tells what the person before it does; behind an organisation it is often of a longer name."""
    return before.name.endswith("PERSON") and word.tag.startswith(("v", "d")) and word.text not in role_words("loose")


def _is_when(chosen: Sequence[Word], place: int) -> bool:
    """Whether a word is a time at the end or behind a name: 2024年度 of 海州2024年度地块, no 2024届毕业生."""
    if chosen[place].kind != TIME:
        return False
    following = chosen[place + 1 :]
    return not following or (
        chosen[place - 1].name != "O" and not following[0].text.startswith(("号", "届", "款", "版"))
    )


def _has_object(word: Word, following: Sequence[Word]) -> bool:
    """Whether a verb stands before its object: an organisation or place, a pronoun, a number; or before 了.

    An organisation at the end may be the subject itself, or a name with a verb in it (推进……领导小组办公室).
    """
    if not following or word.text in role_words("belonging"):
        return False
    if word.text in event_words() and following[0].text in "《了":  # 工商局印发|《方案》
        return True
    if not word.tag.startswith("v"):
        return False
    if following[-1].name.endswith("ORG") or following[-1].tag == "nt" or following[-1].text in ORGANISATIONS:
        return False
    other = following[0]
    named = other.name.startswith("B-") and not other.name.endswith("PERSON")
    return named or other.tag.startswith("r") or other.fact is not None or other.text in "了着过"


def _less_lead(words: Words, numbers: list[int]) -> list[int]:
    """Without the conjunctions and prepositions that it begins with, unless they belong to a clause with 的."""
    chosen = [words.items[number] for number in numbers]
    if any(word.text == "的" for word in chosen):
        return numbers
    first = 0
    while first < len(chosen) - 1 and chosen[first].name == "O" and chosen[first].text in role_words("lead"):
        first += 1
    return numbers[first:] if is_nominal(chosen[first:]) else numbers


# ------------------------------------------------------------------ metrics


def told_apart(words: Words, subject: list[int], metric: list[int]) -> tuple[list[int], list[int]]:
    """Subject and metric without a word in both.

    What follows a name is of the metric (海州|渔业, 渔业产值 -> 海州, 渔业产值), so is all of what is measured
    (海州的|渔船, 渔船 -> 海州, 渔船); else a metric is what is said beyond the subject.
    """
    shared = set(subject) & set(metric)
    own = [number for number in subject if number not in shared]
    rest = [number for number in metric if number not in shared]
    if not shared or not (own or rest):
        return subject, metric
    begins = own == subject[: len(own)] and is_nominal([words.items[number] for number in own])
    is_whole = begins and not words.items[own[-1]].tag.startswith("r")  # 某 of 某小区
    if (
        is_whole
        and not words.items[subject[len(own)]].name.startswith("I-")
        and (words.items[own[-1]].name != "O" or not rest)
    ):
        return own, metric
    says_more = len(words.text(rest)) > 1
    return subject, rest if says_more and (own or words.items[subject[-1]].name != "O") else metric


def fit_metric(words: Words, target: int, numbers: list[int]) -> list[int]:
    """The words of a metric without those of the figure before it: 净利润 of 营收4亿元，净利润3000万元.

    What the items of a list share stays: 引进, 硕士 of 引进博士12名、硕士30名.
    """
    return _less_closing(words, _less_opening(words, _of_figure(words, target, _of_clause(words, target, numbers))))


def _of_clause(words: Words, target: int, numbers: list[int]) -> list[int]:
    """The words without those behind the figure that a blank parts from it, if others are left.

    报价30万元 联系人 -> 报价; where blanks stand before the figure too, they part words of one clause.
    """
    items, end = words.items, len(words)
    for number in range(target, max(numbers, default=target)):
        is_spaced = items[number].end < items[number + 1].start and not items[number + 1].text.isascii()
        if is_spaced and not (target > 0 and items[target - 1].end < items[target].start):
            end = number + 1
            break
    after = max(numbers, default=target) + 1
    if target < after < len(words) and {items[target - 1].text, items[after].text} <= COLONS:
        end = target  # 人数：3人 要求：大专: a key and its value, and the next key
    near = [number for number in numbers if number < end]
    return near or numbers


def _less_opening(words: Words, numbers: list[int]) -> list[int]:
    """Without 共 and 和 at the beginning, and without a preposition there whose noun was not chosen."""
    for place, number in enumerate(numbers[:-1]):
        word, cut_off = words.items[number], not _goes_on(words, number, numbers[place + 1])
        is_loose = word.text in role_words("loose") or word.text in role_words("opening")
        if word.name != "O" or not (is_loose or (word.tag == "p" and cut_off)):
            return numbers[place:]
    return numbers[-1:]


def _less_closing(words: Words, numbers: list[int]) -> list[int]:
    """Without prepositions and the like at the end, as what they belong to was not chosen: 出租率|由 of 由8%升至9%."""
    is_passive = bool(numbers) and words.items[numbers[0]].text == "被"  # 被警方控制
    while len(numbers) > 1 and not is_passive and words.items[numbers[-1]].text in role_words("closing"):
        numbers = numbers[:-1]
    return numbers


def _goes_on(words: Words, number: int, other: int) -> bool:
    """Whether nothing but 了 or a quotation mark stands between two words."""
    return all(words.items[between].text in "的了“《‘「" for between in range(number + 1, other))


def _of_figure(words: Words, target: int, numbers: list[int]) -> list[int]:
    """Those of the words that belong to the figure itself or are shared with the one before it."""
    before = words.figures[target] - 1
    far = [number for number in numbers if number < target and words.figures[number] != before]
    near = numbers[len(far) :]
    if not far or not near or near[-1] > target or not stands_alone(words, near):
        return numbers
    is_measure = names_a_measure(words.text(near))
    if is_measure and words.items[near[0]].tag.startswith(WHOLE):
        return near
    if not _behind_mark(words, near):
        return numbers
    kind = _kind(words.items[target])
    if kind in COUNTED and _is_deed(words, near):
        return near
    if not _is_item(words, near):
        return numbers
    verbs = _first_verbs(words.items, far)
    if verbs:
        return numbers if is_measure or verbs == far else [*verbs, *near]
    return near if is_measure or kind not in UNLISTED else numbers


def stands_alone(words: Words, near: list[int]) -> bool:
    """Whether the words behind the last figure may be a metric by themselves: a part, a rate of change is not."""
    text = words.text(near)
    return text not in role_words("measure") and not any(word in text for word in role_words("change"))


def _behind_mark(words: Words, near: list[int]) -> bool:
    """Whether the words stand directly behind a figure and a mark, and are no mere part of a metric."""
    items, text, mark = words.items, words.text(near), near[0] - 1
    if text.startswith(tuple(role_words("scope"))) or text.endswith(tuple(role_words("scope"))):
        return False
    return items[mark].text in role_words("list") and any(
        item.fact is not None for item in items[max(0, mark - 2) : mark]
    )


def _is_deed(words: Words, near: list[int]) -> bool:
    """Whether the words are a verb and its object: 安置人员."""
    first, last = words.items[near[0]], words.items[near[-1]]
    return first.tag == "v" and last.tag.startswith("n") and first.text not in role_words("predicate")


def _is_item(words: Words, near: list[int]) -> bool:
    """Whether the words are nouns that may be an item of a list."""
    chosen = [words.items[number] for number in near]
    return chosen[0].tag != "v" and all(word.tag.startswith(LISTED) for word in chosen) and is_nominal(chosen)


def _first_verbs(items: Sequence[Word], numbers: list[int]) -> list[int]:
    """The verbs that stand one after another where the words begin."""
    verbs: list[int] = []
    for number in numbers:
        if items[number].tag != "v" or (verbs and number != verbs[-1] + 1):
            break
        verbs.append(number)
    return verbs


def _kind(word: Word) -> str:
    return word.fact.kind if isinstance(word.fact, Quantity) else ""


@cache
def role_words(role: str) -> frozenset[str]:
    """The words of the lexicon that have a role."""
    rows = read_rows("edges", ("word", "role"))
    return frozenset(row["word"] for row in rows if row.choice("role", ROLES) == role)
