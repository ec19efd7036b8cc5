"""The option `--language`: another language layer, told in what is kept, the same in every worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from dragoman.cli.reader import chosen
from dragoman.engines import here, pool
from dragoman.reading import NAME
from dragoman.record import Store
from tests.cli.conftest import Run
from tests.factories import document

LANTERNS = "Lanterns discussed terms in Geneva.\n"


@pytest.fixture
def lanterns(tmp_path: Path) -> str:
    path = tmp_path / "lanterns.txt"
    path.write_text(LANTERNS, encoding="utf-8")
    return str(path)


def readers(path: str) -> list[str]:
    with Store(Path(path), create=False) as store:
        return [reading.reader for reading in store.record().readings]


def test_read_uses_the_pipeline_and_says_so(run: Run, lanterns: str, pipeline: str) -> None:
    result = run("read", lanterns, "--language", pipeline, "--json")
    assert result.exit_code == 0, result.output
    reading = json.loads(result.stdout)
    assert ("Lanterns", "organisation") in {(actor["name"], actor["kind"]) for actor in reading["actors"]}
    assert reading["reader"].startswith(f"{NAME} + en_pipeline 0.0.0 (")


def test_the_record_keeps_readings_apart_by_what_read_them(run: Run, lanterns: str, pipeline: str) -> None:
    options = ("add", lanterns, "-r", "one.db")
    assert run(*options).stdout.startswith("stored")
    other = run(*options, "--language", pipeline)
    assert other.stdout.startswith("updated") and f"(read by {NAME} + en_pipeline" in other.stdout, other.output
    again = run(*options, "--language", pipeline)
    assert again.stdout.startswith("already known"), again.output
    assert [reader.startswith(f"{NAME} + en_pipeline") for reader in readers("one.db")] == [True]


def test_workers_are_told_the_pipeline_by_its_name(pipeline: str) -> None:
    reads = chosen("rules", pipeline, None)
    documents = [document(LANTERNS), document("The treaty the senators loathe binds Norland.")]
    found = list(pool.run(reads.reader, documents, workers=1))
    assert found == list(here.run(reads.reader, documents))
    assert [getattr(reading, "reader", reading) for reading in found] == [reads.name] * 2


@pytest.mark.parametrize("verb", ["read", "add"])
def test_what_cannot_read_is_told_in_a_sentence(run: Run, lanterns: str, tmp_path: Path, verb: str) -> None:
    missing = run(verb, lanterns, "--language", "en_core_web_none")
    assert missing.exit_code == 2
    assert missing.stderr.startswith("Error: no spaCy pipeline named 'en_core_web_none', and no such folder; installed")
    spacy.blank("en").to_disk(tmp_path / "blank")
    poor = run(verb, lanterns, "--language", str(tmp_path / "blank"))
    assert poor.exit_code == 6
    assert "has no tagger and no parser and no ner" in poor.stderr and poor.stderr.count("\n") == 1
    both = run(verb, lanterns, "--language", "en_core_web_none", "--reader", "another")
    assert both.exit_code == 2 and "--language is for the reader rules, not for 'another'" in both.stderr
    assert not (tmp_path / "dragoman.db").exists()
