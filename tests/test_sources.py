"""Sources by rule: who is credited, how far, and whose word a quotation is."""

import time

import pytest

from zhclaims.pipeline import mine
from zhclaims.quotations import find_quotations
from zhclaims.sources import Credit, find_credits


def credit_at(text: str, place: str) -> Credit | None:
    """The credit that answers for the last occurrence of a string."""
    doc = mine(text)
    at = text.rindex(place)
    sentence = doc.sentences.covering(at, at + len(place))
    assert sentence is not None
    return find_credits(doc).answering(sentence, at)


def source_of(text: str, place: str) -> str:
    credit = credit_at(text, place)
    return credit.who if credit else ""


NAMED = [
    ("【记者林小雨/台中报导】市议会今天通报，去年罚款300万元。", "300万元", "市议会"),
    ("长沙海关11月8日公布的统计快讯显示，出口增长8%。", "8%", "长沙海关"),
    ("某研究院3月发布的《城市用水报告》显示，漏损率为9%。", "9%", "《城市用水报告》"),
    ("在码头干了十年的王海生说，一天卸货40箱。", "40箱", "王海生"),
    ("江州港务局局长陈立民受访表示，吞吐量增加5%。", "5%", "江州港务局局长陈立民"),
    ("市交通局副局长李建国昨日在发布会上说，新开线路12条。", "12条", "市交通局副局长李建国"),
    ("检查组发现，有15台锅炉超标。", "15台", "检查组"),
    ("一家房产中介称，月租涨到1300元。", "1300元", "一家房产中介"),
    ("据初步核实，损失约20万元。", "20万元", ""),
    ("经市人民检察院审查查明，他受贿80万元。", "80万元", "市人民检察院"),
    ("经济部能源局说明，装机30座。", "30座", "经济部能源局"),
    ("经江州市人民检察院查明，他受贿80万元。", "80万元", "江州市人民检察院"),
    ("在多位分析师看来，毛利率会降到12%。", "12%", "多位分析师"),
    ("公开的数据显示，行业规模为30亿元。", "30亿元", "数据"),
]


@pytest.mark.parametrize(("text", "place", "who"), NAMED)
def test_who_speaks_is_named_without_dateline_date_and_clause(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


STANDING_IN = [
    ("江州港务局局长陈立民摇了摇头。他说，去年亏损300万元。", "300万元", "江州港务局局长陈立民"),
    (
        "市统计局发布《2024年水资源公报》和《江州产业发展报告》。报告显示，企业有500家。",
        "500家",
        "《江州产业发展报告》",
    ),
    ("比亚迪在深圳办公。公司称，员工超过90万人。", "90万人", "比亚迪"),
]


@pytest.mark.parametrize(("text", "place", "who"), STANDING_IN)
def test_pronouns_and_bare_nouns_stand_for_the_name_before(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


QUOTED = [
    ("“我们招了30人。现在还缺20人，招不到。”厂长王海生说。", "30人", "厂长王海生"),
    ("厂长王海生说：“我们招了30人。现在还缺20人。”", "20人", "厂长王海生"),
    ("“一天能卖200碗，够吃饭了。”面馆老板王海生今年40岁。", "200碗", "面馆老板王海生"),
    ("面馆老板王海生擦着桌子。“一天能卖200碗，够吃饭了。”", "200碗", "面馆老板王海生"),
    ("“智慧码头”去年装卸200箱。", "200箱", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), QUOTED)
def test_a_quotation_is_the_word_of_its_speaker_over_all_its_sentences(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


def test_what_someone_quoted_says_of_others_stays_his_word() -> None:
    text = "“今年已有4家对手宣布停产，一共裁员300人。”厂长王海生说。"
    assert source_of(text, "300人") == "厂长王海生"


LABELLED = [
    ("国家统计局：前三季度消费增长4%。", "4%", "国家统计局"),
    ("王海生：我们做了十年。现在有客户300家。", "300家", "王海生"),
    ("融资规模：3000万元，已到账。", "3000万元", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), LABELLED)
def test_a_name_and_a_colon_credit_what_follows(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


NOT_SPEECH = [
    ("江州出口的显示面板为90亿元。", "90亿元"),
    ("江州大力发展显示技术，产值90亿元。", "90亿元"),
    ("越南把关税从0提到15%。", "15%"),
    ("江州市中级人民法院（以下称法院）受理案件30件。", "30件"),
    ("江州集团对判决提出质疑，索赔300万元。", "300万元"),
]


@pytest.mark.parametrize(("text", "place"), NOT_SPEECH)
def test_words_of_speech_in_another_sense_credit_nobody(text: str, place: str) -> None:
    assert source_of(text, place) == ""


def test_sentences_tied_to_a_speakers_go_on_in_his_name() -> None:
    text = "市住建局局长陈立民介绍，改造进展顺利。截至目前，完成改造300户。村里很安静，有人口2000人。"
    assert source_of(text, "300户") == "市住建局局长陈立民"
    assert source_of(text, "2000人") == ""


def test_what_accordance_names_is_in_doubt_and_what_a_speaker_says_is_not() -> None:
    plan, speech = credit_at("按照总体方案，人口上限为300万。", "300万"), credit_at("厂长王海生说，缺20人。", "20人")
    assert plan is not None
    assert speech is not None
    assert (plan.sure, speech.sure) == (False, True)


def test_quotations_hold_a_clause_or_more() -> None:
    text = "“智慧码头建设工程项目部”成立。“我们有12台吊机，都很新。”"
    assert [text[found.start : found.end] for found in find_quotations(mine(text))] == ["“我们有12台吊机，都很新。”"]


def test_a_clause_that_never_ends_takes_no_longer_than_its_length() -> None:
    doc = mine("在中" * 2000 + "甲表示，有3家。")
    start = time.perf_counter()
    find_credits(doc)
    assert time.perf_counter() - start < 2
