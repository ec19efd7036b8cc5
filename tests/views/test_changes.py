from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from dragoman.model import Actor, Mention, Mode, Place, Reading, Record, Source, Statement, When
from dragoman.views import EVERYTHING, Asked, Matter, changes
from tests.factories import document, reading

BERG = Actor(id="berg", name="Anna Berg", kind="person")
LUND = Actor(id="lund", name="Ida Lund", kind="person")
OFFICIALS = Actor(id="officials", name=None, kind="group", roles=("officials",))


@dataclass
class Said:
    """What one report says that somebody said."""

    day: str
    words: str
    speaker: str = "berg"
    made: str | None = None
    mode: Mode = "direct"
    mentions: dict[str, str] = field(default_factory=dict)


def report(*said: Said) -> Reading:
    text = "\n\n".join(one.words for one in said) + f"\n\n{len(said)} of {said[0].day}"
    doc = document(text, said[0].day)
    made, mentions, at = [], [], 0
    for number, one in enumerate(said):
        span = (at, at + len(one.words))
        at = span[1] + 2
        made.append(
            Statement(
                id=f"s{number}{doc.id[:6]}", speaker=one.speaker, content=one.words, spans=(span,), mode=one.mode,
                sources=(Source(span=span, quote=one.words),), when=When(edtf=one.made or one.day),
            )
        )  # fmt: skip
        for words, id in one.mentions.items():
            start = span[0] + one.words.index(words)
            mentions.append(Mention(span=(start, start + len(words)), quote=words, of=(id,)))
    places = (Place(id="salt-pass", name="Salt Pass", kind="facility"),)
    return reading(doc, actors=(BERG, LUND, OFFICIALS), statements=tuple(made), mentions=tuple(mentions), places=places)


def found(*reports: Reading, asked: Asked = EVERYTHING) -> tuple[Matter, ...]:
    return changes(Record(name="x", readings=reports), asked)


def worded(matters: tuple[Matter, ...]) -> list[list[str]]:
    return [[wording.said.content for wording in matter.wordings] for matter in matters]


FIRST = "We will open the depot to monitors without conditions"
SECOND = "We may open the depot to monitors once sanctions are lifted"


def test_a_change_of_wording_is_shown_word_by_word_oldest_first() -> None:
    (matter,) = found(report(Said("2020-03-01", SECOND)), report(Said("2020-02-01", FIRST)))
    assert matter.speaker == "Anna Berg"
    first, second = matter.wordings
    assert (first.said.content, second.said.content) == (FIRST, SECOND)
    assert first.changes == () and second.shared == 0.75
    assert [(change.same, change.before, change.after) for change in second.changes] == [
        (True, "We", "We"),
        (False, "will", "may"),
        (True, "open the depot to monitors", "open the depot to monitors"),
        (False, "without conditions", "once sanctions are lifted"),
    ]


def test_a_changed_no_is_a_change_however_alike_the_words() -> None:
    matters = found(report(Said("2020-02-01", "The depot is ready for monitors")), report(Said("2020-02-02", "The depot is not ready for monitors")))  # fmt: skip
    (matter,) = matters
    assert [change.after for change in matter.wordings[1].changes if not change.same] == ["not"]


def test_the_same_words_are_said_again_and_are_no_change() -> None:
    (matter,) = found(
        report(Said("2020-02-01", FIRST)),
        report(Said("2020-02-02", FIRST.upper() + ".")),
        report(Said("2020-02-03", "open the depot to monitors without")),  # a stretch of them
    )
    (wording,) = matter.wordings
    assert wording.said.content == FIRST and len(wording.again) == 2


def test_other_matters_other_speakers_and_nameless_ones_are_not_compared() -> None:
    assert (
        found(report(Said("2020-02-01", FIRST)), report(Said("2020-02-02", "The prices of bread have doubled"))) == ()
    )
    assert found(report(Said("2020-02-01", FIRST)), report(Said("2020-02-02", SECOND, "lund"))) == ()
    assert found(report(Said("2020-02-01", FIRST, "officials")), report(Said("2020-02-02", SECOND, "officials"))) == ()


def test_a_long_text_speaks_of_many_matters_and_is_no_wording_of_one() -> None:
    page = f"{SECOND}. Bread, harbours, schools, roads, prices, weather, fishing, grain, ferries, pensions, tariffs, visas, courts came up too"
    assert found(report(Said("2020-02-01", FIRST)), report(Said("2020-02-02", page))) == ()


def test_a_report_that_says_one_thing_twice_is_no_change_unless_it_was_said_on_two_days() -> None:
    assert found(report(Said("2020-02-01", FIRST), Said("2020-02-01", SECOND))) == ()
    (matter,) = found(report(Said("2020-02-01", SECOND), Said("2020-02-01", FIRST, made="2020-01")))
    assert worded((matter,)) == [[FIRST, SECOND]]


def test_those_who_act_make_no_matter_and_places_do() -> None:
    names = {"Anna Berg": "berg", "Ida Lund": "lund"}
    one = Said("2020-02-01", "Anna Berg and Ida Lund dined", mentions=names)
    other = Said("2020-02-02", "Anna Berg and Ida Lund quarrelled", mentions=names)
    assert found(report(one), report(other)) == ()
    here = Said("2020-02-01", "the gates of Salt Pass stay shut", mentions={"Salt Pass": "salt-pass"})
    there = Said("2020-02-02", "nobody opens the gates of the depot", mentions={"the depot": "salt-pass"})
    assert worded(found(report(here), report(there))) == [[here.words, there.words]]


def test_only_what_is_asked_for_is_compared() -> None:
    reports = (report(Said("2020-02-01", FIRST)), report(Said("2020-02-02", SECOND)))
    assert found(*reports, asked=Asked(about=("sanctions",))) == ()
    assert len(found(*reports, asked=Asked(about=("depot",), speaker=("berg",)))) == 1


@pytest.mark.parametrize("words", ["", " ", "...", "the of"])
def test_words_without_meaning_do_no_harm(words: str) -> None:
    assert found(report(Said("2020-02-01", f"{words}x")), report(Said("2020-02-02", f"{words}y"))) == ()
