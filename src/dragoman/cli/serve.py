"""The verb `serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options


@click.command(short_help="Open the record in a browser.")
@click.option(
    "--port", metavar="N", default=0, show_default="a free one", type=click.IntRange(0, 65535), help="The port."
)
@click.option("--no-browser", is_flag=True, help="Print the link only.")
@click.option("--read-only", is_flag=True, help="Show the record; nothing can be changed.")
@options.record
@options.debug
def serve(port: int, no_browser: bool, read_only: bool, record: Path) -> None:
    """Open the desk: the record in a browser on this machine, words first. Ctrl-C closes it.

    It answers to this machine alone, and to whoever has the link that it prints, which works once.
    """
    from dragoman import web
    from dragoman.cli.console import say
    from dragoman.record import Store

    with Store(record, create=not read_only):
        pass  # a record that cannot be opened is refused before a page is
    web.serve(record, say, port, browser=not no_browser, read_only=read_only)
