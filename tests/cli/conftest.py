"""A runner for commands, a record with one hand-made reading of all kinds, and a few report files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.record import Store
from tests.factories import dated, plain, talks

Run = Callable[..., Result]
REPORT = """Norland opens talks

GENEVA (Lake Wire) - Anna Berg met Omar Haddad in Geneva on Monday, the foreign ministry said.
"""


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run each test in an empty folder, on a screen of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    yield


@pytest.fixture
def run() -> Run:
    """Return a function that runs `dragoman` in this process."""

    def call(*arguments: str, input: bytes | str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=input)

    return call


@pytest.fixture
def record(in_a_folder: None, tmp_path: Path) -> Path:
    """Make `dragoman.db` with a reading that has entries of all kinds, and one of another day."""
    path = tmp_path / "dragoman.db"
    with Store(path) as store:
        store.add(talks())
        store.add(dated(plain("The hotline of Norland is still silent.", title="A quiet line"), "2020-07-01"))
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write one report."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder of three reports, of which one is no text."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "1.txt").write_text(REPORT, encoding="utf-8")
    (path / "2.txt").write_bytes(bytes(range(256)) * 20)
    (path / "3.txt").write_text(REPORT.replace("Monday", "Friday"), encoding="utf-8")
    return path
