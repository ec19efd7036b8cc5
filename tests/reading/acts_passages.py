"""Load our corpus of acts: passages with the words of each act marked and what is recorded of it (acts_corpus/*.txt).

A passage in a file:

    == mills | verifications | wire | 2019-02-28            name | class | style | date of the document
    [c1 The Houthis promised safe passage if the men came unarmed]. On Tuesday [v1 the team found the mills intact].
    @c1 agreed pledge | by: Houthis | if: if the men came unarmed
    @v1 completed | by: the team = team | when: 2019-02-26 | finding: confirmed

A paragraph is one line, and a mark ends where it begins. `[m1 …]` are words of meeting 1, `d` `c` `v` `e` those of a
decision, commitment, verification or event; the same mark again is the act named again; a mark may hold others; a
backslash before `[` or `]` means the bracket itself. A line that begins with `@` says of one act, first:

    m  kind status         @m1 talks held            by (who takes part), host, place, when
    d  question status     @d1 venue open            option (again and again: `option: reject Vienna by Iran`), when
    c  phase strength      @c1 agreed pledge         by, to, if (words of the text), due, place (of the deed), when
    v  status              @v1 refused               by, place, scope (more than one with +), finding, when
    e  PLOVER type status  @e1 ASSAULT happened      by, to, place, when

People follow each other with ` + `; what is as right as the first follows ` = `. Dates are EDTF. What the text does not
say is left out, the strength of a commitment too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from dragoman import model
from dragoman.edtf import valid

FOLDER = Path(__file__).parent / "acts_corpus"
PARTS = ("dev", "held-out")
KINDS = {"m": "meetings", "d": "decisions", "c": "commitments", "v": "verifications", "e": "events"}
CLASSES = (*KINDS.values(), "mixed", "control")
STYLES = ("wire", "broadsheet", "communique", "readout", "broadcast")
EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
FIRST: dict[str, tuple[tuple[str, ...], ...]] = {
    "m": (get_args(model.MeetingKind), get_args(model.MeetingStatus)),
    "d": (get_args(model.Question), get_args(model.DecisionStatus)),
    "c": (get_args(model.Phase), ("", *get_args(model.Strength))),
    "v": (get_args(model.VerificationStatus), ("",)),
    "e": (EVENTS, get_args(model.EventStatus)),
}
"""The words that a line begins with, by kind: what the first and the second may be."""
FIELDS = {
    "m": ("by", "host", "place", "when"),
    "d": ("option", "when"),
    "c": ("by", "to", "if", "due", "place", "when"),
    "v": ("by", "place", "scope", "finding", "when"),
    "e": ("by", "to", "place", "when"),
}
MARK = re.compile(r"\\([\[\]])|\[([mdcve]\d+) |(\])")
LINE = re.compile(r"@(?P<id>[mdcve]\d+) (?P<first>\S+)(?: (?P<second>\S+))?")
OPTION = re.compile(r"(?P<stance>\S+) (?P<value>.+?)(?: by (?P<by>.+))?")

Span = tuple[int, int]
Names = tuple[str, ...]


class BadMark(ValueError):
    """A line is not written as the head of this module says."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a decision: what somebody wants or refuses, and who does."""

    stance: str
    value: str
    by: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a passage. Each tuple of names, places or dates holds equally right ones; `()` is not said.

    `kind` is the field of a reading; `type` a meeting's kind, a decision's question or a PLOVER type; `status` a
    commitment's phase too.
    """

    id: str
    kind: str
    type: str
    status: str
    strength: str = ""
    by: tuple[Names, ...] = ()
    to: tuple[Names, ...] = ()
    host: Names = ()
    place: Names = ()
    when: Names = ()
    due: Names = ()
    condition: str = ""
    finding: str = ""
    scope: tuple[str, ...] = ()
    options: tuple[Choice, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without its marks, and the acts in it."""

    name: str
    kind: str
    style: str
    date: str
    text: str
    acts: tuple[Act, ...]


@dataclass
class Marks:
    """The text so far without marks, and the spans of each act."""

    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=dict)


def load(part: str) -> tuple[Passage, ...]:
    """Return the passages of one part, `dev` or `held-out`."""
    return tuple(passages((FOLDER / f"{part}.txt").read_text("utf-8")))


def passages(source: str) -> Iterator[Passage]:
    """Yield the passages of a file; what stands before the first is its head. Raises BadMark, which names the line."""
    blocks: list[list[tuple[int, str]]] = []
    for number, line in enumerate(source.split("\n"), 1):
        if line.startswith("== "):
            blocks.append([])
        if blocks:
            blocks[-1].append((number, line))
    for block in blocks:
        yield passage(block)


def passage(lines: list[tuple[int, str]]) -> Passage:
    """Return the passage of these numbered lines."""
    at, head = lines[0]
    fields = head.removeprefix("== ").split(" | ")
    if len(fields) != 4 or fields[1] not in CLASSES or fields[2] not in STYLES:
        raise BadMark(f"line {at}: a passage begins with == name | {' '.join(CLASSES)} | {' '.join(STYLES)} | date")
    marks, acts = Marks(), dict[str, Act]()
    for number, line in lines[1:]:
        try:
            if line.startswith("@"):
                act = described(line)
                if act.id in acts:
                    raise BadMark(f"a second line for {act.id}")
                acts[act.id] = act
            elif line:
                read_marks(line, marks)
        except BadMark as fault:
            raise BadMark(f"line {number}: {fault}") from fault
    if odd := sorted(marks.spans.keys() ^ acts.keys()):
        raise BadMark(f"line {at}: {fields[0]}: {', '.join(odd)} marked without a line, or a line without a mark")
    if lost := [act.id for act in acts.values() if act.condition not in marks.text]:
        raise BadMark(f"line {at}: {fields[0]}: the condition of {', '.join(lost)} is not in the text")
    placed = tuple(replace(act, spans=tuple(marks.spans[act.id])) for act in acts.values())
    return Passage(fields[0], fields[1], fields[2], fields[3], marks.text, placed)


def read_marks(line: str, marks: Marks) -> None:
    """Add a paragraph to the text, without its marks, and where they stood. Raises BadMark."""
    marks.text += "\n\n" if marks.text else ""
    opened, at = list[tuple[str, int]](), 0
    for found in MARK.finditer(line):
        marks.text += line[at : found.start()]
        at = found.end()
        escaped, opens, closes = found.groups()
        if escaped:
            marks.text += escaped
        elif opens:
            opened.append((opens, len(marks.text)))
        elif closes and not opened:
            raise BadMark(f"']' closes nothing after '{marks.text[-30:]}'")
        else:
            ident, start = opened.pop()
            marks.spans.setdefault(ident, []).append((start, len(marks.text)))
    if opened:
        raise BadMark(f"the mark {opened[-1][0]} is not closed")
    marks.text += line[at:]


def described(line: str) -> Act:
    """Return the act that a line is about, without its words. Raises BadMark."""
    head, *rest = line.split(" | ")
    found = LINE.fullmatch(head)
    if found is None:
        raise BadMark(f"'{head}' is not: @m1 word word")
    kind, first, second = found["id"][0], found["first"], found["second"] or ""
    if wrong := [word for word, may in zip((first, second), FIRST[kind], strict=True) if word not in may]:
        raise BadMark(f"'{wrong[0]}' is no {KINDS[kind]} word; there are: {_words(kind)}")
    said = [pair(text, kind) for text in rest]
    if twice := {key for key, _ in said if key != "option" and [key for key, _ in said].count(key) > 1}:
        raise BadMark(f"{', '.join(sorted(twice))} is said twice")
    given = dict(said)
    scope = tuple(word for word in given.get("scope", "").split(" + ") if word)
    if odd := {given.get("finding", ""), *scope} - {"", *get_args(model.VerificationFinding), *get_args(model.Scope)}:
        raise BadMark(f"'{min(odd)}' is neither finding nor scope")
    return Act(
        id=found["id"],
        kind=KINDS[kind],
        type=first if kind in "mde" else "",
        status=second if kind in "mde" else first,
        strength=second if kind == "c" else "",
        by=people(given.get("by", "")),
        to=people(given.get("to", "")),
        host=equals(given.get("host", "")),
        place=equals(given.get("place", "")),
        when=dates(given.get("when", "")),
        due=dates(given.get("due", "")),
        condition=given.get("if", ""),
        finding=given.get("finding", ""),
        scope=scope,
        options=tuple(choice(value) for key, value in said if key == "option"),
    )


def _words(kind: str) -> str:
    return ", ".join(word for words in FIRST[kind] for word in words if word)


def pair(text: str, kind: str) -> tuple[str, str]:
    """Return key and value of `by: France`."""
    key, colon, value = text.partition(": ")
    if not colon or not value.strip() or "|" in value or key not in FIELDS[kind]:
        raise BadMark(f"'{text}' is not one of {', '.join(FIELDS[kind])}, a colon and a value")
    return key, value.strip()


def choice(text: str) -> Choice:
    """Return the option in `reject Vienna by Iran`."""
    found = OPTION.fullmatch(text)
    if found is None or found["stance"] not in get_args(model.OptionStance):
        raise BadMark(f"'{text}' is not: {' '.join(get_args(model.OptionStance))}, what, and by whom")
    return Choice(found["stance"], found["value"], people(found["by"] or ""))


def people(text: str) -> tuple[Names, ...]:
    """Return the names of each in `Iran = Tehran + France`."""
    return tuple(equals(one) for one in text.split(" + ")) if text else ()


def equals(text: str) -> Names:
    """Return what is equally right."""
    return tuple(one.strip() for one in text.split(" = ")) if text else ()


def dates(text: str) -> Names:
    """Return the dates that are equally right. Raises BadMark where one is not EDTF."""
    found = equals(text)
    if wrong := [one for one in found if not valid(one)]:
        raise BadMark(f"'{wrong[0]}' is no EDTF date")
    return found
