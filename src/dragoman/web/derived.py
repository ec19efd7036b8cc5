"""Say what pages show that follow from the whole record, where it is large: parts of what whole.py keeps.

Each page is that of the small record with part of its lists, and says how much there is in all. `.json` and `.csv` have
all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import Any, NamedTuple, get_args

import msgspec

from dragoman.edtf import valid
from dragoman.model import Question
from dragoman.problems import UsageError
from dragoman.publish.agenda import whence
from dragoman.publish.graph import svg
from dragoman.views.agenda import Point
from dragoman.views.evidence import Ladder
from dragoman.views.ledger import Row
from dragoman.views.options import Asked as Matter
from dragoman.views.options import Hard, Options, Position
from dragoman.views.options.answer import Cell, Raising, Relaxation, WhyNot
from dragoman.views.options.axes import Choice
from dragoman.views.sequence import EVERYBODY, Blocked, Dispute, Unreturned
from dragoman.views.sequence import Sequence as Order
from dragoman.views.sequence.part import TOGETHER, near, within
from dragoman.views.sequence.state import state
from dragoman.views.steps import Ordering, Party, Step
from dragoman.views.stood import last_day
from dragoman.web.asked import Asked, Shown, View, portion
from dragoman.web.desk import Desk
from dragoman.web.maker import ONLY, Made, Name, Wanted
from dragoman.web.render import drawn
from dragoman.web.sheets import WHOLE, Laid
from dragoman.wording import date_words

MOST = 200  # lines of a page
FIRST = 20  # of each kind of point, where none is asked for; of what is listed beside a matrix
ROWS, COLUMNS = 50, 40  # of a matrix
NAMED = 6  # options of those that one set of positions frees


class Files(NamedTuple):
    """Where `.json` and `.csv` of a view are; `fresh`: it was made of the record as it is now."""

    made: Made
    laid: Laid
    fresh: bool


def either(large: View, small: View) -> View:
    """Return the page of a large record for large ones, the other one for others."""
    return lambda desk, asked: (large if desk.large() else small)(desk, asked)


def ledger(desk: Desk, asked: Asked) -> Shown:
    """Return part of who undertook what, how far it is and how that is known."""
    laid, about = _kept(desk, asked, "ledger")
    only = picked(asked)
    numbers: Sequence[int] = laid.sheet.extra["only"][only] if only else range(laid.size())
    part = portion(asked, len(numbers), MOST)
    start, stop = part["start"], part["start"] + MOST
    rows = laid.chosen(Row, numbers[start:stop]) if only else laid.items(Row, WHOLE, start, stop)
    return {**about, **part, "lines": rows, "only": only, "words": ONLY}


def picked(asked: Asked) -> str | None:
    """Return the word that chooses rows of the ledger. Raises UsageError for one that does not."""
    only = asked.get("only")
    if only not in (None, *ONLY):
        raise UsageError(f"no rows of the ledger are called '{only}'; known: {', '.join(ONLY)}.")
    return only


def evidence(desk: Desk, asked: Asked) -> Shown:
    """Return part of how things are known."""
    laid, about = _kept(desk, asked, "evidence", step=asked.get("step"))
    part = portion(asked, laid.size(), MOST)
    ladders = laid.items(Ladder, WHOLE, part["start"], part["start"] + MOST)
    return {**about, **part, "steps": [list(group) for _, group in groupby(ladders, key=lambda one: one.id)]}


def agenda(desk: Desk, asked: Asked) -> Shown:
    """Return the first points of each kind, or part of those of one kind."""
    laid, about = _kept(desk, asked, "agenda")
    kinds: dict[str, int] = laid.sheet.extra["kinds"]
    begins = dict(zip(kinds, accumulate(kinds.values(), initial=0), strict=False))
    why = asked.get("why")
    shown = {**about, "counts": kinds, "whence": whence}
    if why is None:
        points = {one: laid.items(Point, "points", at, at + min(kinds[one], FIRST)) for one, at in begins.items()}
        return {**shown, "groups": points}
    if why not in kinds:
        raise UsageError(f"nothing on the agenda is '{why}'; known: {', '.join(kinds) or 'nothing'}.")
    part = portion(asked, kinds[why], MOST)
    at, end = begins[why] + part["start"], begins[why] + min(part["start"] + MOST, kinds[why])
    return {**shown, **part, "groups": {why: laid.items(Point, "points", at, end)}}


# ---- what waits on what ---------------------------------------------------------------------------------------------


def sequence(desk: Desk, asked: Asked) -> Shown:
    """Return part of what waits on what: what is blocked, disputed, not returned, and the steps in their order."""
    laid, about = _kept(desk, asked, "sequence", says=asked.get("says") or EVERYBODY)
    ids = [(at, id) for at, layer in enumerate(laid.items(tuple[str, ...], "layers")) for id in layer]
    part = portion(asked, max(len(ids), *map(laid.size, ("blocked", "disputes", "unreturned"))), MOST)
    start, stop = part["start"], part["start"] + MOST
    blocked = laid.items(Blocked, "blocked", start, stop)
    disputes = laid.items(Dispute, "disputes", start, stop)
    unreturned = laid.items(Unreturned, "unreturned", start, stop)
    roots = laid.sheet.extra["roots"]
    named = [id for _, id in ids[start:stop]] + [id for id, _ in roots]
    named += [id for one in blocked for id in (one.step.id, *(wait.of for wait in one.waits))]
    named += [id for dispute in disputes for one in dispute.orderings for id in (one.of, one.step)]
    named += [step.id for one in unreturned for step in (one.given, one.owed)]
    known = {step.id: step for step in laid.called(Step, named, "steps")}
    found = Order(
        as_of=laid.plain("as_of", str | None), says=laid.plain("says", str), blocked=blocked, disputes=disputes,
        steps=tuple(known.values()), unreturned=unreturned,
        layers=tuple(tuple(id for _, id in layer) for _, layer in groupby(ids[start:stop], key=lambda one: one[0])),
    )  # fmt: skip
    return {
        **about, **part, "found": found, "known": known, "roots": roots,
        "counts": {name: laid.size(name) for name in ("blocked", "disputes", "unreturned", "steps", "orderings")},
        "many": laid.size("orderings") > TOGETHER,
        "states": {id: state(step) for id, step in known.items()}, "in_all": laid.sheet.extra["states"],
        "picture": _picture(laid, found, asked.get("step")),
    }  # fmt: skip


def _picture(laid: Laid, found: Order, step: str | None) -> Any:
    """Return a picture of the steps around one, or of all that are ordered where they are few; else nothing."""
    if step is None and not 0 < laid.size("orderings") <= TOGETHER:
        return ""
    if step is not None and step not in laid.numbers["steps"]:
        raise UsageError(f"no step '{step}' in the sequence. Its JSON lists all.")
    orderings = laid.items(Ordering, "orderings")
    kept = frozenset(near(orderings, step) if step else (id for one in orderings for id in (one.of, one.step)))
    whole = msgspec.structs.replace(found, orderings=orderings, disputes=laid.items(Dispute, "disputes"))
    return drawn(svg(within(whole, laid.called(Step, kept, "steps"), kept)))


# ---- which options remain -------------------------------------------------------------------------------------------


def matter(asked: Asked) -> Matter:
    """Return what is asked of the options. Raises UsageError where that is no question, or binds nobody."""
    slot, hard = asked.get("slot"), asked.get("hard") or "own"
    if hard not in get_args(Hard) or slot not in (None, *get_args(Question)):
        raise UsageError(f"no options of '{slot or 'venue and date'}' where '{hard}' binds.")
    told = {name: value for name in ("as_of", "about", "why_not") if (value := asked.get(name))}
    by = tuple(name for part in (asked.get("decided_by") or "").split(";") if (name := part.strip()))
    slots = (slot,) if slot else ()
    return msgspec.convert({**told, "slots": slots, "hard": hard, "decided_by": by}, Matter)


def matrix(
    found: Options, held: Iterable[Position], blocking: Iterable[str], is_open: bool, freed: Iterable[Choice] = ()
) -> Shown:
    """Return what the page of options needs: the options, positions that are named, the numbers of those that block.

    `freed` are the options that lifting positions would free, where they may stand on another page.
    """
    choices = (*found.rows, *found.columns, *freed)
    return {
        "found": found,
        "held": {one.id: one for one in held},
        "numbers": {id: at for at, id in enumerate(blocking, 1)},
        "names": {one.id: date_words(one.id) if valid(one.id) else one.name for one in choices},
        "named": NAMED,
        "cells": {(cell.row, cell.column): cell for cell in found.cells},
        "open": is_open,
        "hards": get_args(Hard),
        "questions": get_args(Question),
    }


def options(desk: Desk, asked: Asked) -> Shown:
    """Return part of which options remain and what blocks the others."""
    laid, about = _kept(desk, asked, "options", options=matter(asked))
    lists = ("rows", "positions", "unnamed", "decided", "others")
    part = portion(asked, max(map(laid.size, lists)), ROWS)
    start, stop, wide = part["start"], part["start"] + ROWS, laid.size("columns")
    rows = laid.items(Choice, "rows", start, stop) if laid.size("cells") else ()
    begins = (at * wide for at in range(start, start + len(rows)))
    cells = [cell for at in begins for cell in laid.items(Cell, "cells", at, at + min(wide, COLUMNS))]
    found = Options(
        **{name: laid.plain(name, kind) for name, kind in PLAIN.items()},
        slots=msgspec.convert(laid.items(str, "slots"), tuple[Question, ...]),
        deciders=laid.items(Party, "deciders"), rows=rows,
        columns=laid.items(Choice, "columns", 0, COLUMNS), cells=tuple(cells),
        positions=laid.items(Position, "positions", start, stop),
        relaxations=laid.items(Relaxation, "relaxations", 0, FIRST),
        conflicts=laid.items(tuple[str, ...], "conflicts", 0, FIRST),
        unnamed=laid.items(Raising, "unnamed", start, stop), decided=laid.items(Raising, "decided", start, stop),
        others=laid.items(str, "others", start, stop),
    )  # fmt: skip
    extra = laid.sheet.extra
    counts = {name: laid.size(name) for name in (*lists, "columns")}
    shown = matrix(found, _held(laid, found), extra["blocking"], extra["open"], _freed(laid, found))
    return {**about, **part, "counts": counts, **shown}


PLAIN: dict[str, Any] = {
    "about": str, "day": str | None, "hard": Hard, "more_conflicts": bool, "why_not": WhyNot | None,
}  # fmt: skip


def _freed(laid: Laid, found: Options) -> tuple[Choice, ...]:
    """Return the options that the page names beside the matrix, on whichever page they stand."""
    pairs = [pair for one in _relaxations(found) for pair in one.frees[:NAMED]]
    pairs += found.why_not.open[:NAMED] if found.why_not else ()
    ids = {id for pair in pairs for id in pair}
    return (*laid.called(Choice, ids, "rows"), *laid.called(Choice, ids, "columns"))


def _relaxations(found: Options) -> tuple[Relaxation, ...]:
    return (*found.relaxations, *(found.why_not.relaxations if found.why_not else ()))


def _held(laid: Laid, found: Options) -> list[Position]:
    """Return the positions that the page names."""
    ids = {id for cell in found.cells for id in cell.blocked_by}
    ids |= {id for one in _relaxations(found) for id in one.lift} | {id for one in found.conflicts for id in one}
    held = {one.id: one for one in (*found.positions, *laid.called(Position, ids, "positions"))}
    later = {one.superseded_by for one in held.values() if one.superseded_by} - held.keys()
    return [*held.values(), *laid.called(Position, later, "positions")]


# ---- asked by all ---------------------------------------------------------------------------------------------------


def _kept(desk: Desk, asked: Asked, name: Name, **told: Any) -> tuple[Laid, Shown]:
    """Return a view, and what its page says of where it is from. Raises UsageError for a wrong date."""
    as_of = asked.get("as_of")
    if as_of:
        last_day(as_of)
    now = desk.state()
    made, laid = desk.whole.ask(Wanted(name=name, as_of=as_of, **told), now)
    fresh = made.state == now
    return laid, {"files": Files(made, laid, fresh), "kept_at": None if fresh else made.read}
