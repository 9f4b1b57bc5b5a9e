"""Modality by rule: what is done, planned, thought likely or denied."""

import pytest

from zhclaims.binder.hints import Hint, Hinter
from zhclaims.pipeline import extract, mine
from zhclaims.sources import find_credits

PUBLISHED = "2025-03-01"


def modality_of(text: str, quote: str) -> str | None:
    return hint_of(text, quote).modality


def hint_of(text: str, quote: str, published: str | None = PUBLISHED) -> Hint:
    doc = mine(text, published=published)
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
    ("云川股份将K3机型售价下调两成。", "两成", "fact"),
    ("他将所持云川股份300万股质押。", "300万股", "fact"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), AS_BA)
def test_jiang_plans_before_a_verb_and_takes_an_object_before_a_noun(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


HEDGED = [
    ("预计未来五年，产值将超过300亿元。", "300亿元", "hedge"),
    ("机构推估，出货量为30万台。", "30万台", "hedge"),
    ("江州船厂料全年出口增3%。", "3%", "hedge"),
    ("江州光电估第三季出货8万台。", "8万台", "hedge"),
    ("江州评估今年收费8万元。", "8万元", "fact"),
    ("江州原料今年降价3%。", "3%", "fact"),
    ("公司净利预增80%。", "80%", "hedge"),
    ("分析师认为，均价将跌破3万元。", "3万元", "hedge"),
    ("据模拟测算，客流将达到8万人。", "8万人", "hedge"),
    ("公司表示，门店将达到80家。", "80家", "plan"),
    ("江州证券测算，2099年船市规模可达到80亿元。", "80亿元", "hedge"),
    ("江州港务局最新预测说，2099年将有8座码头投用，江州占3座。", "3座", "hedge"),
    ("年关将近，他挂帅的7个渔场交出成绩单。", "7个", "fact"),
    ("年回报只有零元或1500元。", "1500元", "fact"),
    ("全年规模或达1500元。", "1500元", "hedge"),
    ("台风路径预测误差降到80公里。", "80公里", "fact"),
    ("预计明年运量达3000万吨，是2019年1000万吨的3倍。", "1000万吨", "fact"),
    ("市场将从2023年的3亿元，增长到2028年的9亿元。", "9亿元", "plan"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), HEDGED)
def test_a_hedge_outweighs_the_future_and_or_between_figures_is_none(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


NOUNS = [
    ("渔船资助计划去年共批出60宗。", "60宗", "fact"),
    ("批准渔船60艘，涉及资助总额3亿元。", "3亿元", "fact"),
    ("市里计划资助渔船60艘。", "60艘", "plan"),
    ("该基金资助了16名学生。", "16名", "fact"),
    ("补助连三年累计62家。", "62家", "fact"),
    ("千灯计划提前三个月完成，装灯600盏。", "600盏", "fact"),
    ("双波段估计算法，把时间降到3秒。", "3秒", "fact"),
    ("对新企业给予最高300万元补助。", "300万元", "plan"),
    ("去年的购车补贴拉动销量，卖出300辆。", "300辆", "fact"),
    ("每户最高补贴2万元。", "2万元", "plan"),
    ("工厂获财政补助800万元。", "800万元", "fact"),
    ("馆方取消了搬迁计划，把30名员工调回江州。", "30名", "fact"),
    ("繁星计划自2023年启动，培训教师40名。", "40名", "fact"),
    ("公司获园区培育计划取录，原获分配实验室40间。", "40间", "fact"),
    ("公司把建厂计划无限期搁置，仅保留车队40辆。", "40辆", "fact"),
    ("居民人均预期寿命达78岁。", "78岁", "fact"),
    ("对相关5名干部给予党纪处分。", "5名", "fact"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), NOUNS)
def test_what_is_given_is_no_promise(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


AHEAD = [
    ("公司完成了全年23万辆目标的14%。", "23万辆", "plan"),
    ("今年的增长目标定为7%。", "7%", "plan"),
    ("目标价23元的股票涨了。", "23元", "fact"),
    ("活动有三个目标。", "三个", "fact"),
    ("公司预计全年亏损3亿元，上年盈利2亿元。", "2亿元", "fact"),
    ("公司预计全年亏损3亿元，较上年减亏2亿元。", "2亿元", "hedge"),
    ("到2027年，企业达到500家。", "500家", "plan"),
    ("到2027年，企业达到500家；目前有300家。", "300家", "fact"),
    ("《江州低空产业条例》规定，罚款上限5万元。", "5万元", "plan"),
    ("双方的协议约定，乙方提供36台设备。", "36台", "plan"),
    ("本地配套率要达到50%。", "50%", "plan"),
    ("去年，企业达到500家。", "500家", "fact"),
    ("公司计划建厂；去年营收30亿元。", "30亿元", "fact"),
    ("拟办学规模为：小学24个班；初中36个班。", "36个", "plan"),
    ("集团计划募款9亿元，实际到账2亿元。", "2亿元", "fact"),
    ("公司计划投资40亿元，现有工人300名。", "300名", "fact"),
    ("力争营收较去年增长15%，用工达到500人。", "500人", "plan"),
    ("全市书屋要从目前的60间增加到200间。", "200间", "plan"),
    ("全市书屋要从目前的60间增加到200间。", "60间", "fact"),
    ("应把食堂座位增加到900个。", "900个", "plan"),
    ("基金规模不低于3亿元。", "3亿元", "plan"),
    ("投产后年产能6万吨。", "6万吨", "plan"),
    ("投产后累计产钢6万吨。", "6万吨", "fact"),
    ("按照总体规划，车站有站台6座。", "6座", "plan"),
    ("学校必须配备校医，每600名学生至少1名。", "1名", "plan"),
    ("新店10月开张，面积300平方米。", "300平方米", "fact"),
    ("公司拟出资3亿元组建新港。其中，江州港出资2亿元，占66%。", "2亿元", "plan"),
    ("公司拟出资3亿元组建新港。其中，江州港已出资2亿元。", "2亿元", "fact"),
    ("去年营收3亿元，拟派息5000万元。其中，港口营收2亿元。", "2亿元", "fact"),
    ("公司谋划新港，又在江州招了40人，其中博士3人。", "3人", "fact"),
    ("银行同意为其提供不超过2亿元的贷款。", "2亿元", "plan"),
    ("银行已为其提供了不超过2亿元的贷款。", "2亿元", "fact"),
    ("江州港公开招聘12人启事", "12人", "plan"),
    ("2026年杭州地区生产总值预期增长6%，固定资产投资增长3%。", "6%", "plan"),
    ("2026年杭州地区生产总值预期增长6%，固定资产投资增长3%。", "3%", "plan"),
    ("2026年，全市进出口预期增长6%；去年增长3%。", "3%", "fact"),
    ("市政府提出，2026年社会消费品零售总额预期增长6%。", "6%", "plan"),
    ("江州证券认为，2026年杭州GDP预期增长6%。", "6%", "hedge"),
    ("公司收入预期增长6%。", "6%", "hedge"),
    ("房东只愿退回200元。", "200元", "plan"),
    ("公司不愿意支付200元。", "200元", "fact"),
    ("考虑到已经涨了200元，不宜再买。", "200元", "fact"),
    ("实际用款较原计划多3亿元。", "3亿元", "fact"),
    ("2026年产能将增至6万台，员工增加800人。", "800人", "plan"),
    ("杭州提出今年渔业产值增长6%。", "6%", "plan"),
    ("温州市政府提出，港口吞吐量达到3亿吨。", "3亿吨", "plan"),
    ("杭州提出的方案使产值增长6%。", "6%", "fact"),
    ("老船长提出产值增长6%太少。", "6%", "fact"),
    ("2026年产能将增至6万台，目前有员工800人。", "800人", "fact"),
    ("2023年产能将增至6万台，员工增加800人。", "800人", "fact"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), AHEAD)
def test_a_plan_lasts_until_the_text_turns_to_what_is(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality


DENIED = [
    ("公司否认裁员500人。", "500人", "negated"),
    ("云川股份驳斥了将关闭12家门店的传闻。", "12家", "negated"),
    ("公司否认裁员，去年招聘500人。", "500人", "fact"),
]


@pytest.mark.parametrize(("text", "quote", "modality"), DENIED)
def test_what_is_denied_is_no_fact(text: str, quote: str, modality: str) -> None:
    assert modality_of(text, quote) == modality
    told = {claim.value_text: claim.modality for claim in extract(text, published=PUBLISHED).claims}
    assert told[quote] == modality


IMPOSED = [
    ("江州证监局决定对王某处以三万元罚款。", "三万元"),
    ("市监局对该公司给予警告并处罚款80万元。", "80万元"),
    ("法院酌定保险公司按30%的比例赔付。", "30%"),
    ("对司机未挂号牌的行为，作出罚款200元的处罚。", "200元"),
]


@pytest.mark.parametrize(("text", "quote"), IMPOSED)
def test_what_is_imposed_is_decided(text: str, quote: str) -> None:
    told = {claim.value_text: claim.modality for claim in extract(text, published=PUBLISHED).claims}
    assert told[quote] == "fact"


def test_what_may_be_imposed_is_not_decided() -> None:
    assert hint_of("酒后驾驶机动车，处拘留，并处5000元罚款。", "5000元").modality_rule == "modality:default"
    assert modality_of("《江州河道条例》规定，可处以三万元罚款。", "三万元") == "plan"


def test_no_denial_reaches_what_came_instead() -> None:
    assert modality_of("王某并非辞职被罚3万元", "3万元") == "fact"
    assert modality_of("产量没有达到3万吨。", "3万吨") == "negated"


def test_a_headline_sets_its_statements_apart_by_spaces() -> None:
    text = "江州港拟套现3亿元 去年亏损2亿元\n江州港位于江州，靠海。"
    assert [modality_of(text, quote) for quote in ("3亿元", "2亿元")] == ["plan", "fact"]


def test_a_year_after_all_others_of_an_undated_text_lies_ahead() -> None:
    ahead, behind = "2018年建成12个。到2030年，示范村40个。", "2031年建成12个。到2030年，示范村40个。"
    assert hint_of(ahead, "40个", published=None).modality == "plan"
    assert hint_of(behind, "40个", published=None).modality == "fact"


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
    ("棉花产量比上年减少3.1%。", "3.1%", "decrease"),
    ("茶叶销量比上年增加了两成。", "两成", "increase"),
    ("铜、铝和锌的价格分别下跌3%、5%和8%。", "5%", "decrease"),
    ("铜、铝和锌的价格分别下跌3%、5%和8%。", "8%", "decrease"),
    ("铜和锌的存量分别为3吨、5吨。", "5吨", "level"),
    ("科创板指跌1.3%。", "1.3%", "decrease"),
    ("综合指数跌60點或0.4%。", "0.4%", "decrease"),
    ("纽约期油涨2美元或3.1%。", "3.1%", "increase"),
    ("地产股指数挫90点或1.8%。", "90点", "decrease"),
    ("综指昨升75点或0.6%。", "0.6%", "increase"),
    ("客流降3万人次，份额为20%或21%。", "21%", "level"),
    ("挂牌量480套，环比降9%。", "9%", "decrease"),
    ("全年飞机起降25万架次。", "25万架次", "level"),
    ("客流降幅为6.5%。", "6.5%", "decrease"),
    ("客流降幅收窄至6.5%。", "6.5%", "to"),
    ("失业率低于上年同期0.3个百分点。", "0.3个百分点", "decrease"),
    ("失业率高于上年同期的5.1%。", "5.1%", "level"),
    ("渔船占比升至55%，高于上年的53.2%。", "53.2%", "level"),
    ("渔船占比升至55%，高于上年53.2个百分点。", "53.2个百分点", "increase"),
    ("失业率高出全省平均0.3个百分点。", "0.3个百分点", "level"),
    ("人口比2020年第七次普查少了7万人。", "7万人", "decrease"),
    ("补贴逐年递减20%。", "20%", "decrease"),
    ("客流比前年的8万人减少5%。", "8万人", "level"),
    ("客流比前年减少5%。", "5%", "decrease"),
    ("客流有5%的增长。", "5%", "increase"),
    ("受访店主中，担心客流减少（61%）的最多。", "61%", "level"),
    ("两名股东减持300万股。", "300万股", "level"),
    ("持股比例减持至4%。", "4%", "to"),
    ("茶价涨到每斤800元。", "800元", "to"),
    ("增长的贡献率达到六成。", "六成", "level"),
    ("工业增速力争达到6%。", "6%", "increase"),
    ("各镇增速均超过9%。", "9%", "increase"),
    ("渔业增速最快，达到9%。", "9%", "increase"),
    ("渔业增速居首，达到9%。", "9%", "increase"),
    ("渔业占比居首，达到9%。", "9%", "level"),
    ("煤炭降幅最大，为4%。", "4%", "decrease"),
    ("全县跑出了7%的工业增速。", "7%", "increase"),
    ("增速在全省9个城市中居首。", "9个", "level"),
    ("煤炭拉低工业增速2个百分点。", "2个百分点", "decrease"),
    ("风电占新增装机的比重为60%。", "60%", "level"),
    ("新增贷款七成投向农业。", "七成", "level"),
    ("新增用户增长七成。", "七成", "increase"),
    ("收入比去年多收3万元。", "3万元", "increase"),
    ("木材较原计划少投4000吨。", "4000吨", "decrease"),
    ("股息率比五年期国债高出90个基点。", "90个基点", "level"),
    ("良品率比试产时高出3个百分点。", "3个百分点", "increase"),
    ("船厂股价低开2%。", "2%", "decrease"),
    ("基金净值回撤5%。", "5%", "decrease"),
]


@pytest.mark.parametrize(("text", "quote", "change"), CHANGES)
def test_a_change_is_told_by_its_sign_its_verb_or_an_earlier_time(text: str, quote: str, change: str) -> None:
    assert hint_of(text, quote).change == change
