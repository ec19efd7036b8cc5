"""Meetings, open, accounts and cards, each over a text of our own and its reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.kinds import entries
from dragoman.model import Commitment, Dateline, Meeting, Mention, Problem, Reading, Record, Source, When
from dragoman.problems import UsageError
from dragoman.views import accounts, as_it_stood, card, meetings, open_, timeline
from tests.factories import document, plain, reading, source, talks
from tests.views.gold import gold_reading


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def follow_up(status: Any = "held", when: str | None = "2020-07-01", day: str = "2020-07-02", **fields: Any) -> Reading:
    """Return the reading of a later report, in which the same two meet under the same names."""
    text = f"OSLO (Hill Post) - Berg and Haddad: talks in Oslo {status} {when}, three weeks after Geneva."
    doc = document(text, day, dateline=Dateline(text="OSLO (Hill Post) -", agency="hill-post", span=(0, 18)))
    met = Meeting(
        id="m9", kind="talks", status=status, participants=("b", "h"), when=When(edtf=when),
        sources=(Source(span=(19, 35), quote=text[19:35], says={"status": status, "place": "oslo"}),),
        **fields,
    )  # fmt: skip
    actors = (
        msgspec.structs.replace(talks().actors[0], id="b", name="Anna-Berg"),
        msgspec.structs.replace(talks().actors[1], id="h"),
    )
    return reading(doc, actors=actors, meetings=(met,))


def test_meetings_say_who_met_whom() -> None:
    shown = [
        (m.line.entry, m.kind, m.status, m.participants, m.place, m.ordinal, m.duration, m.topics)
        for m in meetings(record(talks()))
    ]
    both = ("Anna Berg", "Omar Haddad")
    assert shown == [
        ("m2", "talks", "held", both, "Oslo", 1, None, ()),
        ("m1", "talks", "held", both, "Geneva", None, "PT3H", ("verification of Salt Pass", "the depot")),
        ("m3", "talks", "proposed", (), None, 2, None, ()),
    ]


# ---- one act in several documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (follow_up(when="2020-06-01"), True),
        (follow_up(when="2020-06"), True),
        (follow_up(when="2020-07-01"), False),  # another day
        (follow_up(when=None), False),  # two meetings would fit: better twice in a table than two in one
        (follow_up(when="2020-06-01", ordinal=3), True),
        (follow_up(when="2019-03", ordinal=3), False),  # the first of them was number one
        (follow_up(when="2019-03-05", ordinal=1), True),
    ],
)
def test_the_same_people_on_the_same_day_are_one_meeting(second: Reading, joined: bool) -> None:
    rows = meetings(record(talks(), second))
    assert len(rows) == (3 if joined else 4)
    (row,) = [row for row in rows if "m9" in (row.line.entry, *row.line.also)]
    assert {words.document for words in row.line.words} == (
        {talks().document.id, second.document.id} if joined else {second.document.id}
    )


def test_the_newest_status_leads_and_of_those_the_narrowest_date() -> None:
    early = follow_up("scheduled", "2020-08-01/2020-08-31", "2020-07-01")
    later = follow_up("held", "2020-08", "2020-09-02")
    latest = follow_up("held", "2020-08-14", "2020-09-01")
    (row,) = meetings(record(early, latest, later))
    assert (row.status, row.line.edtf, row.line.also) == ("held", "2020-08-14", ("m9", "m9"))


def test_all_kinds_are_joined_by_their_obvious_keys() -> None:
    again = talks("2020-06-04")
    other = document(again.document.text + "\nSecond edition.", "2020-06-04")
    again = msgspec.structs.replace(again, document=other)
    e1 = msgspec.structs.replace(talks().events[0], when=When(edtf="2020-06-01"))
    first, second = (msgspec.structs.replace(made, events=(e1,)) for made in (talks(), again))
    # m3 names no participants: its ordinal and its words tell that it is the same one; d1 hangs on m3.
    assert [(line.entry, line.also) for line in timeline(record(first, second), ("meeting", "event"))] == [
        ("m2", ("m2",)),
        ("m1", ("m1",)),
        ("e1", ("e1",)),
        ("m3", ("m3",)),
    ]
    assert [(line.entry, line.also) for line in open_(record(first, second))] == [
        ("d1", ("d1",)),
        ("m3", ("m3",)),
        ("c1", ("c1",)),
        ("v1", ("v1",)),
    ]


@pytest.mark.parametrize(
    ("names", "when", "joined"),
    [
        (("Anna Berg", "O. Haddad"), "2020-07-01", True),  # the first name is enough, the ordinal says the rest
        (("Berg", "somebody else"), None, True),
        ((), "2020-07", False),
        (("Anna Berg", "Haddad"), "2020-05-01", False),  # before the report that proposes it
        (("Ida Lund", "the minister"), "2020-07-01", False),  # another pair's second talks
    ],
)
def test_an_ordinal_and_somebody_in_common_are_enough(names: tuple[str, ...], when: str | None, joined: bool) -> None:
    first = follow_up("proposed", "2020-06-02/..", "2020-06-02", ordinal=2)
    doc = document(f"Their second talks were held {when} by {names}.", "2020-07-02")
    met = Meeting(
        id="m8", kind="talks", status="held", ordinal=2, participants=names, when=When(edtf=when),
        sources=(Source(span=(0, 5), quote="Their"),),
    )  # fmt: skip
    rows = meetings(record(first, reading(doc, meetings=(met,))))
    assert [(row.line.entry, row.line.also) for row in rows if row.line.entry == "m8"] == [
        ("m8", ("m9",) if joined else ())
    ]


def test_there_is_one_second_summit_whoever_is_named() -> None:
    def summit(text: str, day: str, *participants: str) -> Reading:
        met = Meeting(
            id=text[:2], kind="summit", status="agreed", ordinal=2, participants=participants,
            sources=(Source(span=(0, 2), quote=text[:2]),),
        )  # fmt: skip
        return reading(document(text, day), meetings=(met,))

    made = record(summit("a second summit", "2020-06-01", "Trump", "Kim"), summit("the second summit", "2020-06-02"))
    assert [(row.line.entry, row.line.also) for row in meetings(made)] == [("th", ("a ",))]


# ---- open -----------------------------------------------------------------------------------------------------------


def test_open_is_what_still_has_to_happen() -> None:
    assert [(line.kind, line.entry) for line in open_(record(talks()))] == [
        ("decision", "d1"),
        ("meeting", "m3"),
        ("commitment", "c1"),
        ("verification", "v1"),
    ]


@pytest.mark.parametrize(
    ("status", "when", "as_of", "is_open"),
    [
        ("scheduled", "2020-07-20", None, True),
        ("scheduled", "2020-07-20", "2020-07-20", True),
        ("scheduled", "2020-07-20", "2020-07-21", False),  # past, though nothing says that it was held
        ("scheduled", "2020-07", "2020-07-21", True),
        ("agreed", "2020-07-02/..", "2029", True),  # a vague date is never past
        ("proposed", None, "2029", True),
        ("postponed", "2020-07-01", "2020-08-01", True),
        ("held", "2020-07-01", None, False),
        ("cancelled", "2020-07-20", None, False),
        ("refused", "2020-07-20", None, False),
        ("scheduled", "2020-07-20", "2020-07-01", False),  # not yet reported on that day
    ],
)
def test_a_meeting_is_open_until_its_last_possible_day(
    status: Any, when: str | None, as_of: str | None, is_open: bool
) -> None:
    assert bool(open_(record(follow_up(status, when)), as_of)) is is_open


@pytest.mark.parametrize(("phase", "is_open"), [
    ("floated", True), ("offered", True), ("agreed", True), ("in-force", True), ("breached", True),
    ("performed", False), ("lapsed", False), ("withdrawn", False), ("refused", False), ("superseded", False),
])  # fmt: skip
def test_a_commitment_is_open_until_it_is_performed_or_dropped(phase: Any, is_open: bool) -> None:
    c1 = msgspec.structs.replace(talks().commitments[0], phase=phase)
    lines = open_(record(msgspec.structs.replace(talks(), commitments=(c1,))))
    assert ("c1" in [line.entry for line in lines]) is is_open


def test_the_record_can_be_seen_as_it_stood() -> None:
    whole = record(talks("2020-06-02"), follow_up(day="2020-07-02"), plain("Undated."))
    assert [r.document.title for r in as_it_stood(whole, "2020-06").readings] == ["Envoys meet in Geneva", None]
    with pytest.raises(UsageError, match="'June' is not a date"):
        open_(whole, "June")


# ---- accounts -------------------------------------------------------------------------------------------------------


def test_accounts_lay_who_vouches_for_what_side_by_side() -> None:
    table = accounts(record(talks()), "m1")
    assert table.voices == ("foreign ministry of Norland", "Lake Wire")
    assert [(row.topic, [[cell.value for cell in cells] for cells in row.cells]) for row in table.rows] == [
        ("status", [["held"], ["held"]]),
        ("place", [["Geneva"], []]),
    ]
    assert [[words.quote for words in part] for part in table.words] == [
        ["Anna Berg met Omar Haddad in Geneva on Monday for three hours"],
        ["The two"],
    ]
    assert table.rows[1].cells[0][0].words[0].statement == "s1"


def test_a_voice_is_a_chain_of_who_told_it() -> None:
    assert accounts(record(talks()), "v1").voices == ("Anna Berg via Ida Lund",)
    assert accounts(record(talks()), "s3").voices == ("Ida Lund",)


def test_who_issues_a_paper_goes_by_the_name_that_others_have_for_it() -> None:
    made = talks()
    for written, name in (("UNITED STATES DEPARTMENT OF STATE", "US State Department"), ("Lake Office", "Lake Office")):
        paper = msgspec.structs.replace(made.document, publisher=written, dateline=None)
        table = accounts(record(msgspec.structs.replace(made, document=paper)), "m1")
        assert name in table.voices
        assert (written in table.voices) == (written == name)


def test_accounts_of_several_documents_stand_in_one_table() -> None:
    table = accounts(record(talks(), follow_up(when="2020-06-01")), "m1")
    assert table.voices == ("Hill Post", "foreign ministry of Norland", "Lake Wire")
    places = {cell.value for row in table.rows if row.topic == "place" for cells in row.cells for cell in cells}
    assert places == {"Geneva", "oslo"}  # the accounts differ, and both stand
    assert [(row.topic, row.single, row.contested) for row in table.rows] == [
        ("status", False, False),
        ("place", False, True),
    ]


def test_one_voice_among_several_is_marked_and_a_status_that_went_on_is_not_contested() -> None:
    early = follow_up("scheduled", "2020-06-01", "2020-05-20")
    table = accounts(record(early, talks()), "m1")
    by_topic = {row.topic: (row.single, row.contested) for row in table.rows}
    assert by_topic["status"] == (False, False)
    off = accounts(record(follow_up("cancelled", "2020-06-01", "2020-05-31"), talks()), "m9")
    assert off.line.also == ()  # one is told as held, the other as off: a pair to judge, not one act
    assert {row.topic for row in table.rows if row.single} == set()
    alone = accounts(record(talks()), "m1")
    assert [row.topic for row in alone.rows if row.single] == ["place"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Haddad visited Geneva at the invitation of Anna Berg", ["Anna Berg"]),
        ("Haddad visited Geneva at Anna Berg's request", ["Anna Berg"]),
        ("Anna Berg had invited Haddad to Geneva", ["Anna Berg"]),
        ("Anna Berg received Haddad in Geneva", []),
    ],
)
def test_accounts_say_who_initiated(words: str, who: list[str]) -> None:
    doc = document(words + ".", "2020-06-02")
    at = words.index("Anna Berg")
    visit = Meeting(id="m5", kind="visit", status="held", sources=(source(doc, words, status="held"),))
    mention = Mention(span=(at, at + 9), quote="Anna Berg", of=("berg",))
    table = accounts(record(reading(doc, actors=talks().actors[:1], mentions=(mention,), meetings=(visit,))), "m5")
    assert [cell.value for row in table.rows if row.topic == "initiated_by" for cell in row.cells[0]] == who


def test_copies_of_one_text_are_one_voice_and_people_have_one_name() -> None:
    body = (
        "Envoy Berg agreed to open the crossing at Salt Pass before the summer, people who had seen the draft of the text "
        "told reporters at the lake, and the two delegations will look at a list of prisoners on Thursday afternoon."
    )
    made = []
    for title, publisher, name in (("Deal near", "Lake Wire", "Anna Berg"), ("Crossing to open", "Hill Post", "Berg")):
        doc = document(f"{title}\n\n{body}", "2020-06-02", publisher=publisher)
        pledge = Commitment(
            id=f"c-{publisher}", by=("anna-berg",), action="open the crossing at Salt Pass", phase="agreed",
            sources=(source(doc, "Envoy Berg agreed to open the crossing", phase="agreed", by=["anna-berg"]),),
        )  # fmt: skip
        berg = msgspec.structs.replace(talks().actors[0], id="anna-berg", name=name)
        made.append(reading(doc, actors=(berg,), commitments=(pledge,)))
    table = accounts(record(*made), "c-Lake Wire")
    assert table.voices == ("Hill Post and Lake Wire (2 copies of one text)",)
    assert {row.topic: [cell.value for cell in row.cells[0]] for row in table.rows} == {
        "phase": ["agreed"],
        "verb": ["agreed"],
        "by": ["Anna Berg"],
    }


def test_words_that_vouch_for_nothing_in_particular_still_have_their_voice() -> None:
    table = accounts(record(talks()), "d1")
    assert (table.voices, table.rows) == (("Lake Wire",), ())
    assert table.words[0][0].quote == "The venue of the next round is still to be chosen"


def test_every_value_of_says_can_be_put_in_words() -> None:
    made = talks()
    m1 = msgspec.structs.replace(
        made.meetings[0],
        sources=(
            Source(span=(44, 53), quote="Anna Berg", says={"by": ["berg", "x"], "n": 3, "due": {"edtf": "2020"}}),
        ),
    )
    table = accounts(record(msgspec.structs.replace(made, meetings=(m1,))), "m1")
    assert {row.topic: row.cells[0][0].value for row in table.rows} == {
        "by": "Anna Berg, x",
        "n": "3",
        "due": "edtf 2020",
    }


def test_the_founding_report_gives_its_gold_accounts_and_open_list(shared: Path) -> None:
    made = record(gold_reading(shared))
    table = accounts(made, "m6")
    assert "Mike Pompeo via Yoon Young-chan" in table.voices
    status = next(row for row in table.rows if row.topic == "status")
    said = dict(zip(table.voices, [[cell.value for cell in cells] for cells in status.cells], strict=True))
    assert said["Donald Trump"] == ["expected"]
    assert said["US State Department"] == ["in-preparation"]
    assert said["Mike Pompeo via Yoon Young-chan"] == ["agreed"]
    assert said["Reuters"] == ["in-preparation", "project"]
    lines = [line.entry for line in open_(made)]
    assert set(lines) >= {"d1", "d2", "m6", "c3", "v1", "v2"}
    assert set(lines).isdisjoint({"m1", "m2", "m3", "m4", "m5", "c1"})


# ---- card -----------------------------------------------------------------------------------------------------------


def test_a_card_shows_everything_about_one_entry() -> None:
    shown = card(record(talks()), "d1")
    assert shown.values == {
        "about": "2nd talks",
        "question": "venue",
        "status": "open",
        "options": "value Oslo, by Anna Berg, stance prefer",
    }
    assert [(p.before, p.words.quote, p.after, p.title, p.date) for p in shown.passages] == [
        (
            '… Ida Lund said. "We agreed to open a hotline," Berg wrote on Twitter. ',
            "The venue of the next round is still to be chosen",
            ". A second meeting should take place as soon as possible. The two first met in M",
            "Envoys meet in Geneva",
            "2020-06-02",
        )
    ]
    assert [(r.how, r.back, r.line.entry) for r in shown.related] == [("about", False, "m3")]
    assert shown.problems == (Problem(code="no-option", message="no venue is named", entry="d1"),)


def test_a_card_joins_what_hangs_together_both_ways() -> None:
    assert [(r.how, r.back, r.line.entry) for r in card(record(talks()), "m1").related] == [
        ("statement", False, "s1"),
        ("topics", False, "v1"),
        ("after", True, "s1"),
        ("stance", True, "s4"),
        ("after", True, "m3"),
    ]
    shown = card(record(talks()), "s4")
    assert shown.values["stance"].startswith("holder Anna Berg, label welcomes, toward talks in Geneva")
    assert shown.values["when"] == "by 2 Jun 2020"
    assert card(record(talks()), "m1").values["when (text)"] == "Monday"


def test_every_entry_has_a_card_and_accounts(shared: Path) -> None:
    for made in (talks(), gold_reading(shared)):
        for entry in entries(made):
            assert card(record(made), entry.id).line.entry == entry.id
            assert accounts(record(made), entry.id).line.quote


@pytest.mark.parametrize("view", [card, accounts])
def test_an_unknown_id_is_a_usage_error(view: Any) -> None:
    with pytest.raises(UsageError, match="no entry 'x9' in the record 'talks'"):
        view(record(talks()), "x9")
