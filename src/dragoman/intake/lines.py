"""Cut a text into lines and blocks with their places. A block is what blank lines enclose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import Span

LINE = re.compile(r"[^\r\n]+")


class Line(NamedTuple):
    """A line without the white space around it. `block` counts the blocks of the text from 0."""

    span: Span
    text: str
    block: int


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, from the offset `start` on."""
    block, end = 0, start
    for match in LINE.finditer(text, start):
        bare = match[0].strip()
        if not bare:
            continue
        at = match.start() + match[0].index(bare)
        gap = text[end:at]
        block += end > start and max(gap.count("\n"), gap.count("\r")) > 1
        end = at + len(bare)
        yield Line((at, end), bare, block)
