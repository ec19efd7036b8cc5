"""Show the ladder of evidence: for each step, part and scope who claims, who saw, who found, and what would raise it.

That portals were seen to be blown up is evidence that it was done, none that it cannot be undone: what is seen from
outside counts for correctness alone. Nothing here moves a step to verified but the finding of the body named for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.model import Evidence, Record, Scope, Value, VerificationFinding
from dragoman.problems import UsageError
from dragoman.views.called import contains, key_of
from dragoman.views.grades import ARRANGED, ORDER, RANK, Grade, best, bodies, current, graded
from dragoman.views.ledger import contrary, undertakings
from dragoman.views.lines import Words
from dragoman.views.sides import Sides, act_of, gives_access
from dragoman.views.steps import Check, Party, Process, Step, process
from dragoman.views.stood import as_it_stood

CLAIMED: tuple[Evidence, ...] = ("asserted", "reported")
SEEN: tuple[Evidence, ...] = ("public-record", "witnessed", "remotely-observed")
FOUND: tuple[Evidence, ...] = ("inspected", "verified")


class Against(Value, frozen=True, kw_only=True):
    """What speaks against a claim: another level held at the time or since, or what a check found. `by` holds it."""

    by: tuple[Party, ...]
    as_of: str | None = None
    level: int | None = None
    finding: VerificationFinding | None = None
    words: Words


class Ladder(Value, frozen=True, kw_only=True):
    """How one thing is known: of a step (or of a check, where no step is), one part and one scope of it.

    `claimed`, `seen` and `found` are the rungs from below. `asked` are checks that are arranged and have found nothing,
    `looked` those that were made and say nothing of what they found; `purpose` are words that only say what a check is
    for. `fell` is the newest grade where it lies below what the highest evidence shows. `raised_by` says what would
    raise it to the rung `next`, by whose leave. `contested`: somebody holds the contrary.
    """

    id: str
    what: str
    by: tuple[Party, ...] = ()
    site: str | None = None
    item: str | None = None
    scope: Scope
    highest: Evidence | None = None
    claimed: tuple[Grade, ...] = ()
    seen: tuple[Grade, ...] = ()
    found: tuple[Grade, ...] = ()
    asked: tuple[Check, ...] = ()
    looked: tuple[Check, ...] = ()
    purpose: tuple[Grade, ...] = ()
    against: tuple[Against, ...] = ()
    fell: Grade | None = None
    next: Evidence | None = None
    raised_by: str | None = None

    @property
    def contested(self) -> bool:
        """Return whether somebody holds the contrary; that a check could not tell is no contrary."""
        return any(one.finding != "inconclusive" for one in self.against)


def evidence(
    record: Record, what: str | None = None, as_of: str | None = None, known: Process | None = None
) -> tuple[Ladder, ...]:
    """Return the ladders of a record, step by step, each part and scope apart.

    `what`: the id of a step or check, or its beginning, or the name of a site; without it, of all steps of which
    anything is claimed or asked beyond the promise. `known`: the process of the record as it stood then, where the
    caller has it. Raises UsageError for what is not there and for a wrong date.
    """
    stood = as_it_stood(record, as_of)
    found = known or process(stood)
    sides = Sides(stood)
    steps = [*undertakings(stood, found), *_bare_checks(found)]
    grades = graded(steps, sides)
    if what is None:
        chosen = [step for step in steps if step.checks or any((one.level or 0) > 0 for one in grades[step.id])]
    else:
        chosen = _asked(steps, what)
    items = {place.name: place.items for reading in stood.readings for place in reading.places if place.items}
    return tuple(
        ladder
        for step in chosen
        for item in _items(step, grades[step.id], items.get(step.place or "", ()), sides)
        for ladder in _ladders(step, item, grades[step.id], sides)
    )


def _bare_checks(found: Process) -> Iterator[Step]:
    """Yield the checks that are of no step, as what they check."""
    steps = {id for step in found.steps for id in (step.id, *step.also)}
    for check in found.checks:
        discussed = check.status == "raised" and not check.place
        if check.of not in steps and (check.of or check.place) and check.words and not discussed:
            yield Step(
                id=check.entry, document=check.words[0].document, what=check.of or check.place or "",
                place=check.place, checks=(check,), words=check.words,
            )  # fmt: skip


def _asked(steps: list[Step], what: str) -> list[Step]:
    ids = [step for step in steps if what in (step.id, *step.also, *(check.entry for check in step.checks))]
    if found := ids or [
        step for step in steps if len(what) > 2 and any(id.startswith(what) for id in (step.id, *step.also))
    ]:
        return found
    key = key_of(what)
    found = [step for step in steps if key and step.place and contains(key_of(step.place), key)]
    if found:
        return found
    sites = sorted({step.place for step in steps if step.place})
    hint = f"Sites: {', '.join(sites)}." if sites else "No step has a site."
    raise UsageError(f"no step and no site '{what}' in the record. {hint} `dragoman ledger` lists the steps.")


def _items(step: Step, grades: tuple[Grade, ...], listed: tuple[str, ...], sides: Sides) -> tuple[str | None, ...]:
    """Return the parts of a step: the whole, then those that a source or the list of its site tells apart."""
    told = [grade.item for grade in grades] + [sides.item(check.entry) for check in step.checks]
    return tuple(dict.fromkeys([None, *listed, *(item for item in told if item)]))


def _ladders(step: Step, item: str | None, grades: tuple[Grade, ...], sides: Sides) -> Iterator[Ladder]:
    mine = [grade for grade in grades if grade.item == item]
    checks = [check for check in step.checks if sides.item(check.entry) == item]
    scopes: list[Scope] = ["correctness"]
    scopes += [scope for grade in mine for scope in grade.scope]
    scopes += [scope for check in checks for scope in check.scope]
    for scope in dict.fromkeys(scopes):
        yield _ladder(step, item, scope, mine, checks, sides)


def _ladder(
    step: Step, item: str | None, scope: Scope, grades: list[Grade], checks: list[Check], sides: Sides
) -> Ladder:
    about = [one for one in grades if _of(one.scope, scope) and one.basis != "purpose" and one.evidence]
    standing = current(_whole(grades))
    top = best([one for one in about if one.level], scope)
    highest = top.evidence if top else None
    following = _next(highest, scope, step)
    mine = [check for check in checks if _of(check.scope, scope)]
    return Ladder(
        id=step.id, what=step.what, by=step.by, site=step.place, item=item, scope=scope, highest=highest,
        claimed=_on(about, CLAIMED), seen=_on(about, SEEN), found=_on(about, FOUND),
        asked=tuple(check for check in mine if check.status in ARRANGED and highest != "verified"),
        looked=tuple(check for check in mine if check.status == "completed" and not check.finding),
        purpose=tuple(one for one in grades if one.basis == "purpose"),
        against=(*_other_levels(grades, standing if top else (), scope), *_findings(mine)),
        fell=standing[0] if top and standing and (standing[0].level or 0) < (top.level or 0) else None,
        next=following, raised_by=_access(following, step, scope, item, sides) if following else None,
    )  # fmt: skip


def _on(grades: Iterable[Grade], rungs: tuple[Evidence, ...]) -> tuple[Grade, ...]:
    """Return the grades on some rungs, one of a day, a voice and a level once."""
    found = [one for one in grades if one.evidence in rungs]
    return tuple({(one.as_of, one.evidence, one.level, one.by): one for one in reversed(found)}.values())[::-1]


def _of(scopes: tuple[Scope, ...], scope: Scope) -> bool:
    return scope in scopes or (scope == "correctness" and not scopes)


def _whole(grades: Iterable[Grade]) -> Iterator[Grade]:
    """Yield grades as if their part were the whole, which `current` looks at alone."""
    for grade in grades:
        yield msgspec.structs.replace(grade, item=None)


def _other_levels(grades: list[Grade], standing: tuple[Grade, ...], scope: Scope) -> Iterator[Against]:
    for grade in contrary(_whole(grades), standing):
        if _of(grade.scope, scope):
            yield Against(by=grade.by, as_of=grade.as_of, level=grade.level, words=grade.words)


def _findings(checks: Iterable[Check]) -> Iterator[Against]:
    for check in checks:
        if check.status == "completed" and check.finding in ("refuted", "inconclusive") and check.words:
            yield Against(by=check.by, as_of=check.when, finding=check.finding, words=check.words[0])


def _next(highest: Evidence | None, scope: Scope, step: Step) -> Evidence | None:
    """Return the rung above; below an inspection nothing tells that all was done, or that it cannot be undone."""
    if act_of(step.what) in ("paper", "talk") and not step.checks and not gives_access(step.what):
        return "public-record" if RANK[highest] < RANK["public-record"] else None
    if scope != "correctness" and RANK[highest] < RANK["inspected"]:
        return "inspected"
    return next((rung for rung in ORDER if RANK[rung] > RANK[highest] and rung != "public-record"), None)


def _access(rung: Evidence, step: Step, scope: Scope, item: str | None, sides: Sides) -> str:
    """Return what would raise a claim to a rung, and who can give it."""
    who = ", ".join(party.name for party in step.by) or "those who do it"
    where = " of ".join(part for part in (item, step.place) if part) or "where it is done"
    named = [body.name for body in bodies(step, sides) if sides.named(body)]
    match rung:
        case "asserted":
            return f"a word of {who} that it is done"
        case "reported":
            return f"an account by anybody but {who}"
        case "public-record":
            return "the text of it, published"
        case "witnessed":
            return f"people who see it for themselves: {who} would have to let them in ({where})"
        case "remotely-observed":
            return f"images or measurements of {where} from afar: nobody has to be let in"
        case "inspected":
            experts = ", ".join(named) or "experts"
            return f"{experts} on the spot: {who} would have to give access to {where}"
        case "verified":
            return f"a finding on {scope} by {', '.join(named) or 'a body that both sides name'}"
