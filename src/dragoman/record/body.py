"""Say how a reading lies in the file: as JSON, compressed. A reading is ten times its text, compressed twice."""

from __future__ import annotations

import zlib

import apsw
import msgspec

from dragoman.model import Reading
from dragoman.problems import RecordError

LEVEL = 6  # 9 is a third slower and saves half of one per cent


def packed(reading: Reading) -> bytes:
    """Return a reading as it is kept."""
    return zlib.compress(msgspec.json.encode(reading), LEVEL)


def unpacked(body: bytes) -> Reading:
    """Return the reading that was packed. Raises RecordError where the bytes are damaged."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=Reading)
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(f"a reading cannot be decoded: {error}. Put a copy of the record back.") from error


def packed_text(*values: apsw.SQLiteValue) -> bytes:
    """Return a reading of schema 1, which was kept as plain JSON, as it is kept now."""
    return zlib.compress(str(values[0]).encode(), LEVEL)
