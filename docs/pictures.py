"""Refresh what the documentation shows from real output: `python docs/pictures.py`.

Draws docs/timeline.svg and docs/six-party.svg, and runs every `$ dragoman ...` in the console blocks of docs/cli.md and
docs/worked-case.md. The records are made from examples/; nothing shown is written by hand.
"""

from __future__ import annotations

import io
import re
import shlex
import tempfile
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console, Group, RenderableType
from rich.segment import Segment, SegmentLines
from rich.text import Text

from dragoman import views
from dragoman.cli import main
from dragoman.cli.tables import open_parts, timeline_parts
from dragoman.model import Record
from dragoman.record import Store

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
PAGES = {"cli.md": 14, "worked-case.md": 36}  # lines of an example on each
WIDTH = 100  # columns
HEIGHT = 22  # lines of each view in the picture: one that shows everything shows nothing
SEQUENCE = ["sequence", "--as-of", "2008-08-31", "-r", "picture.db", "--as", "svg"]
KINDS = ("meeting", "decision", "commitment", "verification")


def example_record() -> Record:
    """Make dragoman.db from the examples in the current folder, by the command itself, and return what it holds."""
    Path("examples").symlink_to(EXAMPLES)
    result = CliRunner().invoke(main, ["add", "examples/second-summit"], catch_exceptions=False)
    if result.exit_code:
        raise SystemExit(result.output)
    with Store(Path("dragoman.db"), create=False) as store:
        return store.record()


def first_lines(console: Console, parts: Iterable[RenderableType]) -> SegmentLines:
    """Return the first lines of what a verb prints."""
    lines = console.render_lines(Group(*parts), console.options.update(height=None), pad=False)
    words = ["".join(segment.text for segment in line) for line in lines]
    while not words[0].strip():
        lines, words = lines[1:], words[1:]
    # An entry begins where no blank does: the picture ends with a whole one.
    ends = [at for at in range(1, len(words)) if words[at][:1] != " " and words[at].strip()] + [len(words)]
    end = max(end for end in ends if end <= HEIGHT)
    more = [[Segment("…")]] if end < len(words) else []
    return SegmentLines([*lines[:end], *more], new_lines=True)


def picture(record: Record) -> str:
    """Return the timeline and what is open as SVG."""
    console = Console(width=WIDTH, record=True, force_terminal=True, file=io.StringIO(), highlight=False)
    shown = {
        "timeline": timeline_parts(views.timeline(record, KINDS), record),
        "open": open_parts(views.open_(record), record),
    }
    for view, parts in shown.items():
        console.print(Text.assemble(("$ ", "dim"), ("dragoman ", "bold"), f"show {view}"))
        console.print(first_lines(console, parts))
        console.print()
    svg = console.export_svg(title="twelve reports on the second summit", unique_id="dragoman")
    return re.sub(r',\s*url\("https:[^)]*\) format\("\w+"\)', "", svg)  # no picture of ours asks a server for a font


def refreshed(page: str, record: Record, most: int) -> str:
    """Return a page with the output of its examples as it is today, of each at most so many lines."""
    told = max(views.timeline(record, ("meeting",)), key=lambda line: (len(line.also), len(line.words)))

    def block(match: re.Match[str]) -> str:
        commands = [line for line in match.group(1).splitlines() if line.startswith("$ dragoman ")]
        named = [re.sub(r"\bm[a-z2-7]{4}$", told.entry[:5], command) for command in commands]
        return "```console\n" + "\n".join(f"{command}\n{output(command, most)}" for command in named) + "```"

    return re.sub(r"```console\n(.*?)```", block, page, flags=re.S)


def output(command: str, most: int) -> str:
    """Return the first lines of what a command prints."""
    words = shlex.split(command)[2:]
    if words[0] == "add":  # into an empty record, or all would be known already
        Path("dragoman.db").unlink()
    result = CliRunner().invoke(main, words, catch_exceptions=False, env={"COLUMNS": str(WIDTH)})
    if result.exit_code:
        raise SystemExit(f"{command}: {result.output}")
    lines = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in result.output.strip("\n").splitlines()]
    shown = "\n".join(lines[:most]).rstrip("\n")
    return f"{shown}\n…\n" if len(lines) > most else f"{shown}\n"


def six_party() -> str:
    """Return what waited on what in the six-party talks at the end of August 2008, as SVG."""
    for words in (["import", "examples/six-party/six-party.toml", "-r", "picture.db"], SEQUENCE):
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        if result.exit_code:
            raise SystemExit(result.output)
    return result.output


def refresh(place: Path = HERE) -> None:
    """Write the pictures and the pages into a folder."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        record = example_record()
        (place / "timeline.svg").write_text(picture(record), encoding="utf-8")
        (place / "six-party.svg").write_text(six_party(), encoding="utf-8")
        for name, most in PAGES.items():
            page = (HERE / name).read_text(encoding="utf-8")
            (place / name).write_text(refreshed(page, record, most), encoding="utf-8")
            for made in ("talks.db", "summit.db"):
                Path(made).unlink(missing_ok=True)


if __name__ == "__main__":
    refresh()
