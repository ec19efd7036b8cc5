"""Say who takes part in a meeting: who does what the verb says, and whom the words after "with" or "between" list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.markup import Verb
from dragoman.model import Span
from dragoman.reading.scene import Scene, names

MOST = 8  # whom one "with" may list: the seven of a G7 summit and their guest
POSSESSIVE = re.compile(r"(?:its|his|her|their|our|my)\s", re.I)
CHECKERS = re.compile(r"\b(?:inspectors?|monitors|observers|inspection teams?)\b", re.I)
WHOM = re.compile(r"\s*,?\s*(?:and\s+)?whom\s+$")
RELATIVE = re.compile(r"\bwho\s+(?:\w+\s+)?$")
# Where a list of parties ends: "with Moon in Seoul to discuss", but not "the Minister for Foreign Affairs".
LIST_ENDS = re.compile(
    r"[;:“”\"]|``|''|\s[–—_]\s|--"
    r"|\b(?:to(?!\s+the\s+(?:U\.?N|United|European|African))|in|at|on|about|over|during|after|before|by|as|amid|ahead|since"
    r"|while|where|when|who|whom|whose|which|that|but|because|until|from|instead|if|unless)\b|\bfor\b(?!\s+[A-Z])"
)
OFFICIAL = re.compile(
    r"minister|leader|official|envoy|delegat|diplomat|negotiat|president|commander|chief|side|part(?:y|ies)|representative"
    r"|ambassador|general|rebel|state|govern|power|countr|team|aide|advis[eo]r|secretar|lawmaker|senator|inspector|monitor"
    r"|mediator|bishop|troika|mission|commission|council|cabinet|guerrilla|militia|separatist|envoy|faction|chairm"
    r"|technocrat|expert|premier|king|queen|prince|guarantor|member|head of",
    re.I,
)


def subject_of(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return who acts: the subject, or the governor's where the verb has none ("agreed to meet").

    An "-ing" form of no governor takes the subject of its sentence: "After meeting Moon, Pompeo said".
    """
    for link in scene.chain(verb):
        if link.subject is not None:
            heads = _own_heads(scene, link.subject)
            relative = RELATIVE.search(scene.text, max(0, link.span[0] - 20), link.span[0])
            return scene.actors_in(link.subject)[-1:] if relative and len(heads) == 1 else heads
    main = beside(scene, verb.span) if verb.form == "ing" else None
    return scene.heads_in(main.subject) if main else ()


def _own_heads(scene: Scene, span: Span) -> tuple[str, ...]:
    """Return the actors that words are about, but not whose they are: "its board" is not Iran, "its envoys" are."""
    whose = POSSESSIVE.match(scene.text, *span)
    heads = scene.heads_in(span)
    at_start = scene.mentions_from(span[0], span[0])
    if not heads:  # the parser cut a name short: "The U.N. aid" of "The U.N. aid chief"
        return next((scene.heads_in(mention.span) for mention in at_start if mention.span[1] > span[1]), ())
    if (
        whose is None
        or OFFICIAL.search(scene.words(span))
        or any(mention.span[1] > whose.end() for mention in at_start)
    ):
        return heads
    owners = {of for mention in at_start for of in mention.of}
    return tuple(actor for actor in heads if actor not in owners)


def beside(scene: Scene, span: Span) -> Verb | None:
    """Return the finite verb that words beside it belong to: the last before them, else the first after them."""
    finite = [verb for verb in scene.near(span) if verb.form == "finite" and verb.subject]
    before = [verb for verb in finite if verb.span[1] <= span[0]]
    after = [verb for verb in finite if verb.span[0] >= span[1]]
    return before[-1] if before else next(iter(after), None)


def people(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the actors without the press, each once."""
    return tuple(dict.fromkeys(i for i in ids if scene.actors[i].sector != "JRN"))


def listed(scene: Scene, span: Span) -> tuple[str, ...]:
    """Return the parties that the words list from their start on, up to where they speak of something else."""
    stop = LIST_ENDS.search(scene.text, *span)
    return scene.heads_in((span[0], stop.start() if stop else span[1]))[:MOST]


def official(scene: Scene, actor: str) -> bool:
    """Return whether an actor is of a side or an office: a group is by what it is called, "the ministers"."""
    known = scene.actors[actor]
    return known.kind != "group" or bool(OFFICIAL.search(" ".join(names(known))))


def whom(scene: Scene, verb: Verb) -> Span | None:
    """Return the words before the "whom" that a clause begins with: "Ri Yong Ho, whom he met in New York"."""
    start = (verb.subject or verb.span)[0]
    found = WHOM.search(scene.text, max(0, start - len(", and whom ")), start)
    phrases = scene.phrases_over((found.start() - 1, found.start())) if found and found.start() else ()
    return max((phrase.span for phrase in phrases), key=lambda span: span[1] - span[0], default=None)


def abroad(scene: Scene, one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether persons are on both sides, and those of one side of other countries than those of the other."""
    sides = [
        {scene.actors[a].country for a in who if a in scene.actors and scene.actors[a].kind == "person"}
        for who in (one, other)
    ]
    return all(sides) and None not in sides[0] and not sides[0] & sides[1]
