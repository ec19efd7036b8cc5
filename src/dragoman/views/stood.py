"""Show the record as it stood on a day: without what was published, or entered by hand as of a day, after it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from dragoman import edtf
from dragoman.kinds import BY_HAND
from dragoman.model import Commitment, Decision, Entry, Reading, Record, When
from dragoman.problems import UsageError

Kind = TypeVar("Kind", bound=Entry)


def as_it_stood(record: Record, as_of: str | None) -> Record:
    """Return the record without the documents published after a day; one without a date stays. No day: all of it.

    A file of entries by hand was written with hindsight: of it stay the entries dated by then, of a commitment what was
    known of it by then, and of a date that was reached later the rule alone. Raises UsageError when `as_of` is no date.
    """
    if not as_of:
        return record
    last = last_day(as_of)
    readings = (_entered(reading, last) for reading in record.readings if (published(reading) or date.min) <= last)
    return msgspec.structs.replace(record, readings=tuple(readings), acts={}, doubts=())


def last_day(as_of: str) -> date:
    """Return the last day of an EDTF date. Raises UsageError when it is none."""
    if not edtf.valid(as_of):
        raise UsageError(f"'{as_of}' is not a date. Write 2018-10-07, 2018-10 or 2018.")
    return edtf.bounds(as_of)[1] or date.max


def published(reading: Reading) -> date | None:
    """Return the first day on which a document can have been published; None where its date is not known."""
    known = reading.document.date
    return edtf.bounds(known.edtf)[0] if known else None


def by_hand(reading: Reading) -> bool:
    """Return whether a person entered what the reading holds."""
    return reading.document.channel == BY_HAND


def is_milestone(reading: Reading, decision: Decision) -> bool:
    """Return whether a decision is a day that a rule sets ("90 days after the resolution"): a person entered it."""
    return by_hand(reading) and decision.question == "date" and decision.constraint is not None


def _entered(reading: Reading, last: date) -> Reading:
    if not by_hand(reading):
        return reading
    return msgspec.structs.replace(
        reading,
        statements=_dated(reading.statements, last),
        meetings=_dated(reading.meetings, last),
        decisions=tuple(
            _undecided(one, last) for one in reading.decisions if is_milestone(reading, one) or _by(one.when, last)
        ),
        commitments=tuple(_known(one, last) for one in _dated(reading.commitments, last)),
        verifications=_dated(reading.verifications, last),
        events=_dated(reading.events, last),
    )


def _dated(found: tuple[Kind, ...], last: date) -> tuple[Kind, ...]:
    return tuple(entry for entry in found if _by(entry.when, last))


def _undecided(decision: Decision, last: date) -> Decision:
    """Return a day that a rule sets without the day itself where it came later; other decisions as they are."""
    if _by(decision.when, last):
        return decision
    sources = tuple(
        msgspec.structs.replace(one, says={key: value for key, value in one.says.items() if key != "when"})
        for one in decision.sources
    )
    return msgspec.structs.replace(decision, when=When(), status="open", sources=sources)


def _known(commitment: Commitment, last: date) -> Commitment:
    history = tuple(status for status in commitment.history if _began(status.as_of, last))
    phase = history[-1].phase if history else "agreed" if commitment.history else commitment.phase
    conditions = tuple(
        one for one in commitment.conditions if one.source is None or _began(one.source.says.get("when"), last)
    )
    return msgspec.structs.replace(commitment, history=history, phase=phase, conditions=conditions)


def _by(when: When, last: date) -> bool:
    return _began(when.edtf, last)


def _began(day: str | None, last: date) -> bool:
    """Return whether a date begins by a day; one that is not known or open at its beginning does."""
    first = edtf.bounds(day)[0] if day else None
    return first is None or first <= last
