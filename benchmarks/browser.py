"""A desk in chromium, and all that it should not have done there. Shared by desk.py (`--browser`) and tests/web/."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = "window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective))"
SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})  # pixels
THEMES = ("light", "dark")
MADE = 202  # the status of a page that is being made
PATIENCE_S = 600.0


class Visit:
    """A browser at a desk, and all that it should not have seen."""

    def __init__(self, page: Any, at: str) -> None:
        self.page = page
        self.at = at
        self.amiss: list[str] = []
        page.add_init_script(WATCH)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.amiss.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.amiss.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.at + "/"):
            self.amiss.append(f"outside: {request.url}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # an icon that was not there yet when the next page was asked for
            self.amiss.append(f"failed: {request.url} {request.failure}")

    def _dialog(self, dialog: Any) -> None:
        self.amiss.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, address: str) -> None:
        """Open a page of the desk, once it is made, and note what it broke."""
        end = time.monotonic() + PATIENCE_S
        while (status := self.page.goto(self.at + address).status) == MADE and time.monotonic() < end:
            time.sleep(0.5)
        if status != 200:
            self.amiss.append(f"{address}: {status}")
        self.amiss += [f"{address}: policy: {one}" for one in self.page.evaluate("broken")]
        if self.page.evaluate("Boolean(window.ran)"):
            self.amiss.append(f"{address}: a script of the text ran")

    def look(self, address: str) -> None:
        """Open a page and note besides whether it has no heading, or is cut off at the edge of the window."""
        self.go(address)
        if (headings := self.page.locator("h1:visible").count()) != 1:
            self.amiss.append(f"{address}: {headings} headings")
        width = self.page.viewport_size["width"]
        if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
            self.amiss.append(f"{address}: {wide} pixels wide in a window of {width}")


@contextmanager
def entered(site: str, cookie: str) -> Iterator[Any]:
    """Start chromium with the cookie ("name=value") of a desk; yield its context."""
    from playwright.sync_api import sync_playwright

    name, _, value = cookie.partition("=")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies([{"name": name, "value": value, "url": site}])
        yield context
        browser.close()


def looked_at(context: Any, site: str, addresses: Iterable[str]) -> list[str]:
    """Open pages at both sizes, light and dark; return what was amiss."""
    found: list[str] = []
    wanted = list(addresses)
    for theme, size in product(THEMES, SIZES):
        page = context.new_page()
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        visit = Visit(page, site)
        for address in wanted:
            visit.look(address)
        page.close()
        found += [f"{theme}, {size['width']}: {one}" for one in visit.amiss]
    return found
