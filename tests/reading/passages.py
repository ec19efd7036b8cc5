"""Load our nested corpus: passages with inline marks and who says each marked stretch (tests/reading/nested/*.txt).

A passage in a file:

    == yoon-relays | nested two | wire | 2018-10-08        name | class | style | date of the document
    “[1 Mr. Pompeo {1.1 said} that [1.1 he had agreed],]” Mr. Yoon {1 said}.
    @1 Yoon | d                                             speaker | mode
    @1.1 Mike Pompeo = Pompeo > Moon Jae-in | i, via letter

`[1 …]` is content of statement 1 and `{1 …}` a cue of it; the same number again is a further piece. Statement 1.1 is
told within statement 1. A mark may hold other marks; a backslash before `[ ] { }` means the character itself.
A line that begins with `@` says of one statement: speaker, `>` hearer, mode (d, i, m, own), then, where it is so,
`implied` or `inferred` and `via` channel. Names that are as right as the first follow `=`; `-` is nobody named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "nested"
PARTS = ("dev", "held-out")
STYLES = ("wire", "broadsheet", "communique", "broadcast", "blog")
MODES = {"d": "direct", "i": "indirect", "m": "mixed", "own": "own-voice"}

MARK = re.compile(r"\\([\[\]{}])|([\[{])(\d+(?:\.\d+)*) |([\]}])")
LINE = re.compile(r"@(?P<id>[\d.]+) (?P<who>[^|>]+?)(?: > (?P<hearer>[^|>]+?))? \| (?P<mode>\w+)(?P<more>(?:, .+)?)")
CLOSES = {"]": "[", "}": "{"}

Span = tuple[int, int]
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a passage. `speaker` and `hearer` are equally right names; none: nobody is named."""

    id: str
    speaker: Names
    hearer: Names
    mode: str
    how: str
    channel: str | None
    spans: tuple[Span, ...]
    cues: tuple[Span, ...]

    @property
    def within(self) -> str | None:
        """Return the id of the statement that this one is told in."""
        return self.id.rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without its marks, and the statements in it."""

    name: str
    kind: str
    style: str
    date: str
    text: str
    told: tuple[Told, ...]


class BadMark(ValueError):
    """A passage is not written as the head of this module says."""


@dataclass
class Marks:
    """The spans of each statement while a text is read."""

    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=dict)
    cues: dict[str, list[Span]] = field(default_factory=dict)


def load(part: str) -> tuple[Passage, ...]:
    """Return the passages of one part, `dev` or `held-out`."""
    return tuple(passages((FOLDER / f"{part}.txt").read_text("utf-8")))


def passages(source: str) -> Iterator[Passage]:
    """Yield the passages of a file; what stands before the first is its head. Raises BadMark."""
    for block in re.split(r"^== ", source, flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        fields = head.split(" | ")
        if len(fields) != 4:
            raise BadMark(f"{head}: a passage begins with name | class | style | date")
        yield passage(fields, body)


def passage(fields: list[str], body: str) -> Passage:
    """Return the passage of these fields and lines."""
    name, kind, style, date = fields
    lines = body.rstrip().split("\n")
    about = [line for line in lines if line.startswith("@") and line[1:2].isdigit()]
    marks = unmarked(name, "\n".join(line for line in lines if line not in about).rstrip())
    told = tuple(statement(name, line, marks) for line in about)
    ids = [one.id for one in told]
    if missing := (marks.spans.keys() | marks.cues.keys()).symmetric_difference(ids):
        raise BadMark(f"{name}: {sorted(missing)} marked without a line, or a line without a mark")
    if orphans := [one.id for one in told if one.within and one.within not in ids]:
        raise BadMark(f"{name}: {orphans} told within a statement that is not there")
    if len(set(ids)) < len(ids):
        raise BadMark(f"{name}: two lines for one statement")
    return Passage(name, kind, style, date, marks.text, told)


def unmarked(name: str, source: str) -> Marks:
    """Return the text without marks, and where they stood."""
    marks, opened, at = Marks(), list[tuple[str, str, int]](), 0
    for found in MARK.finditer(source):
        marks.text += source[at : found.start()]
        at = found.end()
        escaped, opens, number, closes = found.groups()
        if escaped:
            marks.text += escaped
        elif opens:
            opened.append((opens, number, len(marks.text)))
        else:
            if not opened or opened[-1][0] != CLOSES[closes]:
                raise BadMark(f"{name}: '{closes}' closes nothing after '{marks.text[-30:]}'")
            kind, number, start = opened.pop()
            of = marks.spans if kind == "[" else marks.cues
            of.setdefault(number, []).append((start, len(marks.text)))
    if opened:
        raise BadMark(f"{name}: the mark {opened[-1][1]} is not closed")
    marks.text += source[at:]
    return marks


def statement(name: str, line: str, marks: Marks) -> Told:
    """Return the statement that a line is about."""
    found = LINE.fullmatch(line)
    if found is None or found["mode"] not in MODES:
        raise BadMark(f"{name}: '{line}' is not: @id speaker > hearer | mode, how, via channel")
    more = [word for word in found["more"].split(", ") if word]
    how = next((word for word in more if word in ("implied", "inferred")), "stated")
    channel = next((word.removeprefix("via ") for word in more if word.startswith("via ")), None)
    if len(more) != (how != "stated") + (channel is not None):
        raise BadMark(f"{name}: '{line}' says more than how and via which channel")
    number = found["id"]
    if number not in marks.spans:
        raise BadMark(f"{name}: {number} has no content")
    return Told(
        id=number,
        speaker=names(found["who"]),
        hearer=names(found["hearer"] or "-"),
        mode=MODES[found["mode"]],
        how=how,
        channel=channel,
        spans=tuple(sorted(marks.spans[number])),
        cues=tuple(sorted(marks.cues.get(number, []))),
    )


def names(written: str) -> Names:
    """Return the names in "Sergei Lavrov = Lavrov"; none for "-"."""
    return () if written.strip() == "-" else tuple(name.strip() for name in written.split(" = "))
