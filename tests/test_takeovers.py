"""Figures told of 标的公司 and 后者 are of the company that is bought, or of the last one named."""

import pytest

from zhclaims import extract


@pytest.mark.parametrize(
    ("text", "value", "subject", "city", "modality"),
    [
        (
            "歌尔股份拟以8亿元收购澄湖光电60%的股权，标的公司2024年营收2.6亿元，净利润3100万元。",
            "2.6亿元",
            "澄湖光电",
            "",
            "fact",
        ),
        (
            "歌尔股份拟以8亿元收购澄湖光电60%的股权，标的公司2024年营收2.6亿元，净利润3100万元。",
            "3100万元",
            "澄湖光电",
            "",
            "fact",
        ),
        ("歌尔股份拟以8亿元收购澄湖光电60%的股权，标的公司2024年营收2.6亿元。", "8亿元", "歌尔股份", "潍坊市", "plan"),
        ("海康威视宣布收购芯源微9%股权。标的公司去年营收17亿元。", "17亿元", "芯源微", "沈阳市", "fact"),
        ("海康威视起诉美的集团，后者去年营收4000亿元。", "4000亿元", "美的集团", "佛山市", "fact"),
        ("海康威视收购澄湖光电，后者去年营收7亿元。", "7亿元", "澄湖光电", "", "fact"),
    ],
)
def test_what_is_told_of_who_is_bought_is_not_of_the_buyer(
    text: str, value: str, subject: str, city: str, modality: str
) -> None:
    claim = next(claim for claim in extract(text, published="2025-03-01").claims if claim.value_text == value)
    assert (claim.subject, claim.city, claim.modality) == (subject, city, modality)


@pytest.mark.parametrize(
    "text",
    [
        "歌尔股份拟收购澄湖光电，标的公司股东获得8亿元。",
        "歌尔股份拟收购澄湖光电，标的公司已停产；公司去年营收900亿元。",
        "歌尔股份拟收购澄湖光电旗下镜头业务，标的公司去年营收9亿元。",
        "学校有两类教室，后者有30间。",
    ],
)
def test_who_is_bought_is_not_guessed(text: str) -> None:
    assert all("subject:party" not in claim.reasons for claim in extract(text).claims)
