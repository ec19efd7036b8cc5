"""Let the text as a whole say what a lone name is: a person named in full elsewhere, a company called by one word."""

from __future__ import annotations

from dragoman.language.names.atoms import keys
from dragoman.language.names.page import Line, Page, shape_keys
from dragoman.language.names.sightings import Sighting
from dragoman.model import Span


def credible(found: list[tuple[Line, list[Sighting]]], page: Page) -> list[tuple[Line, list[Sighting]]]:
    """Return the mentions, each lone name as what the text calls in full by it."""
    firms = _firms(found, page)
    persons = (one for _, row in found for one in row if one.what == "person")
    surnames = {words[-1] for one in persons if len(words := _keys(page, one)) > 1 or words and one.role}
    return [
        (line, [_person_after_all(_company(sighting, page, firms), page, surnames) for sighting in row])
        for line, row in found
    ]


def _firms(found: list[tuple[Line, list[Sighting]]], page: Page) -> dict[tuple[str, ...], Span]:
    """Return the short names of the companies that the text names in full: "Intel" for "Intel Corp."."""
    firms: dict[tuple[str, ...], Span] = {}
    for _, row in found:
        for sighting in row:
            words = _keys(page, sighting) if sighting.what == "organisation" and not sighting.known else ()
            at = next((at for at, word in enumerate(words) if word in shape_keys("company")), 0)
            for end in range(1, at + 1):
                if sighting.name:
                    firms.setdefault(words[:end], sighting.name)
    return firms


def _company(sighting: Sighting, page: Page, firms: dict[tuple[str, ...], Span]) -> Sighting:
    """Return "Intel" as the company where the text has an Intel Corp., and no title makes it a person."""
    if sighting.what not in ("person", "organisation") or sighting.role or sighting.gender or sighting.known:
        return sighting
    full = firms.get(_keys(page, sighting)) if sighting.span == sighting.name else None
    return sighting._replace(what="organisation", name=full) if full else sighting


def _person_after_all(sighting: Sighting, page: Page, surnames: set[str]) -> Sighting:
    """Return "in Pompeo" as a person where the text has a Mike Pompeo."""
    words = _keys(page, sighting)
    if sighting.what in ("place", "organisation") and not sighting.known and len(words) == 1 and words[0] in surnames:
        return sighting._replace(what="person", span=sighting.name or sighting.span)
    return sighting


def _keys(page: Page, sighting: Sighting) -> tuple[str, ...]:
    return keys(page.text[sighting.name[0] : sighting.name[1]]) if sighting.name else ()
