"""Draw the pictures of the documentation from real output: `python docs/pictures.py` writes docs/timeline.svg.

The record is made anew from the reports in examples/second-summit; nothing in the picture is written by hand.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console, RenderableType
from rich.text import Text

from dragoman import views
from dragoman.cli import main
from dragoman.cli.tables import open_parts, timeline_parts
from dragoman.model import Record
from dragoman.record import Store

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "second-summit"
WIDTH = 100  # columns
HEIGHT = 24  # lines of each view: a picture that shows everything shows nothing


def example_record() -> Record:
    """Return the record of the examples, made by the command itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dragoman.db"
        result = CliRunner().invoke(main, ["add", str(EXAMPLES), "--record", str(path)], catch_exceptions=False)
        if result.exit_code:
            raise SystemExit(result.output)
        with Store(path, create=False) as store:
            return store.record()


def first_lines(console: Console, parts: list[RenderableType]) -> Text:
    """Return the first lines of what a verb prints, as it prints them."""
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    lines = captured.get().rstrip("\n").split("\n")
    shown = lines[:HEIGHT]
    while len(lines) > HEIGHT and not shown[-1].lstrip("\x1b[0123456789;m").strip():
        shown.pop()
    return Text.from_ansi("\n".join(shown)).append("\n…" if len(lines) > HEIGHT else "", style="dim")


def drawn(record: Record) -> str:
    """Return the picture of the timeline and of what is open as SVG."""
    console = Console(width=WIDTH, record=True, force_terminal=True, file=io.StringIO(), highlight=False)
    timeline = list(
        timeline_parts(views.timeline(record, ("meeting", "decision", "commitment", "verification")), record)
    )
    open_ = list(open_parts(views.open_(record), record))
    quiet = Console(
        width=WIDTH, force_terminal=True, color_system="truecolor", highlight=False, markup=False, emoji=False
    )
    pictures = [("show timeline", first_lines(quiet, timeline)), ("show open", first_lines(quiet, open_))]
    for verb, picture in pictures:
        console.print(Text.assemble(("$ ", "dim"), ("dragoman ", "bold"), verb))
        console.print(picture)
        console.print()
    svg = console.export_svg(title="twelve reports on the second summit", unique_id="dragoman")
    return re.sub(r',\s*url\("https:[^)]*\) format\("\w+"\)', "", svg)  # no picture of ours asks a server for a font


if __name__ == "__main__":
    (HERE / "timeline.svg").write_text(drawn(example_record()), encoding="utf-8")
