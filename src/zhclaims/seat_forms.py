"""The forms of organisations' names: legal tails, units, branches, and the bodies that sit in a province's capital."""

import re

__all__ = [
    "BRANCH_AT_ONCE",
    "BRANCH_END",
    "BRAND_TAIL",
    "CARRIER_COMPANY",
    "CLIPPED",
    "EVERYDAY",
    "GUESTS",
    "LEGAL_TAIL",
    "NAMES_WITH_PLACES",
    "NO_PLACE",
    "PART_BEGINS",
    "PROVINCE_BODY",
    "PROVINCE_BRANCH",
    "PROVINCE_COMPANY",
    "PROVINCE_OFFICE",
    "SEVERAL",
    "TITLES",
    "UNITS",
    "WHOLE_KINDS",
]

INDUSTRIES = (
    "新能源|网络|互联网|信息|科技|技术|软件|电子|通信|通讯|智能|汽车|工业|实业|投资|发展|计算机|数字|系统|传媒|文化|生物|医药|制药"
    "|半导体|集成电路|机器人|动力|材料|能源|光电|装备|制造|国际|电器|电气|电力|重工|机械|化学|化工|食品|乳业|服饰|物流|速运|旅行社|服务"
    "|机车车辆|轨道客车|客车|机车|轨道交通|机床|钢铁|水泥|航空|船舶|纺织|玻璃|轮胎|电缆|家具|家居|种业|啤酒|饮料|医疗|器械|生命|科学"
    "|环境|环保|水务|燃气|置业|房地产|建设|建筑|工程|供应链|贸易|商贸|零售|百货|餐饮|酒店|旅游|教育|支付|金融|租赁|资产管理|管理|咨询"
    "|农业|农牧|畜牧|渔业|水产|林业|烟草|酒业|茶业|印染|种植|养殖|开发|传播|影视|广告|体育|物业|装饰|地产|工贸|商务|创业|股权|精密|仪器|仪表|光学|激光|显示|照明|电源|电池|储能|光伏|太阳能|矿业|有色金属|新材料|包装|印刷|纸业"
)
# What a company's registered name has after the name news uses: 科技有限公司, (深圳)有限公司, 新能源科技股份有限公司
LEGAL_TAIL = re.compile(
    rf"(?:\([^()]{{1,8}}\))?(?:{INDUSTRIES}){{0,4}}(?:\([^()]{{1,8}}\))?"
    r"(?:集团|控股){0,2}(?:股份有限公司|有限责任公司|有限公司|总公司|公司|集团|控股|股份)"
)
EVERYDAY = frozenset({"named", "attached"})
"""Uses of place words in the gazetteer that need their city before them."""
CLIPPED = frozenset({"中科", "南科"})
"""Short names of science parks with which names of companies begin that are elsewhere: 中科慧远; not 中科园区."""
NAMES_WITH_PLACES = frozenset({"企业", "学校", "机构", "媒体", "组织"})
"""Kinds of names in the gazetteer's list of what is no place: their place words still say where they sit."""
# 甲大学/乙学院, 深创投及其关联基金
SEVERAL = re.compile(r"/|及其")
# What may stand before the name that the lexicons list: 中国人民解放军国防科技大学, 国立台湾大学, 民办三江学院, *ST沈机
TITLES = re.compile(r"\*?ST(?=[\u4e00-\u9fff])|(?:中国人民)?解放军|中国人民武装警察部队|国立|私立|民办|中共(?=中央)")
# What sits where its parent sits: 总部, 研究院, 董事会
COMPANY_UNIT = re.compile(
    r"(?:全球|集团|中国|中央)?(?:总部|总公司|总行|研究院|研究所|实验室|基金会|董事会|监事会|管理层|事业部|党委|工会)"
)
OFFICE_UNIT = re.compile(r"[\u4e00-\u9fff]{0,10}(?:司|局|厅|部|处|办公室|委员会|党组|机关|新闻发言人|研究室|秘书处)")
UNITS = {
    "company": COMPANY_UNIT,
    "carrier": COMPANY_UNIT,
    "bank": COMPANY_UNIT,
    "agency": OFFICE_UNIT,
    "association": OFFICE_UNIT,
}
# Whose every part sits with it unless its name says otherwise: 浙江大学医学院附属邵逸夫医院
WHOLE_KINDS = frozenset({"university", "hospital"})
# Names of a branch: the place right before such a word, or with few words between (附属中学), is the branch's
BRANCH = (
    "研究生?院|研究所|研究中心|校区|分校|医院|分院|分公司|[分支]行|分部|分所|分局|分社|支社|记者站|办事处|代表处|总?领事馆|大?使馆|[分本]部|总部|基地"
    "|工厂|厂区?|园区|实验室|监管局|调查队|海关|专员办|中心|中学|小学|学校|营业部|门店|店|项目部|子公司"
)
BRANCH_AT_ONCE = re.compile(rf"(?:{BRANCH}|超级工厂|公司)\)?")
BRANCH_END = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9]{{0,10}}?(?:{BRANCH}|学院)|公司)\)?")
# A place stands at the start of a part of the name after these: 西安交通大学|苏州研究院, 腾讯科技(|深圳), 驻|北京办事处
PART_BEGINS = re.compile(
    r"(?:大学|学院|银行|集团|公司|医院|科学院|总局|总行|总署|总台|保险|证券|电网|石油|石化|移动|电信|联通|铁路|航空|邮政|法院|[(驻在]|学会|协会|联盟|[空海陆]军|武警|解放军|部队|国家|中国|中央)$"
)
# 南京东路, 长安街, 深圳湾, 南京条约: part of the name of a street, a water or an event; 南京路桥 is a company
NO_PLACE = re.compile(
    r"[东南西北中]?(?:路(?![桥劲通航易由])|街(?!道)|大道|胡同|湾(?!区)|长江|码头)"
    r"|(?:事变|起义|兵变|暴动|会战|战役|保卫战|惨案|条约|协定|和约|宣言|共识)"
)
# 长乐科技 and 海阳集团 are brands as likely as companies of these counties; 新津制药厂, 昆山龙腾光电 are of theirs
BRAND_TAIL = re.compile(
    r"(?:科技|股份|软件|生物|信息|网络|智能|电子|环保|传媒|资本|投资|控股|新材|数据|医疗|药业|能源|集团|环境|机械|化工|实业)"
    r"(?:集团|股份|控股)?(?:有限公司|公司)?"
)
GUESTS = re.compile(r"(?:商会|同乡会|联谊会|校友会|会馆)$")
# Bodies of a province, with 省 or 自治区 written: 广东省教育厅, 河北省人民医院, 浙江省农业科学院
PROVINCE_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,14}(?:厅|局|委|办|委员会|党委|纪委|政府|人大|政协|法院|检察院|办公[厅室]|总队|总工会|妇联|联合会|协会|学会|促进会|基金会"
    r"|日报社?|电视台|博物[馆院]|图书馆|美术馆|档案馆|科技馆|体育馆|大剧院|党校|行政学院|社会主义学院|科学院|社科院|农科院|中心)"
    r"|(?:第[一二三四五]|省)?(?:人民|中医药?|肿瘤|儿童|妇幼保健|胸科|口腔|妇产)(?:医院|院)|.{0,2}立(?:第[一二三四])?医院"
)
# Bodies that are a province's own even without 省: 广东证监局, 四川日报, 湖南卫视, 山西广播电视大学
PROVINCE_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,8}厅|(?:证监|银保监|银监|保监|金融监管|通信管理|海事|气象|地震|统计|税务|国税|地税|药监|能源监管|高速公路管理|民航|邮政管理)局"
    r"|省[委政府].{0,8}|日报(?:社|报业集团)?|卫视|(?:广播)?电视(?:总)?台|广电(?:集团)?|社会科学院|社科院|科学院|农业科学院|农科院|高级人民法院|高院"
    r"|(?:(?:公安|政法|行政|经济|青年|工会|教育|建设|农垦|煤炭|财贸|财税|机关|省级机关){0,2}管理)?干部(?:管理)?学院"
    r"|党校|行政学院|社会主义学院|(?:农业)?广播电视大学|开放大学|教育学院|团校"
)
# A national company's or body's part for a province sits in its capital: 中国移动浙江公司, 工商银行江苏省分行
PROVINCE_BRANCH = re.compile(
    r"(?:省|自治区)?[\u4e00-\u9fff]{0,10}(?:公司|分行|分社|支社|总队|监管局|管理局|监督局|税务局|专员办|监管分局|证监局)"
)
# Companies of their own in a province, no branches for it: 湖南移动; 中国移动|湖南公司, 国网|浙江省电力有限公司
CARRIER_COMPANY = re.compile(r"(?:省|自治区)?(?:移动|电信|联通)(?:通信)?(?:(?:有限(?:责任)?)?公司)?")
PROVINCE_COMPANY = re.compile(r"(?:省|自治区)?(?:电力|移动|电信)?(?:(?:有限(?:责任)?)?公司|(?<=电力))")
