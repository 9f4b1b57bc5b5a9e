"""How far a mark of the recogniser is believed: by its score, and by what the dictionary says of its words."""

import re
from dataclasses import replace
from functools import lru_cache

import rjieba

from zhclaims.aliases import is_trade_name
from zhclaims.candidates import Candidate
from zhclaims.features import TAGS, Vocabulary
from zhclaims.types import EntityType

# Marks below these scores are more often wrong than right on sentences that the recogniser has not learned from.
FLOORS: dict[EntityType, float] = {"ORG": 0.18, "PLACE": 0.25, "PERSON": 0.2, "PRODUCT": 0.2, "DOC": 0.2}
DOUBT = 0.2
"""What a mark of common words must score above the floor."""
SUPPORT = 0.1
"""What a mark may score below the floor when the article repeats it, or its last word is a trade (琥禾医疗)."""
COMMON = frozenset("n j i v vn a b d t m q f s x l number".split())
"""Tags of words that the dictionary knows as something else than a name."""
# 市公安局, 光电产业联盟, 农商行: what the last word of an organisation ends with.
BODY = re.compile(
    r"(?:[司局会院部所社厅署办团行队校盟党委府馆台站网报]|中心|集团|资本|基金|证券|科技|股份|银行|公安|海关)$"
)
NO_BODY = frozenset(
    "社会 机会 都会 全会 大会 晚会 全部 内部 外部 总部 局部 平台 后台 阳台 电台 人行 旅行 团队 军队".split()
)
KIND = re.compile(r"(?:分公司|子公司|公司|研发中心|总部|企业|工厂|大学生|市场|汽车|手机|股市|楼市|地区|系)$")
# 福建自贸区 is a place, 云南地区 and 山区 are not more than 云南.
ZONE = re.compile(r"(?<![地山城郊市景小灾疆牧])区$|[县镇乡村州港站桥寺]$")

COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百千数几多余](?:家|所|间|名|位|项|座|批|大(?!学|众|唐|连|庆|同|理|润|华))|^第.{1,3}[章节条]"
)
LEVEL = re.compile(r"(?:level|top|no\.?|class|tier|part|chapter|page|day)[ -]?[0-9]+", re.IGNORECASE)
# What follows a person's name and is no part of it: 周明远教授, 石女士
TITLE = re.compile(
    r"(?:先生|女士|小姐|太太|博士|教授|阿姨|大爷|大妈|老师|同学|同志|师傅|医生|院士|律师|"
    r"总统|总理|主席|首相|伯爵|公爵|侯爵|男爵|勋爵|爵士|书记|市长|局长|主任|经理|总监|队长)$"
)


def without_title(mark: Candidate, name: str) -> Candidate | None:
    """A person less the title; a surname with a title (石女士) is no name."""
    title = TITLE.search(name) if mark.type == "PERSON" else None
    if title is None:
        return mark
    return replace(mark, end=mark.start + title.start()) if title.start() >= 2 else None


def weigh(mark: Candidate, name: str, vocabulary: Vocabulary, times: int = 1) -> Candidate | None:
    """The mark as it is believed, of another type where the dictionary knows better, or None.

    A word that the dictionary has as a person's name (默克尔) is no place; common words (新能源汽车) are hardly a
    company, and what is counted (三大科技公司, 3家银行) is none. `times` is how often the article's marks name it.
    """
    if COUNTED.search(name) if mark.type == "ORG" else mark.type == "PRODUCT" and LEVEL.fullmatch(name):
        return None
    words = words_of(name)
    tags = [tag_of(word, vocabulary) for word in words]
    type_ = mark.type
    if len(tags) == 1 and (tags[0] == "nrt" and type_ in ("PLACE", "ORG") or tags[0] == "nr" and type_ == "ORG"):
        type_ = "PERSON"
    floor = FLOORS[type_]
    if mark.score < floor + DOUBT and is_common(words, tags, type_):
        floor += DOUBT
    elif mark.score < floor and type_ == "ORG" and (times > 1 or is_trade_name(name)):
        floor -= SUPPORT
    if mark.score < floor:
        return None
    return without_title(replace(mark, type=type_), name)


@lru_cache(2_000)
def words_of(name: str) -> list[str]:
    """jieba's words of a name."""
    return list(rjieba.cut(name))


def tag_of(word: str, vocabulary: Vocabulary) -> str:
    """The dictionary's tag of a word, "" for one that it lacks."""
    number = vocabulary.words.get(word.lower())
    if number is None and len(word) > 2 and word[-1] in "厂业店户":
        number = vocabulary.words.get(word[:-1])  # 注塑厂 is as common as 注塑
    return TAGS[vocabulary.tags[number]] if number is not None else ""


def is_common(words: list[str], tags: list[str], type_: EntityType) -> bool:
    """Whether a mark is made of common words alone, after a place or without one."""
    tail, kinds = (words[1:], tags[1:]) if tags[0] == "ns" and len(words) > 1 else (words, tags)
    if not all(kind in COMMON for kind in kinds):
        return False
    if type_ == "PLACE":
        return len(tail) < len(words) and ZONE.search(tail[-1]) is None
    if type_ == "ORG":
        return KIND.fullmatch("".join(tail)) is not None or BODY.search(tail[-1]) is None or tail[-1] in NO_BODY
    return type_ == "PRODUCT" and len(tail) > 1
