from __future__ import annotations

import pytest

from dragoman import terms
from dragoman.model import Actor, Commitment, Condition, Event, Plover, Reading, When
from dragoman.publish import codes
from dragoman.publish.coded import Coded, coded
from tests.factories import document, reading, source

SENTENCES = "Lund spoke first. On 3 May, Norland shelled a Sudlan border post. Sudlan denied it."


def shelling(status: str = "happened", day: str = "2020-05-03") -> Reading:
    doc = document(SENTENCES, "2020-05-04", language="en")
    event = Event(
        id="e1", event="ASSAULT", mode="heavy-weapons", actors=("nor",), recipients=("sud",), status=status,  # type: ignore[arg-type]
        when=When(edtf=day), context=("military",), sources=(source(doc, "Norland shelled a Sudlan border post"),),
    )  # fmt: skip
    made = () if status != "happened" else (
        Plover(event="ASSAULT", mode="heavy-weapons", actor=("nor",), recipient=("sud",), date=day, origin="e1"),
    )  # fmt: skip
    actors = (
        Actor(id="nor", name="Norland", kind="state", country="NOR", sector="GOV"),
        Actor(id="sud", name="Sudlan's army", kind="organisation", country="SDN", sector="MIL"),
    )
    return reading(doc, actors=actors, events=(event,), plover=made)


def only(made: Reading) -> Coded:
    (row,) = coded(made)
    return row


def test_a_row_leads_back_to_its_words_and_sentence() -> None:
    row = only(shelling())
    (words,) = row.words
    assert SENTENCES[words.span[0] : words.span[1]] == words.quote == "Norland shelled a Sudlan border post"
    assert row.sentence is not None
    assert SENTENCES[row.sentence.span[0] : row.sentence.span[1]] == row.sentence.text
    assert (row.sentence.number, row.sentence.text) == (2, "On 3 May, Norland shelled a Sudlan border post.")
    assert words.document == shelling().document.id
    assert (row.quad, row.score, row.cameo, row.goldstein) == (4, -9.5, "194", -10.0)
    assert [p.cameo for p in (*row.actors, *row.recipients)] == ["NOR", "SDNMIL"]


@pytest.mark.parametrize(
    ("status", "day", "aux"),
    [
        ("happened", "2020-05-03", ()),
        ("happened", "2019-03", ("historical",)),
        ("happened", "2020-04-20", ()),
        ("denied", "2020-05-03", ("negation",)),
        ("hypothetical", "2020-05-03", ("hypothetical",)),
    ],
)
def test_auxiliary_modes_follow_status_and_day(status: str, day: str, aux: tuple[str, ...]) -> None:
    row = only(shelling(status, day))
    assert (row.aux, row.real) == (aux, status == "happened")


def test_a_promise_under_a_condition_is_hypothetical() -> None:
    doc = document("Norland will lift the ban if Sudlan signs.")
    promise = Commitment(
        id="c1", by=("nor",), action="lift the ban", phase="offered", conditions=(Condition(of="sign", kind="provided"),),
        sources=(source(doc, "Norland will lift the ban"),),
    )  # fmt: skip
    made = reading(doc, commitments=(promise,), plover=(Plover(event="AGREE", actor=("nor",), origin="c1"),))
    assert only(made).aux == ("hypothetical",)


# ---- the tables -----------------------------------------------------------------------------------------------------


def test_every_cameo_code_has_a_name_a_score_and_a_plover_meaning_that_exists() -> None:
    named = [row for row in terms.rows("cameo") if row["name"]]
    assert len({row["code"] for row in named}) == len(named)
    for row in terms.rows("cameo"):
        assert row["code"] in {other["code"] for other in named}
        assert not row["event"] or (row["event"], row["mode"]) in codes.weights(), row
        assert bool(row["event"]) == (row["code"][:2] not in ("01", "02")), row
    assert {row["event"] for row in named} - {""} == {event for event, _ in codes.weights()}
    assert all(-10 <= float(row["goldstein"]) <= 10 for row in named)


@pytest.mark.parametrize(("event", "mode"), sorted(codes.weights()))
def test_every_plover_type_and_mode_has_a_cameo_code_of_the_same_meaning(event: str, mode: str) -> None:
    code = codes.cameo(event, mode or None, "event", "")
    lines = [row for row in terms.rows("cameo") if row["code"] == code and row["event"] == event]
    assert lines and any(row["mode"] in ("", mode) for row in lines)


@pytest.mark.parametrize(
    ("event", "mode", "kind", "words", "code"),
    [
        ("CONSULT", None, "meeting", "the ministers met in Oslo", "040"),
        ("CONSULT", "visit", "meeting", "visited Oslo", "042"),
        ("CONSULT", None, "meeting", "negotiated for six hours", "046"),
        ("AGREE", None, "meeting", "will meet in Oslo", "036"),
        ("AGREE", None, "commitment", "agreed to withdraw its guns", "0356"),
        ("SUPPORT", None, "commitment", "signed a border treaty", "057"),
        ("RETREAT", "access", "verification", "let inspectors into the mine", "0862"),
        ("RETREAT", None, "event", "lifted sanctions on Sudlan", "085"),
        ("REJECT", "meet", "meeting", "called off the talks", "125"),
        ("ASSAULT", None, "event", "attacked a post", "190"),
        ("SANCTION", "discontinue", "event", "imposed sanctions on Sudlan", "163"),
        ("NOSUCH", None, "event", "", None),
    ],
)
def test_the_narrowest_cameo_code_is_taken(event: str, mode: str | None, kind: str, words: str, code: str) -> None:
    assert codes.cameo(event, mode, kind, words) == code


@pytest.mark.parametrize(
    ("words", "contexts"),
    [
        ("The two sides agreed on a ceasefire along the disputed border.", ("military", "territory")),
        ("Norland lifted its embargo on oil and gas.", ("economic", "natural_resource")),
        ("Inspectors saw the uranium enrichment plant.", ("cbrn",)),
        ("The minister went home.", ()),
        ("A spyglass was found in the oilcan.", ()),
    ],
)
def test_contexts_come_from_whole_words_of_the_sentence(words: str, contexts: tuple[str, ...]) -> None:
    assert codes.contexts(words) == contexts


def test_there_are_37_contexts() -> None:
    assert len(terms.rows("contexts")) == len({row["context"] for row in terms.rows("contexts")}) == 37
    assert {c for row in terms.rows("cameo") for c in terms.values(row["context"])} <= {
        row["context"] for row in terms.rows("contexts")
    }


def test_a_row_has_the_contexts_of_its_entry_and_of_its_sentence() -> None:
    doc = document("Norland agreed to open its uranium mine to a court.")
    promise = Commitment(id="c1", by=("nor",), action="x", phase="agreed", sources=(source(doc, "Norland agreed"),))
    row = Plover(event="AGREE", actor=("nor",), context=("diplomatic",), origin="c1")
    made = reading(doc, commitments=(promise,), plover=(row,))
    assert only(made).contexts == ("diplomatic", "legal", "natural_resource", "cbrn")


def test_codes_of_countries_and_actors_come_from_the_tables() -> None:
    states = {row["iso3"] for row in terms.rows("countries")}
    assert {row["iso3"] for row in terms.rows("country_codes")} == states
    assert {row["id"] for row in terms.rows("actor_codes")} <= {row["id"] for row in terms.rows("institutions")}
    assert (codes.cow("DEU"), codes.fips("DEU"), codes.cow("XXX"), codes.fips(None)) == (255, "GM", None, None)
    council = Actor(id="unsc", name="UN Security Council", kind="body", sector="IGO", acts_for="un")
    assert (codes.country(council), codes.sector(council), codes.actor_code(council)) == ("UNO", None, "IGOUNO")
    minister = Actor(id="m", name=None, kind="person", country="ROU", sector="JRN")
    assert (codes.country(minister), codes.actor_code(minister)) == ("ROU", "ROMMED")
    assert codes.actor_code(Actor(id="x", name="the rebels", kind="group", sector="REB")) == "REB"
    assert codes.actor_code(Actor(id="x", name="X", kind="group")) is None
