"""What a figure is about, in a form that articles share: whose figure, of what, for which time, in which measure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhclaims.lexicon import read_rows
from zhclaims.types import Claim
from zhclaims.units import measure_of

DOUBTS = frozenset((
    "no_subject", "no_metric", "noun_subject", "carried_subject", "carried_metric", "ambiguous_place", "unit_inferred",
    "reading_chosen", "no_anchor", "long_sentence", "unsure_claim", "unsure_subject", "unsure_metric", "unsure_time",
))  # fmt: skip
"""Flags that leave open what a figure is about: such claims are held against no other."""
UNCOMPARED = frozenset(("rank", "duration", "other"))
"""Kinds that mean nothing without what the rank is among or the time runs from."""
TIMELESS = frozenset(("area", "length", "volume", "power"))
"""What things are measured in whose size is told without a time."""
CHANGE = "增长 增加 增幅 增速 增 上升 上涨 涨幅 提高 提升 下降 下滑 下跌 减少 降低 回落 降幅 跌幅 降 跌 涨".split()
BASES = "同比 环比 按年 按月 比上年同期 比上年 较上年同期 较上年 比去年同期 比去年 较去年同期 较去年 年均".split()
# 同比增长, 同比增长环比增长
CHANGE_WORDS = re.compile(rf"(?:[、和与]?(?:{'|'.join(BASES)})?(?:实际|名义)?(?:{'|'.join(CHANGE)})(?:了|率)?){{1,8}}$")
FALLS = re.compile(r"(?:下降|下滑|下跌|减少|降低|回落|降幅|跌幅|降|跌)(?:了|率)?$")
LEADING = re.compile(
    r"^(?:实现|完成|达到|达|取得|录得|拥有|聚集|集聚|共有|共|的|其|全年|全市|全省|全区|全县|年|总的|已|约|仍)+"
)
TRAILING = re.compile(
    r"(?>(?:达到|达|为|是|有|突破|超过|超|仍|共|约|近|合计|总共|总数|数量|规模达|的|已|只|仅"
    r"|(?:提高|提升|扩大|增加|增长|缩短|压缩|降低|下降|减少|上升|升|降|增|扩)?[到至]){1,8})$"
)
# Stand-ins whose meaning is elsewhere
STAND_INS = frozenset("前者 后者 两者 其 其中 数字 这一数字 该数字 比例 占比 比重 增速 水平".split())
INNER_VERBS = re.compile(r"(?<=.)(?:实现|完成|取得)(?=..)")  # 集成电路产业实现营收
# What narrows a figure down in its clause; claims that differ in it are about different things.
SCOPE_WORDS = """
    累计 新增 净增 新签 平均 人均 户均 亩均 日均 月均 年均 每 占 目标 曾 此前 同期 除 不含 若 如果 假如 相当于
    合计 环比 名义 实际 可比 最高 最低 至少 最多 峰值 直接 间接 带动 撬动 拉动 全球 全国 全省 规模以上 规上 限额以上
    国内 国外 海外 境外 境内 省内 省外 市内 本地 外地 城镇 农村 城区 线上 线下 出口 进口 民营 国有 外资 央企
    税前 税后 归母 归属 扣非 人民币计 美元计 全口径 本外币 上半年 下半年
"""
SCOPES = re.compile(
    rf"{'|'.join(SCOPE_WORDS.split())}"
    r"|单[家台辆日月季店体品]|首[批期轮年次]|[一二三四]期|第[一二三四]|[一二三四]季度|前[一二三四五六七八九十]+个?[月季]|当[月日年]"
    r"|(?<![同环占])[比较](?![例重大高多快好])"
)
# 企业, 人口, 余额: what is there at the end of a year is the figure of that year
STOCKS = re.compile(
    r"(?:企业|公司|人口|员工|人员|从业者|高校|院校|院所|机构|门店|商户|用户|园区|平台|中心|实验室|面积|里程|余额|资产|市值|保有量|存量)$"
)
CLAUSE_END = re.compile(r"[，；。：！？;:!?\n]|,(?![0-9])")
BRACKET = re.compile(r"[^，。；]{0,2}?[（(]([^）)]{1,30})[）)]")
DIVISION_END = re.compile(r"(?<=[省市区县州盟旗])")
WHOLE = re.compile(r"^(?:的|全市|全省|全区|全县|该市|本市|市|省|地区(?!生产))+")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure is about; figures of one topic can be held against each other."""

    who: str
    """A city, another place, or an organisation, by its full name."""
    what: str
    """新能源汽车产量: what is measured, without who, verbs and words of change."""
    time: str
    """EDTF, one spelling for one time; "" for none."""
    measure: str
    """money:CNY, area, %, 家: what the values are in."""
    change: bool
    """Whether it is a change by the figure: 增长8% and 下降3% are of one topic."""
    modality: str
    scope: str = ""
    """What narrows it down in its clause: 累计, 人均."""
    is_place: bool = False

    @property
    def name(self) -> str:
        """Who, without the province before a city: 浙江省杭州市余杭区 -> 杭州市余杭区."""
        parts = [part for part in DIVISION_END.split(self.who) if part]
        return "".join(parts[1:] if self.is_place and len(parts) > 1 and parts[0][-1] in "省区" else parts)


def topic_of(claim: Claim, names: Mapping[str, str], *, doubtful: bool = False) -> Topic | None:
    """The topic of a claim, or None where it is not certain; with `doubtful`, what is likely is enough.

    `names` gives the canonical names of the article's organisations and products by their names as written.
    """
    if not is_comparable(claim, doubtful=doubtful):
        return None
    is_place, rest = (False, "") if claim.subject in names else without_place(claim)
    if doubtful and claim.city and "noun_subject" in claim.flags:
        is_place, rest = True, claim.subject
    who = claim.place or claim.city if is_place else names.get(claim.subject, claim.subject)
    metric = metric_of(claim)
    what = merged(rest, metric[_overlap(_area_of(claim.place), metric) :] if is_place else metric)
    measure, _ = measure_of(claim.unit)
    time = time_of(claim, what)
    if not who or len(what) < 2 or what in STAND_INS or not (time or measure in TIMELESS or doubtful):
        return None
    if claim.kind == "measure" and not names_a_measure(what):
        return None
    return Topic(who, what, time, measure, is_change(claim), claim.modality, scope_of(claim, what), is_place)


def is_comparable(claim: Claim, *, doubtful: bool = False) -> bool:
    """Whether it is certain enough what a claim's figure is about."""
    if claim.value_low is None or claim.change == "from" or claim.modality == "negated":
        return False
    flags = set(claim.flags.split())
    if doubtful:
        return claim.kind not in ("rank", "other") and not flags & {"no_metric", "no_subject", "no_anchor"}
    if claim.kind in UNCOMPARED:
        return False
    if is_change(claim) or "subject:compared" in claim.reasons or "subject:paired" in claim.reasons:
        flags.discard("carried_metric")  # 增长8% and 远超宁波的410亿元 always take their metric from the figure before
    return not flags & DOUBTS


def is_change(claim: Claim) -> bool:
    """Whether a claim tells a change by its figure: 同比增长8%, and 增速为8%."""
    rate = claim.unit in ("%", "pp", "倍") and bool(CHANGE_WORDS.search(TRAILING.sub("", claim.metric)))
    return claim.change in ("increase", "decrease") or rate


def is_fall(claim: Claim) -> bool:
    """Whether a change is downwards."""
    return claim.change == "decrease" or bool(FALLS.search(TRAILING.sub("", claim.metric)) and is_change(claim))


# ------------------------------------------------------------------ who


def without_place(claim: Claim) -> tuple[bool, str]:
    """Whether the subject begins with the claim's place, and what is left of it: 合肥市集成电路产业 -> 集成电路产业."""
    rest = claim.subject
    for name in _spellings(claim.place) + _spellings(claim.city):
        rest = rest.removeprefix(name)
    return (True, WHOLE.sub("", _beyond(claim.place, rest))) if rest != claim.subject else (False, "")


def _beyond(place: str, words: str) -> str:
    """The words without the name of the area they begin with, of which the subject may hold a part.

    >>> _beyond("江苏省苏州市生物医药产业园", "生物医药"), _beyond("江苏省苏州市", "生物医药")
    ('', '生物医药')
    """
    area = _area_of(place)
    return "" if len(words) > 1 and area.startswith(words) else words.removeprefix(area)


def _area_of(place: str) -> str:
    """What of a place is no division: 江苏省苏州市生物医药产业园 -> 生物医药产业园."""
    return DIVISION_END.split(place)[-1]


def _spellings(place: str) -> list[str]:
    """The ways to write a place: 浙江省杭州市, 浙江省, 浙江, 杭州市, 杭州."""
    parts = [spelling for part in DIVISION_END.split(place) for spelling in (part, re.sub("[省市区县]$", "", part))]
    return [place, *(part for part in parts if len(part) > 1)]


# ------------------------------------------------------------------ what


def metric_of(claim: Claim) -> str:
    """What a claim measures, without verbs and words of change, by its standard name.

    >>> metric_of(Claim("", "", "", "", "", "numeric", metric="实现GDP同比增长", change="increase"))
    '地区生产总值'
    """
    metric = TRAILING.sub("", _in_full(re.sub(r"[\s“”\"'《》·]", "", claim.metric)))
    if is_change(claim):
        metric = TRAILING.sub("", CHANGE_WORDS.sub("", metric))
    return standard_name(LEADING.sub("", metric))


def _in_full(words: str) -> str:
    return words.replace("规上", "规模以上").replace("限上", "限额以上")


def merged(subject: str, metric: str) -> str:
    """What is measured, from what is left of the subject and the metric, with nothing said twice.

    >>> merged("集成电路产业", "集成电路产业产值"), merged("地区", "生产总值"), merged("人均地区", "人均地区生产总值")
    ('集成电路产业产值', '地区生产总值', '人均地区生产总值')
    """
    subject = standard_name(TRAILING.sub("", _in_full(subject)))
    if subject in metric or metric in subject:
        return standard_name(max(subject, metric, key=len))
    return standard_name(subject + metric[_overlap(subject, metric) :])


def _overlap(first: str, second: str) -> int:
    """How many characters at the end of one are the beginning of the other."""
    return next((n for n in range(min(len(first), len(second)), 0, -1) if first[-n:] == second[:n]), 0)


def standard_name(metric: str) -> str:
    """One name for one metric, alone or behind what it is of.

    >>> standard_name("GDP"), standard_name("集成电路产业营收"), standard_name("进出口")
    ('地区生产总值', '集成电路产业营业收入', '进出口总额')
    """
    metric = INNER_VERBS.sub("", metric)
    names, pattern = _standard_names()
    if metric in names.values():
        return metric
    match = pattern.search(metric)
    return metric[: match.start()] + names[match[0]] if match else metric


@cache
def _standard_names() -> tuple[dict[str, str], re.Pattern[str]]:
    rows = list(read_rows("metric_names", ("name", "aliases")))
    names = {alias: row["name"] for row in rows for alias in row["aliases"].split("|")}
    known = sorted({*names, *(row["name"] for row in rows)}, key=len, reverse=True)
    return names | {row["name"]: row["name"] for row in rows}, re.compile(rf"(?:{'|'.join(map(re.escape, known))})$")


def names_a_measure(what: str) -> bool:
    """Whether the words name something that is measured: 占地面积 does, 老人 does not."""
    return what.endswith(_heads())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(row["head"] for row in read_rows("metric_heads", ("head", "note")))


def scope_of(claim: Claim, what: str) -> str:
    """What narrows the figure down in its own clause and in a bracket after it, but for what `what` says."""
    start, end = claim.quote_start - claim.sentence_start, claim.quote_end - claim.sentence_start
    sentence = claim.evidence_simplified
    begin = max((match.end() for match in CLAUSE_END.finditer(sentence, 0, start)), default=0)
    bracket = BRACKET.match(sentence, end)
    found = {word for word in SCOPES.findall(_in_full(sentence[begin:start])) if word not in what}
    found |= {"其中"} if "其中" in sentence[:start] else set()
    return " ".join(sorted(found | ({bracket[1]} if bracket else set())))


# ------------------------------------------------------------------ when


def time_of(claim: Claim, what: str) -> str:
    """One spelling for one time; "" for a time that is not known or returns.

    >>> time_of(Claim("", "", "", "", "", "numeric", time="2024-01/2024-12"), "产量")
    '2024'
    >>> stock = Claim("", "", "", "", "", "numeric", time="/2024-12-31")
    >>> time_of(stock, "高新技术企业"), time_of(stock, "产量")
    ('2024', '/2024-12-31')
    """
    whole = re.fullmatch(r"(\d{4})-01(?:-01)?/(\d{4})-12(?:-31)?", claim.time)
    if whole and whole[1] == whole[2]:
        return whole[1]
    end = re.fullmatch(r"/(\d{4})(?:-12(?:-31)?)?", claim.time)
    if end and STOCKS.search(what):
        return end[1]
    return claim.time if re.search(r"\d{4}", claim.time) and not claim.time.startswith("P") else ""
