"""The verb `serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.problems import UsageError

if TYPE_CHECKING:
    from dragoman.web.serve import Access


@click.command(short_help="Open the record in a browser.")
@click.option(
    "--port", metavar="N", default=0, show_default="a free one", type=click.IntRange(0, 65535), help="The port."
)
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen; others need a password."
)
@click.option("--name", metavar="NAME", multiple=True, help="What others type to come, desk.example; repeatable.")
@click.option("--password-file", metavar="FILE", type=click.Path(path_type=Path), help="Its first line lets others in.")
@click.option("--ask-password", is_flag=True, help="Ask here for the password that lets others in.")
@click.option(
    "--feed-file", metavar="FILE", type=click.Path(path_type=Path), help="Keep the calendar's address the same by it."
)
@click.option("--no-browser", is_flag=True, help="Print the link only.")
@click.option("--read-only", is_flag=True, help="Show the record; nothing can be changed.")
@options.record
@options.debug
def serve(no_browser: bool, read_only: bool, record: Path, **access: Any) -> None:
    """Open the desk: the record in a browser on this machine, words first. Ctrl-C closes it.

    It answers to this machine alone, and to whoever has the link that it prints, which works once. With a password, to
    others too.
    """
    from dragoman import web
    from dragoman.cli.console import say
    from dragoman.cli.settling import settle
    from dragoman.record import Store
    from dragoman.web.desk import LARGE

    others = asked(**access)
    with Store(record, create=not read_only) as store:  # one that cannot be opened is refused before a page is
        if not read_only and store.count() > LARGE:
            settle(store)  # its pages are read in the order that it keeps
    web.serve(record, say, others, browser=not no_browser, read_only=read_only)


def asked(
    host: str, port: int, name: tuple[str, ...], password_file: Path | None, ask_password: bool, feed_file: Path | None
) -> Access:
    """Return who may come in, as the options say. Raises UsageError for a password or a file that is not safe."""
    from dragoman.web.feed import kept_token
    from dragoman.web.password import Password, from_file
    from dragoman.web.serve import Access, checked

    if password_file and ask_password:
        raise UsageError("--password-file and --ask-password are two ways to say the password. Leave one out.")
    password = from_file(password_file) if password_file else None
    if ask_password:
        password = Password(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    names = tuple(one.lower() for one in name)
    checked(Access(host, port, names, password))
    return Access(host, port, names, password, kept_token(feed_file) if feed_file else None)
