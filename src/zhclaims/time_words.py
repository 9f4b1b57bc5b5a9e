"""The words that times are written in: one regular expression for each kind of piece, by how it begins."""

import re

from zhclaims.calendar_cn import festivals
from zhclaims.lexicon import read_rows
from zhclaims.number_context import words_by_role

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
NOT_FESTIVAL = "(?![目奏约能点气省选])"


def digit_pieces() -> dict[str, str]:
    """What begins with a digit, longer readings first; alternatives are tried in this order."""
    return _digits_of_dates() | _digits_of_years() | _digits_of_days()


def _digits_of_dates() -> dict[str, str]:
    """Whole dates, and years that are not those of the calendar."""
    return {
        "school_year": f"(?<![.]){MODERN}(?:[-–—/](?:{MODERN}|[0-9]{{2}}))?[ ]?学年度?",
        "fiscal": "(?:(?:20)?[0-9]{2}[-–—/])?(?:20)?[0-9]{2}[ ]?(?:财政?|会计)年度?",
        "republic": f"(?<![.])1[0-2][0-9][ ]?年(?:度(?!假)|(?=[ ]?{MONTH}[ ]?月|第?[一二三四1-4]季))",
        "date": (
            f"(?<![-.－]){MODERN}[-./](?:{N12})[-./](?:{N31})(?![0-9])|"
            f"(?<=[-－–—~～][ ]){MODERN}[-./](?:{N12})[-./](?:{N31})(?![0-9])"
        ),
        "slashed": f"(?<![-.]){N31}/{N12}/{MODERN}(?![0-9/])|(?<=-){N31}/{N12}/{MODERN}(?![0-9/])",
        "dashed": f"(?<![-.])[0-9]{{2}}-{N12}-{N31}(?![-0-9A-Za-z.%])",
        "dotted": (
            rf"(?<![.]){MODERN}\.(?:0[1-9]|1[0-2])(?:(?={TO}{MODERN}\.)|(?<=[-–—~～至到].......)(?![0-9]))|"
            rf"(?<![.]){MODERN}\.(?:0[1-9]|1[0-2])-{N31}(?![0-9])"
        ),
        "iso_month": f"(?<![-.]){MODERN}-(?:0[1-9]|1[0-2])(?![-0-9年])",
    }


def _digits_of_years() -> dict[str, str]:
    """Decades, centuries, years, and their halves and quarters."""
    follows = (
        f"(?=[ ]?{MONTH}[ ]?月|第?[一二三四1-4]季度|[上下]半年|年?[底末初](?![层薪蕴步中级])|同期|全年|农历|小寒|大寒|"
        "前[一二三]季度|前[0-9]{1,2}个?月|出生|毕业|入伍)"
    )
    return {
        "decade": (
            "(?<![.])(?:(?:1[0-9]|20)|[0-9]{1,2}世纪)?[0-9]0年代|"
            f"(?<![.])[0-9]{{1,2}}世纪{DECADES}|(?<![.])[5-9]0[、和至到—–-][5-9]0年代"
        ),
        "century": "(?<![.])[0-9]{1,2}世纪(?!经济报道|报道|佳缘|联华|传媒|教育|不动产|互联|华通|公园|广场)",
        "year": f"(?<!公元前){YEAR}[ ]?年(?![级轻龄代]|版(?!权)|款(?!项)|的?历史|之久)(?:度(?!假))?份?",
        "half_of": f"(?<![.])(?:{MODERN}[ ]?|[0-9]{{2}})H[12](?![0-9A-Za-z])|[12]H(?:20)?[0-9]{{2}}(?![0-9A-Za-z])",
        "quarter_of": (
            f"(?<![.])(?:{MODERN}[ ]?|[0-9]{{2}})Q[1-4](?![0-9A-Za-z])|[1-4]Q(?:20)?[0-9]{{2}}(?![0-9A-Za-z])"
        ),
        "bare_year": (
            f"(?<![.]){MODERN}(?={TO}(?:{MODERN}|[0-9]{{2}})[ ]?年(?!以)|[、和与及][ ]?{MODERN}[ ]?(?:年|这?[两三]年)|"
            f"[ ]?(?:{YEAR_PARTS}))|(?<=[、和与及]){MODERN}(?=这?[两三]年)"
        ),
        "bare_years": f"(?:(?<=从)|(?<=自)|(?<=在)|(?<=[（(])){MODERN}{TO}{MODERN}(?=[）)，,。]|$)",
        "year2": (
            f"(?<![.第近约达满长])(?:[0-9]{{2}}[ ]?年{follows}|0[0-9]年(?!代)|[6-9][0-9]年(?=[，,。；]|$))|"
            f"(?<=[到至—~-])[0-9]{{2}}年(?={MONTH}月)"
        ),
    }


def _digits_of_days() -> dict[str, str]:
    """Months, days, what is so many units ago, times of day."""
    return {
        "month_day": (
            f"{MONTH}[ ]?月份?[ ]?(?:{DAY}[ ]?(?:日(?!元(?!旦)|圆)|号(?![线楼院馆店机文令公车厅]))|"
            f"{N31}(?={TO}(?:{MONTH}[ ]?月)?{N31}(?:[ ]?[日号]|$|[，,。]))|"
            rf"{DAY}(?=$|[，,。；\n]))"
        ),
        "months": (f"(?<![.]){N12}(?={TO}{MONTH}[ ]?月(?![龄大]))|(?<=年){N12}(?=[、和与及]{N12}月(?![龄大]))"),
        "month": f"(?<![.第]){N12}[ ]?月份?(?![龄薪租供嫂票子饼亮大天球]|经[期痛血量不周带])",
        "days": f"(?<![.年%]){N31}(?={TO}{N31}[ ]?(?:日(?![元内均线龄])|号(?![线楼院馆店机文令煤炉铺层栋公井船选桌])))",
        "ago": f"(?<![.第近约前后])[0-9]{{1,3}}(?:年|个月|个?星期|个?礼拜|周|天)(?:{BEFORE}|{AFTER})",
        "years_since": "(?<![.第每多近])[0-9]{1,2}(?:年|个月)半?(?:以来|来(?![到自临说看]|的?人))",
        "day": (
            f"(?<![.+第连续共期约近达每满前后逾超过逢年留休假]){_not_lasting()}"
            f"(?:{N31}[ ]?日(?![元圆游均内线龄系式后前志间化常]|"
            "以[上下内]|年化|本(?![报公次届市周台院人]))|"
            rf"(?:(?<=[月周，,。；：:、\n（( 从在于到至自是—-])|^){N31}号(?=[，,。；、）) 上下中晚凌早当至到—-]|$)|"
            f"{N31}号(?=公布|表示|宣布|发布|消息|报道|凌晨|[上下]午|傍晚|晚上?))"
        ),
        "quarter": "(?<![.])[1-4]季度(?![假节])|(?<=年)[1-4]季(?!报)",
        "festival": festival_names("0123456789"),
        "clock": f"(?<=[日号天晚夜])[ ]?{CLOCK}",
    }


def han_pieces() -> dict[str, str]:
    """What begins with a Chinese numeral; alternatives are tried in this order."""
    return _numerals_of_years() | _numerals_of_days()


def _numerals_of_years() -> dict[str, str]:
    """Decades, centuries, years, feasts and plans."""
    return {
        "decade": (
            f"(?<![{HAN}十百])(?:(?:{COUNT}世纪)?[{HAN}]十年代|{COUNT}世纪{DECADES}|"
            "(?:五六|六七|七八|八九|[五六七八]十?[、和至到—–-][六七八九])十年代)"
        ),
        "century": f"二?十[{HAN}]?世纪(?!佳缘|联华|金源|互联|东方|华通|大道|公园|广场)",
        "year": (
            f"[一二][〇零○0{HAN}]{{3}}年(?:度(?!假))?|(?:一千[零〇]?[{HAN}]百|[二两]千)[零〇][{HAN}]?十?[{HAN}]?年|"
            f"(?<![〇零○{HAN}十百千第])[{HAN}][〇零○{HAN}][{HAN}]年(?={MONTH}月)"
        ),
        "year2": (
            f"(?<![零〇○{HAN}十百千万第近])(?:[零〇○][{HAN}]|[{HAN}][〇零○]|(?!一二|二三|三四|三五|四五|五六|"
            f"六七|七八|八九)[{HAN}]{{2}})"
            f"年(?![代级以后来内间多的之幼]|前(?!{COUNT}))"
        ),
        "festival": festival_names(HAN + "十"),
        "lunar": (
            f"(?<![0-9{HAN}〇零○十]年)八月十五(?![日号])|[{HAN}十]{{1,2}}月初[{HAN}十](?![{HAN}]|"
            "[步中级次衷始创心选露赛诊审])"
        ),
        "plan": (
            f"(?:十[一二三四五六七]五|(?<![{HAN}十百千万零初])(?:十五|[一二三四五六七八九]五)(?=期间|时期))(?:规划)?"
            "(?=期间|时期|末|以来|收官|开局)(?:期间|时期)?"
        ),
    }


def _numerals_of_days() -> dict[str, str]:
    """Months, quarters, days, what is so many units ago."""
    return {
        "month_day": (
            rf"(?<![{HAN}十百千几数两第]){MONTH}[ ]?月份?[ ]?(?:{DAY}[ ]?[日号]|{DAY}(?=$|[，,。；\n]|"
            f"{TO}{DAY}))"
        ),
        "months": (
            f"(?<![{HAN}十百千几数两第个]){MONTH}(?={TO}{MONTH}月(?![龄大]))|"
            f"(?<=年){MONTH}(?=[、和与及]{MONTH}月(?![龄大]))"
        ),
        "month": (
            f"(?<![{HAN}十百千几数两第个])(?<!怀胎){MONTH}月份?(?![龄薪租供嫂票子饼亮大天球里三]|经[期痛血量不周带])"
        ),
        "month_pair": f"(?<![{HAN}十百千几数两第])(?:一二|二三|三四|四五|五六|六七|七八|八九)月份?(?![龄大亮])",
        "quarter": "[一二三四](?:季度(?![假节])|财季)|(?<=年)[一二三四]季(?!报)",
        "ago": (
            f"(?<![第每几数多近余约前后十百千点])(?:[二三四五六七八九]?十[{HAN}]?|[{HAN}两])(?:年|个月|个?星期|"
            f"个?礼拜|周|天)半?(?:{BEFORE}|{AFTER})|"
            "(?<![第每几数多近余月])[两三四五六七八九]日(?:之?前|之?后)"
        ),
        "years_since": (
            f"(?<![第每几数多近百千])(?:[二三四五六七八九]?十[{HAN}]?|[{HAN}两])(?:年|个月)半?(?:以来|"
            "来(?![到自临说看]|的?人))"
        ),
        "day": (
            r"(?:(?<=[月，,。；：:、\n（( 从在于到至自是—-])|"
            f"^)(?:{DAY}号(?=[，,。；、）) 上下中晚凌早当至到—-]|$)|(?:[二三]?十[{HAN}]?)日(?=[，,上下晚凌]|"
            "$))"
        ),
    }


def _not_lasting() -> str:
    """Not behind a word of how long something lasts: 停牌10日, 拘留 7 日, 不少于7日."""
    return "".join(f"(?<!{word})(?<!{word} )" for word in words_by_role()["lasting"])


def word_pieces() -> dict[str, str]:
    """What begins with a word; alternatives are tried in this order."""
    return _words_of_years() | _words_of_quarters() | _words_of_days() | _words_of_spans()


def _words_of_years() -> dict[str, str]:
    """Years, plans, centuries, what recurs."""
    return {
        "recurring": (
            "每[逢到]?(?:周|星期|礼拜)[一二三四五六日天末](?:[至到、和及](?:周|星期|礼拜)?[一二三四五六日天])*(?![次个家])|"
            f"每隔?[ ]?(?:{COUNT}个?|半)?[ ]?(?:年(?!轻)|个?季度?|个?月|周|个?星期|天|"
            "日(?!优鲜|甘肃|经济|互动|商报|电讯|邮报|新闻|镜报|快报|科技))度?|"
            f"(?<![0-9{HAN}十两几本今去当全每前半])[年月日周]均(?![线衡匀])"
        ),
        "fiscal": "FY[ ]?(?:20)?[0-9]{2}(?:[QH][1-4]|(?![0-9])年?)|(?:上一?|下一?|本|新)个?财年",
        "era": "(?:民国|昭和|平成|令和)[ ]?(?:[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,5}|元)[ ]?年度?",
        "decade": f"(?:上个?世纪|本世纪)[ ]?(?:(?:[0-9]0|[{HAN}]十)年代|{DECADES})",
        "century": "(?:上个?|本|新)世纪(?!佳缘|联华|金源|互联|东方|华通|大道|公园|广场|广|城)",
        "year": "公元[0-9]{1,4}[ ]?年",
        "two_years": "(?:今明|去今|明后)[两二]年",
        "the_season": "(?<![如])(?:今[春夏秋冬]|去[春秋冬]|去夏(?!威)|明[春夏秋])(?![晚奥节联季天枪日雨])",
        "same_period": "(?<!历史)(?<!往年)同期(?![声群为募])",
        "the_year": (
            f"(?:(?<![如当现])今年(?!轻)|(?<!失)(?<!过)去年|(?<=过)去年(?=[度底初末的第前上下一二三四0-9])|(?<![说证文发表声])明年|昨年|大前年|"
            f"(?<![以之目空此当])前年{NOT_YEAR}|(?<!未)来年{NOT_YEAR}|(?:{CLAUSE_START}|(?<=[定计划望估]))后年|"
            "(?<![以之])上一?年|下一年|(?<![首一二两])次年|翌年|(?<![不相共])同年|(?<![相适应])当年|该年|是年|这一年|"
            "(?<![安健年])全年|本年度|"
            "(?<![成基资日样版剧])本年(?=[第上下前全内底初末一二三四0-9]))(?![轻龄纪级])(?:度(?!假))?"
        ),
        "whole_year": f"(?:(?<=年)|{AFTER_YEAR})全年(?!报)",
        "plan": (
            '[“"「](?:[一二三四五六七八九]五|十五|十[一二三四五六七]五)[”"」](?!规划(?!期)|计划|纲要|目标|'
            "建议)(?:规划期|时期)?(?:期间|间)?|"
            "第(?:十[一二三四五六七]?个五年(?:规划|计划)|[一二三四五六七八九]个五年计划)(?:期间|时期)?"
        ),
        "half": f"(?:(?<![0-9{HAN}十])|{AFTER_YEAR})[上下前后]半年(?!度假)度?",
    }


def _words_of_quarters() -> dict[str, str]:
    """Quarters and seasons."""
    return {
        "opening": (
            f"(?<![满届期日到之以提束始开产生婚孕赛考死病术])(?<!上市)[前头]{COUNT}(?:个(?:月|季度)|月|季度|"
            "季(?=[，,营])|周|天)份?|首[两二三]?个?(?:季度|季(?=[，,营业净底]))|"
            "首[两二三]个?月|(?<=年)首月|"
            f"(?<=[年的])最后[ ]?{COUNT}[ ]?周"
        ),
        "quarter": (
            "第[一二三四1-4](?:季度(?![假节])|财季)|(?<=[年度])第[一二三四1-4]季(?!报)|"
            "(?<=[年度])Q[1-4](?![0-9A-Za-z])|(?<=[，,。；\n])Q[1-4](?=营|净|财|季|单|毛|收|出|销|业)|"
            "第[一二三四1-4]季(?=[底末起，,]|的?(?:营收|财报|获利|毛利|净利|出货|业绩))|末季(?=[，,营业])"
        ),
        "the_quarter": "(?:(?<![以])上|下|(?<![基资])本|当|上一|下一)个?季度(?!假)",
        "season": "(?<=年)的?(?:[春夏秋冬][季天](?![奥运赛])|[暖寒]冬)",
    }


def _words_of_days() -> dict[str, str]:
    """Months, weeks and days."""
    return {
        "lunar": (
            f"(?:农历|阴历)(?:{MONTH}|[正腊冬])月(?:初?{DAY})?[日号]?|闰{MONTH}月|(?:正月|腊月|"
            f"冬月)(?:初?{DAY}[日号]?)?|大年初{DAY}"
        ),
        "lunar_year": f"(?:农历|阴历)(?=[一二][〇零{HAN}]{{3}}年)",
        "nth_week": (
            f"的?第{COUNT}个?(?:周|星期|礼拜)(?![{HAN}日天])|的?(?:第{COUNT}|最后一)个?(?:周|星期|礼拜)[{HAN}日天]"
        ),
        "the_month": (
            "(?:上上|(?<![以线网])上|下下|(?<![以线])下|(?<![成基资日样版])本|这|今|(?<![相适])当|"
            "(?<![不相])同|次|上一|下一|前一)"
            "个?月份?(?![球饼亮台坛刊薪票供嫂光]|经[期痛血量不周带])"
        ),
        "tenday": "的?(?:[上中]中|中下|[上中下])旬",
        "weekend": "(?:上上|上|下下|下|本|这)个?周末",
        "the_weekday": f"(?:上上|(?<![以线网晚早])上|下下|下|(?<![成基日])本|这|今)个?{WEEKDAY}",
        "the_week": (
            f"[上下]半周(?![年期边转])|"
            f"(?:上上|(?<![以线网晚早路])上|下下|(?<![以线])下|(?<![成基资日样])本|这|上一|下一|这一|今|当)个?{WEEK}"
        ),
        "weekday": f"(?<![上下本这每{HAN}十0-9几前后个数双首末次隔单同当整头百老]){WEEKDAY}",
        "the_day": (
            "(?:今[天日晚晨早](?!头条|资本|美术|说法|水印|后)|昨[天日晚晨夜]|"
            "(?<![光说表证文声清发精])明[天日早晚](?![然气津星香方帝前]|之[星后])|大前天|大后天|"
            "(?<![以目之提日年月空午此])前晚(?!间)|(?<![以目之提日年月空午])前天(?![津河山空然猫水下际气使堂])|(?<![以日目])前日|"
            "(?<![以之今先年月日天周])后天(?![天气性的形培努下])|"
            "(?<![相适])当[天日晚](?![本元然])|(?<![首一二两三多每初再本此今几层人])次日(?![本元均常])|翌日|"
            "隔[天日]|(?<!不)同一?日(?!而语)|同一天|大[前后]日)"
        ),
    }


def _words_of_spans() -> dict[str, str]:
    """What is so many units ago or long, and the parts of a year."""
    return {
        "ago": f"(?<![上下前后一每数大小])半(?:年|个月)(?:{BEFORE}|{AFTER})",
        "last_units": (
            f"(?<![将接了时达过花有期已历经约隔续至到附靠])(?:近|最近|过去|在过去)[的这]?[ ]?(?:{COUNT}|"
            f"半)[ ]?个?{UNIT}(?![半几多])"
            "(?:来|以来|[间里内中](?!国))?(?!的?时间|的?历史|之久|前|后|[0-9])"
        ),
        "next_units": f"(?:未来|今后|接下来)的?[ ]?(?:{COUNT}{TO})?(?:{COUNT}|半)[ ]?个?{UNIT}[间里内]?",
        "more_units": (
            f"{CLAUSE_START}[上下]{COUNT}个?(?:年(?!级)|月(?![0-9]{{1,2}}[日号])|周(?![{HAN}日])|星期|季度)|"
            f"{CLAUSE_START}后{COUNT}(?:天|个月)"
        ),
        "year_part": (
            f"(?<![0-9{HAN}十半近几两百今去明当每数成多])年(?:初(?![步中级次])|底(?![层薪])|末(?![端])|"
            "内(?![地容部])|中(?=[，,。；、）)]|$))|"
            "岁末|(?<=年)年[初底末中]|(?<=[临接]近)年[底末]"
        ),
        "festival": festival_names(None),
        "event": f"(?:{events()})(?=以来|之?后|之?前|至今)",
        "plan_years": '(?<=[”"」间期五])的?(?:[前头后]|最后)[一二两三四]年',
        "last_day": "(?<=[年月度期])的?最后一[天日]",
        "month_part": (
            f"(?<![0-9{HAN}十两几本上下每个今当同次半满一整去末临年跨各初底])(?<![一每]到)月(?:初(?![步中级次])|底(?![层薪])|末(?![端]))"
        ),
        "plan_edge": '(?<=[”"」期间])的?(?:开局|收官)之?年',
        "position": f'(?<=[年月度纪代季期间五”"」])的?(?:{START}|{MIDDLE}|{END})|(?<=年)内(?![地容部在存需外卷涵蒙控])',
        "day_part": (
            f"(?<=[日号天晚）)]){DAY_PART}(?:{CLOCK})?|(?<=[日号])[（(](?:周|星期|礼拜)[一二三四五六日天][）)]"
        ),
    }


def festival_names(first: str | None) -> str:
    """The named days that begin with one of some characters, or with none of the numerals."""
    chosen = [
        festival
        for festival in sorted(festivals().values(), key=lambda festival: -len(festival.name))
        if (festival.name[0] in first if first else festival.name[0] not in "0123456789" + HAN + "十")
    ]
    alone = "|".join(re.escape(festival.name) for festival in chosen if festival.stands != "cued") or "(?!)"
    cued = "|".join(re.escape(festival.name) for festival in chosen if festival.stands == "cued") or "(?!)"
    tail = f"(?:节{NOT_FESTIVAL}|大促|购物节|晚会)?(?:小?长假|假期|黄金周|档(?![案次])|期间|假日|当[天日])?"
    cue = f"(?:节{NOT_FESTIVAL}|小?长假|假期|黄金周|期间|假日|大促|购物节|晚会|前夕|当[天日])"
    found = (
        rf"(?:(?<![0-9A-Za-z.])|{AFTER_YEAR})(?:(?:{alone})(?![0-9路村]|上河图|阅兵|大[街道]|(?<=圣诞)(?:[树老礼集饰帽贺颂歌餐卡装]|晚[会宴])){tail}|(?:{cued})(?={cue}){tail}|"
        rf"(?<=年)(?:{cued})(?=$|[，,。；]))"
    )
    if first:
        return found
    names = "|".join(re.escape(name) for name in sorted(festivals(), key=len, reverse=True))
    return rf"[“\"「](?:{names})[”\"」](?:晚会)?{tail}|{found}"


def events() -> str:
    return "|".join(re.escape(name) for name in event_names())


def event_names() -> list[str]:
    rows = read_rows("times_events", ("name", "first", "last"))
    return sorted((row["name"] for row in rows), key=len, reverse=True)
