"""Hold what a text says of an undertaking, the words that tell it, and what its parts have in common."""

from __future__ import annotations

import re
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Condition, Phase, Span, Strength, Value
from dragoman.reading.acts.circumstances import condition_of, conditions_of, main_of, meant
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.rules import HOSTILE, rule_of
from dragoman.reading.meetings.parties import OFFICIAL
from dragoman.reading.scene import names
from dragoman.spans import cover, inside

MEETING = re.compile(
    r"^(?:not\s+)?(?:to\s+)?(?:meet|visit|travel|tour|fly|go to|head|(?:hold|attend|host|resume|start|begin|open|"
    r"convene|join|have"
    r"|conduct|reopen|enter|renew|relaunch|return to)\s+(?:[\w-]+\s+){0,5}?(?:talks|meetings?|summits?|"
    r"negotiations|dialogue|discussions|"
    r"conference|conversations?)|(?:talk|negotiate|sit down)\s+(?:with|to|again)|receive\b|see\b)",
    re.I,
)


# "refused to comment", "offered condolences", "promised to be there": words and manners, no undertaking.
MANNERS = re.compile(
    r"^(?:not\s+)?(?:to\s+)?(?:comment|say|discuss|elaborate|answer|identify|speculate|attend|"
    r"give (?:\w+\s+)?(?:details|names?|reasons?)|"
    r"provide (?:\w+\s+)?(?:details|information|names)|speak|respond|"
    r"be (?:named|identified|interviewed|quoted|present)|"
    r"talk about|call it|"
    r"leave\b.*\bfor\b|look|try|see|know|go|do so)\b",
    re.I,
)


THINGS = re.compile(
    r"\b(?:withdrawal|formalities|obligations?|commitments?|dismantle?ment|disarmament|destruction|removal|"
    r"transfer|pledges?|promises?|"
    r"handover|sites?|reactors?|plants?|facilit(?:y|ies)|tunnels?|weapons?|stockpiles?|missiles?|warheads?|"
    r"centrifuges|arsenal|"
    r"enrichment|launchers?|laborator(?:y|ies)|programs?|programmes?|steps?|requirements?|conditions?|procedures|"
    r"terms|uranium|"
    r"plutonium|ranges?|stand|silos?|bases?|outposts?|posts?|settlements?|implementation|evacuation|pullout|"
    r"pull-out|pullback)\b",
    re.I,
)


GATHERING = re.compile(r"\b(?:summit|meeting|talks|visit)\b", re.I)


OF_WHAT = re.compile(r"\s(?:of|from|for|by)\s")
SIDES = frozenset(("GOV", "MIL", "REB", "OPP", "PTY"))
BACKGROUND = re.compile(r"\s(?:after|when|(?<!\bthe\s)(?<!\ba\s)following|as|while)\s")
BESIDES = re.compile(r",?\s+(?:and|but|then)\s+")
NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)


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
def nouns() -> dict[str, tuple[Phase, Strength | None, frozenset[str]]]:
    """Return phase, strength and frames of each noun of undertaking; one framed `alone` needs no verb that gives it."""
    found = (row for row in terms.rows("undertakings") if row["part"] == "noun")
    return {
        row["lemma"]: (row["phase"], row["strength"] or None, frozenset(row["frame"].split()))  # type: ignore[misc]
        for row in found
    }


@cache
def cues() -> dict[str, tuple[tuple[Phase, Strength | None, frozenset[str]], ...]]:
    """Return phase, strength and frames of each verb of undertaking."""
    found: dict[str, list[tuple[Phase, Strength | None, frozenset[str]]]] = {}
    for row in terms.rows("undertakings"):
        if row["part"] == "cue":
            value = (row["phase"], row["strength"] or None, frozenset(row["frame"].split()))
            found.setdefault(row["lemma"], []).append(value)  # type: ignore[arg-type]
    return {lemma: tuple(values) for lemma, values in found.items()}


def force_of(parties: Parties, verb: Verb) -> str:
    """Return the force in which a verb of undertaking is meant."""
    if verb.form == "participle" and verb.complement is not None:
        return "happened"  # "The rebels, who signed last year, promised to": promised reads as a participle
    if verb.negated and not NOT.search(parties.scene.words(verb.span)):
        return "happened"  # "pledged not to expel": the "not" is the infinitive's
    return meant(parties.scene, verb) or "denied"


def deed_noun(parties: Parties, thing: Span) -> bool:
    """Return whether a thing is something to be done or given: "the delivery of tanks", "a fund for the firms"."""
    own = next((phrase for phrase in parties.phrases_before(thing[1]) if phrase.span == thing), None)
    head = OF_WHAT.split(parties.scene.words((thing[0], own.head[1] if own else thing[1])))[0]
    return head.split()[-1].casefold() in words("act") if head.split() else False


def of_a_side(parties: Parties, id: str) -> bool:
    """Return whether an actor can speak for a side: a state, the rebels, a commander; no doctor, singer or analyst."""
    actor = parties.get(id)
    if actor is None:
        return False
    return actor.kind == "state" or actor.sector in SIDES or OFFICIAL.search(" ".join(names(actor))) is not None


def doers_of(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return who undertakes it: the doers of the verb, or whom "by" names."""
    if (verb.passive and verb.form == "finite") or reduced(parties, verb):
        ready = verb.lemma in ("prepare", "commit", "determine", "oblige", "bind", "resolve")
        return parties.doers(verb) if ready else parties.agent(verb)
    return parties.doers(verb)


def reduced(parties: Parties, verb: Verb) -> bool:
    """Return whether a past form is a participle: "the accord signed by Annan" (its subject is what was signed)."""
    behind = parties.scene.text[verb.span[1] : verb.span[1] + 5]
    return verb.form != "to" and behind.startswith(" by ") and not parties.object(verb)


def hostile(parties: Parties, done: Verb) -> bool:
    """Return whether the deed is an act of conflict: then to announce it is a threat."""
    if done.lemma in ("destroy", "defeat", "crush", "eliminate"):
        span = parties.object_span(done)
        return span is None or not THINGS.search(parties.scene.words(span))
    rule = rule_of(parties, done)
    return rule is not None and rule.event in HOSTILE and not (done.negated and rule.event != "SANCTION")


def moves(parties: Parties, done: Verb) -> bool:
    """Return whether the deed moves one's own forces: offered to others, or drawn back, it is no threat."""
    rule = rule_of(parties, done)
    return rule is not None and rule.event == "MOBILIZE" and rule.mode == "troops"


def main_word(parties: Parties, done: Verb) -> int:
    """Return where the main verb of a group starts: "would not join" -> join."""
    group = parties.scene.words(done.span)
    found = re.compile(
        r"^(?:(?:will|would|shall|should|is|are|am|was|were|'ll|’ll|not|never|also|soon|won['’]t|wouldn['’]t|"
        r"going|to|have|has|had|be|been|already|"
        r"\w+ly)\s+)*",
        re.I,
    ).match(group)
    return done.span[0] + (found.end() if found else 0)


def build(
    parties: Parties, verb: Verb, action: Span, by: tuple[str, ...], to: tuple[str, ...], phase: Phase,
    strength: Strength | None, *, negated: bool = False, done: Verb | None = None, signed_by: tuple[str, ...] = (),
) -> Undertaking:  # fmt: skip
    """Return the sighting with its condition cut off from its action."""
    scene = parties.scene
    sentence = scene.sentence(verb.span).span
    end = min(action[1], sentence[1], _said_until(parties, verb))
    action = _alone(parties, verb, (action[0], max(action[0], end)))
    waiting = max(action[0], verb.span[1]), sentence[1]
    found = conditions_of(scene, *waiting) if done is not None else _single(condition_of(scene, *waiting))
    conditions: tuple[Condition, ...] = ()
    whole = cover([parties.accused(verb) or verb.subject or verb.span, verb.span, action])
    if verb.passive or reduced(parties, verb):
        whole = whole[0], max(whole[1], parties.agent_end(verb))
    if found is not None and found[1][0] <= action[1] + 3:
        conditions = found[0]
        action = action[0], min(action[1], found[1][0])
        whole = whole[0], max(whole[1], found[1][1])
    elif (before := _fronted(parties, verb, sentence)) is not None:
        conditions = (before[0],)
        whole = before[1][0], whole[1]
    action = trim(parties, _without_background(parties, action))
    return Undertaking(
        span=trim(parties, (max(whole[0], sentence[0]), min(whole[1], sentence[1]))),
        head=verb.span,
        verb=verb,
        action=action,
        negated=negated,
        by=by,
        to=to,
        phase=phase,
        strength=None if phase == "refused" else strength,
        conditions=conditions,
        signed_by=signed_by,
        done=done,
    )


def _said_until(parties: Parties, verb: Verb) -> int:
    """Return where what is told of it ends: "agreed to reopen embassies, a statement issued in Beijing said"."""
    scene = parties.scene
    statement = scene.voices.innermost(verb.span)
    end = statement.spans[-1][1] if statement is not None else len(scene.text)
    return end if scene.text[end : end + 1] == "," else len(scene.text)


def _single(found: tuple[Condition, Span] | None) -> tuple[tuple[Condition, ...], Span] | None:
    return ((found[0],), found[1]) if found is not None else None


def _alone(parties: Parties, verb: Verb, action: Span) -> Span:
    """Return the action up to what its doer did besides: "promised to free them and handed over lists"."""
    for found in BESIDES.finditer(parties.scene.text, max(action[0], verb.span[1]), action[1]):
        later = next(iter(parties.scene.verbs_in((found.end(), found.end() + 12))), None)
        if later is not None and later.form == "finite" and later.tense == "past" and later.modality == "actual":
            return action[0], found.start()
    return action


def _without_background(parties: Parties, action: Span) -> Span:
    """Return the action up to what only tells when it was said: "hand over a list when Pompeo asked for one"."""
    for found in BACKGROUND.finditer(parties.scene.text, *action):
        aside = parties.scene.text[found.start() - 1] == "," and found.group().strip() in ("after", "following")
        if any(
            time.span[0] <= found.end() + 4 and time.span[1] > found.start() and (time.edtf or not aside)
            for time in parties.scene.times_in(action)
        ):
            continue
        after = next((v for v in inside(parties.scene.verbs, (found.end(), action[1])) if v.form == "finite"), None)
        told = (
            after is not None
            and after.tense == "past"
            and after.modality == "actual"
            and after.span[0] - found.end() < 60
        )
        if told or found.group().strip() in ("following", "after") and after is None:
            return action[0], found.start()
    return action


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
