"""Write a dossier as one HTML page to read or print: no script, nothing from outside, everything escaped."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dragoman.publish.dossier.gather import NOTHING, TITLE, Dossier

NO_HTML = re.compile("[\ud800-\udfff\x00]")


def html(found: Dossier) -> str:
    """Return the page."""
    points = [(why, list(points)) for why, points in groupby(found.points, key=lambda point: point.why)]
    page = _template().render(found=found, points=points, title=TITLE, nothing=NOTHING)
    return NO_HTML.sub("\ufffd", page)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    settings = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    return Environment(loader=loader, **settings).get_template("page.html")  # type: ignore[arg-type]  # one dict of all
