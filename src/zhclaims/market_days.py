"""What the markets closed at is of the day that the line calls today: 沪指收报3168点 … 今日资金面宽松."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zhclaims.binder.bind import Reading
from zhclaims.document import Document
from zhclaims.types import Time

CLOSE = re.compile("收[报涨跌于]|报收|收盘|收市|早盘|午盘|尾盘|盘中|日内|净回笼|净投放")
# Markets that close while it is another day in China, and days that are told of otherwise.
ELSEWHERE = re.compile("美股|美元指数|纽约|纳[斯指]|道[琼指]|标普|欧股|伦敦|隔夜|昨|上周|交易日|历史|此前|曾")
TODAY = ("今日", "今天", "今早", "今晚")
REACH = 120
"""How far before a figure in its sentence the word of the market stands, in characters."""


def with_market_days(doc: Document, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of the markets' figures without a time with the day that their line calls today."""
    days = _days_of_lines(doc)
    return [
        replace(reading, time=days[reading.sentence.paragraph])
        if reading.sentence.paragraph in days and _is_of_the_day(doc.text, reading)
        else reading
        for reading in readings
    ]


def _days_of_lines(doc: Document) -> dict[int, Time]:
    """The first 今日 of each line that has one."""
    days: dict[int, Time] = {}
    for time in doc.times:
        if time.iso and time.text.startswith(TODAY) and (sentence := doc.sentences.covering(time.start, time.end)):
            days.setdefault(sentence.paragraph, time)
    return days


def _is_of_the_day(text: str, reading: Reading) -> bool:
    if not reading.is_figure or reading.time is not None or reading.hint.time is not None:
        return False
    before = text[max(reading.sentence.start, reading.word.start - REACH) : reading.word.start]
    return CLOSE.search(before) is not None and ELSEWHERE.search(before) is None
