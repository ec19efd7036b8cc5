"""Read a document: marked-up text in, sourced entries out. `read` is a visible loop over a visible tuple of steps."""

from __future__ import annotations

from dragoman import __version__
from dragoman.language import mark
from dragoman.markup import Language, Marked, Step
from dragoman.model import Document, Reading, extend
from dragoman.reading.acts.commitments import commitments
from dragoman.reading.acts.events import events
from dragoman.reading.acts.verifications import verifications
from dragoman.reading.decisions import decisions
from dragoman.reading.meetings.step import meetings
from dragoman.reading.plover import plover
from dragoman.reading.references import references
from dragoman.reading.statements.step import statements

NAME = f"rules {__version__}"

# Each step sees what the steps before it found. Statements come first: the others ask them who says what.
STEPS: tuple[Step, ...] = (statements, meetings, decisions, commitments, verifications, events, references, plover)


def read(document: Document, *, language: Language = mark, steps: tuple[Step, ...] = STEPS) -> Reading:
    """Return what the steps find in one document. Raises nothing: what cannot be settled becomes a Problem."""
    marked = language(document)
    reading = begin(marked)
    for step in steps:
        reading = extend(reading, step(marked, reading))
    return reading


def begin(marked: Marked) -> Reading:
    """Return the reading before the first step: what intake and language found, and no entry."""
    return Reading(
        document=marked.document,
        reader=NAME,
        actors=marked.actors,
        places=marked.places,
        mentions=marked.mentions,
        times=marked.times,
        problems=(*marked.document.problems, *marked.problems),
    )
