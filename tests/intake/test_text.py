"""A text file and the document expected of it: title, date, dateline, publisher, channel, and what is dropped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake.english import english
from dragoman.intake.text import intake
from dragoman.model import Document, Dropped
from dragoman.problems import IntakeError

NEWS = "Envoys of both sides met in Geneva on Friday and agreed to meet again, a spokesman said."
MORE = (
    "The talks were to be held in Vienna at first, but the two sides could not agree on a day, according to officials."
)


def read(text: str, name: str = "a.txt") -> Document:
    return intake(text.encode(), name)


def dropped(document: Document) -> list[tuple[str, str]]:
    return [(document.text[slice(*drop.span)], drop.why) for drop in document.dropped]


def test_the_founding_report(shared: Path) -> None:
    document = intake((shared / "reports" / "second-summit.txt").read_bytes(), "second-summit.txt")
    assert document.title == "USA and North Korea prepare a second summit"
    assert document.title_span == (0, 43)
    assert document.dropped == (
        Dropped(span=(45, 88), why="repeated-title"),
        Dropped(span=(2536, 2549), why="boilerplate"),
        Dropped(span=(2551, 2621), why="boilerplate"),
    )
    assert document.dateline is not None
    assert document.dateline.span == (91, 121)
    assert document.dateline.places == ("washington", "seoul")
    assert (document.dateline.agency, document.dateline.text) == ("reuters", "WASHINGTON / SEOUL (Reuters) –")
    assert (document.date, document.publisher, document.url) == (None, None, None)
    assert (document.channel, document.language) == ("news-report", "en")
    assert [(problem.code, problem.span) for problem in document.problems] == [("repeated-title", (45, 88))]
    assert len(document.text) == 2621


def test_the_founding_report_with_windows_newlines(shared: Path) -> None:
    data = (shared / "reports" / "second-summit.txt").read_bytes().replace(b"\n", b"\r\n")
    document = intake(data, "second-summit.txt")
    assert [why for _, why in dropped(document)] == ["repeated-title", "boilerplate", "boilerplate"]
    assert document.dateline is not None
    assert document.text[slice(*document.dateline.span)] == "WASHINGTON / SEOUL (Reuters) –"


def test_the_id_is_of_the_text() -> None:
    document = read(NEWS)
    assert document.sha256 == hashlib.sha256(NEWS.encode()).hexdigest()
    assert document.id == document.sha256[:12]
    assert document.text == NEWS


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Envoys meet in Geneva\n\n{NEWS}", "Envoys meet in Geneva"),
        (f"Envoys meet in Geneva\n{NEWS} {MORE}\n{MORE}", "Envoys meet in Geneva"),
        (f"\n\n  Who blinked first?  \n\n{NEWS}", "Who blinked first?"),
        (f"Iran rejects new talks with U.S.\n\n{NEWS}", "Iran rejects new talks with U.S."),
        (
            f"Envoys of two countries that had not spoken for years meet in\nGeneva at last\n\n{NEWS}",
            "Envoys of two countries that had not spoken for years meet in Geneva at last",
        ),  # fmt: skip
        (f"Title: Envoys meet in Geneva\nDate: 3 May 2001\n\n{NEWS}", "Envoys meet in Geneva"),
        (f"Subject: Readout of a call\n\n{NEWS}", "Readout of a call"),
        (f"Ministry denies report of talks\n\n{NEWS}", "Ministry denies report of talks"),
        (f"White House Denies Talks With Iran\n\n{NEWS}", "White House Denies Talks With Iran"),
        (f"Office for Peace in Geneva\n\n{NEWS}", "Office for Peace in Geneva"),
        (f"Envoys meet in Geneva\n\nNo day yet for a second round\n\n{NEWS}", "Envoys meet in Geneva"),
        (f"Envoys meet in Geneva\nGENEVA (AP) -- {NEWS}", "Envoys meet in Geneva"),
        (f"Envoys meet in Geneva.\n\nGENEVA (AP) -- {NEWS}", "Envoys meet in Geneva."),
        (f"Envoys met in Geneva.\n\n{NEWS}", None),
        (f"Newspaper: Minister used private email\n\n{NEWS}", "Newspaper: Minister used private email"),
        (f"UNITED NATIONS (AP) _\n\n{NEWS}", None),
        (NEWS, None),
        (f"{NEWS}\n\n{MORE}", None),
        (f"GENEVA (AP) -- {NEWS}", None),
        ("Envoys of both sides met in\nGeneva on Friday and agreed to\nmeet again.\n\nThat is all.", None),
        ("that is how it began\n\nIt went on.", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    document = read(text)
    assert document.title == title
    if document.title_span and title:
        assert document.text[slice(*document.title_span)].split() == title.split()


@pytest.mark.parametrize("copy", ["Envoys meet in Geneva", "ENVOYS MEET IN GENEVA", "Envoys  meet in Geneva."[:-1]])
def test_a_repeated_title_is_dropped(copy: str) -> None:
    document = read(f"Envoys meet in Geneva\n\nBy Jane Doe\n\n{copy}\n\n{NEWS}")
    assert dropped(document) == [("By Jane Doe", "letterhead"), (copy, "repeated-title")]
    assert [problem.code for problem in document.problems] == ["repeated-title"]


def test_a_title_said_again_in_the_news_stays() -> None:
    assert dropped(read(f"Envoys meet in Geneva\n\n{NEWS}\n\nEnvoys meet in Geneva")) == []


@pytest.mark.parametrize(
    ("text", "name", "edtf", "basis"),
    [
        (f"Envoys meet\n\nFriday, August 21, 2015\n\n{NEWS}", "a.txt", "2015-08-21", "text"),
        (f"Envoys meet\n\nPublished: 26 September 2018\n\n{NEWS}", "2018-10-01.txt", "2018-09-26", "text"),
        (f"Envoys meet\n\nUpdated: 3 May 2001\nPosted: 2 May 2001\n\n{NEWS}", "a.txt", "2001-05-02", "text"),
        (f"GENEVA, March 1, 2015 - {NEWS}", "a.txt", "2015-03-01", "text"),
        (f"GENEVA, March 1 (Xinhua) -- {NEWS}", "a.txt", None, None),
        (f"Envoys meet\n\nDate: tomorrow\n\n{NEWS}", "a.txt", None, None),
        (f"Envoys meet\n\n{NEWS} It was signed on May 3, 2001.", "a.txt", None, None),
        (NEWS, "2018-10-07_talks.txt", "2018-10-07", "file name"),
        (f"FOR RELEASE 3 May 2001\n\nEnvoys meet\n\n{NEWS}", "a.txt", "2001-05-03", "text"),
    ],
)
def test_dates_and_how_they_are_known(text: str, name: str, edtf: str | None, basis: str | None) -> None:
    date = read(text, name).date
    assert (date.edtf if date else None, date.basis if date else None) == (edtf, basis)


def test_a_date_from_the_file_name_is_a_problem_to_tell() -> None:
    (problem,) = read(NEWS, "2018-10-07.txt").problems
    assert (problem.code, "2018-10-07" in problem.message) == ("no-date-in-text", True)


def test_header_lines_are_dropped_and_used() -> None:
    document = read(
        f"Envoys meet in Geneva\n\nBy Jane Doe and Joe Roe\nSource: Daily Planet\nURL: https://a.example/1\n\n{NEWS}"
    )
    assert (document.publisher, document.url) == ("Daily Planet", "https://a.example/1")
    assert [why for _, why in dropped(document)] == ["letterhead"] * 3
    assert document.channel == "news-report"


def test_a_press_release() -> None:
    document = read(
        "MINISTRY OF FOREIGN AFFAIRS\nPress Service\nArbat Square, Moscow\n\nFOR IMMEDIATE RELEASE\n3 May 2001\n\n"
        f"Minister receives the ambassador\n\n{NEWS}\n\n###\n\nPress contact: 555 0100"
    )
    assert (document.title, document.publisher) == ("Minister receives the ambassador", "MINISTRY OF FOREIGN AFFAIRS")
    assert document.channel == "press-release"
    assert [words for words, why in dropped(document) if why == "letterhead"] == [
        "MINISTRY OF FOREIGN AFFAIRS",
        "Press Service",
        "Arbat Square, Moscow",
        "FOR IMMEDIATE RELEASE",
        "3 May 2001",
    ]


def test_a_readout() -> None:
    document = read(
        f"THE WHITE HOUSE\n\nMay 3, 2001\n\nReadout of the President's Call with the Prime Minister\n\n{NEWS}"
    )
    assert document.channel == "readout"
    assert document.title == "Readout of the President's Call with the Prime Minister"
    assert document.publisher == "THE WHITE HOUSE"


def test_a_masthead() -> None:
    document = read(f"The Daily Planet\nWorld\n\nEnvoys meet in Geneva\n\n{NEWS}")
    assert (document.title, document.publisher, document.channel) == (
        "Envoys meet in Geneva",
        "The Daily Planet",
        "news-report",
    )
    assert read(f"The Namsan Herald\n\nEnvoys meet in Geneva\n\n{NEWS}").title == "Envoys meet in Geneva"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("@janedoe on Twitter, 7 October 2018", "@janedoe"),
        ("Jane Doe (@janedoe), Twitter\nDate: 7 October 2018", "Jane Doe"),
        ("Jane Doe (@janedoe)\n7 October 2018", "Jane Doe"),
        ("Account: Jane Doe (@janedoe), Twitter\nDate: 7 October 2018\nWording: as it was", "Jane Doe"),
        ("Tweet by @janedoe, 7 October 2018", "@janedoe"),
    ],
)
def test_a_post(head: str, publisher: str) -> None:
    document = read(f"{head}\n\nGood meeting with the chairman today. Progress is being made!")
    assert (document.channel, document.title) == ("tweet", None)
    assert document.date is not None
    assert (document.date.edtf, document.date.basis) == ("2018-10-07", "text")
    assert document.publisher == publisher


def test_a_transcript() -> None:
    speeches = (
        "MODERATOR: Good evening.\n\nQUESTION: Will you go to Seoul?\n\nMR. DOE: We will see.\n\nQUESTION: When?\n"
    )
    document = read(f"Press conference in Geneva\n\n{speeches}")
    assert (document.channel, document.title) == ("transcript", "Press conference in Geneva")
    assert dropped(document) == []


def test_the_place_of_a_dateline_is_no_letterhead() -> None:
    document = read(f"UNITED NATIONS (AP) _\n\n{NEWS}")
    assert document.dateline is not None
    assert (document.dateline.places, document.publisher, document.dropped) == (("united-nations",), None, ())


def test_old_newlines() -> None:
    document = read(f"___\rEnvoys meet\r\rGENEVA (AP) -- {NEWS}")
    assert (document.title, dropped(document)) == ("Envoys meet", [("___", "markup")])


def test_a_line_of_signs_is_markup() -> None:
    assert dropped(read(f"Envoys meet\n===========\n\n{NEWS}")) == [("===========", "markup")]


def test_the_label_before_a_title_is_dropped() -> None:
    document = read(f"Headline: Envoys meet\n\n{NEWS}")
    assert dropped(document) == [("Headline: ", "letterhead")]
    assert document.title_span == (10, 21)


def test_no_sentence_of_news_is_dropped_with_the_head() -> None:
    document = read(f"Envoys meet\n\nBy Friday the talks had collapsed.\n\n{NEWS}\n\nDate: 3 May 2001")
    assert dropped(document) == []


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        (NEWS, True),
        ("Good meeting with Kim in Pyongyang today, and progress is being made!", True),
        ("Summit off.", True),
        ("Los ministros de ambos países se reunieron en Ginebra y acordaron volver a reunirse en mayo.", False),
        ("Die Unterhändler beider Seiten trafen sich am Freitag in Genf und wollen sich wieder treffen.", False),
        ("De ministers van de twee landen zijn het in Den Haag eens geworden over een nieuw overleg in mei.", False),
        ("Udenrigsministrene mødtes for at tale om en ny aftale, og de vil have et nyt møde i maj.", False),
        ("Переговоры в Москве завершились.", False),
        ("Pompeo met Kim in Pyongyang on Sunday.", True),
        ("Der Minister sagte heute in Berlin nichts.", False),
    ],
)
def test_english(text: str, is_english: bool) -> None:
    assert english(text) is is_english
    assert (read(text).language == "en") is is_english
    assert ("not-english" in [problem.code for problem in read(text).problems]) is not is_english


@pytest.mark.parametrize("char", list("AB .-/,_:(1@*'\n"))
def test_no_pattern_runs_away(char: str) -> None:
    head = "\n\n".join(
        ["By " + char * 150, char * 150 + " 2018-10-07 x", "X" + f"{char}A" * 60, "name " * 50 + "z", "facebook " * 30]
    )
    document = read(f"{head}\n\nReporting by {char}{'A.' * 100}!\n")
    assert document.text.startswith("By ")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="AbT:@.()–-_ \r\n17#*“”é", max_size=200).map(str.encode))
def test_anything_is_a_document_or_an_intake_error(data: bytes) -> None:
    try:
        document = intake(data, "fuzz.txt")
    except IntakeError:
        return
    spans = [drop.span for drop in document.dropped]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    if document.dateline:
        assert document.text[slice(*document.dateline.span)] == document.dateline.text
