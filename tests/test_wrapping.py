"""Lines that were wrapped at a fixed width: a figure that runs over a break is read whole, offsets stay the file's."""

import pytest
from tests.invariants import check_extraction, essence

from zhclaims import extract
from zhclaims.wrapping import wrapped_breaks

FIRST = (
    "衢州市去年新开工了十四个化工项目，其中有八个已经投产，全年的工业产值比前年增长了百分之五十三，出口的产品占三成。"
    "市统计局局长姜力表示，今年的投资额将达3.2万亿元。截至2025年3月，全市的化工企业有1,240家，职工为25万人。"
)
SECOND = "嘉兴市的纺织厂有650家，去年的产值为482亿元，同比下降百分之六。当地的丝绸出口到四十二个国家，比前年多了三个。"


def wrapped(paragraph: str, width: int) -> str:
    return "\n".join(paragraph[at : at + width] for at in range(0, len(paragraph), width))


@pytest.mark.parametrize("width", range(18, 31))
def test_claims_are_those_of_the_text_before_it_was_wrapped(width: int) -> None:
    text = wrapped(FIRST, width) + "\n\n" + wrapped(SECOND, width) + "\n"
    found = extract(text, published="2025-04-02")
    check_extraction(text, found)
    plain = extract(FIRST + "\n\n" + SECOND + "\n", published="2025-04-02")
    assert essence(found.claims) == essence(plain.claims)
    assert {50.0 + 3, 6.0} <= {claim.value_low for claim in found.claims if claim.unit == "%"}


def test_the_figure_is_quoted_with_the_break_in_it() -> None:
    text = wrapped(FIRST[: FIRST.index("五十三")][-21:] + FIRST[FIRST.index("五十三") :] + SECOND, 21)
    assert "百分之\n五十三" in text
    assert extract(text).claims[0].value_text == "百分之\n五十三"


KEPT = [
    "衢州市开工了十四个项目\n嘉兴市的纺织厂有多少家\n温州市的鞋子卖到了哪里\n丽水市的茶叶今年怎么样\n台州市的缝纫机卖给谁了\n",
    "第一段说的是去年的产值，比前年多。\n第二段说的是今年的产值，比去年多。\n第三段说的是明年的产值，比今年多。\n"
    "第四段说的是后年的产值，比明年多。\n第五段说的是大后年的产值，多出不少。\n",
    "| 城市 | 去年的产值 | 增长。了 |\n" * 8,
    FIRST + "\n" + SECOND + "\n" + FIRST + "\n" + SECOND + "\n" + FIRST,
]


@pytest.mark.parametrize("text", KEPT)
def test_lists_verses_tables_and_paragraphs_keep_their_lines(text: str) -> None:
    assert list(wrapped_breaks(text)) == []


def test_paragraphs_points_and_latin_words_stay_apart() -> None:
    lines = ["本市的软件公司去年同外国公司签了约，用上 Open", "Source 的代码，收入为两亿元。今年还将增长一成"]
    text = "\n".join([*lines * 3, "二、园区", *lines * 2])
    read = [text[start - 1] + read + text[end] for start, end, read in wrapped_breaks(text)]
    assert read == ["n S", "成本", "n S", "成本", "n S", "n S", "成本", "n S"]
