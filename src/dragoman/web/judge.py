"""Keep what people judge in a browser: one entry, all that are shown, and take back what was judged last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.model import Entry, When
from dragoman.problems import UsageError
from dragoman.record import Judged, Store, Verdict
from dragoman.record.standing import NOT_EDITED
from dragoman.views.doubt import brief
from dragoman.views.linking.kept import when_little_waits
from dragoman.web.desk import Desk

AT_ONCE = "with all that was shown"  # the reason of judgements that were made, and are taken back, together
SHOWN = re.compile(rf"{AT_ONCE} \(([1-9]\d{{0,5}})\)")
EMPTY = "-"  # a value that stands for none


def kept(
    desk: Desk, who: str, targets: Sequence[str], verdict: Verdict, values: Sequence[str], why: str | None
) -> list[Judged]:
    """Keep somebody's verdict on each target, all or none. Raises UsageError for what does not fit."""
    with desk.store() as store:
        if verdict == "edit" and len(values) > 1 and len(targets) == 1:
            values = [values[0], *_parts(store, targets[0], values[0], values[1])]
        why = f"{AT_ONCE} ({len(targets)})" if len(targets) > 1 else why
        return _made(store, [(one, verdict, values) for one in targets], who=who, why=why)


def undone(desk: Desk, who: str) -> list[Judged]:
    """Take back what somebody judged last and still stands: one judgement, or those that were made at once.

    Raises UsageError where there is none.
    """
    with desk.store() as store:
        mine = [one for one in store.judgements.standing().judged if one.who == who]
        if not mine:
            raise UsageError(f"{who} has nothing to undo.")
        last = _last(mine, [one for one in store.judgements.all() if one.who == who])
        return _made(store, [(one.id, "undo", ()) for one in reversed(last)], who=who)


def entries_shown(known: Mapping[str, Entry]) -> dict[str, Any]:
    """Return what the review shows of entries by id: the fields to be typed anew, and each in a word or two."""
    return {
        "fields": {id: list(fields(entry)) for id, entry in known.items()},
        "briefly": {id: brief(entry) for id, entry in known.items()},
    }


def fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that can be typed anew, each with what stands in it now."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        words = _words(value)
        if name not in NOT_EDITED and words is not None:
            yield name, words


def _made(
    store: Store, wanted: Sequence[tuple[str, Verdict, Sequence[str]]], who: str, why: str | None = None
) -> list[Judged]:
    """Keep judgements, then bring the acts up to date that the next page shows."""
    made = store.judgements.make_all(wanted, who=who, why=why)
    when_little_waits(store)
    return made


def _last(standing: Sequence[Judged], made: Sequence[Judged]) -> Sequence[Judged]:
    """Return the last judgement that stands, or what stands of those that were made at once with it."""
    last = standing[-1]
    if not (shown := SHOWN.fullmatch(last.why or "")):
        return standing[-1:]
    many = int(shown[1])
    alike = [one.id for one in made if one.why == last.why]  # by as many at a time
    first = alike.index(last.id) // many * many
    return [one for one in standing if one.id in alike[first : first + many]]


def _parts(store: Store, target: str, field: str, value: str) -> list[str]:
    """Return the values that were typed: several between ; where the field holds several, none for a lone -."""
    if value.strip() == EMPTY:
        return []
    several = isinstance(getattr(store.entry(target)[1], field, None), tuple)
    return [part for part in map(str.strip, value.split(";")) if part] if several else [value.strip()]


def _words(value: Any) -> str | None:
    if value is None or isinstance(value, str | bool | int | float):
        return "" if value is None else str(value)
    if isinstance(value, When):
        return value.edtf or ""
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return None
