"""Find and load the exported model: its graphs, their labels and the vocabulary, once and only when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dragoman.language.encoder.words import WordPieces
from dragoman.problems import PluginError, UsageError

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray

FOLDER = Path(__file__).with_name("weights")
GRAPHS = ("encoder", "syntax", "relation", "event")
PRECISION = ".int8"
THREADS = "DRAGOMAN_THREADS"
"""Variable of the environment that bounds the cores of one process; workers that read side by side set it to 1."""
REMEDY = "It comes with the package: pip install --force-reinstall dragoman"
Made = TypeVar("Made")


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
        raise UsageError(f"{THREADS} is {given!r}: give a number of cores, 0 or nothing for all of them")
    return int(given or 0) or os.cpu_count() or 1


@cache
def load(folder: Path = FOLDER, precision: str = PRECISION) -> Model:
    """Load the model of a folder. Runs on CUDA where onnxruntime offers it, else on THREADS cores, by default all.

    Raises PluginError where a file is missing or damaged (the weights come with the wheel), UsageError where THREADS is
    set to no number.
    """
    paths = {graph: folder / f"{graph}{precision}.onnx" for graph in GRAPHS}
    labels, vocabulary = folder / "labels.json", folder / "tokenizer.json"
    for path in (*paths.values(), labels, vocabulary):
        if not path.is_file():
            raise PluginError(f"the language model is incomplete, {path} is missing. {REMEDY}")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _cores()
    options.log_severity_level = 3
    offered = onnxruntime.get_available_providers()
    providers = [one for one in ("CUDAExecutionProvider", "CPUExecutionProvider") if one in offered]
    sessions = {
        graph: _whole(path, lambda file: onnxruntime.InferenceSession(str(file), options, providers=providers))
        for graph, path in paths.items()
    }
    known = _whole(labels, lambda file: msgspec.json.decode(file.read_bytes(), type=dict[str, list[str]]))
    return Model(sessions, known, _whole(vocabulary, WordPieces))


def _whole(path: Path, read: Callable[[Path], Made]) -> Made:
    """Return what is made of a file of the model; a damaged one is named, with the remedy."""
    try:
        return read(path)
    except Exception as error:  # onnxruntime and tokenizers raise what they like, plain Exception too
        reason = " ".join(str(error).split())
        raise PluginError(f"the language model is damaged, {path} cannot be loaded ({reason}). {REMEDY}") from error
