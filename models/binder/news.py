"""Unmarked news, cut into words like marked articles, for guessing hidden words."""

import pickle
from pathlib import Path

from examples import Example, lay_beside
from vocabulary import read_articles

from zhclaims.binder.features import Vocabulary
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import mine

LONGEST = 3000
"""Characters of an article that are read."""
PUBLISHED = "2018-06-01"
"""The articles bear no dates; most are of about this one."""


def read_news(path: Path, vocabulary: Vocabulary, excluded: Path | None = None) -> list[Example]:
    """All articles of the news, kept in a file that is made first where there is none."""
    if not path.exists():
        texts = [text[:LONGEST] for text in read_articles(excluded) if text.strip()]
        examples = [example for text in texts if len((example := news_example(text, vocabulary)).rows)]
        path.write_bytes(pickle.dumps(examples))
    return list(pickle.loads(path.read_bytes()))  # our own file


def news_example(text: str, vocabulary: Vocabulary) -> Example:
    doc = mine(text, published=PUBLISHED)
    return lay_beside("", doc, cut_words(doc), vocabulary, [])
