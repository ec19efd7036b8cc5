"""Find what checkers found: "inspectors found no evidence of", "samples were taken"."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import VerificationFinding, VerificationStatus
from dragoman.reading.acts.checkers import Check, extent, is_checker, place, scopes
from dragoman.reading.acts.circumstances import when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.force import force

EVIDENCE = re.compile(r"\b(?:no|any|little)\s+(?:\w+\s+)?(?:evidence|signs?|indications?|traces?|proof)\b", re.I)
FOUND = re.compile(r"\b(?:evidence|traces?|signs?|violations?|discrepanc\w+|undeclared|breach\w*)\b", re.I)


SAMPLES = re.compile(r"\bsamples?\b", re.I)
BY_FORCE: dict[str, VerificationStatus] = {"happened": "completed", "planned": "agreed", "agreed": "agreed"}


def sampled(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that samples are: "took soil samples at the site", "samples had been taken by"."""
    scene = parties.scene
    of = verb.subject if verb.passive else parties.object_span(verb)
    status = BY_FORCE.get(force(scene, verb))
    if verb.lemma not in ("take", "collect", "gather", "analyse", "analyze", "test") or of is None or status is None:
        return None
    if not SAMPLES.search(scene.words(of)):
        return None
    by = next(iter(parties.agent(verb) if verb.passive else parties.subject(verb)), None)
    return Check(
        span=extent(parties, verb), head=verb.span, status=status, by=by, place=place(parties, verb, of), of=of,
        when=when_of(scene, verb),
    )  # fmt: skip


IMAGES = re.compile(
    r"\b(?:satellite|aerial|drone|radar)\s+(?:images?|imagery|photographs?|photos?|pictures|data)\b", re.I
)


def seen_from_afar(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of pictures taken from above: "satellite images show that the reactor has been shut down"."""
    scene = parties.scene
    pictures = verb.subject is not None and IMAGES.search(scene.words(verb.subject))
    of = verb.complement or parties.object_span(verb)
    if not pictures or of is None or verb.lemma not in ("show", "reveal", "confirm", "indicate", "suggest"):
        return None
    if verb.form != "finite" or verb.modality != "actual" or verb.negated:
        return None
    return Check(
        span=extent(parties, verb), head=verb.span, status="completed", place=place(parties, verb, of), of=of,
        finding="confirmed" if verb.lemma in ("show", "reveal", "confirm") else None, when=when_of(scene, verb),
    )  # fmt: skip


def found(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of "inspectors found no evidence of" and "the team found traces of"."""
    scene = parties.scene
    if verb.lemma not in ("find", "detect", "uncover", "discover", "conclude") or verb.form != "finite" or verb.passive:
        return None
    by = next(iter(parties.subject(verb)), None)
    of = parties.object_span(verb) or verb.complement
    if (
        by is None
        or of is None
        or not is_checker(parties, by, verb)
        or force(scene, verb) not in ("happened", "denied")
    ):
        return None
    quoted = scene.words((verb.span[0], max(of[1], verb.clause[1])))
    finding: VerificationFinding | None = None
    if EVIDENCE.search(quoted) or (verb.negated and FOUND.search(quoted)):
        finding = "refuted"  # of what was looked for: "no evidence of undeclared activities"
    elif FOUND.search(quoted) or verb.lemma == "conclude":
        finding = "confirmed"
    if finding is None:
        return None
    end = max(of[1], verb.clause[1])
    looked = re.compile(r"[^,.;]{0,40}?\b(?:of|that)\s+").match(scene.text, of[0])
    of = (looked.end(), end) if looked and looked.end() < end and verb.lemma != "conclude" else of
    return Check(
        span=extent(parties, verb),
        head=verb.span,
        status="completed",
        by=by,
        place=place(parties, verb, of),
        finding=finding,
        of=(of[0], min(end, scene.sentence(verb.span).span[1])),
        scope=scopes(quoted),
        when=when_of(scene, verb),
    )
