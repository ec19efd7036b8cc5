"""Find who is to be there when something is done: "being present when the launchers are destroyed"."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Span, VerificationStatus
from dragoman.reading.acts.checkers import SITE, Check, is_checker, place, scopes
from dragoman.reading.acts.circumstances import extent, when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import words
from dragoman.reading.force import force

PRESENT = re.compile(r"\s+(?:also\s+)?(?:present|on hand|on the spot)\s+(?:at|during|when|while|as|for)\s+")
DOING = re.compile(
    r"(?:the\s+)?(?:\w+\s+)?(?:dismantl\w+|destruction|closure|demolition|removal|withdrawal|handover|disarm\w+)\b",
    re.I,
)
IN_QUESTION = re.compile(r"(?:the\s+|a\s+)?(?:question|issue|matter|idea|possibility|prospect|right)\s+of\s+", re.I)
CARRYING_OUT = frozenset(["carry", "take", "implement", "do", "execute"])
TO_BE_SEEN = re.compile(rf"{SITE.pattern}|\b(?:withdraw\w+|disarm\w+|handover|closed|closure)\b", re.I)
OF_ALL = frozenset(("IGO", "NGO"))
OFFICES = frozenset(("state", "organisation", "body", "group"))


def attended(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of those who are, or are to be, present when a deed is done; of no mere guests."""
    scene = parties.scene
    there = PRESENT.match(scene.text, verb.span[1]) if verb.lemma == "be" else None
    of = _deed(parties, verb, there.end()) if there is not None else None
    by = next(iter(parties.people(_who(parties, verb))), None)
    actor = parties.get(by) if by is not None else None
    if of is None or by is None or actor is None or actor.kind not in OFFICES or actor.sector == "JRN":
        return None
    asked = _who(parties, verb) != verb.subject  # whose presence is talked about, is there to see
    watched = actor.country is not None and (asked or TO_BE_SEEN.search(scene.words(of)) is not None)
    if not watched and actor.sector not in OF_ALL and not is_checker(parties, by, verb):
        return None  # "Kenyan police were present at the demolition of the houses"
    status = _status(parties, verb)
    if status is None:
        return None
    return Check(
        span=extent(scene, verb), head=verb.span, status=status, by=by, of=of, place=place(parties, verb, of),
        scope=scopes(scene.words(of)), when=when_of(scene, verb),
    )  # fmt: skip


def _who(parties: Parties, verb: Verb) -> Span | None:
    """Return the words for who is there, without "the question of" them."""
    if verb.subject is None:
        return None
    asked = IN_QUESTION.match(parties.scene.text, *verb.subject)
    return (asked.end(), verb.subject[1]) if asked is not None else verb.subject


def _deed(parties: Parties, verb: Verb, start: int) -> Span | None:
    """Return what is done: a clause in the passive ("the bombs are destroyed") or its noun ("their destruction")."""
    scene = parties.scene
    end = scene.sentence(verb.span).span[1]
    done = next((v for v in scene.verbs_in((start, end)) if v.passive), None)
    if done is not None and done.subject is not None and done.subject[0] - start <= 1:
        known = done.lemma in words("deed") | words("done") | CARRYING_OUT
        return (done.subject[0], max(done.clause[1], done.span[1])) if known else None
    return parties.phrase_from(start) if DOING.match(scene.text, start) else None


def _status(parties: Parties, verb: Verb) -> VerificationStatus | None:
    scene = parties.scene
    if _who(parties, verb) != verb.subject:
        return "raised"
    told = force(scene, verb)
    known: dict[str, VerificationStatus] = {
        "happened": "completed", "planned": "agreed", "agreed": "agreed", "proposed": "raised", "ready": "invited",
        "refused": "refused",
    }  # fmt: skip
    return known.get(told)
