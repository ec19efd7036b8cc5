"""Paths and what comes of them: documents, failures, and misuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import intake
from dragoman.intake import document_of, documents, form_of, read_file, reports_in, with_date
from dragoman.model import Document, Failure
from dragoman.problems import IntakeError, UsageError

NEWS = "Envoys of both sides met in Geneva on Friday and agreed to meet again, a spokesman said.\n"
PAGE = f"<html><body><article><p>{NEWS * 4}</p></article></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep" / ".git").mkdir(parents=True)
    for name in ("b.txt", "a.text", "deep/c.md", "README.md", ".hidden.txt", "notes.csv", "deep/.git/d.txt"):
        (tmp_path / name).write_text(NEWS)
    return tmp_path


def test_a_folder_gives_its_reports_sorted(folder: Path) -> None:
    assert [str(path.relative_to(folder)) for path in reports_in(folder)] == ["a.text", "b.txt", "deep/c.md"]
    assert [type(found) for found in documents([folder])] == [Document] * 3


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "aa.html").write_bytes(b"PK\x03\x04 zip")
    found = list(documents([folder, folder / "missing.txt", folder / "notes.csv"]))
    assert [type(one) for one in found] == [Document, Failure, Document, Document, Failure, Document]
    assert [Path(one.path).name for one in found if isinstance(one, Failure)] == ["aa.html", "missing.txt"]
    assert "looks like a zip archive" in next(one.error for one in found if isinstance(one, Failure))


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    with pytest.raises(
        IntakeError, match=r"no reports in this folder; looked for \.htm \.html \.markdown \.md \.text \.txt"
    ):
        reports_in(tmp_path)
    (failure,) = documents([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.path == str(tmp_path)


def test_standard_input() -> None:
    (text,) = documents(["-"], stdin=NEWS.encode())
    (page,) = documents(["-"], stdin=PAGE.encode())
    (marks,) = documents(["-"], stdin=b"# Envoys *meet*\n", form="markdown")
    assert isinstance(text, Document) and text.text == NEWS
    assert isinstance(page, Document) and page.text.startswith("Envoys of both sides")
    assert isinstance(marks, Document) and marks.text == "Envoys meet"
    assert [type(one) for one in documents(["-", "-"], stdin=b"")] == [Failure, Failure]
    (large,) = documents(["-"], stdin=NEWS.encode(), limit=10)
    assert isinstance(large, Failure) and "at most" in large.error


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "/etc/hostname/x"])
def test_paths_that_are_none(path: str) -> None:
    (failure,) = documents([path])
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", NEWS.encode(), "text"),
        ("a.md", NEWS.encode(), "markdown"),
        ("A.HTM", b"<p>x", "html"),
        ("report", NEWS.encode(), "text"),
        ("page.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        ("page.md", b"<!-- saved --><html><p>x", "html"),
        ("page.txt", "<html><p>x".encode("utf-16"), "html"),
        ("text.html", NEWS.encode(), "text"),
        ("page.html", "<p>x</p>".encode("utf-16"), "html"),
        ("a.md", b"<!-- ours -->\n# Title", "markdown"),
        ("a.html", b"<!---->" * 585 + b"z", "html"),
    ],
)
def test_the_form_is_what_name_and_content_say(name: str, data: bytes, form: str) -> None:
    assert form_of(data, name) == form


def test_a_strangers_intake_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.plugins.known", lambda kind: ("eml", "html", "text"))
    assert form_of(b"<html>", "mail.eml") == "eml"


def test_a_page_saved_as_text_and_a_text_saved_as_page() -> None:
    assert document_of(PAGE.encode(), "a.txt").text.startswith("Envoys of both sides")
    assert document_of(NEWS.encode(), "a.html").text == NEWS


def test_a_file_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    with pytest.raises(IntakeError, match="at most 1e-05 MB"):
        read_file(tmp_path / "a.txt", limit=10)
    assert read_file(tmp_path / "a.txt").text == NEWS


@pytest.mark.parametrize("date", ["2018-13-45", "yesterday", ""])
def test_misuse_is_told_at_once(date: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        documents(["a.txt"], date=date)
    with pytest.raises(UsageError, match="no intake named 'pdf'; known: html, markdown, text"):
        documents(["a.txt"], form="pdf")


def test_a_given_date_goes_to_documents_that_have_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(f"Envoys meet\n\n3 May 2001\n\n{NEWS}")
    found = [one for one in documents([tmp_path], date="2018-10") if isinstance(one, Document)]
    assert [(one.date.edtf, one.date.basis) for one in found if one.date] == [
        ("2018-10", "given"),
        ("2001-05-03", "text"),
    ]
    assert [[problem.code for problem in one.problems] for one in found] == [["no-date-in-text"], []]
    assert found[0].problems[0].message == "no publication date in the text; 2018-10 was given"


def test_a_given_date_can_override() -> None:
    dated = document_of(f"Envoys meet\n\n3 May 2001\n\n{NEWS}".encode(), "a.txt")
    assert with_date(dated, "2018") == dated
    moved = with_date(dated, "2018", override=True)
    assert moved.date is not None and (moved.date.edtf, moved.problems) == ("2018", ())
    named = with_date(document_of(NEWS.encode(), "2018-10-07.txt"), "2019-01-01", override=True)
    assert [problem.message[-20:] for problem in named.problems] == ["2019-01-01 was given"]
    with pytest.raises(UsageError):
        with_date(dated, "May 2001")


def test_everything_public_is_there() -> None:
    assert all(hasattr(intake, name) for name in intake.__all__)
