"""Scan a text of entries by hand: its tables, line by line, each value with the place where it lies in the text.

The form is TOML with no more than this: `[process]`, `[[table]]`, `key = value`, comments. Values are strings, numbers
and lists of strings. `tomllib` reads each value; it cannot say where it lies, and stops at the first fault.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any, NamedTuple

from dragoman.model import Span

LONGEST = 2_000_000  # characters of one file: a process of 2,000 steps has 600,000
ONCE = ("process", "record")  # tables that stand once, in one pair of brackets
LISTED = 100  # faults in one message
MOST = 50  # faults after which nothing more is looked for
TAIL = r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
STRING = r"""(?>'''(?s:.*?)'''(?!')|\"\"\"(?s:\\.|[^\\])*?\"\"\"(?!")|'[^'\n]*'|"(?:\\.|[^"\\\n])*")"""
LIST = rf"\[(?>[\s,]|\#[^\n]*|{STRING})*+\]"
BLANK = re.compile(TAIL)
HEAD = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<table>[A-Za-z0-9_-]+)[ \t]*(?P<close>\]\]?){TAIL}")
PAIR = re.compile(
    rf"[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=[ \t]*(?P<value>(?>{STRING}|{LIST}|[^\s#,\[\]{{}}'\"]+)){TAIL}"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
PARTING = re.compile("^#:: ", re.MULTILINE)


class Cell(NamedTuple):
    """A value, the place of the words in its quotation marks (of the whole, where it is no string), and its line."""

    value: Any
    span: Span
    line: int


class Row(NamedTuple):
    """One table with its values by key, and the line where it begins."""

    table: str
    line: int
    cells: dict[str, Cell]

    def get(self, key: str) -> Any:
        """Return the value of a key, None where it is not given."""
        return self.cells[key].value if key in self.cells else None

    @property
    def called(self) -> str:
        """Return the table with its id, as messages name it."""
        id = self.get("id") or self.get("of")
        name = f"[{self.table}]" if self.table in ONCE else f"[[{self.table}]]"
        return f"{name} '{id}'" if isinstance(id, str) else name


class Fault(NamedTuple):
    """What is wrong, and in which line."""

    line: int
    what: str


def unfit(text: str, longest: int = LONGEST) -> str | None:
    """Return why a text cannot be one of entries by hand at all, None where it can."""
    if len(text) > longest:
        return f"has {len(text):,} characters; it may have {longest:,}. Part it into several"
    if not text.strip():
        return "is empty"
    if text.startswith("\ufeff"):
        return "begins with a byte order mark. Save it as UTF-8 without one"
    if "\r" in text:
        return f"has Windows line ends (line {_line(text, text.index(chr(13)))}). Save it with line ends of Unix (LF)"
    if found := CONTROL.search(text):
        return f"has the control character U+{ord(found[0]):04X} in line {_line(text, found.start())}. Take it out"
    if found := PARTING.search(text):
        return f"has a line that begins with '#:: ' ({_line(text, found.start())}), which parts the files of an export"
    return None


def scan(text: str) -> tuple[list[Row], list[Fault]]:
    """Return the tables of a text that is not `unfit`, in its order, and what is no line of such a text."""
    rows: list[Row] = []
    faults: list[Fault] = []
    at, line = 0, 1
    while at < len(text) and len(faults) < MOST:
        found = BLANK.match(text, at) or HEAD.match(text, at) or PAIR.match(text, at)
        if found is None:
            end = text.find("\n", at) + 1 or len(text)
            faults.append(Fault(line, f"'{text[at:end].strip()[:60]}' is no line of this form. {_hint(text[at:end])}"))
        else:
            end = found.end()
            if found.re is HEAD:
                faults += _opened(rows, found, line)
            elif found.re is PAIR:
                faults += _added(rows, found, line)
        line += text.count("\n", at, end)
        at = end
    return rows, faults


def told(name: str, faults: Iterable[Fault]) -> str:
    """Return the message for all that is wrong in a file: a line for each, in the order of the text."""
    lines = [f"{name}:{fault.line}: {fault.what}" for fault in sorted(dict.fromkeys(faults))]
    count = "one thing is" if len(lines) == 1 else f"{len(lines)} things are"
    more = [f"and {len(lines) - LISTED} more."] if len(lines) > LISTED else []
    return "\n".join((f"'{name}': {count} wrong in it; nothing of it was kept.", *lines[:LISTED], *more))


def _opened(rows: list[Row], found: re.Match[str], line: int) -> list[Fault]:
    table = found["table"]
    rows.append(Row(table, line, {}))
    opening = "[" if table in ONCE else "[["
    if found["open"] == opening and len(found["close"]) == len(opening):
        return []
    return [Fault(line, f"write {rows[-1].called}: what stands once has one pair of brackets, all others have two.")]


def _added(rows: list[Row], found: re.Match[str], line: int) -> list[Fault]:
    key, raw = found["key"], found["value"]
    if not rows:
        return [Fault(line, f"'{key}' stands in no table. Begin with [process].")]
    if key in rows[-1].cells:
        return [Fault(line, f"{rows[-1].called}: '{key}' is given twice. Leave one out.")]
    try:
        value = tomllib.loads(f"v = {raw}")["v"]
    except ValueError as error:
        return [Fault(line, f"{rows[-1].called}: '{key}' is not TOML: {error}.")]
    rows[-1].cells[key] = Cell(value, _inside(found, raw), line)
    return []


def _inside(found: re.Match[str], raw: str) -> Span:
    start, end = found.span("value")
    for mark in ("'''", '"""'):
        if raw.startswith(mark):
            return start + 3 + raw.startswith(f"{mark}\n"), end - 3
    return (start + 1, end - 1) if raw[0] in "'\"" else (start, end)


def _hint(line: str) -> str:
    if "=" not in line:
        return "Write [[table]], key = value, or a comment after #."
    return (
        "Write key = value, all in one table: a value is a string, a number or a list of strings, its quotation marks "
        "closed; no dotted keys, no {...}."
    )


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
