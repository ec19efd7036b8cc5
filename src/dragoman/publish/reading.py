"""Turn a reading into the plain values that are printed, as docs/reading.schema.json describes them."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.model import Reading

UNPRINTED = ("text", "problems")  # of the document: the text is the reader's own file, the problems are the reading's


def printable(reading: Reading) -> dict[str, Any]:
    """Return the reading as dicts, lists and strings, without the document's text; every field is there, even empty."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(reading))
    for name in UNPRINTED:
        del plain["document"][name]
    return plain
