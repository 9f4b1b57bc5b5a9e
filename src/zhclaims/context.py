"""Judges numbers without a unit by what stands around them: money after 出资, people before 大学生, or no quantity at all."""

import re

from zhclaims.readings import CARDINAL, MAGNITUDE, Reading
from zhclaims.units import Unit

_CLAUSE = 14
_STOPS = re.compile(r"[,，。；;!！?？\n、]")
_MONEY = re.compile(
    "投资|出资|注资|增资|融资|集资|募资|筹资|资金|资本|资产|负债|债务|贷款|借款|欠款|存款|放贷|授信|金额|总额|额度|余额|营收|收入|创收"
    "|利润|净利|盈利|毛利|亏损|亏|赚|赢利|市值|估值|身家|财富|产值|增加值|生产总值|gdp|GDP|经济总量|罚没|罚款|罚单|罚|处罚|没收|赔偿|赔付|理赔"
    "|索赔|奖金|奖励|补贴|补助|资助|拨款|拨付|经费|预算|财政|税收|税|费用|成本|支出|花费|花|耗资|斥资|豪掷|砸|套现|减持|增持|回购|分红|派息"
    "|售价|价格|价|房价|单价|月薪|年薪|高薪|薪资|薪酬|工资|月入|年入|收益|销售|成交|交易|成交额|销售额|票房|流水|订单|合同|签约|中标"
    "|收购|并购|捐|捐赠|借|还款|返还|归还|骗|骗取|损失|身价|转会费|标的|规模|市场|基金|支付|缴纳|缴|融|募|套|投入|掘金|卖|买|负债"
)
_COUNTED = re.compile(
    "用户|人口|人数|粉丝|会员|员工|就业|落户|游客|网民|注册|观众|学生|毕业生|大学生|人才|农民|居民|工人|患者|病例|客流|日活|月活|人员"
    "|旅客|乘客|司机|骑手|教师|医生|职工|参保|户籍|常住|读者|听众|玩家|儿童|老人|青年|妇女|移民|受众|客户"
)
_PEOPLE_AFTER = re.compile(
    r"(?:左右|以上)?\s?(?:的)?(?:[^,，。；、\s0-9]{0,5}?)(?:用户|人口|粉丝|会员|员工|游客|网民|观众|学生|毕业生|大学生|人才|农民|居民|工人|患者|旅客"
    r"|乘客|司机|骑手|教师|医生|职工|读者|玩家|儿童|老人|老年人|青年|妇女|移民|客户|市民|村民|网友|学子|党员|志愿者|农户|股民|投资者|消费者|群众|贫困人口|从业者|科研人员|技术人员|人员|彩民|球迷|考生|同胞|军民|民众|受众)"
)
_MONEY_AFTER = re.compile(
    r"\s?(?:的)?(?:[^,，。；、\s0-9]{0,2}?)(?:融资|投资|资金|贷款|罚款|罚单|高薪|年薪|月薪|奖金|产值|订单|财产|大奖|补贴|产业|蛋糕|市值|净利|利润|营收|资产|身家|富翁|富豪|债务|估值|赔偿|赌资|彩票|票房|豪宅|项目|市场|收入|欠款|存款|基金|大单|投资者?)"
)
_COMPARED = re.compile("(?:仅|只|为|至|到|达|从|是)[为有至到达了]?(?:约|近|超过?)?$")
_LEVEL = re.compile("量?级(?!别?墅)")
_BEFORE_NUMBER = re.compile(r"(?:为|是|至|到|达|达到|从|由|有|仅|仅有|只有|共|共计|总计|合计|计|等于|=|＝|了|约|过|破|降|升|第|评分|得分|分别|分|在|得)$")
_LIST_MARK = re.compile(r"[、.．)）:：]")
_LEFT = "\n，,。；;：:！!？?“\"'‘（([【《、>→ ="
_RIGHT = "\n，,。；;！!？?”\"'’）)]】》、~～：:"
_CODE_BEFORE = re.compile(r"(?:号|码|型|编号|代号|代码|证|微信|电话|传真|邮编|股票|证券|QQ|群|年|图|表|附件|房间|室|栋|座|路|街|公告|第|No|[A-Za-z]\s?|[（(\[【])$")


def infer_unit(text: str, reading: Reading, previous: Reading | None, people: Unit, yuan: Unit) -> None:
    """Give a bare number the unit that its surroundings tell: 出资5亿 is money, 300万用户 are people."""
    if reading.kind is not None or reading.fraction:
        return
    large = is_large(text, reading)
    unit = _told_after(text, reading, people, yuan, large)
    if unit is None and large:
        unit = _told_before(text, reading, people, yuan) or _told_by(text, reading, previous)
    if unit is not None:
        reading.unit = unit
        reading.flags.append("unit_inferred")


def _told_after(text: str, reading: Reading, people: Unit, yuan: Unit, large: bool) -> Unit | None:
    if large and _MONEY_AFTER.match(text, reading.end):
        return yuan
    counted = large or reading.comparator == ">" or reading.low >= 100
    return people if counted and _PEOPLE_AFTER.match(text, reading.end) else None


def _told_before(text: str, reading: Reading, people: Unit, yuan: Unit) -> Unit | None:
    window = text[max(0, reading.start - _CLAUSE) : reading.start]
    stop = None
    for stop in _STOPS.finditer(window):
        pass
    clause = window[stop.end() :] if stop else window
    money = max((match.end() for match in _MONEY.finditer(clause)), default=-1)
    counted = max((match.end() for match in _COUNTED.finditer(clause)), default=-1)
    if max(money, counted) < 0:
        return None
    return yuan if money > counted else people


def _told_by(text: str, reading: Reading, previous: Reading | None) -> Unit | None:
    """将达2.4亿人，而去年仅为0.5亿: the number that it is compared with tells."""
    if previous is None or previous.unit is None or previous.unit.kind not in ("money", "count"):
        return None
    gap = text[previous.end : reading.start]
    if len(gap) > 20 or any(char in "。；;\n" for char in gap) or not is_large(text, previous):
        return None
    return previous.unit if _COMPARED.search(gap) else None


def is_large(text: str, reading: Reading) -> bool:
    """Whether the number is written with 万, 亿, 兆, or 千 and 百 alone (融资千万)."""
    return any(char in "万亿兆千" for char in text[reading.number_start : reading.number_end])


def stands_alone(text: str, reading: Reading) -> bool:
    """Whether a number without unit is a quantity: a large one, a bounded one, or one that a verb of being precedes."""
    if reading.fraction or reading.kind is not None or reading.unit is not None:
        return True
    surface = text[reading.number_start : reading.number_end]
    if reading.joined:
        return _joined_number(text, reading, surface)
    if reading.cue is not None and reading.cue != "~":
        return True
    if surface[-1:] in "kK+" or (surface[0] in "-－−负" and len(surface) > 1):
        return True
    if surface[0].isascii():
        return _arabic(text, reading, surface)
    return _chinese(text, reading, surface)


def _joined_number(text: str, reading: Reading, surface: str) -> bool:
    if reading.cue is not None or any(char in MAGNITUDE + "kK" for char in surface):
        return True
    return text.startswith(("之间", "间", "不等"), reading.end) or _bounded(text, reading) is True


def _arabic(text: str, reading: Reading, surface: str) -> bool:
    if any(char in "万亿兆千百十" for char in surface):
        return True
    if _CODE_BEFORE.search(text, max(0, reading.start - 3), reading.start) and reading.cue is None:
        return False
    plain = surface.isdigit()
    if plain and (len(surface) > 9 or (len(surface) == 4 and 1500 < reading.low < 2100 and reading.cue is None)):
        return False
    if reading.cue is not None or reading.role is not None:
        return True
    if _BEFORE_NUMBER.search(text, max(0, reading.start - 3), reading.start):
        return text[reading.end : reading.end + 1] in _RIGHT or not plain
    return _bounded(text, reading)


def _chinese(text: str, reading: Reading, surface: str) -> bool:
    if len(surface) > 1 and (surface[0] not in MAGNITUDE or any(char not in MAGNITUDE for char in surface)):
        return any(char in "百千万亿兆佰仟" for char in surface) or _bounded(text, reading)
    if surface[0] in "百千万亿兆":
        return bool(_LEVEL.match(text, reading.end)) or reading.cue is not None
    before = text[reading.start - 1 : reading.start]
    if before in ("是", "有") and len(surface) == 1:
        return text[reading.end : reading.end + 1] in _RIGHT + "而却这的和"
    return _bounded(text, reading)


def _bounded(text: str, reading: Reading) -> bool:
    """Between two boundaries, and no list mark: “五”, not 一、 or 1."""
    before, after = text[reading.start - 1 : reading.start], text[reading.end : reading.end + 6].lstrip(" ")[:1]
    if before and before not in _LEFT:
        return False
    if after and after not in _RIGHT and not (text[reading.end] == " " and after in CARDINAL):
        return False
    if after in ("、", "：", ":", ")", "）") or (after == "，" and before in ("", "\n") and reading.low < 100):
        return False
    if text[reading.number_start].isascii() and before in ("“", '"', "‘", "'"):  # “1111”
        return False
    return before not in ("(", "（", "[", "【")
