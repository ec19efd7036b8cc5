"""`show statements`: the tree, the words in their sentences, why nothing fits, changes of wording, hostile texts."""

from __future__ import annotations

import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from dragoman.cli.statements import passage
from dragoman.model import Actor, Document, How, Reading, Source, Statement, When
from dragoman.record import Store
from dragoman.views import Part
from tests.cli.conftest import Run
from tests.factories import document, reading

HEBREW = "ראש הממשלה אמר כי ההסכם קרוב"
STEERING = "he\x1b]0;owned\x07 \x1b[31mleft\x9b2J \u202egnp"


def shown(run: Run, *arguments: str) -> str:
    result = run("show", "statements", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def said(doc: Document, words: str, id: str, speaker: str, how: How = "stated", **more: Any) -> Statement:
    start = doc.text.index(words)
    span = (start, start + len(words))
    sources = (Source(span=span, quote=words, how=how),)
    return Statement(
        **{"id": id, "speaker": speaker, "content": words, "spans": (span,), "mode": "indirect", "sources": sources}
        | more
    )


def keep(path: Path, *readings: Reading) -> None:
    with Store(path / "dragoman.db") as store:
        for made in readings:
            store.add(made)


def test_statements_stand_under_the_statement_they_are_told_in_the_innermost_words_last(run: Run, record: Path) -> None:
    lines = shown(run).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("s2"))
    assert lines[at : at + 5] == [
        f"s2  2 Jun 2020  {place(lines[at])}  Ida Lund",
        "  «Berg told the ministry that […]», its spokeswoman Ida Lund ‹said›.",
        f"└── s3  2 Jun 2020  {place(lines[at + 2])}  Anna Berg to foreign ministry of Norland",
        "      Berg ‹told› the ministry that «Haddad had invited monitors to the Salt Pass depot»",
        f"s4  by 2 Jun 2020  {place(lines[at + 4])}  Anna Berg (twitter)",
    ]
    assert place(lines[at]).endswith(":5:1") and place(lines[at + 2]).endswith(":5:29")


def place(line: str) -> str:
    """Return the document:line:letter of a line."""
    return str(re.findall(r" (\w+:\d+:\d+) ", line)[0])


def test_the_place_leads_to_the_document(run: Run, record: Path) -> None:
    short = place(next(line for line in shown(run).splitlines() if line.startswith("s2"))).split(":")[0]
    assert run("show", short).output.startswith("Envoys meet in Geneva")


def test_who_passes_a_statement_on_is_named_where_that_one_is_not_asked_for(run: Run, record: Path) -> None:
    out = shown(run, "--about", "v1")
    assert "s2  told by Ida Lund\n└── s3 " in out
    assert "Berg ‹told› the ministry that «Haddad had invited monitors to the Salt Pass depot», its" in out
    assert "1 of 5 statements, from 1 of 2 documents, oldest first." in out


def test_statements_can_be_chosen_by_several_values(run: Run, record: Path) -> None:
    out = shown(run, "--speaker", "berg", "--speaker", "ida lund", "--from", "2020-06-02", "--to", "2020-06")
    assert [word for word in ("s1", "s2", "s3", "s4") if re.search(rf"^\W*{word} ", out, re.M)] == ["s2", "s3", "s4"]
    assert "--speaker berg stands for Anna Berg." in out
    assert "--speaker ida lund" not in out


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        (
            ("--speaker", "berk"),
            ["none of 5 statements fits.", "--speaker berk: nobody of that name speaks", "Anna Berg."],
        ),
        (("--addressee", "x"), ["--addressee x: nothing is said to anybody of that name. Spoken to: foreign ministry"]),
        (("--channel", "fax"), ["--channel fax: no statement comes by it. Channels in the record: twitter."]),
        (("--from", "2031"), ["--from 2031: no statement. The statements are of 1 Jun 2020 to 1 Jul 2020."]),
        (("--about", "hotlime"), ["--about hotlime: no statement holds these words", "hotline"]),
        (
            ("--speaker", "lund", "--channel", "twitter"),
            ["--speaker lund: 1 statement by Ida Lund.", "--channel twitter: 1 statement.", "leave one out."],
        ),
    ],
)
def test_an_empty_answer_says_why_and_what_would_match(
    run: Run, record: Path, asked: tuple[str, ...], sentences: list[str]
) -> None:
    out = " ".join(shown(run, *asked).split())
    assert all(sentence in out for sentence in sentences), out
    assert shown(run, *asked, "--json") == "[]\n"


def test_a_value_that_finds_nothing_is_named_beside_those_that_do(run: Run, record: Path) -> None:
    assert "--speaker nobody: nobody of that name speaks" in shown(run, "--speaker", "lund", "--speaker", "nobody")


def test_those_who_act_for_a_state_are_named_beside_what_it_says_itself(run: Run, tmp_path: Path) -> None:
    doc = document("Norland agrees. It rains.", "2020-01-01")
    actors = (
        Actor(id="nor", name="Norland", kind="state"),
        Actor(id="lund", name="Ida Lund", kind="person", acts_for="nor"),
        Actor(id="silent", name="Omar Haddad", kind="person", acts_for="nor"),
    )
    made = (said(doc, "Norland agrees", "s1", "nor"), said(doc, "It rains", "s2", "lund"))
    keep(tmp_path, reading(doc, statements=made, actors=actors))
    out = shown(run, "--speaker", "Norland")
    assert "1 of 2 statements" in out
    assert "--speaker Norland. Acting for them: Ida Lund.\n" in out
    nothing = shown(run, "--speaker", "Norland", "--about", "rain")
    assert "--speaker Norland: 1 statement by Norland. Acting for them: Ida Lund.\n" in nothing


def test_a_record_without_statements_says_so(run: Run, tmp_path: Path) -> None:
    keep(tmp_path, reading(document("Nothing was said.")))
    assert "the record has no statements" in shown(run)


def test_speakers_that_the_text_does_not_name_are_marked(run: Run, tmp_path: Path) -> None:
    doc = document("Berg spoke. All is well. It is over. The tone is new.")
    made = (
        said(doc, "All is well", "s1", "berg", how="implied", factuality="hoped", manner="belief"),
        said(doc, "It is over", "s2", "berg", how="inferred"),
        said(doc, "The tone is new", "s3", "wire", mode="own-voice"),
    )
    keep(tmp_path, reading(doc, statements=made))
    out = shown(run)
    assert "berg [implied, hoped]" in out and "berg [inferred]" in out and "wire [own voice]" in out
    assert "[implied] speaker carried over from the words before, [inferred] speaker reasoned" in " ".join(out.split())
    assert "[hoped] wished for" in " ".join(out.split())
    first = json.loads(shown(run, "--json"))[0]
    assert (first["how"], first["factuality"], first["manner"]) == ("implied", "hoped", "belief")


def test_on_a_terminal_cue_and_content_have_colours_of_their_own() -> None:
    parts = (Part(role="cue", span=(0, 4), text="said"), Part(role="content", span=(5, 8), text="all"))

    def drawn(no_color: bool) -> str:
        out = io.StringIO()
        Console(file=out, force_terminal=True, color_system="standard", no_color=no_color).print(passage(parts))
        return out.getvalue()

    assert "\x1b[1;35m‹said›" in drawn(False) and "\x1b[1;33mall" in drawn(False)
    assert not re.search(r"\x1b\[[\d;]*3[1-7]", drawn(True))
    assert "‹said›" in drawn(True)


def test_in_a_pipe_there_are_marks_and_no_colours(run: Run, record: Path) -> None:
    out = shown(run)
    assert "\x1b" not in out and "‹wrote›" in out and "«We agreed to open a hotline,»" in out


def hostile(path: Path) -> None:
    deep = "".join(f"v{i} said that " for i in range(40)) + "all was well"
    long = "word " * 3000 + "end"
    text = f"{HEBREW}, said Anna.\n\nThen {STEERING} town.\n\n{long}\n\n{'x' * 700}\n\n{deep}."
    doc = document(text, "2020-01-01", title=STEERING, publisher=HEBREW)
    nested = [
        said(doc, deep[deep.index(f"v{i} ") :], f"sn{i}", f"v{i}", within=f"sn{i - 1}" if i else None)
        for i in range(40)
    ]
    made = (
        said(doc, HEBREW, "s-hebrew", "hebrew"),
        said(doc, STEERING, "s-steer", "steering", channel=STEERING, when=When(text=STEERING)),
        said(doc, long, "s-long", "hebrew"),
        said(doc, "x" * 700, "s-x", "hebrew"),
        *nested,
    )
    actors = (
        Actor(id="hebrew", name=HEBREW, kind="person"),
        Actor(id="steering", name=STEERING, kind="person"),
    )
    keep(path, reading(doc, statements=made, actors=actors))


@pytest.mark.parametrize("columns", [30, 80, 120, 200])
def test_no_text_steers_the_terminal_or_breaks_the_layout(
    run: Run, tmp_path: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    for asked in ((), ("--changes",), ("--speaker", STEERING), ("--speaker", "v39"), ("--speaker", HEBREW)):
        out = shown(run, *asked)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
        assert max(map(cell_len, out.splitlines())) <= columns
    everything = " ".join(shown(run).split())
    assert "letters …]" in everything and "v38 said that «v39 said that all was well»" in everything


def test_words_from_right_to_left_stand_behind_id_date_and_place(run: Run, tmp_path: Path) -> None:
    hostile(tmp_path)
    head = next(line for line in shown(run, "--speaker", HEBREW).splitlines() if line.startswith("s-heb"))
    assert re.fullmatch(rf"s-heb\w*  no date  \w+:1:1  {HEBREW}", head)


def test_a_very_deep_chain_of_tellers_is_drawn(run: Run, tmp_path: Path) -> None:
    doc = document("all was well", "2020-01-01")
    chain = [said(doc, "all was well", f"s{i}", f"v{i}", within=f"s{i - 1}" if i else None) for i in range(1500)]
    keep(tmp_path, reading(doc, statements=tuple(chain)))
    out = shown(run, "--speaker", "v1499")
    assert "told by v0" in out and "told by v1498" in out and "«all was well»" in out


FIRST = "We will open the depot to monitors without conditions"
SECOND = "We may open the depot to monitors once sanctions are lifted"


def two_wordings(path: Path, name: str = "Anna Berg") -> None:
    readings = []
    for day, words in (("2020-02-01", FIRST), ("2020-02-03", FIRST), ("2020-03-01", SECOND)):
        doc = document(f"{words}, Berg said on {day}. Rain fell.", day)
        made = said(doc, words, f"s{doc.id[:8]}", "berg", cue="said", when=When(edtf=day))
        other = said(doc, "Rain fell", f"s{doc.id[2:10]}", "lund") if day == "2020-03-01" else None
        actors = (Actor(id="berg", name=name, kind="person"),)
        readings.append(reading(doc, statements=tuple(one for one in (made, other) if one), actors=actors))
    keep(path, *readings)


def test_changes_of_wording_stand_side_by_side_and_copies_are_counted(run: Run, tmp_path: Path) -> None:
    two_wordings(tmp_path)
    out = shown(run, "--changes")
    assert "Anna Berg: 2 wordings, 1 Feb to 1 Mar 2020" in out
    both = next(line for line in out.splitlines() if "[-will-]" in line)
    assert "{+may+}" in both
    flat = " ".join(out.split())
    assert "said again in 1 report (3 Feb 2020)" in flat
    assert "75% of the words that carry meaning are in both" in flat
    assert "1 matter with 3 of 4 statements; the others stand alone." in flat
    assert "40% or more of the words that carry meaning in the shorter one, and at least 2, are in both" in flat


@pytest.mark.parametrize(("columns", "name"), [("80", "Anna Berg"), ("120", HEBREW)])
def test_on_a_narrow_screen_or_from_right_to_left_the_wordings_stand_below_each_other(
    run: Run, tmp_path: Path, columns: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_wordings(tmp_path, name)
    monkeypatch.setenv("COLUMNS", columns)
    lines = shown(run, "--changes").splitlines()
    before = next(number for number, line in enumerate(lines) if "[-will-]" in line)
    after = next(number for number, line in enumerate(lines) if "{+may+}" in line)
    assert after > before


def test_changes_speak_json_and_say_when_there_are_none(run: Run, tmp_path: Path) -> None:
    two_wordings(tmp_path)
    (matter,) = json.loads(shown(run, "--changes", "--json"))
    assert [len(wording["again"]) for wording in matter["wordings"]] == [1, 0]
    assert "0 matters with 0 of 1 statement" in shown(run, "--changes", "--speaker", "lund")
    assert "none of 4 statements fits." in shown(run, "--changes", "--speaker", "nobody")


def test_json_has_the_words_in_their_sentences(run: Run, record: Path) -> None:
    (line,) = json.loads(shown(run, "--speaker", "lund", "--json"))
    assert {part["role"] for part in line["passage"]} == {"content", "cue", "around"}
    assert (line["row"], line["column"], line["how"], line["day"]) == (5, 1, "stated", "2020-06-02")


def commands() -> list[str]:
    manual = (Path(__file__).parent.parent.parent / "docs" / "cli.md").read_text("utf-8")
    return re.findall(r"^\$ dragoman (show statements.*)$", manual, re.M)


@pytest.mark.parametrize("command", commands())
def test_the_commands_of_the_manual_run(run: Run, record: Path, command: str) -> None:
    assert run(*shlex.split(command)).exit_code == 0


def test_the_manual_shows_the_view_and_the_changes() -> None:
    assert any("--about" in command for command in commands()) and any("--changes" in command for command in commands())
