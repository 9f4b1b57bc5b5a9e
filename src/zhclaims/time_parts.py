"""The parts that the patterns of times share: numbers, joints, and what opens, closes and places a time."""

HAN = "一二三四五六七八九"
N12, N31 = "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
# 12, 十二; 31, 三十一, 廿三. Longest first, as alternatives are tried in order.
MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{HAN}])"
DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿]十?[{HAN}]|二十|廿|十[{HAN}]?|[{HAN}])"
# A small count: 3, 两, 十五, 三十.
COUNT = rf"(?:[0-9]{{1,3}}|[二三四五六七八九]?十[{HAN}]?|[{HAN}两])"
UNIT = "(?:年|个季度|季度?|个?月|周|个?星期|个?礼拜|天|日)"
# 1995 to 2199, 19xx and 20xx.
YEAR, MODERN = "(?:1[0-9]|2[01])[0-9]{2}", "(?:19|20)[0-9]{2}"
# 至, 到, -, —, ~ with a space on either side, as in 1995 – 1997年.
TO = "[ ]?(?:-{1,2}|[–~〜～－]|—{1,2}|至|到)[ ]?"

# Two decades behind a century: 80、90年代, 八九十年代; alone they are told from ages (二三十年代) by their size.
DECADES = f"(?:[0-9]0[、和至到—–-][0-9]0|[{HAN}](?:十?[、和至到—–-])?[{HAN}]十)年代"
AFTER_YEAR = "(?<=19[0-9][0-9])|(?<=20[0-9][0-9])"
# What makes four digits before it a year: 2024上半年, 2025春节.
YEAR_PARTS = (
    f"[上下]半年(?!度?[假])|全年|第?[一二三四]季度(?![假节])|前(?:[一二三]个?季度|{COUNT}个?月)|"
    "(?:春节|国庆|中秋|端午|清明|元旦|五一|双十一|双11|双十二|六一八|暑期|暑假|寒假|春运)(?!路|街)"
)

# What follows 前, 后, 起, 底 … when they belong to another word: 前往, 后续, 起步, 底层.
BEFORE = "(?:之前|以前|前(?![后往来沿瞻景端述置锋列期身线方辈提途进任夕所首总副卫排0-9一二三四五六七八九十两几半]))"
AFTER = "(?:之后|以后|过后|后(?![勤续台来备期半市端疫果天面方排起者置代裔卫0-9]))"
SINCE = "(?:以来|至今|迄今|起(?![步来点码诉源伏初飞草见航底家重用降义跑伊])|来(?=[，,。；]))"
UNTIL = "为?止(?![步境痛血损跌])"
START = "(?:初(?![步中级次衷始创心选露赛诊审现夏春秋冬具])期?|伊始|早期|前期)"
MIDDLE = "(?:中期|中叶|中(?=[，,。；）)]|$))"
END = "(?:底(?![层薪盘部气蕴特座线价牌色片图])|末(?![端位流梢班尾])期?|后期)"
DAY_PART = (
    "(?:上午|下午|中午|凌晨|清晨|早上|早晨|早间|晨间|晚间|晚上|傍晚|午后|午间|深夜|夜间|夜里|盘前|盘后|早盘|午盘|"
    "[早晚](?![会宴报期年高清点于些饭餐班婚安市])|夜(?![市景晚色店]))"
)
CLOCK = "[0-9]{1,2}(?:[:：][0-9]{2}(?:[:：][0-9]{2})?|[时点](?:[0-9]{1,2}分|半|许|整)?)"
WEEK = "(?:周(?![边转期围长岁年刊报知密全折身遭游杰])|星期|礼拜)"
# 周一次 and 周三家 are counts, 周五福 and 周六鸿 names.
WEEKDAY = f"(?:周|星期|礼拜)[一二三四五六日天](?![{HAN}十百个届次种条直生福带家鸿])"
# 前年 of 减税前年薪 and 后年 of 投产后年产值: the character after shows that it is none.
NOT_YEAR = "(?![轻龄纪级幼迈味货夜兽画糕历会收产薪检纳均])"
# 后年 and 下三年 stand at the start of a clause or behind a small word: 达产后年产值 and 签下三年合同 hold none.
CLAUSE_START = "(?:^|(?<=[，,。；：、“\n 在到至于比和与或是的及]))"
# 前3月 and 首3个月 behind what they are counted from are no part of a year: 上市前3月, 投产前5天; nor is 前 of 此前.
NOT_EVENT = "(?<![此以目早满届期日到之以提束始开生婚孕赛考死病术])(?<![投量停复达破流待]产)(?<!上市)"
# What a company or a city counts by the quarter: 第二季营收, but the second series of a show has none of it.
OF_QUARTER = (
    "(?:[底末起，,]|的?(?:合[并计]|综合|经营|营[收运业利]|总?收入|净[利亏]|纯利|盈[利余]|获利|利润|毛利|亏损|税[前后]|每股|业绩|"
    "财[报测务]|出货|销[量售]|产[能量值]|稼动率|交付|资本[支开]|研发|订单|出口|进出口|GDP|经济|本地生产|整体|单季|库存|存货|"
    "需求|同比|环比|按[年季]|[料估]|预[计估料期]|展望|可望|有望))"
)
# 今 is today before what was done or where a price ended: 今宣布, 今收报20元.
TOLD_OF_DAY = (
    "(?:宣布|公布|发布|公告|表示|指出|披露|举行|举办|发表|召开|签署|出席|收[报盘市涨跌升0-9]|[升涨跌挫][0-9逾近超约]|"
    "在(?!线|校|职|世|野)|与[^，。；]{1,12}(?:签|举行|宣布|会[面谈])|[早午](?![餐饭]))"
)
