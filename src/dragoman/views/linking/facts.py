"""Say what there is to compare in an entry."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

import msgspec
from msgspec.structs import force_setattr as put

from dragoman import edtf
from dragoman.model import Commitment, Decision, Entry, Event, Meeting, Statement, Value, Verification
from dragoman.problems import RecordError
from dragoman.spans import holds
from dragoman.views.called import key_of
from dragoman.views.lines import PAST, Index, kind_of, position, rejected, status_of
from dragoman.views.linking.people import Known, known_as
from dragoman.views.linking.words import Weights, by_acts, in_news, in_thousandths, stems

Place: TypeAlias = tuple[str, str, str | None]  # id, kind, country
# Decisions and checks come late: they are about acts, which have to be known by then.
ACTS = (Meeting, Commitment, Event, Verification, Decision)
ORDER = (*ACTS, Statement)
FEW = 62  # days: a date that leaves more open binds an act to no months
ENOUGH_WORDS = 2.5  # around an entry: fewer say less
NO_PLACE: Place = ("", "", None)
RAW = -15  # zlib without a head and a sum, which are as long as a tenth of the facts
MEND = "Put a copy of the record back."


class Facts(Value, frozen=True, kw_only=True, array_like=True, gc=False):
    """An entry as it is compared: people by keys, times as days, words weighted by how rare they are.

    `who` are those who take part or act, `whom` those it is done to; `folk` the persons among them, by key, encoded.
    `kind` is the entry's with what tells acts of that kind apart for certain (a summit is no lunch). `about` is the
    entry that a decision or a check is about: (document, id), or the act that it is. `said` are the words that say
    what it is: an action, a content; `around` those of the sentences a meeting, event or check stands in. `alone`: a
    person rejected it. `order` is one for all entries.
    """

    document: str
    entry: str
    kind: str
    who: frozenset[str]
    whom: frozenset[str]
    folk: bytes
    edtf: str | None
    days: tuple[int, int]
    published: str | None
    past: bool
    off: bool
    place: Place
    ordinal: int | None
    about: tuple[str, str] | None
    said: Weights
    around: Weights
    alone: bool
    order: tuple[int, int, int, int, str, int, str]

    @property
    def vague(self) -> bool:
        """Return whether it has no date that binds it to some months."""
        return not self.edtf or self.days[1] - self.days[0] > FEW

    @property
    def people(self) -> Mapping[str, Known]:
        """Return the persons in it by key."""
        return _people(self.folk)


DECODER = msgspec.msgpack.Decoder(Facts)
PEOPLE = msgspec.msgpack.Decoder(dict[str, Known])


def all_facts(index: Index, kinds: tuple[type[Entry], ...] = ORDER) -> Iterator[Facts]:
    """Yield what there is to compare in the entries of a document; nothing of it hangs on other documents."""
    names = name_words(index)
    yield from (facts_of(index, entry, names) for entry in index.entries.values() if isinstance(entry, kinds))


def facts_of(index: Index, entry: Entry, names: frozenset[str]) -> Facts:
    """Return the same of one entry; `names` are the name_words of its document."""
    document = index.reading.document
    rarity = in_news()
    who, whom, kind, said = _parts(index, entry)
    groups = isinstance(entry, Verification)  # "inspectors" are whoever checks; "the two leaders" may be others
    known = {ref: known_as(document.id, index.actors.get(ref), ref, groups) for ref in (*who, *whom) if ref}
    doing = frozenset(known[ref][0] for ref in who if ref)
    when = entry.when.edtf if entry.when.edtf and edtf.valid(entry.when.edtf) else None
    day = document.date.edtf if document.date and edtf.valid(document.date.edtf) else None
    return Facts(
        document=document.id,
        entry=entry.id,
        kind=kind,
        who=doing,
        whom=frozenset(known[ref][0] for ref in whom if ref) - doing,
        folk=msgspec.msgpack.encode({key: person for key, person in known.values() if person}),
        edtf=when,
        days=_days(when, day if isinstance(entry, Statement) or status_of(entry) in PAST else None),
        published=day,
        past=isinstance(entry, Statement) or status_of(entry) in PAST,
        off=status_of(entry) in ("cancelled", "refused", "postponed", "denied", "withdrawn", "lapsed"),
        place=_place(index, entry),
        ordinal=getattr(entry, "ordinal", None),
        about=_about(index, entry),
        said=in_thousandths(rarity.vector(*said, without=() if isinstance(entry, Statement) else names)),
        around=_around(index, entry, names),
        alone=rejected(entry),
        order=(ORDER.index(type(entry)), *_precision(when), document.id, position(entry), entry.id),
    )


def told_apart_by_people(kind: str) -> bool:
    """Return whether two acts of a kind are two where each names others; of summits the ordinal may say more."""
    return kind.startswith(("statement", "commitment", "event", "meeting")) and kind != "meeting summit"


def may_be_asked_about(kind: str) -> bool:
    """Return whether a decision or a check can be about an act of this kind."""
    return not kind.startswith(("statement", "decision"))


def name_words(index: Index) -> frozenset[str]:
    """Return the words of the names in a reading: people and places are compared as such, not once more as words."""
    names = (*(actor.name for actor in index.reading.actors), *(place.name for place in index.reading.places))
    return frozenset(word for name in names if name for word in stems(name))


def _about(index: Index, entry: Entry) -> tuple[str, str] | None:
    """Return the (document, id) that a decision or check is about, where it is an entry of a kind that comes before."""
    ref = entry.about if isinstance(entry, Decision) else entry.of if isinstance(entry, Verification) else None
    other = index.entries.get(ref or "")
    if other is None or ORDER.index(type(other)) >= ORDER.index(type(entry)):
        return None
    return index.reading.document.id, other.id


def width(when: str | None) -> int | None:
    """Return how many days a date leaves open: 0 for a day; None where it is open on a side or unknown."""
    first, last = edtf.bounds(when) if when else (None, None)
    return (last - first).days if first and last else None


def vagueness(when: str | None) -> int:
    """Return the days that a date leaves open, more than all others where it is open on a side or unknown."""
    open_days = width(when)
    return 1_000_000 if open_days is None else open_days


def _days(when: str | None, latest: str | None) -> tuple[int, int]:
    """Return the first and last day that a date allows, as ordinals; without one, up to `latest`."""
    first, last = edtf.widened(when) if when else (None, edtf.bounds(latest)[1] if latest else None)
    return (first or date.min).toordinal(), (last or date.max).toordinal()


def _precision(when: str | None) -> tuple[int, int, int]:
    """Return a key that puts the most exact dates first: what is vague is compared with them, not they with it."""
    first, last, _ = edtf.sort_key(when)
    return vagueness(when), first.toordinal(), last.toordinal()


def _parts(index: Index, entry: Entry) -> tuple[tuple[str | None, ...], tuple[str | None, ...], str, tuple[str, ...]]:
    """Return who acts, on whom, the kind with its sort, and the words that say what is done."""
    kind = kind_of(entry)
    match entry:
        case Meeting():
            return entry.participants, (), f"{kind} {entry.kind}", ()
        case Commitment():
            return entry.by, entry.to, kind, (entry.action,)
        case Verification():
            what = () if entry.of in index.entries else (entry.of or "",)
            return (entry.by, entry.invited_by), (), kind, what
        case Event():
            return entry.actors, entry.recipients, f"{kind} {entry.event} {entry.mode or ''}".strip(), ()
        case Decision():
            what = () if entry.about in index.entries else (entry.about or "",)
            return (), (), f"{kind} {entry.question}", what
        case Statement():
            return (entry.speaker,), (), kind, (entry.content,)
        case _:
            return (), (), kind, ()


def _around(index: Index, entry: Entry, names: frozenset[str]) -> Weights:
    """Return the words around an entry that are no names; one or two say less, as both could have them by chance."""
    if isinstance(entry, Statement | Commitment | Decision):
        return {}
    found = by_acts(in_news().vector(*_sentences(index, entry), without=names))
    return in_thousandths(found, math.sqrt(min(1.0, len(found) / ENOUGH_WORDS)))


def packed(found: Facts) -> bytes:
    """Return the facts as they lie in a file, without the ids that stand beside them: half of what they are.

    Compressed against the id of the document, and pieces of the facts of our examples (training/pieces.py). The file of
    pieces may be another in each version of Dragoman, as each links a record anew.
    """
    squeezing = zlib.compressobj(wbits=RAW, zdict=_before(found.document))
    return squeezing.compress(plain(found)) + squeezing.flush()


def plain(found: Facts) -> bytes:
    """Return the facts without the ids that stand beside them."""
    order = (*found.order[:4], "", found.order[5], "")
    return msgspec.msgpack.encode(msgspec.structs.replace(found, document="", entry="", order=order))


def unpacked(body: bytes, document: str, entry: str) -> Facts:
    """Return the facts of an entry that were packed. Raises RecordError where the bytes are damaged."""
    try:
        found = DECODER.decode(zlib.decompressobj(RAW, _before(document)).decompress(body))
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(f"what is compared of {entry} in {document} cannot be decoded: {error}. {MEND}") from error
    *before, _, position, _ = found.order
    put(found, "document", document)  # nobody has it yet: a copy would cost as much as decoding
    put(found, "entry", entry)
    put(found, "order", (*before, document, position, entry))
    return found


@lru_cache(maxsize=1 << 15)
def _people(folk: bytes) -> Mapping[str, Known]:
    return PEOPLE.decode(folk)


def _before(document: str) -> bytes:
    return _pieces() + document.encode()


@cache
def _pieces() -> bytes:
    return files("dragoman.views.linking").joinpath("facts_1.bin").read_bytes()


def _place(index: Index, entry: Entry) -> Place:
    ref = getattr(entry, "place", None)
    if not ref:
        return NO_PLACE
    found = next((place for place in index.reading.places if place.id == ref), None)
    return (found.id, found.kind, found.country) if found else (key_of(ref), "", None)


def _sentences(index: Index, entry: Entry) -> Iterator[str]:
    """Yield the words of the sources, each with what stands around it in its paragraph."""
    for source in entry.sources:
        start = index.text.rfind("\n", 0, source.span[0]) + 1
        end = index.text.find("\n", source.span[1])
        end = len(index.text) if end < 0 else end
        if not any(holds(drop.span, source.span) for drop in index.reading.document.dropped):
            yield index.text[max(start, source.span[0] - 120) : min(end, source.span[1] + 120)]
