"""What the network learns from, laid out: marked articles, and unmarked ones with what larger networks hold of them."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import torch
from batch import Batch
from batches import lay_out
from examples import FIGURE, Example, Target
from net import Network
from opinions import Opinion, ask
from torch.utils.data import DataLoader

NEWS_ARTICLES = 16
"""Unmarked articles a step."""
VERBS = 0.25
"""The share of verbs without an event that is looked at in a step."""


def choose(example: Example) -> list[Target]:
    """All figures and events, and some of the other verbs."""
    return [t for t in example.targets if t.answer or t.kind == FIGURE or random.random() < VERBS]


def lay_out_chosen(examples: Sequence[Example]) -> Batch:
    return lay_out(examples, [choose(example) for example in examples])


def lay_out_all(examples: Sequence[Example]) -> Batch:
    return lay_out(examples, [example.targets for example in examples])


class Material:
    """Batches of marked articles, each time in a new order, and of unmarked ones with the teachers' opinion."""

    def __init__(self, marked: Sequence[Example], articles: int, device: str, workers: int) -> None:
        self.device = torch.device(device)
        load: Callable[..., DataLoader[Example]] = partial(
            DataLoader, num_workers=workers, persistent_workers=workers > 0
        )
        self.marked = load(marked, batch_size=articles, shuffle=True, collate_fn=lay_out_chosen)
        self.load = partial(load, batch_size=NEWS_ARTICLES, collate_fn=lay_out_all)
        self.news: list[tuple[Batch, Opinion]] = []

    def __len__(self) -> int:
        """Steps of an epoch."""
        return len(self.marked)

    def ask_teachers(self, teachers: Sequence[Network], news: Sequence[Example]) -> None:
        """Keep what the teachers hold of the news, whose words are cut into the pieces that they read."""
        told = sorted((example for example in news if example.targets), key=lambda example: len(example.rows))
        for batch in self.load(told):
            batch = batch.to(self.device)
            self.news.append((batch.without_pieces(), ask(teachers, batch)))

    def epoch(self) -> Iterator[tuple[Batch, tuple[Batch, Opinion] | None]]:
        """All marked articles once, each batch with one of the news if there are any."""
        for batch in self.marked:
            yield batch.to(self.device), random.choice(self.news) if self.news else None
