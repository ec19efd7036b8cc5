from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.model import Link, Problem, Reading, Record, Review, Source, When
from dragoman.views import Doubtful, doubts
from dragoman.views.doubt import CODES, told
from dragoman.views.lines import Index
from tests.factories import TALKS, document, source, talks


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def changed(field: str, number: int, **values: Any) -> Reading:
    """Return the talks with other values in one entry."""
    found = list(getattr(talks(), field))
    found[number] = msgspec.structs.replace(found[number], **values)
    return msgspec.structs.replace(talks(), **{field: tuple(found)})


def reasons(queue: tuple[Doubtful, ...], id: str) -> dict[str, str]:
    return {reason.code: reason.words for item in queue if item.line.entry == id for reason in item.reasons}


def told_again(**values: Any) -> Reading:
    """Return another report of the first meeting of the talks."""
    doc = document("Berg and Haddad met in the town of Oslo.", "2020-06-02", publisher="The Ledger")
    says = {"place": values["place"]} if "place" in values else {}
    again = msgspec.structs.replace(
        talks().meetings[0], id="m9", topics=(), sources=(source(doc, "Berg and Haddad met", None, **says),), **values
    )
    return Reading(document=doc, reader="hand 1", actors=talks().actors, places=talks().places, meetings=(again,))


def test_every_entry_waits_once_and_the_gravest_reason_comes_first() -> None:
    queue = doubts(record(talks()))
    ids = [item.line.entry for item in queue]
    assert sorted(ids) == sorted(set(ids))
    assert {"m1", "m2", "m3", "s1", "e1"} <= set(ids)
    gravest = [min((CODES.index(reason.code) for reason in item.reasons), default=len(CODES)) for item in queue]
    assert gravest == sorted(gravest)
    assert gravest[0] < gravest[-1]


def test_what_was_judged_does_not_wait_unless_it_was_read_otherwise() -> None:
    accepted = Review(state="accepted", by="Lund", made="2026-01-01T00:00:00.000000+00:00")
    assert "m1" not in {item.line.entry for item in doubts(record(changed("meetings", 0, review=accepted)))}
    obsolete = msgspec.structs.replace(accepted, state="obsolete")
    queue = doubts(record(changed("meetings", 0, review=obsolete)))
    assert queue[0].line.entry == "m1"
    assert reasons(queue, "m1")["obsolete"] == "it was read otherwise when Lund judged it"


@pytest.mark.parametrize(
    ("field", "values", "code", "words"),
    [
        ("meetings", {"participants": (), "host": None}, "people", "who takes part is not named"),
        ("meetings", {"when": When(text="soon")}, "date", "no date, only “soon”"),
        ("decisions", {"decided_by": ()}, "people", "who decides is not named"),
        ("statements", {"speaker": None}, "voice", "who says it is not named"),
    ],
)
def test_what_the_text_leaves_open_is_a_reason(field: str, values: dict[str, Any], code: str, words: str) -> None:
    changed_one = changed(field, 0, **values)
    id = getattr(changed_one, field)[0].id
    assert reasons(doubts(record(changed_one)), id)[code] == words


def test_a_speaker_carried_over_is_a_reason_and_a_stated_one_is_none() -> None:
    said = talks().statements[0]
    carried = tuple(msgspec.structs.replace(source, how="implied") for source in said.sources)
    words = reasons(doubts(record(changed("statements", 0, sources=carried))), said.id)["voice"]
    assert words.endswith("as the speaker is carried over from the words before")
    assert "voice" not in reasons(doubts(record(talks())), said.id)


def test_problems_of_the_entry_or_in_its_words_are_reasons_and_no_others() -> None:
    at = TALKS.index("for three hours")
    problems = (
        Problem(code="no-place", message="where is not said", entry="m1"),
        Problem(code="quote-mark", message="a mark is missing", span=(at, at + 3)),
        Problem(code="unresolved-time", message="elsewhere", span=(0, 3)),
        Problem(code="not-english", message="of the document"),
    )
    queue = doubts(record(msgspec.structs.replace(talks(), problems=problems)))
    found = [reason.words for item in queue if item.line.entry == "m1" for reason in item.reasons]
    assert found[:2] == ["where is not said", "a mark is missing"]
    assert not any("elsewhere" in words or "of the document" in words for words in found)


def test_values_in_which_reports_of_one_act_differ_come_with_who_says_which() -> None:
    first = talks().meetings[0]
    here = (source(talks().document, first.sources[0].quote, None, place="geneva"),)
    queue = doubts(record(changed("meetings", 0, sources=here), told_again(place="oslo")))
    assert reasons(queue, "m1")["conflict"] == "the place differs: Geneva (Lake Wire), Oslo (The Ledger)"
    assert reasons(queue, "m9")["conflict"] == reasons(queue, "m1")["conflict"]
    assert {item.line.entry for item in queue[:2]} == {"m1", "m9"}
    assert next(item for item in queue if item.line.entry == "m1").line.also == ("m9",)
    assert "single" not in reasons(queue, "m1")


def test_dates_that_share_a_day_do_not_differ() -> None:
    def dated(edtf: str) -> str:
        quote = talks().meetings[0].sources[0].quote
        two = tuple(
            Source(span=source(talks().document, quote).span, quote=quote, says={"when": when})
            for when in ("2020-06-01", edtf)
        )
        return reasons(doubts(record(changed("meetings", 0, sources=two))), "m1").get("conflict", "")

    assert dated("2020-06") == ""
    assert dated("../2020-06-02") == ""
    assert dated("2020-07").startswith("the date differs: 1 Jun 2020 (")


def test_a_pair_that_nobody_is_sure_of_is_a_reason_at_both_ends() -> None:
    unsure = Link(a="m1", b="m9", judgement="unsure", why="judged by Lund: another day?")
    pair = msgspec.structs.replace(record(talks(), told_again()), links=(unsure,))
    queue = doubts(pair)
    assert reasons(queue, "m1")["pair"].startswith("may be the same act as m9: ")
    assert "judged by Lund: another day?" in reasons(queue, "m9")["pair"]
    apart = msgspec.structs.replace(pair, links=(msgspec.structs.replace(unsure, judgement="different"),))
    assert "pair" not in reasons(doubts(apart), "m1")


def test_kind_and_document_leave_the_others_out() -> None:
    both = record(talks(), told_again())
    assert {item.line.kind for item in doubts(both, ("meeting",))} == {"meeting"}
    assert [item.line.entry for item in doubts(both, document=told_again().document.id)] == ["m9"]
    assert doubts(record()) == ()


def test_a_problem_is_told_with_names_and_days_and_without_its_code() -> None:
    index = Index(talks())
    who = Problem(code="ambiguous-antecedent", message="it: lake-wire, lake-wire all fit")
    assert told(index, who) == "it is open who is meant: it: Lake Wire, Lake Wire all fit"
    day = Problem(code="no-date-in-text", message="no publication date in the text; 2018-10-07 is from the file's name")
    assert told(index, day).endswith("7 Oct 2018 is from the file's name")
