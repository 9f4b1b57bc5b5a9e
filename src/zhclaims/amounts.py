"""Numbers as people write them in Chinese: 137万辆, 2,870亿元, 6.7%."""

from zhclaims.units import unit_name

WAN, YI, WAN_YI = 1e4, 1e8, 1e12
PERCENT_POINTS = "个百分点"


def written(value: float, unit: str = "", *, sign: bool = False) -> str:
    """A value in base units with 万 or 亿 and its unit, rounded to two decimals; `sign` puts + before what is more.

    >>> written(1.37e6, "辆"), written(2.87e11, "CNY"), written(-5.5, "%"), written(0.42, "1")
    ('137万辆', '2,870亿元', '-5.5%', '0.42')
    >>> written(2.1e10, "CNY", sign=True)
    '+210亿元'
    """
    size, scale = abs(value), 1.0
    word = ""
    for step, name in ((WAN_YI, "万亿"), (YI, "亿"), (WAN, "万")):
        if size >= step:
            scale, word = step, name
            break
    number = f"{value / scale:{'+' if sign and value else ''},.2f}"
    return f"{number.rstrip('0').rstrip('.')}{word}{'' if unit == '1' else unit_of(unit)}"


def unit_of(unit: str) -> str:
    """A unit of claims as it is written behind a number.

    >>> unit_of("CNY"), unit_of("pp"), unit_of("家")
    ('元', '个百分点', '家')
    """
    return PERCENT_POINTS if unit == "pp" else unit_name(unit)
