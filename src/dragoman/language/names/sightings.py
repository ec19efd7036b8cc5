"""Read noun phrases that name or describe somebody: "South Korean President Moon Jae-in", "a spokesman for the
presidency", "senior U.S. officials", "the Iraqi government"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman.language.names.atoms import is_capital
from dragoman.language.names.gazetteer import Known
from dragoman.language.names.items import Item
from dragoman.language.names.page import Line, shape_keys
from dragoman.language.names.walk import Walk, adjective, common, compound, last_role, owned, prefix, qualities, site
from dragoman.model import Span

What = Literal["person", "state", "organisation", "place", "role", "group", "people"]

BARE: dict[str, What] = {
    "state": "state",
    "demonym": "state",
    "metonym": "state",
    "capital": "state",
    "people": "people",
    "organisation": "organisation",
    "body": "organisation",
    "place": "place",
    "person": "person",
}

WHOLES = frozenset({"state", "capital", "metonym", "organisation", "body", "bodynoun"})  # what a title is of


class Sighting(NamedTuple):
    """One mention: its words, the name in them, the role in them, and what they tell of country and office."""

    what: What
    span: Span
    name: Span | None = None
    role: Span | None = None
    head: str = ""
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    body: str | None = None  # the id of the known organisation that the role belongs to
    body_span: Span | None = None
    known: tuple[Known, ...] = ()
    definite: bool = False
    owner: str = ""  # "his", "her", "their", "its": whose minister it is
    at: int = 0  # the first atom
    apposed: bool = False  # stands in apposition to the sighting before it
    line: int = 0
    members: tuple[str, ...] = ()  # the states that a group is of


def sightings(line: Line, items: Sequence[Item], number: int) -> Iterator[Sighting]:
    """Yield the mentions of a line, in its order; a role and the name it is apposed to are two."""
    walk = Walk(line, items)
    at = 0
    before: Sighting | None = None
    while at < len(items):
        determiners = shape_keys("phrase-determiner")
        if walk.kinds[at] == "word" and (walk.keys[at] not in determiners or walk.keys[at + 1] in determiners):
            at += 1  # "said that the minister": his phrase starts at "the"
            continue
        end, found = _at(walk, at, _after_person(walk, at, before))
        for sighting in found:
            apposed = before is not None and _apposed(walk, at, before, sighting)
            before = sighting._replace(apposed=apposed, line=number, at=items[at].start)
            yield before
        at = max(end, at + 1)


def _after_person(walk: Walk, at: int, before: Sighting | None) -> bool:
    """Return whether a comma and a person stand before an item: "Maria Lopez, chief negotiator of the movement"."""
    if before is None or before.what != "person" or walk.keys[at - 1] != ",":
        return False
    return walk.line.atoms[walk.items[at - 2].end - 1].end == before.span[1]


def _at(walk: Walk, at: int, apposed: bool) -> tuple[int, list[Sighting]]:
    """Return where the phrase that starts at an item ends, and its mentions."""
    first = at
    owner = walk.key(at) if walk.key(at) in ("his", "her", "their", "its", "our", "my") else ""
    definite = walk.key(at) in ("the", "both", "this", "that", "these", "those") or bool(owner)
    determined = walk.key(at) in shape_keys("phrase-determiner")
    if determined and walk.kind(at) != "head":
        at += 1
    end = prefix(walk, at)
    last = last_role(walk, at, end)
    if walk.kind(end) == "person" and (last is not None or end == at):
        return end + 1, [_person(walk, first if last is not None else end, at, end, last)]
    if last is None:
        return _bare(walk, first, at, end)
    kind = walk.kind(last)
    if kind == "bodynoun":
        return last + 1, _body(walk, first, at, last, determined)
    if kind == "group":
        if walk.keys[first] in ("this", "that"):  # "added that inspectors would return"
            first, definite = at, False
        return _group(walk, last, _described(walk, "group", first, at, last, definite, owner))
    if determined or apposed or _titled(walk, last) or last > at and owned(walk, at, last) or walk.kind(at) == "state":
        if adjective(walk, last):
            return _bare(walk, first, at, end)
        return _with_complement(walk, first, at, last, definite, owner)
    return _bare(walk, first, at, end)


def _person(walk: Walk, first: int, at: int, end: int, last: int | None) -> Sighting:
    country, sector, body, body_span = qualities(walk, at, end)
    heads = [item for item in range(at, end) if walk.kind(item) in ("head", "group")]
    titles = [item for item in range(at, end) if walk.kind(item) == "title"]
    gender = next(
        (walk.items[item].known[0].gender for item in (*heads, *titles) if walk.items[item].known[0].gender), None
    )
    role = walk.span(at, heads[-1]) if heads else None
    head = walk.items[heads[-1]].known[0] if heads else None
    start = at if last is not None else end
    if walk.key(end + 1) == "of" and walk.kind(end + 2) in ("state", "capital"):
        country = country or walk.items[end + 2].known[0].country  # "President Leonid Kuchma of Ukraine"
    return Sighting(
        "person",
        walk.span(start, end),
        walk.span(end, end),
        role,
        head.name if head else "",
        country,
        (head.sector or sector) if head else sector,
        gender,
        body,
        body_span,
        walk.items[end].known,
        True,
    )


def _described(walk: Walk, what: What, first: int, at: int, last: int, definite: bool, owner: str) -> Sighting:
    country, sector, body, body_span = qualities(walk, at, last)
    head = walk.items[last].known[0]
    span = walk.span(first, last)
    sector = sector or head.sector
    return Sighting(
        what, span, None, span, head.name, country, sector, head.gender, body, body_span, (), definite, owner
    )


def _group(walk: Walk, last: int, group: Sighting) -> tuple[int, list[Sighting]]:
    """Read a group with the states it is of: "the foreign ministers of France, Germany and Britain"."""
    if walk.key(last + 1) not in ("of", "from"):
        return last + 1, [group]
    found: list[Sighting] = []
    at = last + 2
    while True:
        at += walk.key(at) == "the"
        if walk.kind(at) not in ("state", "capital"):
            break
        found += _bare(walk, at, at, at)[1]
        at += 1
        step = at + (walk.key(at) == ",")
        step += walk.key(step) == "and"
        if step == at:
            break
        at = step
    if not found or walk.key(at) == "'s":
        return last + 1, [group]
    if len(found) == 1:
        return last + 1, [group._replace(country=group.country or found[0].country)]
    members = tuple(part.known[0].id for part in found)
    span = (group.span[0], found[-1].span[1])
    end = next(item for item in range(last, len(walk.items)) if walk.span(item, item)[1] == span[1]) + 1
    return end, [group._replace(span=span, role=span, members=members), *found]


def _with_complement(
    walk: Walk, first: int, at: int, last: int, definite: bool, owner: str
) -> tuple[int, list[Sighting]]:
    """Read a role with what it is of: "a spokesman for the South Korean presidency", "the head of US diplomacy"."""
    sighting = _described(walk, "role", first, at, last, definite, owner)
    if walk.key(last + 1) not in ("of", "for", "to", "from", "at"):
        return last + 1, [sighting]
    inner = last + 2 + (walk.key(last + 2) in ("the", "a", "an"))
    end = prefix(walk, inner)
    if all(walk.kind(item) in ("modifier", "head", "title", "word") for item in range(inner, end)):
        return last + 1, [sighting]
    country, sector, body, body_span = qualities(walk, inner, end)
    parts: list[Sighting] = []
    if walk.kind(end - 1) == "bodynoun":
        parts = _body(walk, last + 2, inner, end - 1, True)
        body_span, body = (parts[0].span, "") if parts else (body_span, body)
    elif walk.kind(end) == "word" and walk.key(end) in (
        "diplomacy",
        "affairs",
        "policy",
        "talks",
        "state",
        "negotiations",
    ):
        end += 1
    if walk.key(last + 1) in ("to", "from", "at") and body is None and sighting.country:
        return last + 1, [sighting]
    whole = (sighting.span[0], walk.span(end - 1, end - 1)[1])
    if walk.kind(end) == "person" and _of_whole(walk, inner, end):
        return end + 1, [_entitled(walk, first, end, sighting, (country, sector, body, body_span)), *parts]
    full = sighting._replace(
        span=whole,
        role=whole,
        country=sighting.country or country,
        sector=sighting.sector or sector,
        body=sighting.body or body,
        body_span=sighting.body_span or body_span,
    )
    return end, [full, *parts]


def _entitled(
    walk: Walk, first: int, person: int, role: Sighting, of: tuple[str | None, str | None, str | None, Span | None]
) -> Sighting:
    """Read a person behind a title with its state: "the President of the United States Donald Trump"."""
    country, sector, body, body_span = of
    return role._replace(
        what="person",
        span=walk.span(first, person),
        name=walk.span(person, person),
        role=(role.span[0], walk.span(person - 1, person - 1)[1]),
        country=role.country or country,
        sector=role.sector or sector,
        body=role.body or body,
        body_span=role.body_span or body_span,
        known=walk.items[person].known,
        definite=True,
        owner="",
    )


def _titled(walk: Walk, last: int) -> bool:
    """Return whether a title has its state and a person behind it: "Foreign Minister of Japan Taro Kono"."""
    if walk.key(last + 1) not in ("of", "for") or not is_capital(walk.line.atoms[walk.items[last].start].text):
        return False
    inner = last + 2 + (walk.key(last + 2) == "the")
    end = prefix(walk, inner)
    return walk.kind(end) == "person" and _of_whole(walk, inner, end)


def _of_whole(walk: Walk, inner: int, person: int) -> bool:
    """Return whether a state or a body stands before a name, "Sheikh" between or not."""
    last = person - 1
    while last > inner and walk.kind(last) == "title":
        last -= 1
    return last >= inner and walk.kind(last) in WHOLES


def _body(walk: Walk, first: int, at: int, last: int, determined: bool) -> list[Sighting]:
    """Read an organisation described: "the South Korean presidency", "the Iraqi government", "its parliament"."""
    country, _, body, body_span = qualities(walk, at, last)
    known = walk.items[last].known[0]
    capital = is_capital(walk.line.atoms[walk.items[last].start].text)
    unplaced = country is None and body is None
    if unplaced and not capital and (not determined or compound(walk, last)):
        return []
    if known.office == "generic" and walk.key(first) not in ("the", "this", "that"):
        return []
    what: What = "group" if known.office == "group" else "organisation"
    span = walk.span(first, last)
    owner = walk.key(first) if walk.key(first) in ("his", "her", "their", "its") else ""
    name, found = walk.span(at, last), walk.items[last].known
    return [
        Sighting(what, span, name, span, known.name, country, known.sector, None, body, body_span, found, True, owner)
    ]


def _bare(walk: Walk, first: int, at: int, end: int) -> tuple[int, list[Sighting]]:
    """Read a name that no role follows: a state, a demonym, an organisation, a place; one item at a time."""
    kind = walk.kind(at)
    what = BARE.get(kind)
    if what is None:
        return (at + 1 if at > first or kind else first + 1), []
    item = walk.items[at]
    country = item.known[0].country if item.known else None
    sector = item.known[0].sector if item.known else None
    last = site(walk, at) if what == "place" else at
    with_article = (
        first < at
        and walk.key(first) == "the"
        and (what == "organisation" or last > at or what == "place" and common(walk, at))
    )
    span = walk.span(first if with_article else at, last)
    return last + 1, [
        Sighting(what, span, walk.span(at, at), None, kind, country, sector, None, None, None, item.known, True)
    ]


def _apposed(walk: Walk, at: int, before: Sighting, sighting: Sighting) -> bool:
    """Return whether only a comma stands between a person and a role: "Lavrov, the Russian foreign minister,"."""
    if {before.what, sighting.what} != {"person", "role"}:
        return False
    between = [atom.text for atom in walk.line.atoms if before.span[1] <= atom.start < sighting.span[0]]
    after = next((atom.text for atom in walk.line.atoms if atom.start >= sighting.span[1]), ".")
    return between == [","] and after in (
        ",",
        ".",
        ";",
        ")",
        "-",
        "--",
        "–",
        "—",
        "who",
        "_",
        "said",
        "told",
        "of",
        "for",
        "in",
        "at",
        "to",
    )
