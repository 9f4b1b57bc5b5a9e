"""Whole names and phrases: what is left of the words that were chosen for subject and metric, and the noun they lack."""

import pytest

from zhclaims.binder.asides import less_aside, less_cause
from zhclaims.binder.edges import fit_actor, fit_metric, fit_subject, told_apart
from zhclaims.binder.words import Words, cut_words
from zhclaims.metric_nouns import noun_of, with_noun
from zhclaims.pipeline import mine
from zhclaims.quantities import find_quantities
from zhclaims.relevance import is_claimed


def numbers_of(words: Words, *phrases: str) -> list[int]:
    """The numbers of the words of some phrases, each of which begins and ends with a word."""
    text = "".join(word.text for word in words.items)
    starts = [sum(len(word.text) for word in words.items[:number]) for number in range(len(words))]
    chosen: list[int] = []
    for phrase in phrases:
        begin = text.index(phrase)
        chosen += [n for n, start in enumerate(starts) if begin <= start < begin + len(phrase)]
    assert words.text(chosen) == "".join(phrases)
    return chosen


@pytest.mark.parametrize(
    ("text", "chosen", "fitted"),
    [
        ("德清的渔场位于莫干山下，占地30亩。", "渔场位于莫干山", "渔场"),
        ("轿车在匝道追尾，3人受伤。", "轿车在匝道", "轿车"),
        ("村民目前把果园租出，收入8万元。", "村民目前", "村民"),
        ("船厂预估明年营收8亿元。", "船厂预估", "船厂"),
        ("船厂与学校合办培训班2期。", "船厂与", "船厂"),
        ("到了年底，让农户增收5万元。", "让农户", "农户"),
        ("在海边养虾的农户有60家。", "在海边养虾的农户", "在海边养虾的农户"),
        ("王小明修好水泵3台。", "王小明修好水泵", "王小明"),
        ("完成改造的老楼共12栋。", "老楼", "老楼"),
        ("渔场2024年度产虾8万斤。", "渔场2024年度", "渔场"),
        ("绍兴2024年度改造老楼12栋。", "绍兴2024年度改造老楼", "绍兴"),
        ("船东曾向渔民借款8万元。", "船东曾", "船东"),
        ("船队组织了渔民，捕鱼8万斤。", "船队组织了渔民", "船队"),
        ("渔业局印发《捕捞规划》，惠及渔民60户。", "渔业局印发《捕捞规划", "渔业局"),
        ("零跑预计交付8万辆。", "零跑预计", "零跑"),
        ("船厂有望接单12艘。", "船厂有望接单", "船厂"),
        ("渔场分别产虾8万斤。", "渔场分别", "渔场"),
        ("法院责令船东赔偿8万元。", "法院责令船东", "船东"),
        ("海事局认为船东应赔8万元。", "海事局认为船东", "船东"),
        ("绍兴有多个渔场停产，损失8万元。", "绍兴有多个", "绍兴"),
        ("绍兴渔场获渔业基金投资8万元。", "绍兴渔场获渔业基金投资", "绍兴渔场"),
        ("渔业风波未平\n记者走访渔场12家。", "未平记者", "记者"),
        ("德清渔船漏油 船东索赔8万元。", "漏油船东", "船东"),
    ],
)
def test_a_subject_ends_before_its_predicate(text: str, chosen: str, fitted: str) -> None:
    words = cut_words(mine(text))
    assert words.text(fit_subject(words, numbers_of(words, chosen))) == fitted


@pytest.mark.parametrize(
    ("text", "chosen", "fitted"),
    [
        ("渔船被大风掀翻。", "渔船被大风", "大风"),
        ("渔船被掀翻。", "渔船被", "渔船"),
        ("记者在渔村遇到船东。", "记者在渔村", "记者"),
        ("渔民及船东签下合同。", "渔民及船东", "渔民及船东"),
        ("法院责令船东拆除围网。", "法院责令船东", "船东"),
        ("绍兴有渔民落水。", "绍兴有渔民", "渔民"),
    ],
)
def test_who_acts_stands_behind_bei_or_before_the_predicate(text: str, chosen: str, fitted: str) -> None:
    words = cut_words(mine(text))
    assert words.text(fit_actor(words, numbers_of(words, chosen))) == fitted


@pytest.mark.parametrize(
    ("text", "subject", "metric", "fitted"),
    [
        ("绍兴渔业产值8亿元。", "绍兴渔业", "渔业产值", ("绍兴", "渔业产值")),
        ("旅游渔船收入8亿元。", "旅游渔船", "渔船收入", ("旅游渔船", "收入")),
        ("绍兴合计捕鱼8万斤。", "绍兴", "绍兴合计捕鱼", ("绍兴", "合计捕鱼")),
        ("渔业产值8亿元。", "渔业", "渔业产值", ("渔业", "渔业产值")),
        ("渔村的渔船有60艘。", "渔村的渔船", "渔船", ("渔村的", "渔船")),
        ("某渔村60户捕鱼。", "某渔村", "渔村", ("某渔村", "渔村")),
        ("渔船有60艘。", "渔船", "渔船", ("渔船", "渔船")),
    ],
)
def test_subject_and_metric_share_no_word(text: str, subject: str, metric: str, fitted: tuple[str, str]) -> None:
    words = cut_words(mine(text))
    pair = told_apart(words, numbers_of(words, subject), numbers_of(words, metric))
    assert tuple(map(words.text, pair)) == fitted


def test_a_subject_holds_the_whole_name_unless_the_text_uses_its_beginning_as_a_name() -> None:
    words = cut_words(mine("浙江大学医学院今年招收博士120名。"))
    cut = numbers_of(words, "浙江大学")
    whole = words.text(fit_subject(words, cut))
    assert whole == "浙江大学医学院"
    words = cut_words(mine("浙江大学医学院今年招收博士120名，浙江大学共招收2000名。"))
    assert words.text(fit_subject(words, numbers_of(words, "浙江大学")[: len(cut)])) == "浙江大学"


@pytest.mark.parametrize(
    ("text", "chosen", "fitted"),
    [
        ("海州开发区（东港）去年产值8亿元。", "海州开发区（东港", "海州开发区"),
        ("海州开发区（东港）管委会发放8亿元。", "海州开发区（东港）管委会", "海州开发区（东港）管委会"),
        ("海州的渔民（船东8名）获救。", "海州的渔民（船东", "海州的渔民（船东"),
    ],
)
def test_another_name_in_brackets_is_left_out_of_a_subject(text: str, chosen: str, fitted: str) -> None:
    words = cut_words(mine(text))
    target = next(number for number, word in enumerate(words.items) if word.text.startswith("8"))
    assert words.text(less_aside(words, target, numbers_of(words, chosen))) == fitted


@pytest.mark.parametrize(
    ("metric", "fitted"),
    [
        ("受油价拖累亏损", "亏损"),
        ("受大风影响减产", "减产"),
        ("受大风影响最大船厂", "受大风影响最大船厂"),
        ("受影响渔民", "受影响渔民"),
        ("受理案件", "受理案件"),
    ],
)
def test_what_a_figure_comes_of_is_no_part_of_its_metric(metric: str, fitted: str) -> None:
    words = cut_words(mine(f"船厂{metric}8亿元。"))
    assert words.text(less_cause(words, numbers_of(words, metric))) == fitted


@pytest.mark.parametrize(
    ("text", "figure", "chosen", "fitted"),
    [
        ("船厂去年营收4亿元，净利润3000万元。", "3000万元", ("营收", "净利润"), "净利润"),
        ("医院引进博士12名、硕士30名。", "30名", ("引进博士", "硕士"), "引进硕士"),
        ("县里有小学9所、幼儿园21所。", "21所", ("小学", "幼儿园"), "幼儿园"),
        ("公司完成融资两轮，总额6亿元。", "6亿元", ("融资", "总额"), "融资总额"),
        ("全市出口50亿元，同比增长8%。", "8%", ("出口", "同比增长"), "出口同比增长"),
        ("园区关停旧产能12万吨，安置人员300人。", "300人", ("旧产能", "安置人员"), "安置人员"),
        ("渡口去年接待游客20万人，收入300万元，是门票的6倍。", "6倍", ("收入", "是门票"), "收入是门票"),
        ("船厂只能交付船舶6艘。", "6艘", ("只能交付船舶",), "交付船舶"),
        ("老渔民均修补渔网6张。", "6张", ("均修补渔网",), "修补渔网"),
        ("船厂共交付船舶6艘。", "6艘", ("共交付船舶",), "交付船舶"),
        ("渔场向全县的学校赠送图书80册。", "80册", ("向", "赠送图书"), "赠送图书"),
        ("渔场向学校赠送图书80册。", "80册", ("向学校赠送图书",), "向学校赠送图书"),
        ("农场产量30万吨，全省第二。", "第二", ("产量", "全省"), "产量全省"),
        ("报价30万元 联系人王小明", "30万元", ("报价", "联系人"), "报价"),
        ("人数：3人要求：能吃苦。", "3人", ("人数", "要求"), "人数"),
        ("全县现有：3人渔户", "3人", ("现有", "渔户"), "现有渔户"),
        ("新建 30 座 水库", "30 座", ("新建", "水库"), "新建水库"),
        ("渔场收益率介乎3%至5%。", "3%至5%", ("收益率介乎",), "收益率"),
        ("渔场开支维持3亿元。", "3亿元", ("开支维持",), "开支"),
        ("渔网重量控制在3公斤。", "3公斤", ("重量控制",), "重量"),
        ("渔霸3人被海警控制。", "3人", ("被海警控制",), "被海警控制"),
        ("船厂拟出资3亿元。", "3亿元", ("拟出资",), "出资"),
        ("船厂已交付渔船3艘。", "3艘", ("已交付渔船",), "交付渔船"),
        ("30万元 奖金已发放", "30万元", ("奖金",), "奖金"),
    ],
)
def test_a_metric_leaves_out_what_the_figure_before_is_of(
    text: str, figure: str, chosen: tuple[str, ...], fitted: str
) -> None:
    words = cut_words(mine(text))
    target = next(number for number, word in enumerate(words.items) if word.text == figure)
    assert words.text(fit_metric(words, target, numbers_of(words, *chosen))) == fitted


@pytest.mark.parametrize(
    ("text", "metric", "whole"),
    [
        ("58岁的船工", "船工", "年龄"),
        ("平均31岁", "平均", "平均年龄"),
        ("平均年龄31岁", "平均年龄", "平均年龄"),
        ("产量居全国第二", "产量全国", "产量全国排名"),
        ("排名第二", "产量排名", "产量排名"),
        ("第三座大桥", "大桥", "大桥"),
        ("占四成", "占", "占比"),
        ("最长三年", "最长", "最长时间"),
        ("每吨1800元", "每吨", "每吨价格"),
        ("每月工资1800元", "每月工资", "每月工资"),
        ("投资1800元", "投资", "投资"),
        ("1800元", "", ""),
        ("触礁造成2死", "触礁造成", "触礁造成死亡"),
        ("5伤", "触礁造成死亡", "触礁造成受伤"),
        ("5伤", "死亡", "受伤"),
        ("炉内1200℃", "炉内", "炉内温度"),
        ("最高气温31℃", "最高气温", "最高气温"),
        ("海州4.9级地震", "海州", "震级"),
    ],
)
def test_a_metric_gets_the_noun_that_its_figure_tells(text: str, metric: str, whole: str) -> None:
    assert with_noun(metric, find_quantities(text)[0]) == whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新店24小时营业。", False),
        ("工人24小时连续作业。", True),
        ("新建220千伏变电站。", False),
        ("线路电压为220千伏。", True),
        ("客服电话是10086。", False),
        ("考生多来自985/211高校。", False),
        ("依据该法第37条、41条作出决定。", False),
        ("他触犯刑法253条、280条。", False),
        ("展厅在负一层。", False),
        ("市里的做法有3条。", True),
        ("京昆高速汉中段1207km处发生追尾。", False),
        ("两地相距1207公里。", True),
        ("闸站24小时紧盯水位。", False),
        ("窗口全天24小时。", False),
        ("货车停了24小时。", True),
        ("24小时内降雨90毫米。", True),
        ("一分钱恨不得掰成8瓣。", False),
        ("1盎司约合28.35克。", False),
        ("1港元兑0.9元人民币。", True),
        ("引进3亿元（5000万美元）以上项目。", False),
        ("他潜逃9年后被捕。", True),
        ("公园开放两个月以来，游客很多。", True),
        ("股价创出3个月来新高。", False),
        ("全县实施三年行动计划。", False),
        ("工厂运行了三年。", True),
        ("渡船与货轮相撞，两船均有损伤，三人上了岸。", False),
        ("渡船触礁，三人落水。", True),
        ("乘客中四人没有票，两人上了岸。", True),
        ("果农把三成以上的柑橘卖到外省。", True),
        ("茶叶收入的15%以上用于修路。", True),
        ("持股5%以上的股东没有到场。", False),
        ("渔民可领取2万元以内的补贴。", True),
        ("年产值超过2亿元的企业，由县里派人上门。", False),
        ("这是一家年产值超过2亿元的企业，老板姓李。", True),
        ("采购额达到500万元的，分别给予奖励。", False),
        ("村外有500千伏线路。", False),
        ("芯片来自县里的8英寸厂。", False),
        ("晶圆直径8英寸。", True),
    ],
)
def test_a_number_that_names_a_thing_is_no_claim(text: str, said: bool) -> None:
    doc = mine(text)
    assert is_claimed(doc, list(doc.quantities)[-1], next(iter(doc.sentences))) is said


def test_an_amount_that_is_said_again_in_brackets_is_no_second_claim() -> None:
    doc = mine("发行规模不超过3亿元（含3亿元）。")
    sentence = next(iter(doc.sentences))
    assert [is_claimed(doc, quantity, sentence) for quantity in doc.quantities] == [True, False]


@pytest.mark.parametrize(
    ("text", "subject", "noun"),
    [
        ("渔网30张", "渔网", "数量"),
        ("50吨的礁石", "礁石", "重量"),
        ("渡船要6小时", "渡船", "时间"),
        ("3米高的浪", "浪", "浪"),
    ],
)
def test_a_figure_of_nothing_but_its_subject_has_the_noun_of_its_kind(text: str, subject: str, noun: str) -> None:
    assert noun_of(subject, find_quantities(text)[0]) == noun
