"""Gather who holds which position on a question: whose it is, who says so, since when, and whether it binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

import msgspec

from dragoman import edtf
from dragoman.model import Decision, OptionStance, Question, Source, Statement, Value
from dragoman.problems import UsageError
from dragoman.views.lines import Index, Words
from dragoman.views.options.matters import Raised, Sides, key_in, named_in
from dragoman.views.stood import by_hand

Hard: TypeAlias = Literal["own", "reported", "all"]
Standing: TypeAlias = Literal["own", "reported", "other", "assumed"]
STANDINGS: tuple[Standing, ...] = ("own", "reported", "other", "assumed")
BINDING: dict[str, tuple[Standing, ...]] = {
    "own": ("own", "assumed"),
    "reported": ("own", "reported", "assumed"),
    "all": ("own", "reported", "other", "assumed"),
}
STANCES: tuple[OptionStance, ...] = ("require", "prefer", "accept", "disfavour", "reject", "offer")
NOBODY = "somebody not named"


class Position(Value, frozen=True, kw_only=True):
    """What somebody holds on one question: he requires, prefers, accepts, offers, disfavours or rejects a value.

    `standing`: own, a deciding party's own words; reported, what others say that it holds; other, of somebody who does
    not decide; assumed. `shown` is the value as people read it, `day` EDTF. `hard`: it blocks options. `superseded_by`
    is the later position of the same holder that took its place; `unknown` are the terms of the value that cannot be
    evaluated, `rule` what a rule came to. The id is that of its entry, with ".2" behind it for the second position that
    an entry holds; `entries` are all entries that say the very same.
    """

    id: str
    entries: tuple[str, ...] = ()
    slot: Question
    holder: str
    name: str
    party: str | None = None
    stance: OptionStance
    value: str
    shown: str = ""
    rule: str | None = None
    day: str | None = None
    standing: Standing
    hard: bool = False
    superseded_by: str | None = None
    supersedes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()


def positions(raised: Iterable[Raised], sides: Sides) -> list[Position]:
    """Return all positions in some decisions, with their words. Options of one holder, stance and entry are one.

    So are positions of one holder that say the very same, told by several reports: one statement must not look like
    two. It has the day on which he was last told to hold it.
    """
    alike: dict[tuple[object, ...], list[Position]] = {}
    for made in (made for index, decision in raised for made in _of_entry(index, decision, sides)):
        asked = frozenset(made.value.casefold().split(" or "))
        alike.setdefault((made.holder, made.slot, made.stance, asked), []).append(made)
    return [_one(same) for same in alike.values()]


def _one(same: Sequence[Position]) -> Position:
    last = max(same, key=in_time)
    return msgspec.structs.replace(
        same[0],
        entries=tuple(dict.fromkeys(id for one in same for id in one.entries)),
        day=last.day,
        party=next((one.party for one in same if one.party), None),
        standing=min((one.standing for one in same), key=STANDINGS.index),
        supersedes=tuple(dict.fromkeys(id for one in same for id in one.supersedes)),
        words=tuple(dict.fromkeys(words for one in same for words in one.words)),
    )


def assumed(words: Sequence[str], slots: Sequence[Question], sides: Sides) -> list[Position]:
    """Return the positions that somebody wants to try out: "prk rejects hanoi", "usa requires not before 2019-03".

    Raises UsageError where the words hold no stance, or nothing before or behind it.
    """
    return [_assumed(f"assumed-{number}", " ".join(one.split()), slots, sides) for number, one in enumerate(words, 1)]


def in_time(one: Position) -> tuple[date, date]:
    """Return the first and the last day on which a position can have been taken; what is assumed comes last.

    Without a day it can have been taken on any before that.
    """
    if one.standing == "assumed":
        return date.max, date.max
    first, last = edtf.bounds(one.day) if one.day else (None, None)
    return first or last or date.min, last or first or date.max - timedelta(days=1)


def _of_entry(index: Index, decision: Decision, sides: Sides) -> Iterator[Position]:
    if decision.status == "decided":
        return  # that it is settled is no position: the view says so
    document = index.reading.document
    values: dict[tuple[str | None, OptionStance], list[str]] = {}
    for option in decision.options:
        for holder in sides.members(document.id, option.by):
            values.setdefault((holder, option.stance), []).append(option.value)
    for number, ((holder, stance), asked) in enumerate(values.items(), 1):
        found = list(_sources(decision, holder))
        party = sides.of(document.id, holder) if holder else None
        yield Position(
            id=decision.id if number == 1 else f"{decision.id}.{number}",
            entries=(decision.id,),
            slot=decision.question,
            holder=key_in(sides.cast, document.id, holder) if holder else "",
            name=named_in(sides.cast, document.id, holder) if holder else NOBODY,
            party=party,
            stance=stance,
            value=" or ".join(dict.fromkeys(asked)),
            day=_day(index, decision),
            standing=_standing(index, found, party, sides),
            supersedes=decision.supersedes,
            words=tuple(map(index.words, found)),
        )


def _sources(decision: Decision, holder: str | None) -> Iterable[Source]:
    """Return the words that tell of this holder, or all where none says whom it tells of."""
    told = [source for source in decision.sources if holder is not None and holder in (source.says.get("by") or ())]
    return told or decision.sources


def _day(index: Index, decision: Decision) -> str | None:
    """Return the day of a position: its own, but never after the report that tells of it."""
    told = index.reading.document.date
    own = decision.when.edtf if decision.when.edtf and edtf.valid(decision.when.edtf) else None
    if own is None or (told and edtf.sort_key(own)[0] > edtf.sort_key(told.edtf)[1]):
        return told.edtf if told else None
    return own


def _standing(index: Index, found: Iterable[Source], party: str | None, sides: Sides) -> Standing:
    if party is None:
        return "other"
    return "own" if any(_is_own(index, source, party, sides) for source in found) else "reported"


def _is_own(index: Index, source: Source, party: str, sides: Sides) -> bool:
    """Return whether the party speaks for itself: all through whom the words came are of it.

    A position entered by hand is the holder's own unless an account gives it to somebody else.
    """
    if source.statement is None:
        return by_hand(index.reading)
    document = index.reading.document.id
    statement = index.entries.get(source.statement)
    seen: set[str] = set()
    while isinstance(statement, Statement) and statement.id not in seen:
        seen.add(statement.id)
        if statement.speaker is None or sides.of(document, statement.speaker) != party:
            return False
        statement = index.entries.get(statement.within or "")
    return bool(seen)


def _assumed(id: str, words: str, slots: Sequence[Question], sides: Sides) -> Position:
    parts = words.split(" ")
    stances = {form: stance for stance in STANCES for form in (stance, f"{stance}s")}
    at = next((number for number, part in enumerate(parts) if part.casefold() in stances), 0)
    holder, value = " ".join(parts[:at]), " ".join(parts[at + 1 :])
    if not holder or not value:
        raise UsageError(
            f"--assume '{words}' says no position. Write who, a stance ({', '.join(STANCES)}) and what: "
            '"prk rejects hanoi", "usa requires not before 2019-03-01".'
        )
    quote = Words(document="", span=(0, 0), quote=words, voice="assumed")
    return Position(
        id=id, slot=_slot(value, slots), holder=key_in(sides.cast, "", holder),
        name=named_in(sides.cast, "", holder), party=sides.of("", holder), stance=stances[parts[at].casefold()],
        value=value, standing="assumed", words=(quote,),
    )  # fmt: skip


def _slot(value: str, slots: Sequence[Question]) -> Question:
    """Return which of the questions a value answers: a day or a rule for one is of the date."""
    first = value.split(" or ")[0].casefold()
    is_day = edtf.valid(first.upper()) or first.startswith(("not before", "not after")) or "the decision" in first
    others = [slot for slot in slots if slot != "date"]
    return "date" if not others or (is_day and "date" in slots) else others[0]


def dropped(found: Sequence[Position], ids: Sequence[str]) -> frozenset[str]:
    """Return the ids of the positions whose ids begin so. Raises UsageError for one that none has."""
    gone: set[str] = set()
    for id in ids:
        hit = {one.id for one in found if id in (one.id, *one.entries)}
        hit = hit or {one.id for one in found if id and any(other.startswith(id) for other in (one.id, *one.entries))}
        if not hit:
            known = ", ".join(one.id for one in found) or "none"
            raise UsageError(f"--drop '{id}': no position has this id. There are: {known}.")
        gone |= hit
    return frozenset(gone)


def bound(found: Iterable[Position], hard: Hard) -> list[Position]:
    """Return the positions with the mark which of them block options."""
    return [
        msgspec.structs.replace(one, hard=one.stance in ("require", "reject") and one.standing in BINDING[hard])
        for one in found
    ]
