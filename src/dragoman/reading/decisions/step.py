"""Find decisions: which question (venue, date, agenda, format, terms) is on the table, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Decision, DecisionStatus, Finding, Meeting, Problem, Reading, When
from dragoman.reading.decisions.asked import asked
from dragoman.reading.decisions.claims import claims
from dragoman.reading.decisions.disputed import disputed
from dragoman.reading.decisions.nouns import from_nouns
from dragoman.reading.decisions.raised import Raising
from dragoman.reading.decisions.settled import settled
from dragoman.reading.decisions.stances import stances
from dragoman.reading.decisions.wishes import wishes
from dragoman.reading.scene import Scene
from dragoman.spans import touch

RANK: tuple[DecisionStatus, ...] = ("open", "narrowed", "decided")


def decisions(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each open, narrowed or decided question once, with the problem that no option is named."""
    scene = Scene(marked, reading)
    groups: dict[tuple[str | None, str], list[Raising]] = {}
    for raising in _raisings(scene):
        groups.setdefault((raising.about, raising.question), []).append(raising)
    for (about, _), raisings in groups.items():
        decision = _entry(scene, about, raisings)
        yield decision
        if not decision.options and decision.status != "decided":
            yield Problem(code="no-option", message="options are spoken of but none is named", entry=decision.id)


def _raisings(scene: Scene) -> list[Raising]:
    """Return where questions are raised, in the order of the text: told as settled, asked, named, or by an option."""
    found = list(settled(scene))
    for rule in (from_nouns, asked, disputed, claims):
        found += [raising for raising in rule(scene) if not _met(raising, found)]
    told = list(found)
    for more in (stances(scene, list(found)), wishes(scene, list(found))):
        found += [raising for raising in more if not _same(raising, told)]
    found = [raising for raising in found if raising.status != "decided" or not _in_question(scene, raising)]
    return sorted(found, key=lambda raising: raising.head)


def _in_question(scene: Scene, raising: Raising) -> bool:
    """Return whether the words only ask: "Has a date been agreed?"."""
    return scene.words(scene.sentence(raising.span).span).rstrip(' "”’)').endswith("?")


def _same(raising: Raising, others: list[Raising]) -> bool:
    """Return whether the very option was read already with a question."""
    values = {option.value for other in others if touch(raising.span, other.span) for option in other.options}
    return all(option.value in values for option in raising.options)


def _met(raising: Raising, others: list[Raising]) -> bool:
    return any(touch(raising.span, other.span) for other in others)


def _entry(scene: Scene, about: str | None, raisings: list[Raising]) -> Decision:
    meeting = next((m for m in scene.reading.meetings if m.id == about), None)
    status = max((r.status for r in raisings), key=RANK.index)
    question = raisings[0].question
    waiting = _constraint(meeting) if question == "date" and status != "decided" else None
    return Decision(
        id=entry_id(scene.marked.document, Decision, raisings[0].head, question),
        about=about,
        question=question,
        status=status,
        options=tuple(dict.fromkeys(option for r in raisings for option in r.options)),
        constraint=waiting,
        decided_by=next((r.decided_by for r in raisings if r.decided_by), ()) or _sides(scene, meeting),
        when=next((r.when for r in raisings if r.status == status and r.when.edtf), When()),
        sources=tuple(scene.source(r.span, status=r.status, by=r.by) for r in raisings),
    )


def _constraint(meeting: Meeting | None) -> str | None:
    if meeting is None or meeting.when.edtf is None:
        return None
    return meeting.when.text if meeting.when.edtf.endswith("..") else None


def _sides(scene: Scene, meeting: Meeting | None) -> tuple[str, ...]:
    """Return the states of those who will meet: it is theirs to decide."""
    if meeting is None:
        return ()
    states = {a.country: a.id for a in scene.actors.values() if a.kind == "state"}
    host = meeting.host if meeting.host in scene.actors and scene.actors[meeting.host].kind != "person" else None
    countries = dict.fromkeys(scene.country(p) for p in meeting.participants if p != host)
    return tuple(states[c] for c in countries if c in states)
