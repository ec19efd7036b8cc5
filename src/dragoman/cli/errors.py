"""Turn what goes wrong into one clear sentence on standard error and a documented exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from dragoman.problems import DragomanError
from dragoman.wording import clean

INTERRUPTED = 130  # 128 + SIGINT, as every shell expects
BROKEN_PIPE = 141  # 128 + SIGPIPE: whoever read our output has left
EPILOG = """\b
Exit codes: 0 done; 1 something unexpected, or `check` and `doctor` found something wrong;
2 a wrong option, date, name or id; 3 a file that could not be read; 4 a record that is not
ours, damaged, locked or from a newer version; 5 the disk is full or not writable; 6 a plugin
or the language model cannot be loaded; 130 Ctrl-C (what was kept stays kept); 141 the reader of our
output left."""


class Verbs(click.Group):
    """A group of verbs, in the order in which they are declared, whose errors are sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which a new user meets them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; every error ends in one sentence and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except DragomanError as error:
            fail(str(error), error.exit_code)
        except KeyboardInterrupt:
            fail(interrupted(ctx.meta.get("kept")), INTERRUPTED)
        except BrokenPipeError:
            leave_quietly()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.meta.get("debug"):
                raise
            fail(unexpected(error, ctx.meta.get("file")), DragomanError.exit_code)


def fail(sentence: str, code: int) -> None:
    """Say the sentence on standard error and leave with the code."""
    click.echo(f"Error: {clean(sentence)}", err=True)
    raise click.exceptions.Exit(code)


def interrupted(kept: int | None) -> str:
    """Return what Ctrl-C left behind; `kept` is None where nothing was being kept."""
    if kept is None:
        return "interrupted; nothing was changed."
    noun = "document" if kept == 1 else "documents"
    return f"interrupted; kept: {kept} {noun}; run the same command again to continue."


def unexpected(error: Exception, file: str | None) -> str:
    """Return the sentence for an exception that nobody foresaw: a fault of ours, told with the file that met it."""
    where = f" at '{file}'" if file else ""
    return (
        f"something unexpected happened{where}: {type(error).__name__}: {error}. "
        "This is a fault of Dragoman, not of the file; run the same command with --debug to see where, and report it."
    )


def leave_quietly() -> None:
    """Leave without a word: nobody reads us any more, and the interpreter must not try to flush once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise click.exceptions.Exit(BROKEN_PIPE)
