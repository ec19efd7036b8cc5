from __future__ import annotations

import csv as stdlib_csv
import io
import json as stdlib_json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml as stdlib_yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman import plugins
from dragoman.kinds import entries
from dragoman.model import Actor, Place, Plover, Reading, Record, Source, Statement, When
from dragoman.publish import csv, json, plover, printable, schema, yaml
from tests.factories import document, plain, reading, source, talks

ROOT = Path(__file__).parents[2]
jsonschema = pytest.importorskip("jsonschema")


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def text(pieces: Any) -> str:
    return "".join(pieces)


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(stdlib_csv.DictReader(io.StringIO(text(csv.export(record(*readings))), newline="")))


@pytest.mark.parametrize("name", ["csv", "json", "plover", "yaml"])
def test_each_exporter_is_known_by_name_and_writes_nothing_of_an_empty_record_but_a_header(name: str) -> None:
    export = plugins.load("exporter", name)
    assert text(export(record())) == (",".join(csv.COLUMNS) + "\r\n" if name == "csv" else "")
    assert text(export(record(talks()))) == text(export(record(talks())))


# ---- the printed reading --------------------------------------------------------------------------------------------


def test_a_printed_reading_has_every_field_but_the_text() -> None:
    printed = printable(talks())
    assert list(printed) == [
        "document", "reader", "actors", "places", "mentions", "times", "statements", "meetings", "decisions",
        "commitments", "verifications", "events", "plover", "problems",
    ]  # fmt: skip
    assert set(printed["document"]) == {
        "id", "title", "title_span", "date", "dateline", "publisher", "url", "channel", "language", "sha256", "dropped",
    }  # fmt: skip
    assert printed["document"]["date"] == {"edtf": "2020-06-02", "basis": "given"}
    assert printed["plover"][0]["from"] == "m1"
    assert printed["meetings"][0]["sources"][0] == {
        "span": [44, 105],
        "quote": "Anna Berg met Omar Haddad in Geneva on Monday for three hours",
        "statement": "s1",
        "how": "stated",
        "says": {"status": "held", "place": "geneva"},
        "cited": None,
    }
    assert printed["meetings"][0]["host"] is None


def test_json_is_one_line_for_each_reading_and_loses_nothing() -> None:
    made = plain("Zweiter Bericht: “Gespräche”\nin zwei Zeilen.", "2020")
    lines = text(json.export(record(talks(), made))).splitlines()
    assert [stdlib_json.loads(line) for line in lines] == [printable(talks()), printable(made)]
    back = msgspec.json.decode(lines[0], type=Reading)
    assert entries(back) == entries(talks())


def test_the_schema_describes_what_is_printed() -> None:
    validator = jsonschema.Draft202012Validator(schema.schema())
    validator.check_schema(schema.schema())
    for made in (talks(), plain("Short.", None), reading(document(""))):
        validator.validate(printable(made))
    broken = printable(talks())
    broken["meetings"][0]["status"] = "hold"
    broken["statements"][0]["spans"] = [[1]]
    del broken["document"]["title"]
    broken["extra"] = 1
    assert len(list(validator.iter_errors(broken))) == 4


def test_the_committed_schema_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "reading.schema.json").read_text("utf-8")
    assert committed == schema.text(), "run the command in dragoman/publish/schema.py"


# ---- yaml -----------------------------------------------------------------------------------------------------------


def test_yaml_reads_like_a_page_with_small_values_on_one_line() -> None:
    lines = text(yaml.export(record(talks()))).splitlines()
    assert lines[:3] == ["---", "document:", f"  id: {talks().document.id}"]
    assert "  - {id: berg, name: Anna Berg, kind: person, country: NOR, sector: GOV, roles: [envoy]}" in lines
    at = lines.index("  - id: m2")
    assert lines[at : at + 9] == [
        "  - id: m2",
        '    when: {text: March 2019, edtf: "2019-03"}',
        "    kind: talks",
        "    status: held",
        "    participants: [berg, haddad]",
        "    place: oslo",
        "    ordinal: 1",
        "    sources:",
        "      - {span: [419, 458], quote: The two first met in March 2019 in Oslo, how: stated}",
    ]


def empty_left_out(value: Any) -> Any:
    """Return a printed value as YAML shows it."""
    if isinstance(value, list):
        return [empty_left_out(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {name: empty_left_out(part) for name, part in value.items()}
    return {
        name: part
        for name, part in kept.items()
        if part not in (None, "", [], {}) or (part is None and name in yaml.ALWAYS)
    }


@pytest.mark.parametrize(
    "made",
    [
        talks(),
        plain("- \"quoted\" 'single': {yes} # no\n\tTab \x07 bell \u2028 line \ud7ff 🐦 … ", "2020"),
        reading(document("x")),
    ],
    ids=["talks", "marks", "empty"],
)
def test_yaml_can_be_read_back_whole(made: Reading) -> None:
    (back,) = stdlib_yaml.safe_load_all(text(yaml.export(record(made))))
    assert back == empty_left_out(printable(made))


@given(
    st.text(max_size=30) | st.sampled_from(["yes", "No", "~", "null", "1e3", "0o7", "12:30", "-", "a: b", "a #b", "<<"])
)
def test_yaml_gives_back_any_words(words: str) -> None:
    made = reading(document("x"), reader=words or "x", actors=(Actor(id="a", name=words, kind="person"),))
    (back,) = stdlib_yaml.safe_load_all(text(yaml.export(record(made))))
    assert back["reader"] == (words or "x")
    assert back["actors"][0].get("name") == (words or None)


def test_yaml_of_several_readings_is_one_stream() -> None:
    documents = list(stdlib_yaml.safe_load_all(text(yaml.export(record(talks(), plain("Second."))))))
    assert [made["document"]["id"] for made in documents] == [talks().document.id, plain("Second.").document.id]


# ---- csv ------------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_for_each_entry_and_source_with_its_words() -> None:
    table = rows(talks())
    met = [row for row in table if row["id"] == "m1"]
    assert met == [
        {
            "kind": "meeting", "id": "m1", "status": "held", "date": "2020-06-01", "when": "Monday",
            "who": "Anna Berg; Omar Haddad", "place": "Geneva", "what": "talks in Geneva",
            "words": "Anna Berg met Omar Haddad in Geneva on Monday for three hours", "how": "stated", "statement": "s1",
            "voice": "foreign ministry of Norland", "document": talks().document.id, "title": "Envoys meet in Geneva",
            "published": "2020-06-02", "start": "44", "end": "105",
        },
        {**met[0], "words": "The two", "statement": "", "voice": "Lake Wire", "start": "419", "end": "426"},
    ]  # fmt: skip
    assert {row["id"] for row in table} == {entry.id for entry in entries(talks())}
    for row in table:
        assert talks().document.text[int(row["start"]) : int(row["end"])] == row["words"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_csv_is_a_formula(sign: str) -> None:
    evil = f'{sign}HYPERLINK("http://evil.example","x")'
    doc = document(evil, title=evil, publisher=evil)
    said = Statement(
        id=evil, speaker="a", content=evil, spans=((0, len(evil)),), mode="direct", when=When(text=evil, edtf=evil),
        sources=(Source(span=(0, len(evil)), quote=evil, statement=evil),),
    )  # fmt: skip
    made = reading(doc, actors=(Actor(id="a", name=evil, kind="person"),), statements=(said,))
    cells = [cell for row in rows(made) for cell in row.values()]
    assert sum(cell == "'" + evil for cell in cells) >= 10
    assert not any(cell.startswith(sign) for cell in cells)


@pytest.mark.parametrize("cell", ["", "1", "a=b", "They said: +1", " x"])
def test_cells_that_are_no_formula_stay_as_they_are(cell: str) -> None:
    assert csv.safe(cell) == cell


# ---- plover ---------------------------------------------------------------------------------------------------------


NOBODY = {"code": None, "sector": None, "office": None, "cameo": None}


def events(*readings: Reading) -> list[dict[str, Any]]:
    return [stdlib_json.loads(line) for line in text(plover.export(record(*readings))).splitlines()]


def test_plover_records_name_type_actors_date_place_and_words() -> None:
    assert events(talks())[0] == {
        "id": "m1",
        "date": "2020-06-01",
        "enddate": None,
        "edtf": "2020-06-01",
        "actor": [
            {
                "code": "NOR", "sector": "GOV", "office": "envoy", "cameo": "NORGOV",
                "entity_text": "Anna Berg", "identifier_id": "berg",
            },
            {
                "code": "SUD", "sector": "GOV", "office": None, "cameo": "SUDGOV",
                "entity_text": "Omar Haddad", "identifier_id": "haddad",
            },
        ],
        "recipient": [],
        "event": ["CONSULT"],
        "mode": [],
        "auxiliary_mode": [],
        "context": ["diplomatic"],
        "quad_code": 1,
        "event_scale": 2.5,
        "cameo": "040",
        "goldstein": 1.0,
        "event_loc": {
            "extracted_place": "Geneva", "resolved_place": "Geneva", "country_code": "CHE",
            "geonameid": None, "lat": None, "lon": None,
        },
        "event_text": ["Anna Berg met Omar Haddad in Geneva on Monday for three hours", "The two"],
        "text": "Anna Berg met Omar Haddad in Geneva on Monday for three hours",
        "text_info": {"sequence": 2, "start": 44, "end": 105, "story": talks().document.id},
        "sentence": {
            "start": 23, "end": 144,
            "text": "GENEVA (Lake Wire) - Anna Berg met Omar Haddad in Geneva on Monday for three hours, said the foreign "
            "ministry of Norland.",
        },
        "cite_info": {
            "title": "Envoys meet in Geneva", "publication": None, "url": None, "language": "en", "date": "2020-06-02",
        },
        "coder": "hand 1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "date", "enddate"),
    [
        ("2020-06-01", "2020-06-01", None),
        ("2020-06", "2020-06-01", "2020-06-30"),
        ("2020-06-01/2020-06-03", "2020-06-01", "2020-06-03"),
        ("2020-06-01/..", None, None),  # a vague date never becomes a false day
        ("../2020-06-01", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_vague_dates_stay_vague_in_plover(edtf: str | None, date: str | None, enddate: str | None) -> None:
    made = reading(document("x"), plover=(Plover(event="CONSULT", date=edtf, origin="m1"),))
    (event,) = events(made)
    assert (event["date"], event["enddate"], event["edtf"]) == (date, enddate, edtf)


def test_plover_of_one_origin_are_told_apart_and_unknown_names_are_kept() -> None:
    doc = document("Inspectors left Salt Pass.")
    rows = (
        Plover(event="CONSULT", mode="visit", actor=("someone",), loc="salt", origin="m1"),
        Plover(event="AGREE", loc="the moon", origin="m1"),
        Plover(event="NOSUCH", origin="m2"),
    )
    place = Place(id="salt", name="Salt Pass depot", kind="facility", written="Salt Pass")
    first, second, third = events(reading(doc, plover=rows, places=(place,)))
    assert [e["id"] for e in (first, second, third)] == ["m1", "m1-2", "m2"]
    assert first["actor"] == [{**NOBODY, "entity_text": "someone", "identifier_id": "someone"}]
    assert first["event_loc"] == {
        "extracted_place": "Salt Pass",
        "resolved_place": "Salt Pass depot",
        **dict.fromkeys(("country_code", "geonameid", "lat", "lon")),
    }
    assert (first["mode"], first["event_scale"]) == (["visit"], 4.0)
    assert second["event_loc"]["extracted_place"] == "the moon"
    assert (third["quad_code"], third["text_info"], third["event_text"]) == (None, None, [])


def test_the_words_of_a_source_can_be_found_from_every_export() -> None:
    doc = document("Lund said: “We met.”")
    said = Statement(
        id="s1", speaker=None, content="We met.", spans=((12, 19),), mode="direct", sources=(source(doc, "Lund said"),)
    )
    made = reading(doc, statements=(said,), plover=(Plover(event="CONSULT", origin="s1"),))
    assert [row["words"] for row in rows(made)] == ["We met.", "Lund said"]
    assert events(made)[0]["text"] == "We met."
