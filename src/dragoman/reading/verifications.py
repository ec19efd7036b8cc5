"""Find verifications: who may, does or did check what, from a call for inspections to a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Marked, Verb
from dragoman.model import (
    Finding,
    Reading,
    Scope,
    Span,
    Value,
    Verification,
    VerificationFinding,
    VerificationStatus,
    When,
    entry_id,
)
from dragoman.reading.force import force
from dragoman.reading.scene import Scene, cover, holds

CHECKERS = re.compile(r"\b(?:inspectors?|monitors|observers|verifiers|inspection teams?|experts)\b", re.I)
CHECKS = re.compile(
    r"\b(?:inspections?|verification|monitoring|safeguards|(?:control|checks?|supervision) (?:over|of|on) \w+)\b", re.I
)
CHECKING = {"inspect", "verify", "certify", "monitor", "audit", "check"}
SCOPES: dict[Scope, re.Pattern[str]] = {
    "irreversibility": re.compile(r"\birreversib", re.I),
    "completeness": re.compile(r"\b(?:complete(?:ness|ly)?|fully|all of)\b", re.I),
    "correctness": re.compile(r"\b(?:correct(?:ness)?|accura\w+)\b", re.I),
}
CONFIRMING = {"verify", "certify", "confirm"}
RANK: tuple[VerificationStatus, ...] = ("raised", "invited", "agreed", "refused", "under-way", "completed")


class Check(Value, frozen=True, kw_only=True):
    """One place where the text speaks of a check."""

    span: Span
    head: Span
    status: VerificationStatus
    by: str | None = None
    host: str | None = None
    place: str | None = None
    finding: VerificationFinding | None = None
    of: Span | None = None


@cache
def _verbs() -> dict[str, VerificationStatus]:
    return {row["word"]: row["value"] for row in terms.rows("verification") if row["part"] == "verb"}  # type: ignore[misc]


def verifications(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each verification once, with all that is said of it."""
    scene = Scene(marked, reading)
    groups: list[list[Check]] = []
    for check in sorted([*_from_verbs(scene), *_from_nouns(scene)], key=lambda check: check.head):
        group = next((g for g in groups if any(_same(check, other) for other in g)), None)
        if group is None:
            groups.append([check])
        else:
            group.append(check)
    for group in groups:
        yield _entry(scene, group)


def _same(a: Check, b: Check) -> bool:
    overlap = a.span[0] < b.span[1] and b.span[0] < a.span[1]
    return overlap or (a.status == b.status and a.place == b.place and a.by == b.by and a.place is not None)


def _from_verbs(scene: Scene) -> Iterator[Check]:
    """Yield the checks that a checking verb makes: "inspected the site", "could not verify that"."""
    for verb in scene.verbs:
        if verb.lemma not in CHECKING:
            continue
        meant = force(scene, verb)
        status = _by_force(meant)
        span = cover([verb.subject or verb.span, verb.span, verb.object or verb.complement or verb.span])
        by = next(iter(scene.actors_in(verb.subject)), None)
        finding = _finding(verb, meant)
        if status is not None and (by or verb.object or verb.complement):
            yield Check(
                span=span,
                head=verb.span,
                status=status,
                by=by,
                place=next(iter(scene.places_in(verb.clause)), None),
                finding=finding,
                of=verb.object or verb.complement,
            )


def _by_force(meant: str) -> VerificationStatus | None:
    known: dict[str, VerificationStatus] = {
        "happened": "completed",
        "planned": "agreed",
        "agreed": "agreed",
        "proposed": "raised",
        "ready": "invited",
        "refused": "refused",
    }
    return known.get(meant)


def _finding(verb: Verb, meant: str) -> VerificationFinding | None:
    if verb.lemma not in CONFIRMING:
        return None
    if meant == "happened" and verb.form == "finite":
        return "confirmed"
    return "inconclusive" if verb.negated and verb.modality == "possible" else None


def _from_nouns(scene: Scene) -> Iterator[Check]:
    """Yield the checks that a noun makes, with the status that its verb lends ("has invited inspectors")."""
    for pattern, persons in ((CHECKERS, True), (CHECKS, False)):
        for found in pattern.finditer(scene.text):
            head = found.span()
            sentence = scene.sentence(head).span
            verb = scene.verb_of(head)
            if not holds(sentence, head) or verb is None or verb.lemma not in _verbs():
                continue
            if not (holds(verb.object, head) or holds(verb.subject, head) or holds(verb.complement, head)):
                continue
            yield _check(scene, verb, head, persons)


def _check(scene: Scene, verb: Verb, head: Span, persons: bool) -> Check:
    clause = cover([verb.subject or verb.span, verb.clause])
    meant = force(scene, verb)
    status = _verbs()[verb.lemma]
    if meant == "denied" and status in ("invited", "agreed"):
        status = "refused"
    if meant in ("agreed", "planned") and status in ("invited", "under-way"):
        status = "agreed"
    subject_checks = holds(verb.subject, head) and not verb.passive
    inviter = None if subject_checks else next(iter(scene.actors_in(verb.subject)), None)
    checkers = tuple(m for m in scene.outermost(clause) if holds(m.span, head)) if persons else ()
    return Check(
        span=clause,
        head=head,
        status=status,
        by=next((of for m in checkers for of in m.of if of in scene.actors), None),
        host=inviter if status in ("invited", "agreed", "refused") else None,
        place=next(iter(scene.places_in(clause)), None),
        of=None if persons else head,
    )


def _entry(scene: Scene, group: list[Check]) -> Verification:
    first = group[0]
    whole = cover(check.span for check in group)
    words = scene.words(whole)
    of = next((check.of for check in group if check.of), None)
    return Verification(
        id=entry_id(scene.marked.document, Verification, first.head),
        of=scene.words(of) if of else None,
        by=next((check.by for check in group if check.by), None),
        invited_by=next((check.host for check in group if check.host), None),
        place=next((check.place for check in group if check.place), None),
        scope=tuple(scope for scope, pattern in SCOPES.items() if pattern.search(words)),
        status=max((check.status for check in group), key=RANK.index),
        finding=next((check.finding for check in group if check.finding), None),
        when=_when(scene, whole),
        sources=tuple(scene.source(check.span, status=check.status, finding=check.finding) for check in group),
    )


def _when(scene: Scene, span: Span) -> When:
    time = next((time for time in scene.times_in(span) if time.edtf), None)
    return When(text=time.quote, edtf=time.edtf, basis=time.basis) if time else When()
