"""Make a reading of entries by hand that are sound: each value of a table in the field that it is for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from dragoman import edtf
from dragoman.kinds import ADDRESS, BY_HAND, entry_id
from dragoman.model import (
    Actor,
    Commitment,
    Condition,
    Decision,
    Document,
    Option,
    Place,
    Reading,
    Scope,
    Source,
    Statement,
    Status,
    Verification,
    When,
)
from dragoman.reading.byhand.form import HOW, listed
from dragoman.reading.byhand.scan import Row

READER = "by hand"
BASIS = "by hand"  # of times
VOUCHED = ("phase", "when", "due", "place", "day")


def made(text: str, rows: Sequence[Row]) -> Reading:
    """Return the reading of a process. `rows` are all tables of the text."""
    process = next(row for row in rows if row.table == "process")
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=digest[:12],
        title=process.get("title"),
        title_span=process.cells["title"].span,
        url=f"{ADDRESS}{process.get('id')}",
        channel=BY_HAND,
        sha256=digest,
        text=text,
    )
    return Maker(document, rows).reading()


class Maker:
    """Makes what one text holds."""

    def __init__(self, document: Document, rows: Sequence[Row]) -> None:
        self.document = document
        self.tables: dict[str, list[Row]] = {}
        self.children: dict[tuple[str, str], list[Row]] = {}  # (table, id of what they are of)
        for row in rows:
            self.tables.setdefault(row.table, []).append(row)
            if row.table in ("condition", "status", "account"):
                self.children.setdefault((row.table, row.get("of")), []).append(row)
        self.cited = {row.get("id"): _citation(row) for row in self.tables.get("source", [])}

    def reading(self) -> Reading:
        """Return all of it."""
        every = self.tables.get
        decisions = [
            *map(self.milestone, every("milestone", [])),
            *map(self.position, every("position", [])),
            *map(self.decision, every("decision", [])),
        ]
        return Reading(
            document=self.document,
            reader=READER,
            actors=(*self.parties(), *map(self.actor, every("actor", []))),
            places=tuple(map(self.place, every("place", []))),
            statements=tuple(self.statement(row) for row in every("account", []) if row.get("by")),
            decisions=tuple(decisions),
            commitments=tuple(map(self.commitment, every("commitment", []))),
            verifications=tuple(map(self.verification, every("verification", []))),
        )

    def parties(self) -> Iterable[Actor]:
        """Yield the parties of the process together, where it names any."""
        process = self.tables["process"][0]
        if parties := listed(process.get("parties")):
            yield Actor(
                id=process.get("id"),
                name=process.get("together") or f"the parties to {process.get('id')}",
                kind="group",
                members=parties,
                sources=(self.source(process, "together" if process.get("together") else "parties"),),
            )

    def actor(self, row: Row) -> Actor:
        """Return an actor; the name it is given here is its source."""
        return Actor(**_values(row, "id", "name", "kind", "country", "acts_for"), sources=(self.source(row, "name"),))

    def place(self, row: Row) -> Place:
        """Return a place."""
        return Place(**_values(row, "id", "name", "kind", "country", "lat", "lon"), items=listed(row.get("items")))

    def commitment(self, row: Row) -> Commitment:
        """Return a commitment with its conditions and, in the order of their days, how far it was."""
        id = row.get("id")
        history = sorted(map(self.status, self.of("status", id)), key=lambda status: edtf.sort_key(status.as_of))
        return Commitment(
            **_values(row, "id", "action", "place", "strength", "creates", "part_of"),
            by=listed(row.get("by")),
            to=listed(row.get("to")),
            pairs_with=listed(row.get("pairs_with")),
            phase=row.get("phase") or (history[-1].phase if history else "agreed"),
            when=_when(row),
            due=_rule(row.get("due")),
            conditions=tuple(map(self.condition, self.of("condition", id))),
            history=tuple(history),
            sources=self.sources(row),
        )

    def condition(self, row: Row) -> Condition:
        """Return a condition; the day it was said on stands in what its source says."""
        return Condition(of=row.get("waits_for"), kind=row.get("kind"), by=row.get("by"), source=self.source(row))

    def status(self, row: Row) -> Status:
        """Return how far a commitment was on a day."""
        return Status(
            **_values(row, "as_of", "phase", "level", "evidence", "by", "item"),
            scope=_scope(row),
            source=self.source(row),
        )

    def verification(self, row: Row) -> Verification:
        """Return a verification."""
        return Verification(
            **_values(row, "id", "of", "by", "invited_by", "place", "item", "status", "finding"),
            scope=_scope(row),
            when=_when(row),
            sources=self.sources(row),
        )

    def milestone(self, row: Row) -> Decision:
        """Return a milestone: the decision on a day that a rule sets, with each account of the day as a source."""
        return Decision(
            id=row.get("id"),
            about=row.get("name"),
            question="date",
            status="decided" if row.get("day") else "open",
            constraint=row.get("rule"),
            decided_by=listed(row.get("by")),
            when=_when(row, "day"),
            sources=self.sources(row),
        )

    def position(self, row: Row) -> Decision:
        """Return a position: an open decision with one option, for each that holds it."""
        options = (Option(value=row.get("value"), by=by, stance=row.get("stance")) for by in listed(row.get("by")))
        return Decision(
            id=row.get("id"),
            about=row.get("about"),
            question=row.get("slot"),
            status="open",
            options=tuple(options),
            supersedes=listed(row.get("supersedes")),
            when=_when(row),
            sources=self.sources(row),
        )

    def decision(self, row: Row) -> Decision:
        """Return who decides a question, and what was decided, if anything was."""
        value = row.get("value")
        return Decision(
            id=row.get("id"),
            about=row.get("about"),
            question=row.get("slot"),
            status="decided" if value else "open",
            options=(Option(value=value, stance="accept"),) if value else (),
            decided_by=listed(row.get("decided_by")),
            when=_when(row),
            sources=self.sources(row),
        )

    def statement(self, row: Row) -> Statement:
        """Return what somebody says in an account."""
        source = self.source(row, voiced=False)
        return Statement(
            id=self.said(row),
            speaker=row.get("by"),
            content=source.quote,
            spans=(source.span,),
            mode="indirect",
            sources=(source,),
        )

    def said(self, row: Row) -> str:
        """Return the id of the statement of an account."""
        return entry_id(self.document, Statement, row.cells["words"].span)

    def of(self, table: str, id: str) -> list[Row]:
        """Return the tables of one name that are of an entry."""
        return self.children.get((table, id), [])

    def sources(self, row: Row) -> tuple[Source, ...]:
        """Return the words of an entry, then those of each account of it."""
        return (self.source(row), *map(self.source, self.of("account", row.get("id"))))

    def source(self, row: Row, key: str = "words", *, voiced: bool = True) -> Source:
        """Return words with what they vouch for and whence they are: as they lie in the text, escapes and all."""
        start, end = row.cells[key].span
        cited = row.get("source")
        return Source(
            span=(start, end),
            quote=self.document.text[start:end],
            statement=self.said(row) if voiced and row.table == "account" and row.get("by") else None,
            how=HOW[row.get("basis") or "words"],
            says=_says(row) if voiced and key == "words" else {},
            cited=self.cited.get(cited, cited),
        )


def _citation(row: Row) -> str:
    """Return a reference in words: what it is, and where it lies."""
    return ", ".join(filter(None, (row.get("what"), row.get("url"))))


def _says(row: Row) -> dict[str, Any]:
    if row.table == "status":
        return {}
    if row.table == "account":
        return {row.get("field") or "when": row.get("value")}
    return {"when" if key == "day" else key: row.get(key) for key in VOUCHED if key in row.cells}


def _values(row: Row, *keys: str) -> dict[str, Any]:
    return {key: row.get(key) for key in keys}


def _scope(row: Row) -> tuple[Scope, ...]:
    return tuple(part for part in get_args(Scope) if part in listed(row.get("scope")))


def _when(row: Row, key: str = "when") -> When:
    day = row.get(key)
    return When(edtf=day, basis=BASIS) if day else When()


def _rule(rule: str | None) -> When | None:
    """Return a time by its rule: the words, and the date where they are one."""
    return When(text=rule, edtf=rule if edtf.valid(rule) else None, basis=BASIS) if rule else None
