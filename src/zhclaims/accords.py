"""Reads who or what a text says that it goes by: 据市统计局数据，, 根据《城市用水报告》，."""

import re
from collections.abc import Iterator

from zhclaims.document import Document
from zhclaims.types import Sentence

# 据市统计局数据，… 根据公安局公布的数据，…
ACCORDING = re.compile(
    r"(?:[但另而且又并仅]|不过|最终|同时|此外|另外)?(?:根据|依据|按照|据)(?P<who>(?:[^，,。；：:\n]|(?<=\d),(?=\d)){2,40})(?=[，,：:])"
)
BEFORE = "，,。；：:\n“「 \u3000\xa0（(！？、"
"""What a 据 may stand behind: in 证据 and 数据 it introduces nothing."""
# 按某咨询(的)统计口径，: whose way of counting it goes by, where an organisation is named
COUNTED_BY = re.compile(
    r"按(?!照)(?P<who>[^，,。；：:\n]{2,24}?)的?(?:(?:统计|测算|估算|核算)(?:的?(?:口径|数据|结果))?|口径)(?:计算|计)?(?=[，,])"
)
# What a 据 introduces that names nobody
NOBODY = re.compile(
    r"^(?:(?:初步)?核[实查算]|了解|悉|介绍|报道|统计|测算|估算|预测|称|此|说|传|估计|调查|公开资料|不完全统计|初步统计|数据|(?:最新)?数据显示|最新数据"
    r"|(?:总体|相关|有关|初步|发展)?(?:规划|计划|协议|合同|约定|安排|设想|(?:业绩|此前)?承诺)|进度|要求|惯例|约定|披露|反映|交代|供述|查明|查|透露|分析|检测|监测|推算|观察|计算|初步|不完全|最新)$"
    r"|^(?:了解|悉|称|说(?!明)|介绍|查明|披露|反映|统计(?!局|年鉴|公报|数据|部|处|资料|学|厅|署))"
)
# What follows the name of who is credited: 市统计局公布的数据, 某报报道, 某公司介绍
CREDITED_BY = re.compile(
    r"""(?:近日|日前|最新|昨日|今日|昨天|今天|当天|当日)?
        (?:公布|发布|披露|提供|统计|报道|报导|介绍|透露|测算|预测|消息|通报|估算|预计|分析|调查|表示|称|援引[^，]{1,12}
          |诉说|述说|讲述|所?说|所?讲|所?述|反映|交代|供述|回忆|告诉[^，]{0,6}记者|强调|不完全统计|爆料|记载|透漏|告知|核实|核准|(?:初步)?(?:认定|调查))?
        (?:的)?(?:最新|相关|有关)?(?:统计)?(?:数据|报告|消息|资料|信息|数字|结果|公告|报道|报导|说法|介绍|爆料|口径|统计)?
        (?:显示|指出|称|表明|透露|预计|预测|介绍|说|了解|获悉)?$""",
    re.VERBOSE,
)
# 根据学生的需要，: what is done goes by it, but it says nothing
GROUND = re.compile(
    r"(?:情况|程度|能力|需要|需求|实际|标准|步骤|处理|设计|性质|特点|情节|顺序|方式|比例|意愿|线索|机制|原则|地址|方法|大小|情形"
    r"|时间|进度|价格|规则|形势|案件|目标|思路|而定|批准|同意|许可|授权|委托|指示|安排"
    r"|(?:核算|考核|评审|审核|表决)结果)$"
)
# 根据相关法律规定，: no law is named
ANY_LAW = re.compile("(?:我国|国家|相关|有关|现行|上述|的|法律|法规|规定|条例|制度|要求|之)+$")
# 根据《交通安全法》第九十条规定，交警对司机作出罚款的处罚: the law is why it was done, and does not tell that it was
BY_LAW = re.compile(r"(?:规定|要求|[条款项》])(?:之?规定)?$")
PUNISHED = re.compile(
    "对(?:[^，。；\n]{1,24}(?:作出|处以|处|予以|给予)|其)[^。；\n]{0,30}(?:罚款|处罚|拘留|警告|扣|没收)"
    "|给予[^，。；\n]{0,16}(?:罚款|处罚|拘留|警告|扣)|判处|被判"
)
# 据某公司披露的净利润3亿元: whose word it is, and a figure of it
WHOSE = re.compile(r"(?P<body>.{2,40}?)(?:公布|发布|披露|提供)的")
RULED = re.compile(r"(?<=》)等?的?(?:相关|有关)?(?:规定|要求|精神)$|的$")
ONE = frozenset("其他她它")


def find_accords(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where a sentence says what it goes by: the start and the end of the words, and who or what it is.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("据市统计局公布的数据，出口增长8%。")
    >>> list(find_accords(doc, next(iter(doc.sentences))))
    [(0, 10, '市统计局')]
    """
    for match in ACCORDING.finditer(doc.text, sentence.start, sentence.end):
        begins = match.start() == sentence.start or doc.text[match.start() - 1] in BEFORE
        punished = PUNISHED.search(doc.text, match.end(), sentence.end) and BY_LAW.search(match["who"])
        if begins and not punished and (who := _who(doc, match)):
            told = WHOSE.match(match["who"]) if doc.quantities.within(*match.span("who")) else None
            if told:  # 据某公司披露的净利润3亿元，: it answers for the figure within
                yield match.start(), match.start("who") + told.end(), told["body"]
            else:
                yield match.start(), match.end(), who
    for match in COUNTED_BY.finditer(doc.text, sentence.start, sentence.end):
        body = doc.entities.covering(*match.span("who"))
        if body is not None and body.type == "ORG" and doc.text[match.start() - 1] in BEFORE:
            yield match.start(), match.end(), body.text


def _who(doc: Document, match: re.Match[str]) -> str:
    """Who or what is named between 据 and the comma; "" where the words name nobody."""
    who = match["who"]
    if NOBODY.match(who) or ANY_LAW.match(who) or _is_ground(doc, match):
        return ""
    bare = RULED.sub("", CREDITED_BY.sub("", who))
    who = bare if len(bare) >= 2 or bare in ONE else who
    for time in reversed(doc.times.within(match.start("who"), match.start("who") + len(who))):
        if who.endswith(time.text):
            who = who.removesuffix(time.text)
    return "" if NOBODY.match(who) else who


def _is_ground(doc: Document, match: re.Match[str]) -> bool:
    """Whether it is something that is acted on and no document, or a clause: 根据学生的需要，."""
    who, opening = match["who"], match.group()[: match.start("who") - match.start()]
    if opening.endswith("据") and not opening.endswith(("根据", "依据")):
        return False
    first = doc.tokens.after(match.start("who"), match.end("who"))
    clause = first is not None and first.tag == "p"
    return "》" not in who and (clause or GROUND.search(who) is not None)
