"""Reads quantities that are not number plus unit: 翻番, 一半, 半年, 数家, 8位数, 米九, and the ranks."""

import re

from zhclaims.attachments import set_unit, take_more
from zhclaims.cardinals import DIGITS
from zhclaims.numerals import parse_numeral
from zhclaims.ranks import rank, top, top_place
from zhclaims.reading import CARDINAL, Reading
from zhclaims.types import Comparator
from zhclaims.unit_context import is_pieces, pieces
from zhclaims.units import Unit, unit_at, unit_of

_HALF = re.compile("半(?=数|[以之]上)|半数")
_DOUBLED = re.compile(
    "翻了?(?:(?P<about>将?近|约)|(?P<above>超过?|逾|不止))?(?P<number>[0-9一两二三四五六七八九]{0,2})番(?P<more>多(?![个家种]))?"
    "|翻倍|翻[一1]倍"
)
_VAGUE = re.compile(r"(?:好?几|数)\s?(?=[^ ])")
# 指数, 人数, 系数, 岁数: 数 closes a word
_NOT_SEVERAL = frozenset("多指人总次级系函参户分倍岁点基个常偶奇复实整少大无算计统读票位件变字倒约额因代份对天样第茶未")
_SHARED = ("", *"的把新左以，。？?、；呢\n")
_UNCOUNTED = frozenset("班队案企景通期方平味粉赞%点分字号位组列股级码手头度则星环行市地区部员")  # 数字, 数组, 几分
_HALF_DAY = re.compile("(?:[到至为需约近足隔]|缩短|提前|仅用?|只[用需要])$")
_OTHER_HALF = 40
_DIGITS = re.compile(r"([2-9]|1[0-2]|[四五六七八九十])位数")
# 毛利率升至两位数, 录得两位数增幅: how many per cent, to the order; 两位数密码 is none
_TWO_DIGITS = re.compile("两位数(?:百分比)?(?!字|[的与]?(?:相?[加减乘除]|运算|密码|年龄))")
_OF_RATE = re.compile("(?:[率幅速]|增长|下[降滑跌]|上涨|占比|份额|比[例重])[^，。；、0-9]{0,8}$")
_RATE_BEHIND = re.compile("(?:以上)?的?(?:增[长幅速]|[涨跌降]幅|下[降滑跌]|上涨|回报|收益率)")
_TALL = re.compile("(?:^|[高有为是约近足到至,，。、])米$")
_TALLER = re.compile(rf"[一二三四五六七八九]{{1,2}}(?![{CARDINAL}])")
_INCREASE = re.compile(
    "(?:增长|增加|提高|提升|扩大|上涨|[增涨多高翻贵厚快大长重强])(?:了|近|约|超|逾|超过|将近|至少|不止){0,2}$"
)
_NOT_HALF_BEFORE = frozenset("一多大小上下前后夜东西南北")  # 大半, 上半年, 后半夜, 东半球
_PHRASED = frozenset("两首榜翻半过几数一1023456789二三四五六七八九十百对")
_LEADING = frozenset("米第前")
_HALVED = frozenset("百天年月小个导成决路空壁径夜场程山价点分辈截途熟封自边身")  # 过|半年, 过|半导体
_SPLITS = ("分成", "比例", "分账", "分担", "分摊", "出资")
_SPLIT_OPEN = re.compile(r"开(?=[，,。；;、）)\s]|的|分|$)")
_NOT_NEAR = frozenset("附最靠新远临邻亲就")
_NOT_PAST = frozenset("年经通度超不路越透胜")  # 年过|半百, 通过|半数


def phrase_at(text: str, position: int) -> tuple[Reading | None, int]:
    """The phrase at a trigger character; the position lies beyond it when there is surely no quantity."""
    char, before = text[position], text[position - 1] if position else ""
    if char not in _PHRASED and before not in _LEADING:
        return None, position
    if char in _BY_CHARACTER:
        return _BY_CHARACTER[char](text, position), position + 1
    if before == "第" or (before == " " and text[position - 2] == "第"):
        return rank(text, position)
    if char == "两" and text.startswith("位数", position + 1):
        return _two_digits(text, position), position
    if char in "几数":
        return _several(text, position)
    return _numbered(text, position, before), position


def _numbered(text: str, position: int, before: str) -> Reading | None:
    if before == "米":
        return _tall(text, position)
    if before == "前":
        return top(text, position)
    ahead = text[position + 1 : position + 4]
    if ahead[1:] in _SPLITS or ahead[1:2] == "开":
        return _split(text, position)
    if "位数" in ahead:
        return _digits(text, position)
    if "分百" in ahead and text.startswith("百分百", position):
        return _percent(position, position + 3, 100.0)
    return _more_than_half(text, position) or _one_half(text, position) if "半" in ahead else None


def _split(text: str, position: int) -> Reading | None:
    """六四开, 三七分成: the shares of two, ten in all."""
    first, second = (DIGITS.get(char, 0) for char in text[position : position + 2])
    ends = text.startswith(_SPLITS, position + 2) or _SPLIT_OPEN.match(text, position + 2)
    if first + second != 10 or not first or not second or not ends:
        return None
    reading = Reading(position, position + 2, position, position + 2, first / second, first / second, joined=True)
    reading.kind, reading.unit_text = "ratio", ":"
    return reading


def _half(text: str, position: int) -> Reading | None:
    """半数 is 50 %; 半小时, 半年 are half of the unit."""
    before = text[position - 1 : position]
    if before in _NOT_HALF_BEFORE and not text.startswith("提前", position - 2):
        return None
    if text.startswith("半天", position) and not _HALF_DAY.search(text, max(0, position - 3), position):
        return None  # 等了半天
    if before == "减":
        return _halved(position)
    if _is_half_of_all(text, position, before):
        return _percent(position, position + 1, 50.0)
    if _HALF.match(text, position):
        return _percent(position, position + (2 if text.startswith("半数", position) else 1), 50.0)
    if text.startswith("半百", position):
        return Reading(position, position + 2, position, position + 2, 50.0, 50.0)
    more = text.startswith("个多", position + 1)  # 半个多小时
    found = unit_at(text, position + 3) if more else unit_at(text, position + 1)
    if found is None or not _halves(found[0]):
        return None
    reading = Reading(position, found[1], position, position + 1, 0.5, 0.5, ">" if more else "=")
    piece = found[0].text == "块" and is_pieces(text, reading, found[1])
    set_unit(reading, pieces() if piece else found[0], found[1])
    take_more(text, reading)
    return reading


def _is_half_of_all(text: str, position: int, before: str) -> bool:
    """占全球近半, 近半员工 and 双方各半; not 近半年, 附近半山."""
    following = text[position + 1 : position + 2]
    if before == "各":
        return following in _SHARED
    if before != "近" or text[position - 2 : position - 1] in _NOT_NEAR or following in _HALVED:
        return False
    found = unit_at(text, position + 1)
    return not (found and _halves(found[0])) and not _HALF.match(text, position)


def _halved(position: int) -> Reading:
    """减半: less by 50 %."""
    reading = _percent(position - 1, position + 1, 50.0)
    reading.role = "decrease"
    return reading


def _halves(unit: Unit) -> bool:
    """Whether 半 before the unit is a half: 半小时, 半个; not 半夜."""
    return unit.text in ("个", "块", "元") or (
        unit.kind in ("duration", "measure") and unit.text not in ("里", "夜", "度")
    )


def _one_half(text: str, position: int) -> Reading | None:
    """一半: 50 %; 另一半 only after the first half, else it is a husband or a wife."""
    before = text[position - 1 : position]
    if not text.startswith(("一半", "1半"), position) or before == "每":
        return None
    if before == "另" and "一半" not in text[max(0, position - _OTHER_HALF) : position]:
        return None
    reading = _percent(position, position + 2, 50.0)
    take_more(text, reading)
    return reading


def _more_than_half(text: str, position: int) -> Reading | None:
    """一多半 and 一大半 are more than 50 %, 一小半 is less."""
    if not text.startswith(("一多半", "一大半", "一小半"), position):
        return None
    reading = _percent(position, position + 3, 50.0)
    reading.cue, reading.cue_start = "<" if text[position + 1] == "小" else ">", position
    return reading


def _at_half_price(text: str, position: int) -> Reading | None:
    """打对折: at 50 % of the price."""
    return _percent(position, position + 2, 50.0) if text.startswith("对折", position) else None


def _past_half(text: str, position: int) -> Reading | None:
    """过半: more than 50 %; not 通过半年, 年过半百."""
    before, following = text[position - 1 : position], text[position + 2 : position + 3]
    young = text.startswith("年轻", position + 2)
    passed = before in _NOT_PAST and not text.endswith(("已经", "进度"), 0, position)
    if not text.startswith("过半", position) or passed or (following in _HALVED and not young):
        return None
    reading = _percent(position + 1, position + (3 if following == "数" else 2), 50.0)
    reading.cue, reading.cue_start = ">", position
    return reading


def _percent(start: int, end: int, value: float) -> Reading:
    return Reading(start, end, start, end, value, value, unit=unit_of("%"))


def _doubled(text: str, position: int) -> Reading | None:
    """翻番 is 2 倍, 翻了近两番 about 4 倍."""
    match = _DOUBLED.match(text, position)
    if match is None:
        return None
    times = parse_numeral(match["number"]) if match["number"] else None
    value = 2.0 ** (times.low if times else 1.0)
    comparator: Comparator = ">" if match["above"] or match["more"] else "~" if match["about"] else "="
    end, unit = match.end(), unit_of("倍")
    return Reading(position, end, position, end, value, value, comparator, unit=unit, role="increase")


def _several(text: str, position: int) -> tuple[Reading | None, int]:
    """几家, 数名: 2 to 9; 几十 and 数百 are read as numerals."""
    match, char = _VAGUE.match(text, position), text[position]
    if match is None or text[match.end()] in CARDINAL or text.startswith("以", match.end()):
        return None, position
    found = unit_at(text, match.end())
    before = text[position - 1 : position]
    closes = before in _NOT_SEVERAL and not (before == "多" and char == "几")
    if found is not None and found[0].text == "成" and text[found[1] : found[1] + 1] not in _SHARED:
        return None, position + 1  # 几成笑柄 is to become one almost
    if found is None or closes or found[0].text in _UNCOUNTED:
        return None, position + 1
    if found[0].text == "个" and text.startswith(("亿", "多亿"), found[1]):  # 几个亿
        end = text.index("亿", found[1]) + 1
        reading = Reading(position, end, position, end, 2e8, 9e8)
        if (money := unit_at(text, end)) is not None:
            set_unit(reading, *money)
        return reading, position
    reading = Reading(position, found[1], position, match.end(), 2.0, 9.0)
    set_unit(reading, *found)
    if found[0].text == "块" and is_pieces(text, reading, found[1]):  # 几块牛肉
        reading.unit = pieces()
    return reading, position


def _digits(text: str, position: int) -> Reading | None:
    """8位数美元: 10,000,000 to 99,999,999."""
    match = _DIGITS.match(text, position)
    numeral = parse_numeral(match[1]) if match else None
    if match is None or numeral is None:
        return None
    low = 10.0 ** (numeral.low - 1)
    reading = Reading(position, match.end(), position, match.end(), low, low * 10 - 1)
    if (found := unit_at(text, match.end())) is not None:
        set_unit(reading, *found)
    return reading


def _two_digits(text: str, position: int) -> Reading | None:
    """两位数 of a rate or a growth is 10 to 99 per cent."""
    match = _TWO_DIGITS.match(text, position)
    if match is None:
        return None
    of_rate = "比" in match[0] or _OF_RATE.search(text, max(0, position - 14), position)
    if not of_rate and not _RATE_BEHIND.match(text, match.end()):
        return None
    return Reading(position, match.end(), position, match.end(), 10.0, 99.0, unit=unit_of("%"))


def _tall(text: str, position: int) -> Reading | None:
    """身高米九 is 1.9 metres, 米八二 1.82."""
    match, found = _TALLER.match(text, position), unit_at("米", 0)
    if match is None or found is None or not _TALL.search(text, max(0, position - 2), position):
        return None
    value = float("1." + "".join(str(DIGITS[digit]) for digit in match[0]))
    return Reading(position - 1, match.end(), position - 1, match.end(), value, value, unit=found[0])


def is_increase_by_once(text: str, reading: Reading) -> bool:
    """增长一倍 leads to twice as much."""
    return bool(reading.low == reading.high == 1.0 and _INCREASE.search(text, max(0, reading.start - 8), reading.start))


_BY_CHARACTER = {
    "首": top_place,
    "榜": top_place,
    "翻": _doubled,
    "半": _half,
    "过": _past_half,
    "对": _at_half_price,
}
