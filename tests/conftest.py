"""Shared by all tests: where the shared material lies, and a socket ban (nothing leaves the machine)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return `../shared`, or skip the test that asks for it."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("needs ../shared (reports and gold readings), which is not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a small spaCy pipeline, trained on a few sentences."""
    from tests.pipelines import trained

    return trained(tmp_path_factory.mktemp("pipeline"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forbid connections: the promise is that nothing leaves the machine unless asked. A socket file leads nowhere."""
    connect = socket.socket.connect

    def refuse(*args: Any, **kwargs: Any) -> None:
        if args[0].family == socket.AF_UNIX:
            return connect(*args, **kwargs)
        raise AssertionError(f"a connection was tried: {args[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    yield
