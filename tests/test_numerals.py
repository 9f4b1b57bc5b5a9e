"""Numerals: what each style of writing means, what is none, and that numbers written in any style are read back."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zhclaims.numerals import LONGEST, parse_numeral
from zhclaims.quantities import find_quantities
from zhclaims.simplify import simplify

SMALL_DIGITS = "零一二三四五六七八九"
CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"

EXACT = [
    ("0", 0),
    ("零", 0),
    ("17", 17),
    ("1,204,500", 1_204_500),
    ("3.25", 3.25),
    (".75", 0.75),
    ("4e3", 4000),
    ("-6.5", -6.5),
    ("负十七", -17),
    ("3.5万", 35_000),
    ("2.45万亿", 2.45e12),
    ("1,380.6亿", 138_060_000_000),
    ("54551.46亿", 5_455_146_000_000),
    ("7千", 7000),
    ("3千万", 30_000_000),
    ("十", 10),
    ("十六", 16),
    ("二十", 20),
    ("廿五", 25),
    ("卅", 30),
    ("一百零七", 107),
    ("一百七", 170),
    ("两千八", 2800),
    ("三千四百六", 3460),
    ("四万二", 42_000),
    ("百三", 130),
    ("一万零三十", 10_030),
    ("五万零六百", 50_600),
    ("一千零二万", 10_020_000),
    ("一亿三千万", 130_000_000),
    ("一万八千亿", 1.8e12),
    ("三十万亿", 3e13),
    ("六万万", 6e8),
    ("两兆三千亿", 2.3e12),
    ("2万8千", 28_000),
    ("6亿3万2千4百", 600_032_400),
    ("1万700", 10_700),
    ("3千零50万", 30_500_000),
    ("十八点六", 18.6),
    ("零点零零三", 0.003),
    ("二十六点五万", 265_000),
    ("二〇二五", 2025),
    ("叁仟肆佰万零捌拾", 34_000_080),
    ("陆拾柒", 67),
    ("三分之二", 2 / 3),
    ("负五分之三", -0.6),
    ("2又千分之7", 2.007),
    ("1/8", 0.125),
    ("2 1/4", 2.25),
    ("半百", 50),
]

VAGUE = [
    ("数十", 20, 90, "="),
    ("几百", 200, 900, "="),
    ("好几千", 2000, 9000, "="),
    ("数千万", 2e7, 9e7, "="),
    ("十几", 11, 19, "="),
    ("二十几万", 210_000, 290_000, "="),
    ("十余", 10, 19, ">"),
    ("10多", 10, 19, ">"),
    ("30多", 30, 30, ">"),
    ("四百余", 400, 400, ">"),
    ("六千多万", 6e7, 6e7, ">"),
    ("二十来", 20, 20, "~"),
    ("上千", 1000, 1000, ">="),
    ("上百万", 1e6, 1e6, ">="),
    ("千亿", 1e11, 1e11, "~"),
    ("百", 100, 100, "~"),
    ("三四百", 300, 400, "="),
    ("两三千亿", 2e11, 3e11, "="),
    ("十五六", 15, 16, "="),
    ("三五", 3, 5, "="),
    ("成千上万", 1000, 90_000, "="),
    ("数以百万计", 1e6, 9e6, "="),
]

NO_NUMERAL = [
    "",
    "十分",
    "百姓",
    "三十两",
    "亿亿亿兆万",
    "1.2.3",
    "1/0",
    "零分之一",
    "多",
    "点五",
    "5G",
    "三点",
    "1" * 60,
    "十" * 9,
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_a_numeral_has_one_value(text: str, value: float) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert numeral.low == numeral.high == pytest.approx(value, rel=1e-12)
    assert numeral.comparator == "="


@pytest.mark.parametrize(("text", "low", "high", "comparator"), VAGUE)
def test_a_vague_numeral_has_bounds(text: str, low: float, high: float, comparator: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.comparator) == (low, high, comparator)


@pytest.mark.parametrize("text", NO_NUMERAL)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


def test_fractions_are_marked() -> None:
    assert [parse_numeral(text).fraction for text in ("三分之一", "1/3", "0.3")] == [True, True, False]  # type: ignore[union-attr]


def _section(number: int, digits: str, units: tuple[str, str, str]) -> str:
    """A number below 10,000 in characters: 3050 -> 三千零五十."""
    written, gap = "", False
    for power, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = number // power % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + unit
        gap = digit == 0
    return written


def chinese(number: int, digits: str = SMALL_DIGITS, units: tuple[str, str, str] = ("千", "百", "十")) -> str:
    """Write a number below 10 to the 16th in characters, with 零 wherever a place is skipped."""
    if number == 0:
        return digits[0]
    written = ""
    for power, unit in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // power % 10**4
        if section:
            skipped = written and (section < 1000 or not written.endswith(("兆", "亿", "万")))
            written += ("零" if skipped else "") + _section(section, digits, units) + unit
        elif written and not written.endswith("零"):
            written += "零"
    return written.rstrip("零")


def capital(number: int) -> str:
    return chinese(number, CAPITAL_DIGITS, ("仟", "佰", "拾"))


def mixed(number: int) -> str:
    """2万8000 for 28000, 1万零7 for 10007: Arabic digits, 零 where a place is skipped."""
    high, low = divmod(number, 10_000)
    if not high or not low:
        return f"{high}万" if high else str(low)
    return f"{high}万{'零' if low < 1000 else ''}{low}"


def scaled(number: int) -> str:
    """1.2345万 for 12345."""
    unit, power = ("亿", 8) if number >= 10**8 else ("万", 4)
    return f"{number // 10**power}.{number % 10**power:0{power}d}{unit}"


def liang(number: int) -> str:
    """With 两 as it is said, and a bare 十: 两千两百, 十五."""
    written = re.sub("二(?=[千万亿兆])", "两", chinese(number))
    return written.removeprefix("一") if written.startswith("一十") else written


def twenties(number: int) -> str:
    """廿五 and 卅 for what is below 40, else as usual."""
    tens, ones = divmod(number, 10)
    return (
        {2: "廿", 3: "卅", 4: "卌"}[tens] + (SMALL_DIGITS[ones] if ones else "")
        if tens in (2, 3, 4)
        else chinese(number)
    )


def clipped(number: int) -> str:
    """三万五 for 35,000 and 两百三 for 230, where only two digits are not zero and they stand side by side."""
    digits = str(number)
    plain = len(digits) < 3 or len(digits) == 4 + 1 + 1 or len(digits) > 5 or digits[1] == "0" or int(digits[2:])
    return (
        chinese(number) if plain else chinese(int(digits[0]) * 10 ** (len(digits) - 1)) + SMALL_DIGITS[int(digits[1])]
    )


def sections(number: int) -> str:
    """3亿4567万8901: Arabic digits between the magnitudes, 零 where a place is skipped."""
    written = ""
    for power, unit in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // power % 10**4
        if section:
            written += ("零" if written and section < 1000 else "") + f"{section}{unit}"
        elif written and number % power and not written.endswith("零"):
            written += "零"
    return written.replace("零零", "零") or "0"


def trillions(number: int) -> str:
    """1.2345万亿, all digits kept."""
    return f"{number // 10**12}.{number % 10**12:012d}万亿"


def power(number: int) -> str:
    """1.234×10^3 for 1234."""
    exponent = len(str(number)) - 1
    return f"{Decimal(number).scaleb(-exponent)}×10^{exponent}"


def full_width(number: int) -> str:
    return f"{number:,}".translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789,"})


STYLES = {
    "plain": str,
    "grouped": "{:,}".format,
    "chinese": chinese,
    "capital": capital,
    "two as 两": liang,
    "廿 and 卅": twenties,
    "clipped": clipped,
    "mixed": mixed,
    "sections": sections,
    "scaled": scaled,
    "trillions": trillions,
    "power": power,
    "exponent": lambda number: f"{Decimal(number):e}",
    "minus": lambda number: f"-{number}",
    "negative": lambda number: f"负{chinese(number)}",
    "decimal": lambda number: f"{chinese(number)}点五",
    "decimal of 万": lambda number: f"{chinese(number % 1000)}点二五万",
    "two decimals": lambda number: f"{number}.25",
    "digit by digit": lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{number:04d}"),
    "capital digits": lambda number: "".join(CAPITAL_DIGITS[int(digit)] for digit in f"{number:04d}"),
    "half": lambda number: f"{number % 10**9}/2",
    "third": lambda number: f"三分之{chinese(number)}",
    "and a quarter": lambda number: f"{chinese(number)}又四分之一",
}
MEANS = {
    "minus": lambda number: -number,
    "negative": lambda number: -number,
    "decimal": lambda number: number + 0.5,
    "decimal of 万": lambda number: (number % 1000) * 10_000 + 2500,
    "two decimals": lambda number: number + 0.25,
    "half": lambda number: number % 10**9 / 2,
    "third": lambda number: number / 3,
    "and a quarter": lambda number: number + 0.25,
}
NUMBERS = st.one_of(
    st.integers(0, 200), st.integers(0, 10**6), st.integers(0, 10**15), st.integers(1, 9999).map(lambda n: n * 10**8)
)


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)
@given(number=NUMBERS)
def test_a_number_written_in_any_style_is_read_back(style: str, number: int) -> None:
    numeral = parse_numeral(STYLES[style](number))
    assert numeral is not None
    assert numeral.low == numeral.high == pytest.approx(MEANS.get(style, float)(number), rel=1e-12)


IN_TEXT = (
    "plain",
    "grouped",
    "chinese",
    "capital",
    "two as 两",
    "mixed",
    "sections",
    "scaled",
    "trillions",
    "two decimals",
)


@pytest.mark.parametrize("style", [*IN_TEXT, "full width"])
@settings(deadline=None)
@given(number=NUMBERS, unit=st.sampled_from(["元", "吨", "美元", "公里", "家", "人次"]))
def test_it_is_found_in_a_sentence_with_its_unit(style: str, number: int, unit: str) -> None:
    assume(number > 9)  # 叁 and 一 are also names and words
    assume(unit in ("元", "吨", "美元") or not 10**10 < number < 10**15)  # which may be a telephone number
    written = full_width(number) if style == "full width" else STYLES[style](number)
    text = simplify(f"共计{written}{unit}，比上年多")
    (quantity,) = find_quantities(text)
    assert quantity.text == text[2 : 2 + len(written + unit)]
    assert quantity.low == quantity.high == pytest.approx(MEANS.get(style, float)(number), rel=1e-12)


@settings(deadline=None)
@given(number=st.integers(1, 999), below=st.integers(2, 99))
def test_shares_are_read_back(number: int, below: int) -> None:
    for written, value, unit in (
        (f"百分之{chinese(number)}", number, "%"),
        (f"百分之{number}.5", number + 0.5, "%"),
        (f"千分之{chinese(number)}", number / 10, "%"),
        (f"{number}.5%", number + 0.5, "%"),
        (f"{number}‰", number / 10, "%"),
        (f"{number}个百分点", number, "pp"),
        (f"{chinese(below)}分之{chinese(number)}", number / below, "1"),
        (f"{number}.2倍", number + 0.2, "倍"),
    ):
        (quantity,) = find_quantities(f"占比为{written}。")
        assert (quantity.text, quantity.unit) == (written, unit)
        assert quantity.low == quantity.high == pytest.approx(value, rel=1e-9)


@settings(deadline=None)
@given(st.text(alphabet="零一二三十百千万亿兆两几数多余点分之又负0123456789.,/e+- 半上成", max_size=LONGEST + 5))
def test_no_string_raises(text: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is None or numeral.low <= numeral.high
