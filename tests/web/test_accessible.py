"""axe-core, the checker of Deque, finds nothing serious on any page of the desk: light and dark, wide and narrow.

The policy of the desk lets no script but its own run: axe runs in a browser context that is told to pass it over.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from benchmarks.browser import CHROMIUM
from dragoman.model import Reading
from dragoman.reading import byhand
from dragoman.record import Store
from dragoman.web.guard import Keys
from dragoman.web.password import Password
from tests.factories import talks
from tests.views.test_doubt import told_again
from tests.web.desk import addresses, record
from tests.web.test_browser import chromium, served
from tests.web.test_people import THREE

__all__ = ["chromium"]  # a fixture
EXAMPLES = Path(__file__).parents[2] / "examples"
PACKAGE = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python (pip install -e .[dev])")
AXE = (files(PACKAGE) / "axe.min.js").read_text("utf-8")  # axe-core 4.12, MPL 2.0
SEEN = (("light", {"width": 1280, "height": 800}), ("dark", {"width": 390, "height": 844}))
GRAVE = ("critical", "serious", "moderate")
RULES = {"target-size": {"enabled": True}}  # WCAG 2.2 AA, which axe leaves out unless it is asked for

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt install chromium), which is not here")


def examples() -> list[Reading]:
    """Return readings that fill every page: reports of one meeting, people who meet, and two processes by hand."""
    by_hand = [
        (EXAMPLES / name).read_text("utf-8")
        for name in ("six-party/six-party.toml", "second-summit-options/second-summit.toml")
    ]
    return [talks(), told_again(place="oslo"), *THREE, *(byhand.read(text) for text in by_hand)]


@pytest.fixture(scope="module")
def pages(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    path = record(tmp_path_factory.mktemp("axe") / "t.db", *examples())
    with Store(path, create=False) as store:
        store.judgements.make("m3", "accept", who="Lund", why="as read")
    with served(path) as (at, key):
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"{at}/enter?key={key}")
        yield page, at
        context.close()


def faults(page: Any) -> list[str]:
    """Return what axe finds on a page as it is shown now, all but what it calls minor."""
    asked = {"resultTypes": ["violations"], "rules": RULES}
    found = page.evaluate("asked => axe.run(asked)", asked)["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['html'][:200]} {node['failureSummary'].splitlines()[-1].strip()}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def test_the_checker_sees_what_is_wrong(pages: tuple[Any, str]) -> None:
    page, _ = pages
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=x><p style='color:#999'>faint</p></main>")
    page.evaluate(AXE)
    assert {fault.split()[1] for fault in faults(page)} == {"image-alt:", "color-contrast:"}


@pytest.mark.parametrize("address", [*addresses(talks(), "m1"), "/search?q=envoy", "/map?place=oslo", "/nowhere"])
def test_nobody_is_shut_out(pages: tuple[Any, str], address: str) -> None:
    page, at = pages
    page.goto(at + address)
    page.evaluate(AXE)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = {}
    for theme, size in SEEN:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"cut off at {size['width']}"
        if wrong := faults(page):
            found[theme] = wrong
    assert found == {}


def test_the_help_and_the_way_in_shut_nobody_out(pages: tuple[Any, str], chromium: Any, tmp_path: Path) -> None:
    page, at = pages
    page.goto(at + "/review")
    page.keyboard.press("?")
    page.evaluate(AXE)
    assert page.locator("dialog.help").is_visible()
    assert faults(page) == []
    with served(record(tmp_path / "t.db", talks()), Keys(Password("a long password"))) as (closed, _):
        outside = chromium.new_context(bypass_csp=True).new_page()
        outside.goto(closed)
        assert outside.locator("input[type=password]").count() == 1
        outside.evaluate(AXE)
        assert faults(outside) == []
        outside.context.close()
