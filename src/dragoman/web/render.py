"""Make pages: templates with everything escaped, and the words that they use for dates, statuses and kinds."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.publish.csv import safe
from dragoman.terms import rows
from dragoman.views.accounts import topic_words
from dragoman.wording import MADE, STATUSES, date_words, plain, value_words

HERE = Path(__file__).parent
LANGUAGES = ("en", "ko")


@cache
def templates() -> Environment:
    """Return the templates; what is not known to one is an error, and all that is put in is escaped."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(day=date_words, moment=moment, sign=sign, short=short, plain=plain, told=value_words)
    found.filters.update(topic=topic_words)
    return found


def page(name: str, language: str, **values: Any) -> str:
    """Return a page as HTML, with its fixed words in a language."""
    words = catalogue(language)
    return templates().get_template(f"{name}.html").render(t=words, language=language, page=name, **values)


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the fixed words of the pages in a language, by key; English where it has none."""
    return {row["key"]: row[language] or row["en"] for row in rows("desk")}


def sign(status: str | None) -> str:
    """Return the symbol of a status: shapes, so that nobody has to tell colours apart."""
    return STATUSES.get(status or "", ("·", "", ""))[0]


def moment(time: str) -> str:
    """Return a time in UTC (ISO 8601) as people read it; a day where it is one."""
    return f"{date_words(time[:10])}, {time[11:16]} UTC" if len(time) > 10 else date_words(time)


def short(id: str) -> str:
    """Return the beginning of an id as people read it aloud; one that a person gave stays whole."""
    return id[:6] if MADE.fullmatch(id) else id


def drawn(svg: str) -> Markup:
    """Let a picture of our own stand in a page: `publish.graph` and `lanes` escape every word in it."""
    return Markup(svg)


def as_json(value: Any) -> bytes:
    """Return a view as JSON."""
    return msgspec.json.encode(value)


def as_csv(values: Sequence[Any]) -> str:
    """Return a view as CSV, one row for each value; cells that a spreadsheet would run stay text."""
    return "".join(as_csv_parts((values,)))


def as_csv_parts(sheets: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the same of a view that comes sheet by sheet: its columns are known at its end, so rows wait in a file."""
    columns: dict[str, None] = {}
    with tempfile.TemporaryFile() as waiting:
        for sheet in sheets:
            for value in sheet:
                cells = dict(_cells(value))
                columns.update(dict.fromkeys(cells))
                waiting.write(as_json(cells) + b"\n")
        waiting.seek(0)
        yield _row(columns)
        for line in waiting:
            cells = msgspec.json.decode(line, type=dict[str, str])
            yield _row(safe(cells.get(name, "")) for name in columns)


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cells(value: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a value as cells; of words the quotation and where it stands."""
    if not isinstance(value, msgspec.Struct):
        yield before or "value", _cell(value)
        return
    for name in value.__struct_fields__:
        field = getattr(value, name)
        if isinstance(field, msgspec.Struct):
            yield from _cells(field, f"{before}{name}_" if name != "line" else before)
        else:
            yield f"{before}{name}", _cell(field)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, msgspec.Struct):
        for name in ("quote", "name", "question", "what", "words", "day"):
            if hasattr(value, name):
                return _cell(getattr(value, name))
        return msgspec.json.encode(value).decode()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return "; ".join(_cell(part) for part in value)
    return str(value)
