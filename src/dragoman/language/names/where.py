"""Say where a name stands: is it where something happens, or who acts; the city of a state, the region of a city."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.language.names.atoms import HYPHENS, keys
from dragoman.language.names.cast import Cast
from dragoman.language.names.gazetteer import Known
from dragoman.language.names.page import Line, atom_at, shape_keys
from dragoman.language.names.sightings import Sighting
from dragoman.model import Place

FRONTED = re.compile(r"\b(?:In|At|From|Near|Outside) (?:the )?$")


def is_where(line: Line, sighting: Sighting) -> bool:
    """Return whether something happens in the place: "in Singapore", "trip to North Korea", "the Singapore summit"."""
    at = atom_at(line, sighting.span[0])
    before = [atom.key for atom in line.atoms[max(0, at - 5) : at]]
    end = atom_at(line, sighting.span[1])
    after = line.atoms[end].key if end < len(line.atoms) else ""
    last = before[-1] if before else ""
    if last == "the":
        last = before[-2] if len(before) > 1 else ""
    if after in shape_keys("venue-noun") and (at == 0 or line.atoms[at - 1].text not in HYPHENS):
        return True
    if last in shape_keys("locative") or last in shape_keys("visit"):
        return after != "'s"
    if last == "for" and any(word in shape_keys("departing") for word in before):
        return after != "'s"  # "left for Cairo", "left Moscow for Paris"
    if last == "to" and before[-2:-1] and before[-2] in shape_keys("onward"):
        return after != "'s"  # "continues to Beijing", not "continued aid to China"
    moved = any(word in shape_keys("motion") for word in before) or _traveller(line, at)
    return last in shape_keys("toward") and moved and after != "'s"


def _traveller(line: Line, at: int) -> bool:
    """Return whether a long name stands in between: "the visit of Commerce Secretary Penny Pritzker to Cairo"."""
    before = [atom.key for atom in line.atoms[max(0, at - 12) : at]]
    return any(word in shape_keys("motion") and of == "of" for word, of in pairwise(before))


def wider(cast: Cast, sighting: Sighting) -> Known | None:
    """Return the region of the city before: "Rochester, New York" is no city twice, "Atlanta, Georgia" no state."""
    city = _city_before(cast, sighting)
    if city is None or city.country is None and sighting.what == "state":
        return None
    regions = (known for known in sighting.known if known.kind == "place" and known.office == "region")
    return next((region for region in regions if city.country in (None, region.country)), None)


def of_city(cast: Cast, sighting: Sighting) -> bool:
    """Return whether a state only says where the city before it lies: "They met in Vienna, Austria"."""
    city = _city_before(cast, sighting)
    fronted = (
        FRONTED.search(cast.text[max(0, cast.mentions[-1].span[0] - 12) : cast.mentions[-1].span[0]]) if city else None
    )
    return city is not None and fronted is None and city.country == sighting.known[0].country


def _city_before(cast: Cast, sighting: Sighting) -> Place | None:
    """Return the city that stands before a name with only a comma between."""
    before = cast.mentions[-1] if cast.mentions else None
    if before is None or cast.text[before.span[1] : sighting.span[0]] != ", ":
        return None
    return next((cast.places[of] for of in before.of if of in cast.places and cast.places[of].kind == "city"), None)


def generic(cast: Cast, sighting: Sighting) -> bool:
    """Return whether the model took a mere word for a place: "City", "Highway", "Passover", "Northeast"."""
    words = keys(cast.words(sighting.name or sighting.span))
    mere = shape_keys("place") | shape_keys("day") | shape_keys("not-a-name")
    return not sighting.known and len(words) == 1 and words[0] in mere
