"""What the markets closed at is of the day that the line calls today."""

import pytest

from zhclaims import extract


@pytest.mark.parametrize(
    ("text", "quote", "time"),
    [
        ("甲指数收报3100点，跌1.2%。今日资金面宽松。", "3100点", "2025-03-05"),
        ("甲指数收报3100点，跌1.2%。今日资金面宽松。", "1.2%", "2025-03-05"),
        ("甲指数收报3100点，跌1.2%。", "3100点", ""),
        ("甲指数收报3100点。\n今日资金面宽松。", "3100点", ""),
        ("隔夜纽约的乙指数收报9000点。今日资金面宽松。", "9000点", ""),
        ("丙公司有员工3100人。今日资金面宽松。", "3100人", ""),
    ],
)
def test_a_close_is_of_today_where_the_line_tells_of_it(text: str, quote: str, time: str) -> None:
    found = extract(text, published="2025-03-05").claims
    assert next(claim for claim in found if claim.value_text == quote).time == time
