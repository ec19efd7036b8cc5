"""Say who met whom, where and when, and who is still to meet."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Meeting, MeetingKind, Record, Value
from dragoman.views.acts import Act, act_line, acts, by_name
from dragoman.views.lines import Line
from dragoman.views.linking.people import Cast
from dragoman.views.timeline import in_time


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
    return meeting_lines(record, by_name(acts(record), Cast(record.readings)))


def meeting_lines(record: Record, found: Iterable[Act]) -> tuple[MeetingLine, ...]:
    """Return those of some acts of a record that are meetings, in the order of time."""
    held = (act for act in found if isinstance(act[0][1], Meeting))
    return tuple(_line(act, meeting) for act in in_time(record, held) if isinstance(meeting := act[0][1], Meeting))


def _line(act: Act, meeting: Meeting) -> MeetingLine:
    index, _ = act[0]
    return MeetingLine(
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
