"""Draw the timeline: one lane for each party, ranges as long as they are vague, statuses told apart by shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dragoman import edtf
from dragoman.views import Line
from dragoman.web.render import drawn
from dragoman.wording import STATUSES, date_words, furthest, plain

WIDE = {"broad": 1180, "slim": 360}  # pixels of the picture, for a screen and for one as wide as a hand
LEFT, HEAD = {"broad": 150, "slim": 10}, {"broad": 0, "slim": 20}  # a lane's name stands beside its acts, or above them
TOP, ROW, PAD, LABEL = 34, 18, 8, 60  # LABEL is the room of "Oct 2018" on the scale
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)  # months from one line of the scale to the next
LANES = 8  # the parties that most is told of; the others share one lane
OTHERS = "others"
CLASSES = {
    "yellow": "proposed", "cyan": "agreed", "blue": "under-way", "green": "held", "magenta": "put-off", "red": "off",
}  # fmt: skip


class Frame(NamedTuple):
    """The days from the left to the right of a picture, and how wide it is in pixels."""

    shape: str
    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day is, in pixels from the left."""
        left = LEFT[self.shape]
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(left + share * (WIDE[self.shape] - left - 20), 1)


def timelines(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the acts as pictures for wide and for narrow screens, by shape, and the statuses of each sign."""
    drawings = [(shape, drawn(timeline_svg(lines, shape))) for shape in WIDE]
    statuses = {line.status for line in lines if line.status in STATUSES}
    signs = [list(alike) for _, alike in groupby(furthest(statuses), key=lambda status: STATUSES[status][0])]
    return {"pictures": [(shape, svg) for shape, svg in drawings if svg], "signs": signs}


def timeline_svg(lines: Sequence[Line], shape: str = "broad") -> str:
    """Return the acts that have a date as a picture, oldest on the left; an open end is drawn open.

    `shape` "slim" is for narrow screens. Empty where no act has a date.
    """
    dated = [line for line in lines if any(edtf.bounds(line.edtf or ""))]
    if not dated:
        return ""
    frame = Frame(shape, *_span(dated))
    parties = _parties(dated)
    lanes, acts = [], []
    top = TOP
    for party in parties:
        rows = _rows([line for line in dated if _lane(line, parties) == party], frame)
        if not rows:
            continue
        high = HEAD[shape] + len(rows) * ROW + PAD
        lanes.append(f'<rect class="lane" x="0" y="{top}" width="{WIDE[shape]}" height="{high}"/>')
        acts.append(f'<text class="party" x="6" y="{top + 15}">{escape(party[:22])}</text>')
        for number, row in enumerate(rows):
            acts += [_mark(line, frame, top + HEAD[shape] + number * ROW + PAD // 2) for line in row]
        top += high + 2
    head = [
        f'<svg class="timeline {shape}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE[shape]} {top + 4}" '
        'role="group">',
        f"<title>{escape(f'{len(dated)} dated acts, {frame.first} to {frame.last}')}</title>",
    ]
    return "\n".join([*head, *lanes, *_scale(frame, top), *acts, "</svg>"])


def _span(lines: Iterable[Line]) -> tuple[date, date]:
    days = [day for line in lines for day in edtf.bounds(line.edtf or "") if day]
    first, last = min(days), max(days)
    slack = max((last - first).days // 20, 3)
    return max(first, date.min + timedelta(slack)) - timedelta(slack), min(
        last, date.max - timedelta(slack)
    ) + timedelta(slack)


def _parties(lines: Iterable[Line]) -> list[str]:
    counts = Counter(line.who[0] for line in lines if line.who)
    named = [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:LANES]]
    return [*named, OTHERS]


def _lane(line: Line, parties: Sequence[str]) -> str:
    return line.who[0] if line.who and line.who[0] in parties else OTHERS


def _rows(lines: Iterable[Line], frame: Frame) -> list[list[Line]]:
    """Return the lines in as many rows as it takes for none to cover another."""
    rows: list[tuple[float, list[Line]]] = []
    for line in sorted(lines, key=lambda line: edtf.sort_key(line.edtf)):
        start, end = _ends(line, frame)
        at = next((number for number, (used, _) in enumerate(rows) if used < start), None)
        if at is None:
            rows.append((end, [line]))
        else:
            rows[at] = (end, [*rows[at][1], line])
    return [row for _, row in rows]


def _ends(line: Line, frame: Frame) -> tuple[float, float]:
    start, end = edtf.bounds(line.edtf or "")
    left = frame.x(start or frame.first)
    right = frame.x(end or frame.last)
    return left, max(right, left + 13)


def _mark(line: Line, frame: Frame, y: float) -> str:
    """Return an act: its symbol where it begins, a bar over all the days that it can be on."""
    symbol, _, colour = STATUSES.get(line.status or "", ("·", "", ""))
    kind = CLASSES.get(colour, "said")
    start, end = edtf.bounds(line.edtf or "")
    left, right = _ends(line, frame)
    title = f"{date_words(line.edtf)}: {plain(line.status or line.kind)}, {', '.join(line.who)}: {line.what}"
    bar = ""
    if right - left > 13 or start is None or end is None:
        opened = " endless" if start is None or end is None else ""
        bar = f'<rect class="bar{opened}" x="{left}" y="{y + 3}" width="{right - left}" height="10" rx="4"/>'
    x = right if start is None else left
    return (
        f'<a href={quoteattr("/entry/" + line.entry)} class="act {kind}"><title>{escape(title)}</title>{bar}'
        f'<text x="{x}" y="{y + 13}">{symbol}</text></a>'
    )


def _scale(frame: Frame, high: int) -> Iterator[str]:
    """Yield the lines of months, or of years where there are many, as close as their names allow."""
    first, last = frame.first, frame.last
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = (WIDE[frame.shape] - LEFT[frame.shape]) / months
    step = next((step for step in STEPS if step * room >= LABEL), STEPS[-1])
    told = False  # whether a year stands on the scale already
    start = (
        -(-(first.year * 12 + first.month) // step) * step
    )  # months since the year 0, from the second of the picture
    for number in range(start, last.year * 12 + last.month, step):
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1)
        label = f"{year}" if not month else f"{day:%b}" if told else f"{day:%b} {year}"
        told = True
        x = frame.x(day)
        yield f'<path class="tick" d="M{x} {TOP - 6} V{high}"/>'
        yield f'<text class="date" x="{x + 3}" y="{TOP - 10}">{label}</text>'
