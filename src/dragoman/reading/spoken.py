"""Say at which meeting something was said: "told reporters after the talks", "Pompeo told Moon" where the two met."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.markup import Marked
from dragoman.model import Finding, Meeting, Reading, Span, Statement
from dragoman.reading.scene import BEGUN, Scene
from dragoman.spans import touch

LEADS = re.compile(r"\b(?:at|during|after|following)\s+(?:[^\s,;:.]+\s+){0,5}$", re.IGNORECASE)
OPENS = re.compile(r"(?:at|during|after|following)\b", re.IGNORECASE)


def spoken(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each statement that was made at a meeting of the reading, with the id of that meeting as `at`."""
    scene = Scene(marked, reading)
    begun = [meeting for meeting in reading.meetings if meeting.status in BEGUN]
    named = _by_sentence(scene, begun)
    days: dict[str, list[Meeting]] = {}
    for meeting in begun:
        days.setdefault(meeting.when.edtf or "", []).append(meeting)
    places: dict[str, str | None] = {}
    before: Statement | None = None
    for statement in reading.statements:
        goes_on = before is not None and statement.sources[0].how == "implied" and before.speaker == statement.speaker
        at = places.get(before.id) if goes_on and before is not None else None
        at = at or _in_words(scene, statement, named) or _between(statement, days)
        places[statement.id], before = at, statement
        if at is not None and statement.at is None:
            yield msgspec.structs.replace(statement, at=at)


def _by_sentence(scene: Scene, meetings: list[Meeting]) -> dict[Span, list[tuple[str, Span]]]:
    """Return the words that name meetings, each with the meeting's id, by the sentence that they lie in."""
    found: dict[Span, list[tuple[str, Span]]] = {}
    for meeting in meetings:
        for source in meeting.sources:
            if scene.readable(source.span):
                found.setdefault(scene.sentence(source.span).span, []).append((meeting.id, source.span))
    return found


def _in_words(scene: Scene, statement: Statement, named: dict[Span, list[tuple[str, Span]]]) -> str | None:
    """Return the meeting that the reporting clause names: "said at the conference", "After the talks, he said"."""
    words = statement.sources[0].span
    if statement.cue is None:
        return None
    sentence = scene.sentence(words).span
    for meeting, span in named.get(sentence, ()):
        if any(touch(span, told) for told in statement.spans):
            continue
        low = max([sentence[0], *(end for _, end in statement.spans if end <= span[0])])
        led = LEADS.search(scene.text, low, span[0]) or OPENS.match(scene.text, *span)
        if led is not None and _same_clause(scene, words, span):
            return meeting
    return None


def _same_clause(scene: Scene, words: Span, meeting: Span) -> bool:
    """Return whether no other finite verb stands between the reporting words and a meeting."""
    between = (min(words[1], meeting[1]), max(words[0], meeting[0]))
    return not any(
        verb.form == "finite" and not touch(verb.span, words) and not touch(verb.span, meeting)
        for verb in scene.verbs_in(between)
    )


def _between(statement: Statement, days: dict[str, list[Meeting]]) -> str | None:
    """Return the one meeting of speaker and hearer on the day that it was said."""
    if statement.addressee is None or statement.speaker is None or statement.when.edtf is None:
        return None
    pair = {statement.speaker, statement.addressee}
    fitting = [one for one in days.get(statement.when.edtf, []) if pair <= set(one.participants)]
    return fitting[0].id if len(fitting) == 1 else None
