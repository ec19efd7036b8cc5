from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.record import Store
from tests.byhand import DEPOTS
from tests.cli.conftest import Run
from tests.factories import plain

CHANGED = DEPOTS.replace('title = "The two depots"', 'title = "The three depots"')


@pytest.fixture
def depots(tmp_path: Path) -> Path:
    path = tmp_path / "depots.toml"
    path.write_bytes(DEPOTS.encode())
    return path


def titles() -> list[str | None]:
    with Store(Path("dragoman.db"), create=False) as store:
        return [document.title for document in store.documents()]


def test_a_process_is_kept_and_comes_out_byte_for_byte(run: Run, depots: Path) -> None:
    first = run("import", str(depots))
    assert first.exit_code == 0, first.output
    assert first.output == f"stored         {depots}\n"
    assert run("import", str(depots)).output.startswith("already known  ")
    assert run("export", "toml").stdout_bytes == DEPOTS.encode()
    assert run("export", "toml", "-o", "out.toml").exit_code == 0
    assert Path("out.toml").read_bytes() == DEPOTS.encode()
    assert run("check").exit_code == 0


def test_the_acts_of_what_was_imported_are_kept(run: Run, depots: Path) -> None:
    run("import", str(depots))
    with Store(Path("dragoman.db"), create=False) as store:
        assert {id for _, id in store.record().acts} >= {"seal", "lift"}


def test_entries_by_hand_stand_in_the_views_and_can_be_judged_by_their_ids(run: Run, depots: Path) -> None:
    run("import", str(depots))
    shown = run("show", "timeline")
    assert shown.exit_code == 0, shown.output
    assert "seal both halls of the Salt Pass depot" in " ".join(shown.output.split())
    assert "(by hand)" in shown.output and "(no date)" not in shown.output
    assert run("judge", "seal", "accept", "--by", "Anna Berg").exit_code == 0
    with Store(Path("dragoman.db"), create=False) as store:
        _, seal = store.entry("seal")
    assert seal.review is not None and seal.review.state == "accepted"


def test_a_judgement_stays_with_the_id_when_the_file_changes_even_on_words_that_stand_twice(
    run: Run, depots: Path
) -> None:
    own = DEPOTS.replace(
        "the commission's people found the seals of the first hall in place", "Sudland lifts the embargo"
    )
    depots.write_text(own, encoding="utf-8")
    run("import", str(depots))
    run("judge", "lift", "reject", "--by", "Anna Berg")
    depots.write_text(own.replace("Two depots", "Both depots").replace("hall 1", "hall A"), encoding="utf-8")
    assert "whose place it takes" in run("import", str(depots)).output
    with Store(Path("dragoman.db")) as store:
        review = store.entry("lift")[1].review
        assert review is not None and review.state == "rejected"
        assert store.entry("look")[1].review is None


def test_the_card_of_an_entry_shows_its_words_and_whence_they_are(run: Run, depots: Path) -> None:
    run("import", str(depots))
    card = " ".join(run("show", "seal").output.split())
    assert "the accord of 10 January, https://example.org/accord stated, vouches for" in card
    assert "hall 1, correctness, «the first hall is sealed» (Lake Wire, 2 June)" in card
    assert "part_of = " not in card
    assert "The two depots · by hand · by-hand:two-depots · document" in card
    assert "entered by hand" in card and "read by" not in card


def test_an_account_is_the_voice_of_who_gives_it_via_what_is_cited(run: Run, depots: Path) -> None:
    run("import", str(depots))
    shown = run("show", "accounts", "opening")
    assert shown.exit_code == 0, shown.output
    assert "When · contested" in shown.output
    assert "Sudland, via Lake Wire, 2 June" in shown.output


def test_a_changed_file_takes_the_place_of_the_older_and_the_older_may_take_it_back(run: Run, depots: Path) -> None:
    for text, title, said in (
        (DEPOTS, "The two depots", "stored"),
        (CHANGED, "The three depots", "stored"),
        (DEPOTS, "The two depots", "updated"),
        (CHANGED, "The three depots", "updated"),
        (DEPOTS.replace('"The two depots"', '"The four depots"'), "The four depots", "stored"),
        (CHANGED, "The three depots", "updated"),
    ):
        depots.write_text(text, encoding="utf-8")
        result = run("import", str(depots))
        assert result.output.startswith(said), result.output
        assert titles() == [title]
        assert run("export", "toml").output == text


def test_a_process_is_known_by_its_id_however_much_of_it_changed(run: Run, depots: Path) -> None:
    run("import", str(depots))
    depots.write_text('[process]\nid = "two-depots"\ntitle = "Nothing else"\n', encoding="utf-8")
    assert "whose place it takes" in run("import", str(depots)).output
    assert titles() == ["Nothing else"]


def test_a_file_with_faults_is_refused_whole(run: Run, depots: Path) -> None:
    depots.write_text(DEPOTS.replace("level = 2", "level = 9").replace('kind = "after"', 'kind = "before"'), "utf-8")
    result = run("import", str(depots))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 3
    assert "'level' is 9" in result.stderr and "'kind' is 'before'" in result.stderr
    assert titles() == []
    told = json.loads(run("import", str(depots), "--json").stdout)
    assert (told["result"], told["document"]) == ("failed", None)


def test_several_processes_come_out_as_one_stream_that_goes_in_again(run: Run, depots: Path) -> None:
    second = '[process]\nid = "another"\ntitle = "Another"'  # no line end: it comes out without one
    Path("another.toml").write_text(second, encoding="utf-8")
    assert run("import", str(depots), "another.toml").exit_code == 0
    run("export", "toml", "-o", "both.toml")
    result = run("import", "both.toml", "-r", "again.db")
    assert result.exit_code == 0, result.output
    with Store(Path("dragoman.db")) as one, Store(Path("again.db")) as other:
        assert one.record().readings == other.record().readings


def test_an_id_of_another_process_is_refused_and_its_own_is_not(run: Run, depots: Path) -> None:
    run("import", str(depots))
    depots.write_text(
        CHANGED.replace('id = "two-depots"', 'id = "other"').replace('part_of = "two-depots"\n', ""), "utf-8"
    )
    result = run("import", str(depots))
    assert result.exit_code == 3
    assert "of the record has an entry of this id already" in result.stderr
    depots.write_text(CHANGED, encoding="utf-8")
    assert run("import", str(depots)).exit_code == 0


def test_words_may_be_those_of_a_report_in_the_record(run: Run, depots: Path) -> None:
    report = plain("Sudland lifts the embargo, it says.")
    with Store(Path("dragoman.db")) as store:
        store.add(report)
    id = report.document.id
    depots.write_text(DEPOTS.replace('the embargo"\nsource = "s-text"', f'the embargo"\nsource = "{id}"'), "utf-8")
    assert run("import", str(depots)).exit_code == 0
    depots.write_text(
        DEPOTS.replace('the embargo"\nsource = "s-text"', 'the embargo"\nsource = "123456789abc"'), "utf-8"
    )
    assert "no document of the record" in run("import", str(depots)).stderr


@pytest.mark.parametrize("data", [b"\xff\xfe[\0", b"\xff" * 20, b""], ids=["utf-16", "no text", "empty"])
def test_what_is_no_text_is_refused(run: Run, depots: Path, data: bytes) -> None:
    depots.write_bytes(data)
    result = run("import", str(depots))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("failed         ")


def test_add_does_not_take_a_process_for_a_report(run: Run, depots: Path) -> None:
    depots.write_text("# ours\n\n" + DEPOTS, encoding="utf-8")
    result = run("add", str(depots))
    assert result.exit_code == 3
    assert "entries by hand, not a report. `dragoman import` keeps them." in result.stderr
    assert run("add", "-", input=DEPOTS).exit_code == 3
    assert run("import", str(depots)).exit_code == 0


def test_a_file_that_is_not_there_and_standard_input(run: Run) -> None:
    assert run("import", "nowhere.toml").exit_code == 3
    assert run("import", "-", input=DEPOTS).output == "stored         standard input\n"


def test_what_is_corrected_in_a_sheet_is_judged_once(run: Run, record: Path) -> None:
    run("export", "toml", "-o", "sheet.toml")
    text = Path("sheet.toml").read_text("utf-8")
    assert run("import", "sheet.toml").output == "already known  sheet.toml  (nothing was corrected in it)\n"
    Path("sheet.toml").write_text(text.replace('review = "new"', 'review = "accepted"', 2), encoding="utf-8")
    result = run("import", "sheet.toml", "--by", "Anna Berg", "--why", "read it again")
    assert (result.exit_code, result.output) == (0, "judged         sheet.toml  (2 judgements)\n")
    with Store(record) as store:
        assert [(one.verdict, one.who, one.why) for one in store.judgements.all()] == [
            ("accept", "Anna Berg", "read it again")
        ] * 2
    again = run("import", "sheet.toml")
    assert again.exit_code == 0, again.output
    assert again.output.startswith("already known  sheet.toml")


def test_of_a_sheet_with_a_fault_nothing_is_judged(run: Run, record: Path) -> None:
    text = run("export", "toml").output.replace('review = "new"', 'review = "accepted"', 1)
    text = text.replace('review = "new"', 'review = "perhaps"', 1)
    result = run("import", "-", input=text)
    assert result.exit_code == 3
    assert "'review' is 'perhaps'; allowed: new, accepted" in result.stderr
    with Store(record) as store:
        assert store.judgements.all() == ()


def test_where_the_processes_cannot_be_kept_nothing_of_the_sheet_is(run: Run, record: Path, depots: Path) -> None:
    depots.write_text(DEPOTS.replace('"d1"', '"d9"'), encoding="utf-8")  # the report has an entry of that id
    run("import", str(depots))
    text = run("export", "toml").output
    Path("both.toml").write_text(text.replace("two depots", "depots", 1).replace('"new"', '"rejected"', 1), "utf-8")
    refusing = "CREATE TRIGGER full BEFORE INSERT ON documents BEGIN SELECT RAISE (ABORT, 'no room'); END"
    with Store(record) as store:
        store.connection.execute(refusing)
    result = run("import", "both.toml")
    assert result.exit_code != 0 and "no room" in result.output
    with Store(record) as store:
        assert store.judgements.all() == ()
        store.connection.execute("DROP TRIGGER full")
    assert run("import", "both.toml").exit_code == 0
    with Store(record) as store:
        assert len(store.judgements.all()) == 1
        assert "The depots" in titles()


def test_a_record_with_both_comes_out_in_parts_that_go_in_again(run: Run, record: Path, depots: Path) -> None:
    own = DEPOTS.replace('"d1"', '"d9"')  # the report has an entry of that id
    depots.write_text(own, encoding="utf-8")
    run("import", str(depots))
    run("export", "toml", "-o", "all.toml")
    text = Path("all.toml").read_text("utf-8")
    assert text.startswith(own + "\n#:: what was read\n")
    Path("wrong.toml").write_text(text.replace('review = "new"', 'review = "odd"', 1), "utf-8")
    assert "wrong.toml (part 2):8: [[commitment]] 'c1': 'review' is 'odd'" in run("import", "wrong.toml").stderr
    Path("all.toml").write_text(text.replace("The two depots", "Depots", 1).replace('"new"', '"rejected"', 1), "utf-8")
    lines = run("import", "all.toml", "--by", "Anna Berg").output.splitlines()
    assert [line.split()[0] for line in lines] == ["stored", "judged"]
