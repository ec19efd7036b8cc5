"""Say how far a meeting is that a noun names: from its verb, its light noun, its adjectives, the words before it."""

from __future__ import annotations

import re
from typing import cast

from dragoman.edtf import bounds
from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Time
from dragoman.reading.force import Force, force, governors, key, own_force
from dragoman.reading.meetings.parties import beside
from dragoman.reading.meetings.sightings import GOING, STATUS, holding, reach, time_near, words
from dragoman.reading.meetings.standing import Noun
from dragoman.reading.scene import BEGUN, Scene

AHEAD = re.compile(r"\b(?:planned|upcoming|forthcoming|slated|scheduled|coming|next|future)\b", re.I)
MAYBE = re.compile(r"\b(?:proposed|possible|potential|prospective|eventual|would-be)\b", re.I)
ONGOING = re.compile(r"\b(?:current|ongoing|continuing|present)\b", re.I)
PAST = re.compile(r"\b(?:recent|previous|earlier|past|last|latest|historic|landmark)\b", re.I)
AFTER_WORDS = re.compile(
    r"\b(?:after|following|since|in the wake of|at the (?:end|close|conclusion) of"
    r"|(?:fresh|emerging|returning|back) from)(?:\s+(?:[\w-]+\s+){1,3}(?:hours|days|weeks|months|rounds)\s+of)?\s+$",
    re.I,
)
DURING_WORDS = re.compile(r"\b(?:during|at|from|in|throughout|on the sidelines of)\s+$", re.I)
OVER = re.compile(r"\bover\s+$", re.I)
ON_VISIT = re.compile(r"\bon\s+$", re.I)
BEFORE_WORDS = re.compile(r"\b(?:before|ahead of|prior to|until|in preparation for|for|to prepare|pending)\s+$", re.I)
TO_BE_HELD = re.compile(r"\s+(?:to be held|to take place|due|scheduled|slated|planned|set)\b", re.I)
IN_TALKS = re.compile(r"\s+(?:\w+\s+)?(?:in|on)\s+", re.I)
THERE = re.compile(r"\bthere\s*$", re.I)
ENDING = {"finish", "complete", "conclude", "end", "wrap"}
PRESENT = {"attend", "join", "participate", "take"}
OPENING = {"open", "begin", "start", "resume", "continue", "convene", "enter"}
JUST_NOW = 3
"""Who went somewhere for talks fewer days ago may not have begun them yet."""
FRESH = 14
"""How many days after it opened a meeting of no known end is still taken for under way."""
SAID_OF: dict[str, MeetingStatus] = {
    "possible": "proposed",
    "likely": "proposed",
    "probable": "proposed",
    "conceivable": "proposed",
    "off": "cancelled",
    "under consideration": "proposed",
    "under discussion": "proposed",
    "on the cards": "proposed",
    "out of the question": "refused",
}
PREDICATE = re.compile(
    r"\s+(?:now\s+|still\s+|very\s+|quite\s+|again\s+)?(possible|likely|probable|conceivable|off"
    r"|under consideration|under discussion|on the cards|out of the question)\b(?!\s+to\b)",
    re.I,
)
WHICH = re.compile(r"\s*,?\s*(?:that|which)\s")
# "talks with Iran that were due to begin on Monday", up to the verb that says what became of them
THAT_WERE_DUE = re.compile(
    r"(?:\s+(?:between|with|on|over|about|of|in|at)\s[^,;.!?]*?)?\s*,?\s*"
    r"(?:(?:(?:that|which)\s+(?:was|were|is|are|ha[ds]\s+been)\s+)?"
    r"(?:(?:first|originally|initially|earlier|previously|once)\s+)?(?:due|scheduled|planned|set|meant|expected)"
    r"|(?:that|which)\s+(?:was|were)\s+to(?:\s+have)?)\s[^,;.!?]*,?\s*",
    re.I,
)
THAT_WAS = re.compile(r"\b(?:that|which)\s+$")
SETBACKS = ("refused", "cancelled", "postponed")
HOPING = frozenset(("hope", "wish", "want", "doubt", "wonder"))


def settled(scene: Scene, noun: Noun, kind: MeetingKind, time: Time | None) -> MeetingStatus | None:
    """Return the noun's status: what is to come without a day of its own is agreed rather than scheduled."""
    if noun.purpose is not None and kind == "visit":
        return None  # "left for Moscow for a state visit": as far as the verb says
    status = _status(scene, noun, kind)
    if status in ("scheduled", "agreed") and _only_hoped(scene, noun):
        return "proposed"
    dated = time is not None and time.edtf is not None and None not in bounds(time.edtf)
    least = JUST_NOW if noun.purpose is not None else 1 if BEFORE_WORDS.search(noun.lead) else None
    if status == "scheduled" and least is not None and dated and _days_ago(scene, time) >= least:
        return "held"  # "flew to Juba on Thursday for talks", told on Monday
    if status is None and dated and time is not None and time.edtf is not None:
        return "scheduled" if scene.ahead(time.edtf) else "held"
    return "agreed" if status == "scheduled" and not dated and noun.purpose is None else status


def _only_hoped(scene: Scene, noun: Noun) -> bool:
    """Return whether somebody hopes or doubts that it will be: "hopes the summit will be held in Hanoi"."""
    above = scene.governor(noun.verb) if noun.verb is not None and noun.role == "subject" else None
    return above is not None and above.lemma in HOPING


def put_off(scene: Scene, noun: Noun) -> Verb | None:
    """Return the verb of a clause that says that the meeting was put off: "the meeting that was postponed in May".

    "Met to finish talks that were interrupted in May": those were held.
    """
    ended = noun.role == "object" and noun.verb is not None and noun.verb.lemma in ENDING
    later = (
        verb for verb in scene.verbs_in((noun.head[1], scene.sentence(noun.head).span[1])) if verb.form == "finite"
    )
    due = (verb for verb in later if setback(scene, verb) and _due_before(scene, noun, verb))
    if found := None if ended else next(due, None):
        return found
    if ended or not WHICH.match(scene.text, noun.head[1]):
        return None
    end = scene.sentence(noun.head).span[1]
    after = (verb for verb in scene.verbs_in((noun.head[1], end)) if verb.passive and verb.tense == "past")
    which = (verb for verb in after if THAT_WAS.search(scene.text, noun.head[1], verb.span[0]))
    return next((verb for verb in which if setback(scene, verb)), None)


def _due_before(scene: Scene, noun: Noun, verb: Verb) -> bool:
    """Return whether a verb says what became of a plan: "talks that were due on Monday have been postponed"."""
    return verb.passive and bool(THAT_WERE_DUE.fullmatch(scene.text, noun.head[1], verb.span[0]))


def setback(scene: Scene, verb: Verb | None) -> MeetingStatus | None:
    """Return what a verb says that ends a plan for now: put off, called off, refused."""
    status = STATUS.get(governors().get(key(scene, verb), "happened")) if verb and not verb.negated else None
    return status if status in SETBACKS else None


def in_talks(scene: Scene, noun: Noun) -> bool:
    """Return whether somebody is in talks or on a visit: "Both sides are in talks with"."""
    main = noun.main
    return (
        main is not None and main.lemma == "be" and bool(IN_TALKS.fullmatch(scene.text, main.span[1], noun.phrase[0]))
    )


def _status(scene: Scene, noun: Noun, kind: MeetingKind) -> MeetingStatus | None:
    modifiers = scene.words(noun.phrase)
    if MAYBE.search(modifiers):
        return "proposed"
    status = _governed(scene, noun)
    if noun.light and words("light")[noun.light][0] and status not in SETBACKS:
        return cast(MeetingStatus, words("light")[noun.light][0])
    if status is not None:
        return status
    if noun.purpose is not None:
        return _purposed(scene, noun.purpose)
    if in_talks(scene, noun) and noun.main is not None:
        meant = own_force(noun.main)
        return "under-way" if meant == "happened" and noun.main.tense == "present" else STATUS.get(meant)
    if AHEAD.search(modifiers) or TO_BE_HELD.match(scene.text, noun.head[1]):
        return "scheduled"
    if ONGOING.search(modifiers):
        return "under-way"
    return "held" if PAST.search(modifiers) else _beside(scene, noun, kind)


def _purposed(scene: Scene, verb: Verb) -> MeetingStatus | None:
    """Return how far a meeting is for which somebody gathers (it is held) or goes somewhere (it is to be held)."""
    meant = STATUS.get(force(scene, verb))
    return "scheduled" if verb.lemma in GOING | {"be"} and meant == "held" else meant


def _beside(scene: Scene, noun: Noun, kind: MeetingKind) -> MeetingStatus | None:
    """Return the status that the noun's place beside the main verb gives it: "said after talks", "before a visit"."""
    told = beside(scene, noun.head) if noun.bare else None
    if told is not None:
        return STATUS.get(own_force(told))  # "toured the port before meeting with Moi"
    if BEFORE_WORDS.search(noun.lead):
        return "scheduled"
    ahead = noun.main is not None and own_force(noun.main) != "happened"
    if AFTER_WORDS.search(noun.lead) and not ahead:
        return "held"
    told = noun.main or next((v for v in scene.near(noun.head) if v.form == "finite"), None)
    past = told is not None and told.tense == "past" and own_force(told) == "happened"
    during = DURING_WORDS.search(noun.lead) or (kind == "visit" and ON_VISIT.search(noun.lead))
    during = during or (kind == "meal" and OVER.search(noun.lead))
    return "held" if past and (noun.owned or during) else None


def _held(scene: Scene, verb: Verb, meant: Force) -> MeetingStatus | None:
    """Return the status that a verb of holding gives: "will hold", "are holding", "would not take part in"."""
    if meant == "denied" and verb.lemma in PRESENT and (verb.tense == "future" or verb.modality == "conditional"):
        return "refused"  # "would not take part in the talks"
    if verb.lemma in ENDING and verb.form == "to":
        return None  # "met to finish talks"
    going_on = verb.tense == "present" and not verb.perfect and scene.words(verb.span).endswith("ing")
    return "under-way" if (going_on or verb.lemma in OPENING) and meant == "happened" else STATUS.get(meant)


def _governed(scene: Scene, noun: Noun) -> MeetingStatus | None:
    """Return the status that the noun's own verb gives it."""
    verb = noun.verb
    if verb is None:
        return None
    meant = force(scene, verb)
    lent = governors().get(key(scene, verb)) if verb.lemma != "be" else None  # "It was his fourth trip" plans nothing
    if noun.role == "object" and holding(scene, verb):
        return _held(scene, verb, meant)
    if noun.role == "object" and verb.lemma in words("happen"):
        return STATUS.get(meant)  # "mediated a first round of talks between"
    if lent is not None and (noun.role == "object" or verb.passive):
        if meant in ("denied", "refused") and verb.passive and noun.role == "object":
            return None  # "No date has been fixed for the talks" refuses nothing
        if meant in ("denied", "refused"):
            return "refused" if lent in ("agreed", "proposed", "planned") else None
        if verb.lemma in ("prepare", "arrange") and noun.role == "object":
            return "agreed"  # "prepare a second summit": wanted by both, neither place nor day is fixed
        return STATUS.get(lent)
    said_of = PREDICATE.match(scene.text, verb.span[1]) if noun.role == "subject" and verb.lemma == "be" else None
    if said_of is not None and meant == "happened":
        return SAID_OF[said_of.group(1).casefold()]  # "A meeting is possible"
    there = verb.lemma == "be" and THERE.search(scene.text, max(0, verb.span[0] - 8), verb.span[0])
    if noun.role == "subject" and there:
        return STATUS.get(meant)
    return _went(scene, verb, meant) if noun.role == "subject" else None


def _went(scene: Scene, verb: Verb, meant: Force) -> MeetingStatus | None:
    """Return the status by what the meeting itself does: "opened in Doha", "opens on 3 May", "slipped to June"."""
    known = words("subject").get(scene.phrasal(verb)) or words("subject").get(verb.lemma)
    told = cast("MeetingStatus", known[0]) if known and not verb.passive else None
    if verb.passive and (holding(scene, verb) or verb.lemma in OPENING):
        told = "under-way" if verb.lemma in OPENING else "held"
    if told is None:
        return None
    if meant == "denied" and verb.tense == "past":
        return "cancelled" if told in BEGUN else None  # "did not take place"
    if meant != "happened":
        return STATUS.get(meant) if told in BEGUN else None
    if told == "under-way" and _simple_present(scene, verb):
        return "scheduled"  # "opens in Geneva on 3 May"
    return "held" if told == "under-way" and _long_over(scene, verb) else told


def _simple_present(scene: Scene, verb: Verb) -> bool:
    going_on = verb.perfect or scene.words(verb.span).casefold().endswith("ing") or verb.lemma == "be"
    return verb.tense == "present" and not going_on and scene.sentence(verb.span).role != "title"


def _long_over(scene: Scene, verb: Verb) -> bool:
    """Return whether the day named is so long before the document that what opened then is over."""
    time, _ = time_near(scene, (verb.clause[0], reach(scene, verb)), verb.span)
    return _days_ago(scene, time) > FRESH


def _days_ago(scene: Scene, time: Time | None) -> int:
    """Return how many days before the document a time ended: 0 where that is not known, or not past."""
    today = scene.marked.document.date
    ended, now = bounds(time.edtf or "")[1] if time else None, bounds(today.edtf)[0] if today else None
    return max((now - ended).days, 0) if ended is not None and now is not None else 0
