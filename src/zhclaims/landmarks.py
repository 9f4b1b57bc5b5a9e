"""Places told by their last word: lands and waters with foreign names, and what is named after a place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhclaims.candidates import Candidate
from zhclaims.foreign_names import SOUNDS
from zhclaims.words import Edges

# 维拉诺河, 托尔加群岛, 马卡里亚王国
LAND = re.compile(
    rf"(?<![{SOUNDS}·])[{SOUNDS}]{{2,7}}"
    r"(?:[河湖县郡州]|群岛|半岛|山脉|海峡|海湾|运河|瀑布|高原|平原|盆地|国家公园|特别行政区|自治州|自治区|"
    r"共和国|王国|帝国|公国|大公国|苏丹国|酋长国)"
)
BUILT = re.compile(r"(?:运河|大道|大桥|体育馆|体育场|球场|植物园|动物园|湿地公园|森林公园)(?!公司|集团|管理)")
HOME = re.compile(r"[旧故]居|墓|陵园|纪念馆|纪念公园")
"""What is named after a person and is a place."""
LINE = re.compile(r"(?:机场|轻轨|支|城际|旅游)?线(?![上下索路程条性缆圈材人])")
RAILWAY = re.compile(r"地铁|铁路|轨道|轻轨|列车|换乘|车站|高铁")
# 东北 in 东北低, 向东北倾斜 is where something lies
DIRECTIONS = frozenset(("东北", "西北", "东南", "西南"))
BEARING = re.compile(r"[低高处方向角侧面麓坡风走]|部有|部为|部是|端|隅|方向")
TOWARDS = re.compile(r"[向由往偏朝以呈自]$")


def find_lands(text: str, edges: Edges) -> Iterator[Candidate]:
    """Find lands and waters with foreign names by their last word.

    >>> text = "沿维拉诺河进入托尔加群岛"
    >>> [text[land.start:land.end] for land in find_lands(text, Edges(text))]
    ['维拉诺河', '托尔加群岛']
    """
    for match in LAND.finditer(text):
        if edges.fit(*match.span()):
            yield Candidate(*match.span(), "PLACE", "rule", 0.6)


def with_built(text: str, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """Lengthen places and persons by what is named after them: 石桥大道, 林一故居, and, near railways, 石桥线.

    >>> bridge = Candidate(0, 2, "PLACE", "gazetteer")
    >>> [(one.start, one.end) for one in with_built("石桥大道堵车", [bridge])]
    [(0, 4)]
    """
    lines = RAILWAY.search(text) is not None
    for mention in mentions:
        tail = None
        if mention.type == "PLACE" and text[mention.end - 1] != "国":
            tail = BUILT.match(text, mention.end) or (LINE.match(text, mention.end) if lines else None)
        elif mention.type == "PERSON":
            tail = HOME.match(text, mention.end)
        yield replace(mention, end=tail.end(), type="PLACE", name="") if tail else mention


def is_bearing(text: str, start: int, end: int) -> bool:
    """Whether a direction tells where something lies and names no region: 地势向东北倾斜, 西南高."""
    if text[start:end] not in DIRECTIONS:
        return False
    return BEARING.match(text, end) is not None or TOWARDS.search(text, max(0, start - 1), start) is not None
