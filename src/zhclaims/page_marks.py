"""Finds the numbers by which pages, roads, houses and style sheets keep order: 阅读(123), K123+400, 8号3幢2层."""

import re
from collections.abc import Iterator

_PLUS = re.compile(r"(?<=[0-9mM里])\s?\+")
# K123+400, 210km+963m, 235公里+500米: a place on a road
_WAYMARK = re.compile(
    r"""(?:[A-Za-z]{0,2}[Kk][0-9]{1,4}(?:公里)?|(?<![0-9.])[0-9]{1,4}(?:公里|[kK][mM]))\s?\+\s?
        [0-9]{1,3}(?![0-9])(?:\.[0-9]{1,3})?(?:米|[mM](?![A-Za-z0-9]))?""",
    re.VERBOSE,
)
# 沪昆高速1023公里处, 107国道上行线235公里500米处; not 距高速3公里处
_ROAD = re.compile(
    r"""(?:高速(?:公路)?|[国省县]道)(?:[上下]行线?|[东西南北往向至\u4e00-\u9fff]{1,6}方向)?\s?
        (?:[0-9]{1,4}(?:\.[0-9])?(?:公里|km)(?:[加零]?[0-9]{1,3}米)?(?=处|附近|路段)
        |[0-9]{1,4}[-—~至][0-9]{2,4}(?:公里|km)(?![/0-9]))""",
    re.VERBOSE,
)
_APART = re.compile("[距离][^，。；\n]{0,10}$")
# 阅读：1234, 评论(5), 点赞 36 at the head or foot of a page
_COUNTER = re.compile(
    r"""(?:阅读|浏览|评论|跟帖|点击|点赞|回复|回帖|转发|收藏|查看|人气|下载次)(?:次数|数|量)?
        (?:[:：]\s?|\s?[(（\[]\s?|\s)[0-9][0-9,]{0,9}\s?(?:次|条|人)?(?:[)）\]]|(?=[\s|/·,，]|$))""",
    re.VERBOSE,
)
# 全文1200字，阅读需3分钟 tells of the page; 全文共13000字，分6章 of a plan
_LENGTH = re.compile(
    r"(?:全文|本文|字数)(?:字数)?[:：约共]{0,2}\s?[0-9]{2,5}\s?字?(?=[，,|/\s]{0,3}(?:预计)?阅读)"
    r"|阅读(?<![均天日年月周]阅读)(?:全文|本文)?(?:(?:时间|时长|用时)[:：约]{0,2}|(?:大?约|预计|仅)?需要?)\s?[0-9]{1,3}\s?分钟"
)
# 江北路12号3幢5层502室, 18号天元大厦21层, 3栋2单元; not 江北路12号3层楼房
_PART = r"[A-Za-z]?[0-9一二三四五六七八九十]{1,4}\s?(?:号楼|单元|[号幢栋座层楼室房弄](?![楼房高建写]))"
_ADDRESS = re.compile(
    rf"""[路街道巷弄村园区城里](?>[0-9]{{1,5}})(?:[-—－][0-9]{{1,5}})?\s?[号弄]
         (?:[^，。；、,;：:\n0-9]{{2,20}}?(?:大厦|大楼|中心|广场|公寓|小区|花园|[A-Za-z东西南北]座))?(?>(?:{_PART})+)
       | [0-9]{{1,4}}弄(?!堂)(?:(?>(?:{_PART})+))?
       | [0-9]{{1,3}}[幢栋](?:[0-9]{{1,2}}|[一二三四五六七八九])单元(?:{_PART})?
       | (?<=[厦心场楼座])[0-9]{{1,3}}[层楼][A-Za-z]?-?[0-9]{{2,4}}(?:室|号|房|单元|(?=[，。；、,;\s）)【]))""",
    re.VERBOSE,
)
_HOUSE = re.compile("[幢栋层楼室弄]")
_ATTACHED = re.compile(r"[0-9.]{1,8}\s?[KMkm][Bb](?=[,，]\s?下载)")  # (22.49 KB, 下载次数: 0)
_STYLE = re.compile(r"[a-z][a-z-]{2,24}:\s?[-#.0-9][^;{}\n\u4e00-\u9fff]{0,60}[;}]|(?<![A-Za-z])zoom:\s?[0-9]")


def _waymarks(text: str) -> Iterator[tuple[int, int]]:
    for plus in _PLUS.finditer(text):
        mark = _WAYMARK.search(text, max(0, plus.start() - 9), plus.end() + 9)
        if mark is not None and mark.end() > plus.start():
            yield mark.span()


def _is_apart(text: str, position: int) -> bool:
    return _APART.search(text, max(0, position - 12), position) is not None


def find_page_marks(text: str) -> list[tuple[int, int]]:
    """The spans of such marks, in no order.

    >>> text = "阅读(1234) 事故发生在K123+400处，距高速3公里处有3家医院"
    >>> [text[start:end] for start, end in find_page_marks(text)]
    ['K123+400', '阅读(1234)']
    """
    spans = list(_waymarks(text)) if "+" in text else []
    if ("公里" in text or "km" in text) and ("道" in text or "高速" in text):
        spans += [match.span() for match in _ROAD.finditer(text) if not _is_apart(text, match.start())]
    spans += [match.span() for match in _COUNTER.finditer(text)]
    if "分钟" in text and "阅读" in text:
        spans += [match.span() for match in _LENGTH.finditer(text)]
    if _HOUSE.search(text):
        spans += [match.span() for match in _ADDRESS.finditer(text)]
    if "下载" in text:
        spans += [match.span() for match in _ATTACHED.finditer(text)]
    if "px" in text or "em;" in text or "zoom:" in text:
        spans += [match.span() for match in _STYLE.finditer(text)]
    return spans
