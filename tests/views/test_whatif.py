"""What if: the record without an entry, or with a step assumed done."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.kinds import entries
from dragoman.model import Record
from dragoman.problems import UsageError
from dragoman.views.ledger import ledger
from dragoman.views.steps import process
from dragoman.views.whatif import assume, drop
from tests.factories import talks
from tests.views.test_steps import by_hand


def test_a_step_assumed_done_is_done_in_full_that_day_and_the_record_stays_as_it_is() -> None:
    record = by_hand()
    lift = next(row for row in ledger(assume(record, ["lift"], "2020-06-30")) if row.id == "lift")
    assert (lift.level, lift.evidence, lift.done, lift.open) == (3, None, "2020-06-30", False)
    assert next(row for row in ledger(record) if row.id == "lift").level is None


def test_a_day_and_a_check_can_be_assumed() -> None:
    steps = {step.id: step for step in process(assume(by_hand(), ["opening"], "2020-07-01")).steps}
    assert steps["opening"].reached == "2020-07-01"
    checks = process(assume(Record(name="t", readings=(talks(),)), ["v1"], "2020-07-01")).checks
    assert [(check.status, check.finding, check.when) for check in checks] == [("completed", "confirmed", "2020-07-01")]


def test_a_dropped_entry_is_gone_from_what_points_to_it() -> None:
    left = drop(by_hand(), ["seal"])
    lift = next(step for step in process(left).steps if step.id == "lift")
    assert (lift.orderings, lift.pairs_with) == ((), ())
    assert "seal" not in {entry.id for reading in left.readings for entry in entries(reading)}


def test_without_a_statement_what_it_alone_vouches_for_is_gone_with_what_is_told_in_it() -> None:
    record = Record(name="t", readings=(talks(),))
    left = drop(record, ["s2"])
    assert {entry.id for entry in entries(record.readings[0])} - {entry.id for entry in entries(left.readings[0])} == {
        "s2", "s3", "v1",
    }  # fmt: skip
    met = next(entry for entry in entries(drop(record, ["s1"]).readings[0]) if entry.id == "m1")
    assert len(met.sources) == 1


def test_ids_may_be_short_and_must_be_there() -> None:
    assert drop(by_hand(), ["sea"]) == drop(by_hand(), ["seal"])
    for asked, message in ((["nothing"], "no entry 'nothing'"), ([""], "no entry ''")):
        with pytest.raises(UsageError, match=message):
            drop(by_hand(), asked)
    with pytest.raises(UsageError, match="only steps, days and verifications"):
        assume(Record(name="t", readings=(talks(),)), ["m1"], "2020-07-01")
    with pytest.raises(UsageError, match="not a date"):
        assume(by_hand(), ["seal"], "soon")


def test_nothing_asked_changes_nothing() -> None:
    record = Record(name="t", readings=(talks(),))
    assert (
        msgspec.json.encode(drop(record, []))
        == msgspec.json.encode(assume(record, [], "2020"))
        == msgspec.json.encode(record)
    )
