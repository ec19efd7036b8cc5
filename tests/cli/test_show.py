from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.model import Actor, Decision, Meeting, When
from dragoman.record import Store
from tests.cli.conftest import Run
from tests.factories import document, reading, source, talks


def shown(run: Run, *arguments: str) -> str:
    result = run("show", *arguments)
    assert result.exit_code == 0, result.output
    return "\n".join(" ".join(line.split()) for line in result.output.splitlines())


def test_the_timeline_is_in_the_order_of_time_with_names_dates_and_voices(run: Run, record: Path) -> None:
    out = shown(run, "timeline")
    assert "● held m2 March 2019 1st talks: Anna Berg, Omar Haddad, in Oslo" in out
    assert "● held m1 1 Jun 2020 talks: Anna Berg, Omar Haddad, in Geneva, 3 hours" in out
    assert "according to foreign ministry of Norland; Lake Wire" in out
    assert "◈ invited v1 no date, check: by monitors, in Salt Pass, invited by Omar Haddad" in out
    assert "● happened e1 by 2 Jun 2020, consult: Anna Berg" in out  # it has no date, and was told that day
    assert "according to Anna Berg, via Ida Lund" in out
    assert "◆ agreed c1 no date, pledge by Anna Berg, Omar Haddad: open a hotline" in out
    assert out.index("m2") < out.index("m1") < out.index("m3")
    assert "s1" not in out.split()


def test_the_timeline_can_be_narrowed_to_kinds(run: Run, record: Path) -> None:
    out = shown(run, "timeline", "--kind", "decision", "--kind", "statement")
    assert "○ open d1" in out and "s1" in out and "m1 " not in out
    assert "venue of talks m3: Oslo (preferred by Anna Berg)" in out


def test_meetings_are_the_meetings_alone(run: Run, record: Path) -> None:
    out = shown(run, "meetings")
    assert "m1" in out and "◇ proposed m3 from 2 Jun 2020, open" in out.replace("\n", " ").replace("2nd talks ", "")
    assert "c1" not in out.split()


def test_open_is_grouped_by_kind(run: Run, record: Path) -> None:
    out = shown(run, "open")
    headings = [line for line in out.splitlines() if line.startswith("Open ")]
    assert headings == ["Open decisions (1)", "Open meetings (1)", "Open commitments (1)", "Open verifications (1)"]
    assert "4 entries from 2 documents." in out


def test_as_of_leaves_out_what_was_reported_later(run: Run, record: Path) -> None:
    assert "A quiet line" in shown(run, "documents")
    assert "A quiet line" not in shown(run, "documents", "--as-of", "2020-06-15")
    assert shown(run, "open", "--as-of", "2019") == "nothing is open."


def test_accounts_set_the_voices_side_by_side(run: Run, record: Path) -> None:
    out = shown(run, "accounts", "m1")
    assert "Status\nheld foreign ministry of Norland; Lake Wire" in out
    assert "Place · one voice only\nGeneva foreign ministry of Norland\nnot mentioned Lake Wire" in out


def test_a_card_shows_every_value_and_the_words_in_their_sentence(run: Run, record: Path) -> None:
    out = shown(run, "v1")
    assert out.startswith("◈ invited v1 check: by monitors, in Salt Pass, invited by Omar Haddad")
    assert "invited by Omar Haddad" in out and "place Salt Pass" in out
    assert "Anna Berg, via Ida Lund stated, vouches for status invited (statement s3)" in out
    words = " ".join(out.split())
    assert "Berg told the ministry that «Haddad had invited monitors to the Salt Pass depot»," in words
    assert "Envoys meet in Geneva · 2 Jun 2020 (given)" in out


def test_a_card_says_how_entries_hang_together_and_what_is_unsettled(run: Run, record: Path) -> None:
    out = shown(run, "d1")
    assert "about: ◇ proposed" in out
    assert "no-option no venue is named" in out
    stance = shown(run, "s4")
    assert "Anna Berg welcomes towards talks m1 («We agreed»)" in stance
    when = shown(run, "m1")
    assert "1 Jun 2020 · 2020-06-01 · «Monday» · weekday" in when


def test_a_document_id_shows_its_reading(run: Run, record: Path) -> None:
    document = json.loads(run("show", "documents", "--json").output)[0]["id"]
    out = shown(run, document[:8])
    assert out.startswith("Envoys meet in Geneva")
    assert "Statements (4)" in out and "Meetings (3)" in out and "Problems (1)" in out
    assert json.loads(run("show", document, "--json").output)["document"]["id"] == document


@pytest.mark.parametrize("view", ["timeline", "statements", "meetings", "open", "actors", "documents"])
def test_every_view_speaks_json(run: Run, record: Path, view: str) -> None:
    lines = json.loads(run("show", view, "--json").output)
    assert isinstance(lines, list) and len(lines) >= 1


def test_cards_and_accounts_speak_json(run: Run, record: Path) -> None:
    assert json.loads(run("show", "m1", "--json").output)["line"]["entry"] == "m1"
    assert json.loads(run("show", "accounts", "m1", "--json").output)["voices"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("everything",), "no entry 'everything'"),
        (("accounts",), "`show accounts` needs an ID"),
        (("timeline", "m1"), "`show timeline` takes nothing after it, but got 'm1'"),
        (("meetings", "--kind", "event"), "--kind is for `show timeline`, not for `show meetings`"),
        (("timeline", "--speaker", "x"), "--speaker is for `show statements`"),
        (("open", "--from", "2020"), "--from is for `show statements`, not for `show open`"),
        (("meetings", "--changes"), "--changes is for `show statements`"),
        (("statements", "--to", "soon"), "--to 'soon' is not a date. Write 2018-10-07, 2018-10, 2018 or another EDTF"),
        (("m1", "--as-of", "2020"), "--as-of is for views"),
        (("open", "--as-of", "soon"), "'soon' is not a date"),
        (("m",), "'m' stands for more than one entry"),
    ],
)
def test_a_wrong_question_is_a_sentence_that_says_what_is_allowed(
    run: Run, record: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run("show", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr and result.stdout == ""


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_no_width_cuts_an_id_or_a_word(run: Run, record: Path, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = run("show", "timeline").output
    assert "…" not in out and "..." not in out
    assert all(f" {id} " in out for id in ("m1", "m2", "m3", "d1", "c1", "v1", "e1"))
    assert max(map(len, out.splitlines())) <= int(columns)


def test_an_act_told_by_two_reports_is_one_line_and_goes_by_one_id(run: Run, tmp_path: Path) -> None:
    doc = document(
        "Berg will meet Haddad in Oslo on July 3, aides said. The hour is open.", "2020-06-05", title="Again"
    )
    people = [Actor(id=f"x-{name}", name=name, kind="person") for name in ("Anna Berg", "Omar Haddad")]
    other = reading(
        doc,
        actors=tuple(people),
        meetings=(
            Meeting(id="m7", kind="talks", status="held", participants=tuple(actor.id for actor in people),
                    when=When(edtf="2020-06-01"), sources=(source(doc, "will meet Haddad"),)),
        ),
        decisions=(
            Decision(id="d7", about="m7", question="date", status="open", sources=(source(doc, "The hour is open"),)),
        ),
    )  # fmt: skip
    with Store(tmp_path / "dragoman.db") as store:
        store.add(talks())
        store.add(other)
    out = shown(run, "timeline")
    lead, also = ("m1", "m7") if " m1 " in out else ("m7", "m1")
    assert f" {also} " not in out
    assert "(2 reports, 2 to 5 Jun 2020)" in out
    assert f"date of talks {lead}:" in out


def test_actors_are_shown_with_what_they_did_and_on_which_days(run: Run, record: Path) -> None:
    out = shown(run, "actors")
    assert "Anna Berg berg 2 statements, 2 meetings" in out
    assert "1 Mar 2019 to 2 Jun 2020" in out
    assert "in 2 documents." in out
    berg = next(one for one in json.loads(run("show", "actors", "--json").output) if one["id"] == "berg")
    assert (berg["statements"], berg["first"], berg["reports"]) == (2, "2019-03-01", 1)
    assert shown(run, "actors", "--as-of", "2019") == "nothing here."
