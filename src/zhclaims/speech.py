"""Tells whether a verb of speech says that something is said: 王明表示，, not 宣布的方案 and 没有透露."""

import re

from zhclaims.cues import Cue
from zhclaims.document import Document
from zhclaims.quotations import Quotation, quotation_at

# 出口的显示面板
DISPLAY = re.compile("显示(?:技术|面板|屏|器|驱动|设备|产业|模组|芯片|玻璃|终端|材料|产品|行业)")
# 没有透露金额, 尚未公布: nothing is said
SILENT = re.compile(r"(?:没有|尚未|并未|未曾|从未|还未|拒绝|不愿|不予|未予|暂未|未|没)$")
NOUNS = frozenset("规定 调查 要求 统计 报道 公告 测算 约定 反馈 预警 通告".split())
"""Cues that are nouns behind 的: 按照客户的要求，."""
CONTENT = re.compile(r"[是称说道：:，,指显表认]|[^，。；\n]{1,8}[：:]")
"""What may follow a noun of speech whose content comes next: 他的判断是, 协会的分析指出."""
# 通报了10起案例, 通报6起问题: the figure counts what was told, and nobody is needed to vouch for it
LISTED = re.compile(r"(?<!承认)(?<!坦白)(?<!供述)(?<!证实)(?<!讲述)(?<!回忆)了(?!一笔账|[，,：:])")
ENDING = "”」』书函率"
"""What shows a verb of speech to be a part of a name or a noun: “善意提醒”, 告知书."""
# 发布了关于3家银行的批复，同意…, 公布次季业绩，收入…: what a body gives out, with its content behind it
GIVEN_OUT = re.compile(
    r"(?:了|过)?[^，,。；：:》\n]{0,60}?(?:批复|公告|通报|通告|声明|研报|通知|公示|消息|判决|报告|财报|年报|快报|认定书|业绩|[季月]绩|财测|结果)[，,：:]"
)
# 公布8月营收|12亿元: a figure that a body gives out itself; not 公布的营收12亿元, 公布营收后股价升3%
FIGURE_GIVEN = re.compile(
    r"了?(?!的)[^，,。；：:》\n后]{0,30}?(?:营收|收入|盈[利余]|[净纯溢毛获][利益]|亏损|总[额值量]|[口单]额|吞吐量|人[次数]|[产销]量|率|指数)"
    r"(?:约|逾|达|为|共|近|超过?){0,2}(?=[0-9])"
)
GIVE_OUT = frozenset("出具 印发 下发 出台 作出 发表".split())
GIVE_FIGURES = frozenset("公布 公告 披露".split())
GIVE = GIVE_OUT | GIVE_FIGURES | {"发布"}
# 市场消息指|集资额约2亿: papers of Hong Kong set no comma behind 指
POINTED = re.compile("(?:消息|报[告道]|资料|调查|研究|文件)$")
RULES = re.compile(r"(?:[》」法部局委厅会署]|条例|办法|细则|协议|合同|章程|[条款]|方案|新政|组织|篮协|足协)$")
"""Who or what rules something: 《公司法》规定，, not 违反国家规定，."""
# 多家机构预计, 报告预测: a forecast with a forecaster before it
FORECASTS = frozenset(("预计", "预测", "估计", "估算", "预估", "测算", "估", "料"))


def speaks(doc: Document, cue: Cue, quotations: list[Quotation]) -> bool:
    """Whether a cue tells that someone says something, and the article itself tells so."""
    after, before = doc.text[cue.end : cue.end + 1], doc.text[max(0, cue.start - 1) : cue.start]
    around = quotation_at(quotations, cue.start)
    if around and cue.start < around.end - 1:  # what someone quoted says of others
        return False
    if after and after in ENDING:
        return False
    if cue.text == "规定" and not RULES.search(doc.text[max(0, cue.start - 4) : cue.start]):
        return False
    if cue.text == "提到" and after.isdigit():  # 从0提到15%
        return False
    if cue.text == "传出" and doc.text.startswith("消息", cue.start - 2):  # 消息传出，人们赶来
        return False
    if _within_a_name(doc, cue) or SILENT.search(doc.text, max(0, cue.start - 4), cue.start):
        return False
    if cue.text == "显示":
        return before not in ("的", "微") and not DISPLAY.match(doc.text, cue.start)
    if cue.text in GIVE_OUT or given_out(doc, cue):
        return given_out(doc, cue) is not None
    if cue.category == "report":
        if cue.text == "指" and POINTED.search(doc.text[max(0, cue.start - 2) : cue.start]):
            return True
        noun = before == "的" and cue.text in NOUNS
        return cue.text in ("数据显示", "获悉") or (after != "" and after in "，：,:" and not noun)
    if cue.category == "speech":
        return not _is_object(before, doc.text[cue.end : cue.end + 10])
    return cue.text in FORECASTS


def given_out(doc: Document, cue: Cue) -> re.Match[str] | None:
    """What a body gives out, up to the comma or figure that is its content: 了关于3家银行的批复，, 8月营收."""
    if cue.text not in GIVE:
        return None
    figure = FIGURE_GIVEN.match(doc.text, cue.end) if cue.text in GIVE_FIGURES else None
    return figure or GIVEN_OUT.match(doc.text, cue.end)


def _within_a_name(doc: Document, cue: Cue) -> bool:
    """Whether the cue is a part of a longer name: 分析 of 国家分析中心."""
    names = doc.entities.overlapping(cue.start, cue.end)
    return any(name.start <= cue.start and cue.end <= name.end and len(name.text) > len(cue.text) for name in names)


def _is_object(before: str, after: str) -> bool:
    """Whether a verb of speech is a noun with 的 before it (王明的解释让人吃惊) or tells of a noun (宣布的方案)."""
    if before == "的" and not CONTENT.match(after):
        return True
    return after[:1] == "的" and after[1:2] != "是"
