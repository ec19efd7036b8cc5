"""Find what checkers found: "inspectors found no evidence of", "samples were taken"."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import VerificationFinding, VerificationStatus
from dragoman.reading.acts.checkers import CHECKERS, NOBODY, Check, doer, is_checker, place, scopes
from dragoman.reading.acts.circumstances import extent, when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.force import force

EVIDENCE = re.compile(
    r"\b(?:no|any|little)\s+(?:\w+\s+)?(?:evidence|signs?|indications?|traces?|proof)\b|\bnothing\b", re.I
)
INTACT = re.compile(r"\b(?:intact|untouched|in order|undisturbed)\b", re.I)
FOUND = re.compile(
    r"\b(?:evidence|traces?|signs?|violations?|discrepanc\w+|undeclared|breach\w*|irregularit\w+|fraud|abuses|"
    r"manipulation|shortfalls?|falsif\w+)\b",
    re.I,
)
IMAGES = re.compile(
    r"\b(?:satellite|aerial|drone|radar)\s+(?:images?|imagery|photographs?|photos?|pictures|data)\b", re.I
)
TESTS = re.compile(r"\b(?:tests?|analys[ei]s|samples?|swabs?|laborator(?:y|ies)|seismologists?|sensors?)\b", re.I)
TESTERS = re.compile(r"laborator|seismolog", re.I)
TRACED = re.compile(
    r"\b(?:sarin|chlorine|nerve agents?|nerve gas|mustard|uranium|plutonium|anthrax|polonium|novichok|botulin\w*|"
    r"explosives?|undeclared)\b",
    re.I,
)
SHOWING = frozenset(["show", "reveal", "confirm", "indicate", "suggest", "identify", "detect", "find"])
LET = re.compile(r"\b(?:let|allow|permit)\s+$", re.I)
SAMPLING = frozenset(["take", "collect", "gather", "carry", "analyse", "analyze", "test"])
SAMPLES = re.compile(r"\bsamples?\b", re.I)
BY_FORCE: dict[str, VerificationStatus] = {"happened": "completed", "planned": "agreed", "agreed": "agreed"}


def _kept(parties: Parties, verb: Verb) -> bool:
    """Return whether nobody is let do it: "let nobody carry samples away"."""
    scene = parties.scene
    above = scene.governor(verb)
    if above is not None and above.lemma in ("let", "allow", "permit") and above.object is not None:
        return NOBODY.match(scene.words(above.object)) is not None
    start = (verb.subject or verb.span)[0]
    own = verb.subject is not None and NOBODY.match(scene.words(verb.subject))
    return bool(own and LET.search(scene.text, max(0, start - 16), start))


def sampled(parties: Parties, verb: Verb) -> Check | None:
    """Return the check that samples are: "took soil samples at the site", "let nobody carry samples away"."""
    if verb.lemma not in SAMPLING:
        return None
    scene = parties.scene
    of = verb.subject if verb.passive else parties.object_span(verb)
    if of is None or not SAMPLES.search(scene.words(of)):
        return None
    kept = _kept(parties, verb)
    status: VerificationStatus | None = "refused" if kept else BY_FORCE.get(force(scene, verb))
    if status is None or (verb.lemma == "carry" and not kept):
        return None
    by = next(iter(parties.agent(verb)), None) if verb.passive else None if kept else doer(parties, verb)
    return Check(
        span=extent(parties.scene, verb), head=verb.span, status=status, by=by, place=place(parties, verb, of), of=of,
        when=when_of(scene, verb),
    )  # fmt: skip


def seen_from_afar(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of pictures and tests: "satellite images show that the reactor has been shut down"."""
    if verb.lemma not in SHOWING:
        return None
    scene = parties.scene
    pictures = verb.subject is not None and IMAGES.search(scene.words(verb.subject))
    of = verb.complement or parties.object_span(verb)
    told = scene.words((verb.span[1], max(verb.clause[1], verb.span[1])))
    tests = verb.subject is not None and TESTS.search(scene.words(verb.subject)) and TRACED.search(told)
    if not (pictures or tests) or of is None:
        return None
    none = EVIDENCE.search(told) is not None
    sure = verb.lemma not in ("indicate", "suggest")
    if verb.form != "finite" or verb.modality != "actual" or verb.negated:
        return None
    return Check(
        span=extent(parties.scene, verb), head=verb.span, status="completed", place=place(parties, verb, of), of=of,
        finding="refuted" if none else "confirmed" if sure else None, when=when_of(scene, verb),
        by=doer(parties, verb) if tests and TESTERS.search(scene.words(verb.subject or (0, 0))) else None,
    )  # fmt: skip


def _ruled(parties: Parties, verb: Verb) -> bool:
    """Return whether a body set up to check says how it is: "the monitoring mission ruled that"."""
    subject = parties.scene.words(verb.subject) if verb.subject is not None else ""
    rules = verb.lemma in ("rule", "determine", "establish") and verb.complement is not None
    return rules and bool(CHECKERS.search(subject))


def found(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of "inspectors found no evidence of" and "the team found traces of"."""
    scene = parties.scene
    looking = verb.lemma in ("find", "detect", "uncover", "discover", "conclude") or _ruled(parties, verb)
    if not looking or verb.form != "finite":
        return None
    by = next(iter(parties.agent(verb)), None) if verb.passive else doer(parties, verb)
    of = verb.subject if verb.passive else parties.object_span(verb) or verb.complement
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
    elif FOUND.search(quoted) or INTACT.search(quoted) or verb.lemma == "conclude" or _ruled(parties, verb):
        finding = "confirmed"
    if finding is None:
        return None
    end = max(of[1], verb.clause[1])
    looked = re.compile(r"[^,.;]{0,40}?\b(?:of|that)\s+").match(scene.text, of[0])
    told = verb.lemma == "conclude" or _ruled(parties, verb)
    of = (looked.end(), end) if looked and looked.end() < end and not told else of
    return Check(
        span=extent(parties.scene, verb),
        head=verb.span,
        status="completed",
        by=by,
        place=place(parties, verb, of),
        finding=finding,
        of=(of[0], min(end, scene.sentence(verb.span).span[1])),
        scope=scopes(quoted),
        when=when_of(scene, verb),
    )
