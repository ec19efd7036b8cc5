"""Look up what is known by name: states, demonyms, capitals, places, institutions, people; and the words for roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from dragoman.language.names.atoms import HYPHENS, Atom, is_capital, is_caps, keys, slug
from dragoman.terms import added_ids, cached, rows, values

Kind = Literal[
    "state",
    "demonym",
    "people",
    "capital",
    "metonym",
    "place",
    "organisation",
    "body",
    "person",
    "head",
    "modifier",
    "title",
    "group",
    "bodynoun",
]


class Known(NamedTuple):
    """What a name or a role word is known to stand for."""

    kind: Kind
    id: str
    name: str
    words: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    acts_for: str | None = None
    place: str | None = None
    gender: str | None = None
    office: str = ""
    since: int = 0
    until: int = 9999


class Index(NamedTuple):
    """Entries by the keys of their words, and for each first key the lengths that occur, longest first."""

    entries: dict[tuple[str, ...], tuple[Known, ...]]
    lengths: dict[str, tuple[int, ...]]


def index(known: Iterator[Known]) -> Index:
    """Return the index of some entries; of entries with equal words the first comes first."""
    entries: dict[tuple[str, ...], tuple[Known, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for entry in known:
        words = keys(" ".join(entry.words))
        if words:
            entries[words] = (*entries.get(words, ()), entry)
            lengths.setdefault(words[0], set()).add(len(words))
    theirs = added_ids()  # what a user calls by a name goes before all that we know by it
    if theirs:
        entries = {words: tuple(e for e in found if e.id in theirs) or found for words, found in entries.items()}
    return Index(entries, {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()})


def longest(table: Index, sentence: Sequence[Atom], at: int) -> tuple[int, tuple[Known, ...]]:
    """Return where the longest entry that starts at an atom ends, and the entries; (at, ()) where there is none."""
    lengths = table.lengths.get(sentence[at].key)
    if not lengths:
        return at, ()
    places = _words_from(sentence, at, lengths[0])
    for length in lengths:
        if length <= len(places):
            words = [sentence[place] for place in places[:length]]
            entries = table.entries.get(tuple(word.key for word in words), ())
            fitting = tuple(entry for entry in entries if _case_fits(entry, words))
            if fitting:
                return places[length - 1] + 1, fitting
    return at, ()


def _words_from(sentence: Sequence[Atom], at: int, count: int) -> list[int]:
    """Return the places of up to `count` words from an atom on, stepping over hyphens inside words."""
    places: list[int] = []
    while at < len(sentence) and len(places) < count:
        if sentence[at].text not in HYPHENS or not places:
            places.append(at)
        at += 1
    return places


def _case_fits(entry: Known, words: Sequence[Atom]) -> bool:
    """Return whether each word has the capitals that the entry has: "us" is no state, "US" is."""
    for (capital, caps), word in zip(_case(entry.words), words, strict=False):
        if capital and not is_capital(word.text) or caps and not is_caps(word.text):
            return False
    return True


@cache
def _case(entry: tuple[str, ...]) -> tuple[tuple[bool, bool], ...]:
    """Return for each word of an entry whether it asks for a capital, and for capitals throughout."""
    return tuple((is_capital(word), is_caps(word) and len(word) <= 4) for word in entry if word not in HYPHENS)


def _cut(words: str) -> tuple[str, ...]:
    from dragoman.language.names.atoms import atoms

    return tuple(atom.text for atom in atoms(words, (0, len(words))))


def _states() -> Iterator[Known]:
    capitals = {(variant, row["country"]): row["name"] for row in rows("places") for variant in values(row["variants"])}
    forms = [
        form.replace("-", " ")
        for row in rows("name_shapes")
        if row["kind"] == "state-form"
        for form in row["words"].split()
    ]
    others = {variant for row in rows("countries") for variant in (row["name"], *values(row["variants"]))}
    for row in rows("countries"):
        iso, name = row["iso3"], row["name"]
        state = Known("state", iso.lower(), name, (), iso, None, None, slug(name))
        formal = (f"{form} of {name}" for form in forms)
        for variant in (name, *values(row["variants"]), *(words for words in formal if words not in others)):
            yield state._replace(words=_cut(variant))
        for metonym in values(row["metonyms"]):
            yield state._replace(kind="metonym", words=_cut(metonym), name=metonym)
        for demonym in values(row["demonyms"]):
            yield state._replace(kind="demonym", words=_cut(demonym))
            if not demonym.endswith(("s", "sh", "ch", "men", "ese", ".", "US")):
                yield state._replace(kind="people", words=_cut(f"{demonym}s"))
        for city in values(row["capital"]):
            name = capitals.get((city, iso), city)
            yield state._replace(kind="capital", words=_cut(city), name=name, place=slug(name))


def _places() -> Iterator[Known]:
    for row in rows("places"):
        if row["kind"] == "capital":
            continue  # countries.tsv names it: it stands for its state too
        for variant in (row["name"], *values(row["variants"])):
            id = row.get("id") or slug(row["name"])
            known = Known("place", id, row["name"], _cut(variant), row["country"] or None)
            yield known._replace(office=row["kind"])


def _institutions() -> Iterator[Known]:
    for row in rows("institutions"):
        kind: Kind = "body" if row["kind"] == "body" else "organisation"
        for variant in (row["name"], *values(row["variants"])):
            words = _cut(variant.removeprefix("the ").removeprefix("The "))
            yield Known(
                kind,
                row["id"],
                row["name"],
                words,
                row["country"] or None,
                row["sector"] or None,
                row["acts_for"] or None,
            )


def _people() -> Iterator[Known]:
    for row in rows("people"):
        since, _, until = row["years"].partition("-")
        for variant in (row["name"], *values(row["variants"])):
            yield Known(
                "person",
                row.get("id") or slug(row["name"]),
                row["name"],
                _cut(variant),
                row["country"] or None,
                row["sector"] or None,
                None,
                None,
                row["gender"] or None,
                row["office"],
                int(since or 0),
                int(until or 9999),
            )


@cached
def named() -> Index:
    """Return the index of all that has a name, people left out."""

    def everything() -> Iterator[Known]:
        yield from _states()
        yield from _institutions()
        yield from _places()

    return index(everything())


class Position(NamedTuple):
    """Where a place lies, in degrees north and east (WGS 84), and its id at geonames.org."""

    lat: float
    lon: float
    geonames: int | None


@cached
def positions() -> dict[str, Position]:
    """Return where the places and countries of the tables lie, by id."""
    both = (*rows("places"), *({**row, "id": ""} for row in rows("countries")))
    return {
        row.get("id") or slug(row["name"]): Position(
            float(row["lat"]), float(row["lon"]), int(row["geonames"]) if row["geonames"] else None
        )
        for row in both
        if row.get("lat")
    }


@cached
def people() -> Index:
    """Return the index of the people known by full name."""
    return index(_people())


@cached
def by_surname() -> dict[str, tuple[Known, ...]]:
    """Return the people known, by each word that is their name when it stands alone."""
    found: dict[str, dict[str, Known]] = {}
    for row in people().entries.values():
        for entry in row:
            for word in {keys(" ".join(entry.words))[-1], keys(" ".join(entry.words))[0]}:
                found.setdefault(word, {}).setdefault(entry.id, entry)
    return {word: tuple(entries.values()) for word, entries in found.items()}


@cached
def role_words() -> Index:
    """Return the index of the words for roles, groups and bodies."""

    def everything() -> Iterator[Known]:
        for row in rows("roles"):
            part: Kind = row["part"]  # type: ignore[assignment]
            word = row["word"]
            yield Known(part, word, word, _cut(word), None, row["sector"] or None, gender=row["gender"] or None)
            if part == "head":
                plural = _plural(word)
                yield Known("group", plural, plural, _cut(plural), None, row["sector"] or None)
        for row in rows("bodies"):
            yield Known(
                "bodynoun",
                slug(row["noun"]),
                row["noun"],
                _cut(row["noun"]),
                None,
                row["sector"] or None,
                office=row["kind"],
            )

    return index(everything())


@cache
def body_sectors() -> dict[str, tuple[str, ...]]:
    """Return for "the group", "the agency" the sectors of the organisations that the word may stand for."""
    return {row["noun"]: values(row["sectors"]) for row in rows("bodies") if row["sectors"] or row["kind"] == "generic"}


def _plural(words: str) -> str:
    first, of, rest = words.partition(" of ")
    if first.endswith("man"):
        first = first[:-2] + "en"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    else:
        first += "es" if first.endswith(("s", "ch", "sh")) else "s"
    return first + of + rest


@cached
def state_names() -> dict[str, str]:
    """Return the name of each state by its ISO 3166-1 code."""
    return {row["iso3"]: row["name"] for row in rows("countries")}


@cached
def institutions() -> dict[str, Known]:
    """Return the institutions by id."""
    return {entry.id: entry for entry in reversed(tuple(_institutions()))}
