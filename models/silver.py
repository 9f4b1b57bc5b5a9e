"""Marks on news: the teachers', LAC's where the teachers have none, known names, spread over each article."""

import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import accumulate

from batches import prepare
from corpus import Marked, Span
from lac import Lac
from teacher import PREFIXES, LacTagger, Teacher, mark
from vocabulary import dictionary_tags

from zhclaims.entities import find_entities
from zhclaims.features import Vocabulary

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐傅皮齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛狄米贝臧戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱"
    "骆高夏蔡田樊胡凌霍虞万柯卢莫房裘缪解应宗丁邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦侯全班仲宁仇甘厉武符刘景詹龙叶司黎薄白蒲"
    "赖卓蔺屠乔闻翟谭劳冉桂牛边尚温庄晏柴阎习艾易廖耿匡文寇欧沃蔚师聂敖冷辛简饶曾沙关查游岳肖付闫"
)
PUNCTUATED = re.compile(r"[|☆\\，。,、：:；;！？!?《》“”\s]")
LATIN_NAME = re.compile(r"[A-Z][A-Za-z0-9&.\-]{1,15}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENTITY = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
AT_HOME = {"PERSON": ("PERSON",), "PLACE": ("PLACE", "ORG"), "ORG": ("ORG", "PLACE", "PRODUCT")}
GENERIC = frozenset(
    "政府 法院 警方 公司 集团 银行 企业 政府机关 物联网 互联网 部门 媒体 市场 机关 学校 医院 大学 本公司 我国 全国 "
    "该公司 上市公司 人工智能 区块链 大数据 云计算 公安机关 检察院 公安 党委 纪委 国家 证券 基金 子公司 母公司".split()
)


def mark_news(articles: list[list[str]], teachers: list[Teacher], lac: Lac, vocabulary: Vocabulary) -> list[Marked]:
    """Mark articles, given as sentences; of the sentences without a name three in ten are kept."""
    flat = [Marked(sentence) for article in articles for sentence in article]
    samples = prepare(flat, vocabulary, PREFIXES, [])
    own = mark(teachers, samples)
    majority = majority_types(flat, own)
    known = [spans for article in articles for spans in known_spans(article)]
    for sentence, spans, tags, names in zip(flat, own, LacTagger(lac).tag(samples), known, strict=True):
        both = united(spans, lac_spans(sentence.text, tags, lac.tags), sentence.text, majority)
        sentence.spans.extend(with_known(both, names))
    silver, at, thinned = [], 0, random.Random(2)
    for article in articles:
        silver += spread(flat[at : at + len(article)])
        at += len(article)
    return [sentence for sentence in silver if sentence.spans or thinned.random() < 0.3]


def majority_types(sentences: list[Marked], spans: list[list[Span]]) -> dict[str, Counter[str]]:
    """How often each name was given each type."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence, some in zip(sentences, spans, strict=True):
        for span in some:
            counts[sentence.text[span.start : span.end]][span.type] += 1
    return counts


def lac_spans(text: str, tags: list[int], names: list[str]) -> list[Span]:
    """LAC's names, neighbours joined (a place before an organisation is part of it), the doubtful ones dropped."""
    joined: list[Span] = []
    for span in words_of(tags, names):
        before = joined[-1] if joined else None
        if before and before.end == span.start and (before.type, span.type) in JOINS:
            joined[-1] = Span(before.start, span.end, span.type)
        elif span.type:
            joined.append(span)
    return [span for span in joined if is_likely(text[span.start : span.end], span.type)]


JOINS = {("PLACE", "PLACE"), ("PLACE", "ORG"), ("ORG", "ORG")}


def words_of(tags: list[int], names: list[str]) -> list[Span]:
    """LAC's words; the type is empty for those that are no names."""
    spans: list[Span] = []
    for index, tag in enumerate(tags):
        name, _, position = names[tag].rpartition("-")
        type_ = ENTITY.get(name, "")
        if position == "I" and spans:
            spans[-1] = spans[-1]._replace(end=index + 1)
        else:
            spans.append(Span(index, index + 1, type_))
    return spans


def is_likely(name: str, type_: str) -> bool:
    """Whether a name of LAC's is worth learning from."""
    if len(name) < 2 or PUNCTUATED.search(name) or name in GENERIC:
        return False
    if not CHINESE.search(name):
        return type_ == "ORG" and LATIN_NAME.fullmatch(name) is not None
    return type_ != "PERSON" or is_person(name)


def is_person(name: str) -> bool:
    """A surname and one to three characters, or a name with a dot between its parts, or one of the dictionary."""
    return "·" in name or (name[0] in SURNAMES and 2 <= len(name) <= 4) or dictionary_tags().get(name) == "nrt"


def united(own: list[Span], lac: list[Span], text: str, majority: dict[str, Counter[str]]) -> list[Span]:
    """The teachers' mentions and LAC's; a longer organisation of LAC's takes the place of the pieces inside it."""
    spans = list(own)
    for span in lac:
        touching = [mine for mine in spans if mine.start < span.end and span.start < mine.end]
        inside = [mine for mine in touching if span.start <= mine.start and mine.end <= span.end]
        if len(inside) < len(touching):
            continue
        if inside and not may_replace(span, inside):
            continue
        spans = [mine for mine in spans if mine not in inside]
        spans.append(span._replace(type=usual_type(text[span.start : span.end], span.type, majority)))
    return sorted(spans)


def may_replace(span: Span, inside: list[Span]) -> bool:
    """Whether a span is an organisation of which the pieces inside it, places or organisations, are a part."""
    length = sum(mine.end - mine.start for mine in inside)
    return span.type == "ORG" and length < span.end - span.start and {m.type for m in inside} <= {"ORG", "PLACE"}


def usual_type(name: str, type_: str, majority: dict[str, Counter[str]]) -> str:
    """The type that the teachers give the name most often, if LAC's could mean it."""
    if name in majority:
        usual = majority[name].most_common(1)[0][0]
        return usual if usual in AT_HOME[type_] else type_
    return type_


def known_spans(sentences: list[str]) -> list[list[Span]]:
    """The places, organisations, products and titles of the package's own lexicons in each sentence of an article."""
    found: list[list[Span]] = [[] for _ in sentences]
    starts = list(accumulate((len(sentence) + 1 for sentence in sentences), initial=0))
    for entity in find_entities("\n".join(sentences), recognise=False):
        number = bisect_right(starts, entity.start) - 1
        start, end = entity.start - starts[number], entity.end - starts[number]
        if entity.origin in ("gazetteer", "title") and end <= len(sentences[number]):
            found[number].append(Span(start, end, entity.type))
    return found


def with_known(spans: list[Span], known: list[Span]) -> list[Span]:
    """The spans corrected by what is known: a known name gives its type, and takes the place of pieces inside it."""
    kept = list(spans)
    for name in known:
        touching = [span for span in kept if span.start < name.end and name.start < span.end]
        if all(name.start <= span.start and span.end <= name.end for span in touching):
            kept = [span for span in kept if span not in touching] + [name]
    return sorted(kept)


def spread(sentences: list[Marked]) -> list[Marked]:
    """Mark a name that is found in one sentence of an article in all of them, with its most frequent type."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for span in sentence.spans:
            if span.end - span.start >= 2:
                counts[sentence.text[span.start : span.end]][span.type] += 1
    article = "\n".join(sentence.text for sentence in sentences)
    types = {name: kinds.most_common(1)[0][0] for name, kinds in counts.items() if is_firm(name, kinds, article)}
    if not types:
        return sentences
    pattern = re.compile("|".join(map(re.escape, sorted(types, key=len, reverse=True))))
    return [with_names(sentence, pattern, types) for sentence in sentences]


def is_firm(name: str, kinds: Counter[str], article: str) -> bool:
    """Whether a name was found often enough among its occurrences."""
    most, total = kinds.most_common(1)[0][1], article.count(name)
    return (most >= 2 and most >= 0.4 * total) or (len(name) >= 4 and most >= 0.3 * total)


def with_names(sentence: Marked, pattern: re.Pattern[str], types: dict[str, str]) -> Marked:
    """The sentence with the names that the pattern finds and nothing else covers."""
    text = sentence.text
    spans = [span._replace(type=types.get(text[span.start : span.end], span.type)) for span in sentence.spans]
    covered = bytearray(len(text))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    found = (Span(match.start(), match.end(), types[match[0]]) for match in pattern.finditer(text))
    spans.extend(span for span in found if not any(covered[span.start : span.end]))
    return Marked(text, sorted(spans))
