"""What is too much at once, in a real browser: told before it is sent, and after, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.browser import CHROMIUM
from tests.factories import talks
from tests.web.desk import record
from tests.web.test_browser import chromium, served

__all__ = ["chromium"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt install chromium), which is not here")
FILE = 101_000_000  # bytes: more than is taken at once


@pytest.mark.parametrize("scripts", [True, False])
def test_too_large_a_file_is_told_in_words(chromium: Any, tmp_path: Path, scripts: bool) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(FILE)
    with served(record(tmp_path / "talks.db", talks())) as (at, key):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{at}/enter?key={key}")
        page.goto(f"{at}/add")
        page.fill("textarea", "Envoys left Oslo.")
        page.set_input_files("input[type=file]", large)
        page.click("form.stack button")
        page.wait_for_selector("text=No more is taken at once than 100 MB")
        assert (page.locator("h1").inner_text(), page.url) == (
            ("Add reports", f"{at}/add") if scripts else ("Too much at once", f"{at}/add")
        )
        if scripts:
            assert page.input_value("textarea") == "Envoys left Oslo."
        context.close()
