# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its Module is Any)
"""Make a trained model easier to keep in int8: tame the few channels whose values dwarf all others.

int8 gives all values that a matrix multiplies one scale, so one channel at 30 leaves little of the others, which stay
below 6. Such a channel is divided before the product and its weights multiplied: what comes out is the same.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from training.heads import Model

TAMED = 16
"""Channels of a layer's inputs that are brought down to the next largest."""
MATRICES = ("out", "widen", "narrow")
"""Those of a layer whose inputs have such channels; what query, key and value read was not better for it."""


class Eased(nn.Linear):
    """Multiply the input by `ease` (1 or less for each channel) before the weights, which were divided by it."""

    def __init__(self, whole: nn.Linear, ease: Tensor) -> None:
        super().__init__(whole.in_features, whole.out_features)
        self.load_state_dict({"weight": whole.weight / ease, "bias": whole.bias})
        self.register_buffer("ease", ease)

    def forward(self, given: Tensor) -> Tensor:
        """Map what the whole Linear maps, to the same."""
        result: Tensor = super().forward(given * self.ease)
        return result


def eased(model: Model, windows: Sequence[Sequence[NDArray[Any]]]) -> Model:
    """Return a model that says the same, from how large each channel grows in some windows (arrays as INPUTS)."""
    model = copy.deepcopy(model).eval()
    largest: dict[tuple[int, str], Tensor] = {}

    def note(at: tuple[int, str]) -> Any:
        def seen(matrix: nn.Module, given: tuple[Tensor]) -> None:
            now = given[0].abs().flatten(0, 1).amax(0)
            largest[at] = torch.maximum(largest.get(at, now), now)

        return seen

    layers = list(enumerate(model.encoder.layers))
    hooks = [
        getattr(layer, name).register_forward_pre_hook(note((i, name))) for i, layer in layers for name in MATRICES
    ]
    with torch.no_grad():
        for ids, cases, first in windows:
            model.read(torch.from_numpy(ids), torch.from_numpy(cases), None, torch.from_numpy(first))
        for hook in hooks:
            hook.remove()
        for i, layer in layers:
            ease = {name: _ease(largest[i, name]) for name in MATRICES}
            # What `out` reads are mixed values, so that `value` itself can give them smaller: no work when it runs.
            layer.value.weight *= ease["out"][:, None]
            layer.value.bias *= ease["out"]
            layer.out.weight /= ease["out"]
            layer.widen, layer.narrow = Eased(layer.widen, ease["widen"]), Eased(layer.narrow, ease["narrow"])
    return model


def _ease(largest: Tensor) -> Tensor:
    bound = largest.sort(descending=True).values[TAMED]
    return (bound / largest.clamp(min=1e-6)).clamp(max=1.0)
