"""Finds whose figures they are where no verb of speech tells: 协会监测的75家企业, 公司给出的指引是, 大摩维持目标价."""

import re
from collections.abc import Iterator

from zhclaims.document import Document
from zhclaims.speakers import ends_with_speaker, speaker_in
from zhclaims.types import Sentence

# 协会监测的75家企业: who counted them
SURVEYED = re.compile(
    r"(?P<who>[^，,。；：\n“”]{2,25})(?:监测|抽样|抽查|追踪|跟踪|调查|调研|统计)的(?=[^，。；：\n]{2})"
)
# 公司给出的全年指引是, 商务局提供的数字是
GIVEN = re.compile(
    r"(?P<who>[^，,。；：\n“”]{2,30})(?:给出|提供|报出|晒出|公布)的[^，。；：\n]{0,12}?(?:数据|数字|指引|估计|预测|判断|答案|目标"
    r"|说法|时间表|成绩单|口径|预期|报价|解释)(?:则?是|则?为|[，：:])"
)

# 大摩维持目标价62元, 里昂把它的目标价由2元削至1元: a target is the broker's own reckoning
TARGETED = re.compile(
    r"(?P<who>[^，,。；：\n“”获被遭距]{2,25}?)(?:其后|随后|日前|[昨今]日?)?"
    r"(?:[将把](?!会)|维持|给[予出](?!的)|[上下]调|调[升高降低]|重申)[^，,。；：\n]{0,16}?目标价(?!格)"
)


def find_providers(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where a clause tells whose figures follow: the start and the end of the words, and who it is.

    >>> from zhclaims.pipeline import mine
    >>> doc = mine("江州商务局提供的数字是，去年出口增长8%。")
    >>> list(find_providers(doc, next(iter(doc.sentences))))
    [(0, 11, '江州商务局')]
    """
    for pattern in (SURVEYED, GIVEN, TARGETED):
        for match in pattern.finditer(doc.text, sentence.start, sentence.end):
            start, end = match.span("who")
            who = speaker_in(doc, start, end)
            if who and ends_with_speaker(doc, end - len(who), who) and _is_counted(doc, match, sentence):
                yield start, match.end(), who


def _is_counted(doc: Document, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a figure follows for which somebody has to vouch."""
    return bool(doc.quantities.within(match.end(), sentence.end))
