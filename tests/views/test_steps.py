"""What a process consists of, and how it stood on a day."""

from __future__ import annotations

from typing import Any

from dragoman.model import Commitment, Condition, Decision, Record, Source, Status, Verification, When
from dragoman.views import as_it_stood
from dragoman.views.steps import process
from tests.factories import document, reading, source

NOTES = """Norland will seal the depot. Norland sealed it on 3 May. Inspectors found the seals intact.
Sudland will lift the embargo. First the seals, then the embargo, says Sudland.
Opening Day is 90 days after the signing. It came on 1 June. Others say 2 June.
"""


def by_hand() -> Record:
    doc = document(NOTES, title="Two depots", channel="by-hand")

    def words(quote: str, **says: Any) -> Source:
        return source(doc, quote, **says)

    sealed = Status(
        as_of="2020-05-03", phase="performed", level=2, evidence="asserted", source=words("Norland sealed it on 3 May")
    )
    seal = Commitment(
        id="seal", by=("norland",), action="seal the depot", phase="performed", when=When(edtf="2020-01-10"),
        history=(sealed,), sources=(words("Norland will seal the depot"),),
    )  # fmt: skip
    waits = Condition(of="seal", kind="after", by="sudland", source=words("First the seals", when="2020-04-01"))
    lift = Commitment(
        id="lift", by=("sudland",), action="lift the embargo", phase="agreed", when=When(edtf="2020-01-10"),
        conditions=(waits,), pairs_with=("seal",), sources=(words("Sudland will lift the embargo"),),
    )  # fmt: skip
    found = Verification(
        id="found", of="seal", by="inspectors", status="completed", finding="confirmed", when=When(edtf="2020-05-20"),
        sources=(words("Inspectors found the seals intact"),),
    )  # fmt: skip
    opening = Decision(
        id="opening", about="Opening Day", question="date", status="decided", constraint="90 days after the signing",
        when=When(edtf="2020-06-01"),
        sources=(words("It came on 1 June", when="2020-06-01"), words("Others say 2 June", when="2020-06-02")),
    )  # fmt: skip
    made = reading(doc, commitments=(seal, lift), verifications=(found,), decisions=(opening,))
    return Record(name="two depots", readings=(made,))


def test_a_process_is_its_steps_with_what_they_wait_for_how_far_they_are_and_who_looked() -> None:
    seal, lift, opening = sorted(process(by_hand()).steps, key=lambda step: ["seal", "lift", "opening"].index(step.id))
    assert [(mark.as_of, mark.level, mark.evidence) for mark in seal.marks] == [("2020-05-03", 2, "asserted")]
    assert [(check.entry, check.finding) for check in seal.checks] == [("found", "confirmed")]
    assert [(one.of, one.kind, one.by[0].id, one.said) for one in lift.orderings] == [
        ("seal", "after", "sudland", "2020-04-01")
    ]
    assert lift.orderings[0].words.quote == "First the seals"
    assert lift.pairs_with == ("seal",)
    assert (opening.kind, opening.what, opening.reached) == ("milestone", "Opening Day", "2020-06-01")
    assert [day.day for day in opening.days] == ["2020-06-01", "2020-06-02"]


def test_entries_by_hand_stand_as_they_stood_on_the_day() -> None:
    march = {step.id: step for step in process(as_it_stood(by_hand(), "2020-03-01")).steps}
    assert (march["seal"].phase, march["seal"].marks, march["seal"].checks) == ("agreed", (), ())
    assert march["lift"].orderings == ()
    assert (march["opening"].reached, march["opening"].days) == (None, ())
    assert process(as_it_stood(by_hand(), "2020-01-09")).steps == (march["opening"],)
