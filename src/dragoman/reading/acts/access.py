"""Find who gets to see: checkers let in, shown round, there at last, waiting for leave, giving up; and who looks on."""

from __future__ import annotations

import re

from dragoman.markup import Phrase, Verb
from dragoman.model import Span, VerificationStatus
from dragoman.reading.acts.checkers import (
    CHECKERS,
    NOBODY,
    SITE,
    Check,
    checked,
    doer,
    is_checker,
    one,
    pattern,
    place,
    table,
)
from dragoman.reading.acts.circumstances import extent, meant, when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.presence import attended
from dragoman.reading.force import force
from dragoman.spans import cover, holds

ACCESS = re.compile(r"\b(?:access|entry|visas?|permission)\b", re.I)
ACCESS_TO = re.compile(r"\b(?:access|entry)\s+(?:to|into)\s+")
INTO = re.compile(r"\s+(?:in)?to\s+")
SHOWN = re.compile(r"\s*(?:a?round|through|over|inside|into)\s+", re.I)
REQUEST = re.compile(r"\b(?:request|application|demand|appeal)s?\s+(?:(?:by|from|of)\s+[^,.;]{1,60}?\s+)?$", re.I)
OWNED = re.compile(r"(?:[\w.-]+\s+){0,4}(?P<head>[\w.-]+)(?=[’']s?\s)")
ASKER = re.compile(r"\b(?:by|from|of)\s+")
GOING = re.compile(r"\b(?:inspectors|observers|monitors|verifiers|auditors|investigators|experts)\b", re.I)
WATCHING = ("see", "watch", "witness", "observe")
INVITED_TO = re.compile(r"\b(?P<what>invitations?)\s+(?:to|for)\s+(?:[\w’'-]+\s+){0,4}$", re.I)
WHO = re.compile(r"\s*,?\s*who\s+")
INVITING = ("invite", "allow", "admit")
READY = re.compile(r"\s+(?:ready|willing|prepared|set|due|unwilling|reluctant)\s+$")
WHOM = re.compile(r"\s*,?\s*(?:whom|that)\s+")
PRESENCE = re.compile(r"\b(?:in the presence of|under the eyes of|before the eyes of)\s+", re.I)
WRECKED = re.compile(
    r"\b(?:destr(?:uction|oy\w*)|dismantl\w+|demoli\w+|collaps\w+|bl(?:ow\w*|ew) up|cut\w* up|scrapp\w+|remov\w+|"
    r"dispos\w+|dug up|crush\w+|melt\w+|burn\w+|brought down|pulled down)\b",
    re.I,
)


def gone_to_see(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that a way of getting to see makes, or the lack of one."""
    ways = (
        _given_access,
        _has_access,
        _admitted,
        _let_to_see,
        _shown,
        _reached,
        _asked,
        _wanted,
        _given_up,
        _looked_on,
        attended,
    )
    return next((check for way in ways if (check := way(parties, verb)) is not None), None)


def _given_access(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that a body known by name is let in for: "has given the OPCW access to the laboratory"."""
    status = table("verb").get(verb.lemma)
    span = (verb.subject if verb.passive else parties.object_span(verb)) if status in ("invited", "refused") else None
    if span is None:
        return None
    by = next((a for a in parties.scene.actors_in(span) if is_checker(parties, a, verb)), None)
    head = ACCESS.search(parties.scene.text, span[0], max(verb.clause[1], verb.span[1]))
    told = tempered(parties, verb, status) if by and head else None  # type: ignore[arg-type]
    if head is None or told is None:
        return None
    of = site(parties, verb, head.span())
    host = parties.agent(verb) if verb.passive else parties.subject(verb)
    return Check(
        span=extent(parties.scene, verb), head=verb.span, status=told, by=by, of=of, place=place(parties, verb, of),
        host=next(iter(host), None) if told in ("invited", "refused") else None, when=when_of(parties.scene, verb),
    )  # fmt: skip


def _has_access(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those who have access or none: "has had no access to the prisoners", "gained access"."""
    status = table("having").get(verb.lemma)
    of = parties.object_span(verb) if status is not None else None
    if of is None or verb.passive or not ACCESS.search(parties.scene.words(of)):
        return None
    none = verb.negated or NOBODY.match(parties.scene.words(of)) is not None
    told = meant(parties.scene, verb)
    by = doer(parties, verb)
    if by is None or not is_checker(parties, by, verb) or told not in ("happened", "denied"):
        return None
    seen = site(parties, verb, of)
    if not CHECKERS.search(parties.scene.words(verb.subject or of)) and not (seen and _is_site(parties, verb, seen)):
        return None  # "the team had no access to the dressing room"
    return _check(parties, verb, "refused" if none else status, by, seen)  # type: ignore[arg-type]


def _admitted(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those who are let in: "members of the commission were admitted to the prison"."""
    behind = INTO.match(parties.scene.text, verb.span[1])
    if verb.lemma not in ("admit", "let", "readmit") or not verb.passive or behind is None:
        return None
    of = parties.phrase_from(behind.end())
    by = next(iter(parties.who(verb.subject)), None)
    if of is None or by is None:
        return None
    told = tempered(parties, verb, "invited")
    if told is None or not is_checker(parties, by, verb) or not _is_site(parties, verb, of):
        return None
    return _check(parties, verb, told, by, of)


def let_in(parties: Parties, verb: Verb) -> Check | None:
    """Return the check to which a body known by name is let or asked: "invited the OPCW to count the bombs"."""
    above = master(parties, verb)
    by = next(iter(parties.who(above.subject) if above.passive else parties.object(above)), None)
    of = checked(parties, verb)
    if by is None or of is None or not is_checker(parties, by, verb):
        return None
    status = tempered(parties, above, table("verb")[above.lemma])  # type: ignore[arg-type]
    if status is None:
        return None
    host = parties.agent(above) if above.passive else parties.subject(above)
    return Check(
        span=extent(parties.scene, above), head=verb.span, status=status, by=by, of=of, place=place(parties, verb, of),
        host=next(iter(host), None) if status in ("invited", "refused") else None, when=when_of(parties.scene, above),
    )  # fmt: skip


def _let_to_see(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those let or forbidden to see what they look after: "delegates were allowed to see"."""
    if verb.lemma not in WATCHING and verb.lemma not in table("reach"):
        return None
    above = master(parties, verb)
    status = table("verb").get(above.lemma) if above is not verb else None
    of = parties.object_span(verb)
    if of is None or status not in ("invited", "refused") or not _is_site(parties, verb, of):
        return None
    return let_in(parties, verb)


def _shown(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of "inspectors were shown round the plant"."""
    behind = SHOWN.match(parties.scene.text, verb.span[1])
    if not verb.passive or verb.lemma not in ("show", "take", "lead", "guide") or behind is None:
        return None
    by = next(iter(parties.who(verb.subject)), None)
    told = _stage(parties, verb)
    if by is None or told is None or not is_checker(parties, by, verb):
        return None
    return _check(parties, verb, told, by, parties.phrase_from(behind.end()))


def _reached(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those who get to what is to be checked: "experts reached the mills at Hodeidah"."""
    if verb.lemma not in table("reach") or verb.passive or verb.form != "finite":
        return None
    of = parties.object_span(verb)
    by = doer(parties, verb)
    told = _stage(parties, verb)
    if of is None or by is None or told is None or not is_checker(parties, by, verb):
        return None
    if _is_site(parties, verb, of):
        return _check(parties, verb, told, by, of)
    subject = parties.scene.words(verb.subject) if verb.subject is not None else ""
    named = GOING.search(subject) and parties.scene.words(of).removeprefix("the ")[:1].isupper()
    known = (parties.scene.places[id] for id in parties.scene.places_in(of))
    town = any(at.kind in ("city", "country") and at.country for at in known)
    return _check(parties, verb, "under-way" if town and told == "completed" else told, by, of) if named else None


def _asked(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that is only asked for: "a request to see the mine is being examined", "was rejected"."""
    scene = parties.scene
    asked = _request(parties, verb) if _looks(verb) else None
    of = parties.object_span(verb)
    if asked is None or of is None:
        return None
    named = ASKER.search(scene.text, asked[0], asked[1])
    asking = scene.verbs_in((scene.sentence(verb.span).span[0], asked[0]))
    own = parties.phrase_of((asked[0], asked[0] + 1))
    who = parties.who(parties.phrase_from(named.end())) if named else _owner(parties, own.span) if own else ()
    by = next((a for a in who if is_checker(parties, a, verb)), None)
    if by is None and not _is_site(parties, verb, of):
        return None
    after = scene.verbs_in((verb.span[1], scene.sentence(verb.span).span[1]))
    answer = next((v for v in (*after, *reversed(asking)) if v.lemma in table("answer")), None)
    status = table("answer")[answer.lemma] if answer is not None and not answer.negated else "raised"
    if answer is not None and not answer.negated and status != "raised" and meant(scene, answer) != "happened":
        status = "raised"
    span = cover([asked, extent(parties.scene, answer or verb), extent(parties.scene, verb)])
    return _check(parties, verb, status, by, of, span)  # type: ignore[arg-type]


def _wanted(parties: Parties, verb: Verb) -> Check | None:
    """Return the check for which checkers ask: "the commission has asked to see the minutes"."""
    above = parties.scene.governor(verb) if _looks(verb) else None
    of = parties.object_span(verb)
    if above is None or of is None or above.lemma not in table("asking") or meant(parties.scene, above) != "happened":
        return None
    by = doer(parties, above)
    if by is None or not is_checker(parties, by, above) or parties.people(of):
        return None
    if verb.lemma in ("visit", "tour", *table("reach")) and not _is_site(parties, verb, of):
        return None
    return _check(parties, verb, "raised", by, of, extent(parties.scene, above))


def _looks(verb: Verb) -> bool:
    """Return whether a verb is an infinitive of checking, reaching or seeing."""
    return verb.form == "to" and (
        verb.lemma == "see" or verb.lemma in table("checking") or verb.lemma in table("reach")
    )


def _owner(parties: Parties, span: Span) -> tuple[str, ...]:
    """Return whose request it is: "the agency's request"."""
    known = parties.scene.actors_in(span)
    owned = OWNED.match(parties.scene.text, *span)
    if known or owned is None:
        return known
    return (parties.unnamed(Phrase(span=owned.span(), head=owned.span("head"))),)


def _given_up(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that failed for want of access: "gave up an attempt to reach the wreck", "could not reach"."""
    scene = parties.scene
    of = parties.object_span(verb) if _looks(verb) and verb.lemma != "see" else None
    if of is None:
        return None
    above = scene.governor(verb)
    if above is None or not _is_site(parties, verb, of):
        return None
    phrasal = scene.phrasal(above)
    if not {above.lemma, phrasal} & table("abandon").keys() or meant(scene, above) != "happened":
        return None
    by = next(iter(parties.doers(above) or parties.subject(above)), None)
    return _check(parties, verb, "refused", by, of, extent(parties.scene, above)) if by else None


def _looked_on(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those who only look on: "reporters watched the tower collapse", "in the presence of"."""
    if verb.form != "finite":
        return None
    scene = parties.scene
    near = cover([verb.subject or verb.span, (verb.span[0], max(verb.clause[1], verb.span[1]))])
    told = scene.words(near)
    if not WRECKED.search(told) or meant(scene, verb) != "happened":
        return None
    if not SITE.search(told) and not any(scene.places[p].kind == "facility" for p in scene.places_in(near)):
        return None
    looking = verb.lemma in ("watch", "witness", "see", "film", "follow", "observe")
    subject = scene.words(verb.subject).casefold() if verb.subject is not None else ""
    of = verb.subject if verb.passive else parties.object_span(verb)
    presence = PRESENCE.search(scene.text, verb.span[1], near[1])
    by: str | None = None
    if looking and verb.passive:
        by = next(iter(parties.agent(verb)), None)
    elif looking and pattern("onlooker").search(subject):
        by = next(iter(parties.doers(verb) or parties.subject(verb)), None)
        of = (of[0], max(of[1], verb.clause[1])) if of is not None else None
    elif presence is not None and WRECKED.search(f"{subject} {scene.words(verb.span)}"):
        by = one(parties, parties.phrase_from(presence.end()))
        of = verb.subject
    return _check(parties, verb, "completed", by, of) if by and of else None


def _request(parties: Parties, verb: Verb) -> Span | None:
    """Return the words of the request on which an infinitive hangs: "a request by the IAEA to see"."""
    start = max(parties.scene.sentence(verb.span).span[0], verb.span[0] - 90)
    found = REQUEST.search(parties.scene.text, start, verb.span[0])
    return found.span() if found else None


def _is_site(parties: Parties, verb: Verb, of: Span) -> bool:
    """Return whether it is something to be checked on the spot, by its words or as a place known for that."""
    scene = parties.scene
    near = (of[0], max(of[1], verb.clause[1]))
    inside = scene.places_in(of)
    return bool(SITE.search(scene.words(of))) or any(
        scene.places[id].kind == "facility" for id in (*inside, *scene.places_in(near))
    )


def _stage(parties: Parties, verb: Verb) -> VerificationStatus | None:
    """Return how far those are who want to see: there, about to be, or kept out."""
    told = meant(parties.scene, verb)
    if verb.negated and verb.modality in ("actual", "possible"):
        return "refused" if verb.modality == "possible" else None
    if told in ("planned", "agreed"):
        return "agreed"
    return "completed" if told == "happened" else None


def _check(
    parties: Parties, verb: Verb, status: VerificationStatus, by: str | None, of: Span | None, span: Span | None = None
) -> Check:
    return Check(
        span=span or extent(parties.scene, verb), head=verb.span, status=status, by=by, of=of,
        place=place(parties, verb, of), when=when_of(parties.scene, verb),
    )  # fmt: skip


def tempered(parties: Parties, verb: Verb, status: VerificationStatus) -> VerificationStatus | None:
    """Return the stage that a verb lends with its tense, negation and governors taken in; None where it says none."""
    told = meant(parties.scene, verb)
    if told is None and verb.form == "to" and force(parties.scene, verb) == "ready":
        told = "ready"  # "is ready to let inspectors in"
    if verb.modality == "possible" and not verb.negated:
        return "raised"
    if status == "invited" and verb.object and NOBODY.match(parties.scene.words(verb.object)):
        return "refused"  # "has let no inspectors in"
    if told is None:
        return None
    if told in ("denied", "refused"):
        return "refused" if status in ("invited", "agreed", "under-way", "completed") else None
    if told in ("proposed", "hypothetical"):
        above = parties.scene.governor(verb)
        offered = status == "invited" and above is not None and above.lemma in ("offer", "volunteer")
        return "invited" if offered else "raised"
    if told in ("planned", "agreed", "ready") and status in ("invited", "under-way", "completed"):
        return "invited" if told == "ready" else "agreed"
    return status


def site(parties: Parties, verb: Verb, head: Span) -> Span | None:
    """Return what the checkers get to see: "access to the palaces", "to visit the site", "entered the plant"."""
    scene = parties.scene
    end = max(verb.clause[1], verb.span[1])
    found = ACCESS_TO.search(scene.text, head[0], end) or ACCESS_TO.search(scene.text, verb.span[1], end)
    if found is not None:
        return parties.phrase_from(found.end())
    inner = next((v for v in scene.verbs_in((head[1], end)) if v.form == "to"), None)
    if inner is not None:
        return parties.object_span(inner)
    return parties.object_span(verb) if not verb.passive and holds(verb.subject, head) else None


def master(parties: Parties, verb: Verb) -> Verb:
    """Return the verb that lets the checkers do it: "invited inspectors to visit" is an invitation."""
    above = parties.scene.governor(verb) if verb.form == "to" else None
    return above if above is not None and above.lemma in table("verb") else verb


def inviting(parties: Parties, head: Span) -> Verb | None:
    """Return the verb that invites checkers: "an invitation to inspectors", "the inspectors whom Kim invited"."""
    scene = parties.scene
    start, end = scene.sentence(head).span
    before = INVITED_TO.search(scene.text, start, head[0])
    if before is not None:
        return next((v for v in scene.near(head) if holds(v.object, before.span("what"))), None)
    after = WHOM.match(scene.text, head[1])
    verb = next(iter(scene.verbs_in((after.end(), end))), None) if after else None
    return verb if verb is not None and verb.lemma in INVITING else None


def where_to(parties: Parties, head: Span) -> str | None:
    """Return where checkers may go: "an invitation to inspectors, who may come to the site"."""
    scene = parties.scene
    who = WHO.match(scene.text, head[1])
    verb = next(iter(scene.verbs_in((who.end(), scene.sentence(head).span[1]))), None) if who else None
    return next(iter(scene.places_in((verb.span[1], verb.span[1] + 60))), None) if verb else None


def letting(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return who lets checkers in; in a headline who stands right before "ready": "Pompeo says Kim ready to let"."""
    lead = READY.search(parties.scene.text, max(0, verb.span[0] - 20), verb.span[0]) if verb.form == "to" else None
    named = [
        mention
        for mention in parties.scene.outermost(parties.scene.sentence(verb.span).span)
        if lead and mention.span[1] == lead.start()
    ]
    return tuple(of for mention in named[-1:] for of in mention.of if parties.get(of)) or parties.subject(verb)
