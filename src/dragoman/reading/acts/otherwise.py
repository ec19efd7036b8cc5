"""Find undertakings told otherwise than by a verb of promising.

"An agreement was reached that talks would open", "disarmament, as Chad undertook in June", "the steps that Chad would
take", "ruled out any relief from sanctions", "What Chad wants is an amnesty", "the accord provides that the mines are
cleared".
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.model import Span
from dragoman.reading.acts.intents import NOTHING
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import Undertaking, build, deed_noun, of_a_side, pattern, trim, words
from dragoman.reading.scene import BEGUN
from dragoman.spans import cover, holds

REACHING = frozenset(["reach", "make", "conclude", "find"])
ACCORD = re.compile(r"(?:an?|the|full)\s+(?:[\w-]+\s+)?(?:agreement|understanding|accord|consensus|deal)", re.I)
THAT = re.compile(r"\s+(?:(?:yesterday|today|on \w+)\s+)?(?:that|to|under which|whereby)\s+")
TALKED_OF = 8  # sentences back in which the talks may have been told
AS = re.compile(r",?\s+(?:just\s+)?as\s+$")
WHAT = re.compile(r"(?:^|[\s“\"])what\s+$", re.I)
UNDERTOOK = frozenset(["undertake", "promise", "pledge", "agree", "vow", "commit"])
STEPS = re.compile(r"\b(?:steps|measures|actions|moves|concessions|commitments)$", re.I)
WHICH = re.compile(r"\s+(?:(?:that|which)\s+)?$")
TO_COME = re.compile(r"(?:would|will|shall|should|must|is to|are to|was to|were to|has to|have to)\b", re.I)
TAKING = frozenset(["take", "undertake", "make", "carry"])
WANTING = frozenset(["want", "demand", "seek", "need", "expect", "require"])
LAYING_DOWN = frozenset(
    ["provide", "stipulate", "call", "foresee", "envisage", "envision", "speak", "require", "say", "contain"]
)
BEHIND_WANTED = re.compile(
    r"(?:\s+(?:above all|most|most of all|now|first|next|in return))?(?:,[^,]{3,40},)?\s+(?:is|was)\s+"
)
END_OF_WANTED = re.compile(r",\s|\bas well as\b|[.;]")


def otherwise(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return the undertaking that a verb tells in one of these ways."""
    for way in (_as_undertaken, _to_take, _ruled_out, _wanted, _laid_down):
        found = way(parties, verb)
        if found is not None:
            return found
    return None


def agreement_reached(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what "An agreement was reached that talks would be opened" undertakes: the sides of the talks told of."""
    scene = parties.scene
    if verb.lemma not in REACHING or not verb.passive or verb.form != "finite" or verb.negated or verb.subject is None:
        return None
    behind = THAT.match(scene.text, verb.span[1]) if ACCORD.fullmatch(scene.words(verb.subject)) else None
    if behind is None or verb.modality != "actual" or verb.tense == "future":
        return None
    end = max(verb.clause[1], verb.complement[1] if verb.complement else 0, verb.span[1])
    inner = next(iter(scene.verbs_in((behind.start(), scene.sentence(verb.span).span[1]))), None)
    if inner is None:
        return None
    action = behind.end(), max(end, inner.clause[1])
    own = () if inner.passive else parties.people(inner.subject)  # "that Chad would free the officers"
    by = parties.agent(verb) or tuple(id for id in own if of_a_side(parties, id)) or _at_the_talks(parties, verb)
    return build(parties, verb, action, by, (), "agreed", "pledge", done=inner)


def _at_the_talks(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return who met in the talks told last before a verb, up to TALKED_OF sentences back."""
    scene, here = parties.scene, parties.scene.sentence_at(verb.span)
    held = [meeting for meeting in scene.reading.meetings if meeting.status in BEGUN and len(meeting.participants) > 1]
    near = [
        (source.span[0], meeting.participants)
        for meeting in held
        for source in meeting.sources
        if source.span[0] < verb.span[0] and here - scene.sentence_at(source.span) <= TALKED_OF
    ]
    who = max(near)[1] if near else ()
    named = tuple(id for id in who if (actor := parties.get(id)) is not None and actor.kind != "group")
    return named if len(named) > 1 else who


def _as_undertaken(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what somebody undertook before: "the dismantling of the site, as Chad promised in June"."""
    if verb.lemma not in UNDERTOOK or verb.object is not None or verb.complement is not None or verb.subject is None:
        return None
    lead = AS.search(parties.scene.text, max(0, verb.subject[0] - 12), verb.subject[0])
    thing = _deed_before(parties, lead.start()) if lead is not None and verb.tense == "past" else None
    by = parties.people(verb.subject)
    if thing is None or not by or verb.negated or _done_by(parties, thing, by):
        return None
    return _of(parties, verb, thing, by, "agreed", "pledge", cover([thing, verb.clause]))


def _deed_before(parties: Parties, end: int) -> Span | None:
    """Return the noun phrase of a deed that ends at a place: "the release of the sailors"."""
    ending = [phrase.span for phrase in parties.phrases_before(end) if phrase.span[1] == end]
    whole = max(ending, key=lambda span: span[1] - span[0], default=None)
    return whole if whole is not None and deed_noun(parties, whole) else None


def _done_by(parties: Parties, thing: Span, by: tuple[str, ...]) -> bool:
    """Return whether a verb says what they do with it: who "rejected the pact, as it vowed" did not vow the pact."""
    verbs = parties.scene.verbs_in(parties.scene.sentence(thing).span)
    return any(holds(v.object, thing) and set(parties.people(v.subject)) & set(by) for v in verbs)


def _to_take(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return the steps that somebody would take or is to take: "the measures that Chad would take in return"."""
    scene = parties.scene
    if verb.lemma not in TAKING or verb.form != "finite" and verb.form != "to" or verb.subject is None or verb.passive:
        return None
    if verb.perfect:
        return None  # "the steps that Chad would have taken"
    head = verb if verb.form == "finite" else scene.governor(verb)
    if head is None or head.subject is None or not TO_COME.match(scene.words((head.span[0], verb.span[1]))):
        return None
    lead = WHICH.search(scene.text, max(0, head.subject[0] - 7), head.subject[0])
    before = [phrase.span for phrase in parties.phrases_before(lead.start())] if lead is not None else []
    thing = next((span for span in before if lead is not None and span[1] == lead.start()), None)
    by = parties.people(head.subject)
    if thing is None or not by or not STEPS.search(scene.words(thing)):
        return None
    sure = scene.words((head.span[0], verb.span[1])).startswith(("will ", "shall "))
    phase, strength = ("agreed", "intent") if sure else ("floated", None)
    end = max(verb.clause[1], verb.span[1])
    comma = scene.text.find(",", verb.span[1], end)
    told = (head.span[0], comma if comma > 0 else end)
    return _of(parties, verb, thing, by, phase, strength, cover([thing, told]))


def _ruled_out(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return the deed that somebody rules out: "ruled out any relief from sanctions until"."""
    scene = parties.scene
    if scene.phrasal(verb) != "rule out" or verb.negated or verb.form != "finite" or verb.passive or not verb.subject:
        return None
    start = scene.text.index("out", verb.span[1]) + len("out")
    thing = parties.phrase_from(start + 1)
    by = parties.people(verb.subject)
    if thing is None or not any(of_a_side(parties, id) for id in by) or not deed_noun(parties, thing):
        return None
    if STEPS.search(scene.words(thing).split(" to ")[0]):
        return None  # "ruled out any concessions to Ghana": which deed, is not said
    return build(parties, verb, (thing[0], max(verb.clause[1], thing[1])), by, (), "refused", None)


def _wanted(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what somebody names as his price: "What the rebels want is an amnesty", by whom is not said."""
    scene = parties.scene
    if verb.lemma not in WANTING or verb.form != "finite" or verb.subject is None or verb.negated:
        return None
    lead = WHAT.search(scene.text, max(0, verb.subject[0] - 6), verb.subject[0])
    behind = BEHIND_WANTED.match(scene.text, verb.span[1]) if lead is not None else None
    thing = parties.phrase_from(behind.end()) if behind is not None else None
    wanting = parties.people(verb.subject)
    if thing is None or not any(of_a_side(parties, id) for id in wanting) or not deed_noun(parties, thing):
        return None
    told = scene.sentence(verb.span).span[1]
    end = END_OF_WANTED.search(scene.text, thing[1], told)
    action = thing[0], end.start() if end else told
    return _of(parties, verb, action, (), "floated", None, (verb.subject[0], action[1]), to=wanting)


def _laid_down(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what an accord says is to be done: "The protocol provides that the mines are cleared"."""
    scene = parties.scene
    if verb.lemma not in LAYING_DOWN or verb.form != "finite" or verb.negated or verb.subject is None or verb.passive:
        return None
    if not _accord(parties, verb) or NOTHING.match(scene.text, verb.span[0]):
        return None
    end = scene.sentence(verb.span).span[1]
    done = (v for v in scene.verbs_in((verb.span[1], end)) if v.passive and v.form == "finite" and v.subject)
    deed = next((v for v in done if _made(parties, v) and v.tense != "past" and not v.negated), None)
    if deed is None or deed.subject is None:
        return None
    action = deed.subject[0], max(deed.clause[1], deed.span[1])
    place = next(iter(scene.places_in((deed.span[1], action[1]))), None)
    country = scene.places[place].country if place is not None else None
    by = parties.agent(deed) or ((parties.states[country],) if country in parties.states else ())
    one = _of(parties, verb, action, by, "agreed", None, (verb.span[0], action[1]))
    return replace(one, place=place, done=deed)


def _accord(parties: Parties, verb: Verb) -> bool:
    """Return whether the subject of a verb is an accord: "The declaration", "The text that they signed in June"."""
    assert verb.subject is not None
    deal = pattern("deal").search(parties.scene.words(verb.subject))
    return deal is not None and not holds(verb.subject, verb.span) and "'s" not in parties.scene.words(verb.subject)


def _made(parties: Parties, verb: Verb) -> bool:
    """Return whether a verb is a deed of an accord: "dismantled", "taken apart", "lifted"."""
    return bool({verb.lemma, parties.scene.phrasal(verb)} & (words("deed") | words("done")))


def _of(
    parties: Parties, verb: Verb, action: Span, by: tuple[str, ...], phase: object, strength: object, span: Span,
    *, to: tuple[str, ...] = (),
) -> Undertaking:  # fmt: skip
    """Return an undertaking whose action a noun names."""
    sentence = parties.scene.sentence(verb.span).span
    whole = max(span[0], sentence[0]), min(span[1], sentence[1])
    return Undertaking(
        span=trim(parties, whole), head=verb.span, verb=verb, action=trim(parties, action), by=by, to=to,
        phase=phase, strength=strength,  # type: ignore[arg-type]
    )  # fmt: skip
