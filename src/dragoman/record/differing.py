"""Say in what two readings differ: entries that are gained or lost, values that changed.

An entry is the same in both where it is of one kind and rests on the same words: in the same text at the same place, in
a changed text wherever they stand; of several on the same words the first is the first. Likeness proves nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Literal

from dragoman.kinds import entries
from dragoman.model import Entry, Reading, Value
from dragoman.record import anchors
from dragoman.record.standing import values_of

TIMES = ("when", "due")
LONG = 300  # characters of the words that are kept
ELSEWHERE = ("within", "at", "part_of", "pairs_with")  # point to entries, which are compared themselves


class Difference(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An entry in which two readings differ: its id in the newer one, of a lost one in the older; its kind and words.

    Of a value that changed the `field`, what it `was` and what it is `now`, in words: names, EDTF dates; None: nothing.
    """

    what: Literal["gained", "lost", "changed"]
    kind: str
    entry: str
    words: str
    field: str | None = None
    was: str | None = None
    now: str | None = None


def differences(old: Reading, new: Reading) -> tuple[Difference, ...]:
    """Return in what the new reading differs from the old one, in the order of the new text; the lost come last."""
    same_text = old.document.sha256 == new.document.sha256
    before, after = _by_words(old, same_text), _by_words(new, same_text)
    found: list[Difference] = []
    for key, entry in after.items():
        if key in before:
            found += _changed(old, before[key], new, entry)
        else:
            found.append(_told("gained", new, entry))
    return (*found, *(_told("lost", old, entry) for key, entry in before.items() if key not in after))


def _by_words(reading: Reading, same_text: bool) -> dict[Hashable, Entry]:
    """Return the entries by what makes them the same in another reading, in the order of the text."""
    found: dict[Hashable, Entry] = {}
    seen: dict[Hashable, int] = {}
    for entry in sorted(entries(reading), key=lambda entry: (anchors.spans_of(entry), entry.id)):
        spans = anchors.spans_of(entry)
        rests_on = spans if same_text else anchors.words(reading.document.text, spans)
        key = anchors.kind_of(entry), rests_on
        seen[key] = seen.get(key, 0) + 1
        found[*key, seen[key]] = entry
    return found


def _changed(old: Reading, was: Entry, new: Reading, now: Entry) -> Iterator[Difference]:
    before, after = _values(old, was), _values(new, now)
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield _told("changed", new, now, field, before.get(field), after.get(field))


def _values(reading: Reading, entry: Entry) -> dict[str, str]:
    """Return the values of an entry in words, without those that are empty."""
    names = {actor.id: actor.name or " ".join(actor.roles[:1]) or actor.id for actor in reading.actors}
    names |= {place.id: place.name for place in reading.places}
    found = values_of(reading, entry)
    plain = {name: value["edtf"] if name in TIMES and value else value for name, value in found.items()}
    return {name: said for name, value in plain.items() if name not in ELSEWHERE and (said := _in_words(value, names))}


def _in_words(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_in_words(part, names) for part in value)))
    if isinstance(value, dict):
        return " ".join(filter(None, (_in_words(part, names) for part in value.values())))
    return names.get(value, value) if isinstance(value, str) else "" if value is None else str(value)


def _told(
    what: Literal["gained", "lost", "changed"],
    reading: Reading,
    entry: Entry,
    field: str | None = None,
    was: str | None = None,
    now: str | None = None,
) -> Difference:
    words = " … ".join(anchors.words(reading.document.text, anchors.spans_of(entry)))
    kind = anchors.kind_of(entry)
    return Difference(what=what, kind=kind, entry=entry.id, words=words[:LONG], field=field, was=was, now=now)
