"""Find the two that "the two men", "both sides" and "the two leaders" stand for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from dragoman.language.coreference.offices import holds
from dragoman.language.coreference.pronouns import NEUTER, PLURAL
from dragoman.language.coreference.referents import Seen, View
from dragoman.model import Mention, Problem, Span

PAIR = re.compile(
    r"\b(?:[Tt]he (?:other )?two|[Bb]oth|[Tt]he pair|[Tt]he duo)"
    r"(?: [a-z-]+)??"
    r"(?: (?P<noun>men|women|leaders|presidents|(?:foreign |prime )?ministers|premiers|officials|diplomats|"
    r"negotiators|envoys|sides|parties|countries|nations|governments|states|neighbou?rs|powers|delegations|capitals|"
    r"Koreas|statesmen|chancellors|chiefs|rivals|foes|allies|enemies|teams|armies|militaries))"
    r"(?![\w-])(?! of)"
)
BARE = re.compile(
    r"\b[Tt]he two(?= (?:are|were|will|would|have|had|met|meet|also|last|first|both|agreed|spoke|discussed|held|signed"
    r"|could|may|might|should|did|do|shook)\b)"
)
# "A and B (hereinafter "the Parties")": the words stand for both from then on
DEFINED = re.compile(
    r"\((?:hereinafter|hereafter|henceforth|collectively|together)?[^()]{0,24}[\"“](?:the )?(?:Parties|Sides)[\"”]\)"
)
AS_DEFINED = re.compile(r"\b[Tt]he (?P<noun>Parties|Sides)\b(?![\"”])")
PERSONS = frozenset(
    {
        "men",
        "women",
        "leaders",
        "presidents",
        "ministers",
        "officials",
        "diplomats",
        "negotiators",
        "envoys",
        "premiers",
        "statesmen",
        "chancellors",
        "chiefs",
    }
)
FAR = 500  # mentions before "both sides" among which the parties to a matter are looked for
PARTIES = frozenset({"sides", "parties", "delegations", "rivals", "foes", "enemies", "teams"})
FOR_ITSELF = frozenset({"REB", "OPP", "SEP"})
OF_A_STATE = frozenset({"GOV", "MIL"})
NO_SIDE = frozenset({"JRN", "IGO", "NGO", "BUS"})
STATES = frozenset({"countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"})
LINK = re.compile(
    r"\s*(?:,?\s+(?:and|with|or)|[-–—/])\s*(?:the\s+|then\s+)?(?:(?:paramilitary|rebel|opposition|separatist|breakaway)\s+)?$"
)
# "hosted by Qatar and Egypt": they lend the roof, and are none of the two sides
LENDING = re.compile(
    r"\b(?:(?:co-?)?(?:hosted|mediated|brokered|facilitated|chaired|convened|sponsored|moderated)(?:\s+\w+ly)?\s+by"
    r"|mediators?|facilitators?|hosts?)[,:]?\s+(?:both\s+)?(?:the\s+)?$"
)
# "the envoy had met Pompeo": one with the other
MEETING = re.compile(
    r"\s+(?:(?:ha[sd]|have|will|would|was to|is to|later|also|then)\s+){0,2}(?:met|meet|received|host(?:ed)?|welcomed"
    r"|(?:tele)?phoned|sp(?:oke|oken|eak)\s+(?:to|with)|talk(?:ed)?\s+(?:to|with)|held\s+talks\s+with)\s+(?:with\s+|the\s+)*$"
)
# "Burhan, the army chief, and Dagalo"
APPOSED = re.compile(r",[^,.;:()“”\"]{2,60},\s+and\s+(?:the\s+)?$")
NEAR = len(" facilitated jointly by both the ")
LEAD = 2  # sentences, the headline among them, that say whom a report is about


def pair_mentions(text: str, span: Span) -> Iterator[tuple[Mention, str]]:
    """Yield the descriptions of two in a sentence, with their noun; "two" for a bare "the two"."""
    for match in BARE.finditer(text, *span):
        yield Mention(span=match.span(), quote=match.group(), of=()), "two"
    for match in AS_DEFINED.finditer(text, *span):
        if DEFINED.search(text):
            yield Mention(span=match.span(), quote=match.group(), of=()), match.group("noun").lower()
    for match in PAIR.finditer(text, *span):
        noun = match.group("noun")
        if "foreign " in noun or "prime " in noun:
            noun = noun.split()[-1]
        yield Mention(span=match.span(), quote=match.group(), of=()), noun


def resolve_pair(view: View, mention: Mention, noun: str) -> tuple[tuple[str, ...], Problem | None]:
    """Return the two that fit a description best: the last two named together, else those whom the report is about.

    Where the text joins no two, people are the last two named; parties are the only two that a report has spoken of,
    and stay unresolved where it has spoken of more. Who stands before the words in their own sentence is none of them:
    "Escobar, who met both men".
    """
    if noun == "two":
        of, problem = resolve_pair(view, mention, "leaders")
        return (of, problem) if of else resolve_pair(view, mention, "sides")
    if noun == "Koreas":
        return tuple(id for id in ("prk", "kor") if id in view.actors), None
    named = DEFINED.search(view.text) if AS_DEFINED.fullmatch(mention.quote) else None
    if named is not None:
        return next(_pairs(view, view.recent(named.start(), 0), noun), ()), None
    found = list(_joined(view, mention, noun))
    if found:
        nearest = found[0]
        rivals = [pair for pair in found if set(pair) != set(nearest)]
        if not rivals:
            return nearest, None
        message = f"{mention.quote}: {' and '.join(nearest)}, or {' and '.join(rivals[0])}"
        return nearest, Problem(code="ambiguous-antecedent", message=message, span=mention.span)
    about = _about(view, mention, noun)
    return about or _last_two(view, mention, noun) or _only_two(view, mention, noun), None


def _about(view: View, mention: Mention, noun: str) -> tuple[str, ...]:
    """Return the parties that the head of the report joins, of people those whom the text last joined."""
    if noun in PERSONS:
        return next(_pairs(view, view.recent(mention.span[0], 8), noun), ())
    lead = itertools.takewhile(lambda seen: seen.sentence < LEAD, view.seen)
    first = [seen for seen in lead if seen.span[1] <= mention.span[0]]
    return next(_pairs(view, first[::-1], noun), ())


def _joined(view: View, mention: Mention, noun: str) -> Iterator[tuple[str, ...]]:
    """Yield the pairs of the last two sentences that "and" or a hyphen joins, the nearest first."""
    yield from _pairs(view, view.recent(mention.span[0], 2), noun)


def _pairs(view: View, seen: Iterable[Seen], noun: str) -> Iterator[tuple[str, ...]]:
    near = [one for one in seen if fits(view, one, noun, unnamed=True)]
    for later, earlier in itertools.pairwise([*near, None]):
        if later is not None and len(later.of) == 2 and PAIR.match(view.text, later.span[0]):
            yield later.of  # "both men", who have been found already
        if later is None or earlier is None:
            continue
        between = view.text[earlier.span[1] : later.span[0]]
        if noun in PARTIES and LENDING.search(view.text, max(0, earlier.span[0] - NEAR), earlier.span[0]):
            continue
        if len(earlier.of) != 1 or len(later.of) != 1 or earlier.of == later.of or len(between) > 80:
            continue
        named = all(fits(view, one, noun) for one in (earlier, later))
        if MEETING.match(between) or (named and _links(between)):
            yield earlier.of + later.of


def _links(between: str) -> bool:
    return (len(between) < 30 and bool(LINK.match(between))) or bool(APPOSED.match(between))


def _last_two(view: View, mention: Mention, noun: str) -> tuple[str, ...]:
    """Return the last two different people that fit, of other sentences; the two states most named for countries."""
    if noun not in PERSONS:
        return _most_named(view) if noun in STATES else ()
    fitting: list[str] = []
    here = view.sentence_at(mention.span[0])
    for seen in view.recent(mention.span[0], 8):
        if seen.sentence == here and seen.subject:
            continue
        fitting += [id for id in reversed(seen.of) if fits(view, seen, noun) and id not in fitting]
    office = [id for id in fitting if holds(view.actors[id], noun.removesuffix("s"))]
    two = office if len(office) > 1 else fitting
    if len(two) > 1:
        return tuple(reversed(two[:2]))
    return ()


def _only_two(view: View, mention: Mention, noun: str) -> tuple[str, ...]:
    """Return the parties to a matter where the text has spoken of two and no third.

    The first try leaves out those who are only quoted ("Egypt said"); the second counts them, for parties speak too.
    """
    if noun not in PARTIES:
        return ()
    before = (seen for seen in view.seen[-FAR:] if seen.span[1] <= mention.span[0])
    by_name = (seen for seen in before if view.text[slice(*seen.span)].lower() not in {*NEUTER, *PLURAL})
    named = [(seen, side) for seen in by_name for side in _sides_of(view, seen)]
    for told in ([(seen, side) for seen, side in named if not view.is_source(seen.span)], named):
        sides: dict[str, str] = {}
        for seen, side in told:
            sides.setdefault(side, seen.of[0])
        if len(sides) == 2:
            return tuple(side if side in view.actors else first for side, first in sides.items())
    return ()


def _sides_of(view: View, seen: Seen) -> Iterator[str]:
    """Yield the side of a state, of what belongs to it, and of an armed or political group that is for itself."""
    actor = view.actors.get(seen.of[0]) if len(seen.of) == 1 else None
    if actor is None or actor.kind == "person" or actor.sector in NO_SIDE:
        return
    nobodys = actor.country is None and actor.kind != "group" and actor.sector in OF_A_STATE  # "the army"
    if actor.sector in FOR_ITSELF or nobodys:
        yield actor.id
    elif actor.country is not None and (actor.kind == "state" or actor.sector is not None):
        yield actor.country.lower()


def _most_named(view: View) -> tuple[str, ...]:
    """Return the two states that the text has named most so far, themselves or through their people."""
    named = view.states
    order = [id for id, _ in named.most_common() if id in view.actors][:3]
    if len(order) < 2 or named[order[1]] < 2 or len(order) == 3 and named[order[2]] == named[order[1]]:
        return ()
    return tuple(order[:2])


def fits(view: View, seen: Seen, noun: str, unnamed: bool = False) -> bool:
    """Return whether a mention is of the kind that the noun says: people (with a name), or states, organisations."""
    actors = [view.actors[id] for id in seen.of if id in view.actors]
    if not actors:
        return False
    if noun not in PERSONS:
        kinds = ("state",) if noun in STATES else ("state", "organisation", "body", "group")
        return all(actor.kind in kinds and actor.sector != "JRN" for actor in actors)
    if any(actor.kind != "person" or (actor.name is None and not unnamed) for actor in actors):
        return False
    if noun in ("men", "women"):
        return all(view.gender(actor.id) in (None, "m" if noun == "men" else "f") for actor in actors)
    return True
