"""Drop the capitals that are nobody: a lone unknown word is a person only where something in the text says so."""

from __future__ import annotations

from dragoman.language.names.atoms import keys
from dragoman.language.names.gazetteer import by_surname
from dragoman.language.names.page import Line, Page, atom_at, given_names, shape_keys
from dragoman.language.names.shapes import speech_words
from dragoman.language.names.sightings import Sighting
from dragoman.model import Span


def credible(found: list[tuple[Line, list[Sighting]]], page: Page) -> list[tuple[Line, list[Sighting]]]:
    """Return the mentions without the lone capitals that neither role, verb, table nor a full name makes a person."""
    full: set[str] = set()
    firms = _firms(found, page)
    for line, row in found:
        for sighting in row:
            if (
                sighting.what == "person"
                and sighting.name
                and (len(_keys(page, sighting)) > 1 or sighting.role or _speaks(line, sighting))
            ):
                full.update(_keys(page, sighting))
    found = [(line, [_company(sighting, page, firms) for sighting in row]) for line, row in found]
    kept = ((line, [sighting for sighting in row if _stands(line, sighting, page, full)]) for line, row in found)
    return [(line, [_person_after_all(sighting, page, full) for sighting in row]) for line, row in kept]


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


def _person_after_all(sighting: Sighting, page: Page, full: set[str]) -> Sighting:
    """Return "in Pompeo" as a person where the text has a Mike Pompeo."""
    words = _keys(page, sighting)
    if sighting.what == "place" and not sighting.known and len(words) == 1 and words[0] in full:
        return sighting._replace(what="person", span=sighting.name or sighting.span)
    return sighting


def _keys(page: Page, sighting: Sighting) -> tuple[str, ...]:
    return keys(page.text[sighting.name[0] : sighting.name[1]]) if sighting.name else ()


def _stands(line: Line, sighting: Sighting, page: Page, full: set[str]) -> bool:
    """Return whether a mention is kept: all but persons are, and persons with a reason."""
    words = _keys(page, sighting)
    if (
        sighting.what != "person"
        or len(words) > 1
        or sighting.role
        or sighting.gender
        or sighting.span != sighting.name
    ):
        return True
    return words[0] in full or words[0] in by_surname() or words[0] in given_names() or _speaks(line, sighting)


def _speaks(line: Line, sighting: Sighting) -> bool:
    """Return whether a verb of speech stands beside a name: "Lavrov said", "added Lavrov"."""
    assert sighting.name is not None
    first, end = atom_at(line, sighting.name[0]), atom_at(line, sighting.name[1])
    beside = [*line.atoms[max(0, first - 1) : first], *line.atoms[end : end + 1]]
    return any(atom.key in speech_words() for atom in beside)
