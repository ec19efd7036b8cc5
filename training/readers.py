"""Read documents with a model, in torch or in onnxruntime: the same numbers for evaluation either way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from dragoman.language.encoder.signals import log_softmax
from dragoman.language.encoder.windows import Window as Range
from dragoman.language.encoder.windows import arrays
from training.graphs import INPUTS, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.heads import Model
    from training.windows import Window

Array = "NDArray[Any]"


class Reader(Protocol):
    """Run the four graphs."""

    def encode(self, fed: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """Run the encoder and the syntax graph; arrays as INPUTS and OUTPUTS name them."""

    def label(self, low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
        """Run the relation graph."""

    def type(self, fed: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Run the event graph."""


class TorchReader:
    """Run the graphs in torch, without dropout, where the model is."""

    def __init__(self, model: Model) -> None:
        import torch

        from training.graphs import EncoderGraph, EventGraph, RelationGraph, SyntaxGraph

        model.eval()
        self.torch, self.device = torch, next(model.parameters()).device
        self.graphs = (EncoderGraph(model), SyntaxGraph(model), RelationGraph(model), EventGraph(model))

    def _run(self, graph: int, fed: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        with self.torch.no_grad():
            given = self.graphs[graph](*(self.torch.from_numpy(array).to(self.device) for array in fed))
        return [t.cpu().numpy() for t in (given if isinstance(given, tuple) else (given,))]

    def encode(self, fed: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """Run the encoder and the syntax graph."""
        encoded = self._run(0, fed)
        return [*self._run(1, encoded[-1:]), *encoded]

    def label(self, low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
        """Run the relation graph."""
        return self._run(2, (low, high))[0]

    def type(self, fed: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Run the event graph."""
        return self._run(3, fed)[0]


class OnnxReader:
    """Run the exported graphs of a folder: `encoder.onnx` and the like, or `encoder.int8.onnx` with suffix `.int8`."""

    def __init__(self, folder: Path, suffix: str = "", threads: int = 2) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.sessions = [
            onnxruntime.InferenceSession(str(folder / f"{name}{suffix}.onnx"), options)
            for name in ("encoder", "syntax", "relation", "event")
        ]

    def _run(self, graph: int, fed: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        session = self.sessions[graph]
        named = {slot.name: array for slot, array in zip(session.get_inputs(), fed, strict=True)}
        found: list[NDArray[Any]] = session.run(None, named)
        return found

    def encode(self, fed: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """Run the encoder and the syntax graph."""
        encoded = self._run(0, fed)
        return [*self._run(1, encoded[-1:]), *encoded]

    def label(self, low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
        """Run the relation graph."""
        return self._run(2, (low, high))[0]

    def type(self, fed: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Run the event graph."""
        return self._run(3, fed)[0]


def read(reader: Reader, windows: Sequence[Window]) -> Iterator[tuple[Window, dict[str, NDArray[Any]]]]:
    """Give each window with its outputs: position 0 is the root, 1 its first word."""
    for window in windows:
        found = reader.encode(arrays(Range(window.start, window.end), window.source.subwords))
        yield window, {name: array[0] for name, array in zip(OUTPUTS, found, strict=True)}


__all__ = ["INPUTS", "OnnxReader", "Reader", "TorchReader", "log_softmax", "read"]
