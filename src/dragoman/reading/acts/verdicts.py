"""Find the verdicts of those who look: a vote judged credible, a country declared free of mines, nothing to be said."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Span, VerificationFinding
from dragoman.reading.acts.checkers import CHECKERS, Check, doer, is_checker, pattern, place, table
from dragoman.reading.acts.circumstances import extent, when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.force import force

OBSERVER = re.compile(r"\bobserv", re.I)
FREE_OF = re.compile(r"\s(?:free|clear|rid)\s+of\s", re.I)
CLEAN = re.compile(r"\b(?:clean bill of health|all[- ]clear)\b", re.I)
ASKED = re.compile(r"\s+(?P<what>(?:who|what|when|where|whether|if|how|that)\b[^,.;]+)")
VERDICTS: tuple[VerificationFinding, ...] = ("inconclusive", "refuted", "confirmed")  # the first that is said
TELLING = frozenset(["say", "tell", "determine", "establish", "ascertain", "judge", "rule"])


def judged(parties: Parties, verb: Verb) -> Check | None:
    """Return the check of which a verb tells the verdict."""
    return _vote(parties, verb) or _cleared(parties, verb) or _undecided(parties, verb) or _faultless(parties, verb)


def _vote(parties: Parties, verb: Verb) -> Check | None:
    """Return the verdict of observers on a vote: "judged the referendum credible", "gave the election a mixed mark"."""
    if verb.lemma not in table("judging"):
        return None
    scene = parties.scene
    of = parties.object_span(verb)
    told = verb.form == "finite" and force(scene, verb) == "happened"
    if not told or of is None or verb.subject is None or not OBSERVER.search(scene.words(verb.subject)):
        return None
    end = max(of[1], verb.clause[1])
    vote = pattern("vote").search(scene.text, of[0], end)
    words = scene.words((vote.end(), end)) if vote else ""
    finding = next((verdict for verdict in VERDICTS if pattern("verdict", verdict).search(words)), None)
    return _check(parties, verb, (of[0], vote.end()), finding) if vote and finding else None


def _cleared(parties: Parties, verb: Verb) -> Check | None:
    """Return the verdict that nothing is left: "declared Albania free of mines", "a clean bill of health"."""
    declared, given = verb.lemma in ("declare", "pronounce", "certify"), verb.lemma in ("give", "issue")
    scene = parties.scene
    of = parties.object_span(verb) if declared or given else None
    if of is None or verb.form != "finite" or force(scene, verb) != "happened":
        return None
    told = scene.words((verb.span[1], max(of[1], verb.clause[1])))
    free = declared and FREE_OF.search(told)
    clean = given and CLEAN.search(told)
    by = doer(parties, verb) if free or clean else None
    if by is None or not is_checker(parties, by, verb):
        return None
    return _check(parties, verb, (of[0], verb.span[1] + len(told)), "confirmed")


def _undecided(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that settled nothing: "the mission could not say who had fired first"."""
    subject = parties.scene.words(verb.subject) if verb.subject is not None else ""
    unable = verb.modality == "possible" and verb.negated and verb.form == "finite"
    if verb.lemma not in TELLING or not unable or not CHECKERS.search(subject):
        return None
    asked = ASKED.match(parties.scene.text, verb.span[1], parties.scene.sentence(verb.span).span[1])
    return _check(parties, verb, asked.span("what"), "inconclusive") if asked else None


def _faultless(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that found no fault: "the teams could not fault Pretoria's account"."""
    of = parties.object_span(verb)
    by = doer(parties, verb) if verb.lemma in ("fault", "disprove", "contradict") and verb.negated else None
    if of is None or by is None or verb.modality != "possible" or not is_checker(parties, by, verb):
        return None
    return _check(parties, verb, of, "confirmed")


def _check(parties: Parties, verb: Verb, of: Span, finding: VerificationFinding) -> Check | None:
    by = doer(parties, verb)
    if by is None:
        return None
    return Check(
        span=extent(parties.scene, verb), head=verb.span, status="completed", by=by, place=place(parties, verb, of),
        finding=finding, of=of, when=when_of(parties.scene, verb),
    )  # fmt: skip
