"""Makes, saves and loads networks of each shape; the larger ones read with a pretrained encoder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import SPECIAL, Cutter, Encoder, encoder_of, read_weights
from examples import Example
from net import SHAPES, Network
from vocabulary import Tables

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of words that occur, by their number in the pretrained encoder; the network counts them from 0."""

    rows: Array

    @classmethod
    def of(cls, examples: Iterable[Example]) -> "Pieces":
        """Cut the words of examples into pieces, in place, and count those that occur."""
        examples = list(examples)
        cutter = Cutter(read_weights())
        cut = [cutter.cut(example.texts) for example in examples]
        rows = np.unique([*SPECIAL, *(piece for words in cut for word in words for piece in word)])
        numbers = {int(row): number for number, row in enumerate(rows)}
        for example, words in zip(examples, cut, strict=True):
            example.pieces = [[numbers[piece] for piece in word] for word in words]
        return cls(rows)


def network_of(shape: str, tables: Tables, pieces: Pieces | None) -> Network:
    """A network to be trained, with the pretrained encoder if there are pieces."""
    encoder = encoder_of(read_weights().tensors, pieces.rows) if pieces else None
    return Network(tables.word_vectors, tables.character_vectors, shape=SHAPES[shape], encoder=encoder)


def save_network(path: Path, network: Network, shape: str, pieces: Pieces | None) -> None:
    torch.save({"shape": shape, "pieces": len(pieces.rows) if pieces else 0, "state": network.state_dict()}, path)


def load_network(path: Path, tables: Tables) -> Network:
    """A network that was saved."""
    saved = torch.load(path, map_location="cpu")
    encoder = Encoder(saved["pieces"]) if saved["pieces"] else None
    shape = SHAPES[saved["shape"]]
    network = Network(tables.word_vectors, tables.character_vectors, shape=shape, encoder=encoder)
    network.load_state_dict(saved["state"])
    return network
