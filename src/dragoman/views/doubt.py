"""Put what nobody has judged yet into the order of doubt, each entry with the reasons in words.

The order is plain: the reasons stand in `CODES` from the gravest to the least. An entry stands where its gravest
reason puts it, among equals where the next one does; an entry without any comes last. What is equal in all stands in
the order of the documents and of their words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, get_args

import msgspec

from dragoman import edtf
from dragoman.model import Decision, Entry, Link, Problem, Record, Span, Statement, Value
from dragoman.problems import OPEN
from dragoman.spans import holds
from dragoman.views.lines import Index, Line, kind_of, line, position, status_of, who_of
from dragoman.views.linking import Found, linked
from dragoman.wording import date_words, value_words

Code = Literal["obsolete", "conflict", "pair", "problem", "voice", "people", "date", "single"]
CODES: tuple[Code, ...] = get_args(Code)
COMPARED = ("place", "ordinal", "host", "duration", "finding", "when")
DIFFERING = {"when": "the date", "ordinal": "the number in a series"}
HOWS = {"implied": "carried over from the words before", "inferred": "reasoned from the text"}


class Reason(Value, frozen=True, kw_only=True):
    """Why an entry is in doubt: which of `CODES`, and in words (in which ids may stand).

    `other` is the entry that may be the same act.
    """

    code: Code
    words: str
    other: str | None = None


class Doubtful(Value, frozen=True, kw_only=True):
    """An entry that waits for a person, and what speaks for looking at it; `also` of its line are the same act."""

    line: Line
    reasons: tuple[Reason, ...] = ()


def doubts(record: Record, kinds: Collection[str] = (), document: str | None = None) -> tuple[Doubtful, ...]:
    """Return all entries that nobody judged, or that were read otherwise when they were, the most doubtful first.

    `kinds` and `document` (an id) leave out the others.
    """
    joined = linked(record)
    unsure = by_end(joined.unsure)
    number = {reading.document.id: at for at, reading in enumerate(record.readings)}
    queue: list[tuple[tuple[object, ...], Doubtful]] = []
    for act, index, entry in ((together, *found) for together in joined.acts for found in together):
        here = document in (None, index.reading.document.id)
        if here and waits(entry) and (not kinds or kind_of(entry) in kinds):
            item = doubtful(act, (index, entry), unsure.get(entry.id, ()))
            queue.append(((*ranks(item.reasons), number[item.line.document], position(entry), entry.id), item))
    return tuple(item for _, item in sorted(queue, key=lambda pair: pair[0]))


def brief(entry: Entry) -> str:
    """Return which entry is meant in a word or two: "talks of 7 Oct 2018", "pledge without a date"."""
    kinds = (getattr(entry, name, None) for name in ("kind", "question", "strength"))
    noun = next(filter(None, kinds), None) or kind_of(entry)
    return f"{noun} of {date_words(entry.when.edtf)}" if entry.when.edtf else f"{noun} without a date"


def waits(entry: Entry) -> bool:
    """Return whether an entry waits for a person."""
    return entry.review is None or entry.review.state == "obsolete"


def doubtful(act: Sequence[Found], found: Found, pairs: Iterable[Link]) -> Doubtful:
    """Return an entry of an act with the reasons to doubt it; `pairs` are those that it is one end of."""
    index, entry = found
    also = tuple(other.id for _, other in act if other.id != entry.id)
    shown = msgspec.structs.replace(line(index, entry), also=also)
    return Doubtful(line=shown, reasons=tuple(_reasons(index, entry, act, pairs)))


def candidates(item: Doubtful) -> list[str]:
    """Return the entries that may be the same act, the likeliest first."""
    return list(dict.fromkeys(reason.other for reason in item.reasons if reason.other))


def by_end(pairs: Iterable[Link]) -> Mapping[str, Sequence[Link]]:
    """Return the pairs by the entries at their ends."""
    ends: dict[str, list[Link]] = {}
    for link in pairs:
        for end in (link.a, link.b):
            ends.setdefault(end, []).append(link)
    return ends


def ranks(reasons: Iterable[Reason]) -> tuple[int, ...]:
    """Return the places of the reasons in `CODES`, as many numbers for every entry: each code counts once."""
    found = sorted({CODES.index(reason.code) for reason in reasons})
    return (*found, *[len(CODES)] * (len(CODES) - len(found)))


def _reasons(index: Index, entry: Entry, act: Sequence[Found], pairs: Iterable[Link]) -> Iterator[Reason]:
    if entry.review:
        yield Reason(code="obsolete", words=f"it was read otherwise when {entry.review.by} judged it")
    yield from _conflicts(entry, act)
    for link in pairs:
        other = link.b if link.a == entry.id else link.a
        yield Reason(code="pair", words=f"may be the same act as {other}: {link.why}", other=other)
    for problem in index.reading.problems:
        if _is_about(problem, entry):
            yield Reason(code="problem", words=told(index, problem))
    yield from _voices(index, entry)
    if not isinstance(entry, Statement):
        yield from _gaps(entry, act)


def told(index: Index, problem: Problem) -> str:
    """Return a problem in words, without its code: with names for ids, and what is open where it does not say so."""
    head = OPEN.get(problem.code)
    return f"{head}: {index.worded(problem.message)}" if head else index.worded(problem.message)


def _is_about(problem: Problem, entry: Entry) -> bool:
    """Return whether a problem names the entry, or else lies in its words."""
    if problem.entry or not problem.span:
        return problem.entry == entry.id
    return any(holds(span, problem.span) for span in words_of(entry))


def words_of(entry: Entry) -> tuple[Span, ...]:
    """Return the words that an entry rests on: a statement's content, of others all sources."""
    if isinstance(entry, Statement) and entry.spans:
        return entry.spans
    return tuple(source.span for source in entry.sources)


def _voices(index: Index, entry: Entry) -> Iterator[Reason]:
    hows = {source.how for source in entry.sources}
    if isinstance(entry, Statement):
        if not entry.speaker:
            yield Reason(code="voice", words="who says it is not named")
        elif "stated" not in hows and hows:
            yield Reason(code="voice", words=f"{index.name(entry.speaker)} as the speaker is {HOWS[min(hows)]}")
    elif hows and "stated" not in hows:
        yield Reason(code="voice", words="no words say so outright: they imply it")


def _gaps(entry: Entry, act: Sequence[Found]) -> Iterator[Reason]:
    if not who_of(entry):
        does = "decides" if isinstance(entry, Decision) else "takes part"
        yield Reason(code="people", words=f"who {does} is not named")
    if not entry.when.edtf:
        said = f", only “{entry.when.text}”" if entry.when.text else ""
        yield Reason(code="date", words=f"no date{said}")
    voices = {words.voice for index, other in act for words in index.all_words(other)}
    if len(voices) == 1:
        yield Reason(code="single", words=f"{min(voices)} alone says so")


def _conflicts(entry: Entry, act: Sequence[Found]) -> Iterator[Reason]:
    """Yield the values in which the sources of one act differ. Those of another status are of another time."""
    peers = [(index, other) for index, other in act if status_of(other) == status_of(entry)]
    kinds = {place.id: place.kind for index, _ in peers for place in index.reading.places}
    for field in COMPARED:
        said = [(index, *pair) for index, other in peers for pair in _said(index, other, field)]
        values = list(dict.fromkeys(value for _, value, _ in said))
        if any(_differ(kinds, field, a, b) for a, b in combinations(values, 2)):
            names = {value: value_words(field, index.says(value)) for index, value, _ in said}
            voices = {value: dict.fromkeys(voice for _, other, voice in said if other == value) for value in values}
            words = (f"{names[value]} ({'; '.join(voices[value])})" for value in values)
            yield Reason(code="conflict", words=f"{DIFFERING.get(field, f'the {field}')} differs: {', '.join(words)}")


def _said(index: Index, entry: Entry, field: str) -> Iterator[tuple[object, str]]:
    """Yield (value, voice) for what the sources of an entry say of a field; a person's value is no source's."""
    if entry.review and field in entry.review.edits:
        return
    for source in entry.sources:
        value = source.says.get(field)
        if isinstance(value, str | int):
            yield value, index.words(source).voice


def _differ(kinds: Mapping[str, str], field: str, a: object, b: object) -> bool:
    """Return whether two values cannot both be so: dates without a day in common, places of one kind."""
    if field == "when":
        (first, last), (start, end) = (edtf.bounds(str(value)) for value in (a, b))
        return bool(last and start and last < start) or bool(end and first and end < first)
    if field == "place":
        return kinds.get(str(a)) == kinds.get(str(b))
    return True
