"""Say who acts and who is acted on: the actors that a noun phrase means, and those around a verb."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dragoman import terms
from dragoman.markup import Phrase, Verb
from dragoman.model import Actor, ActorKind, Mention, Source, Span
from dragoman.reading.scene import Scene
from dragoman.spans import SPAN, holds, inside, touch

JOIN = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|as well as|along with|together with)\s*")
CONTAINER = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|some|many|several|most|all|both|thousands|hundreds|dozens|"
    r"scores|tens|millions|crowds?|groups?|convoys?|teams?|number|majority|members|part)$",
    re.I,
)
OF = re.compile(r"\s+of\s+")
ORGANISATION = re.compile(
    r"\b(?:agency|ministry|commission|committee|panel|council|watchdog|mission|embassy|office|court|cabinet|"
    r"government|army|navy|"
    r"military|parliament|senate|regime|junta|coalition|alliance)$"
)
ARTICLE = re.compile(r"^(?:the|a|an|some|about|nearly|at least|more than|around|up to)\s+", re.I)
BY = re.compile(r"\bby\s+(?!(?:the end|early|late|mid|next|then|now|\d)\b)")
ELSEWHERE = re.compile(r"\b(?:pending|after|before|until|following|despite|amid|because|unless|if|when)\b")
# "Georgia accused Russia of violating the truce", "urged Kiev to withdraw": the object does the second verb.
CONTROLLED = frozenset((
    "accuse", "blame", "charge", "suspect", "condemn", "criticize", "criticise", "denounce", "praise", "thank",
    "urge", "ask", "call", "order", "demand", "allow", "invite", "force", "tell", "want", "help", "enable", "let",
    "press", "warn", "require", "permit", "beg", "implore", "appeal", "request", "compel", "instruct", "push",
    "pressure", "assail", "lambast", "lambaste", "slam", "blast", "rebuke", "scold", "chide", "fault", "berate",
    "persuade", "convince", "encourage", "expect", "authorize", "authorise", "cause", "prompt", "lead",
))  # fmt: skip

BETWEEN = re.compile(r"\s*|\s+(?:off|down|up|out|back|away|over|dead)\s+")  # "sealed off the village"
LED = re.compile(r"\b(of|for|from|into|by|and|or)\s+$")
ACCUSING = frozenset(["accuse", "blame", "charge", "suspect"])
WHICH = re.compile(r",?\s+(?:which|that)\s+$")  # "the ties | that Cuba broke off"
POINTS_BACK = re.compile(r"(?:the|this|that|its|their|his|her)\b", re.I)

OF_STATES = re.compile(
    r"(?:[Tt]he\s+|[Bb]oth\s+)?(?:[\w-]+\s+){0,2}?(?:leaders|presidents|premiers|ministers|governments|parliaments|armies|"
    r"delegations|negotiators|envoys|officials|diplomats|chiefs|generals)\s+(?:of|from)\s"
)


@terms.cached
def people_words() -> frozenset[str]:
    """Return the nouns that mean people who act: from the roles, and from terms/acts.tsv."""
    groups = {row["word"].split()[-1] for row in terms.rows("roles") if row["part"] in ("group", "head")}
    return frozenset(groups | {row["word"] for row in terms.rows("acts") if row["part"] == "people"})


class Parties:
    """The actors of a scene, and those without a name that the acts add ("the rebels", "20 activists")."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.made: dict[str, Actor] = {}
        self.states = {
            a.country: a.id for a in reversed(tuple(scene.actors.values())) if a.kind == "state" and a.country
        }
        self.roles = {
            _bare(words): actor.id
            for actor in reversed(tuple(scene.actors.values()))
            for words in (*actor.roles, actor.name or "")
            if words
        }
        self.phrases = scene.marked.phrases
        self._meant: dict[Span, tuple[str, ...]] = {}

    def get(self, id: str) -> Actor | None:
        """Return the actor of that id."""
        return self.scene.actors.get(id) or self.made.get(id)

    def side(self, id: str) -> str:
        """Return the country of an actor, or its id: what makes 'Moscow' and 'Yeltsin' one side."""
        actor = self.get(id)
        return (actor.country if actor else None) or id

    def state_of(self, id: str) -> str:
        """Return the state for which a person of a country speaks or signs, or the actor itself."""
        actor = self.get(id)
        if actor is None or actor.kind not in ("person", "group") or actor.country is None:
            return id
        return self.states.get(actor.country, id)

    def used(self, ids: Iterable[str]) -> Iterator[Actor]:
        """Yield the new actors among these ids, each once."""
        for id in dict.fromkeys(ids):
            if id in self.made:
                yield self.made[id]

    def who(self, span: Span | None) -> tuple[str, ...]:
        """Return whom a noun phrase means: its heads, not whoever else is named within it."""
        if span is None:
            return ()
        if span not in self._meant:
            self._meant[span] = self._who(span)
        return self._meant[span]

    def _who(self, span: Span) -> tuple[str, ...]:
        if OF_STATES.match(self.scene.words(span)):
            named = (of for mention in inside(self.scene.mentions, span) for of in mention.of)
            states = tuple(dict.fromkeys(of for of in named if self._is_state(of)))
            if len(states) > 1:
                return states  # "The leaders of Kosovo and Serbia agreed": the two states did
        tops = self._tops(span)
        ids = [id for phrase in tops for id in self._one(phrase)] if tops else self.scene.actors_in(span)
        return tuple(dict.fromkeys(ids))

    def _is_state(self, id: str) -> bool:
        actor = self.get(id)
        return actor is not None and actor.kind == "state"

    def people(self, span: Span | None) -> tuple[str, ...]:
        """Return the actors that head a noun phrase themselves: people and bodies, not the owners of things."""
        tops = self._tops(span) if span is not None else []
        found = (id for phrase in tops if self._heading(phrase) or self._human(phrase) for id in self._one(phrase))
        return tuple(dict.fromkeys(found))

    def subject(self, verb: Verb) -> tuple[str, ...]:
        """Return who does what a verb says, through its governors ("agreed to meet", "accused X of shelling")."""
        above = self._master(verb)
        if above is not None:
            doer = self.object(above) if not above.passive else self.who(above.subject)
            return doer or self.after(above, ("on", "upon", "to", "for"))
        if self._asks_who(verb):
            return ()
        for link in self.scene.chain(verb):
            if link.subject is not None:
                return self.who(link.subject)
        return ()

    def doers(self, verb: Verb) -> tuple[str, ...]:
        """Return the people and bodies that do it themselves: not "the government's decision" for the government."""
        found = self.subject(verb)
        subject = next((link.subject for link in self.scene.chain(verb) if link.subject is not None), None)
        if self._master(verb) is not None or subject is None or OF_STATES.match(self.scene.words(subject)):
            return found
        own = self.people(subject)
        return tuple(id for id in found if id in own)

    def _asks_who(self, verb: Verb) -> bool:
        """Return whether "who" asks, as in "to investigate who shot down the plane": the doer is unknown."""
        lead = re.search(
            r"(\w+)\s+(?:who|what|which)\s+(?:had\s+)?$", self.scene.text[max(0, verb.span[0] - 40) : verb.span[0]]
        )
        return lead is not None and lead.group(1).casefold() in (
            "investigate",
            "determine",
            "establish",
            "ask",
            "know",
            "of",
            "find",
            "out",
            "learn",
            "probe",
            "asked",
            "known",
            "decide",
        )

    def _master(self, verb: Verb) -> Verb | None:
        """Return the verb whose object does this one: "urged Kiev to withdraw", "accused Russia of violating"."""
        if verb.form == "to":
            above = self.scene.governor(verb)
            return above if above is not None and above.lemma in CONTROLLED else None
        led = LED.search(self.scene.text[max(0, verb.span[0] - 6) : verb.span[0]]) if verb.form == "ing" else None
        start = self.scene.sentence(verb.span).span[0]
        before = [v for v in self.scene.verbs_in((start, verb.span[0])) if v.form != "participle"]
        if led is None or not before:
            return None
        if led.group(1) in ("by", "and", "or"):  # "accused Russia of breaking the truce by shelling"
            return self._master(before[-1]) if before[-1].form == "ing" else None
        return before[-1] if before[-1].lemma in CONTROLLED else None

    def accused(self, verb: Verb) -> Span | None:
        """Return the words for whom somebody accuses of what a verb says: "Russia" of "accused Russia of shelling"."""
        above = self._master(verb) if verb.form == "ing" else None
        if above is None or above.lemma not in ACCUSING or above.passive:
            return None
        return self.object_span(above)

    def object_span(self, verb: Verb) -> Span | None:
        """Return the object of a verb, or the noun phrase right behind it."""
        if verb.object is not None or verb.passive:
            return verb.object
        at = bisect_left(self.phrases, (verb.span[1],), key=SPAN)
        if at < len(self.phrases):
            span = self.phrases[at].span
            if (
                BETWEEN.fullmatch(self.scene.text, verb.span[1], span[0])
                and span[1] <= self.scene.sentence(verb.span).span[1]
            ):
                return span
        return None

    def object(self, verb: Verb) -> tuple[str, ...]:
        """Return whom the object of a verb means."""
        return self.who(self.object_span(verb))

    def agent(self, verb: Verb) -> tuple[str, ...]:
        """Return whom "by" names behind a passive verb, before what it governs ("ordered to prevent access by")."""
        end = max(verb.complement[0] if verb.complement else verb.clause[1], verb.span[1])
        found = BY.search(self.scene.text, verb.span[1], end)
        if found is None or ELSEWHERE.search(self.scene.words((verb.span[1], found.start()))):
            return ()
        return self.who(self.phrase_from(found.end()))

    def agent_end(self, verb: Verb) -> int:
        """Return where the words after "by" end behind a passive verb; the verb's own end where there are none."""
        found = BY.search(self.scene.text, verb.span[1], max(verb.clause[1], verb.span[1]))
        span = self.phrase_from(found.end()) if found is not None else None
        return span[1] if span is not None else verb.span[1]

    def after(self, verb: Verb, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the first of these prepositions names behind a verb: "fired on", "appealed to"."""
        end = max(verb.clause[1], verb.span[1])
        for found in re.compile(rf"\b(?:{'|'.join(words)})\s+").finditer(self.scene.text, verb.span[1], end):
            ids = self.who(self.phrase_from(found.end()))
            if ids:
                return ids
        return ()

    def phrase_from(self, start: int) -> Span | None:
        """Return the longest noun phrase that starts there, or one word further (a pronoun, a lone name)."""
        spans = [phrase.span for phrase in inside(self.phrases, (start, start + 400)) if phrase.span[0] <= start + 1]
        if spans:
            return max(spans, key=lambda span: span[1])
        mention = next((m for m in inside(self.scene.mentions, (start, start + 200)) if m.span[0] == start), None)
        return mention.span if mention else None

    def phrases_before(self, end: int) -> list[Phrase]:
        """Return the noun phrases that end there, the longest first."""
        at = bisect_left(self.phrases, (end,), key=SPAN)
        ending = [phrase for phrase in self.phrases[max(0, at - 8) : at] if phrase.span[1] == end]
        return sorted(ending, key=lambda phrase: phrase.span[0])

    def phrase_of(self, span: Span) -> Phrase | None:
        """Return the innermost noun phrase that holds these words."""
        at = bisect_left(self.phrases, (span[0] + 1,), key=SPAN)
        holding = [phrase for phrase in self.phrases[max(0, at - 8) : at] if holds(phrase.span, span)]
        return min(holding, key=lambda phrase: phrase.span[1] - phrase.span[0], default=None)

    # ---- within a noun phrase -------------------------------------------------------------------------------------

    def _tops(self, span: Span) -> list[Phrase]:
        """Return the heads of a phrase: one, several joined by "and", or what a container holds ("thousands of")."""
        held = sorted(inside(self.phrases, span), key=lambda p: (p.span[0], -p.span[1]))
        own = next((p for p in held if p.span == span), None)
        parts: list[Phrase] = []
        for phrase in held:
            if phrase.span != span and (not parts or phrase.span[0] >= parts[-1].span[1]):
                parts.append(phrase)
        if not parts:
            return [own] if own is not None else []
        gaps = [self.scene.words((a.span[1], b.span[0])) for a, b in itertools.pairwise(parts)]
        joined = next((i for i, gap in enumerate(gaps) if not JOIN.fullmatch(gap)), len(gaps))
        if "between " in self.scene.words(parts[0].span):
            joined = 0  # "the summit between North Korea and the United States" is one summit
        first = self._tops(parts[0].span)
        held_in = next(
            (i for i, gap in enumerate(gaps) if not (OF.fullmatch(gap) and self._container(parts[i]))), len(gaps)
        )
        if held_in:
            return self._tops(parts[held_in].span)  # "tens of thousands of people"
        if own is not None and parts[0].span[0] > own.span[0] and not gaps:
            return [own]
        return [*first, *(top for part in parts[1 : joined + 1] for top in self._tops(part.span))]

    def _container(self, phrase: Phrase) -> bool:
        return bool(CONTAINER.search(self.scene.words(phrase.head)))

    def _one(self, phrase: Phrase) -> tuple[str, ...]:
        mention = self._heading(phrase)
        if mention is not None and (mention.of or not self._human(phrase)):
            known = tuple(self.scene.sides(mention)) or tuple(of for of in mention.of if of in self.scene.actors)
            return known or self._country(mention)
        if self._human(phrase):
            return (self.unnamed(phrase),)
        return self.scene.actors_in((phrase.span[0], phrase.head[0]))

    def _country(self, mention: Mention) -> tuple[str, ...]:
        """Return the state of a country that acts or is acted on, where the names layer saw only the place."""
        places = (self.scene.places[of] for of in mention.of if of in self.scene.places)
        found = next((self.scene.state(place.country) for place in places if place.kind == "country"), None)
        if found is None:
            return ()
        if found.id not in self.scene.actors:
            self.made[found.id] = found
        return (found.id,)

    def _human(self, phrase: Phrase) -> bool:
        words = self.scene.words(phrase.head).casefold().split()
        return bool(words) and any(form in people_words() for form in _forms(words[-1]))

    def _heading(self, phrase: Phrase) -> Mention | None:
        touching = [
            m
            for m in inside(self.scene.mentions, (phrase.span[0], max(phrase.span[1], phrase.head[1])))
            if touch(m.span, (phrase.head[1] - 1, phrase.head[1]))
        ] or [m for m in self.scene.mentions_from(phrase.span[0], phrase.span[0]) if holds(m.span, phrase.span)]
        return max(touching, key=lambda m: m.span[1] - m.span[0], default=None)

    def unnamed(self, phrase: Phrase) -> str:
        """Return an actor that the text knows by words only, with the country of whoever owns it."""
        written = " ".join(self.scene.words(phrase.span).split())
        known = self.roles.get(_bare(written))
        if known is not None:
            return known
        owners = self.scene.actors_in((phrase.span[0], phrase.head[0]))
        owner = self.scene.actors[owners[0]] if owners else None
        id = re.sub(r"\W+", "-", _bare(written)).strip("-")[:60] or "actor"
        head = self.scene.words(phrase.head).casefold()
        self.made[id] = Actor(
            id=id, name=None, kind=_kind(head),
            country=owner.country if owner else None, acts_for=owner.id if owner and owner.kind != "person" else None,
            roles=(written,), sources=(Source(span=phrase.span, quote=self.scene.words(phrase.span)),),
        )  # fmt: skip
        self.roles[_bare(written)] = id
        return id


def _forms(word: str) -> Iterator[str]:
    """Yield a noun as it stands, and its singular: "armies", "army"."""
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("s"):
        yield word[:-1]


def _bare(words: str) -> str:
    return ARTICLE.sub("", " ".join(words.casefold().split()))


def _kind(head: str) -> ActorKind:
    if ORGANISATION.search(head):
        return "organisation"
    return "group" if _plural(head) else "person"


def _plural(head: str) -> bool:
    return head.endswith(("s", "men", "people", "police", "opposition", "military", "personnel")) and not head.endswith(
        "ss"
    )
