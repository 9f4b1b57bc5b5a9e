"""Writes the student as the package ships it: an int8 graph, int8 tables, the vocabulary, and their hashes."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import rjieba
from crf import tag_names
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from student import DILATIONS, GAP, PREFIXES, Student

from zhclaims.features import Vocabulary, featurise
from zhclaims.recogniser import GRAPH, HASHES, TABLES, Recogniser, read_tables

EPSILON = 1e-5


def export(model: Student, vocabulary: Vocabulary, sentences: list[str], folder: Path) -> None:
    """Write graph, tables and hashes; the sentences set the ranges of the int8 activations."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    write_tables(weights, vocabulary, folder / TABLES)
    whole = folder / "whole.onnx"
    onnx.save(graph_of(weights), str(whole))
    quantise(whole, sentences, folder)
    whole.unlink()
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, TABLES)}
    (folder / HASHES).write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")


def graph_of(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The convolutions as a graph from rows [1, width, time] to emissions [1, tags, time], norms folded in."""
    tensors, nodes = [], []

    def add(operator: str, inputs: list[str], output: str, *arrays: np.ndarray, **attributes: object) -> str:
        names = [f"{output}_{number}" for number in range(len(arrays))]
        for name, array in zip(names, arrays, strict=True):
            tensors.append(numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name))
        nodes.append(helper.make_node(operator, inputs + names, [output], **attributes))
        return output

    rows = add("Conv", ["rows"], "enter", weights["enter.weight"], weights["enter.bias"], kernel_shape=[1])
    for number, dilation in enumerate(DILATIONS):
        weight, bias = folded(weights, f"blocks.{number}")
        shape = {"kernel_shape": [3], "dilations": [dilation], "pads": [dilation, dilation]}
        seen = add("Relu", [add("Conv", [rows], f"conv{number}", weight, bias, **shape)], f"relu{number}")
        rows = add("Add", [rows, seen], f"sum{number}")
    add("Conv", [rows], "emissions", weights["out.weight"], weights["out.bias"], kernel_shape=[1])
    width, tags = weights["enter.weight"].shape[1], len(tag_names(PREFIXES))
    graph = helper.make_graph(
        nodes,
        "recogniser",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, width, "time"])],
        [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, [1, tags, "time"])],
        tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def folded(weights: dict[str, np.ndarray], block: str) -> tuple[np.ndarray, np.ndarray]:
    """A block's convolution with its norm folded into weight and bias."""
    scale = weights[f"{block}.norm.weight"] / np.sqrt(weights[f"{block}.norm.running_var"] + EPSILON)
    bias = weights[f"{block}.norm.bias"] - weights[f"{block}.norm.running_mean"] * scale
    return weights[f"{block}.convolution.weight"] * scale[:, None, None], bias


def write_tables(weights: dict[str, np.ndarray], vocabulary: Vocabulary, path: Path) -> None:
    """Write the embedding tables as int8 with a scale a row, the vocabulary, and the field's scores."""
    arrays: dict[str, np.ndarray] = {}
    for name in ("characters", "shapes", "words"):
        table = weights[f"{name}.weight"]
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        arrays[name] = np.round(table / scale).astype(np.int8)
        arrays[f"{name}_scale"] = scale.astype(np.float32)
    field = {name: weights[f"crf.{name}"] for name in ("steps", "first", "last")}
    rules = {name: weights[f"crf.{name.removesuffix('s')}_rule"] for name in field}
    np.savez_compressed(
        path,
        **arrays,
        **{name: field[name] + rules[name] for name in field},
        alphabet=vocabulary.characters.astype(np.uint16),
        lexicon=np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8),
        lexicon_tags=np.frombuffer(vocabulary.tags, np.uint8),
        vectors=np.array(vocabulary.vectors),
        gap=np.array(GAP),
        labels=np.frombuffer("\n".join(tag_names(PREFIXES)).encode(), np.uint8),
    )


class Rows(CalibrationDataReader):
    """Rows of real sentences, by which the ranges of the activations are set."""

    def __init__(self, rows: list[np.ndarray]) -> None:
        self.rows = iter(rows)

    def get_next(self) -> dict[str, np.ndarray] | None:
        row = next(self.rows, None)
        return None if row is None else {"rows": row}


def quantise(whole: Path, sentences: list[str], folder: Path) -> None:
    """Write the graph in int8; weights of seven bits never overflow, so that every processor computes the same."""
    recogniser = Recogniser(whole.read_bytes(), read_tables(folder / TABLES))
    features = [featurise(text, rjieba.cut(text), recogniser.vocabulary) for text in sentences]
    rows = [recogniser.rows_of(features[start : start + 20])[0] for start in range(0, len(features), 20)]
    quantize_static(
        str(whole),
        str(folder / GRAPH),
        Rows(rows),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
