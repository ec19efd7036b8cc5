"""Find what a party says that its own side will do: "said it would investigate", "We will close the site"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.model import Phase
from dragoman.reading.acts.checkers import of_checkers
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import MANNERS, MEETING, Undertaking, build, hostile, main_word, words

OFFICE = re.compile(r"\b(?:minister|ministry|spokes\w+|government|cabinet|army|president)\b", re.I)


NOTHING = re.compile(r"\w+\s+(?:(?:down|up|out|over|back|in|off)\s+)?(?:nothing|none|neither|no)\b", re.I)
IT = re.compile(r"(?:it|he|she|they)$", re.I)


UNDER = re.compile(
    r"(?:Under|In|According to)\s+(?:the|this|that|its)\s+(?:[\w-]+\s+){0,3}?(?:accord|agreement|deal|pact|treaty|"
    r"annex|truce|cease-?fire|plan|road ?map|terms|protocol|memorandum|settlement|arrangement)\b"
)


WE = re.compile(r"(?:we|i)$", re.I)


def intended(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a speaker says that his own side will do: "said it would investigate", "We will close the site"."""
    scene = parties.scene
    if verb.passive and verb.subject is not None and verb.form == "finite":
        return _due_under(parties, verb)
    if verb.passive or verb.subject is None or not {verb.lemma, scene.phrasal(verb)} & words("deed"):
        return None
    if verb.form == "to":
        return _headline(parties, verb)
    if verb.form != "finite":
        return None
    group = scene.words(verb.span)
    future = re.match(
        r"(?:will|shall|is to|are to|is going to|are going to|am going to|['’]ll|won['’]t)\b", group, re.I
    )
    would = re.match(r"(?:would|wouldn['’]t)\b", group, re.I)
    if not (future or would) or re.search(
        r"\b(?:if|whether|unless|until|when)\s+$", scene.text[: verb.subject[0]][-12:], re.I
    ):
        return None
    statement = scene.voices.innermost(verb.span)
    if would and statement is None and verb.negated:
        return _unwilling(parties, verb)
    bound = UNDER.match(scene.words(scene.sentence(verb.span).span)) is not None
    speaker = statement.speaker if statement else None
    by = parties.people(verb.subject) if bound else _own_side(parties, verb, speaker, bool(would))
    action = (main_word(parties, verb), max(verb.clause[1], verb.span[1]))
    if (
        not by
        or MEETING.match(scene.words(action))
        or MANNERS.match(scene.words(action))
        or hostile(parties, verb)
        or " have " in f"{group} "
    ):
        return None
    keeping = verb.lemma in words("keep") or verb.lemma == "continue"
    phase: Phase = "refused" if verb.negated else "in-force" if keeping else "agreed"
    if verb.lemma in ("consider", "review", "study", "examine"):
        phase = "floated"
    if phase == "refused" and keeping:
        return None
    if of_checkers(parties, by, verb, verb):
        return None  # "A commission will verify the ceasefire": a verification
    if NOTHING.match(scene.words(action)):
        phase = "refused"
    one = build(parties, verb, action, by, (), phase, None if verb.negated else "intent", done=verb)
    waiting = would and phase == "in-force" and one.conditions  # "would honour the truce only if"
    return replace(one, phase="offered") if waiting else one


def _due_under(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what is to be done by an accord that may not say by whom: "Under it, a committee will be set up"."""
    scene = parties.scene
    future = re.match(r"(?:will|shall|is to|are to)\b", scene.words(verb.span))
    made = {verb.lemma, scene.phrasal(verb)} & (words("deed") | words("maker"))
    if not future or verb.negated or not made or not UNDER.match(scene.words(scene.sentence(verb.span).span)):
        return None
    end = max(verb.clause[1], verb.complement[1] if verb.complement else 0, verb.span[1])
    assert verb.subject is not None
    return build(parties, verb, (verb.subject[0], end), parties.agent(verb), (), "agreed", "pledge", done=verb)


def _unwilling(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what the document itself says that somebody would not do: "Reagan would not give the shield up"."""
    scene, by = parties.scene, parties.people(verb.subject)
    action = (main_word(parties, verb), max(verb.clause[1], verb.span[1]))
    quoted = scene.words(action)
    awaited = re.search(r"\b(?:if|unless|otherwise|were)\b", scene.words(scene.sentence(verb.span).span), re.I)
    if not by or awaited or re.search(r"\bhave\b", scene.words(verb.span)):
        return None
    if MEETING.match(quoted) or MANNERS.match(quoted) or hostile(parties, verb):
        return None
    return build(parties, verb, action, by, (), "refused", None, done=verb)


def _headline(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a headline announces: "NATO to admit candidates in March"."""
    scene = parties.scene
    sentence = scene.sentence(verb.span)
    if sentence.role != "title" or any(v.form == "finite" for v in scene.verbs_in(sentence.span)):
        return None
    by = parties.who(verb.subject)
    action = (main_word(parties, verb), max(verb.clause[1], verb.span[1]))
    if (
        not by
        or verb.subject is None
        or verb.subject[1] + 2 < verb.span[0]
        or MEETING.match(scene.words(action))
        or hostile(parties, verb)
    ):
        return None
    return build(parties, verb, action, by, (), "agreed", "intent", done=verb)


def _own_side(parties: Parties, verb: Verb, speaker: str | None, would: bool) -> tuple[str, ...]:
    assert verb.subject is not None
    subject_words = parties.scene.words(verb.subject)
    doers = parties.people(verb.subject)
    if speaker is None:
        known = [a for a in doers if (actor := parties.get(a)) and actor.kind in ("state", "organisation")]
        return () if would else tuple(known)
    if WE.match(subject_words.strip()):
        if subject_words.strip().casefold() == "i":
            return (speaker,)
        actor = parties.get(speaker)
        state = parties.state_of(speaker)
        return (state if state != speaker else (actor.acts_for if actor and actor.acts_for else speaker),)
    if not doers and IT.match(subject_words.strip()) and verb.subject is not None:
        return (speaker,)  # "The council said it would": nobody else is named
    actor = parties.get(speaker)
    if subject_words.casefold() == "the government" and actor is not None and actor.sector != "JRN":
        return doers
    members = actor.members if actor is not None else ()
    sides = {parties.side(speaker), actor.acts_for if actor else None, *members} - {None}
    if actor is not None and actor.country is None and actor.name is None and OFFICE.search(" ".join(actor.roles)):
        return tuple(a for a in doers if (doer := parties.get(a)) and doer.kind in ("state", "group"))[:1]
    if len(doers) > 1 and any(a in sides or parties.side(a) in sides for a in doers) and "two sides" in subject_words:
        return doers  # "The two sides, he said, would keep talking"
    ours = (a for a in doers if a in sides or parties.side(a) in sides or _acts_for(parties, a) in sides)
    return tuple(dict.fromkeys(parties.state_of(a) if _group(parties, a) else a for a in ours))


def _group(parties: Parties, id: str) -> bool:
    actor = parties.get(id)
    return actor is not None and actor.kind == "group"


def _acts_for(parties: Parties, id: str) -> str:
    actor = parties.get(id)
    return (actor.acts_for if actor else None) or id
