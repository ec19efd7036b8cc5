"""`show new` and `show changes`: what came in, what others judged, what is other in a changed page."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.record import Store
from tests.cli.conftest import Run
from tests.factories import dated, document, plain, reading, source, talks

PAGE = """<html><head><title>Envoys meet</title><meta property="og:url" content="https://lake.example/a"></head><body>
<article><h1>Envoys meet</h1><p>GENEVA (Reuters) - US Secretary of State John Kerry met Iranian Foreign Minister Javad Zarif in Geneva
on May 30, 2015 for {hours} hours. They {agreed} meet again in Vienna in June.</p><p>Access to military sites and the pace at which
sanctions would be lifted are among the open questions, officials of both countries said.</p></article></body></html>"""


def out(run: Run, *arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_new_is_all_until_it_is_seen_then_nothing(run: Run, record: Path) -> None:
    first = out(run, "show", "new", "--by", "Anna")
    assert first.startswith("Anna has marked nothing as seen: Documents (2)")
    assert "New acts (7)" in first and "talks: Anna Berg, Omar Haddad, in Geneva" in first
    assert "`dragoman show new --seen` marks all this as seen" in first
    assert "All this is marked as seen" in out(run, "show", "new", "--by", "Anna", "--seen")
    assert out(run, "show", "new", "--by", "Anna").endswith(": nothing is new.")
    assert "New acts (7)" in out(run, "show", "new", "--by", "Bert")
    assert "New acts (7)" in out(run, "show", "new", "--by", "Anna", "--from", "2020")


def test_what_failed_is_listed_until_it_is_read_or_dismissed(run: Run, folder: Path, record: Path) -> None:
    assert run("add", str(folder)).exit_code == run("add", str(folder)).exit_code == 3
    bad, worse = folder / "2.txt", folder / "[b]worse.txt"
    worse.write_bytes(b"")
    assert "`dragoman show new` lists what failed" in run("add", str(folder)).stdout
    shown = out(run, "show", "new", "--by", "Anna", "--seen")
    assert "Failed (2)" in shown and "[b]worse.txt" in shown and "show new --dismiss ID" in shown
    listed = json.loads(out(run, "show", "new", "--json"))["failed"]
    assert [Path(one["path"]).name for one in listed] == ["[b]worse.txt", "2.txt"]
    assert all(one["why"] and one["made"] for one in listed)
    bad.write_text("Anna Berg met Omar Haddad in Bern.", encoding="utf-8")
    run("add", str(folder))
    assert "Failed (1)" in out(run, "show", "new", "--by", "Anna")
    assert "Failed" not in out(run, "show", "new", "--by", "Anna", "--dismiss", listed[0]["id"][:6])
    again = run("show", "new", "--dismiss", listed[0]["id"])
    assert (again.exit_code, "no failed report" in again.stderr) == (2, True)
    refused = run("show", "timeline", "--dismiss", "all")
    assert (refused.exit_code, "--dismiss is for `show new`" in refused.stderr) == (2, True)


def test_an_act_told_again_says_what_it_was_before(run: Run, record: Path) -> None:
    out(run, "show", "new", "--by", "Anna", "--seen")
    made = talks()
    third = next(met for met in made.meetings if met.id == "m3")
    import msgspec

    from dragoman.model import When

    doc = document("Anna Berg and Omar Haddad met for the second time in Oslo on June 9.", "2020-06-10")
    place = next(place for place in made.places if place.name == "Oslo")
    met = msgspec.structs.replace(
        third,
        id="m9",
        status="held",
        participants=tuple(actor.id for actor in made.actors if actor.name in ("Anna Berg", "Omar Haddad")),
        place=place.id,
        when=When(edtf="2020-06-09"),
        sources=(source(doc, doc.text, status="held"),),
    )
    with Store(record) as store:
        store.add(reading(doc, meetings=(met,), actors=made.actors, places=(place,)))
        store.judgements.make("m9", "same", ("m3",), who="Anna")
        store.judgements.make("m1", "accept", who="Bert")
    shown = out(run, "show", "new", "--by", "Anna")
    assert "Told again (1) ● held" in shown and "was proposed; before: from 2 Jun 2020, open; no place before" in shown
    assert "Judged by others (1)" in shown and "Bert accepts m1" in shown
    found = json.loads(run("show", "new", "--by", "Anna", "--json").output)
    assert [(act["known"], act["line"]["status"]) for act in found["acts"]] == [(True, "held")]
    assert {one["topic"]: one["was"] for one in found["acts"][0]["moved"]}["status"] == "proposed"


def test_a_changed_page_shows_words_entries_and_judgements_that_are_other_now(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.format(hours="six", agreed="agreed to"), "utf-8")
    out(run, "add", str(page), "--date", "2015-05-31")
    entry = json.loads(run("show", "meetings", "--json").output)[0]["line"]["entry"]
    out(run, "judge", entry, "accept", "--by", "Bert")
    page.write_text(PAGE.format(hours="five", agreed="will"), "utf-8")
    added = out(run, "add", str(page), "--date", "2015-05-31")
    document = json.loads(run("show", "documents", "--json").output)[0]["id"]
    assert "a new version of" in added and f"`dragoman show changes {document}` says what changed" in added
    shown = out(run, "show", "changes", document[:6])
    assert "[-six-] {+five+}" in shown and "[-agreed to-] {+will+}" in shown
    assert f"{document[:5]}:" in shown  # where the words stand
    assert "gained" in shown and f"- {entry} meeting lost" in shown
    assert "Judgements to look at again (1)" in shown and "orphaned: its words are not in the text any more" in shown
    found = json.loads(run("show", "changes", document, "--json").output)
    assert [len(version["words"]) > 0 for version in found["versions"]] == [False, True]
    assert [one["state"] for one in found["judgements"]] == ["orphaned"]
    news = out(run, "show", "new", "--by", "Anna")
    assert "a new version" in news and f"`dragoman show changes {document}` shows all." in news


def test_a_document_read_once_has_no_changes(run: Run, record: Path) -> None:
    with Store(record) as store:
        id = store.documents()[0].id
    assert "one version, read once: nothing changed." in out(run, "show", "changes", id)


def test_a_text_read_anew_shows_what_is_read_otherwise_and_makes_judgements_obsolete(run: Run, record: Path) -> None:
    import msgspec

    from dragoman.model import When

    made = talks()
    out(run, "judge", "m1", "accept", "--by", "Bert")
    met = next(met for met in made.meetings if met.id == "m1")
    other = msgspec.structs.replace(met, when=When(edtf="2020-06-02"))
    with Store(record) as store:
        store.add(
            msgspec.structs.replace(
                made, reader="hand 2", meetings=tuple(other if one is met else one for one in made.meetings)
            )
        )
    shown = out(run, "show", "changes", made.document.id)
    assert "read by hand 2: 1 value changed m1 when of meeting: 1 Jun 2020 → 2 Jun 2020" in shown
    assert "obsolete: read otherwise when Bert judged it" in shown


def test_what_does_not_fit_is_refused(run: Run, record: Path) -> None:
    for arguments, why in (
        (("changes",), "needs an ID"),
        (("new", "--as-of", "2020"), "Leave --as-of out"),
        (("timeline", "--seen"), "--seen is for `show new`"),
        (("new", "--from", "soon"), "no day to begin with"),
        (("changes", "zz"), "no document 'zz'"),
    ):
        result = run("show", *arguments)
        assert result.exit_code == 2 and why in result.output, result.output


def test_a_document_taken_out_is_news_without_acts(run: Run, record: Path) -> None:
    made = dated(plain("A short line of Norland.", title="Short"), "2020-07-02")
    with Store(record) as store:
        store.add(made)
        store.arrivals.seen(store.arrivals.news("Anna"))
        store.remove(made.document.id)
    shown = out(run, "show", "new", "--by", "Anna")
    assert "Short taken out" in shown and "New acts" not in shown
