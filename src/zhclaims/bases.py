"""What a report's figure grew from is of the year before: 2023年营收3亿元，毛利率由23%升至25% tells the 23% of 2022."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from zhclaims.binder.bind import Reading
from zhclaims.binder.hints import MODALITIES
from zhclaims.document import Document
from zhclaims.grounds import change_of
from zhclaims.types import Quantity, Time

# 毛利率|由, 研发人员|从: what is told year on year; prices and interest (股价由, 利率由) move within the year
YEARLY = re.compile(
    r"(?:毛利率|净利率|(?<!利)(?<!汇)率|占比|比重|份额|均价|亏损?|损失|利润|收入|营收|营业额|费用|人数|人员|员工|销量|产量|[一-鿿]额)"
    r"[一-鿿]{0,6}?[由从自][约近不足逾超]{0,2}$"
)
# 把占比由…, 将由…: what somebody sets, on a day and not over a year
SETTING = re.compile(r"[把将](?![^，。；]*[把将])[^，。；]{0,20}[由从自]|预[算期测计]|目标|指引|计划|规划|达产|建成后")
SET = re.compile(r"[^，。；]{0,10}?(?:[上下]调|[上下]修|调[整高低升降]|修[正订改])")
YEAR = re.compile(r"(?P<year>[0-9]{4})")
PERIOD = re.compile(r"[0-9]{4}|(?P<begin>[0-9]{4})-01/(?P=begin)-(?:0[2-9]|1[0-2])")
"""A year, or its months from the first on, which are told beside those of the year before."""
QUARTER = re.compile(r"[0-9]{4}-(?:01/[0-9]{4}-03|04/[0-9]{4}-06|07/[0-9]{4}-09|10/[0-9]{4}-12)")
BY_YEAR, BY_QUARTER = re.compile("同比|上年同期|去年同期|按年|年增|年减"), re.compile("环比|上季|按季|季[增减]")
"""A quarter's figures are told beside the quarter before or that of the year before, as the sentence says."""
SAID = 200
"""Characters before a figure in which it is said what a quarter is held against."""
CLAUSE = 30
"""Characters before a figure in which what it is of stands."""


def earlier_bases(doc: Document, readings: Sequence[Reading]) -> Iterator[tuple[Quantity, Time]]:
    """Each figure from which one of a report has come, with the same period of the year before."""
    for reading in readings:
        quantity, time = reading.word.fact, reading.time
        if not isinstance(quantity, Quantity) or time is None or change_of(reading) != "from":
            continue
        said = doc.text[max(reading.sentence.start, quantity.start - SAID) : quantity.start]
        is_fact = MODALITIES[reading.choice.modality] == "fact" and _is_past(time, doc.article.published)
        if is_fact and _is_reported(time, said) and _is_yearly(doc.text, time, quantity):
            yield quantity, year_before(time)


def _is_past(time: Time, published: date | None) -> bool:
    return published is not None and time.last is not None and time.last < published


def _is_reported(time: Time, said: str) -> bool:
    """Whether a time is one that reports hold against the same of the year before."""
    if QUARTER.fullmatch(time.iso):
        return BY_YEAR.search(said) is not None and BY_QUARTER.search(said) is None
    return PERIOD.fullmatch(time.iso) is not None


def _is_yearly(text: str, time: Time, quantity: Quantity) -> bool:
    """Whether what is told before a figure is reckoned year on year, and has no time of its own: 由|2022年的23%."""
    low = max(0, quantity.start - CLAUSE)
    start = max(low, 1 + max(text.rfind(mark, low, quantity.start) for mark in "，。；\n"))
    clause = text[start : quantity.cue_start]
    own = time.start >= start and not clause.endswith(("由", "从", "自"))
    is_set = SETTING.search(clause) is not None or SET.match(text, quantity.cue_end) is not None
    is_staff = quantity.unit in ("人", "名")
    return not own and not is_set and (is_staff or YEARLY.search(clause) is not None)


def year_before(time: Time) -> Time:
    """The same period of the year before.

    >>> year_before(Time(0, 4, "上半年", date(2024, 1, 1), date(2024, 6, 30), "2024-01/2024-06")).iso
    '2023-01/2023-06'
    """
    iso = YEAR.sub(lambda year: str(int(year["year"]) - 1), time.iso)
    first, last = (_earlier(day) if day else None for day in (time.first, time.last))
    return replace(time, first=first, last=last, iso=iso)


def _earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
