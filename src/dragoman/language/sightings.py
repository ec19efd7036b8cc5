"""Read noun phrases that name or describe somebody: "South Korean President Moon Jae-in", "a spokesman for the
presidency", "senior U.S. officials", "the Iraqi government"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman.language.atoms import is_capital
from dragoman.language.gazetteer import Known
from dragoman.language.items import Item
from dragoman.language.page import Line, is_hyphen
from dragoman.language.words import tagged
from dragoman.model import Span

What = Literal["person", "state", "organisation", "place", "role", "group", "people"]
PREFIX = frozenset(
    {
        "modifier",
        "demonym",
        "state",
        "capital",
        "metonym",
        "organisation",
        "body",
        "head",
        "title",
        "bodynoun",
        "group",
    }
)
DETERMINERS = frozenset(
    "the a an his her their its our this that these those both all any some two three four five six several".split()
)
# "the official visit", "major powers", "in general": role words that are adjectives or verbs before a common noun.
LOOSE = frozenset(
    "official general major chief deputy principal head lead host guest monitor judge justice captain fellow man source secretary deputies heads leads hosts monitors judges minor private observer delegate".split()
)


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


class _Phrase:
    """A walk over the items of one line."""

    def __init__(self, line: Line, items: Sequence[Item], number: int) -> None:
        self.line, self.items, self.number = line, items, number

    def span(self, first: int, last: int) -> Span:
        """Return the span of the text from one item to another, both included."""
        return self.line.atoms[self.items[first].start].start, self.line.atoms[self.items[last].end - 1].end

    def key(self, at: int) -> str:
        """Return the key of a one-word item, or an empty string."""
        if not 0 <= at < len(self.items):
            return ""
        return self.line.atoms[self.items[at].start].key if self.items[at].end - self.items[at].start == 1 else ""

    def kind(self, at: int) -> str:
        """Return the kind of an item, or an empty string past the end."""
        return self.items[at].kind if 0 <= at < len(self.items) else ""


def sightings(line: Line, items: Sequence[Item], number: int) -> Iterator[Sighting]:
    """Yield the mentions of a line, in its order; a role and the name it is apposed to are two."""
    walk = _Phrase(line, items, number)
    at = 0
    before: Sighting | None = None
    while at < len(items):
        end, found = _at(walk, at)
        for sighting in found:
            apposed = before is not None and _apposed(walk, at, before, sighting)
            before = sighting._replace(apposed=apposed, line=number, at=items[at].start)
            yield before
        at = max(end, at + 1)


def _at(walk: _Phrase, at: int) -> tuple[int, list[Sighting]]:
    """Return where the phrase that starts at an item ends, and its mentions."""
    first = at
    owner = walk.key(at) if walk.key(at) in ("his", "her", "their", "its", "our", "my") else ""
    definite = walk.key(at) in ("the", "both", "this", "that", "these", "those") or bool(owner)
    determined = walk.key(at) in DETERMINERS
    if determined and walk.kind(at) != "head":
        at += 1
    end = _prefix(walk, at)
    last = _last(walk, at, end)
    if walk.kind(end) == "person" and (last is not None or end == at):
        return end + 1, [_person(walk, first if last is not None else end, at, end, last)]
    if last is None:
        return _bare(walk, first, at, end)
    kind = walk.kind(last)
    if kind == "bodynoun":
        return last + 1, _body(walk, first, at, last, determined)
    if kind == "group":
        return last + 1, [_described(walk, "group", first, at, last, definite, owner)]
    if determined or last > at and _owned(walk, at, last) or walk.kind(at) == "state":
        if _adjective(walk, last):
            return _bare(walk, first, at, end)
        return _with_complement(walk, first, at, last, definite, owner)
    return _bare(walk, first, at, end)


def _prefix(walk: _Phrase, at: int) -> int:
    """Return the item after the words that may stand before a name: "North Korea's Labor Party President"."""
    while walk.kind(at) in PREFIX or _linking(walk, at):
        at += 1
        if walk.kind(at - 1) == "group":
            return at
    return at


def _linking(walk: _Phrase, at: int) -> bool:
    """Return whether an item is glue inside a phrase: "'s", the hyphen of "vice-president", a common adjective."""
    return (
        walk.key(at) in ("'s", "'") and walk.kind(at - 1) in PREFIX or _inner_hyphen(walk, at) or _describing(walk, at)
    )


def _inner_hyphen(walk: _Phrase, at: int) -> bool:
    return (
        walk.kind(at) == "word"
        and is_hyphen(walk.line, walk.items[at].start)
        and walk.kind(at - 1) in ("modifier", "demonym")
    )


def _describing(walk: _Phrase, at: int) -> bool:
    """Return whether a common word before a role belongs to it: "trade" in "Kenya's trade minister"."""
    if (
        walk.kind(at) != "word"
        or walk.kind(at + 1) not in ("head", "group")
        or not walk.kind(at - 1) in PREFIX
        and walk.key(at - 1) not in ("'s", "the", "a", "an")
    ):
        return False
    word = walk.line.atoms[walk.items[at].start].text
    return word.isalpha() and not _function(walk.key(at)) and not word.endswith(("ed", "s"))


def _function(word: str) -> bool:
    return any(
        word in tagged(kind)
        for kind in ("preposition", "conjunction", "modal", "be", "have", "do", "adverb", "subordinator", "relative")
    )


def _last(walk: _Phrase, at: int, end: int) -> int | None:
    """Return the last head, title, group or body of the prefix, or None."""
    for item in range(end - 1, at - 1, -1):
        if walk.kind(item) in ("head", "title", "group", "bodynoun"):
            return item
    return None


def _owned(walk: _Phrase, at: int, last: int) -> bool:
    return any(walk.kind(item) in ("demonym", "state", "organisation", "body", "metonym") for item in range(at, last))


def _adjective(walk: _Phrase, last: int) -> bool:
    """Return whether a role word is an adjective or a verb here: "the official visit"."""
    if walk.key(last) not in LOOSE:
        return False
    after = walk.key(last + 1)
    return (
        walk.kind(last + 1) in ("word", "modifier") and after.isalpha() and not _function(after) and not _verbal(after)
    )


def _verbal(word: str) -> bool:
    return word.endswith("ed") or word in (
        "said",
        "says",
        "told",
        "who",
        "met",
        "made",
        "wrote",
        "spoke",
        "gave",
        "saw",
        "left",
        "went",
        "came",
    )


def _qualities(walk: _Phrase, at: int, last: int) -> tuple[str | None, str | None, str | None, Span | None]:
    """Return country, sector, organisation id and its span, as the words before a role tell them."""
    country = sector = body = None
    body_span = None
    for item in range(at, last):
        kind, known = walk.kind(item), walk.items[item].known
        if kind in ("state", "demonym", "capital", "metonym", "people"):
            country = known[0].country
        elif kind in ("organisation", "body"):
            country, sector = known[0].country if known else country, known[0].sector if known else sector
            body, body_span = known[0].id if known else "", walk.span(item, item)
    return country, sector, body, body_span


def _person(walk: _Phrase, first: int, at: int, end: int, last: int | None) -> Sighting:
    country, sector, body, body_span = _qualities(walk, at, end)
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
        "person", walk.span(start, end), walk.span(end, end), role, head.name if head else "", country,
        (head.sector or sector) if head else sector, gender, body, body_span, walk.items[end].known, True,
    )  # fmt: skip


def _described(walk: _Phrase, what: What, first: int, at: int, last: int, definite: bool, owner: str) -> Sighting:
    country, sector, body, body_span = _qualities(walk, at, last)
    head = walk.items[last].known[0]
    span = walk.span(first, last)
    return Sighting(
        what, span, None, span, head.name, country, sector or head.sector, head.gender, body, body_span, (), definite, owner,
    )  # fmt: skip


def _with_complement(
    walk: _Phrase, first: int, at: int, last: int, definite: bool, owner: str
) -> tuple[int, list[Sighting]]:
    """Read a role with what it is of: "a spokesman for the South Korean presidency", "the head of US diplomacy"."""
    sighting = _described(walk, "role", first, at, last, definite, owner)
    if walk.key(last + 1) not in ("of", "for", "to", "from", "at"):
        return last + 1, [sighting]
    inner = last + 2 + (walk.key(last + 2) in ("the", "a", "an"))
    end = _prefix(walk, inner)
    if all(walk.kind(item) in ("modifier", "head", "word") for item in range(inner, end)):
        return last + 1, [sighting]
    country, sector, body, body_span = _qualities(walk, inner, end)
    parts: list[Sighting] = []
    if walk.kind(end - 1) == "bodynoun":
        parts = _body(walk, last + 2, inner, end - 1, True)
        body_span = parts[0].span
        body = ""
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
    full = sighting._replace(
        span=whole, role=whole, country=sighting.country or country, sector=sighting.sector or sector,
        body=sighting.body or body, body_span=sighting.body_span or body_span,
    )  # fmt: skip
    return end, [full, *parts]


def _body(walk: _Phrase, first: int, at: int, last: int, determined: bool) -> list[Sighting]:
    """Read an organisation described: "the South Korean presidency", "the Iraqi government", "its parliament"."""
    country, _, body, body_span = _qualities(walk, at, last)
    known = walk.items[last].known[0]
    capital = is_capital(walk.line.atoms[walk.items[last].start].text)
    if country is None and body is None and not determined and not capital:
        return []
    what: What = "group" if known.office == "group" else "organisation"
    span = walk.span(first, last)
    owner = walk.key(first) if walk.key(first) in ("his", "her", "their", "its") else ""
    return [
        Sighting(
            what,
            span,
            walk.span(at, last),
            span,
            known.name,
            country,
            known.sector,
            None,
            body,
            body_span,
            walk.items[last].known,
            True,
            owner,
        )
    ]


def _bare(walk: _Phrase, first: int, at: int, end: int) -> tuple[int, list[Sighting]]:
    """Read a name that no role follows: a state, a demonym, an organisation, a place; one item at a time."""
    kind = walk.kind(at)
    what = {
        "state": "state",
        "demonym": "state",
        "metonym": "state",
        "capital": "state",
        "people": "people",
        "organisation": "organisation",
        "body": "organisation",
        "place": "place",
        "person": "person",
    }.get(kind)
    if what is None:
        return (at + 1 if at > first or kind else first + 1), []
    item = walk.items[at]
    country = item.known[0].country if item.known else None
    sector = item.known[0].sector if item.known else None
    with_article = first < at and walk.key(first) == "the" and what in ("organisation", "place")
    span = walk.span(first if with_article else at, at)
    return at + 1, [
        Sighting(what, span, walk.span(at, at), None, kind, country, sector, None, None, None, item.known, True)
    ]  # type: ignore[arg-type]


def _apposed(walk: _Phrase, at: int, before: Sighting, sighting: Sighting) -> bool:
    """Return whether a comma alone stands between a person and a role: "Sergei Lavrov, the Russian foreign minister,"."""
    if {before.what, sighting.what} != {"person", "role"}:
        return False
    between = [atom.text for atom in walk.line.atoms if before.span[1] <= atom.start < sighting.span[0]]
    after = next((atom.text for atom in walk.line.atoms if atom.start >= sighting.span[1]), ".")
    return between == [","] and after in (",", ".", ";", ")", "-", "--", "–", "—", "who", "_", "said", "told")
