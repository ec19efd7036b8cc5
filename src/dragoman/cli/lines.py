"""Say in one line what each kind of entry holds: who, what, where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.cli.names import Names
from dragoman.model import (
    Commitment,
    Condition,
    Decision,
    Entry,
    Event,
    Meeting,
    Option,
    Statement,
    Verification,
    When,
)
from dragoman.views.lines import STANCES, option_value, question_words
from dragoman.wording import STATUSES, clean, date_words, duration_words, ordinal_words, plain


def status_of(entry: Entry) -> str:
    """Return the status or phase of an entry; a statement has none."""
    return str(getattr(entry, "status", None) or getattr(entry, "phase", None) or "")


def symbol(status: str) -> str:
    """Return the symbol of a status, a blank for none."""
    return STATUSES[status][0] if status in STATUSES else " "


def style(status: str) -> str:
    """Return the colour of a status."""
    return STATUSES[status][2] if status in STATUSES else ""


def judged(entry: Entry) -> str:
    """Return what people judged of an entry: "accepted by Anna Berg; place by Ida Lund"; nothing where nobody did."""
    review = entry.review
    if not review:
        return ""
    by = clean(review.by)
    said = {
        "accepted": f"accepted by {by}",
        "rejected": f"rejected by {by}",
        "obsolete": f"it was read otherwise when {by} judged it",
    }
    edits = (f"{field.replace('_', ' ')} by {clean(who)}" for field, (who, _) in review.edits.items())
    return "; ".join(part for part in (said.get(review.state, ""), *edits) if part)


def when_words(when: When, names: Names) -> str:
    """Return a time in words: the date as vague as it is, else the words of the text, else what it comes after."""
    if when.edtf:
        return date_words(when.edtf)
    if when.text:
        return f"“{clean(when.text)}”"
    for word, others in (("after", when.after), ("before", when.before)):
        if others:
            return f"{word} {names.all(others)}"
    return date_words(None)


def joined(*parts: str) -> str:
    """Return the parts that are there, with commas between them."""
    return ", ".join(part for part in parts if part)


def prefixed(word: str, value: str | None) -> str:
    """Return "in Seoul" for a word and a value, nothing without the value."""
    return f"{word} {value}" if value else ""


def told(first: str, *rest: str) -> str:
    """Return "first: rest, rest", or the first alone."""
    return f"{first}: {joined(*rest)}" if joined(*rest) else first


def speaker(entry: Statement, names: Names) -> str:
    """Return who speaks, to whom and by which channel: "Donald Trump (twitter)"."""
    who = names.of(entry.speaker) if entry.speaker else "someone unnamed"
    to = prefixed(" to", names.of(entry.addressee)) if entry.addressee else ""
    by = f" ({plain(clean(entry.channel))})" if entry.channel and entry.channel != "news-report" else ""
    return f"{who}{to}{by}"


def statement(entry: Statement, names: Names) -> str:
    """Return who says what. Marks of our own would stand inside those of direct speech, so there are none."""
    return f"{speaker(entry, names)}: {clean(entry.content)}"


def meeting(entry: Meeting, names: Names) -> str:
    """Return the kind of meeting, who took part, where and how long."""
    kind = f"{ordinal_words(entry.ordinal)} {entry.kind}" if entry.ordinal else entry.kind
    return told(
        kind,
        names.all(entry.participants),
        prefixed("hosted by", entry.host and names.of(entry.host)),
        prefixed("in", entry.place and names.of(entry.place)),
        entry.duration and duration_words(entry.duration) or "",
        prefixed("part of", entry.part_of and names.of(entry.part_of)),
        prefixed("on", names.all(entry.topics)),
        prefixed("on condition:", "; ".join(condition_words(condition, names) for condition in entry.conditions)),
    )


def decision(entry: Decision, names: Names) -> str:
    """Return the question, the options on the table with who holds which stance, and who decides."""
    options = "; ".join(option_words(option, names) for option in entry.options)
    return told(
        question_words(entry.question, names.of(entry.about) if entry.about else ""),
        options or "no option named",
        clean(entry.constraint or ""),
        prefixed("decided by", names.all(entry.decided_by)),
    )


def option_words(option: Option, names: Names) -> str:
    """Return what is on the table and who holds which stance: "Hanoi (preferred by Vietnam)"; a date in words."""
    value = option_value(option.value, names.called)
    return f"{clean(value)} ({STANCES[option.stance]}{prefixed(' by', names.of(option.by)) if option.by else ''})"


def commitment(entry: Commitment, names: Names) -> str:
    """Return who undertakes what towards whom, on which condition and by when."""
    conditions = "; ".join(condition_words(condition, names) for condition in entry.conditions)
    head = (entry.strength or "commitment", prefixed("by", names.all(entry.by)), prefixed("to", names.all(entry.to)))
    return told(
        " ".join(part for part in head if part),
        clean(entry.action),
        prefixed("in", entry.place and names.of(entry.place)),
        prefixed("on condition:", conditions),
        prefixed("due", due_words(entry.due, names) if entry.due else ""),
    )


def condition_words(condition: Condition, names: Names) -> str:
    """Return a condition with its kind, once: the words often begin with it ("after meeting him in Pyongyang")."""
    words = names.of(condition.of)
    return words if words.casefold().startswith(condition.kind) else f"{condition.kind} {words}"


def due_words(due: When, names: Names) -> str:
    """Return a deadline: its words where it is no more than that ("by the end of the year"), and what they come to."""
    words = when_words(due, names)
    return f"“{clean(due.text)}” ({words})" if due.edtf and due.text else words


def verification(entry: Verification, names: Names) -> str:
    """Return what is checked, by whom, where, at whose invitation, with which finding."""
    return told(
        f"check of {names.of(entry.of)}" if entry.of else "check",
        prefixed("by", entry.by and names.of(entry.by)),
        prefixed("in", entry.place and names.of(entry.place)),
        prefixed("invited by", entry.invited_by and names.of(entry.invited_by)),
        prefixed("for", " and ".join(entry.scope)),
        prefixed("finding:", entry.finding),
    )


def event(entry: Event, names: Names) -> str:
    """Return the PLOVER type in lower case, who did it to whom, and where."""
    kind = f"{entry.event.lower()} ({entry.mode})" if entry.mode else entry.event.lower()
    return told(
        kind,
        names.all(entry.actors),
        prefixed("towards", names.all(entry.recipients)),
        prefixed("in", entry.place and names.of(entry.place)),
    )


LINES: dict[type[Entry], Callable[[Any, Names], str]] = {
    Statement: statement,
    Meeting: meeting,
    Decision: decision,
    Commitment: commitment,
    Verification: verification,
    Event: event,
}


def line(entry: Entry, names: Names) -> str:
    """Return one line that says what the entry holds."""
    return LINES[type(entry)](entry, names)
