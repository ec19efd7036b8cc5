"""The colours of the desk, light and dark, are legible: WCAG 2.2 AA, computed."""

from __future__ import annotations

import re

import pytest

from dragoman.web.render import HERE
from dragoman.wording import STATUSES

CSS = (HERE / "static" / "desk.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*)\}", CSS)[:2]
)
TEXT = ("ink", "soft", "link", "alarm", "good", "blue", "purple", "amber")  # smaller than 18 pt: 4.5 to 1
GROUNDS = ("paper", "tint", "mark")
NAMED = {"yellow": "amber", "cyan": "blue", "blue": "blue", "green": "good", "magenta": "purple", "red": "alarm"}


def luminance(colour: str) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_the_colour_that_it_has_on_the_terminal(status: str) -> None:
    found = re.findall(rf"\.{status}(?![\w-])[^{{}}]*{{ color: var\(--(\w+)\)", CSS)
    assert set(found) == {NAMED[STATUSES[status][2]]}


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(theme: dict[str, str]) -> None:
    faint = {
        (word, ground): round(contrast(theme[word], theme[ground]), 2)
        for word in TEXT
        for ground in GROUNDS
        if contrast(theme[word], theme[ground]) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_fields_and_of_the_focus_are_seen(theme: dict[str, str]) -> None:
    for ground in GROUNDS:
        assert contrast(theme["soft"], theme[ground]) >= 3
        assert contrast(theme["link"], theme[ground]) >= 3
