"""The small model that ships: dilated convolutions over characters, and a conditional random field."""

import torch
import torch.nn.functional as F  # noqa: N812
from batches import SKIP, Batch, Sample, packed
from corpus import Span
from crf import Crf, decode, tag_names
from lac import Array, Lac
from torch import Tensor, nn

from zhclaims.features import BUCKETS, SHAPES

PREFIXES = "BI"
CHANNELS = 112
DILATIONS = (1, 2, 4, 1, 2)
GAP = sum(DILATIONS)
"""As wide as a character sees on one side, so that no sentence sees its neighbour in a row."""
SHAPE_WIDTH = 24


class Block(nn.Module):
    """A dilated convolution added to what it saw."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.convolution = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=dilation, dilation=dilation, bias=False)
        self.norm = nn.BatchNorm1d(CHANNELS, momentum=0.05)
        self.drop = nn.Dropout(0.2)

    def forward(self, rows: Tensor) -> Tensor:
        return rows + self.drop(torch.relu(self.norm(self.convolution(rows))))


class Student(nn.Module):
    """Emissions for the tags, and LAC's own tags as a second task that is dropped at export."""

    def __init__(self, lac: Lac, vectors: Array) -> None:
        super().__init__()
        size, width = lac.embeddings.shape
        self.characters = nn.Embedding(size + 1, width)
        self.shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.words = nn.Embedding(1 + len(vectors) + BUCKETS, vectors.shape[1])
        with torch.no_grad():
            self.characters.weight.zero_()
            self.characters.weight[:size].copy_(torch.tensor(lac.embeddings))
            self.shapes.weight.mul_(0.3)
            self.words.weight.normal_(0, 0.05)
            self.words.weight[1 : 1 + len(vectors)].copy_(torch.tensor(vectors) * 0.1)
            self.words.weight[0].zero_()
        self.enter = nn.Conv1d(width + SHAPE_WIDTH + vectors.shape[1], CHANNELS, 1)
        self.blocks = nn.ModuleList([Block(dilation) for dilation in DILATIONS])
        self.out = nn.Conv1d(CHANNELS, len(tag_names(PREFIXES)), 1)
        self.lac = nn.Conv1d(CHANNELS, len(lac.tags), 1)
        self.crf = Crf(PREFIXES)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Emissions for the tags and for LAC's tags, each [time, batch, tag]."""
        words = batch.words
        if self.training:
            words = words * (torch.rand(self.words.num_embeddings) > 0.25)[words]
        tables = (self.characters(batch.characters), self.shapes(batch.shapes), self.words(words))
        rows = torch.cat([F.dropout(table, 0.15, self.training) for table in tables], -1).permute(1, 2, 0)
        rows = self.enter(rows)
        for block in self.blocks:
            rows = block(rows)
        return self.out(rows).permute(2, 0, 1), self.lac(rows).permute(2, 0, 1)

    def loss(self, batch: Batch) -> Tensor:
        """Mean negative log likelihood of a sentence, and a share of the second task's."""
        emissions, lac = self(batch)
        own = self.crf.loss(*sentences_of(batch, emissions)) / len(batch.indices)
        if (batch.lac == SKIP).all():
            return own
        return own + 6.0 * F.cross_entropy(lac.flatten(0, 1), batch.lac.flatten(), ignore_index=SKIP)


def sentences_of(batch: Batch, emissions: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Emissions, tags and mask of the packed sentences, one a column."""
    alive = batch.places >= 0
    places = batch.places.clamp(min=0)
    return emissions.flatten(0, 1)[places], batch.tags.flatten()[places], alive


@torch.no_grad()
def mark_alone(model: Student, samples: list[Sample]) -> list[list[Span]]:
    """The mentions that the student finds in each sentence."""
    found: list[list[Span]] = [[] for _ in samples]
    gap_row = model.characters.num_embeddings - 1
    for batch in packed(samples, 16, 256, GAP, gap_row):
        emissions, _, alive = sentences_of(batch, model.eval()(batch)[0])
        for index, path in zip(batch.indices, model.crf.best(emissions, alive), strict=True):
            found[index] = decode(path, PREFIXES)
    return found
