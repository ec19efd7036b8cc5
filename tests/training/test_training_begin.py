from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only needed to train")
pytest.importorskip("onnx", reason="onnx is only needed to export")

from training.begin import begin_from  # noqa: E402
from training.export import export, quantise  # noqa: E402
from training.heads import Model  # noqa: E402
from training.labels import Labels  # noqa: E402
from training.scheme import FIXED  # noqa: E402


@pytest.mark.filterwarnings("ignore")
def test_a_run_begins_where_the_exported_int8_graphs_are(tmp_path: Path) -> None:
    torch.manual_seed(0)
    labels = Labels.of({**FIXED, "xpos": ["NNP", "VBD"], "lemma": ["k0+", "k2+"], "relation": ["nsubj", "root"]})
    trained, fresh = Model(labels.sizes()), Model(labels.sizes())
    with torch.no_grad():
        for parameter in trained.parameters():  # as after training: no two alike, which the exporter would store once
            parameter.add_(0.01 * torch.randn_like(parameter))
    for path in export(trained, tmp_path):
        quantise(path)
    assert begin_from(tmp_path, fresh) == []
    wanted, got = trained.state_dict(), fresh.state_dict()
    for name in set(wanted) - {"encoder.words.weight"}:
        step = float(wanted[name].abs().max()) / 127
        assert float((wanted[name] - got[name]).abs().max()) <= step, name
