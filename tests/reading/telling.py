"""Write a reading's statements in the short form of the tests: one line each, nested ones indented.

speaker | cue | content | mode          a hearer after the speaker: "Moon > Kim"; how after the cue: "said (implied)"
"""

from __future__ import annotations

import hashlib

from dragoman.kinds import extend
from dragoman.language import mark
from dragoman.model import Date, Document, Reading, Statement
from dragoman.reading.statements.step import statements


def document(text: str, date: str = "2021-03-10") -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=digest[:12], sha256=digest, text=text, date=Date(edtf=date, basis="given"))


def reading_of(source: str | Document) -> Reading:
    """Return the reading after the first step alone."""
    marked = mark(document(source) if isinstance(source, str) else source)
    reading = Reading(
        document=marked.document,
        reader="test",
        actors=marked.actors,
        places=marked.places,
        mentions=marked.mentions,
        times=marked.times,
    )
    return extend(reading, statements(marked, reading))


def lines(reading: Reading) -> list[str]:
    """Return the statements as lines."""
    return [line(reading, statement) for statement in reading.statements]


def line(reading: Reading, statement: Statement) -> str:
    hearer = f" > {who(reading, statement.addressee)}" if statement.addressee else ""
    how = statement.sources[0].how
    cue = (statement.cue or "") + ("" if how == "stated" else f" ({how})")
    pieces = " ... ".join(" ".join(reading.document.text[a:b].split()) for a, b in statement.spans)
    mode = {"direct": "d", "indirect": "i", "mixed": "m", "own-voice": "own"}[statement.mode]
    return f"{'  ' * depth(reading, statement)}{who(reading, statement.speaker)}{hearer} | {cue} | {pieces} | {mode}"


def depth(reading: Reading, statement: Statement) -> int:
    by_id = {s.id: s for s in reading.statements}
    count = 0
    while statement.within is not None and count < 9:
        statement, count = by_id[statement.within], count + 1
    return count


def who(reading: Reading, actor: str | None) -> str:
    found = next((a for a in reading.actors if a.id == actor), None)
    return "-" if found is None else found.name or found.roles[0]
