"""Trains the binder on marked articles: `train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER`."""

import argparse
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from batches import empty_row, lay_out
from examples import EVENT, FIGURE, Example, Target, example_of
from marks import read_marked
from measure import measure
from net import FAR_BELOW, Batch, Network
from torch import Tensor
from vocabulary import load_tables, vocabulary_of

from zhclaims.binder import hints

EPOCHS, ARTICLES, RATE, SLOW, SEED = 16, 5, 2e-3, 0.3, 0
"""Articles a step; the tables of words and characters learn at the share SLOW of the rate."""
VERBS = 0.25
"""The share of verbs without an event that is looked at in a step."""
WARM_UP, AVERAGE = 50, 0.98
CHANGES, MODALITIES = len(hints.CHANGES), len(hints.MODALITIES)


def pick_loss(scores: Tensor, right: Tensor) -> Tensor:
    """Minus the log of the probability of any right place; nothing where none is right."""
    logs = torch.log_softmax(scores, -1)
    known = right.sum(-1) > 0
    return -(torch.logsumexp(logs.masked_fill(right == 0, FAR_BELOW), -1) * known).sum()


def loss_of(network: Network, batch: Batch) -> Tensor:
    """The loss over the targets of a batch, weighed by field."""
    scores, whole, gates = network(batch)
    said, events = batch.said, batch.kinds == EVENT
    subject = pick_loss(scores[..., 0], batch.subjects[..., 0]) + pick_loss(scores[..., 1], batch.subjects[..., 1])
    cross = functional.binary_cross_entropy_with_logits(scores[..., 2:4], batch.things, reduction="none")
    cross = (cross * batch.seen[..., None]).sum(1) * batch.known * said[:, None]
    times = picks(whole[:, -2], scores[..., 4], batch.timely)
    places = picks(whole[:, -1], scores[..., 5], batch.telling)
    weights = torch.where((said == 0) & events, 1 / VERBS, 1.0)
    stated = functional.binary_cross_entropy_with_logits(whole[:, 0], said, weight=weights, reduction="none")
    gate = functional.binary_cross_entropy_with_logits(gates, said, weight=weights, reduction="none") * events
    change = functional.cross_entropy(whole[:, 1 : 1 + CHANGES], batch.changes, reduction="none") * said * ~events
    modality = functional.cross_entropy(whole[:, 1 + CHANGES : -2], batch.modalities, reduction="none") * said
    total = 0.5 * subject + 0.25 * cross[:, 0].sum() + 0.08 * cross[:, 1].sum()
    total = total + 0.5 * pick_loss(times, batch.times) + 0.7 * pick_loss(places, batch.cities)
    total = total + 0.5 * stated.sum() + 0.2 * gate.sum() + 0.7 * change.sum() + 0.7 * modality.sum()
    return total / said.sum().clamp(min=1)


def picks(none: Tensor, scores: Tensor, allowed: Tensor) -> Tensor:
    """The scores of none and of each place that may be picked."""
    return torch.cat([none[:, None], scores], 1).masked_fill(~allowed, FAR_BELOW)


def choose(example: Example, rng: random.Random) -> list[Target]:
    """All figures and events, and some of the other verbs."""
    return [t for t in example.targets if t.answer or t.kind == FIGURE or rng.random() < VERBS]


def train(network: Network, examples: Sequence[Example], dev: Sequence[Example], epochs: int) -> None:
    """Train in place; the weights end as the average of those on the way."""
    rng = random.Random(SEED)
    slow = [p for n, p in network.named_parameters() if n.startswith(("reader.words", "reader.characters"))]
    fast = [p for n, p in network.named_parameters() if not n.startswith(("reader.words", "reader.characters"))]
    groups = [
        {"params": slow, "weight_decay": 0.0, "share": SLOW},
        {"params": fast, "weight_decay": 0.02, "share": 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    empty = empty_row(len(network.reader.characters.weight) - 1)
    total, step = epochs * math.ceil(len(examples) / ARTICLES), 0
    for epoch in range(epochs):
        network.train()
        order, began, losses = rng.sample(list(examples), len(examples)), time.time(), 0.0
        for at in range(0, len(order), ARTICLES):
            rate = RATE * min(1, (step + 1) / WARM_UP) * (0.95 * (1 + math.cos(math.pi * step / total)) / 2 + 0.05)
            for group in optimizer.param_groups:
                group["lr"] = rate * group["share"]
            some = order[at : at + ARTICLES]
            loss = loss_of(network, lay_out(some, [choose(example, rng) for example in some], empty))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            step, losses = step + 1, losses + loss.item()
            if step % 4 == 0:
                follow(average, network, min(AVERAGE, (1 + step) / (10 + step)))
        print(
            f"epoch {epoch + 1}: loss {losses / math.ceil(len(order) / ARTICLES):.3f}, {time.time() - began:.0f} s",
            flush=True,
        )
        if dev and ((epoch + 1) % 4 == 0):
            now = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(average)
            print(measure(network, dev, empty), flush=True)
            network.load_state_dict(now)
    network.load_state_dict(average)


def follow(average: dict[str, Tensor], network: Network, share: float) -> None:
    """Move the average a step towards the weights."""
    with torch.no_grad():
        for name, value in network.state_dict().items():
            average[name].mul_(share).add_(value, alpha=1 - share)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", nargs="+", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    torch.set_num_threads(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(arguments.out / "tables.npz")
    vocabulary = vocabulary_of(tables)
    articles = [article for path in arguments.marked for article in read_marked(path)]
    examples = [e for e in (example_of(article, vocabulary) for article in articles) if e.targets]
    dev = [example_of(article, vocabulary) for article in read_marked(arguments.dev)] if arguments.dev else []
    dev = [example for example in dev if example.targets]
    print(f"{len(examples)} articles to learn from, {len(dev)} to look at", flush=True)
    network = Network(tables.word_vectors, tables.character_vectors)
    if (arguments.out / "reader.pt").exists():
        network.reader.load_state_dict(torch.load(arguments.out / "reader.pt"))
    train(network, examples, dev, arguments.epochs)
    torch.save(network.state_dict(), arguments.out / "binder.pt")
    print(measure(network, dev, empty_row(len(tables.character_vectors) - 1)))


if __name__ == "__main__":
    main()
