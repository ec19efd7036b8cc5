"""Say what still has to happen."""

from __future__ import annotations

from datetime import date

from dragoman import edtf
from dragoman.model import Entry, Record
from dragoman.views.acts import act_line, acts, by_name
from dragoman.views.lines import Line, kind_of, rejected, status_of
from dragoman.views.linking.people import Cast
from dragoman.views.stood import as_it_stood, published
from dragoman.views.timeline import in_time

# A breached commitment stays open: nothing says that it was settled. An inspection under way has found nothing yet.
OPEN: dict[str, tuple[str, ...]] = {
    "decision": ("open", "narrowed"),
    "meeting": ("proposed", "agreed", "scheduled", "postponed"),
    "commitment": ("floated", "offered", "agreed", "in-force", "breached"),
    "verification": ("raised", "invited", "agreed", "under-way"),
}


def open_(record: Record, as_of: str | None = None) -> tuple[Line, ...]:
    """Return the open decisions, meetings, commitments and verifications, in this order and each in the order of time.

    `as_of` is the last day of what is taken into account (default: the day of the newest report, never today). A
    meeting whose last possible day is past is not open, though nothing says that it was held; a vague date never is
    past. Raises UsageError when `as_of` is not a date.
    """
    stood = as_it_stood(record, as_of)
    day = _last_day(as_of, stood)
    found = by_name((act for act in acts(stood) if _is_open(act[0][1], day)), Cast(stood.readings))
    return tuple(
        act_line(act) for kind in OPEN for act in in_time(stood, (one for one in found if kind_of(one[0][1]) == kind))
    )


def _last_day(as_of: str | None, record: Record) -> date | None:
    if as_of:
        return edtf.bounds(as_of)[1]
    return max((day for day in map(published, record.readings) if day), default=None)


def _is_open(entry: Entry, day: date | None) -> bool:
    if rejected(entry) or status_of(entry) not in OPEN.get(kind_of(entry), ()):
        return False
    last = edtf.bounds(entry.when.edtf)[1] if entry.when.edtf else None
    # A postponed meeting is open although the day it was meant for is past.
    past = kind_of(entry) == "meeting" and status_of(entry) != "postponed" and last and day and last < day
    return not past
