"""Decisions: a text and which question it leaves open, narrows or settles, side by side."""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Reading
from dragoman.reading import read


def reading(text: str) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), "2019-01-15"))


# fmt: off
QUESTIONS = [
    ("No date has been set for the summit between President Putin and President Biden.", {("date", "open")}),
    ("Iran and the United States have agreed to hold talks. The two sides have not decided on a venue.", {("venue", "open")}),
    ("The date and place of the summit between Iran and Iraq will be announced later.", {("date", "open"), ("venue", "open")}),
    ("The date of the talks between India and Pakistan has not been fixed, the spokesman said.", {("date", "open")}),
    ("Diplomats chose Vienna as the venue for the talks between Iran and the European Union.", {("venue", "decided")}),
    ("Egypt and Sudan narrowed the list of venues for the planned summit between their presidents.", {("venue", "narrowed")}),
    ("The time has come for talks between Egypt and Sudan.", set()),
    ("Prices were set by the market.", set()),
    ("The two sides argued over the agenda of the talks.", {("agenda", "open")}),
    ("A date for the election has yet to be set.", {("date", "open")}),
    ("The seat of the court was decided on Monday.", {("venue", "decided")}),
    ("The company reviewed the schedule of its flights.", set()),
]
OPTIONS = [
    ("Russia wants the meeting to take place in Geneva, while Ukraine prefers Istanbul as the venue for the talks between Vladimir Putin and Volodymyr Zelensky.",
     {("Geneva", "rus", "prefer"), ("Istanbul", "ukr", "prefer")}),
    ("Hanoi and Da Nang are being considered as venues for the second summit between Donald Trump and Kim Jong Un.",
     {("Hanoi", None, "accept"), ("Da Nang", None, "accept")}),
    ("The United States has ruled out Hawaii as the location of a second summit between Donald Trump and Kim Jong Un.",
     {("Hawaii", "usa", "reject")}),
    ("Vietnam offered to host the second summit between Donald Trump and Kim Jong Un in Hanoi.", {("Hanoi", "vnm", "offer")}),
    ("North Korea insisted that the summit between Donald Trump and Kim Jong Un be held in Pyongyang.",
     {("Pyongyang", "prk", "require")}),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_which_question_and_how_far(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(d.question, d.status) for d in reading(text).decisions} == expected


@pytest.mark.parametrize(("text", "expected"), OPTIONS)
def test_options_are_named_with_who_holds_which_stance(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    options = {(o.value, o.by, o.stance) for d in reading(text).decisions for o in d.options}
    assert options == expected


def test_a_wanted_place_is_an_option_and_not_where_the_meeting_is() -> None:
    result = reading(OPTIONS[0][0])
    assert [meeting.place for meeting in result.meetings] == [None]


def test_an_unnamed_option_list_is_empty_and_says_so() -> None:
    result = reading("Egypt and Sudan are discussing the venue of a summit that they agreed to hold.")
    (decision,) = result.decisions
    assert decision.options == ()
    assert [p.entry for p in result.problems if p.code == "no-option"] == [decision.id]


def test_a_vague_day_is_the_constraint_of_an_open_date() -> None:
    text = (
        "Egypt and Sudan agreed that a summit between their presidents should be held as soon as possible. "
        "They have yet to set a date for the summit."
    )
    decision = next(d for d in reading(text).decisions if d.question == "date")
    assert (decision.status, decision.constraint) == ("open", "as soon as possible")


# fmt: off
ASKED = [
    ("The two delegations have not yet decided whether they will sit in one room.",
     ("format", "open", "whether they will sit in one room")),
    ("Britain is weighing whether to send ships to the Gulf.", ("other", "open", "whether to send ships to the Gulf")),
    ("NATO put off a decision on Ukraine's membership.", ("other", "open", "Ukraine's membership")),
    ("The deadline for a settlement with Iran has been moved to 30 June 2019.", ("date", "decided", "The deadline")),
    ("It remains unclear how many observers the European Union will send.",
     ("format", "open", "how many observers the European Union will send")),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_question_in_so_many_words(text: str, expected: tuple[str, str, str]) -> None:
    (decision,) = reading(text).decisions
    assert (decision.question, decision.status, decision.about) == expected


def test_where_and_when_are_about_the_meeting_that_they_are_asked_of() -> None:
    result = reading("A spokesman declined to say where the meeting between Egypt and Sudan would be held.")
    (decision,) = result.decisions
    assert (decision.question, decision.status, decision.about) == ("venue", "open", result.meetings[0].id)


def test_a_denied_date_is_not_decided() -> None:
    text = "Dmitry Peskov denied that any date had been set for the summit between Vladimir Putin and Joe Biden."
    result = reading(text)
    assert [(d.question, d.status) for d in result.decisions] == [("date", "open")]
    assert [(m.kind, m.status) for m in result.meetings] == [("summit", "proposed")]


def test_a_moved_deadline_has_its_day() -> None:
    (decision,) = reading(ASKED[3][0]).decisions
    assert [option.value for option in decision.options] == ["2019-06-30"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The venue of the talks between Sudan and Chad will be decided by Qatar by Friday, the mediator said.", "qat"),
        ("The venue of the summit between Serbia and Kosovo was chosen by the European Union.", "eu"),
        ("No date has been set for the summit between Serbia and Kosovo.", "srb xkx"),
    ],
)
def test_who_decides_is_whom_the_words_name_else_those_who_meet(text: str, who: str) -> None:
    found = reading(text)
    assert [" ".join(one.decided_by) for one in found.decisions] == [who]
    assert all("qat" not in meeting.participants and meeting.when.edtf is None for meeting in found.meetings)
