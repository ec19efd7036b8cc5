"""Draw the timeline: one lane for each party, ranges as long as they are vague, statuses told apart by shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

from dragoman import edtf
from dragoman.views import Line
from dragoman.wording import STATUSES, date_words

WIDE, LEFT, TOP, ROW, PAD = 1180, 150, 34, 18, 8  # pixels
LANES = 8  # the parties that most is told of; the others share one lane
OTHERS = "others"
CLASSES = {
    "yellow": "proposed", "cyan": "agreed", "blue": "under-way", "green": "held", "magenta": "put-off", "red": "off",
}  # fmt: skip


def timeline_svg(lines: Sequence[Line]) -> str:
    """Return the acts that have a date as a picture, oldest on the left; an open end is drawn open."""
    dated = [line for line in lines if any(edtf.bounds(line.edtf or ""))]
    if not dated:
        return ""
    first, last = _span(dated)
    parties = _parties(dated)
    body: list[str] = []
    top = TOP
    for party in parties:
        mine = [line for line in dated if _lane(line, parties) == party]
        rows = _rows(mine, first, last)
        high = max(1, len(rows)) * ROW + PAD
        body.append(f'<rect class="lane" x="0" y="{top}" width="{WIDE}" height="{high}"/>')
        body.append(f'<text class="party" x="6" y="{top + 15}">{escape(party[:22])}</text>')
        for number, row in enumerate(rows):
            body += [_mark(line, first, last, top + number * ROW + PAD // 2) for line in row]
        top += high + 2
    head = [
        f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top + 4}" role="img">',
        f"<title>{escape(f'{len(dated)} dated acts, {first} to {last}')}</title>",
        *_scale(first, last, top),
    ]
    return "\n".join([*head, *body, "</svg>"])


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


def _rows(lines: Iterable[Line], first: date, last: date) -> list[list[Line]]:
    """Return the lines in as many rows as it takes for none to cover another."""
    rows: list[tuple[float, list[Line]]] = []
    for line in sorted(lines, key=lambda line: edtf.sort_key(line.edtf)):
        start, end = _ends(line, first, last)
        at = next((number for number, (used, _) in enumerate(rows) if used < start), None)
        if at is None:
            rows.append((end, [line]))
        else:
            rows[at] = (end, [*rows[at][1], line])
    return [row for _, row in rows]


def _ends(line: Line, first: date, last: date) -> tuple[float, float]:
    start, end = edtf.bounds(line.edtf or "")
    left = _x(start or first, first, last)
    right = _x(end or last, first, last)
    return left, max(right, left + 13)


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / max((last - first).days, 1)
    return round(LEFT + share * (WIDE - LEFT - 20), 1)


def _mark(line: Line, first: date, last: date, y: float) -> str:
    """Return an act: its symbol where it begins, a bar over all the days that it can be on."""
    symbol, _, colour = STATUSES.get(line.status or "", ("·", "", ""))
    kind = CLASSES.get(colour, "said")
    start, end = edtf.bounds(line.edtf or "")
    left, right = _ends(line, first, last)
    title = f"{date_words(line.edtf)}: {line.status or line.kind}, {', '.join(line.who)}: {line.what}"
    bar = ""
    if right - left > 13 or start is None or end is None:
        opened = " endless" if start is None or end is None else ""
        bar = f'<rect class="bar{opened}" x="{left}" y="{y + 3}" width="{right - left}" height="10" rx="4"/>'
    x = right if start is None else left
    return (
        f'<a href={quoteattr("/entry/" + line.entry)} class="act {kind}"><title>{escape(title)}</title>{bar}'
        f'<text x="{x}" y="{y + 13}">{symbol}</text></a>'
    )


def _scale(first: date, last: date, high: int) -> Iterator[str]:
    """Yield the lines of years, or of months where there are few."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if months <= 14 else 3 if months <= 40 else 12 * max(1, months // 180)
    year, month = first.year, first.month
    told = False  # whether a year stands on the scale already
    while (year, month) <= (last.year, last.month):
        if (year * 12 + month - 1) % step == 0 and date(year, month, 1) >= first:
            x = _x(date(year, month, 1), first, last)
            name = f"{date(year, month, 1):%b}"
            label = f"{year}" if step >= 12 or month == 1 else name if told else f"{name} {year}"
            told = True
            yield f'<path class="tick" d="M{x} {TOP - 6} V{high}"/>'
            yield f'<text class="date" x="{x + 3}" y="{TOP - 10}">{label}</text>'
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
