"""The benchmark of attribution: its floor of patterns, and the rows beside it. The sentences are ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import attribution
from benchmarks.attribution_floor import floor


def rows(text: str) -> list[tuple[str, str, str]]:
    def words(spans: list[list[int]]) -> str:
        return " ... ".join(text[start:end] for start, end in spans)

    return [(words(one["source"]), words(one["cue"]), words(one["content"])) for one in floor(text)]


FLOOR = [
    ("“We will go,” Dahl said.", [("Dahl", "said", "“We will go,”")]),
    ("Ingrid Dahl said: “We will go. We will stay.”", [("Ingrid Dahl", "said", "“We will go. We will stay.”")]),
    (
        "“We will go,” said Mr. Dahl. “We will stay there.” It rained.",
        [("Mr. Dahl", "said", "“We will go,” ... “We will stay there.”")],
    ),
    ("The envoy said on Monday that talks had failed.", [("The envoy", "said", "that talks had failed")]),
    ("The talks had failed, the envoy said.", [("the envoy", "said", "The talks had failed")]),
    ("According to Dahl, the talks had failed.", [("Dahl", "According to", "the talks had failed")]),
    ("Dahl had lunch at the “Blue Boar” in Oslo.", []),
]


@pytest.mark.parametrize(("text", "expected"), FLOOR)
def test_the_floor_finds_said_and_according_to(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text) == expected


def test_without_textacy_its_row_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named '{name}'")

    monkeypatch.setattr(attribution, "import_module", missing)
    assert attribution.textacy() == "skipped: No module named 'textacy.extract'"


def test_the_table_has_a_row_for_each_reader(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“We will go,” Dahl said.\n\nThe envoys had lunch."
    gold = [{"content": [[0, 13]], "cue": [[19, 23]], "source": [[14, 18]]}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": text, "attributions": gold}), "utf-8")
    assert attribution.main([str(path)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in table[2:6]] == [
        "`dragoman read`",
        "encoder alone",
        "textacy",
        "patterns",
    ]
    assert table[5] == "| patterns | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 0.0 | 0.0 |"
    assert table[2] == table[5].replace("patterns", "`dragoman read`")
    assert table[6].startswith("1 articles, 1 attributions")
