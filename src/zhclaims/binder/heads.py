"""Completes the subject and the metric of a figure by the nouns that they were cut from."""

from zhclaims.binder.edges import ORGANISATIONS, is_nominal, role_words, stands_alone
from zhclaims.binder.wholes import CONTENTS, is_of_noun, whole_phrase
from zhclaims.binder.words import Word, Words
from zhclaims.topics import names_a_measure
from zhclaims.types import Quantity

DEEDS = ("v", "p", "a", "d", "z")
NOUNS = ("n", "j")
HEADS = ORGANISATIONS | frozenset(
    "企业 行业 产业 产业链 人员 项目 基地 系统 园区 平台 产品 设备 业者 从业者 用户 工程 团队 工厂 店".split()
)
"""Nouns of which much is told; those right before them tell which: 食品加工|企业."""
SUMS = frozenset("这 共 共计 合计 总共 总计 至少 近 约 均".split())
"""What stands between a list and how many its items are: 上海、南京、杭州这3座城市."""
COMPARISONS = frozenset("同比 环比 占比 对比 相比 前值 预期值".split())
NO_BEGIN = tuple("dpucm")
"""First letters of the tags of what no name of a measure begins with."""
CHANGING = frozenset("v vn d ad a".split())
"""Tags of the words that tell how a measure changed."""
REACHING = frozenset("至 至约 到 达 达到 约 近 超 逾 超过 了 为".split())
LONGEST, WIDEST = 4, 2
"""Nouns that a head may lie behind, and that may lie between two words of a metric."""
NO_HEADS = frozenset(("时", "间"))
PEOPLE = ("人", "死", "伤")
"""Ends of counts that tell of whom they are."""
NUMBERS = frozenset(("", "count", "measure"))
"""Kinds of numbers that tell of what is counted: 4间6层小楼, 12辆120急救车."""


def whole_phrases(words: Words, target: int, subject: list[int], metric: list[int]) -> tuple[list[int], list[int]]:
    """The words of subject and metric that a reader understands by themselves."""
    subject, metric = _with_measured(words, subject, metric)
    metric = whole_metric(words, target, subject, metric)
    return whole_subject(words, target, subject, metric), metric


def _with_measured(words: Words, subject: list[int], metric: list[int]) -> tuple[list[int], list[int]]:
    """A subject that ends in a figure with the noun behind it, which is no part of the metric then: 35个|泊位."""
    if len(subject) < 2 or not isinstance(words.items[subject[-1]].fact, Quantity):
        return subject, metric
    nouns = _to_noun(words, _nouns_behind(words, subject[-1]))
    rest = [number for number in metric if number not in nouns]
    return ([*subject, *nouns], rest) if nouns and rest else (subject, metric)


def whole_subject(words: Words, target: int, subject: list[int], metric: list[int]) -> list[int]:
    """The words of a subject with all of a list that is counted, and with the noun that they are told of.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("上海、南京、杭州3座城市签约。"))
    >>> words.text(whole_subject(words, 5, [0], [7]))
    '上海、南京、杭州'
    """
    if not subject:
        return subject
    for whole in (_with_list, _with_told, _with_actor):
        more = whole(words, target, subject)
        subject = subject if target in more or set(more) & set(metric) else more
    return subject


def _with_list(words: Words, target: int, subject: list[int]) -> list[int]:
    """With the other items of a list that a count sums up, whichever figure behind it is the target."""
    first, last = subject[0], subject[-1]
    own = words.clauses[last]
    behind = (number for number in range(last + 1, target + 1) if _kind(words.items[number]) == "count")
    end = next(behind, None) if words.clauses[target] == own else None
    if end is None or last - first >= len(subject):
        return subject
    while end > last + 1 and words.items[end - 1].text in SUMS:
        end -= 1
    listed = whole_phrase(words, subject, end)
    is_list = any(words.items[number].text == "、" for number in listed)
    return listed if is_list and listed[-1] == end - 1 else subject


def _with_told(words: Words, target: int, subject: list[int]) -> list[int]:
    """With the noun behind 的 that a clause tells of: 采用新工艺|的船厂."""
    items, link = words.items, subject[-1] + 1
    tells = any(items[n].name == "O" and items[n].fact is None and _is_deed(items[n]) for n in subject)
    if not tells or link >= len(words) or items[link].text != "的":
        return subject
    nouns = _to_noun(words, _nouns_behind(words, link))
    if any(items[number].name.endswith("PERSON") for number in nouns):  # 从事捕捞|的船东王某
        return subject
    return [*subject, link, *nouns] if nouns and items[nouns[-1]].text not in CONTENTS else subject


def _is_deed(word: Word) -> bool:
    return word.tag.startswith(DEEDS) and word.tag not in ("vn", "an")


def _with_actor(words: Words, target: int, subject: list[int]) -> list[int]:
    """With the nouns behind it that end in a head, unless a name ends before them: 食品加工|企业, but 海州 and 企业."""
    chosen = [words.items[number] for number in subject]
    if chosen[-1].name != "O" or any(word.name == "O" and word.tag == "v" for word in chosen):
        return subject
    nouns = _to_noun(words, _nouns_behind(words, subject[-1]))[:LONGEST]
    if not nouns or words.items[nouns[-1]].text not in HEADS or any(words.items[n].name != "O" for n in nouns):
        return subject
    return [*subject, *nouns]


def whole_metric(words: Words, target: int, subject: list[int], metric: list[int]) -> list[int]:
    """The words of a metric with what is counted and with the nouns between them, without a cut phrase of before.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("海州有12艘渔船停运。"))
    >>> words.text(whole_metric(words, 2, [0], [4]))
    '渔船停运'
    """
    metric = _less_change(words, target, _nearest_measure(words, target, _less_cut(words, target, metric)))
    return _with_counted(words, target, subject, _filled(words, target, subject, metric))


def _nearest_measure(words: Words, target: int, metric: list[int]) -> list[int]:
    """Without the measure of a figure before, where a figure and another whole measure stand behind it.

    归母净利润, 增长 of 营业收入8亿元；归母净利润2亿元，增长9%.
    """
    groups: dict[int, list[int]] = {}
    for number in metric:
        if number < target:
            groups.setdefault(int(words.figures[number]), []).append(number)
    read = [(group, measure) for group in groups.values() if (measure := _measure_of(words, group))]
    measures = [measure for _, measure in read]
    whole = next((measure for measure in reversed(measures[1:]) if stands_alone(words, measure)), None)
    if whole is None:
        bare = all(words.text(measure) in role_words("measure") for measure in measures)
        whole = measures[-1] if len(read) > 1 and bare and all(group == one for group, one in read[:-1]) else None
    return metric if whole is None else [number for number in metric if number >= whole[0]]


def _measure_of(words: Words, group: list[int]) -> list[int]:
    """The words that name a measure, less how it changed: 海外收入 of 海外收入|大幅增长; none where they name none."""
    while group and _tells_change(words.items[group[-1]]):
        group = group[:-1]
    begins = group and not words.items[group[0]].tag.startswith(NO_BEGIN)
    return group if begins and names_a_measure(words.text(group)) else []


def _less_change(words: Words, target: int, metric: list[int]) -> list[int]:
    """Without how it changed, for the level that a change by so many percent leads to: 营收 of 营收增长8%至|9亿元."""
    items, change = words.items, target - 1
    while change > 0 and items[change].text in REACHING:
        change -= 1
    if change == target - 1 or _kind(items[change]) != "percent" or _kind(items[target]) == "percent":
        return metric
    begin = change
    while begin > 0 and _tells_change(items[begin - 1]):
        begin -= 1
    left = [number for number in metric if not begin <= number < target]
    return left if any(number < begin for number in left) else metric


def _tells_change(word: Word) -> bool:
    """Whether a word tells how a measure changed or against what: 同比, 大幅, 增长; no noun of a measure (收入)."""
    if word.text in COMPARISONS:
        return True
    return word.fact is None and word.tag in CHANGING and not names_a_measure(word.text)


def _less_cut(words: Words, target: int, metric: list[int]) -> list[int]:
    """Without the words of a later clause, and of an earlier one that end inside of a phrase, if others are a metric.

    净利润 of 借贷|总额92亿元，净利润3亿元.
    """
    own = words.clauses[target]
    if any(words.clauses[number] == own for number in metric):
        metric = [number for number in metric if words.clauses[number] <= own]
    far = [number for number in metric if words.clauses[number] < own]
    near = metric[len(far) :]
    if not far or len(words.text(near)) < 3 or names_a_measure(words.text(far)):
        return metric
    items, last = words.items, far[-1]
    is_cut = _follows(words, last) and (_is_noun(items[last + 1]) or items[last + 1].tag == "vn")
    whole = is_nominal([items[number] for number in near]) and stands_alone(words, near)
    return near if is_cut and whole else metric


def _filled(words: Words, target: int, subject: list[int], metric: list[int]) -> list[int]:
    """With the one or two nouns that were left out between words that they join: 列入|重点名录."""
    found = metric[:1]
    for one, other in zip(metric, metric[1:], strict=False):
        gap = range(one + 1, other)
        nouns = [number for number in gap if _is_noun(words.items[number]) or words.items[number].tag == "vn"]
        joined = all(_follows(words, number) for number in range(one, other))
        new = not {*subject, target} & {*gap} and words.text(gap) not in words.text(metric)
        linked = len(gap) > 1 and words.items[gap[-1]].text == "的"  # 变更|航道的|行为
        found += [*gap, other] if len(gap) - linked == len(nouns) <= WIDEST and joined and new else [other]
    return found


def _with_counted(words: Words, target: int, subject: list[int], metric: list[int]) -> list[int]:
    """With the nouns right behind a count, which tell what is counted, unless they are told elsewhere.

    12艘|渔船 停运 -> 渔船停运; 2艘|远洋 渔船 停运, where 远洋 was chosen, too.
    """
    items, chosen, first, fact = words.items, {*subject, *metric}, target + 1, words.items[target].fact
    if not metric or not (isinstance(fact, Quantity) and fact.kind == "count" and fact.unit):
        return metric
    if items[target].text.endswith(PEOPLE):
        return metric
    before = items[target - 1] if target else None
    if before and (before.text in "：:从由" or (target - 1 in metric and _is_noun(before))):  # 渔船12艘停运
        return metric
    if _follows(words, target) and items[first].tag == "m" and items[first].kind in NUMBERS:  # 4间6层|小楼
        first += 1
    last = first - 1
    while last + 1 in metric:
        last += 1
    nouns = _nouns_behind(words, last)
    if last >= first:  # a name behind them is another's
        names = [place for place, number in enumerate(nouns) if items[number].name != "O"]
        nouns = nouns[: names[0]] if names else nouns
    nouns = _to_noun(words, nouns)
    if not nouns or chosen & {*nouns} or items[nouns[-1]].text in {items[number].text for number in chosen}:
        return metric
    if last >= first and names_a_measure(items[nouns[-1]].text):  # 12艘渔船|产量
        return metric
    return sorted({*metric, *nouns})


def _nouns_behind(words: Words, last: int) -> list[int]:
    """The words of nouns that follow a word without a blank."""
    found: list[int] = []
    while _follows(words, last) and is_of_noun(words.items[last + 1]):
        last += 1
        word = words.items[last]
        if word.name == "O" and (word.tag == "nr" or word.text in role_words("predicate")):
            break
        found.append(last)
    return found


def _to_noun(words: Words, numbers: list[int]) -> list[int]:
    """The words up to the last that is a noun itself."""
    end = len(numbers)
    while end and (not _is_noun(words.items[numbers[end - 1]]) or words.items[numbers[end - 1]].text in NO_HEADS):
        end -= 1
    return numbers[:end]


def _follows(words: Words, number: int) -> bool:
    """Whether another word of the sentence follows directly."""
    if number + 1 >= len(words):
        return False
    one, other = words.items[number], words.items[number + 1]
    return one.end == other.start and one.sentence == other.sentence


def _is_noun(word: Word) -> bool:
    return word.fact is None and (word.name != "O" or word.tag.startswith(NOUNS))


def _kind(word: Word) -> str:
    return word.fact.kind if isinstance(word.fact, Quantity) else ""
