"""Read a document: marked-up text in, sourced entries out. `read` is a visible loop over a visible tuple of steps."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman import __version__
from dragoman.kinds import extend
from dragoman.language import mark
from dragoman.language.names import geonames
from dragoman.language.names.geonames import Dump
from dragoman.markup import Language, Marked, Step
from dragoman.model import Document, Reader, Reading
from dragoman.reading.acts.commitments import commitments
from dragoman.reading.acts.events import events
from dragoman.reading.acts.verifications import verifications
from dragoman.reading.dated import dated
from dragoman.reading.decisions.step import decisions
from dragoman.reading.meetings.step import meetings
from dragoman.reading.plover import plover
from dragoman.reading.references import references
from dragoman.reading.spoken import spoken
from dragoman.reading.statements.step import statements
from dragoman.terms import Added, using

NAME = f"rules {__version__}"

# Each step sees what the steps before it found. Statements come first: the others ask them who says what.
STEPS: tuple[Step, ...] = (
    statements,
    meetings,
    decisions,
    commitments,
    verifications,
    events,
    dated,
    spoken,
    references,
    plover,
)


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
        reader=name_with(marked.language),
        actors=marked.actors,
        places=marked.places,
        mentions=marked.mentions,
        times=marked.times,
        problems=(*marked.document.problems, *marked.problems),
    )


def name_with(pipeline: str) -> str:
    """Return the name that readings by these rules carry, with the pipeline that marked the text up, or "" for ours."""
    return f"{NAME} + {pipeline}" if pipeline else NAME


def with_terms(reader: Reader, terms: Added, document: Document) -> Reading:
    """Return what a reader finds with a user's terms laid over ours; the reader's name says which terms.

    `partial(with_terms, reader, terms)` is a Reader that an engine can send to another process.
    """
    with using(terms):
        reading = reader(document)
    return replace(reading, reader=named(reading.reader, terms))


def with_places(reader: Reader, places: Dump, document: Document) -> Reading:
    """Return what a reader finds where a user's GeoNames dump says which places are meant and where they lie."""
    with geonames.using(places):
        reading = reader(document)
    return replace(reading, reader=placed(reading.reader, places))


def placed(reader: str, places: Dump) -> str:
    """Return the name that the readings of a reader carry with a user's GeoNames dump."""
    return f"{reader} + places {places.digest}"


def named(reader: str, terms: Added | None) -> str:
    """Return the name that the readings of a reader carry, with a user's terms or without."""
    return f"{reader} + terms {terms.digest}" if terms else reader
