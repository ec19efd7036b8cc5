"""Gather what a dossier says: summary, chronology, ledger, open points, sources; every line with a footnote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from dragoman import edtf
from dragoman.kinds import BY_HAND
from dragoman.model import Document, Record, Review, Span, Value
from dragoman.publish.dossier.sentences import listed, sentence
from dragoman.views.agenda import agenda
from dragoman.views.ledger import Row, ledger
from dragoman.views.lines import Index, Line, Words, agency
from dragoman.views.open import open_
from dragoman.views.stood import as_it_stood, last_day
from dragoman.views.timeline import ACTS, timeline
from dragoman.wording import clean, counted, date_words

JUDGED = ("accepted", "edited")
TITLE = "Dossier"
NOTHING = "Nothing."


class Paper(Value, frozen=True, kw_only=True):
    """A document as it is cited. `url` is None where it is no address of the web."""

    id: str
    title: str
    by: str
    day: str
    url: str | None = None


class Cite(Value, frozen=True, kw_only=True):
    """Words that a footnote quotes, whose they are, and where they stand."""

    quote: str
    voice: str
    span: Span
    paper: Paper


class Note(Value, frozen=True, kw_only=True):
    """A footnote: all the words behind one line, and what people judged of it."""

    number: int
    cites: tuple[Cite, ...]
    judged: str = ""


class Told(Value, frozen=True, kw_only=True):
    """A sentence with its footnote."""

    text: str
    note: Note


class Paragraph(Value, frozen=True, kw_only=True):
    """What the chronology tells of one day, or of as vague a date as the texts give."""

    when: str
    told: tuple[Told, ...]


class Undertaking(Value, frozen=True, kw_only=True):
    """A row of the ledger in words: level and evidence are two axes, and "no record" is not "not done"."""

    who: str
    what: str
    due: str
    level: str
    evidence: str
    remarks: str
    note: Note


class Point(Value, frozen=True, kw_only=True):
    """An open point with its questions."""

    why: str
    what: str
    questions: tuple[str, ...]
    note: Note


class Dossier(Value, frozen=True, kw_only=True):
    """A record, or what of it lies between two days, as it is handed on paper to somebody."""

    heading: str
    summary: tuple[tuple[str, str], ...]
    alarms: tuple[Told, ...]
    chronology: tuple[Paragraph, ...]
    ledger: tuple[Undertaking, ...]
    points: tuple[Point, ...]
    sources: tuple[Paper, ...]
    notes: tuple[Note, ...]


class Notes:
    """Number the footnotes in the order in which the dossier comes to them."""

    def __init__(self, record: Record) -> None:
        self.papers = {reading.document.id: paper(reading.document) for reading in record.readings}
        self.made: list[Note] = []

    def of(self, words: Iterable[Words], review: Review | None = None) -> Note:
        """Return a new footnote for words; what several entries have in common is quoted once."""
        cites = dict.fromkeys(
            Cite(quote=clean(one.quote), voice=clean(one.voice), span=one.span, paper=self.papers[one.document])
            for one in words
        )
        said = f"{review.state} by {clean(review.by)}" if review and review.state in JUDGED else ""
        self.made.append(Note(number=len(self.made) + 1, cites=tuple(cites), judged=said))
        return self.made[-1]

    def cited(self) -> tuple[Paper, ...]:
        """Return the documents that are cited, in the order of the record."""
        used = {cite.paper.id for note in self.made for cite in note.cites}
        return tuple(paper for id, paper in self.papers.items() if id in used)


def dossier(record: Record, as_of: str | None = None, since: str | None = None, until: str | None = None) -> Dossier:
    """Return the dossier of a record as of a day (default: all that it holds).

    `since` and `until` (EDTF) choose the acts of the chronology; a vague date is in where it may be. What is open and
    the ledger are never cut: an old promise may be open still. Raises UsageError for what is no date.
    """
    for day in filter(None, (since, until)):
        last_day(day)
    stood = as_it_stood(record, as_of)
    lines = timeline(stood, ACTS)
    kept = [line for line in lines if not _rejected(line) and _within(line, since, until)]
    rows, open_lines, points = ledger(record, as_of), open_(record, as_of), agenda(record, as_of)
    notes = Notes(stood)
    alarms = tuple(_alarm(row, notes) for row in rows if row.alarm)
    chronology = tuple(_chronology(stood, kept, notes))
    entered = tuple(_undertaking(row, notes) for row in rows)
    pressing = tuple(
        Point(
            why=point.why,
            what=clean(point.what) + (f" ({counted(point.days, 'day')})" if point.days else ""),
            questions=tuple(clean(question) for question in point.questions),
            note=notes.of(point.words),
        )
        for point in points.points
    )
    return Dossier(
        heading=_heading(record, as_of or points.as_of, since, until),
        summary=_summary(stood, kept, rows, len(open_lines), sum(map(_rejected, lines))),
        alarms=alarms,
        chronology=chronology,
        ledger=entered,
        points=pressing,
        sources=notes.cited(),
        notes=tuple(notes.made),
    )


def paper(document: Document) -> Paper:
    """Return a document as it is cited; only addresses of the web become links."""
    url = document.url if document.url and re.fullmatch(r"https?://[^\s\"<>]+", document.url) else None
    issued = document.publisher or next(iter(agency(document).values()), document.channel.replace("-", " "))
    return Paper(
        id=document.id,
        title=clean(document.title or f"document {document.id}"),
        by="entered by hand" if document.channel == BY_HAND else clean(issued),
        day=date_words(document.date.edtf if document.date else None),
        url=url,
    )


def _rejected(line: Line) -> bool:
    return line.review is not None and line.review.state == "rejected"


def _within(line: Line, since: str | None, until: str | None) -> bool:
    """Return whether an act may lie between two days; one that nothing dates is in where no day is asked for."""
    if not since and not until:
        return True
    day = line.edtf or line.reported
    if not day or not edtf.valid(day):
        return False
    first, last = edtf.bounds(day)
    begins = edtf.bounds(since)[0] if since else None
    ends = last_day(until) if until else date.max
    return (last or date.max) >= (begins or date.min) and (first or date.min) <= ends


def _heading(record: Record, as_of: str | None, since: str | None, until: str | None) -> str:
    part = [f"{word} {date_words(day)}" for word, day in (("from", since), ("until", until)) if day]
    chosen = f" The chronology tells what may have been {' '.join(part)}." if part else ""
    stood = f", as it stood on {date_words(as_of)}" if as_of else ""
    return f"From the record “{clean(record.name)}”{stood}.{chosen}"


def _summary(
    record: Record, lines: Sequence[Line], rows: Sequence[Row], open_: int, rejected: int
) -> tuple[tuple[str, str], ...]:
    kinds = Counter(line.kind for line in lines)
    judged = sum(line.review is not None and line.review.state in JUDGED for line in lines)
    counts = {
        "Reports": len(record.readings),
        "Statements": sum(len(reading.statements) for reading in record.readings),
        **{f"{kind[:1].upper()}{counted(0, kind)[3:]}": kinds[kind] for kind in ACTS},
        "Of these accepted or corrected by a person": judged,
        "Left out because a person rejected them": rejected,
        "Open": open_,
        "Overdue": sum(row.overdue for row in rows),
        "Claimed beyond evidence": sum(row.alarm for row in rows),
    }
    return tuple((name, f"{number:,}") for name, number in counts.items())


def _chronology(record: Record, lines: Iterable[Line], notes: Notes) -> Iterator[Paragraph]:
    indexes = {reading.document.id: Index(reading) for reading in record.readings}
    for when, day in groupby(lines, key=_when):
        told = []
        for line in day:
            index = indexes[line.document]
            text = sentence(index, index.entries[line.entry], line.words)
            told.append(Told(text=text, note=notes.of(line.words, line.review)))
        yield Paragraph(when=when, told=tuple(told))


def _when(line: Line) -> str:
    if line.edtf:
        words = clean(date_words(line.edtf))
        return f"{words[:1].upper()}{words[1:]}"
    return f"No date, reported {date_words(line.reported)}" if line.reported else "No date"


def _alarm(row: Row, notes: Notes) -> Told:
    known = row.evidence or "none"
    return Told(text=f"{_called(row)} is said to be done; the best evidence is: {known}.", note=notes.of(row.words))


def _called(row: Row) -> str:
    who = listed([party.name for party in row.by])
    return clean(f"{who}: {row.what}" if who else row.what)


def _undertaking(row: Row, notes: Notes) -> Undertaking:
    days = [date_words(one.day) for one in row.deadline.days] if row.deadline else []
    due = f"{row.deadline.rule}{f' ({listed(days)})' if days else ''}" if row.deadline else ""
    remarks = [row.phase or "", f"overdue {counted(row.days, 'day')}" if row.overdue and row.days else ""]
    remarks += ["contested" if row.contrary else "", "claimed beyond evidence" if row.alarm else ""]
    return Undertaking(
        who=clean(listed([party.name for party in row.by])) or "not named",
        what=clean(row.what),
        due=clean(due),
        level="no record" if row.level is None else f"{row.level} of 3",
        evidence=row.evidence or "none",
        remarks=", ".join(part for part in remarks if part),
        note=notes.of(row.words),
    )
