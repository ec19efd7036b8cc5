"""Gather the names that a text has, so that each is found again where the model missed it: in headlines above all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.language.names.atoms import is_capital, keys
from dragoman.language.names.gazetteer import Index, Known, index
from dragoman.language.names.page import Line, nameable, shape_keys
from dragoman.language.names.sightings import Sighting


def gathered(rows: Iterable[Iterable[Sighting]], text: str) -> Index:
    """Return the names in some mentions that no table has; a person's are the whole, the first and the last word."""
    found = [one for row in rows for one in row if one.name is not None and one.what in ("person", "organisation")]
    return index(entry for what in ("person", "organisation") for one in found for entry in _entries(one, what, text))


def _entries(sighting: Sighting, what: str, text: str) -> Iterator[Known]:
    if sighting.what != what or sighting.name is None:
        return
    words = text[slice(*sighting.name)].split()
    if what == "organisation" and not sighting.known and any(is_capital(word) for word in words):
        yield Known("organisation", "", "", tuple(words))
    elif what == "person":
        yield Known("person", "", "", tuple(words))
        for word in {words[0], words[-1]}:
            if is_capital(word) and len(word) > 2 and keys(word) and keys(word)[0] not in shape_keys("surname-word"):
                yield Known("person", "", "", (word,))


def missed(line: Line, names: Index, small: frozenset[str]) -> bool:
    """Return whether a line has, unheard, the first word of a name that the text has."""
    return any(
        at not in line.heard and atom.key in names.lengths and nameable(line, small, at)
        for at, atom in enumerate(line.atoms)
    )
