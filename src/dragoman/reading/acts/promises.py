"""Find undertakings by their verb: "agreed to", "promised that", "is ready to", "offered Kiev a loan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Phase, Span, Strength
from dragoman.reading.acts import named_acts
from dragoman.reading.acts.checkers import is_checker, of_checkers
from dragoman.reading.acts.deals import broken, ended, signed
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.rules import rules
from dragoman.reading.acts.undertakings import (
    GATHERING,
    MANNERS,
    MEETING,
    NOT,
    Undertaking,
    build,
    cues,
    doers_of,
    force_of,
    hostile,
    main_word,
    moves,
    nouns,
    words,
)
from dragoman.spans import holds, inside

PROMISED = re.compile(r"\b(?:will|would|shall|should|won['’]t|wouldn['’]t|is to|are to|going to)\b", re.I)


THANKS = re.compile(
    r"\b(?:condolences|congratulations|thanks|sympath\w+|prayers|comment|explanations?|details|specifics|clues?|reasons?|proof|evidence|"
    r"resignation|"
    r"greetings)\b",
    re.I,
)


COUNTED = re.compile(  # men who are offered like a thing: "offered 800 troops"
    r"(?:(?:another|a|further|additional|extra|up to|about|some|at least|more than)\s+)*"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundreds?|thousands?|dozens?|scores)\s",
    re.I,
)


UPON = re.compile(r"\s+(?:in\s+(?:principle|full|[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*)\s+)?(?:on|upon|to)\s+")
STRIKE = re.compile(r"\bstrikes?\s+(?:on|against|at)\b")
DAY_LEAD = re.compile(r"\s+(?:on\s+|late\s+|early\s+|late on\s+|early on\s+)?")
WILLING = re.compile(
    r"\s+(?:\w+ly\s+|now\s+|also\s+|still\s+|always\s+)?(ready|willing|prepared|happy|committed|determined|bound|"
    r"obliged)\s+(?:to|not to)\s+$"
)


TO_ITSELF = re.compile(
    r"\s+(?:(?:it|him|her|them|our)sel(?:f|ves)\s+)?(?:(?:on|in|at|last|this|yesterday|today)\b[^.;:,]{0,40}?\s)?to\s+"
)
ASIDE = re.compile(
    r"[\s,]*(?:(?:(?:it|him|her|them)sel(?:f|ves)\s*)?|(?:on|in|at|with|by|last|this|next|also|late|early|again|further|formally|jointly|yesterday|today|"
    r"here)\b[^.;:]*)?\s*"
)


GIVING = frozenset(
    ["make", "give", "repeat", "renew", "reaffirm", "reiterate", "restate", "express", "voice", "announce", "confirm",
     "stress", "signal", "declare", "underline", "indicate", "take", "state"]
)  # fmt: skip
PLEDGING = frozenset(("agree", "pledge", "promise", "undertake", "offer", "vow", "volunteer", "commit"))
UNABLE = re.compile(r"\b(?:could|can|cannot|couldn['’]t|can['’]t)\b", re.I)
THAT = re.compile(r"[\s,]*(?:(?:in|at|on|to|by|last|this)\b[^.;:]{0,60}?\s+)?that\s+[^.;:]{0,60}$")
LAST = re.compile(r"\b\w+$")
PURPOSE = re.compile(r"\bin order\s+$|\bso as\s+$")


def undertaken(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    """Yield what a verb of undertaking says, by the frames that it takes."""
    for frame_key in _keys(parties, verb):
        for phase, strength, frames in cues().get(frame_key, ()):
            found = _framed(parties, verb, phase, strength, frames)
            if found is not None:
                yield found
                return
        if frame_key in cues() and " " in frame_key:
            return


def nominal(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a noun of undertaking says behind its verb: "repeated its promise to remove the mines"."""
    scene = parties.scene
    if verb.lemma not in GIVING or verb.object is None or verb.passive:
        return None
    noun = LAST.search(scene.words(verb.object))
    inner = next((v for v in inside(scene.verbs, scene.sentence(verb.span).span) if v.span[0] > verb.object[1]), None)
    if noun is None or noun.group().casefold() not in nouns() or inner is None:
        return None
    by = doers_of(parties, verb)
    between = scene.words((verb.object[1], inner.span[0]))
    told = THAT.match(between) and inner.form == "finite" and PROMISED.search(scene.words(inner.span))
    if not (told and _own(parties, inner, by)) and not (inner.form == "to" and ASIDE.fullmatch(between)):
        return None
    phase, strength, _ = nouns()[noun.group().casefold()]
    settled = _phase(parties, verb, phase)
    action = main_word(parties, inner), max(inner.clause[1], inner.span[1])
    if settled is None or not by or MEETING.match(scene.words(action)) or MANNERS.match(scene.words(action)):
        return None
    if hostile(parties, inner) or re.search(r"\bno\b", scene.words(verb.object)):
        return None
    to = tuple(a for a in parties.after(verb, ("to",)) if a not in by)
    return build(parties, verb, action, by, to if to else (), settled, strength, negated=inner.negated, done=inner)


def _own(parties: Parties, inner: Verb, by: tuple[str, ...]) -> bool:
    """Return whether the doer of a promised clause is on the side that promises: "that his country would halt"."""
    mine = {parties.side(a) for a in by}
    words_ = parties.scene.words(inner.subject).casefold() if inner.subject else ""
    return words_.startswith(("it", "he", "she", "they", "his ", "her ", "its ", "their ")) or any(
        parties.side(a) in mine for a in parties.who(inner.subject)
    )


def _keys(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return the expressions that a verb may head, the longest first: "pull out of", "pull out", "pull"."""
    behind = re.findall(r"[\w-]+", parties.scene.text[verb.span[1] : verb.span[1] + 20].casefold())[:2]
    found = [" ".join([verb.lemma, *behind[:count]]) for count in (2, 1, 0)]
    return tuple(key for key in found if key in cues())


def _framed(
    parties: Parties, verb: Verb, phase: Phase, strength: Strength | None, frames: frozenset[str]
) -> Undertaking | None:
    if "broken" in frames:
        return broken(parties, verb, phase)
    if "ended" in frames:
        return ended(parties, verb, phase)
    if "ready" in frames and not verb.passive:
        return None
    settled = _phase(parties, verb, phase)
    if settled is None:
        return None
    if frames & {"person", "to", "deed", "ready"}:
        found = _to_do(parties, verb, settled, strength, frames)
        if found is not None:
            return found
    if "that" in frames and verb.complement is not None:
        found = _that(parties, verb, settled, strength)
        if found is not None:
            return found
    if "deal" in frames:
        found = signed(parties, verb, settled, strength)
        if found is not None or "on" not in frames:
            return found
    if "on" in frames or "object" in frames:
        return _thing(parties, verb, settled, strength, frames)
    return None


def _phase(parties: Parties, verb: Verb, phase: Phase) -> Phase | None:
    """Return the phase in the force of its verb: "could agree" is floated, "did not agree" refused; None for none."""
    scene = parties.scene
    negated = bool(NOT.search(scene.words(verb.span))) and verb.negated
    told = force_of(parties, verb)
    if negated and UNABLE.search(scene.words(verb.span)):
        return None  # "could not agree on a ceasefire": nobody refused it
    if negated:
        return {"agreed": "refused", "offered": "refused"}.get(phase)  # type: ignore[return-value]
    if told in ("proposed", "hypothetical", "planned", "ready"):
        asked = scene.governor(verb)
        if asked is not None and asked.lemma in (
            "urge",
            "ask",
            "call",
            "press",
            "demand",
            "want",
            "hope",
            "expect",
            "need",
        ):
            return None
        if verb.modality in ("wished", "conditional") and verb.form == "finite":
            return None
        return "floated" if phase in ("agreed", "offered") else "refused" if phase == "refused" else None
    if told in ("refused", "denied", "cancelled", "postponed"):
        return "refused" if told == "refused" and phase == "agreed" else None
    return phase


def infinitive(parties: Parties, verb: Verb) -> tuple[Span, bool, Verb] | None:
    """Return the infinitive that a verb governs, without "to", whether it is negated, and its verb.

    "agreed on Monday with Kiev to freeze": what stands between may be a day or a partner, no verb.
    """
    scene = parties.scene
    later = scene.verbs_in((verb.span[1], verb.span[1] + 121))
    done = next((v for v in later if v.form in ("to", "finite", "ing")), None)
    if done is not None and done.form == "ing" and TO_ITSELF.fullmatch(scene.words((verb.span[1], done.span[0]))):
        return (done.span[0], max(done.clause[1], done.span[1])), False, done  # "is committed to reopening"
    if done is None or done.form != "to":
        return None
    between = scene.words((verb.span[1], done.span[0]))
    if not holds(verb.complement, done.span):
        inside = verb.clause[0] <= done.span[0] < max(verb.clause[1], verb.span[1])
        ready = verb.lemma == "be" and WILLING.search(f"{between}to ")
        if not inside or not (ready or ASIDE.fullmatch(between)) or PURPOSE.search(between):
            return None
    words_ = re.compile(r"(?:not\s+)?to\s+|").match(scene.text, done.span[0])
    start = words_.end() if words_ else done.span[0]
    end = max(
        verb.complement[1] if holds(verb.complement, done.span) and verb.complement else 0, done.clause[1], done.span[1]
    )
    negated = bool(re.search(r"\b(?:not|never)\s*$", between)) or bool(NOT.search(scene.words(done.span)))
    return (start, end), negated, done


def _to_do(
    parties: Parties, verb: Verb, phase: Phase, strength: Strength | None, frames: frozenset[str]
) -> Undertaking | None:
    found = infinitive(parties, verb)
    if found is None:
        return None
    action, negated, done = found
    scene = parties.scene
    between = scene.words((verb.span[1], done.span[0] + 3))
    if verb.lemma == "be":
        willing = WILLING.search(between)
        if willing is not None:
            word = willing.group(1)
            phase = (
                phase
                if phase == "floated"
                else "agreed"
                if word in ("committed", "bound", "obliged", "determined")
                else "offered"
            )
            strength = "pledge" if word in ("committed", "bound", "obliged") else "intent"
        elif (
            verb.subject is None
            or " " not in scene.words(action)
            or between.strip() not in ("to", "not to")
            or done.lemma not in words("deed")
            or _passive(parties, done)
            or of_checkers(parties, parties.subject(verb), verb, done)
        ):
            return None
    elif "deed" in frames and done.lemma not in words("deed"):
        return None
    by = doers_of(parties, verb)
    if not by or MEETING.match(scene.words(action)) or MANNERS.match(scene.words(action)):
        return None
    if hostile(parties, done) and not negated and not (verb.lemma in PLEDGING and moves(parties, done)):
        return None
    if _of_another(parties, verb):
        return None
    to = tuple(a for a in parties.object(verb) if a not in by)
    if "person" in frames:
        to = _guests(parties, verb, done, to, scene.words(action))
        if not to:
            return None
    with_ = parties.after(verb, ("with",)) if verb.lemma in ("agree", "arrange") else ()
    partners = tuple(a for a in with_ if a not in by)
    if partners and scene.text.find("with", verb.span[1], done.span[0]) > 0:
        by = (*by, *partners)
    return build(parties, verb, action, by, to, phase, strength, negated=negated, done=done)


def _of_another(parties: Parties, verb: Verb) -> bool:
    """Return whether another is to do it: "wants Kiev to withdraw", "sought a promise from the army to free them"."""
    if verb.lemma == "seek":
        return verb.object is not None
    return verb.lemma in ("want", "wish", "hope", "expect", "need") and verb.object is not None


def _guests(parties: Parties, verb: Verb, done: Verb, to: tuple[str, ...], action: str) -> tuple[str, ...]:
    """Return who is invited to do something; none where they come to meet, or to check: entries of their own."""
    guests = to or parties.who(verb.subject) if verb.passive else to
    gathering = re.match(
        r"(?:attend|come|send|take part|participate)\b|[^,]{0,24}\b(?:summit|meeting|talks|visit)\b", action
    )
    return () if gathering or any(is_checker(parties, guest, done) for guest in guests) else guests


def _passive(parties: Parties, done: Verb) -> bool:
    return done.passive or bool(re.match(r"to be\b", parties.scene.words(done.span)))


def _that(parties: Parties, verb: Verb, phase: Phase, strength: Strength | None) -> Undertaking | None:
    scene = parties.scene
    assert verb.complement is not None
    done = next((v for v in inside(scene.verbs, verb.complement) if v.form == "finite"), None)
    if done is None or not PROMISED.search(scene.words(done.span)) or scene.words(verb.complement).startswith("to "):
        return None
    mine = doers_of(parties, verb)
    doer = parties.who(done.subject)
    same = [a for a in doer if any(parties.side(a) == parties.side(m) for m in mine)]
    start = verb.complement[0] + (5 if scene.words(verb.complement).startswith("that ") else 0)
    told = scene.words((start, done.span[1] + 60 if done.lemma in ("be", "take", "hold") else done.span[0]))
    if GATHERING.search(told) or hostile(parties, done) or not mine:
        return None
    if same and done.subject is not None:
        start = main_word(parties, done)
        if MEETING.match(scene.words((start, verb.complement[1]))):
            return None
        to = tuple(a for a in parties.object(verb) if a not in same)
        return build(
            parties,
            verb,
            (start, verb.complement[1]),
            tuple(same),
            to,
            phase,
            strength,
            negated=done.negated,
            done=done,
        )
    if verb.lemma not in ("agree", "pledge", "guarantee", "assure", "promise", "vow", "swear", "undertake", "commit"):
        return None
    return build(parties, verb, (start, verb.complement[1]), mine, (), phase, strength, done=done)


def _thing(
    parties: Parties, verb: Verb, phase: Phase, strength: Strength | None, frames: frozenset[str]
) -> Undertaking | None:
    scene, by = parties.scene, doers_of(parties, verb)
    if not by:
        return None
    on = UPON.match(scene.text, _behind_day(parties, verb))
    end = max(verb.clause[1], verb.span[1])
    if "on" in frames and on and end > on.end():
        span = parties.phrase_from(on.end())
        timed = any(t.span[0] <= on.end() < t.span[1] for t in scene.times_in((on.start(), end)))
        if span is None or timed or GATHERING.search(scene.words(span)) or _attack(scene.words((span[0], span[1] + 9))):
            return None
        return build(parties, verb, (on.end(), end), by, (), phase, strength)
    thing = parties.object_span(verb) if not verb.passive else verb.subject
    if thing is not None and thing == verb.object and parties.people(thing):
        thing = _next_phrase(parties, thing) or thing
    if "object" in frames and thing and not verb.passive:
        thing = _second(parties, thing)
    if (
        "object" in frames
        and thing
        and (COUNTED.match(scene.words(thing)) or not set(parties.who(thing)))
        and not (GATHERING.search(scene.words(thing)) or THANKS.search(scene.words(thing)))
    ):
        whole = parties.object_span(verb) or thing
        first = scene.actors_in((whole[0], thing[0])) if whole[0] < thing[0] else parties.object(verb)
        to = tuple(a for a in parties.after(verb, ("to", "for")) or first if a not in by)
        stop = thing[1] if verb.passive else max(thing[1], end)
        return build(parties, verb, (thing[0], stop), by, to, phase, strength)
    return None


def _attack(quoted: str) -> bool:
    """Return whether words name an attack: to be "committed to a strike" promises nobody anything."""
    named = (rules("noun")[word][0].event for _, word in named_acts.nouns().spot(quoted))
    return "ASSAULT" in named or STRIKE.search(quoted) is not None


def _behind_day(parties: Parties, verb: Verb) -> int:
    """Return where a verb's words go on behind the day that may follow it: "agreed on Tuesday to a truce"."""
    day = next(iter(parties.scene.times_in((verb.span[1], verb.span[1] + 40))), None)
    near = day is not None and DAY_LEAD.fullmatch(parties.scene.text, verb.span[1], day.span[0])
    return day.span[1] if day is not None and near else verb.span[1]


def _next_phrase(parties: Parties, first: Span) -> Span | None:
    """Return the thing behind a person: "offered Slovakia a share"."""
    span = parties.phrase_from(first[1] + 1)
    return span if span is not None and span[0] == first[1] + 1 else None


def _second(parties: Parties, thing: Span) -> Span:
    """Return the thing alone where it follows a person: "promised Ukraine 500 million euros"."""
    first = next((m for m in parties.scene.outermost(thing) if m.span[0] <= thing[0] + 4), None)
    if first is None or first.span[1] >= thing[1] or not any(of in parties.scene.actors for of in first.of):
        return thing
    rest = parties.scene.words((first.span[1], thing[1]))
    if not re.match(r"\s+(?:\d|an?\s|the\s|its\s|their\s|more\s|new\s)", rest) and not COUNTED.match(rest.lstrip()):
        return thing
    return first.span[1] + 1, thing[1]
