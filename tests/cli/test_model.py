"""A language model that is missing or damaged: one sentence with the remedy, exit 6, and nothing kept."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from dragoman.language.encoder import step, weights
from dragoman.problems import PluginError
from tests.cli.conftest import Run

FILES = (
    "encoder.int8.onnx",
    "syntax.int8.onnx",
    "relation.int8.onnx",
    "event.int8.onnx",
    "labels.json",
    "tokenizer.json",
)
REMEDY = "pip install --force-reinstall dragoman"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the reader and `doctor` load a model of this test's own."""
    folder = tmp_path / "weights"
    shutil.copytree(weights.FOLDER, folder)
    loaded = partial(weights.load.__wrapped__, folder)
    monkeypatch.setattr(step, "load", loaded)
    monkeypatch.setattr(weights, "load", loaded)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_remedy(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(PluginError, match=f"incomplete, .*{name} is missing.*{REMEDY}"):
        weights.load()


@pytest.mark.parametrize("rubbish", [b"", b"\x00\xff rubbish", b"{"], ids=["empty", "bytes", "cut"])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_the_remedy(model: Path, name: str, rubbish: bytes) -> None:
    (model / name).write_bytes(rubbish)
    with pytest.raises(PluginError, match=f"damaged, .*{name} cannot be loaded .*{REMEDY}"):
        weights.load()


def test_a_graph_cut_short_by_a_full_disk_is_damaged(model: Path) -> None:
    graph = model / "encoder.int8.onnx"
    graph.write_bytes(graph.read_bytes()[:100_000])
    with pytest.raises(PluginError, match="damaged"):
        weights.load()


def test_read_says_it_and_leaves(run: Run, model: Path, report: Path) -> None:
    (model / "encoder.int8.onnx").write_bytes(b"rubbish")
    result = run("read", str(report), "--date", "2020-05-06")
    assert result.exit_code == 6
    assert result.output.startswith("Error: the language model is damaged")
    assert REMEDY in result.output and "fault of Dragoman" not in result.output


def test_add_says_it_once_and_keeps_nothing(run: Run, model: Path, folder: Path) -> None:
    (model / "labels.json").unlink()
    result = run("add", str(folder), "--engine", "here")
    assert result.exit_code == 6, result.output
    assert result.output.count("the language model is incomplete") == 1
    assert "0 documents" in " ".join(run("doctor").output.split())


def test_doctor_says_it_with_the_remedy(run: Run, model: Path) -> None:
    assert "language model" in run("doctor").output
    (model / "event.int8.onnx").unlink()
    result = run("doctor", "--json")
    assert result.exit_code == 1
    (wrong,) = [line for line in json.loads(result.output) if not line["ok"]]
    assert wrong["what"] == "language model" and REMEDY in wrong["remedy"]


def test_a_number_of_cores_that_is_none_is_a_wrong_setting(
    run: Run, model: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(weights.THREADS, "many")
    result = run("read", str(report))
    assert result.exit_code == 2
    assert "DRAGOMAN_THREADS is 'many': give a number" in result.output
