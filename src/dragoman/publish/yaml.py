"""Export as YAML that a person can read: one document of the stream for each reading, small values on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from dragoman.model import Record
from dragoman.publish.reading import printable

WIDE = 110  # a mapping or list stays on one line up to about this many characters
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


class Dumper(yaml.SafeDumper):
    """Writes small mappings on one line."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """Return the node of a mapping, in one line where it is a `Small`."""
        return super().represent_mapping(tag, mapping, flow_style=isinstance(mapping, Small))

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)


class Small(dict[str, Any]):
    """A mapping to be written on one line."""


Dumper.add_representer(Small, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value))
Dumper.add_representer(
    list, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=_is_flat(value))
)


def export(record: Record) -> Iterable[str]:
    """Yield one YAML document for each reading, with what is empty left out."""
    for reading in record.readings:
        yield yaml.dump(
            _shaped(printable(reading), ""),
            Dumper=Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=float("inf"),
            explicit_start=True,
        )


def _is_flat(value: list[Any]) -> bool:
    return not any(isinstance(part, dict) for part in value) and len(str(value)) <= WIDE


def _shaped(value: Any, field: str) -> Any:
    """Return the value without what is empty; the sources of an entry come last, small mappings become `Small`."""
    if isinstance(value, list):
        return [_shaped(part, field) for part in value]
    if not isinstance(value, dict):
        return value
    shaped = {name: _shaped(part, name) for name, part in value.items()}
    kept = {
        name: part
        for name, part in sorted(shaped.items(), key=lambda item: item[0] == "sources")
        if part not in (None, [], {}, "") or (part is None and name in ALWAYS)
    }
    nested = any(isinstance(part, dict) and not isinstance(part, Small) for part in kept.values())
    small = field in ONE_LINE or (field not in ("", "document") and "sources" not in kept and len(str(kept)) <= WIDE)
    return Small(kept) if small and not nested and "sources" not in kept else kept
