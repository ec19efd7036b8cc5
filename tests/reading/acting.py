"""Write commitments, verifications and events in the short form of the tests: one line each."""

from __future__ import annotations

from dragoman.intake import document_of, with_date
from dragoman.model import Commitment, Event, Reading, Verification, When
from dragoman.reading import STEPS, read
from dragoman.reading.dated import dated

DATE = "2021-03-17"  # a Wednesday


def reading(text: str, date: str = DATE) -> Reading:
    """Return a reading before entries without a date of their own get one from what stands around them."""
    steps = tuple(step for step in STEPS if step is not dated)
    return read(with_date(document_of(text.encode(), "report.txt"), date), steps=steps)


def names(reading: Reading, ids: tuple[str, ...]) -> str:
    by_id = {actor.id: actor for actor in reading.actors}
    return " + ".join(by_id[id].name or by_id[id].roles[0] for id in ids) or "-"


def day(when: When | None) -> str:
    return "" if when is None else when.edtf or when.text or ""


def commitment(reading: Reading, entry: Commitment) -> str:
    """phase strength | by > to | action | due D | kind: condition | @place | when"""
    parts = [
        f"{entry.phase} {entry.strength or ''}".strip(),
        names(reading, entry.by) + (f" > {names(reading, entry.to)}" if entry.to else ""),
        entry.action,
        *([f"due {day(entry.due)}"] if entry.due else []),
        *(f"{condition.kind}: {condition.of}" for condition in entry.conditions),
        *([f"@{entry.place}"] if entry.place else []),
        *([day(entry.when)] if day(entry.when) else []),
        *([f"creates {entry.creates}"] if entry.creates else []),
    ]
    return " | ".join(parts)


def verification(reading: Reading, entry: Verification) -> str:
    """status finding | by | of | host H | @place | scope | when"""
    of = "(commitment)" if any(c.id == entry.of for c in reading.commitments) else entry.of or "-"
    parts = [
        f"{entry.status} {entry.finding or ''}".strip(),
        names(reading, (entry.by,)) if entry.by else "-",
        of,
        *([f"host {names(reading, (entry.invited_by,))}"] if entry.invited_by else []),
        *([f"@{entry.place}"] if entry.place else []),
        *entry.scope,
        *([day(entry.when)] if day(entry.when) else []),
    ]
    return " | ".join(parts)


def event(reading: Reading, entry: Event) -> str:
    """TYPE mode status | actors > recipients | @place | when"""
    parts = [
        " ".join(word for word in (entry.event, entry.mode, entry.status) if word),
        f"{names(reading, entry.actors)} > {names(reading, entry.recipients)}",
        *([f"@{entry.place}"] if entry.place else []),
        *([day(entry.when)] if day(entry.when) else []),
    ]
    return " | ".join(parts)


def commitments(text: str, date: str = DATE) -> list[str]:
    found = reading(text, date)
    return [commitment(found, entry) for entry in found.commitments]


def verifications(text: str, date: str = DATE) -> list[str]:
    found = reading(text, date)
    return [verification(found, entry) for entry in found.verifications]


def events(text: str, date: str = DATE) -> list[str]:
    found = reading(text, date)
    return [event(found, entry) for entry in found.events]


def acts(text: str, date: str = DATE) -> list[str]:
    """Return all three kinds, each with its letter."""
    found = reading(text, date)
    return [
        *(f"C {commitment(found, entry)}" for entry in found.commitments),
        *(f"V {verification(found, entry)}" for entry in found.verifications),
        *(f"E {event(found, entry)}" for entry in found.events),
    ]
