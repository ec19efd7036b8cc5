from __future__ import annotations

import pytest

from dragoman.cli.errors import interrupted
from dragoman.cli.lines import line, when_words
from dragoman.cli.names import names, voice
from dragoman.cli.pages import clipped
from dragoman.model import (
    Actor,
    Commitment,
    Condition,
    Dateline,
    Decision,
    Entry,
    Event,
    Meeting,
    Option,
    Statement,
    Verification,
    When,
)
from dragoman.views import sentence
from dragoman.views.lines import agency
from dragoman.wording import value_words
from tests.cli.conftest import Run
from tests.factories import document, plain, reading, talks

CALLED = names([talks()])


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            Commitment(
                id="c9", sources=(), by=("berg",), to=("haddad",), action="close the depot", phase="offered", place="oslo",
                strength="intent", due=When(text="by the end of June", edtf="2020-06"),
                conditions=(Condition(of="after the visit", kind="after"), Condition(of="m1", kind="provided")),
            ),
            "intent by Anna Berg to Omar Haddad: close the depot, in Oslo, on condition: after the visit; provided talks m1, "
            "due “by the end of June” (June 2020)",
        ),
        (Commitment(id="c9", sources=(), action="leave", phase="floated", due=When(text="soon")),
         "commitment: leave, due “soon”"),
        (Decision(id="d9", sources=(), about=None, question="venue", status="open"), "venue: no option named"),
        (
            Decision(id="d9", sources=(), about="the summit", question="date", status="decided", decided_by=("berg",),
                     options=(Option(value="2019-02-27", stance="offer"),)),
            "date of the summit: 27 Feb 2019 (offered), decided by Anna Berg",
        ),
        (Meeting(id="m9", sources=(), kind="visit", status="held", host="haddad", part_of="m1", topics=("the depot",)),
         "visit: hosted by Omar Haddad, part of talks m1, on the depot"),
        (Verification(id="v9", sources=(), of="c1", status="completed", scope=("correctness", "completeness"),
                      finding="confirmed"),
         "check of commitment c1: for correctness and completeness, finding: confirmed"),
        (Event(id="e9", sources=(), event="PROTEST", mode="demo", recipients=("haddad",), status="happened"),
         "protest (demo): towards Omar Haddad"),
        (Statement(id="s9", sources=(), speaker=None, content="so be it", spans=(), mode="indirect"),
         "someone unnamed: so be it"),
    ],
)  # fmt: skip
def test_an_entry_is_one_line_of_words(entry: Entry, words: str) -> None:
    assert line(entry, CALLED) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(edtf="2020-06", text="June"), "June 2020"),
        (When(text="in due course"), "“in due course”"),
        (When(after=("m1",)), "after talks m1"),
        (When(before=("m1", "m2")), "before talks m1, talks m2"),
        (When(), "no date"),
    ],
)
def test_a_time_is_said_as_well_as_it_is_known(when: When, words: str) -> None:
    assert when_words(when, CALLED) == words


def test_who_says_it_and_through_whom() -> None:
    assert voice(talks(), "s3", CALLED) == "Anna Berg, via Ida Lund"
    assert voice(talks(), None, CALLED) == "Lake Wire"
    assert voice(plain("Nothing."), None, CALLED) == "the report"


def test_statements_told_in_each_other_end() -> None:
    doc = document("He said she said.")
    said = [
        Statement(id=a, sources=(), speaker=a, content="x", spans=((0, 1),), mode="indirect", within=b)
        for a, b in (("s1", "s2"), ("s2", "s1"))
    ]
    assert voice(reading(doc, statements=tuple(said)), "s1", CALLED).count("via") <= 2


def test_a_small_agency_is_called_as_its_dateline_writes_it() -> None:
    line = Dateline(text="OSLO (Fjord-News) -", agency="fjord-news", span=(0, 19))
    doc = document("OSLO (Fjord-News) - Nothing.", dateline=line)
    assert agency(doc) == {"fjord-news": "Fjord-News"}
    made = reading(doc, actors=(Actor(id="fjord-news", name="fjord-news", kind="organisation"),))
    assert names([made]).of("fjord-news") == "Fjord-News"


def test_messages_name_people_and_not_their_ids() -> None:
    people = (
        Actor(id="anna-berg", name="Anna Berg", kind="person"),
        Actor(id="usa", name="United States", kind="state"),
    )
    called = names([reading(document("a"), actors=people)])
    assert called.worded("The two: anna-berg and usa-born, or usa") == "The two: Anna Berg and usa-born, or usa"


def test_a_name_goes_before_a_role_where_two_documents_share_an_id() -> None:
    role = reading(document("a"), actors=(Actor(id="envoy", name=None, kind="person", roles=("an envoy",)),))
    named = reading(document("b"), actors=(Actor(id="envoy", name="Anna Berg", kind="person"),))
    assert names([role, named]).of("envoy") == names([named, role]).of("envoy") == "Anna Berg"


@pytest.mark.parametrize(
    ("text", "quote", "around"),
    [
        ("One. Two has three. Four.", "three", "Two has three."),
        ("One. Two has three", "Two", "Two has three"),
        ('He said: "Go." She went.', "went", "She went."),
        ("Title\n\nThe U.S. envoy met him. End", "envoy", "The U.S. envoy met him."),
        ("whole", "whole", "whole"),
    ],
)
def test_the_sentence_around_a_quote(text: str, quote: str, around: str) -> None:
    start = text.index(quote)
    found = sentence(text, (start, start + len(quote)))
    assert text[slice(*found)].strip() == around


def test_small_words() -> None:
    assert clipped("word " * 30) == "word word word word word word word word word word word word…"
    assert value_words("ordinal", "2") == "2nd" and value_words("duration", "PT2H") == "2 hours"
    assert interrupted(None) == "interrupted; nothing was changed."


def test_a_hostile_report_cannot_steer_the_terminal(run: Run) -> None:
    hostile = "\x1b]0;owned\x07Big \u202etalks\n\nOSLO (\x1b[31mWire) - Berg met \x1b[2JHaddad in Oslo, \x9b31mLund said. [red]x[/red]\n"
    result = run("read", "-", "--date", "2020-06-02", input=hostile)
    assert result.exit_code in (0, 3), result.output
    assert not set("\x1b\x07\x9b\u202e") & set(result.output)
    kept = run("add", "-", "--date", "2020-06-02", input=hostile)
    assert kept.exit_code == result.exit_code and "\x1b" not in kept.output
    if kept.exit_code == 0:
        for view in ("timeline", "statements", "documents"):
            assert not set("\x1b\x07\x9b\u202e") & set(run("show", view).output)
