"""Find whom pronouns and descriptions stand for: "he", "the latter", "the two men", "the North Korean leader".

Few rules, each of which can be said in a sentence: the clause that a verb reports speaks of the verb's subject; a near
subject goes before a far object; number, gender, country and office must agree; a quotation has its own "I".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.language.coreference.descriptions import resolve
from dragoman.language.coreference.pairs import AS_DEFINED, DEFINED, pair_mentions, resolve_pair
from dragoman.language.coreference.pronouns import FIRST, GENDER, NEUTER, PLURAL, WE, Pronouns
from dragoman.language.coreference.referents import View
from dragoman.language.coreference.several import SEVERAL, defined, resolve_several, several_mentions
from dragoman.language.names.cast import in_order
from dragoman.markup import Marked
from dragoman.model import Mention, Problem, Span
from dragoman.spans import holds

PRONOUN = re.compile(
    rf"\b(?:{'|'.join(sorted({*GENDER, *PLURAL, *NEUTER, *FIRST, *WE} - {'i', 'us'}))}|I)\b", re.IGNORECASE
)
NO_PRONOUN = ("IT", "HE")  # information technology, His Excellency
AFTER = "said|told|had|will|is|was|has|and|who|in|to|at|on|for|of|did|does|would|could|also|not|were|which|that|by"
LATTER = re.compile(rf"\b[Tt]he (?P<which>latter|former)\b(?=[,.;:'’]| [a-z]+(?:ed|s)\b| (?:{AFTER})\b|\s*$)")


def coreference(marked: Marked) -> Marked:
    """Fill in the referents of pronouns and descriptions, with a problem where more than one fits."""
    view = View(marked)
    pronouns = Pronouns(view)
    problems: list[Problem] = []
    mentions: list[Mention] = []
    for mention, kind in _in_turn(marked):
        of, problem = mention.of, None
        if kind == "pronoun":
            word = mention.quote.lower()
            of, problem = pronouns.resolve(mention, word)
            if word in GENDER and len(of) == 1:
                view.heard_of(of[0], GENDER[word])
        elif kind == "latter":
            of = _latter(view, mention)
        elif kind:
            of = resolve_several(view, mention, kind) or (defined(view) if AS_DEFINED.fullmatch(mention.quote) else ())
            if not of and not SEVERAL.fullmatch(mention.quote):
                of, problem = resolve_pair(view, mention, kind)
            if not of:
                of, problem = resolve(view, mention)
        elif not of:
            of, problem = resolve(view, mention, _owner(view, pronouns, mention))
        problems += [problem] if problem else []
        resolved = msgspec.structs.replace(mention, of=of)
        if of or kind != "pronoun" or mention.quote.lower() in {*FIRST, *WE} or problem:
            mentions.append(resolved)
            view.see(resolved)
    kept = _without_pieces(mentions, marked.document.text)
    gone = _named(mentions) - _named(kept)
    spoken = [_spoken(view, pronouns, mention) for mention in kept]
    return msgspec.structs.replace(
        marked,
        actors=tuple(actor for actor in view.actors.values() if actor.id not in gone),
        mentions=in_order(spoken),
        problems=(*marked.problems, *problems),
    )


def _without_pieces(mentions: list[Mention], text: str) -> list[Mention]:
    """Return the mentions without the "three countries" within a "the three countries" that stands for its members.

    Nor is anybody mentioned where a text only says what it calls them: (hereinafter "the Parties").
    """
    several = [match.span() for match in DEFINED.finditer(text)]
    several += [mention.span for mention in mentions if len(mention.of) > 2 and SEVERAL.fullmatch(mention.quote)]
    return [one for one in mentions if not any(span != one.span and holds(span, one.span) for span in several)]


def _named(mentions: list[Mention]) -> set[str]:
    return {of for mention in mentions for of in mention.of}


def _spoken(view: View, pronouns: Pronouns, mention: Mention) -> Mention:
    """Give the "I" of a quotation its speaker, where a reporting verb stands beside the quotation."""
    if mention.of or mention.quote.lower() not in FIRST:
        return mention
    return msgspec.structs.replace(mention, of=pronouns.speaker(mention))


def _owner(view: View, pronouns: Pronouns, mention: Mention) -> str | None:
    """Return the country of the one whom "his", "her" or "its" stands for: "Kang said her government"."""
    word = mention.quote.split()[0].lower()
    if word not in ("his", "her", "its"):
        return None
    start = mention.span[0]
    of, _ = pronouns.resolve(Mention(span=(start, start + len(word)), quote=word), word)
    return view.actors[of[0]].country if len(of) == 1 and of[0] in view.actors else None


def _in_turn(marked: Marked) -> list[tuple[Mention, str]]:
    """Return the mentions found so far and the words still to be resolved, in the order of the text."""
    found: list[tuple[Mention, str]] = []
    for sentence in marked.sentences:
        found += _new(marked.document.text, sentence.span)
    taken = {mention.span[0] for mention, kind in found if kind != "pronoun"}
    known = [(mention, "") for mention in marked.mentions if mention.span[0] not in taken or mention.of]
    return sorted([*known, *found], key=lambda pair: (pair[0].span[0], -pair[0].span[1]))


def _new(text: str, span: Span) -> Iterator[tuple[Mention, str]]:
    """Yield the pronouns, "the latter" and the descriptions of two in a sentence."""
    yield from pair_mentions(text, span)
    yield from several_mentions(text, span)
    for match in LATTER.finditer(text, *span):
        yield Mention(span=match.span(), quote=match.group()), "latter"
    for match in PRONOUN.finditer(text, *span):
        if match.group() not in NO_PRONOUN:
            yield Mention(span=match.span(), quote=match.group()), "pronoun"


def _latter(view: View, mention: Mention) -> tuple[str, ...]:
    """Return the later or earlier of the last two actors named, people before others."""
    near = [
        seen.of
        for seen in view.recent(mention.span[0], 1)
        if len(seen.of) == 1 and seen.of[0] in view.actors and not LATTER.match(view.text, seen.span[0])
    ]
    people = [of for of in near if view.actors[of[0]].kind == "person"]
    distinct = list(dict.fromkeys(people if len(set(people)) > 1 else near))
    at = 0 if mention.quote.lower().endswith("latter") else 1
    return distinct[at] if len(distinct) > at else ()
