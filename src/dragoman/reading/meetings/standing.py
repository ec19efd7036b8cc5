"""Say how a meeting noun stands in its sentence: its phrase, the light noun that carries it, the verb it hangs on."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Span, Value
from dragoman.reading.meetings.sightings import GOING, words
from dragoman.reading.scene import LINKING, Scene
from dragoman.spans import holds

OWNED = re.compile(r"[’']s?\s|\b(?:his|her|their|its|my|our)\b", re.I)
LIGHT_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|any|this|that|his|her|their|its|possible)\s+)?(?:\w+\s+)?\b([\w’'-]*?)(\w+)\s+(?:of|for|to|on|about|from)\s+$"
)
LIGHT_AFTER = re.compile(r"[\s-]+(\w+)\b")
MEASURE = re.compile(
    r"\b(?:(?:nearly|almost|about|around|over|more than|some|just)\s+)?"
    r"(?:(?:a|an|the|another|several|some|his|her|their|both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+)?"
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d+(?:st|nd|rd|th)|final|last|next|new|latest|further"
    r"|fresh|long|day-long|whole|full)\s+)*"
    r"(?:days?|hours?|weeks?|months?|rounds?|cycles?|series|sessions?|phases?)\s+of\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)
PREPOSITION = re.compile(
    r"\s+(?:for|on|upon|to|off|in|into|up|against|forward to|out of|down|part in|away from)\s+(?:\w+\s+)?", re.I
)
JOINT_BEFORE = re.compile(r"(?:,|\band|\bor)\s+$")
PRAISED = re.compile(
    r"\s+(?:an?\s+|the\s+)?(?:[a-z-]+,\s+){1,3}(?:and\s+)?"
)  # "had candid, substantive and useful talks"
BARE = re.compile(r"(?:be|should be)\s", re.I)
FOR_WHICH = re.compile(r"\bfor\s+$", re.I)
GERUND = re.compile(r"(?:\b(?:after|before|while|when|by|since|and|then)|,)\s+$", re.I)
DUE = re.compile(r"\s+(?:due|expected|back|in(?=\s+(?:the\s+)?[A-Z]))\s+")
GATHERING = {"gather", "meet", "join", "convene", "assemble", "sit", "receive", "host", "welcome", "see", "unite"}


class Noun(Value, frozen=True, kw_only=True):
    """A meeting noun where it stands: `phrase` from its article on, `unit` from the light noun that carries it.

    In "the organization of the second summit" the unit starts with the light noun "the organization of". `purpose` is
    the verb of "flew to Geneva for talks", `bare` the "-ing" form of "before meeting Moon" that looks like a noun.
    """

    head: Span
    phrase: Span
    unit: Span
    light: str | None = None
    verb: Verb | None = None
    role: str | None = None
    main: Verb | None = None
    purpose: Verb | None = None
    lead: str = ""
    owned: bool = False
    bare: bool = False


def standing(scene: Scene, head: Span) -> Noun:
    """Return how the meeting noun with this head stands in its sentence."""
    start = _start(scene, head)
    light, unit = _light(scene, start, head)
    verb, role = _verb_of(scene, unit)
    finite = [v for v in scene.near(head) if v.form == "finite" and v.span[1] <= start]
    finite = finite or [v for v in scene.near(head) if v.form == "finite"][:1]  # "After the talks, Kuchma said"
    lead = scene.text[max(0, start - 40) : start]
    return Noun(
        head=head,
        phrase=(start, head[1]),
        unit=unit,
        light=light,
        verb=verb,
        role=role,
        main=finite[-1] if finite else None,
        purpose=_purpose(scene, start) if FOR_WHICH.search(lead) else None,
        lead=lead,
        owned=bool(OWNED.search(scene.text, start, head[0])),
        bare=start == head[0] and scene.words(head) == "meeting" and bool(GERUND.search(lead)),
    )


def _start(scene: Scene, head: Span) -> int:
    """Return where the noun's phrase starts, with what measures it: "two days of talks", "a third round of"."""
    around = scene.phrases_over(head)
    phrases = [p.span for p in around if holds((p.span[0], head[1]), p.head)]
    own = [p.span for p in around if holds(p.head, head)]
    if not own and not phrases:  # before another noun: "the Singapore summit agreements"
        own = [p.span for p in around if not LINKING.search(scene.text, p.span[0], head[0])]
    start = min(max((p[0] for p in own or phrases), default=head[0]), head[0])
    measured = MEASURE.search(scene.text, max(0, start - 48), start)
    return measured.start() if measured else start


def _light(scene: Scene, start: int, head: Span) -> tuple[str | None, Span]:
    """Return the light noun before ("plans for a summit") or after ("summit plans"), and what it and the noun cover."""
    before = LIGHT_BEFORE.search(scene.text, max(0, start - 48), start)
    light = before.group(2).casefold() if before else None
    if light in words("light") and before is not None:
        whose = [p.span[0] for p in scene.phrases_over(before.span(2)) if p.span[0] <= before.start(2) < p.head[1]]
        return light, (min([before.start(), *whose]), head[1])  # "North Korea's offer of talks"
    after = LIGHT_AFTER.match(scene.text, head[1])
    light = after.group(1).casefold() if after and after.group(1).casefold() in words("light") else None
    return light, (start, head[1])


def _purpose(scene: Scene, start: int) -> Verb | None:
    """Return the verb that somebody gathers or goes by, for the meeting: "gathered in Vienna for talks"."""
    before = [verb for verb in scene.near((start, start)) if verb.span[1] <= start]
    due = bool(before) and before[-1].lemma == "be" and bool(DUE.match(scene.text, before[-1].span[1]))
    return before[-1] if due or (before and before[-1].lemma in GATHERING | GOING) else None


def _verb_of(scene: Scene, unit: Span) -> tuple[Verb | None, str | None]:
    """Return the verb that has the noun as object or subject, or that a preposition ties to it ("called for talks")."""
    verbs = scene.near(unit)
    for verb in reversed(verbs):
        tied = verb.span[1] <= unit[0] and PREPOSITION.fullmatch(scene.text, verb.span[1], unit[0])
        praised = verb.span[1] <= unit[0] and PRAISED.fullmatch(scene.text, verb.span[1], unit[0])
        next_to = verb.span[1] < unit[0] and not verb.passive and not scene.text[verb.span[1] : unit[0]].strip()
        next_to = next_to and not _begins_clause(scene, verb, unit)
        if tied or next_to or praised or _is_part(scene, verb.object, unit):
            return verb, "object"
    doing = [verb for verb in verbs if _is_part(scene, verb.subject, unit)]
    doing.sort(key=lambda verb: verb.form != "finite")  # "Talks due to begin on Tuesday have been put off"
    found = next(iter(doing), None)
    after = next((verb for verb in verbs if verb.span[0] >= unit[1] and verb.passive), None)
    if found is None and after is not None and BARE.match(scene.text, after.span[0]):
        found = after  # "insisted that the summit between them be held"
    return found, "subject" if found else None


def _begins_clause(scene: Scene, verb: Verb, unit: Span) -> bool:
    """Return whether the unit is the subject of what a verb says, without "that": "said talks will be held in May"."""
    if verb.object is not None or verb.complement is None or verb.complement[0] != unit[0]:
        return False
    subjects = (one.subject for one in scene.verbs_in(verb.complement) if one.form == "finite")
    return any(subject is not None and subject[0] == unit[0] for subject in subjects)


def _is_part(scene: Scene, part: Span | None, unit: Span) -> bool:
    """Return whether the unit is the first noun of a verb's part, or is joined to the first by "and" or a comma."""
    if part is None or not part[0] <= unit[0] < part[1]:
        return False
    between = scene.text[part[0] : unit[0]]
    return len(between) <= len("the ") or bool(JOINT_BEFORE.search(between))
