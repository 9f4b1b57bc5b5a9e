"""Units that only the words around them tell: 班 of flights, 队 of a contest, 块 of land or of money, 成 before 为."""

import re
from functools import cache

from zhclaims.reading import Reading
from zhclaims.units import Unit, unit_of, units_by_first

_BEFORE = 16
_AFTER_AREA = ("", *'，,。.；;、：:！!？?）)”" \n的土')
_MAGNITUDES = frozenset("百千万亿兆")
# Words before or behind a number that make a counted thing of a character with other uses: 每周3班, 5通电话, 2万景影像.
_TOLD_BEFORE = {
    "班": re.compile(
        "(?:[每一][日天周月]|每小时班次|小学|初中|高中|[0-9]轨|开行|加[开密]|增[至到开]|航[班线]|高铁|动车|[列客班货]车|班列|班轮|巴士|公交|飞行|[直执]飞|往返|日均|首航|船期)"
        "[^，,。；;0-9]{0,10}$"
    ),
    "队": re.compile(
        "(?:放榜|选出|入[选围]|参赛|晋级|获[奖选]|胜出|淘汰|录取|[竞比大联决]赛|团队|报名|评出|征集|辅导|角逐|[0-9二三四五六七八九十]队)[^。；;]{0,14}$"
    ),
    "景": re.compile("(?:[影图]像|卫星|遥感|下传|拍摄|成像)[^，,。；;]{0,8}$"),
    "通": re.compile("(?:电话|来电|通话|拨[打出]|接[听通]|热线|[呼打][出入进]|外呼|客服)[^。；;]{0,8}$"),
    "期": re.compile(
        "(?:举办|举行|开[办设班]|开设|连办|办了?|培训班?|播出|刊发|出版|期数|[分逾]|连续)(?:了|过|出|至今|共|已|近|约|超|为|成)*$"
    ),
    "届": re.compile("(?:举办|举行|承办|主办|协办|[办走历经]|连续|已有)(?:了|过|至今|共|已|近|约|超)*$"),
    "季": re.compile("(?:连续?[跌升涨亏衰降减增]?|近|[种熟]|每年)(?:了|过|两|第)?$"),
    "仙": re.compile("(?:息|股|派|盈利|亏损|溢利)[^，,。；;0-9]{0,6}$"),
    "厘": re.compile("(?:电价|电费|水价|气价|加价|每度|度电|每千瓦时|标准|利率|月息|年息|利息)[^。；;0-9]{0,10}$"),
}
# 毛利率6.9厘, 债息由4.1厘升至4.3厘; a dividend (末期息3厘) is money, and so is what a month's interest is told in
_RATE_IN_LI = re.compile("(?<!费)(?<!月利)(?<!日利)(?:率|(?<![月日派股期别])息)(?![^，,。；;]*每)[^，,。；;]{0,14}$")
_TOLD_BEHIND = {
    "任": re.compile(
        "[^，,。；;0-9]{0,5}?(?:书记|[厂市县校院局区乡镇部科处省会社]长|总[统理裁]|首相|主[席任]|领导|主官|教练|会计|经理|董事|老板|班子|[妻子丈男女][子夫友]|[Cc][Ee][Oo])"
    ),
    "班": re.compile(
        "(?:轮[番流]|[倒轮]换)|[^，,。；;0-9]{0,4}(?:航班|动车|高铁|列车|班列|巴士|公交|轮渡|班轮|班机|加班[船机])"
    ),
    "队": re.compile(
        "(?:人马|[^，,。；;0-9]{0,6}(?:入围|入选|参赛|晋级|获奖|报名|胜出|角逐|来自))|(?=，[^，,。；;]{0,8}[二两三四五六七八九十0-9]队)"
    ),
    "期": re.compile("[^，,。；;0-9]{0,6}(?:培训班|学习班|研修班|训练营|讲座|沙龙|课程|专题节目)|偿还|还款|分期"),
    "路": re.compile("(?:[^，,。；;0-9]{0,4}(?:高清|视频|语音|音频|摄像|监控|信号|通道|并发|人马))"),
    "厘": re.compile("[/／]"),
    "扎": re.compile("[^，,。；;0-9]{0,3}(?:电缆|电线|钢筋|啤酒|鲜花|现金|钞票|鲜啤|玫瑰)"),
    "景": re.compile("[^，,。；;0-9]{0,4}(?:[影图]像|数据)"),
    "通": re.compile("[^，,。；;0-9]{0,4}(?:电话|来电|热线|通话)"),
}
_OTHERWISE = {
    "班": frozenset("级)）高初"),
    "队": frozenset("村屯社组寨"),
    "路": frozenset("第乘坐条号"),
    "届": frozenset("第"),
    "任": frozenset("第某"),
}  # 三年级2班, 冯墙村三队
_CASE_SOLVED = re.compile("(?:告破|侦破|宣判|[主嫌]犯)")
# 七成为女性, 三成人手: tenths of what follows; 成为, 成人 and 成员 are words elsewhere.
_TENTHS = re.compile(
    "成(?=为|因为|绩效|人(?!就)|员工|年轻|本[地科土市省国县区校]|品牌|份额|分布|交通|都[是在有会没来被用能选要不])"
)
_WHOLE_TENTHS = re.compile("[二两三四五六七八九几](?:[一二三四五六七八九])?")
_ENOUGH = re.compile("成就(?=[行够好是可能会有要即]|[，。])")
_SHARED_BY = re.compile("[占约近到超过逾要有剩足降涨增减升跌低高]了?$")
# 第三成为, 王五成为, 初三成为: the digit ends a name or an ordinal
_NAMED_BY = frozenset("第之其初高大小老阿周期拜王张李赵刘陈孙吴钱郑冯马牛连排班营团组队村街路线区十〇零年")
# 1472块停机坪, 两块相邻的地: pieces, not yuan
_PIECES = re.compile(
    "(?:各[约占自有]|相[邻连]|连片|闲置|[待已]拆|停机|冰场|[足篮]球场|球场|雪场|试验|湿地|林地|农[田地]|[茶果]园|鱼塘|盐田|光伏|太阳能|晶圆|主板|"
    "[牛羊鸡猪鱼鸭]?(?:肉|排骨)|蛋糕|饼干|糖|点心|石[头板]|砖|积木|骨[头骼]|化石|陨石|匾|[墓石]碑|木[板头]|肥皂|巧克力|豆腐|奖牌|场地|区域|业务|内容|模[组块]|组件|硅片|显卡|拼图|陆地|海域|水[面域])"
)
_LAID = re.compile(
    "(?:出让|挂牌|推出|交付|[发出]货|铺设|安装|拼接|切成|[划拆]?分[成为]|拼成|更换|下线|硬盘|面板|主板|显示屏|停机坪|电芯|电池|靶材|硅片|晶[圆片]|芯片|玻璃|[瓷地]砖|展板|[GCN]PU|显示?卡)(?:了|出|约|近|超|逾|共|过|成|的)*$"
)
_PAID = re.compile(r"(?:[收付花赚钱省捐补退]|(?<!成)交)[了过到取]?\s?$")
_PER_UNIT = re.compile("[/／](?:[kK][wW][hH]|千瓦时|度|股)|[到至][0-9.一二两三四五六七八九]{1,4}分钱")
_PRICED_IN_CENTS = re.compile(
    "(?:电价|每度|每千瓦时|度电|每股[^，,。；;0-9]{0,6}|人民币|每美元)[^，,。；;0-9名排满]{0,8}$"
)
_PROVINCES = 40
_TEAMS, _VILLAGES = frozenset("组队社"), frozenset("村寨屯庄社乡")  # 冯墙村二组
_LI_NAMES = frozenset("屯庄店甸铺堡坡镇渡墩沟湾营塘垭坪亭")
_VILLAGE = re.compile("[镇乡县区][\u4e00-\u9fff](?<![的有等和与及各共辖近约内前后这那某])$")  # 张营镇刘三村
_VILLAGER = re.compile("的?(?:村民|农民|居民|农户)(?!小组)|[0-9]{1,4}号")


def told_by_context(text: str, reading: Reading, unit: Unit, end: int) -> bool:
    """Whether the words around a number let a character of many uses be its unit; True for all other units."""
    check = _CHECKS.get(unit.text)
    return check is None or check(text, reading, unit.text, end)


def tenths_at(text: str, reading: Reading) -> tuple[Unit, int] | None:
    """成 before 为, 人 and the like, as the tenth of a whole: 七成为女性; not 第三成为, 之一成为.

    >>> from zhclaims.reading import Reading
    >>> found = tenths_at("六成为女性", Reading(0, 1, 0, 1, 6.0, 6.0))
    >>> found is not None and found[0].canonical, tenths_at("第三成为", Reading(1, 2, 1, 2, 3.0, 3.0))
    ('%', None)
    """
    surface, before = text[reading.number_start : reading.end], text[reading.start - 1 : reading.start]
    named = before in _NAMED_BY and not text.endswith("团队", 0, reading.start)
    named = named and not (before == "连" and text.startswith("都", reading.end + 1))  # 连三成都不到
    whole = _WHOLE_TENTHS.fullmatch(surface) is not None and not named
    if not whole or not _TENTHS.match(text, reading.end):
        shared = _SHARED_BY.search(text, max(0, reading.start - 2), reading.start)
        if not shared or not (whole or surface == "一") or not _ENOUGH.match(text, reading.end):
            return None
    return unit_of("成"), reading.end + 1


def is_pieces(text: str, reading: Reading, end: int) -> bool:
    """Whether 块 counts pieces: 1472块停机坪, 铺设96块, 半块馒头; not 96块押金, 半块钱."""
    if text[reading.number_start] == "半":
        return text[end : end + 1] not in ("钱", "，", "。", "")
    if reading.low != int(reading.low):
        return False
    laid = _LAID.search(text, max(0, reading.start - 8), reading.start)
    return laid is not None or _PIECES.match(text, end) is not None


def is_cents(text: str, reading: Reading, end: int) -> bool:
    """付了5分, 0.83分/千瓦时, 每股盈利8.22分: hundredths of a yuan, no points."""
    if reading.low < 10 and _PAID.search(text, max(0, reading.start - 3), reading.start):
        return True
    return _PER_UNIT.match(text, end) is not None or bool(
        _PRICED_IN_CENTS.search(text, max(0, reading.start - 16), reading.start)
    )


def is_rate(text: str, reading: Reading) -> bool:
    """最优惠利率5厘, 债息升至4.3厘: a percent, as Hong Kong tells rates; 电价2厘 and 派息5厘 are money."""
    return _RATE_IN_LI.search(text, max(0, reading.start - _BEFORE), reading.start) is not None


def names_village(text: str, reading: Reading) -> bool:
    """七里铺, 八里店镇, 冯墙村二组, 张营镇刘三村 and 白石塘5组村民 are names."""
    start, unit = reading.start, reading.unit.text if reading.unit else ""
    if unit in _TEAMS and _VILLAGER.match(text, reading.end):
        return True
    if unit == "里":
        return text[start] not in "0123456789" and text[reading.end : reading.end + 1] in _LI_NAMES
    if unit == "村":
        return _VILLAGE.search(text, max(0, start - 2), start) is not None
    return unit in _TEAMS and text[start - 1 : start] in _VILLAGES


@cache
def pieces() -> Unit:
    """The measure word 块."""
    return next(unit for unit in units_by_first()["块"] if unit.text == "块" and unit.kind == "count")


def _is_counted(text: str, reading: Reading, unit: str, end: int) -> bool:
    before, surface = text[reading.start - 1 : reading.start], text[reading.number_start : reading.end]
    if surface == "二" or (before and before in _OTHERWISE.get(unit, ())):
        return False  # 二队 is the second one, two are 两队
    behind = _TOLD_BEHIND.get(unit)
    if behind is not None and behind.match(text, end):
        return True
    if unit == "厘" and is_rate(text, reading):
        return True
    told = _TOLD_BEFORE.get(unit)
    return told is not None and told.search(text, max(0, reading.start - _BEFORE), reading.start) is not None


def _is_written_out(text: str, reading: Reading, _unit: str, end: int) -> bool:
    """17案 and 九企 are counted; 7.20案 is a date, 百企 a figure of speech."""
    surface = text[reading.number_start : reading.end]
    return surface[0] not in _MAGNITUDES and "." not in surface and not _CASE_SOLVED.match(text, end)


def _is_in_digits(text: str, reading: Reading, _unit: str, _end: int) -> bool:
    """覆盖27省; 东北三省 and 川湘两省 are names, 642省 begins another word."""
    return text[reading.number_start].isdigit() and reading.low < _PROVINCES


def _is_closed(text: str, _reading: Reading, _unit: str, end: int) -> bool:
    """购地120莱, 5莱的土地; 莱 begins many names."""
    return text[end : end + 1] in _AFTER_AREA


def _is_decimal(text: str, reading: Reading, _unit: str, _end: int) -> bool:
    """市净率1.5x is 1.5 times, iPhone 8x a name; 0.02牛 is a force, 3牛 are cattle."""
    return "." in text[reading.number_start : reading.end]


def _is_one_of_two(text: str, reading: Reading, _unit: str, end: int) -> bool:
    """3男1女, 34男30女: men and women are told together."""
    return _BOTH_BEHIND.match(text, end) is not None or text[reading.start - 1 : reading.start] in ("男", "女")


_BOTH_BEHIND = re.compile("[0-9一二两三四五六七八九十]{1,3}[男女](?![的方双子孩排篮足])")


def _is_no_price(text: str, reading: Reading, _unit: str, end: int) -> bool:
    """月薪五千五起 is a bound, 接警五千五百起 counts cases."""
    return not (_PRICED.search(text, max(0, reading.start - 8), reading.start) and _FROM_THERE.match(text, end))


_PRICED = re.compile("(?:薪|价|工资|首付|收入|租金|月租|学费|门票|利率)[^，,。；;0-9]{0,4}$")
_FROM_THERE = re.compile("跳|步|[，,。；;、！!）)\\s]|$")
_CHECKS = {
    **dict.fromkeys((*_TOLD_BEFORE, *_TOLD_BEHIND), _is_counted),
    **dict.fromkeys("男女", _is_one_of_two),
    "x": _is_decimal,
    "牛": _is_decimal,
    "案": _is_written_out,
    "企": _is_written_out,
    "莱": _is_closed,
    "省": _is_in_digits,
    "起": _is_no_price,
}
