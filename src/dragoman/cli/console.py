"""Write to the terminal or into a pipe: colours where there is a terminal, plain lines where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dragoman.wording import STATUSES

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# One letter for one letter, so that tables stay straight.
PLAIN = str.maketrans(
    {symbol: plain for symbol, plain, _ in STATUSES.values()}
    | {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": ".", "·": "-"}
    | {"«": "<", "»": ">", "‹": "(", "›": ")"}
    | {"│": "|", "├": "+", "└": "`", "─": "-", "→": ">"}
    | {"\u2011": "-", "\u00a0": " "}
)


def terminal() -> Console:
    """Return the console of standard output. In a pipe: no colours, the width of the terminal behind it or 80."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def drawn(*parts: RenderableType) -> str:
    """Return tables, trees and lines as they are printed on the terminal of standard output."""
    console = terminal()
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return captured.get()


def put(*parts: RenderableType) -> None:
    """Print tables, trees and lines for people."""
    console = terminal()
    text = drawn(*parts)
    if not console.is_terminal:
        text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    click.echo(fitting(text, console.encoding), nl=False)


def fitting(text: str, encoding: str) -> str:
    """Return the text with what the encoding cannot write replaced by its nearest ASCII, or by `?`."""
    if encoding.startswith("utf"):
        return text
    return text.translate(PLAIN).encode(encoding, "replace").decode(encoding)


def say(text: str) -> None:
    """Print one plain line for people."""
    click.echo(fitting(text, (getattr(sys.stdout, "encoding", None) or "utf-8").lower()))


def put_bytes(data: bytes) -> None:
    """Write what machines read (JSON, exports): bytes as they are, UTF-8 whatever the terminal speaks."""
    click.echo(data, nl=False)


def put_json(value: Any) -> None:
    """Write one value as one line of JSON."""
    import msgspec

    put_bytes(msgspec.json.encode(value) + b"\n")
