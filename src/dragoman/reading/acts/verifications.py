"""Find verifications: who may, does or did check what, from a call for inspections to a finding."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Finding, Reading, Verification, VerificationStatus
from dragoman.reading.acts.checkers import Check
from dragoman.reading.acts.checks import checks
from dragoman.reading.acts.parties import Parties
from dragoman.reading.scene import Scene
from dragoman.spans import cover, holds, touch

RANK: tuple[VerificationStatus, ...] = ("raised", "invited", "agreed", "refused", "under-way", "completed")
AHEAD = frozenset(("raised", "invited", "agreed"))
BEHIND = frozenset(("under-way", "completed"))


def verifications(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each verification once, with all that is said of it."""
    parties = Parties(Scene(marked, reading))
    groups: list[list[Check]] = []
    for check in sorted(checks(parties), key=lambda check: check.head):
        group = next((g for g in groups if any(_same(parties, check, other) for other in g)), None)
        if group is None:
            groups.append([check])
        else:
            group.append(check)
    for group in groups:
        entry = _entry(parties, group)
        yield from parties.used(id for id in (entry.by, entry.invited_by) if id)
        yield entry


def _same(parties: Parties, a: Check, b: Check) -> bool:
    """Return whether two sightings are of one check: same clause; or same stage, place, checker and object."""
    if a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return a.finding is None or b.finding is None or a.finding == b.finding
    told = bool(a.of and b.of and _overlap(parties.scene.words(a.of), parties.scene.words(b.of)))
    if told and "raised" in (a.status, b.status) and not (a.finding and b.finding):
        return True  # "charged with verifying that", "until inspectors certify that"
    stage = {a.status, b.status} <= AHEAD or {a.status, b.status} <= BEHIND or a.status == b.status
    if not stage or (a.finding and b.finding and a.finding != b.finding):
        return False
    if a.when.edtf and b.when.edtf and a.when.edtf != b.when.edtf:
        return False
    places = a.place == b.place if a.place and b.place else None
    checkers = parties.side(a.by) == parties.side(b.by) if a.by and b.by else None
    if places is False or checkers is False:
        return False
    if places or (checkers and not (a.of and b.of)):
        return True
    return told


def _overlap(a: str, b: str) -> bool:
    one, two = ({w for w in words.casefold().split() if len(w) > 3} for words in (a, b))
    return one == two != set() or (len(one & two) >= 2 and len(one & two) / min(len(one), len(two)) >= 0.6)


def _entry(parties: Parties, group: list[Check]) -> Verification:
    first = group[0]
    scene = parties.scene
    of = next((check.of for check in group if check.of), None)
    when = next((check.when for check in group if check.when.edtf), first.when)
    return Verification(
        id=entry_id(scene.marked.document, Verification, first.head),
        of=_commitment(parties, group) or (" ".join(scene.words(of).split()) if of else None),
        by=next((check.by for check in group if check.by), None),
        invited_by=next((check.host for check in group if check.host), None),
        place=next((check.place for check in group if check.place), None),
        scope=tuple(dict.fromkeys(scope for check in group for scope in check.scope)),
        status=max((check.status for check in group), key=RANK.index),
        finding=next((check.finding for check in group if check.finding), None),
        when=when,
        sources=tuple(
            scene.source(
                cover([check.span]), status=check.status, finding=check.finding, by=check.by, place=check.place,
                invited_by=check.host, when=check.when.edtf, scope=check.scope,
            )
            for check in {check.span: check for check in reversed(group)}.values()
        ),
    )  # fmt: skip


def _commitment(parties: Parties, group: list[Check]) -> str | None:
    """Return the commitment that is checked: of the same site, or told in much the same words."""
    place = next((check.place for check in group if check.place), None)
    words = " ".join(parties.scene.words(check.of) for check in group if check.of)
    for commitment in parties.scene.reading.commitments:
        own = any(
            touch(source.span, check.span) and not holds(check.of, source.span)
            for source in commitment.sources
            for check in group
        )
        site = place is not None and place == commitment.place and parties.scene.places[place].kind == "facility"
        if (site and commitment.phase == "performed") or (
            not own and words and _overlap(words, commitment.action) and site
        ):
            return commitment.id
        if not own and words and len(_long(words) & _long(commitment.action)) >= 2:
            return commitment.id
    return None


def _long(words: str) -> set[str]:
    return {w[:7] for w in words.casefold().split() if len(w) > 4}
