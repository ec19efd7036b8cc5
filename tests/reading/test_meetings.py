"""Meetings: a text and what the reader should make of it, side by side."""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Meeting, Reading
from dragoman.reading import read

DATE = "2021-03-17"  # a Wednesday


def reading(text: str, date: str = DATE) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), date))


def only(text: str) -> Meeting:
    meetings = reading(text).meetings
    assert len(meetings) == 1, [(m.kind, m.status, [s.quote for s in m.sources]) for m in meetings]
    return meetings[0]


# fmt: off
STATUS = [
    ("French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday.", "talks", "held"),
    ("French President Emmanuel Macron will meet German Chancellor Angela Merkel in Berlin on Friday.", "talks", "scheduled"),
    ("French President Emmanuel Macron could meet German Chancellor Angela Merkel next month.", "talks", "proposed"),
    ("French President Emmanuel Macron plans to meet German Chancellor Angela Merkel.", "talks", "scheduled"),
    ("French President Emmanuel Macron agreed to meet German Chancellor Angela Merkel.", "talks", "agreed"),
    ("French President Emmanuel Macron refused to meet German Chancellor Angela Merkel.", "talks", "refused"),
    ("French President Emmanuel Macron offered to meet German Chancellor Angela Merkel.", "talks", "proposed"),
    ("French President Emmanuel Macron held talks with German Chancellor Angela Merkel in Berlin.", "talks", "held"),
    ("French President Emmanuel Macron and German Chancellor Angela Merkel met on Tuesday.", "talks", "held"),
    ("Talks between France and Germany were postponed on Tuesday.", "talks", "postponed"),
    ("Talks between Iran and France that were due to begin this week have been postponed.", "talks", "postponed"),
    ("Talks due to begin on Monday between Iran and France have been called off.", "talks", "cancelled"),
    ("Germany cancelled a meeting with France on Tuesday.", "talks", "cancelled"),
    ("Iran rejected talks with the United States on Tuesday.", "talks", "refused"),
    ("Iran called for talks with the United States.", "talks", "proposed"),
    ("Iran and the United States agreed to hold a summit in Geneva in June.", "summit", "agreed"),
    ("The summit between Iran and the United States will be held in Geneva in June.", "summit", "scheduled"),
    ("French President Emmanuel Macron arrived in Berlin on Tuesday for a two-day visit.", "visit", "under-way"),
    ("French President Emmanuel Macron will visit Berlin next week.", "visit", "scheduled"),
]
# fmt: on


@pytest.mark.parametrize(("text", "kind", "status"), STATUS)
def test_status_follows_tense_modality_and_governor(text: str, kind: str, status: str) -> None:
    meeting = only(text)
    assert (meeting.kind, meeting.status) == (kind, status)


NONE = [
    "The company did not meet its target on Tuesday.",
    "President Emmanuel Macron met the deadline.",
    "Germany called for restraint.",
    "President Emmanuel Macron talked about the economy.",
    "A spokesman told a news conference that prices had risen.",
    "French President Emmanuel Macron did not meet German Chancellor Angela Merkel.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_meeting_is_none(text: str) -> None:
    assert reading(text).meetings == ()


def test_one_encounter_named_three_times_is_one_entry() -> None:
    text = (
        "French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday.\n\n"
        "The meeting lasted two hours, an aide said.\n\n"
        "“I had a good meeting with Chancellor Merkel,” Macron said after the talks."
    )
    meeting = only(text)
    assert meeting.participants == ("emmanuel-macron", "angela-merkel")
    assert meeting.when.edtf == "2021-03-15"
    assert meeting.place == "berlin"
    assert len(meeting.sources) >= 3


def test_past_and_coming_meetings_of_the_same_parties_are_two() -> None:
    text = (
        "Foreign ministers Sergei Lavrov and Wang Yi met in Beijing on Monday. "
        "They agreed to hold a second meeting in Moscow in June."
    )
    first, second = reading(text).meetings
    assert (first.status, first.place) == ("held", "beijing")
    assert (second.status, second.ordinal, second.place) == ("agreed", 2, "moscow")


def test_talks_during_a_visit_are_part_of_it() -> None:
    text = (
        "US Secretary of State Antony Blinken paid his first visit to Seoul on Wednesday, "
        "where he met South Korean President Moon Jae-in for an hour."
    )
    found = {meeting.kind: meeting for meeting in reading(text).meetings}
    assert found["visit"].ordinal == 1
    assert found["visit"].host == "kor"
    assert found["talks"].part_of == found["visit"].id
    assert found["talks"].duration == "PT1H"


def test_every_source_is_the_text_as_it_lies() -> None:
    text = "Talks  between\nIran and the “United States” were held in  Oman on Monday."
    result = reading(text)
    for meeting in result.meetings:
        for source in meeting.sources:
            assert text[slice(*source.span)] == source.quote


def test_what_was_discussed_is_a_topic_of_the_talks() -> None:
    meeting = only("French President Emmanuel Macron discussed with German Chancellor Angela Merkel the gas pipeline.")
    assert (meeting.kind, meeting.status) == ("talks", "held")
    assert meeting.topics == ("the gas pipeline",)


def test_order_is_kept_where_the_text_gives_it() -> None:
    text = (
        "US Secretary of State Antony Blinken met South Korean President Moon Jae-in after his visit to Beijing. "
        "He flew home that night."
    )
    found = {meeting.kind: meeting for meeting in reading(text).meetings}
    assert found["talks"].when.after == (found["visit"].id,)


def test_a_summit_named_by_its_place_before_it_is_told_is_that_summit() -> None:
    text = (
        "Progress is being made on the Reykjavik summit agreements, an official said.\n\n"
        "US President Ronald Reagan and Soviet leader Mikhail Gorbachev met in Reykjavik in October."
    )
    meeting = only(text)
    assert (meeting.kind, meeting.place, len(meeting.sources)) == ("summit", "reykjavik", 2)


# fmt: off
WHO = [
    ("Foreign ministers of the five states meeting in Vienna agreed to set up a panel.", "talks", "held", {"foreign-ministers"}, "vienna"),
    ("A major goal of Chinese President Xi Jinping's four-day state visit to Moscow was a gas deal.", "visit", "held", {"xi-jinping"}, "moscow"),
    ("Chinese President Xi Jinping also planned to visit Russian gas giant Gazprom.", "visit", "scheduled", {"xi-jinping"}, None),
    ("He was referring to the slated visit of U.S. Commerce Secretary Penny Pritzker to Cairo in September.", "visit", "scheduled", {"penny-pritzker"}, "cairo"),
    ("After the talks in Geneva, Russian Foreign Minister Sergei Lavrov said that progress had been made.", "talks", "held", {"sergei-lavrov"}, "geneva"),
]
# fmt: on


@pytest.mark.parametrize(("text", "kind", "status", "who", "place"), WHO)
def test_who_takes_part_and_where(text: str, kind: str, status: str, who: set[str], place: str | None) -> None:
    meeting = only(text)
    assert (meeting.kind, meeting.status) == (kind, status)
    assert set(meeting.participants) == who
    assert meeting.place == place


def test_the_simple_present_with_a_day_is_a_plan() -> None:
    meeting = only("French President Emmanuel Macron meets German Chancellor Angela Merkel in Berlin on Friday.")
    assert (meeting.status, meeting.when.edtf) == ("scheduled", "2021-03-19")


def test_since_tells_when_another_was() -> None:
    meeting = only("It was Russian Foreign Minister Sergei Lavrov's fourth trip to Ankara and his first since July.")
    assert (meeting.status, meeting.ordinal, meeting.when.edtf) == ("held", 4, None)


def test_what_is_touched_on_was_not_thereby_held() -> None:
    text = "The talk touched on the second summit between Iran and Iraq."
    assert [meeting.status for meeting in reading(text).meetings if meeting.status == "held"] == []


# fmt: off
TOLD = [
    ("U.N. aid chief Martin Griffiths arrived in Port Sudan on Monday.", "visit held martin-griffiths"),
    ("French President Emmanuel Macron told German Chancellor Angela Merkel by telephone that he would come.", "call held emmanuel-macron angela-merkel"),
    ("French President Emmanuel Macron held separate calls with Angela Merkel and Boris Johnson.", "call held emmanuel-macron boris-johnson"),
    ("French President Emmanuel Macron had called German Chancellor Angela Merkel earlier in the week.", "call held emmanuel-macron angela-merkel"),
    ("French President Emmanuel Macron called German Chancellor Angela Merkel a friend.", ""),
    ("Emmanuel Macron and Angela Merkel spoke in Paris. U.S. envoy Ivan Marek, who met both leaders on Monday, was glad.", "talks held ivan-marek emmanuel-macron angela-merkel"),
    ("Emmanuel Macron thanked Angela Merkel. The two will meet in Berlin on Friday.", "talks scheduled emmanuel-macron angela-merkel"),
    ("\"We have a deal,\" German Chancellor Angela Merkel told reporters after nearly twelve hours of talks.", "talks held angela-merkel"),
    ("Chad and Niger agreed to a truce, the United Nations said at the end of a week of talks in Oslo.", "talks held tcd ner"),
    ("French President Emmanuel Macron shuttled between meeting rooms in Geneva.", ""),
    ("Ten days of talks between their leaders ended badly, U.N. chief Ivan Marek said after ten days of talks between the rivals.", ""),
    ("Iran will hand over the letter before its board meets on Friday.", ""),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_meetings_as_agencies_tell_them(text: str, expected: str) -> None:
    told = [" ".join((m.kind, m.status, *m.participants)) for m in reading(text).meetings]
    assert expected in told if expected else told == []


def test_a_call_to_two_is_not_the_meeting_of_the_two() -> None:
    text = "French President Emmanuel Macron held a conference call with Angela Merkel and Boris Johnson. "
    found = reading(text + "Merkel and Johnson last met in Brussels on March 3.").meetings
    assert [(m.kind, len(m.participants)) for m in found] == [("call", 3), ("talks", 2)]


# fmt: off
TOLD = [
    ("French President Emmanuel Macron, who saw German Chancellor Angela Merkel in Berlin on Monday, spoke of gas.", "talks held emmanuel-macron+angela-merkel berlin 2021-03-15"),
    ("French President Emmanuel Macron thanked German Chancellor Angela Merkel, whom he met in Berlin on Monday.", "talks held emmanuel-macron+angela-merkel berlin 2021-03-15"),
    ("US Secretary of State Antony Blinken called on French President Emmanuel Macron on Monday.", "talks held antony-blinken+emmanuel-macron None 2021-03-15"),
    ("US Secretary of State Antony Blinken briefed French President Emmanuel Macron on Monday.", "talks held antony-blinken+emmanuel-macron None 2021-03-15"),
    ("US Secretary of State Antony Blinken is due in Seoul on Friday.", "visit scheduled antony-blinken seoul 2021-03-19"),
    ("US Secretary of State Antony Blinken continues to Seoul tomorrow.", "visit scheduled antony-blinken seoul 2021-03-18"),
    ("French President Emmanuel Macron will soon discuss gas with German Chancellor Angela Merkel by telephone.", "call scheduled emmanuel-macron+angela-merkel None 2021-03-17/.."),
    ("French President Emmanuel Macron and German Chancellor Angela Merkel ought to hold the meeting that was put off in January.", "talks postponed emmanuel-macron+angela-merkel None 2021-01"),
]
NOT_TOLD = [
    "French President Emmanuel Macron called on German Chancellor Angela Merkel to resign.",
    "French President Emmanuel Macron saw German Chancellor Angela Merkel as a rival.",
    "US Secretary of State Antony Blinken briefed reporters on Monday.",
    "US Secretary of State Antony Blinken was due in Seoul on Monday but stayed at home.",
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_verbs_that_tell_of_a_meeting_in_passing(text: str, expected: str) -> None:
    meeting = only(text)
    who = "+".join(meeting.participants)
    assert f"{meeting.kind} {meeting.status} {who} {meeting.place} {meeting.when.edtf}" == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_verbs_that_look_as_if_they_told_of_one(text: str) -> None:
    assert reading(text).meetings == ()


def test_who_is_received_on_a_visit_is_the_visitor() -> None:
    text = (
        "French President Emmanuel Macron received US Secretary of State Antony Blinken on a visit to Paris on Monday."
    )
    found = {meeting.kind: meeting for meeting in reading(text).meetings}
    assert found["visit"].participants == ("antony-blinken",)
    assert found["talks"].participants == ("emmanuel-macron", "antony-blinken")


def test_a_similar_visit_that_somebody_called_off_is_of_the_same_visitor() -> None:
    text = (
        "US Secretary of State Antony Blinken will visit Seoul next month, weeks after President Joe Biden called off a "
        "similar trip. The visit is meant to renew the promises made in Tokyo in January."
    )
    planned, off = reading(text).meetings
    assert (off.status, off.participants, off.when.edtf) == ("cancelled", ("antony-blinken",), None)
    assert (planned.status, planned.when.edtf) == ("scheduled", "2021-04")
    assert any(source.quote == "The visit" for source in planned.sources)


def test_talks_that_are_finished_at_last_were_not_put_off() -> None:
    text = "Antony Blinken met Emmanuel Macron on Tuesday to finish talks that were interrupted in January."
    assert {meeting.status for meeting in reading(text).meetings} == {"held"}


def test_where_the_summit_will_be_is_news_of_the_one_told_before() -> None:
    text = (
        "The second summit between US President Joe Biden and French President Emmanuel Macron will be in Spain on May 3. "
        "Madrid prevailed: the summit will be held in Madrid, an aide said."
    )
    assert only(text).place == "madrid"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "Abdel Fattah al-Burhan will not sit down with Mohamed Hamdan Dagalo until the hospitals are free.",
            "the hospitals are free",
        ),
        (
            "Joe Biden will not meet Vladimir Putin unless Russia withdraws its troops.",
            "unless Russia withdraws its troops",
        ),
        ("Japan offered to meet North Korea if the abducted are freed.", "the abducted are freed"),
        ("Japan offered to meet North Korea in Beijing.", None),
    ],
)
def test_what_a_meeting_waits_for_is_its_condition(text: str, condition: str | None) -> None:
    (meeting,) = reading(text).meetings
    assert meeting.status in ("refused", "proposed")
    assert [one.of for one in meeting.conditions] == ([condition] if condition else [])


def test_encounters_told_in_one_breath_have_ids_of_their_own() -> None:
    found = reading("Josep Borrell met separately with Aleksandar Vučić, Albin Kurti and Edi Rama.").meetings
    assert [len(meeting.participants) for meeting in found] == [2, 2, 2]
    assert len({meeting.id for meeting in found}) == 3


def test_who_brings_others_together_is_their_host() -> None:
    (meeting,) = reading(
        "Dmitry Medvedev brought Ilham Aliyev and Serzh Sargsyan together in Kazan on Friday."
    ).meetings
    assert meeting.host == "dmitry-medvedev"
    assert len(meeting.participants) == 3


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Anthony Albanese flew to Jakarta on Tuesday to see Joko Widodo.", "joko-widodo"),
        ("Anthony Albanese flew to Singapore on Tuesday to see Joko Widodo.", None),
        ("Abiy Ahmed was received by Abdel Fattah al-Sisi in Cairo on Sunday.", "abdel-fattah-al-sisi"),
    ],
)
def test_who_is_visited_at_home_or_receives_is_the_host(text: str, host: str | None) -> None:
    (talks,) = [meeting for meeting in reading(text).meetings if meeting.kind == "talks"]
    assert talks.host == host
