"""Tells the numerals that make a word or a name with their neighbours: 周三, 高三, 一部分, 第二、三款."""

import re

from zhclaims.number_context import words_by_role
from zhclaims.reading import CARDINAL, Reading
from zhclaims.unit_context import names_village
from zhclaims.units import Unit, unit_at

_WEEKDAY = re.compile("(?:周|星期|礼拜|初)$")
_WEEKLY = re.compile("每(?:周|星期|礼拜)$")
_A_WEEK = frozenset("列班次个天场趟节堂集架航条篇顿餐") | {"架次", "班次", "航次", "小时", "个小时", "课时", "万吨"}
_ONE_TO_TEN = frozenset("一二三四五六七八九十")
_CAPITALS = frozenset("贰叁参肆伍陆柒捌玖拾佰仟")
_LANDS = frozenset("镇县村乡区市省州国城")
_GRADES = frozenset("高大初研小老阿")  # 高三, 大二, 研一, 小三
_CASE = re.compile(
    "[^，。；,;！？!?]{0,24}?(?:案|事故|事件|纠纷|灾|火情|并购|收购|交易|诉讼|官司|投诉|警情|悲剧|车祸|融资|袭击|爆炸|谋杀|命|病例|丑闻|合作|报警|求助|举报)"
)
_OF_SECOND = re.compile("[\u4e00-\u9fff](?<![以左上的了为会均都被])")
_SESSION = re.compile("次(?:全体)?(?:会议|全会)")
_COUNTING = frozenset("第前后共计达曾先续有过超约近逾各每获得胜等这那")  # 前后二次
_SIZED = re.compile("[0-9一二两三四五六七八九十百千几余多]个$")
_UNNUMBERED = frozenset("币.．:：为是")
_MAGNITUDES = frozenset("十百千万亿兆")
_PAGE = re.compile("(?<![比率例占])[(（][0-9]{1,3}/[0-9]{1,3}[)）]")
_PAGE_AND_YEAR = re.compile("[0-9]{1,3}(?:19|20)[0-9]{2}")
_DENOMINATOR = re.compile(r"[\u4e00-\u9fffA-Za-z℃²³]/$")  # 元/100克, 例/10万
_OF_POWER = frozenset("瓦瓩Wwp")
_TELLING, _CLAUSE_UNITS = frozenset("/、和及至每某"), frozenset("款项条章节编")
_CLAUSE = re.compile(rf"第[{CARDINAL}0-9]{{1,3}}[、和及至]$")  # 第二、三款
_EACH = re.compile("[百千万亿]+|10{0,4}[百千万亿]?")
_INSTITUTE = re.compile("(?:电科|中船|航天|航空|兵器|中核|中航|科工|研究院|[一二三四五六七八九]院)$")
_TWO_CELLS = re.compile(r"[0-9]{5,}\.[0-9]+")
_CHEAP = 100
_ERA = re.compile("(?:民国|昭和|平成|令和|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|洪武|永乐|万历|崇祯)$")
_FEW_MORE = re.compile("[1-9][多余]")  # 8 多用耳机 is item 8 of a list


def _follows_one(text: str, unit: Unit, end: int) -> bool:
    """Whether 一 counts the unit: 一起事故 is one accident, 一起盗窃 is to steal together."""
    return unit.after_one and (unit.text != "起" or _CASE.match(text, end) is not None)


def _is_no_amount(unit: Unit) -> bool:
    """伍家岗, 陆地, 拾起: numerals of deeds count money and copies."""
    return unit.kind == "count" and unit.text not in ("份", "套", "张", "台", "件", "股")


def _is_second_or_page(text: str, reading: Reading, surface: str) -> bool:
    """二次事故 is a second one (two are 两次), 人大三次会议 the third, (1/5) the first of five pages."""
    before = text[reading.start - 1] if reading.start else "\n"
    if before in "届大协" and reading.unit is not None and _SESSION.match(text, reading.end - 1):
        return True
    if surface == "二":
        times = reading.unit is not None and reading.unit.text == "次"
        return times and before not in _COUNTING and _OF_SECOND.match(text, reading.end) is not None
    return reading.fraction and reading.start > 0 and _PAGE.match(text, reading.start - 1) is not None


def _is_long_code(reading: Reading, surface: str) -> bool:
    """913711006882586W and 13800000000镇巴县 run into a letter or a place, 182018年 is page 18 and a year."""
    unit = reading.unit
    if unit is not None and unit.text == "年" and _PAGE_AND_YEAR.fullmatch(surface):
        return True
    if len(surface) < 11 or unit is None:
        return False
    return unit.text in _LANDS or (unit.latin and len(surface) > 12)


def _is_denominator_or_clause(text: str, reading: Reading) -> bool:
    """100克 of 25元/100克, and 三款 of 第二、三款; stores of energy are told by power and energy, 5MW/10MWh."""
    if text[reading.start - 1] == "/":
        if reading.unit is not None and reading.unit.dimension == "energy" and text[reading.start - 2] in _OF_POWER:
            return False  # 20万千瓦/80万千瓦时
        if reading.unit is not None and reading.unit.kind == "money" and text[reading.start - 2] == "元":
            return False  # 3.4亿元/5,100万元
        return _DENOMINATOR.search(text, max(0, reading.start - 2), reading.start) is not None
    clause = reading.unit is not None and reading.unit.text in _CLAUSE_UNITS
    return clause and _CLAUSE.search(text, max(0, reading.start - 5), reading.start) is not None


def _is_named(text: str, reading: Reading, surface: str, unit: Unit) -> bool:
    """千瓦时 alone, 中电科20所, 光绪三十年, 两元店; and 250012.5%, two cells that a page set without a blank."""
    if unit.text == "%":
        return _TWO_CELLS.fullmatch(surface) is not None
    if unit.text == "元":
        return text.startswith("店", reading.end) and reading.low < _CHEAP
    if surface in ("千", "兆"):  # 千米之外
        return unit.text[0] != "米" and unit_at(text, reading.number_start) is not None
    if unit.text == "所":
        return _INSTITUTE.search(text, max(0, reading.start - 6), reading.start) is not None
    return unit.text == "年" and _ERA.search(text, max(0, reading.start - 2), reading.start) is not None


def _is_told_by(before: str, text: str, reading: Reading, surface: str) -> bool:
    """每百公里 and 每10万人 after 每, 张某3张某4 after 某; 25元/100克 and 第二、三款."""
    unit = reading.unit
    if before == "某":
        return unit is not None and text.startswith("某", reading.end)
    if before != "每":
        return _is_denominator_or_clause(text, reading)
    counted = unit is not None and (unit.kind == "measure" or unit.dimension in ("people", "households"))
    return counted and _EACH.fullmatch(surface) is not None


def _is_weekly(text: str, reading: Reading) -> bool:
    """每周四列 is four trains a week, 每周四召开 on Thursdays."""
    return (
        reading.unit is not None
        and reading.unit.text in _A_WEEK
        and bool(_WEEKLY.search(text, max(0, reading.start - 3), reading.start))
    )


def _is_corner(text: str, reading: Reading) -> bool:
    """窗户一角; 一角钱 and 3元一角 are money."""
    corner = reading.unit is not None and reading.unit.text == "角"
    return (
        corner
        and not text.startswith(("钱", "利"), reading.end)
        and text[reading.start - 1 : reading.start] not in "元块"
    )


def _is_one_by_one(text: str, start: int) -> bool:
    """一个一个, 一点一点: said of how something is done."""
    again = text[start : start + 2]
    return text.startswith(again, start + 2) or text[max(0, start - 2) : start] == again


def is_word(text: str, reading: Reading) -> bool:
    """A numeral that makes a word with its neighbours: 周三, 高三, 一部分, 500强."""
    surface = text[reading.number_start : reading.number_end]
    if surface in _ONE_TO_TEN and _WEEKDAY.search(text, max(0, reading.start - 2), reading.start):
        return not _is_weekly(text, reading)
    if surface == "一" and reading.unit is not None and not _follows_one(text, reading.unit, reading.end):
        return True
    before = text[reading.start - 1 : reading.start]
    if before in _TELLING and _is_told_by(before, text, reading, surface):
        return True
    if surface[0] == "一" and _is_one_by_one(text, reading.start):
        return True
    if surface == "一" and _is_corner(text, reading):
        return True
    if reading.unit is not None and _is_named(text, reading, surface, reading.unit):
        return True
    if surface in ("万", "亿") and before in _UNNUMBERED and reading.unit is not None and reading.unit.kind == "money":
        return True  # 罚金人民币亿元: the page lost the number
    if before == "个" and _SIZED.search(text, max(0, reading.start - 6), reading.start) and set(surface) <= _MAGNITUDES:
        return True  # 15个|亿元以上项目
    if surface in _CAPITALS and reading.unit is not None and _is_no_amount(reading.unit):
        return True
    if reading.unit is not None and names_village(text, reading):
        return True
    if len(surface) > 1 and surface[0] == "0" and surface[1].isdigit():  # 0220分队, not -08℃
        return reading.unit is None or reading.unit.kind == "count"
    if surface == "零" and text[reading.end : reading.end + 1] in ("下", "上"):  # 下限是零下20℃
        return True
    if surface[0] == "兆" or _is_second_or_page(text, reading, surface):  # 前兆二, 兆丰
        return True
    if surface.isdigit() and surface.isascii() and _is_long_code(reading, surface):
        return True
    if surface in ("半", "几", "数"):
        return reading.unit is None
    if reading.unit is not None:
        return False
    if _FEW_MORE.fullmatch(surface):
        return True
    grade = surface in _ONE_TO_TEN and before in _GRADES
    return grade or (not reading.fraction and text.startswith(words_by_role()["named"], reading.end))
