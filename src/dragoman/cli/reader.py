"""Put together what reads, as the options of a command say: one function that every engine can run."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.model import Reader


class Reads(NamedTuple):
    """What reads, and the name its readings carry: None where only the reading itself can tell it."""

    reader: Reader
    name: str | None


def chosen(reader: str, terms: Path | None) -> Reads:
    """Return what `--reader` and `--terms` ask for. Raises UsageError for what is not there, or not as it must be."""
    from dragoman import plugins, reading

    reads, name = plugins.load("reader", reader), reading.NAME if reader == "rules" else None
    if terms is None:
        return Reads(reads, name)
    from dragoman.language.names.added import load

    added = load(terms)
    return Reads(partial(reading.with_terms, reads, added), name and reading.named(name, added))
