"""Begin a run from exported int8 graphs, such as those that ship: their weights, times their scales, are a start.

The checkpoints of a run are large and stay where it ran; what every checkout has is the weights folder. What int8 lost
(at most half a step of 1/127 of a column's largest weight) training soon makes good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from training.encoder import pretrained_here
from training.scheme import POINTERS, TAGGERS

if TYPE_CHECKING:
    from pathlib import Path

    from training.heads import Model

GRAPHS = ("encoder", "syntax", "relation", "event")
FROZEN = "encoder.words.weight"
"""Never trained, and coarse in int8: the pretrained table is better, so it is left as it is where there is one."""


def begin_from(folder: Path, model: Model) -> list[str]:
    """Load what the int8 graphs in `folder` hold into the model; give the parameters that they do not hold."""
    own = model.state_dict()
    found: dict[str, torch.Tensor] = {}
    for graph in GRAPHS:
        for name, value in _held(folder / f"{graph}.int8.onnx").items():
            if name in own and own[name].shape == value.shape:
                found[name] = torch.from_numpy(np.array(value, dtype=np.float32))
    if pretrained_here():
        found.pop(FROZEN, None)
    model.load_state_dict(own | found)
    return sorted(set(own) - set(found) - {FROZEN})


def _held(path: Path) -> dict[str, Any]:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    held = {name.removeprefix("model."): value for name, value in tensors.items()}
    for name in tensors:
        if name.endswith("_quantized") and not name.startswith("onnx::"):
            table = name.removesuffix("_quantized")
            held[table.removeprefix("model.")] = _whole(tensors, table)
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # x @ w.T of a Linear: its name says whose, its second input holds w.T
            held[_parameter(node.name)] = _whole(tensors, node.input[1].removesuffix("_quantized")).T
    for name in [name for name in held if name.endswith(".ease")]:  # weights were divided by it: training/ease.py
        held[name.removesuffix("ease") + "weight"] *= held.pop(name)
    return held


def _whole(tensors: dict[str, Any], name: str) -> Any:
    scale, zero = tensors[f"{name}_scale"], tensors[f"{name}_zero_point"]
    return (tensors[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale


def _parameter(node: str) -> str:
    # "/arc/low/MatMul_quant" -> "pointers.arc.low.weight": the containers of heads leave no trace in a node's name.
    path = node.removesuffix("/MatMul_quant").removesuffix("/Gemm_MatMul_quant").strip("/").replace("/", ".")
    first = path.split(".")[0]
    container = {**dict.fromkeys(TAGGERS, "taggers."), **dict.fromkeys(POINTERS, "pointers.")}.get(first, "")
    return f"{'relation.' if first in ('low', 'high') else container}{path}.weight"
