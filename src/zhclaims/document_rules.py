"""What an article tells about its own names: lists of like things, names given in brackets, names found once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import rjieba

from zhclaims.aliases import TRADE_AFTER, bare_name, is_full_name, short_forms
from zhclaims.candidates import Candidate, Taken, settle, settle_in
from zhclaims.known_names import is_generic
from zhclaims.occurrences import count_apart, longest, occurrences
from zhclaims.types import EntityType
from zhclaims.words import Edges

IN_ITEM = r"\u4e00-\u9fffA-Za-z0-9·&.\-"
RUN = re.compile(rf"[{IN_ITEM}、]{{5,1000}}")
ITEM = rf"[{IN_ITEM}]{{2,12}}+"
LIST = re.compile(rf"{ITEM}(?>(?:[和与及]{ITEM}){{0,40}})、{ITEM}(?>(?:[、和与及]{ITEM})*)")  # 商汤、旷视和云从
SEPARATOR = re.compile(r"[、和与及]")
# What ends a list's last item: 云从等企业, 依图均已上市
AFTER_LIST = re.compile(r"等|均|都|也|在内|的|是|为|已|将|还|先后|分别|共同|联合|纷纷|以及|参与|宣布|发布")
ALIAS = re.compile(
    r"""
    [（(](?:以下|下称|下文|后文|以下统称|又称|俗称|又名|英文名|英文简称)?(?:简称|称为|称|是)?[为:：]?
    [“"「]?(?P<alias>[\u4e00-\u9fffA-Za-zÀ-ÖØ-öø-ÿ0-9·&.\- ]{2,40})[”"」]?              # （以下简称“蓝鲸”）, (BYD)
    (?P<more>(?:(?:或者?|和|、|，|,)[“"「][^“”"「」（）()\n]{2,20}[”"」]){0,3})[）)]         # “标的公司”或“蓝鲸”
    """,
    re.VERBOSE,
)
QUOTED = re.compile(r"[“\"「]([^“”\"「」]+)")
ALIAS_CUE = re.compile(r"[（(](?:以下|下称|下文|后文|又称|俗称|又名|英文|简称)")
# 财务省, 交通部, 卫健委, 议会: bodies that every country or province has
BODY = re.compile(r"(?:[部委省厅局署]|委员会|议会|国会|法院|检察院|政府|人大|政协|海关|央行|大使馆)$")
SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{3,8}")
REGISTERED = re.compile("(?:有限|有限责任|股份)公司$")
HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")
LATIN = re.compile(r"[A-Z][A-Za-z0-9&.\- ]{1,23}")
# A person or place in Latin letters, no abbreviation: Rosa Bell, São Pedro
NAMED = re.compile(r"(?=.{0,40}[a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ.\-' ]{2,40}")
HAN_NAME = re.compile(r"[\u4e00-\u9fff·•・‧\-]{2,20}")
FOREIGN: tuple[EntityType, ...] = ("PERSON", "PLACE")
FEW = 2
"""Found so often, a short name is believed elsewhere in the article."""
SURE = 0.2
"""A longer name of this score is believed elsewhere once it is found."""
LISTED: tuple[EntityType, ...] = ("ORG", "PRODUCT", "PERSON")


def read_article(
    text: str, mentions: Sequence[Candidate], edges: Edges, regions: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Add what full names, lists, brackets and repetition tell, and settle what clashes."""
    mentions = settle(completed(text, mentions))
    found = settle([*mentions, *find_short_forms(text, mentions, edges, regions)])
    found = settle_in(found, find_aliases(text, found))
    found = settle_in(found, find_listed(text, found, edges))
    return settle_in(found, find_repeated(text, found, edges))


def completed(text: str, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """The mentions, a part of a name that the article has in full taking all of it: 赛途汽 of 赛途汽车."""
    longer: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.type in LISTED and len(mention) > FEW:
            longer[text[mention.start : mention.start + FEW]].add(text[mention.start : mention.end])
    for mention in mentions:
        names = longer[text[mention.start : mention.start + FEW]] if mention.origin == "recogniser" else ()
        whole = max((name for name in names if text.startswith(name, mention.start)), key=len, default="")
        yield replace(mention, end=mention.start + len(whole)) if len(whole) > len(mention) else mention


def with_trade(text: str, mark: Candidate, edges: Edges) -> Candidate:
    """Lengthen a short company's mark by the trade that follows: 琥禾 in 琥禾半导体上季营收 is 琥禾半导体."""
    short = HAN.fullmatch(text, mark.start, mark.end) and not BODY.search(text, mark.start, mark.end)
    if mark.type != "ORG" or not short:
        return mark
    trade = TRADE_AFTER.match(text, mark.end)
    return replace(mark, end=trade.end()) if trade and edges.fit(mark.start, trade.end()) else mark


def find_short_forms(
    text: str, mentions: Sequence[Candidate], edges: Edges, regions: frozenset[str]
) -> Iterator[Candidate]:
    """Find the short forms of companies that the article names in full: 蓝鲸智造 of 苏州蓝鲸智造科技有限公司."""
    marked = {text[mention.start : mention.end] for mention in mentions}
    forms: dict[str, str] = {}
    for full in dict.fromkeys(text[mention.start : mention.end] for mention in mentions if mention.type == "ORG"):
        bare = bare_name(full, regions)
        if bare != full and is_full_name(full):
            forms |= {form: bare for form in short_forms(bare) if form not in regions and _stands_out(form, marked)}
    if not forms:
        return
    for start, end in longest(occurrences(text, forms)):
        more = TRADE_AFTER.match(text, end)
        end = more.end() if more and edges.fit(start, more.end()) else end
        if edges.fit(start, end):
            yield Candidate(start, end, "ORG", "document", 0.65)


def _stands_out(form: str, marked: set[str]) -> bool:
    """Whether a short form can be told from an everyday word."""
    return len(form) > FEW or form in marked or not rjieba.has_word(form)


def join_bodies(text: str, mentions: Sequence[Candidate]) -> list[Candidate]:
    """Join a place with the public body right after it: 日本 and 财务省 are one name, and not China's ministry."""
    joined: list[Candidate] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        touches = before is not None and before.end == mention.start and before.type == "PLACE"
        if before and touches and mention.type == "ORG" and BODY.search(text, mention.start, mention.end):
            joined[-1] = Candidate(before.start, mention.end, "ORG", mention.origin, mention.score)
        else:
            joined.append(mention)
    return joined


def find_aliases(text: str, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """Find the short names that brackets give to a name: 蓝鲸智造（以下简称“蓝鲸”）, 蓝鲸智造（BlueWhale）."""
    for mention, match in _bracketed(text, mentions):
        named = text[mention.start : mention.end]
        if _is_stated(named, match) or _is_translation(mention.type, named, match["alias"]):
            more = QUOTED.finditer(text, *match.span("more"))
            for start, end in [match.span("alias"), *(alias.span(1) for alias in more)]:
                if not is_generic(text[start:end]):
                    yield Candidate(start, end, mention.type, "document", mention.score, mention.name or named)


def as_stated(text: str, mentions: Sequence[Candidate]) -> list[Candidate]:
    """Give the recogniser's marks of a short name what the full name that states it is: 云岭智造（下称“云岭”）."""
    stated: dict[str, Candidate] = {}
    for mention, match in _bracketed(text, mentions):
        if _is_stated(text[mention.start : mention.end], match):
            stated |= dict.fromkeys([match["alias"], *QUOTED.findall(match["more"])], mention)
    full = [stated.get(text[one.start : one.end]) if one.origin == "recogniser" else None for one in mentions]
    return [
        replace(one, type=whole.type, origin="document", name=whole.name or text[whole.start : whole.end])
        if whole
        else one
        for one, whole in zip(mentions, full, strict=True)
    ]


def _is_stated(name: str, match: re.Match[str]) -> bool:
    """Whether brackets behind a name state a shorter one, in so many words or by its own letters.

    恒川水务股份有限公司（以下简称“恒川”）, 天津恒川水务股份有限公司（天恒水务）; not 恒川水务有限公司（天津）.
    """
    if ALIAS_CUE.match(match[0]):
        return True
    letters = iter(name)
    is_short = SHORT_NAME.fullmatch(match["alias"]) is not None and not name.startswith(match["alias"])
    return is_short and REGISTERED.search(name) is not None and all(letter in letters for letter in match["alias"])


def _bracketed(text: str, mentions: Sequence[Candidate]) -> Iterator[tuple[Candidate, re.Match[str]]]:
    """The mentions that are followed by another name in brackets, titles aside."""
    for mention in mentions:
        match = ALIAS.match(text, mention.end) if text[mention.end : mention.end + 1] in ("（", "(") else None
        if match and mention.type != "DOC":
            yield mention, match


def alike_in_brackets(text: str, mentions: Sequence[Candidate]) -> list[Candidate]:
    """Give a foreign name in brackets the type of the Chinese name before it: 罗莎·贝尔（Rosa Bell） is one person."""
    kept: list[Candidate] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        bracketed = before is not None and mention.start == before.end + 1 and text[before.end] in "（("
        if before and bracketed and before.type in FOREIGN and NAMED.fullmatch(text, mention.start, mention.end):
            mention = replace(mention, type=before.type)
        kept.append(mention)
    return kept


def _is_translation(type_: EntityType, name: str, alias: str) -> bool:
    """Whether one name is in Latin letters and the other in Chinese: 蓝鲸智造（BlueWhale）, BlueWhale（蓝鲸）."""
    if type_ in FOREIGN:
        return HAN_NAME.fullmatch(name) is not None and NAMED.fullmatch(alias) is not None
    if type_ not in ("ORG", "PRODUCT"):
        return False
    return LATIN.fullmatch(alias) is not None or (
        LATIN.fullmatch(name) is not None and HAN.fullmatch(alias) is not None
    )


def find_listed(text: str, mentions: Sequence[Candidate], edges: Edges) -> Iterator[Candidate]:
    """Find the unmarked items of a list of which at least two, and half, are names of one type."""
    names = [mention for mention in mentions if mention.type in LISTED]
    if len(names) < FEW:
        return
    by_place = {(mention.start, mention.end): mention.type for mention in names}
    by_end = {mention.end: mention for mention in names}
    lists = (match for run in RUN.finditer(text) if "、" in run[0] for match in LIST.finditer(text, *run.span()))
    for match in lists:
        items = list(_items(match.start(), match[0]))
        before = by_end.get(items[0][1])
        # 聚集了蓝鲸智造、星河动力: what stands before the first name is no part of the list.
        items[0] = (before.start, before.end) if before else items[0]
        types = Counter(by_place[item] for item in items if by_place.get(item) in LISTED)
        if not types:
            continue
        type_, count = types.most_common(1)[0]
        if count >= FEW and 2 * count >= len(items):
            yield from (
                Candidate(start, end, type_, "document", 0.6)
                for start, end in items[1:]
                if (start, end) not in by_place and end - start <= 8 and edges.fit(start, end)
            )


def _items(start: int, written: str) -> Iterator[tuple[int, int]]:
    """The places of the items of a list, the last one cut before what follows the list."""
    at = 0
    for separator in [*SEPARATOR.finditer(written), None]:
        end = separator.start() if separator else len(written)
        after = AFTER_LIST.search(written, at + 2, end) if separator is None else None
        yield start + at, start + (after.start() if after else end)
        at = separator.end() if separator else end


def find_repeated(text: str, mentions: Sequence[Candidate], edges: Edges) -> Iterator[Candidate]:
    """Find the other occurrences of names, with the type they have most often."""
    counts = Counter((text[mention.start : mention.end], mention.type) for mention in mentions)
    usual: dict[str, EntityType] = {}
    for (written, type_), _ in counts.most_common():
        usual.setdefault(written, type_)
    best: dict[str, Candidate] = {}
    for mention in sorted(mentions, key=lambda mention: -mention.score):
        best.setdefault(text[mention.start : mention.end], mention)
    names = [written for written, one in best.items() if len(written) > 1 and one.type != "DOC"]
    places = occurrences(text, names)
    times = count_apart(text, places)
    firm = {name for name in names if _is_firm(counts[name, usual[name]], times[name], best[name])}
    taken = Taken(mentions)
    for start, end in longest(place for place in places if text[slice(*place)] in firm):
        if not taken.overlaps(start, end) and edges.fit(start, end):
            source = best[text[start:end]]
            yield Candidate(start, end, usual[text[start:end]], "document", source.score, source.name)


def _is_firm(found: int, times: int, best: Candidate) -> bool:
    """Whether a name that stands so many times was found often or surely enough to be believed wherever it stands."""
    share = found / times
    return (found >= FEW and share >= 0.3) or (len(best) >= 3 and best.score >= SURE and share >= 0.25)
