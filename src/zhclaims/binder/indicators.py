"""Parts a subject from the fixed name of a measure that follows: 济南|地区生产总值, and no 济南地区."""

from zhclaims.binder.edges import role_words
from zhclaims.binder.words import Words

LONGEST = 5
"""Words of the name of a measure: 规模以上|工业|增加值."""


def part_at_indicator(words: Words, subject: list[int], metric: list[int]) -> tuple[list[int], list[int]]:
    """A subject that ends in the midst of the name of a measure ends before it, and a metric begins with it.

    The 市 of 市占, which is short for 市场占有率, is of a measure too: 三星 of 三星市|占8%.

    >>> from zhclaims.binder.words import cut_words
    >>> from zhclaims.pipeline import mine
    >>> words = cut_words(mine("济南城镇调查失业率为5%。"))
    >>> whose, what = part_at_indicator(words, [0, 1], [2, 3])
    >>> words.text(whose), words.text(what)
    ('济南', '城镇调查失业率')
    """
    for place in range(max(1, len(subject) - LONGEST), len(subject)):
        if _ends_within(words, subject[place], subject[-1]):
            lost = [number for number in range(subject[place], subject[-1] + 1) if number not in metric]
            goes_on = bool(metric) and metric[0] == subject[-1] + 1
            return subject[:place], [*lost, *metric] if goes_on else metric
    return subject, metric


def _ends_within(words: Words, first: int, last: int) -> bool:
    """Whether a name of a measure begins with one word and goes on behind another."""
    ahead = words.text(range(first, min(first + LONGEST, len(words))))
    size = len(words.text(range(first, last + 1)))
    return any(len(name) > size and ahead.startswith(name) for name in role_words("indicator"))
