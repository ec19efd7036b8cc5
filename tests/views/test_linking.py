"""Which entries of several documents are one act, which may be, and what people say of it; the sentences are ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Actor, Commitment, Link, Meeting, Place, Reading, Record, Statement, When
from dragoman.record import Store
from dragoman.views.linking import Linked, linked
from dragoman.views.linking.people import Cast
from tests.factories import document, reading, source

PEOPLE = {
    "berg": Actor(id="berg", name="Anna Berg", kind="person", country="NOR", roles=("Foreign Minister",)),
    "haddad": Actor(id="haddad", name="Omar Haddad", kind="person", country="SUD"),
    "lund": Actor(id="lund", name="Ida Lund", kind="person", country="NOR"),
}
PLACES = {
    "oslo": Place(id="oslo", name="Oslo", kind="city", country="NOR"),
    "geneva": Place(id="geneva", name="Geneva", kind="city", country="CHE"),
}


def report(
    text: str, day: str, who: tuple[str, ...], when: str | None, status: Any = "held", place: str | None = None,
    **fields: Any,
) -> Reading:  # fmt: skip
    """Return the reading of a report of one meeting, whose id is that of the document."""
    doc = document(text, day)
    met = Meeting(
        id="m" + doc.id, kind="talks", status=status, participants=who, place=place, when=When(edtf=when),
        sources=(source(doc, text),), **fields,
    )  # fmt: skip
    return reading(
        doc,
        meetings=(met,),
        actors=tuple(PEOPLE[ref] for ref in who),
        places=(PLACES[place],) if place else (),
    )


def of(*readings: Reading, links: tuple[Link, ...] = ()) -> Linked:
    return linked(Record(name="talks", readings=readings, links=links))


def together(found: Linked) -> set[frozenset[str]]:
    return {frozenset(entry.id for _, entry in act) for act in found.acts}


PAIR = ("berg", "haddad")
MAY = report("Berg met Haddad in Geneva on May 3.", "2020-05-04", PAIR, "2020-05-03", place="geneva")
MAY_AGAIN = report("Haddad and Berg spent Sunday talking.", "2020-05-05", PAIR, "2020-05-03")
JUNE = report("Berg and Haddad sat down in Oslo on June 9.", "2020-06-10", PAIR, "2020-06-09", place="oslo")
VAGUE = report("Berg had met Haddad before, aides recalled.", "2020-06-20", PAIR, None)
OTHERS = report("Lund met Haddad in Geneva on May 3.", "2020-05-04", ("lund", "haddad"), "2020-05-03", place="geneva")


def id_of(made: Reading) -> str:
    return made.meetings[0].id


def test_one_candidate_that_is_clearly_the_best_is_the_same_act() -> None:
    found = of(MAY, MAY_AGAIN, JUNE)
    assert together(found) == {frozenset((id_of(MAY), id_of(MAY_AGAIN))), frozenset((id_of(JUNE),))}
    assert found.unsure == ()


def test_others_on_the_same_day_are_another_act_unless_a_person_says_so() -> None:
    found = of(MAY, MAY_AGAIN, JUNE, OTHERS)
    assert frozenset((id_of(OTHERS),)) in together(found)
    assert [link.why.partition("against: ")[2] for link in found.unsure] == [
        "each names somebody whom the other does not"
    ]


def test_where_two_come_close_a_person_is_asked_and_told_why() -> None:
    found = of(MAY, JUNE, VAGUE)
    assert len(found.acts) == 3
    assert {(link.a, link.b) for link in found.unsure} == {(id_of(VAGUE), id_of(MAY)), (id_of(VAGUE), id_of(JUNE))}
    assert all(link.why.startswith("2 acts come close; for: the same people") for link in found.unsure)


def test_what_a_person_said_wins() -> None:
    same = Link(a=id_of(VAGUE), b=id_of(JUNE), judgement="same", why="judged by Lund")
    found = of(MAY, JUNE, VAGUE, links=(same,))
    assert frozenset((id_of(VAGUE), id_of(JUNE))) in together(found)
    assert found.unsure == ()
    apart = Link(a=id_of(MAY_AGAIN), b=id_of(MAY), judgement="different", why="judged by Lund")
    assert together(of(MAY, MAY_AGAIN, links=(apart,))) == {frozenset((id_of(MAY),)), frozenset((id_of(MAY_AGAIN),))}
    assert of(MAY, MAY_AGAIN, links=(apart,)).unsure == ()
    doubt = msgspec.structs.replace(apart, judgement="unsure")
    found = of(MAY, MAY_AGAIN, links=(doubt,))
    assert (len(found.acts), [link.why for link in found.unsure]) == (2, ["judged by Lund"])


def test_judgements_of_a_record_reach_its_acts_and_can_be_taken_back(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        for made in (MAY, JUNE, VAGUE):
            store.add(made)
        judged = store.judgements.make(id_of(VAGUE), "same", (id_of(MAY),), who="Lund")
        assert len(linked(store.record()).acts) == 2
        store.judgements.make(judged.id, "undo", who="Lund")
        assert len(linked(store.record()).acts) == 3


REPORTS = (MAY, MAY_AGAIN, JUNE, VAGUE, OTHERS)


@settings(max_examples=60, deadline=None)
@given(st.permutations(REPORTS), st.integers(2, 5), st.sampled_from(["same", "different", "unsure"]), st.booleans())
def test_the_order_in_which_documents_come_changes_no_link(
    order: list[Reading], count: int, judgement: Any, judged: bool
) -> None:
    kept = order[:count]
    links = (Link(a=id_of(VAGUE), b=id_of(MAY), judgement=judgement, why="judged by Lund"),) if judged else ()
    found, sorted_ = of(*kept, links=links), of(*sorted(kept, key=id_of), links=links)
    assert together(found) == together(sorted_)
    assert set(found.unsure) == set(sorted_.unsure)
    assert found.families == sorted_.families


def test_a_commitment_in_the_same_words_is_one_whatever_is_said_of_its_date() -> None:
    def pledge(text: str, action: str, due: str | None) -> Reading:
        doc = document(text, "2020-05-04")
        made = Commitment(id="c" + doc.id, by=("berg",), action=action, phase="offered", due=When(edtf=due),
                          sources=(source(doc, text),))  # fmt: skip
        return reading(doc, commitments=(made,), actors=(PEOPLE["berg"],))

    first = pledge(
        "Berg offered to open the border crossing at Salt Pass.", "open the border crossing at Salt Pass", None
    )
    again = pledge("Berg: crossing at Salt Pass to open in July.", "to open the crossing at Salt Pass", "2020-07")
    other = pledge("Berg promised to release forty prisoners.", "release forty prisoners", None)
    assert sorted(len(act) for act in of(first, again, other).acts) == [1, 2]


def test_a_statement_told_twice_in_the_same_words_is_one() -> None:
    def said(text: str, content: str) -> Reading:
        doc = document(text, "2020-05-04")
        made = Statement(id="s" + doc.id, speaker="berg", content=content, mode="indirect", sources=(source(doc, text),),
                         spans=(source(doc, content).span,))  # fmt: skip
        return reading(doc, statements=(made,), actors=(PEOPLE["berg"],))

    first = said(
        "The depot will be opened to monitors within weeks, Berg said.", "The depot will be opened to monitors"
    )
    again = said("Berg said the depot will be opened to monitors.", "the depot will be opened to monitors")
    other = said("Berg said the talks had been long and frank.", "the talks had been long and frank")
    assert sorted(len(act) for act in of(first, again, other).acts) == [1, 2]


# ---- actors ---------------------------------------------------------------------------------------------------------


def cast(*actors: Actor) -> list[str]:
    """Return the keys of actors, each of a document of its own."""
    made = [reading(document(f"Report {at}."), actors=(actor,)) for at, actor in enumerate(actors)]
    known = Cast(made)
    return [known.key(one.document.id, actor.id) for one, actor in zip(made, actors, strict=True)]


def person(id: str, name: str | None, country: str | None = None, *roles: str) -> Actor:
    return Actor(id=id, name=name, kind="person", country=country, roles=roles)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("mike-pompeo", "Mike Pompeo", "USA"), person("mike-pompeo", "Pompeo", "USA"), True),
        (
            person("mike-pompeo", "Mike Pompeo", "USA", "US Secretary of State"),
            person("michael-r-pompeo", "Michael R. Pompeo", None, "Secretary of State"),
            True,
        ),
        (person("donald-trump", "Donald Trump", "USA"), person("donald-j-trump", "Donald J. Trump"), True),
        (person("donald-trump", "Donald Trump", "USA"), person("ivanka-trump", "Ivanka Trump", "USA"), False),
        (person("anna-berg", "Anna Berg", "NOR"), person("berg", "Berg", "NOR"), True),
        (person("anna-berg", "Anna Berg", "NOR"), person("berg", "Berg", "SWE"), False),
        (person("spokesman", None, "NOR", "a spokesman"), person("spokeswoman", None, "NOR", "a spokeswoman"), False),
        (person("spokesman", None, "NOR", "a spokesman"), person("spokesman", None, "NOR", "a spokesman"), False),
    ],
)
def test_somebody_is_known_again(one: Actor, other: Actor, same: bool) -> None:
    first, second = cast(one, other)
    assert (first == second) == same


def test_a_last_name_that_two_have_is_nobody_of_another_document() -> None:
    kim, chol, short = cast(
        person("kim-jong-un", "Kim Jong Un", "PRK"),
        person("kim-yong-chol", "Kim Yong Chol", "PRK"),
        person("kim", "Kim", "PRK"),
    )
    assert len({kim, chol, short}) == 3


# ---- copies ---------------------------------------------------------------------------------------------------------

WIRE = (
    "The two delegations left the lakeside hotel shortly before midnight without a text. Diplomats said that the list "
    "of prisoners was settled and that the width of the corridor was not. A further session is foreseen for Thursday."
)


def test_copies_of_a_wire_text_are_one_family() -> None:
    first = document("Talks end without text\n\n" + WIRE, "2020-05-04")
    copy = document("No deal at the lake\n\n" + WIRE + " Our correspondent saw the cars leave.", "2020-05-04")
    other = document(
        "The delegations left the hotel before midnight, and a text is not there yet, said people who were in the room "
        "when the list of prisoners was settled late on Monday after nine hours.", "2020-05-04",
    )  # fmt: skip
    found = of(reading(first), reading(copy), reading(other)).families
    assert set(found) == {first.id, copy.id}
    assert set(found.values()) == {min(first.id, copy.id)}


def test_somebody_without_a_name_speaks_against_nothing() -> None:
    envoy = Actor(id="envoy", name=None, kind="person", country="SUD", roles=("envoy",))
    known = report("Berg met Haddad in Geneva on May 3.", "2020-05-04", PAIR, "2020-05-03", place="geneva")
    doc = document("The envoy met Berg in Geneva on Sunday.", "2020-05-05")
    met = Meeting(
        id="m" + doc.id, kind="talks", status="held", participants=("envoy", "berg"), place="geneva",
        when=When(edtf="2020-05-03"), sources=(source(doc, doc.text),),
    )  # fmt: skip
    other = reading(doc, meetings=(met,), actors=(envoy, PEOPLE["berg"]), places=(PLACES["geneva"],))
    assert together(of(known, other)) == {frozenset((id_of(known), met.id))}


def test_two_reports_of_what_was_called_off_are_one_act() -> None:
    alone = ("berg",)
    first = report(
        "Berg's trip to Geneva in May was called off.", "2020-05-04", alone, "2020-05", "cancelled", "geneva"
    )
    second = report("The trip of Berg to Geneva was put off.", "2020-05-05", alone, None, "postponed", "geneva")
    held = report("The trip of Berg to Geneva went ahead.", "2020-05-05", alone, None, "held", "geneva")
    assert together(of(first, second)) == {frozenset((id_of(first), id_of(second)))}
    assert len(together(of(first, held))) == 2
