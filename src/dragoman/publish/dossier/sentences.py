"""Say an act in one sober sentence, made of the entry's values and words: who vouches for it is always part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dragoman.edtf import valid
from dragoman.model import Commitment, Decision, Entry, Event, Meeting, Option, Verification
from dragoman.views.lines import Index, Words
from dragoman.wording import clean, date_words, duration_words, ordinal_words

VOICES = 3  # that a sentence names; its footnote has all
HAPPENS = {
    "proposed": "proposed", "agreed": "agreed", "scheduled": "scheduled", "under-way": "under way", "held": "held",
    "postponed": "put off", "cancelled": "cancelled", "refused": "refused",
    "raised": "raised", "invited": "offered", "completed": "completed",
    "happened": "reported", "planned": "planned", "denied": "denied", "hypothetical": "spoken of",
    "open": "open", "narrowed": "narrowed", "decided": "decided",
}  # fmt: skip
UNDERTAKES = {
    "floated": "floated", "offered": "offered", "agreed": "undertook", "in-force": "was bound by",
    "performed": "carried out", "lapsed": "let lapse", "withdrawn": "withdrew", "refused": "refused",
    "breached": "broke", "superseded": "replaced",
}  # fmt: skip


def sentence(index: Index, entry: Entry, words: Sequence[Words]) -> str:
    """Return an act as a sentence that ends with whose word it is."""
    told = clean(SENTENCES[type(entry)](index, entry))
    return f"{told[:1].upper()}{told[1:]} ({according(words)})."


def according(words: Sequence[Words]) -> str:
    """Return "according to Ida Lund; Lake Wire and 2 others"."""
    voices = list(dict.fromkeys(clean(one.voice) for one in words))
    more = len(voices) - VOICES
    others = f" and {more} other{'s' if more > 1 else ''}" if more > 0 else ""
    return f"according to {'; '.join(voices[:VOICES])}{others}" if voices else "no words are given"


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _names(index: Index, refs: Sequence[str | None]) -> str:
    return listed([index.name(ref) for ref in dict.fromkeys(refs) if ref])


def _after(word: str, value: str | None) -> str:
    return f" {word} {value}" if value else ""


def _place(index: Index, place: str | None, word: str = "in") -> str:
    return _after(word, index.name(place)) if place else ""


def _meeting(index: Index, entry: Meeting) -> str:
    plural = entry.kind == "talks"
    number = f"{ordinal_words(entry.ordinal)} " if entry.ordinal else ""
    kind = f"{number}round of talks" if plural and number else f"{number}{entry.kind}"
    head = "talks" if kind == "talks" else f"{'the' if number else 'a'} {kind}"
    verb = "were" if head == "talks" else "was"
    where = _place(index, entry.place, "to" if entry.kind == "visit" else "in")
    lasting = f", lasting {duration_words(entry.duration)}" if entry.duration else ""
    among = "of" if entry.kind == "visit" else "between" if len(entry.participants) > 1 else "with"
    host = f", hosted by {index.name(entry.host)}," if entry.host else ""
    on = f"; on {_names(index, entry.topics)}" if entry.topics else ""
    who = _after(among, _names(index, entry.participants))
    return f"{head}{who}{where}{host} {verb} {HAPPENS[entry.status]}{lasting}{on}"


def _decision(index: Index, entry: Decision) -> str:
    about = index.name(entry.about) if entry.about and entry.about != entry.id else ""
    options = "; ".join(_option(index, one) for one in entry.options if one.value)
    table = f"; on the table: {options}" if options and entry.status != "decided" else _after("for", options)
    rule = f"; condition: {entry.constraint}" if entry.constraint else ""
    by = _after("by", _names(index, entry.decided_by)) if entry.status == "decided" else ""
    who = f"; to be decided by {_names(index, entry.decided_by)}" if entry.decided_by and not by else ""
    question = "the question" if entry.question == "other" else f"the {entry.question}"
    return f"{question}{f' of “{about}”' if about else ''} was {HAPPENS[entry.status]}{by}{table}{rule}{who}"


def _option(index: Index, option: Option) -> str:
    value = date_words(option.value) if valid(option.value) else index.name(option.value)
    return f"{value} ({option.stance}{', ' + index.name(option.by) if option.by else ''})"


def _commitment(index: Index, entry: Commitment) -> str:
    who = _names(index, entry.by) or "somebody not named"
    kind = f" ({entry.strength})" if entry.strength else ""
    to = f", towards {_names(index, entry.to)}" if entry.to else ""
    due = entry.due and (entry.due.text or (date_words(entry.due.edtf) if entry.due.edtf else ""))
    terms = [f"{one.kind}: {index.name(one.of)}" for one in entry.conditions] + ([f"due {due}"] if due else [])
    return f"{who} {UNDERTAKES[entry.phase]}{kind}{to}: {entry.action}{_place(index, entry.place)}" + (
        f"; {'; '.join(terms)}" if terms else ""
    )


def _verification(index: Index, entry: Verification) -> str:
    of = index.name(entry.of) if entry.of and entry.of != entry.id else ""
    finding = f"; finding: {entry.finding}" if entry.finding else ""
    scope = f", as to {listed(entry.scope)}" if entry.scope else ""
    invited = f", on the invitation of {index.name(entry.invited_by)}" if entry.invited_by else ""
    head = f"a check{f' of “{of}”' if of else ''}{_after('by', _names(index, [entry.by]))}{_place(index, entry.place)}"
    return f"{head} was {HAPPENS[entry.status]}{invited}{scope}{finding}"


def _event(index: Index, entry: Event) -> str:
    kind = " ".join(part for part in (entry.event.lower(), entry.mode and f"({entry.mode})") if part)
    who, whom = _names(index, entry.actors), _names(index, entry.recipients)
    words = f": “{entry.sources[0].quote}”" if entry.sources else ""
    return (
        f"an act of the type “{kind}”{_after('by', who)}{_after('towards', whom)}{_place(index, entry.place)} "
        f"was {HAPPENS[entry.status]}{words}"
    )


SENTENCES: dict[type[Entry], Callable[[Index, Any], str]] = {
    Meeting: _meeting,
    Decision: _decision,
    Commitment: _commitment,
    Verification: _verification,
    Event: _event,
}
