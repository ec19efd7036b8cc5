"""Show words where they stand: the sentence or sentences around them, in parts that say what each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from dragoman.model import Span, Value
from dragoman.spans import cover
from dragoman.terms import rows

Role = Literal["around", "cue", "content", "inner", "gap"]

AROUND = 400  # characters: a sentence longer than this on one side of the words is cut there
CLOSING = 8  # letters: a stop with the marks that close a quotation behind it is no longer
STOP = re.compile(r"[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[`]*[A-Z0-9])|\n\s*\n")
LAST = re.compile(r"[\w.&-]+$")


class Part(Value, frozen=True, kw_only=True):
    """A stretch of a passage.

    `content` is what is said, `cue` what says so ("told"), `inner` content that a nested statement says, `around` the
    rest of the sentence; a `gap` stands for text left out between sentences, and has no words.
    """

    role: Role
    span: Span
    text: str


def passage(
    text: str,
    content: Iterable[Span],
    cues: Iterable[Span] = (),
    inner: Iterable[Span] = (),
    around: Iterable[Span] = (),
    within: Span | None = None,
) -> tuple[Part, ...]:
    """Return the sentences around the content and the cues in parts, in the order of the text.

    `inner` are stretches that a nested statement says, `around` are further words to show, `within` bounds it all.
    """
    bound = within or (0, len(text))
    ranked: Sequence[tuple[Role, Sequence[Span]]] = (
        ("content", _inside(content, bound)),
        ("inner", _inside(inner, bound)),
        ("cue", _inside(cues, bound)),
    )
    marked = [span for _, spans in ranked for span in spans]
    wholes = [sentence(text, span, bound) for span in (*marked, *_inside(around, bound))]
    parts: list[Part] = []
    for start, end in _joined(text, wholes):
        if parts:
            parts.append(Part(role="gap", span=(parts[-1].span[1], start), text=""))
        edges = sorted({start, end, *(at for span in marked for at in span if start < at < end)})
        for low, high in zip(edges, edges[1:], strict=False):
            role = _role(ranked, low)
            if parts and parts[-1].role == role:
                low = parts.pop().span[0]
            parts.append(Part(role=role, span=(low, high), text=text[low:high]))
    return tuple(parts)


def sentence(text: str, span: Span, bound: Span | None = None) -> Span:
    """Return the span of the sentence or sentences around a span, as far as a stop or an empty line shows them."""
    low, high = bound or (0, len(text))
    low, high = max(low, span[0] - AROUND), min(high, span[1] + AROUND)
    before = [stop for stop in STOP.finditer(text, low, min(high, span[0] + 1)) if stop.end() <= span[0]]
    start = next((stop.end() for stop in reversed(before) if _ends(text, stop)), low)
    after = STOP.finditer(text, max(low, span[1] - CLOSING), high)
    ends = ((stop.start() + len(stop.group().rstrip()), stop) for stop in after)
    return start, next((end for end, stop in ends if end >= span[1] and _ends(text, stop)), max(high, span[1]))


def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of all sentences of a text in order, as far as stops and empty lines show them."""
    starts = [0, *(stop.end() for stop in STOP.finditer(text) if _ends(text, stop))]
    spans = zip(starts, (*starts[1:], len(text)), strict=True)
    return tuple((low, low + len(text[low:high].rstrip())) for low, high in spans if text[low:high].strip())


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Return whether a stop ends a sentence: that of an abbreviation or of an initial ("U.N. Resolution") does not."""
    before = LAST.search(text, max(0, stop.start() - 20), stop.start())
    if not stop.group().startswith(".") or before is None:
        return True
    word = before.group()
    return not (word.casefold() in _abbreviations() or (len(word.rsplit(".", 1)[-1]) == 1 and word[-1:].isupper()))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(
        word for row in rows("words") if row["kind"].endswith("abbreviation") for word in row["words"].split()
    )


def _inside(spans: Iterable[Span], bound: Span) -> list[Span]:
    """Return what lies within the bound of each span, without what is empty then."""
    cut = [(max(start, bound[0]), min(end, bound[1])) for start, end in spans]
    return [span for span in cut if span[0] < span[1]]


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or have only blanks between them as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span[0] <= joined[-1][1] or not text[joined[-1][1] : span[0]].strip()):
            joined[-1] = cover((joined[-1], span))
        else:
            joined.append(span)
    return joined


def _role(ranked: Sequence[tuple[Role, Sequence[Span]]], at: int) -> Role:
    """Return what the character at a place is: a cue or a nested statement goes before the content it lies in."""
    found: Role = "around"
    for role, spans in ranked:
        if any(start <= at < end for start, end in spans):
            found = role
    return found
