"""Export as YAML that a person can read: one document of the stream for each reading, small values on one line.

Written out here, because PyYAML's writer takes 80 ms for a report: what is printed has only a few shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.model import Record
from dragoman.publish.reading import printable

WIDE = 110  # a mapping stays on one line up to about this many characters
ONE_LINE = (
    "mentions",
    "times",
    "actors",
    "places",
    "sources",
    "problems",
    "plover",
    "dropped",
    "options",
    "conditions",
)
ALWAYS = ("speaker", "place", "finding", "name")  # a null that says something: nobody is named, nowhere is said
PLAIN = re.compile(r"[^\W\d_](?:[\w ./()“”‘’–—-]*[\w.)”’])?")  # needs no quotation marks, nor is a number or a date
RESERVED = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
# Escaped beyond what JSON does: YAML would take them for line breaks, or refuse them.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def export(record: Record) -> Iterable[str]:
    """Yield one YAML document for each reading, with what is empty left out."""
    for reading in record.readings:
        lines = _lines(_shaped(printable(reading)), 0)
        yield "---\n" + "".join(f"{line}\n" for line in lines)


def _shaped(value: Any) -> Any:
    """Return the value without what is empty; the sources of an entry come last."""
    if isinstance(value, list):
        return [_shaped(part) for part in value]
    if not isinstance(value, dict):
        return value
    shaped = {name: _shaped(part) for name, part in value.items()}
    return {
        name: part
        for name, part in sorted(shaped.items(), key=lambda item: item[0] == "sources")
        if part not in (None, [], {}, "") or (part is None and name in ALWAYS)
    }


def _lines(value: dict[str, Any], indent: int) -> Iterator[str]:
    """Yield the lines of a mapping."""
    pad = " " * indent
    for name, part in value.items():
        if isinstance(part, list) and any(isinstance(item, dict) for item in part):
            yield f"{pad}{_scalar(name)}:"
            for item in part:
                yield from _item(name, item, indent + 2)
        elif isinstance(part, dict) and not _is_small(name, part):
            yield f"{pad}{_scalar(name)}:"
            yield from _lines(part, indent + 2)
        else:
            yield f"{pad}{_scalar(name)}: {_flow(part)}"


def _item(name: str, item: Any, indent: int) -> Iterator[str]:
    """Yield the lines of one mapping in a list."""
    pad = " " * indent
    if not isinstance(item, dict) or not item or _is_small(name, item):
        yield f"{pad}- {_flow(item)}"
        return
    first, *rest = _lines(item, indent + 2)
    yield f"{pad}- {first[indent + 2 :]}"
    yield from rest


def _is_small(name: str, value: dict[str, Any]) -> bool:
    if "sources" in value or name == "document":
        return False
    return name in ONE_LINE or len(str(value)) <= WIDE


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Return a string, number, truth value or null; a string in quotation marks where it needs them."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.casefold() not in RESERVED:
        return value
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
