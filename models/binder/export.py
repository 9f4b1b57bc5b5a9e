"""Writes a trained binder as the files that the package loads: `export.py FOLDER [--out WEIGHTS]`."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from net import DILATIONS, READ, Network, Pairer, Reader
from torch import Tensor, nn
from vocabulary import load_tables

from zhclaims.binder import hints, sight
from zhclaims.binder.network import HASHES, PAIRER, READER, TABLES, WEIGHTS

OPSET = 17


class ReaderGraph(nn.Module):
    """The reader behind its tables; a convolution is a product with the words before and after beside each word."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.mix, self.gate = reader.mix, reader.gate
        self.norms = nn.ModuleList([layer.norm for layer in reader.layers])
        self.products = nn.ModuleList([product_of(layer.convolution) for layer in reader.layers])

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        x = self.mix(features)
        for step, norm, product in zip(DILATIONS, self.norms, self.products, strict=True):
            around = functional.pad(x, (0, 0, step, step))
            x = x + functional.gelu(norm(product(torch.cat([around[: -2 * step], x, around[2 * step :]], 1))))
        return x, self.gate(x)[:, 0]


def product_of(convolution: nn.Conv1d) -> nn.Linear:
    """The product that a convolution over three words is."""
    out, channels, width = convolution.weight.shape
    product = nn.Linear(width * channels, out)
    assert convolution.bias is not None
    product.weight.data = convolution.weight.data.permute(0, 2, 1).reshape(out, -1).clone()
    product.bias.data = convolution.bias.data.clone()
    return product


def export(network: Network, words: list[str], alphabet: npt.NDArray[np.int32], out: Path) -> None:
    """Write graphs, tables and their hashes."""
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    save_reader(network.reader, out / READER)
    save_pairer(network.pairer, out / PAIRER)
    save_tables(network.reader, words, alphabet, out / TABLES)
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (READER, PAIRER, TABLES)}
    (out / HASHES).write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")


def save_reader(reader: Reader, path: Path) -> None:
    features = torch.zeros(7, reader.mix.in_features)
    names = {"input_names": ["features"], "output_names": ["vectors", "gates"]}
    axes = {"features": {0: "words"}, "vectors": {0: "words"}, "gates": {0: "words"}}
    graph = ReaderGraph(reader)
    torch.onnx.export(graph, (features,), str(path), **names, dynamic_axes=axes, opset_version=OPSET, dynamo=False)
    round_weights(path)


class PlainNorm(nn.Module):
    """A layer norm in products and sums, which onnxruntime reckons faster than its own."""

    def __init__(self, norm: nn.LayerNorm) -> None:
        super().__init__()
        self.norm = norm
        self.mean = nn.Parameter(torch.full((norm.weight.shape[0], 1), 1 / norm.weight.shape[0]))

    def forward(self, x: Tensor) -> Tensor:
        centred = x - x @ self.mean
        spread = torch.sqrt((centred * centred) @ self.mean + self.norm.eps)
        return centred / spread * self.norm.weight + self.norm.bias


def save_pairer(pairer: Pairer, path: Path) -> None:
    pairer.norm = PlainNorm(pairer.norm)  # type: ignore[assignment]
    count, width = 3, 5
    inputs = {
        "vectors": torch.zeros(9, READ),
        "targets": torch.zeros(count, dtype=torch.long),
        "kinds": torch.zeros(count, dtype=torch.long),
        "words": torch.zeros(count, width, dtype=torch.long),
        "seen": torch.ones(count, width, dtype=torch.bool),
        "ties": torch.zeros(count, width, sum(sight.RELATIONS) + hints.MARKS),
        "columns": torch.zeros(count, hints.COLUMNS),
    }
    axes = {name: {0: "targets"} for name in inputs} | {"vectors": {0: "all_words"}}
    for name in ("words", "seen", "ties"):
        axes[name][1] = "places"
    axes |= {"scores": {0: "targets", 1: "places"}, "whole": {0: "targets"}}
    torch.onnx.export(
        pairer,
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=["scores", "whole"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )  # not rounded: eight-bit sums depend on the other targets of a run


def round_weights(path: Path) -> None:
    """Round the weights of products to seven bits: twice as fast, and no processor's eight-bit sums overflow.

    What comes in is rounded by its range in one run, which is one line of an article.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(path, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def save_tables(reader: Reader, words: list[str], alphabet: npt.NDArray[np.int32], path: Path) -> None:
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "lexicon": np.frombuffer("\n".join(words).encode(), np.uint8),
        "alphabet": alphabet.astype(np.uint16),
    }
    for name in ("words", "characters"):
        rows, scales = in_eight_bits(getattr(reader, name).weight.detach().numpy())
        arrays |= {name: rows, f"{name}_scales": scales.astype(np.float32)}
    arrays |= {f"small{n}": table.weight.detach().numpy() for n, table in enumerate(reader.small)}
    np.savez_compressed(path, **arrays)


def in_eight_bits(table: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Rows rounded to whole numbers of at most 127, and the scale of each row."""
    scales = np.maximum(np.abs(table).max(1), 1e-6) / 127
    return np.round(table / scales[:, None]).astype(np.int8), scales


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="that train.py wrote")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    tables = load_tables(arguments.folder / "tables.npz")
    network = Network(tables.word_vectors, tables.character_vectors)
    network.load_state_dict(torch.load(arguments.folder / "binder.pt", map_location="cpu"))
    export(network, tables.words, tables.alphabet, arguments.out)


if __name__ == "__main__":
    main()
