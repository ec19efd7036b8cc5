"""Say where things happen or are to happen: each place, how much is told of it and how far that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.model import Decision, Entry, Place, PlaceKind, Record, Value
from dragoman.views.acts import Act, act_line, acts, by_name
from dragoman.views.lines import Index, Line, place_of, rejected
from dragoman.views.linking.people import Cast
from dragoman.views.options.values import At as Venue
from dragoman.views.options.values import Known, terms
from dragoman.views.timeline import in_time
from dragoman.wording import furthest

NOT_THERE = ("reject", "disfavour")  # stances on a venue that say where something is not to be


class Site(Value, frozen=True, kw_only=True):
    """A place as the map knows it: `lat`, `lon` in degrees (WGS 84); None: nobody says where it lies.

    `kind` is None for words that stand for a place which no table and no reading knows.
    """

    id: str
    name: str
    kind: PlaceKind | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Spot(Site, frozen=True, kw_only=True):
    """A place with the number of acts there, the furthest status of any of them, and how many have each status."""

    acts: int
    status: str | None
    statuses: tuple[str, ...]  # "held 2", the furthest first


def placed(record: Record) -> tuple[tuple[Site | None, Line], ...]:
    """Return every act with where it is, in the order of time: once for each place, what was rejected left out.

    None stands for the place of an act that names none. A venue to be chosen is at every place that somebody
    wants or would take.
    """
    known = Known(record)
    standing = (act for act in acts(record) if not rejected(act[0][1]))
    found = by_name(in_time(record, standing), Cast(record.readings))
    return tuple((site, act_line(act)) for act in found for site in _sites(act, known) or (None,))


def sites(record: Record, ids: Iterable[str]) -> dict[str, Site]:
    """Return places by their ids, as readings and tables know them."""
    known = Known(record)
    return {id: _as_known(found) if (found := known.place(id)) else Site(id=id, name=id) for id in ids}


def spots(tallies: Iterable[tuple[Site, str | None, int]]) -> tuple[Spot, ...]:
    """Return the places of (place, status, number of acts), where most happens first."""
    sites: dict[str, Site] = {}
    counts: dict[str, Counter[str | None]] = {}
    for site, status, number in tallies:
        sites.setdefault(site.id, site)
        counts.setdefault(site.id, Counter())[status] += number
    made = [_spot(site, counts[id]) for id, site in sites.items()]
    return tuple(sorted(made, key=lambda spot: (-spot.acts, spot.name, spot.id)))


def _spot(site: Site, counts: Counter[str | None]) -> Spot:
    ordered = furthest(status for status in counts if status)
    return Spot(
        id=site.id,
        name=site.name,
        kind=site.kind,
        country=site.country,
        lat=site.lat,
        lon=site.lon,
        acts=counts.total(),
        status=ordered[0] if ordered else None,
        statuses=tuple(f"{status} {counts[status]}" for status in ordered),
    )


def _sites(act: Act, known: Known) -> list[Site]:
    """Return the places of an act, each once: those of its first entry, or else of the first that names any."""
    for index, entry in act:
        if found := {site.id: site for site in _named(index, entry, known)}:
            return list(found.values())
    return []


def _named(index: Index, entry: Entry, known: Known) -> Iterator[Site]:
    if ref := place_of(entry):
        yield _site(index, ref, known)
    if isinstance(entry, Decision) and entry.question == "venue":
        for option in entry.options:
            if option.stance not in NOT_THERE:
                for term in terms(option.value, "venue", known, None):
                    if isinstance(term, Venue):
                        yield _as_known(term.place)


def _site(index: Index, ref: str, known: Known) -> Site:
    """Return the place of a reading: two towns of one name, told apart by their ids at geonames.org, are two."""
    own = next((place for place in index.reading.places if place.id == ref), None)
    found = known.place(ref)
    if own is None or own.lat is None:
        return _as_known(found) if found else Site(id=ref, name=index.name(ref))
    other = found is not None and own.geonames is not None and own.geonames != found.geonames
    return _as_known(own, f"{own.id}-{own.geonames}" if other else None)


def _as_known(place: Place, id: str | None = None) -> Site:
    lat, lon = place.lat, place.lon
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):  # an entry by hand may say anything
        lat = lon = None
    return Site(id=id or place.id, name=place.name, kind=place.kind, country=place.country, lat=lat, lon=lon)
