"""Define every type of the record: documents, readings, the six kinds of entry and the small values in them.

All types are frozen and keyword-only. Offsets are half-open `[start, end)` in characters of `Document.text`, the text
as decoded, unrepaired. `None` or an empty tuple means that the text does not say: never a guess.
Dates are EDTF (ISO 8601-2) strings: `2018-10-07`, `2018-10`, `2018-10-07/..`, `../2018-10-07`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

import msgspec

Span: TypeAlias = tuple[int, int]

How = Literal["stated", "implied", "inferred"]
ActorKind = Literal["person", "state", "organisation", "body", "group"]
PlaceKind = Literal["city", "country", "facility", "region"]
Mode = Literal["direct", "indirect", "mixed", "own-voice"]
Manner = Literal["speech", "writing", "question", "belief", "intention", "denial", "refusal", "evaluation"]
Factuality = Literal["asserted", "denied", "doubted", "hoped", "planned", "possible", "conditional", "reported"]
MeetingKind = Literal["visit", "talks", "summit", "call", "conference", "meal", "ceremony"]
MeetingStatus = Literal["proposed", "agreed", "scheduled", "under-way", "held", "postponed", "cancelled", "refused"]
Question = Literal["venue", "date", "agenda", "format", "terms", "other"]
DecisionStatus = Literal["open", "narrowed", "decided"]
Phase = Literal[
    "floated", "offered", "agreed", "in-force", "performed", "lapsed", "withdrawn", "refused", "breached", "superseded"
]
Strength = Literal["pledge", "intent", "effort", "invitation"]
VerificationStatus = Literal["raised", "invited", "agreed", "under-way", "completed", "refused"]
VerificationFinding = Literal["confirmed", "refuted", "inconclusive"]
Scope = Literal["correctness", "completeness", "irreversibility"]
EventStatus = Literal["happened", "planned", "denied", "hypothetical"]
OptionStance = Literal["require", "prefer", "accept", "disfavour", "reject", "offer"]
ConditionKind = Literal["after", "simultaneous", "while", "on-report", "provided"]
Level = Literal[0, 1, 2, 3]  # not initiated, minimal, intermediate, full; after the Peace Accords Matrix
Evidence = Literal[
    "asserted", "reported", "public-record", "witnessed", "remotely-observed", "inspected", "verified"
]  # how it is known, weakest first; public-record and witnessed are one rung
Judgement = Literal["same", "different", "unsure"]
State = Literal["accepted", "rejected", "edited", "obsolete"]  # new: no review; orphaned: a judgement without an entry
TimeType = Literal["date", "time", "duration", "set"]
Drop = Literal["repeated-title", "boilerplate", "markup", "letterhead"]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything here: frozen, compared by value, keyword-only."""


# ---- the text -------------------------------------------------------------------------------------------------------


class Date(Value, frozen=True, kw_only=True):
    """The day a document was published, and how that is known (`given`, `metadata`, `text`, `file name`)."""

    edtf: str
    basis: str


class Dateline(Value, frozen=True, kw_only=True):
    """The opening "WASHINGTON / SEOUL (Reuters) -" of a report."""

    text: str
    places: tuple[str, ...] = ()
    agency: str | None = None
    span: Span


class Dropped(Value, frozen=True, kw_only=True):
    """A stretch of the text that no reading looks at, and why."""

    span: Span
    why: Drop


class Document(Value, frozen=True, kw_only=True):
    """One text as decoded, with what is known of it. `id` is the first 12 hex digits of `sha256` (of the text)."""

    id: str
    title: str | None = None
    title_span: Span | None = None
    date: Date | None = None
    dateline: Dateline | None = None
    publisher: str | None = None
    url: str | None = None
    channel: str = "news-report"
    language: str | None = None
    sha256: str
    dropped: tuple[Dropped, ...] = ()
    text: str = ""
    problems: tuple[Problem, ...] = ()  # what intake found (encoding, repeated title); `read` copies them


# ---- small values ---------------------------------------------------------------------------------------------------


class When(Value, frozen=True, kw_only=True):
    """A time as the text gives it. `edtf` stays None when the words cannot be resolved; `basis` says why it is so."""

    text: str | None = None
    edtf: str | None = None
    basis: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Source(Value, frozen=True, kw_only=True):
    """The words behind an entry. `statement` is the innermost statement that says them; None is the document's voice.

    `says` holds exactly the values that this source vouches for, by field name. `cited` is where an entry by hand has
    its words from: a document of the record, or a reference.
    """

    span: Span
    quote: str
    statement: str | None = None
    how: How = "stated"
    says: dict[str, Any] = {}
    cited: str | None = None


class Option(Value, frozen=True, kw_only=True):
    """A value on the table in a decision, and who holds which stance on it."""

    value: str
    by: str | None = None
    stance: OptionStance


class Condition(Value, frozen=True, kw_only=True):
    """What a commitment or a meeting waits for: an entry id or the words. `by` says so; None is who vouches for it."""

    of: str
    kind: ConditionKind
    by: str | None = None
    source: Source | None = None


class Status(Value, frozen=True, kw_only=True):
    """How far a commitment was on a day (EDTF), how that is known, and who found it. No level: there is no record."""

    as_of: str
    phase: Phase
    level: Level | None = None
    evidence: Evidence | None = None
    by: str | None = None
    item: str | None = None  # the part that it is about: "tunnel 1"
    scope: tuple[Scope, ...] = ()
    source: Source


class Stance(Value, frozen=True, kw_only=True):
    """How a holder leans towards something (an entry, an actor, or words), with the words that show it."""

    holder: str | None
    label: str
    toward: str | None = None
    source: Source


class Link(Value, frozen=True, kw_only=True):
    """A judgement on whether two things are the same."""

    a: str
    b: str
    judgement: Judgement
    why: str


class Problem(Value, frozen=True, kw_only=True):
    """Something that a reader could not settle or a text got wrong: data, never an exception. Codes: problems.py."""

    code: str
    message: str
    span: Span | None = None
    entry: str | None = None


class Mention(Value, frozen=True, kw_only=True):
    """Words that name or stand for actors, places or entries. `of` is empty when no referent could be found."""

    span: Span
    quote: str
    of: tuple[str, ...] = ()


class Time(Value, frozen=True, kw_only=True):
    """A time expression, resolved against the document date where that is possible. `duration` is ISO 8601."""

    span: Span
    quote: str
    type: TimeType
    edtf: str | None = None
    duration: str | None = None
    basis: str = ""


class Actor(Value, frozen=True, kw_only=True):
    """A person, state, organisation, body or group. `name` is None when the text gives a role only."""

    id: str
    name: str | None
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    acts_for: str | None = None
    roles: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    mandate: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Place(Value, frozen=True, kw_only=True):
    """A city, country, facility or region. `written` is the text's own spelling; `lat`, `lon` are degrees (WGS 84)."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None = None
    written: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None  # its id at geonames.org
    items: tuple[str, ...] = ()  # its parts that are claimed and checked one by one: "tunnel 1"


# ---- the six kinds of entry -----------------------------------------------------------------------------------------


class Review(Value, frozen=True, kw_only=True):
    """What people judged of an entry: its state, who said so last and when (UTC).

    `edits` are the fields in which a person's value stands: who says so, and the value that was read.
    """

    state: State
    by: str
    made: str
    edits: dict[str, tuple[str, Any]] = {}


class Entry(Value, frozen=True, kw_only=True):
    """What all entries have: an id, a time, the words. See `entry_id` for the id. No review: the state is new."""

    id: str
    when: When = When()
    sources: tuple[Source, ...]
    review: Review | None = None


class Statement(Entry, frozen=True, kw_only=True):
    """Somebody says, writes, believes or asks something, held for so true. `within` is the one that it is told in."""

    speaker: str | None
    speaker_span: Span | None = None  # the words that name the speaker, where the text does
    content: str
    spans: tuple[Span, ...]
    mode: Mode
    cue: str | None = None
    manner: Manner | None = None
    factuality: Factuality | None = None
    addressee: str | None = None
    channel: str | None = None
    within: str | None = None
    at: str | None = None
    stance: tuple[Stance, ...] = ()


class Meeting(Entry, frozen=True, kw_only=True):
    """An encounter of actors, from proposed to held."""

    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[str, ...] = ()
    host: str | None = None
    place: str | None = None
    ordinal: int | None = None
    duration: str | None = None
    part_of: str | None = None
    topics: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


class Decision(Entry, frozen=True, kw_only=True):
    """A question on the table and the options for it. `about` is an entry id or words, `supersedes` earlier ones."""

    about: str | None
    question: Question
    status: DecisionStatus
    options: tuple[Option, ...] = ()
    constraint: str | None = None
    decided_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()


class Commitment(Entry, frozen=True, kw_only=True):
    """What somebody undertakes, offers, agrees or refuses to do. `pairs_with` are entries promised in return."""

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    action: str
    place: str | None = None
    phase: Phase
    strength: Strength | None = None
    conditions: tuple[Condition, ...] = ()
    due: When | None = None
    creates: str | None = None
    part_of: str | None = None
    pairs_with: tuple[str, ...] = ()
    history: tuple[Status, ...] = ()


class Verification(Entry, frozen=True, kw_only=True):
    """A check of something by somebody: raised, invited, under way or completed with a finding."""

    of: str | None
    by: str | None = None
    place: str | None = None
    item: str | None = None  # the part that it is about
    scope: tuple[Scope, ...] = ()
    status: VerificationStatus
    finding: VerificationFinding | None = None
    invited_by: str | None = None


class Event(Entry, frozen=True, kw_only=True):
    """An act that no other kind holds, typed by PLOVER (`event` is one of the 16 types)."""

    event: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    context: tuple[str, ...] = ()
    status: EventStatus


class Plover(Value, frozen=True, kw_only=True):
    """A row in the PLOVER ontology, derived from the entry `origin` (printed as `from`)."""

    event: str
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: str | None = None
    loc: str | None = None
    context: tuple[str, ...] = ()
    origin: str = msgspec.field(name="from")


# ---- what one reader found in one document --------------------------------------------------------------------------


class Reading(Value, frozen=True, kw_only=True):
    """All that one reader found in one document."""

    document: Document
    reader: str
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    verifications: tuple[Verification, ...] = ()
    events: tuple[Event, ...] = ()
    plover: tuple[Plover, ...] = ()
    problems: tuple[Problem, ...] = ()


class Record(Value, frozen=True, kw_only=True):
    """Many readings of one negotiation, in the order of their dates, and what people judged of pairs of entries.

    `acts` and `doubts` are what its file keeps of linking: the act of each (document, entry), pairs to be judged.
    """

    name: str
    readings: tuple[Reading, ...] = ()
    links: tuple[Link, ...] = ()
    acts: dict[tuple[str, str], int] = {}
    doubts: tuple[Link, ...] = ()


class Failure(Value, frozen=True, kw_only=True):
    """A path that could not become a document, and the sentence that says why. One failure never stops the others."""

    path: str
    error: str


Finding: TypeAlias = Actor | Place | Mention | Time | Entry | Plover | Problem

# The contracts. A plugin of each kind is any callable of this shape, named in an entry point (plugins.py).
Intake: TypeAlias = Callable[[bytes, str], Document]  # (bytes, name of the file) -> the document; raises IntakeError
Reader: TypeAlias = Callable[[Document], Reading]
Exporter: TypeAlias = Callable[[Record], Iterable[str | bytes]]
Engine: TypeAlias = Callable[[Reader, Iterable[Document]], Iterable[Reading | Failure]]  # one each, in their order
