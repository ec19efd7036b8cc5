"""Say what the reports know of one actor: roles by date, offices, names, and the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Mention, Reading, Span, Value
from dragoman.views.actors.listed import Listed, line
from dragoman.views.actors.parts import People, Told
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


def portrait(people: People, who: str, listed: Listed | None = None) -> Portrait:
    """Return the portrait of one, by the key; `listed` is their line in the list, where that is made already."""
    known = people.known.get(who, [])
    reports = tuple(dict.fromkeys(document for document, _ in known))
    names: dict[str, set[str]] = {}
    for document, actor in known:
        if actor.name:
            names.setdefault(actor.name, set()).add(document)
    roles = _worded_roles((document, actor.id, role) for document, actor in known for role in actor.roles)
    newest = reports[-NEWEST:]
    texts = Texts(people.reports, people.readings({*newest, *(found[0].document for found in roles)}))
    return Portrait(
        listed=listed or line(people, who, people.doing.get(who, ())),
        ids=tuple(dict.fromkeys(actor.id for _, actor in known)),
        roles=tuple(_role(found, texts) for found in roles),
        offices=tuple(_offices({actor.id for _, actor in known}, {key_of(name) for name in names})),
        names=tuple(Named(name=name, reports=len(names[name])) for name in sorted(names, key=lambda n: -len(names[n]))),
        mentions=tuple(_mentions(texts, [(at, actor.id) for at, actor in known if at in newest])),
        reports=reports,
    )


class Texts(NamedTuple):
    """Reports with their days and titles, and the readings of some of them: another process may take one out."""

    reports: Mapping[str, Told]
    readings: Mapping[str, Reading]


class Wording(NamedTuple):
    """A role as a report words it, of an id in it."""

    document: str
    id: str
    role: str


def _worded_roles(told: Iterable[tuple[str, str, str]]) -> list[list[Wording]]:
    """Return the wordings of each role, in the order in which reports begin to use it."""
    found: dict[str, list[Wording]] = {}
    for document, id, role in told:
        found.setdefault(key_of(role), []).append(Wording(document, id, role))
    return list(found.values())


def _role(found: list[Wording], texts: Texts) -> Role:
    first = found[0]
    return Role(
        role=first.role,
        since=texts.reports[first.document].day,
        until=texts.reports[found[-1].document].day,
        reports=len({one.document for one in found}),
        words=_words_of_role(texts, first),
    )


def _words_of_role(texts: Texts, told: Wording) -> Worded | None:
    """Return the first words of a report that give somebody a role, else the first that name them."""
    reading = texts.readings.get(told.document)
    named = words_of(reading, told.id) if reading else []
    best = next((mention for mention in named if key_of(told.role) in key_of(mention.quote)), None) or next(
        iter(named), None
    )
    return _worded(texts, reading, best) if reading and best else None


def _mentions(texts: Texts, known: Iterable[tuple[str, str]]) -> Iterator[Worded]:
    """Yield the first of each wording of each report, the newest report first; no pronouns."""
    for document, id in reversed(list(known)):
        reading = texts.readings.get(document)
        found: dict[str, Mention] = {}
        for mention in words_of(reading, id) if reading else ():
            if not pronoun(mention.quote):
                found.setdefault(key_of(mention.quote), mention)
        yield from (_worded(texts, reading, mention) for mention in list(found.values())[:EACH] if reading)


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


def _worded(texts: Texts, reading: Reading, mention: Mention) -> Worded:
    document = reading.document.id
    return Worded(
        quote=mention.quote,
        document=document,
        title=texts.reports[document].title,
        day=texts.reports[document].day,
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
