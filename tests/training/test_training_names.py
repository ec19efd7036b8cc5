from __future__ import annotations

from training import names

WORDS = ["President", "Moon", "met", "South", "Korean", "and", "Dutch", "envoys", "at", "the", "Blue", "House"]


def test_conll_misc_splits_into_groups_and_the_rest() -> None:
    tags = ["O", "B-PER", "O", "B-MISC", "I-MISC", "O", "B-MISC", "O", "O", "O", "B-ORG", "I-ORG"]
    assert names.every(WORDS, tags, names.CONLL) == (
        ["O", "B-PERSON", "O", "B-GROUP", "I-GROUP", "O", "B-GROUP", "O", "O", "O", "B-ORGANISATION", "I-ORGANISATION"]
    )


def test_an_unlisted_misc_may_be_either() -> None:
    assert names.every(["Olympic", "Games"], ["B-MISC", "I-MISC"], names.CONLL) == ["B-MISC|B-GROUP", "I-MISC|I-GROUP"]


def test_a_corpus_without_nationalities_does_not_deny_them() -> None:
    labels = names.without_groups(["Dutch", "envoys"], ["O", "O"], names.WNUT)
    assert labels == ["O|B-GROUP|I-GROUP", "O"]


def test_gum_loses_titles_and_states_are_places() -> None:
    words = ["President", "Barack", "Obama", "left", "North", "Korea"]
    tags = ["B-PERSON", "I-PERSON", "I-PERSON", "O", "B-ORG", "I-ORG"]
    xpos = ["NNP", "NNP", "NNP", "VBD", "NNP", "NNP"]
    found = names.from_gum(words, tags, xpos, frozenset({"north korea"}))
    assert found == ["O", "B-PERSON", "I-PERSON", "O", "B-PLACE", "I-PLACE"]


def test_gum_says_nothing_about_a_proper_noun_outside() -> None:
    assert names.from_gum(["Savage", "left"], ["O", "O"], ["NNP", "VBD"], frozenset()) == ["", "O"]


def test_every_crossner_kind_is_mapped() -> None:
    assert names.CROSSNER["politicalparty"] == names.ORGANISATION
    assert names.CROSSNER["country"] == names.PLACE
    assert names.CROSSNER["algorithm"] == names.TECHNICAL


def test_groups() -> None:
    assert names.is_group(["Bosnian", "Serbs"])
    assert names.is_group(["pro-Iraqi"])
    assert not names.is_group(["Serbia"])
