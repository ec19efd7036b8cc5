"""Choose statements: by speaker, addressee, channel, topic and time; say why nothing fits and what would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman import edtf
from dragoman.kinds import entries
from dragoman.model import Reading, Record, Statement, Value
from dragoman.problems import UsageError
from dragoman.spans import inside
from dragoman.views.acts import acts
from dragoman.views.called import Directory, Meant, key_of, stem
from dragoman.views.lines import Index

SHORT_ID = 5  # letters of an entry's id that are enough to ask for it, as the views print them
OFFERED = 10  # as many values are offered where none comes near
NAMES = ("speaker", "addressee")


class Asked(Value, frozen=True, kw_only=True):
    """Which statements to show. Of several values one must fit; what is empty asks for nothing.

    `speaker` and `addressee` are ids or names that the record knows; `about` is an entry's id, words of the content
    (in any form; `inspect*` for all that begin so), or the name of somebody or some place mentioned there; `since` and
    `until` are EDTF.
    """

    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def each(self) -> Iterator[Asked]:
        """Yield one question for each value asked for, with that value alone."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            for part in value if isinstance(value, tuple) else (value,) if value else ():
                fields: dict[str, Any] = {name: (part,) if isinstance(value, tuple) else part}
                yield Asked(**fields)


EVERYTHING = Asked()


class Met(Value, frozen=True, kw_only=True):
    """What became of one value asked for.

    `found` is how many statements of the record it lets through alone, `names` whom it stands for among those who
    speak or are spoken to, `agents` others who act for those and do the same, `nearest` what comes near the value where
    it lets none through.
    """

    option: str
    value: str
    found: int
    names: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


class Wanted:
    """What is asked for, with the names looked up in the record. Raises UsageError for a date that is not EDTF."""

    def __init__(self, record: Record, asked: Asked, directory: Directory | None = None) -> None:
        for option, value in (("from", asked.since), ("to", asked.until)):
            if value and not edtf.valid(value):
                raise UsageError(
                    f"--{option} '{value}' is not a date. Write 2018-10-07, 2018-10, 2018 or another EDTF date."
                )
        named = asked.speaker or asked.addressee or asked.about
        known = directory or Directory(record if named else Record(name=record.name))
        self.speakers = [known.find(name) for name in asked.speaker]
        self.addressees = [known.find(name) for name in asked.addressee]
        self.topics = [Topic(record, words, known) for words in asked.about]
        self.channels = [channel.casefold() for channel in asked.channel]
        self.first = edtf.bounds(asked.since)[0] if asked.since else None
        self.last = edtf.bounds(asked.until)[1] if asked.until else None

    def fits(self, index: Index, statement: Statement) -> bool:
        """Return whether a statement is asked for."""
        document = index.reading.document.id
        return (
            _is_one(self.speakers, document, statement.speaker)
            and _is_one(self.addressees, document, statement.addressee)
            and self._by_channel(statement)
            and self._in_time(index.reading, statement)
            and (not self.topics or any(topic.fits(index, statement) for topic in self.topics))
        )

    def _by_channel(self, statement: Statement) -> bool:
        """Return whether the channel is asked for: "interview" is "interview: CBS" too."""
        channel = (statement.channel or "").casefold()
        return not self.channels or any(
            channel == wanted or channel.startswith(f"{wanted}:") for wanted in self.channels
        )

    def _in_time(self, reading: Reading, statement: Statement) -> bool:
        """Return whether the date allows it; what has no date stays.

        What is only known to be said by a day is of that day: "had said" of 2018 does not answer to every year before.
        """
        start, end = days(reading, statement)
        start = start or end
        return not (self.first and end and end < self.first) and not (self.last and start and start > self.last)


class Topic:
    """What statements are asked to be about: an entry and those that are one act with it, or words and a name."""

    def __init__(self, record: Record, words: str, directory: Directory) -> None:
        self.entries = _act(record, words)
        self.meant = Meant() if self.entries else directory.find(words, loose=False)
        parts = () if self.entries else words.split()
        self.stems = {stem(word) for word in key_of(" ".join(w for w in parts if not w.endswith("*"))).split()}
        self.begun = tuple(key_of(word) for word in parts if word.endswith("*") and key_of(word))

    def fits(self, index: Index, statement: Statement) -> bool:
        """Return whether a statement vouches for the entry, holds the words, or mentions what is meant."""
        if not self.entries.isdisjoint((statement.id, statement.within)):
            return True
        known = (index.entries[id] for id in self.entries if id in index.entries)
        if any(source.statement == statement.id for entry in known for source in entry.sources):
            return True
        if self._holds(statement.content):
            return True
        meant = self.entries | self.meant.within(index.reading.document.id)
        mentioned = (mention for span in statement.spans for mention in inside(index.mentions, span))
        return bool(meant) and any(meant.intersection(mention.of) for mention in mentioned)

    def _holds(self, content: str) -> bool:
        words = key_of(content).split()
        return bool(self.stems or self.begun) and (
            self.stems <= {stem(word) for word in words}
            and all(any(word.startswith(begun) for word in words) for begun in self.begun)
        )


def met(record: Record, asked: Asked) -> tuple[Met, ...]:
    """Return for each value asked for whom it stands for, how many statements it lets through, what comes near it."""
    directory = Directory(record)
    indexes = [Index(reading) for reading in record.readings]
    found = []
    for one in asked.each():
        option = next(name for name in one.__struct_fields__ if getattr(one, name))
        value = getattr(one, option)
        value = value if isinstance(value, str) else value[0]
        wanted = Wanted(record, one, directory)
        through = [made for index in indexes for made in index.reading.statements if wanted.fits(index, made)]
        found.append(
            Met(
                option=option,
                value=value,
                found=len(through),
                names=_names(directory, option, through),
                agents=_agents(directory, option, value, indexes),
                nearest=() if through else _nearest(record, directory, option, value),
            )
        )
    return tuple(found)


def days(reading: Reading, statement: Statement) -> edtf.Bounds:
    """Return the first and the last day on which a statement can have been made: by the day of the report."""
    start, end = edtf.bounds(statement.when.edtf or "")
    told = edtf.bounds(reading.document.date.edtf)[1] if reading.document.date else None
    if told:
        end = min(end or told, told)
        start = min(start, told) if start else None
    return start, end


def _is_one(wanted: list[Meant], document: str, ref: str | None) -> bool:
    return not wanted or (ref is not None and any(ref in meant.within(document) for meant in wanted))


def _act(record: Record, words: str) -> frozenset[str]:
    """Return the ids of the entries that are one act with the one whose id begins so; none for other words."""
    known = {entry.id for reading in record.readings for entry in entries(reading)}
    found = {words} & known or {id for id in known if len(words) >= SHORT_ID and id.startswith(words)}
    if len(found) != 1:
        return frozenset()
    together = ({entry.id for _, entry in act} for act in acts(record))
    return frozenset(next((ids for ids in together if ids & found), found))


def _names(directory: Directory, option: str, through: Iterable[Statement]) -> tuple[str, ...]:
    """Return the names of those who say these statements, or to whom they are said, the most frequent first."""
    return _frequent(directory, (getattr(made, option) for made in through)) if option in NAMES else ()


def _agents(directory: Directory, option: str, value: str, indexes: Iterable[Index]) -> tuple[str, ...]:
    """Return the names of those who act for whom a name stands for, and who say or are told something."""
    if option not in NAMES:
        return ()
    meant = directory.find(value)
    agents = directory.acting_for(meant) - meant.everywhere.union(*meant.here.values())
    refs = (getattr(made, option) for index in indexes for made in index.reading.statements)
    return _frequent(directory, (ref for ref in refs if ref in agents))


def _frequent(directory: Directory, refs: Iterable[str | None]) -> tuple[str, ...]:
    counted = Counter(directory.called.get(ref, ref) for ref in refs if ref)
    return tuple(name for name, _ in counted.most_common())


def _nearest(record: Record, directory: Directory, option: str, value: str) -> tuple[str, ...]:
    """Return what the record has that comes near a value, or else what is most frequent there."""
    made = [statement for reading in record.readings for statement in reading.statements]
    match option:
        case "speaker" | "addressee":
            known = _frequent(directory, (getattr(statement, option) for statement in made))
            return directory.nearest(value, known) or known[:OFFERED]
        case "channel":
            return tuple(sorted({statement.channel for statement in made if statement.channel}))
        case "about":
            words = {word for statement in made for word in key_of(statement.content).split() if len(word) > 3}
            mentioned = (ref for reading in record.readings for mention in reading.mentions for ref in mention.of)
            names = [name for name in _frequent(directory, mentioned) if name in directory.called.values()]
            return directory.nearest(value, [*names, *words]) or tuple(names[:OFFERED])
        case _:
            bounds = (days(reading, one) for reading in record.readings for one in reading.statements)
            known_days = sorted(day for pair in bounds for day in pair if day)
            return (known_days[0].isoformat(), known_days[-1].isoformat()) if known_days else ()
