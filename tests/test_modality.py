"""Modality by rule: what is done, planned, thought likely or denied."""

import pytest

from zhclaims.binder.hints import Hint, Hinter
from zhclaims.pipeline import mine
from zhclaims.sources import find_credits

PUBLISHED = "2025-03-01"


def modality_of(text: str, quote: str) -> str | None:
    return hint_of(text, quote).modality


def hint_of(text: str, quote: str) -> Hint:
    doc = mine(text, published=PUBLISHED)
    at = text.rindex(quote)
    quantity = next(iter(doc.quantities.overlapping(at, at + len(quote))))
    sentence = doc.sentences.covering(at, at + 1)
    assert sentence is not None
    return Hinter(doc, find_credits(doc)).figure(quantity, sentence)


AS_BA = [
    ("工厂将100万个瓶子运走。", "100万个", "fact"),
    ("他将剩下的3万元交给了村里。", "3万元", "fact"),
    ("江州已将首付比例提高到30%。", "30%", "fact"),
    ("江州将新建12所学校。", "12所", "plan"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), AS_BA)
def test_jiang_plans_before_a_verb_and_takes_an_object_before_a_noun(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


HEDGED = [
    ("预计未来五年，产值将超过300亿元。", "300亿元", "hedge"),
    ("机构推估，出货量为30万台。", "30万台", "hedge"),
    ("公司净利预增80%。", "80%", "hedge"),
    ("年回报只有零元或1500元。", "1500元", "fact"),
    ("全年规模或达1500元。", "1500元", "hedge"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), HEDGED)
def test_a_hedge_outweighs_the_future_and_or_between_figures_is_none(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


NOUNS = [
    ("该基金资助了16名学生。", "16名", "fact"),
    ("补助连三年累计62家。", "62家", "fact"),
    ("千灯计划提前三个月完成，装灯600盏。", "600盏", "fact"),
    ("双波段估计算法，把时间降到3秒。", "3秒", "fact"),
    ("对新企业给予最高300万元补助。", "300万元", "plan"),
    ("去年的购车补贴拉动销量，卖出300辆。", "300辆", "fact"),
    ("每户最高补贴2万元。", "2万元", "plan"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), NOUNS)
def test_what_is_given_is_no_promise(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


AHEAD = [
    ("到2027年，企业达到500家。", "500家", "plan"),
    ("到2027年，企业达到500家；目前有300家。", "300家", "fact"),
    ("《江州低空产业条例》规定，罚款上限5万元。", "5万元", "plan"),
    ("双方的协议约定，乙方提供36台设备。", "36台", "plan"),
    ("本地配套率要达到50%。", "50%", "plan"),
    ("去年，企业达到500家。", "500家", "fact"),
    ("公司计划建厂；去年营收30亿元。", "30亿元", "fact"),
    ("拟办学规模为：小学24个班；初中36个班。", "36个", "plan"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), AHEAD)
def test_a_plan_lasts_until_the_text_turns_to_what_is(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


CHANGES = [
    ("营业利润同比-26.95%。", "-26.95%", "decrease"),
    ("出货量同比/环比分别-5.2%/+3.1%。", "3.1%", "increase"),
    ("出货量环比-3%。", "-3%", "decrease"),
    ("营收9亿元（+12%）。", "12%", "increase"),
    ("净利率-5.2%。", "-5.2%", "level"),
    ("跌幅居前的是云川股份（-5.2%）。", "-5.2%", "decrease"),
    ("税率变成了13%。", "13%", "to"),
    ("外贸占比较上年同期再升6个百分点。", "6个百分点", "increase"),
    ("合格率较上年同期再降2个百分点。", "2个百分点", "decrease"),
    ("米价续跌2%。", "2%", "decrease"),
    ("库存微增1.2%。", "1.2%", "increase"),
    ("票价上浮两成。", "两成", "increase"),
    ("水泥产量负增长7%。", "7%", "decrease"),
    ("产量比去年多2万吨。", "2万吨", "increase"),
    ("用电量较上一季少了2万度。", "2万度", "decrease"),
    ("房价比邻市高出两成。", "两成", "level"),
    ("出口较上年同期提高3个百分点。", "3个百分点", "increase"),
    ("工业增加值80亿元。", "80亿元", "level"),
    ("受访店主中，担心客流减少（61%）的最多。", "61%", "level"),
]


@pytest.mark.parametrize(("text", "quote", "change"), CHANGES)
def test_a_change_is_told_by_its_sign_its_verb_or_an_earlier_time(text: str, quote: str, change: str) -> None:
    assert hint_of(text, quote).change == change
