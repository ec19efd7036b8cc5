"""Say whose voice words are in: the innermost statement that holds them, or the document's own."""

from __future__ import annotations

from dragoman.model import How, Reading, Span, Statement


def voice(reading: Reading, span: Span) -> str | None:
    """Return the id of the innermost statement whose content holds the span; None is the document's own voice.

    An own-voice statement is the document speaking, so it is no other voice.
    """
    statement = innermost(reading, span)
    return statement.id if statement else None


def says_how(reading: Reading, span: Span) -> How:
    """Return how the words come to their speaker: as the innermost statement that holds them does, else stated."""
    statement = innermost(reading, span)
    return statement.sources[0].how if statement and statement.sources else "stated"


def innermost(reading: Reading, span: Span) -> Statement | None:
    """Return the statement with the least content among those whose content holds the span."""
    holding = (s for s in reading.statements if s.mode != "own-voice" and _says(s, span))
    return min(holding, key=lambda statement: sum(end - start for start, end in statement.spans), default=None)


def _says(statement: Statement, span: Span) -> bool:
    # "A," he said, "B": words that start in a piece and run over the cue are still his, so any piece may hold them.
    return any(start <= span[0] and span[1] <= end for start, end in statement.spans)
