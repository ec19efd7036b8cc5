"""The dossier, read back as Word and as HTML: every sentence leads to its words, and no word becomes markup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import html as parser  # type: ignore[import-untyped]

from dragoman.kinds import entries
from dragoman.model import (
    Actor,
    Commitment,
    DecisionStatus,
    EventStatus,
    Meeting,
    MeetingStatus,
    Phase,
    Reading,
    Record,
    Review,
    VerificationStatus,
    When,
)
from dragoman.problems import UsageError
from dragoman.publish.dossier import docx, dossier, html
from dragoman.publish.dossier.sentences import HAPPENS, UNDERTAKES, according, listed
from dragoman.views.lines import Words
from tests.factories import TALKS, dated, document, reading, source, talks

HOSTILE = "</title><script>window.ran=1</script>\"'><img src=x onerror=alert(1)>&amp;{{ 7*7 }}\x00\x0b\u202e]]>"
LONE = f"{HOSTILE}\ud800"  # half a character, as no text has that was decoded


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def page(found: Record, **asked: str) -> Any:
    return parser.document_fromstring(html(dossier(found, **asked)))


def paper(found: Record, **asked: str) -> Any:
    return Document(io.BytesIO(docx(dossier(found, **asked))))


def footnotes(word: Any) -> dict[str, str]:
    """Return the text of each footnote of a Word document by its number; those that draw the line above are left out."""
    (part,) = (part for part in word.part.package.iter_parts() if str(part.partname) == "/word/footnotes.xml")
    found = parse_xml(part.blob).findall(qn("w:footnote"))
    return {
        note.get(qn("w:id")): "".join(text.text or "" for text in note.iter(qn("w:t")))
        for note in found
        if note.get(qn("w:type")) is None
    }


def marks(paragraph: Any) -> Iterator[str]:
    return (mark.get(qn("w:id")) for mark in paragraph._p.iter(qn("w:footnoteReference")))


def chronology(word: Any) -> list[Any]:
    texts = [paragraph.text for paragraph in word.paragraphs]
    return list(word.paragraphs[texts.index("Chronology") + 1 : texts.index("Commitments")])


def test_the_chronology_tells_in_sober_sentences_who_met_where_and_who_says_so() -> None:
    told = [part.text_content() for part in page(record(talks())).xpath("//section[@id='chronology']/p")]
    first, second = told[:2]
    assert first.startswith("March 2019: The 1st round of talks between Anna Berg and Omar Haddad in Oslo was held")
    assert second.startswith(
        "1 Jun 2020: Talks between Anna Berg and Omar Haddad in Geneva were held, lasting 3 hours; on "
    )
    assert "(according to foreign ministry of Norland; Lake Wire)." in second
    assert any(
        "Anna Berg and Omar Haddad undertook (pledge): open a hotline (according to Anna Berg)." in t for t in told
    )
    assert any(
        "was offered, on the invitation of Omar Haddad (according to Anna Berg via Ida Lund)." in t for t in told
    )


def test_every_sentence_on_the_page_leads_to_its_words_and_back() -> None:
    found = page(record(talks()))
    paragraphs = found.xpath("//section[@id='chronology']/p")
    assert len(paragraphs) >= 4
    for paragraph in paragraphs:
        targets = paragraph.xpath(".//sup/a/@href")
        assert len(targets) == paragraph.text_content().count("(according to") > 0
        for target in targets:
            (note,) = found.xpath(f"//li[@id='{target[1:]}']")
            quotes = [quote.text_content() for quote in note.xpath(".//q")]
            assert quotes and all(quote in " ".join(TALKS.split()) for quote in quotes)
            assert "Lake Wire, “Envoys meet in Geneva”" in note.text_content() and "2 Jun 2020" in note.text_content()
            (back,) = note.xpath(".//a[@aria-label='back to the text']/@href")
            assert found.xpath(f"//*[@id='{back[1:]}']")


def test_every_paragraph_in_word_has_real_footnotes_with_its_words() -> None:
    word = paper(record(talks()))
    notes = footnotes(word)
    paragraphs = chronology(word)
    assert len(paragraphs) >= 4
    for paragraph in paragraphs:
        assert paragraph.runs[0].bold and paragraph.runs[0].text.endswith(":")
        numbers = list(marks(paragraph))
        assert numbers
        for number in numbers:
            quote = notes[number].split("“")[1].split("” –")[0]
            assert quote in " ".join(TALKS.split())
    everywhere = [mark.get(qn("w:id")) for mark in word.element.body.iter(qn("w:footnoteReference"))]
    assert everywhere == list(notes) == [str(number) for number in range(1, len(notes) + 1)]


def test_a_footnote_links_to_the_address_of_the_web_and_to_no_other() -> None:
    for url, linked in (("https://example.org/a?b=1&c=2", True), ("javascript:alert(1)", False), ("file:///x", False)):
        made = talks()
        found = record(msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, url=url)))
        links = {link for link in page(found).xpath("//a/@href") if not link.startswith("#")}
        parts = paper(found).part.package.iter_parts()
        outside = {rel.target_ref for part in parts for rel in part.rels.values() if rel.is_external}
        assert links == outside == ({url} if linked else set())


def test_level_and_evidence_stand_apart_and_no_record_is_not_nothing() -> None:
    found = page(record(talks()))
    heads = [head.text for head in found.xpath("//section[@id='ledger']//th")]
    (row,) = ([cell.text_content() for cell in row] for row in found.xpath("//section[@id='ledger']//tr[td][1]"))
    cells = dict(zip(heads, row, strict=True))
    assert (cells["Who"], cells["Level"], cells["Evidence"]) == ("Anna Berg and Omar Haddad", "0 of 3", "asserted")
    assert cells["What"].rstrip("0123456789") == "open a hotline"
    (table,) = (table for table in paper(record(talks())).tables if table.rows[0].cells[0].text == "Who")
    assert [cell.text for cell in table.rows[1].cells] == [*row[:1], "open a hotline", *row[2:]]


def test_no_record_is_not_nothing_done() -> None:
    made = talks()
    told = msgspec.structs.replace(made.commitments[0], phase="superseded")
    row, _ = dossier(record(msgspec.structs.replace(made, commitments=(told,)))).ledger
    assert (row.level, row.evidence, row.remarks) == ("no record", "none", "superseded")


def test_the_summary_counts_what_there_is() -> None:
    summary = dict(dossier(record(talks())).summary)
    assert (summary["Reports"], summary["Statements"], summary["Meetings"], summary["Verifications"]) == (
        "1",
        "4",
        "3",
        "1",
    )
    assert int(summary["Open"]) >= 2


def test_what_a_person_rejected_is_left_out_and_counted_and_what_one_accepted_says_so() -> None:
    made = talks()

    def judged(state: Any) -> Record:
        review = Review(state=state, by="Ida Reyes", made="2020-06-03T10:00:00Z")
        first, *rest = made.meetings
        return record(msgspec.structs.replace(made, meetings=(msgspec.structs.replace(first, review=review), *rest)))

    rejected, accepted = dossier(judged("rejected")), dossier(judged("accepted"))
    assert dict(rejected.summary)["Left out because a person rejected them"] == "1"
    assert "in Geneva were held" not in html(rejected) and "in Geneva were held" in html(accepted)
    assert dict(accepted.summary)["Of these accepted or corrected by a person"] == "1"
    assert [note.judged for note in accepted.notes if note.judged] == ["accepted by Ida Reyes"]


def test_since_and_until_choose_what_may_be_of_those_days() -> None:
    def days(**asked: str) -> list[str]:
        return [paragraph.when for paragraph in dossier(record(talks()), **asked).chronology]

    assert "March 2019" in days() and "1 Jun 2020" in days()
    assert days(until="2019") == ["March 2019"]
    assert "March 2019" not in days(since="2020-05") and "1 Jun 2020" in days(since="2020-05")
    assert days(since="2019-03-15", until="2019-03-20") == ["March 2019"]
    assert days(until="2018") == []
    with pytest.raises(UsageError, match="'soon' is not a date"):
        dossier(record(talks()), since="soon")


def test_as_of_leaves_out_what_was_reported_later() -> None:
    later = dated(talks(), "2020-07-01")
    found = dossier(record(later), as_of="2020-06-15")
    assert (found.chronology, found.sources, found.notes) == ((), (), ())
    assert "15 Jun 2020" in found.heading


def test_an_empty_record_makes_a_dossier_that_says_so() -> None:
    found = page(record())
    assert [part.text_content() for part in found.xpath("//section/p")] == ["Nothing."] * 4
    word = paper(record())
    assert [paragraph.text for paragraph in word.paragraphs].count("Nothing.") == 4
    assert footnotes(word) == {}


def hostile() -> Record:
    doc = document(f"{HOSTILE} met.", "2020-06-02", title=LONE, publisher=LONE, url=f"https://x/{HOSTILE}")
    actor = Actor(id="a", name=LONE, kind="person")
    words = (source(doc, f"{HOSTILE} met"),)
    met = Meeting(id="m1", kind="talks", status="held", participants=("a",), topics=(HOSTILE,), sources=words)
    gave = Commitment(id="c1", by=("a",), action=HOSTILE, phase="agreed", due=When(text=HOSTILE), sources=words)
    return Record(name=LONE, readings=(reading(doc, actors=(actor,), meetings=(met,), commitments=(gave,)),))


def test_what_a_text_says_is_no_markup_on_the_page() -> None:
    text = html(dossier(hostile()))
    found = parser.document_fromstring(text)
    assert not found.xpath("//script | //img | //iframe | //@*[starts-with(name(), 'on')]")
    assert len(found.xpath("//title")) == 1 and "window.ran=1" in found.xpath("//title")[0].text
    assert all(link.startswith("#") for link in found.xpath("//@href"))
    assert "<script" not in text and "{{ 7*7 }}" in text
    text.encode()
    assert "default-src 'none'" in found.xpath("//meta[@http-equiv]/@content")[0]


def test_what_a_text_says_is_no_markup_in_word() -> None:
    word = paper(hostile())
    (paragraph,) = chronology(word)[:1]
    assert "<script>window.ran=1</script>" in paragraph.text
    assert all("<img src=x onerror=alert(1)>" in note for note in footnotes(word).values())


def test_every_status_has_its_word() -> None:
    kinds = (MeetingStatus, DecisionStatus, VerificationStatus, EventStatus)
    assert {status for kind in kinds for status in get_args(kind)} == set(HAPPENS)
    assert set(get_args(Phase)) == set(UNDERTAKES)


def test_sentences_name_three_voices_and_count_the_others() -> None:
    words = [Words(document="d", span=(0, 1), quote="x", voice=voice) for voice in "ABACDE"]
    assert according(words) == "according to A; B; C and 2 others"
    assert according(words[:4]) == "according to A; B; C"
    assert (listed([]), listed(["A"]), listed(["A", "B", "C"])) == ("", "A", "A, B and C")


def test_all_acts_are_told_once() -> None:
    found = dossier(record(talks()))
    acts = [entry for entry in entries(talks()) if entry.id[0] != "s"]
    assert sum(len(paragraph.told) for paragraph in found.chronology) == len(acts)
