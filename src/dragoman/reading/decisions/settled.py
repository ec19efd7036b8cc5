"""Find what is told as settled: a seat won, a town chosen over another, what was agreed to come first, who chairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.model import Option, Span
from dragoman.reading.decisions.raised import (
    Raising,
    deciders,
    looked_up,
    matter,
    meeting_of,
    places,
)
from dragoman.reading.force import BE_TO, force, own_force
from dragoman.reading.scene import Scene, as_when, names

BEAT = {"beat", "defeat", "edge", "outbid"}
SEAT = re.compile(
    r"\b(?:to|for)\s+(?:host\b|the right to host|(?:the|its|a)\s+(?:permanent\s+)?(?:seat|headquarters)\s+of)", re.I
)
CHOSEN = {"choose", "pick", "select", "prefer", "name"}
AS_WHAT = re.compile(r"\b(?:over\s.{2,40}?\s)?(?:for|as|to host)\s+(?:the|a|an|its|their)\b", re.I)
INSTEAD = re.compile(r"\b(?:(?:rather than|instead of)\s+(?:in\s+)?|instead(?=[.,;]))", re.I)
WENT = {"be", "get", "go", "hold", "take", "meet", "come", "move", "open", "convene"}
MEETING = re.compile(r"\b(?:conference|talks|summit|meeting|negotiations|congress|forum|round)\b", re.I)
FOR_WHAT = re.compile(rf"{MEETING.pattern}|\b(?:venue|seat|site|host|headquarters)\b", re.I)
FOR_WHAT_DAY = re.compile(rf"\bfor\s.{{0,30}}?(?:{MEETING.pattern}|\bsigning\b|\bhandover\b|\bvote\b)", re.I)
TAKEN_FIRST = re.compile(
    r"\b(?:discuss|take up|taken up|deal with|dealt with|address|settle|negotiate)\w*\s.{2,60}?\bfirst\b"
    r"|\bleave\s.{2,60}?\b(?:until|till|to)\s+(?:last|later|the end)\b",
    re.I,
)
THAT = re.compile(r"\s+(?:on\s+\w+\s+|in\s+[A-Z]\w+\s+)?(?:that\s+|(?=to\s))")
GETTING = {"have", "get", "receive", "give", "hold"}
SO_MANY = re.compile(
    r"\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen)\s+(?:seats?|delegates|observers|votes?)\b",
    re.I,
)
TABLE = re.compile(rf"{MEETING.pattern}|\b(?:table|commission|joint committee|delegations?)\b", re.I)
SETTLED_ON = {"settle on", "agree on", "decide on", "opt for", "settle for", "compromise on", "agree to"}
LANGUAGES = re.compile(r"\b(?:official|working)\s+languages?\s+(?:of|for|at)\b", re.I)
SETTING_UP = re.compile(r"to\s+(?:set up|establish|create|form|appoint)\b")
RATHER = re.compile(r"\b(?:rather than|instead of|and not)\b", re.I)
STARTING = re.compile(r"(?:begin|start|open)\s+with\s", re.I)
MOVING = {"move", "bring", "shift", "switch", "put", "push", "relocate", "transfer", "delay", "advance"}
TO = re.compile(r"\bto\s+(?=\S)")
TAKEN_UP = re.compile(r"(?:discuss|deal with|take up|address|settle|negotiate|tackle)\b", re.I)
FIRST = re.compile(r"\bfirst\b", re.I)
BASED = {"base", "headquarter", "house", "seat", "site", "locate", "domicile"}
PAID = {"fund", "finance", "pay", "bankroll"}
BODY = re.compile(
    r"\b(?:panel|commission|committee|mission|secretariat|tribunal|court|body|force|council|board|group|centre|center"
    r"|cell|talks|conference|agency|authority|office)\b",
    re.I,
)
END = re.compile(r"[;.“”\"\n]|,\s+(?:which|said|says|while)\b|\s(?:said|says|while)\s")


def settled(scene: Scene) -> Iterator[Raising]:
    """Yield what verbs tell as decided, in the order of the text."""
    for verb in scene.verbs:
        moved = _moved(scene, verb)
        if moved is not None:
            yield moved
        if moved or own_force(verb) not in ("happened", "planned") or verb.form != "finite":
            continue
        found = (
            _won(scene, verb)
            or _on(scene, verb)
            or _instead(scene, verb)
            or _languages(scene, verb)
            or _seats(scene, verb)
            or _agreed(scene, verb)
            or _arranged(scene, verb)
            or _first(scene, verb)
        )
        if found is not None:
            yield found


def _won(scene: Scene, verb: Verb) -> Raising | None:
    """Return the town that won: "has beaten Geneva to the seat of", "was chosen over Mongolia for the summit"."""
    rest = (verb.span[1], scene.sentence(verb.span).span[1])
    if verb.lemma in BEAT and not verb.passive:
        won, sign, part = SEAT.search(scene.text, *rest), None, verb.subject
    elif verb.lemma in CHOSEN and verb.passive:
        won, sign, part = AS_WHAT.search(scene.text, *rest), FOR_WHAT, verb.subject
    else:
        return None
    if won is None or part is None or (sign and not sign.search(scene.text, won.end(), rest[1])):
        return None
    return _venue(scene, verb, places(scene, part) or _town(scene, part), (part[0], rest[1]))


def _on(scene: Scene, verb: Verb) -> Raising | None:
    """Return the place that sides settled on for a meeting: "settled on New York for their talks"."""
    chose = verb.lemma in ("choose", "pick", "select") and not verb.passive
    if not (chose or scene.phrasal(verb) in SETTLED_ON) or own_force(verb) != "happened":
        return None
    end = scene.sentence(verb.span).span[1]
    start = verb.span[1] + 1 if chose else verb.span[1] + len(scene.phrasal(verb)) - len(verb.lemma) + 1
    first = next((m for m in scene.mentions_from(start, start + len("the "))), None)
    values = places(scene, first.span) if first else []
    day = next((t.edtf for t in scene.times_in((start, end)) if t.edtf and t.span[0] - start <= len("the ")), None)
    if day is not None and not values and FOR_WHAT_DAY.search(scene.text, start, end):
        return _made(scene, verb, ((verb.subject or verb.span)[0], end), day, "date")
    if not values or not FOR_WHAT.search(scene.text, start, end):
        return None
    made = _venue(scene, verb, values, ((verb.subject or verb.span)[0], end))
    by = deciders(scene, verb)
    options = tuple(Option(value=value, by=who, stance="accept") for value in values for who in by or (None,))
    return replace(made, options=options, by=by) if made else None


def _town(scene: Scene, part: Span) -> list[str]:
    """Return the name of a place that is taken for its state here: "Singapore was chosen"."""
    named = [m for m in scene.outermost(part) if m.span[0] - part[0] <= len("the ")]
    states = [of for m in named for of in m.of if of in scene.actors and scene.actors[of].kind == "state"]
    return [named[0].quote] if states and len(named) == 1 else []


def _instead(scene: Scene, verb: Verb) -> Raising | None:
    """Return the place taken instead of another: "Rather than Geneva, the conference got Paris"."""
    sentence = scene.sentence(verb.span).span
    other = INSTEAD.search(scene.text, *sentence)
    if other is None or verb.lemma not in WENT or not verb.subject or not MEETING.search(scene.words(verb.subject)):
        return None
    near = scene.mentions_from(other.end(), other.end() + len("the "))
    lost = next((m.span for m in near if places(scene, m.span)), None)
    if other.group().casefold().startswith("instead") and scene.text[other.end() - 1] != " ":
        lost = other.span()
    end = sentence[1] if other.start() < verb.span[0] else other.start()
    taken = places(scene, (verb.span[1], end))
    if lost is None or not taken:
        return None
    return _venue(scene, verb, taken[:1], (min(other.start(), verb.subject[0]), max(end, lost[1])))


def _venue(scene: Scene, verb: Verb, values: list[str], span: Span) -> Raising | None:
    if not values:
        return None
    return Raising(
        span=(span[0], len(scene.words(span).rstrip(" .")) + span[0]),
        head=verb.span,
        question="venue",
        status="decided",
        about=meeting_of(scene, scene.sentence(verb.span).span) or _topic(scene, verb),
        options=tuple(Option(value=value, stance="accept") for value in values),
    )


def _topic(scene: Scene, verb: Verb) -> str | None:
    """Return in words what a place was settled for: what the seat is of, or the meeting that is the subject."""
    seat = SEAT.search(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    if seat:
        return scene.text[seat.end() : scene.sentence(verb.span).span[1]].strip(" .")
    return scene.words(verb.subject) if verb.subject else None


def _seats(scene: Scene, verb: Verb) -> Raising | None:
    """Return how many seats somebody gets: "Each side will have five seats at the conference"."""
    rest = (verb.span[1], scene.sentence(verb.span).span[1])
    found = SO_MANY.match(scene.text, *rest)
    if (
        verb.lemma not in GETTING
        or not verb.subject
        or found is None
        or not TABLE.search(scene.text, found.end(), rest[1])
    ):
        return None
    return _made(scene, verb, (verb.subject[0], found.end()), found.group().strip(), "format")


def _languages(scene: Scene, verb: Verb) -> Raising | None:
    """Return the languages of a meeting: "English and French are both to be official languages of the conference"."""
    rest = (verb.span[1], scene.sentence(verb.span).span[1])
    found = LANGUAGES.search(scene.text, *rest)
    if verb.lemma != "be" or not verb.subject or found is None or not MEETING.search(scene.text, found.end(), rest[1]):
        return None
    return _made(scene, verb, (verb.subject[0], rest[1]), scene.words(verb.subject), "format")


def _agreed(scene: Scene, verb: Verb) -> Raising | None:
    """Return what was agreed of agenda or format: "settled that the border would come first", "agreed to one room"."""
    that = THAT.match(scene.text, verb.span[1])
    choosing = looked_up(scene, verb, "asking") == "decided" or verb.lemma == "vote"
    if that is not None and SETTING_UP.match(scene.text, that.end()):
        return None  # "agreed to set up a working group to draw up an agenda"
    if not choosing or that is None or own_force(verb) != "happened":
        return None
    stop = END.search(scene.text, that.end(), scene.sentence(verb.span).span[1])
    clause = (that.end(), stop.start() if stop else scene.sentence(verb.span).span[1])
    words = scene.words(clause)
    towns = places(scene, clause) if RATHER.search(words) else []
    if towns and MEETING.search(words):
        start = (verb.subject or verb.span)[0]
        return _venue(scene, verb, towns[:1], (min(start, verb.span[0]), clause[1]))
    agenda = TAKEN_FIRST.search(words) or STARTING.match(words)
    question = "agenda" if agenda else matter(words, "matter")
    ahead = any(v.modality != "actual" or v.tense in ("future", None) for v in scene.verbs_in(clause)[:1])
    if question not in ("agenda", "format") or not ahead:
        return None
    start = (verb.subject or verb.span)[0]
    made = _made(scene, verb, (min(start, verb.span[0]), clause[1]), scene.words(clause).strip(), question)
    time = next((t for t in scene.times_in((verb.span[1], that.end())) if t.edtf), None)
    return replace(made, when=as_when(time))


def _moved(scene: Scene, verb: Verb) -> Raising | None:
    """Return the new town or day of a meeting: "was moved from Caracas to Bogotá", "was brought forward to 3 May"."""
    alone = verb.object is None and verb.lemma in ("move", "shift", "switch")
    part = verb.subject if verb.passive or alone else verb.object
    if verb.lemma not in MOVING or part is None or not MEETING.search(scene.words(part)):
        return None
    meant = force(scene, verb)
    if meant not in ("happened", "planned", "agreed", "postponed") or (verb.form == "to" and meant != "agreed"):
        return None
    end = scene.sentence(verb.span).span[1]
    rest = (max(verb.span[1], part[1]), min(end, max(verb.clause[1], verb.span[1] + 40)))
    to = TO.search(scene.text, *rest)
    if to is None:
        return None
    towns = [name for m in scene.mentions_from(to.end(), to.end() + len("the ")) for name in places(scene, m.span)]
    dates = [t.edtf for t in scene.times_in((to.end(), rest[1])) if t.edtf and t.span[0] <= to.end() + len("the ")]
    span = (min(part[0], verb.span[0]), rest[1])
    if towns:
        return _venue(scene, verb, towns[:1], span)
    return _made(scene, verb, span, dates[0], "date") if dates else None


def _first(scene: Scene, verb: Verb) -> Raising | None:
    """Return what sides will take up first: "will first deal with the prisoners and leave the border to the end"."""
    end = scene.sentence(verb.span).span[1]
    if own_force(verb) != "planned" or not TAKEN_UP.match(scene.text, verb.span[1] - len(verb.lemma), end):
        return None
    who = deciders(scene, verb)
    several = len(who) > 1 or any(scene.actors[a].kind == "group" for a in who)
    words = scene.words(((verb.subject or verb.span)[0], max(verb.span[1], verb.clause[1])))
    if not several or not FIRST.search(words):
        return None
    return _made(scene, verb, ((verb.subject or verb.span)[0], max(verb.span[1], verb.clause[1])), words, "agenda")


def _arranged(scene: Scene, verb: Verb) -> Raising | None:
    """Return where a body is to sit or who is to pay for it: "The panel will be based in Addis Ababa"."""
    ahead = own_force(verb) == "planned" or bool(BE_TO.match(scene.words(verb.span)))
    if not verb.passive or not ahead or not verb.subject or not BODY.search(_called(scene, verb.subject)):
        return None
    rest = (verb.span[1], max(verb.clause[1], verb.span[1]))
    towns = places(scene, rest) if verb.lemma in BASED else []
    if towns:
        return _venue(scene, verb, towns[:1], (verb.subject[0], rest[1]))
    paid = scene.words(rest).strip(" .") if verb.lemma in PAID else ""
    return _made(scene, verb, (verb.subject[0], rest[1]), paid, "terms") if paid else None


def _called(scene: Scene, span: Span) -> str:
    """Return what the words call somebody, or for "it" what the actor it stands for is called."""
    named = (name for i in scene.actors_in(span) for name in names(scene.actors[i]))
    return " ".join((scene.words(span), *named))


def _made(scene: Scene, verb: Verb, span: Span, value: str, question: str) -> Raising:
    return Raising(
        span=(span[0], len(scene.words(span).rstrip(" .")) + span[0]),
        head=verb.span,
        question=question,  # type: ignore[arg-type]
        status="decided",
        about=meeting_of(scene, span),
        by=deciders(scene, verb) if question != "venue" and verb.lemma != "be" else (),
        options=(Option(value=value, stance="accept"),),
    )
