"""Look at one sentence as words with tags, for the steps that build phrases and verb groups on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Token

from dragoman.language.syntax.tags import bounds, named_words, timed_words
from dragoman.language.syntax.words import tagged
from dragoman.markup import Marked, Sentence
from dragoman.model import Mention, Span, Time

YEAR = re.compile(r"(?:1[89]|20)\d\d$")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING = frozenset(["“", "„", "``", "‘", "«"])


class Words:
    """The words of one sentence: what they are, where they stand, and which belong to a time or a name."""

    def __init__(
        self, tokens: Sequence[Token], first: int, sentence: Sentence, times: list[int], names: list[bool]
    ) -> None:
        self.first, self.sentence = first, sentence
        self.text = [token.text for token in tokens]
        self.low = [word.lower().replace("’", "'") for word in self.text]
        self.tags = [token.tag_ for token in tokens]
        self.lemmas = [token.lemma_ for token in tokens]
        self.starts = [token.idx for token in tokens]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.text, strict=True)]
        self.times, self.names = times, names

    def span(self, start: int, end: int) -> Span:
        """Return the span in the document of the words from start to end."""
        return self.starts[start], self.ends[end - 1]

    def standalone(self, at: int) -> bool:
        """Tell whether the word belongs to a time that no noun follows: `Sunday`, not the date in `the June summit`."""
        number = self.times[at]
        if not number:
            return False
        end = at
        while end < self.size and (self.times[end] == number or self.tags[end] == "''"):
            end += 1
        if end == self.size or self.tags[end - 1] == "IN":
            return True
        start = at
        while start > 0 and (self.times[start - 1] == number or self.tags[start - 1] == "''"):
            start -= 1
        before = self.tags[start - 1] if start else "."
        bound = before in ("DT", "PRP$", "POS", "JJ") or "HYPH" in self.tags[start:end]
        if bound:
            return self.tags[end] not in ("NN", "NNS", "HYPH", "POS", "JJ", "VBG")
        return before[:1] == "V" and self.tags[start] != "DT" or self.tags[end] not in ("NN", "NNS", "HYPH", "POS")

    def dates(self, at: int) -> bool:
        """Tell whether a preposition stands before a time (`on Sunday`, `in 2014`) and so binds no phrase."""
        if at + 1 >= self.size:
            return False
        return self.standalone(at + 1) or bool(YEAR.match(self.text[at + 1]))

    def glued(self, at: int) -> bool:
        """Tell whether the word continues a name that began before it (`Secretary of State Mike Pompeo`)."""
        return self.names[at]

    def opens(self, at: int) -> bool:
        """Tell whether the quotation mark opens."""
        if self.text[at] in OPENING:
            return True
        return self.text[at] in "\"'" and (at == 0 or self.starts[at] > self.ends[at - 1])

    def light(self, at: int) -> bool:
        """Tell whether a word stands between subject and verb without belonging to either."""
        return self.tags[at] in ("RB", "''", "_SP", "EX") and self.tags[at] != "EX" or bool(self.times[at])

    def finite_after(self, at: int) -> bool:
        """Tell whether a finite verb comes next, past adverbs and times."""
        while at < len(self.tags) and self.light(at):
            at += 1
        return at < len(self.tags) and self.tags[at] in FINITE

    def clause_start(self, at: int) -> int:
        """Return where the clause around a word begins: after a comma, a stop, or a word that opens a clause."""
        k = at
        while (
            k > 0 and self.tags[k - 1] not in (",", ".", ":", "WDT") and self.low[k - 1] not in tagged("subordinator")
        ):
            k -= 1
        return k

    @cached_property
    def size(self) -> int:
        """Return the number of words."""
        return len(self.tags)


def sentence_words(marked: Marked) -> tuple[Words, ...]:
    """Return the words of each sentence; those of the last text are remembered, for two steps ask."""
    return _laid_out(marked.doc, marked.sentences, marked.times, marked.mentions)


@lru_cache(maxsize=1)
def _laid_out(
    doc: Doc, sentences: Sequence[Sentence], found: Sequence[Time], mentions: Sequence[Mention]
) -> tuple[Words, ...]:
    tokens = list(doc)  # once: spaCy makes each token anew for whoever asks
    times, names = timed_words(doc, found), named_words(doc, mentions)
    starts = [token.idx for token in tokens]
    ranges = zip(sentences, bounds(sentences, starts), strict=True)
    return tuple(
        Words(tokens[first:last], first, sentence, times[first:last], names[first:last])
        for sentence, (first, last) in ranges
        if last > first
    )
