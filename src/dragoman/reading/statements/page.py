"""See a document by its words: which token, quotation, verb, phrase, mention or time lies at a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TypeAlias, TypeVar

from dragoman.markup import Marked, Phrase, Quote, Sentence, Verb
from dragoman.model import Mention, Reading, Span, Time
from dragoman.terms import rows

Thing = TypeVar("Thing", Phrase, Mention, Time)
Range: TypeAlias = tuple[int, int]  # half-open, in tokens; a Span is in characters

STOPS = frozenset([".", "!", "?", "…", ";", "..", "..."])
DASHES = frozenset(["-", "--", "---", "–", "—", "_", "―"])


@cache
def closed(kind: str) -> frozenset[str]:
    """Return the words of one kind in terms/reporting.tsv."""
    return frozenset(word for row in rows("reporting") if row["kind"] == kind for word in row["words"].split())


PRONOUNS = closed("pronoun")


class Page:
    """One document under this step: quick look-ups by token over all that the language layer marked."""

    def __init__(self, marked: Marked, reading: Reading) -> None:
        self.marked = marked
        self.reading = reading
        self.text = marked.document.text
        tokens = list(marked.doc)  # once: spaCy makes each token anew for whoever asks
        self.starts = [token.idx for token in tokens]
        self.words = [token.text for token in tokens]
        self.lower = [word.lower() for word in self.words]
        self.tags = [token.tag_ for token in tokens]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.quotes = marked.quotes
        self.quoted = {quote.span for quote in marked.quotes}
        self.in_quote = [-1] * len(self.words)
        self.marks: set[int] = set()
        self._lay_quotes()
        self.verb_at: dict[int, Verb] = {}
        for verb in marked.verbs:
            for i in range(*self.range(verb.span)):
                self.verb_at.setdefault(i, verb)
        self.phrase_from, _ = _edges(self, marked.phrases)
        self.phrases_to: dict[int, list[Phrase]] = {}
        for phrase in marked.phrases:
            self.phrases_to.setdefault(self.range(phrase.span)[1], []).append(phrase)
        self.mention_from, self.mention_to = _edges(self, reading.mentions)
        self.time_from, self.time_to = _edges(self, [time for time in marked.times if time.edtf or time.duration])
        self.finite = sorted(self.range(verb.span)[0] for verb in marked.verbs if verb.form == "finite")
        self._sentence_starts = [sentence.span[0] for sentence in marked.sentences]

    def _lay_quotes(self) -> None:
        for number, quote in enumerate(self.quotes):
            inner = self.range(quote.span)
            for i in range(*self.range(quote.marks)):
                if inner[0] <= i < inner[1]:
                    self.in_quote[i] = number
                else:
                    self.marks.add(i)

    def token(self, char: int) -> int:
        """Return the number of the token that holds the character, or the first one after it."""
        return bisect_right(self.ends, char)

    def range(self, span: Span) -> Range:
        """Return the tokens that a span touches."""
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])

    def span(self, tokens: Range) -> Span:
        """Return the characters from the first token to the last; an empty range gives an empty span."""
        first, end = tokens
        if first >= end:
            at = self.starts[first] if first < len(self.starts) else len(self.text)
            return at, at
        return self.starts[first], self.ends[end - 1]

    def said(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span[0] : span[1]]

    def word(self, i: int) -> str:
        """Return the token in lower case; an empty string outside the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def sentence(self, char: int) -> Sentence | None:
        """Return the sentence that holds a character, or the last one before it."""
        at = bisect_right(self._sentence_starts, char) - 1
        return self.marked.sentences[at] if at >= 0 else None

    def skip(self, i: int) -> int:
        """Return the token, or the next that is not white space."""
        while self.word(i).isspace():
            i += 1
        return i

    def quote_from(self, i: int) -> Quote | None:
        """Return the quotation whose mark stands at a token, white space left out."""
        i = self.skip(i)
        inner = self.in_quote[i + 1] if i in self.marks and i + 1 < len(self.in_quote) else -1
        return self.quotes[inner] if inner >= 0 and self.range(self.quotes[inner].marks)[0] == i else None

    def finite_in(self, tokens: Range) -> bool:
        """Return whether a finite verb starts within the tokens."""
        at = bisect_left(self.finite, tokens[0])
        return at < len(self.finite) and self.finite[at] < tokens[1]

    def noun_from(self, i: int) -> Range | None:
        """Return the noun phrase, name or pronoun that starts at a token."""
        found: Phrase | Mention | None = self.phrase_from.get(i) or self.mention_from.get(i)
        if found is not None:
            return self.range(found.span)
        if self.word(i) in ("that", "this", "these", "those") and i + 1 in self.phrase_from:
            return i, self.range(self.phrase_from[i + 1].span)[1]
        return (i, i + 1) if self.word(i) in PRONOUNS else None

    def noun_to(self, end: int) -> Range | None:
        """Return the noun phrase, name or pronoun that ends just before a token."""
        phrases = [self.range(phrase.span) for phrase in self.phrases_to.get(end, ())]
        if phrases:  # "After days of negotiations, Iran and six powers": not the phrase that begins behind "of"
            free = [tokens for tokens in phrases if self.tags[tokens[0] - 1] != "IN" or tokens[0] == 0]
            return max(free or phrases, key=lambda tokens: tokens[1] - tokens[0])
        found = self.mention_to.get(end)
        if found is not None:
            return self.range(found.span)
        return (end - 1, end) if self.word(end - 1) in PRONOUNS else None

    def is_place(self, tokens: Range) -> bool:
        """Return whether the name that a noun phrase ends in is that of a place or a state."""
        named = self.mention_to.get(tokens[1])
        known = [self.actors.get(id) for id in named.of if id not in self.places] if named is not None else [None]
        return all(actor is not None and actor.kind == "state" for actor in known)

    def time_range(self, i: int) -> Range | None:
        """Return the time expression that starts at a token."""
        found = self.time_from.get(i)
        return self.range(found.span) if found else None

    def trim(self, tokens: Range) -> Range:
        """Return the range without the stops, commas and dashes at its end and its start."""
        first, end = tokens
        while end > first and self.word(end - 1) in STOPS | DASHES | {",", ":"}:
            end -= 1
        while first < end and self.word(first) in DASHES | {",", ":", ";", "."}:
            first += 1
        return first, end


def _edges(page: Page, things: Sequence[Thing]) -> tuple[dict[int, Thing], dict[int, Thing]]:
    """Return the things by their first token and by the token after their last; the longest wins."""
    first: dict[int, Thing] = {}
    last: dict[int, Thing] = {}
    for thing in sorted(things, key=lambda t: t.span[1] - t.span[0]):
        start, end = page.range(thing.span)
        first[start] = thing
        last[end] = thing
    return first, last
