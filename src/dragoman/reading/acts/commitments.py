"""Find commitments: what somebody undertakes, offers, agrees or refuses to do, and on which condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Commitment, Finding, Phase, Reading, Source, Span, When
from dragoman.reading.across import across, talks_of
from dragoman.reading.acts.bodies import created
from dragoman.reading.acts.circumstances import due_of, times_of, when_of
from dragoman.reading.acts.intents import intended
from dragoman.reading.acts.otherwise import agreement_reached, otherwise
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.performed import performed
from dragoman.reading.acts.pledges import named
from dragoman.reading.acts.promises import nominal, undertaken
from dragoman.reading.acts.rules import landed
from dragoman.reading.acts.same_promise import deal_word, grouped, headline, place_told, pointing
from dragoman.reading.acts.undertakings import Undertaking, pattern, words
from dragoman.reading.acts.weighed import weighed
from dragoman.reading.scene import Scene, as_when, names
from dragoman.spans import cover

RANK: tuple[Phase, ...] = (
    "floated", "offered", "refused", "agreed", "in-force", "performed", "superseded", "lapsed", "withdrawn", "breached",
)  # fmt: skip
OWN = re.compile(r"(?:its|his|her|their|our|my)\s", re.I)
STARTING = re.compile(r"\b(?:starting|beginning|from|effective|as of|to start|to begin)\s+(?:on\s+|in\s+)?$")
NAMED = re.compile(r"\b(?:the|this|that|its|their|both|such)\s+(?:[\w-]+\s+){0,2}$", re.I)
CALLING = frozenset(
    [
        "call",
        "provide",
        "require",
        "oblige",
        "commit",
        "envisage",
        "envision",
        "stipulate",
        "specify",
        "foresee",
        "aim",
    ]
)
# Those who only hear a promise: it is made to others.
HEARERS = re.compile(r"\b(?:parliament|congress|senate|lawmakers|deputies|reporters|press|rally|crowds?)\b", re.I)
LEAVING = frozenset(["withdraw", "pull", "leave", "evacuate", "vacate", "return", "hand"])


def commitments(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each commitment once with all its sources, and the bodies that they create."""
    parties = Parties(Scene(marked, reading))
    for group in grouped(parties, sorted(_sightings(parties), key=lambda one: one.head)):
        yield from _entry(parties, group)


def _sightings(parties: Parties) -> Iterator[Undertaking]:
    taken: set[Span] = set()
    for verb in parties.scene.verbs:
        given = nominal(parties, verb) or agreement_reached(parties, verb)
        for one in [given] if given else [*undertaken(parties, verb), *performed(parties, verb)]:
            if one.done is not None:
                taken.add(one.done.span)
            if one.by or one.phase in ("lapsed", "performed", "in-force") or (one.done is None and one.verb.passive):
                taken.add(verb.span)
                yield one
    for verb in parties.scene.verbs:
        if verb.span not in taken:
            own = named(parties, verb) or intended(parties, verb) or weighed(parties, verb) or otherwise(parties, verb)
            if own is not None:
                yield own


def _entry(parties: Parties, group: list[Undertaking]) -> Iterator[Finding]:
    scene = parties.scene
    first = next((one for one in group if not headline(parties, one)), group[0])
    best = max(group, key=lambda one: RANK.index(one.phase))
    when = next((w for one in group if (w := _when(parties, one)).edtf), _when(parties, first))
    since = when.edtf or (scene.marked.document.date.edtf if scene.marked.document.date else None)
    to = dict.fromkeys(a for one in group for a in one.to if a not in first.by)
    to = to or dict.fromkeys(a for one in group for a in _for_whom(parties, one) or _told_to(parties, one))
    to = to or dict.fromkeys(_across(scene, first))
    body = next((b for one in group if (b := created(parties, one)) is not None), None)
    yield from parties.used((*first.by, *to))
    if body is not None:
        yield body
    yield Commitment(
        id=entry_id(scene.marked.document, Commitment, first.head),
        by=first.by,
        to=tuple(to),
        action=_action(parties, first),
        place=next((p for one in group if (p := place_told(parties, one)) is not None), None),
        phase=best.phase,
        strength=next((one.strength for one in group if one.strength), None),
        conditions=tuple(dict.fromkeys(c for one in group for c in one.conditions)),
        due=next((d for one in group if (d := _due(parties, one, since)) is not None), None),
        creates=body.id if body else None,
        when=when,
        sources=(*(_source(parties, one, since) for one in group), *_named_again(parties, first)),
    )


def _for_whom(parties: Parties, one: Undertaking) -> tuple[str, ...]:
    """Return whom the deed itself is done to or for: "admit Hungary", "hand the base to Cyprus", "leave Lebanon"."""
    if one.done is None or one.done.passive or one.phase in ("performed", "breached"):
        return ()
    mine = {parties.side(a) for a in one.by}
    end = min(max(one.done.clause[1], one.done.span[1]), one.action[1])
    span = parties.object_span(one.done)
    if one.done.lemma.split()[0] in words("maker") | words("keep") | {"continue"}:
        return ()
    behind = re.finditer(r"\b(?:to|with|on)\s+", parties.scene.text[one.done.span[1] : end])
    tries = [] if span and OWN.match(parties.scene.words(span)) else [parties.people(span)]  # "to send its envoy"
    tries += [parties.people(parties.phrase_from(one.done.span[1] + found.end())) for found in behind]
    if one.done.lemma.split()[0] in LEAVING:
        tries.append(landed(parties, (one.done.span[1], end)))
    for found in tries:
        others = tuple(a for a in found if parties.side(a) not in mine and _party(parties, a))
        if others:
            return others
    return ()


def _told_to(parties: Parties, one: Undertaking) -> tuple[str, ...]:
    """Return to whom somebody says what he will do: "told the envoy that they would leave"."""
    statement = parties.scene.voices.innermost(one.head)
    hearer = statement.addressee if statement is not None and statement.speaker in one.by else None
    ahead = one.phase in ("floated", "offered", "agreed", "refused") and one.done is not None
    if hearer is None or not ahead or parties.side(hearer) in {parties.side(a) for a in one.by}:
        return ()
    actor = parties.get(hearer)
    called = " ".join([hearer, *names(actor)]) if actor is not None else hearer
    return () if HEARERS.search(called) or (actor is not None and actor.sector == "JRN") else (hearer,)


def _across(scene: Scene, one: Undertaking) -> tuple[str, ...]:
    """Return who sat across at the talks at which it was promised."""
    talks = talks_of(scene, one.verb, one.by) if one.phase in ("offered", "agreed", "refused") else None
    return across(scene, talks, one.by) if talks is not None else ()


def _party(parties: Parties, id: str) -> bool:
    """Return whether an actor can be owed something: not "its troops", "80 prisoners"."""
    actor = parties.get(id)
    return actor is not None and (actor.kind != "group" or actor.country is not None)


def _action(parties: Parties, one: Undertaking) -> str:
    quoted = " ".join(parties.scene.words(one.action).split())
    if one.negated and one.phase != "refused":
        return f"not {quoted}"
    return quoted


def _when(parties: Parties, one: Undertaking) -> When:
    """Return when it was undertaken: by the cue's own clause, else by the verb that reports it."""
    if one.phase in ("performed", "breached", "withdrawn", "lapsed"):
        return when_of(parties.scene, one.verb)
    if one.done is one.verb:
        above = parties.scene.governor(one.verb)
        return when_of(parties.scene, above, but=one.action) if above is not None else When()
    return when_of(
        parties.scene,
        one.verb,
        but=None if one.done is None and deal_word(parties.scene.words(one.action)) else one.action,
    )


def _due(parties: Parties, one: Undertaking, since: str | None) -> When | None:
    if one.phase in ("performed", "breached", "withdrawn", "lapsed"):
        return None
    if one.done is None and deal_word(parties.scene.words(one.action)):
        return _start(parties, one.action)
    end = max([one.action[1], *(t.span[1] for t in times_of(parties.scene, one.done))]) if one.done else one.action[1]
    return due_of(parties.scene, one.done, (one.action[0], end), since)


def _start(parties: Parties, action: Span) -> When | None:
    """Return the day on which an accord is to begin: "a ceasefire starting on Thursday"."""
    scene = parties.scene
    for time in scene.times_in((action[0], scene.sentence(action).span[1])):
        lead = STARTING.search(scene.text, action[0], time.span[0]) if time.edtf else None
        if lead is not None and not scene.words((action[1], max(lead.start(), action[1]))).strip():
            return as_when(time)
    return None


def _source(parties: Parties, one: Undertaking, since: str | None) -> Source:
    due = _due(parties, one, since)
    return parties.scene.source(
        one.span,
        phase=one.phase,
        by=one.by,
        strength=one.strength,
        when=_when(parties, one).edtf,
        due=(due.edtf or due.text) if due else None,
        condition=one.conditions[0].of if one.conditions else None,
        signed_by=one.signed_by,
    )


def _named_again(parties: Parties, first: Undertaking) -> Iterator[Source]:
    """Yield where a treaty is named again and its terms told: "the plan, which calls for"."""
    scene = parties.scene
    deal = deal_word(scene.words(first.action)) if first.done is None else None
    if deal is None:
        return
    for verb in scene.verbs:
        if verb.span[0] < first.span[1] or verb.lemma not in CALLING or verb.subject is None or verb.form != "finite":
            continue
        found = pattern("deal").search(scene.words(verb.subject).rstrip(" ,"))
        whole = found is not None and found.end() == len(scene.words(verb.subject).rstrip(" ,"))
        if found and whole and found.group().casefold().rstrip("s") == deal and pointing(scene.words(verb.subject)):
            span = cover([verb.subject, (verb.span[0], max(verb.clause[1], verb.span[1]))])
            yield scene.source(span, how="implied", terms=scene.words((verb.span[0], span[1])))
