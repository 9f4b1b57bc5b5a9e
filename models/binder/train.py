"""Trains the binder on marked articles, and on what larger networks hold of unmarked ones.

train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER
train.py MARKED.jsonl… --dev DEV.jsonl --out FOLDER --start OLD/binder.pt --rate 1.2e-3 --epochs 5
train.py MARKED.jsonl… --out FOLDER --teacher --name teacher-0.pt --seed 0 --rate 1.2e-3 --device cuda
train.py MARKED.jsonl… --out FOLDER --start OLD/binder.pt --teachers FOLDER/teacher-0.pt…
"""

import argparse
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from batch import Batch
from examples import Example, example_of
from losses import loss_of
from marks import read_marked
from material import VERBS, Material
from measure import measure
from net import Network
from news import VERBS as NEWS_VERBS
from news import read_news
from opinions import Opinion, distance_to
from teachers import Pieces, load_teacher, save_teacher, teacher_of
from torch import Tensor
from vocabulary import Tables, load_tables, vocabulary_of

from zhclaims.binder.features import Vocabulary

EPOCHS, ARTICLES, RATE, SEED = 12, 5, 2e-3, 0
"""Articles a step."""
SLOW, ENCODER = 0.3, 0.06
"""The shares of the rate at which the tables of words and characters learn, and the pretrained encoder."""
LITTLE = 0.1
"""What the norm of a new layer multiplies by."""
WARM_UP, AVERAGE, EVERY = 50, 0.98, 4
"""Steps until the rate is full; each EVERY steps the average of the weights keeps AVERAGE of itself."""


def train(network: Network, material: Material, dev: Sequence[Example], epochs: int, rate: float) -> None:
    """Train in place; the weights end as the average of those on the way."""
    optimizer = torch.optim.AdamW(groups_of(network), lr=rate)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    total, step, began = epochs * len(material), 0, time.time()
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch, news in material.epoch():
            rise = min(1, (step + 1) / WARM_UP)
            now = rate * rise * (0.95 * (1 + math.cos(math.pi * step / total)) / 2 + 0.05)
            for group in optimizer.param_groups:
                group["lr"] = now * group["share"]
            losses.append(take_step(network, optimizer, batch, news))
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
    encoder, tables, others = [], [], []
    for name, weights in network.named_parameters():
        if name.startswith("reader.encoder"):
            encoder.append(weights)
        elif name.startswith(("reader.words", "reader.characters")):
            tables.append(weights)
        else:
            others.append(weights)
    return [
        {"params": encoder, "weight_decay": 0.01, "share": ENCODER},
        {"params": tables, "weight_decay": 0.0, "share": SLOW},
        {"params": others, "weight_decay": 0.02, "share": 1.0},
    ]


def take_step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Batch, news: tuple[Batch, Opinion] | None
) -> Tensor:
    eased = batch.rows.is_cuda and network.reader.encoder is not None
    with torch.autocast(batch.rows.device.type, torch.bfloat16, enabled=eased):
        scores, whole, gates = network(batch)
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
    parser.add_argument("--teacher", action="store_true", help="train a larger network, for the others to learn from")
    parser.add_argument("--teachers", nargs="*", type=Path, default=[], help="larger networks to learn from")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="a step")
    parser.add_argument("--rate", type=float, default=RATE, help="of learning, at its fullest")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=0, help="processes that lay articles out")
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def main() -> None:
    options = options_of()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    tables = load_tables(options.out / "tables.npz")
    vocabulary = vocabulary_of(tables)
    examples = [example for path in options.marked for example in read_examples(path, vocabulary)]
    dev = read_examples(options.dev, vocabulary) if options.dev else []
    print(f"{len(examples)} articles to learn from, {len(dev)} to look at", flush=True)
    material = Material(examples, options.articles, options.device, options.workers)
    if options.teacher:
        pieces = Pieces.of([*examples, *read_news(options.out / "news.pickle", vocabulary)])
        pieces.cut([*examples, *dev])
        network = teacher_of(tables, pieces).to(options.device)
        train(network, material, dev, options.epochs, options.rate)
        save_teacher(options.out / options.name, network, pieces)
    else:
        if options.teachers:
            ask_teachers(material, tables, options)
        network = begin(tables, options).to(options.device)
        train(network, material, dev, options.epochs, options.rate)
        torch.save(network.state_dict(), options.out / options.name)
    print(measure(network, dev) if dev else "")


def ask_teachers(material: Material, tables: Tables, options: argparse.Namespace) -> None:
    """Let larger networks say what they hold of the news."""
    news = read_news(options.out / "news.pickle", vocabulary_of(tables))
    teachers = [load_teacher(path, tables) for path in options.teachers]
    if any(len(pieces.rows) != len(teachers[0][1].rows) for _, pieces in teachers):
        raise SystemExit("the teachers read other pieces: train them on the same articles")
    teachers[0][1].cut(news)
    material.ask_teachers([network.to(options.device) for network, _ in teachers], news)


def read_examples(path: Path, vocabulary: Vocabulary) -> list[Example]:
    """The marked articles of a file that hold figures or verbs."""
    return [example for example in (example_of(a, vocabulary) for a in read_marked(path)) if example.targets]


def begin(tables: Tables, options: argparse.Namespace) -> Network:
    """The network with the weights that there are: of the reader that guessed words, and of an older network."""
    network = Network(tables.word_vectors, tables.character_vectors)
    learned = options.out / "reader.pt"
    if learned.exists():
        network.reader.load_state_dict(torch.load(learned, map_location="cpu"))
    if options.start:
        go_on_from(network, options.start)
    return network


if __name__ == "__main__":
    main()
