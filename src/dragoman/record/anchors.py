"""Hold a judgement to the exact words it was made on, and find them again: the same words, or none.

In the same text the words at the same place decide, then that they are the only thing of the kind there. In a changed
text a place says nothing: the words must have stood once in the old text and stand once in the new one, or belong to an
entry of the same id, which a person gave it. Nothing is
ever compared by likeness: what is not found is said with its reason, and waits for a person.
"""

from __future__ import annotations

from dragoman.kinds import entries
from dragoman.model import Entry, Mention, Reading, Span, Statement
from dragoman.problems import UsageError
from dragoman.record.judgements import Anchor

ACTOR = "actor"


def spans_of(entry: Entry) -> tuple[Span, ...]:
    """Return the words that make an entry what it is: a statement's content, else those of its first source."""
    if isinstance(entry, Statement) and entry.spans:
        return entry.spans
    return tuple(source.span for source in entry.sources[:1])


def kind_of(entry: Entry) -> str:
    """Return the kind of an entry as a word."""
    return type(entry).__name__.lower()


def of_entry(reading: Reading, entry: Entry) -> Anchor:
    """Return what holds a judgement to an entry. Raises UsageError for an entry without words."""
    spans = spans_of(entry)
    beside = [other for other in entries(reading) if type(other) is type(entry) and spans_of(other) == spans]
    return _anchor(reading, kind_of(entry), entry.id, spans, only=len(beside) == 1)


def of_actor(reading: Reading, actor: str) -> Anchor:
    """Return what holds a judgement to an actor: the longest words that name it, of those the first.

    Raises UsageError for an actor that no words name.
    """
    named = [mention for mention in reading.mentions if mention.of == (actor,)]
    spans = [mention.span for mention in named]
    spans += [source.span for found in reading.actors if found.id == actor for source in found.sources]
    best = sorted(spans, key=lambda span: (span[0] - span[1], span))[:1]
    return _anchor(reading, ACTOR, actor, tuple(best), only=True)


def find_entry(anchor: Anchor, reading: Reading) -> tuple[Entry | None, str]:
    """Return the entry that the judgement is about, or None and the reason in words."""
    text = reading.document.text
    same_text = reading.document.sha256 == anchor.document
    rest_on = [
        entry
        for entry in entries(reading)
        if kind_of(entry) == anchor.kind
        and (not same_text or spans_of(entry) == anchor.spans)
        and words(text, spans_of(entry)) == anchor.quotes
    ]
    same = [entry for entry in rest_on if entry.id == anchor.id]
    if same:  # in a changed text only a person's id stays: others are made of the text
        return same[0], ""
    if not same_text and (lost := _lost(anchor, text)):
        return None, lost
    if len(rest_on) == 1 and anchor.only:
        return rest_on[0], ""
    if not rest_on:
        return None, f"no {anchor.kind} rests on exactly these words any more"
    return None, f"more than one {anchor.kind} rests, or rested, on these words"


def find_actor(anchor: Anchor, reading: Reading) -> tuple[str | None, str]:
    """Return the id of the actor that the judgement is about, or None and the reason in words."""
    text = reading.document.text
    named = [*reading.mentions, *(_source_mentions(reading))]
    if reading.document.sha256 == anchor.document:
        named = [mention for mention in named if (mention.span,) == anchor.spans]
    found = {mention.of for mention in named if words(text, (mention.span,)) == anchor.quotes}
    if len(found) == 1 and len(next(iter(found))) == 1:
        return next(iter(found))[0], ""
    if not all(quote in text for quote in anchor.quotes):
        return None, "its words are not in the text any more"
    return None, f"these words stand for {'more than one' if found else 'no'} actor now"


def _source_mentions(reading: Reading) -> list[Mention]:
    """Return the sources of actors as mentions: some readers say only there which words name somebody."""
    return [
        Mention(span=source.span, quote=source.quote, of=(actor.id,))
        for actor in reading.actors
        for source in actor.sources
    ]


def _anchor(reading: Reading, kind: str, id: str, spans: tuple[Span, ...], only: bool) -> Anchor:
    text = reading.document.text
    quotes = words(text, spans)
    if not spans or not all(quotes):
        raise UsageError(f"'{id}' rests on no words in document {reading.document.id}: nothing can hold a judgement.")
    once = all(_times(text, quote) == 1 for quote in quotes)
    return Anchor(document=reading.document.sha256, kind=kind, id=id, quotes=quotes, spans=spans, once=once, only=only)


def _lost(anchor: Anchor, text: str) -> str:
    """Return why the words cannot be told in a changed text; nothing where they can."""
    times = [_times(text, quote) for quote in anchor.quotes]
    if not all(times):
        return "its words are not in the text any more"
    if not anchor.once or max(times) > 1:
        return "its words stand, or stood, more than once in the text"
    return ""


def _times(text: str, quote: str) -> int:
    """Return how often the words stand in the text, 2 for more; an overlap counts."""
    first = text.find(quote)
    return 0 if first < 0 else 1 if text.find(quote, first + 1) < 0 else 2


def words(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Return the words at some places of a text."""
    return tuple(text[start:end] for start, end in spans)
