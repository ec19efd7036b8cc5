"""Lay the accounts of one act side by side: who vouches for what."""

from __future__ import annotations

import msgspec

from dragoman.model import Entry, Record, Statement, Value, When
from dragoman.views.acts import Act, act_line, acts
from dragoman.views.lines import Index, Line, Words, line, locate

NOT_MENTIONED = "not mentioned"  # what to print for an empty cell: that nobody said it is not that it is not so
EMPTIED = "nothing"  # a person took the value away


class Cell(Value, frozen=True, kw_only=True):
    """A value that a voice vouches for, in words, and the words that say it."""

    value: str
    words: tuple[Words, ...]


class Row(Value, frozen=True, kw_only=True):
    """One topic; `cells` has one part for each voice, empty where the voice does not mention it."""

    topic: str
    cells: tuple[tuple[Cell, ...], ...]


class Accounts(Value, frozen=True, kw_only=True):
    """The table: a column for each of the `voices`, a row for each topic, and all `words` of each voice."""

    line: Line
    voices: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[tuple[Words, ...], ...]


def accounts(record: Record, entry_id: str) -> Accounts:
    """Return who vouches for what of the entry, and of the entries of other documents that are the same act (linking/).

    A voice is a chain: what Pompeo said according to Yoon ("Mike Pompeo via Yoon Young-chan") is not what Yoon said.
    Raises UsageError when the record has no such entry.
    """
    index, entry = locate(record, entry_id)
    act: Act = [(index, entry)]
    if not isinstance(entry, Statement):
        act = next(act for act in acts(record) if any(_is(found, index, entry_id) for found in act))
    said = [(words, topic, value) for index, entry in act for words, topic, value in _said(index, entry)]
    everything = [words for words, _, _ in said]
    voices = tuple(dict.fromkeys(words.voice for words in everything))
    topics = dict.fromkeys(topic for _, topic, _ in said if topic)
    return Accounts(
        line=act_line(act) if len(act) > 1 else line(index, entry),
        voices=voices,
        rows=tuple(_row(topic, voices, said) for topic in topics),
        words=tuple(tuple(dict.fromkeys(w for w in everything if w.voice == voice)) for voice in voices),
    )


def _is(found: tuple[Index, object], index: Index, entry_id: str) -> bool:
    same_document = found[0].reading.document.id == index.reading.document.id
    return same_document and getattr(found[1], "id", None) == entry_id


def _said(index: Index, entry: object) -> list[tuple[Words, str, str]]:
    """Return (words, topic, value) for all that the sources of an entry vouch for; topic "" for words alone."""
    result = []
    for source in getattr(entry, "sources", ()):
        words = index.words(source)
        result += [(words, topic, index.says(value)) for topic, value in source.says.items()] or [(words, "", "")]
    return result + (_judged(index, entry) if isinstance(entry, Entry) else [])


def _judged(index: Index, entry: Entry) -> list[tuple[Words, str, str]]:
    """Return the same for the values that a person put there: a voice beside those of the reports, on their words."""
    result = []
    for field, (who, _) in (entry.review.edits if entry.review else {}).items():
        now = getattr(entry, field)
        now = now.edtf if isinstance(now, When) else msgspec.to_builtins(now)
        words = msgspec.structs.replace(index.all_words(entry)[0], voice=f"{who} (judged)", statement=None)
        result.append((words, field, index.says(now) if now else EMPTIED))
    return result


def _row(topic: str, voices: tuple[str, ...], said: list[tuple[Words, str, str]]) -> Row:
    cells = []
    for voice in voices:
        values: dict[str, list[Words]] = {}
        for words, about, value in said:
            if about == topic and words.voice == voice:
                values.setdefault(value, []).append(words)
        cells.append(tuple(Cell(value=value, words=tuple(words)) for value, words in values.items()))
    return Row(topic=topic, cells=tuple(cells))
