"""Read single keys from the terminal; what is typed while the screen is drawn waits and is not lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

import click
from rich.console import RenderableType

from dragoman.cli.console import fitting, put, terminal

AT_ONCE = 32  # bytes


class Keys:
    """The keys of the terminal behind standard input, without echo, as long as the context is open.

    `click.getchar` would throw away what was typed before it was called; on Windows it is used all the same.
    """

    def __enter__(self) -> Keys:
        """Take the terminal out of line mode."""
        if sys.platform != "win32":
            import termios

            self.before = termios.tcgetattr(sys.stdin.fileno())
            self._single()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the terminal back as it was."""
        self._as_before()

    def read(self) -> str:
        """Return what was typed: one key, or several that came at once. Raises EOFError when the terminal is gone."""
        if sys.platform == "win32":
            return click.getchar()
        typed = os.read(sys.stdin.fileno(), AT_ONCE)
        if not typed:
            raise EOFError
        return typed.decode("utf-8", "replace")

    def ask(self, parts: Sequence[RenderableType], question: str) -> str:
        """Show the parts and return a line that a person types, "" for none or Ctrl-C."""
        put(*parts)
        with self._lines():
            try:
                answer = str(click.prompt(fitting(question, terminal().encoding), default="", show_default=False))
            except (click.Abort, UnicodeDecodeError):
                return ""
        return answer.encode("utf-8", "replace").decode().strip()

    @contextmanager
    def _lines(self) -> Iterator[None]:
        self._as_before()
        try:
            yield
        finally:
            self._single()

    def _single(self) -> None:
        if sys.platform != "win32":
            import termios
            import tty

            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

    def _as_before(self) -> None:
        if sys.platform != "win32":
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self.before)
