"""Say whose voice words are in: the innermost statement that holds them, or the document's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dragoman.model import Span, Statement


class Voices:
    """The statements of a document, asked which of them says some words."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        # An own-voice statement is the document speaking, so it is no other voice.
        told = [statement for statement in statements if statement.mode != "own-voice"]
        self.pieces = sorted(
            ((piece, statement) for statement in told for piece in statement.spans), key=lambda held: held[0]
        )
        self.longest = max((end - start for (start, end), _ in self.pieces), default=0)

    def innermost(self, span: Span) -> Statement | None:
        """Return the statement with the least content among those whose content holds the span.

        "A," he said, "B": words that start in a piece and run over the cue are still his, so any piece may hold them.
        """
        found: Statement | None = None
        at = bisect_right(self.pieces, span[0], key=lambda held: held[0][0])
        for (start, end), statement in reversed(self.pieces[:at]):
            if start + self.longest < span[1]:
                break
            if span[1] <= end and (found is None or _size(statement) < _size(found)):
                found = statement
        return found

    def of(self, span: Span) -> str | None:
        """Return the id of the innermost statement that says the words; None is the document's own voice."""
        statement = self.innermost(span)
        return statement.id if statement else None


def _size(statement: Statement) -> int:
    return sum(end - start for start, end in statement.spans)
