from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.model import Actor, Link, Mention, Reading, Record, Source, Statement, When
from dragoman.problems import UsageError
from dragoman.views import Asked, Met, met, statements, told_once
from tests.factories import TALKS, dated, document, plain, reading, source, talks


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
        ({"speaker": ("berg",)}, ["s3", "s4"]),
        ({"speaker": ("Anna B",)}, ["s3", "s4"]),
        ({"speaker": ("ENVOY",)}, ["s3", "s4"]),
        ({"speaker": ("haddad",)}, []),
        ({"speaker": ("haddad", "Ida Lund")}, ["s2"]),
        ({"speaker": ("the Foreign Ministry of Norland",)}, ["s1"]),
        ({"addressee": ("ministry",)}, ["s3"]),
        ({"channel": ("Twitter",)}, ["s4"]),
        ({"channel": ("fax", "Twitter")}, ["s4"]),
        ({"about": ("hotline",)}, ["s4"]),
        ({"about": ("hotlines",)}, ["s4"]),
        ({"about": ("hot",)}, []),
        ({"about": ("hot*",)}, ["s4"]),
        ({"about": ("hotline agrees",)}, ["s4"]),
        ({"about": ("v1",)}, ["s3"]),
        ({"about": ("c1",)}, ["s4"]),
        ({"about": ("s2",)}, ["s2", "s3"]),  # a statement, and what is told in it
        ({"about": ("Oslo",)}, ["s2"]),  # somebody or some place mentioned in it
        ({"about": ("spokeswoman",)}, ["s2"]),
        ({"about": ("spokeswoman", "hotline")}, ["s2", "s4"]),
        ({"about": ("nothing of it",)}, []),
        ({"about": ("*",)}, []),
        ({"since": "2020-06-02"}, ["s2", "s3", "s4"]),
        ({"until": "2020-06-01"}, ["s1"]),  # s4 is said by 2 June, no more is known: it is of that day
        ({"until": "2020-06-02"}, ["s1", "s2", "s3", "s4"]),
        ({"since": "2020-05", "until": "2020"}, ["s1", "s2", "s3", "s4"]),
        ({"since": "2020-06-02/.."}, ["s2", "s3", "s4"]),
        ({"since": "2021"}, []),
        ({"speaker": ("berg",), "channel": ("twitter",)}, ["s4"]),
    ],
)
def test_statements_can_be_asked_for(asked: dict[str, Any], found: list[str]) -> None:
    assert [row.line.entry for row in statements(record(), Asked(**asked))] == found


def test_statements_stand_in_the_order_in_which_they_were_made_not_in_which_they_were_reported() -> None:
    early = dated(plain("We will not sign."), "2020-03-01")
    told = msgspec.structs.replace(early.statements[0], when=When(edtf="2020-02"))
    record = Record(
        name="talks",
        readings=(
            dated(plain("We may sign."), "2020-02-20"),
            msgspec.structs.replace(early, statements=(told,)),
            plain("We signed."),
        ),
    )
    rows = statements(record)
    assert [row.content for row in rows] == ["We will not sign.", "We may sign.", "We signed."]
    assert [str(row.day) for row in rows] == ["2020-02-01", "2020-02-20", "None"]


def test_no_statement_is_made_after_the_report_of_it() -> None:
    late = dated(plain("Talks follow later."), "2020-03-01")
    told = msgspec.structs.replace(late.statements[0], when=When(edtf="2020-03-01/.."))
    record = Record(name="talks", readings=(msgspec.structs.replace(late, statements=(told,)),))
    assert len(statements(record, Asked(since="2020-03-01"))) == 1
    assert statements(record, Asked(since="2021")) == ()


def test_a_statement_says_where_it_stands_and_how_sure_its_speaker_is() -> None:
    rows = statements(record())
    assert [(row.row, row.column) for row in rows] == [(3, 22), (5, 1), (5, 29), (5, 113)]
    for row in rows:
        lines = TALKS.splitlines()
        assert lines[row.row - 1][row.column - 1 :].startswith(row.content[:20])
    carried = Statement(
        id="s9", speaker="berg", content="We agreed", spans=((0, 9),), mode="direct",
        sources=(Source(span=(0, 9), quote="We agreed", how="implied"),),
    )  # fmt: skip
    made = reading(document("We agreed"), statements=(carried,))
    assert [row.how for row in (*rows, *statements(Record(name="x", readings=(made,))))] == ["stated"] * 4 + ["implied"]


def test_words_stand_in_their_sentence_with_what_says_so_and_what_is_told_in_them() -> None:
    rows = {row.line.entry: row for row in statements(record())}

    def parts(id: str) -> list[tuple[str, str]]:
        return [(part.role, part.text) for part in rows[id].passage]

    assert parts("s2") == [
        ("content", "Berg told the ministry that "),
        ("inner", "Haddad had invited monitors to the Salt Pass depot"),
        ("around", ", its spokeswoman Ida Lund "),
        ("cue", "said"),
        ("around", "."),
    ]
    assert parts("s3") == [  # within the words of s2, which stand above it
        ("around", "Berg "),
        ("cue", "told"),
        ("around", " the ministry that "),
        ("content", "Haddad had invited monitors to the Salt Pass depot"),
    ]
    alone = statements(record(), Asked(about=("v1",)))[0].passage
    assert "".join(part.text for part in alone).endswith("its spokeswoman Ida Lund said.")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"speaker": ("Berk",)}, Met(option="speaker", value="Berk", found=0, nearest=("Anna Berg",))),
        ({"speaker": ("berg",)}, Met(option="speaker", value="berg", found=2, names=("Anna Berg",))),
        (
            {"addressee": ("zoo",)},
            Met(option="addressee", value="zoo", found=0, nearest=("foreign ministry of Norland",)),
        ),
        ({"channel": ("fax",)}, Met(option="channel", value="fax", found=0, nearest=("twitter",))),
        ({"since": "2031"}, Met(option="since", value="2031", found=0, nearest=("2020-06-01", "2020-06-02"))),
        ({"about": ("hotlime",)}, Met(option="about", value="hotlime", found=0, nearest=("hotline",))),
    ],
)
def test_what_is_asked_for_in_vain_comes_with_what_is_near(asked: dict[str, Any], expected: Met) -> None:
    assert met(record(), Asked(**asked)) == (expected,)


def test_every_value_is_accounted_for() -> None:
    values = met(record(), Asked(speaker=("berg", "nobody"), about=("oslo",), until="2020"))
    assert [(value.option, value.value, value.found) for value in values] == [
        ("speaker", "berg", 2),
        ("speaker", "nobody", 0),
        ("about", "oslo", 1),
        ("until", "2020", 4),
    ]


def test_a_statement_without_a_date_stays_whatever_dates_are_asked_for() -> None:
    rows = statements(Record(name="talks", readings=(plain("They met."),)), Asked(since="2020", until="2021"))
    assert [row.content for row in rows] == ["They met."]
    assert rows[0].speaker is None


@pytest.mark.parametrize("asked", [{"since": "soon"}, {"until": "2020-13-01"}])
def test_a_date_that_is_not_one_is_a_usage_error(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="is not a date. Write 2018-10-07"):
        statements(record(), Asked(**asked))


def test_statements_told_in_each_other_or_in_nothing_are_not_lost() -> None:
    def told(name: str, within: str | None) -> Statement:
        return Statement(
            id=name, speaker=None, content="x", spans=((0, 1),), mode="indirect", within=within,
            sources=(Source(span=(0, 1), quote="x"),),
        )  # fmt: skip

    made = reading(document("x"), statements=(told("a", "b"), told("b", "a"), told("c", "gone"), told("d", "d")))
    rows = statements(Record(name="talks", readings=(made,)))
    assert sorted(row.line.entry for row in rows) == ["a", "b", "c", "d"]


def report(text: str, day: str, quote: str, *, within: str | None = None, speaker: str = "berg") -> Reading:
    """Return the reading of a report in which Berg or Lund says something; with `within`, Lund passes it on."""
    doc = document(text, day)
    lund = Actor(id="lund", name="Ida Lund", kind="person", country="NOR")
    berg = Actor(id="berg", name="Anna Berg", kind="person", country="NOR")

    def said(id: str, who: str, words: str, outer: str | None) -> Statement:
        place = source(doc, words)
        return Statement(
            id=id + doc.id[:4],
            speaker=who,
            content=words,
            spans=(place.span,),
            mode="indirect",
            sources=(place,),
            within=outer,
        )

    inner = said("i", speaker, quote, f"o{doc.id[:4]}" if within else None)
    return reading(
        doc, statements=(*((said("o", "lund", within, None),) if within else ()), inner), actors=(berg, lund)
    )


def test_a_statement_that_two_reports_tell_is_shown_once_with_the_words_of_both() -> None:
    quote = "the monitors would reach the Salt Pass depot in June"
    first = report(f"Berg said {quote}.", "2020-06-02", quote)
    again = report(f"In Oslo, Berg said on Monday that {quote}.", "2020-06-03", quote)
    other = report(
        "Berg said the hotline had been silent for weeks.", "2020-06-04", "the hotline had been silent for weeks"
    )
    made = Record(name="talks", readings=(first, again, other))
    assert len(statements(made)) == 3
    shown = told_once(made, statements(made))
    assert [(row.line.document, len(row.line.also), len(row.line.words)) for row in shown] == [
        (first.document.id, 1, 4),
        (other.document.id, 0, 2),
    ]
    assert {words.document for words in shown[0].line.words} == {first.document.id, again.document.id}
    apart = Link(a=first.statements[0].id, b=again.statements[0].id, judgement="different", why="")
    judged = msgspec.structs.replace(made, links=(apart,))
    assert len(told_once(judged, statements(judged))) == 3


def test_a_statement_told_again_stays_where_something_else_is_told_in_it() -> None:
    quote = "the monitors would reach the Salt Pass depot in June"
    first = report(f"Lund said that {quote}.", "2020-06-02", quote, speaker="lund")
    inner = "Salt Pass depot in June"
    again = report(f"Lund said on Monday that {quote}.", "2020-06-03", inner, within=quote)
    made = Record(name="talks", readings=(first, again))
    shown = told_once(made, statements(made))
    assert [row.depth for row in shown] == [0, 0, 1]
