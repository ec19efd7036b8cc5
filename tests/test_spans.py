"""Stretches of text compared."""

from __future__ import annotations

import pytest

from dragoman.model import Span
from dragoman.spans import Laid

LAID = Laid([((40, 90), "long"), ((0, 10), "first"), ((10, 12), "second"), ((60, 64), "inner")])


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 1), ["first"]),
        ((9, 11), ["first", "second"]),
        ((12, 40), []),
        ((62, 63), ["long", "inner"]),
        ((64, 70), ["long"]),  # what is long reaches far behind where it begins
        ((90, 99), []),
    ],
)
def test_what_lies_on_some_words(span: Span, expected: list[str]) -> None:
    assert [thing for _, thing in LAID.touching(span)] == expected


def test_where_nothing_is_laid_nothing_lies() -> None:
    assert Laid[str]([]).touching((0, 5)) == []
