"""Find what a page or a wire service puts around a report: comment forms, share buttons, credits, sign-off codes.

The patterns are in `terms/boilerplate.tsv` and must match a whole line, so a sentence that only speaks of them stays
("The ministry will share on Twitter what ..."). `where` says which lines:

    any      every line
    stop     an end mark ("###"): the line and the few lines after it (press contacts, notes to editors)
    end      lines after which nothing but boilerplate follows
    section  a heading that opens a list of other articles: it goes with all that follows, if no sentence follows
    suffix   the last words of the report's last line: "... to the company. (pvs/vi/ji)"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.intake.lines import Line
from dragoman.model import Dropped, Span
from dragoman.terms import rows

LONGEST = 300  # characters: a longer line is a paragraph of news, not a button
EDGE = 2000  # lines at the start and the end: the middle of a book is not searched
AFTER_STOP = 12  # lines
SENTENCE_END = ".!?:)*\"'”’"


@cache
def pattern(where: str) -> re.Pattern[str]:
    """Return one pattern for all rows with that `where`."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("boilerplate") if row["where"] == where), re.I)


def find(lines: Sequence[Line]) -> tuple[Dropped, ...]:
    """Return what to drop among the lines of a document, in the order of the text."""
    edges = {*range(len(lines))[:EDGE], *range(len(lines))[-EDGE:]}
    free = [index in edges and alone(lines, index) for index in range(len(lines))]
    matched = [free[index] and matches("any", line) for index, line in enumerate(lines)]
    last = stop(lines)
    matched[last:] = [True] * (len(lines) - last)
    while last and (matched[last - 1] or (free[last - 1] and matches("end", lines[last - 1]))):
        last -= 1
        matched[last] = True
    opening = section(lines, matched, last)
    spans = [line.span for index, line in enumerate(lines) if matched[index] or index >= opening]
    if opening == len(lines) and last and (code := suffix(lines[last - 1])):
        spans.append(code)
    return tuple(Dropped(span=span, why="boilerplate") for span in sorted(spans))


def stop(lines: Sequence[Line]) -> int:
    """Return the index of an end mark that only a few lines follow, or the length."""
    for index in range(max(1, len(lines) - AFTER_STOP), len(lines)):
        if matches("stop", lines[index]) and alone(lines, index):
            return index
    return len(lines)


def alone(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is no part of a hard-wrapped sentence ("... talks until the / end.")."""
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    begins = before is None or before.block != line.block or len(before.text) < 40 or before.text[-1] in SENTENCE_END
    ends = after is None or after.block != line.block or not after.text[0].islower()
    return begins and ends


def matches(where: str, line: Line) -> bool:
    """Tell whether the whole line is boilerplate of that kind."""
    return len(line.text) <= LONGEST and pattern(where).fullmatch(line.text) is not None


def section(lines: Sequence[Line], matched: Sequence[bool], last: int) -> int:
    """Return the index of a heading such as "Related articles" with nothing but headlines after it, or the length."""
    opening = len(lines)
    for index in range(last - 1, max(0, last - EDGE), -1):
        if matches("section", lines[index]):
            opening = index
        elif not (matched[index] or headline(lines[index])):
            break
    return opening


def headline(line: Line) -> bool:
    """Tell whether a line can be the name of another article: short, and no sentence."""
    return len(line.text) <= 150 and not re.search(r"[.!?:;,][\"'”’)]*$", line.text)


def suffix(line: Line) -> Span | None:
    """Return the span of a sign-off code at the end of the line."""
    for match in pattern("suffix").finditer(line.text, max(0, len(line.text) - 40)):
        if match.end() == len(line.text):
            return line.span[0] + match.start(), line.span[1]
    return None
