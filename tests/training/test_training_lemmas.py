from __future__ import annotations

import pytest

from dragoman.language.encoder.lemmas import apply_rule, rule_for


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("talks", "talk", "k1+"),
        ("Talks", "talk", "l1+"),
        ("parties", "party", "k3+y"),
        ("went", "go", "k4+go"),
        ("Pyongyang", "Pyongyang", "k0+"),
        ("The", "the", "l0+"),
        ("U.S.", "U.S.", "k0+"),
        ("'s", "be", "k2+be"),
    ],
)
def test_a_rule_is_short_and_makes_the_lemma_again(word: str, lemma: str, rule: str) -> None:
    assert rule_for(word, lemma) == rule
    assert apply_rule(word, rule) == lemma


def test_a_rule_carries_over_to_words_it_was_not_made_for() -> None:
    assert apply_rule("treaties", rule_for("parties", "party")) == "treaty"
    assert apply_rule("a", "k3+y") == "y"
