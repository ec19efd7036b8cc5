"""Tell the kinds of findings apart: in which field of a reading each stands, all entries of a reading, their ids."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Document,
    Entry,
    Event,
    Finding,
    Meeting,
    Mention,
    Place,
    Plover,
    Problem,
    Reading,
    Span,
    Statement,
    Time,
    Value,
    Verification,
)

LISTED = (Actor, Place, Mention, Time, Statement, Meeting, Decision, Commitment, Verification, Event, Problem)
FIELD_OF: dict[type[Value], str] = {kind: f"{kind.__name__.lower()}s" for kind in LISTED}
FIELD_OF[Plover] = "plover"
ENTRIES = tuple(field for kind, field in FIELD_OF.items() if issubclass(kind, Entry))
BY_HAND = "by-hand"  # the channel of a document of entries by hand
ADDRESS = f"{BY_HAND}:"  # begins its address; the id of the process follows


def entry_id(document: Document, kind: type[Entry], span: Span, extra: str = "") -> str:
    """Return the id of an entry: the kind's first letter and ten letters made of the document digest, kind and span.

    `extra` tells apart entries of one kind that rest on the same words (two decisions in one clause).
    """
    seed = f"{document.sha256} {kind.__name__} {span[0]} {span[1]} {extra}".encode()
    return kind.__name__[0].lower() + base64.b32encode(hashlib.sha256(seed).digest())[:10].decode().lower()


def extend(reading: Reading, findings: Iterable[Finding]) -> Reading:
    """Return the reading with the findings added, each in its field; one with a known id replaces the older one."""
    fields: dict[str, list[Any]] = {}
    for finding in findings:
        name = FIELD_OF[type(finding)]
        values = fields.setdefault(name, list(getattr(reading, name)))
        known = getattr(finding, "id", None)
        at = next((i for i, v in enumerate(values) if known is not None and v.id == known), len(values))
        values[at : at + 1] = [finding]
    return msgspec.structs.replace(reading, **{name: tuple(values) for name, values in fields.items()})


def entries(reading: Reading) -> tuple[Entry, ...]:
    """Return all entries of the six kinds, in the order of the kinds."""
    return tuple(entry for field in ENTRIES for entry in getattr(reading, field))
