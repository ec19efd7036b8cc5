"""Turn the gold reading of the founding report into a Reading, without the notes that only people need."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dragoman.model import Reading
from tests.factories import document


def gold_reading(shared: Path) -> Reading:
    gold = json.loads(
        json.dumps(yaml.safe_load((shared / "gold" / "second-summit.yaml").read_text("utf-8")), default=str)
    )
    text = (shared / "reports" / "second-summit.txt").read_text("utf-8")
    doc = document(text, "2018-10-07", title=gold["document"]["title"], language="en")
    kinds = ("actors", "statements", "meetings", "decisions", "commitments", "verifications", "problems")
    made: dict[str, Any] = {kind: gold[kind] for kind in kinds}
    made["places"] = [place for place in gold["places"] if place["kind"] != "state"]
    made["plover"] = gold["plover"]
    dateline = {name: gold["document"]["dateline"][name] for name in ("text", "places", "agency", "span")}
    printed = {**msgspec.to_builtins(doc), "dateline": dateline}
    return msgspec.convert({"document": printed, "reader": "gold", **made}, Reading)
