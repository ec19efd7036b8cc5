"""Make documents and readings by hand, small enough to see whole. The sentences are ours."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from dragoman.model import (
    Actor,
    Commitment,
    Date,
    Dateline,
    Decision,
    Document,
    Event,
    Meeting,
    Option,
    Place,
    Plover,
    Problem,
    Reading,
    Source,
    Stance,
    Statement,
    Time,
    Verification,
    When,
)

TALKS = """Envoys meet in Geneva

GENEVA (Lake Wire) - Anna Berg met Omar Haddad in Geneva on Monday for three hours, said the foreign ministry of Norland.

Berg told the ministry that Haddad had invited monitors to the Salt Pass depot, its spokeswoman Ida Lund said. "We agreed to open a hotline," Berg wrote on Twitter.

The venue of the next round is still to be chosen. A second meeting should take place as soon as possible. The two first met in March 2019 in Oslo.
"""


def document(text: str, date: str | None = None, basis: str = "given", **fields: Any) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = Date(edtf=date, basis=basis) if date else None
    return Document(id=sha256[:12], sha256=sha256, text=text, date=known, **fields)


def source(doc: Document, quote: str, statement: str | None = None, **says: Any) -> Source:
    start = doc.text.index(quote)
    return Source(span=(start, start + len(quote)), quote=quote, statement=statement, says=says)


def reading(doc: Document, reader: str = "hand 1", **fields: Any) -> Reading:
    return Reading(document=doc, reader=reader, **fields)


def plain(text: str, date: str | None = None, **fields: Any) -> Reading:
    """Return a reading with one statement, whose id and words are its own."""
    doc = document(text, date, **fields)
    said = Statement(
        id="s" + doc.id[:10], speaker=None, content=text, spans=((0, len(text)),), mode="own-voice",
        sources=(Source(span=(0, len(text)), quote=text),), when=When(edtf=date),
    )  # fmt: skip
    return reading(doc, statements=(said,))


def talks(date: str | None = "2020-06-02", basis: str = "given") -> Reading:
    """Return the ideal reading of TALKS, with entries of all kinds."""
    doc = document(
        TALKS,
        date,
        basis,
        title="Envoys meet in Geneva",
        title_span=(0, 21),
        dateline=Dateline(text="GENEVA (Lake Wire) -", places=("geneva",), agency="lake-wire", span=(23, 43)),
        language="en",
    )

    def at(words: str) -> tuple[int, int]:
        return TALKS.index(words), TALKS.index(words) + len(words)

    def words(quote: str, statement: str | None = None, **says: Any) -> Source:
        return source(doc, quote, statement, **says)

    met = "Anna Berg met Omar Haddad in Geneva on Monday for three hours"
    told = "Berg told the ministry that Haddad had invited monitors to the Salt Pass depot"
    invited = "Haddad had invited monitors to the Salt Pass depot"
    wrote = "We agreed to open a hotline,"
    day = When(text="Monday", edtf="2020-06-01", basis="weekday")
    return reading(
        doc,
        actors=(
            Actor(id="berg", name="Anna Berg", kind="person", country="NOR", sector="GOV", roles=("envoy",)),
            Actor(id="haddad", name="Omar Haddad", kind="person", country="SUD", sector="GOV"),
            Actor(id="ministry", name="foreign ministry of Norland", kind="organisation", country="NOR"),
            Actor(id="lund", name="Ida Lund", kind="person", roles=("spokeswoman",)),
            Actor(id="lake-wire", name="Lake Wire", kind="organisation", sector="JRN"),
            Actor(id="monitors", name=None, kind="group", roles=("monitors",)),
        ),
        places=(
            Place(id="geneva", name="Geneva", kind="city", country="CHE"),
            Place(id="oslo", name="Oslo", kind="city", country="NOR"),
            Place(id="salt-pass", name="Salt Pass", kind="facility"),
        ),
        times=(Time(span=at("Monday"), quote="Monday", type="date", edtf="2020-06-01", basis="weekday"),),
        statements=(
            Statement(
                id="s1", speaker="ministry", content=met, spans=(at(met),), mode="indirect", cue="said",
                sources=(words("said the foreign ministry of Norland"),), when=When(edtf="2020-06-01", after=("m1",)),
            ),
            Statement(
                id="s2", speaker="lund", content=told, spans=(at(told),), mode="indirect", cue="said",
                sources=(words("its spokeswoman Ida Lund said"),), when=When(edtf="2020-06-02"),
            ),
            Statement(
                id="s3", speaker="berg", addressee="ministry", content=invited, spans=(at(invited),), mode="indirect",
                cue="told", within="s2", sources=(words("Berg told the ministry that", "s2"),),
                when=When(edtf="2020-06-02"),
            ),
            Statement(
                id="s4", speaker="berg", content=wrote, spans=(at(wrote),), mode="direct", cue="wrote",
                channel="twitter", sources=(words("Berg wrote on Twitter"),), when=When(edtf="../2020-06-02"),
                stance=(Stance(holder="berg", label="welcomes", toward="m1", source=words("We agreed")),),
            ),
        ),
        meetings=(
            Meeting(
                id="m1", kind="talks", status="held", participants=("berg", "haddad"), place="geneva", duration="PT3H",
                when=day, topics=("v1", "the depot"),
                sources=(words(met, "s1", status="held", place="geneva"), words("The two", None, status="held")),
            ),
            Meeting(
                id="m2", kind="talks", status="held", participants=("berg", "haddad"), place="oslo", ordinal=1,
                when=When(text="March 2019", edtf="2019-03"), sources=(words("The two first met in March 2019 in Oslo"),),
            ),
            Meeting(
                id="m3", kind="talks", status="proposed", ordinal=2,
                when=When(text="as soon as possible", edtf="2020-06-02/..", after=("m1",)),
                sources=(words("A second meeting should take place as soon as possible"),),
            ),
        ),
        decisions=(
            Decision(
                id="d1", about="m3", question="venue", status="open",
                options=(Option(value="oslo", by="berg", stance="prefer"),),
                sources=(words("The venue of the next round is still to be chosen"),),
            ),
        ),
        commitments=(
            Commitment(
                id="c1", by=("berg", "haddad"), action="open a hotline", phase="agreed", strength="pledge",
                sources=(words(wrote, "s4", phase="agreed"),),
            ),
        ),
        verifications=(
            Verification(
                id="v1", of=None, by="monitors", place="salt-pass", status="invited", invited_by="haddad",
                sources=(words(invited, "s3", status="invited"),),
            ),
        ),
        events=(
            Event(id="e1", event="CONSULT", actors=("berg",), status="happened", sources=(words("Envoys meet in Geneva"),)),
        ),
        plover=(
            Plover(
                event="CONSULT", actor=("berg", "haddad"), date="2020-06-01", loc="geneva", context=("diplomatic",),
                origin="m1",
            ),
            Plover(event="AGREE", actor=("berg", "haddad"), date="2020-06-02/..", origin="m3"),
        ),
        problems=(Problem(code="no-option", message="no venue is named", entry="d1"),),
    )  # fmt: skip


def dated(made: Reading, date: str, basis: str = "given") -> Reading:
    """Return the reading as if its document had another date."""
    doc = msgspec.structs.replace(made.document, date=Date(edtf=date, basis=basis))
    return msgspec.structs.replace(made, document=doc)
