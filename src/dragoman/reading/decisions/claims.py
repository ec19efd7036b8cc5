"""Find who puts himself forward as host, and what is made a condition for talks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Option, Span
from dragoman.reading.decisions.raised import Raising, deciders, meeting_of, places
from dragoman.reading.force import own_force
from dragoman.reading.scene import Scene

OFFERING = {"vie", "compete", "bid", "offer", "volunteer", "want", "propose", "hope", "lobby", "jostle", "apply", "ask"}
TO_HOST = re.compile(r"\s+(?:for the right\s+)?to\s+(?:play host|be (?:the )?hosts?|host|stage|house)\b")
MEETING = re.compile(
    r"\b(?:talks|negotiations|conference|summit|meeting|round|session|congress|dialogue|forum)\b", re.I
)
IN_TOWN = re.compile(
    r"\b(?:in|at)\s+(?=[A-Z])(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
RUNNING = re.compile(
    r"\s+(?:still\s+|also\s+|all\s+)?(?:in the running|on the (?:short)?list|(?:among\s+)?(?:the\s+)?"
    r"(?:candidates?|contenders?|favourites?)|being considered|under consideration)\s+(?:for|to host)\s"
)
SETTING = {"make", "set", "put", "demand", "name", "call", "consider", "insist", "require", "lay", "regard"}
CONDITION = re.compile(
    rf"\s*(?:as\s+)?(?:(?:a|the|its|their|his|her|one|another|first|only)\s+){{0,2}}(?:pre)?conditions?\s+(?:for|of|to)\s"
    rf"[^,;.]{{0,30}}?{MEETING.pattern}",
    re.I,
)


def claims(scene: Scene) -> Iterator[Raising]:
    """Yield offers to be host and conditions for talks, in the order of their verbs."""
    for verb in scene.verbs:
        found = _host(scene, verb) or _running(scene, verb) or _condition(scene, verb)
        if found is not None:
            yield found


def _host(scene: Scene, verb: Verb) -> Raising | None:
    """Return the place that offers itself: "Paris and Rome are vying to host the donors' conference"."""
    end = scene.sentence(verb.span).span[1]
    to = TO_HOST.match(scene.text, verb.span[1], end) if verb.lemma in OFFERING and not verb.negated else None
    by = deciders(scene, verb) if to is not None else ()
    if to is None or not by or not verb.subject or own_force(verb) == "hypothetical":
        return None
    clause = (to.end(), max(to.end(), verb.clause[1]))
    if IN_TOWN.search(scene.text, *clause):
        return None  # "offered to host the summit in Hanoi": the town is what is put forward
    what = MEETING.search(scene.text, *clause)
    about = meeting_of(scene, (verb.span[0], clause[1])) or (
        scene.words((to.end(), what.end())).strip() if what else None
    )
    if about is None and to.group().endswith(("host", "hosts")) and not verb.object:
        about = "host"
    if about is None:
        return None
    names = places(scene, verb.subject) or [m.quote for m in scene.outermost(verb.subject) if set(m.of) & set(by)]
    return Raising(
        span=(verb.subject[0], clause[1]),
        head=verb.span,
        question="venue",
        status="open",
        about=about,
        by=by,
        options=tuple(Option(value=name, by=one, stance="offer") for name, one in zip(names, by, strict=False)),
    )


def _running(scene: Scene, verb: Verb) -> Raising | None:
    """Return the places between which a choice is made: "Vietnam and Singapore are in the running for the summit"."""
    end = scene.sentence(verb.span).span[1]
    running = RUNNING.match(scene.text, verb.span[1], end) if verb.lemma in ("be", "remain") and verb.subject else None
    what = MEETING.search(scene.text, running.end(), min(end, running.end() + 60)) if running else None
    if running is None or what is None or not verb.subject or verb.negated:
        return None
    names = [m.quote for m in scene.outermost(verb.subject) if any(_land(scene, of) for of in m.of)]
    return Raising(
        span=(verb.subject[0], what.end()),
        head=verb.span,
        question="venue",
        status="open",
        about=meeting_of(scene, (verb.span[0], what.end())) or scene.words((running.end(), what.end())).strip(),
        options=tuple(Option(value=name, stance="accept") for name in names),
    )


def _land(scene: Scene, of: str) -> bool:
    return of in scene.places or (of in scene.actors and scene.actors[of].kind == "state")


def _condition(scene: Scene, verb: Verb) -> Raising | None:
    """Return what somebody makes a condition: "have made the release of prisoners a condition for talks"."""
    by = deciders(scene, verb) if verb.lemma in SETTING and not verb.passive and not verb.negated else ()
    if not by:
        return None
    end = scene.sentence(verb.span).span[1]
    found = next((f for f in CONDITION.finditer(scene.text, verb.span[1], end) if f.start() > verb.span[1] + 1), None)
    wanted: Span = (verb.span[1], found.start()) if found else verb.span
    value = scene.words(wanted).strip().removeprefix("on ")
    if found is None or not value or any(v.form == "finite" for v in scene.verbs_in(wanted)):
        return None
    return Raising(
        span=((verb.subject or verb.span)[0], found.end()),
        head=verb.span,
        question="terms",
        status="open",
        about=meeting_of(scene, found.span()) or scene.words((found.end() - 24, found.end())).split(maxsplit=1)[-1],
        by=by,
        options=tuple(Option(value=value, by=one, stance="require") for one in by),
    )
