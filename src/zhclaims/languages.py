"""Tells Chinese sentences from those of other languages that stand in articles: abstracts, captions, quoted posts."""

import re

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Japanese and Korean letters but の, which Chinese brands like to wear: 鲜の每日
OTHERS = re.compile(r"[\u3041-\u306d\u306f-\u309f\u30a1-\u30fa\uac00-\ud7af]")
# reached, billion; but no names and models such as OPPO Find X8
WORD = re.compile(r"\b[a-z]{2,}\b")
SENTENCE_OF_WORDS = 2
"""Small words from which letters without any Chinese character are a sentence, and no name beside a figure."""


def is_chinese(sentence: str) -> bool:
    """Whether a sentence may be Chinese: one with few Japanese or Korean letters, or a figure beside a name.

    >>> is_chinese("任天堂（ニンテンドー）上季度净利润下降三成"), is_chinese("OPPO Find X8：12%")
    (True, True)
    >>> is_chinese("Exports rose by 12%."), is_chinese("売上高は45兆円に達した。"), is_chinese("매출은 20% 증가했다.")
    (False, False, False)
    """
    if OTHERS.search(sentence):
        return 2 * len(OTHERS.findall(sentence)) <= len(HAN.findall(sentence))
    return HAN.search(sentence) is not None or len(WORD.findall(sentence)) < SENTENCE_OF_WORDS
