"""Pair quotation marks, paragraph by paragraph, so that no wrong mark swallows more than its paragraph.

A mark's shape proposes what it does (opens, closes, either); where it stands decides, because texts get marks wrong:
`in the near future, “wrote the US president.` closes with an opening mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from dragoman.markup import Marked, Quote
from dragoman.model import Problem, Span

Side = Literal["open", "close"]

MARK = re.compile(r"``|''|[“”„‟\"«»＂‘’‚']")
OPENING = frozenset("“„‟«‘") | {"``"}
CLOSING = frozenset("”»") | {"''"}
SINGLE = frozenset("‘’‚'")
EITHER = frozenset('"＂')
FAMILIES = (frozenset("“”„‟"), frozenset("«»"), frozenset({"``", "''"}), EITHER)
ELISIONS = frozenset(["em", "til", "tis", "twas", "cause", "n", "round", "bout", "im", "er"])
REVERSED = frozenset({("„", "“"), ("‟", "“"), ("»", "«")})  # German: „so“ and »so«
MOST = 1000  # marks in one paragraph; a paragraph with more is no prose
LOOK_AHEAD = 40  # marks
DEEPEST = 3  # a quotation in a quotation in a quotation
SINGLE_REACH = 400  # a single quotation is a phrase or a sentence; a later apostrophe is not its end
BEFORE_OPEN = frozenset(" \t\r\n\u00a0([{-–—_/:“„«\"'‘")
AFTER_CLOSE = frozenset(" \t\r\n\u00a0)]}-–—_/.,;:!?”»\"'’…")


class Mark(NamedTuple):
    """One quotation mark: its glyph, where it is, and which sides its neighbours let it be."""

    glyph: str
    start: int
    end: int
    can_open: bool
    can_close: bool


class Open(NamedTuple):
    """A quotation not yet closed."""

    mark: Mark
    family: int


def quotes(marked: Marked) -> Marked:
    """Fill `quotes`, with a problem for each mark that is wrong or missing."""
    text = marked.document.text
    found: list[Quote] = []
    problems: list[Problem] = []
    for at, paragraph in enumerate(marked.paragraphs):
        following = marked.paragraphs[at + 1] if at + 1 < len(marked.paragraphs) else None
        for finding in Pairing(text, paragraph, following).findings():
            (found if isinstance(finding, Quote) else problems).append(finding)  # type: ignore[arg-type]
    found.sort(key=lambda quote: (quote.marks[0], -quote.marks[1]))
    return msgspec.structs.replace(marked, quotes=tuple(found), problems=(*marked.problems, *problems))


def marks(text: str, paragraph: Span) -> list[Mark]:
    """Return the quotation marks of a paragraph, apostrophes and inches left out."""
    found = (_mark(text, match, paragraph) for match in MARK.finditer(text, *paragraph))
    return list(islice((mark for mark in found if mark is not None), MOST + 1))


def _mark(text: str, match: re.Match[str], paragraph: Span) -> Mark | None:
    glyph, (start, end) = match.group(), match.span()
    before = text[start - 1] if start > paragraph[0] else " "
    after = text[end] if end < paragraph[1] else " "
    can_open = before in BEFORE_OPEN and not after.isspace()
    can_close = not before.isspace() and after in AFTER_CLOSE
    if glyph in SINGLE:
        word = re.compile(r"[A-Za-z]*").match(text, end)
        elided = word is not None and (word.group().lower() in ELISIONS or after.isdigit())
        can_open = can_open and glyph != "’" and not elided
        can_close = can_close and glyph != "‘" and not before.isdigit()
        return Mark(glyph, start, end, can_open, can_close) if can_open or can_close else None
    return Mark(glyph, start, end, can_open, can_close)


class Pairing:
    """Pair the marks of one paragraph."""

    def __init__(self, text: str, paragraph: Span, following: Span | None) -> None:
        self.text, self.paragraph, self.following = text, paragraph, following
        self.marks = marks(text, paragraph)
        self.stack: list[Open] = []
        self.done: list[Quote | Problem] = []

    def findings(self) -> Iterator[Quote | Problem]:
        """Yield the quotations and problems of the paragraph."""
        if len(self.marks) > MOST:
            self.wrong(self.marks[0], "too many quotation marks to be prose")
            self.marks = []
        taken = -1
        for at, mark in enumerate(self.marks):
            if mark.start < taken:
                continue
            if mark.glyph in SINGLE:
                taken = max(taken, self.single(at))
            elif self.side(at) == "open":
                self.open(at)
            else:
                self.close(mark)
        self.finish()
        yield from self.done

    def side(self, at: int) -> Side:
        """Decide whether a double mark opens or closes a quotation."""
        mark = self.marks[at]
        if not self.stack:
            return "close" if self.stray(at) else "open"
        family = self.stack[-1].family
        if mark.glyph in CLOSING:
            return "close"
        if mark.glyph in EITHER:
            return "open" if mark.can_open and not mark.can_close and not self.ends_here(at) else "close"
        if mark.glyph not in FAMILIES[family] and mark.can_open and not self.ends_here(at):
            return "open"
        return "close" if self.ends_here(at) or not mark.can_open else "open"

    def stray(self, at: int) -> bool:
        """Tell whether a mark that nothing precedes closes nothing: no mark of its kind follows, or it cannot open."""
        mark = self.marks[at]
        if mark.glyph in OPENING:
            return False
        return not mark.can_open

    def ends_here(self, at: int) -> bool:
        """Tell whether an opening mark closes the quotation: after a stop or comma, before the words of attribution.

        `in the near future, “wrote the US president.` It cannot when a closing mark of its own comes next and the
        words after it begin like a quotation (`“We agree, he said. “Both of us.”`).
        """
        mark = self.marks[at]
        before = self.text[max(self.paragraph[0], mark.start - 3) : mark.start].rstrip()[-1:]
        after = self.text[mark.end : mark.end + 2].lstrip()[:1]
        if not after or mark.end >= self.paragraph[1]:
            return True
        later = next((m for m in self.marks[at + 1 : at + LOOK_AHEAD] if m.glyph not in SINGLE), None)
        closes_later = later is not None and later.can_close and (later.glyph in CLOSING or not later.can_open)
        if before in ",;" and after.islower():
            return True
        return before in ",.?!…;" and not closes_later

    def open(self, at: int) -> None:
        """Open a quotation; one of the same family that is still open has lost its closing mark."""
        mark = self.marks[at]
        family = next(at for at, glyphs in enumerate(FAMILIES) if mark.glyph in glyphs)
        if any(one.family == family for one in self.stack) and not self.nests(at, family):
            self.lose(mark.start)
        if mark.glyph in CLOSING and mark.glyph != "»":
            self.wrong(mark, "a closing mark opens the quotation")
        self.stack.append(Open(mark, family))

    def nests(self, at: int, family: int) -> bool:
        """Tell whether enough closing marks follow for a quotation inside one of the same marks."""
        mark = self.marks[at]
        depth = sum(one.family == family for one in self.stack) + 1
        if depth > DEEPEST:
            return False
        for later in (m for m in self.marks[at + 1 : at + LOOK_AHEAD] if m.glyph in FAMILIES[family]):
            if later.can_close and (later.glyph in CLOSING or later.glyph in EITHER):
                depth -= 1
                if depth == 0:
                    return mark.glyph not in EITHER
            elif later.can_open:
                return False
        return False

    def close(self, mark: Mark) -> None:
        """Close the innermost quotation, and complain of a mark that closes nothing or is the wrong one."""
        if not self.stack:
            if not self.text[mark.start - 1 : mark.start].isdigit():  # a 12" gun
                self.wrong(mark, "a closing mark with nothing open")
            return
        opened = self.stack.pop()
        if (opened.mark.glyph, mark.glyph) in REVERSED:
            pass
        elif mark.glyph in OPENING:
            self.wrong(mark, "an opening mark closes the quotation")
        elif mark.glyph in EITHER and not mark.can_close and mark.can_open:
            self.wrong(mark, "the mark that closes the quotation stands before the next word")
        self.add(opened.mark, mark.start, mark.end, True)

    def single(self, at: int) -> int:
        """Add a quotation in single marks if it has an end; return where it ends."""
        mark = self.marks[at]
        if not mark.can_open:
            return -1
        end = self.single_end(at)
        if end is None:
            return -1
        self.add(mark, end.start, end.end, True)
        return (
            -1
            if any(m.glyph not in SINGLE for m in self.marks[at : at + LOOK_AHEAD] if m.start < end.start)
            else end.end
        )

    def single_end(self, at: int) -> Mark | None:
        """Return the mark that ends a single quotation: before it a stop, or after it; `the leaders’ talks` is none."""
        opened = self.marks[at]
        glyphs = "’" if opened.glyph in "‘‚" else "'"
        reach = opened.start + SINGLE_REACH
        following = self.marks[at + 1 : at + LOOK_AHEAD]
        if self.stack:  # inside “ ” it ends with them at the latest
            reach = min([reach, *(m.start for m in following if m.glyph not in SINGLE)])
        ends = [m for m in following if m.glyph in glyphs and m.can_close and m.start <= reach]
        return next((m for m in ends if self.text[m.start - 1] != "s" or self.stops(m)), None) or next(iter(ends), None)

    def stops(self, mark: Mark) -> bool:
        """Tell whether punctuation stands beside a mark, so that it is no possessive."""
        return self.text[mark.start - 1] in ",.?!" or self.text[mark.end : mark.end + 1] in (*',.;:?!)”"', "")

    def finish(self) -> None:
        """End what is still open with the paragraph: without complaint where the next one carries the quotation on."""
        if self.stack and self.carries_on():
            opened = self.stack[0]
            self.add(opened.mark, self.paragraph[1], self.paragraph[1], False)
            self.stack = []
        self.lose(self.paragraph[1])

    def carries_on(self) -> bool:
        """Tell whether the next paragraph begins with the same opening mark."""
        return self.following is not None and self.text.startswith(self.stack[0].mark.glyph, self.following[0])

    def lose(self, end: int) -> None:
        """End all open quotations, with a problem each."""
        for opened in self.stack:
            stop = len(self.text[:end].rstrip()) if end - opened.mark.end < 1 else self.trimmed(end)
            self.add(opened.mark, stop, stop, False)
            self.wrong(opened.mark, "the quotation has no closing mark")
        self.stack = []

    def trimmed(self, end: int) -> int:
        """Step back over white space."""
        while end > self.paragraph[0] and self.text[end - 1].isspace():
            end -= 1
        return end

    def add(self, mark: Mark, end: int, after: int, closed: bool) -> None:
        """Add the quotation that the mark opened, unless it is empty."""
        if end > mark.end and not self.text[mark.end : end].isspace():
            self.done.append(Quote(span=(mark.end, end), marks=(mark.start, after), closed=closed))

    def wrong(self, mark: Mark, message: str) -> None:
        """Add a problem about one mark."""
        self.done.append(Problem(code="quote-mark", message=message, span=(mark.start, mark.end)))
