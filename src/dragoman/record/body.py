"""Say how a reading lies in the file: as JSON without what is empty, compressed against the text that it was read in.

A reading quotes its text again and again and names the same fields again and again, so both stand before it when it is
compressed: the text, which lies in the same file, and a dictionary of the commonest pieces of readings, in the package
(`body_1.txt`, made of our own examples by `training/pieces.py`). The first byte says which dictionary, or that it is a
body of schemas 2 to 4, compressed by itself. A dictionary that was released never changes: a better one is a new file.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import apsw
import msgspec

from dragoman.model import Document, Reading
from dragoman.problems import RecordError

DICTIONARY = 1  # in the first byte of a body
ZLIB = b"\x78"  # with which one begins that is compressed by itself
LEVEL = 6  # 9 is a third slower and saves half of one per cent
WINDOW = 1 << 15  # bytes: as far back as zlib looks
NOTHING: tuple[Any, ...] = (None, (), "", {})
NO_DOCUMENT = Document(id="", sha256="")  # it is kept beside


def packed(reading: Reading) -> bytes:
    """Return a reading as it is kept: without its document, to whose text it stays bound."""
    squeezing = zlib.compressobj(LEVEL, zdict=_before(DICTIONARY, reading.document.text))
    return bytes([DICTIONARY]) + squeezing.compress(plain(reading)) + squeezing.flush()


def unpacked(body: bytes, text: str) -> Reading:
    """Return the reading of a text that was packed, without its document.

    Raises RecordError where the bytes are damaged or the text is another one.
    """
    try:
        return msgspec.json.decode(_loosened(body, text), type=Reading)
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(f"a reading cannot be decoded: {error}. Put a copy of the record back.") from error


def packed_text(*values: apsw.SQLiteValue) -> bytes:
    """Return a reading of schema 1, which was kept as plain JSON, as schemas 2 to 4 kept it."""
    return zlib.compress(str(values[0]).encode(), LEVEL)


def packed_anew(*values: apsw.SQLiteValue) -> apsw.SQLiteValue:
    """Return a body as it is kept now, made of it and its text; a damaged one as it is, for `check` to find."""
    body, text = values
    if not isinstance(body, bytes):
        return body
    try:
        reading = unpacked(body, str(text))
    except RecordError:
        return body
    return packed(msgspec.structs.replace(reading, document=Document(id="", sha256="", text=str(text))))


def plain(reading: Reading) -> bytes:
    """Return a reading as JSON, without its document and what is empty."""
    return msgspec.json.encode(told(msgspec.structs.replace(reading, document=NO_DOCUMENT)))


def _loosened(body: bytes, text: str) -> bytes:
    if body[:1] == ZLIB:
        return zlib.decompress(body)
    if body[:1] != bytes([DICTIONARY]):
        raise zlib.error("it begins as none does")
    loosening = zlib.decompressobj(zdict=_before(DICTIONARY, text))
    found = loosening.decompress(memoryview(body)[1:])
    if not loosening.eof:
        raise zlib.error("it is cut short")
    return found


def _before(dictionary: int, text: str) -> bytes:
    """Return what stands before a reading of a text: the text last, as what is near costs least."""
    return (_pieces(dictionary) + text.encode())[-WINDOW:]


@cache
def _pieces(dictionary: int) -> bytes:
    return files("dragoman.record").joinpath(f"body_{dictionary}.txt").read_bytes()


def told(value: Any) -> Any:
    """Return a value as plain data, without fields that are empty where they are so when nothing is said of them."""
    if isinstance(value, msgspec.Struct):
        empty = _empty(type(value))
        return {
            name: told(part)
            for field, name in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
            if (part := getattr(value, field)) not in NOTHING or field not in empty
        }
    return [told(part) for part in value] if isinstance(value, tuple) else value


@lru_cache(maxsize=256)
def _empty(kind: type[msgspec.Struct]) -> frozenset[str]:
    """Return the fields of a type that are empty when nothing is said of them."""
    fields = msgspec.structs.fields(kind)
    return frozenset(one.name for one in fields if one.default in NOTHING or one.default_factory in (dict, list, tuple))
