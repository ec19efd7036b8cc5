"""Find acts that a noun names with its sides: "Iraq's invasion of Kuwait", "the bombing of the embassy"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.model import Event, Source, Span, When
from dragoman.reading.acts.circumstances import place_in
from dragoman.reading.acts.parties import POINTS_BACK, Parties
from dragoman.reading.acts.rules import Lexicon, Rule, landed, names_one, rule_of, rules
from dragoman.reading.acts.same_act import Act
from dragoman.reading.force import force, own_force
from dragoman.reading.scene import as_when
from dragoman.spans import holds, touch

# "a threat of an attack on", "plans for an invasion of": what is only feared, planned or asked for has not happened.
ONLY_THOUGHT = re.compile(
    r"\b(?:threats?|plans?|prospects?|possibility|risks?|fears?|danger|calls?|case|event|preparations?|warn\w*|"
    r"prevent\w*|avoid\w*|"
    r"deter\w*|plot\w*|against|demand\w*|call\w* for|urg\w*|consider\w*|propos\w*|discuss\w*|seek\w*|idea|talk|"
    r"halt\w*|end|stop|committed|ready)\s+"
    r"(?:of|for|to|on|about|against)?\s*(?:an?|any|the|further|more|new|possible)?\s*(?:\w+\s+)?$",
    re.I,
)
MAYBE = re.compile(
    r"\b(?:possible|potential|threatened|planned|future|any|further|more|feared|impending|imminent|attempted|"
    r"eventual|fresh|no)\b",
    re.I,
)
TARGET = re.compile(r"\s+(?:of|on|against|at|upon)\s+")
FROM = re.compile(r"\s+(?:by|from)\s+")
STOP = re.compile(r",(?! \d{4})|[;:\n“”\"]|``|\s(?:that|which|who|after|before|since|when|while|until|unless|and)\s")
ABSTRACT = re.compile(
    r"\b(?:deals?|agreement|accord|polic(?:y|ies)|plans?|record|credibility|rights?|freedoms?|media|proposal|"
    r"process|economy|"
    r"currency|law|system|democracy|decision|program|programme|idea|character|corruption|poverty|inflation|drugs)$",
    re.I,
)
OUTBREAKS = frozenset(("ASSAULT", "PROTEST"))
OCCURRING = frozenset(
    ("break out", "erupt", "flare", "flare up", "occur", "happen", "take place", "rage", "resume", "spread", "shake",
     "rock", "sweep", "engulf", "go on", "continue", "begin", "start")
)  # fmt: skip
THERE = re.compile(r"\bthere\s+(?:have\s+|had\s+)?$", re.I)
AWAITING = re.compile(r"\b(?:after|upon|on|pending|until|before|following)\s+$", re.I)
WATCHING = frozenset(("observe", "watch", "monitor", "verify", "supervise", "oversee", "witness"))
WISHING = frozenset(("want", "wish", "need", "expect", "await", "hope", "refuse", "promise", "offer", "propose"))
POINTING = re.compile(r"\b(?:the|this|that|these|those|both)\s+$", re.I)
NEAR = 700  # characters after which "the attack" may be another
ECHO = frozenset(("ASSAULT", "SANCTION", "MOBILIZE"))
SPOKEN = frozenset(("THREATEN", "ACCUSE", "REQUEST", "PROTEST"))


@cache
def nouns() -> Lexicon:
    """Return the nouns that name acts."""
    return Lexicon(rules("noun"))


def named_acts(parties: Parties) -> Iterator[Act]:
    """Yield the acts that nouns name together with a side."""
    scene = parties.scene
    for head, word in nouns().spot(scene.text):
        sentence = scene.sentence(head).span if scene.marked.sentences else (0, 0)
        if holds(sentence, head) and not _is_verb(parties, head):
            act = _named(parties, head, sentence, rules("noun")[word][0])
            if act is not None:
                yield act


def _is_verb(parties: Parties, head: Span) -> bool:
    return any(touch(v.span, head) for v in parties.scene.near(head))


def _named(parties: Parties, head: Span, sentence: Span, rule: Rule) -> Act | None:
    scene = parties.scene
    phrase = parties.phrase_of(head)
    start = min(phrase.span[0], head[0]) if phrase else head[0]
    if phrase is not None and phrase.head[1] > head[1]:
        return None  # "the bombing campaign", "protest leaders": the noun only qualifies another
    reach = _reach(parties, head[1], sentence[1])
    target = TARGET.match(scene.text, head[1], sentence[1])
    before = scene.actors_in((start, max(head[0], phrase.head[0] if phrase else 0)))  # "the US [military] buildup"
    hit_span = parties.phrase_from(target.end()) if target else None
    recipients = _hit(parties, hit_span) if hit_span is not None else ()
    by = FROM.search(scene.text, head[1], reach)
    actors = parties.who(parties.phrase_from(by.end())) if by else ()
    actors = actors or before
    if hit_span is not None and ABSTRACT.search(scene.words(hit_span)):
        return None  # "his attacks on the deal"
    if rule.event == "ASSAULT" and quarrel(parties, actors, recipients):
        return None
    if not _settled(parties, head, start):
        return None
    broken_out = _broken_out(parties, rule, head)
    told = _told(parties, rule, actors, recipients, hit_span)
    if not broken_out and (not told or (rule.event in SPOKEN and target is None and by is None)):
        return None
    verb = scene.verb_of(head) if broken_out else None
    end = max(verb.clause[1], reach) if verb is not None else reach
    return Act(
        span=_trimmed(parties, (start, max(end, phrase.span[1] if phrase and holds(phrase.span, head) else head[1]))),
        head=head,
        event=rule.event,
        mode=rule.mode,
        actors=tuple(a for a in actors if a not in recipients),
        recipients=recipients,
        place=_where(parties, rule, (head[1], end), hit_span),
        when=_when(parties, start, end),
        status="happened",
    )


def _broken_out(parties: Parties, rule: Rule, head: Span) -> bool:
    """Return whether the text says that it came to pass somewhere: "protests broke out in Kazan"."""
    scene = parties.scene
    verb = scene.verb_of(head)
    if rule.event not in OUTBREAKS or verb is None or verb.form != "finite" or not holds(verb.subject, head):
        return False
    known = verb.lemma in OCCURRING or scene.phrasal(verb) in OCCURRING
    there = verb.lemma == "be" and THERE.search(scene.text[max(0, verb.span[0] - 8) : verb.span[0]])
    behind = verb.span[1], max(verb.clause[1], verb.span[1])
    return bool(known or there) and own_force(verb) == "happened" and bool(scene.places_in(behind))


def quarrel(parties: Parties, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Return whether an "attack" is one of words: of a politician on another."""
    persons = [a for i in (*actors, *recipients) if (a := parties.get(i)) is not None and a.kind == "person"]
    return bool(actors and recipients) and len(persons) == len(actors) + len(recipients)


def _hit(parties: Parties, span: Span) -> tuple[str, ...]:
    return parties.who(span) or landed(parties, span) or parties.scene.actors_in(span)


def _told(parties: Parties, rule: Rule, actors: tuple[str, ...], recipients: tuple[str, ...], hit: Span | None) -> bool:
    """Return whether enough is said of the act: whom it hit; of a "buildup" or "threat" the actor is enough."""
    if rule.event in ("MOBILIZE", *SPOKEN):
        return bool(actors)
    return bool(recipients) or (hit is not None and bool(parties.scene.places_in(hit)))


def _settled(parties: Parties, head: Span, start: int) -> bool:
    """Return whether the noun names what has happened, not what is feared, planned or asked for."""
    scene = parties.scene
    if MAYBE.search(scene.words((start, head[0]))) or ONLY_THOUGHT.search(scene.text[max(0, start - 40) : start]):
        return False
    verb = scene.verb_of(head)
    if verb is None:
        return True
    told = rule_of(parties, verb)
    if told is not None and names_one(told.objects, scene.words(head)):
        return False  # "lifts sanctions on": the verb tells what becomes of it
    near = holds(verb.object, head) or holds(verb.subject, head) or holds(verb.complement, head)
    if not near:
        waits = AWAITING.search(scene.text, max(0, start - len("following ")), start)
        return waits is None or force(scene, verb) == "happened"  # "will free them after the release of"
    if (verb.form == "to" and verb.lemma in WATCHING) or verb.lemma in WISHING or scene.phrasal(verb) == "rule out":
        return False  # "were asked to observe the withdrawal of", "wants the release of"
    lead = scene.words((start, head[0]))
    definite = POINTS_BACK.match(lead) is not None or "'s" in lead
    return own_force(verb) == "happened" or (definite and holds(verb.subject, head)) or _dated(parties, start, head)


def _dated(parties: Parties, start: int, head: Span) -> bool:
    return bool(parties.scene.times_in((start, head[0])))


def _reach(parties: Parties, start: int, end: int) -> int:
    stop = STOP.search(parties.scene.text, start, end)
    limit = stop.start() if stop else end
    finite = next((v.span[0] for v in parties.scene.verbs_in((start, limit))), limit)
    return max(start, finite)


def _trimmed(parties: Parties, span: Span) -> Span:
    quoted = parties.scene.words(span)
    return span[0], span[1] - (len(quoted) - len(quoted.rstrip(" ,;.\n")))


def _where(parties: Parties, rule: Rule, tail: Span, hit: Span | None) -> str | None:
    if rule.event in SPOKEN and rule.event not in OUTBREAKS:
        return None
    return place_in(parties.scene, tail) or next(iter(parties.scene.places_in(hit)), None)


def _when(parties: Parties, start: int, reach: int) -> When:
    times = [t for t in parties.scene.times_in((start, reach)) if t.type in ("date", "time")]
    return as_when(next((t for t in times if t.edtf), times[0] if times else None))


def named_again(parties: Parties, events: Iterable[Event]) -> dict[str, list[Source]]:
    """Return, by event, where a noun points back at it: "the attack", "the blast"."""
    scene = parties.scene
    found: dict[str, list[Source]] = {}
    acts = [event for event in events if event.event in ECHO and event.status == "happened"]
    if not acts:
        return found
    for head, word in nouns().spot(scene.text):
        event = rules("noun")[word][0].event
        lead = POINTING.search(scene.text, max(0, head[0] - 24), head[0])
        if lead is None or event not in ECHO or _is_verb(parties, head):
            continue
        if scene.actors_in((lead.start(), head[0])) or TARGET.match(scene.text, head[1]):
            continue
        before = [e for e in acts if e.event == event and 0 <= lead.start() - e.sources[-1].span[1] <= NEAR]
        phrase = parties.phrase_of(head)
        if before and (phrase is None or phrase.head[1] <= head[1]):
            source = scene.source((lead.start(), head[1]), how="implied")
            found.setdefault(before[-1].id, []).append(source)
    return found
