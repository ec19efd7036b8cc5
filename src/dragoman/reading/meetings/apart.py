"""Tell one encounter from several told in one breath: "met both men separately", "received Dahl and then Amin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.reading.meetings.parties import listed, people, subject_of
from dragoman.reading.meetings.sightings import Sighting, located, reach
from dragoman.reading.scene import Scene

SEPARATELY = re.compile(
    r"\b(?:separate(?:ly)?|individually|one by one|one after (?:the other|another)|in turn|back[- ]to[- ]back"
    r"|each (?:for|in)\s)",
    re.I,
)
WITH = re.compile(r"(?:,|\band|\A|(?<=\w))\s+(?:later\s+|then\s+)?with\s+(?=\S)")
AND_THEN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s+(?:and|followed by|before)\s+(?:(?:then|later|afterwards|after that)\s+)?(?=\S)"
)
LATER = re.compile(r"\b(?:then|later|afterwards|after that|followed by)\b")
PLURAL = re.compile(r"(?:meetings|calls|one-on-ones|dinners|lunches|breakfasts|sit-downs|encounters)\b", re.I)


def each(scene: Scene, sighting: Sighting, verb: Verb) -> Iterator[Sighting]:
    """Yield the sighting of a verb, or one for each partner where whoever meets them does so one after the other."""
    after = _then(scene, verb)
    if after:
        yield replace(sighting, apart=sighting.span)
        one = tuple(a for a in subject_of(scene, verb) if a in sighting.participants)
        yield replace(sighting, participants=(*one, *after), head=(verb.span[0], verb.span[1] + 1), apart=sighting.span)
        return
    told = _with_each(scene, verb)
    if len(told) > 1:
        one = tuple(a for a in subject_of(scene, verb) if a in sighting.participants)
        for i, (others, place) in enumerate(told):
            who, head = (*one, *others), (verb.span[0], verb.span[1] + i)
            yield replace(sighting, participants=who, place=place, head=head, apart=sighting.span)
        return
    yield from parted(scene, sighting, subject_of(scene, verb))


def parted(scene: Scene, sighting: Sighting, hub: tuple[str, ...]) -> Iterator[Sighting]:
    """Yield a sighting for each whom the one of the hub meets apart from the others, else the sighting as it is."""
    spokes = tuple(a for a in sighting.participants if a not in hub)
    if len(spokes) == 1 and len(hub) > 1:
        hub, spokes = spokes, hub  # "Both met separately with Borrell"
    told = SEPARATELY.search(scene.text, *sighting.span) or PLURAL.match(scene.text, *sighting.head)
    if not told or len(hub) != 1 or len(spokes) < 2:
        yield sighting
        return
    for i, other in enumerate(spokes):
        head = (sighting.head[0], sighting.head[1] + i)  # an id of its own
        yield replace(sighting, participants=(*hub, other), head=head, apart=sighting.span)


def _with_each(scene: Scene, verb: Verb) -> list[tuple[tuple[str, ...], str | None]]:
    """Return whom somebody met and where, one "with" after the other: "with Gantz, with Abbas in Ramallah and with"."""
    end = reach(scene, verb)
    found = list(WITH.finditer(scene.text, verb.span[1], end))
    if len(found) < 2:
        return []
    ends = [*(f.start() for f in found[1:]), end]
    told = [
        (people(scene, listed(scene, (f.end(), e))), next(iter(located(scene, (f.end(), e))), None))
        for f, e in zip(found, ends, strict=True)
    ]
    return [(who, place) for who, place in told if who]


def _then(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return whom somebody met next: "received President Dahl and then Prime Minister Amin"."""
    on = AND_THEN.match(scene.text, verb.object[1]) if verb.object and not verb.passive else None
    named = scene.mentions_from(on.start() + 1, on.end()) if on else ()
    if not named or on is None or not LATER.search(scene.text, on.start(), named[0].span[0] + len("then ")):
        return ()
    return people(scene, scene.heads_in(named[0].span))
