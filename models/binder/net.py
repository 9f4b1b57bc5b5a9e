"""The binder's network: reads an article once, then scores each word in view of each figure and verb."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from attention import Attention
from batch import Batch
from encoder import WIDTH, Encoder
from torch import Tensor, nn

from zhclaims.binder import choose, features, hints, sight

WORD, CHARACTER, SMALL = 64, 64, (24, 12, 16, 12, 8, 12)
OUTPUTS = len(choose.OUTPUTS)
"""Scores of each word in view; the last one, of the place, is reckoned when it is known who it is about."""
WHOLE, FAR_BELOW = choose.WHOLE, choose.FAR_BELOW
HIDDEN = 0.15
"""The share of words that are hidden while the network learns, so that the rest is learned from too."""
BESIDE = (1, 2)
"""Dilations of the convolutions over the words in view of a target."""
HEAD = 32
"""Channels of a head where the words in view look at each other."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Channels while an article is read, of a pair of words, of what is scored, and of places; and the layers."""

    read: int = 128
    pair: int = 96
    score: int = 64
    place: int = 32
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    attention: int = 0
    """Layers in which each word looks at all others of its article."""
    compared: int = 0
    """Layers in which the words in view of a target look at each other."""


STUDENT = Shape()
"""The shape that ships."""
TEACHER = Shape(read=384, pair=192, score=128, place=64, dilations=(1, 2), attention=2, compared=2)
"""The shape of the larger networks that the shipped one learns from; they read with a pretrained encoder, too."""


class ChannelDropout(nn.Module):
    """Drops a channel for a whole sequence at once."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        return x * ((torch.rand(x.shape[0], 1, x.shape[2], device=x.device) > self.share) / (1 - self.share))


class Residual(nn.Module):
    """A dilated convolution over three words, added to what came in."""

    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.convolution = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.norm = nn.LayerNorm(width)
        self.dropout = ChannelDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        y = self.convolution(x.transpose(1, 2)).transpose(1, 2)
        return x + self.dropout(functional.gelu(self.norm(y)))


class Reader(nn.Module):
    """Rows of features -> a vector for each word, and how likely a verb states an event."""

    def __init__(
        self,
        words: npt.NDArray[np.float32],
        characters: npt.NDArray[np.float32],
        dropout: float,
        shape: Shape = STUDENT,
        encoder: Encoder | None = None,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.words = nn.Embedding.from_pretrained(torch.tensor(words), freeze=False)
        self.characters = nn.Embedding.from_pretrained(torch.tensor(characters), freeze=False)
        self.small = nn.ModuleList([nn.Embedding(n, width) for n, width in zip(features.SIZES, SMALL, strict=True)])
        self.dropout = ChannelDropout(dropout)
        self.mix = nn.Linear(WORD + 2 * CHARACTER + sum(SMALL), shape.read)
        self.layers = nn.ModuleList([Residual(shape.read, dilation, dropout) for dilation in shape.dilations])
        self.attention = nn.ModuleList([Attention(shape.read, dropout / 2) for _ in range(shape.attention)])
        self.norm = nn.LayerNorm(shape.read) if shape.attention else nn.Identity()
        self.gate = nn.Linear(shape.read, 1)
        self.read = nn.Linear(WIDTH, shape.read) if encoder else None

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        rows, real = batch.rows, batch.real[None, :, None]
        words = rows[:, 0]
        if self.training:
            words = torch.where(torch.rand(words.shape, device=words.device) < HIDDEN, torch.zeros_like(words), words)
        parts = [self.words(words), self.characters(rows[:, 1]), self.characters(rows[:, 2])]
        parts += [table(rows[:, 3 + number]) for number, table in enumerate(self.small)]
        x = self.mix(self.dropout(torch.cat(parts, -1)[None]))
        if self.encoder is not None and self.read is not None:
            x = x + self.read(self.encoder(batch.windows, batch.places, batch.owners, len(rows)))[None]
        x = x * real
        for layer in self.layers:
            x = layer(x) * real  # what lies between lines is nothing
        x = self.look_around(x[0], batch) if len(self.attention) else x[0]
        return x, self.gate(x)[:, 0]

    def look_around(self, x: Tensor, batch: Batch) -> Tensor:
        """The layers of attention over each article."""
        count, length = batch.articles
        padded = x.new_zeros(count * length, x.shape[1])
        padded[batch.spots] = x[batch.real]
        real = torch.zeros(count * length, dtype=torch.bool, device=x.device)
        real[batch.spots] = True
        padded, real = padded.unflatten(0, (count, length)), real.unflatten(0, (count, length))
        for layer in self.attention:
            padded = layer(padded, real)
        around = torch.zeros_like(x)
        around[batch.real] = self.norm(padded).flatten(0, 1)[batch.spots].to(x.dtype)
        return around


class Pairer(nn.Module):
    """Vectors of words -> scores of each word in view of each target, and of each target."""

    def __init__(self, dropout: float, shape: Shape = STUDENT) -> None:
        super().__init__()
        read, pair, score = shape.read, shape.pair, shape.score
        self.parts = (score, score, 2)
        self.word, self.target = nn.Linear(read, pair), nn.Linear(read, pair)
        self.word_product, self.target_product = nn.Linear(read, pair), nn.Linear(read, pair)
        self.kinds = nn.Embedding(2, pair)
        self.relations = nn.Parameter(torch.randn(sum(sight.RELATIONS), pair) * 0.05)
        self.marks = nn.Linear(hints.MARKS, pair, bias=False)
        self.norm = nn.LayerNorm(pair)
        self.mix = nn.Linear(pair, score)
        self.dropout = ChannelDropout(dropout)
        self.beside = nn.ModuleList([Residual(score, dilation, dropout) for dilation in BESIDE])
        self.compared = nn.ModuleList([comparer(score, dropout / 2) for _ in range(shape.compared)])
        self.out = nn.Linear(score, OUTPUTS - 1)
        self.place = nn.Sequential(nn.Linear(2 * score + 2, shape.place), nn.GELU(), nn.Linear(shape.place, 1))
        self.whole = nn.Sequential(
            nn.Linear(read + 2 * score + hints.COLUMNS, pair), nn.GELU(), nn.Dropout(dropout), nn.Linear(pair, WHOLE)
        )

    def forward(
        self,
        vectors: Tensor,
        targets: Tensor,
        kinds: Tensor,
        words: Tensor,
        seen: Tensor,
        ties: Tensor,
        columns: Tensor,
    ) -> tuple[Tensor, Tensor]:
        own = vectors[targets]
        pair = look_up(words, self.word(vectors)) + self.target(own)[:, None] + self.kinds(kinds)[:, None]
        pair = pair + look_up(words, self.word_product(vectors)) * self.target_product(own)[:, None]
        pair = pair + ties @ torch.cat([self.relations, self.marks.weight.T])
        pair = self.dropout(functional.gelu(self.mix(functional.gelu(self.norm(pair)))))
        for layer in self.beside:
            pair = layer(pair * seen[:, :, None])
        for layer in self.compared:
            pair = layer(pair, src_key_padding_mask=~seen)
        hidden = ~seen[:, :, None]
        scores = self.out(pair).masked_fill(hidden, FAR_BELOW)
        attention = torch.softmax(scores[:, :, :2], 1)
        subject = (pair * attention[:, :, :1]).sum(1)
        places = self._place(pair, subject, attention).masked_fill(hidden, FAR_BELOW)
        scores = torch.cat([scores, places], 2)
        strongest = pair.masked_fill(hidden, FAR_BELOW).max(1)[0]
        return scores, self.whole(torch.cat([own, subject, strongest, columns], 1))

    def _place(self, pair: Tensor, subject: Tensor, attention: Tensor) -> Tensor:
        """The scores of places; the first layer is taken in three parts, as the subject is one for all words."""
        first, *rest = self.place
        own, whose, share = first.weight.split(self.parts, 1)
        hidden = pair @ own.T + attention @ share.T + (subject @ whose.T + first.bias)[:, None]
        for layer in rest:
            hidden = layer(hidden)
        return hidden


def comparer(width: int, dropout: float) -> nn.TransformerEncoderLayer:
    """A layer in which the words in view of a target look at each other."""
    return nn.TransformerEncoderLayer(
        width, width // HEAD, 2 * width, dropout, "gelu", batch_first=True, norm_first=True
    )


def look_up(numbers: Tensor, vectors: Tensor) -> Tensor:
    """The vectors of some numbers; learns several times faster than an index does."""
    return functional.embedding(numbers, vectors)


class Network(nn.Module):
    """Reader and pairer together."""

    def __init__(
        self,
        words: npt.NDArray[np.float32],
        characters: npt.NDArray[np.float32],
        dropout: float = 0.3,
        shape: Shape = STUDENT,
        encoder: Encoder | None = None,
    ) -> None:
        super().__init__()
        self.shape = shape
        self.reader = Reader(words, characters, dropout, shape, encoder)
        self.pairer = Pairer(dropout, shape)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of words in view [target, place, output], of targets [target, whole], and the gate of each target."""
        vectors, gates = self.reader(batch)
        ties = tie(batch.relations, batch.marks)
        scores, whole = self.pairer(vectors, batch.targets, batch.kinds, batch.words, batch.seen, ties, batch.columns)
        return scores, whole, gates[batch.targets]


def tie(relations: Tensor, marks: Tensor) -> Tensor:
    """1 for each relation that a word has to the target, then the marks: [target, place, tie]."""
    chosen = torch.zeros(*relations.shape[:2], sum(sight.RELATIONS), device=relations.device)
    return torch.cat([chosen.scatter_(2, relations, 1.0), marks], 2)
