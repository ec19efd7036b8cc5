"""Find checks by what comes out of them: an inquiry finds, monitors report, a third party confirms that it was so."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Span, VerificationFinding
from dragoman.reading.acts.checkers import BODY, CHECKERS, SETTLING, SITE, Check, place, scopes
from dragoman.reading.acts.circumstances import extent, main_of, when_of
from dragoman.reading.acts.findings import EVIDENCE, FOUND, INTACT
from dragoman.reading.acts.parties import Parties
from dragoman.reading.force import BE_TO, force, own_force
from dragoman.spans import cover

INQUIRY = re.compile(
    r"\b(?:inquiry|enquiry|inquiries|probe|investigations?|audits?|inspections?|autops(?:y|ies)|surveys?|"
    r"examinations?|forensic tests?)$",
    re.I,
)
POLL = re.compile(r"\bsurveys?$", re.I)  # of the ground, not of opinions, only where something is found there
CONCLUDING = frozenset(["find", "conclude", "establish", "determine", "confirm", "show", "reveal", "uncover", "detect"])
SURE = frozenset(["conclude", "establish", "determine", "confirm", "verify", "certify"])
TELLING = frozenset(["report", "say", "announce", "note", "record", "state", "observe"])
ASKING = frozenset(["see", "check", "establish", "ascertain", "determine", "find"])
WHETHER = re.compile(r"(?:\s+out)?(?:\s+(?:in|on|at|by|this|next)\b[^,.;]{0,30})?\s+(?P<what>whether\b[^,.;]+)")
SEEING = frozenset(["see", "observe", "spot", "record", "count", "register"])
ARMED = re.compile(
    r"\b(?:tanks?|troops|soldiers|fighters|howitzers?|artillery|launchers?|trucks|vehicles|violations?)\b", re.I
)
OWN = re.compile(r"(?:its|his|her|their|our|it|he|she|they|we)\b", re.I)
GATHERING = frozenset(["meet", "visit", "speak", "talk", "agree", "ask", "invite", "receive", "tell", "arrive", "die"])


def reported(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of whose outcome a verb tells."""
    if verb.form == "to" or own_force(verb) == "planned" or BE_TO.match(parties.scene.words(verb.span)):
        return _going_to_see(parties, verb)
    if verb.form != "finite" or verb.passive or verb.subject is None:
        return None
    return _inquiry(parties, verb) or _witnessed(parties, verb) or _seen(parties, verb)


def _inquiry(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of "a U.N. inquiry found no evidence of", "an earlier survey had found the pillars intact"."""
    scene, subject = parties.scene, verb.subject
    assert subject is not None
    if verb.lemma not in CONCLUDING:
        return None
    phrase = parties.phrase_of((subject[1] - 1, subject[1]))
    owner = scene.words(subject).split(",")[0].strip()
    if not INQUIRY.search(owner.split(" by ")[0].split(" into ")[0].split(" of ")[0]):
        return None
    of = verb.complement or parties.object_span(verb)
    if of is None or phrase is None or verb.negated or force(scene, verb) != "happened":
        return None
    told = scene.words((verb.span[0], max(of[1], verb.clause[1])))
    finding = _finding(told, sure=verb.lemma in SURE or verb.complement is not None)
    if finding is None or (POLL.search(owner) and not (INTACT.search(told) or FOUND.search(told))):
        return None
    return _check(parties, verb, next(iter(scene.actors_in(subject)), None), of, finding)


def _finding(told: str, *, sure: bool) -> VerificationFinding | None:
    if EVIDENCE.search(told):
        return "refuted"  # of what was looked for: "no evidence of fraud"
    return "confirmed" if sure or FOUND.search(told) or INTACT.search(told) else None


def _witnessed(parties: Parties, verb: Verb) -> Check | None:
    """Return what monitors report, or an organisation of states confirms, to have been done by others."""
    scene, of = parties.scene, verb.complement
    assert verb.subject is not None
    by = next(iter(parties.people(verb.subject)), None)
    actor = parties.get(by) if by else None
    third = actor is not None and actor.sector == "IGO" and actor.kind != "person"
    monitors = CHECKERS.search(scene.words(verb.subject)) is not None
    if of is None or by is None or not (monitors and verb.lemma in TELLING or third and verb.lemma in SURE):
        return None
    inner = next((v for v in scene.verbs_in(of) if v.form == "finite"), None)
    if inner is None or inner.subject is None or force(scene, verb) != "happened":
        return None
    past = inner.tense == "past" and (inner.perfect or inner.passive)
    if not past or inner.lemma in GATHERING or OWN.match(scene.words(inner.subject)):
        return None
    return _check(parties, verb, by, of, "confirmed" if verb.lemma in SURE else None)


def _seen(parties: Parties, verb: Verb) -> Check | None:
    """Return what monitors saw: "its monitors had seen no tanks in the zone"."""
    scene, of = parties.scene, parties.object_span(verb)
    assert verb.subject is not None
    subject = scene.words(verb.subject)
    past = verb.tense == "past" or verb.perfect
    if verb.lemma not in SEEING or of is None or not past or not CHECKERS.search(subject):
        return None
    if force(scene, verb) != "happened" or not (SITE.search(scene.words(of)) or ARMED.search(scene.words(of))):
        return None
    phrase = parties.phrase_of((verb.subject[1] - 1, verb.subject[1]))
    by = next(iter(parties.people(verb.subject)), None) or (parties.unnamed(phrase) if phrase else None)
    return _check(parties, verb, by, of, "refuted" if EVIDENCE.search(scene.words(of)) else None)


def _going_to_see(parties: Parties, verb: Verb) -> Check | None:
    """Return the check for which monitors set out: "left Gori to see whether the troops were leaving"."""
    if verb.lemma not in ASKING:
        return None
    scene = parties.scene
    asked = WHETHER.match(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    main = verb if verb.form == "finite" else scene.governor(verb) or main_of(scene, verb)
    if asked is None or main is None or main.subject is None or main.negated:
        return None
    told = {"happened": "under-way", "planned": "agreed"}.get(force(scene, main)) if main.form == "finite" else None
    by = next(iter(parties.people(main.subject)), None)
    told = "agreed" if told and BE_TO.match(scene.text, main.span[0]) else told
    body = BODY if verb.lemma in SETTLING else CHECKERS
    if told is None or by is None or not body.search(scene.words(main.subject)):
        return None
    return Check(
        span=cover([extent(scene, main), asked.span("what")]), head=verb.span, status=told,  # type: ignore[arg-type]
        by=by, place=place(parties, verb, asked.span("what")), of=asked.span("what"), when=when_of(scene, main),
    )  # fmt: skip


def _check(parties: Parties, verb: Verb, by: str | None, of: Span, finding: VerificationFinding | None) -> Check:
    scene = parties.scene
    whole = cover([extent(scene, verb), (of[0], min(of[1], scene.sentence(verb.span).span[1]))])
    return Check(
        span=whole, head=verb.span, status="completed", by=by, place=place(parties, verb, of), finding=finding, of=of,
        scope=scopes(scene.words(whole)), when=when_of(scene, verb),
    )  # fmt: skip
