"""Trains the binder on marked articles.

train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER
train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER --start OLD/binder.pt --rate 1.2e-3 --epochs 5
"""

import argparse
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from batch import Batch
from batches import lay_out
from examples import FIGURE, Example, Target, example_of
from losses import loss_of
from marks import read_marked
from measure import measure
from net import Network
from torch import Tensor
from torch.utils.data import DataLoader
from vocabulary import load_tables, vocabulary_of

EPOCHS, ARTICLES, RATE, SLOW, SEED = 12, 5, 2e-3, 0.3, 0
"""Articles a step; the tables of words and characters learn at the share SLOW of the rate."""
VERBS = 0.25
"""The share of verbs without an event that is looked at in a step."""
LITTLE = 0.1
"""What the norm of a new layer multiplies by."""
WARM_UP, AVERAGE, EVERY = 50, 0.98, 4
"""Steps until the rate is full; each EVERY steps the average of the weights keeps AVERAGE of itself."""


def choose(example: Example) -> list[Target]:
    """All figures and events, and some of the other verbs."""
    return [t for t in example.targets if t.answer or t.kind == FIGURE or random.random() < VERBS]


def lay_out_chosen(examples: Sequence[Example]) -> Batch:
    return lay_out(examples, [choose(example) for example in examples])


def train(network: Network, marked: Sequence[Example], dev: Sequence[Example], options: argparse.Namespace) -> None:
    """Train in place; the weights end as the average of those on the way."""
    device, epochs = torch.device(options.device), options.epochs
    batches: DataLoader[Example] = DataLoader(
        marked,  # type: ignore[arg-type]
        batch_size=options.articles,
        shuffle=True,
        collate_fn=lay_out_chosen,
    )
    optimizer = torch.optim.AdamW(groups_of(network), lr=options.rate)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    total, step, began = epochs * len(batches), 0, time.time()
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch in batches:
            rise = min(1, (step + 1) / WARM_UP)
            now = options.rate * rise * (0.95 * (1 + math.cos(math.pi * step / total)) / 2 + 0.05)
            for group in optimizer.param_groups:
                group["lr"] = now * group["share"]
            losses.append(take_step(network, optimizer, batch.to(device)))
            step += 1
            if step % EVERY == 0:
                follow(average, network, min(AVERAGE, (1 + step) / (10 + step)))
        print(f"epoch {epoch + 1}: loss {torch.stack(losses).mean():.3f}, {time.time() - began:.0f} s", flush=True)
        if dev and (epoch + 1) % 5 == 0 and epoch + 1 < epochs:
            now_ = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(average)
            print(measure(network, dev), flush=True)
            network.load_state_dict(now_)
    network.load_state_dict(average)


def go_on_from(network: Network, path: Path) -> None:
    """Take over older weights; the convolutions over the view, which they may lack, begin with little say."""
    missing, _ = network.load_state_dict(torch.load(path, map_location="cpu"), strict=False)
    if missing:
        for layer in network.pairer.beside:
            torch.nn.init.constant_(layer.norm.weight, LITTLE)


def groups_of(network: Network) -> list[dict[str, object]]:
    """The weights by the share of the rate at which they learn."""
    names = ("reader.words", "reader.characters")
    tables = [weights for name, weights in network.named_parameters() if name.startswith(names)]
    others = [weights for name, weights in network.named_parameters() if not name.startswith(names)]
    return [
        {"params": tables, "weight_decay": 0.0, "share": SLOW},
        {"params": others, "weight_decay": 0.02, "share": 1.0},
    ]


def take_step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch) -> Tensor:
    loss = loss_of(network(batch), batch, 1 / VERBS)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", nargs="+", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="a step")
    parser.add_argument("--rate", type=float, default=RATE, help="of learning, at its fullest")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(options.out / "tables.npz")
    vocabulary = vocabulary_of(tables)
    articles = [article for path in options.marked for article in read_marked(path)]
    examples = [e for e in (example_of(article, vocabulary) for article in articles) if e.targets]
    dev = [example_of(article, vocabulary) for article in read_marked(options.dev)] if options.dev else []
    dev = [example for example in dev if example.targets]
    print(f"{len(examples)} articles to learn from, {len(dev)} to look at", flush=True)
    network = Network(tables.word_vectors, tables.character_vectors)
    if (options.out / "reader.pt").exists():
        network.reader.load_state_dict(torch.load(options.out / "reader.pt", map_location="cpu"))
    if options.start:
        go_on_from(network, options.start)
    train(network.to(options.device), examples, dev, options)
    torch.save(network.state_dict(), options.out / "binder.pt")
    print(measure(network, dev))


if __name__ == "__main__":
    main()
