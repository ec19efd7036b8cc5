"""Say who met whom, where and when, and who is still to meet."""

from __future__ import annotations

from dragoman.model import Meeting, MeetingKind, Record, Value
from dragoman.views.acts import act_line, acts
from dragoman.views.lines import Line
from dragoman.views.timeline import timeline


class MeetingLine(Value, frozen=True, kw_only=True):
    """A meeting with its participants and topics by name."""

    line: Line
    kind: MeetingKind
    status: str
    participants: tuple[str, ...] = ()
    host: str | None = None
    place: str | None = None
    ordinal: int | None = None
    duration: str | None = None
    part_of: str | None = None
    topics: tuple[str, ...] = ()


def meetings(record: Record) -> tuple[MeetingLine, ...]:
    """Return all meetings in the order of time."""
    order = {line.entry: at for at, line in enumerate(timeline(record, ("meeting",)))}
    rows = []
    for act in acts(record):
        index, meeting = act[0]
        if isinstance(meeting, Meeting):
            row = MeetingLine(
                line=act_line(act),
                kind=meeting.kind,
                status=meeting.status,
                participants=tuple(index.name(ref) for ref in meeting.participants),
                host=index.name(meeting.host) if meeting.host else None,
                place=index.name(meeting.place) if meeting.place else None,
                ordinal=meeting.ordinal,
                duration=meeting.duration,
                part_of=meeting.part_of,
                topics=tuple(index.name(topic) for topic in meeting.topics),
            )
            rows.append(row)
    return tuple(sorted(rows, key=lambda row: order[row.line.entry]))
