"""Finds the mentions of places in a text, before it is decided which place each one is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zhclaims.divisions import Division, load_divisions
from zhclaims.gazetteer import CHINA, Gazetteer, Name, Use
from zhclaims.lexicon import read_rows
from zhclaims.naming import Naming, name_around
from zhclaims.word_edges import is_split

LONGEST_NAME = 24
LOCAL_LEVELS = frozenset({"city", "county", "area"})
_LARGE = frozenset({"country", "province", "region"})

# 深圳市场 is 深圳 and 市场, 西湖区块链 is 西湖 and 区块链, 浙江省会 is 浙江 and 省会
_SUFFIX_OF_NEXT_WORD = re.compile(
    r"""
      (?<=市)(?:[南北中]区|[场民值占盈面况价容郊售内外属级辖直]|长(?![沙春治乐安寿葛垣兴岛岭丰宁])|中心|政(?!府|协))
    | (?<=省)(?:[会份钱电时力油心内级属])
    | (?<=县)[级]
    | (?<=区)[块间别分隔域]
    """,
    re.VERBOSE,
)
# What may follow a company's name so that the words were no name at all: 上海汽车产业, 北京汽车限购
_INDUSTRY = re.compile(r"产业|行业|市场|企业|[业展]|制造|出口|消费|零部件|保有|工业|限|牌照|销|公司数|集群")
_DATELINE = re.compile(r"\s?\d{1,2}月\d{1,2}日(?:[电讯]|消息)|[电讯](?=[（(\s:：])|报[道导](?=[）)】\]])")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
# 琅琊山, 旬阳坝镇 are not 琅琊区 and 旬阳市; 桐乡村民, 横县山东商会 are
_FEATURE = re.compile(r"[山河湖江坝镇乡村岛寺岭庙沟塔湾桥溪](?![东西南北民长委苏])|街道")
_SEPARATOR = re.compile(r"[ ·・\u3000]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that may name a place, with all the places it can be."""

    start: int
    end: int
    readings: tuple[Division, ...]
    use: Use = "alone"
    flags: tuple[str, ...] = ()
    inner: tuple[Division, ...] = ()
    """Readings that only count right after the place they are in."""
    tail: str = ""
    """What makes it a place of its own: 高新区, 东站."""
    is_name: bool = True
    """False for a place word in another name (北京大学): no mention, but a hint which places the text is about."""


def find_mentions(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """All mentions in order, multi-part ones (浙江省杭州市余杭区) as one, with those in other names marked."""
    words = list(_words(text, gazetteer))
    named = list(_in_longer_names(text, list(_chains(text, words))))
    letters = _letter_mentions(text) if _ANY_LETTERS.search(text) else []
    return _with_titles(_with_datelines(_merged(named, letters), text), text)


def _words(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    reached, last, guarded = 0, -1, -1
    for index, start, end in gazetteer.matcher.find_matches_as_indexes(text):
        if start < reached:
            continue
        name = gazetteer.names[index]
        word, reached = _word(text, name, start, end, gazetteer, after_place=last == start, sure=guarded == start)
        guarded = end if name.guard else -1
        if word is None and reached == start:  # 其中|山东: what else begins in it?
            word, reached = _within(text, start + 1, end, gazetteer)
        if word is not None:
            last = word.end
            yield word


def _word(
    text: str, name: Name, start: int, end: int, gazetteer: Gazetteer, *, after_place: bool = False, sure: bool = False
) -> tuple[Mention | None, int]:
    """The mention that a match of the gazetteer is, and where to go on: at its start when it is no word at all.

    `sure`: whether a longer name ends where it begins, so that it is a word: 南宁 in 腾讯云|南宁.
    """
    reached = end
    if name.guard:
        name, end = _name_in_guard(text, name, end, gazetteer)
    elif name.text[-1] in "市省县区" and _SUFFIX_OF_NEXT_WORD.match(text, end):
        name, end = gazetteer.by_text.get(name.text[:-1], _NOTHING), end - 1
    elif name.readings and name.readings[0].level == "foreign" and _FOREIGN_SUFFIX.match(text, end):
        end += 1
    if not name.readings or (_is_weak(name) and _is_other_name(text, start, end)) or _is_person(text, start, end):
        return None, reached
    held = after_place or name.readings[0].level in _LARGE
    if not sure and is_split(text, start, end, held=held, names=gazetteer.by_text):
        return None, start
    return Mention(start, end, name.readings, name.use, name.flags, name.inner), reached


def _within(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Mention | None, int]:
    """The first word that begins inside a match that was none."""
    for index, begin, close in gazetteer.matcher.find_matches_as_indexes(text[start : end + LONGEST_NAME]):
        if start + begin >= end:
            break
        word, reached = _word(text, gazetteer.names[index], start + begin, start + close, gazetteer)
        if word is not None:
            return word, reached
    return None, end


def _is_weak(name: Name) -> bool:
    """Whether it is weak by its use, or the short name of a county only: 岳麓, 昆山."""
    return name.use != "alone" or (name.text[-1] not in "市县区旗" and all(p.level == "county" for p in name.readings))


def _is_other_name(text: str, start: int, end: int) -> bool:
    """Whether a weak name is part of a mountain's or village's name (琅琊山) or a person's (、王成华、)."""
    if _FEATURE.match(text, end):
        return True
    return start > 0 and text[start - 1] in _SURNAMES and (start == 1 or not _HAN.match(text, start - 2))


def _is_person(text: str, start: int, end: int) -> bool:
    """王长沙，男 is a person, whatever the name."""
    if _SEX.match(text, end) is None or end - start > 2 or not start or text[start - 1] not in _ALL_SURNAMES:
        return False
    return start == 1 or not _HAN.match(text, start - 2)


# 纽约市, 弗吉尼亚州, but not 纽约市场, 加州州长
_FOREIGN_SUFFIX = re.compile(r"(?<![市州省])(?:市(?![场民值占长区中内郊])|州(?![长立内])|省(?![长会内])|郡|邦(?!交))")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦史顾侯邵孟段雷钱汤尹黎乔贺赖龚陶翟俞章鲁葛韦毕聂焦柳邢骆岳齐庄颜"
)
_ALL_SURNAMES = _SURNAMES | frozenset("施严章柯翁佟岑邬祁庞樊凌霍柏宫詹鲍尤于方江金安白关左单成时温")
_SEX = re.compile("[，,、(（ ]{1,2}[男女](?=[，,、)） 。；;\n]|$)")
_NOTHING = Name("", ())


def _name_in_guard(text: str, guard: Name, end: int, gazetteer: Gazetteer) -> tuple[Name, int]:
    """上海 in 上海汽车产业: what follows shows that 上海汽车 is not the company here."""
    if guard.guard != "企业" or not _INDUSTRY.match(text, end):
        return _NOTHING, end
    for size in (3, 2):
        if name := gazetteer.by_text.get(guard.text[:size]):
            return name, end - len(guard.text) + size
    return _NOTHING, end


def _chains(text: str, words: Sequence[Mention]) -> Iterator[Mention]:
    """Join a place with the place in it that follows: 广东|深圳, 杭州|余杭."""
    chain: Mention | None = None
    for word in words:
        joined = _joined(text, chain, word) if chain else None
        if chain and not joined:
            yield chain
        chain = joined or word
    if chain:
        yield chain


def _joined(text: str, outer: Mention, inner: Mention) -> Mention | None:
    gap = inner.start - outer.end
    if gap > 1 or (gap == 1 and not _SEPARATOR.match(text, outer.end)):
        return None
    renaming = gap == 0 and text[outer.start : outer.end] != text[inner.start : inner.end]
    readings = tuple(
        place
        for place in (*inner.readings, *inner.inner)
        if any(_holds(other, place, inner.use) or (renaming and other == place) for other in outer.readings)
    )
    if not readings:
        return None
    flags = tuple(dict.fromkeys(flag for flag in outer.flags + inner.flags if flag != "generic_place"))
    return Mention(outer.start, inner.end, readings, "alone", flags)


def _holds(outer: Division, inner: Division, use: Use) -> bool:
    if outer.full_name == CHINA:
        return use == "alone" and inner.province is not None
    if use in ("attached", "named") and inner.level == "county" and outer.city is None:
        return False
    return inner.full_name != outer.full_name and inner.full_name.startswith(outer.full_name)


def _with_datelines(mentions: list[Mention], text: str) -> list[Mention]:
    """Flag the places that only say where a report was written: 新华社杭州3月5日电."""
    return [
        replace(mention, flags=(*mention.flags, "dateline")) if _DATELINE.match(text, mention.end) else mention
        for mention in mentions
    ]


def _with_titles(mentions: list[Mention], text: str) -> list[Mention]:
    """Flag the places inside the title of a document: 《深圳市算力规划》."""
    titles = [match.span() for match in _TITLE.finditer(text)] if mentions else []
    if not titles:
        return mentions
    starts = [start for start, _ in titles]
    return [_flagged(mention, titles, starts) for mention in mentions]


def _flagged(mention: Mention, titles: list[tuple[int, int]], starts: list[int]) -> Mention:
    index = bisect_right(starts, mention.start) - 1
    inside = index >= 0 and mention.start < titles[index][1]
    return replace(mention, flags=(*mention.flags, "in_title")) if inside else mention


def _in_longer_names(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """See which mentions are part of longer names; these run over weak place words only: over 友谊 in 北京友谊医院."""
    limits = [len(text)] * len(mentions)
    for index in range(len(mentions) - 2, -1, -1):
        following = mentions[index + 1]
        limits[index] = following.start if following.use == "alone" else limits[index + 1]
    name_end = 0
    for mention, limit in zip(mentions, limits, strict=True):
        if mention.start < name_end:
            continue
        limit = min(limit, mention.end + LONGEST_NAME)
        naming = None
        if limit > mention.end and text[mention.end] not in _NAME_ENDERS and "generic_place" not in mention.flags:
            naming = name_around(text, mention.end, limit, local=mention.readings[0].level in LOCAL_LEVELS)
        if naming is None:
            yield mention
        else:
            name_end = naming.end
            yield _named(text, mention, naming)


_NAME_ENDERS = frozenset("，。、；：？！“”‘’《》,;:?!的是在和与等了也将 \n\u3000")


def _named(text: str, mention: Mention, naming: Naming) -> Mention:
    if naming.role == "other_name":
        return replace(mention, is_name=False)
    if naming.role == "facility":
        return replace(mention, end=naming.end, tail=text[mention.end : naming.end], use=_firmer(mention.use))
    return replace(mention, flags=(*mention.flags, naming.role))


def _firmer(use: Use) -> Use:
    return "supported" if use in ("attached", "named") else use


_LETTERS = "京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘蒙桂藏贵港澳台穗杭甬蓉"
_ANY_LETTERS = re.compile(rf"[在赴抵驻来返离进入留飞]([{_LETTERS}])|[{_LETTERS}]{{3}}")
# 在沪召开, 赴京: the letter must not begin another word (在京东, 赴港口)
_LETTER_PLACE = re.compile(
    r"""
    (?:[赴抵驻离返进留飞]|(?<![存现实正潜内外所])在|(?<![未本原从历])来)
    (?:京(?![东剧都城师广津沪杭]) | 津(?![贴巴]) | 沪(?![指市深港上]) | 渝(?!中|北) | 粤(?![菜海港]) | 浙(?![江大商])
      | 港(?![口湾股元区交资珠警府币铁大人]) | 澳(?![洲大元]) | (?<=[赴抵])台(?![上下前后积]) | 蓉(?!城) | 杭(?!州|城)
      | [皖闽赣豫鄂湘琼滇黔桂穗甬])
    (?![京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘蒙桂藏贵港澳台穗杭甬蓉莞])
    (?=[\u4e00-\u9fff、，。；,;\s“”"'《])
    """,
    re.VERBOSE,
)
_LETTER_RUN = re.compile(rf"[{_LETTERS}]{{3,6}}(?!高铁|高速|铁路|客专|城际|线|股|宁|州|江|南|西|东|北|湾|门|口)")


@cache
def _letters() -> dict[str, Division]:
    places = load_divisions().by_full_name
    found = {}
    for row in read_rows("place_letters", ("letter", "place", "use")):
        if row["place"] not in places:
            raise row.error(f"place must be a full name of divisions.tsv, found {row['place']!r}")
        found[row["letter"]] = places[row["place"]]
    return found


def _letter_mentions(text: str) -> list[Mention]:
    letters = _letters()
    alone = [Mention(m.end() - 1, m.end(), (letters[text[m.end() - 1]],)) for m in _LETTER_PLACE.finditer(text)]
    runs = [Mention(m.start(), m.end(), (_region(m.group()),)) for m in _LETTER_RUN.finditer(text)]
    return alone + [run for run in runs if len(set(text[run.start : run.end])) > 2]


def _region(letters: str) -> Division:
    """沪苏浙皖 as a region of its own."""
    return Division(f"region/{letters}", letters, letters, "", "region", None, None, None)


def _merged(mentions: list[Mention], extra: list[Mention]) -> list[Mention]:
    if not extra:
        return mentions
    taken = {offset for mention in mentions for offset in range(mention.start, mention.end)}
    free = [mention for mention in extra if taken.isdisjoint(range(mention.start, mention.end))]
    return sorted(mentions + free, key=lambda mention: mention.start)
