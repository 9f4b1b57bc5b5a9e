"""Persons with foreign names: in Chinese transliteration with a dot, or in Latin letters after a known given name."""

import re
from collections.abc import Iterator
from functools import cache

from zhclaims.candidates import Candidate
from zhclaims.lexicon import read_rows

# Characters that write foreign names by their sound, after the tables of names of news agencies; those that also stand
# right after names as words of their own (于 让 因 日 将 …) are left out.
SOUNDS = (
    "阿埃艾爱安奥巴白班邦保鲍贝本比彼毕边宾波伯博勃布查茨达戴丹当德登邓迪蒂丁东杜敦多恩尔法凡范菲费芬丰冯夫弗福富盖甘冈高戈格葛根古瓜圭哈海汉翰"
    "豪赫黑亨侯胡华怀惠霍基吉季加贾简杰金久卡凯坎康考科克肯孔库夸奎拉莱兰朗劳勒蕾雷李里理利丽莉莲连良列林琳刘龙娄卢鲁露吕伦罗洛马玛迈麦曼芒毛梅"
    "门蒙弥米密敏明缪摩莫默姆穆拿纳娜奈南内尼宁纽农努诺欧帕派潘庞佩彭皮珀普齐奇琪恰乔切琴丘热茹瑞若萨塞赛桑瑟森沙莎尚绍舍申圣施什史士舒朔司丝斯"
    "松苏孙索塔泰坦汤唐陶特滕提廷图托陀瓦旺威韦维薇魏温翁沃乌吴武西希席夏显谢辛欣雄休修逊雅亚扬尧耶叶伊易英尤约云泽扎詹章珍芝治朱兹宗祖佐茜黛娅"
    "妮凱崔"
)
TRANSLITERATED = re.compile(rf"[{SOUNDS}]{{1,6}}(?:[·•・‧][{SOUNDS}]{{1,8}}){{1,3}}")
LATIN = re.compile(
    r"""
    (?<![A-Za-z0-9.])
    (?P<given>[A-Z][a-z]{1,11})
    (?:\ (?:[A-Z]\.|[A-Z][a-z]{1,11}))?         # a middle name
    \ (?:Mc|Mac|O'|de\ |van\ |von\ )?[A-Z][a-z]{1,14}(?:-[A-Z][a-z]{1,14})?
    (?![A-Za-z0-9])
    """,
    re.VERBOSE,
)


def find_foreign_persons(text: str) -> Iterator[Candidate]:
    """Find persons by the form of their names.

    >>> text = "马克·托兰和Susan Miller出席，参观了Harbour Street。"
    >>> [text[person.start:person.end] for person in find_foreign_persons(text)]
    ['马克·托兰', 'Susan Miller']
    """
    for match in TRANSLITERATED.finditer(text):
        yield Candidate(match.start(), match.end(), "PERSON", "rule", 0.8)
    for match in LATIN.finditer(text):
        if match["given"] in load_given_names():
            yield Candidate(match.start(), match.end(), "PERSON", "rule", 0.7)


@cache
def load_given_names() -> frozenset[str]:
    """Given names in Latin letters; raises LexiconError for a bad row."""
    return frozenset(row["name"] for row in read_rows("given_names", ("name",)))
