"""Lay the accounts of one act side by side: who vouches for what."""

from __future__ import annotations

import re

import msgspec

from dragoman import edtf
from dragoman.model import Entry, Record, Span, Value, When
from dragoman.spans import holds
from dragoman.terms import rows
from dragoman.views.acts import act_line, lead
from dragoman.views.called import WORD
from dragoman.views.lines import Index, Line, Words, line, locate
from dragoman.views.linking import Linked, linked
from dragoman.wording import plain

NOT_MENTIONED = "not mentioned"  # what to print for an empty cell: that nobody said it is not that it is not so
EMPTIED = "nothing"  # a person took the value away
INITIATED = "initiated_by"  # the topic of at whose wish an act comes about
BESIDE = ("", "the", "has", "had", "have")  # what may stand between a name and the words
VERB = "verb"  # the topic of how far a matter was settled: agreed, discussed, proposed
TOPICS = ("status", "phase", VERB, "when", "due", "place", INITIATED, "invited_by", "host", "by", "to", "participants")
GOES_ON = ("status", "phase", VERB)
DONE = frozenset(("held", "under-way", "performed", "completed", "happened"))
OFF = frozenset(("cancelled", "refused", "denied", "postponed", "withdrawn", "breached"))


def topic_words(topic: str) -> str:
    """Return a topic as people read it."""
    return "in their words" if topic == VERB else plain(topic)


class Cell(Value, frozen=True, kw_only=True):
    """A value that a voice vouches for, in words, and the words that say it."""

    value: str
    words: tuple[Words, ...]


class Row(Value, frozen=True, kw_only=True):
    """One topic; `cells` has one part for each voice, empty where the voice does not mention it.

    `single`: one voice alone speaks of it, among several. `contested`: two voices say what cannot both be so.
    """

    topic: str
    cells: tuple[tuple[Cell, ...], ...]
    single: bool = False
    contested: bool = False


class Accounts(Value, frozen=True, kw_only=True):
    """The table: a column for each of the `voices`, a row for each topic, and all `words` of each voice."""

    line: Line
    voices: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[tuple[Words, ...], ...]


def accounts(record: Record, entry_id: str) -> Accounts:
    """Return who vouches for what of the entry, and of the entries of other documents that are the same act (linking/).

    A voice is a chain: what Pompeo said according to Yoon ("Mike Pompeo via Yoon Young-chan") is not what Yoon said.
    People go by one name in all documents, and the reports that are copies of one text are one voice. Nothing of this
    is kept: it follows from the readings, the links and what people judged. Raises UsageError for an unknown entry.
    """
    index, entry = locate(record, entry_id)
    found = linked(record)
    act = lead(next(act for act in found.acts if any(_is(one, index, entry_id) for one in act)))
    said = [one for index, entry in act for one in _said(_named(index, found), entry, found)]
    everything = [words for words, _, _ in said]
    voices = tuple(dict.fromkeys(words.voice for words in everything))
    topics = sorted({topic: None for _, topic, _ in said if topic}, key=_rank)
    return Accounts(
        line=act_line(act) if len(act) > 1 else line(index, entry),
        voices=voices,
        rows=tuple(_row(topic, voices, said) for topic in topics),
        words=tuple(tuple(dict.fromkeys(w for w in everything if w.voice == voice)) for voice in voices),
    )


def _is(found: tuple[Index, object], index: Index, entry_id: str) -> bool:
    same_document = found[0].reading.document.id == index.reading.document.id
    return same_document and getattr(found[1], "id", None) == entry_id


def _rank(topic: str) -> int:
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


def _named(index: Index, found: Linked) -> Index:
    """Return the index with the name for each actor that all documents share: "Kim Jong-un" is Kim Jong Un."""
    document = index.reading.document.id
    actors = (
        msgspec.structs.replace(actor, name=found.cast.name(document, actor.id) or actor.name)
        for actor in index.reading.actors
    )
    return Index(msgspec.structs.replace(index.reading, actors=tuple(actors)))


def _said(index: Index, entry: Entry, found: Linked) -> list[tuple[Words, str, str]]:
    """Return (words, topic, value) for all that the sources of an entry vouch for; topic "" for words alone."""
    result = []
    for source in entry.sources:
        words = _of_family(index.words(source), index, found)
        told = [(words, topic, index.says(value)) for topic, value in source.says.items()]
        if told:
            told += [(words, VERB, verb) for verb in _verbs(source.quote)]
            told += [(words, INITIATED, name) for name in _initiators(index, source.span)]
        result += told or [(words, "", "")]
    return result + _judged(index, entry)


def _of_family(words: Words, index: Index, found: Linked) -> Words:
    """Return words in the report's own voice as those of its family: n copies of one text are one voice."""
    family = found.families.get(words.document)
    if family is None or words.voice != index.own_voice:
        return words
    count = sum(of == family for of in found.families.values())
    names = sorted(name for document, name in found.voices.items() if found.families.get(document) == family)
    return msgspec.structs.replace(words, voice=f"{' and '.join(dict.fromkeys(names))} ({count} copies of one text)")


def _verbs(quote: str) -> list[str]:
    """Return how far a matter was settled, in the words of a source: agreed, discussed, proposed ..."""
    forms = {form: row["verb"] for row in rows("commitment_verbs") for form in row["forms"].split()}
    return list(dict.fromkeys(forms[word] for word in WORD.findall(quote.casefold()) if word in forms))


def _initiators(index: Index, span: Span) -> list[str]:
    """Return at whose wish an act comes about, in the words of a source: "invited by Kim", "at Pyongyang's request"."""
    found = []
    quote = index.text[span[0] : span[1]]
    names = {mention.span: index.says(list(mention.of)) for mention in index.mentions if holds(span, mention.span)}
    for row in rows("initiating"):
        for match in re.finditer(rf"(?:\b|(?=['’])){re.escape(row['words'])}\b", quote):
            start, end = span[0] + match.start(), span[0] + match.end()
            for (first, last), name in names.items():
                beside = index.text[last:start] if row["side"] == "before" else index.text[end:first]
                ahead = last <= start if row["side"] == "before" else first >= end
                if ahead and beside.strip(" \n") in BESIDE:
                    found.append(name)
    return list(dict.fromkeys(found))


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
    speaking = [{cell.value for cell in part} for part in cells if part]
    apart = any(_apart(topic, one, other) for a in speaking for b in speaking for one in a - b for other in b - a)
    return Row(topic=topic, cells=tuple(cells), single=len(speaking) == 1 < len(voices), contested=apart)


def _apart(topic: str, one: str, other: str) -> bool:
    """Return whether two values cannot both be so. What one leaves out, another may add; a status goes on."""
    if topic in GOES_ON:
        return (one in DONE and other in OFF) or (one in OFF and other in DONE)
    if topic in ("when", "due"):
        return not edtf.compatible(one, other)
    a, b = set(one.split(", ")), set(other.split(", "))
    return not (a <= b or b <= a)
