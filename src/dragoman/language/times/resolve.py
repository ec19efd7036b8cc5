"""Find the time expressions of a document and resolve each against the document's date, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import NamedTuple

import msgspec

from dragoman.edtf import bounds, valid
from dragoman.language.times.calendar import AGAINST, exact
from dragoman.language.times.forms import event_form, forms
from dragoman.language.times.found import Found, Resolver, Setting, context
from dragoman.language.times.tense import Verbs
from dragoman.language.times.words import Token, encode, telling, tokens
from dragoman.markup import Marked
from dragoman.model import Problem, Span, Time

ENDS = ("STOP", "PARA", "COMMA")
JOINT = re.compile(r"\s*,?\s*")
MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
MONTH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?\b")


class Candidate(NamedTuple):
    """Tokens [first, last) that a form matches."""

    first: int
    last: int
    fields: dict[str, Token]
    resolve: Resolver


class Resolved(NamedTuple):
    """What was found of the tokens [first, last)."""

    found: Found
    first: int
    last: int


def times(marked: Marked) -> Marked:
    """Return the marked text with its times, and with a problem for each that cannot be resolved."""
    document = marked.document
    if not document.text:
        return marked
    words = tokens(document.text)
    skipped = [dropped.span for dropped in document.dropped]
    if document.dateline:
        skipped.append(document.dateline.span)
    day, note = reference(marked)
    resolved = merge(list(resolve_all(marked, words, outside(skipped, words), day)), words, document.text)
    found = tuple(timed(item, words, document.text, note) for item in resolved)
    troubles = problems(resolved, found)
    return msgspec.structs.replace(marked, times=(*marked.times, *found), problems=(*marked.problems, *troubles))


def outside(skipped: list[Span], words: list[Token]) -> list[bool]:
    """Return for each token whether it may be part of a time."""
    free = [True] * len(words)
    starts = [word.start for word in words]
    for start, end in skipped:
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            free[i] = False
    return free


def resolve_all(marked: Marked, words: list[Token], free: list[bool], day: date | None) -> Iterator[Resolved]:
    """Yield the times in the order of the text; of matches at one place the longest that makes sense wins."""
    verbs = Verbs(marked, words)
    last: str | None = None
    done = 0
    for candidate in candidates(words):
        if candidate.first < done or not all(free[candidate.first : candidate.last]):
            continue
        at = setting(words, candidate, day, last, verbs)
        found = candidate.resolve(candidate.fields, at)
        if found is None:
            continue
        done = candidate.last
        if found.skip:
            continue
        found = checked(found)
        yield Resolved(found, candidate.first, candidate.last)
        if found.point and found.edtf and found.type in ("date", "time"):
            last = found.edtf[:10] if "T" in found.edtf else found.edtf


def candidates(words: list[Token]) -> list[Candidate]:
    """Return every match of every form, by place and then by length, the longest first."""
    everything, kept = encode(words), telling(words)
    codes = "".join([everything[i] for i in kept])
    found: list[tuple[int, int, int, Candidate]] = []
    for rank, form in enumerate(forms()):
        for match in form.pattern.finditer(codes):
            first, last = kept[match.start()], kept[match.end() - 1] + 1
            fields = {name: words[kept[match.start(name)]] for name, text in match.groupdict().items() if text}
            found.append((first, -last, rank, Candidate(first, last, fields, form.resolve)))
    form = event_form()
    for match in form.pattern.finditer(everything):
        first, last = match.span()
        found.append((first, -last, -1, Candidate(first, last, {"b": words[first]}, form.resolve)))
    found.sort(key=lambda item: item[:3])
    return [item[3] for item in found]


def checked(found: Found) -> Found:
    """Return the finding without a date that is not EDTF (a year before 1, a range that runs backwards)."""
    if found.edtf is not None and not valid(found.edtf):
        return found._replace(edtf=None, basis="outside the calendar", point=False)
    return found


def merge(resolved: list[Resolved], words: list[Token], text: str) -> list[Resolved]:
    """Join a clock time and the day beside it: "10 p.m. Wednesday", "noon, Thursday"."""
    joined: list[Resolved] = []
    for item in resolved:
        near = joined and JOINT.fullmatch(text, words[joined[-1].last - 1].end, words[item.first].start)
        if near and (pair := clock_and_day(joined[-1], item)):
            joined[-1] = pair
        else:
            joined.append(item)
    return joined


def clock_and_day(a: Resolved, b: Resolved) -> Resolved | None:
    """Return the joint time of a clock time and a day, None when the two are not that."""
    clock, day = (a.found, b.found) if "T" in (a.found.edtf or "") else (b.found, a.found)
    if "T" not in (clock.edtf or "") or not re.fullmatch(r"\d{4}-\d\d-\d\d", day.edtf or "") or day.type != "date":
        return None
    edtf = f"{day.edtf}{(clock.edtf or '')[10:]}"
    return Resolved(Found("time", edtf, None, f"clock time on the day beside it: {day.basis}"), a.first, b.last)


def timed(item: Resolved, words: list[Token], text: str, note: str) -> Time:
    """Return the Time of a finding; "by", "since", "until" before it open one side of its date."""
    start, end = words[item.first].start, words[item.last - 1].end
    edtf, how = opened(item, words)
    basis = f"{item.found.basis}; {how}" if how else item.found.basis
    if note and "document date" in basis:
        basis = f"{basis} ({note})"
    kind, duration = item.found.type, item.found.duration
    return Time(span=(start, end), quote=text[start:end], type=kind, edtf=edtf, duration=duration, basis=basis)


def opened(item: Resolved, words: list[Token]) -> tuple[str | None, str]:
    """Return the date as "before", "by", "until", "since" or "after" in front of it opens it, and why."""
    found, edtf = item.found, item.found.edtf
    i = item.first - 1
    if i >= 0 and words[i].text.lower() in context("around") and MONTH_OR_DAY.fullmatch(edtf or ""):
        return f"{edtf}~", f"“{words[i].text.lower()}”: not exactly"
    if i > 0 and words[i].kind == "THE":
        i -= 1
    follows = words[item.last].kind if item.last < len(words) else ""
    if edtf is None or i < 0 or words[i].kind != "PREP" or ".." in edtf or found.type == "duration":
        return edtf, ""
    if follows == "POSS" or (found.type == "date" and follows in ("EVENT", "OTHER") and i < item.first - 1):
        return edtf, ""  # "after Friday's meeting", "before the Sunday vote" are about the meeting and the vote
    left, _, right = edtf.partition("/")
    word = words[i].text.lower()
    if words[i].value in ("since", "after"):
        return f"{left}/..", f"“{word}”: from then on"
    return f"../{right or left}", f"“{word}”: up to then"


def problems(resolved: list[Resolved], found: tuple[Time, ...]) -> Iterator[Problem]:
    """Yield one problem for a missing document date, and one for each time that no date could have resolved."""
    if any(item.found.relative for item in resolved):
        yield Problem(code="no-date", message="the document has no date: relative times stay unresolved")
    for item, time in zip(resolved, found, strict=True):
        if item.found.trouble:
            message = f"“{time.quote}”: {item.found.trouble}"
            yield Problem(code="unresolved-time", message=message, span=time.span)


# ---- what a time is read against ------------------------------------------------------------------------------------


def reference(marked: Marked) -> tuple[date | None, str]:
    """Return the day that "today" means, and a note when it is the dateline's: "SEOUL, Oct. 6" printed on 7 October."""
    document = marked.document
    day: date | None = None
    if document.date and valid(document.date.edtf):
        start, end = bounds(document.date.edtf)
        day = start if start is not None and start == end else None
    written = dateline_day(document.dateline.text, day) if document.dateline else None
    if written and (day is None or 0 <= (day - written).days <= 3) and written != day:
        return (written, "the dateline's day") if 1000 < written.year < 9000 else (None, "")
    return (day, "") if day and 1000 < day.year < 9000 else (None, "")


def dateline_day(text: str, day: date | None) -> date | None:
    """Return the day in a dateline; without a year it takes the document date's."""
    match = MONTH_DAY.search(text)
    if not match:
        return None
    month = next((t for t in tokens(match[1]) if t.kind in ("MONTH", "MABBR", "MAYBE")), None)
    year = int(match[3]) if match[3] else day.year if day else 0
    return exact(year, int(month.value), int(match[2])) if month and month.value else None


def setting(words: list[Token], candidate: Candidate, day: date | None, last: str | None, verbs: Verbs) -> Setting:
    """Return what a candidate is read against."""
    first, end = candidate.first, candidate.last
    before = words[first - 1].text.lower() if first and words[first - 1].kind != "PARA" else ""
    then = words[end].text if end < len(words) and words[end].kind != "PARA" else ""
    ahead = " ".join(word.text for word in takewhile(lambda word: word.kind not in ENDS, words[end : end + 3]))
    tense, against = verbs.tense(first, end)
    against = min(against, AGAINST) if before in context("limits") else against
    return Setting(day, last, tense, before, then, ahead, against)
