"""Give the events of a reading coded in PLOVER and CAMEO, each with its words, sentence, offsets and reader.

Every export of events stands on `coded`. docs/coding.md says what each value means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import islice, permutations, product

from dragoman import edtf
from dragoman.model import Commitment, Entry, Event, Place, Plover, Reading, Span, Value
from dragoman.publish import codes
from dragoman.spans import inside
from dragoman.views.lines import Index, Words, kind_of, status_of
from dragoman.views.passages import sentences

NEWS = 31  # days: an act that ended longer before its report is told as history
MOST = 1_000  # pairs of actors that one event makes
UNREAL = {"denied": "negation", "hypothetical": "hypothetical"}


class Party(Value, frozen=True, kw_only=True):
    """An actor or recipient. `country` is ISO 3166-1 alpha-3 or UNO, EUR, IGO, NGO; `cameo` is "PRKGOV".

    `raw` are the words that name it among those of the event.
    """

    id: str
    name: str
    raw: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    cameo: str | None = None


class Sentence(Value, frozen=True, kw_only=True):
    """The sentence in which the words of an event begin, as far as the one they end in; `number` counts from 1."""

    number: int
    span: Span
    text: str


class Coded(Value, frozen=True, kw_only=True):
    """One coded event. `id` is the entry's, numbered where an entry makes several.

    `aux` are PLOVER's auxiliary modes: historical, future, hypothetical, negation. `date` and `enddate` are days; what
    is vaguer stands in `edtf` alone. `quad` is 1 to 4, `score` PLOVER's, `goldstein` CAMEO's, -10 to 10.
    """

    id: str
    entry: str
    kind: str | None
    status: str | None
    event: str
    mode: str | None
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int | None
    score: float | None
    cameo: str | None
    goldstein: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str | None
    enddate: str | None
    edtf: str | None
    place: Place | None
    words: tuple[Words, ...]
    sentence: Sentence | None

    @property
    def real(self) -> bool:
        """Return whether formats without auxiliary modes can tell it: no act that is denied or merely supposed."""
        return self.status not in UNREAL


def coded(reading: Reading) -> Iterator[Coded]:
    """Yield the PLOVER rows of a reading, coded, then its acts that are denied or supposed, which have no such row."""
    index = Index(reading)
    found = sentences(reading.document.text)
    count: Counter[str] = Counter()
    for row in (*reading.plover, *_unreal(reading)):
        count[row.origin] += 1
        number = f"-{count[row.origin]}" if count[row.origin] > 1 else ""
        yield _coded(index, found, row, row.origin + number)


def dyads(row: Coded) -> Iterator[tuple[Party | None, Party | None]]:
    """Yield the pairs (source, target) of an event, for formats that know nothing else.

    Those who act together with nobody acted upon ("the two met") are each other's: A and B, B and A.
    """
    if len(row.actors) > 1 and not row.recipients and row.quad in (1, 2):
        yield from islice(permutations(row.actors, 2), MOST)
    else:
        yield from islice(product(row.actors or (None,), row.recipients or (None,)), MOST)


def _unreal(reading: Reading) -> Iterator[Plover]:
    for event in reading.events:
        if event.status in UNREAL:
            yield Plover(
                event=event.event, mode=event.mode, actor=event.actors, recipient=event.recipients,
                date=event.when.edtf, loc=event.place, context=event.context, origin=event.id,
            )  # fmt: skip


def _coded(index: Index, found: tuple[Span, ...], row: Plover, id: str) -> Coded:
    entry = index.entries.get(row.origin)
    words = index.all_words(entry) if entry else ()
    kind = kind_of(entry) if entry else None
    code = codes.cameo(row.event, row.mode, kind, words[0].quote if words else "")
    around = _sentence(index.text, found, words)
    shown = codes.contexts(around.text) if around else ()
    quad, score = codes.weight(row.event, row.mode)
    first, last = edtf.bounds(row.date) if row.date else (None, None)
    days = (first.isoformat(), last.isoformat()) if first and last else (None, None)
    return Coded(
        id=id, entry=row.origin, kind=kind, status=status_of(entry) if entry else None,
        event=row.event, mode=row.mode, aux=_aux(index.reading, row, entry),
        contexts=tuple(dict.fromkeys((*row.context, *shown))),
        quad=quad, score=score, cameo=code, goldstein=codes.goldstein(code),
        actors=tuple(_party(index, ref, words) for ref in row.actor),
        recipients=tuple(_party(index, ref, words) for ref in row.recipient),
        date=days[0], enddate=days[1] if days[1] != days[0] else None, edtf=row.date,
        place=_place(index.reading, row.loc), words=words, sentence=around,
    )  # fmt: skip


def _sentence(text: str, found: tuple[Span, ...], words: tuple[Words, ...]) -> Sentence | None:
    if not words or not found:
        return None
    start, end = words[0].span
    at = max(bisect_right(found, start, key=lambda span: span[0]) - 1, 0)
    last = max(bisect_right(found, end - 1, key=lambda span: span[0]) - 1, at)
    span = (found[at][0], max(found[last][1], end))
    return Sentence(number=at + 1, span=span, text=text[span[0] : span[1]])


def _party(index: Index, ref: str, words: tuple[Words, ...]) -> Party:
    actor = index.actors.get(ref)
    if actor is None:
        return Party(id=ref, name=index.name(ref))
    named = (m.quote for part in words for m in inside(index.mentions, part.span) if ref in m.of)
    return Party(
        id=ref, name=index.name(ref), raw=next(named, None), kind=actor.kind, country=codes.country(actor),
        sector=codes.sector(actor), title=next(iter(actor.roles), None), cameo=codes.actor_code(actor),
    )  # fmt: skip


def _place(reading: Reading, ref: str | None) -> Place | None:
    """Return the place of a row; one that the reading does not know is its own name."""
    known = next((place for place in reading.places if place.id == ref), None)
    return known or (Place(id=ref, name=ref, kind="region") if ref else None)


def _aux(reading: Reading, row: Plover, entry: Entry | None) -> tuple[str, ...]:
    """Return PLOVER's auxiliary modes, from the status of the act and its day.

    A type that says it by itself has none: what is to come is AGREE, THREATEN or CONCEDE already.
    """
    found = []
    if isinstance(entry, Event):
        ahead = entry.status == "planned" and row.event == entry.event
        found = [UNREAL[entry.status]] if entry.status in UNREAL else ["future"] * ahead
    if isinstance(entry, Commitment) and entry.conditions:
        found.append("hypothetical")
    day = reading.document.date
    ended, told = edtf.bounds(row.date)[1] if row.date else None, edtf.bounds(day.edtf)[0] if day else None
    if ended and told and (told - ended).days > NEWS:
        found.append("historical")
    return tuple(found)
