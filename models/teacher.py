"""The large model that marks the news: LAC's two recurrent layers, a third one, and a conditional random field."""

import numpy as np
import torch
from batches import Batch, Sample, padded
from corpus import Span
from crf import Crf, decode, tag_names
from lac import Array, Lac
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from zhclaims.features import BUCKETS, SHAPES

PREFIXES = "BIES"
HIDDEN = 128


def recurrent_from(weights: tuple[Array, Array, Array], extra: int) -> nn.GRU:
    """A layer with LAC's weights; the `extra` inputs beside LAC's own begin at zero."""
    inputs, hidden, biases = weights
    layer = nn.GRU(inputs.shape[2] + extra, HIDDEN, bidirectional=True)
    turn = lambda gates: np.concatenate([gates[HIDDEN : 2 * HIDDEN], gates[:HIDDEN], gates[2 * HIDDEN :]])  # noqa: E731
    with torch.no_grad():
        for direction, suffix in enumerate(("", "_reverse")):
            into = getattr(layer, f"weight_ih_l0{suffix}")
            into.zero_()
            into[:, : inputs.shape[2]] = torch.tensor(turn(inputs[direction]))
            getattr(layer, f"weight_hh_l0{suffix}").copy_(torch.tensor(turn(hidden[direction])))
            half = 3 * HIDDEN
            getattr(layer, f"bias_ih_l0{suffix}").copy_(torch.tensor(turn(biases[direction, :half])))
            getattr(layer, f"bias_hh_l0{suffix}").copy_(torch.tensor(turn(biases[direction, half:])))
    return layer


def run(layer: nn.GRU, inputs: Tensor, lengths: Tensor) -> Tensor:
    """Run a recurrent layer over sentences of different lengths, padding never read."""
    rows = pack_padded_sequence(inputs, lengths, enforce_sorted=False)
    return pad_packed_sequence(layer(rows)[0], total_length=len(inputs))[0]


def drop_locked(inputs: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask for all places of a sentence."""
    if not training:
        return inputs
    mask = torch.bernoulli(torch.full((1, *inputs.shape[1:]), 1 - share))
    return inputs * mask / (1 - share)


class LacTagger(nn.Module):
    """LAC as it was published, to tag the news with."""

    def __init__(self, lac: Lac) -> None:
        super().__init__()
        self.embeddings = nn.Embedding.from_pretrained(torch.tensor(lac.embeddings))
        self.layers = nn.ModuleList([recurrent_from(weights, 0) for weights in lac.recurrent])
        weight, bias = lac.tagger
        self.register_buffer("weight", torch.tensor(weight))
        self.register_buffer("bias", torch.tensor(bias))
        self.register_buffer("steps", torch.tensor(lac.transitions))

    @torch.no_grad()
    def tag(self, samples: list[Sample]) -> list[list[int]]:
        """LAC's tag of each character."""
        found: list[list[int]] = [[] for _ in samples]
        for batch in padded(samples, 8192):
            hidden = self.embeddings(batch.characters)
            for layer in self.layers:
                hidden = run(layer, hidden, batch.alive.sum(0))
            paths = viterbi(hidden @ self.weight + self.bias, self.steps, batch.alive)
            for index, path in zip(batch.indices, paths, strict=True):
                found[index] = path
        return found


def viterbi(emissions: Tensor, steps: Tensor, alive: Tensor) -> list[list[int]]:
    """The best path of each sentence under LAC's own transitions."""
    judge = Crf("BI")
    judge.steps, judge.step_rule = nn.Parameter(steps.clone()), torch.zeros_like(steps)
    size = len(steps)
    judge.first, judge.last = nn.Parameter(torch.zeros(size)), nn.Parameter(torch.zeros(size))
    judge.first_rule, judge.last_rule = torch.zeros(size), torch.zeros(size)
    return judge.best(emissions, alive)


class Teacher(nn.Module):
    """Three recurrent layers over characters, word shapes and words."""

    def __init__(self, lac: Lac, vectors: Array) -> None:
        super().__init__()
        self.characters = nn.Embedding.from_pretrained(torch.tensor(lac.embeddings), freeze=False)
        self.shapes = nn.Embedding(SHAPES, 24)
        self.words = nn.Embedding(1 + len(vectors) + BUCKETS, vectors.shape[1])
        with torch.no_grad():
            self.shapes.weight.mul_(0.3)
            self.words.weight.normal_(0, 0.05)
            self.words.weight[1 : 1 + len(vectors)].copy_(torch.tensor(vectors) * 0.1)
            self.words.weight[0].zero_()
        extra = 24 + vectors.shape[1]
        self.first, self.second = recurrent_from(lac.recurrent[0], extra), recurrent_from(lac.recurrent[1], 0)
        self.third = nn.GRU(2 * HIDDEN + extra, HIDDEN, bidirectional=True)
        self.out = nn.Linear(2 * HIDDEN, len(tag_names(PREFIXES)))
        self.crf = Crf(PREFIXES)

    def forward(self, batch: Batch) -> Tensor:
        """Emissions [time, batch, tag]."""
        lengths, words = batch.alive.sum(0), batch.words
        if self.training:
            words = words * (torch.rand(self.words.num_embeddings) > 0.3)[words]
        own = drop_locked(self.characters(batch.characters), 0.15, self.training)
        extra = drop_locked(torch.cat([self.shapes(batch.shapes), self.words(words)], -1), 0.15, self.training)
        hidden = drop_locked(run(self.first, torch.cat([own, extra], -1), lengths), 0.2, self.training)
        hidden = drop_locked(run(self.second, hidden, lengths), 0.4, self.training)
        hidden = run(self.third, torch.cat([hidden, extra], -1), lengths)
        return self.out(drop_locked(hidden, 0.4, self.training))

    def loss(self, batch: Batch) -> Tensor:
        """Mean negative log likelihood of a sentence."""
        return self.crf.loss(self(batch), batch.tags, batch.alive) / len(batch.indices)


@torch.no_grad()
def mark(teachers: list[Teacher], samples: list[Sample]) -> list[list[Span]]:
    """The mentions that the teachers together find in each sentence."""
    found: list[list[Span]] = [[] for _ in samples]
    judge = mean_crf(teachers)
    for batch in padded(samples, 8192):
        emissions = torch.stack([teacher.eval()(batch) for teacher in teachers]).mean(0)
        for index, path in zip(batch.indices, judge.best(emissions, batch.alive), strict=True):
            found[index] = decode(path, PREFIXES)
    return found


def mean_crf(teachers: list[Teacher]) -> Crf:
    """The field whose steps are the mean of the teachers'."""
    judge = Crf(PREFIXES)
    with torch.no_grad():
        for name in ("steps", "first", "last"):
            values = [getattr(teacher.crf, name) for teacher in teachers]
            getattr(judge, name).copy_(torch.stack(values).mean(0))
    return judge
