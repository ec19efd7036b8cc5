"""Export the dates of a record as iCalendar (RFC 5545), each as vague as it is (docs/options.md).

A day is an all-day event. What is some time in a few weeks is an event over all of them that says so, is tentative and
takes up no time. What is vaguer, open or without a date has no event: the description of the calendar lists it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from icalendar import Calendar, Event, vText

from dragoman import edtf
from dragoman.model import Commitment, Decision, Entry, Meeting, Record
from dragoman.publish.cells import BREAKS, HALVES
from dragoman.views.acts import lead
from dragoman.views.deadlines import Deadline, meeting_days, resolve
from dragoman.views.lines import Index, Words, kind_of, place_of, process_of, rejected, status_of, summary
from dragoman.views.linking import ACTS, Found, Linked, linked
from dragoman.views.options.axes import Axis, Force
from dragoman.views.options.matters import Sides, deciders, matters
from dragoman.views.options.positions import positions
from dragoman.views.options.values import Known
from dragoman.views.steps import process
from dragoman.views.stood import is_milestone, published

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
PRODUCT = "-//Dragoman//Record of a negotiation//EN"
LONGEST = 92  # days: what is vaguer than a quarter of a year is no event
MOST = 100  # as many are listed that have no day, or related to each other
NAMED = 4  # as many of those who meet are named
UNDATED = date(1970, 1, 1)
OFF = frozenset(("cancelled", "refused", "denied", "postponed", "withdrawn", "lapsed", "superseded", "breached"))
MAYBE = frozenset(("proposed", "floated", "offered", "raised", "invited", "hypothetical", "open", "narrowed"))
LASTING = frozenset(
    ("held", "under-way", "scheduled", "completed", "happened", "decided")
)  # an interval is how long it lasts
PROPOSED = ("require", "prefer", "accept", "offer")


class Dated(NamedTuple):
    """One event to be: `day` is EDTF; `related` are UIDs with how they are related."""

    uid: str
    what: str
    day: str | None
    status: str
    kind: str
    words: tuple[Words, ...]
    place: tuple[str, float | None, float | None] | None = None
    revised: date = UNDATED
    related: tuple[tuple[str, str], ...] = ()
    waits: str | None = None  # the words or the rule that the day comes from


def export(record: Record) -> Iterable[bytes]:
    """Yield the calendar: an event for each act with a date, and one for each day that somebody proposes."""
    found = linked(record, ACTS)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", vText(one_line(record.name)))
    left_out = []
    for one in (*acts(record, found), *proposed(record, found)):
        event = made(one)
        if event is None:
            left_out.append(f"{one.what}: {one.waits or one.day or 'no date'} ({one.uid})")
        else:
            calendar.add_component(event)
    if left_out:
        more = [f"and {len(left_out) - MOST} more"] if len(left_out) > MOST else []
        listed = ["Not in this calendar, for want of a day:", *left_out[:MOST], *more]
        calendar.add("description", plain("\n".join(listed)))
    yield calendar.to_ical()


def made(one: Dated) -> Event | None:
    """Return the event, None for what has no day or is too vague for one."""
    span = days(one.day)
    if span is None or one.day is None:
        return None
    first, last = span
    vague = first != last and not ("/" in one.day and one.status in LASTING) or one.day[-1] in "?~%"
    event = Event()
    event.add("uid", vText(one_line(one.uid)))
    event.add("dtstamp", datetime(one.revised.year, one.revised.month, one.revised.day, tzinfo=UTC))
    event.add("summary", one_line(f"some time: {one.what}" if vague else one.what))
    clock = at_clock(one.day)
    event.add("dtstart", clock or first)
    if clock is None:
        event.add("dtend", last + timedelta(days=1))  # the first day after it, as RFC 5545 has it
    event.add("status", status_in(one.status, vague))
    if vague or one.status in MAYBE:
        event.add("transp", "TRANSPARENT")
    event.add("categories", [one.kind])
    rule = f" ({one.waits})" if one.waits else ""
    event.add("description", plain("\n".join([f"{one.status}, {one.day}{rule}", *map(quoted, one.words)])))
    if one.place:
        name, lat, lon = one.place
        event.add("location", one_line(name))
        if lat is not None and lon is not None:
            event.add("geo", (lat, lon))
    for uid, how in one.related:
        event.add("related-to", vText(one_line(uid)), parameters={"RELTYPE": how})
    event.add("x-dragoman-edtf", one.day)
    event.add("x-dragoman-status", one_line(one.status))
    return event


def days(day: str | None) -> tuple[date, date] | None:
    """Return first and last day of a date, None where one is open or they lie too far apart."""
    if day is None or not edtf.valid(day):
        return None
    first, last = edtf.widened(day)
    return (first, last) if first and last and (last - first).days < LONGEST and last < date.max else None


def at_clock(day: str) -> datetime | None:
    """Return the minute of a date that has one: in UTC where its zone is known, else without any ("floating")."""
    if "T" not in day or "/" in day or day[-1] in "?~%":
        return None
    try:
        found = datetime.fromisoformat(day)
        return found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):  # no such zone, or in UTC before the first or after the last year
        return None


def status_in(status: str, vague: bool) -> Status:
    """Return the status of an event: called off or put off, not yet certain (or not yet on a day), else confirmed."""
    if status in OFF:
        return "CANCELLED"
    return "TENTATIVE" if status in MAYBE or vague else "CONFIRMED"


def acts(record: Record, found: Linked) -> Iterator[Dated]:
    """Yield what has a day of its own: meetings, checks, events, days that rules set; when commitments are due."""
    deadlines = resolve(process(record).steps, meeting_days(record))
    for act in found.acts:
        index, entry = lead(act)[0]
        if rejected(entry) or (isinstance(entry, Decision) and not is_milestone(index.reading, entry)):
            continue
        days = _days(entry, deadlines.get(entry.id))
        status = status_of(entry) or ""
        for number, (day, rule) in enumerate(days):
            yield Dated(
                uid=uid(act) if number == 0 else f"{number}-{uid(act)}",
                what=titled(index, entry, status),
                day=day,
                status=status if len(days) == 1 or status in OFF else "open",
                kind=kind_of(entry),
                words=tuple(words for where, one in act for words in where.all_words(one)),
                place=placed(index, entry),
                revised=max((told for where, _ in act if (told := published(where.reading))), default=UNDATED),
                waits=rule,
            )


def _days(entry: Entry, deadline: Deadline | None) -> list[tuple[str | None, str | None]]:
    """Return the days of an entry, each with the words or the rule that it comes from.

    A rule has several days where accounts differ in what it is counted from: none is chosen.
    """
    if isinstance(entry, Meeting):
        return [(entry.when.edtf, entry.when.text)]
    if deadline is None or (isinstance(entry, Decision) and entry.when.edtf):
        return [(entry.when.edtf, entry.when.text)] if entry.when.edtf and not isinstance(entry, Commitment) else []
    return [(one.day, deadline.rule) for one in deadline.days] or [(None, deadline.rule)]


def proposed(record: Record, found: Linked) -> Iterator[Dated]:
    """Yield each day that somebody proposes or that was decided on, related to its meeting and to other proposals."""
    uids = {entry.id: uid(act) for act in found.acts for _, entry in act if isinstance(entry, Meeting)}
    known = Known(record)
    for matter in matters(record, found, ("date",)):
        parents = tuple((id, "PARENT") for id in sorted({uids[id] for id in matter.ids if id in uids}))
        revised = {decision.id: published(index.reading) or UNDATED for index, decision in matter.on(("date",))}
        begins = {decision.id: _process(index) for index, decision in matter.on(("date",))}
        held = positions(matter.on(("date",)), Sides(found.cast, deciders(matter, found, ())))
        gone = Force(Axis("date", held, known), [True] * len(held), (), ()).superseded
        meant = {
            f"{begins[one.entries[0]]}{one.id}-option{number or ''}@dragoman": (one, day)
            for at, one in enumerate(held)
            if one.stance in PROPOSED and at not in gone
            for number, day in enumerate(one.value.split(" or "))
            if edtf.valid(day)
        }
        for id, (one, day) in meant.items():
            others = tuple((other, "SIBLING") for other in meant if other != id)
            what = f"option for {matter.name}: {one.name} ({one.stance})"
            yield Dated(
                id, what, day, "proposed", "option", one.words, None,
                max((revised[entry] for entry in one.entries), default=UNDATED), (*parents, *others[:MOST]),
            )  # fmt: skip
        for index, decision in matter.on(("date",)):
            for option in decision.options if decision.status == "decided" else ():
                name = f"{_process(index)}{decision.id}-decided@dragoman"
                words = index.all_words(decision)
                yield Dated(
                    name, f"decided: {matter.name}", option.value, "decided", "decision", words, None,
                    revised[decision.id], parents,
                )  # fmt: skip


def uid(act: list[Found]) -> str:
    """Return the UID of an act: by its entry in the oldest document, so that later reports leave it as it is."""
    index, entry = act[0]
    return f"{_process(index)}{entry.id}@dragoman"


def _process(index: Index) -> str:
    """Return what the ids of entries by hand begin with, which a person gave: the process that they are of."""
    process = process_of(index.reading)
    return f"{process}-" if process else ""


def titled(index: Index, entry: Entry, status: str) -> str:
    """Return what an event is called: "postponed: talks in Oslo (Anna Berg)", "due: dismantle the site"."""
    if isinstance(entry, Decision):
        return index.name(entry.about) if entry.about else entry.question
    words = summary(index, entry)
    if isinstance(entry, Meeting) and entry.participants:
        more = " and others" if len(entry.participants) > NAMED else ""
        words = f"{words} ({index.says(entry.participants[:NAMED])}{more})"
    if isinstance(entry, Commitment):
        return f"due: {words}"
    return f"{status}: {words}" if status in OFF else words


def placed(index: Index, entry: Entry) -> tuple[str, float | None, float | None] | None:
    """Return name, latitude and longitude (degrees, WGS 84) of where an entry happens."""
    ref = place_of(entry)
    if ref is None:
        return None
    place = next((place for place in index.reading.places if place.id == ref), None)
    return (place.name, place.lat, place.lon) if place else (index.name(ref), None, None)


def quoted(words: Words) -> str:
    """Return words with whose they are and where they stand."""
    return f"“{words.quote}” — {words.voice} (document {words.document}, {words.span[0]}-{words.span[1]})"


def plain(text: str) -> str:
    """Return text without what no calendar may hold: control characters but line ends, halves of characters."""
    whole = HALVES.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in whole if sign == "\n" or sign.isprintable() or sign == "\t").strip()


def one_line(text: str) -> str:
    """Return plain text on one line."""
    return plain(BREAKS.sub(" ", text))
