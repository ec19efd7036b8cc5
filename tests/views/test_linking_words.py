"""How much words weigh when entries are compared; the sentences are ours."""

from __future__ import annotations

import math

from dragoman.views.linking.words import among, cosine, in_news, stems


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
