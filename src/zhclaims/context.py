"""Judges a number without unit by its surroundings: money after 出资, people before 大学生, or no quantity at all."""

import re
from functools import cache

from zhclaims.number_context import any_of
from zhclaims.reading import CARDINAL, MAGNITUDE, Reading, char_before
from zhclaims.units import Unit, unit_of

_CLAUSE = 14
"""How many characters before a number may tell its unit."""
_STOPS = re.compile(r"[,，。；;!！?？\n、]")
# 去年仅为0.5亿, 同比减少1.7亿
_COMPARED = re.compile(
    "(?:(?:仅|只|为|至|到|达|从|是)[为有至到达了]?|(?:同比|环比|[比较]上[年月季期].{0,3}|[比较]去年.{0,3})(?:增长|增加|减少|下降|多|少|增|减)了?)(?:约|近|超过?)?$"
)
_LEVEL = re.compile("量?级(?!别?墅)|参数")  # 千亿级, 千亿参数
_BEFORE_NUMBER = re.compile(
    r"(?:为|是|至|到|达|从|由|有|仅|共|总?计|等于|=|＝|了|约|过|破|降|升|[评得]?分|分别|在|得)$"
)
_QUOTED = re.compile(
    "(?:[现收盘]|指数|PMI|pmi|兑[^，,。；;0-9]{2,4})报[收在]?$|触及$|[上下][探测]$|反抽$"
)  # 欧元兑美元现报1.2252
_NOUGHT = re.compile("(?:为|是|至|到|近乎|几乎是)$")
_NOUGHT_ENDS = re.compile("[，,。；;、！!）)”\\s]|$")
# 5亿狗狗币, 3亿古元: money that the table of units lacks is no yuan
_OTHER_MONEY = re.compile(
    r"""[\u4e00-\u9fffA-Z]{1,3}?(?:[盾镑铢]|法郎|克朗|比索|先令|第纳尔) | [^\W\d_买卖发炒铸造换购]{1,2}币(?![制值])
      | [\u4e00-\u9fff]{1,2}元(?![素旦老宵气件器宇朝代首])""",
    re.VERBOSE,
)
LEAST_PRICE = 100
_PRICE_OF = frozenset("个条项点号期次%年月日-")  # 均价7月, 报价3个
_AGED, _OLDEST = re.compile("年(?:近|已?过|逾|届|仅)$"), 130  # 年近60 of years of age
_QUOTES = '“"「'
_INDEX_TAIL = "(?:设计|平均|目标|预期|年均)?(?:[均数]?值|目标|读数)?[仅约近超低高介于达到为是在降升至]{0,4}[:： ]?"
_INDEX_LAST = re.compile("[率数比分值标均数PpUuEeHh度仅约近超低高至达到为是在于:： ]$")
_APART = re.compile("[低高]了?$")
_COLLOQUIAL = re.compile("个多?亿")  # 赚了三个亿 is said of money
_LEFT = "\n，,。；;：:！!？?“\"'‘（([【《、>→ =|"
_RIGHT = "|\n，,。；;！!？?”\"'’）)]】》、~～：:"
# 编号12, 微信4235, 图3, [2]
_CODE_BEFORE = re.compile(
    r"(?:号|码|型|代[号码]|证|微信|电话|传真|邮编|股票|证券|QQ|群|年|图|表|附件|[房间室栋座路街第]|公告|[A-Za-z]\s?=|热线|拨打了?|打了?|拨通了?|No|[A-Za-z]\s?|[（(\[【])\s?$"
)
# | **5,620** | and 8,100* at the end of a row
_CELL_BEFORE = re.compile(r"[|\t][ *`]{0,6}$")
_CELL_AFTER = re.compile(r"[ *`]{0,6}(?:[|\t\n]|$)")
# 12345市民热线, 编号为200的学员, 999弄居民, 2000一代的年轻人: no numbers of people
_CALLED = re.compile("1[12][0-9]|12[0-9]{3}|100[018][0-9]|9[56][0-9]{3,4}")
_NUMBERED = re.compile("(?:编号|代码|号码|账号|序号)(?:为|是|[:：])$")
_CODE_AFTER = re.compile(r"\s?(?:急救|救护|报警|指挥中心|热线|客服)|-(?![0-9])")  # 120急救车, page -1-


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "money": re.compile(any_of("money")),
        "people": re.compile(any_of("people")),
        "price": re.compile(
            rf"{any_of('price')}(?:[也都就]?(?:为|是|约|达到?|高达|[涨跌升降调]?[至到]|从|在|只有|[仅才近]|超过?|不到))?"
            r"[:： ]?$"
        ),
        "money_after": re.compile(rf"\s?的?[^,，。；、\s0-9”（(]{{0,2}}?{any_of('money_after')}"),
        "people_after": re.compile(
            rf"(?:左右|以上)?\s?的?(?![班级届弄]|一代)[^,，。；、\s0-9”（(]{{0,5}}?{any_of('people_after')}"
        ),
    }


def infer_unit(text: str, reading: Reading, previous: Reading | None, people: Unit, yuan: Unit) -> None:
    """Give a bare number the unit that its surroundings tell: 出资5亿 is money, 300万用户 are people."""
    if reading.kind is not None or reading.fraction or (reading.start and text[reading.start - 1] in _QUOTES):
        return  # “330英才计划”
    if _OTHER_MONEY.match(text, reading.end):
        return
    if reading.number_end - reading.number_start == 1 and reading.comparator == "~" and reading.cue is None:
        return  # 区域：万丹乡
    if reading.low < _OLDEST and _AGED.search(text, max(0, reading.start - 3), reading.start):
        reading.unit = unit_of("岁")
        reading.flags.append("unit_inferred")
        return
    large = is_large(text, reading)
    if not large and _is_price(text, reading):
        reading.unit = yuan
        reading.flags.append("unit_inferred")
        return
    unit = _told_after(text, reading, people, yuan, large)
    if unit is None and large:
        unit = _told_before(text, reading, people, yuan) or _told_by(text, reading, previous)
        if unit is None and _COLLOQUIAL.search(text, reading.number_start, reading.number_end):
            unit = yuan
    if unit is not None:
        reading.unit = unit
        reading.flags.append("unit_inferred")


def _is_price(text: str, reading: Reading) -> bool:
    """月薪4500, 工资2000～7000, 起售价为1999: a whole number of three digits or more that is no year."""
    surface = text[reading.number_start : reading.number_end]
    if reading.low < LEAST_PRICE or not surface[0].isascii() or (len(surface) == 4 and 1990 <= reading.low < 2100):
        return False
    if text[reading.end : reading.end + 1] in _PRICE_OF:
        return False
    return _patterns()["price"].search(text, max(0, reading.start - _CLAUSE), reading.start) is not None


def _told_after(text: str, reading: Reading, people: Unit, yuan: Unit, large: bool) -> Unit | None:
    if large and _patterns()["money_after"].match(text, reading.end):
        return yuan
    counted = large or reading.comparator == ">" or (reading.low >= 100 and not _is_called(text, reading))
    return people if counted and _patterns()["people_after"].match(text, reading.end) else None


def _is_called(text: str, reading: Reading) -> bool:
    return (
        _CALLED.fullmatch(text, reading.number_start, reading.number_end) is not None
        or _NUMBERED.search(text, max(0, reading.start - 4), reading.start) is not None
    )


def _told_before(text: str, reading: Reading, people: Unit, yuan: Unit) -> Unit | None:
    clause = _STOPS.split(text[max(0, reading.start - _CLAUSE) : reading.start])[-1]
    money, counted = (_last(_patterns()[role], clause) for role in ("money", "people"))
    if max(money, counted) < 0:
        return None
    return yuan if money > counted else people


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _told_by(text: str, reading: Reading, previous: Reading | None) -> Unit | None:
    """将达2.4亿人，而去年仅为0.5亿: the number that it is compared with tells."""
    if previous is None or previous.unit is None or previous.unit.kind not in ("money", "count"):
        return None
    gap = text[previous.end : reading.start]
    if len(gap) > 20 or any(char in "。；;\n" for char in gap) or not is_large(text, previous):
        return None
    return previous.unit if _COMPARED.search(gap) else None


def index_before(text: str, position: int) -> bool:
    """Whether the head of a bare decimal ends here: PUE值为|1.25, 景气指数|118.4.

    >>> index_before("年均PUE约1.2", 6), index_before("版本1.2", 2)
    (True, False)
    """
    window = text[max(0, position - 14) : position]
    return _INDEX_LAST.search(window) is not None and _index().search(window) is not None


@cache
def _index() -> re.Pattern[str]:
    return re.compile(rf"{any_of('index')}{_INDEX_TAIL}$")


def is_large(text: str, reading: Reading) -> bool:
    """Whether the number is written with 万, 亿, 兆, or 千 and 百 alone (融资千万)."""
    return any(char in "万亿兆千wkK" for char in text[reading.number_start : reading.number_end])


def stands_alone(text: str, reading: Reading) -> bool:
    """Whether a number without unit is a quantity: a large one, a bounded one, or one that a verb of being precedes."""
    if reading.fraction or reading.kind is not None or reading.unit is not None:
        return True
    surface = text[reading.number_start : reading.number_end]
    if _CODE_AFTER.match(text, reading.end):
        return False
    if _CELL_BEFORE.search(text, max(0, reading.start - 7), reading.start) and _CELL_AFTER.match(text, reading.end):
        return True
    if reading.joined:
        return _joined_number(text, reading, surface)
    if (reading.cue is not None and reading.cue != "~") or reading.comparator in (">", ">="):
        return True
    if surface[-1:] in "kKw+" or (surface[0] in "-－−负" and len(surface) > 1):
        return True
    if surface[0].isascii():
        return _arabic(text, reading, surface)
    return _chinese(text, reading, surface)


def continues_list(text: str, reading: Reading, kept: list[Reading]) -> bool:
    """分别为2.8和3.1: a number beside one that counts, with only 和 between."""
    if not kept or kept[-1].unit is not None or kept[-1].kind is not None:
        return False
    return text[kept[-1].end : reading.start] in ("、", "和", "及", "与", "以及")


def _joined_number(text: str, reading: Reading, surface: str) -> bool:
    if reading.cue is not None or any(char in MAGNITUDE + "kK" for char in surface):
        return True
    if text.startswith(("之间", "间", "不等"), reading.end) or _bounded(text, reading):
        return True
    return "." in surface and index_before(text, reading.start)


def _arabic(text: str, reading: Reading, surface: str) -> bool:
    if any(char in "万亿兆千百十" for char in surface) or reading.cue is not None:
        return True
    plain = surface.isdigit()
    if not plain and _QUOTED.search(text, max(0, reading.start - 8), reading.start):
        return True
    if not plain and index_before(text, reading.start):
        return text[reading.end : reading.end + 1] not in ("版", "代")
    if _CODE_BEFORE.search(text, max(0, reading.start - 4), reading.start):
        return False
    if not plain and _APART.search(text, max(0, reading.start - 2), reading.start):
        return text[reading.end : reading.end + 1] in _RIGHT
    if plain and _is_code(reading, surface):
        return False
    if _BEFORE_NUMBER.search(text, max(0, reading.start - 3), reading.start):
        return text[reading.end : reading.end + 1] in _RIGHT or not plain
    return _bounded(text, reading)


def _is_code(reading: Reading, surface: str) -> bool:
    """A year, a number with a leading zero, or one as long as those of chats and accounts."""
    year = len(surface) == 4 and 1500 < reading.low < 2100
    return (
        year or (len(surface) > 1 and surface[0] == "0") or (len(surface) > 5 and reading.start > 0) or len(surface) > 9
    )


def _chinese(text: str, reading: Reading, surface: str) -> bool:
    if len(surface) > 1 and (surface[0] not in MAGNITUDE or any(char not in MAGNITUDE for char in surface)):
        return any(char in "百千万亿兆佰仟" for char in surface) or _bounded(text, reading)
    if surface[0] in "百千万亿兆":
        return bool(_LEVEL.match(text, reading.end)) or reading.cue is not None
    before = text[reading.start - 1 : reading.start]
    if surface == "零" and _NOUGHT.search(text, max(0, reading.start - 3), reading.start):  # 误报为零, 降到零
        return _NOUGHT_ENDS.match(text, reading.end) is not None
    if before in ("是", "有") and len(surface) == 1:
        return text[reading.end : reading.end + 1] in _RIGHT + "而却这的和"
    return _bounded(text, reading)


def _bounded(text: str, reading: Reading) -> bool:
    """Between two boundaries, and no list mark: “五”, not 一、 or 1."""
    before, after = char_before(text, reading.start), text[reading.end : reading.end + 6].lstrip(" ")[:1]
    if before and before not in _LEFT:
        return False
    if after and after not in _RIGHT and not (text[reading.end] == " " and after in CARDINAL):
        return False
    if after in ("、", "：", ":", ")", "）") or (after == "，" and before in ("", "\n") and reading.low < 100):
        return False
    if text[reading.number_start].isascii() and before in ("“", '"', "‘", "'"):  # “1111”
        return False
    return before not in ("(", "（", "[", "【")
