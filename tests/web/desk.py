"""A desk for tests: a record made by hand, and a browser's session at it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.testclient import TestClient

from dragoman.model import Reading
from dragoman.record import Store
from dragoman.web import make
from dragoman.web.app import PAGES
from dragoman.web.guard import Keys

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"


def record(path: Path, *readings: Reading) -> Path:
    with Store(path) as store:
        for one in readings:
            store.add(one)
    return path


def session(path: Path, *, read_only: bool = False, strict: bool = True) -> TestClient:
    """Return a browser that came in by the link; a strict one raises what the desk did not foresee."""
    keys = Keys()
    app = make(path, keys, frozenset({HOST}), read_only=read_only)
    browser = TestClient(app, base_url=ORIGIN, raise_server_exceptions=strict)
    assert browser.get(f"/enter?key={keys.once}").status_code == 200
    return browser


def addresses(reading: Reading, entry: str) -> list[str]:
    """Return the address of every page, those of one thing for that reading and entry."""
    one = {"document": f"/document/{reading.document.id}", "entry": f"/entry/{entry}", "accounts": f"/accounts/{entry}"}
    one["actor"] = "/actor/" + quote(f"{reading.document.id} {reading.actors[0].id}")
    return [one.get(name, "/" if name == "overview" else f"/{name}") for name in PAGES]


def ready(browser: TestClient, page: str, seconds: float = 60.0) -> Any:
    """Return a page of a large record once another process has made it of the record as it is now."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = browser.get(page)
        if answer.status_code not in (202, 503) and 'class="older"' not in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{page} is not made within {seconds:g} s: {answer.text[-1500:]}")
