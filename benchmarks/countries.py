"""Count the persons of the ideal readings whose country the reader knows.

    python -m benchmarks.countries

A person counts whom an ideal reading names and gives a country (the founding report and `gold/dev`); those that the
reader lacks, or gives no country or another, are printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.quality import SHARED, corpora, dated_document
from dragoman.model import Actor, Reading
from dragoman.reading import read


def named(reading: Reading) -> dict[str, Actor]:
    """Return the actors of a reading by what they are called, in small letters."""
    actors = {actor.id: actor for actor in reading.actors}
    called = {m.quote.casefold(): actors[of] for m in reading.mentions for of in m.of if of in actors}
    return called | {actor.name.casefold(): actor for actor in reading.actors if actor.name}


def known(reading: Reading, ideal: list[dict[str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    """Yield each person of an ideal reading with the country there and the reader's."""
    called = named(reading)
    for person in ideal:
        name, country = person.get("name"), person.get("country")
        if person.get("kind") == "person" and name and country:
            words = name.casefold()
            actor = called.get(words) or next((a for k, a in called.items() if words.split()[-1] in k.split()), None)
            yield name, country, actor.country if actor else None


def main() -> None:
    """Print the share, and who is missed."""
    found = [
        row
        for files in corpora(SHARED).values()
        for gold, text, date in files
        for row in known(read(dated_document(text, date)), json.loads(gold.read_text("utf-8"))["actors"])
    ]
    right = sum((ours or "").casefold() == country.casefold() for _, country, ours in found)
    for name, country, ours in found:
        if (ours or "").casefold() != country.casefold():
            print(f"{name}: {country}, not {ours}")
    print(f"{right} of {len(found)} persons: {100 * right / max(len(found), 1):.1f} %")


if __name__ == "__main__":
    main()
