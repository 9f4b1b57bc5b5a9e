"""Builds the recogniser's vocabulary: LAC's characters, the words of the news, and the names of jieba's dictionary."""

from functools import cache
from pathlib import Path

import jieba
import numpy as np
from lac import Lac

from zhclaims.features import TAGS, Vocabulary, shape_of

NAMES = ("nr", "nrt", "ns", "nt", "nz")


def build_vocabulary(lac: Lac, news_words: list[str]) -> Vocabulary:
    """Words of the news first, which have rows of their own, then names, of which only the tag is known."""
    tags = dictionary_tags()
    known = set(news_words)
    names = [word for word, tag in tags.items() if tag in NAMES and word not in known]
    words = news_words + names
    codes = bytes(TAGS.index(tags[word]) if word in tags else shape_of(word) for word in words)
    characters = np.full(0x10000, len(lac.embeddings) - 1, np.int32)
    for character, row in lac.rows.items():
        if ord(character) < 0x10000:
            characters[ord(character)] = row
    return Vocabulary(characters, {word: number for number, word in enumerate(words)}, codes, len(news_words))


@cache
def dictionary_tags() -> dict[str, str]:
    """Word -> tag of jieba's dictionary, its tags reduced to those of the features."""
    path = Path(jieba.__file__).parent / "dict.txt"
    fields = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return {word: reduced(tag.lower()) for word, _, tag in fields}


def reduced(tag: str) -> str:
    """nrfg -> nr, ad -> a, zg -> x: the longest beginning that is a tag of the features."""
    return next((tag[:length] for length in (3, 2, 1) if tag[:length] in TAGS), "x")
