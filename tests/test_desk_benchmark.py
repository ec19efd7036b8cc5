"""The benchmark of the desk: it asks every page, and says what lies above a bar."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import desk
from benchmarks.growing import readings
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.web.app import PAGES
from tests.web.desk import record


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = record(tmp_path_factory.mktemp("desk") / "made.db", *readings(6))
    with Store(made) as store:
        up_to_date(store)
    return made


def test_every_page_is_asked_and_its_figures_hold_together(path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.desk", str(path), "--times", "2", "--json"]
    run = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True
    )  # tests open no sockets
    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout)
    asked = figures["pages"]
    assert {"/", "/timeline", "/ledger?only=overdue", "/options", "/search?q=corridor"} <= asked.keys()
    for page in PAGES.keys() - {"overview"}:
        assert any(re.match(rf"/{page}(/.|[?]|$)", address) for address in asked), page
    for address, page in asked.items():
        assert 0 < page["p50_ms"] <= page["p95_ms"] and page["ratio"] > 0 and page["query_p95_ms"] > 0, address
    assert figures["ready_cpu_s"] > 0 and figures["ready_s"] > 0
    assert 20 < figures["desk_MiB"] < 500 and figures["maker_MiB"] == 0, "a small record needs no other process"
    lines = list(desk.printed(figures))
    assert any(line.startswith("/timeline?kind=meeting") for line in lines) and lines[-1].startswith("load")


def figures(**changed: Any) -> dict[str, Any]:
    page = {"p50_ms": 10.0, "p95_ms": 20.0, "cpu_p95_ms": 9.0, "query_p95_ms": 1.0, "ratio": 20.0}
    plain = {
        "ready_s": 1.0,
        "ready_cpu_s": 1.0,
        "made_s": {},
        "desk_MiB": 99,
        "maker_MiB": 0,
        "paint_ms": None,
        "broken": None,
        "load": 1.0,
    }
    return {**plain, "pages": {"/": page, "/ledger": {**page, "p95_ms": changed.pop("p95_ms", 20.0)}}, **changed}


@pytest.mark.parametrize(
    ("changed", "above"),
    [
        ({}, []),
        ({"p95_ms": 300.5}, ["/ledger: 300.5 ms"]),
        ({"ready_s": 2.01}, ["ready_s: 2.01"]),
        ({"desk_MiB": 501, "paint_ms": 1000.1}, ["desk_MiB: 501", "paint_ms: 1000.1"]),
    ],
)
def test_what_lies_above_a_bar_is_named_and_fails_the_check(
    changed: dict[str, Any],
    above: list[str],
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = figures(**changed)
    assert desk.missed(found) == above
    monkeypatch.setattr(desk, "measured", lambda *asked: found)
    monkeypatch.setattr(sys, "argv", ["desk", str(path)])
    assert desk.main() == 0, "without --check it only prints"
    printed = capsys.readouterr().out
    assert all(f"above: {one}" in printed for one in above)
    monkeypatch.setattr(sys, "argv", ["desk", str(path), "--check"])
    assert desk.main() == int(bool(above))


def test_what_breaks_in_the_browser_is_named_and_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for broken in ([], ["dark, 390: /map: 2 headings"]):
        monkeypatch.setattr(desk, "measured", lambda *asked, found=broken: figures(broken=found))
        monkeypatch.setattr(sys, "argv", ["desk", str(path), "--browser"])
        assert desk.main() == len(broken)
        printed = capsys.readouterr().out.splitlines()
        assert printed[-1 - len(broken)].endswith(f"2 pages, light and dark, 1280 and 390 wide: {len(broken)} amiss")
        assert printed[len(printed) - len(broken) :] == broken


def test_a_record_is_made_as_large_as_asked(tmp_path: Path) -> None:
    with Store(desk.made(tmp_path / "made.db", 30)) as store:
        assert store.count() >= 30 and store.record().acts
