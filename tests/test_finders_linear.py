"""The finders of numbers, times and places take time in proportion to the text, however it is made, and never raise."""

import gc
import sys
from collections.abc import Callable
from datetime import date
from time import process_time
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhclaims.places import find_places
from zhclaims.quantities import find_quantities
from zhclaims.times import find_times

Find = Callable[[str], object]


def _times(text: str) -> object:
    return find_times(text, date(2025, 10, 20))


FINDERS = pytest.mark.parametrize("find", [find_quantities, _times, find_places], ids=["quantities", "times", "places"])
NEWS = (
    "宁江市经济和信息化局昨天公布，前三季度全市规模以上工业增加值同比增长7.2%，高出全省平均水平1.4个百分点。"
    "分行业看，装备制造业表现突出，新能源汽车产量达到18.6万辆，出口额突破40亿元，主要销往东南亚和中东。"
    "该局负责人王立新在发布会上说，下一步将支持企业开展技术改造，并在杭州、苏州设立两个服务站，帮助中小企业对接订单。"
    "“过去大家担心的是没有订单，现在担心的是招不到人。”一家民营企业的车间主任告诉记者，厂里的机器人已经承担了大部分焊接工作。"
    "专家认为，地方政府应当在融资、用地和人才引进方面给出更多稳定的预期，而不是只看眼前的排名。"
)
# What a text may be made of: characters and words of numbers, times and places, and marks, in any order.
PIECES = (
    "0 1 7 9 10 2024 3.5 1,234 , ， 、 . 。 ( （ ） - — ~ / : % + 一 二 两 三 十 百 千 万 亿 零 半 几 数 多 余 第 前 个 家 元 年 月 日 号 "
    "亿元 季度 上半年 同比 去年同期 近三年 截至 以来 之间 至 到 从 和 超过 不足 以上 左右 百分之 分之 倍 翻番 分别为 每 初 底 "
    "杭州 浙江省 朝阳 西湖区 北京市 上海 京津冀 在沪 市 区 省 路 大学 公司 高新区 某 《 》 “ ” \n \\n a G km http:// @ 𠮷 　"
).split(" ") + [" "]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)


def seconds(find: Find, text: str, times: int = 3) -> float:
    """The least processor time of some runs."""
    runs = []
    gc.disable()
    try:
        for _ in range(times):
            start = process_time()
            find(text)
            runs.append(process_time() - start)
    finally:
        gc.enable()
    return min(runs)


def calls(find: Find, text: str) -> int:
    """How many functions are called, those of Python and of C."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        find(text)
    finally:
        sys.setprofile(before)
    return count


@FINDERS
@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_twice_the_text_is_twice_the_work(find: Find, unit: str) -> None:
    text = unit * (400 // len(unit) + 1)
    find(text * 2)  # what is loaded at the first use is no work of the text
    assert calls(find, text * 2) <= 2.1 * calls(find, text) + 200


@FINDERS
@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_eight_times_the_text_takes_about_eight_times_as_long(find: Find, unit: str) -> None:
    text = unit * (2500 // len(unit) + 1)
    find(text)
    assert seconds(find, text * 8) < 8 * 3 * seconds(find, text) + 0.02


@FINDERS
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1234567890",
        "0",
        "十",
        "一二三四五六七八九十百千万亿",
        "一",
        ",",
        "，",
        "1,",
        ",1",
        "1，",
        "123,456,",
        "（(",
        "[",
        "《",
        "“",
    ]
    + ["-", "1-", "/", ".", "1.", ":", " ", "\n", "\\n", "的", "在", "市", "a", "A1", "http://a", "@a"],
)
def test_text_without_numbers_times_and_places_is_as_quick_as_news(find: Find, unit: str) -> None:
    """At most twice the time per character, and some grace for a busy machine."""
    size = 60_000
    news, text = (NEWS * (size // len(NEWS) + 1))[:size], (unit * size)[:size]
    find(NEWS)
    assert seconds(find, text) < 2 * seconds(find, news) + 0.05


@FINDERS
def test_a_million_characters_of_numerals(find: Find) -> None:
    text = "一亿三千万4567" * 100_000 + "，投资3亿元。"
    assert find(text[-200:]) is not None
    assert seconds(find, text, 1) < 20


@FINDERS
@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_no_text_raises(find: Find, text: str) -> None:
    assert isinstance(find(text), list)
