from __future__ import annotations

import hashlib
import zlib
from importlib.resources import files

import msgspec
import pytest

from dragoman.model import Document, Reading
from dragoman.problems import RecordError
from dragoman.record.body import packed, packed_anew, packed_text, plain, unpacked
from tests.factories import plain as said
from tests.factories import talks

RELEASED = {"body_1.txt": "bd02c68de6df1cfd1a38c5175211b94b0f827d388987754dfa2326f915ad72a0"}


def without_document(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, document=Document(id="", sha256=""))


@pytest.mark.parametrize(
    "reading", [talks(), said("Nothing new.\x00 é 🐦"), said("Envoys met. " * 9000)], ids=["talks", "odd", "long"]
)
def test_a_reading_comes_out_as_it_went_in(reading: Reading) -> None:
    assert unpacked(packed(reading), reading.document.text) == without_document(reading)


def test_what_is_said_to_be_empty_is_left_out_and_what_is_not_stays() -> None:
    fields = msgspec.json.decode(plain(talks()))["statements"][0]
    assert "review" not in fields and "stance" not in fields  # empty, as they are where nothing is said of them
    assert fields["sources"][0]["how"] == "stated"  # not empty, so that another default changes nothing


def test_it_takes_half_the_room_of_one_compressed_by_itself() -> None:
    reading = talks()
    alone = packed_text(msgspec.json.encode(without_document(reading)).decode())
    assert len(packed(reading)) * 2 < len(alone)


def test_a_body_of_an_older_schema_is_read_and_packed_anew() -> None:
    reading = talks()
    old = packed_text(msgspec.json.encode(without_document(reading)).decode())
    assert unpacked(old, "") == without_document(reading)
    assert packed_anew(old, reading.document.text) == packed(reading)
    assert packed_anew(packed(reading), reading.document.text) == packed(reading)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"\x02" + packed(talks())[1:],
        packed(talks())[:-1],
        packed(talks())[:200] + b"\x00" + packed(talks())[201:],
        b"\x01" + zlib.compress(b"{}"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"document":')[:-3],
    ],
)
def test_a_damaged_body_is_a_record_error_and_is_left_for_check_to_find(damaged: bytes) -> None:
    with pytest.raises(RecordError, match="a reading cannot be decoded"):
        unpacked(damaged, talks().document.text)
    assert packed_anew(damaged, talks().document.text) == damaged


def test_a_reading_is_not_taken_for_that_of_another_text() -> None:
    with pytest.raises(RecordError, match="a reading cannot be decoded"):
        unpacked(packed(talks()), talks().document.text.replace("Monday", "Friday"))


@pytest.mark.parametrize("name", sorted(RELEASED))
def test_a_dictionary_that_was_released_never_changes(name: str) -> None:
    """Records hold readings that cannot be decoded without it: a better one is another file."""
    data = files("dragoman.record").joinpath(name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == RELEASED[name]
