"""Read what stands around a verb: when, where and on which condition it holds, and in which force it is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from dragoman.edtf import bounds
from dragoman.language.times.calendar import shift, shift_months
from dragoman.markup import Verb
from dragoman.model import Condition, ConditionKind, Span, Time, When
from dragoman.reading.force import Force, force, governors, key, questioned
from dragoman.reading.scene import Scene, as_when
from dragoman.spans import cover, holds

WHERE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|through|throughout|across|over|into|off|along)\s+"
    r"(?:the\s+)?(?:(?:central|southern|northern|eastern|western|south|north|east|west|downtown|nearby|city|town|"
    r"village|of|"
    r"port|region|province|capital)\s+){0,3}"
)
CONDITIONS: tuple[tuple[ConditionKind, re.Pattern[str]], ...] = (
    (
        "provided",
        re.compile(
            r"\b(?:provided(?: that)?|providing(?: that)?|on the understanding that|assuming(?: that)?|"
            r"in the event (?:that|of)|on (?:the )?condition(?: that)?|only if|but only if|if|"
            r"conditional (?:on|upon)|contingent (?:on|upon)|subject to)[\"”’]?\s",
            re.I,
        ),
    ),
    ("provided", re.compile(r"\b(?=unless\s)", re.I)),
    (
        "simultaneous",
        re.compile(
            r"\b(?:in exchange for|in return for|at the same time as|simultaneously with|in parallel with)\s", re.I
        ),
    ),
    (
        "while",
        re.compile(r"\b(?:as long as|so long as|(?<!,\s)while)[\"”’]?\s", re.I),
    ),  # behind a comma it sets against
    (
        "after",
        re.compile(
            r"\b(?:only (?:after|when|once)|once|as soon as|pending|after|when|until)[\"”’]?\s"
            r"(?!possible\b|then\b|now\b)",
            re.I,
        ),
    ),
)
# What is done, as a noun: "after the demarcation of the border" waits for it as "after it is demarcated" does.
DEED = re.compile(
    r"(?:(?:a|an|the|its|their)\s+)(?:(?:full|complete|final|formal|verified|proper)\s+)?"
    r"(?!(?:government|parliament|statement|document|region|nation|mission|organi[sz]ation|situation)\b)"
    r"(?:\w{3,}(?:tion|sion|ment)|withdrawal|removal|approval|renewal|release|return|pull-?out|pull-?back|handover|"
    r"signing|lifting|easing|opening|closure|disclosure|departure|deliver(?:y|ies)|ratif\w+|freeing|marking)\s+of\b"
)
FURTHER = re.compile(
    r",?\s+(?:but\s+)?(?=(?:and\s+)?"
    r"(?:provided|providing|on (?:the )?condition|only (?:if|after|when)|if|unless|as long as)\s)"
)
REPORT = re.compile(r"\b(?:certif|verif|report|confirm|inspect)\w*\b", re.I)
STOP = re.compile(
    r"[;!?”\"]|``|''|\s[–—_]\s|,\s(?:but|and|which|who|while)\s|,\s(?=[^,]{2,60}\b(?:said|says|told|added)\b)"
)
DUE = re.compile(
    r"\b(?:within|by|before|no later than|not later than|until|in|on|for|over|at|during|from|starting|beginning)\s+"
    r"(?:the\s+(?:next|coming)\s+)?$",
    re.I,
)
FIRST = re.compile(r"\bfirst time\s*$")
TAIL = re.compile(r"\s+(?:of|after|from|following)\s+[^,;.]{2,40}")
QUALIFIED = re.compile(
    r"\s+(?:[Ee]mbass|[Cc]onsulat|[Mm]issions?\b|[Tt]roops|[Ff]orces|[Oo]fficials|[Mm]ilitary|[Gg]overnment)|['’]s\s"
)
WITHIN = re.compile(r"\b(?:of|after|before|without|for|from|by|while|since|on|in)\s+$")
FRONTED = 60
ADVERBS = re.compile(r"\s+(?:(?:once (?:again|more)|again|now|also|still|already|both|\w+ly)\s+){1,2}")
WHETHER = re.compile(r"\bwhether\s+$", re.I)
DENYING = re.compile(r"\s+(?:(?:ever|even|that|having)\s+)*")
DENIAL = frozenset(["deny", "reject", "dismiss", "refute", "rebut", "dispute"])
STARTING = frozenset(["begin", "start", "continue", "resume", "keep", "proceed", "go", "manage", "help"])


def meant(scene: Scene, verb: Verb) -> Force | None:
    """Return the force of a verb; None for a mere infinitive or participle that no governor vouches for.

    "sent troops to attack the town": the purpose is no attack.
    """
    above = scene.governor(verb)
    if questioned(scene, verb):
        return None
    if verb.negated and verb.modality in ("possible", "conditional", "wished"):
        return None
    if verb.form == "finite":
        denying = above is not None and above.lemma in DENIAL and not above.negated
        return "denied" if denying else force(scene, verb)
    if verb.form == "to":
        if above is None:
            return None
        if above.lemma in STARTING:
            return force(scene, above)
        return force(scene, verb) if key(scene, above) in governors() else None
    if verb.form == "ing":
        if _denied(scene, verb):
            return "denied"
        being = begun(scene, verb) or _progressive(scene, verb)
        if being is not None:
            return force(scene, being)
        if (
            not WITHIN.search(scene.text, max(0, verb.span[0] - 9), verb.span[0])
            and above is not None
            and (above.lemma in STARTING or key(scene, above) in governors())
        ):
            return force(scene, above) if above.lemma in STARTING else force(scene, verb)
        return _beside(scene, verb)
    return "denied" if verb.negated else "hypothetical" if verb.modality == "conditional" else "happened"


def _denied(scene: Scene, verb: Verb) -> bool:
    """Return whether an -ing form is what somebody denies: "denied having bombed", "has denied arming the rebels"."""
    before = scene.verbs_in((max(0, verb.span[0] - 40), verb.span[0]))
    adjacent = before and DENYING.fullmatch(scene.text, before[-1].span[1], verb.span[0])
    return bool(adjacent) and before[-1].lemma == "deny" and not before[-1].negated


def begun(scene: Scene, verb: Verb) -> Verb | None:
    """Return the verb right before an -ing form that says it began: "has begun sending"."""
    before = scene.verbs_in((max(0, verb.span[0] - 40), verb.span[0])) if verb.form == "ing" else ()
    near = before and before[-1].form == "finite" and verb.span[0] - before[-1].span[1] == 1
    return before[-1] if near and before[-1].lemma in ("begin", "start", "resume") else None


def _progressive(scene: Scene, verb: Verb) -> Verb | None:
    """Return the "be" of a progressive that adverbs tear apart: "is once again sending"."""
    before = scene.verbs_in((max(0, verb.span[0] - 40), verb.span[0]))
    between = scene.words((before[-1].span[1], verb.span[0])) if before and before[-1].lemma == "be" else "-"
    return before[-1] if ADVERBS.fullmatch(between) and before[-1].form == "finite" else None


def _beside(scene: Scene, verb: Verb) -> Force | None:
    """Return the force of "..., killing three" and "by shelling the town": that of the verb they stand beside."""
    before = scene.text[max(0, verb.span[0] - 12) : verb.span[0]].rstrip()
    if not before.endswith((",", " by", "_", " of", " for", "after", "while")):
        return None
    main = main_of(scene, verb)
    if main is None or (
        before.endswith((" of", " for")) and main.lemma not in ("accuse", "assail", "condemn", "blame")
    ):
        return None
    return force(scene, main) if main.form == "finite" else None


AWAITED = re.compile(
    r"\b(?:if|unless|until|once|whether|before|as soon as|when|whenever|provided(?: that)?|as long as|so long as|"
    r"lest|in case)\s+"
    r"(?:\w+ly\s+)?$",
    re.I,
)


def awaited(scene: Scene, verb: Verb) -> bool:
    """Return whether a clause only names what is awaited or doubted: "until inspectors certify", "whether it has"."""
    start = (verb.subject or verb.span)[0]
    lead = AWAITED.search(scene.text, max(0, start - 24), start)
    if lead is None:
        return False
    past = verb.tense == "past" and verb.modality == "actual"
    return not (past and lead.group().strip().casefold() in ("when", "before", "once", "as soon as", "until"))


def in_doubt(scene: Scene, verb: Verb) -> bool:
    """Return whether a clause only asks: "is to check whether the tunnels have been sealed", "Has it been sealed?"."""
    if questioned(scene, verb):
        return True
    start = (verb.subject or verb.span)[0]
    return verb.form == "finite" and WHETHER.search(scene.text, max(0, start - 12), start) is not None


CHECKED = frozenset(["verify", "certify", "ensure", "confirm", "prove", "check", "determine", "demand", "establish"])
INVITING = frozenset(["invite", "allow", "let", "admit", "welcome", "permit"])


def only_checked(scene: Scene, verb: Verb) -> bool:
    """Return whether nobody says that it is done: "charged with verifying that Iraq has destroyed".

    Who invites inspectors to ensure that it has been dismantled does say so.
    """
    above = scene.chain(verb)[1:]
    if awaited(scene, verb):
        return True
    if not above or above[0].lemma not in CHECKED:
        return False
    if above[0].form == "finite":
        return awaited(scene, above[0]) or above[0].modality != "actual" or above[0].tense == "future"
    return not any(link.lemma in INVITING for link in above)


def main_of(scene: Scene, verb: Verb) -> Verb | None:
    """Return the finite verb before this one in its sentence that shares its subject or stands nearest."""
    start = scene.sentence(verb.span).span[0]
    before = [v for v in scene.verbs_in((start, verb.span[0])) if v.form == "finite"]
    return next((v for v in reversed(before) if v.subject == verb.subject), before[-1] if before else None)


def nested(scene: Scene, verb: Verb, span: Span | None = None) -> list[Span]:
    """Return the clauses inside a verb's own clause (or the span): what is said there is not said of the verb."""
    start, end = span or verb.clause
    return [
        other.clause
        for other in scene.verbs_in((start, end))
        if other is not verb
        and other.form in ("finite", "to", "ing")
        and not holds(other.clause, verb.span)
        and other.clause[1] - other.clause[0] < max(end - start, verb.clause[1] - verb.clause[0])
    ]


def times_of(scene: Scene, verb: Verb) -> list[Time]:
    """Return the days and hours that the verb's own clause names, before those in its infinitives and participles."""
    inner = nested(scene, verb)
    sentence = scene.sentence(verb.span).span
    start = (
        sentence[0]
        if 0 < verb.clause[0] - sentence[0] <= FRONTED and _front(scene, sentence[0], verb)
        else verb.clause[0]
    )
    end = max(verb.clause[1], verb.span[1])
    dated = [t for t in scene.times_in((start, end)) if t.type in ("date", "time")]
    return [t for t in dated if not any(holds(clause, t.span) for clause in inner)]


def _front(scene: Scene, start: int, verb: Verb) -> bool:
    """Return whether only a time stands before the clause: "Yesterday, ...", "On Aug. 7, ..."."""
    return not scene.verbs_in((start, verb.clause[0]))


def when_of(scene: Scene, verb: Verb, *, but: Span | None = None) -> When:
    """Return when the verb's act takes place, by its own clause; `but` are words whose times are not meant."""
    times = [t for t in times_of(scene, verb) if but is None or not holds(but, t.span)]
    chosen = next((t for t in times if t.edtf), times[0] if times else None)
    return as_when(chosen)


def extent(scene: Scene, verb: Verb, *, first: Span | None = None) -> Span:
    """Return the words that tell of it: from its subject (or `first`) to the end of its clause, within the sentence."""
    sentence = scene.sentence(verb.span).span
    whole = [first or verb.subject or verb.span, verb.span, (verb.span[0], max(verb.clause[1], verb.span[1]))]
    start, end = cover(whole)
    start, end = max(start, sentence[0]), min(end, sentence[1])
    quoted = scene.words((start, end))
    return start + len(quoted) - len(quoted.lstrip()), end - (len(quoted) - len(quoted.rstrip(" ,;.\n_–—")))


def place_in(scene: Scene, span: Span, without: list[Span] | None = None) -> str | None:
    """Return the place where these words put the act: what "in", "at" or "near" names."""
    for found in WHERE.finditer(scene.text, *span):
        if any(clause[0] <= found.start() < clause[1] for clause in without or ()):
            continue
        near = bisect_left(scene.mentions, found.start(), key=lambda mention: mention.span[0])
        for mention in scene.mentions[near:]:
            if mention.span[0] > found.end() + 1:
                break
            if mention.span[1] > found.end() - 1 and not QUALIFIED.match(scene.text, mention.span[1]):
                here = [of for of in mention.of if of in scene.places]
                if here:
                    return here[0]
    return None


def place_of(scene: Scene, verb: Verb) -> str | None:
    """Return the place of a verb's act."""
    return place_in(scene, (verb.span[1], max(verb.clause[1], verb.span[1])), nested(scene, verb))


def conditions_of(scene: Scene, start: int, end: int) -> tuple[tuple[Condition, ...], Span] | None:
    """Return the conditions of what is still to be done, and where they stand: "after ..., provided that"."""
    first = condition_of(scene, start, end, deeds=True)
    if first is None:
        return None
    at, stop = first[1]
    more = FURTHER.search(scene.text, at + len("only "), stop) or FURTHER.match(scene.text, stop)
    second = condition_of(scene, more.end(), end, deeds=True) if more else None
    own = condition_of(scene, at, more.start(), deeds=True) if more else None
    if own is None or second is None:
        return (first[0],), (at, stop)
    return (own[0], second[0]), (at, second[1][1])


def condition_of(scene: Scene, start: int, end: int, *, deeds: bool = False) -> tuple[Condition, Span] | None:
    """Return the first condition between two places of one sentence, and where its words stand.

    `deeds`: what is done may be named by a noun too ("after the demarcation of the border").
    """
    hits = [
        (found.start(), kind, found)
        for kind, pattern in CONDITIONS
        for found in pattern.finditer(scene.text, start, end)
    ]
    for at, kind, found in sorted(hits, key=lambda hit: hit[0]):
        stop = STOP.search(scene.text, found.end(), end)
        reach = found.end(), stop.start() if stop else end
        words = scene.words(reach).strip(" ,.\n")
        named = deeds and kind == "after" and DEED.match(words) is not None
        waits = named or kind not in ("after", "while") or _waits(scene, found.group().strip(' "”’').casefold(), reach)
        if not words or not waits:
            continue
        exact: ConditionKind = "on-report" if kind == "after" and REPORT.search(words) else kind
        return Condition(of=words, kind=exact), (at, reach[1])
    return None


def _waits(scene: Scene, connector: str, span: Span) -> bool:
    """Return whether "after" or "until" opens what must happen first: no date, no past ("when he asked")."""
    if any(t.span[0] <= span[0] + 4 and t.type in ("date", "time") for t in scene.times_in(span)):
        return False
    if connector in ("until", "once", "as soon as", "only after", "only when", "only once", "as long as", "so long as"):
        return True
    verb = next((v for v in scene.verbs_in(span) if v.form == "finite"), None)
    return verb is not None and (verb.tense != "past" or verb.perfect) and verb.span[0] - span[0] < 60


def due_of(scene: Scene, verb: Verb | None, action: Span, since: str | None) -> When | None:
    """Return by when the action is due: a date to come in its own words ("within 60 days of signing", "by May")."""
    inner = nested(scene, verb, action) if verb is not None else []
    for time in scene.times_in(action):
        if any(holds(clause, time.span) for clause in inner) or (time.edtf and _past(time.edtf, since)):
            continue
        lead = DUE.search(scene.text, action[0], time.span[0])
        if lead is not None and FIRST.search(scene.text, action[0], lead.start()):
            continue  # "for the first time in 23 years"
        lasting = lead is None or lead.group().casefold().startswith(("for", "over", "during"))
        if time.type == "set" or (time.type == "duration" and lasting):
            continue
        if time.type == "duration" and lead is not None:
            tail = (
                TAIL.match(scene.text, time.span[1], action[1])
                if lead.group().casefold().startswith("within")
                else None
            )
            words = scene.words((lead.start(), tail.end() if tail else time.span[1]))
            end = _end_of(time, since) if tail is None and words.casefold().startswith("within") else None
            return When(text=words, edtf=end or time.edtf, basis="computed" if end else time.basis)
        return as_when(time)
    return None


def _end_of(time: Time, since: str | None) -> str | None:
    """Return the day up to which "within 60 days" reaches, counted from when it was promised, where that is a day."""
    amount = re.fullmatch(r"P(\d+)([DWMY])", time.duration or "")
    day = date.fromisoformat(since) if since and re.fullmatch(r"\d{4}-\d\d-\d\d", since) else None
    if amount is None or day is None:
        return None
    number = int(amount.group(1))
    by_unit = {"D": shift(day, number), "W": shift(day, 7 * number), "M": shift_months(day, number)}
    end = by_unit.get(amount.group(2), shift_months(day, 12 * number))
    return f"../{end.isoformat()}" if end else None


def _past(edtf: str, since: str | None) -> bool:
    """Return whether a time lies wholly before the day on which the promise was reported."""
    last, first = bounds(edtf)[1], bounds(since)[0] if since else None
    return last is not None and first is not None and last < first
