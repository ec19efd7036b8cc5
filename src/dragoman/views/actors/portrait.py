"""Say what the reports know of one actor: roles by date, offices, names, and the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dragoman.model import Mention, Reading, Span, Value
from dragoman.views.actors.listed import Listed, line
from dragoman.views.actors.parts import People
from dragoman.views.called import key_of, pronoun
from dragoman.views.lines import lands
from dragoman.views.passages import Part as Piece
from dragoman.views.passages import passage

if TYPE_CHECKING:
    from dragoman.language.coreference.holders import Term

NEWEST = 20  # reports whose words are shown: each is read for it
EACH = 3  # different wordings of one report


class Worded(Value, frozen=True, kw_only=True):
    """Words of a report that name somebody, in their sentence."""

    quote: str
    document: str
    title: str | None
    day: str | None
    span: Span
    passage: tuple[Piece, ...]


class Role(Value, frozen=True, kw_only=True):
    """A role as reports word it, from the day of the first that does to that of the last; `words` are of the first."""

    role: str
    since: str | None
    until: str | None
    reports: int
    words: Worded | None


class Office(Value, frozen=True, kw_only=True):
    """An office that the tables (officeholders) know somebody to have held; no words stand behind it. Days are EDTF."""

    office: str
    of: str
    since: str | None
    until: str | None


class Named(Value, frozen=True, kw_only=True):
    """A name that reports have for somebody, and how many."""

    name: str
    reports: int


class Portrait(Value, frozen=True, kw_only=True):
    """What is known of one actor. `mentions` are of the newest reports only, of `reports` in all."""

    listed: Listed
    ids: tuple[str, ...]
    roles: tuple[Role, ...]
    offices: tuple[Office, ...]
    names: tuple[Named, ...]
    mentions: tuple[Worded, ...]
    reports: tuple[str, ...]


def portrait(people: People, who: str) -> Portrait:
    """Return the portrait of one, by the key."""
    known = people.known.get(who, [])
    order = {document: number for number, document in enumerate(people.reports)}
    known = sorted(known, key=lambda found: order[found[0]])
    reports = tuple(dict.fromkeys(document for document, _ in known))
    names: dict[str, set[str]] = {}
    for document, actor in known:
        if actor.name:
            names.setdefault(actor.name, set()).add(document)
    return Portrait(
        listed=line(people, who, people.doing.get(who, ())),
        ids=tuple(dict.fromkeys(actor.id for _, actor in known)),
        roles=tuple(_roles(people, [(document, actor.id, actor.roles) for document, actor in known])),
        offices=tuple(_offices({actor.id for _, actor in known}, {key_of(name) for name in names})),
        names=tuple(Named(name=name, reports=len(names[name])) for name in sorted(names, key=lambda n: -len(names[n]))),
        mentions=tuple(_mentions(people, [(at, actor.id) for at, actor in known if at in reports[-NEWEST:]])),
        reports=reports,
    )


def _roles(people: People, told: Iterable[tuple[str, str, tuple[str, ...]]]) -> Iterator[Role]:
    """Yield each role once, in the order in which reports begin to use it."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for document, id, roles in told:
        for role in roles:
            found.setdefault(key_of(role), []).append((document, id, role))
    for each in found.values():
        document, id, role = each[0]
        yield Role(
            role=role,
            since=people.reports[document].day,
            until=people.reports[each[-1][0]].day,
            reports=len({at for at, _, _ in each}),
            words=_words_of_role(people, document, id, role),
        )


def _words_of_role(people: People, document: str, id: str, role: str) -> Worded | None:
    """Return the first words of a report that give somebody a role, else the first that name them."""
    reading = people.reading(document)
    named = words_of(reading, id)
    best = next((mention for mention in named if key_of(role) in key_of(mention.quote)), None) or next(
        iter(named), None
    )
    return _worded(people, reading, best) if best else None


def _mentions(people: People, known: Iterable[tuple[str, str]]) -> Iterator[Worded]:
    """Yield the first of each wording of each report, the newest report first; no pronouns."""
    for document, id in reversed(list(known)):
        reading = people.reading(document)
        found: dict[str, Mention] = {}
        for mention in words_of(reading, id):
            if not pronoun(mention.quote):
                found.setdefault(key_of(mention.quote), mention)
        yield from (_worded(people, reading, mention) for mention in list(found.values())[:EACH])


def words_of(reading: Reading, id: str) -> list[Mention]:
    """Return the words that stand for one alone, in the order of the text; some readers say so of the actor only."""
    sources = (
        Mention(span=source.span, quote=source.quote, of=(id,))
        for actor in reading.actors
        for source in actor.sources
        if actor.id == id
    )
    named = [mention for mention in reading.mentions if mention.of == (id,)] or list(sources)
    return sorted(named, key=lambda mention: mention.span)


def _worded(people: People, reading: Reading, mention: Mention) -> Worded:
    document = reading.document.id
    return Worded(
        quote=mention.quote,
        document=document,
        title=people.reports[document].title,
        day=people.reports[document].day,
        span=mention.span,
        passage=passage(reading.document.text, (mention.span,)),
    )


def _offices(ids: set[str], names: set[str]) -> Iterator[Office]:
    """Yield the offices that somebody of that id or name held, by the day on which they began."""
    from dragoman.language.coreference.holders import terms_of  # with all that reads texts: not before it is asked

    terms = (term for terms in terms_of().values() for term in terms)
    held = [term for term in terms if term.id in ids or key_of(term.name) in names]
    for term in sorted(held, key=lambda term: (term.first, term.of)):
        about = f" for {lands().get(term.about.upper(), term.about)}" if term.about else ""
        yield Office(
            office=f"{term.office}{about}",
            of=lands().get(term.of.upper(), term.of),
            since=_point(term.first, term.begun),
            until=_until(term),
        )


def _until(term: Term) -> str | None:
    """Return the last day in office; one who was there still when the table was checked has none."""
    return None if term.last == date.max else _point(term.ending, term.last)


def _point(first: date, last: date) -> str | None:
    if first == date.min:
        return None
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y}"
