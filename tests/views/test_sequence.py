"""What waits on what, according to whom. The process is made up: two depots, an embargo, a list and a declaration."""

from __future__ import annotations

from xml.dom.minidom import parseString

import msgspec
import pytest

from dragoman.cli.sequence import sequence_parts
from dragoman.model import (
    Actor,
    Commitment,
    Condition,
    ConditionKind,
    Decision,
    Level,
    Phase,
    Record,
    Source,
    Status,
    When,
)
from dragoman.problems import UsageError
from dragoman.publish.graph import graphml, mermaid, svg
from dragoman.views import agenda, sequence
from dragoman.views.ledger import newest
from dragoman.views.steps import process
from tests.factories import document, reading, source

WORDS = {
    "seal": "Norland will seal the depot",
    "list": "Norland will hand over a list <b>of all sites</b>",
    "lift": "Sudland will lift the embargo",
    "declare": "Sudland will declare the war over",
    "fuel": "Sudland will ship fuel oil",
}
CLAIMS = {
    "c1": "No lifting before the list, Sudland said",
    "c2": "No list before the embargo is lifted, Norland said",
    "c3": "The declaration follows the sealing",
    "c4": "Lifting is to begin with the sealing",
    "c5": "No sealing before the money is paid, Norland said",
}
TEXT = "\n".join([*WORDS.values(), *CLAIMS.values()])
DOC = document(TEXT, channel="by-hand", title="Two depots")


def words(quote: str, **says: object) -> Source:
    start = TEXT.index(quote)
    return Source(span=(start, start + len(quote)), quote=quote, says=says)


def waits(claim: str, of: str, by: str | None = None, kind: ConditionKind = "after") -> Condition:
    return Condition(of=of, kind=kind, by=by, source=words(CLAIMS[claim], when="2020-02-01"))


def mark(step: str, as_of: str, phase: Phase, level: Level | None) -> Status:
    return Status(as_of=as_of, phase=phase, level=level, evidence="asserted", source=words(WORDS[step]))


def step(
    id: str, by: str, *conditions: Condition, history: tuple[Status, ...] = (), pairs: tuple[str, ...] = ()
) -> Commitment:
    return Commitment(
        id=id, by=(by,), action=WORDS[id].split(" will ")[1], phase="agreed", when=When(edtf="2020-01-01"),
        conditions=conditions, history=history, pairs_with=pairs, sources=(words(WORDS[id]),),
    )  # fmt: skip


def record(*steps: Commitment) -> Record:
    actors = (
        Actor(id="norland", name="Norland", kind="state"),
        Actor(id="sudland", name="Sudland", kind="state"),
    )
    return Record(name="depots", readings=(reading(DOC, actors=actors, commitments=steps),))


def whole() -> Record:
    return record(
        step("seal", "norland", history=(mark("seal", "2020-03-01", "performed", 3),)),
        step("list", "norland", waits("c2", "lift", "norland")),
        step("lift", "sudland", waits("c1", "list", "sudland")),
        step("declare", "sudland", waits("c3", "seal"), waits("c3", "lift")),
        step("fuel", "sudland", pairs=("seal",)),
    )


def test_two_orders_that_contradict_are_a_dispute_with_both_quotes_and_one_root() -> None:
    found = sequence(whole(), "2020-04-01")
    (dispute,) = found.disputes
    assert [one.id for one in dispute.steps] == ["list", "lift"]
    assert {(one.by[0].name, one.words.quote) for one in dispute.orderings} == {
        ("Norland", CLAIMS["c2"]),
        ("Sudland", CLAIMS["c1"]),
    }
    blocked = {one.step.id: one for one in found.blocked}
    assert sorted(blocked) == ["declare", "lift", "list"]
    assert [one.of for one in blocked["declare"].waits] == ["lift"]  # the depot is sealed
    assert blocked["declare"].roots == found.roots == ("list",)


@pytest.mark.parametrize(
    ("says", "blocked", "disputes"),
    [("all", {"declare", "lift", "list"}, 1), ("text", {"declare"}, 0), ("Norland", {"declare", "list"}, 0), ("sudland", {"declare", "lift"}, 0)],
)  # fmt: skip
def test_the_order_is_somebodys(says: str, blocked: set[str], disputes: int) -> None:
    found = sequence(whole(), "2020-04-01", says)
    assert {one.step.id for one in found.blocked} == blocked
    assert len(found.disputes) == disputes


def test_whom_nobody_knows_says_nothing() -> None:
    with pytest.raises(UsageError, match="nobody called 'Nordland' in the record.*Near it: norland"):
        sequence(whole(), says="Nordland")


def test_what_was_given_without_a_return_is_counted_in_days() -> None:
    (pair,) = sequence(whole(), "2020-04-01").unreturned
    assert (pair.given.id, pair.owed.id, pair.since, pair.days, pair.how) == (
        "seal",
        "fuel",
        "2020-03-01",
        31,
        "no record",
    )
    assert sequence(whole(), "2020-02-01").unreturned == ()  # not sealed yet


def test_without_a_day_it_is_that_of_the_ledger() -> None:
    later = msgspec.structs.replace(step("list", "norland"), when=When(edtf="2020-06-01"))
    seal = step("seal", "norland", history=(mark("seal", "2020-03-01", "performed", 3),))
    found = record(seal, step("fuel", "sudland", pairs=("seal",)), later)
    (pair,) = sequence(found).unreturned
    assert pair.days == 92
    assert sequence(found).as_of == agenda(found).as_of == newest(found, process(found)) == "2020-06-01"


def test_a_return_that_was_withdrawn_is_owed_from_that_day() -> None:
    shipped = (mark("fuel", "2020-03-02", "performed", 3), mark("fuel", "2020-05-01", "withdrawn", 0))
    made = record(
        step("seal", "norland", history=(mark("seal", "2020-03-01", "performed", 3),)),
        step("fuel", "sudland", waits("c5", "list"), history=shipped, pairs=("seal",)),
        step("list", "norland"),
    )
    assert sequence(made, "2020-04-01").unreturned == ()
    found = sequence(made, "2020-05-11")
    assert [(one.since, one.days, one.how) for one in found.unreturned] == [("2020-05-01", 10, "withdrawn, level 0")]
    assert found.blocked == ()  # performed and withdrawn is not blocked


def test_layers_put_what_comes_together_side_by_side() -> None:
    made = record(
        step("declare", "sudland", waits("c3", "seal")),
        step("lift", "sudland", waits("c4", "seal", kind="simultaneous")),
        step("seal", "norland"),
        step("list", "norland"),
    )
    assert sequence(made).layers == (("lift", "seal", "list"), ("declare",))


def test_words_that_are_no_step_are_waited_for_as_words() -> None:
    found = sequence(record(step("seal", "norland", waits("c5", "the money is paid", "norland"))))
    assert [(one.waits[0].of, one.roots) for one in found.blocked] == [("the money is paid", ("the money is paid",))]


def test_nothing_promised_is_said() -> None:
    assert "no steps" in str(next(sequence_parts(sequence(Record(name="empty")))))


def test_pictures_hold_the_words_and_no_markup_of_the_text() -> None:
    found = sequence(whole(), "2020-04-01")
    drawn = svg(found)
    assert parseString(drawn).getElementsByTagName("svg")
    assert "<b>" not in drawn
    assert drawn.count("<g>") == 4  # fuel oil waits for nothing and nothing for it
    assert "&lt;b&gt;of all" in drawn
    assert drawn.count("stroke-dasharray") == 2
    assert drawn.count(">says Norland</text>") == drawn.count(">says Sudland</text>") == 1
    chart = mermaid(found)
    assert chart.startswith("flowchart LR\n")
    assert "<b>" not in chart
    assert chart.count("-->|") == len(found.orderings) == 4
    tree = parseString(graphml(found))
    assert len(tree.getElementsByTagName("node")) == 5
    assert len(tree.getElementsByTagName("edge")) == 4


def test_a_picture_survives_what_xml_cannot_hold() -> None:
    made = record(step("seal", "norland", waits("c5", 'paid "in full"\x00 ]]> #1;', "norland")))
    assert "�" in svg(sequence(made))
    assert parseString(svg(sequence(made))) and parseString(graphml(sequence(made)))
    assert "#quot;in full#quot;" in mermaid(sequence(made))
    assert "#35;1;" in mermaid(sequence(made))


@pytest.mark.parametrize(
    ("rule", "waits_for"),
    [
        ("90 days after seal", [("seal", "after")]),
        ("on report by the agency", []),
        ("earlier of 8 years after seal and lift", []),
        ("later of 8 years after seal and 2 months after lift", [("seal", "after"), ("lift", "after")]),
        ("after lift", [("lift", "after")]),
        ("promptly after seal", [("seal", "after")]),
        ("as soon as possible", []),
        ("on lift", [("lift", "simultaneous")]),
        ("2020-05-01", []),
    ],
)
def test_a_day_set_by_a_rule_comes_after_what_it_is_counted_from(rule: str, waits_for: list[tuple[str, str]]) -> None:
    opening = Decision(
        id="opening", about="Opening Day", question="date", status="open", constraint=rule, sources=(words(CLAIMS["c3"]),)
    )  # fmt: skip
    made = reading(DOC, commitments=(step("seal", "norland"), step("lift", "sudland")), decisions=(opening,))
    found = sequence(Record(name="days", readings=(made,)))
    assert [(one.of, one.kind) for one in found.orderings] == waits_for
    assert {one.step for one in found.orderings} <= {"opening"}


def test_a_deadline_is_no_condition_of_a_deed() -> None:
    lift = msgspec.structs.replace(step("lift", "sudland"), due=When(text="within 60 days of seal"))
    assert sequence(record(step("seal", "norland"), lift)).orderings == ()


def test_what_reports_say_of_a_day_is_no_day_set_by_a_rule_and_a_purpose_is_no_step() -> None:
    text = "They want a summit as soon as possible. Norland invited inspectors to ensure that it had closed the pass."
    doc = document(text, "2020-01-01")
    date = Decision(
        id="d", about="summit", question="date", status="open", constraint="as soon as possible", when=When(edtf="2020-01-01"),
        sources=(source(doc, "a summit as soon as possible"),),
    )  # fmt: skip
    closed = Commitment(
        id="c",
        by=("norland",),
        action="close the pass",
        phase="performed",
        sources=(source(doc, "it had closed the pass"),),
    )
    made = Record(name="r", readings=(reading(doc, decisions=(date,), commitments=(closed,)),))
    assert sequence(made).steps == ()
    assert [point.entry for point in agenda(made).points if point.why == "to decide"] == ["d"]
