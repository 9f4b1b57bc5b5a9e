"""Unmarked news, laid out like marked articles: for guessing hidden words, and for learning from larger networks."""

import pickle
import random
from pathlib import Path

from examples import EVENT, FIGURE, Example, lay_beside
from marks import Mark
from vocabulary import read_articles

from zhclaims.binder.events import may_state_event
from zhclaims.binder.features import Vocabulary
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import mine
from zhclaims.types import Quantity

LONGEST = 3000
"""Characters of an article that are read."""
VERBS, SEED = 0.3, 0
"""The share of verbs that are looked at: most state no event."""
PUBLISHED = "2018-06-01"
"""The articles bear no dates; most are of about this one."""


def read_news(path: Path, vocabulary: Vocabulary, excluded: Path | None = None) -> list[Example]:
    """All articles of the news, kept in a file that is made first where there is none."""
    if not path.exists():
        rng = random.Random(SEED)
        texts = [text[:LONGEST] for text in read_articles(excluded) if text.strip()]
        examples = [example for text in texts if len((example := news_example(text, vocabulary, rng)).rows)]
        path.write_bytes(pickle.dumps(examples))
    return list(pickle.loads(path.read_bytes()))  # our own file


def news_example(text: str, vocabulary: Vocabulary, rng: random.Random) -> Example:
    doc = mine(text, published=PUBLISHED)
    words = cut_words(doc)
    kinds = [sentence.kind for sentence in doc.sentences]
    chosen: list[tuple[int, int, Mark | None]] = []
    for number, word in enumerate(words.items):
        if word.sentence < 0 or kinds[word.sentence] == "boilerplate":
            continue
        if isinstance(word.fact, Quantity):
            chosen.append((number, FIGURE, None))
        elif may_state_event(word) and rng.random() < VERBS:
            chosen.append((number, EVENT, None))
    return lay_beside("", doc, words, vocabulary, chosen)
