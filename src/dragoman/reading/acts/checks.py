"""Find where a text speaks of a check: a verb that checks, the people who check, access that they get, a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.markup import Phrase, Verb
from dragoman.model import Span, VerificationFinding, VerificationStatus
from dragoman.reading.acts.access import (
    ACCESS,
    WHOM,
    gone_to_see,
    inviting,
    let_in,
    letting,
    master,
    site,
    tempered,
    where_to,
)
from dragoman.reading.acts.checkers import (
    BODY,
    CHECKERS,
    NOBODY,
    SITE,
    Check,
    checked,
    doer,
    is_checker,
    place,
    scopes,
    table,
    torn,
)
from dragoman.reading.acts.circumstances import STARTING, awaited, begun, extent, in_doubt, meant, when_of
from dragoman.reading.acts.findings import found, sampled, seen_from_afar
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.reported import reported
from dragoman.reading.acts.rules import Lexicon
from dragoman.reading.acts.verdicts import judged
from dragoman.reading.force import force
from dragoman.reading.scene import names
from dragoman.spans import holds

BY_FORCE: dict[str, VerificationStatus] = {
    "happened": "completed", "under-way": "under-way", "planned": "agreed", "agreed": "agreed", "proposed": "raised",
    "ready": "invited", "refused": "refused", "postponed": "refused", "cancelled": "refused",
}  # fmt: skip
THROUGH = re.compile(
    r"\b(?:issue|question|matter|problem|system|regime|mechanism|forms?|kinds?|need|right|method|means|team|group|"
    r"number|dozens|"
    r"scores|mission)\s+of\s+(?:[\w.-]+\s+){0,4}$",
    re.I,
)
MUTUAL = re.compile(r"(?:each other|one another)[’']s\b", re.I)
PLACE = re.compile(r"(?:the|their|his) places?\b")
GOING_ON = re.compile(r"\s+(?:still |already |now )?(?:under way|underway|in progress|going on)\b", re.I)
POSTED = ("send", "deploy", "charge", "dispatch", "station", "post", "base", "lead")
THINGS = ("leave", "entrust", "assign", "hand")  # "leaves verification to a commission", but "inspectors left"
INTO = re.compile(r"\s+(?:into|through|round|around|on an?|to)\b")
STAYING = ("stay", "remain")
STILL_AHEAD = ("report", "watch", "replace", "take place")  # of observers: a check only where it is to come
PROGRESSIVE = re.compile(r"(?:is|are|was|were|(?:has|have) been)\s+(?:(?:\w+ly|still|now|also)\s+)*\w+ing$", re.I)
CHECKABLE = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}(?:measures|steps|weapons|arms|arsenal|stockpiles?|materials?|program(?:me)?s?|disarmament|"
    r"dismantl\w+|withdrawal|implementation|cease-?fire|truce|freeze|destruction|compliance)\b",
    re.I,
)
INDEPENDENT = re.compile(r"\bindependently\b", re.I)
INVITATION = re.compile(r"\binvitations?$", re.I)
ORDERING = frozenset(["charge", "task", "mandate", "order", "authorize", "authorise", "instruct", "entrust"])


@cache
def _nouns() -> Lexicon:
    return Lexicon([*table("checker"), *table("noun")])


def checks(parties: Parties) -> Iterator[Check]:
    """Yield all places where the text speaks of a check."""
    for verb in parties.scene.verbs:
        if in_doubt(parties.scene, verb):
            continue
        checking = _checking_key(parties, verb) in table("checking")
        if made := (_checking(parties, verb) if checking else None) or _other(parties, verb):
            yield made
    for head, word in _nouns().spot(parties.scene.text):
        if named := _named(parties, head, word):
            yield named


def _other(parties: Parties, verb: Verb) -> Check | None:
    ways = (found, judged, sampled, seen_from_afar, gone_to_see, reported)
    return next((check for way in ways if (check := way(parties, verb)) is not None), None)


def _checking(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of a checking verb: "inspected the site", "could not verify that", "to verify that"."""
    scene = parties.scene
    kind = table("checking")[_checking_key(parties, verb)]
    confirming = kind == "finding"
    above = master(parties, verb)
    let = above is not verb and table("verb")[above.lemma] in ("invited", "refused")
    if let or (kind == "body" and above is not verb and not _purpose(parties, verb)):
        return let_in(parties, verb)
    of = verb.subject if verb.passive else checked(parties, verb)
    if INDEPENDENT.search(scene.words((verb.span[0], max(verb.clause[1], verb.span[1])))) and not parties.agent(verb):
        return None  # "could not be independently verified": the press of its own report
    others = parties.agent(verb) if verb.passive else _body(parties, verb) or _own(parties, verb)
    by = next(iter(others), None) or (None if verb.passive else doer(parties, verb))
    if of is None or _only_asked(parties, of) or (not by and not verb.passive and not _nameless(parties, verb, of)):
        return None
    if (
        not confirming
        and not (by and is_checker(parties, by, verb))
        and not (verb.passive and SITE.search(scene.words(of)))
        and not _from_abroad(parties, verb, by, of)
    ):
        return None
    if verb.lemma in ("visit", "tour") and _lone_visitor(parties, by) and not SITE.search(scene.words(of)):
        return None  # "the agency's head visited Tehran": a meeting
    if kind == "wide" and not CHECKERS.search(_called(parties, verb, by)) and not _could_not(parties, verb, by):
        return None
    status, finding = _stage(parties, verb, confirming)
    if status is None or (verb.form == "participle" and not by) or (confirming and not _about(parties, verb, by, of)):
        return None
    return Check(
        span=extent(parties.scene, verb), head=verb.span, status=status, by=by, place=place(parties, verb, of),
        finding=finding, of=of, scope=scopes(scene.words(of)), when=when_of(scene, verb),
    )  # fmt: skip


def _could_not(parties: Parties, verb: Verb, by: str | None) -> bool:
    """Return whether a body of states says that it could not establish something: "the UN could not confirm that"."""
    actor, told = parties.get(by) if by else None, parties.scene.verbs_in(verb.complement or verb.span)[-1:]
    igo = actor is not None and actor.sector == "IGO" and all(one.tense == "past" for one in told)
    return igo and verb.modality == "possible" and verb.negated


def _lone_visitor(parties: Parties, by: str | None) -> bool:
    actor = parties.get(by) if by else None
    return actor is not None and actor.kind == "person"


def _called(parties: Parties, verb: Verb, by: str | None) -> str:
    """Return what whoever checks is called: the words of an active verb's subject, else the actor's names."""
    if verb.subject is not None and not verb.passive:
        return parties.scene.words(verb.subject)
    actor = parties.get(by) if by else None
    return " ".join(names(actor)) if actor else ""


def _only_asked(parties: Parties, of: Span) -> bool:
    """Return whether what is examined is a request: "a request to see the mine is being examined"."""
    return bool(re.search(r"\brequests?\b[^,.;]*\bto \w+\s+$", parties.scene.words((max(0, of[0] - 60), of[0]))))


def _nameless(parties: Parties, verb: Verb, of: Span) -> bool:
    """Return whether it counts as a check though nobody is named: "no one could verify", "we have verified"."""
    subject = parties.scene.words(verb.subject) if verb.subject is not None else ""
    firm = verb.lemma in ("verify", "certify") and (NOBODY.match(subject) or subject.casefold() == "we")
    return bool(firm) or bool(MUTUAL.match(parties.scene.words(of)))


def _from_abroad(parties: Parties, verb: Verb, by: str | None, of: Span) -> bool:
    """Return whether those look who have to come for it: "each other's guard posts", officers at a foreign base."""
    words = parties.scene.words(of)
    actor = parties.get(by) if by else None
    if MUTUAL.match(words) and SITE.search(words):
        return True
    if actor is None or not SITE.search(words):
        return False
    at = place(parties, verb, of)
    land = parties.scene.places[at].country if at else None
    foreign = bool(actor.country and land and actor.country != land)
    return foreign and actor.kind != "person" and verb.lemma in ("inspect", "examine")


def _checking_key(parties: Parties, verb: Verb) -> str:
    """Return the table's word for a checking verb, with its particle: "looked into", "went through"."""
    phrasal = parties.scene.phrasal(verb)
    return phrasal if phrasal in table("checking") else verb.lemma


def _own(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return who speaks of his own check: "We have verified it, he said", "the agency said it had verified"."""
    subject = parties.scene.words(verb.subject).casefold() if verb.subject is not None else ""
    statement = parties.scene.voices.innermost(verb.span) if subject in ("we", "i", "it", "they") else None
    speaker = statement.speaker if statement is not None else None
    if speaker is None or (subject in ("it", "they") and not is_checker(parties, speaker, verb)):
        return ()
    return (speaker,)


def _stage(
    parties: Parties, verb: Verb, confirming: bool
) -> tuple[VerificationStatus | None, VerificationFinding | None]:
    scene = parties.scene
    ordered = _ordered(parties, verb)
    if ordered is not None:
        return ordered, None
    if verb.modality == "possible" and (verb.negated or torn(parties, verb)):
        return ("completed", "inconclusive") if confirming else ("refused", None)
    above = scene.governor(verb)
    if above is not None and above.lemma in ("fail", "struggle") and confirming or _unable(parties, verb):
        return "completed", "inconclusive"
    if confirming and _able(parties, verb):
        return "completed", "confirmed"
    if verb.modality == "possible" and not verb.negated:
        return "raised", None
    told = meant(scene, verb)
    if told is None or (confirming and verb.lemma == "confirm" and told != "happened"):
        return ("agreed" if _purpose(parties, verb) else None), None
    starting = begun(scene, verb) or (above if above is not None and above.lemma in STARTING else None)
    going = PROGRESSIVE.match(scene.words(verb.span)) or starting
    status = "under-way" if going and told in ("happened", "under-way") else BY_FORCE.get(told)
    if awaited(scene, verb) and confirming:
        return "raised", None  # "sanctions stay until inspectors certify": a condition, no finding
    return status, ("confirmed" if confirming and status == "completed" else None)


def _ordered(parties: Parties, verb: Verb) -> VerificationStatus | None:
    """Return the stage of a check that checkers are charged with: "charged the inspectors with verifying"."""
    start = parties.scene.sentence(verb.span).span[0]
    before = parties.scene.verbs_in((start, verb.span[0]))
    if verb.form in ("ing", "to") and before and before[-1].lemma in ORDERING:
        return "under-way" if force(parties.scene, before[-1]) == "happened" else "agreed"
    return None


def _unable(parties: Parties, verb: Verb) -> bool:
    lead = parties.scene.text[max(0, verb.span[0] - 24) : verb.span[0]]
    nobody = verb.subject is not None and NOBODY.match(parties.scene.words(verb.subject))
    return bool(re.search(r"\b(?:unable|failed|not (?:been )?able|impossible|not in a position)\s+$", lead)) or (
        bool(nobody and re.search(r"\bable\s+$", lead))
    )


def _able(parties: Parties, verb: Verb) -> bool:
    """Return whether a body was able to do it, and did: "had been able to confirm"."""
    lead = parties.scene.text[max(0, verb.span[0] - 24) : verb.span[0]]
    return bool(re.search(r"(?<!not )\b(?:been|was|were)\s+(?:now |finally |at last )?able\s+$", lead))


def _purpose(parties: Parties, verb: Verb) -> bool:
    """Return whether a body is made to check: "agreed to set up a panel to investigate"."""
    held = (v.object for v in parties.scene.chain(verb)[1:] if v.object)
    return verb.form == "to" and any(BODY.search(parties.scene.words(span)) for span in held)


def _body(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return the body that is made to check: "set up a commission to monitor"."""
    if not _purpose(parties, verb):
        return ()
    held = (v.object for v in parties.scene.chain(verb)[1:] if v.object and BODY.search(parties.scene.words(v.object)))
    return parties.who(next(held, None))


def _about(parties: Parties, verb: Verb, by: str | None, of: Span) -> bool:
    """Return whether a confirmation checks something: "confirmed the visit" only tells news."""
    if verb.lemma in ("verify", "certify"):
        return True
    asked = holds(verb.complement, of) or torn(parties, verb) or _able(parties, verb)
    return bool(by and (is_checker(parties, by, verb) or _could_not(parties, verb, by))) and asked


def _named(parties: Parties, head: Span, word: str) -> Check | None:
    """Return the check that a noun makes, with the stage that its verb lends ("has invited inspectors")."""
    scene = parties.scene
    sentence = scene.sentence(head).span if scene.marked.sentences else (0, 0)
    if not holds(sentence, head) or any(holds(v.span, head) for v in scene.near(head)):
        return None
    if word.startswith("control ") and not CHECKABLE.match(scene.text, head[1]):
        return None  # "control over the message"
    person = word in table("checker")
    phrase = parties.phrase_of(head)
    if phrase is not None and phrase.head[0] > head[1]:
        return None if not person else _as_subject(parties, head, phrase.span, person)
    return _as_subject(parties, head, phrase.span if phrase else head, person)


def _as_subject(parties: Parties, head: Span, phrase: Span, person: bool) -> Check | None:
    scene = parties.scene
    verb = _governing(parties, head)
    if verb is None or in_doubt(scene, verb):
        return None
    key = _verb_key(parties, verb, head, person)
    status = table("verb").get(key)
    if status is None:
        return None
    active = holds(verb.subject, head) and not verb.passive
    if person and not active and status in ("under-way", "completed") and key not in POSTED:
        return None
    if active and person and status in ("invited", "agreed", "raised"):
        return None  # "inspectors asked", "the monitors agreed": their words, no check yet
    settled = tempered(parties, verb, status)  # type: ignore[arg-type]
    if person and (key in THINGS or (key == "lead" and not INTO.match(scene.text, phrase[1]))):
        return None
    if key in STAYING and not SITE.search(scene.words(verb.clause)) and not scene.places_in(verb.clause):
        return None
    if settled is None or (key in STILL_AHEAD and not (active and person and settled == "agreed")):
        return None
    asked = WHOM.match(scene.text, head[1]) is not None  # "the inspectors whom Kim invited"
    host = next(iter(parties.agent(verb) if verb.passive and not asked else letting(parties, verb)), None)
    host = None if active else host
    checker = _checker(parties, phrase, head) if person else None
    of = None if person else phrase if key in THINGS else _object(parties, head, phrase)
    if person:
        of = site(parties, verb, head)
    elif checker is None:
        by = re.compile(r"[^,.;]{0,40}?\b(?:by|to)\s+" if key in THINGS else r"[^,.;]{0,40}?\bby\s+").match(
            scene.text, head[1]
        )
        checker = next(iter(parties.who(parties.phrase_from(by.end()))), None) if by else None
    span = extent(parties.scene, verb)
    return Check(
        span=span, head=head, status=settled, by=checker,
        host=host if status in ("invited", "refused") and settled != "raised" and host != checker else None,
        place=place(parties, verb, of) or where_to(parties, head), of=of, scope=scopes(scene.words(span)),
        when=when_of(scene, verb),
    )  # fmt: skip


def _governing(parties: Parties, head: Span) -> Verb | None:
    """Return the verb of which the noun is subject, object or reached thing, the nearest first."""
    scene = parties.scene
    holding = [
        v
        for v in scene.near(head)
        if _direct(parties, v.object, head)
        or holds(v.subject, head)
        or (v.passive and v.form == "finite" and holds(v.clause, head) and v.span[0] < head[0])
    ]
    if (asking := inviting(parties, head)) is not None:
        return asking
    holding = [v if table("verb").get(v.lemma) in ("invited", "refused") else master(parties, v) for v in holding]
    if not holding:
        start = scene.sentence(head).span[0]
        holding = [
            v
            for v in scene.verbs_in((start, head[0]))
            if v.form != "participle" and head[0] - v.span[1] < 48 + 40 * (v.lemma == "discuss")
        ][-1:]
        holding = [v for v in holding if _direct(parties, (v.span[1], head[1]), head)]
    return min(holding, key=lambda v: abs(v.span[0] - head[0]), default=None)


def _direct(parties: Parties, object_: Span | None, head: Span) -> bool:
    """Return whether the check is what the verb is done to: not "gives the tally of inspections"."""
    if object_ is None or not holds(object_, head):
        return False
    before = parties.scene.words((object_[0], head[0]))
    return " of " not in before or bool(THROUGH.search(before))


def _verb_key(parties: Parties, verb: Verb, head: Span, person: bool) -> str:
    """Return the table's word for a verb; access given is an invitation, "resist attempts to" a refusal."""
    behind = re.findall(r"[\w-]+", parties.scene.text[verb.span[1] : verb.span[1] + 16].casefold())[:1]
    phrasal = " ".join([verb.lemma, *behind])
    if phrasal in table("verb"):
        return phrasal
    torn_off = f"{verb.lemma} {parties.scene.text[verb.object[1] + 1 :][:8].split(' ')[0]}" if verb.object else ""
    if torn_off in table("verb"):
        return torn_off  # "turned the observers back"
    if verb.object is not None and INVITATION.search(parties.scene.words(verb.object)):
        return "invite"  # "extended an invitation to inspectors"
    if verb.lemma == "be" and GOING_ON.match(parties.scene.text, verb.span[1]):
        return "start"
    if verb.lemma == "take" and verb.object and PLACE.match(parties.scene.words(verb.object)):
        return "take place"
    if verb.lemma in ("give", "grant", "provide", "offer", "allow", "deny", "refuse") and person:
        inside = parties.scene.words((min(verb.span[0], head[0]), max(verb.clause[1], head[1])))
        return verb.lemma if ACCESS.search(inside) or verb.lemma in ("allow", "refuse", "deny") else ""
    return verb.lemma


def _checker(parties: Parties, phrase: Span, head: Span) -> str | None:
    """Return who checks: the inspectors as named, else the body of which they are ("inspectors from the OPCW")."""
    scene = parties.scene
    own = parties.phrase_of(head)
    heading = own is not None and holds(own.head, head)
    known = parties.people(phrase) if own is None or heading else ()
    known = known or ((parties.unnamed(own if own is not None and heading else Phrase(span=head, head=head)),))
    tail = re.compile(r"\s+(?:from|of)\s+").match(scene.text, head[1])
    body = (
        parties.who(parties.phrase_from(tail.end())) or scene.actors_in((tail.end(), tail.end() + 60)) if tail else ()
    )
    body = tuple(a for a in body if (actor := parties.get(a)) and actor.kind != "person")
    return next(iter((*body, *known)), None)


def _object(parties: Parties, head: Span, phrase: Span) -> Span | None:
    """Return what is checked: "verification of the freeze", "control over these measures"; else the noun itself."""
    scene = parties.scene
    ready = scene.words(head).casefold().endswith((" over", " of", " on", " the"))
    joint = re.compile(r"\s+" if ready else r"\s+(?:of|over|on|at|to)\s+").match(scene.text, head[1])
    target = parties.phrase_from(joint.end()) if joint else None
    return target or phrase
