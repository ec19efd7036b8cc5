"""Lay a view in a file, piece by piece, and read pieces of it again: a page needs few of them, `.json` all.

The file holds the view as JSON, as `render.as_json` makes it, and its CSV. Of each list in the view the file's owner
knows where every item begins.
"""

from __future__ import annotations

import os
import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, TypeVar

import msgspec

from dragoman.model import Value

Item = TypeVar("Item")
WHOLE = ""  # the name of the list where the view is nothing but one
PIECE = 1 << 18  # bytes that are read at a time of what is read whole


class Sheet(Value, frozen=True, kw_only=True):
    """Where the parts of a view lie. `lists` are offsets in bytes (64 bits each): of all items, and one past the last.

    `plain` are the fields that are no lists, as JSON; `ids` those of the items of lists, where they have any that are
    looked up; `extra` what a page shows beside the view.
    """

    json: tuple[int, int]
    csv: tuple[int, int]
    lists: dict[str, bytes]
    plain: dict[str, bytes] = {}
    ids: dict[str, tuple[str, ...]] = {}
    extra: dict[str, Any] = {}


class Box:
    """A file without a name, gone from the disk when nobody has it open any more, whoever is killed."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as file:
            self.number = os.dup(file.fileno())
        self.close = weakref.finalize(self, os.close, self.number)

    def read(self, start: int, stop: int) -> bytes:
        """Return some bytes; several threads may read at once."""
        return os.pread(self.number, stop - start, start)

    def pieces(self, span: tuple[int, int]) -> Iterator[bytes]:
        """Yield the bytes from one place to another, piece by piece."""
        for start in range(*span, PIECE):
            yield self.read(start, min(start + PIECE, span[1]))


def lay(file: IO[bytes], value: Any, csv: Iterable[str], looked_up: Iterable[str] = (), **extra: Any) -> Sheet:
    """Write a view and its CSV at the end of a file; `looked_up` are the lists whose ids are to be found again."""
    start = file.tell()
    lists: dict[str, bytes] = {}
    plain: dict[str, bytes] = {}
    if isinstance(value, tuple):
        lists[WHOLE] = _list(file, value)
    else:
        opening = b"{"
        for name in value.__struct_fields__:
            field = getattr(value, name)
            file.write(opening + msgspec.json.encode(name) + b":")
            opening = b","
            if isinstance(field, tuple):
                lists[name] = _list(file, field)
            else:
                plain[name] = msgspec.json.encode(field)
                file.write(plain[name])
        file.write(b"}")
    end = file.tell()
    for part in csv:
        file.write(part.encode())
    ids = {name: tuple(one.id for one in getattr(value, name)) for name in looked_up}
    return Sheet(json=(start, end), csv=(end, file.tell()), lists=lists, plain=plain, ids=ids, extra=extra)


def _list(file: IO[bytes], items: tuple[Any, ...]) -> bytes:
    """Write a list; return where its items begin, and where one more would."""
    starts = array("Q")
    file.write(b"[")
    at = file.tell()
    for number, item in enumerate(items):
        data = (b"," if number else b"") + msgspec.json.encode(item)
        starts.append(at + bool(number))
        file.write(data)
        at += len(data)
    starts.append(at + 1)
    file.write(b"]")
    return starts.tobytes()


class Laid:
    """A view that lies in a file."""

    def __init__(self, sheet: Sheet, box: Box) -> None:
        self.sheet = sheet
        self.box = box
        self.starts = {name: memoryview(data).cast("Q") for name, data in sheet.lists.items()}
        self.numbers = {name: {id: at for at, id in enumerate(ids)} for name, ids in sheet.ids.items()}
        self.kept: dict[str, Any] = {}

    def size(self, name: str = WHOLE) -> int:
        """Return how many items a list has."""
        return len(self.starts[name]) - 1

    def items(self, kind: type[Item], name: str = WHOLE, start: int = 0, stop: int | None = None) -> tuple[Item, ...]:
        """Return some items of a list, all of them by default."""
        size = self.size(name)
        start, stop = min(start, size), min(size if stop is None else stop, size)
        if start >= stop:
            return ()
        begin, end = self.starts[name][start], self.starts[name][stop] - 1
        return tuple(msgspec.json.decode(b"[" + self.box.read(begin, end) + b"]", type=list[kind]))  # type: ignore[valid-type]

    def chosen(self, kind: type[Item], numbers: Iterable[int], name: str = WHOLE) -> tuple[Item, ...]:
        """Return the items of a list that have these numbers, from 0, in that order."""
        return tuple(one for at in numbers for one in self.items(kind, name, at, at + 1))

    def called(self, kind: type[Item], ids: Iterable[str], name: str) -> tuple[Item, ...]:
        """Return the items of a list that have these ids; there may be none."""
        numbers = self.numbers[name]
        return self.chosen(kind, sorted({numbers[id] for id in ids if id in numbers}), name)

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """Return what is made of the view under a name: made once, and kept as long as the view is."""
        if name not in self.kept:
            self.kept.setdefault(name, make())  # of several threads that of the first
        found: Item = self.kept[name]
        return found

    def plain(self, name: str, kind: Any) -> Any:
        """Return a field that is no list."""
        return msgspec.json.decode(self.sheet.plain[name], type=kind)
