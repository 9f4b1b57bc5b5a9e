"""Writes a trained binder as the files that the package loads: `export.py FOLDER [--out WEIGHTS]`."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from net import FAR_BELOW, STUDENT, Network, Pairer, Reader, look_up
from torch import Tensor, nn
from vocabulary import load_tables

from zhclaims.binder import hints, sight
from zhclaims.binder.network import HASHES, PAIRER, READER, TABLES, WEIGHTS

OPSET = 17


class ReaderGraph(nn.Module):
    """The reader behind its tables, with what the pairer makes of each word alone.

    A convolution is a product with the words before and after beside each word.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        reader, pairer = network.reader, network.pairer
        self.mix, self.gate = reader.mix, reader.gate
        self.norms = nn.ModuleList([layer.norm for layer in reader.layers])
        self.products = nn.ModuleList([product_of(layer.convolution) for layer in reader.layers])
        self.word, self.word_product = pairer.word, pairer.word_product

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = self.mix(features)
        for step, norm, product in zip(STUDENT.dilations, self.norms, self.products, strict=True):
            around = functional.pad(x, (0, 0, step, step))
            x = x + functional.gelu(norm(product(torch.cat([around[: -2 * step], x, around[2 * step :]], 1))))
        return x, self.gate(x)[:, 0], self.word(x), self.word_product(x)


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
    save_reader(network, out / READER)
    save_pairer(network.pairer, out / PAIRER)
    save_tables(network.reader, words, alphabet, out / TABLES)
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (READER, PAIRER, TABLES)}
    (out / HASHES).write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")


class PairerGraph(nn.Module):
    """The pairer behind the reader, in the same sums and products but with fewer passes over all pairs."""

    def __init__(self, pairer: Pairer) -> None:
        super().__init__()
        self.pairer = pairer
        distance, clauses, back, figures, brackets = pairer.relations.split(sight.RELATIONS)
        marks = [functional.pad(row[None], (0, 0, 1, 0)) for row in pairer.marks.weight.T]
        self.near = nn.Parameter(all_sums(distance, clauses))
        self.far = nn.Parameter(all_sums(back, figures, brackets, *marks))
        self.convolutions = nn.ModuleList([flat(layer.convolution) for layer in pairer.beside])
        pair, subject, share = pairer.place[0].weight.detach().T.split(pairer.parts)
        self.place_pair, self.place_subject, self.place_share = map(nn.Parameter, (pair, subject, share))

    def forward(
        self,
        words: Tensor,
        products: Tensor,
        own: Tensor,
        kinds: Tensor,
        places: Tensor,
        seen: Tensor,
        near: Tensor,
        far: Tensor,
        columns: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """`words` and `products` are what the reader gives of all words, `own` the vectors of the targets."""
        here = seen[:, :, None].to(own.dtype)
        away = (1 - here) * FAR_BELOW  # added where a mask would choose, which onnxruntime does one by one
        pair = look_up(places, words) + look_up(near, self.near) + look_up(far, self.far)
        pair = pair + look_up(places, products) * self.pairer.target_product(own)[:, None]
        pair = pair + (self.pairer.target(own) + self.pairer.kinds(kinds))[:, None]
        pair = functional.gelu(self.pairer.mix(functional.gelu(self.pairer.norm(pair))))
        for layer, convolution in zip(self.pairer.beside, self.convolutions, strict=True):
            pair = pair * here
            around = convolution(pair.permute(0, 2, 1)[:, :, None])[:, :, 0].permute(0, 2, 1)
            pair = pair + functional.gelu(layer.norm(around))
        scores = self.pairer.out(pair) * here + away
        attention = torch.softmax(scores[:, :, :2], 1)
        subject = (pair * attention[:, :, :1]).sum(1)
        about = pair @ self.place_pair + attention @ self.place_share
        about = about + (subject @ self.place_subject + self.pairer.place[0].bias)[:, None]
        scores = torch.cat([scores, self.pairer.place[1:](about) * here + away], 2)
        strongest = (pair + away).max(1)[0]
        return scores, self.pairer.whole(torch.cat([own, subject, strongest, columns], 1))


def all_sums(*tables: Tensor) -> Tensor:
    """The sums of a row of each table, the last one changing fastest."""
    sums = tables[0]
    for table in tables[1:]:
        sums = (sums[:, None] + table).flatten(0, 1)
    return sums.detach()


def flat(convolution: nn.Conv1d) -> nn.Conv2d:
    """The same convolution over one row of a picture, for which onnxruntime has faster code."""
    (step,) = convolution.dilation
    made = nn.Conv2d(convolution.in_channels, convolution.out_channels, (1, 3), padding=(0, step), dilation=(1, step))
    made.weight.data, made.bias = convolution.weight.data[:, :, None].clone(), convolution.bias
    return made


def save_reader(network: Network, path: Path) -> None:
    inputs = {"features": torch.zeros(7, network.reader.mix.in_features)}
    outputs = ("vectors", "gates", "words", "products")
    axes = {name: {0: "words"} for name in (*inputs, *outputs)}
    save_graph(ReaderGraph(network), inputs, outputs, axes, path)
    round_weights(path, but=("/word/Gemm_MatMul", "/word_product/Gemm_MatMul"))


def save_pairer(pairer: Pairer, path: Path) -> None:
    count, width = 3, 5
    inputs = {
        "words": torch.zeros(9, STUDENT.pair),
        "products": torch.zeros(9, STUDENT.pair),
        "own": torch.zeros(count, STUDENT.read),
        "kinds": torch.zeros(count, dtype=torch.long),
        "places": torch.zeros(count, width, dtype=torch.long),
        "seen": torch.ones(count, width, dtype=torch.bool),
        "near": torch.zeros(count, width, dtype=torch.long),
        "far": torch.zeros(count, width, dtype=torch.long),
        "columns": torch.zeros(count, hints.COLUMNS),
    }
    axes = {name: {0: "targets"} for name in (*inputs, "scores", "whole")}
    for name in ("places", "seen", "near", "far", "scores"):
        axes[name][1] = "places"
    axes |= {name: {0: "all_words"} for name in ("words", "products")}
    save_graph(PairerGraph(pairer), inputs, ("scores", "whole"), axes, path)
    # not rounded: eight-bit sums depend on the other targets of a run


def save_graph(
    graph: nn.Module, inputs: dict[str, Tensor], outputs: tuple[str, ...], axes: dict[str, dict[int, str]], path: Path
) -> None:
    """Write a graph with examples of its inputs, whose `axes` may have any length."""
    names = {"input_names": list(inputs), "output_names": list(outputs)}
    torch.onnx.export(
        graph, tuple(inputs.values()), str(path), **names, dynamic_axes=axes, opset_version=OPSET, dynamo=False
    )


def round_weights(path: Path, but: Sequence[str]) -> None:
    """Round the weights of products to seven bits: twice as fast, and no processor's eight-bit sums overflow.

    The products named in `but` stay as they are.

    What comes in is rounded by its range in one run, which is one line of an article.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    how = {"weight_type": QuantType.QInt8, "per_channel": True, "reduce_range": True}
    quantize_dynamic(path, path, nodes_to_exclude=list(but), **how)


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
