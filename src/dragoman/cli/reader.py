"""Put together what reads, as the options of a command say: one function that every engine can run."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.problems import UsageError

if TYPE_CHECKING:
    from dragoman.model import Reader


class Reads(NamedTuple):
    """What reads, and the name its readings carry: None where only the reading itself can tell it."""

    reader: Reader
    name: str | None


def chosen(reader: str, language: str | None, terms: Path | None, places: Path | None = None) -> Reads:
    """Return what `--reader`, `--language`, `--terms` and `--places` ask for.

    Raises UsageError for what is not there, or not as it must be; PluginError for what cannot be loaded.
    """
    from dragoman import plugins, reading

    if language is not None and reader != "rules":
        raise UsageError(f"--language is for the reader rules, not for '{reader}'. Leave one of the two out.")
    reads = Reads(plugins.load("reader", reader), reading.NAME if reader == "rules" else None)
    if language is not None:
        reads = _with_pipeline(language)
    return _with_places(_with_terms(reads, terms), places)


def _with_terms(reads: Reads, terms: Path | None) -> Reads:
    if terms is None:
        return reads
    from dragoman import reading
    from dragoman.language.names.added import load

    added = load(terms)
    name = reads.name and reading.named(reads.name, added)
    return Reads(partial(reading.with_terms, reads.reader, added), name)


def _with_places(reads: Reads, places: Path | None) -> Reads:
    if places is None:
        return reads
    from dragoman import reading
    from dragoman.language.names.geonames import load

    dump = load(places)
    return Reads(partial(reading.with_places, reads.reader, dump), reads.name and reading.placed(reads.name, dump))


def _with_pipeline(name: str) -> Reads:
    """Return the rules over what a spaCy pipeline says; another process loads it by its name."""
    from dragoman import reading
    from dragoman.language import mark, steps_with
    from dragoman.language.pipeline.load import label

    told = reading.name_with(label(name))
    return Reads(partial(reading.read, language=partial(mark, steps=steps_with(name))), told)
