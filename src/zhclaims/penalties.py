"""Finds on whom a penalty is imposed: in 市场监管局对海风电商罚款50万元 the figure is about 海风电商."""

import re
from collections.abc import Iterator, Sequence

from zhclaims.document import Document
from zhclaims.types import Entity, Quantity

PENALTY = re.compile("罚款|罚金|罚没|没收|处罚|行政拘留|有期徒刑|暂扣|记$")
AROUND = 12
"""Characters to either side of a figure, in its own item and clause, in which the word of its penalty stands."""
BEFORE, AFTER = re.compile("[^，。；：、\n]{0,12}$"), re.compile("[^，。；：、\n]{0,12}")
UPON_WITHIN = 16
"""Characters before a name in which the words of imposing stand."""
TITLE = re.compile("[^，。；：、\n]{0,12}")
"""原副县长 of 某县政府原副县长李明: what may stand between an office and who holds it."""
# 依法对, 决定给予, 对驾驶员: what puts the one who is punished before the verb, with what he is
UPON = re.compile(r"(?:对|给予|责令)(?:[\u4e00-\u9fff]{0,6}(?:人|员|者|司机|公司|企业|平台|机构|商家|店))?[“「]?$")
# 对其作出: the one who was spoken of last, and not 对其下属
UPON_HIM = re.compile(
    r"(?:对|给予|责令)(?:[其他她]|该公司|该企业)"
    r"(?=依法|作出|做出|处以|给予|予以|进行|实施|合计|开出|并处|罚|行政|有期徒刑)"
)
NOT_HIM = re.compile(r"的?[^，。；：]{0,6}(?:人员|高管|董事)|等|[^。；]{0,80}被(?!告)")
"""Behind a name: 美团相关责任人员 are others, and so is who stands before 被 again."""
SPOKEN_OF = 300
"""Characters in which the one is named who is meant by 其."""
PUNISHERS = re.compile("(?:政府|[局委厅署院队所]|警方|中心)$")
CLAUSE_STARTS = frozenset("，,。；：:\n\u3000 ")
KINDS = frozenset(("ORG", "PERSON", "PRODUCT"))


def punished_names(doc: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Entity]]:
    """Each quantity of a penalty that a sentence imposes on a name, with that name.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("市场监管总局依法对美团处以34.42亿元罚款。")
    >>> [(quantity.text, name.text) for quantity, name in punished_names(doc, list(doc.quantities))]
    [('34.42亿元', '美团')]
    """
    for quantity in quantities:
        name = _punished(doc, quantity) if _is_penalty(doc, quantity) else None
        if name is not None:
            yield quantity, name


def _is_penalty(doc: Document, quantity: Quantity) -> bool:
    before = BEFORE.search(doc.text, max(0, quantity.cue_start - AROUND), quantity.cue_start)
    after = AFTER.match(doc.text, quantity.cue_end)
    return any(words is not None and PENALTY.search(words[0]) for words in (before, after))


def _punished(doc: Document, quantity: Quantity) -> Entity | None:
    """The last name before the figure that words of imposing stand before, in its sentence."""
    sentence = doc.sentences.covering(quantity.start, quantity.end)
    start = sentence.start if sentence else quantity.start
    named = doc.entities.within(start, quantity.cue_start)
    for place, name in reversed(list(enumerate(named))):
        if name.type in KINDS and UPON.search(doc.text, max(start, name.start - UPON_WITHIN), name.start):
            holder = next((other for other in named[place + 1 :] if other.type == "PERSON"), None)
            found = holder if holder and TITLE.fullmatch(doc.text, name.end, holder.start) else name
            return None if NOT_HIM.match(doc.text, found.end, quantity.cue_start) else found
    him = UPON_HIM.search(doc.text, start, quantity.cue_start)
    return _spoken_of(doc, him.start()) if him else None


def _spoken_of(doc: Document, at: int) -> Entity | None:
    """The name that last began a clause before an offset, or else the last; those who punish are not meant."""
    named = [
        name
        for name in doc.entities.within(max(0, at - SPOKEN_OF), at)
        if name.type in KINDS and not PUNISHERS.search(name.text)
    ]
    first = [name for name in named if name.start == 0 or doc.text[name.start - 1] in CLAUSE_STARTS]
    return next(reversed(first or named), None)
