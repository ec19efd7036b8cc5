"""Compare two entries of one kind: how much speaks for one act, how much against, each in words.

The figures are weights of evidence, of our own choosing and few: three points are as much as the same people. No figure
is shown; a person sees the reasons.
"""

from __future__ import annotations

from datetime import timedelta

from dragoman import edtf
from dragoman.model import Value
from dragoman.views.linking.facts import Facts, told_apart_by_people, width
from dragoman.views.linking.words import in_common, shared

ENOUGH = 3.0  # to be one act
DOUBT = 2.0  # to ask somebody
MARGIN = 0.75  # by which the best must be ahead of the next
WEEK, MONTHS = 7, 62  # days
DATED = ("meeting", "event", "verification", "statement")  # on another day it is another act
# As much can words give: times their cosine, and besides.
WORDS = {"meeting": (1.5, 0.0), "event": (3.0, -2.0), "verification": (4.5, -1.0), "commitment": (4.0, -2.5)}
QUESTION = 4.5  # times the cosine of two questions
LIKE = 0.6  # cosine from which two statements can be one in other words
TOP = 1.05  # cosine of the same words: their weights are rounded
FAR = timedelta(days=45)  # between two reports of something without a date


class Compared(Value, frozen=True, kw_only=True):
    """What speaks for and against two entries being one act; `score` None: they cannot be."""

    score: float | None
    pro: tuple[str, ...] = ()
    con: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return the reasons in one line of words."""
        parts = ["for: " + ", ".join(self.pro)] if self.pro else []
        return "; ".join([*parts, *(["against: " + ", ".join(self.con)] if self.con else [])])


class Scale:
    """Reasons as they are put on the scale."""

    def __init__(self) -> None:
        self.score = 0.0
        self.pro: list[str] = []
        self.con: list[str] = []

    def add(self, weight: float, why: str) -> None:
        """Put a reason on its side."""
        self.score += weight
        if why:
            (self.pro if weight > 0 else self.con).append(why)


def compare(a: Facts, b: Facts) -> Compared:
    """Return what speaks for and against two entries of the same kind, of different documents, being one act."""
    if a.kind != b.kind or impossible(a, b) or strangers(a, b):
        return Compared(score=None)
    scale = Scale()
    kind = a.kind.split()[0]
    if kind == "statement":
        _statements(scale, a, b)
    elif kind == "decision":
        _decisions(scale, a, b)
    else:
        _people(scale, a, b, kind)
        _words(scale, a, b, kind)
        _places(scale, a, b)
    if kind != "decision":
        _times(scale, a, b, kind)
    if kind == "meeting":
        _ordinals(scale, a, b)
        _status(scale, a, b)
    return Compared(score=scale.score, pro=tuple(scale.pro), con=tuple(scale.con))


def at_most(a: Facts, b: Facts) -> float:
    """Return a score that comparing two entries of one kind, which may be one act, does not exceed.

    It costs less than comparing: how dates fit is left out, and words where nothing hangs on them.
    """
    kind = a.kind.split()[0]
    dated = 1.5 if a.edtf and b.edtf else 0.0
    scale = Scale()
    if kind == "statement":
        _statements(scale, a, b)
        return scale.score + dated
    if kind == "decision":
        _decisions(scale, a, b)
        return scale.score
    _people(scale, a, b, kind)
    _places(scale, a, b)
    if kind == "meeting":
        _ordinals(scale, a, b)
        _status(scale, a, b)
    slope, base = WORDS[kind]
    most = scale.score + dated + slope * TOP + base
    if most < DOUBT:
        return most
    _words(scale, a, b, kind)
    return scale.score + dated


def in_other_words(a: Facts, b: Facts) -> bool:
    """Return whether two statements, or questions of no act, share too few words to be one, whoever says them."""
    if a.kind == "statement":
        return in_common(a.said, b.said) <= LIKE
    if a.about or b.about or not a.kind.startswith("decision"):
        return False
    return QUESTION * in_common(a.said, b.said) < DOUBT


def impossible(a: Facts, b: Facts) -> bool:
    """Return whether two entries cannot be one act, whatever else they share: other days, other ordinals.

    A commitment or a decision goes on over months: another date of it is news, not another act.
    """
    if (a.days[1] < b.days[0] or b.days[1] < a.days[0]) and a.kind.split()[0] in DATED:
        return True
    return bool(a.ordinal and b.ordinal and a.ordinal != b.ordinal)


def strangers(a: Facts, b: Facts) -> bool:
    """Return whether each names others and that tells the two apart for certain."""
    if not a.who or not b.who or not a.who.isdisjoint(b.who):
        return False
    return told_apart_by_people(a.kind) or (a.kind == "meeting summit" and not _summit(a, b))


def _summit(a: Facts, b: Facts) -> bool:
    """Return whether two are the same numbered summit: a negotiation has one second summit, whoever is named."""
    return a.kind == "meeting summit" and a.ordinal is not None and a.ordinal == b.ordinal


def _people(scale: Scale, a: Facts, b: Facts, kind: str) -> None:
    both = a.who & b.who
    if both:
        one, other = _named(a) or both, _named(b) or both
        if a.who == b.who:
            scale.add(3.0 if len(both) > 1 or kind != "meeting" else 2.0, "the same people")
        elif one <= b.who or other <= a.who:
            scale.add(2.0 if len(both) > 1 else 1.0, "the people of one are among those of the other")
        else:
            scale.add(-1.0, "each names somebody whom the other does not")
    elif a.who and b.who:
        scale.add(-0.5, "other people")
    if kind == "event":
        if a.whom & b.whom:
            scale.add(1.0, "the same side is affected")
        elif a.whom and b.whom:
            scale.add(-2.0, "others are affected")
    elif a.whom and b.whom and not a.whom & b.whom and not a.whom & b.who:
        scale.add(-1.0, "it is promised to others")


def _named(facts: Facts) -> frozenset[str]:
    """Return those in it who can be the same in another document: "the envoy" may be anybody, and is nobody else."""
    return frozenset(key for key in facts.who if not key.startswith(f"{facts.document} "))


def _words(scale: Scale, a: Facts, b: Facts, kind: str) -> None:
    """Weigh what is promised or checked; of meetings and events the words around them."""
    if kind == "commitment":
        alike = in_common(a.said, b.said)
        scale.add(4 * alike - 2.5, _in_words(a, b, alike, "action"))
        return
    if a.about and a.about == b.about:
        scale.add(2.0, "it is about the same act")
    elif kind == "verification" and a.said and b.said:
        alike = in_common(a.said, b.said)
        scale.add(3 * alike - 1, _in_words(a, b, alike, "object"))
    alike = in_common(a.around, b.around)
    strong = 3 if kind == "event" else 1.5
    if alike > 0.1:
        scale.add(strong * alike, f"words in common ({', '.join(shared(a.around, b.around))})" if alike > 0.25 else "")
    if kind == "event":
        scale.add(-2.0, "")  # an attack of the same side on the same place is not yet the same attack


def _in_words(a: Facts, b: Facts, alike: float, what: str) -> str:
    if alike > 0.625:
        return f"the same {what} ({', '.join(shared(a.said, b.said))})"
    return f"the {what} is in other words" if alike < 0.99 else ""


def _places(scale: Scale, a: Facts, b: Facts) -> None:
    one, other = a.place, b.place
    if not one[0] or not other[0]:
        return
    if one[0] == other[0]:
        scale.add(1.0, "the same place")
    elif one[2] and one[2] == other[2] and {one[1], other[1]} != {"city"}:
        scale.add(0.5, "one place lies in the other's country")
    else:
        scale.add(-1.5, "another place")


def _times(scale: Scale, a: Facts, b: Facts, kind: str) -> None:
    """Weigh dates that are compatible; of what has none the days of the reports."""
    open_days = [width(a.edtf), width(b.edtf)]
    if a.edtf and b.edtf:
        if kind == "commitment" and not edtf.compatible(a.edtf, b.edtf):
            scale.add(-0.5, "another date")
        elif all(days is not None and days <= WEEK for days in open_days):
            scale.add(1.5, "the same date")
        elif all(days is not None and days <= MONTHS for days in open_days):
            scale.add(0.75, "dates that fit")
        return
    if kind != "commitment" and not (a.ordinal and b.ordinal) and _weeks_apart(a, b):
        scale.add(-0.5, "no date, and the reports are weeks apart")


def _weeks_apart(a: Facts, b: Facts) -> bool:
    """Return whether two reports are of other weeks; "the inspectors invited in October" fits a report of October."""
    days = [[edtf.bounds(day)[0] for day in (facts.published, facts.edtf) if day] for facts in (a, b)]
    gaps = [abs(one - other) for one in days[0] for other in days[1] if one and other]
    return bool(a.published and b.published and gaps) and min(gaps) > FAR


def _ordinals(scale: Scale, a: Facts, b: Facts) -> None:
    if a.ordinal and a.ordinal == b.ordinal:
        somebody = _summit(a, b) or a.who & b.who  # a record is of one negotiation: it has one second round of talks
        scale.add(4.0 if somebody else 1.5, "the same ordinal")


def _status(scale: Scale, a: Facts, b: Facts) -> None:
    if a.off and b.off:
        scale.add(1.0, "both are told as off")
    elif a.off != b.off and (a.past or b.past):
        scale.add(-2.0, "one is told as held, the other as off")


def _decisions(scale: Scale, a: Facts, b: Facts) -> None:
    if a.about and a.about == b.about:
        scale.add(4.0, "the same question of the same act")
    elif not a.about and not b.about:
        alike = in_common(a.said, b.said)
        scale.add(QUESTION * alike, _in_words(a, b, alike, "question"))


def _statements(scale: Scale, a: Facts, b: Facts) -> None:
    """Weigh words: one statement told twice is in nearly the same words, or it is another one."""
    alike = in_common(a.said, b.said)
    if a.who & b.who and alike > LIKE and min(len(a.said), len(b.said)) > 2:
        scale.add(4.5 * alike, f"the same speaker and words ({', '.join(shared(a.said, b.said))})")
