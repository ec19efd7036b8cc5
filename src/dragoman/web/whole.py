"""Keep what follows from a large record, made by a process of its own, so that pages are read from it and never wait.

One process at a time reads the record and writes the views into a file without a name (sheets.py). What is kept says of
which state of the record it was made: the page says so where the record has changed since, and has it made anew.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

import msgspec

from dragoman.intake.child import receive, send
from dragoman.problems import DragomanError, UsageError
from dragoman.record.state import State
from dragoman.views.sequence import EVERYBODY
from dragoman.web.maker import Made, Name, Order, Trouble, Wanted
from dragoman.web.sheets import Box, Laid

KEPT = 24  # as many views are kept
TRIES = 3  # as often is it tried by itself, where the process ends before it is done
PROGRAM = "from dragoman.web.maker import main; main()"
TOGETHER: tuple[Name, ...] = ("ledger", "agenda", "sequence", "evidence")  # share most of the work


class NotYet(DragomanError):
    """A view that is still to be made. `seconds`: since when it is; `why` it has to be tried again; `again`: look."""

    def __init__(self, wanted: Wanted, seconds: int, why: str, again: bool) -> None:
        super().__init__(f"the {wanted.name} of this record is being made, ask again in a moment. {why}".strip())
        self.wanted = wanted
        self.seconds = seconds
        self.why = why
        self.again = again


class Kept:
    """A view that is kept: where it lies, the state that it was made of, when that was read (UTC)."""

    def __init__(self, made: Made, laid: Laid | None) -> None:
        self.made = made
        self.laid = laid


class Run:
    """A process that makes views, and what is known of it."""

    def __init__(self, wanted: Sequence[Wanted], process: subprocess.Popen[bytes], box: Box) -> None:
        self.wanted = wanted
        self.process = process
        self.box = box
        self.began = time.monotonic()


class Whole:
    """What follows from the whole record at a path. Safe to ask from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = Lock()
        self.kept: dict[Wanted, Kept] = {}
        self.failed: dict[Wanted, tuple[int, str]] = {}  # how often one after the other, and why the last time
        self.run: Run | None = None
        self.peak = 0  # MiB that a process had at the most

    def ask(self, wanted: Wanted, now: State) -> tuple[Made, Laid]:
        """Return a view and what it was made of: `now`, or an earlier state while it is made anew.

        Raises NotYet where there is none, UsageError where it was refused, as whatever does not exist.
        """
        with self.lock:
            found = self.kept.pop(wanted, None)
            if found:
                self.kept[wanted] = found  # as the newest: what is asked for again stays
            fresh = found is not None and found.made.state == now
            times, why = self.failed.get(wanted, (0, ""))
            if not fresh and self.run is None:
                why = self._start(wanted) or why
            if fresh and found and found.made.refused:
                raise UsageError(found.made.refused)
            if found and found.laid:
                return found.made, found.laid
            seconds = int(time.monotonic() - self.run.began) if self.run and wanted in self.run.wanted else 0
        raise NotYet(wanted, seconds, why, times < TRIES)

    def _start(self, wanted: Wanted) -> str:
        """Start a process for a view and what is made with it; return why it cannot be."""
        together = together_with(wanted)
        try:
            box = Box()
            command = [sys.executable, "-P", "-c", PROGRAM, str(box.number)]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=(box.number,))
        except OSError as error:
            times, why = self.failed.get(wanted, (0, ""))[0] + 1, f"no process can be started: {error}."
            self.failed[wanted] = times, why
            return why
        self.run = Run(together, process, box)
        Thread(target=self._listen, args=(self.run,), daemon=True).start()
        return ""

    def _listen(self, run: Run) -> None:
        """Take what a process makes, until it ends."""
        order = Order(path=str(self.path), wanted=tuple(run.wanted))
        left = list(run.wanted)
        why = ""
        with run.process as process:
            assert process.stdin and process.stdout
            try:
                send(process.stdin, order)
            except OSError:  # it is dead: there will be no answer
                with suppress(OSError):  # what is left of the order cannot be sent either
                    process.stdin.close()
            while data := receive(process.stdout):
                answer = _answer(data)
                if isinstance(answer, Trouble):
                    why = answer.told
                    break
                self._keep(answer, run.box)
                left.remove(answer.wanted)
        with self.lock:
            self.run = None
            for wanted in left:
                times = self.failed.get(wanted, (0, ""))[0] + 1
                self.failed[wanted] = times, why or f"it ended before it was done ({_ending(process.returncode)})."

    def _keep(self, made: Made, box: Box) -> None:
        with self.lock:
            self.failed.pop(made.wanted, None)
            self.kept.pop(made.wanted, None)
            while len(self.kept) >= KEPT:
                self.kept.pop(next(iter(self.kept)))
            self.kept[made.wanted] = Kept(made, Laid(made.sheet, box) if made.sheet else None)
            self.peak = max(self.peak, made.peak)


def together_with(wanted: Wanted) -> tuple[Wanted, ...]:
    """Return what is made together with a view, itself first."""
    if wanted.name not in TOGETHER or wanted.step or wanted.says != EVERYBODY:
        return (wanted,)
    rest = (Wanted(name=name, as_of=wanted.as_of) for name in TOGETHER if name != wanted.name)
    return (wanted, *rest)


def _answer(data: bytes) -> Made | Trouble:
    with suppress(msgspec.DecodeError):
        return msgspec.msgpack.decode(data, type=Made)
    with suppress(msgspec.DecodeError):
        return msgspec.msgpack.decode(data, type=Trouble)
    return Trouble(told="it answered in a way that is not understood.")


def _ending(code: int) -> str:
    return f"killed, signal {-code}" if code < 0 else f"exit code {code}"
