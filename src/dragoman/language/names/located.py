"""Say which of the places of one name a text means, by what a user's GeoNames dump knows of them.

Four things count, in powers of ten of people: how many live there and what it is; whether our own table has it; whether
the text names its country; whether other places of the text lie near it. "Alexandria, Louisiana" says it outright.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from dragoman.language.names.geonames import Dump, Spot, features
from dragoman.model import Mention, Place, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

OURS = 1.0  # our table has it: a place of diplomacy
COUNTRY = 2.0  # the text names its country
NEAR = 2.0  # for each other place of the text that lies near, two at most
WITHIN = 5.0  # "Alexandria, Louisiana"
DOUBT = 0.1  # of two candidates so near to each other none is taken
REACH = {"city": 120.0, "facility": 120.0, "region": 400.0, "country": 600.0}  # km that count as near
TOGETHER = 1500  # candidates that are compared with each other: a page of names, not a gazetteer
BETWEEN = frozenset({",", ", ", " (", ", in "})


class Named(NamedTuple):
    """A place of the text with what it may be."""

    place: Place
    spots: tuple[Spot, ...]
    priors: tuple[float, ...]


def located(
    places: Iterable[Place], mentions: Sequence[Mention], text: str, countries: Collection[str], dump: Dump
) -> tuple[list[Place], list[Problem]]:
    """Return the places, each where it most likely lies; one that may as well lie elsewhere stays open, a problem."""
    every = [_named(place, dump, countries) for place in places]
    within = _containers(mentions, text, {one.place.id: one for one in every})
    scores = _scores([one for one in every if one.spots], within)
    found: list[Place] = []
    problems: list[Problem] = []
    for one in every:
        ranked = sorted(zip(scores.get(one.place.id, ()), one.spots, strict=False), key=lambda pair: -pair[0])
        if not ranked:
            found.append(one.place)
        elif len(ranked) > 1 and ranked[0][0] - ranked[1][0] < DOUBT:
            found.append(msgspec.structs.replace(one.place, lat=None, lon=None, geonames=None))
            problems.append(_doubt(one.place, [spot for _, spot in ranked[:2]], mentions))
        else:
            found.append(_at(one.place, ranked[0][1]))
    return found, problems


def _named(place: Place, dump: Dump, countries: Collection[str]) -> Named:
    """Return a place with its candidates; a country, and a region or site of our table, has none but itself."""
    ours = _ours(place)
    settled = ours is not None and place.kind != "city"
    spots = [] if place.kind == "country" or settled else dump.named(place.written or place.name)
    same = next((spot for spot in spots if ours and spot.geonames == ours.geonames), None)
    spots = [spot for spot in spots if spot is not same]
    if ours:
        spots.insert(0, ours._replace(population=same.population if same else 100_000))
    priors = [
        _weight(spot) + OURS * (ours is not None and at == 0) + COUNTRY * (spot.country in countries)
        for at, spot in enumerate(spots)
    ]
    ranked = sorted(zip(priors, spots, strict=True), key=lambda pair: -pair[0])  # a long list is cut at its end
    return Named(place, tuple(spot for _, spot in ranked), tuple(prior for prior, _ in ranked))


def _ours(place: Place) -> Spot | None:
    if place.lat is None or place.lon is None:
        return None
    return Spot(place.geonames or 0, place.name, place.lat, place.lon, "", place.country, 0)


def _weight(spot: Spot) -> float:
    row = features().get(spot.feature)
    return log10(spot.population + 1) + (float(row["weight"]) if row else 0.0)


def _containers(mentions: Sequence[Mention], text: str, places: dict[str, Named]) -> dict[str, Named]:
    """Return for each place the place that the text puts it in: "Alexandria, Louisiana", "Tripoli (Lebanon)"."""
    found: dict[str, Named] = {}
    for one, two in pairwise(mentions):
        inner, outer = ([places[of] for of in mention.of if of in places] for mention in (one, two))
        if inner and outer and text[one.span[1] : two.span[0]] in BETWEEN and outer[0].place.kind != "city":
            found.setdefault(inner[0].place.id, outer[0])
    return found


def _scores(every: Sequence[Named], within: dict[str, Named]) -> dict[str, list[float]]:
    """Return the score of each candidate of each place, by the place's id."""
    scores = {one.place.id: [*map(float, one.priors)] for one in every}
    for one in every:
        outer = within.get(one.place.id)
        for at, spot in enumerate(one.spots):
            scores[one.place.id][at] += WITHIN if outer and _inside(spot, outer) else 0.0
    together = every[:TOGETHER]
    each = max(1, TOGETHER // max(1, len(together)))
    cut = [one._replace(spots=one.spots[:each]) for one in together]
    for _ in range(2):
        near = _near(cut, scores)
        scores = {id: [*map(sum, zip(row, near.get(id, [0.0] * len(row)), strict=False))] for id, row in scores.items()}
    return scores


def _inside(spot: Spot, outer: Named) -> bool:
    """Return whether a candidate may lie in a country or a region."""
    if outer.place.kind == "country":
        return spot.country == outer.place.country
    return any(_km(spot, other) < REACH["country"] and spot.country == other.country for other in outer.spots[:1])


def _km(a: Spot, b: Spot) -> float:
    return float(distances(np.array([a.lat, b.lat]), np.array([a.lon, b.lon]))[0, 1])


def _near(every: Sequence[Named], scores: dict[str, list[float]]) -> dict[str, list[float]]:
    """Return what the other places of the text add to each candidate, each as far as it is likely itself."""
    spots = [spot for one in every for spot in one.spots]
    if len(every) < 2 or not spots:
        return {}
    reach = np.array([REACH[one.place.kind] for one in every for _ in one.spots])
    likely = np.concatenate([_likely(scores[one.place.id][: len(one.spots)]) for one in every])
    km = distances(np.array([spot.lat for spot in spots]), np.array([spot.lon for spot in spots]))
    close = np.exp(-km / reach[None, :]) * likely[None, :]
    ends = np.cumsum([0, *(len(one.spots) for one in every)])
    total = np.zeros(len(spots))
    for start, end in pairwise(ends):
        best = close[:, start:end].max(axis=1)
        best[start:end] = 0.0
        total += best
    added = NEAR * np.minimum(total, 2.0)
    return {one.place.id: added[start:end].tolist() for one, (start, end) in zip(every, pairwise(ends), strict=True)}


def _likely(row: Sequence[float]) -> Numbers:
    """Return how likely each candidate is, all together one."""
    powers = np.power(10.0, np.array(row) - max(row))
    likely: Numbers = powers / powers.sum()
    return likely


def distances(lat: Numbers, lon: Numbers) -> Numbers:
    """Return the distances in km between all pairs of points in degrees: great circles on a globe of 6,371 km."""
    north, east = np.radians(lat), np.radians(lon)
    half = np.sin((north[:, None] - north[None, :]) / 2) ** 2
    half += np.cos(north)[:, None] * np.cos(north)[None, :] * np.sin((east[:, None] - east[None, :]) / 2) ** 2
    km: Numbers = 12742.0 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return km


def _at(place: Place, spot: Spot) -> Place:
    row = features().get(spot.feature)
    return msgspec.structs.replace(
        place,
        kind=row["kind"] if row else place.kind,
        country=spot.country or place.country,
        lat=spot.lat,
        lon=spot.lon,
        geonames=spot.geonames or None,
    )


def _doubt(place: Place, spots: Sequence[Spot], mentions: Sequence[Mention]) -> Problem:
    span = next((mention.span for mention in mentions if place.id in mention.of), None)
    one, other = (f"in {spot.country or 'no country'} at {spot.lat:.2f}, {spot.lon:.2f}" for spot in spots)
    return Problem(code="ambiguous-place", message=f"{place.name}: {one} or {other}", span=span)
