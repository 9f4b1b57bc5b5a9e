"""Picks the keywords of an article by TF-IDF with jieba's document frequencies."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from heapq import nlargest
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from zhclaims.errors import ZhclaimsError
from zhclaims.types import Token

NAMING_TAGS = ("n", "vn", "eng", "j", "l")


@cache
def _frequencies() -> tuple[dict[str, float], float]:
    """The inverse document frequencies that jieba.analyse ships, and their median for words it does not know."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ZhclaimsError("jieba is not installed; install zhclaims again")
    table = Path(spec.submodule_search_locations[0], "analyse", "idf.txt").read_text("utf-8").split()
    weights = dict(zip(table[::2], map(float, table[1::2]), strict=True))
    return weights, median(weights.values())


def find_keywords(tokens: Sequence[Token], count: int = 10) -> list[str]:
    """The nouns that set an article apart, the weightiest first; ties in reading order.

    >>> from zhclaims.segment import segment
    >>> find_keywords(segment("机器人企业研发机器人关节"), 2)
    ['机器人', '关节']
    """
    weights, median = _frequencies()
    words = Counter([token.text for token in tokens if token.tag.startswith(NAMING_TAGS) and len(token.text) > 1])
    return nlargest(count, words, key=lambda word: words[word] * weights.get(word, median))
