"""Makes, saves and loads the larger networks, which read with a pretrained encoder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import SPECIAL, UNKNOWN, Cutter, Encoder, encoder_of, read_weights
from examples import Example
from net import TEACHER, Network
from vocabulary import Tables

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of words that occur, by their number in the pretrained encoder; the network counts them from 0."""

    rows: Array

    @classmethod
    def of(cls, examples: Iterable[Example]) -> "Pieces":
        """Those of the words of some examples."""
        cutter = Cutter(read_weights())
        words = {word for example in examples for word in example.texts}
        return cls(np.unique([*SPECIAL, *(piece for pieces in cutter.cut(sorted(words)) for piece in pieces)]))

    def cut(self, examples: Iterable[Example]) -> None:
        """Cut the words of examples, in place."""
        cutter, numbers = Cutter(read_weights()), {int(row): number for number, row in enumerate(self.rows)}
        unknown = numbers[UNKNOWN]
        for example in examples:
            example.pieces = [[numbers.get(piece, unknown) for piece in word] for word in cutter.cut(example.texts)]


def teacher_of(tables: Tables, pieces: Pieces) -> Network:
    """A larger network to be trained, which reads with the pretrained encoder."""
    encoder = encoder_of(read_weights().tensors, pieces.rows)
    return Network(tables.word_vectors, tables.character_vectors, shape=TEACHER, encoder=encoder)


def save_teacher(path: Path, network: Network, pieces: Pieces) -> None:
    torch.save({"pieces": torch.from_numpy(pieces.rows), "state": network.state_dict()}, path)


def load_teacher(path: Path, tables: Tables) -> tuple[Network, Pieces]:
    """A larger network that was saved, and what it reads."""
    saved = torch.load(path, map_location="cpu")
    pieces = Pieces(saved["pieces"].numpy())
    encoder = Encoder(len(pieces.rows))
    network = Network(tables.word_vectors, tables.character_vectors, shape=TEACHER, encoder=encoder)
    network.load_state_dict(saved["state"])
    return network.eval(), pieces
