"""Persons with foreign names: in Chinese transliteration with a dot, or in Latin letters after a known given name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import rjieba

from zhclaims.candidates import Candidate
from zhclaims.lexicon import read_rows
from zhclaims.types import Token

# Characters that write foreign names by their sound, after the tables of names of news agencies; those that also stand
# right after names as words of their own (于 让 因 日 将 …) are left out.
SOUNDS = (
    "阿埃艾爱安奥巴白班邦保鲍贝本比彼毕边宾波伯博勃布查茨达戴丹当德登邓迪蒂丁东杜敦多恩尔法凡范菲费芬丰冯夫弗福富盖甘冈高戈格葛根古瓜圭哈海汉翰"
    "豪赫黑亨侯胡华怀惠霍基吉季加贾简杰金久卡凯坎康考科克肯孔库夸奎拉莱兰朗劳勒蕾雷李里理利丽莉莲连良列林琳刘龙娄卢鲁露吕伦罗洛马玛迈麦曼芒毛梅"
    "门蒙弥米密敏明缪摩莫默姆穆拿纳娜奈南内尼宁纽农努诺欧帕派潘庞佩彭皮珀普齐奇琪恰乔切琴丘热茹瑞若萨塞赛桑瑟森沙莎尚绍舍申圣施什史士舒朔司丝斯"
    "松苏孙索塔泰坦汤唐陶特滕提廷图托陀瓦旺威韦维薇魏温翁沃乌吴武西希席夏显谢辛欣雄休修逊雅亚扬尧耶叶伊易英尤约云泽扎詹章珍芝治朱兹宗祖佐茜黛娅"
    "妮凱崔"
)
SOUNDED = re.compile(f"[{SOUNDS}]+")
PART = rf"[{SOUNDS}]{{1,8}}(?:-[{SOUNDS}]{{2,8}})?"
TRANSLITERATED = re.compile(
    rf"(?!(?<=主)席)[{SOUNDS}]{{1,6}}(?:[·•・‧]{PART}){{1,3}}(?:(?<!尤)|(?!其))"
)  # 玛丽·卡特-里德
NUMBER = re.compile(r"(?:二?十[一二三四五六七八九]?|[一二三四五六七八九])世(?![纪界代家人上间])")
NUMBERED = re.compile(rf"(?<![{SOUNDS}·])[{SOUNDS}]{{2,7}}{NUMBER.pattern}")  # 古斯塔夫三世
TITLED = re.compile(
    rf"(?<![{SOUNDS}·])(?P<name>[{SOUNDS}]{{2,7}})"
    r"(?:先生|女士|小姐|太太|夫人|博士|教授|上校|中校|少校|上尉|将军|元帅|爵士|勋爵|伯爵|公爵|侯爵|男爵|阁下|神父|牧师)"
)
UPPER, LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
LATIN = re.compile(
    rf"""
    (?<![{UPPER}{LOWER}0-9.])
    (?P<given>[{UPPER}][{LOWER}]{{1,11}})
    (?:\ (?:[A-Z]\.|[{UPPER}][{LOWER}]{{1,11}}))?         # a middle name
    \ (?:Mc|Mac|O'|al-|Al-|de\ la\ |de\ |da\ |del\ |di\ |van\ der\ |van\ |von\ )?
    [{UPPER}][{LOWER}]{{1,14}}(?:-[{UPPER}][{LOWER}]{{1,14}})?
    (?![{UPPER}{LOWER}0-9])
    """,
    re.VERBOSE,
)
FOREIGN = "nrt"
"""jieba's tag of the foreign names it knows: 阿基米德."""


def find_foreign_persons(text: str) -> Iterator[Candidate]:
    """Find persons by the form of their names.

    >>> text = "马克·托兰和Susan Miller出席，参观了Harbour Street，古斯塔夫三世的画像旁是莫拉莱斯上校。"
    >>> [text[person.start:person.end] for person in find_foreign_persons(text)]
    ['马克·托兰', '古斯塔夫三世', '莫拉莱斯', 'Susan Miller']
    """
    for pattern in (TRANSLITERATED, NUMBERED):
        for match in pattern.finditer(text):
            number = NUMBER.match(text, match.end())
            yield Candidate(match.start(), number.end() if number else match.end(), "PERSON", "rule", 0.8)
    for match in TITLED.finditer(text):
        if not rjieba.has_word(match["name"]) or len(match["name"]) > 2:
            yield Candidate(*match.span("name"), "PERSON", "rule", 0.6)
    for match in LATIN.finditer(text):
        if match["given"] in load_given_names():
            yield Candidate(match.start(), match.end(), "PERSON", "rule", 0.7)


def find_renowned(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Find the foreign persons whom jieba's dictionary knows, by names of three characters and more.

    >>> from zhclaims.segment import segment
    >>> [(one.start, one.end) for one in find_renowned(segment("他读过阿基米德的书。"))]
    [(3, 7)]
    """
    for at, token in enumerate(tokens):
        if token.tag != FOREIGN or len(token.text) < 3 or not _is_sounded(token):
            continue
        if not any(map(_is_sounded, [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]])):
            yield Candidate(token.start, token.end, "PERSON", "rule", 0.5)


def _is_sounded(token: Token) -> bool:
    return SOUNDED.fullmatch(token.text) is not None


def with_number(text: str, mark: Candidate) -> Candidate:
    """A ruler with the number that follows: 古斯塔夫 before 三世."""
    number = NUMBER.match(text, mark.end) if mark.type == "PERSON" else None
    return replace(mark, end=number.end()) if number else mark


@cache
def load_given_names() -> frozenset[str]:
    """Given names in Latin letters; raises LexiconError for a bad row."""
    return frozenset(row["name"] for row in read_rows("given_names", ("name",)))
