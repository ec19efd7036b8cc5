"""Bytes and the text, problems or refusal expected of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake.decode import declared_in, decode, faults, read_bytes
from dragoman.problems import IntakeError

NEWS = (
    "The envoy’s talks in Málaga ended on Friday; “nothing is settled,” the minister said to reporters.\r\nHe left.\r\n"
)


def codes(data: bytes, declared: str | None = None) -> list[str]:
    return [problem.code for problem in decode(data, "a.txt", declared)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_files_are_read_without_doubt(encoding: str) -> None:
    assert decode(NEWS.encode(encoding), "a.txt") == (NEWS, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_what_nothing_declares_is_guessed_and_said(encoding: str) -> None:
    text, problems = decode(NEWS.encode(encoding), "a.txt")
    assert text == NEWS
    assert [problem.code for problem in problems] == ["encoding-guessed"]
    assert encoding in problems[0].message


def test_newlines_stay_as_they_lie() -> None:
    assert decode(b"One\r\nTwo\rThree\n", "a.txt")[0] == "One\r\nTwo\rThree\n"


def test_latin_1_is_read_as_every_browser_reads_it() -> None:
    assert decode("Montréal, 5 août".encode("latin-1"), "a.html", "iso-8859-1") == ("Montréal, 5 août", ())


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "no-such-charset", "rot13", "utf-7", "hex", "\x00"])
def test_utf_8_wins_over_a_wrong_declaration(declared: str) -> None:
    assert decode(NEWS.encode(), "a.html", declared) == (NEWS, ())


def test_a_declaration_that_cannot_be_is_not_believed() -> None:
    assert decode(NEWS.encode("cp1252"), "a.html", "utf-8")[0] == NEWS
    assert codes(NEWS.encode("cp1252"), "utf-8") == ["encoding-guessed"]


def test_a_declared_charset_is_used() -> None:
    text = "Переговоры завершились в Москве, заявил министр."
    assert decode(text.encode("koi8-r"), "a.html", "koi8-r") == (text, ())


def test_cyrillic_without_declaration_is_guessed() -> None:
    text = "Переговоры в Москве завершились в пятницу, заявил министр иностранных дел. " * 5
    assert decode(text.encode("cp1251"), "a.txt")[0] == text


def test_utf_8_cut_off_in_a_character_keeps_the_rest() -> None:
    text, problems = decode("“No,” he said, “not in Málaga.”".encode()[:-1], "a.txt")
    assert text == "“No,” he said, “not in Málaga.�"
    assert problems == ()
    assert [(fault.code, fault.span) for fault in faults(text)] == [("replaced-characters", (30, 31))]


def test_control_characters_are_named_with_their_place() -> None:
    assert [(fault.code, fault.span) for fault in faults("A\tb\r\nc\x07d\x92e")] == [("control-characters", (6, 7))]
    assert faults("A\tb\r\nc") == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("​\xa0\n".encode(), "empty"),
        (b"--- *** ---", "no letter or digit"),
        (b"%PDF-1.7 abc", "a PDF"),
        (b"\n%PDF-1.4 abc", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG"),
        (b"\x7fELF\x02", "a program"),
        (b"{\\rtf1 News}", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"News\x00and more news", "NUL"),
        (bytes(range(1, 32)) * 9, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(IntakeError, match=says) as caught:
        decode(data, "report.txt")
    assert str(caught.value).startswith("report.txt: ")


def test_a_text_that_speaks_of_formats_is_text() -> None:
    assert decode(b"PK leaders met. %PDF- is a format. GIF too.", "a.txt")[1] == ()


def test_50_mb_are_refused_without_reading_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(IntakeError, match=r"50\.0 MB; at most 20 MB"):
        read_bytes(big)


def test_an_endless_file_is_read_to_the_limit_only() -> None:
    with pytest.raises(IntakeError, match="more than 0.001 MB"):
        read_bytes(Path("/dev/zero"), limit=1000)


def test_bytes_over_the_limit_are_refused() -> None:
    with pytest.raises(IntakeError, match="at most 1e-05 MB"):
        decode(b"eleven byte", "a.txt", limit=10)


@pytest.mark.parametrize("path", ["missing.txt", "a\0b.txt", "x" * 5000, "/etc/hostname/inside.txt"])
def test_a_path_that_cannot_be_read_is_a_sentence(path: str) -> None:
    with pytest.raises(IntakeError, match="no such file|cannot be read"):
        read_bytes(Path(path))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="a directory"):
        read_bytes(tmp_path)


def test_an_unreadable_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("News.")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(IntakeError, match="cannot be read: Permission denied"):
        read_bytes(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<p>The charset = none</p>", None),
    ],
)
def test_the_declared_charset_of_a_page(page: bytes, charset: str | None) -> None:
    assert declared_in(page) == charset


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "x"]))
def test_random_bytes_are_text_or_an_intake_error(data: bytes, declared: str | None) -> None:
    try:
        text, _ = decode(data, "fuzz", declared)
    except IntakeError as error:
        assert "fuzz" in str(error)
    else:
        assert text.encode("utf-8")
        assert any(char.isalnum() for char in text)
