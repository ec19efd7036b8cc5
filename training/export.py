"""Export a trained model to ONNX, in full precision and in int8."""

from __future__ import annotations

import hashlib
import json
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from training.encoder import WIDTH
from training.graphs import ENCODED, INPUTS, OUTPUTS, SYNTAX, EncoderGraph, EventGraph, RelationGraph, SyntaxGraph
from training.heads import RELATION
from training.scheme import POINTERS

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor, nn

    from training.heads import Model

OPSET = 17
QUANTISED = ["MatMul", "Gemm", "Gather"]


def export(model: Model, folder: Path) -> list[Path]:
    """Write `encoder.onnx`, `syntax.onnx`, `relation.onnx` and `event.onnx`."""
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids, first = torch.tensor([[101, 5000, 5001, 5002, 102]]), torch.tensor([[0, 1, 3]])
    words, weights = torch.randn(2, 3, WIDTH), torch.full((2, 3), 1 / 3)
    arcs = torch.randn(4, RELATION)
    length, width, n = "subwords", "words", "n"
    by_name = {"input_ids": {1: length}, "case_ids": {1: length}, "word_first": {1: width}}
    by_name |= {name: {1: width, 2: width} if name in POINTERS else {1: width} for name in OUTPUTS}
    paths = [folder / f"{name}.onnx" for name in ("encoder", "syntax", "relation", "event")]
    axes = {name: by_name[name] for name in (*INPUTS, *ENCODED)}
    _write(EncoderGraph(model), (ids, torch.ones_like(ids), first), paths[0], INPUTS, ENCODED, axes)
    _write(SyntaxGraph(model), (words[:1],), paths[1], ["words"], SYNTAX, {n: by_name[n] for n in ("words", *SYNTAX)})
    _write(
        RelationGraph(model),
        (arcs, arcs),
        paths[2],
        ["low", "high"],
        ["scores"],
        dict.fromkeys(("low", "high", "scores"), {0: n}),
    )
    marks = ["present", "actor", "recipient", "predicate"]
    axes = dict.fromkeys(("words_in", *marks), {0: n, 1: width}) | {"scores": {0: n}}
    _write(
        EventGraph(model),
        (words, torch.ones(2, 3), weights, weights, weights),
        paths[3],
        ["words_in", *marks],
        ["scores"],
        axes,
    )
    return paths


def _write(
    graph: nn.Module, fed: tuple[Tensor, ...], path: Path, given: list[str], found: list[str], axes: dict[str, Any]
) -> None:
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, but the newer one fixes the shapes of our gathers.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph, fed, str(path), input_names=given, output_names=found, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def largest_difference(model: Model, folder: Path, suffix: str) -> dict[str, float]:
    """Compare the probabilities that torch and an exported encoder give for one window, output by output."""
    from training.readers import OnnxReader, TorchReader, log_softmax

    ids, first = torch.tensor([[101, *range(2000, 2021), 102]]), torch.tensor([[0, 1, 2, *range(5, 22)]])
    fed = [t.numpy() for t in (ids, (ids % 7 + 1) * (ids > 102), first)]
    ours, theirs = TorchReader(model).encode(fed), OnnxReader(folder, suffix).encode(fed)
    result: dict[str, float] = {}
    for name, one, other in zip(OUTPUTS, ours, theirs, strict=True):
        if name == "lemma":
            result[name] = float((one != other)[0].mean())
        elif name not in ("relation_low", "relation_high", "words"):
            result[name] = round(float(abs(np.exp(log_softmax(one)) - np.exp(log_softmax(other)))[0].max()), 5)
    return result


def quantise(path: Path, keep: tuple[str, ...] = ()) -> Path:
    """Write the int8 twin of a graph (`encoder.int8.onnx`); nodes whose name starts as in `keep` stay as they are."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    twin = path.with_suffix(".int8.onnx")
    kept = [node.name for node in onnx.load(str(path)).graph.node if node.name.startswith(keep)] if keep else []
    quantize_dynamic(
        str(path), str(twin), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=QUANTISED,
        nodes_to_exclude=kept,
    )  # fmt: skip
    return twin


def card(folder: Path, labels: dict[str, list[str]]) -> None:
    """Write `labels.json`, and `files.json` with the size and digest of every file beside it."""
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(folder.iterdir())
        if path.name != "files.json"
    }
    (folder / "files.json").write_text(json.dumps(files, indent=1), encoding="utf-8")
