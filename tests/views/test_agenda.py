"""The agenda: what ledger, sequence and open decisions say, listed once more, each point with its words."""

from __future__ import annotations

import io
from typing import Any

import docx as word
import msgspec
import pytest
from markdown_it import MarkdownIt

from dragoman.model import Decision, Option, Record, When
from dragoman.publish.agenda import docx, markdown
from dragoman.views import agenda
from dragoman.views.linking import Linked, linked
from tests.factories import document, reading, source
from tests.views.test_sequence import whole

NOTES = """Norland will seal the depot by 1 March <script>alert(1)</script>. The venue is open: Oslo or Bern. The date is set.
The format is still open.
"""


def talks() -> Record:
    doc = document(NOTES, "2020-02-01", title="Notes")
    venue = Decision(
        id="venue", about=None, question="venue", status="narrowed", decided_by=("norland",),
        options=(Option(value="Oslo", stance="offer"), Option(value="Bern", stance="prefer"), Option(value="Oslo", stance="accept")),
        sources=(source(doc, "The venue is open: Oslo or Bern"),),
    )  # fmt: skip
    date = Decision(id="date", about=None, question="date", status="decided", sources=(source(doc, "The date is set"),))
    form = Decision(
        id="form", about=None, question="format", status="open", sources=(source(doc, "The format is still open"),)
    )
    return Record(name="talks.db", readings=(reading(doc, decisions=(venue, date, form)),))


def test_open_decisions_ask_for_the_choice_or_for_options() -> None:
    points = {point.entry: point for point in agenda(talks()).points}
    assert points["venue"].questions == ("On the table: Oslo, Bern. Which is it to be?",)
    assert points["form"].questions == ("No option is named. Which are on the table?", "Who decides?")
    assert "date" not in points
    assert points["form"].words[0].quote == "The format is still open"


def test_entries_are_linked_once_for_a_whole_agenda(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(record: Record, *kinds: Any) -> Linked:
        asked.append(record.name)
        return linked(record, *kinds)

    monkeypatch.setattr("dragoman.views.acts.linked", counted)
    assert agenda(whole(), "2020-04-01").points
    assert len(asked) == 1


def test_the_most_pressing_comes_first_and_every_point_has_its_words() -> None:
    found = agenda(whole(), "2020-04-01")
    whys = [point.why for point in found.points]
    assert whys == sorted(
        whys,
        key=[
            "overdue",
            "order in dispute",
            "given without return",
            "to decide",
            "claimed beyond evidence",
            "unclear",
        ].index,
    )
    assert {"order in dispute", "given without return", "unclear"} <= set(whys)
    assert all(point.words and point.words[0].quote for point in found.points)
    (dispute,) = (point for point in found.points if point.why == "order in dispute")
    assert {words.quote for words in dispute.words} == {
        "No lifting before the list, Sudland said",
        "No list before the embargo is lifted, Norland said",
    }


def test_what_is_said_to_be_performed_is_there_only_because_nobody_looked() -> None:
    seal = [point for point in agenda(whole(), "2020-04-01").points if point.entry == "seal"]
    assert [point.why for point in seal] == ["claimed beyond evidence"]
    assert seal[0].questions == ("It is said to be done; the best evidence is “asserted”. Who looks, and when?",)


def test_an_agenda_as_markdown_shows_the_words_and_runs_nothing() -> None:
    text = markdown(agenda(whole(), "2020-04-01"))
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<b>" not in html
    assert "&lt;b&gt;of all sites&lt;/b&gt;" in html
    assert html.count("<blockquote>") >= len(agenda(whole(), "2020-04-01").points)


@pytest.mark.parametrize(
    "line", ["# a heading", "1. a list", "- a list", "[a](http://b)", "![a](b)", "*a*", "`a`", "a  \nb", "> a", "<i>"]
)
def test_no_sign_of_a_text_becomes_markdown(line: str) -> None:
    doc = document(f"{line} is still open", "2020-02-01")
    made = Decision(id="d", about=line, question="terms", status="open", sources=(source(doc, line),))
    html = MarkdownIt().render(markdown(agenda(Record(name=line, readings=(reading(doc, decisions=(made,)),)))))
    for tag in ("<a ", "<img", "<em>", "<code>", "<h3>", "<i>"):
        assert tag not in html
    assert html.count("<h1>") == html.count("<h2>") == 1


def test_an_agenda_as_a_word_document_holds_the_same() -> None:
    found = agenda(whole(), "2020-04-01")
    paper = word.Document(io.BytesIO(docx(found)))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "as it stood on 2020-04-01" in text
    for point in found.points:
        assert point.what in text
        assert all(question in text for question in point.questions)
        assert all(words.quote in text for words in point.words)


def test_a_word_document_survives_what_xml_cannot_hold() -> None:
    doc = document("open\x00\x0c?", "2020-02-01")
    made = Decision(
        id="d", about="open\x00\x0c?", question="terms", status="open", sources=(source(doc, "open\x00\x0c?"),)
    )
    paper = word.Document(io.BytesIO(docx(agenda(Record(name="\x1b", readings=(reading(doc, decisions=(made,)),))))))
    assert any("open��?" in paragraph.text for paragraph in paper.paragraphs)


def test_nothing_to_settle_is_said() -> None:
    empty = agenda(Record(name="empty.db"))
    assert empty.points == ()
    assert "Nothing in the record" in markdown(empty)
    assert "Nothing in the record" in word.Document(io.BytesIO(docx(empty))).paragraphs[-1].text


def test_a_vague_deadline_is_never_overdue() -> None:
    made = whole()
    lift = made.readings[0].commitments[2]
    vague = msgspec.structs.replace(lift, due=When(text="as soon as possible"))
    hand = msgspec.structs.replace(made.readings[0], commitments=(vague,))
    assert [point.why for point in agenda(Record(name="x", readings=(hand,)), "2050").points] == ["unclear"]
