"""Sources by rule: who is credited, how far, and whose word a quotation is."""

import time

import pytest

from zhclaims.credit import Credit
from zhclaims.pipeline import extract, mine
from zhclaims.quotations import find_quotations
from zhclaims.sources import find_credits


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
    ("董事长李建国日前在股东会表示，员工12人。", "12人", "董事长李建国"),
    ("总经理王海生在线上法说会指出，毛利率12%。", "12%", "总经理王海生"),
    ("执行长王海生会后宣布，公司将招募9名工程师。", "9名", "执行长王海生"),
    ("检查组发现，有15台锅炉超标。", "15台", "检查组"),
    ("一家房产中介称，月租涨到1300元。", "1300元", "一家房产中介"),
    ("据初步核实，损失约20万元。", "20万元", ""),
    ("经市人民检察院审查查明，他受贿80万元。", "80万元", "市人民检察院"),
    ("经济部能源局说明，装机30座。", "30座", "经济部能源局"),
    ("经江州市人民检察院查明，他受贿80万元。", "80万元", "江州市人民检察院"),
    ("在多位分析师看来，毛利率会降到12%。", "12%", "多位分析师"),
    ("公开的数据显示，行业规模为30亿元。", "30亿元", "数据"),
    ("江州证券发布研报指出，关税降到15%。", "15%", "江州证券"),
    ("消息人士指出，订单有30万片。", "30万片", "消息人士"),
    ("有消息称抽成低至8%。", "8%", "消息"),
    ("消息传出，鸡蛋涨了两成。", "两成", ""),
    ("全市交通工作会议也提出，今年修路300公里。", "300公里", "全市交通工作会议"),
    ("该说法尚未得到江州官方证实，称损失300万元。", "300万元", ""),
    ("江州社海州3月5日电 海州市统计局5日发布数据，去年出口增长8%。", "8%", "海州市统计局"),
    ("（江州，2025年3月5日）家电企业江州电器今日宣布，工厂已招工300人。", "300人", "家电企业江州电器"),
    ("江州市港口管理办公室介绍，新港有泊位12个。", "12个", "江州市港口管理办公室"),
    ("江州微称，去年出货300万只。", "300万只", "江州微"),
    ("厂长王海生在内部信中称，账上有3亿元。", "3亿元", "厂长王海生"),
    ("江州的海港公司则在2月27日发布快报称，营收23亿元。", "23亿元", "江州的海港公司"),
    ("江州数据测算，去年游戏市场规模只有6亿元。", "6亿元", "江州数据"),
    ("公告称，二期建成后每月增产2万片。", "2万片", "公告"),
    ("江州港务局9月4日在互动平台回复，上半年装卸62万箱。", "62万箱", "江州港务局"),
    ("江州港务局昨日举行发布会。数据显示，吞吐量为89万吨。", "89万吨", "江州港务局"),
    ("新药已在临床，二期数据显示，有71名患者好转。", "71名", ""),
    ("江州市发布“港口十条”。其中明确，新船每艘奖励30万元。", "30万元", "“港口十条”"),
]


@pytest.mark.parametrize(("text", "place", "who"), NAMED)
def test_who_speaks_is_named_without_dateline_date_and_clause(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


BESIDE_SPEAKING = [
    ("村民王海生向县里的热线打来电话反映，井水浑了12天。", "12天", "村民王海生"),
    ("江州港务局通过其官方微博通报称，停航3天。", "3天", "江州港务局"),
    ("市气象台台长陈立民指着屏幕告诉记者，雨量有40毫米。", "40毫米", "市气象台台长陈立民"),
    ("江州大学19日晚通过官方微博回应，退费500元。", "500元", "江州大学"),
    ("派出所接到群众报警称，丢失现金3000元。", "3000元", "群众"),
    ("市交通局新闻发言人强调说，新线有12站。", "12站", "市交通局新闻发言人"),
    ("江州银行已正式宣布，减员300人。", "300人", "江州银行"),
    ("【快讯】江州港务局宣布，吞吐量增加5%。", "5%", "江州港务局"),
    ("科协副主任曾刚认为，成本能降3成。", "3成", "科协副主任曾刚"),
    ("“江州云谷”的总经理王海生说，招了63人。", "63人", "“江州云谷”的总经理王海生"),
    ("江州新能源产业推进会公布，装机200兆瓦。", "200兆瓦", "江州新能源产业推进会"),
    ("虽然多家银行表示首付只要两成，仍有一家要三成。", "三成", ""),
    ("乘客可向司机主张赔偿3000元。", "3000元", ""),
    ("如果业主认为收费太高，可退200元。", "200元", ""),
    ("随着美联储宣布降息，金价涨了5%。", "5%", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), BESIDE_SPEAKING)
def test_what_a_speaker_does_beside_speaking_is_no_part_of_who_he_is(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


ACCORDING = [
    ("据法新社12月13日报道，已有2人受伤。", "2人", "法新社"),
    ("按照规划，园区占地300亩。", "300亩", ""),
    ("根据统一核算结果，全市产值为300亿元。", "300亿元", ""),
    ("据店长陈立民告诉记者，日销200碗。", "200碗", "店长陈立民"),
    ("根据《城市用水条例》的相关规定，罚款500元。", "500元", "《城市用水条例》"),
    ("据江州日报不完全统计，有7家关门。", "7家", "江州日报"),
    ("据统计2017年全市事故300起，伤120人。", "120人", ""),
    ("根据学生的实际需要，学校添置桌椅40套。", "40套", ""),
    ("根据在车间发现的账本，货值为36万元。", "36万元", ""),
    ("根据相关法律规定，该厂被罚款4000元。", "4000元", ""),
    ("根据《河道条例》第六条，给予该厂罚款7000元的处罚。", "7000元", ""),
    ("据说野猪很怕它们，养了12条。", "12条", ""),
    ("据披露，昨天质押3000万股。", "3000万股", ""),
    ("据交代，同伙有5名。", "5名", ""),
    ("按江州咨询公司统计口径，船舶占三成。", "三成", "江州咨询公司"),
    ("按可比口径，船舶占三成。", "三成", ""),
    ("据母公司江州集团披露的全年净利润约4400万元，增加不多。", "4400万元", "母公司江州集团"),
    ("根据证监会批准，公司发行股票3000万股。", "3000万股", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), ACCORDING)
def test_what_accordance_names_is_who_said_it_and_nothing_else(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


GIVEN_OUT = [
    ("市统计局数据，去年产值8亿元。", "8亿元", "市统计局"),
    ("江州市水务局2日消息，水费降到3元。", "3元", "江州市水务局"),
    ("江州气象台预计明日起，气温升到30度。", "30度", "江州气象台"),
    ("坏消息，工厂裁员30人。", "30人", ""),
    ("江州船舶协会监测的75家船厂去年营收20亿元。", "20亿元", "江州船舶协会"),
    ("江州港务局提供的数字是，去年装卸62万箱。", "62万箱", "江州港务局"),
    ("江州港务局提供的岸电，去年供船62艘。", "62艘", ""),
    ("江州电子预计全年亏损3亿元。", "3亿元", "江州电子"),
    ("江州港务集团（600999.SH）宣布，全年亏损3亿元。", "3亿元", "江州港务集团"),
    ("江州电子股份有限公司（江州电子）公告，全年亏损3亿元。", "3亿元", "江州电子股份有限公司"),
    ("船厂和渔场改了码头，后者预计每吨省3元。", "3元", ""),
    ("新厂房预计投资3亿元。", "3亿元", ""),
    ("江州网消息：山洞里有服务器3万台。", "3万台", ""),
    ("江州银保监局发布了两家银行合并的批复，同意受让股份300万股。", "300万股", "江州银保监局"),
    ("江州市中级人民法院作出一审判决，被告人退赔30万元。", "30万元", "江州市中级人民法院"),
    ("从市卫计委获悉，《保健费办法》出台，每月发放30元。", "30元", "市卫计委"),
    ("法院已对犯罪嫌疑人王海生作出判决，罚金30万元。", "30万元", ""),
    ("江州证券发布研报指出，成本会下降。据测算，整车便宜8%。", "8%", "江州证券"),
    ("厂长王海生说，成本会下降。据测算，整车便宜8%。", "8%", ""),
    ("厂长王海生说，成本会下降。据介绍，整车便宜8%。", "8%", "厂长王海生"),
]


@pytest.mark.parametrize(("text", "place", "who"), GIVEN_OUT)
def test_a_body_with_what_it_gives_out_needs_no_verb(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


NOTED = [
    ("出口8亿元；进口3亿元（数据来源：江州海关）。", "3亿元", "江州海关"),
    ("出口8亿元；进口3亿元（数据来源：江州海关）。", "8亿元", ""),
    ("网传裁员30%，公司否认了传言（数据来源：某论坛）。", "30%", ""),
    ("产值有8亿元。\n资料来源：江州晚报", "8亿元", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), NOTED)
def test_a_note_at_the_end_reaches_back_to_a_semicolon_and_over_no_denial(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


STANDING_IN = [
    ("江州集团拟扩产。江州港口研究所所长陈立民不看好。公司还披露，每股派息3元。", "3元", "江州集团"),
    ("江州船舶协会昨日开会。协会透露，船厂有300家。", "300家", "江州船舶协会"),
    ("旧厂房里，“90后”店主王海生守着机器。“去年这时候我们只赚25元，”他说，“四个月回本。”", "25元", "“90后”店主王海生"),
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
    ("“两批资金合计300亿元，已经下达。”市商务局负责人在会上总结。", "300亿元", "市商务局负责人"),
    ("“设备很好。”厂长王海生表示，“今年出货30万台。”江州照明副总裁陈立民说。", "30万台", "厂长王海生"),
    ("江州汽车交付1300辆，“完成了全年的一半，节奏不错”，副总裁王海生说。", "1300辆", ""),
    ("“那套房子我要退，赔我30万元。”法院没有支持王海生的请求。", "30万元", ""),
    ("本报江州讯（记者 王海生）夜里的炉子亮着。“春节停了3天，太少。”", "3天", ""),
    ("“春节停了3天，炉子都凉了。”近日，厂长王海生如此告诉记者。", "3天", "厂长王海生"),
    ("区长王海生说，园区变了样。一见面，董事长陈立民就请人尝酸奶。“我们有60个单品，够多。”", "60个", "董事长陈立民"),
    ("在江州的新村，村民王海生正忙着。\n“两亩地卖了11000块钱，还有土豆。”他算着账。", "11000块", "村民王海生"),
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
    ("专家：明年出口将增8%", "8%", "专家"),
]


@pytest.mark.parametrize(("text", "place", "who"), LABELLED)
def test_a_name_and_a_colon_credit_what_follows(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


def test_an_institute_that_forecasts_is_the_one_that_gave_data() -> None:
    text = "IDC数据显示，去年平板卖出300万台。联想卖出80万台。该机构预计，今年将卖出400万台。"
    assert source_of(text, "400万台") == "IDC"


COMPANIES_APART = [
    ("蔚来宣布，ES6降价2万元；零跑推出免息5年。", "2万元", "蔚来"),
    ("蔚来宣布，ES6降价2万元；零跑推出免息5年。", "5年", ""),
    ("蔚来宣布，ES6降价2万元；小鹏G6让利3万元。", "3万元", ""),
    ("蔚来宣布，ES6降价2万元；交付增至3万辆。", "3万辆", "蔚来"),
    ("商务部宣布，补贴增至2万元；零跑获补3亿元。", "3亿元", "商务部"),
    ("蔚来披露的半年报显示，交付增至3万辆；零跑营收3亿元。", "3亿元", ""),
    ("无锡市统计局数据显示，零售增长8%；同期苏州市增长9%。", "9%", ""),
    ("江苏省统计局数据显示，零售增长8%；苏州市增长9%。", "9%", "江苏省统计局"),
]


@pytest.mark.parametrize(("text", "place", "who"), COMPANIES_APART)
def test_what_a_company_makes_known_ends_where_another_goes_on(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


NOT_SPEECH = [
    ("江州出口的显示面板为90亿元。", "90亿元"),
    ("市场委要求公司说明存货激增的原因，存货有5亿元。", "5亿元"),
    ("江州大力发展显示技术，产值90亿元。", "90亿元"),
    ("越南把关税从0提到15%。", "15%"),
    ("江州市中级人民法院（以下称法院）受理案件30件。", "30件"),
    ("江州集团对判决提出质疑，索赔300万元。", "300万元"),
    ("江州纪委通报了12起典型案例。", "12起"),
    ("江州集团宣布的方案要裁员300人。", "300人"),
    ("厂长王海生的解释让40名工人不满。", "40名"),
    ("江州集团没有透露金额，只卖了3家店。", "3家"),
    ("王海生在告知书上签字，罚款200元。", "200元"),
    ("王海生违反国家规定，套取资金80万元。", "80万元"),
    ("副局长王海生被警方带走调查，涉案80万元。", "80万元"),
    ("王海生按照客户的要求，汇出现金3万元。", "3万元"),
    ("江州群里盛传“注意提醒”，看过的有300人。", "300人"),
]


@pytest.mark.parametrize(("text", "place"), NOT_SPEECH)
def test_words_of_speech_in_another_sense_credit_nobody(text: str, place: str) -> None:
    assert source_of(text, place) == ""


def test_sentences_tied_to_a_speakers_go_on_in_his_name() -> None:
    text = "市住建局局长陈立民介绍，改造进展顺利。截至目前，完成改造300户。村里很安静，有人口2000人。"
    assert source_of(text, "300户") == "市住建局局长陈立民"
    assert source_of(text, "2000人") == ""


BROKEN_DOWN = [
    ("市统计局的数据显示，产值增长8%。分产业看，农业增长3%。工业增长9%。", "9%", "市统计局"),
    ("市统计局的数据显示，产值增长8%。全年用电20亿度。\n按行业分，农业增长3%。", "3%", "市统计局"),
    ("市统计局的数据显示，产值增长8%。\n从长远看，农业要增长3%。店里有货300件。", "300件", "市统计局"),
    ("市统计局的数据显示，产值增长8%。\n村里很安静，有人口2000人。", "2000人", ""),
    ("厂长王海生说，产值增长8%。分产业看，农业增长3%。", "3%", ""),
    ("江州晚报获悉，产值增长8%。\n分产业看，农业增长3%。", "3%", ""),
    ("江州船厂表示，产值增长8%。分产品看，渔船增长3%。", "3%", ""),
    ("市统计局的数据显示，产值增长8%。厂长王海生说，缺20人。分产业看，农业增长3%。", "3%", ""),
    ("小城很热闹，接待游客288万人。市文旅局公布的数据还显示，外地游客占六成。", "288万人", "市文旅局"),
    ("小城很热闹，接待游客288万人。市文旅局公布的数据显示，外地游客占六成。", "288万人", ""),
]


@pytest.mark.parametrize(("text", "place", "who"), BROKEN_DOWN)
def test_a_body_answers_for_its_figures_by_parts_as_well(text: str, place: str, who: str) -> None:
    assert source_of(text, place) == who


def test_who_has_spoken_does_not_answer_for_what_the_text_goes_on_with() -> None:
    text = "“我们缺焊工，招不到。”厂长王海生说。去年，江州船厂的产能由15万吨提高到32万吨。"
    assert set(sources_in(text).values()) == {""}


def test_what_accordance_names_is_in_doubt_and_what_a_speaker_says_is_not() -> None:
    plan, speech = credit_at("按照总体方案，人口上限为300万。", "300万"), credit_at("厂长王海生说，缺20人。", "20人")
    assert plan is not None
    assert speech is not None
    assert (plan.sure, speech.sure) == (False, True)


def sources_in(text: str) -> dict[str, str]:
    return {claim.value_text: claim.source for claim in extract(text).claims}


def test_nobody_answers_beyond_his_paragraph() -> None:
    text = "江州市委书记王海生坚定地说，脱贫要经得起检验。\n江州有贫困村51个，贫困人口7万人。"
    assert set(sources_in(text).values()) == {""}


def test_a_credit_in_doubt_holds_for_all_its_figures_or_for_none() -> None:
    text = "根据已披露信息，20家退市公司中，财务类退市共计12家，占比超过六成；交易类退市3家；主动退市1家。"
    assert len(set(sources_in(text).values())) == 1


def test_quotations_hold_a_clause_or_more() -> None:
    text = "“智慧码头建设工程项目部”成立。“我们有12台吊机，都很新。”"
    assert [text[found.start : found.end] for found in find_quotations(mine(text))] == ["“我们有12台吊机，都很新。”"]


def test_a_clause_that_never_ends_takes_no_longer_than_its_length() -> None:
    doc = mine("在中" * 2000 + "甲表示，有3家。")
    start = time.perf_counter()
    find_credits(doc)
    assert time.perf_counter() - start < 2
