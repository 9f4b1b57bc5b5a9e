"""Builds the recogniser's vocabulary: LAC's characters, the words of the news, and the names of jieba's dictionary."""

import re
from functools import cache
from pathlib import Path

import jieba
import numpy as np
from lac import Lac

from zhclaims.features import TAGS, Vocabulary, shape_of
from zhclaims.foreign_names import SOUNDS
from zhclaims.lexicon import read_rows

NAMES = ("nr", "nrt", "ns", "nt", "nz")
LEXICONS = (
    ("products", ("name", "aliases", "organisation"), "nz"),
    ("organisations", ("name", "aliases", "kind", "city", "country"), "nt"),
    ("regions", ("name", "aliases", "scope"), "ns"),
    ("foreign_places", ("name", "aliases", "country"), "ns"),
    ("countries", ("name", "aliases", "code"), "ns"),
    ("persons", ("name", "aliases"), "nr"),
)
"""The package's lists of names with the tag of each, the surer last."""
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
SOUNDED = re.compile(f"[{SOUNDS}]+")


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
    """Word -> its tag in jieba's dictionary, reduced to those of the features; the package's lists know better."""
    path = Path(jieba.__file__).parent / "dict.txt"
    fields = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    tags = {word: reduced(tag.lower()) for word, _, tag in fields}
    return tags | {name: tag for name, tag in known_tags().items() if tags.get(name, tag) in NAMES}


def known_tags() -> dict[str, str]:
    """Name -> tag for the Chinese names of the package's lists, of up to four characters."""
    tags: dict[str, str] = {}
    for lexicon, columns, tag in LEXICONS:
        for row in read_rows(lexicon, columns):
            for name in (row["name"], *row["aliases"].split("|")):
                if HAN.fullmatch(name):
                    tags[name] = "nrt" if tag == "nr" and SOUNDED.fullmatch(name) else tag
    return tags


def reduced(tag: str) -> str:
    """nrfg -> nr, ad -> a, zg -> x: the longest beginning that is a tag of the features."""
    return next((tag[:length] for length in (3, 2, 1) if tag[:length] in TAGS), "x")
