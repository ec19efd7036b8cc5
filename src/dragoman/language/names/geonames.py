"""Look names up in a GeoNames dump of the user's: cities15000.txt, a country's file, allCountries.txt.

The file is read once from its first line to its last. Kept are, for each name of the features of `terms/features.tsv`,
a hash and where its line begins: 12 bytes a name. A look-up reads the few lines again that the hash leads to.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import numpy as np

from dragoman.problems import UsageError
from dragoman.terms import rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELLS = 19  # id, name, ASCII name, other names, lat, lon, class, code, country, cc2, admin1-4, population, ...
LONGEST = 200_000  # bytes in a line
MOST = 40  # lines read again for one name
EXPECTED = (
    "19 cells parted by tabs are expected, as in a GeoNames dump (cities15000.txt, allCountries.txt): "
    "id, name, ASCII name, other names, latitude, longitude, class, code, country ..."
)
UNSAID = re.compile(r"[\W_]+")
LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff‘’ʻʼ–]+")


class Spot(NamedTuple):
    """One line of the dump: what it is called, where it lies (degrees), its ISO 3166-1 country, population, feature."""

    geonames: int
    name: str
    lat: float
    lon: float
    feature: str
    country: str | None
    population: int


class Dump(NamedTuple):
    """An index of a GeoNames dump: the hashes of names, sorted, and for each where its line begins."""

    path: Path
    digest: str
    hashes: NDArray[np.uint32]
    starts: NDArray[np.uint64]

    def named(self, words: str) -> list[Spot]:
        """Return what the dump calls by these words, the most populous first, at most 40. Raises UsageError."""
        key = folded(words)
        at = np.searchsorted(self.hashes, np.uint32(zlib.crc32(key.encode())), "left")
        end = np.searchsorted(self.hashes, np.uint32(zlib.crc32(key.encode())), "right")
        if not key or at == end:
            return []
        found = {spot.geonames: spot for line in self._lines(self.starts[at:end]) if (spot := _spot(line, key))}
        return sorted(found.values(), key=lambda spot: (-spot.population, spot.geonames))[:MOST]

    def _lines(self, starts: NDArray[np.uint64]) -> Iterator[str]:
        try:
            with self.path.open("rb") as file:
                for start in sorted({int(start) for start in starts}):
                    file.seek(start)
                    yield file.readline(LONGEST).decode("utf-8", "replace")
        except OSError as error:
            wrong(self.path, None, f"cannot be read: {error.strerror or error}")


# Handed down by context, as a user's terms are: a place is met twenty calls below the reader.
_DUMP: ContextVar[Dump | None] = ContextVar("GeoNames dump", default=None)


@contextmanager
def using(dump: Dump | None) -> Iterator[None]:
    """Look places up in a dump while the block runs, in this thread alone."""
    token = _DUMP.set(dump)
    try:
        yield
    finally:
        _DUMP.reset(token)


def current() -> Dump | None:
    """Return the dump that places are looked up in now."""
    return _DUMP.get()


def wrong(path: Path, line: int | None, what: str) -> NoReturn:
    """Raise the UsageError for what is wrong with a dump."""
    raise UsageError(f"places file {path}{f', line {line}' if line else ''}: {what}")


def load(path: Path) -> Dump:
    """Return the index of a dump. Raises UsageError for a file that cannot be read or is no GeoNames dump."""
    hashes, starts, digest = array("I"), array("Q"), sha256()
    start = number = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST + 1):
                number += 1
                digest.update(line)
                if line.strip():
                    for name in _names(path, number, line):
                        hashes.append(zlib.crc32(name.encode()))
                        starts.append(start)
                start += len(line)
    except OSError as error:
        wrong(path, None, f"cannot be read: {error.strerror or error}")
    if not hashes:
        wrong(path, None, f"there is no place in it; {EXPECTED}")
    order = np.argsort(np.frombuffer(hashes, np.uint32), kind="stable")
    return Dump(
        path, digest.hexdigest()[:8], np.frombuffer(hashes, np.uint32)[order], np.frombuffer(starts, np.uint64)[order]
    )


def _names(path: Path, number: int, line: bytes) -> set[str]:
    """Return the folded names of a line; none where its feature is none that news speaks of."""
    if number == 1 and line.startswith(b"PK\x03\x04"):
        wrong(path, None, "is a zip archive; unpack it and name the .txt file in it")
    if len(line) > LONGEST:
        wrong(path, number, f"has more than {LONGEST:,} bytes; {EXPECTED}")
    cells = line.rstrip(b"\r\n").split(b"\t")
    if len(cells) != CELLS:
        wrong(path, number, f"has {len(cells)} cell{'s' * (len(cells) != 1)}; {EXPECTED}")
    feature = features().get(f"{cells[6].decode('ascii', 'replace')}.{cells[7].decode('ascii', 'replace')}")
    if feature is None:
        return set()
    try:
        read = line.decode().split("\t")
        int(read[0]), float(read[4]), float(read[5]), int(read[14] or 0)
    except UnicodeDecodeError:
        wrong(path, number, "is no UTF-8 text; GeoNames dumps are")
    except ValueError:
        wrong(path, number, f"a number is expected in cells 1, 5, 6 and 15; {EXPECTED}")
    if not (-90 <= float(read[4]) <= 90 and -180 <= float(read[5]) <= 180):
        wrong(path, number, f"{read[4]}, {read[5]} is no place on the globe: latitude and longitude in degrees")
    others = read[3].split(",") if feature["alternates"] and (int(read[14] or 0) or read[6] != "P") else []
    return {folded(name) for name in (read[1], read[2], *others) if name and LATIN.fullmatch(name)} - {""}


def _spot(line: str, key: str) -> Spot | None:
    """Return the place of a line that has the name, None where only the hash was the same."""
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != CELLS or key not in {folded(name) for name in (cells[1], cells[2], *cells[3].split(","))}:
        return None
    feature, country = f"{cells[6]}.{cells[7]}", _countries().get(cells[8])
    return Spot(int(cells[0]), cells[1], float(cells[4]), float(cells[5]), feature, country, int(cells[14] or 0))


def folded(words: str) -> str:
    """Return a name without case, accents and marks: "Sana'a" and "Sanaa", "Saint-Denis" and "Saint Denis" are one."""
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words)
    return UNSAID.sub("", words.lower())


@cache
def features() -> dict[str, dict[str, str]]:
    """Return the rows of terms/features.tsv by code."""
    return {row["code"]: row for row in rows("features")}


@cache
def _countries() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in rows("countries")}
