"""Find where a text speaks of an undertaking, by its cue: "agreed to", "said it would", "violated the truce"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Condition, Phase, Span, Strength, Value
from dragoman.reading.acts import HOSTILE, rule_of
from dragoman.reading.circumstances import awaited, condition_of, main_of, meant
from dragoman.reading.force import force
from dragoman.reading.parties import Parties
from dragoman.reading.scene import cover, holds
from dragoman.reading.voices import innermost

PROMISED = re.compile(r"\b(?:will|would|shall|should|won['’]t|wouldn['’]t|is to|are to|going to)\b", re.I)
OFFICE = re.compile(r"\b(?:minister|ministry|spokes\w+|government|cabinet|army|president)\b", re.I)
IT = re.compile(r"(?:it|he|she|they)$", re.I)
WE = re.compile(r"(?:we|i)$", re.I)
MEETING = re.compile(
    r"^(?:not\s+)?(?:to\s+)?(?:meet|visit|travel|tour|fly|go to|head|(?:hold|attend|host|resume|start|begin|open|convene|join|have"
    r"|conduct|reopen|enter|renew|relaunch|return to)\s+(?:[\w-]+\s+){0,5}?(?:talks|meetings?|summits?|negotiations|dialogue|discussions|"
    r"conference|conversations?)|(?:talk|negotiate|sit down)\s+(?:with|to|again)|receive\b|see\b|keep talking)",
    re.I,
)
# "refused to comment", "offered condolences", "promised to be there": words and manners, no undertaking.
MANNERS = re.compile(
    r"^(?:not\s+)?(?:to\s+)?(?:comment|say|discuss|elaborate|answer|identify|speculate|attend|give (?:\w+\s+)?(?:details|names?|reasons?)|"
    r"provide (?:\w+\s+)?(?:details|information|names)|speak|respond|be (?:named|identified|interviewed|quoted)|talk about|call it|"
    r"leave\b.*\bfor\b|look|try|see|know|go|do so)\b",
    re.I,
)
THINGS = re.compile(
    r"\b(?:withdrawal|formalities|obligations?|commitments?|dismantle?ment|disarmament|destruction|removal|transfer|pledges?|promises?|"
    r"handover|sites?|reactors?|plants?|facilit(?:y|ies)|tunnels?|weapons?|stockpiles?|missiles?|warheads?|centrifuges|arsenal|"
    r"enrichment|launchers?|laborator(?:y|ies)|programs?|programmes?|steps?|requirements?|conditions?|procedures|terms|uranium|"
    r"plutonium|ranges?|stand|silos?|bases?|outposts?|posts?|settlements?|implementation|evacuation|pullout|pull-out|pullback)\b",
    re.I,
)
THANKS = re.compile(
    r"\b(?:condolences|congratulations|thanks|sympath\w+|prayers|comment|explanations?|details|resignation|greetings)\b",
    re.I,
)
GATHERING = re.compile(r"\b(?:summit|meeting|talks|visit)\b", re.I)
WILLING = re.compile(
    r"\s+(?:\w+ly\s+|now\s+|also\s+|still\s+|always\s+)?(ready|willing|prepared|happy|committed|determined|bound|obliged)\s+(?:to|not to)\s+$"
)
NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.I)
ASIDE = re.compile(
    r"[\s,]*(?:(?:on|in|at|with|by|last|this|next|also|late|early|again|further|formally|jointly|yesterday|today|here)\b[^.;:]*)?\s*"
)
PURPOSE = re.compile(r"\bin order\s+$|\bso as\s+$")


class Undertaking(Value, frozen=True, kw_only=True):
    """One place where the text speaks of an undertaking."""

    span: Span
    head: Span
    verb: Verb
    action: Span
    negated: bool = False
    by: tuple[str, ...]
    to: tuple[str, ...] = ()
    phase: Phase
    strength: Strength | None = None
    conditions: tuple[Condition, ...] = ()
    signed_by: tuple[str, ...] = ()
    done: Verb | None = None  # the verb of the action itself
    place: str | None = None


@cache
def words(part: str) -> frozenset[str]:
    """Return the words of one part of terms/undertakings.tsv: deed, keep, done, deal, word, body, maker."""
    return frozenset(row["lemma"] for row in terms.rows("undertakings") if row["part"] == part)


@cache
def pattern(*parts: str) -> re.Pattern[str]:
    """Return a pattern for the words of these parts, plurals too."""
    found = sorted({word for part in parts for word in words(part)}, key=len, reverse=True)
    plural = [re.escape(word[:-1]) + "ies" if word.endswith("y") else re.escape(word) + "s" for word in found]
    return re.compile(rf"\b(?:{'|'.join([*plural, *map(re.escape, found)])})\b", re.I)


@cache
def _cues() -> dict[str, tuple[tuple[Phase, Strength | None, frozenset[str]], ...]]:
    found: dict[str, list[tuple[Phase, Strength | None, frozenset[str]]]] = {}
    for row in terms.rows("undertakings"):
        if row["part"] == "cue":
            value = (row["phase"], row["strength"] or None, frozenset(row["frame"].split()))
            found.setdefault(row["lemma"], []).append(value)  # type: ignore[arg-type]
    return {lemma: tuple(values) for lemma, values in found.items()}


def undertaken(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    """Yield what a verb of undertaking says, by the frames that it takes."""
    for frame_key in _keys(parties, verb):
        for phase, strength, frames in _cues().get(frame_key, ()):
            found = _framed(parties, verb, phase, strength, frames)
            if found is not None:
                yield found
                return
        if frame_key in _cues() and " " in frame_key:
            return


def _keys(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return the expressions that a verb may head, the longest first: "pull out of", "pull out", "pull"."""
    behind = re.findall(r"[\w-]+", parties.scene.text[verb.span[1] : verb.span[1] + 20].casefold())[:2]
    found = [" ".join([verb.lemma, *behind[:count]]) for count in (2, 1, 0)]
    return tuple(key for key in found if key in _cues())


def _framed(
    parties: Parties, verb: Verb, phase: Phase, strength: Strength | None, frames: frozenset[str]
) -> Undertaking | None:
    if "broken" in frames:
        return _broken(parties, verb, phase)
    if "ended" in frames:
        return _ended(parties, verb, phase)
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
        return _deal(parties, verb, settled, strength)
    if "on" in frames or "object" in frames:
        return _thing(parties, verb, settled, strength, frames)
    return None


def _phase(parties: Parties, verb: Verb, phase: Phase) -> Phase | None:
    """Return the phase in the force of its verb: "could agree" is floated, "did not agree" refused; None for none."""
    scene = parties.scene
    negated = bool(NOT.search(scene.words(verb.span))) and verb.negated
    told = _force(parties, verb)
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


def _force(parties: Parties, verb: Verb) -> str:
    if verb.form == "participle" and verb.complement is not None:
        return "happened"  # "The rebels, who signed last year, promised to": promised reads as a participle
    if verb.negated and not NOT.search(parties.scene.words(verb.span)):
        return "happened"  # "pledged not to expel": the "not" is the infinitive's
    return meant(parties.scene, verb) or "denied"


# ---- frames ---------------------------------------------------------------------------------------------------------


def infinitive(parties: Parties, verb: Verb) -> tuple[Span, bool, Verb] | None:
    """Return the infinitive that a verb governs, without "to", whether it is negated, and its verb.

    "agreed on Monday with Kiev to freeze": what stands between may be a day or a partner, no verb.
    """
    scene = parties.scene
    later = [v for v in scene.verbs if v.span[0] >= verb.span[1] and v.span[0] <= verb.span[1] + 120]
    done = next((v for v in later if v.form in ("to", "finite", "ing")), None)
    if done is not None and done.form == "ing" and scene.words((verb.span[1], done.span[0])).strip() == "to":
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
        ):
            return None
    elif "deed" in frames and done.lemma not in words("deed"):
        return None
    by = _by(parties, verb)
    if not by or MEETING.match(scene.words(action)) or MANNERS.match(scene.words(action)):
        return None
    if _hostile(parties, done) and not negated:
        return None
    if verb.lemma in ("want", "wish", "hope", "expect", "need") and parties.object(verb):
        return None  # "wants Kiev to withdraw" is asked of another
    to = tuple(a for a in parties.object(verb) if a not in by)
    if "person" in frames:
        guests = to or parties.who(verb.subject) if verb.passive else to
        if not guests or re.match(
            r"(?:attend|come|send|take part|participate)\b|[^,]{0,24}\b(?:summit|meeting|talks|visit)\b",
            scene.words(action),
        ):
            return None
        to = guests
    with_ = parties.after(verb, ("with",)) if verb.lemma in ("agree", "arrange") else ()
    partners = tuple(a for a in with_ if a not in by)
    if partners and scene.text.find("with", verb.span[1], done.span[0]) > 0:
        by = (*by, *partners)
    return _build(parties, verb, action, by, to, phase, strength, negated=negated, done=done)


def _passive(parties: Parties, done: Verb) -> bool:
    return done.passive or bool(re.match(r"to be\b", parties.scene.words(done.span)))


def _that(parties: Parties, verb: Verb, phase: Phase, strength: Strength | None) -> Undertaking | None:
    scene = parties.scene
    assert verb.complement is not None
    done = next((v for v in scene.verbs if holds(verb.complement, v.span) and v.form == "finite"), None)
    if done is None or not PROMISED.search(scene.words(done.span)) or scene.words(verb.complement).startswith("to "):
        return None
    mine = _by(parties, verb)
    doer = parties.who(done.subject)
    same = [a for a in doer if any(parties.side(a) == parties.side(m) for m in mine)]
    start = verb.complement[0] + (5 if scene.words(verb.complement).startswith("that ") else 0)
    told = scene.words((start, done.span[1] + 60 if done.lemma in ("be", "take", "hold") else done.span[0]))
    if GATHERING.search(told) or _hostile(parties, done) or not mine:
        return None
    if same and done.subject is not None:
        start = main_word(parties, done)
        if MEETING.match(scene.words((start, verb.complement[1]))):
            return None
        return _build(
            parties, verb, (start, verb.complement[1]), tuple(same), tuple(a for a in parties.object(verb) if a not in same),
            phase, strength, negated=done.negated, done=done,
        )  # fmt: skip
    if verb.lemma not in ("agree", "pledge", "guarantee", "assure", "promise"):
        return None
    return _build(parties, verb, (start, verb.complement[1]), mine, (), phase, strength, done=done)


def main_word(parties: Parties, done: Verb) -> int:
    """Return where the main verb of a group starts: "would not join" -> join."""
    group = parties.scene.words(done.span)
    found = re.compile(
        r"^(?:(?:will|would|shall|should|is|are|am|was|were|'ll|’ll|not|never|also|soon|won['’]t|wouldn['’]t|going|to|have|has|had|be|been|already|"
        r"\w+ly)\s+)*",
        re.I,
    ).match(group)
    return done.span[0] + (found.end() if found else 0)


def _deal(parties: Parties, verb: Verb, phase: Phase, strength: Strength | None) -> Undertaking | None:
    scene = parties.scene
    thing, by = deal_span(parties, verb), _by(parties, verb)
    if thing is None or not by or (verb.form == "to" and _promising(parties, verb)):
        return None
    quoted = scene.words(thing)
    planned = re.match(r"(?:[\w’'-]+\s+){0,3}plans?\s+to\s+", quoted)
    if planned is not None:
        start = thing[0] + planned.end()
        return (
            None
            if MEETING.match(scene.words((start, thing[1])))
            else _build(parties, verb, (start, thing[1]), by, (), phase, "intent")
        )
    if GATHERING.search(quoted) or re.search(r"\b(?:no|without|resolution)\b", quoted) or phase == "refused":
        return None
    if _force(parties, verb) in ("proposed", "hypothetical", "ready") or awaited(scene, verb):
        return None  # "could reach a deal": none is made
    if verb.lemma in ("accept", "approve", "adopt", "announce", "unveil") and re.search(r"\bresolution\b", quoted):
        return None
    partners = parties.after(verb, ("with",))
    states = tuple(dict.fromkeys(parties.state_of(a) for a in (*by, *partners)))
    signed = by if verb.lemma in ("sign", "initial") and phase == "agreed" else ()
    return _build(parties, verb, thing, states, (), phase, strength, signed_by=(*signed, *partners) if signed else ())


def _promising(parties: Parties, verb: Verb) -> bool:
    """Return whether an infinitive hangs on a verb that undertakes it: "is prepared to sign", "agreed to sign"."""
    above = parties.scene.governor(verb)
    return above is not None and above.lemma in _cues()


def deal_span(parties: Parties, verb: Verb) -> Span | None:
    """Return the words for the accord that a verb signs: its object, or what stands before "which they signed"."""
    scene = parties.scene
    span = verb.subject if verb.passive or _reduced(parties, verb) else parties.object_span(verb)
    if span is None and not verb.passive:
        start = scene.sentence(verb.span).span[0]
        lead = re.compile(r",?\s+(?:which|that)\s+$").search(scene.text, start, (verb.subject or verb.span)[0])
        if lead is not None:
            before = [p.span for p in parties.phrases if p.span[1] <= lead.start() and p.span[0] >= start]
            span = before[-1] if before else None
    if span is None or not pattern("deal").search(scene.words(span)):
        return None
    return span[0], _noun_end(parties, span[1], verb)


def _noun_end(parties: Parties, end: int, verb: Verb) -> int:
    """Return where "an agreement on nuclear safety" ends: with what it is on, not with the day it was signed."""
    scene = parties.scene
    found = re.compile(r"\s+(?:on|for|to|of|aimed at|calling for|under which|banning|allowing)\s+").match(
        scene.text, end
    )
    if found is None or verb.passive:
        return end
    after = found.end()
    if any(t.span[0] <= after + 4 and t.span[1] > after for t in scene.times_in((end, after + 60))):
        return end
    stop = re.compile(
        r",(?!\d)|[;:\n]|\.(?!\d)|\s(?:in|on|at|after|before|during|last|here|and|which|that|who|but)\s"
    ).search(scene.text, after)
    limit = max(verb.clause[1], end)
    return min(stop.start() if stop else limit, limit) if limit > after else end


def _reduced(parties: Parties, verb: Verb) -> bool:
    """Return whether a past form is a participle: "the accord signed by Annan" (its subject is what was signed)."""
    behind = parties.scene.text[verb.span[1] : verb.span[1] + 5]
    return verb.form != "to" and behind.startswith(" by ") and not parties.object(verb)


def _thing(
    parties: Parties, verb: Verb, phase: Phase, strength: Strength | None, frames: frozenset[str]
) -> Undertaking | None:
    scene, by = parties.scene, _by(parties, verb)
    if not by:
        return None
    on = re.compile(r"\s+(?:on|upon|to)\s+").match(scene.text, verb.span[1])
    end = max(verb.clause[1], verb.span[1])
    if "on" in frames and on and end > on.end():
        span = parties.phrase_from(on.end())
        timed = any(t.span[0] <= on.end() < t.span[1] for t in scene.times_in((on.start(), end)))
        if span is None or timed or GATHERING.search(scene.words(span)):
            return None
        return _build(parties, verb, (on.end(), end), by, (), phase, strength)
    thing = parties.object_span(verb) if not verb.passive else verb.subject
    if thing is not None and thing == verb.object and parties.people(thing):
        thing = _next_phrase(parties, thing) or thing
    if "object" in frames and thing and not verb.passive:
        thing = _second(parties, thing)
    if (
        "object" in frames
        and thing
        and not set(parties.who(thing))
        and not (GATHERING.search(scene.words(thing)) or THANKS.search(scene.words(thing)))
    ):
        to = tuple(a for a in parties.after(verb, ("to", "for")) or parties.object(verb) if a not in by)
        stop = thing[1] if verb.passive else max(thing[1], end)
        return _build(parties, verb, (thing[0], stop), by, to, phase, strength)
    return None


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
    if not re.match(r"\s+(?:\d|an?\s|the\s|its\s|their\s|more\s|new\s)", rest):
        return thing
    return first.span[1] + 1, thing[1]


def _broken(parties: Parties, verb: Verb, phase: Phase) -> Undertaking | None:
    """Return the accord that somebody violates, leaves or keeps: "pulled out of the accord", "violated the truce"."""
    scene = parties.scene
    told = _force(parties, verb)
    if awaited(scene, verb):
        return None
    if told in ("denied", "refused"):
        phase = "breached" if phase == "in-force" else phase
        if phase != "breached" or verb.lemma in ("violate", "breach", "break"):
            return None
    elif told != "happened" or (phase == "in-force" and verb.modality != "actual"):
        return None
    behind = re.compile(r"(?:\s+(?:on|from|out|of|away|back|up|with|by|to))*\s+").match(scene.text, verb.span[1])
    span = parties.object_span(verb) or (parties.phrase_from(behind.end()) if behind and not verb.passive else None)
    by = _by(parties, verb)
    if verb.passive:
        span = verb.subject
    if span is None or not by or not pattern("deal", "word").search(scene.words(span)):
        return None
    if phase == "in-force" and not re.match(r"(?:the|this|that|its|their|his|her)\b", scene.words(span), re.I):
        return None
    return _build(parties, verb, span, by, (), phase, None)


def _ended(parties: Parties, verb: Verb, phase: Phase) -> Undertaking | None:
    scene = parties.scene
    if verb.subject is None or verb.form != "finite" or force(scene, verb) != "happened":
        return None
    quoted = scene.words(verb.subject)
    if not pattern("deal").search(quoted) or re.match(r"(?:no|any)\b", quoted, re.I):
        return None
    by = scene.actors_in(verb.subject)
    return _build(parties, verb, verb.subject, by, (), phase, None)


# ---- what a party says it will do -----------------------------------------------------------------------------------


def intended(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a speaker says that his own side will do: "said it would investigate", "We will close the site"."""
    scene = parties.scene
    if verb.passive or verb.subject is None or verb.lemma not in words("deed"):
        return None
    if verb.form == "to":
        return _headline(parties, verb)
    if verb.form != "finite":
        return None
    group = scene.words(verb.span)
    future = re.match(
        r"(?:will|shall|is to|are to|is going to|are going to|am going to|['’]ll|won['’]t)\b", group, re.I
    )
    would = re.match(r"(?:would|wouldn['’]t)\b", group, re.I)
    if not (future or would) or re.search(
        r"\b(?:if|whether|unless|until|when)\s+$", scene.text[: verb.subject[0]][-12:], re.I
    ):
        return None
    statement = innermost(scene.reading, verb.span)
    by = _own_side(parties, verb, statement.speaker if statement else None, bool(would))
    action = (main_word(parties, verb), max(verb.clause[1], verb.span[1]))
    if (
        not by
        or MEETING.match(scene.words(action))
        or MANNERS.match(scene.words(action))
        or _hostile(parties, verb)
        or " have " in f"{group} "
    ):
        return None
    keeping = verb.lemma in words("keep") or verb.lemma == "continue"
    phase: Phase = "refused" if verb.negated else "in-force" if keeping else "agreed"
    if verb.lemma in ("consider", "review", "study", "examine"):
        phase = "floated"
    if phase == "refused" and keeping:
        return None
    return _build(parties, verb, action, by, (), phase, None if verb.negated else "intent", done=verb)


def _headline(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a headline announces: "NATO to admit candidates in March"."""
    scene = parties.scene
    sentence = scene.sentence(verb.span)
    if sentence.role != "title" or any(v.form == "finite" and holds(sentence.span, v.span) for v in scene.verbs):
        return None
    by = parties.who(verb.subject)
    action = (main_word(parties, verb), max(verb.clause[1], verb.span[1]))
    if (
        not by
        or verb.subject is None
        or verb.subject[1] + 2 < verb.span[0]
        or MEETING.match(scene.words(action))
        or _hostile(parties, verb)
    ):
        return None
    return _build(parties, verb, action, by, (), "agreed", "intent", done=verb)


def _own_side(parties: Parties, verb: Verb, speaker: str | None, would: bool) -> tuple[str, ...]:
    assert verb.subject is not None
    subject_words = parties.scene.words(verb.subject)
    doers = parties.people(verb.subject)
    if speaker is None:
        known = [a for a in doers if (actor := parties.get(a)) and actor.kind in ("state", "organisation")]
        return () if would else tuple(known)
    if WE.match(subject_words.strip()):
        if subject_words.strip().casefold() == "i":
            return (speaker,)
        actor = parties.get(speaker)
        state = parties.state_of(speaker)
        return (state if state != speaker else (actor.acts_for if actor and actor.acts_for else speaker),)
    if not doers and IT.match(subject_words.strip()) and verb.subject is not None:
        return (speaker,)  # "The council said it would": nobody else is named
    if subject_words.casefold() == "the government" and (actor := parties.get(speaker)) and actor.sector != "JRN":
        return doers
    actor = parties.get(speaker)
    sides = {parties.side(speaker), actor.acts_for if actor else None, *(actor.members if actor else ())} - {None}
    if actor is not None and actor.country is None and actor.name is None and OFFICE.search(" ".join(actor.roles)):
        return tuple(a for a in doers if (known := parties.get(a)) and known.kind == "state")[:1]
    own = (a for a in doers if a in sides or parties.side(a) in sides or _acts_for(parties, a) in sides)
    return tuple(dict.fromkeys(parties.state_of(a) if _group(parties, a) else a for a in own))


def _group(parties: Parties, id: str) -> bool:
    actor = parties.get(id)
    return actor is not None and actor.kind == "group"


def _acts_for(parties: Parties, id: str) -> str:
    actor = parties.get(id)
    return (actor.acts_for if actor else None) or id


# ---- together -------------------------------------------------------------------------------------------------------


def _by(parties: Parties, verb: Verb) -> tuple[str, ...]:
    if (verb.passive and verb.form == "finite") or _reduced(parties, verb):
        ready = verb.lemma in ("prepare", "commit", "determine", "oblige", "bind", "resolve")
        return parties.doers(verb) if ready else parties.agent(verb)
    return parties.doers(verb)


def _hostile(parties: Parties, done: Verb) -> bool:
    if done.lemma in ("destroy", "defeat", "crush", "eliminate"):
        span = parties.object_span(done)
        return span is None or not THINGS.search(parties.scene.words(span))
    rule = rule_of(parties, done)
    return rule is not None and rule.event in HOSTILE and not (done.negated and rule.event != "SANCTION")


def _build(
    parties: Parties, verb: Verb, action: Span, by: tuple[str, ...], to: tuple[str, ...], phase: Phase,
    strength: Strength | None, *, negated: bool = False, done: Verb | None = None, signed_by: tuple[str, ...] = (),
) -> Undertaking:  # fmt: skip
    """Return the sighting with its condition cut off from its action."""
    scene = parties.scene
    sentence = scene.sentence(verb.span).span
    action = action[0], max(action[0], min(action[1], sentence[1]))
    found = condition_of(scene, max(action[0], verb.span[1]), sentence[1])
    conditions: tuple[Condition, ...] = ()
    whole = cover([verb.subject or verb.span, verb.span, action])
    if verb.passive or _reduced(parties, verb):
        whole = whole[0], max(whole[1], parties.agent_end(verb))
    if found is not None and found[1][0] <= action[1] + 3:
        conditions = (found[0],)
        action = action[0], min(action[1], found[1][0])
        whole = whole[0], max(whole[1], found[1][1])
    elif (before := _fronted(parties, verb, sentence)) is not None:
        conditions = (before[0],)
        whole = before[1][0], whole[1]
    action = trim(parties, action)
    return Undertaking(
        span=trim(parties, (max(whole[0], sentence[0]), min(whole[1], sentence[1]))), head=verb.span, verb=verb, action=action,
        negated=negated, by=by, to=to, phase=phase, strength=None if phase == "refused" else strength, conditions=conditions, signed_by=signed_by, done=done,
    )  # fmt: skip


def _fronted(parties: Parties, verb: Verb, sentence: Span) -> tuple[Condition, Span] | None:
    """Return the condition that stands first: "If the army withdraws, we will open the border"."""
    scene = parties.scene
    start = (verb.subject or verb.span)[0]
    lead = re.compile(r"(?:^|[\s“\"`])(?:If|As long as|Once|Provided|When|Unless)\s").search(
        scene.text, max(sentence[0] - 1, 0), start
    )
    if lead is None or main_of(scene, verb) is None:
        return None
    comma = scene.text.rfind(",", lead.end(), start)
    return condition_of(scene, lead.start(), comma) if comma > 0 else None


def trim(parties: Parties, span: Span) -> Span:
    """Return the span without space and marks at its ends."""
    quoted = parties.scene.words(span)
    return span[0] + len(quoted) - len(quoted.lstrip(" ,\n")), max(
        span[0], span[1] - (len(quoted) - len(quoted.rstrip(" ,;.:\n_–—")))
    )
