"""Find and load the exported model: three graphs, their labels and the vocabulary, once and only when asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.language.encoder.words import WordPieces

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray

FOLDER = Path(__file__).with_name("weights")
GRAPHS = ("encoder", "relation", "event")
PRECISION = ".int8"
THREADS = "DRAGOMAN_THREADS"
"""Variable of the environment that bounds the cores of one process; workers that read side by side set it to 1."""


class Model(msgspec.Struct, frozen=True):
    """Hold the loaded graphs by name, the labels of each head, and the cutter of words."""

    sessions: Mapping[str, onnxruntime.InferenceSession]
    labels: Mapping[str, Sequence[str]]
    pieces: WordPieces

    def run(self, graph: str, arrays: Sequence[NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Run a graph on arrays in the order of its inputs and return its outputs by name."""
        session = self.sessions[graph]
        fed = {slot.name: array for slot, array in zip(session.get_inputs(), arrays, strict=True)}
        names = [slot.name for slot in session.get_outputs()]
        return dict(zip(names, session.run(names, fed), strict=True))


def _cores() -> int:
    given = os.environ.get(THREADS, "")
    if given and not given.isdecimal():
        raise ValueError(f"{THREADS} is {given!r}: give a number of cores, 0 or nothing for all of them")
    return int(given or 0) or os.cpu_count() or 1


@cache
def load(folder: Path = FOLDER, precision: str = PRECISION) -> Model:
    """Load the model of a folder. Runs on CUDA where onnxruntime offers it, else on THREADS cores, by default all.

    Raises FileNotFoundError with the missing file (the weights come with the wheel), ValueError where THREADS is set to
    no number.
    """
    paths = {graph: folder / f"{graph}{precision}.onnx" for graph in GRAPHS}
    for path in (*paths.values(), folder / "labels.json", folder / "tokenizer.json"):
        if not path.is_file():
            raise FileNotFoundError(f"{path}: part of the language model is missing; install dragoman again")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _cores()
    options.log_severity_level = 3
    offered = onnxruntime.get_available_providers()
    providers = [one for one in ("CUDAExecutionProvider", "CPUExecutionProvider") if one in offered]
    sessions = {
        graph: onnxruntime.InferenceSession(str(path), options, providers=providers) for graph, path in paths.items()
    }
    labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=dict[str, list[str]])
    return Model(sessions, labels, WordPieces(folder / "tokenizer.json"))
