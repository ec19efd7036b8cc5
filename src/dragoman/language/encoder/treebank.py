"""Cut words where the treebanks that the encoder learnt from cut them; spaCy's tokens differ in a few classes of words.

From the guidelines of Universal Dependencies for English and the train splits of EWT and GUM: a prefix that is no word
keeps its hyphen ("non-proliferation", "e-mail"), a letter before a number does not ("F - 16"); a run of one mark is one
word ("!!", "----"); the full stop of an abbreviation inside a sentence belongs to it ("Capt.").
A run too long to be a word, which `tokens` cuts in pieces, is one: the encoder looks at its first letters only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.language.syntax.words import tagged
from dragoman.language.tokens import LONG_RUN
from dragoman.model import Span

LONGEST_RUN = 100
"""Marks of one run, characters of a token that is looked into: a line of dashes must not cost more than a sentence."""
RUN = re.compile(rf"[!?]{{2,{LONGEST_RUN}}}|([^\w\s\"“”()\[\]{{}}]|_)\1{{1,{LONGEST_RUN - 1}}}")
STOPPED = re.compile(r"(?<![\w-])(?P<word>[A-Za-z]+)\.(?=[,;:]|\s+\S)")
ABBREVIATIONS = ("abbreviation", "title-abbreviation", "numbered-abbreviation")
TELEPHONE = re.compile(r"(?<![\w-])(?:\d{3}-)?\d{3}-\d{4}(?![\w-])")
TAG = re.compile(r"(?<!\S)#[A-Za-z]\w*")
PREFIXED = re.compile(r"(?<![\w-])(?P<word>[A-Za-z]{1,7})-\w+")
APART = re.compile(
    r"(?P<letters>[A-Za-z]+)(-)(\d[\w.,:]*)|(?i:(and)(/)(or))|(\))([:;])|(--+)?([A-Za-z]\w*)(--+)|(--+)([A-Za-z]\w*)"
)


def cut(text: str, tokens: Sequence[Span]) -> list[Span]:
    """Return the words of one sentence, given its tokens; both as character spans, in order, white space left out."""
    if not tokens:
        return []
    pieces = [piece for token in tokens for piece in _apart(text, token)]
    starts, ends = ({span[side] for span in pieces} for side in (0, 1))
    inside: set[int] = set()
    for start, end in _joined(text, (pieces[0][0], pieces[-1][1])):
        if start in starts and end in ends:
            inside.update(range(start + 1, end))
    firsts = [start for start, _ in pieces if start not in inside]
    lasts = [end for _, end in pieces if end not in inside]
    return list(zip(firsts, lasts, strict=True))


def _apart(text: str, token: Span) -> Iterator[Span]:
    """Cut one token in pieces, where it holds several words."""
    plain = text[slice(*token)].isalpha() or token[1] - token[0] >= LONGEST_RUN
    found = None if plain else APART.fullmatch(text, *token)
    if found is None or (found["letters"] or "").lower() in tagged("prefix"):
        yield token
        return
    yield from (found.span(group) for group in range(1, APART.groups + 1) if found[group])


def _joined(text: str, sentence: Span) -> Iterator[Span]:
    """Yield stretches that are one word each."""
    words = text[slice(*sentence)]
    for mark, pattern in (("", LONG_RUN), ("", RUN), ("-", TELEPHONE), ("#", TAG)):
        if mark in words:
            yield from (found.span() for found in pattern.finditer(text, *sentence))
    for mark, pattern, kinds in (("-", PREFIXED, ("prefix",)), (".", STOPPED, ABBREVIATIONS)):
        for found in pattern.finditer(text, *sentence) if mark in words else ():
            if any(found["word"].lower() in tagged(kind) for kind in kinds):
                yield found.span()
