from __future__ import annotations

from dragoman.record.versions import following


def test_what_took_the_place_of_a_text_comes_one_after_the_other_and_a_circle_ends() -> None:
    after = {"a": "b", "b": "c", "c": "b", "d": "d"}
    assert list(following("a", after)) == ["b", "c"]
    assert list(following("b", after)) == ["c"]
    assert list(following("d", after)) == list(following("x", after)) == []
