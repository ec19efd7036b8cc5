from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only needed to train")
pytest.importorskip("onnx", reason="onnx is only needed to export")
pytest.importorskip("onnxruntime", reason="the exported graphs run on onnxruntime")

from training.export import card, export, largest_difference, quantise  # noqa: E402
from training.heads import Model  # noqa: E402
from training.labels import Labels  # noqa: E402
from training.scheme import FIXED  # noqa: E402


@pytest.mark.filterwarnings("ignore")
def test_exported_graphs_say_what_torch_says(tmp_path: Path) -> None:
    torch.manual_seed(0)
    labels = Labels.of({**FIXED, "xpos": ["NNP", "VBD"], "lemma": ["k0+", "k2+"], "relation": ["nsubj", "root"]})
    model = Model(labels.sizes())
    paths = export(model, tmp_path)
    twins = [quantise(path) for path in paths]
    assert max(largest_difference(model, tmp_path, "").values()) < 1e-3
    largest_difference(model, tmp_path, ".int8")  # the int8 graphs must load and run; how well is measured, not tested
    assert sum(twin.stat().st_size for twin in twins) < 45e6
    card(tmp_path, labels.names)
    assert Labels.load(tmp_path / "labels.json").names == labels.names
