"""Finds the places a text names and says which division, city and province each one is in."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.disambiguation import Choice, choose, gather_evidence
from zhclaims.divisions import Division
from zhclaims.gazetteer import CHINA, load_gazetteer
from zhclaims.mentions import Mention, find_mentions
from zhclaims.seats import city_of_organisation
from zhclaims.types import Place

__all__ = ["city_of_organisation", "find_places"]


def find_places(text: str, *, lexicon: str | None = None) -> list[Place]:
    """Find the mentions of places in a Simplified text, in order, each with its division, city and province.

    >>> [(place.text, place.name, place.city) for place in find_places("广东深圳的企业超过杭州余杭区")]
    [('广东深圳', '广东省深圳市', '深圳市'), ('杭州余杭区', '浙江省杭州市余杭区', '杭州市')]

    Offsets are half-open code points of `text`. `lexicon` is a TSV of the user's own (type, name, aliases, city) whose
    PLACE rows override the package's; LexiconError names file and line of a bad row.
    """
    mentions = find_mentions(text, load_gazetteer(lexicon))
    evidence = gather_evidence(mentions, text)
    found = []
    for index, mention in enumerate(mentions):
        if mention.is_name and not _is_of_another_country(text, mention, mentions[index - 1] if index else None):
            neighbours = list(_listed_beside(text, mentions, index))
            place = _place(text, mention, choose(mention, neighbours, evidence))
            if place is not None:
                found.append(place)
    return found


def _is_of_another_country(text: str, mention: Mention, before: Mention | None) -> bool:
    """美国国内, 其国内 and 法国全国 are not of China."""
    if "generic_place" not in mention.flags or mention.readings[0].full_name != CHINA:
        return False
    if OWNER.search(text, max(mention.start - 3, 0), mention.start):
        return True
    owner = before.readings[0] if before and text[before.end : mention.start] in ("", "的") else None
    return owner is not None and owner.level == "country" and owner.full_name != CHINA


def _listed_beside(text: str, mentions: Sequence[Mention], index: int) -> Iterator[Mention]:
    """The places that stand in one list with a mention: 辽宁 and 黑龙江 of 辽宁、吉林、黑龙江."""
    mention = mentions[index]
    if index and text[mentions[index - 1].end : mention.start] in LIST_MARKS:
        yield mentions[index - 1]
    if index + 1 < len(mentions) and text[mention.end : mentions[index + 1].start] in LIST_MARKS:
        yield mentions[index + 1]


# Those whose 国内 it is: 其国内, 该国国内, 特朗普在他的国内支持率.
OWNER = re.compile("(?:(?<![尤极与及])其|该国|[他她]的|他们的|[两各多]国)$")
LIST_MARKS = frozenset({"、", "和", "与", "及", "以及", "/", "，", ","})


def _place(text: str, mention: Mention, choice: Choice) -> Place | None:
    place = choice.place
    if place is None and not choice.others:
        return None
    span = text[mention.start : mention.end]
    flags = (*mention.flags, "ambiguous_place") if choice.thin else mention.flags
    candidates = tuple(other.full_name for other in choice.others) if choice.thin else ()
    if place is None:
        level = choice.others[0].level
        return Place(mention.start, mention.end, span, span, "", level, None, None, None, candidates, flags)
    return Place(
        start=mention.start,
        end=mention.end,
        text=span,
        name=place.full_name + _tail(mention, place),
        code=place.code,
        level="area" if mention.tail else place.level,
        province=place.province,
        city=place.city,
        city_code=place.city_code,
        candidates=candidates,
        flags=flags,
    )


def _tail(mention: Mention, place: Division) -> str:
    """高新区 of 成都高新区, but all of 长沙南站: stations, ports and airports go by the city's name."""
    named_after_city = mention.tail.endswith(("站", "港", "机场")) and not place.full_name.endswith(mention.tail)
    return (place.short if named_after_city else "") + mention.tail
