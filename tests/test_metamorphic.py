"""What does not change what a text says changes no claim: blank lines, encodings, full-width digits, a page around it."""

import html
import re
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import zhclaims
from zhclaims.read import find_articles, read_article
from zhclaims.types import Article, Claim

sys.path.append(str(Path(__file__).parent))
essence = import_module("invariants").essence

DAY = date(2025, 3, 6)
ARTICLES = {
    "figures": (
        "合肥的新底气\n2024年，合肥新能源汽车产量达137万辆，同比增长83%，远超芜湖的52万辆。\n"
        "合肥市经信局局长陈立新表示，力争到2027年，全市智能网联汽车产业规模突破5000亿元。\n"
    ),
    "headings": (
        "两座城市的算盘\n一、宁波：港口之外\n去年，宁波出口额达9,000亿元，增长8.5%。全市新增专精特新企业214家。\n"
        "二、无锡：芯片重镇\n截至9月底，无锡集成电路产业营收超1,600亿元，约占全省三成。该市还有企业600余家。\n"
    ),
    "speakers": (
        "泉州鞋厂的转身\n据海关数据，今年1月泉州鞋类出口下降3.2%，降幅收窄1.5个百分点。\n"
        "一位工厂老板坦言：“去年我们的订单少了两成，利润不足30万元。”他预计二季度可望回升。\n"
    ),
}
WEATHER = "傍晚下起了小雨。"
"""An event of its own, if one at all."""
ARTICLE = pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)


def claims(text: str) -> list[Claim]:
    return zhclaims.extract(text, published=DAY).claims


def from_file(folder: Path, name: str, data: bytes) -> Article:
    (folder / name).write_bytes(data)
    (source,) = find_articles([folder])
    return read_article(source)


def wide(text: str) -> str:
    """Digits in full width, with the points and per cent signs between and behind them."""
    return re.sub(r"[0-9%]|(?<=[0-9])[.,](?=[0-9])", lambda match: chr(ord(match[0]) + 0xFEE0), text)


CHANGES: dict[str, Callable[[str], str]] = {
    "blank lines": lambda text: text.replace("\n", "\n\n\n"),
    "blank lines at the end": lambda text: f"{text}\n\n \n",
    "spaces at the ends of lines": lambda text: text.replace("\n", " 　\n"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "full-width digits": wide,
    "indented paragraphs": lambda text: text.replace("\n", "\n　　"),
    "an editor's line": lambda text: f"{text}责任编辑：周小舟\n",
    "a disclaimer": lambda text: f"{text}特别声明：以上内容仅代表作者观点，本平台仅提供信息存储服务。\n",
    "a sentence about something else": lambda text: f"{text}{WEATHER}\n",
    "the text in Traditional characters": lambda text: import_module("opencc_pyo3").OpenCC("s2t").convert(text),
}


@ARTICLE
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_says_the_same_makes_the_same_claims(text: str, change: Callable[[str], str]) -> None:
    assert len(claims(text)) >= 4
    found = [claim for claim in claims(change(text)) if claim.evidence != WEATHER]
    assert essence(found) == essence(claims(text))


@ARTICLE
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030", "utf-32"])
def test_the_encoding_of_a_file_makes_no_difference(tmp_path: Path, text: str, encoding: str) -> None:
    assert from_file(tmp_path, "a.txt", text.encode(encoding)).text == text


@ARTICLE
def test_a_big5_file_makes_the_same_claims(tmp_path: Path, text: str) -> None:
    traditional = import_module("opencc_pyo3").OpenCC("s2t").convert(text)
    read = from_file(tmp_path, "a.txt", traditional.encode("big5hkscs")).text
    assert essence(claims(read)) == essence(claims(text))


@ARTICLE
def test_a_page_around_the_text_makes_no_difference(tmp_path: Path, text: str) -> None:
    title, *lines = text.splitlines()
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    page = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><nav><a href=/>首页</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>版权所有</footer></body></html>"
    )
    read = from_file(tmp_path, "a.html", page.encode())
    found = zhclaims.extract(read.text, published=DAY, title=read.title).claims
    whole = zhclaims.extract(text, published=DAY, title=title).claims
    # a heading gets a mark in the text of a page, which may move scores a little
    assert [row[:-2] for row in essence(found)] == [row[:-2] for row in essence(whole)]


@pytest.mark.parametrize(
    ("city", "other", "full", "code"),
    [("合肥", "成都", "成都市", "510100"), ("芜湖", "泉州", "泉州市", "350500"), ("合肥", "长沙", "长沙市", "430100")],
)
def test_a_city_of_another_name_is_that_city_in_the_claims(city: str, other: str, full: str, code: str) -> None:
    before, after = claims(ARTICLES["figures"]), claims(ARTICLES["figures"].replace(city, other))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        renamed = old.city == f"{city}市"
        assert (new.city, new.city_code) == ((full, code) if renamed else (old.city, old.city_code))
        assert new.subject == old.subject.replace(city, other)
        assert (new.value_low, new.unit, new.metric, new.time) == (old.value_low, old.unit, old.metric, old.time)
