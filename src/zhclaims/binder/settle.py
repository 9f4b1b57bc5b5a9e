"""Settles where a figure or verb is: the place that was picked for it, by what the words of its subject tell."""

from collections.abc import Mapping, Sequence

from zhclaims.binder.words import Words
from zhclaims.whereabouts import Location, is_countrywide, may_be_of

HAVING = frozenset(
    "拥有 设有 建有 有 共有 开设 开出 设立 运营 经营 布局 落户 投资 投建 建设 兴建 新建 扩建 建成 建 建厂 设厂".split()
)
"""What somebody does elsewhere that is there then: 在陕西省拥有客运站, 在宁波投资."""
DEALS = ("签", "赢得", "中标", "上市", "挂牌", "拿下", "获")
"""How verbs begin that tell of a deal or a prize somewhere."""
IN = frozenset("在 于".split())
IN_WORDS = frozenset(
    "境内 省内 市内 当地 地区 市场 各地 本土 共 已 已经 还 将 拟 新 共计 一共 累计 总共 合计 计划".split()
)
"""Words that may stand between the place and the verb."""


def settle_place(
    words: Words,
    locations: Mapping[int, Location],
    target: int,
    seen: Sequence[int],
    subject: Sequence[int],
    told: int | None,
) -> int | None:
    """The word that tells where `target` is; `told` is the one that was picked, all are given by their numbers."""
    if told is None:
        return None
    telling = [number for number in subject if number in locations]
    own = [locations[number] for number in telling]
    if told not in subject and own and _subject_tells(words, own, locations[told], told):
        told = telling[0]
    location = locations[told]
    if told in telling and location.by == "seat" and (there := _had_there(words, locations, target, seen)) is not None:
        return there
    beside = words.items[told].sentence == words.items[target].sentence
    if beside and told not in subject and location.is_implied and _is_another(words, subject):
        return None
    may_be = may_be_of(location, own) and (beside or not is_countrywide(words.text(subject)))
    return told if may_be else None


def _subject_tells(words: Words, own: Sequence[Location], picked: Location, told: int) -> bool:
    """Whether the subject's `own` place is where it is, and not the word that was picked."""
    if picked.is_implied and all(other.by == "seat" for other in own):
        return True  # 格力 sits where 格力 does, not 美的 beside it
    return _are_in_one_city(own) and (_holds(picked, own[0]) or (not picked.city and _is_of_a_deal(words, told)))


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
