"""Who acts in a record: everybody once, their roles and words, who may be one with them, who has to do with whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from dragoman.model import (
    Actor,
    Commitment,
    Entry,
    Meeting,
    Mention,
    Reading,
    Record,
    Review,
    Source,
    Statement,
    When,
)
from dragoman.problems import UsageError
from dragoman.views.actors import Listed, Looked, People, Ties, crowd, likely, listed, network, people, portrait
from dragoman.views.actors.crowd import Roll
from dragoman.views.actors.network import joined
from dragoman.views.linking.people import Cast, names_with
from tests.factories import document, reading, talks

NORA = Actor(
    id="nora-quist", name="Nora Quist", kind="person", country="NOR", acts_for="nor", roles=("Foreign Minister",)
)
OMAR = Actor(id="omar-haddad", name="Omar Haddad", kind="person", country="SUD", roles=("envoy",))
NORLAND = Actor(id="nor", name="Norland", kind="state", country="NOR")


def report(text: str, day: str, actors: Iterable[Actor], **entries: Any) -> Reading:
    """Return a report in which each actor is mentioned wherever one of the words of the name stands first."""
    doc = document(text, day, title=text[:24])
    mentions = []
    for actor in actors:
        for words in (*actor.roles, actor.name or "", *(actor.name or "").split()[-1:]):
            at = text.find(words) if words else -1
            if at >= 0:
                mentions.append(Mention(span=(at, at + len(words)), quote=words, of=(actor.id,)))
    return reading(doc, actors=tuple(actors), mentions=tuple(mentions), **entries)


def met(text: str, who: tuple[str, ...], status: str = "held", day: str | None = None) -> Meeting:
    return msgspec.convert(
        {"id": f"m-{text[:12]}{status}", "kind": "talks", "status": status, "participants": who,
         "when": {"edtf": day}, "sources": [{"span": (0, len(text)), "quote": text}]},
        Meeting,
    )  # fmt: skip


def said(text: str, speaker: str, to: str | None = None) -> Statement:
    source = Source(span=(0, len(text)), quote=text)
    return Statement(
        id=f"s-{text[:12]}", speaker=speaker, addressee=to, content=text, spans=((0, len(text)),), mode="indirect", sources=(source,)
    )  # fmt: skip


def known(*readings: Reading) -> People:
    return people(Record(name="r", readings=readings))


def by_name(found: People) -> dict[str, Listed]:
    return {one.name: one for one in listed(found)}


# ---- everybody ------------------------------------------------------------------------------------------------------


def test_everybody_is_listed_once_with_what_they_did_themselves() -> None:
    found = by_name(known(talks()))
    berg = found["Anna Berg"]
    assert (berg.statements, berg.meetings, berg.named) == (2, 2, True)
    assert (berg.first, berg.last) == ("2019-03-01", "2020-06-02")
    assert found["foreign ministry of Norland"].statements == 1
    assert found["foreign ministry of Norland"].others == 1  # Berg told it something
    assert "Lake Wire" not in found  # it has a part in nothing


def test_one_person_in_two_reports_is_one_and_an_act_told_twice_counts_once() -> None:
    other = msgspec.structs.replace(NORA, id="n-quist", name="N. Quist")
    one = "Foreign Minister Nora Quist met envoy Omar Haddad on Monday."
    two = "Foreign Minister N. Quist met envoy Omar Haddad in the capital."
    pair = ("omar-haddad",)
    found = known(
        report(one, "2020-06-02", (NORA, OMAR), meetings=(met(one, ("nora-quist", *pair), day="2020-06-01"),)),
        report(two, "2020-06-03", (other, OMAR), meetings=(met(two, ("n-quist", *pair), day="2020-06-01"),)),
    )
    quist = by_name(found)["Nora Quist"]
    assert (quist.meetings, quist.reports) == (1, 2)
    assert {name.name for name in portrait(found, quist.id).names} == {"Nora Quist", "N. Quist"}
    assert found.find("n-quist") == found.find("nora-quist") == quist.id


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nora", ("nora", "n. quist")),
        ("N. Q", ("n. q", "nora quist")),
        ("quist", ("quist",)),  # the words find both names
        ("a", ("a", "n. quist")),
        ("nobody", ("nobody",)),
    ],
)
def test_somebody_is_looked_for_under_all_names_that_the_words_do_not_find(words: str, names: tuple[str, ...]) -> None:
    other = msgspec.structs.replace(NORA, id="n-quist", name="N. Quist")
    record = Record(
        name="r",
        readings=(
            report("Foreign Minister Nora Quist met envoy Omar Haddad.", "2020-06-02", (NORA, OMAR)),
            report("Foreign Minister N. Quist met envoy Omar Haddad.", "2020-06-03", (other, OMAR)),
        ),
    )
    assert names_with(Cast(record.readings), words) == names
    assert names_with(Roll(crowd(record)), words) == names, "as another process laid them"


def test_somebody_without_a_name_is_somebody_else_in_every_report() -> None:
    spokesman = Actor(id="spokesman", name=None, kind="person", roles=("spokesman",))
    texts = ("A spokesman said it was so.", "A spokesman said that it was not so at all.")
    found = listed(
        known(*(report(text, "2020-06-02", (spokesman,), statements=(said(text, "spokesman"),)) for text in texts))
    )
    assert [(one.name, one.named, one.statements) for one in found] == [("spokesman", False, 1)] * 2
    assert len({one.id for one in found}) == 2


def test_what_a_person_rejected_is_nobodys_act() -> None:
    text = "Nora Quist met Omar Haddad."
    held = met(text, ("nora-quist", "omar-haddad"))
    rejected = msgspec.structs.replace(held, review=Review(state="rejected", by="x", made="2020"))
    assert len(listed(known(report(text, "2020-06-02", (NORA, OMAR), meetings=(held,))))) == 2
    assert listed(known(report(text, "2020-06-02", (NORA, OMAR), meetings=(rejected,)))) == ()


@pytest.mark.parametrize(("other", "many"), [("Kim Yong Chol", 2), ("Kim H. Chol", 1), ("Kim Hyok Chol", 1)])
def test_two_whose_name_differs_between_its_first_and_last_word_are_two(other: str, many: int) -> None:
    text = f"Kim Hyok Chol and {other} met."
    two = [Actor(id=f"kim{at}", name=name, kind="person") for at, name in enumerate(("Kim Hyok Chol", other))]
    assert len(listed(known(report(text, "2020", two, meetings=(met(text, ("kim0", "kim1")),))))) == many


def test_who_is_only_named_in_words_is_listed_by_the_words() -> None:
    text = "The caretakers said so."
    (one,) = listed(known(report(text, "2020-06-02", (), statements=(said(text, "the caretakers"),))))
    assert (one.name, one.kind, one.named) == ("caretakers", None, False)


@pytest.mark.parametrize(
    ("looked", "names"),
    [
        (Looked(words="quist"), {"Nora Quist"}),
        (Looked(words="minister foreign"), {"Nora Quist"}),
        (Looked(kind="state"), {"Norland"}),
        (Looked(country="NOR"), {"Nora Quist", "Norland"}),
        (Looked(words="quist", kind="state"), set()),
        (Looked(), {"Nora Quist", "Omar Haddad", "Norland"}),
    ],
)
def test_actors_are_found_by_words_kind_and_country(looked: Looked, names: set[str]) -> None:
    text = "Foreign Minister Nora Quist of Norland met envoy Omar Haddad."
    who = ("nora-quist", "omar-haddad", "nor")
    found = listed(known(report(text, "2020-06-02", (NORA, OMAR, NORLAND), meetings=(met(text, who),))))
    assert {one.name for one in found if looked.fits(one)} == names


def test_nobody_is_found_by_an_id_that_nobody_has() -> None:
    with pytest.raises(UsageError, match="no actor 'nobody'"):
        known(talks()).find("nobody")


# ---- one of them ----------------------------------------------------------------------------------------------------


def test_roles_stand_with_their_days_and_words() -> None:
    first = "Envoy Nora Quist said so."
    later = "Foreign Minister Nora Quist said so again. Quist smiled."
    envoy = msgspec.structs.replace(NORA, roles=("Envoy",))
    found = known(
        report(first, "2019-01-10", (envoy,), statements=(said(first, "nora-quist"),)),
        report(later, "2020-06-02", (NORA,), statements=(said(later, "nora-quist"),)),
    )
    roles = portrait(found, "nora-quist").roles
    assert [(role.role, role.since, role.reports) for role in roles] == [
        ("Envoy", "2019-01-10", 1),
        ("Foreign Minister", "2020-06-02", 1),
    ]
    assert roles[1].words is not None
    assert roles[1].words.quote == "Foreign Minister"
    assert "".join(part.text for part in roles[1].words.passage) == "Foreign Minister Nora Quist said so again."


def test_offices_come_from_the_tables_of_who_held_them() -> None:
    text = "Ban Ki-moon said so."
    ban = Actor(id="ban-ki-moon", name="Ban Ki-moon", kind="person", country="KOR")
    held = portrait(known(report(text, "2010-06-02", (ban,), statements=(said(text, "ban-ki-moon"),))), "ban-ki-moon")
    assert any(
        (one.since or "").startswith("2007-01") and (one.until or "").startswith("2016-12") for one in held.offices
    )
    assert portrait(known(talks()), "berg").offices == ()


def test_of_a_report_that_was_taken_out_meanwhile_no_words_are_shown() -> None:
    texts = {"2019-01-10": "Envoy Nora Quist came.", "2020-06-02": "Foreign Minister Nora Quist left."}
    roles = {"2019-01-10": "Envoy", "2020-06-02": "Foreign Minister"}
    found = known(*(report(text, day, (msgspec.structs.replace(NORA, roles=(roles[day],)),),
                           statements=(said(text, "nora-quist"),)) for day, text in texts.items()))  # fmt: skip
    whole = portrait(found, "nora-quist")
    first, last = found.reports
    of = found.readings
    found.readings = lambda documents: of(one for one in documents if one != first)
    left = portrait(found, "nora-quist")
    assert {one.document for one in whole.mentions} == {first, last}
    assert {one.document for one in left.mentions} == {last}
    assert [role.words is None for role in whole.roles] == [False, False]
    assert [role.words is None for role in left.roles] == [True, False]
    assert (left.reports, left.names) == (whole.reports, whole.names)


def test_mentions_are_the_newest_first_and_no_pronouns() -> None:
    texts = {"2020-06-02": "Nora Quist said he would come.", "2020-07-02": "Quist came. Nora Quist left."}
    made = []
    for day, text in texts.items():
        one = report(text, day, (NORA,), statements=(said(text, "nora-quist"),))
        he = tuple(Mention(span=(16, 18), quote="he", of=("nora-quist",)) for _ in text.split("he")[1:2])
        made.append(msgspec.structs.replace(one, mentions=(*one.mentions, *he)))
    quotes = [words.quote for words in portrait(known(*made), "nora-quist").mentions]
    assert quotes == ["Quist", "Nora Quist", "Nora Quist", "Quist"]


# ---- who may be one with them ---------------------------------------------------------------------------------------


def pair(one: Actor, other: Actor, together: bool = False) -> set[str]:
    text = "They met, and they said so."
    who = [(one.id, other.id)] if together else [(one.id,), (other.id,)]
    meetings = tuple(msgspec.structs.replace(met(text, each), id=f"m{at}") for at, each in enumerate(who))
    found = known(report(text, "2020-06-02", (one, other), meetings=meetings))
    everybody = listed(found)
    (at,) = found.reports
    mine = next(each for each in everybody if each.id == found.cast.key(at, one.id))
    return {ground for each in likely(found, mine, everybody) for ground, _ in each.why}


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        (Actor(id="a", name="Javad Zarif", kind="person"), Actor(id="b", name="Jawad Zareef", kind="person"), "spelt_alike"),
        (Actor(id="a", name="Atomic Energy Agency", kind="organisation"), Actor(id="b", name="AEA", kind="body"), "initials"),
        (Actor(id="ann-lo", name="Ann Lo", kind="person"), Actor(id="lo", name="Lo", kind="person"), "in_name"),
        (NORA, Actor(id="x", name=None, kind="person", roles=("the Foreign Minister",)), "same_role"),
    ],
)  # fmt: skip
def test_likeness_is_told_with_its_ground(one: Actor, other: Actor, ground: str) -> None:
    assert ground in pair(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NORA, OMAR),
        (Actor(id="a", name="Lo", kind="person"), Actor(id="b", name="Lo", kind="organisation")),
        (Actor(id="ann-lo", name="Ann Lo", kind="person", country="NOR"), Actor(id="bo-lo", name="Bo Lo", kind="person", country="SUD")),
    ],
)  # fmt: skip
def test_who_is_not_alike_is_not_offered(one: Actor, other: Actor) -> None:
    assert pair(one, other) == set()


def test_who_met_each_other_are_hardly_one() -> None:
    one, other = (Actor(id=f"{first}-lo", name=f"{first} Lo", kind="person") for first in ("Ann", "Bo"))
    assert "last_name" in pair(one, other)
    assert pair(one, other, together=True) == set()


# ---- who has to do with whom ----------------------------------------------------------------------------------------


def promised(text: str, by: str, to: str, phase: str = "agreed") -> Commitment:
    return msgspec.convert(
        {"id": f"c-{text[:12]}", "by": [by], "to": [to], "action": text, "phase": phase,
         "sources": [{"span": (0, len(text)), "quote": text}]},
        Commitment,
    )  # fmt: skip


def one_report(*entries: Entry) -> People:
    text = "Nora Quist and Omar Haddad of Norland in one long and winding sentence."
    named: dict[type[Entry], str] = {Meeting: "meetings", Statement: "statements", Commitment: "commitments"}
    by_kind = {name: tuple(one for one in entries if type(one) is kind) for kind, name in named.items()}
    return known(report(text, "2020-06-02", (NORA, OMAR, NORLAND), **by_kind))


def ties(found: People, **asked: Any) -> list[tuple[str, str, str, int]]:
    return [(tie.a, tie.kind, tie.b, tie.count) for tie in network(found, Ties(**asked)).ties]


TEXT = "Nora Quist and Omar Haddad"


def test_who_met_is_joined_once_and_who_speaks_or_promises_in_their_direction() -> None:
    found = one_report(
        met(TEXT, ("omar-haddad", "nora-quist"), day="2020-05-01"),
        said(TEXT, "omar-haddad", "nora-quist"),
        promised(TEXT, "nora-quist", "nor"),
    )
    assert set(ties(found)) == {
        ("nora-quist", "met", "omar-haddad", 1),
        ("omar-haddad", "said", "nora-quist", 1),
        ("nora-quist", "promised", "nor", 1),
    }
    assert ties(found, kinds=("said",)) == [("omar-haddad", "said", "nora-quist", 1)]


@pytest.mark.parametrize("status", ["proposed", "scheduled", "cancelled", "refused", "postponed"])
def test_a_meeting_that_was_not_held_joins_nobody(status: str) -> None:
    assert ties(one_report(met(TEXT, ("nora-quist", "omar-haddad"), status))) == []


@pytest.mark.parametrize(("phase", "many"), [("refused", 0), ("floated", 0), ("offered", 1), ("performed", 1)])
def test_a_promise_that_was_not_given_joins_nobody(phase: str, many: int) -> None:
    assert len(ties(one_report(promised(TEXT, "nora-quist", "nor", phase)))) == many


@pytest.mark.parametrize(
    ("asked", "many"),
    [({"since": "2020-05"}, 1), ({"since": "2020-06"}, 0), ({"until": "2020-04"}, 0), ({"until": "2020", "since": "2019"}, 1)],
)  # fmt: skip
def test_days_bound_the_network(asked: dict[str, str], many: int) -> None:
    assert len(ties(one_report(met(TEXT, ("nora-quist", "omar-haddad"), day="2020-05-01")), **asked)) == many


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="'tomorrow' is not a date"):
        network(known(talks()), Ties(since="tomorrow"))


def test_those_with_the_most_ties_come_first_and_only_their_ties() -> None:
    found = one_report(
        met(TEXT, ("omar-haddad", "nora-quist")), said(TEXT, "omar-haddad", "nora-quist"), promised(TEXT, "nora-quist", "nor")
    )  # fmt: skip
    shown = network(found, Ties(most=2))
    assert [knot.id for knot in shown.knots] == ["nora-quist", "omar-haddad"]
    assert [knot.ties for knot in shown.knots] == [3, 2]
    assert shown.total == 3
    assert "nor" not in {tie.b for tie in shown.ties}


def test_the_pairs_of_an_act_are_those_of_its_tie() -> None:
    found = one_report(met(TEXT, ("omar-haddad", "nora-quist", "nor")))
    (parts,) = found.within.values()
    assert len(list(joined("met", parts))) == 3
    assert list(joined("said", parts)) == []


def test_when_without_a_date_is_the_day_of_the_report() -> None:
    (tie,) = network(one_report(said(TEXT, "nora-quist", "nor")), Ties()).ties
    assert (tie.first, tie.last) == ("2020-06-02", "2020-06-02")
    assert When().edtf is None
