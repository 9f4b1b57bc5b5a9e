"""Settles where a figure or verb is: the place that was picked for it, by what the words of its subject tell."""

import re
from collections.abc import Mapping, Sequence

from zhclaims.binder.words import Words
from zhclaims.whereabouts import Location, is_countrywide, may_be_of

HAVING = frozenset(
    "拥有 设有 建有 有 共有 招 招聘 开设 开出 设立 运营 经营 布局 落户 投资 投建 建设 兴建 新建 扩建 建成 建 建厂 "
    "设厂".split()
)
"""What somebody does elsewhere that is there then: 在陕西省拥有客运站, 在宁波投资."""
DEALS = ("签", "赢得", "中标", "上市", "挂牌", "拿下", "获")
"""How verbs begin that tell of a deal or a prize somewhere."""
IN = frozenset("在 于".split())
WITH = frozenset("与 和 同".split())
IN_WORDS = frozenset(
    "境内 省内 市内 当地 地区 市场 各地 本土 共 已 已经 还 将 拟 新 共计 一共 累计 总共 合计 计划".split()
)
"""Words that may stand between the place and the verb."""


BEFORE_FIGURE = 6
"""Words before a figure that may tell that it is an average."""
PLANTS = frozenset("工厂 基地 产线 生产线 总装线 厂 厂区 新厂 二厂 分厂 车间 项目".split())
"""What somebody has elsewhere, named by its place: 昆山|工厂."""
# 与|合肥|市签约，拟投资: a deal with a city's government is about what is built there
DEAL_WITH = re.compile("[市区县]?(?:人民)?(?:政府|管委会)?(?:正式)?(?:签|达成)")
BUILDING = re.compile("投资|投建|建设|建成|兴建|落户|选址")
LISTED = re.compile("[、和与及]|以及")
# 行业|2%|的均值, 全国平均增速只有|3%: what is of all of a kind is in no city of one of them
OF_ALL = "(?:行业|同业|业内|商业银行|科创板|创业板|板块|全国|全球)"
AVERAGE_BEFORE = re.compile(f"{OF_ALL}的?(?:平均|均值)[\u4e00-\u9fff]{{0,8}}$")
ALL_BEFORE, AVERAGE_AFTER = (
    re.compile(f"{OF_ALL}(?:只有|仅有|仅|为|约|近|超){{0,2}}$"),
    re.compile("(?:左右)?的?(?:均值|平均)"),
)
COUNTED = re.compile("[两三四五六七八九十0-9]{1,3}[地市县区省城]|等地?")
MEETINGS = re.compile("会上|发布会|论坛|峰会|[开年]会|大会|展|仪式|采访|法院|法庭|演讲|[诉上]市")
"""Words for what is no part of somebody, and takes place elsewhere: 在北京|的发布会."""


def settle_place(
    words: Words,
    locations: Mapping[int, Location],
    target: int,
    seen: Sequence[int],
    subject: Sequence[int],
    told: int | None,
) -> int | None:
    """The word that tells where `target` is; `told` is the one that was picked, all are given by their numbers."""
    if told is None or (locations[told].city and _is_of_all(words, target)):
        return None
    telling = [number for number in subject if number in locations]
    own = [locations[number] for number in telling]
    if told not in subject and own and _subject_tells(words, own, locations[told], told, target):
        told = telling[0]
    elif told not in subject and own and _are_in_one_city(own):
        told = next((number for number in telling if _is_named(words, locations, target, number, told)), told)
    location = locations[told]
    beside = words.items[told].sentence == words.items[target].sentence
    is_seat = told in telling and location.by == "seat"
    there = _had_there(words, locations, target, seen) if is_seat else None
    if there is None and is_seat:
        there = _agreed_there(words, locations, target, seen)
    if there is None and (is_seat or not beside):
        there = _owned_there(words, locations, target, seen)
    if there is not None:
        return there
    if beside and told not in subject and location.is_implied and _is_another(words, subject):
        return None
    is_named = beside and (location.by == "place" or told in subject)
    may_be = may_be_of(location, own) and (is_named or not is_countrywide(words.text(subject)))
    return told if may_be else None


def _is_named(words: Words, locations: Mapping[int, Location], target: int, own: int, told: int) -> bool:
    """Whether the subject names its city beside the figure, and what was picked only stands before it.

    温州的老厂 is in 温州 after 绍兴的新厂; 温州大学 is there below a heading on 绍兴.
    """
    location, sentence = locations[own], words.items[target].sentence
    if not location.city or told > own or words.items[own].sentence != sentence:
        return False
    if location.by == "place":
        after = words.name_end(own) + 1
        return locations[told].by == "place" and after < target and words.items[after].text == "的"
    is_far = words.items[told].sentence != sentence
    is_whole = own == 0 or not words.items[own - 1].name.endswith("-LOC")  # 广东|武威实业 is not in 武威
    return is_far and is_whole and not location.is_implied and location.name.startswith(location.city[:2])


def _is_of_all(words: Words, target: int) -> bool:
    """Whether a figure is the average of an industry or the country: 高于行业2%的均值."""
    start = max(0, target - BEFORE_FIGURE)
    before = words.text([number for number in range(start, target) if words.clauses[number] == words.clauses[target]])
    if AVERAGE_BEFORE.search(before):
        return True
    after = words.text(range(target + 1, min(target + 4, len(words))))
    return ALL_BEFORE.search(before) is not None and AVERAGE_AFTER.match(after) is not None


def _subject_tells(words: Words, own: Sequence[Location], picked: Location, told: int, target: int) -> bool:
    """Whether the subject's `own` place is where it is, and not the word that was picked."""
    if picked.is_implied and all(other.by == "seat" for other in own):
        return True  # 格力 sits where 格力 does, not 美的 beside it
    is_of_a_deal = _is_partner(words, told, target) if picked.city else _is_of_a_deal(words, told)
    return _are_in_one_city(own) and (is_of_a_deal or _holds(picked, own[0]))


def _are_in_one_city(own: Sequence[Location]) -> bool:
    is_medium = any(location.is_medium for location in own)
    return own[0].city != "" and not is_medium and len({location.city for location in own}) == 1


def _holds(place: Location, own: Location) -> bool:
    """Whether a place is but the world, the country, or the province that the subject's own place is in."""
    if place.city or place.by != "place":
        return False
    return place.place_code in ("CN", "world") or (own.by == "place" and own.place.startswith(place.place))


def _is_of_a_deal(words: Words, place: int) -> bool:
    """Whether a place is but where one signs, wins or is listed; what that is about is at home: 在智利中标."""
    after = words.name_end(place) + 1
    is_in = place > 0 and words.items[place - 1].text in IN
    return is_in and after < len(words) and words.items[after].text.startswith(DEALS)


def _is_partner(words: Words, place: int, target: int) -> bool:
    """Whether a city is but the one with which a deal was signed, and nothing is built: 与宁波签约，营收3亿元."""
    if not 0 < place < target or words.items[place - 1].text not in WITH:
        return False
    after = words.text(range(words.name_end(place) + 1, target))
    is_near = 0 < words.clauses[target] - words.clauses[place] < 2
    return is_near and DEAL_WITH.match(after) is not None and BUILDING.search(after) is None


def _is_another(words: Words, subject: Sequence[int]) -> bool:
    """Whether a subject begins with the name of an organisation, for which the seat of one beside it does not speak."""
    return bool(subject) and words.items[subject[0]].name == "B-ORG"


def _had_there(words: Words, locations: Mapping[int, Location], target: int, seen: Sequence[int]) -> int | None:
    """The place in the clause in which somebody has what is counted, or builds it: 在陕西省拥有客运站12个."""
    for number in seen:
        location = locations.get(number)
        if location is None or location.by != "place" or location.place == "中国":
            continue
        if number < 1 or words.clauses[number] != words.clauses[target] or number > target:
            continue
        after = words.name_end(number) + 1
        while after < target and words.items[after].text in IN_WORDS:
            after += 1
        if words.items[number - 1].text in IN and words.items[after].text in HAVING:
            return number
    return None


def _agreed_there(words: Words, locations: Mapping[int, Location], target: int, seen: Sequence[int]) -> int | None:
    """The city in the clause before with which it is agreed to build there: 格力与宁波签约，拟投资30亿元建厂."""
    for number in seen:
        location = locations.get(number)
        if location is None or location.by != "place" or not location.city or not 0 < number < target:
            continue
        if words.items[number].sentence != words.items[target].sentence or words.items[number - 1].text not in WITH:
            continue
        after = words.name_end(number) + 1
        is_near = words.clauses[target] - words.clauses[number] < 2
        if is_near and DEAL_WITH.match(words.text(range(after, target))):
            return number if BUILDING.search(words.text(range(after, target))) else None
    return None


def _owned_there(words: Words, locations: Mapping[int, Location], target: int, seen: Sequence[int]) -> int | None:
    """The city in the clause of what somebody has there: 比亚迪在西安的工厂产量80万辆, 停掉昆山工厂的线."""
    for number in seen:
        location = locations.get(number)
        if location is None or location.by != "place" or not location.city:
            continue
        if not 0 < number < target or words.clauses[number] != words.clauses[target]:
            continue
        last = words.name_end(number)
        after = last + 1
        is_in = words.items[number - 1].text in (*IN, "位于")
        is_plant = not PLANTS.isdisjoint((words.items[last].text, words.items[after].text))  # in or behind the name
        if is_plant or (is_in and _owns(words, locations, after, target)):
            return number
    return None


def _owns(words: Words, locations: Mapping[int, Location], after: int, target: int) -> bool:
    """Whether 的 follows a place, and the others listed with it, and what it is of stands before the figure."""
    while after < target and (
        after in locations or LISTED.fullmatch(words.items[after].text) or COUNTED.fullmatch(words.items[after].text)
    ):
        after = words.name_end(after) + 1
    if after >= target or words.items[after].text != "的":
        return False
    return MEETINGS.search(words.text(range(after, target))) is None
