"""How something is said, and what its speaker holds true of it."""

from __future__ import annotations

import pytest

from tests.reading.telling import reading_of

HELD = [
    ("Norway said the talks had ended.", "speech", "asserted"),
    ("The minister thinks the talks are over.", "belief", "asserted"),
    ("The mayor tweeted: “We stand firm.”", "writing", "asserted"),
    ("Norway denied that it had moved guns.", "denial", "denied"),
    ("Norway ruled out a second vote.", "refusal", "denied"),
    ("Mr. Dahl does not believe that the truce will hold.", "belief", "denied"),
    ("Sweden did not say whether it would come.", "speech", None),
    ("Ankara wants the monitors to leave.", "intention", "hoped"),
    ("Dahl refused to sign the treaty.", "refusal", "denied"),
    ("Moscow doubts that the treaty is alive.", "belief", "doubted"),
    ("Sweden hopes the truce will hold.", "belief", "hoped"),
    ("Dahl is hopeful that the ferry will run.", "belief", "hoped"),
    ("The minister called for an end to the blockade.", "speech", "hoped"),
    ("The envoy said the talks would resume in May.", "speech", "planned"),
    ("Norway vowed that it would rebuild the bridge.", "intention", "planned"),
    ("The rebels may return, Dahl warned.", "speech", "possible"),
    ("The envoy said Oslo would sign if the guns fell silent.", "speech", "conditional"),
    ("“Will they come?” the mayor asked.", "question", None),
    ("Sweden asked whether the bridge was open.", "question", None),
    ("Paris welcomed the deal.", "evaluation", None),
    ("The Norwegian envoy was adamant that the border would stay open.", "belief", "planned"),
]


@pytest.mark.parametrize(("text", "manner", "factuality"), HELD)
def test_manner_and_factuality_of_a_statement(text: str, manner: str | None, factuality: str | None) -> None:
    (statement,) = reading_of(text).statements
    assert (statement.manner, statement.factuality) == (manner, factuality)


def test_what_is_passed_on_is_reported_and_the_inner_statement_asserted() -> None:
    outer, inner = reading_of("Berg said Dahl had told him that the road was closed.").statements
    assert (outer.factuality, inner.factuality) == ("reported", "asserted")


def test_who_tells_more_than_another_said_asserts_it() -> None:
    outer, *_ = reading_of("Berg said the road was mined because Dahl had claimed that nobody used it.").statements
    assert outer.factuality == "asserted"


def test_a_cue_that_no_table_knows_says_nothing_of_either() -> None:
    (statement,) = reading_of("The ministry put out word that the convoy had crossed the river.").statements
    assert statement.manner is None
    assert statement.factuality is None


def test_a_speaker_who_leans_on_another_asserts_it_too() -> None:
    found = reading_of("“As Mr. Dahl has said, the road is long and we have begun,” said Anna Berg.").statements
    assert found[0].factuality == "asserted"


def test_a_cue_that_only_the_encoder_hears_has_the_manner_of_its_table() -> None:
    found = reading_of("Finland backed the plan, but Turkey opposed it.").statements
    assert [(told.manner, told.factuality) for told in found] == [("evaluation", None)] * 2
