from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.model import Mention, Record, Source, Statement
from dragoman.problems import UsageError
from dragoman.views import statements
from tests.factories import TALKS, document, plain, reading, talks


def record() -> Record:
    at = TALKS.index("The venue")
    mentions = (
        Mention(span=(150, 152), quote=TALKS[150:152], of=("oslo", "lund")),
        Mention(span=(at, at + 3), quote="The"),
    )
    return Record(name="talks", readings=(msgspec.structs.replace(talks(), mentions=mentions),))


def test_nested_statements_stand_below_the_one_they_are_told_in() -> None:
    shown = [(row.depth, row.speaker, row.via, row.addressee, row.channel, row.mode) for row in statements(record())]
    assert shown == [
        (0, "foreign ministry of Norland", (), None, None, "indirect"),
        (0, "Ida Lund", (), None, None, "indirect"),
        (1, "Anna Berg", ("Ida Lund",), "foreign ministry of Norland", None, "indirect"),
        (0, "Anna Berg", (), None, "twitter", "direct"),
    ]
    for row in statements(record()):
        assert row.line.quote == row.content


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"speaker": "berg"}, ["s3", "s4"]),
        ({"speaker": "Anna B"}, ["s3", "s4"]),
        ({"speaker": "ENVOY"}, ["s3", "s4"]),
        ({"speaker": "haddad"}, []),
        ({"addressee": "ministry"}, ["s3"]),
        ({"channel": "Twitter"}, ["s4"]),
        ({"about": "hotline"}, ["s4"]),
        ({"about": "v1"}, ["s3"]),
        ({"about": "c1"}, ["s4"]),
        ({"about": "Oslo"}, ["s2"]),  # somebody or some place mentioned in it
        ({"about": "spokeswoman"}, ["s2"]),
        ({"about": "nothing of it"}, []),
        ({"since": "2020-06-02"}, ["s2", "s3", "s4"]),
        ({"until": "2020-06-01"}, ["s1", "s4"]),  # s4 is open to the past: its date allows it
        ({"since": "2020-05", "until": "2020"}, ["s1", "s2", "s3", "s4"]),
        ({"since": "2021"}, []),
        ({"speaker": "berg", "channel": "twitter"}, ["s4"]),
    ],
)
def test_statements_can_be_asked_for(asked: dict[str, Any], found: list[str]) -> None:
    assert [row.line.entry for row in statements(record(), **asked)] == found


def test_a_statement_without_a_date_stays_whatever_dates_are_asked_for() -> None:
    rows = statements(Record(name="talks", readings=(plain("They met."),)), since="2020", until="2021")
    assert [row.content for row in rows] == ["They met."]
    assert rows[0].speaker is None


@pytest.mark.parametrize("asked", [{"since": "soon"}, {"until": "2020-13-01"}])
def test_a_date_that_is_not_one_is_a_usage_error(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="is not a date. Write 2018-10-07"):
        statements(record(), **asked)


def test_statements_told_in_each_other_or_in_nothing_are_not_lost() -> None:
    def told(name: str, within: str | None) -> Statement:
        return Statement(
            id=name, speaker=None, content="x", spans=((0, 1),), mode="indirect", within=within,
            sources=(Source(span=(0, 1), quote="x"),),
        )  # fmt: skip

    made = reading(document("x"), statements=(told("a", "b"), told("b", "a"), told("c", "gone"), told("d", "d")))
    rows = statements(Record(name="talks", readings=(made,)))
    assert sorted(row.line.entry for row in rows) == ["a", "b", "c", "d"]
