"""The ledger: how far undertakings are, how that is known, what keeps them from being checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman import read as reader
from dragoman.intake import read_file
from dragoman.model import Actor, Commitment, Condition, Decision, Reading, Record, Source, Statement, Status, When
from dragoman.model import Verification as Check
from dragoman.problems import UsageError
from dragoman.views.grades import Grade, current
from dragoman.views.ledger import Row, asked_for, contrary, ledger
from dragoman.views.lines import Words
from dragoman.views.sides import act_of, effort, undefined, unspecified
from dragoman.views.steps import Party
from tests.factories import document, reading, source
from tests.views.gold import gold_reading

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "second-summit"
ACTORS = (
    Actor(id="prk", name="North Korea", kind="state", country="PRK"),
    Actor(id="usa", name="United States", kind="state", country="USA"),
    Actor(id="kim", name="Kim Jong-un", kind="person", country="PRK", sector="GOV", acts_for="prk"),
    Actor(id="iaea", name="IAEA", kind="organisation", sector="IGO"),
    Actor(id="opcw", name="OPCW", kind="organisation", sector="IGO"),
    Actor(id="post", name="Hill Post", kind="organisation", sector="JRN"),
    Actor(id="inspectors", name="inspectors", kind="group"),
)
SAID = Words(document="d", span=(0, 1), quote="x", voice="x")
# What was said of the six-party talks and of the plan for Iran, in words of our own.
TALKS = """Yongbyon is to be shut and sealed within sixty days of the signing. Pyongyang says on 14 July that it is shut.
The agency found on 16 July that it is. A complete declaration was due by the end of 2007; it came on 26 June 2008.
Disablement was due by the end of 2007 too; by August 2008 eight of eleven steps were done. Working groups were to meet.
"""
PLAN = """Iran does all of chapter 15. Arak is part of it. The agency found on 16 January 2016 that all was done.
Washington ceased to apply its sanctions that day. It withdrew on 8 May 2018. In 2019 the agency found otherwise.
"""


def status(doc: Any, words: str, as_of: str, **fields: Any) -> Status:
    return Status(as_of=as_of, source=source(doc, words), **fields)


def by_hand(text: str, made: Any) -> Record:
    doc = document(text, title="By hand", channel="by-hand")
    return Record(name="r", readings=(reading(doc, actors=ACTORS, **made(doc)),))


def six_party() -> Record:
    def made(doc: Any) -> dict[str, Any]:
        by: dict[str, Any] = {"by": ("prk",), "when": When(edtf="2007-02-13"), "phase": "performed"}
        sealed = (
            status(doc, "on 14 July", "2007-07-14", phase="performed", level=2, evidence="asserted", by="prk"),
            status(doc, "on 16 July", "2007-07-16", phase="performed", level=3, evidence="verified", by="iaea"),
        )
        declared = status(doc, "it came on 26 June 2008", "2008-06-26", phase="performed", level=2, evidence="asserted")
        eight = status(doc, "by August 2008", "2008-08", phase="in-force", level=2, evidence="inspected")
        return {
            "decisions": (
                Decision(
                    id="signed", about="Signing", question="date", status="decided", constraint="2007-02-13",
                    when=When(edtf="2007-02-13"), sources=(source(doc, "the signing"),),
                ),
            ),
            "verifications": (
                Check(
                    id="watch", of="seal", by="iaea", status="agreed", scope=("correctness",),
                    sources=(source(doc, "The agency"),),
                ),
            ),
            "commitments": (
                Commitment(
                    id="seal", action="shut down and seal Yongbyon", due=When(text="60 days after signed"),
                    history=sealed, sources=(source(doc, "shut and sealed"),), **by,
                ),
                Commitment(
                    id="declare", action="declare all its programmes", due=When(text="2007-12-31"),
                    history=(declared,), sources=(source(doc, "A complete declaration"),), **by,
                ),
                Commitment(
                    id="disable", action="disable the reactor", due=When(text="2007-12-31"), history=(eight,),
                    sources=(source(doc, "Disablement"),), **(by | {"phase": "in-force"}),
                ),
                Commitment(
                    id="groups", action="meet in working groups", due=When(text="30 days after signed"),
                    sources=(source(doc, "Working groups"),), **(by | {"phase": "agreed"}),
                ),
            ),
        }  # fmt: skip

    return by_hand(TALKS, made)


def plan() -> Record:
    def made(doc: Any) -> dict[str, Any]:
        found = status(doc, "found on 16 January 2016", "2016-01-16", phase="performed", level=3, evidence="verified")
        less = status(doc, "In 2019", "2019", phase="performed", level=1, evidence="verified", by="iaea")
        ceased = status(doc, "ceased to apply", "2016-01-16", phase="performed", level=3, evidence="public-record")
        left = status(doc, "It withdrew", "2018-05-08", phase="withdrawn", level=0, evidence="public-record")
        made: dict[str, Any] = {"phase": "performed", "when": When(edtf="2015-07-14")}
        return {
            "commitments": (
                Commitment(
                    id="fifteen", by=("prk",), action="do all of chapter 15", history=(found, less),
                    sources=(source(doc, "all of chapter 15"),), **made,
                ),
                Commitment(
                    id="arak", by=("prk",), action="convert the reactor", part_of="fifteen",
                    sources=(source(doc, "Arak"),), **(made | {"phase": "agreed"}),
                ),
                Commitment(
                    id="cease", by=("usa",), action="cease to apply sanctions", history=(ceased, left),
                    sources=(source(doc, "Washington"),), **made,
                ),
            ),
        }  # fmt: skip

    return by_hand(PLAN, made)


def rows(record: Record, as_of: str | None = None) -> dict[str, Row]:
    return {row.id: row for row in ledger(record, as_of)}


def test_six_party_talks_in_august_2008() -> None:
    found = rows(six_party(), "2008-08-31")
    assert {id: (row.days, row.open, row.overdue) for id, row in found.items()} == {
        "seal": (91, False, False),
        "declare": (178, False, False),
        "disable": (244, True, True),
        "groups": (535, True, True),
    }
    assert (found["seal"].level, found["seal"].evidence, found["seal"].done) == (3, "verified", "2007-07-14")
    assert (found["declare"].level, found["declare"].evidence) == (2, "asserted")
    assert (found["disable"].level, found["disable"].evidence, found["disable"].alarm) == (2, "inspected", False)
    assert found["disable"].words[0].voice == "an entry by hand"  # which cites nothing


def test_no_record_is_a_level_of_none_and_says_since_when() -> None:
    groups = rows(six_party(), "2008-08-31")["groups"]
    assert (groups.level, groups.evidence, groups.since, groups.phase) == (None, None, "2007-02-13", "agreed")


def test_a_verified_whole_covers_its_parts_on_that_day_though_it_fell_later() -> None:
    then = rows(plan(), "2016-01-16")["arak"]
    assert (then.level, then.evidence, then.grades[0].basis, then.grades[0].of) == (3, "verified", "whole", "fifteen")
    later = rows(plan(), "2023-01-01")
    assert (later["fifteen"].level, later["arak"].level, later["arak"].as_of) == (1, 3, "2016-01-16")
    assert rows(plan(), "2016-01-15")["arak"].level is None


def test_a_withdrawal_is_a_new_grade_beside_what_was_done() -> None:
    assert rows(plan(), "2018-05-07")["cease"].level == 3
    cease = rows(plan(), "2018-05-08")["cease"]
    assert [(one.as_of, one.level) for one in cease.grades] == [("2016-01-16", 3), ("2018-05-08", 0)]
    assert (cease.level, cease.phase, cease.open, cease.overdue) == (0, "withdrawn", False, False)


REPORT = """OSLO (Hill Post) - Pyongyang has dismantled the stand, Kim said. Washington says that the stand is gone.
The IAEA checked it and found it gone. Reporters watched. The OPCW was to look.
"""


def read(
    phase: Any = "performed", speaker: str | None = "kim", action: str = "dismantle the stand", **more: Any
) -> Row:
    """Return the row of what one report says, as the reader would have it."""
    doc = document(REPORT, "2018-10-07")
    said = Statement(
        id="s1", speaker=speaker, content="x", spans=((0, 4),), mode="indirect", sources=(source(doc, "Kim said"),)
    )
    stand = Commitment(
        id="c1", by=("prk",), action=action, phase=phase,
        sources=(source(doc, "Pyongyang has dismantled the stand", "s1" if speaker else None, phase=phase),),
        **{key: value for key, value in more.items() if key != "checks"},
    )  # fmt: skip
    checks = tuple(
        Check(id=f"v{n}", of="c1", sources=(source(doc, "checked it"),), **check)
        for n, check in enumerate(more.get("checks", ()))
    )
    made = reading(doc, actors=ACTORS, statements=(said,), commitments=(stand,), verifications=checks)
    return next(row for row in ledger(Record(name="r", readings=(made,))) if row.id == "c1")


@pytest.mark.parametrize(
    ("phase", "level"),
    [("floated", 0), ("offered", 0), ("agreed", 0), ("in-force", 1), ("performed", 3), ("withdrawn", 0)],
)
def test_what_was_read_is_graded_by_its_phase(phase: str, level: int) -> None:
    assert read(phase).level == level


def test_done_without_the_finding_of_the_body_that_is_named_is_level_2() -> None:
    assert read(checks=[{"by": "iaea", "status": "agreed"}]).level == 2
    assert read(checks=[{"by": "inspectors", "status": "invited"}]).level == 3  # nobody is named


@pytest.mark.parametrize(
    ("speaker", "evidence"), [("kim", "asserted"), ("prk", "asserted"), ("usa", "reported"), (None, "reported")]
)
def test_who_says_it_gives_the_evidence(speaker: str | None, evidence: str) -> None:
    assert read(speaker=speaker).evidence == evidence


@pytest.mark.parametrize(
    ("checks", "level", "evidence"),
    [
        ([{"by": "iaea", "finding": "confirmed"}], 3, "verified"),
        ([{"by": "opcw", "status": "agreed"}, {"by": "iaea", "finding": "confirmed"}], 2, "inspected"),
        ([{"by": "iaea", "status": "agreed"}, {"by": "iaea", "finding": "confirmed"}], 3, "verified"),
        ([{"by": "inspectors", "finding": "confirmed"}], 3, "asserted"),
        ([{"by": "post", "finding": "confirmed"}], 3, "asserted"),
        ([{"by": "iaea", "finding": "inconclusive"}], 2, "asserted"),
    ],
)
def test_completed_checks_give_both(checks: list[dict[str, Any]], level: int, evidence: str) -> None:
    row = read(checks=[{"status": "completed", **check} for check in checks])
    assert (row.level, row.evidence) == (level, evidence)


def test_a_physical_act_beyond_what_was_looked_at_raises_the_alarm() -> None:
    assert read().alarm
    assert not read(action="adopt a regulation").alarm
    assert not read(checks=[{"by": "iaea", "status": "completed", "finding": "confirmed"}]).alarm
    assert not read("in-force").alarm


def test_scopes_that_somebody_asked_for_are_told_one_by_one() -> None:
    row = read(checks=[{"by": "inspectors", "status": "invited", "scope": ("correctness", "irreversibility")}])
    assert [(rung.scope, rung.evidence) for rung in row.scopes] == [
        ("correctness", "asserted"),
        ("irreversibility", None),
    ]


def test_what_is_missing_is_asked() -> None:
    bare = read("agreed")
    assert [gap.missing for gap in bare.lint] == ["date", "verifier", "scope"]
    full = read(
        "agreed", due=When(text="2018-12-31"), checks=[{"by": "iaea", "status": "agreed", "scope": ("correctness",)}]
    )
    assert full.lint == ()
    trigger = read(
        "agreed",
        due=When(text="on report by IAEA"),
        checks=[{"by": "iaea", "status": "agreed", "scope": ("correctness",)}],
    )
    assert trigger.lint == ()
    vague = read("agreed", due=When(text="as soon as possible"))
    assert vague.lint[0].question == "“as soon as possible” sets no day: by when at the latest, or after what?"
    assert [gap.missing for gap in read("agreed", action="take corresponding measures").lint][:1] == ["act"]
    waits = read("agreed", conditions=(Condition(of="corresponding measures", kind="after"),))
    assert waits.lint[0].question == "It waits for “corresponding measures”: what exactly is meant?"
    assert [gap.missing for gap in read("agreed", action="let inspectors into the site").lint] == ["date", "condition"]
    assert "verifier" not in [gap.missing for gap in read("agreed", action="adopt a regulation").lint]


def test_who_calls_it_broken_does_not_undo_what_was_verified_and_is_named() -> None:
    def grade(day: str, phase: Any, level: Any, evidence: Any, by: str) -> Grade:
        who = (Party(id=by, name=by),)
        return Grade(as_of=day, phase=phase, level=level, evidence=evidence, by=who, basis="phase", words=SAID)

    verified = grade("2018-01-01", "performed", 3, "verified", "iaea")
    broken = grade("2018-02-01", "breached", 0, "reported", "usa")
    assert current([verified, broken]) == (verified,)
    assert contrary([verified, broken], current([verified, broken])) == (broken,)
    asserted = grade("2018-01-01", "performed", 3, "asserted", "prk")
    assert current([asserted, broken]) == (broken,)
    left = grade("2018-02-01", "withdrawn", 0, "reported", "usa")
    assert current([verified, left]) == (left,)


def test_a_vague_deadline_never_becomes_overdue() -> None:
    for words in ("as soon as possible", "immediately", "at the earliest possible date"):
        doc = document("Both will meet.", "2018-10-07")
        meet = Commitment(
            id="c1", by=("prk",), action="meet", phase="agreed", due=When(text=words), sources=(source(doc, "Both"),)
        )
        row = rows(Record(name="r", readings=(reading(doc, commitments=(meet,)),)), "2030")["c1"]
        assert (row.overdue, row.late, row.open) == (False, (), True)


def test_whose_undertakings_are_asked_for() -> None:
    found = ledger(plan())
    assert [row.id for row in asked_for(plan(), found, "United States")] == ["cease"]
    with pytest.raises(UsageError, match="nobody in the record is called 'Atlantis'"):
        asked_for(plan(), found, "Atlantis")


def test_kinds_of_acts_are_told_by_their_first_word() -> None:
    assert [act_of(words) for words in ("shutting down the reactor", "permanent dismantlement of it")] == [
        "physical"
    ] * 2
    assert (act_of("adopt a regulation"), act_of("continue the talks"), act_of("freedom")) == ("paper", "talk", None)
    assert (act_of("cease to apply sanctions"), act_of("stop shelling the town")) == ("paper", "physical")
    assert unspecified("the steps of denuclearization")
    assert not unspecified("convert the reactor, and other measures")
    assert undefined("take steps against smuggling") == "steps"
    assert undefined("research reactor measures") is None
    assert undefined("take concrete measures of denuclearization") == "concrete measures"
    assert act_of("begin removing it from its list of sponsors") == act_of("hand over a list of sites") == "paper"
    assert effort("work toward complete denuclearization")


def test_the_founding_report_alone(shared: Path) -> None:
    record = Record(name="r", readings=(gold_reading(shared),))
    found = ledger(record)
    access = next(row for row in found if row.strength == "invitation")
    assert (access.what, access.phase, access.level, access.evidence) == (
        "admit inspectors to Punggye-ri nuclear test site", "offered", 0, "reported",
    )  # fmt: skip
    assert {gap.missing for gap in access.lint} == {"date", "condition", "verifier"}
    assert not any("steps of denuclearization" in row.what for row in found)  # discussed
    assert not any("control" in row.what for row in found)
    site = next(row for row in found if "dismantle" in row.what)
    assert (site.level, site.evidence, site.grades[0].basis) == (None, None, "purpose")
    assert not any(row.overdue or row.alarm for row in ledger(record, "2030"))
    assert all(row.words for row in found)


def test_two_of_our_reports_on_that_day() -> None:
    files = ("2018-10-07-state-readout.md", "2018-10-07-meridian-pompeo-pyongyang.txt")
    record = Record(name="r", readings=tuple(reader(read_file(EXAMPLES / name)) for name in files))
    found = ledger(record)
    access = next(row for row in found if "inspectors" in row.what)
    assert (access.phase, access.level, access.evidence) == ("offered", 0, "reported")
    assert not any(row.level for row in found if "dismantled" in row.what)  # the purpose of the visit is no finding
    assert not any(row.overdue for row in ledger(record, "2030"))
    assert {row.what for row in found if row.alarm} == {"destroyed the site completely on May 24"}  # nobody looked


def test_hostile_records_make_a_ledger() -> None:
    doc = document("x", "2018-10-07")
    odd = tuple(
        Commitment(
            id=f"c{n}", action=action, part_of=f"c{n}", pairs_with=(f"c{n}",), phase="agreed", due=When(text=due),
            sources=(Source(span=(0, 1), quote="x"),), conditions=(Condition(of=f"c{n}", kind="after"),),
        )
        for n, (action, due) in enumerate([("", ""), ("(", "("), ("x" * 9000, "earlier of " * 900), ("\x00", "60 days after c3")])
    )  # fmt: skip
    made: Reading = reading(doc, commitments=odd)
    assert {row.level for row in ledger(Record(name="r", readings=(made,)), "2018-12-31")} == {0}
    assert ledger(Record(name="empty")) == ()
