"""Find what a speaker holds out to the other side: threats ("said it would strike") and demands ("must hold off")."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Span, Statement
from dragoman.reading.acts.circumstances import awaited, meant
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.rules import HOSTILE, landed, rule_of, word_set, words_in
from dragoman.spans import cover, holds, inside

Threat = tuple[tuple[str, ...], tuple[str, ...], str | None, Span, Verb | None]

AHEAD = re.compile(r"(?:will|would|shall|is going to|are going to|['’]ll)\b", re.I)
MUST = re.compile(r"(?:must|should|has to|have to|ought to|needs to|need to)\b", re.I)
RESPONDING = frozenset(
    [
        "respond",
        "retaliate",
        "punish",
        "annihilate",
        "crush",
        "destroy",
        "strike",
        "attack",
        "bomb",
        "hit",
        "invade",
        "avenge",
    ]
)
MODES = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict", "PROTEST": None}
THREATENING = frozenset(["threaten", "warn", "vow", "swear", "pledge", "promise"])
RESPONDING_WORDS = re.compile(
    r"\b(?:respond|retaliat\w+|punish\w*|strike|attack\w*|bomb\w*|force|war|annihilat\w+|destroy\w*|crush)\b", re.I
)


DIRE = re.compile(
    r"(?:\s+[^,.;]{2,60}?)?\s+of\s+(?:(?:an?|the|severe|serious|grave|dire|harsh|swift|further|military|possible|"
    r"devastating)\s+)*"
    r"(?:retaliat\w+|reprisals?|punish\w+|consequences|response|countermeasures|counter-?measures|military action|"
    r"air ?strikes|sanctions|force)\b",
    re.I,
)


def threat_of(parties: Parties, verb: Verb) -> Threat | None:
    """Return the threat that a verb makes: who, against whom, the mode, the words, the verb that says it."""
    if verb.lemma in THREATENING:
        return _announced(parties, verb)
    return _held_out(parties, verb)


def _announced(parties: Parties, verb: Verb) -> Threat | None:
    """Return the threat of "threatened to close the strait", "warned Iraq of strikes", "vowed to retaliate"."""
    scene = parties.scene
    if verb.negated or awaited(scene, verb) or meant(scene, verb) not in ("happened", "under-way"):
        return None
    actors = parties.agent(verb) if verb.passive else parties.subject(verb)
    if not actors:
        return None
    tail = _tail(parties, verb)
    inner = next((v for v in scene.verbs_in((verb.span[0] + 1, tail[1])) if holds(tail, v.span)), None)
    rule = rule_of(parties, inner) if inner is not None else None
    hostile = rule is not None and rule.event in HOSTILE
    if verb.lemma != "threaten":
        grave = word_set("threat") & words_in(scene.words(tail))
        if verb.lemma == "warn" and not (grave and _against_others(parties, actors, tail)):
            return None
        if verb.lemma != "warn" and not hostile and not (inner is not None and inner.lemma in RESPONDING):
            return None
    hit = _target(parties, verb, inner, actors)
    mode = MODES.get(rule.event) if hostile and rule is not None else _mode(parties, tail)
    return actors, hit, mode, (cover([verb.subject or verb.span, verb.span])[0], max(tail[1], verb.span[1])), verb


def _tail(parties: Parties, verb: Verb) -> Span:
    sentence = parties.scene.sentence(verb.span).span
    end = min(max(verb.clause[1], verb.complement[1] if verb.complement else 0, verb.span[1]), sentence[1])
    quoted = parties.scene.words((verb.span[1], end))
    return verb.span[1], end - (len(quoted) - len(quoted.rstrip(" ,;.\n")))


def _against_others(parties: Parties, actors: tuple[str, ...], tail: Span) -> bool:
    """Return whether a warning is of what one's own side would do or the other would suffer."""
    scene = parties.scene
    inner = next((v for v in inside(scene.verbs, tail) if v.form == "finite" and v.subject), None)
    mine = {parties.side(a) for a in actors}
    if inner is not None:
        theirs = {parties.side(a) for a in parties.who(inner.subject)}
        own = bool(theirs & mine)
        suffering = inner.lemma in ("face", "suffer", "pay", "regret", "receive", "meet", "feel", "see") and not own
        rule = rule_of(parties, inner)
        acting = own and (inner.lemma in RESPONDING or (rule is not None and rule.event in HOSTILE))
        return bool(AHEAD.match(scene.words(inner.span))) and (suffering or acting)
    return bool(DIRE.match(scene.words(tail)))


def _target(parties: Parties, verb: Verb, inner: Verb | None, actors: tuple[str, ...]) -> tuple[str, ...]:
    mine = {parties.side(a) for a in actors}
    tries = [parties.object(verb)]
    if inner is not None:
        tries += [
            parties.object(inner),
            landed(parties, parties.object_span(inner)),
            parties.after(inner, ("at", "on", "against", "with")),
        ]
        tries.append(parties.who(inner.subject) if inner.form == "finite" else ())
    tries += [parties.after(verb, ("against", "on", "with"))]
    for found in tries:
        others = tuple(a for a in found if parties.side(a) not in mine)
        if others:
            return others
    return ()


def _mode(parties: Parties, tail: Span) -> str | None:
    quoted = parties.scene.words(tail)
    if re.search(r"\b(?:sanctions?|ties|relations|aid|trade)\b", quoted, re.I):
        return "relations"
    return "violence" if RESPONDING_WORDS.search(quoted) else None


def _held_out(parties: Parties, verb: Verb) -> Threat | None:
    """Return the threat of a speaker's own side: "said it would attack", "We will respond"."""
    scene = parties.scene
    if verb.form != "finite" or verb.negated or verb.passive or not AHEAD.match(scene.words(verb.span)):
        return None
    rule = rule_of(parties, verb)
    hostile = rule is not None and rule.event in HOSTILE
    forceful = bool(
        re.search(r"\b(?:use|resort to)\s+(?:\w+\s+)?force\b", scene.words((verb.span[0], verb.span[1] + 20)))
    )
    if not (hostile or verb.lemma in RESPONDING or forceful) or re.search(r"\bhave\b", scene.words(verb.span)):
        return None
    statement = scene.voices.innermost(verb.span)
    if statement is None or statement.speaker is None or verb.subject is None:
        return None
    actors = _own(parties, verb, statement)
    if not actors:
        return None
    if not hostile and not forceful and not RESPONDING_WORDS.search(scene.words(verb.clause)):
        return None
    end = scene.sentence(verb.span).span[1]
    hit = _target(parties, verb, None, actors)
    hit = hit or landed(parties, parties.object_span(verb)) or _others(parties, (verb.span[1], end), actors)
    clause = cover([verb.subject, verb.span, (verb.span[0], max(verb.clause[1], verb.span[1]))])
    mode = MODES.get(rule.event) if rule is not None and hostile else "violence"
    return actors, hit, mode, (clause[0], min(clause[1], end)), _cue(parties, statement)


def _others(parties: Parties, span: Span, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the other side that the rest of the sentence names: "would use force if Saddam does not back down"."""
    mine = {parties.side(a) for a in actors}
    return tuple(a for a in parties.scene.actors_in(span) if parties.side(a) not in mine)[:1]


def _own(parties: Parties, verb: Verb, statement: Statement) -> tuple[str, ...]:
    """Return the doers where they are the speaker's side; "we" is the speaker's state."""
    speaker = statement.speaker
    if speaker is None or verb.subject is None:
        return ()
    if parties.scene.words(verb.subject).strip().casefold() in ("we", "i"):
        return (parties.state_of(speaker),)
    doers, actor = parties.who(verb.subject), parties.get(speaker)
    sides = {parties.side(speaker), actor.acts_for if actor else None} - {None}
    return tuple(a for a in doers if a in sides or parties.side(a) in sides)


def _cue(parties: Parties, statement: Statement) -> Verb | None:
    """Return the verb that introduces a statement."""
    spans = [source.span for source in statement.sources]
    found = [v for span in spans for v in inside(parties.scene.verbs, span)]
    named = [v for v in found if statement.cue and parties.scene.words(v.span) in statement.cue]
    return next(iter(reversed(named or found)), None)


def must(parties: Parties, verb: Verb) -> tuple[tuple[str, ...], tuple[str, ...], Verb | None] | None:
    """Return the demand of a speaker that another side "must" or "should" do something: who, of whom, the cue."""
    scene = parties.scene
    if verb.form != "finite" or verb.passive or verb.subject is None or not MUST.match(scene.words(verb.span)):
        return None
    statement = scene.voices.innermost(verb.span)
    speaker = parties.get(statement.speaker) if statement and statement.speaker else None
    if (
        statement is None
        or speaker is None
        or speaker.sector == "JRN"
        or not (speaker.country or speaker.kind != "group")
    ):
        return None
    asked = parties.people(verb.subject)
    hard = re.match(r"(?:must|ha[sd]|have|needs?)\b", scene.words(verb.span), re.I)
    if not hard and not all((actor := parties.get(a)) and actor.kind in ("state", "organisation") for a in asked):
        return None
    if not asked or any(parties.side(a) in (parties.side(speaker.id), speaker.acts_for) for a in asked):
        return None
    cue = _cue(parties, statement)
    if cue is not None and cue.lemma in ("demand", "urge", "insist", "ask", "request", "call"):
        return None  # the cue itself is the demand
    if cue is not None and cue.negated:
        return None  # "does not say when Eritrea must withdraw"
    return (speaker.id,), asked, cue
