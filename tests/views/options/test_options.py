"""Which venues and days remain: the second summit of 2019 as it stood, and what each rule of the view does."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import yaml

from dragoman.kinds import extend
from dragoman.model import Actor, Date, Decision, Meeting, Option, Place, Record, Statement, When
from dragoman.problems import UsageError
from dragoman.views.options import Asked, Options, options
from tests.factories import document, reading, source
from tests.views.options.made import STATES, SUMMIT, by_hand, position, record

ASIA = {"hanoi", "da-nang", "ho-chi-minh-city", "bangkok", "jakarta", "singapore"}
CITIES = {"hanoi", "da-nang", "ho-chi-minh-city"}


def ask(found: Record, **asked: Any) -> Options:
    return options(found, Asked(**asked))


def open_rows(found: Options) -> set[str]:
    return {cell.row for cell in found.cells if cell.front is not None}


def blocked(found: Options, row: str, column: int = 0) -> set[str]:
    wanted = (row, found.columns[column].id)
    return next(set(cell.blocked_by) for cell in found.cells if (cell.row, cell.column) == wanted)


# ---- the second summit ----------------------------------------------------------------------------------------------


def test_on_15_january_2019_hawaii_is_blocked_by_two_statements_and_the_cities_of_asia_are_open() -> None:
    found = ask(SUMMIT, as_of="2019-01-15", hard="all")
    assert blocked(found, "honolulu") == blocked(found, "mar-a-lago") == {"c4", "c6"}
    assert blocked(found, "panmunjom") == {"c6"}
    assert open_rows(found) == ASIA
    assert [column.id for column in found.columns] == ["2019-01-15/2019-02-28", "2019-03-01/.."]
    assert [party.id for party in found.deciders] == ["usa", "prk"]
    assert not found.relaxations and not found.conflicts


def test_by_default_only_what_the_two_say_themselves_binds() -> None:
    found = ask(SUMMIT, as_of="2019-01-15")
    assert open_rows(found) == {*ASIA, "panmunjom"}
    assert blocked(found, "honolulu") == {"c4"}
    standing = {one.id: (one.standing, one.hard) for one in found.positions}
    assert standing["c4"] == ("own", True) and standing["c6"] == ("other", False) and standing["c7"] == ("other", False)


def test_on_21_january_only_the_vietnamese_cities_are_left() -> None:
    found = ask(SUMMIT, as_of="2019-01-21")
    assert open_rows(found) == CITIES
    assert next(one.superseded_by for one in found.positions if one.id == "c4") == "c10"


def test_da_nang_against_hanoi_as_vetoes_is_one_conflict_and_lifting_either_ends_it() -> None:
    vetoes = ("usa requires da-nang", "prk requires hanoi")
    found = ask(SUMMIT, as_of="2019-02-07", assume=vetoes)
    assert found.conflicts == (("assumed-1", "assumed-2"),)
    assert {one.lift: {row for row, _ in one.frees} for one in found.relaxations} == {
        ("assumed-1",): {"hanoi"},
        ("assumed-2",): {"da-nang"},
    }
    assert found.change and {row for row, _ in found.change.closed} == CITIES and not found.change.opened
    lifted = ask(SUMMIT, as_of="2019-02-07", assume=vetoes, drop=("assumed-1",))
    assert open_rows(lifted) == {"hanoi"} and lifted.dropped == ("assumed-1",)


def test_the_record_is_replayed_as_of_a_day() -> None:
    assert {one.id for one in ask(SUMMIT, as_of="2018-11-01").positions} == {"c2", "c3", "p2"}
    found = ask(SUMMIT, as_of="2018-10-20")
    assert [column.id for column in found.columns] == ["2018-10-20/2018-11-06", "2018-11-07/.."]
    assert blocked(found, "singapore", 0) == {"c2"} and not blocked(found, "singapore", 1)


def test_in_the_last_week_each_prefers_its_own_city_and_neither_stands_behind_the_other() -> None:
    found = ask(SUMMIT, as_of="2019-02-07")
    fronts = {cell.row: cell.front for cell in found.cells if cell.front is not None}
    assert fronts == {"hanoi": 0, "da-nang": 0, "ho-chi-minh-city": 1}


def test_the_founding_report_names_no_option_and_the_matrix_is_empty_and_says_so(shared: Any) -> None:
    from dragoman import read
    from dragoman.intake.text import intake

    path = shared / "reports" / "second-summit.txt"
    made = intake(path.read_bytes(), path.name)
    made = msgspec.structs.replace(made, date=Date(edtf="2018-10-07", basis="given"))
    found = ask(Record(name="founding", readings=(read(made),)))
    assert not (found.rows or found.columns or found.cells or found.positions)
    assert {(one.slot, one.status) for one in found.unnamed} == {("venue", "narrowed"), ("date", "narrowed")}
    assert all("refined the options" in one.words[0].quote for one in found.unnamed)
    assert next(one.constraint for one in found.unnamed if one.slot == "date") == "as soon as possible"
    assert {party.id for party in found.deciders} == {"usa", "prk"}


def test_the_process_kept_beside_the_project_gives_the_same_hindcast(shared: Any) -> None:
    kept = yaml.safe_load((shared / "processes" / "second-summit-2018-19.yaml").read_text("utf-8"))
    embassies = " or ".join(kept["facts"]["dprk_embassy_in"]["value"])

    def asked(claim: dict[str, Any]) -> str:
        if "option" in claim:
            return " or ".join(claim["option"])
        rule = claim["rule"]
        if isinstance(rule, str):
            return rule
        first, last = rule.get("not_before"), rule.get("not_after")
        if first and last:
            return f"{first}/{last}"
        said = {
            "not_before": f"not before {first}",
            "within_km_of_pyongyang": f"within {rule.get('within_km_of_pyongyang')} km of pyongyang",
            "dprk_embassy_in_country": f"in {embassies}",
            "country": f"in {rule.get('country')}",
            "lead_days_after_decision": f"{rule.get('lead_days_after_decision')} days after the decision",
        }
        return said[next(iter(rule))]

    claims = [
        position(one["id"], " and ".join(one["by"]).lower(), one["stance"], asked(one), one["as_of"], one["slot"])
        for one in kept["claims"]
    ]
    claims += [position(f"x{n}", "press", "offer", one["id"]) for n, one in enumerate(kept["candidates"])]
    places = tuple(
        Place(id=one["id"], name=one["id"].title(), kind="city", country=one["country"], lat=one["lat"], lon=one["lon"])
        for one in kept["candidates"]
    )
    made = record(*claims, places=places)
    found = ask(made, as_of="2019-01-15", hard="all")
    assert blocked(found, "honolulu") == {"c4", "c6"}
    assert open_rows(found) == {"hanoi", "danang", "hcmc", "bangkok", "jakarta", "singapore"}
    assert open_rows(ask(made, as_of="2019-01-21")) == {"hanoi", "danang", "hcmc"}
    vetoes = ("usa requires danang", "prk requires hanoi")
    last = ask(made, as_of="2019-02-07", assume=vetoes)
    assert last.conflicts == (("assumed-1", "assumed-2"),) and len(last.relaxations) == 2


# ---- whose words bind -----------------------------------------------------------------------------------------------

SAID = """Trump said he would not go to Singapore. Moon said that Pyongyang would reject Oslo.
The rebels want Geneva. A newspaper thinks that Washington would reject Bern.
"""


def reported() -> Record:
    """Return a record of one news report in which a party speaks, and others speak for it."""
    doc = document(SAID, "2019-01-05")

    def said(id: str, speaker: str | None, words: str) -> Statement:
        start = SAID.index(words)
        span = (start, start + len(words))
        return Statement(
            id=id, speaker=speaker, content=words, spans=(span,), mode="indirect", sources=(source(doc, words),)
        )

    def held(id: str, by: str, value: str, stance: Any, statement: str | None, words: str) -> Decision:
        return Decision(
            id=id, about="m1", question="venue", status="open", options=(Option(value=value, by=by, stance=stance),),
            decided_by=("usa", "prk"), sources=(source(doc, words, statement),),
        )  # fmt: skip

    trump = Actor(id="trump", name="Donald Trump", kind="person", country="USA", sector="GOV", acts_for="usa")
    moon = Actor(id="moon", name="Moon Jae-in", kind="person", country="KOR", sector="GOV", acts_for="kor")
    return Record(
        name="said",
        readings=(
            reading(
                doc,
                actors=(*STATES, trump, moon),
                statements=(
                    said("s1", "trump", "he would not go to Singapore"),
                    said("s2", "moon", "Pyongyang would reject Oslo"),
                ),
                decisions=(
                    held("d1", "trump", "singapore", "reject", "s1", "he would not go to Singapore"),
                    held("d2", "prk", "oslo", "reject", "s2", "Pyongyang would reject Oslo"),
                    held("d3", "rebels", "geneva", "require", None, "The rebels want Geneva"),
                    held("d4", "usa", "bern", "reject", None, "Washington would reject Bern"),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("hard", "binding"),
    [("own", {"d1"}), ("reported", {"d1", "d2", "d4"}), ("all", {"d1", "d2", "d3", "d4"})],
)
def test_hard_says_whose_words_bind(hard: str, binding: set[str]) -> None:
    found = ask(reported(), hard=hard)
    assert {one.id for one in found.positions if one.hard} == binding
    assert {one.id: one.party for one in found.positions} == {"d1": "usa", "d2": "prk", "d3": None, "d4": "usa"}
    assert next(one for one in found.positions if one.id == "d1").words[0].voice == "Donald Trump"


def test_who_decides_can_be_handed_in_and_without_it_nothing_binds() -> None:
    made = record(position("p1", "usa", "reject", "hanoi"), decided_by=())
    assert not ask(made).deciders and open_rows(ask(made)) == {"hanoi"}
    assert not open_rows(ask(made, decided_by=("United States",)))
    assert not open_rows(ask(made, hard="all"))


def test_the_parties_of_the_process_decide_where_nobody_is_named() -> None:
    made = by_hand((position("p1", "usa", "reject", "hanoi"),), decided_by=())
    process = Actor(id="second-summit", name="The second summit", kind="group", members=("usa", "prk"))
    made = extend(made, [process])
    made = msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, url="by-hand:second-summit"))
    found = ask(Record(name="made", readings=(made,)))
    assert [party.name for party in found.deciders] == ["United States", "North Korea"]
    assert blocked(found, "hanoi") == {"p1"}


def test_one_statement_told_by_several_reports_is_one_position_with_all_their_words() -> None:
    first = reported().readings[0]
    doc = document("He would not go to Singapore, Trump said again.", "2019-01-06")
    made = reading(
        doc,
        actors=first.actors,
        decisions=(
            Decision(
                id="d9", about=None, question="venue", status="open",
                options=(Option(value="singapore", by="trump", stance="reject"),), sources=(source(doc, doc.text),),
            ),
        ),
    )  # fmt: skip
    both = Record(name="twice", readings=(first, made))
    found = ask(both, hard="reported", why_not="singapore")
    one = next(one for one in found.positions if one.id == "d1")
    assert (one.entries, one.day, one.standing) == (("d1", "d9"), "2019-01-06", "own")
    assert [words.document for words in one.words] == [first.document.id, doc.id]
    assert found.why_not and [one.lift for one in found.why_not.relaxations] == [("d1",)]
    assert "singapore" in open_rows(ask(both, hard="reported", drop=("d9",)))


# ---- what takes the place of what -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "then", "blocks"),
    [
        (("reject", "hanoi"), ("reject", "oslo"), {"hanoi": {"p1"}, "oslo": {"p2"}}),
        (("reject", "hanoi"), ("accept", "hanoi"), {"hanoi": set(), "oslo": set()}),
        (("reject", "hanoi"), ("disfavour", "hanoi"), {"hanoi": set(), "oslo": set()}),
        (("require", "hanoi"), ("require", "oslo"), {"hanoi": {"p2"}, "oslo": set()}),
        (("require", "hanoi"), ("reject", "bern"), {"hanoi": set(), "oslo": {"p1"}, "bern": {"p1", "p2"}}),
        (("require", "hanoi"), ("accept", "oslo"), {"hanoi": set(), "oslo": set(), "bern": {"p1"}}),
        (("reject", "in NOR"), ("accept", "oslo"), {"hanoi": set(), "oslo": set(), "bergen": {"p1"}}),
    ],
)
def test_the_latest_word_of_a_holder_counts(first: Any, then: Any, blocks: dict[str, set[str]]) -> None:
    made = record(
        position("p1", "usa", first[0], first[1], when="2019-01-01"),
        position("p2", "usa", then[0], then[1], when="2019-01-02"),
        position("p3", "kor", "offer", "hanoi or oslo or bern or bergen"),
    )
    found = ask(made, slots=("venue",), as_of="2019-01-05")
    assert {row: blocked(found, row) for row in blocks} == blocks
    gone = {one.id for one in found.positions if one.superseded_by}
    assert gone == ({"p1"} if not any("p1" in blocking for blocking in blocks.values()) else set())


def test_two_positions_of_one_day_or_of_two_holders_both_stand_and_a_vague_day_is_not_later() -> None:
    for by, when in (("usa", "2019-01-01"), ("prk", "2019-01-02"), ("usa", "2019-01"), ("usa", "2019-01-01~")):
        made = record(
            position("p1", "usa", "require", "hanoi", when="2019-01-01"),
            position("p2", by, "require", "oslo", when=when),
        )
        found = ask(made, slots=("venue",))
        assert blocked(found, "hanoi") == {"p2"} and blocked(found, "oslo") == {"p1"}


def test_a_position_may_say_itself_what_it_takes_the_place_of() -> None:
    made = by_hand((position("p1", "usa", "reject", "hanoi"), position("p2", "prk", "offer", "hanoi")))
    decisions = tuple(
        msgspec.structs.replace(one, supersedes=("p1",)) if one.id == "p2" else one for one in made.decisions
    )
    found = ask(Record(name="made", readings=(msgspec.structs.replace(made, decisions=decisions),)))
    assert open_rows(found) == {"hanoi"} and found.positions[0].superseded_by == "p2"


# ---- what a value asks for ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("hanoi or oslo", {"hanoi", "oslo"}),
        ("in VNM or NOR", {"hanoi", "oslo"}),
        ("in Norway", {"oslo"}),
        ("norway", {"oslo"}),
        ("within 2800 km of pyongyang", {"hanoi"}),
        ("within 8000 km of pyongyang", {"hanoi", "oslo"}),
        ("a neutral country", {"hanoi", "oslo", "atlantis"}),
        ("hanoi or a neutral country", {"hanoi", "oslo", "atlantis"}),
        ("within 100 km of nowhere", {"hanoi", "oslo", "atlantis"}),
        ("in Ruritania", {"hanoi", "oslo", "atlantis"}),
    ],
)
def test_venues(value: str, left: set[str]) -> None:
    atlantis = Place(id="atlantis", name="Atlantis", kind="city")  # nobody knows where it lies
    made = record(
        position("p1", "kor", "offer", "hanoi or oslo or atlantis"),
        position("p2", "usa", "require", value),
        places=(atlantis,),
    )
    found = ask(made, slots=("venue",))
    may_be = {"atlantis"} if value.startswith(("in VNM", "in Norway", "norway", "within")) else set()
    assert open_rows(found) - may_be == left - may_be
    unknown = {one.id: one.unknown for one in found.positions}["p2"]
    assert bool(unknown) == ("atlantis" in left)


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ("2019-02-27", ["-2019-02-26", "2019-02-27", "-2019-02-28"]),
        ("2019-02", ["-2019-01-31", "2019-02-01/2019-02-28", "-2019-03-01"]),
        ("2019-02-10~", ["-2019-02-08", "2019-02-09/2019-02-11", "-2019-02-12"]),
        ("2019-02-27 or 2019-03-01", ["-2019-02-26", "2019-02-27", "-2019-02-28", "2019-03-01", "-2019-03-02"]),
        ("2019-03/..", ["-2019-02-28", "2019-03-01/.."]),
        ("not before 2019-03", ["-2019-02-28", "2019-03-01/.."]),
        ("not after 2019-03-05", ["2019-01-15/2019-03-05", "-2019-03-06"]),
        ("21 days after the decision", ["-2019-02-04", "2019-02-05/.."]),
        ("2 months after the decision", ["-2019-03-14", "2019-03-15/.."]),
    ],
)
def test_dates_cut_the_days_from_the_day_of_the_question_on(value: str, columns: list[str]) -> None:
    found = ask(record(position("p1", "usa", "require", value, slot="date")), slots=("date",), as_of="2019-01-15")
    shown = [
        row.id if not cell.blocked_by else f"-{row.id.split('/')[-1 if row.id.startswith('2019-01-15') else 0]}"
        for row, cell in zip(found.rows, found.cells, strict=True)
    ]
    assert shown == columns


def test_words_that_are_no_day_block_nothing_and_are_listed() -> None:
    found = ask(record(position("p1", "usa", "require", "as soon as possible", slot="date")))
    assert found.positions[0].unknown == ("as soon as possible",) and found.cells == ()


def test_a_rule_counts_from_the_decision_once_it_is_taken() -> None:
    made = by_hand((position("p1", "usa", "require", "3 weeks after the decision", slot="date"),))
    taken = Decision(
        id="d1", about="second summit", question="venue", status="decided", options=(Option(value="hanoi", stance="accept"),),
        when=When(edtf="2019-02-08"), sources=(source(made.document, "The two decide."),),
    )  # fmt: skip
    found = ask(Record(name="made", readings=(extend(made, [taken]),)), as_of="2019-02-20")
    assert found.positions[0].rule == "not before 2019-03-01"
    assert [one.values for one in found.decided] == [("Hanoi",)]


def test_days_that_share_all_that_is_said_of_them_are_one_stretch() -> None:
    made = record(
        position("p1", "usa", "require", "2019-02-01/2019-02-28", slot="date"),
        position("p2", "kor", "require", "2019-02-10", slot="date"),
    )
    assert [row.id for row in ask(made, slots=("date",), as_of="2019-01-15").rows] == [
        "2019-01-15/2019-01-31", "2019-02-01/2019-02-28", "2019-03-01/..",
    ]  # fmt: skip
    assert len(ask(made, slots=("date",), as_of="2019-01-15", hard="all").rows) == 5


def test_any_question_can_be_asked_by_its_words() -> None:
    made = record(
        position("p1", "usa", "prefer", "one to one", slot="format"),
        position("p2", "prk", "reject", "one to one", slot="format"),
        position("p3", "prk", "prefer", "with delegations", slot="format"),
    )
    found = ask(made, slots=("format",))
    assert blocked(found, "one to one") == {"p2"} and open_rows(found) == {"with delegations"}


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("usa requires not before 2019-03", "date", "not before 2019-03"),
        ("prk reject 2019-02-20/2019-02-28", "date", "2019-02-20/2019-02-28"),
        ("North Korea accepts 21 days after the decision", "date", "21 days after the decision"),
        ("south korea offers panmunjom or in SGP", "venue", "Panmunjom or Singapore"),
    ],
)
def test_what_is_assumed_is_of_the_question_that_its_words_answer(words: str, slot: str, value: str) -> None:
    found = ask(SUMMIT, as_of="2019-01-15", assume=(words,))
    one = next(one for one in found.positions if one.standing == "assumed")
    assert (one.slot, one.shown) == (slot, value) and not one.unknown


# ---- what is asked of it --------------------------------------------------------------------------------------------


def test_why_not_names_the_least_that_would_have_to_be_lifted() -> None:
    found = ask(SUMMIT, as_of="2019-01-15", hard="all", why_not="honolulu").why_not
    assert found and [one.lift for one in found.relaxations] == [("c4", "c6")]
    assert found.relaxations[0].frees == (("honolulu", "2019-01-15/2019-02-28"),)
    late = ask(SUMMIT, as_of="2019-01-15", why_not="Hanoi on 2019-03-05").why_not
    assert late and [one.lift for one in late.relaxations] == [("c5",)]
    free = ask(SUMMIT, as_of="2019-01-15", why_not="hanoi").why_not
    assert free and free.open == (("hanoi", "2019-01-15/2019-02-28"),) and not free.relaxations


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"why_not": "oslo"}, "'oslo' is no option. There are: Singapore, "),
        ({"drop": ("zz",)}, "no position has this id. There are: c2, c3, "),
        ({"assume": ("hanoi",)}, "Write who, a stance"),
        ({"assume": ("rejects hanoi",)}, "Write who, a stance"),
        ({"about": "harvest"}, "The record has questions about: second summit."),
        ({"as_of": "soon"}, "is not a date"),
    ],
)
def test_what_the_record_does_not_know_is_refused_in_words(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("(", r"\(")):
        ask(SUMMIT, **asked)


def test_of_several_matters_the_one_with_most_options_is_shown_and_the_others_are_named() -> None:
    doc = document("The talks may be in Oslo. The summit will be in Hanoi or Bern.", "2019-01-05")

    def meeting(id: str, kind: Any, words: str) -> Meeting:
        return Meeting(id=id, kind=kind, status="agreed", participants=("usa", "prk"), sources=(source(doc, words),))

    def offered(id: str, about: str, *values: str) -> Decision:
        return Decision(
            id=id, about=about, question="venue", status="open",
            options=tuple(Option(value=value, by="kor", stance="offer") for value in values),
            sources=(source(doc, "may be"),),
        )  # fmt: skip

    made = reading(
        doc,
        actors=STATES,
        meetings=(meeting("mtalks1", "talks", "The talks"), meeting("msummit", "summit", "The summit")),
        decisions=(offered("d1", "mtalks1", "oslo"), offered("d2", "msummit", "hanoi", "bern")),
    )
    one = Record(name="two", readings=(made,))
    assert open_rows(ask(one)) == {"hanoi", "bern"} and ask(one).others == ("talks",)
    assert open_rows(ask(one, about="talks")) == open_rows(ask(one, about="mtalk")) == {"oslo"}
    assert {party.id for party in ask(one).deciders} == {"usa", "prk"}


def test_every_line_leads_to_its_words() -> None:
    text = SUMMIT.readings[0].document.text
    for one in ask(SUMMIT, as_of="2019-02-07").positions:
        for words in one.words:
            assert words.document == SUMMIT.readings[0].document.id
            assert text[slice(*words.span)] == words.quote


def test_hostile_values_raise_nothing() -> None:
    values = (
        "",
        " or ",
        "or",
        "in ",
        "within 1e9 km of hanoi",
        "9999-12-31",
        "99999 days after the decision",
        "x" * 9999,
    )
    for slot in ("venue", "date", "format"):
        made = record(*(position(f"p{n}", "usa", "require", value, slot=slot) for n, value in enumerate(values)))
        found = ask(made, slots=(slot,))
        assert {id for one in found.positions for id in one.entries} == {f"p{n}" for n in range(len(values))}
