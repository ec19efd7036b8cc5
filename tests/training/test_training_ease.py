from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is only needed to train")
pytest.importorskip("onnx", reason="onnx is only needed to export")

from training.begin import begin_from  # noqa: E402
from training.ease import eased  # noqa: E402
from training.export import export, quantise  # noqa: E402
from training.heads import Model  # noqa: E402
from training.labels import Labels  # noqa: E402
from training.readers import TorchReader  # noqa: E402
from training.scheme import FIXED  # noqa: E402

LABELS = Labels.of({**FIXED, "xpos": ["NNP", "VBD"], "lemma": ["k0+", "k2+"], "relation": ["nsubj", "root"]})
WINDOW = [np.array([row]) for row in ([101, *range(2000, 2030), 102], [0, *[1] * 30, 0], [0, *range(1, 31)])]


def model() -> Model:
    """Make a model in which one channel dwarfs the others before each widening, as in a trained one."""
    torch.manual_seed(0)
    made: Model = Model(LABELS.sizes()).eval()
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(0.01 * torch.randn_like(parameter))
        for layer in made.encoder.layers:
            layer.norm.weight[7] = 10.0
    return made


def words(of: Model) -> Any:
    return TorchReader(of).encode(WINDOW)[-1]


def largest(of: Model) -> float:
    seen: list[float] = []
    hook = of.encoder.layers[0].widen.register_forward_pre_hook(
        lambda matrix, given: seen.append(float(given[0].max()))
    )
    words(of)
    hook.remove()
    ease = getattr(of.encoder.layers[0].widen, "ease", torch.ones(1))
    return seen[0] * float(ease.min())


def test_an_eased_model_says_the_same_with_smaller_values() -> None:
    plain = model()
    easy = eased(plain, [WINDOW])
    assert np.allclose(words(plain), words(easy), atol=1e-3)
    assert largest(easy) < largest(plain) / 4


@pytest.mark.filterwarnings("ignore")
def test_a_run_can_begin_from_an_eased_export(tmp_path: Path) -> None:
    plain = model()
    easy = eased(plain, [WINDOW])
    for path in export(easy, tmp_path):
        quantise(path)
    begun = Model(LABELS.sizes())
    begun.encoder.words.load_state_dict(plain.encoder.words.state_dict())
    assert begin_from(tmp_path, begun) == []
    for one, other, stored in zip(plain.encoder.layers, begun.encoder.layers, easy.encoder.layers, strict=True):
        step = float(stored.widen.weight.abs().max()) / 127
        assert float((one.widen.weight - other.widen.weight).abs().max()) <= step
    assert np.corrcoef(words(plain).ravel(), words(begun).ravel())[0, 1] > 0.99
