"""Find the three or more that "the three countries" and, where a text defines them so, "the Parties" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.coreference.pairs import DEFINED, PERSONS, fits
from dragoman.language.coreference.referents import Seen, View
from dragoman.model import Mention, Span

NUMBER = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SEVERAL = re.compile(
    r"\b(?:[Tt]he|[Aa]ll|[Aa]ll the) (?P<number>three|four|five|six|seven)(?: [a-z-]+)??"
    r" (?P<noun>men|women|leaders|presidents|ministers|officials|envoys|sides|parties|countries|nations|governments|"
    r"states|neighbou?rs|powers|organi[sz]ations|groups|capitals)(?![\w-])(?! of)"
)
IN_A_LIST = re.compile(r"\s*,?\s*(?:,|\band\b|, and\b)\s*(?:the\s+)?(?=$)", re.I)
LAST = re.compile(r"\band\b", re.I)
ASIDE = re.compile(r"[\s,]*(?:\([^()]*\)[\s,]*)?$")
FAR = 12  # sentences: a list that far back is of another matter


def several_mentions(text: str, span: Span) -> Iterator[tuple[Mention, str]]:
    """Yield the descriptions of three or more in a sentence, with their noun."""
    for match in SEVERAL.finditer(text, *span):
        yield Mention(span=match.span(), quote=match.group(), of=()), match["noun"].lower()


def resolve_several(view: View, mention: Mention, noun: str) -> tuple[str, ...]:
    """Return the last that the text lists together, where they are as many as the words say; nobody where none are."""
    match = SEVERAL.fullmatch(mention.quote)
    if match is None:
        return ()
    seen = (one for one in view.recent(mention.span[0], FAR) if len(one.of) == 1)
    number = NUMBER[match["number"]]
    return next((run for run in lists(view, seen, noun) if len(run) == number), ())


def defined(view: View) -> tuple[str, ...]:
    """Return all whom a text calls "the Parties" where it says so: "A, B and C (hereinafter "the Parties")"."""
    named = DEFINED.search(view.text)
    if named is None:
        return ()
    seen = (one for one in view.recent(named.start(), 0) if len(one.of) == 1)
    run = next(lists(view, seen, "parties", end=named.start()), ())
    return run if len(run) > 2 else ()


def lists(view: View, seen: Iterator[Seen], noun: str, end: int | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the actors that commas and an "and" join, the nearest list first; with an `end`, only one up to it."""
    run: list[Seen] = []
    for one in seen:
        if run and not IN_A_LIST.fullmatch(view.text[one.span[1] : run[-1].span[0]]):
            yield from _run(view, run)
            run = []
        if end is not None and not run and not ASIDE.fullmatch(view.text[one.span[1] : end]):
            return
        if fits(view, one, noun, unnamed=noun not in PERSONS):
            run.append(one)
        else:
            yield from _run(view, run)
            run = []
    yield from _run(view, run)


def _run(view: View, run: list[Seen]) -> Iterator[tuple[str, ...]]:
    """Yield a list of three or more different actors that an "and" ends, in the order of the text."""
    if len(run) < 3 or not LAST.search(view.text[run[1].span[1] : run[0].span[0]]):
        return
    ids = tuple(dict.fromkeys(one.of[0] for one in reversed(run)))
    if len(ids) == len(run):
        yield ids
