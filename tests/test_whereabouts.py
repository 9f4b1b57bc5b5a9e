"""The places that words of an article tell, and whether a seat may be that of a subject."""

import pytest

from zhclaims.binder.settle import settle_place
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import extract, mine
from zhclaims.whereabouts import Location, find_locations, may_be_of


def told(text: str) -> dict[str, Location]:
    return {location.name: location for location in find_locations(mine(text), lambda offset: offset).values()}


def test_an_organisation_tells_its_seat_and_a_newspaper_that_it_is_one() -> None:
    found = told("据第一财经报道，比亚迪去年在合肥新建了两条产线。")
    assert (found["比亚迪"].city, found["比亚迪"].by, found["比亚迪"].is_medium) == ("深圳市", "seat", False)
    assert (found["合肥"].city, found["合肥"].by) == ("合肥市", "place")
    assert found["第一财经"].is_medium


@pytest.mark.parametrize(
    ("name", "subject", "may"),
    [
        ("比亚迪", ["比亚迪"], True),
        ("比亚迪", [], True),
        ("第一财经", [], False),
        ("第一财经", ["第一财经"], True),
        ("比亚迪", ["比亚迪", "吉利"], False),
        ("比亚迪", ["比亚迪", "腾讯"], True),
        ("合肥", ["比亚迪", "吉利"], True),
        ("天津", ["比亚迪"], False),
        ("天津", ["天津"], True),
    ],
)
def test_a_seat_is_not_that_of_a_reporting_newspaper_or_of_bodies_apart(
    name: str, subject: list[str], may: bool
) -> None:
    found = told("据第一财经统计，去年比亚迪、吉利和腾讯在合肥招聘了三千名工程师，并亮相天津国际车展。")
    assert may_be_of(found[name], [found[other] for other in subject]) is may


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        # a body of a province speaks for the province
        ("据河南省教育厅统计，去年新增学校12所。", "河南省教育厅", None),
        ("建设银行福建省分行去年新增贷款300亿元。", "建设银行福建省分行", None),
        ("据郑州市教育局统计，去年新增学校12所。", "郑州市", "郑州市"),
        # carriers serve the country, one of their branches its city
        ("中国移动去年新建基站30万个。", "中国移动", ""),
        ("国家电网去年投资6000亿元。", "国家电网", ""),
        ("中国电信苏州分公司去年新建基站3万个。", "中国电信苏州分公司", "苏州市"),
        ("科大讯飞去年营收219亿元。", "科大讯飞", "合肥市"),
        # a company or school that is called after the country speaks for itself, a body of it and its market do not
        ("中国人保去年赔付3000亿元。", "中国人保", "北京市"),
        ("中国平安去年营收9000亿元。", "中国平安", "深圳市"),
        ("中国石油大学(华东)去年招收新生5000人。", "中国石油大学(华东)", "青岛市"),
        ("国家超级计算无锡中心去年服务用户300家。", "国家超级计算无锡中心", "无锡市"),
        ("中国汽车工业协会统计会员600家。", "中国汽车工业协会", ""),
        ("农发行去年投放贷款2万亿元。", "农发行", ""),
        # a company of its own in a province, not a branch that serves the province
        ("贵州移动去年新建基站3万个。", "贵州移动", "贵阳市"),
        ("国网江西省电力有限公司去年投资200亿元。", "国网江西省电力有限公司", "南昌市"),
        ("中国人寿江西省分公司去年赔付20亿元。", "中国人寿江西省分公司", None),
        # the branch of a national body for a city
        ("国家外汇管理局厦门分局去年处罚机构3家。", "国家外汇管理局厦门分局", "厦门市"),
        # the seat of a company that the lexicons have, not the place that its name begins with
        ("荣昌生物去年营收17亿元。", "荣昌生物", "烟台市"),
        ("金山办公去年营收51亿元。", "金山办公", "北京市"),
    ],
)
def test_bodies_tell_the_city_that_they_speak_for(text: str, name: str, city: str | None) -> None:
    found = told(text)
    assert (found[name].city if name in found else None) == city


def test_a_registered_name_tells_the_city_of_the_short_one_but_not_of_a_subsidiary_with_a_name_of_its_own() -> None:
    own = told("苏州澜起云数据科技有限公司今日开业。澜起云公司去年营收3亿元。")
    assert {location.city for location in own.values()} == {"苏州市"}
    subsidiary = told("澜起云公司去年营收3亿元。它在北京的子公司北京澜起云天枢科技有限公司今日开业。")
    assert "澜起云公司" not in subsidiary


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("苏州工业园区有高校30所，西安交通大学在此设立研究院。", "西安交通大学", "苏州市"),
        ("遂宁盯着下游，赣锋锂业、天齐锂业等在当地建厂。", "天齐锂业", "遂宁市"),
        ("杭州的浙江大学在这里建成实验室。", "浙江大学", "杭州市"),
        ("衢州派出代表，浙江大学在此次会议上发布报告。", "浙江大学", "杭州市"),
        ("衢州派出代表。浙江大学在会上发布报告，在此之前没有公开。", "浙江大学", "杭州市"),
    ],
)
def test_an_organisation_that_is_here_tells_the_place_spoken_of(text: str, name: str, city: str) -> None:
    assert told(text)[name].city == city


@pytest.mark.parametrize(
    ("text", "figure", "city"),
    [
        ("长沙的一家养老院去年收住老人300位。全国养老机构共有4万家。", "4万家", ""),
        ("武汉光谷举行对接会，签约项目12个。截至去年底，中央企业资产总额达81万亿元。", "81万亿元", ""),
        ("绍兴的黄酒去年出口1.2万吨，占全国黄酒出口的六成。", "六成", "绍兴市"),
        ("科大讯飞去年毛利率为40%，高于行业31%的均值。", "31%", ""),
        ("科大讯飞去年增长20%，而全国平均增速只有7%。", "7%", ""),
        ("科大讯飞去年增长20%，而同业只有7%左右的均值。", "7%", ""),
        ("科大讯飞去年毛利率为40%，高于上年31%的水平。", "31%", "合肥市"),
    ],
)
def test_what_is_countrywide_has_no_city_but_one_beside_it(text: str, figure: str, city: str) -> None:
    [claim] = [claim for claim in extract(text).claims if claim.value_text == figure]
    assert claim.city == city


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("星澜医疗成立于2015年，早年做监护仪，总部设在常州新北区。", "星澜医疗", "常州市"),
        ("星澜医疗去年营收3亿元。公司总部与主要产线都在常州，员工900人。", "星澜医疗", "常州市"),
        ("星澜医疗2015年成立于常州，做监护仪。", "星澜医疗", "常州市"),
        ("星澜医疗成立于2015年，在常州办过展。", "星澜医疗", None),
        ("星澜医疗去年与总部位于宁波的海天集团签约。", "星澜医疗", None),
        ("星澜医疗去年营收3亿元。\n\n公司总部设在常州。", "星澜医疗", None),
        ("星澜医疗股份有限公司（总部常州）去年营收3亿元。星澜医疗员工900人。", "星澜医疗", "常州市"),
        ("星澜医疗股份有限公司（上交所上市，总部常州）去年营收3亿元。", "星澜医疗股份有限公司", "常州市"),
        (
            "江苏恒锐云雀医疗股份有限公司（恒锐医疗）扩产。恒锐医疗总部设在常州。",
            "江苏恒锐云雀医疗股份有限公司",
            "常州市",
        ),
        # what an article says of a seat is surer than the lexicons
        ("科大讯飞总部设在常州，员工900人。", "科大讯飞", "常州市"),
        ("科大讯飞华东总部设在常州，员工900人。", "科大讯飞", "合肥市"),
        ("江苏常州的语音厂商科大讯飞去年招人900名。", "科大讯飞", "常州市"),
        ("江苏常州的科大讯飞去年招人900名。", "科大讯飞", "合肥市"),
    ],
)
def test_an_article_says_where_a_company_is_based(text: str, name: str, city: str | None) -> None:
    found = told(text)
    assert (found[name].city if name in found else None) == city


@pytest.mark.parametrize(
    ("text", "figure", "city"),
    [
        ("据联合报告，格力去年营收1900亿元，星澜传媒营收3亿元。", "3亿元", ""),
        ("宁波银行去年向星澜传媒放贷20万元，星澜传媒随后还款5万元。", "5万元", "宁波市"),
    ],
)
def test_the_known_seat_of_one_organisation_does_not_speak_for_another(text: str, figure: str, city: str) -> None:
    [claim] = [claim for claim in extract(text).claims if claim.value_text == figure]
    assert claim.city == city


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("截至去年底，比亚迪在陕西省拥有门店120家。", "陕西省"),
        ("截至去年底，科大讯飞在泰国共设有网点12个。", "泰国"),
        ("截至去年底，比亚迪在宁波累计拥有门店12家。", "浙江省宁波市"),
        ("截至去年底，比亚迪拥有门店1200家。", "广东省深圳市"),
        ("截至去年底，比亚迪在全国拥有门店1200家。", "广东省深圳市"),
        ("去年，比亚迪在泰国招聘门店店长120个。", "泰国"),
        ("科大讯飞在常州的分公司去年新增门店12家。", "江苏省常州市"),
        ("科大讯飞在常州、无锡两地的分公司去年新增门店12家。", "江苏省常州市"),
        ("科大讯飞在常州的发布会上说新增门店12家。", "安徽省合肥市"),
        ("海信关掉了湖州工厂的门店2家。", "浙江省湖州市"),
        ("海信将湖州基地的门店2家改造一新。", "浙江省湖州市"),
    ],
)
def test_what_a_company_has_in_a_province_or_country_is_there(text: str, place: str) -> None:
    [claim] = [claim for claim in extract(text).claims if claim.unit in ("家", "个")]
    assert claim.place == place


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("港务部主任王海生在宁波举行的渔业座谈会上说，去年全国渔港投资30亿元。", ""),
        ("渔业专家王海生在宁波举行的座谈会上说，去年渔港投资30亿元。", ""),
        ("渔业专家王海生说，去年在宁波举行的座谈会上，渔港签约30亿元。", "宁波市"),
    ],
)
def test_where_one_speaks_is_not_where_what_he_tells_is(text: str, city: str) -> None:
    [claim] = [claim for claim in extract(text).claims if claim.unit == "CNY"]
    assert claim.city == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("科大讯飞在宁波投资30亿元。", "宁波市"),
        ("科大讯飞与宁波市签约，拟投资30亿元建厂。", "宁波市"),
        ("科大讯飞与宁波市签约，去年营收30亿元。", "合肥市"),
    ],
)
def test_what_a_company_builds_in_a_city_is_there(text: str, city: str) -> None:
    [claim] = [claim for claim in extract(text).claims if claim.unit == "CNY"]
    assert claim.city == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("浙江去年外贸向好，宁波舟山港的吞吐量达20亿元。", "宁波市"),
        ("浙江去年外贸向好，比亚迪的吞吐量达20亿元。", ""),
        ("中国去年外贸向好，比亚迪的吞吐量达20亿元。", "深圳市"),
        ("泰国去年外贸向好，比亚迪的吞吐量达20亿元。", ""),
    ],
)
def test_a_subject_tells_more_than_the_country_or_its_province(text: str, city: str) -> None:
    doc = mine(text)
    words = cut_words(doc)
    locations = find_locations(doc, words.at)
    subject = range(words.at(text.index("，") + 1), words.at(text.index("的吞吐")))
    target = words.at(text.index("20亿元"))
    place = settle_place(words, locations, target, range(target), subject, 0)
    assert place is not None
    assert locations[place].city == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("绍兴的新厂投产，温州的老厂停产，产值20亿元。", "温州市"),
        ("绍兴的新厂投产，温州老厂停产，产值20亿元。", "绍兴市"),
        ("绍兴新厂投产。温州大学转让专利，作价20亿元。", "温州市"),
        ("绍兴新厂投产。科大讯飞转让专利，作价20亿元。", "绍兴市"),
        ("绍兴新厂投产。温州银行和宁波银行转让债权，作价20亿元。", "绍兴市"),
    ],
)
def test_a_subject_that_names_its_city_is_there(text: str, city: str) -> None:
    doc = mine(text)
    words = cut_words(doc)
    locations = find_locations(doc, words.at)
    begin = max(text.find("温州"), text.find("科大讯飞"))
    subject = range(words.at(begin), words.at(text.rindex("，")))
    target = words.at(text.index("20亿元"))
    place = settle_place(words, locations, target, range(target), subject, 0)
    assert place is not None
    assert locations[place].city == city


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("华泰证券去年营收400亿元。", "华泰证券", "南京市"),
        ("华泰证券维持“买入”评级，将目标价上调至50元。", "华泰证券", None),
        ("华泰证券预计其全年营收可达70亿元。", "华泰证券", None),
        ("华泰证券预计全年营收可达70亿元。", "华泰证券", "南京市"),
        ("华泰证券电子分析师王明认为，增速可达6%。", "华泰证券", None),
        # a region or a water at the head of a name is no place of its owner
        ("渤海玉器厂去年营收3亿元。", "渤海", None),
        ("渤海的鱼获去年达3万吨。", "渤海", ""),
    ],
)
def test_who_rates_another_and_who_is_called_after_a_region_tells_no_place(
    text: str, name: str, city: str | None
) -> None:
    found = told(text)
    assert (found[name].city if name in found else None) == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("海信在智利签署合同，金额达20亿元。", "青岛市"),
        ("海信在智利中标，金额达20亿元。", "青岛市"),
        ("海信在智利生产电视机，产值达20亿元。", ""),
        ("海信在智利", ""),
    ],
)
def test_a_deal_abroad_is_that_of_a_company_at_home(text: str, city: str) -> None:
    doc = mine(text)
    words = cut_words(doc)
    locations = find_locations(doc, words.at)
    last = len(words) - 1
    place = settle_place(words, locations, last, range(last), [0], words.at(text.index("智利")))
    assert place is not None
    assert locations[place].city == city
