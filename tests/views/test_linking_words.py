"""How much words weigh when entries are compared; the sentences are ours."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from dragoman.terms import rows
from dragoman.views.linking.words import act, among, by_acts, cosine, in_news, root, stems


def test_a_word_that_news_is_full_of_weighs_less_than_a_rare_one_and_the_record_has_no_say() -> None:
    rarity = in_news()
    said, rare = stems("said")[0], stems("centrifuges")[0]
    assert rarity.weight(said) < 1 < 3 < rarity.weight(rare)
    weights = rarity.vector("the inspectors counted centrifuges").values()
    assert math.isclose(sum(weight**2 for weight in weights), 1, abs_tol=0.01)


def test_words_left_out_do_not_count() -> None:
    rarity = in_news()
    one, other = "Berg promised a hotline", "Haddad promised a hotline"
    names = frozenset(("berg", "haddad"))
    assert cosine(rarity.vector(one), rarity.vector(other)) < 0.9
    assert math.isclose(cosine(rarity.vector(one, without=names), rarity.vector(other, without=names)), 1, abs_tol=0.01)


def test_among_texts_a_word_of_all_of_them_weighs_less_than_one_of_one() -> None:
    rarity = among(["talks on borders", "talks on prisoners", "talks on fishing"])
    assert rarity.weight("talk") < 0.2 < 0.8 < rarity.weight(stems("fishing")[0])


@pytest.mark.parametrize(
    ("noun", "verb"), [("sinking", "sinks"), ("announcement", "announced"), ("searches", "search")]
)
def test_a_noun_and_its_verb_have_one_root(noun: str, verb: str) -> None:
    assert root(noun) == root(verb)


def test_words_for_one_kind_of_act_are_known_by_the_first() -> None:
    assert act("slaying") == act("murders") == act("killed") == root("kill")
    assert act("truce") == act("ceasefires") != act("treaty") == act("accord")
    assert act("ferries") == "ferries"


def test_two_texts_that_tell_one_act_in_other_words_have_it_in_common() -> None:
    rarity = in_news()
    one, other = rarity.vector("blast and slayings near the harbour"), rarity.vector("explosion, killings, at the quay")
    assert cosine(one, other) == 0 < 0.4 < cosine(by_acts(one), by_acts(other))
    both = by_acts(rarity.vector("killings, murders"))
    assert list(both) == ["kill"] and math.isclose(both["kill"], 1, abs_tol=0.01)
    assert by_acts(rarity.vector("harbour quay")) == rarity.vector("harbour quay")


def test_no_word_tells_two_kinds_of_act() -> None:
    kinds = [{root(word) for word in row["words"].split()} for row in rows("same_acts") if row["kind"] == "act"]
    assert [word for word, times in Counter(word for kind in kinds for word in kind).items() if times > 1] == []
    assert {row["kind"] for row in rows("same_acts")} == {"act", "telling"}
