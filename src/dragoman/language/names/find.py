"""Find who and where a document speaks of: actors, places, and the words that name them."""

from __future__ import annotations

import re

import msgspec

from dragoman.language.names.again import gathered, missed
from dragoman.language.names.atoms import atoms, key, keys, slug, without_article
from dragoman.language.names.cast import Cast, finished, in_order
from dragoman.language.names.credible import credible
from dragoman.language.names.defined import short_name
from dragoman.language.names.gazetteer import Known, institutions, longest, named, state_names
from dragoman.language.names.geonames import current
from dragoman.language.names.items import items
from dragoman.language.names.located import located
from dragoman.language.names.page import Line, Page, atom_at, page, shape_keys, shape_words
from dragoman.language.names.sightings import Sighting, sightings
from dragoman.language.names.where import generic, is_where, of_city, wider
from dragoman.markup import Marked
from dragoman.model import Actor, ActorKind
from dragoman.terms import rows

INSIDE = re.compile(r"\b(?:in|at|near|from|around|outside|inside|across)\s+$", re.I)
UNION = re.compile(r"\bEuropean (?:Union|Commission|Council|Parliament|Economic Community|Central Bank)\b")


def names(marked: Marked) -> Marked:
    """Fill actors, places and mentions, with a problem where a name fits two people."""
    sheet = page(marked)
    found = credible(sighted(sheet), sheet)
    cast = Cast(sheet, marked.document.text)
    for _, line_sightings in found:
        for sighting in line_sightings:
            _define(cast, sighting)
            cast.countries |= {
                known.country for known in sighting.known[:1] if known.country and sighting.what != "person"
            }
            cast.countries |= {sighting.country} if sighting.country else set()
    _full_names(cast, found)
    for line, line_sightings in found:
        _meet(cast, line, line_sightings)
    _dateline(cast, marked)
    mentions, places = in_order((*marked.mentions, *cast.mentions)), list(cast.places.values())
    if dump := current():
        places, doubts = located(places, mentions, cast.text, cast.countries, dump)
        cast.problems += doubts
    return msgspec.structs.replace(
        marked,
        actors=(*marked.actors, *finished(cast)),
        places=(*marked.places, *places),
        mentions=mentions,
        problems=(*marked.problems, *cast.problems),
    )


def sighted(sheet: Page) -> list[tuple[Line, list[Sighting]]]:
    """Return the mentions of each line; last, with the names of the others, headlines and lines that miss a name."""
    found: dict[int, list[Sighting]] = {}
    for number, line in enumerate(sheet.lines):
        if not line.headline:
            found[number] = list(sightings(line, items(line, sheet), number))
    names = gathered(found.values(), sheet.text)
    sheet = sheet._replace(again=names)
    for number, line in enumerate(sheet.lines):
        if line.headline or missed(line, names, sheet.small):
            found[number] = list(sightings(line, items(line, sheet), number))
    return [(line, found[number]) for number, line in enumerate(sheet.lines)]


def _full_names(cast: Cast, found: list[tuple[Line, list[Sighting]]]) -> None:
    """Meet those named in full first: "Kim" in the headline is the Kim whom the text names in full."""
    for _, row in found:
        for sighting in row:
            if sighting.what == "person" and sighting.name and len(keys(cast.words(sighting.name))) > 1:
                id = cast.person(sighting)
                if id and _kin(cast, sighting):
                    cast.kin.add(id)
    for _, row in found:
        for sighting in row:
            if sighting.what == "person" and sighting.head and len(keys(cast.words(sighting.name or (0, 0)))) == 1:
                cast.person(sighting)  # "President Trump" comes before "Trump" in the headline
    cast.problems.clear()  # each is told when its mention is met


def _kin(cast: Cast, sighting: Sighting) -> bool:
    """Return whether a person is told to be somebody's relative: "his wife, Anna Marek", "Anna Marek, his wife"."""
    before = keys(cast.text[max(0, sighting.span[0] - 30) : sighting.span[0]].rstrip(" ,"))
    after = keys(cast.text[sighting.span[1] : sighting.span[1] + 30].split(".")[0])
    apposed = after[:1] == (",",) and set(after[1:5]) & shape_keys("kin") and not set(after[1:5]) & {"said", "and"}
    return bool(set(before[-1:]) & shape_keys("kin") or apposed)


def _meet(cast: Cast, line: Line, found: list[Sighting]) -> None:
    """Note the actors and places of one line; a role apposed to a person is that person's."""
    last_person: str | None = None
    pending: Sighting | None = None
    for sighting in (_surnamed(cast, one) for one in found):
        _employer(cast, line, sighting)
        told = _by_definition(cast, sighting)
        if told is not None:
            cast.mention(sighting.span, told)
            cast.last[told] = sighting.line
            pending, last_person = None, None
            continue
        if sighting.what == "person":
            id = cast.person(sighting, _joined(cast, sighting, last_person))
            cast.mention(sighting.span, *((id,) if id else ()))
            cast.last[id or ""] = sighting.line
            if id and pending is not None and sighting.apposed:
                _apposition(cast, id, pending)
            elif pending is not None:
                _role(cast, pending)
            pending, last_person = None, id
            continue
        if pending is not None:
            _role(cast, pending)
            pending = None
        if sighting.what == "role" and sighting.apposed and last_person:
            _apposition(cast, last_person, sighting)
        elif sighting.what == "role":
            pending = sighting
        else:
            _other(cast, line, sighting)
    if pending is not None:
        _role(cast, pending)


def _surnamed(cast: Cast, sighting: Sighting) -> Sighting:
    """Return one word that the model takes for a place or a body as the person of that name: "Pompeo told Moon".

    Only where the text names somebody so in full, no table knows the word, and nothing is said to be in it.
    """
    if sighting.what not in ("organisation", "place") or sighting.known or sighting.body or sighting.name is None:
        return sighting
    name = keys(cast.words(sighting.name))
    named = len(name) == 1 and any(cast.fits(id, name) for id in cast.persons.get(name[0], ()))
    placed = INSIDE.search(cast.text[max(0, sighting.span[0] - 12) : sighting.span[0]])
    return sighting._replace(what="person") if named and placed is None else sighting


def _employer(cast: Cast, line: Line, sighting: Sighting) -> None:
    """Note the unknown organisation inside a role: "a Talvik spokesman", "the head of Talvik Corp."."""
    span = sighting.body_span
    told = line.heard.get(atom_at(line, span[0])) if span and sighting.body == "" else None
    if span and told and told.kind == "organisation":
        cast.mention(span, _organisation(cast, Sighting("organisation", span, span)))


def _joined(cast: Cast, sighting: Sighting, before: str | None) -> str | None:
    """Return the person before, if "and" or a hyphen alone stands between: "Trump and Kim"."""
    if before is None or not cast.mentions or before not in cast.mentions[-1].of:
        return None
    between = cast.text[cast.mentions[-1].span[1] : sighting.span[0]].strip()
    return before if between in ("and", "-", "with", "met") else None


def _apposition(cast: Cast, id: str, sighting: Sighting) -> None:
    cast.mention(sighting.span, id)
    cast._learn(id, sighting._replace(name=None))


def _role(cast: Cast, sighting: Sighting) -> None:
    """Note a role without a name: a new actor if indefinite; a definite one waits for coreference."""
    if sighting.definite or _possessed(cast, sighting) or cast.page.lines[sighting.line].headline:
        cast.mention(sighting.span)
    else:
        cast.mention(sighting.span, cast.described(sighting, "person"))


def _possessed(cast: Cast, sighting: Sighting) -> bool:
    """Return whether a role is its state's, so that there is one: "Kenya's trade minister", not "a trade minister"."""
    words = keys(cast.words(sighting.span))
    return "'s" in words[:-1] and words[0] not in ("a", "an") and sighting.country is not None


def _other(cast: Cast, line: Line, sighting: Sighting) -> None:
    if sighting.what == "group":
        _group(cast, sighting)
    elif sighting.what == "organisation" and _anonymous(cast, sighting):
        cast.mention(sighting.span)  # "the agency", "the ministry": coreference looks for the one named before
    elif sighting.what == "organisation":
        cast.mention(sighting.span, _organisation(cast, sighting))
    elif region := wider(cast, sighting):
        cast.mention(sighting.span, cast.place(region.id, region.name, "region", region.country, None))
    elif sighting.what == "place" and not generic(cast, sighting):
        cast.mention(sighting.span, _place(cast, sighting))
    elif sighting.what == "people":
        _people(cast, line, sighting)
    elif sighting.what == "state":
        _state(cast, line, sighting)


def _people(cast: Cast, line: Line, sighting: Sighting) -> None:
    """Note a people: a party to talks with the article ("the Palestinians"), a group of its members without."""
    if not sighting.known:
        return
    known = sighting.known[0]
    at = atom_at(line, sighting.span[0])
    if at and line.atoms[at - 1].key == "the":
        cast.mention(sighting.span, cast.state(known._replace(name=state_names()[known.country or ""])))
    else:
        cast.mention(sighting.span, cast.described(sighting._replace(country=known.country), "group"))


def _group(cast: Cast, sighting: Sighting) -> None:
    """Note a group; "the inspectors" waits for coreference, and "people" alone is nobody in particular."""
    bare = sighting.country is None and sighting.body is None and len(keys(cast.words(sighting.span))) == 1
    if bare and sighting.head in shape_words("vague-group"):
        return
    if sighting.definite and sighting.country is None and sighting.body is None and not sighting.members:
        cast.mention(sighting.span)
    else:
        cast.mention(sighting.span, cast.described(sighting, "group"))


def _organisation(cast: Cast, sighting: Sighting) -> str:
    """Return the id of an organisation: known, defined in the text, or new by its words."""
    assert sighting.name is not None
    words = cast.words(sighting.name)
    if sighting.known and sighting.known[0].kind in ("organisation", "body"):
        return cast.institution(sighting.known[0])
    if sighting.body and sighting.known:
        return _part_of(cast, sighting, words)
    country = sighting.country or _country_in(words)
    state = country.lower() if country else None
    id = f"{state}-{slug(sighting.head)}" if state and sighting.known else slug(words)
    if id in cast.actors and cast.actors[id].kind == "person":
        id = f"{id}-organisation"
    sector = sighting.sector or _sector(words)
    return cast.add(Actor(id=id, name=words, kind=_kind(sighting), country=country, sector=sector, acts_for=state))


def _part_of(cast: Cast, sighting: Sighting, words: str) -> str:
    """Return the id of a body of a known organisation; "the Interfax news agency" is Interfax itself."""
    whole = cast.institution(institutions()[sighting.body or ""])
    if cast.actors[whole].sector == "JRN":
        return whole
    country = sighting.country or cast.actors[whole].country
    id, sector = f"{whole}-{slug(sighting.head)}", cast.actors[whole].sector or sighting.sector
    return cast.add(Actor(id=id, name=words, kind=_kind(sighting), country=country, sector=sector, acts_for=whole))


def _kind(sighting: Sighting) -> ActorKind:
    return "body" if sighting.known and sighting.known[0].office == "body" else "organisation"


def _country_in(words: str) -> str | None:
    """Return the country that an organisation's name starts with: "Russian Orthodox Church"."""
    _, known = longest(named(), atoms(words, (0, len(words))), 0)
    return known[0].country if known and known[0].kind in ("demonym", "state") else None


def _anonymous(cast: Cast, sighting: Sighting) -> bool:
    """Return whether a body is described without a name or a country, in small letters."""
    described = bool(sighting.known) and sighting.known[0].kind == "bodynoun" and sighting.name is not None
    return (
        described
        and sighting.country is None
        and sighting.body is None
        and cast.words(sighting.name or (0, 0)).islower()
    )


def _sector(words: str) -> str | None:
    """Return the sector that the words of an unknown organisation tell: "Party" PTY, "Brigade" MIL, "News" JRN."""
    parts = set(words.split())
    if parts & shape_words("org-press"):
        return "JRN"
    if parts & {"Party", "Democrats", "Republicans", "Socialists"}:
        return "PTY"
    return "MIL" if parts & shape_words("org-mil") else None


def _place(cast: Cast, sighting: Sighting) -> str:
    assert sighting.name is not None
    written = cast.words(sighting.name)
    if sighting.known:
        known = sighting.known[0]
        return cast.place(known.id, known.name, known.office or "city", known.country, written)
    return cast.place(slug(written), written, "city", None, None)


def _state(cast: Cast, line: Line, sighting: Sighting) -> None:
    """Note a state: as a place where something happens in it, as an actor otherwise; a capital likewise."""
    known = sighting.known[0]
    union = cast.words(sighting.name or sighting.span) in shape_words("seat") and _of_the_union(cast)
    if union and not is_where(line, sighting):
        cast.mention(sighting.span, cast.institution(institutions()["eu"]))
    elif sighting.head in ("state", "capital") and (is_where(line, sighting) or of_city(cast, sighting)):
        cast.mention(sighting.span, _as_place(cast, known, sighting))
    elif (town := next((one for one in sighting.known if one.kind == "place"), None)) and is_where(line, sighting):
        cast.mention(
            sighting.span, _place(cast, sighting._replace(known=(town,)))
        )  # "in Bonn", which stood for Germany
    else:
        cast.mention(sighting.span, cast.state(known._replace(name=state_names()[known.country or ""])))


def _of_the_union(cast: Cast) -> bool:
    """Return whether a text speaks of the European Union, whose seat then stands for it: "Brussels said"."""
    words = {word for word in shape_words("union-word") if key(word) in cast.page.capital}
    return bool(words) or "European" in cast.text and UNION.search(cast.text) is not None


def _as_place(cast: Cast, known: Known, sighting: Sighting) -> str:
    assert sighting.name is not None
    kind = "city" if known.kind == "capital" else "country"
    written = cast.words(sighting.name)
    return cast.place(known.place or slug(known.name), known.name, kind, known.country, written)


def _define(cast: Cast, sighting: Sighting) -> None:
    """Note the short name that the text itself gives somebody: "the Harbour Commission (HC)"."""
    if sighting.name is None or sighting.what not in ("organisation", "person"):
        return
    short = short_name(cast.text, sighting.name[1])
    if short is None or sighting.what == "person" and len(keys(cast.words(sighting.name))) == 1:
        return
    id = _organisation(cast, sighting) if sighting.what == "organisation" else cast.person(sighting)
    if id and short != cast.words(sighting.name):
        cast.defined.setdefault(short, id)


def _by_definition(cast: Cast, sighting: Sighting) -> str | None:
    """Return who is meant where the words are a short name that the text has given: "JC", "the Minister"."""
    if not cast.defined:
        return None
    spans = [span for span in (sighting.name, sighting.span) if span]
    found = (cast.defined.get(without_article(cast.words(span))) for span in spans)
    return next((id for id in found if id is not None), None)


def _dateline(cast: Cast, marked: Marked) -> None:
    """Note the places and the agency of the dateline."""
    dateline = marked.document.dateline
    if dateline is None:
        return
    for id in dateline.places:
        _dateline_place(cast, id)
    if dateline.agency:
        row = next((row for row in rows("institutions") if row["id"] == dateline.agency), None)
        name = row["name"] if row else dateline.agency
        cast.add(
            Actor(
                id=dateline.agency,
                name=name,
                kind="organisation",
                sector="JRN",
                country=(row["country"] or None) if row else None,
            )
        )


def _dateline_place(cast: Cast, id: str) -> None:
    words = " ".join(part.capitalize() for part in id.split("-"))
    known = named().entries.get(keys(words), ())
    found = next((entry for entry in known if entry.kind in ("capital", "place", "state")), None)
    if found is None:
        cast.place(id, words, "city", None, None)
    else:
        kind = found.office or ("city" if found.kind == "capital" else "country")
        cast.place(id, found.name, kind, found.country, None)
