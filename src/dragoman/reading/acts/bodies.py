"""Tell which body a commitment creates, who sits in it and what it is to do: "a committee of surveyors to mark"."""

from __future__ import annotations

import re

from dragoman.model import Actor, Span
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import Undertaking, pattern, words
from dragoman.spans import holds

MAKING = re.compile(
    r"\b(?:(?:establishment|creation|formation|setting[- ]up) of|setting up|establishing|creating|forming)\s+", re.I
)
MANDATE = re.compile(
    r"(?:\s+(?:of|made up of|composed of|between)\s+(?:(?!\bto\b)[\w’'-]+,?\s*){1,8}?)?(?:,\s[^,;.]{3,50},)?"
    r"\s*\b(?:to|on|for|that (?:will|would|is to|shall)|which (?:will|would|is to|shall)|tasked with|charged with)\s+"
)
STOP = re.compile(r"[,.;]|\n")


def created(parties: Parties, one: Undertaking) -> Actor | None:
    """Return the body that the commitment creates: its mandate is what it is "to" do, its members those who agreed."""
    scene = parties.scene
    where = _made(parties, one)
    found = next((hit for span in where if (hit := pattern("body").search(scene.text, *span))), None)
    if found is None:
        return None
    phrase = parties.phrase_of(found.span())
    written = " ".join(scene.words(phrase.span if phrase else found.span()).split())
    known = next(
        (m.of[0] for m in scene.mentions if m.of and holds(m.span, found.span()) and m.of[0] in scene.actors), None
    )
    done = one.done
    end = max(where[-1][1], done.clause[1] if done is not None else found.end())
    after = done.complement[0] - 1 if done is not None and done.passive and done.complement else found.end()
    mandate = MANDATE.match(scene.text, after, scene.sentence(one.span).span[1])
    if mandate is not None and mandate.end() > end:  # ", two from each state, to draw up an agenda"
        stop = STOP.search(scene.text, mandate.end())
        end = stop.start() if stop else end
    old = scene.actors.get(known) if known else None
    return Actor(
        id=known or re.sub(r"\W+", "-", found.group().casefold()),
        name=old.name if old and old.kind == "body" and old.name and old.name[0].isupper() else None,
        kind="body",
        sector=old.sector if old else None,
        roles=(written,),
        members=tuple(dict.fromkeys(parties.state_of(a) for a in one.by)),
        mandate=(scene.words((mandate.end(), end)).rstrip(" .,"),) if mandate else (),
        sources=(scene.source((done.span[0] if done is not None else one.span[0], end)),),
    )


def _made(parties: Parties, one: Undertaking) -> list[Span]:
    """Return the words that may name the body, the nearest to the verb first; none where nothing is set up."""
    scene, done = parties.scene, one.done
    if one.phase == "refused":
        return []
    sentence = scene.sentence(one.span).span
    if done is None:
        making = MAKING.search(scene.text, one.span[0], sentence[1])
        return [(making.end(), max(one.action[1], min(sentence[1], making.end() + 60)))] if making else []
    if not {done.lemma.split()[0], scene.phrasal(done)} & words("maker"):
        return []
    named = done.subject if done.passive else parties.object_span(done)
    rest = (done.span[1], max(one.action[1], min(sentence[1], done.clause[1])))
    return [span for span in (named, rest) if span is not None]
