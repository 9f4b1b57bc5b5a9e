"""Whole phrases of figures: the list that is counted, what a clause tells of, what stands right behind a count."""

import pytest

from test_edges import numbers_of
from zhclaims.binder.edges import fit_metric, fit_subject
from zhclaims.binder.heads import whole_metric, whole_phrases, whole_subject
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import mine


@pytest.mark.parametrize(
    ("text", "chosen", "metric", "whole"),
    [
        ("舟山、台州、温州3座城市签约。", "舟山", "签约", "舟山、台州、温州"),
        ("舟山、台州、温州等3座城市签约。", "舟山", "签约", "舟山、台州、温州等"),
        ("渔业局、海事局、气象局共计60人参加演练。", "渔业局", "参加演练", "渔业局、海事局、气象局"),
        ("舟山、台州签约，温州3座码头停用。", "舟山", "停用", "舟山"),  # another clause's count
        ("舟山、台州投资3亿元。", "舟山", "投资", "舟山"),  # a sum counts no list
        ("采用新工艺的船厂减少废水3吨。", "采用新工艺", "减少废水", "采用新工艺的船厂"),
        ("来自海岛的渔民有60人。", "来自海岛", "有", "来自海岛的渔民"),
        ("舟山的渔民有60人。", "舟山", "渔民", "舟山"),  # 舟山 is a whole name
        ("食品加工企业新增订单60笔。", "食品加工", "新增订单", "食品加工企业"),
        ("水产养殖项目占地60亩。", "水产养殖", "占地", "水产养殖项目"),
        ("舟山企业有60家。", "舟山", "企业", "舟山"),
    ],
)
def test_a_subject_has_its_whole_list_and_its_head(text: str, chosen: str, metric: str, whole: str) -> None:
    words = cut_words(mine(text))
    target = next(number for number, word in enumerate(words.items) if word.fact is not None)
    said = numbers_of(words, metric)
    assert words.text(whole_subject(words, target, numbers_of(words, chosen), said)) == whole


def test_every_figure_behind_a_counted_list_is_of_the_whole_list() -> None:
    words = cut_words(mine("舟山、台州、温州3座城市去年投资2亿元。"))
    target = max(number for number, word in enumerate(words.items) if word.text == "2亿元")
    subject = whole_subject(words, target, numbers_of(words, "舟山、台州"), numbers_of(words, "投资"))
    assert words.text(subject) == "舟山、台州、温州"


@pytest.mark.parametrize(
    ("text", "subject", "chosen", "whole"),
    [
        ("海岛有12艘渔船停运。", ["海岛"], ["停运"], "渔船停运"),
        ("海岛4间6层民房倒塌。", ["海岛"], ["倒塌"], "民房倒塌"),
        ("海岛12辆120急救车出动。", ["海岛"], ["出动"], "急救车出动"),
        ("公司有60名销售人员返岗。", ["公司"], ["销售", "返岗"], "销售人员返岗"),
        ("海岛60人客船包间停用。", ["海岛"], ["停用"], "停用"),  # 人 is the noun itself
        ("60名渔民返岗。", ["渔民"], ["返岗"], "返岗"),  # told by the subject
        ("海岛渔船12艘客船停运。", ["海岛"], ["渔船"], "渔船"),  # the count has its noun before it
        ("海岛投资12亿元码头扩建。", ["海岛"], ["投资"], "投资"),  # no count
        ("船厂列入重点名录的企业有60家。", ["船厂"], ["列入", "名录"], "列入重点名录"),
        ("船东变更航道的违规行为有60起。", ["船东"], ["变更", "违规行为"], "变更航道的违规行为"),
        ("船厂列入最新的名录，企业有60家。", ["船厂"], ["列入", "名录"], "列入名录"),
    ],
)
def test_a_metric_has_what_is_counted_and_no_gap(text: str, subject: list[str], chosen: list[str], whole: str) -> None:
    words = cut_words(mine(text))
    target = next(number for number, word in enumerate(words.items) if word.fact is not None)
    whose, said = numbers_of(words, *subject), numbers_of(words, *chosen)
    assert words.text(whole_metric(words, target, whose, said)) == whole


def test_a_cut_phrase_of_an_earlier_clause_is_no_part_of_a_metric() -> None:
    words = cut_words(mine("渔船的捕捞配额为8吨，出口价格涨了6元。"))
    target = max(number for number, word in enumerate(words.items) if word.fact is not None)
    assert words.text(whole_metric(words, target, [0], numbers_of(words, "捕捞", "出口价格"))) == "出口价格"
    assert words.text(whole_metric(words, target, [0], numbers_of(words, "捕捞配额", "出口价格"))) == "出口价格"


@pytest.mark.parametrize(
    ("text", "chosen", "whole"),
    [
        ("船厂营业收入8亿元，净利润2亿元，同比增长9%。", ["营业收入", "净利润", "同比增长"], "净利润同比增长"),
        ("船厂净利润2亿元，毛利率由8%提升至9%。", ["净利润", "毛利率"], "毛利率"),
        ("船厂产量8万台，销量6万台，同比增长9%。", ["产量", "销量", "同比增长"], "销量同比增长"),
        ("船厂渔船订单8亿元，其中出口占9%。", ["渔船订单", "出口"], "出口"),
        (
            "船厂新增渔船数60，前值80，环比增9%。",
            ["新增渔船数", "前值", "环比增"],
            "新增渔船数前值环比增",
        ),  # of the same
        ("渔船8万台，销量同比增长9%。", ["渔船", "销量", "同比增长"], "渔船销量同比增长"),  # a bare measure of them
        ("船厂营收同比增长9%至8亿元。", ["营收", "同比增长"], "营收"),
        ("船厂净亏损大幅收窄9%到8亿元。", ["净亏损", "收窄"], "净亏损"),
        ("船厂海外收入下降9%至约8亿元。", ["海外收入", "下降"], "海外收入"),
        ("船厂毛利率提升9个百分点，增长至8亿元。", ["增长"], "增长"),
    ],
)
def test_a_metric_is_of_the_nearest_measure_and_a_level_tells_no_change(
    text: str, chosen: list[str], whole: str
) -> None:
    words = cut_words(mine(text))
    target = max(number for number, word in enumerate(words.items) if word.fact is not None)
    assert words.text(whole_metric(words, target, [0], numbers_of(words, *chosen))) == whole


def test_what_stands_behind_the_comma_is_no_part_of_a_metric_before_it() -> None:
    words = cut_words(mine("船厂工作两年，船工参与检修。"))
    target = next(number for number, word in enumerate(words.items) if word.fact is not None)
    assert words.text(whole_metric(words, target, [0], numbers_of(words, "工作", "参与检修"))) == "工作"


@pytest.mark.parametrize(
    ("text", "metric", "whole"),
    [
        ("渔港35个泊位全年供电60万千瓦时。", ["泊位", "供电"], ("渔港35个泊位", "供电")),
        ("渔港35个泊位全年供电60万千瓦时。", ["泊位"], ("渔港35个", "泊位")),  # a metric is not left without words
    ],
)
def test_a_subject_that_ends_in_a_figure_has_the_noun_behind_it(
    text: str, metric: list[str], whole: tuple[str, str]
) -> None:
    words = cut_words(mine(text))
    first, last = [number for number, word in enumerate(words.items) if word.kind in ("count", "measure", "duration")]
    found = whole_phrases(words, last, list(range(first + 1)), numbers_of(words, *metric))
    assert (words.text(found[0]), words.text(found[1])) == whole


def test_a_metric_ends_before_a_preposition_whose_noun_is_not_in_it() -> None:
    words = cut_words(mine("渔场的成活率由8%升到60%。"))
    target = max(number for number, word in enumerate(words.items) if word.fact is not None)
    assert words.text(fit_metric(words, target, numbers_of(words, "成活率由"))) == "成活率"


def test_a_subject_holds_a_whole_place_but_no_rest_of_a_title() -> None:
    words = cut_words(mine("松江智慧产业园新增绿地60亩。"))
    assert words.text(fit_subject(words, numbers_of(words, "松江智慧"))) == "松江智慧产业园"
    words = cut_words(mine("《渔村污水治理办法》印发，渔村新建管网60公里。"))
    assert words.text(fit_subject(words, numbers_of(words, "渔村"))) == "渔村"
