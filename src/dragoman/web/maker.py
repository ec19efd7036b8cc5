"""Make the views that follow from a whole record: the program (`main`) of a process of its own.

It reads one `Order` from standard input, writes the views into the file that is open under the number it is given, and
one `Made` for each to standard output. It ends when it is done, or when whoever ordered is gone.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from dragoman.intake.child import receive, send
from dragoman.model import Record, Value
from dragoman.problems import DragomanError, UsageError
from dragoman.publish.options import table
from dragoman.record import Store, file
from dragoman.record.state import State, state
from dragoman.views import as_it_stood
from dragoman.views.actors import crowd
from dragoman.views.acts import acts
from dragoman.views.agenda import Agenda, listed
from dragoman.views.evidence import evidence
from dragoman.views.lean import lean
from dragoman.views.ledger import Row, ledger
from dragoman.views.options import Asked, Options, options
from dragoman.views.sequence import EVERYBODY, TEXT, Sequence, sequence
from dragoman.views.sequence.state import state as state_of
from dragoman.views.steps import gathered
from dragoman.web.render import as_csv
from dragoman.web.sheets import Sheet, lay

Name = Literal["ledger", "evidence", "sequence", "agenda", "options", "actors"]
BEHIND = 5  # as much less of the processor is asked for (nice): pages go first
ROOTS = 20  # as many are named of what most steps wait for


class Wanted(Value, frozen=True, kw_only=True):
    """A view that is wanted, with all that it is asked: `step` of evidence, `says` of the sequence."""

    name: Name
    as_of: str | None = None
    step: str | None = None
    says: str = EVERYBODY
    options: Asked | None = None


class Order(Value, frozen=True, kw_only=True):
    """Views to be made of the record at a path: all as of the same day."""

    path: str
    wanted: tuple[Wanted, ...]


class Made(Value, frozen=True, kw_only=True):
    """A view that is made: of which state, read when (UTC). Without a sheet it was refused, in a sentence.

    `peak` is how much memory this process had at the most, in MiB.
    """

    wanted: Wanted
    state: State
    read: str
    sheet: Sheet | None = None
    refused: str = ""
    peak: int = 0


class Trouble(Value, frozen=True, kw_only=True):
    """Why nothing more is made: a record that is locked or damaged."""

    told: str


class Views:
    """The views of a record as of a day, made when they are asked for; what they share is made once."""

    def __init__(self, record: Record, as_of: str | None) -> None:
        self.record = record
        self.as_of = as_of

    @cached_property
    def told(self) -> Any:
        """Return the acts."""
        return acts(as_it_stood(self.record, self.as_of))

    @cached_property
    def known(self) -> Any:
        """Return the steps and checks."""
        return gathered(self.told)

    @cached_property
    def ledger(self) -> tuple[Row, ...]:
        """Return the ledger."""
        return ledger(self.record, self.as_of, self.known)

    @cached_property
    def sequence(self) -> Sequence:
        """Return the sequence as everybody has it."""
        return sequence(self.record, self.as_of, known=self.known)

    def agenda(self) -> Agenda:
        """Return the agenda."""
        return listed(self.record.name, self.told, self.sequence, self.ledger)

    def laid(self, out: IO[bytes], wanted: Wanted) -> Sheet:
        """Write a view into a file; return where its parts lie. Raises UsageError for what is not there."""
        match wanted.name:
            case "ledger":
                return lay(out, self.ledger, _rows(self.ledger), only=_picked(self.ledger))
            case "evidence":
                ladders = evidence(self.record, wanted.step, self.as_of, self.known)
                return lay(out, ladders, _rows(ladders))
            case "sequence":
                found = self.sequence
                if wanted.says != EVERYBODY:
                    found = sequence(self.record, self.as_of, wanted.says, self.known)
                return lay(out, found, _rows(found.steps), ("steps",), states=_states(found), roots=_roots(found))
            case "agenda":
                points = self.agenda()
                kinds = Counter(point.why for point in points.points)
                return lay(out, points, _rows(points.points), kinds=dict(kinds))
            case "actors":
                return lay(out, crowd(as_it_stood(self.record, self.as_of)), ())
            case "options":
                matrix = options(self.record, wanted.options or Asked())
                is_open, blocking = any(cell.front is not None for cell in matrix.cells), blocks(matrix)
                return lay(
                    out, matrix, table(matrix), ("rows", "columns", "positions"), open=is_open, blocking=blocking
                )


def make(order: Order, out: IO[bytes]) -> Iterator[Made]:
    """Yield the views that are wanted, each once it lies in the file. Raises RecordError where it cannot be read."""
    says = any(one.says not in (EVERYBODY, TEXT) for one in order.wanted)
    with Store(Path(order.path), create=False) as store, file.errors(store.path), store.connection:
        read, now = datetime.now(UTC).isoformat(timespec="seconds"), state(store.connection)
        record = store.record(partial(lean, mentions=says))
    views = Views(record, order.wanted[0].as_of)
    for wanted in order.wanted:
        made = Made(wanted=wanted, state=now, read=read)
        try:
            made = msgspec.structs.replace(made, sheet=views.laid(out, wanted))
        except UsageError as error:
            made = msgspec.structs.replace(made, refused=str(error))
        out.flush()
        yield msgspec.structs.replace(made, peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)


def _rows(rows: tuple[Any, ...]) -> Iterable[str]:
    return (as_csv(rows),)


def _picked(rows: tuple[Row, ...]) -> dict[str, list[int]]:
    """Return which rows of the ledger are chosen by a word."""
    return {only: [at for at, row in enumerate(rows) if chosen(row, only)] for only in ONLY}


ONLY = ("open", "overdue", "alarm", "contested")  # rows of the ledger that are asked for by a word


def chosen(row: Row, only: str) -> bool:
    """Return whether a row of the ledger is one of those that a word asks for."""
    return bool(row.contrary) if only == "contested" else bool(getattr(row, only))


def blocks(found: Options) -> list[str]:
    """Return the positions that block an option, in their order."""
    blocking = {id for cell in found.cells for id in cell.blocked_by}
    return [one.id for one in found.positions if one.id in blocking]


def _states(found: Sequence) -> dict[str, int]:
    return dict(Counter(state_of(step) for step in found.steps))


def _roots(found: Sequence) -> list[tuple[str, int]]:
    """Return what most steps wait for, with how many do."""
    return Counter(root for one in found.blocked for root in one.roots).most_common(ROOTS)


def _alone() -> None:
    """End this process when whoever ordered is gone."""
    while os.read(sys.stdin.fileno(), 1):  # not by the buffer: its lock would be held when this process ends
        pass
    os._exit(1)


def main() -> None:
    """Serve one order."""
    data = receive(sys.stdin.buffer)
    if data is None:
        return
    threading.Thread(target=_alone, daemon=True).start()
    os.nice(BEHIND)
    answers = sys.stdout.buffer
    with open(int(sys.argv[1]), "wb", closefd=False) as out:
        try:
            for made in make(msgspec.msgpack.decode(data, type=Order), out):
                send(answers, made)
        except DragomanError as error:
            send(answers, Trouble(told=str(error)))
        except OSError as error:
            send(answers, Trouble(told=f"{error.strerror or error}. Is the temporary folder full?"))


if __name__ == "__main__":
    main()
