"""Say who said what, to whom, through whom and by which channel."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import edtf
from dragoman.model import Mode, Record, Statement, Value
from dragoman.problems import UsageError
from dragoman.views.lines import Index, Line, line, position


class StatementLine(Value, frozen=True, kw_only=True):
    """A statement with its voices: `via` are those who pass it on, nearest first; `depth` is how deep it is nested."""

    line: Line
    speaker: str | None
    addressee: str | None = None
    channel: str | None = None
    mode: Mode
    cue: str | None = None
    via: tuple[str, ...] = ()
    within: str | None = None
    depth: int = 0
    content: str


def statements(
    record: Record,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    channel: str | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[StatementLine, ...]:
    """Return statements, document by document, each followed by those nested in it.

    `speaker` and `addressee` are an id or part of a name or role; `about` is an entry id or words in the content, or
    the name of somebody mentioned there; `since` and `until` are EDTF: a statement stays when its date allows it, and
    one without a date stays. Raises UsageError for a date that is not EDTF.
    """
    for name, value in (("since", since), ("until", until)):
        if value and not edtf.valid(value):
            raise UsageError(f"{name} '{value}' is not a date. Write 2018-10-07, 2018-10 or 2018.")
    result = []
    for reading in record.readings:
        index = Index(reading)
        for statement, depth in _nested(reading.statements):
            keep = (
                _is(index, statement.speaker, speaker)
                and _is(index, statement.addressee, addressee)
                and (not channel or channel.casefold() == (statement.channel or "").casefold())
                and (not about or _about(index, statement, about))
                and _between(statement, since, until)
            )
            if keep:
                result.append(_line(index, statement, depth))
    return tuple(result)


def _nested(found: tuple[Statement, ...]) -> Iterator[tuple[Statement, int]]:
    """Yield the statements in the order of the text, the nested ones below the one they are told in."""
    ids = {statement.id for statement in found}
    inner: dict[str | None, list[Statement]] = {}
    for statement in sorted(found, key=position):
        inner.setdefault(statement.within if statement.within in ids else None, []).append(statement)
    waiting = [(statement, 0) for statement in reversed(inner.pop(None, []))]
    while waiting or inner:
        if not waiting:  # two statements told in each other: a reader's mistake, and no reason to lose them
            waiting = [(statement, 0) for statement in inner.pop(next(iter(inner)))]
        statement, depth = waiting.pop()
        yield statement, depth
        waiting += [(below, depth + 1) for below in reversed(inner.pop(statement.id, []))]


def _line(index: Index, statement: Statement, depth: int) -> StatementLine:
    def name(ref: str | None) -> str | None:
        return index.name(ref) if ref else None

    return StatementLine(
        line=line(index, statement),
        speaker=name(statement.speaker),
        addressee=name(statement.addressee),
        channel=statement.channel,
        mode=statement.mode,
        cue=statement.cue,
        via=index.voices(statement.id)[1:],
        within=statement.within,
        depth=depth,
        content=statement.content,
    )


def _is(index: Index, ref: str | None, wanted: str | None) -> bool:
    """Return whether an actor is the wanted one: by id, or by part of a name or role."""
    if not wanted:
        return True
    if not ref:
        return False
    actor = next((actor for actor in index.reading.actors if actor.id == ref), None)
    known = [ref, *([actor.name or "", *actor.roles] if actor else [])]
    return any(wanted.casefold() in words.casefold() for words in known)


def _about(index: Index, statement: Statement, wanted: str) -> bool:
    entry = index.entries.get(wanted)
    if entry is not None:
        return any(source.statement == statement.id for source in entry.sources)
    if wanted.casefold() in statement.content.casefold():
        return True
    return any(
        _is(index, ref, wanted) or wanted.casefold() in index.name(ref).casefold()
        for mention in index.reading.mentions
        if any(start <= mention.span[0] < end for start, end in statement.spans)
        for ref in mention.of
    )


def _between(statement: Statement, since: str | None, until: str | None) -> bool:
    when = statement.when.edtf
    if not when:
        return True
    first, last = edtf.bounds(when)
    start = edtf.bounds(since)[0] if since else None
    end = edtf.bounds(until)[1] if until else None
    return not (start and last and last < start) and not (end and first and first > end)
