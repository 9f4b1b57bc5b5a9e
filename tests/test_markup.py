"""Characters that nobody sees, entities and the marks of Markdown: not read, and every offset stays that of the file."""

import pytest
from tests.invariants import check_extraction, essence

from zhclaims import extract
from zhclaims.markup import without_marks

PLAIN = "宁波市去年船舶出口额达137亿元，同比增长83%。市经信局局长方远表示，工厂有1370家。"
MARKED = [
    PLAIN.replace("137亿", "1\u200b37\u200b亿").replace("83", "8\u00ad3"),
    PLAIN.replace("宁波市", "\ufeff宁\u200c波\u200d市\u2060").replace("工厂", "工&#8203;厂"),
    PLAIN.replace("宁波市", "**宁波市**").replace("137亿元", "**137亿元**").replace("83%", "*83%*"),
    PLAIN.replace("市经信局局长方远", "[市经信局局长方远](https://example.org/a_b?c=1)").replace(
        "1370家", "__1370家__"
    ),
    PLAIN.replace("船舶", "`船舶`").replace("工厂", "~~工厂~~"),
]


@pytest.mark.parametrize("text", MARKED)
def test_marks_change_no_claim_and_no_offset(text: str) -> None:
    found = extract(text, published="2025-03-01")
    check_extraction(text, found)
    assert essence(found.claims) == essence(extract(PLAIN, published="2025-03-01").claims)


def test_the_figure_is_given_as_the_file_has_it() -> None:
    found = extract("产量达1\u200b37&nbsp;万辆。")
    assert [(claim.value_text, claim.value_low) for claim in found.claims] == [("1\u200b37&nbsp;万辆", 1370000.0)]


UNMARKED = [
    ("**湖州**增长5%", "湖州增长5%"),
    ("***湖州***增长5%", "湖州增长5%"),
    ("研发&amp;生产", "研发&生产"),
    ("一&ensp;二", "一\u2002二"),
    ("看![图](a.png)", None),
    ("看![图](https://a.cn/b.png)", "看图"),
    ("**第一节**\n正文", None),
    ("**湖州市去年出口增长5%。**\n正文", "湖州市去年出口增长5%。\n正文"),
    ("王**、李**等人", None),
    ("3*4*5厘米", None),
    ("浙A**59的车撞了皖B**61的车", None),
    ("王*和李*都说", None),
    ("当地**重点项目**开工", "当地重点项目开工"),
    ("甲公司**等拿地。乙公司**开工", None),
    ("* 甲\n* 乙", None),
    ("8,100* 和 300*", None),
    ("get_user__name__x", None),
    ("AT&T;和&什么;", None),
    ("[1]注", None),
    ("没有记号", None),
]


@pytest.mark.parametrize(("text", "read"), UNMARKED)
def test_only_marks_are_taken_out(text: str, read: str | None) -> None:
    unmarked = without_marks(text)
    assert (unmarked.text if unmarked else None) == read


def test_a_text_without_marks_keeps_no_list_of_offsets() -> None:
    assert without_marks(PLAIN) is None
