"""Trains the binder on marked articles, and on what larger networks hold of unmarked ones.

train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER --shape teacher --name teacher-0.pt --seed 0
train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER --teachers FOLDER/teacher-0.pt…
"""

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from batch import Batch
from batches import lay_out
from examples import FIGURE, Example, Target, example_of
from losses import Opinion, ask, distance_to, loss_of
from marks import read_marked
from measure import measure
from net import SHAPES, Network
from news import VERBS as NEWS_VERBS
from news import read_news
from teachers import Pieces, load_network, network_of, save_network
from torch import Tensor
from torch.utils.data import DataLoader
from vocabulary import load_tables, vocabulary_of

EPOCHS, ARTICLES, NEWS_ARTICLES, SEED = 16, 5, 16, 0
"""Articles a step, of the marked ones and of the others."""
RATES = {"student": 2e-3, "wide": 2e-3, "teacher": 1e-3}
TABLES, ENCODER = 0.3, 0.06
"""The shares of the rate at which the tables of words and characters learn, and the pretrained encoder."""
VERBS = 0.25
"""The share of verbs without an event that is looked at in a step."""
WARM_UP, AVERAGE, EVERY = 50, 0.98, 4
"""Steps until the rate is full; each EVERY steps the average of the weights keeps AVERAGE of itself."""


def choose(example: Example) -> list[Target]:
    """All figures and events, and some of the other verbs."""
    return [t for t in example.targets if t.answer or t.kind == FIGURE or random.random() < VERBS]


def lay_out_chosen(examples: Sequence[Example]) -> Batch:
    return lay_out(examples, [choose(example) for example in examples])


def lay_out_all(examples: Sequence[Example]) -> Batch:
    return lay_out(examples, [example.targets for example in examples])


class Material:
    """Batches without end: marked ones, each time in a new order, and unmarked ones with the teachers' opinion."""

    def __init__(self, marked: Sequence[Example], options: argparse.Namespace) -> None:
        self.device = torch.device(options.device)
        load: Callable[..., DataLoader[Example]] = partial(DataLoader, num_workers=options.workers)
        self.marked = load(marked, batch_size=options.articles, shuffle=True, collate_fn=lay_out_chosen)  # type: ignore[arg-type]
        self.load = partial(load, batch_size=NEWS_ARTICLES, collate_fn=lay_out_all)
        self.news: list[tuple[Batch, Opinion]] = []

    def ask_teachers(self, teachers: Sequence[Network], news: Sequence[Example]) -> None:
        """Keep what the teachers hold of the news."""
        news = sorted((example for example in news if example.targets), key=lambda example: len(example.rows))
        self.news = [(b := batch.to(self.device), ask(teachers, b)) for batch in self.load(news)]
        print(f"{len(self.news)} batches of news", flush=True)

    def epoch(self) -> Iterator[tuple[Batch, tuple[Batch, Opinion] | None]]:
        """All marked articles once, each batch with one of the news if there are any."""
        for batch in self.marked:
            yield batch.to(self.device), random.choice(self.news) if self.news else None


def train(
    network: Network, material: Material, dev: Sequence[Example], epochs: int, rate: float, minutes: float = math.inf
) -> None:
    """Train in place, no longer than so many minutes; the weights end as the average of those on the way."""
    optimizer = torch.optim.AdamW(groups_of(network), lr=rate, fused=material.device.type == "cuda")
    average = {name: value.clone() for name, value in network.state_dict().items()}
    total, step, began = epochs * len(material.marked), 0, time.time()
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch, news in material.epoch():
            done = max(step / total, (time.time() - began) / 60 / minutes)
            if done >= 1:
                break
            now = rate * min(1, (step + 1) / WARM_UP) * (0.95 * (1 + math.cos(math.pi * done)) / 2 + 0.05)
            for group in optimizer.param_groups:
                group["lr"] = now * group["share"]
            losses.append(take_step(network, optimizer, batch, news))
            step += 1
            if step % EVERY == 0:
                follow(average, network, min(AVERAGE, (1 + step) / (10 + step)))
        if not losses:
            break
        print(f"epoch {epoch + 1}: loss {torch.stack(losses).mean():.3f}, {time.time() - began:.0f} s", flush=True)
        if dev and (epoch + 1) % 5 == 0 and epoch + 1 < epochs:
            now_ = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(average)
            print(measure(network, dev), flush=True)
            network.load_state_dict(now_)
    network.load_state_dict(average)


def groups_of(network: Network) -> list[dict[str, object]]:
    """The weights by the share of the rate at which they learn."""
    tables, encoder, others = [], [], []
    for name, weights in network.named_parameters():
        if name.startswith("reader.encoder"):
            encoder.append(weights)
        elif name.startswith(("reader.words", "reader.characters")):
            tables.append(weights)
        else:
            others.append(weights)
    return [
        {"params": tables, "weight_decay": 0.0, "share": TABLES},
        {"params": encoder, "weight_decay": 0.01, "share": ENCODER},
        {"params": others, "weight_decay": 0.02, "share": 1.0},
    ]


def take_step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Batch, news: tuple[Batch, Opinion] | None
) -> Tensor:
    eased = batch.rows.is_cuda and network.reader.encoder is not None
    with torch.autocast(batch.rows.device.type, torch.bfloat16, enabled=eased):
        scored = network(batch)
    scores, whole, gates = scored
    loss = loss_of((scores.float(), whole.float(), gates.float()), batch, 1 / VERBS)
    if news is not None:
        loss = loss + distance_to(news[1], network(news[0]), news[0], 1 / NEWS_VERBS)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
    return loss.detach()


def follow(average: dict[str, Tensor], network: Network, share: float) -> None:
    """Move the average a step towards the weights."""
    with torch.no_grad():
        for name, value in network.state_dict().items():
            average[name].mul_(share).add_(value, alpha=1 - share)


def options_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", nargs="+", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="binder.pt", help="of the file written")
    parser.add_argument("--shape", choices=SHAPES, default="student")
    parser.add_argument("--teachers", nargs="*", type=Path, default=[])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--minutes", type=float, default=math.inf, help="to train at most")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def main() -> None:
    options = options_of()
    for seed in (torch.manual_seed, np.random.seed, random.seed):
        seed(options.seed)
    torch.set_num_threads(1)
    torch.multiprocessing.set_sharing_strategy("file_system")
    options.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(options.out / "tables.npz")
    vocabulary = vocabulary_of(tables)
    read = lambda path: [e for e in (example_of(a, vocabulary) for a in read_marked(path)) if e.targets]  # noqa: E731
    examples = [example for path in options.marked for example in read(path)]
    dev = read(options.dev) if options.dev else []
    news = read_news(options.out / "news.pickle", vocabulary) if options.teachers or options.shape == "teacher" else []
    print(f"{len(examples)} articles to learn from, {len(dev)} to look at", flush=True)
    study(options, examples, dev, news)


def study(options: argparse.Namespace, examples: list[Example], dev: list[Example], news: list[Example]) -> None:
    """Make the network that the options ask for, train it, and write it."""
    tables = load_tables(options.out / "tables.npz")
    pieces = Pieces.of([*examples, *dev, *news]) if news else None
    own = pieces if options.shape == "teacher" else None
    network = network_of(options.shape, tables, own).to(options.device)
    learned = options.out / f"reader-{options.shape}.pt"
    if learned.exists():
        network.reader.load_state_dict(torch.load(learned, map_location=options.device))
    material = Material(examples, options)
    if options.teachers:
        teachers = [load_network(path, tables).to(options.device).eval() for path in options.teachers]
        material.ask_teachers(teachers, news)
    train(network, material, dev, options.epochs, RATES[options.shape], options.minutes)
    save_network(options.out / options.name, network, options.shape, own)
    print(measure(network, dev) if dev else "", flush=True)


if __name__ == "__main__":
    main()
