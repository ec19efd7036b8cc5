"""Give actors the names and ids that people judged: renamed, merged, split; in readings as they come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from dragoman.model import Document, Reading
from dragoman.record.judgements import Judged

# "usa" may be the id of an actor, that of a place and the words of a page: in these fields it is not the actor's.
KEPT = frozenset(
    ("action", "basis", "constraint", "content", "cue", "document", "message", "name", "quote", "text", "written")
    + ("place", "places", "loc")
)


class Change(NamedTuple):
    """A judgement of an actor, the ids read there now, the texts (sha256) that a split is true of, and the other's."""

    judged: Judged
    actor: str
    other: str | None
    texts: tuple[str, ...]
    there: str = ""


class Called:
    """What each actor is called, and which id it goes by. `changes` are in the order of judging."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.split: dict[tuple[str, str], str] = {}  # (text, id) -> id
        for judged, actor, whom, texts, there in changes:
            other = whom and self.split.get((there, whom), whom)
            here, name = self.split.get((texts[0], actor), actor), str(judged.new)
            if judged.verdict == "rename":
                self.names[here] = name
            elif judged.verdict == "split":
                own = f"{actor}-{texts[0][:4]}"
                self.names[own] = name
                self.split |= {(text, actor): own for text in texts}
            elif other and self._end(other) != here:  # merge: both go by the id of the other from here on
                self.ids[here] = other
                self.names.setdefault(other, name)

    def id_of(self, actor: str, sha256: str) -> str:
        """Return the id that an actor of a text goes by."""
        return self._end(self.split.get((sha256, actor), actor))

    def renamed(self, reading: Reading) -> Reading:
        """Return the reading with the ids and names that people gave; itself where they gave none."""
        text = reading.document.sha256
        ids = {actor.id: now for actor in reading.actors if (now := self.id_of(actor.id, text)) != actor.id}
        if ids:
            reading = _with_ids(reading, ids)
        if not any(actor.id in self.names for actor in reading.actors):
            return reading
        named = tuple(
            msgspec.structs.replace(actor, name=self.names.get(actor.id, actor.name)) for actor in reading.actors
        )
        return msgspec.structs.replace(reading, actors=named)

    def _end(self, actor: str) -> str:
        seen = {actor}
        while (after := self.ids.get(actor)) and after not in seen:
            seen.add(after)
            actor = after
        return actor


def _with_ids(reading: Reading, ids: Mapping[str, str]) -> Reading:
    """Return the reading with actors under other ids; of two that are one now, the one whose id it is is listed."""
    bare = msgspec.structs.replace(reading, document=Document(id="", sha256=""))
    plain: dict[str, Any] = _walked(msgspec.to_builtins(bare), ids)
    own = {actor.id for actor in reading.actors if actor.id not in ids}
    kept: dict[str, Any] = {}
    for before, actor in zip(reading.actors, plain["actors"], strict=True):
        if before.id in own or actor["id"] not in own | set(kept):
            kept[actor["id"]] = actor
    plain["actors"] = list(kept.values())
    return msgspec.structs.replace(msgspec.convert(plain, Reading), document=reading.document)


def _walked(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list | tuple):
        parts = [_walked(part, ids) for part in value]
        return list(dict.fromkeys(parts)) if all(isinstance(part, str) for part in parts) else parts
    if isinstance(value, dict):
        return {name: part if name in KEPT else _walked(part, ids) for name, part in value.items()}
    return value
