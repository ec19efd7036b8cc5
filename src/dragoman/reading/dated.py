"""Date the entries whose own words have no date by what the text says around them; the basis says by what.

An act that is done by saying it is of the day it was said; what people agree or raise at a meeting is of the day of
that meeting; what "has been" done was done by the day of the report; a meeting is of the day right before it, of the
one that leads its sentence, or of the verb it goes with. Nothing else gets the day of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.edtf import bounds
from dragoman.markup import Marked, Verb
from dragoman.model import (
    Commitment,
    Decision,
    Event,
    Finding,
    Meeting,
    Reading,
    Span,
    Statement,
    Time,
    Verification,
    When,
)
from dragoman.reading.across import talks_of
from dragoman.reading.acts.circumstances import main_of, times_of
from dragoman.reading.scene import Scene, as_when
from dragoman.spans import Laid, holds

SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})  # done by saying it
BEHIND = frozenset({"performed", "in-force", "breached", "invited"})
AT_MEETING = frozenset({"agreed", "raised", "narrowed", "decided", "offered", "invited"})
LEADS = re.compile(r"\s*(?:(?:On|In|By|Late|Early|Back in|As early as)\s+)?")
GOES_WITH = re.compile(r",\s+(?:in|during|at)\s+(?:the\s+|a\s+)?$")
AT_THE = re.compile(r",?\s+(?:at|during)\s+(?:the\s+)?")
ACCUSING = frozenset({"accuse", "blame", "charge", "assail", "condemn", "criticize", "criticise", "denounce", "rebuke"})
DONE = frozenset({"happened", "completed", "refused", "agreed", "performed"})
NOW = "the time of the report"

Undated = Commitment | Verification | Decision | Event


def dated(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each entry that gets a date here, with what the date rests on."""
    scene = Scene(marked, reading)
    said = {statement.id: statement for statement in reading.statements}
    cues = Laid((source.span, one.id) for one in reading.statements for source in one.sources)
    meetings = [_placed(scene, meeting) for meeting in reading.meetings]
    yield from (new for new, old in zip(meetings, reading.meetings, strict=True) if new is not old)
    held = Held(meeting for meeting in meetings if meeting.status == "held" and _one_day(meeting.when.edtf))
    others: list[Undated] = [*reading.decisions, *reading.commitments, *reading.verifications, *reading.events]
    for entry in others:
        if entry.when.edtf is not None and not entry.when.basis.startswith(NOW):
            continue
        told = _chain(said, entry.sources[0].statement)
        if isinstance(entry, Event):
            told = [said[id] for _, id in cues.touching(entry.sources[0].span)] + told
        when = _as_said(scene, entry, told) or _at_meeting(scene, entry, held) or _by_now(scene, entry, told)
        when = when or _alleged(scene, entry) or _told_on(scene, entry)
        if when is not None:
            yield msgspec.structs.replace(entry, when=when)


def _placed(scene: Scene, meeting: Meeting) -> Meeting:
    """Return a meeting with the day that stands beside it; what was held lies not after the report."""
    ahead = meeting.status == "held" and meeting.when.edtf is not None and scene.ahead(meeting.when.edtf)
    if meeting.when.edtf is not None and not ahead:
        return meeting
    time = _beside(scene, meeting) or _led(scene, meeting)
    return msgspec.structs.replace(meeting, when=_with_order(time, meeting)) if time or ahead else meeting


def _with_order(time: Time | None, meeting: Meeting) -> When:
    return msgspec.structs.replace(as_when(time), after=meeting.when.after, before=meeting.when.before)


def _led(scene: Scene, meeting: Meeting) -> Time | None:
    """Return the day that leads the sentence ("On Wednesday, the two met again"), or that of the verb it goes with."""
    for source in meeting.sources:
        if source.how != "stated" or source.says.get("status") != meeting.status:
            continue
        start = scene.sentence(source.span).span[0]
        led = _dates(scene.times_in((start, source.span[0])))
        if led and LEADS.fullmatch(scene.text, start, led[0].span[0]):
            behind = scene.text[led[0].span[1] : source.span[0]]
            if behind.startswith(",") or not behind.strip():
                return led[0]
        main = _goes_with(scene, source.span)
        with_it = _dates(times_of(scene, main)) if main else []
        if with_it:
            return with_it[0]
    return None


def _goes_with(scene: Scene, span: Span) -> Verb | None:
    """Return the verb that a meeting goes with: "finished the rules, in consultation with", "left, meeting with"."""
    verb = next((verb for verb in scene.verbs_in(span) if verb.form == "ing"), None)
    if verb is not None and scene.text[max(0, verb.span[0] - 2) : verb.span[0]] == ", ":
        return main_of(scene, verb)
    start = scene.sentence(span).span[0]
    if not GOES_WITH.search(scene.text[max(start, span[0] - 12) : span[0]]):
        return None
    return next((verb for verb in reversed(scene.verbs_in((start, span[0]))) if verb.form == "finite"), None)


def _beside(scene: Scene, meeting: Meeting) -> Time | None:
    """Return the date right before the words of a meeting: "in July 1997 at the Madrid summit"."""
    for source in meeting.sources:
        start = scene.sentence(source.span).span[0]
        before = _dates(scene.times_in((start, source.span[0])))
        if before and AT_THE.fullmatch(scene.text, before[-1].span[1], source.span[0]):
            return before[-1]
    return None


def _dates(times: Iterable[Time]) -> list[Time]:
    """Return the times that are dates and are known."""
    return [time for time in times if time.edtf and time.type == "date"]


def _chain(said: dict[str, Statement], id: str | None) -> list[Statement]:
    """Return a statement and those that it is told in, the innermost first."""
    found: list[Statement] = []
    while id in said and said[id] not in found:
        found.append(said[id])
        id = said[id].within
    return found


def _one_day(edtf: str | None) -> bool:
    first, last = bounds(edtf) if edtf else (None, None)
    return first is not None and first == last


def _status(entry: Undated) -> str:
    return entry.phase if isinstance(entry, Commitment) else entry.status


def _as_said(scene: Scene, entry: Undated, told: list[Statement]) -> When | None:
    """Return the day of the statement that is the act itself: "said it would attack", "both sides also agree to".

    A threat is of the day that the text says it was made; of nothing but the day of the report only what is said to
    hold now.
    """
    if isinstance(entry, Event):
        if entry.event not in SPOKEN or entry.status != "happened":
            return None
        day = next((statement.when for statement in told if statement.when.text), None)
        speakers = {who for statement in told for who in (statement.speaker, _country(scene, statement.speaker))}
        if not speakers & {who for actor in entry.actors for who in (actor, _country(scene, actor))} - {None}:
            return None
    elif isinstance(entry, Commitment) and entry.phase == "agreed" and _presents(_verb(scene, entry)):
        day = told[0].when if told else None
    else:
        return None
    return When(edtf=day.edtf, basis=f"done by saying it: {day.basis}") if day and day.edtf else None


def _country(scene: Scene, actor: str | None) -> str | None:
    return scene.country(actor) if actor in scene.actors else None


class Held:
    """The meetings that were held on a known day, by their words and by who took part."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self.all = tuple(meetings)
        self.words = Laid((source.span, one.id) for one in self.all for source in one.sources)
        self.by_id = {one.id: one for one in self.all}
        self.with_whom: dict[str, set[str]] = {}
        for one in self.all:
            for actor in one.participants:
                self.with_whom.setdefault(actor, set()).add(one.id)

    def told_with(self, entry: Undated) -> set[str]:
        """Return the meetings that share words with an entry."""
        return {id for source in entry.sources for _, id in self.words.touching(source.span)}

    def of_all(self, who: set[str]) -> set[str]:
        """Return the meetings in which all of these took part."""
        return set[str].intersection(*(self.with_whom.get(actor, set()) for actor in who))


def _at_meeting(scene: Scene, entry: Undated, held: Held) -> When | None:
    """Return the day of the one meeting that the entry is of: told in the same words, or of just those who agree."""
    if isinstance(entry, Event) and (entry.event not in SPOKEN or len(entry.actors) < 2):
        return None
    if not isinstance(entry, Event) and _status(entry) not in AT_MEETING:
        return None
    here = set[str]() if isinstance(entry, Event) else held.told_with(entry)
    who = set(_acting(scene, entry))
    found = here if len(here) == 1 else held.of_all(who) if len(who) > 1 else set()
    verb = _verb(scene, entry)
    if len(found) != 1 and verb is not None and (talks := talks_of(scene, verb, who)) is not None:
        found = {talks.id}
    if len(found) != 1:
        return None
    meeting = held.by_id.get(found.pop())
    if meeting is None:
        return None
    return When(edtf=meeting.when.edtf, basis=f"at the meeting {meeting.id}: {meeting.when.basis}")


def _acting(scene: Scene, entry: Undated) -> tuple[str, ...]:
    """Return who does it: who undertakes, calls for it, or is the subject of its words."""
    if isinstance(entry, Commitment):
        return entry.by
    return entry.actors if isinstance(entry, Event) else _subject(scene, entry)


def _alleged(scene: Scene, entry: Undated) -> When | None:
    """Return "by then" for a deed of which somebody was accused on a known day: "on Monday Chad accused Mali of"."""
    verb = _verb(scene, entry)
    if not isinstance(entry, Event) or verb is None or verb.lemma not in ACCUSING or verb.form != "finite":
        return None
    accusers = {_country(scene, actor) or actor for actor in scene.actors_in(verb.subject)}
    if not accusers or accusers & {_country(scene, actor) or actor for actor in entry.actors}:
        return None
    day = next(iter(_dates(times_of(scene, verb))), None)
    last = bounds(day.edtf)[1] if day is not None and day.edtf else None
    if day is None or last is None or not day.edtf or "/" in day.edtf:
        return None
    return When(edtf=f"../{day.edtf}", basis=f"done by the time of the accusation: {day.basis}")


def _told_on(scene: Scene, entry: Undated) -> When | None:
    """Return the day that leads the paragraph so far: "On Aug. 7, they met. A bomb went off" tells on of that day.

    Told in the simple past and in the report's own voice, with no other date in between.
    """
    verb = next((one for one in scene.verbs_in(entry.sources[0].span) if one.form == "finite"), None)
    past = verb is not None and verb.tense == "past" and not verb.perfect and verb.modality == "actual"
    if not past or entry.sources[0].statement is not None or _status(entry) not in DONE:
        return None
    at = scene.sentence_at(entry.sources[0].span)
    paragraph = scene.sentences[at].paragraph
    for number in range(at, -1, -1):
        sentence = scene.sentences[number]
        if sentence.paragraph != paragraph or sentence.role != "body":
            return None
        times = [time for time in scene.times_in(sentence.span) if time.type in ("date", "time")]
        if times:
            led = times[0].edtf and LEADS.fullmatch(scene.text, sentence.span[0], times[0].span[0])
            alone = led and number < at and len(times) == 1
            return When(edtf=times[0].edtf, basis=f"told on from the day before: {times[0].basis}") if alone else None
    return None


def _by_now(scene: Scene, entry: Undated, told: list[Statement]) -> When | None:
    """Return "by the day of the report" for what "has been" done, or is spoken of as done: "steps undertaken by"."""
    day = scene.marked.document.date
    verb = _verb(scene, entry)
    if day is None or verb is None or not told or _status(entry) not in BEHIND or not _one_day(day.edtf):
        return None
    if not (verb.perfect and verb.tense == "present" or verb.form == "participle"):
        return None
    said = told[0].when.edtf
    return When(edtf=f"../{said if said and _one_day(said) else day.edtf}", basis="done by the day it was told")


def _verb(scene: Scene, entry: Undated) -> Verb | None:
    """Return the first verb in the entry's first words."""
    return next(iter(scene.verbs_in(entry.sources[0].span)), None)


def _presents(verb: Verb | None) -> bool:
    return verb is not None and verb.tense == "present" and not verb.perfect


def _subject(scene: Scene, entry: Undated) -> tuple[str, ...]:
    """Return who the subject of the verb over the entry's first words is."""
    span = entry.sources[0].span
    verbs = scene.verbs_in(scene.sentence(span).span)
    over = [verb for verb in verbs if holds(verb.clause, span) or holds(span, verb.span)]
    return next((scene.actors_in(verb.subject) for verb in over if verb.subject), ())
