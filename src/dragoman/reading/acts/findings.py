"""Find what checkers found: "inspectors found no evidence of", "samples were taken"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.markup import Verb
from dragoman.model import VerificationFinding, VerificationStatus
from dragoman.reading.acts.checkers import Check, doer, extent, is_checker, place, scopes, table
from dragoman.reading.acts.circumstances import when_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.force import force

EVIDENCE = re.compile(r"\b(?:no|any|little)\s+(?:\w+\s+)?(?:evidence|signs?|indications?|traces?|proof)\b", re.I)
FOUND = re.compile(
    r"\b(?:evidence|traces?|signs?|violations?|discrepanc\w+|undeclared|breach\w*|irregularit\w+|fraud|abuses)\b", re.I
)
RULING = re.compile(r"\b(?:IAEA|OPCW|OSCE|inspect\w*|monitor\w*|observ\w*|verif\w*|fact-finding)\b", re.I)
VERDICTS: tuple[VerificationFinding, ...] = ("inconclusive", "refuted", "confirmed")  # the first that is said

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
    by = next(iter(parties.agent(verb)), None) if verb.passive else doer(parties, verb)
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


@cache
def _words(part: str, value: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word for word, of in table(part).items() if of == value)})\b", re.I)


def judged(parties: Parties, verb: Verb) -> Check | None:
    """Return the verdict of observers on a vote: "judged the referendum credible", "gave the election a mixed mark"."""
    scene = parties.scene
    of = parties.object_span(verb)
    told = verb.lemma in table("judging") and verb.form == "finite" and force(scene, verb) == "happened"
    if not told or of is None or verb.subject is None or not re.search(r"\bobserv", scene.words(verb.subject), re.I):
        return None
    end = max(of[1], verb.clause[1])
    vote = _words("vote").search(scene.text, of[0], end)
    words = scene.words((vote.end(), end)) if vote else ""
    finding = next((verdict for verdict in VERDICTS if _words("verdict", verdict).search(words)), None)
    by = doer(parties, verb)
    if vote is None or finding is None or by is None:
        return None
    return Check(
        span=extent(parties, verb), head=verb.span, status="completed", by=by, place=place(parties, verb, of),
        finding=finding, of=(of[0], vote.end()), when=when_of(scene, verb),
    )  # fmt: skip


def _ruled(parties: Parties, verb: Verb) -> bool:
    """Return whether a body set up to check says how it is: "the monitoring mission ruled that"."""
    subject = parties.scene.words(verb.subject) if verb.subject is not None else ""
    rules = verb.lemma in ("rule", "determine", "establish") and verb.complement is not None
    return rules and bool(RULING.search(subject))


def found(parties: Parties, verb: Verb) -> Check | None:
    """Return the finding of "inspectors found no evidence of" and "the team found traces of"."""
    scene = parties.scene
    looking = verb.lemma in ("find", "detect", "uncover", "discover", "conclude") or _ruled(parties, verb)
    if not looking or verb.form != "finite" or verb.passive:
        return None
    by = doer(parties, verb)
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
    elif FOUND.search(quoted) or verb.lemma == "conclude" or _ruled(parties, verb):
        finding = "confirmed"
    if finding is None:
        return None
    end = max(of[1], verb.clause[1])
    looked = re.compile(r"[^,.;]{0,40}?\b(?:of|that)\s+").match(scene.text, of[0])
    told = verb.lemma == "conclude" or _ruled(parties, verb)
    of = (looked.end(), end) if looked and looked.end() < end and not told else of
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
