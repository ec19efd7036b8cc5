"""The calendar, read back by a parser: what has a day is in it, what has none is not given one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from icalendar import Calendar

from dragoman.kinds import extend
from dragoman.model import Commitment, Decision, Meeting, Option, Place, Reading, Record, Review, When
from dragoman.publish.ics import export
from tests.factories import dated, document, reading, source, talks
from tests.views.options.made import STATES, position, record

RULES = Path(__file__).parent.parent.parent / "examples" / "six-party" / "six-party.toml"
TEXT = "The second summit was spoken of, at length."


def summit(edtf: str | None, status: Any = "scheduled", text: str | None = None, words: str = TEXT) -> Record:
    """Return a record of one meeting at that time."""
    doc = document(words, "2019-01-05")
    met = Meeting(
        id="m1", kind="summit", ordinal=2, status=status, place="hanoi", participants=("usa", "prk"),
        when=When(text=text, edtf=edtf), sources=(source(doc, words),),
    )  # fmt: skip
    hanoi = Place(id="hanoi", name="Hanoi", kind="city", country="VNM", lat=21.02, lon=105.84)
    return Record(name="summit", readings=(reading(doc, actors=STATES, places=(hanoi,), meetings=(met,)),))


def calendar(found: Record) -> Any:
    return Calendar.from_ical(b"".join(export(found)))


def events(found: Record) -> list[Any]:
    return list(calendar(found).walk("VEVENT"))


def only(found: Record) -> Any:
    (event,) = events(found)
    return event


@pytest.mark.parametrize(
    ("edtf", "first", "after"),
    [
        ("2019-02-27", date(2019, 2, 27), date(2019, 2, 28)),
        ("2019-02-27/2019-02-28", date(2019, 2, 27), date(2019, 3, 1)),
        ("2018-12-31", date(2018, 12, 31), date(2019, 1, 1)),
    ],
)
def test_days_are_all_day_events_that_end_before_the_day_after(edtf: str, first: date, after: date) -> None:
    event = only(summit(edtf))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, after)
    assert (event["summary"], event["status"], event["x-dragoman-edtf"]) == (
        "2nd summit in Hanoi (United States, North Korea)",
        "CONFIRMED",
        edtf,
    )
    assert "transp" not in event and (event["location"], event["geo"].latitude) == ("Hanoi", 21.02)
    assert event["dtstamp"].dt == datetime(2019, 1, 5, tzinfo=UTC)
    assert TEXT in event["description"]


@pytest.mark.parametrize(
    ("edtf", "status", "first", "after"),
    [
        ("2019-02", "scheduled", date(2019, 2, 1), date(2019, 3, 1)),
        ("2019-02-27~", "scheduled", date(2019, 2, 26), date(2019, 3, 1)),
        ("2019-02-18/2019-02-28", "proposed", date(2019, 2, 18), date(2019, 3, 1)),
        ("2019-33", "agreed", date(2019, 1, 1), date(2019, 4, 1)),
    ],
)
def test_some_time_in_a_few_weeks_is_said_to_be_so_and_is_no_day(
    edtf: str, status: str, first: date, after: date
) -> None:
    event = only(summit(edtf, status))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, after)
    assert event["summary"] == "some time: 2nd summit in Hanoi (United States, North Korea)"
    assert (event["status"], event["transp"], event["x-dragoman-edtf"]) == ("TENTATIVE", "TRANSPARENT", edtf)


@pytest.mark.parametrize(
    ("edtf", "text", "told"),
    [
        ("2018-10-07/..", "as soon as possible", "as soon as possible"),
        ("../2019-03-01", "by March", "by March"),
        ("2019", None, "2019"),
        (None, "in the near future", "in the near future"),
        (None, None, "no date"),
        ("soon", None, "soon"),
        ("9999-12-31", None, "9999-12-31"),
    ],
)
def test_what_has_no_day_is_given_none_and_is_listed(edtf: str | None, text: str | None, told: str) -> None:
    made = calendar(summit(edtf, "agreed", text))
    assert not made.walk("VEVENT")
    assert f"2nd summit in Hanoi (United States, North Korea): {told} (m1@dragoman)" in made["description"]


@pytest.mark.parametrize(
    ("status", "wanted", "summary"),
    [
        ("proposed", "TENTATIVE", "2nd summit in Hanoi (United States, North Korea)"),
        ("agreed", "CONFIRMED", "2nd summit in Hanoi (United States, North Korea)"),
        ("scheduled", "CONFIRMED", "2nd summit in Hanoi (United States, North Korea)"),
        ("held", "CONFIRMED", "2nd summit in Hanoi (United States, North Korea)"),
        ("postponed", "CANCELLED", "postponed: 2nd summit in Hanoi (United States, North Korea)"),
        ("cancelled", "CANCELLED", "cancelled: 2nd summit in Hanoi (United States, North Korea)"),
        ("refused", "CANCELLED", "refused: 2nd summit in Hanoi (United States, North Korea)"),
    ],
)
def test_how_certain_it_is(status: str, wanted: str, summary: str) -> None:
    event = only(summit("2019-02-27", status))
    assert (event["status"], event["summary"]) == (wanted, summary)


@pytest.mark.parametrize(
    ("edtf", "start"),
    [
        ("2019-02-27T18:30:00", datetime(2019, 2, 27, 18, 30)),
        ("2019-02-27T18:30:00+07:00", datetime(2019, 2, 27, 11, 30, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_has_a_zone_only_where_it_is_known(edtf: str, start: datetime) -> None:
    event = only(summit(edtf))
    assert event["dtstart"].dt == start and "dtend" not in event


@pytest.mark.parametrize("edtf", ["0001-01-01T00:00:00+14:00", "2019-02-27T18:30:00+99:99"])
def test_a_time_that_is_none_in_utc_is_its_day(edtf: str) -> None:
    assert only(summit(edtf))["dtstart"].dt == date.fromisoformat(edtf[:10])


def test_proposed_days_are_events_of_their_own_related_to_the_meeting_and_to_each_other() -> None:
    made = record(
        position("p1", "usa", "prefer", "2019-02-27", slot="date"),
        position("p2", "prk", "accept", "2019-02-28 or 2019-03", slot="date"),
        position("p3", "prk", "reject", "2019-02-20", slot="date"),
        position("p4", "usa", "require", "not before 2019-02-01", slot="date"),
    )
    found = {str(event["uid"]): event for event in events(made)}
    assert set(found) == {"p1-option@dragoman", "p2-option@dragoman", "p2-option1@dragoman"}
    event = found["p1-option@dragoman"]
    assert (event["summary"], event["status"]) == ("option for second summit: United States (prefer)", "TENTATIVE")
    assert {(str(one), one.params["RELTYPE"]) for one in event["related-to"]} == {
        ("p2-option@dragoman", "SIBLING"),
        ("p2-option1@dragoman", "SIBLING"),
    }
    assert "p1: so they said." in event["description"]
    assert found["p2-option1@dragoman"]["summary"].startswith("some time: option for")


def test_an_option_names_its_meeting_and_a_day_that_was_decided_is_certain() -> None:
    base = summit("2019-02", "agreed").readings[0]
    options = (Option(value="2019-02-27", by="usa", stance="prefer"),)
    common: Any = {"about": "m1", "question": "date", "sources": (source(base.document, TEXT),)}
    asked = Decision(id="d1", status="open", options=options, **common)
    taken = Decision(id="d2", status="decided", options=(Option(value="2019-02-28", stance="accept"),), **common)
    found = {str(event["uid"]): event for event in events(Record(name="s", readings=(extend(base, [asked, taken]),)))}
    assert found["d1-option@dragoman"]["related-to"] == found["d2-decided@dragoman"]["related-to"] == "m1@dragoman"
    assert found["d2-decided@dragoman"]["status"] == "CONFIRMED"


def test_a_proposal_that_was_replaced_is_gone() -> None:
    made = record(
        position("p1", "usa", "prefer", "2019-02-20", slot="date", when="2019-01-01"),
        position("p2", "usa", "prefer", "2019-02-27", slot="date", when="2019-01-02"),
    )
    assert [event["uid"] for event in events(made)] == ["p2-option@dragoman"]


def test_commitments_stand_on_the_day_they_are_due() -> None:
    made = talks()
    due = Commitment(
        id="c9", action="open a hotline", phase="agreed", due=When(text="by Friday", edtf="2020-06-05"),
        sources=made.commitments[0].sources,
    )  # fmt: skip
    found = {str(event["summary"]): event for event in events(Record(name="t", readings=(extend(made, [due]),)))}
    assert found["due: open a hotline"]["dtstart"].dt == date(2020, 6, 5)


def test_what_is_due_by_a_rule_stands_on_the_day_that_the_rule_comes_to() -> None:
    from dragoman.reading.byhand import read

    text = RULES.read_text("utf-8")
    found = {str(event["uid"]): event for event in events(Record(name="six", readings=(read(text),)))}
    due = [event for uid, event in found.items() if uid.endswith("six-party-2007-yb-seal@dragoman")]
    assert [event["dtstart"].dt for event in due] == [date(2007, 4, 14)]
    assert "60 days after" in due[0]["description"] and due[0]["summary"].startswith("due: shut down and seal")


SIGNED = """[process]
id = "truce"
title = "A truce"

[[actor]]
id = "usa"
name = "United States"
kind = "state"

[[source]]
id = "s1"
what = "a report"

[[milestone]]
id = "signed"
name = "Signature"
rule = "when both have signed"
day = "2020-01-01"
words = "They signed on the first."
source = "s1"
basis = "summary"

[[account]]
of = "signed"
value = "2020-01-02"
words = "They signed on the second."
source = "s1"
basis = "summary"

[[commitment]]
id = "leave"
by = ["usa"]
action = "leave the valley"
due = "5 days after signed"
words = "It leaves within five days."
source = "s1"
basis = "summary"
"""


def test_where_accounts_differ_each_has_an_event_and_none_is_certain() -> None:
    from dragoman.reading.byhand import read

    found = [event for event in events(Record(name="t", readings=(read(SIGNED),))) if "due:" in event["summary"]]
    assert {(str(event["uid"]), event["dtstart"].dt, str(event["status"])) for event in found} == {
        ("truce-leave@dragoman", date(2020, 1, 6), "TENTATIVE"),
        ("1-truce-leave@dragoman", date(2020, 1, 7), "TENTATIVE"),
    }


def test_later_reports_and_another_run_leave_uids_and_bytes_as_they_are() -> None:
    first, again = talks(), dated(talks(), "2020-06-03")
    later = rewritten(again)
    alone = {str(event["uid"]) for event in events(Record(name="t", readings=(first,)))}
    both = Record(name="t", readings=(first, later))
    assert alone <= {str(event["uid"]) for event in events(both)}
    assert list(export(both)) == list(export(both))


def rewritten(made: Reading) -> Reading:
    """Return the reading as if it were of another document."""
    changed = msgspec.structs.replace(made.document, id="f" * 12, sha256="f" * 64)
    meetings = tuple(msgspec.structs.replace(one, id=f"{one.id}b") for one in made.meetings)
    return msgspec.structs.replace(
        made, document=changed, meetings=meetings, decisions=(), commitments=(), verifications=(), events=()
    )


def test_what_a_person_rejected_is_left_out() -> None:
    found = summit("2019-02-27")
    met = msgspec.structs.replace(
        found.readings[0].meetings[0], review=Review(state="rejected", by="Ida Lund", made="2019-02-01T00:00:00Z")
    )
    reading_ = msgspec.structs.replace(found.readings[0], meetings=(met,))
    assert not events(msgspec.structs.replace(found, readings=(reading_,)))


@pytest.mark.parametrize(
    "hostile",
    [
        "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM",
        'a;b,c:d\\n"e"\n\tf',
        "bell \x07 null \x00 escape \x1b[31m direction \u202e",
        "half \ud800 of a character",
        "long " * 500,
        "ATTACH;FMTTYPE=text/html:https://example.org",
    ],
)
def test_hostile_words_stay_words(hostile: str) -> None:
    found = summit("2019-02-27", words="Said: " + hostile.encode("utf-8", "replace").decode())
    named = msgspec.structs.replace(found, name=hostile)
    data = b"".join(export(named))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    made = Calendar.from_ical(data)
    assert [part.name for part in made.walk()] == ["VCALENDAR", "VEVENT"]
    assert not {b"\x00", b"\x07", b"\x1b"} & {bytes([sign]) for sign in data}
    (event,) = made.walk("VEVENT")
    for word in ("bell", "x", "ATTACH;FMTTYPE=text/html:https://example.org"):
        assert word in str(event["description"]) or word not in hostile
