"""Read the names that a user adds in a file, TSV or YAML: people, organisations, places, and what stands for them.

    kind    name         variants       country  roles
    person  Ana Example  Ana M. Example ESP      foreign minister 2019-03/2021 | chief negotiator (jc) 2021/..

docs/terms.md describes the format; petrarch.py reads PETRARCH's. A file is read whole or not at all: the first mistake
is a UsageError that says the file, the line, what is wrong and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, NoReturn

from dragoman.edtf import bounds
from dragoman.language.names.atoms import slug
from dragoman.problems import UsageError
from dragoman.terms import Added, Row, rows, values

KINDS = ("person", "organisation", "body", "city", "facility", "region", "metonym")
COLUMNS = ("kind", "name", "id", "variants", "country", "acts_for", "roles", "sector", "gender")
LISTS = ("variants", "roles")
LARGEST = 5_000_000  # bytes
LONGEST = 20_000  # characters in a line
NAME = 150  # characters in a name
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROLE = re.compile(
    r"(?P<office>[^\W\d_][^\d()|]*?)(?: \((?P<of>[\w-]+)\))?(?: (?P<since>[^\s/()]+)/(?P<until>[^\s/()]+))?"
)


class Entry(NamedTuple):
    """One entry of a user's file: the line it starts at, and its cells; a list is joined as in our tables."""

    line: int
    cells: Row


class Place(NamedTuple):
    """Where in which file something is, for errors."""

    path: Path
    line: int | None = None

    def wrong(self, what: str) -> NoReturn:
        """Raise the UsageError for what is wrong here."""
        raise UsageError(f"terms file {self.path}{f', line {self.line}' if self.line else ''}: {what}")


def load(path: Path) -> Added:
    """Return a user's terms. Raises UsageError for a file that cannot be read, or that says what is not allowed."""
    data = _bytes(path)
    if path.suffix.lower() == ".txt":
        from dragoman.language.names import petrarch

        return Added(sha256(data).hexdigest()[:8], petrarch.tables(path, _text(path, data)))
    reading = {".tsv": _tsv, ".yaml": _yaml, ".yml": _yaml}.get(path.suffix.lower())
    if reading is None:
        Place(path).wrong("the name must end in .tsv, .yaml, .yml or .txt (PETRARCH): it says how the file is read")
    entries = list(reading(path, _text(path, data)))
    if not entries:
        Place(path).wrong("there is no entry in it; docs/terms.md shows one")
    return Added(sha256(data).hexdigest()[:8], _tables(path, [_checked(path, entry) for entry in entries]))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        Place(path).wrong(f"cannot be read: {error.strerror or error}")
    if len(data) > LARGEST:
        Place(path).wrong(f"is larger than {LARGEST:,} bytes, which is the most that is read")
    return data


def _text(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        Place(path, data.count(b"\n", 0, error.start) + 1).wrong("is no UTF-8 text; save the file as UTF-8")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            Place(path, number).wrong(f"has {len(line):,} characters; at most {LONGEST:,} are allowed")
        if any(letter < " " and letter not in "\t\r" or letter == "\x7f" for letter in line):
            Place(path, number).wrong("has control characters; only text is allowed")
    return text


def _tsv(path: Path, text: str) -> Iterator[Entry]:
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            _known_columns(Place(path, number), header)
        elif len(cells) > len(header):
            Place(path, number).wrong(f"has {len(cells)} cells, the header {len(header)}; cells are parted by one tab")
        else:
            yield Entry(number, dict(zip(header, cells, strict=False)))


def _known_columns(place: Place, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            place.wrong(f"'{_short(column)}' is not known; allowed: {', '.join(COLUMNS)}")
        if columns.count(column) > 1:
            place.wrong(f"'{column}' is there twice; once is allowed")
    for column in ("kind", "name"):
        if column not in columns:
            place.wrong(f"'{column}' is missing; kind and name must be there")


def _yaml(path: Path, text: str) -> Iterator[Entry]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        Place(path, mark.line + 1 if mark else None).wrong(f"is no YAML: {error.problem or 'it cannot be read'}")
    except (yaml.YAMLError, RecursionError):
        Place(path).wrong("is no YAML that can be read; a list of entries is allowed")
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        Place(path, root.start_mark.line + 1).wrong("a list of entries is allowed here, each starting with '- kind:'")
    for node in root.value:
        place = Place(path, node.start_mark.line + 1)
        if not isinstance(node, yaml.MappingNode):
            place.wrong("each entry has its kind and name, as '- kind: person' and below it 'name: Ana Example'")
        pairs = [(str(key.value), value) for key, value in node.value]
        _known_columns(place, [column for column, _ in pairs])
        yield Entry(place.line or 0, {column: _cell(path, column, value) for column, value in pairs})


def _cell(path: Path, column: str, node: object) -> str:
    """Return the value of a YAML entry as written: "NO" stays two letters; a list is joined as in our tables."""
    import yaml

    assert isinstance(node, yaml.Node)
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split()) if node.tag != "tag:yaml.org,2002:null" else ""
    parts = node.value if column in LISTS and isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(part, yaml.ScalarNode) for part in parts):
        allowed = "a word or a list of words" if column in LISTS else "one word or name"
        Place(path, node.start_mark.line + 1).wrong(f"{column} is not understood; allowed: {allowed}")
    return " | ".join(" ".join(str(part.value).split()) for part in parts)


def _checked(path: Path, entry: Entry) -> Entry:
    """Return an entry with every column, the id made of the name where none is given."""
    place = Place(path, entry.line)
    cells = {column: entry.cells.get(column, "") for column in COLUMNS}
    if cells["kind"] not in KINDS:
        place.wrong(f"kind '{_short(cells['kind'])}' is not known; allowed: {', '.join(KINDS)}")
    for name in (cells["name"], *values(cells["variants"])):
        if not any(letter.isalpha() for letter in name):
            place.wrong(f"name '{_short(name)}' has no letter in it; a name is needed")
        if len(name) > NAME:
            place.wrong(f"name '{_short(name)}' has {len(name):,} characters; at most {NAME} are allowed")
    cells["id"] = cells["id"] or slug(cells["name"])
    if not ID.fullmatch(cells["id"]):
        place.wrong(
            f"id '{_short(cells['id'])}' is not allowed; small letters, digits and hyphens are, as in ana-example"
        )
    for column, allowed in _allowed().items():
        if cells[column] and cells[column] not in allowed:
            place.wrong(f"{column} '{_short(cells[column])}' is not known; allowed: {_listed(allowed)}")
    if cells["roles"] and cells["kind"] != "person":
        place.wrong(f"roles are for persons; a {cells['kind']} has none")
    if cells["kind"] == "metonym" and not cells["acts_for"]:
        place.wrong("a metonym needs acts_for: the id of the state (fra) or organisation (nato) that it stands for")
    return Entry(entry.line, cells)


@cache
def _allowed() -> dict[str, tuple[str, ...]]:
    return {
        "country": tuple(row["iso3"] for row in rows("countries")),
        "sector": tuple(sorted({row["sector"] for table in ("people", "institutions") for row in rows(table)} - {""})),
        "gender": ("m", "f"),
    }


def _listed(allowed: Sequence[str]) -> str:
    return ", ".join(allowed) if len(allowed) < 20 else "ISO 3166-1 codes of three letters, as DEU, FRA, USA"


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


def _tables(path: Path, entries: Sequence[Entry]) -> dict[str, tuple[Row, ...]]:
    """Return the rows that the entries make, by table."""
    lines: dict[str, int] = {}
    for line, cells in entries:
        if cells["kind"] == "metonym":
            continue
        if cells["id"] in lines:
            first = f"id '{_short(cells['id'])}' is that of line {lines[cells['id']]} already"
            Place(path, line).wrong(f"{first}; give one of the two another id")
        lines[cells["id"]] = line
    states = {row["iso3"].lower() for row in rows("countries")}
    known = Known(states, states | {row["id"] for row in rows("institutions")} | lines.keys())
    tables: dict[str, list[Row]] = {}
    for line, cells in entries:
        place = Place(path, line)
        made = _metonym(place, cells, known) if cells["kind"] == "metonym" else _rows(place, cells, known)
        for table, row in made:
            tables.setdefault(table, []).append(row)
    return {table: tuple(found) for table, found in tables.items()}


class Known(NamedTuple):
    """The ids that an entry may point at: states, and all actors, ours and theirs."""

    states: set[str]
    actors: set[str]

    def checked(self, place: Place, where: str, id: str) -> str:
        """Return an id in small letters; one that nobody has is a UsageError."""
        if id and id.lower() not in self.actors:
            place.wrong(f"{where} '{_short(id)}' is not known; allowed: a state (fra), an organisation's id (nato)")
        return id.lower()


def _metonym(place: Place, cells: Row, known: Known) -> Iterator[tuple[str, Row]]:
    """Yield the row that gives a state or an organisation one more name."""
    id = known.checked(place, "acts_for", cells["acts_for"])
    names = (cells["name"], *values(cells["variants"]))
    words = " | ".join(name.removeprefix("the ").removeprefix("The ") for name in names)
    if id in known.states:
        yield "countries", {"id": id, "name": "", "metonyms": words}
    else:
        yield "institutions", {"id": id, "name": "", "variants": words}


def _rows(place: Place, cells: Row, known: Known) -> Iterator[tuple[str, Row]]:
    """Yield the rows of our tables that one entry makes."""
    acts_for = known.checked(place, "acts_for", cells["acts_for"])
    common = {column: cells[column] for column in ("id", "name", "variants", "country", "sector")}
    if cells["kind"] in ("organisation", "body"):
        yield "institutions", {**common, "kind": cells["kind"], "acts_for": acts_for}
    elif cells["kind"] != "person":
        yield "places", {**common, "kind": cells["kind"]}
    else:
        roles = [_role(place, role, acts_for or cells["country"].lower(), known) for role in values(cells["roles"])]
        years = f"{_first([role['since'] for role in roles])}-{_last([role['until'] for role in roles])}"
        office = roles[-1]["office"] if roles else ""
        yield "people", {**common, "office": office, "years": years, "gender": cells["gender"]}
        words = {row["word"] for row in rows("roles")}
        for role in roles:
            yield "officeholders", {**role, "id": cells["id"], "name": cells["name"], "theirs": "yes"}
            if role["office"] not in words:
                yield (
                    "roles",
                    {"id": "", "word": role["office"], "part": "head", "sector": cells["sector"], "gender": ""},
                )


def _role(place: Place, words: str, of: str, known: Known) -> Row:
    """Return the office, whose it is and its dates: "chief negotiator (jc) 2021-03/..": without dates, always."""
    match = ROLE.fullmatch(words)
    if match is None or len(words) > NAME:
        place.wrong(
            f"role '{_short(words)}' is not understood; allowed: foreign minister, foreign minister 2019-03/2021, "
            "chief negotiator (organisation-id) 2021-05-02/.."
        )
    since, until = match["since"] or "..", match["until"] or ".."
    for date in (since, until):
        if date != ".." and not any(bounds(date)):
            place.wrong(
                f"role '{_short(words)}': '{_short(date)}' is no date; allowed: 2019, 2019-03, 2019-03-21 or .."
            )
    start, end = bounds(since)[0], bounds(until)[1]
    if start and end and start > end:
        place.wrong(f"role '{_short(words)}' ends before it begins; the first date is the earlier one")
    of = known.checked(place, f"role '{_short(words)}':", match["of"] or of)
    return {"of": of, "office": match["office"].lower(), "since": since, "until": until}


def _first(dates: Sequence[str]) -> str:
    years = [start.year if (start := bounds(date)[0]) else 0 for date in dates]
    return f"{min(years):04d}" if all(years) and years else ""


def _last(dates: Sequence[str]) -> str:
    years = [end.year if (end := bounds(date)[1]) else 9999 for date in dates]
    return f"{max(years):04d}" if years and max(years) < 9999 else ""
