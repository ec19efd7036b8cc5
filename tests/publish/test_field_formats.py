from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import plugins
from dragoman.model import Actor, Event, Meeting, Place, Plover, Reading, Record, Source, When
from dragoman.publish import gdelt, icews, petrarch, plover, polecat
from dragoman.publish.cells import joined, line, text
from tests.factories import document, reading, source, talks

TEXT = (
    "Talks open\n\nNorland's Anna Berg met Sudan's Omar Haddad in Geneva on Monday. Norland did not close its border."
)


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def table(lines: Iterable[str]) -> list[list[str]]:
    made = "".join(lines)
    assert made.endswith("\n") or not made
    return [row.split("\t") for row in made.split("\n")[:-1]]


def named(rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def met(name: str = "Anna Berg", url: str | None = "https://lake.example/1") -> Reading:
    doc = document(
        TEXT, "2020-06-02", title="Talks open", title_span=(0, 10), url=url, publisher="Lake Wire", language="en"
    )
    words = "Norland's Anna Berg met Sudan's Omar Haddad in Geneva on Monday"
    meeting = Meeting(
        id="m1", kind="talks", status="held", participants=("berg", "haddad"), place="geneva",
        when=When(edtf="2020-06-01"), sources=(source(doc, words),),
    )  # fmt: skip
    closed = Event(
        id="e1", event="COERCE", mode="restrict", actors=("nor",), status="denied",
        sources=(source(doc, "Norland did not close its border"),),
    )  # fmt: skip
    return reading(
        doc,
        actors=(
            Actor(id="berg", name=name, kind="person", country="NOR", sector="GOV", roles=("envoy",)),
            Actor(id="haddad", name="Omar Haddad", kind="person", country="SDN", sector="GOV"),
            Actor(id="nor", name="Norland", kind="state", country="NOR", sector="GOV"),
        ),
        places=(Place(id="geneva", name="Geneva", kind="city", country="CHE", lat=46.2, lon=6.15, geonames=2660646),),
        meetings=(meeting,),
        events=(closed,),
        plover=(
            Plover(
                event="CONSULT", actor=("berg", "haddad"), date="2020-06-01", loc="geneva", context=("diplomatic",),
                origin="m1",
            ),
        ),
    )  # fmt: skip


def test_polecat_has_forty_columns_in_its_order_and_none_where_nothing_is_known() -> None:
    rows = table(polecat.export(record(met())))
    assert [len(row) for row in rows] == [40, 40]
    assert rows[0][:8] == [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    ]  # fmt: skip
    assert (rows[0][10], rows[0][15], rows[0][23], rows[0][39]) == (
        "Primary Actor Sector", "Recipient Name", "Placename", "Version",
    )  # fmt: skip
    (row,) = named(rows)
    assert row["Event ID"] == f"{met().document.id}_m1"
    assert {name: row[name] for name in rows[0][1:15]} == {
        "Event Date": "2020-06-01", "Event Type": "CONSULT", "Event Mode": "None", "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic", "Actor Name": "Anna Berg; Omar Haddad",
        "Actor Country": "NOR; SDN", "Actor COW": "385; 625", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "envoy", "Actor Name Raw": "Anna Berg; Omar Haddad", "Wikipedia Actor ID": "None",
    }  # fmt: skip
    assert (row["Recipient Name"], row["City"], row["Country"], row["Feature Type"]) == ("None", "Geneva", "CHE", "PPL")
    assert (row["Latitude"], row["Longitude"], row["GeoNames ID"]) == ("46.2", "6.15", "2660646")
    assert (row["Source"], row["Publication Date"], row["Version"]) == ("Lake Wire", "2020-06-02", "hand 1")


def test_icews_has_a_line_for_each_pair_that_leads_back_to_story_and_sentence() -> None:
    rows = table(icews.export(record(talks(), met())))
    assert all(len(row) == 20 for row in rows)
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, len(rows))]
    first, second = (row for row in named(rows) if row["Story ID"] == "2")
    assert (first["Source Name"], first["Target Name"]) == ("Anna Berg", "Omar Haddad")
    assert (second["Source Name"], second["Target Name"]) == ("Omar Haddad", "Anna Berg")
    assert {name: first[name] for name in rows[0][3:8]} == {
        "Source Sectors": "Government", "Source Country": "Norway", "Event Text": "Consult", "CAMEO Code": "040",
        "Intensity": "1.0",
    }  # fmt: skip
    assert (first["Sentence Number"], first["City"], first["Country"]) == ("2", "Geneva", "Switzerland")


def test_gdelt_has_61_cells_without_a_header_and_mentions_say_where_each_stands() -> None:
    events = table(gdelt.export(record(met())))
    assert [len(row) for row in events] == [61, 61]
    assert events[0][:8] == ["1", "20200601", "202006", "2020", "2020.4959", "NORGOV", "ANNA BERG", "NOR"]
    assert (events[0][12], events[0][15], events[0][22]) == ("GOV", "SDNGOV", "GOV")
    assert events[0][25:35] == ["1", "040", "040", "04", "1", "1.0", "1", "1", "1", ""]
    assert events[0][51:] == [
        "4",
        "Geneva",
        "SZ",
        "SZ",
        "",
        "46.2",
        "6.15",
        "2660646",
        "20200602000000",
        "https://lake.example/1",
    ]
    mentions = table(gdelt.mentions(record(met())))
    assert [row[0] for row in mentions] == [row[0] for row in events]
    assert [len(row) for row in mentions] == [16, 16]
    offset = int(mentions[0][9]) - 1
    assert met().document.text[offset:].startswith("Norland's Anna Berg met")
    assert (mentions[0][6], mentions[0][12], mentions[0][15]) == (
        "2", str(len(TEXT)), f"{met().document.id}/m1;hand 1",
    )  # fmt: skip
    assert table(gdelt.export(record(met(url=None))))[0][60] == f"dragoman:{met().document.id}"


def test_gdelt_gives_a_month_without_a_day_and_the_group_of_an_organisation() -> None:
    nato = Actor(id="nato", name="NATO", kind="organisation", sector="IGO")
    rebels = Actor(id="rebels", name=None, kind="group", roles=("the rebels",), sector="REB")
    row = Plover(event="ASSAULT", actor=("nato",), recipient=("rebels",), date="2020-05", origin="x")
    made = reading(document("x"), actors=(nato, rebels), plover=(row,))
    (event,) = table(gdelt.export(record(made)))
    assert event[1:5] == ["", "202005", "2020", ""]
    assert (event[5], event[7], event[8], event[12:14]) == ("IGOWSTNAT", "", "NAT", ["IGO", "WST"])
    assert (event[15], event[17], event[22]) == ("REB", "", "REB")


def test_petrarch_lines_have_coded_actors_and_the_words() -> None:
    first, second = table(petrarch.export(record(met())))
    assert first == [
        "20200601", "NORGOV", "SDNGOV", "040", "", f"{met().document.id}_2", "https://lake.example/1", "Lake Wire",
        "Anna Berg", "Omar Haddad", "Norland's Anna Berg met Sudan's Omar Haddad in Geneva on Monday",
    ]  # fmt: skip
    assert second[1:4] == ["SDNGOV", "NORGOV", "040"]
    rebels = Actor(id="rebels", name=None, kind="group", roles=("the rebels",), sector="REB")
    made = reading(document("x"), actors=(rebels,), plover=(Plover(event="ASSAULT", actor=("rebels",), origin="x"),))
    assert table(petrarch.export(record(made)))[0][:4] == ["", "---REB", "---", "190"]


def test_a_denied_act_is_told_by_plover_alone_with_its_auxiliary_mode() -> None:
    lines = [json.loads(row) for row in plover.export(record(met()))]
    assert [(row["event"], row["auxiliary_mode"]) for row in lines] == [
        (["CONSULT"], []),
        (["COERCE"], ["negation"]),
    ]
    for export in (polecat.export, icews.export, gdelt.export, petrarch.export):
        assert "COERCE" not in "".join(export(record(met()))) and "172" not in "".join(export(record(met())))


# ---- hostile texts --------------------------------------------------------------------------------------------------

EVIL = [
    "a\tb", "a\nb", "a\r\nb", "a\x00b", '"', '"open', "=cmd|' /C calc'!A0", "@SUM(1)", "\u2028x", "\x85", "\ud800", "a; b",
    "-1+1", " ", "\x1b[31m",
]  # fmt: skip


@pytest.mark.parametrize("name", ["polecat", "icews", "gdelt", "gdelt-mentions", "petrarch"])
@pytest.mark.parametrize("evil", EVIL)
def test_no_name_breaks_a_row(name: str, evil: str) -> None:
    export = plugins.load("exporter", name)
    good, bad = table(export(record(met()))), table(export(record(met(evil, url=evil))))
    assert [len(row) for row in bad] == [len(row) for row in good]
    for row in bad:
        for cell in row:
            assert '"' not in cell and not cell.startswith(("=", "@", "+"))
            assert cell.isprintable() and cell.encode().decode() == cell


@given(st.text())
def test_a_cell_is_one_line_that_utf_8_can_hold(words: str) -> None:
    cell = text(words)
    assert cell is None or (cell.encode() and not set('\t\n\r\x00"') & set(cell))
    assert line((cell, 1, None, 2.5), "None").count("\t") == 3


def test_lists_keep_their_separator_for_themselves() -> None:
    assert joined(["a; b", None, "c", "c"]) == "a, b; c"
    assert joined([None]) is None
    assert text("  ") is None


def test_very_many_participants_make_a_bounded_number_of_pairs() -> None:
    crowd = tuple(Actor(id=f"a{n}", name=f"A{n}", kind="state", country="NOR") for n in range(300))
    doc = document("x")
    meeting = Meeting(
        id="m",
        kind="summit",
        status="held",
        participants=tuple(a.id for a in crowd),
        sources=(Source(span=(0, 1), quote="x"),),
    )
    row = Plover(event="CONSULT", actor=meeting.participants, origin="m")
    made = reading(doc, actors=crowd, meetings=(meeting,), plover=(row,))
    assert len(table(petrarch.export(record(made)))) == 1000
