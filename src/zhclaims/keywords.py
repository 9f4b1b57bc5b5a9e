"""Picks the keywords of an article by TF-IDF with jieba's document frequencies."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from zhclaims.types import Token

NAMING_TAGS = ("n", "vn", "eng", "j", "l")


@cache
def _frequencies() -> tuple[dict[str, float], float]:
    from jieba.analyse import TFIDF

    model = TFIDF()
    return model.idf_freq, model.median_idf


def find_keywords(tokens: Sequence[Token], count: int = 10) -> list[str]:
    """The nouns that set an article apart, the weightiest first; ties in reading order.

    >>> from zhclaims.segment import segment
    >>> find_keywords(segment("机器人企业研发机器人关节"), 2)
    ['机器人', '关节']
    """
    weights, median = _frequencies()
    words = Counter(token.text for token in tokens if len(token.text) > 1 and token.tag.startswith(NAMING_TAGS))
    return sorted(words, key=lambda word: -words[word] * weights.get(word, median))[:count]
