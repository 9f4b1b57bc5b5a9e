"""metadata: dates in every notation, and what a dateline tells and does not tell."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.metadata import Metadata, from_dateline, from_front_matter, from_mapping, parse_date

DAY = date(2025, 3, 5)
BODY = "\n去年，宿迁的一家纺织厂增长了12%。" * 20


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-05",
        "2025-3-5 10:20:00",
        "2025-03-05T10:20:00+08:00",
        "2025/03/05",
        "2025.3.5",
        "20250305",
        "2025年3月5日",
        "2025 年 3 月 5 日",
        "２０２５年３月５日",
        "二〇二五年三月五日",
        "二零二五年三月五日",
        "民國114年3月5日",
        "中華民國１１４年３月５日",
        "发布时间：2025年3月5日 星期三",
    ],
)
def test_full_dates_are_read(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", ["", "2025年3月", "3月5日", "去年", "2025-02-30", "12025-03-051", "1741140000"])
def test_what_is_no_full_date_gives_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("一九九八年十二月三十一日", 31), ("二〇二四年十月廿三日", 23), ("二〇二四年十月二十日", 20)]
)
def test_days_in_chinese_numerals_are_read(text, day):
    assert parse_date(text).day == day


@pytest.mark.parametrize(
    "head",
    [
        "（2025年3月5日）",
        "2025-03-05 10:20 来源：江城日报",
        "发布时间：2025年3月5日",
        "發布日期：2025/03/05",
        "江城观察 | 2025年3月5日",
        "江城日报 2025年3月5日",
        "文/图 江城融媒 林一 二〇二五年三月五日",
        "记者 林一 2025-03-05",
        "新华社宿迁2025年3月5日电 去年，宿迁的一家纺织厂增长了12%，订单来自全国各地。",
        "江城产经宿迁2025年3月5日讯 去年，宿迁的一家纺织厂增长了12%，订单来自全国各地。",
        "（2025年3月5日）今天，宿迁的一家纺织厂宣布投产，订单来自全国各地。",
        "民國114年3月5日",
        "索引号：320000/2025-0017 发布机构：宿迁市统计局 成文日期：2025年03月05日 主题词：综合 去年，全市纺织业产值增长了12%，订单来自全国各地。",
        "公開日期: 2025-03-05 09:30 文號：宿纺〔2025〕7号 各有关单位：现将去年全市纺织业的情况公布如下，产值增长了12%，订单来自全国各地。",
    ],
)
def test_the_dateline_gives_the_date(head):
    assert from_dateline(f"宿迁的纺织厂\n{head}{BODY}").published == DAY


def test_a_date_alone_at_the_end_gives_the_date():
    assert from_dateline(f"宿迁的纺织厂{BODY}\n江城产经\n2025年3月5日").published == DAY


def test_a_literal_line_break_is_one_for_the_dateline_too():
    assert from_dateline("宿迁的纺织厂\\n2025年3月5日 来源：江城日报\\n正文。") == Metadata("", DAY, "江城日报", "")


@pytest.mark.parametrize(
    "head",
    [
        "2025年3月5日，宿迁的一家纺织厂宣布投产。",
        "新华社宿迁3月5日电 去年，宿迁的一家纺织厂增长了12%。",
        "截至2025年3月5日订单为三万件",
        "2025年3月5日纺织厂投产",
        "公司说，产品的发布日期定在2025年3月5日，宿迁的两条生产线已在调试，工人从一百人增加到二百人，订单来自全国各地。",
        "这家厂2019年11月12日投产；2025年3月5日扩建。",
    ],
)
def test_a_date_that_the_text_speaks_of_is_not_the_date_of_publication(head):
    assert from_dateline(f"宿迁的纺织厂\n{head}{BODY}").published is None


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("来源：江城日报", "江城日报"),
        ("2025-03-05 稿源:江城网 编辑:林一", "江城网"),
        ("新华社宿迁3月5日电 去年，订单增长。", "新华社"),
        ("本报宿迁3月5日讯 去年，订单增长。", ""),
        ("数据来源于多家机构，口径不一，仅供参考。", ""),
        ("去年，订单增长。", ""),
    ],
)
def test_the_dateline_gives_the_publisher(head, publisher):
    assert from_dateline(f"宿迁的纺织厂\n{head}{BODY}").publisher == publisher


def test_front_matter_in_chinese_is_read():
    text = "---\n标题：账本\n日期：2025年3月5日\n来源：江城日报\n标签: [纺织]\n---\n正文。"
    assert from_front_matter(text) == Metadata("账本", DAY, "江城日报", "")


@pytest.mark.parametrize("text", ["正文。", "---\n正文。\n", "正文\n---\ntitle: 账本\n---\n"])
def test_a_rule_in_the_text_is_no_front_matter(text):
    assert from_front_matter(text) == Metadata()


def test_columns_are_known_by_several_names():
    values = {" Headline ": "账本", "pub_date": "2025-03-05", "MEDIA": "江城日报", "Link": "https://e.cn", "other": "x"}
    assert from_mapping(values) == Metadata("账本", DAY, "江城日报", "https://e.cn")


@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789年月日-/.二〇十廿民國讯电来源：\n"))))
@settings(deadline=None)
def test_no_text_makes_the_dateline_fail(text):
    assert isinstance(from_dateline(text), Metadata)
    assert isinstance(from_front_matter(text), Metadata)
