"""The ladder of evidence, by step, part and scope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Actor, Commitment, Place, Record, Status, Verification, When
from dragoman.problems import UsageError
from dragoman.views.evidence import Ladder, evidence
from tests.factories import document, reading, source
from tests.views.gold import gold_reading

SITE = """North Korea says that Punggye-ri is dismantled. About 30 reporters of 10 outlets watched three portals go up.
No experts were let in. Inspectors are invited, to see that it cannot be undone. Tunnel 2 was seen. Sudland says no.
The agency could not tell. Lab images show it. The agency found the tunnels filled.
"""
ACTORS = (
    Actor(id="prk", name="North Korea", kind="state", country="PRK"),
    Actor(id="sud", name="Sudland", kind="state", country="SUD"),
    Actor(id="iaea", name="IAEA", kind="organisation", sector="IGO"),
    Actor(id="reporters", name="30 reporters", kind="group", sector="JRN"),
    Actor(id="inspectors", name="inspectors", kind="group"),
)
TUNNELS = ("tunnel 1", "tunnel 2")


def site(*statuses: dict[str, Any], checks: tuple[dict[str, Any], ...] = (), items: tuple[str, ...] = ()) -> Record:
    doc = document(SITE, title="A site", channel="by-hand")
    history = tuple(
        Status(source=source(doc, "Punggye-ri is dismantled"), **({"phase": "performed"} | one)) for one in statuses
    )
    dismantle = Commitment(
        id="dismantle", by=("prk",), action="dismantle the test site", place="punggye-ri", phase="performed",
        when=When(edtf="2018-04-20"), history=history, sources=(source(doc, "is dismantled"),),
    )  # fmt: skip
    found = tuple(
        Verification(id=f"v{n}", sources=(source(doc, "Inspectors are invited"),), **({"of": "dismantle"} | one))
        for n, one in enumerate(checks)
    )
    place = Place(id="punggye-ri", name="Punggye-ri", kind="facility", items=items)
    return Record(
        name="r",
        readings=(reading(doc, actors=ACTORS, places=(place,), commitments=(dismantle,), verifications=found),),
    )


CLAIM = {"as_of": "2018-05-24", "level": 2, "evidence": "asserted", "by": "prk"}
SIGHT = {"as_of": "2018-05-24", "level": 2, "evidence": "witnessed", "by": "reporters"}
INVITED = {"by": "inspectors", "status": "invited", "scope": ("irreversibility",)}


def ladders(record: Record, what: str | None = "dismantle") -> dict[tuple[str | None, str], Ladder]:
    return {(one.item, one.scope): one for one in evidence(record, what)}


def test_portals_seen_to_be_blown_up_are_evidence_of_correctness_none_of_irreversibility() -> None:
    found = ladders(site(CLAIM, SIGHT, checks=(INVITED,)))
    done, for_good = found[None, "correctness"], found[None, "irreversibility"]
    assert (done.highest, for_good.highest) == ("witnessed", None)
    assert [party.name for grade in done.claimed for party in grade.by] == ["North Korea"]
    assert [party.name for grade in done.seen for party in grade.by] == ["30 reporters"]
    assert [check.entry for check in for_good.asked] == ["v0"]
    assert (done.next, for_good.next) == ("remotely-observed", "inspected")
    assert for_good.raised_by == "experts on the spot: North Korea would have to give access to Punggye-ri"


def test_reporters_who_watched_are_witnesses_and_no_inspectors() -> None:
    watched = {"by": "reporters", "status": "completed", "when": When(edtf="2018-05-24")}
    assert ladders(site(CLAIM, checks=(watched,)))[None, "correctness"].highest == "witnessed"


def test_the_body_that_is_named_verifies_and_nobody_else() -> None:
    confirmed = {"by": "iaea", "status": "completed", "finding": "confirmed", "scope": ("irreversibility",)}
    found = ladders(site(CLAIM, SIGHT, checks=(confirmed,)))
    assert (found[None, "irreversibility"].highest, found[None, "irreversibility"].next) == ("verified", None)
    assert found[None, "correctness"].highest == "witnessed"
    others = {"by": "inspectors", "status": "completed", "finding": "confirmed", "scope": ("correctness",)}
    inspected = ladders(site(CLAIM, checks=({"by": "iaea", "status": "agreed"}, others)))[None, "correctness"]
    assert (inspected.highest, inspected.raised_by) == ("inspected", "a finding on correctness by IAEA")


def test_each_part_of_a_site_has_its_own_ladder() -> None:
    found = ladders(site(CLAIM, SIGHT | {"item": "tunnel 2"}, items=TUNNELS))
    assert {item: one.highest for (item, _), one in found.items()} == {
        None: "asserted",
        "tunnel 1": None,
        "tunnel 2": "witnessed",
    }
    access = "people who see it for themselves: North Korea would have to let them in (tunnel 1 of Punggye-ri)"
    one = ladders(site({**CLAIM, "evidence": "reported", "item": "tunnel 1"}, items=TUNNELS))["tunnel 1", "correctness"]
    assert one.raised_by == access


def test_who_holds_the_contrary_is_named() -> None:
    says_no = {"as_of": "2018-06-01", "phase": "in-force", "level": 1, "evidence": "reported", "by": "sud"}
    contested = ladders(site(says_no, CLAIM | {"as_of": "2018-05-30"}))[None, "correctness"]
    assert contested.against == ()  # it is the newest that stands, by whom it is
    both = ladders(site(CLAIM | {"as_of": "2018-06-01"}, says_no))[None, "correctness"]
    assert [(party.name, one.level) for one in both.against for party in one.by] == [("North Korea", 2)]
    assert both.contested
    refuted = ladders(site(CLAIM, checks=({"by": "iaea", "status": "completed", "finding": "refuted"},)))
    assert refuted[None, "correctness"].contested
    unable = ladders(site(CLAIM, checks=({"by": "iaea", "status": "completed", "finding": "inconclusive"},)))
    assert [one.finding for one in unable[None, "correctness"].against] == ["inconclusive"]
    assert not unable[None, "correctness"].contested


def test_a_site_can_be_asked_for_by_name() -> None:
    record = site(CLAIM, SIGHT)
    assert evidence(record, "punggye-ri") == evidence(record, "dismantle") == evidence(record, "disman")
    with pytest.raises(UsageError, match="no step and no site 'Atlantis' in the record. Sites: Punggye-ri"):
        evidence(record, "Atlantis")
    assert evidence(Record(name="empty")) == ()


def test_the_founding_report_alone_has_an_invitation_and_no_finding(shared: Path) -> None:
    record = Record(name="r", readings=(gold_reading(shared),))
    found = ladders(record, "Punggye-ri")
    assert {one.highest for one in found.values()} == {None}
    assert not any(one.found or one.seen for one in found.values())
    asked = found[None, "irreversibility"]
    assert [party.name or party.id for check in asked.asked for party in check.by] == ["inspectors"]
    assert asked.purpose[0].words.quote == "it has been “irreversibly dismantled”"
