"""Derive PLOVER rows from the entries: an act is recorded once, and the ontology is a reading of it.

The table is `terms/derivation.tsv`. The rules are the manual's: the visitor is the actor and the host the recipient,
all others of a meeting are actors; a meeting to come, an offer and an invitation are AGREE; a part of a visit is coded
with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Marked, Verb
from dragoman.model import Commitment, Event, Finding, Meeting, Plover, Reading, Statement, Verification
from dragoman.reading.acts.rules import rules
from dragoman.reading.recipients import aimed, checked, home, parted, reached
from dragoman.reading.scene import BEGUN, Scene
from dragoman.spans import Laid

CONTEXT = ("diplomatic",)


@cache
def derivation() -> dict[tuple[str, str], tuple[str, str | None]]:
    """Return (kind, value of status, phase, label or event) -> (PLOVER type, mode)."""
    return {(row["kind"], row["value"]): (row["event"], row["mode"] or None) for row in terms.rows("derivation")}


def plover(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the PLOVER rows that follow from the entries found so far, and states that only they refer to."""
    scene = Scene(marked, reading)
    rows = aimed(scene, tuple(row for row in _rows(scene, reading) if row.actor or row.recipient))
    for id in dict.fromkeys(id for row in rows for id in (*row.actor, *row.recipient) if id not in scene.actors):
        state = scene.state(id.upper())
        if state is not None:
            yield state
    yield from rows


def _rows(scene: Scene, reading: Reading) -> Iterator[Plover]:
    """Yield the rows in the order of the entries."""
    for meeting in reading.meetings:
        if meeting.part_of is None:
            yield from _of_meeting(scene, meeting)
    for commitment in reading.commitments:
        yield from _of_commitment(scene, commitment)
    for verification in reading.verifications:
        yield from _of_verification(scene, verification)
    for event in reading.events:
        yield from _of_event(scene, event)
    told = Laid((source.span, event.event) for event in reading.events for source in event.sources)
    for statement in reading.statements:
        coded = {kind for source in statement.sources for _, kind in told.touching(source.span)}
        rows = (*_of_statement(scene, statement), *_of_accusation(scene, statement))
        yield from (row for row in rows if row.event not in coded)  # an act of its own is coded from itself


def _row(kind: str, value: str, **fields: object) -> Iterable[Plover]:
    event, mode = derivation().get((kind, value), (None, None))
    if event is not None:
        yield Plover(event=event, mode=fields.pop("mode", None) or mode, **fields)  # type: ignore[arg-type]


def _of_meeting(scene: Scene, meeting: Meeting) -> Iterable[Plover]:
    reading = scene.reading
    actors, recipients = _sides(scene, meeting)
    yield from _row(
        meeting.kind,
        meeting.status,
        actor=actors,
        recipient=recipients,
        date=meeting.when.edtf if meeting.status in BEGUN else _document_day(reading),
        loc=meeting.place if meeting.status in BEGUN else None,
        context=CONTEXT,
        origin=meeting.id,
        mode=_third_party(reading, meeting),
    )


def _sides(scene: Scene, meeting: Meeting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the actors and recipients of a meeting: a visitor comes to a host, a meeting is refused to somebody."""
    if meeting.status in ("refused", "cancelled"):
        return parted(scene, meeting)
    host = () if meeting.kind != "visit" else (meeting.host,) if meeting.host else home(scene, meeting)
    return _agreed_by(meeting) or meeting.participants, host


def _agreed_by(meeting: Meeting) -> tuple[str, ...]:
    """Return who agreed to a meeting to come, where a source vouches for it: they act, not those who will meet."""
    if meeting.status != "agreed":
        return ()
    return next((tuple(source.says["agreed_by"]) for source in meeting.sources if "agreed_by" in source.says), ())


def _third_party(reading: Reading, meeting: Meeting) -> str | None:
    """Return the mode of talks held on the soil of none of the parties, or of three countries and more."""
    if meeting.kind == "visit" or meeting.status not in BEGUN:
        return None
    known = [a.country for a in reading.actors if a.id in meeting.participants and a.country]
    countries = set(known)
    if len(countries) > 2:
        return "multilateral"
    if len(known) < len(meeting.participants):
        return None  # the soil may be that of whoever has no country here
    place = next((p for p in reading.places if p.id == meeting.place), None)
    return "third-party" if place and place.country and countries and place.country not in countries else None


def _of_commitment(scene: Scene, commitment: Commitment) -> Iterable[Plover]:
    """Yield the row of a commitment: signing an accord is SUPPORT by those who signed, a promise is AGREE."""
    signed_by = next((tuple(s.says["signed_by"]) for s in commitment.sources if s.says.get("signed_by")), ())
    by = signed_by or commitment.by
    to = tuple(actor for actor in commitment.to if actor not in commitment.by)
    event = "REJECT" if commitment.phase in ("refused", "withdrawn") else "AGREE"
    alone = len({scene.country(actor) for actor in by}) == 1
    yield from _row(
        "signature" if signed_by else "commitment",
        commitment.phase,
        actor=by,
        recipient=to or (reached(scene, commitment.sources, event, by) if alone else ()),
        date=commitment.when.edtf,
        loc=commitment.place,
        context=CONTEXT,
        origin=commitment.id,
    )


def _of_verification(scene: Scene, verification: Verification) -> Iterable[Plover]:
    reading = scene.reading
    receiving = verification.status in ("under-way", "completed", "refused")
    place = next((p for p in reading.places if p.id == verification.place), None)
    state = next((a.id for a in reading.actors if place and a.kind == "state" and a.country == place.country), None)
    actor = verification.invited_by or state or checked(scene, verification)
    yield from _row(
        "verification",
        verification.status,
        actor=(actor,) if actor else (),
        recipient=(verification.by,) if receiving and verification.by else (),
        date=verification.when.edtf,
        loc=verification.place,
        context=(*CONTEXT, "cbrn"),
        origin=verification.id,
    )


def _of_event(scene: Scene, event: Event) -> Iterable[Plover]:
    fields = {
        "actor": event.actors,
        "recipient": event.recipients or reached(scene, event.sources, event.event, event.actors),
        "date": event.when.edtf,
        "loc": event.place,
        "context": event.context,
        "origin": event.id,
    }
    if event.status == "happened":
        yield Plover(event=event.event, mode=event.mode, **fields)  # type: ignore[arg-type]
    elif event.status == "planned":
        yield from _row("event-planned", event.event, **fields)


def _of_statement(scene: Scene, statement: Statement) -> Iterable[Plover]:
    by_id = {meeting.id: meeting for meeting in scene.reading.meetings}
    for stance in statement.stance:
        target = by_id.get(stance.toward or "")
        named = (stance.toward or "",) if stance.toward in scene.actors else scene.heads_in(stance.source.span)[:2]
        toward = target.participants if target else named
        holder = (stance.holder,) if stance.holder else ()
        to = tuple(a for a in toward if a in scene.actors and a not in (stance.holder, statement.speaker))
        event = derivation().get(("stance", stance.label), ("", None))[0]
        yield from _row(
            "stance",
            stance.label,
            actor=holder,
            recipient=_abroad(scene, holder, to) or reached(scene, (stance.source,), event, holder),
            date=statement.when.edtf,
            context=CONTEXT,
            origin=statement.id,
        )


def _abroad(scene: Scene, actors: tuple[str, ...], to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the recipients without those of the actors' own side; all where there are no others."""
    own = {scene.country(actor) for actor in actors}
    return tuple(a for a in to if scene.country(a) not in own) or to


def _of_accusation(scene: Scene, statement: Statement) -> Iterable[Plover]:
    """Yield ACCUSE for a statement that accuses or blames: its cue is a verb of that type in terms/acts.tsv."""
    cues = [verb for source in statement.sources for verb in scene.verbs_in(source.span)]
    kinds = {rule.event for verb in cues if _cues(scene, statement, verb) for rule in rules("verb").get(verb.lemma, ())}
    if "ACCUSE" not in kinds or statement.speaker is None or any(s.label == "critical" for s in statement.stance):
        return
    blamed = [verb.object for verb in cues if verb.object] + list(statement.spans)
    named = (a for span in blamed for a in scene.heads_in(span) if a != statement.speaker)
    yield from _row(
        "cue",
        "accusation",
        actor=(statement.speaker,),
        recipient=_abroad(scene, (statement.speaker,), tuple(named))[:1],
        date=statement.when.edtf,
        context=CONTEXT,
        origin=statement.id,
    )


def _cues(scene: Scene, statement: Statement, verb: Verb) -> bool:
    return statement.cue is not None and scene.words(verb.span) in statement.cue and not verb.negated


def _document_day(reading: Reading) -> str | None:
    return reading.document.date.edtf if reading.document.date else None
