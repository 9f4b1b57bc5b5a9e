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
from zhclaims.recogniser import GRAPH, HASHES, TABLES

EPSILON = 1e-5


def export(model: Student, vocabulary: Vocabulary, sentences: list[str], folder: Path) -> None:
    """Write graph, tables and hashes; the sentences set the ranges of the int8 activations."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = levelled({name: value.numpy() for name, value in model.state_dict().items()})
    whole, small = folder / "whole.onnx", folder / "small.onnx"
    onnx.save(graph_of(weights), str(whole))
    quantise(whole, rows_of(weights, vocabulary, sentences), small)
    graph, scale, zero = without_first_step(onnx.load(str(small)))
    onnx.save(graph, str(folder / GRAPH))
    write_tables(weights, vocabulary, (scale, zero), folder / TABLES)
    whole.unlink()
    small.unlink()
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (GRAPH, TABLES)}
    (folder / HASHES).write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")


def levelled(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same model with every column of its tables in one range, so that eight bits serve them all equally."""
    level, entrance, at = dict(weights), weights["enter.weight"].copy(), 0
    for name in ("characters", "shapes", "words"):
        table = weights[f"{name}.weight"]
        widths = np.maximum(np.quantile(np.abs(table), 0.999, axis=0), 1e-6)
        level[f"{name}.weight"] = np.clip(table / widths, -1, 1)
        entrance[:, at : at + len(widths)] *= widths[None, :, None]
        at += len(widths)
    level["enter.weight"] = entrance
    return level


def graph_of(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The convolutions as a graph from rows [1, time, width] to emissions [1, tags, time], norms folded in."""
    tensors, nodes = [], []

    def add(operator: str, inputs: list[str], output: str, *arrays: np.ndarray, **attributes: object) -> str:
        names = [f"{output}_{number}" for number in range(len(arrays))]
        for name, array in zip(names, arrays, strict=True):
            tensors.append(numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name))
        nodes.append(helper.make_node(operator, inputs + names, [output], **attributes))
        return output

    nodes.append(helper.make_node("Transpose", ["rows"], ["turned"], perm=[0, 2, 1]))
    rows = add("Conv", ["turned"], "enter", weights["enter.weight"], weights["enter.bias"], kernel_shape=[1])
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
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "time", width])],
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


def write_tables(weights: dict[str, np.ndarray], vocabulary: Vocabulary, input_: tuple[float, int], path: Path) -> None:
    """Write the embedding tables in the graph's own eight bits, the vocabulary, and the field's scores."""
    scale, zero = input_
    arrays = {}
    for name in ("characters", "shapes", "words"):
        steps = np.round(weights[f"{name}.weight"] / scale) + zero
        arrays[name] = np.clip(steps, 0, 255).astype(np.uint8)
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


def rows_of(weights: dict[str, np.ndarray], vocabulary: Vocabulary, sentences: list[str]) -> list[np.ndarray]:
    """Real sentences as rows of the float graph, twenty at a time."""
    tables = [weights[f"{name}.weight"] for name in ("characters", "shapes", "words")]
    rows = []
    for start in range(0, len(sentences), 20):
        some = sentences[start : start + 20]
        features = featurise(some, [rjieba.cut(text) for text in some], vocabulary)
        ids = (features.characters, features.shapes, features.words)
        rows.append(np.concatenate([table[row] for table, row in zip(tables, ids, strict=True)], 1)[None])
    return rows


class Rows(CalibrationDataReader):
    """Rows of real sentences, by which the ranges of the activations are set."""

    def __init__(self, rows: list[np.ndarray]) -> None:
        self.rows = iter(rows)

    def get_next(self) -> dict[str, np.ndarray] | None:
        row = next(self.rows, None)
        return None if row is None else {"rows": row}


def quantise(whole: Path, rows: list[np.ndarray], small: Path) -> None:
    """Write the graph in int8; weights of seven bits never overflow, so that every processor computes the same."""
    quantize_static(
        str(whole),
        str(small),
        Rows(rows),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )


def without_first_step(model: onnx.ModelProto) -> tuple[onnx.ModelProto, float, int]:
    """The graph with eight-bit rows as its input, and by what scale and zero point they are made."""
    graph = model.graph
    first = next(node for node in graph.node if node.op_type == "QuantizeLinear" and node.input[0] == "turned")
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for number, name in enumerate(node.input):
            if name == first.output[0]:
                node.input[number] = "turned"
    graph.node.remove(first)
    graph.input[0].type.tensor_type.elem_type = TensorProto.UINT8
    del graph.value_info[:]
    onnx.checker.check_model(model)
    return model, float(values[first.input[1]]), int(values[first.input[2]])
