"""Export as JSON lines: one reading a line, as `dragoman read --json` prints it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.model import Reading, Record
from dragoman.publish.reading import printable


def export(record: Record) -> Iterable[str]:
    """Yield one line for each reading."""
    return (line(reading) for reading in record.readings)


def line(reading: Reading) -> str:
    """Return one reading as one line of JSON with its line end."""
    return msgspec.json.encode(printable(reading)).decode() + "\n"
