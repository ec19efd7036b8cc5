"""Make a document of a text and what is known of it: the one place where every intake ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from dragoman.intake import boilerplate, dates, header, issuer
from dragoman.intake.decode import faults
from dragoman.intake.english import english
from dragoman.intake.header import Part
from dragoman.intake.lines import lines
from dragoman.model import Date, Dateline, Document, Drop, Dropped, Problem, Value

DROPS: dict[str, Drop] = {"rule": "markup", "repeated": "repeated-title"}


class Known(Value, frozen=True, kw_only=True):
    """What the metadata of a file say of it."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


def compose(text: str, name: str, known: Known | None = None, problems: Iterable[Problem] = ()) -> Document:
    """Return the document of a text: its head read, its boilerplate found, its faults named.

    `name` is the file's name: it may hold the date. `known` are metadata; they go before what the text says.
    """
    known = known or Known()
    dropped = boilerplate.find(every := list(lines(text)))
    spans = {drop.span for drop in dropped}
    body = [line for line in every if line.span not in spans]
    parts = mark_copies(header.parts(body, text, known.title))
    title = next((part for part in parts if part.kind == "title"), None)
    opening = header.opening(body, text, [part.span for part in parts])
    called = title.value if title else known.title
    channel = issuer.channel_of(parts, called or "", opening, text)
    date = date_of(parts, opening, known, name)
    digest = hashlib.sha256(text.encode()).hexdigest()
    in_english = english(text)
    return Document(
        id=digest[:12],
        title=called,
        title_span=title.span if title else None,
        date=date,
        dateline=opening,
        publisher=issuer.publisher_of(parts, called or "", channel, known.publisher),
        url=known.url or first(parts, "url"),
        channel=channel,
        language="en" if in_english else None,
        sha256=digest,
        dropped=tuple(sorted([*dropped, *drops(parts, text)], key=lambda drop: drop.span)),
        text=text,
        problems=(*problems, *faults(text), *doubts(parts, date, in_english)),
    )


def mark_copies(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with every title but the first called `repeated`."""
    titles = [part for part in parts if part.kind == "title"]
    return [part._replace(kind="repeated") if part in titles[1:] else part for part in parts]


def first(parts: Iterable[Part], *kinds: str) -> str | None:
    """Return the value of the first part of the first of these kinds that occurs."""
    by_kind = {part.kind: part.value for part in reversed(list(parts))}
    return next((by_kind[kind] for kind in kinds if kind in by_kind), None)


def date_of(parts: Sequence[Part], opening: Dateline | None, known: Known, name: str) -> Date | None:
    """Return the date of publication and how it is known: metadata, then the text, then the file's name."""
    in_text = first(parts, "date", "updated")
    if in_text is None and opening is not None:
        in_text = dates.find(opening.text)
    if in_text is None and (post := first(parts, "post", "press-release", "readout", "transcript")):
        in_text = dates.find(post)
    candidates = (("metadata", known.date), ("text", in_text), ("file name", dates.in_name(name)))
    return next((Date(edtf=edtf, basis=basis) for basis, edtf in candidates if edtf), None)


def drops(parts: Iterable[Part], text: str) -> Iterable[Dropped]:
    """Yield what to drop of the head: all of it but the title."""
    for part in parts:
        if part.kind != "title":
            yield Dropped(span=part.span, why=DROPS.get(part.kind, "letterhead"))
        elif (label := line_start(text, part.span[0])) < part.span[0] and text[label : part.span[0]].strip():
            yield Dropped(span=(label, part.span[0]), why="letterhead")  # the "Title: " before it


def line_start(text: str, at: int) -> int:
    """Return where the line begins that holds the offset."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def doubts(parts: Iterable[Part], date: Date | None, in_english: bool) -> Iterable[Problem]:
    """Yield the problems of the head: a repeated title, a date that only the file's name has, another language."""
    for part in parts:
        if part.kind == "repeated":
            yield Problem(code="repeated-title", message="the title appears twice", span=part.span)
    if date is not None and date.basis == "file name":
        yield Problem(
            code="no-date-in-text", message=f"no publication date in the text; {date.edtf} is from the file's name"
        )
    if not in_english:
        yield Problem(code="not-english", message="the text does not look like English; little can be read")
