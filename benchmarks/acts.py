"""Score meetings, decisions, commitments, verifications and events on our own corpus (tests/reading/acts_corpus).

    python -m benchmarks.acts                 print the scores of both parts
    python -m benchmarks.acts --misses KIND   print what is wrong on dev too, of one kind or of `all`

As in `score_reading.py`, an act is *found* when its words overlap those of the annotation (by 30 % of the shorter) and
*right* when its status is the annotation's and at least half of its people are. *Dates* are counted among the acts
found. What is found is also asked for what else the annotation says of it. The part `held-out` is never printed in
words.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.nested import is_named, words
from dragoman import document_of, read, with_date
from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Entry,
    Event,
    Meeting,
    Reading,
    Verification,
)
from tests.reading.acts_passages import KINDS, PARTS, Act, Names, Passage, Span, load

LEAST = 0.3
HALF = 0.5
ASKED = ("type", "to", "host", "place", "strength", "condition", "due", "finding", "scope", "options")


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that the reader got wrong: in which passage, about which kind of act, what, in which words."""

    passage: str
    kind: str
    what: str
    words: str


@dataclass(slots=True)
class Tally:
    """Counts of one part: hit, gold and found by row (`meetings right`), and what is wrong."""

    rows: dict[str, Counter[str]]
    misses: list[Miss]

    def add(self, row: str, hit: int, gold: int, found: int) -> None:
        """Count for a row."""
        self.rows[row].update(hit=hit, gold=gold, found=found)

    def f1(self, row: str) -> float:
        """Return F1 of a row in points; for what is asked of acts found, the share that is right."""
        count = self.rows[row]
        return round(200 * count["hit"] / ((count["gold"] + count["found"]) or 1), 1)


@dataclass(frozen=True, slots=True)
class Read:
    """What a reading says of one act, in the terms of an annotation."""

    entry: Entry
    type: str
    status: str
    strength: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    host: str
    place: str
    when: str
    due: str
    condition: str
    finding: str
    scope: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def entries(reading: Reading, kind: str) -> list[Read]:
    """Return the acts of a kind."""
    places = {place.id: place.name for place in reading.places}
    found: tuple[Entry, ...] = getattr(reading, kind)
    return [in_terms(entry, places) for entry in found]


def in_terms(entry: Entry, places: dict[str, str]) -> Read:
    """Return an entry in the terms of an annotation; the lists hold ids of actors."""
    type_ = status = strength = host = due = condition = finding = ""
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    match entry:
        case Meeting():
            type_, status, by, host = entry.kind, entry.status, entry.participants, entry.host or ""
        case Decision():
            type_, status = entry.question, entry.status
            options = tuple((option.stance, option.value) for option in entry.options)
        case Commitment():
            status, strength, by, to = entry.phase, entry.strength or "", entry.by, entry.to
            due = (entry.due.edtf or "") if entry.due else ""
            condition = " ".join(one.of for one in entry.conditions)
        case Verification():
            status, by, finding, scope = entry.status, (entry.by,) if entry.by else (), entry.finding or "", entry.scope
        case Event():
            type_, status, by, to = entry.event, entry.status, entry.actors, entry.recipients
    place = getattr(entry, "place", None) or ""
    when = entry.when.edtf or ""
    return Read(
        entry,
        type_,
        status,
        strength,
        by,
        to,
        host,
        places.get(place, place),
        when,
        due,
        condition,
        finding,
        scope,
        options,
    )


def agreement(gold: Sequence[Names], found: Sequence[str], actors: dict[str, Actor]) -> float:
    """Return the harmonic mean of the shares of people that are the other's too; 1 where neither names anybody."""
    if not gold and not found:
        return 1.0
    theirs = [actors.get(one) for one in found]
    hit = sum(any(is_named(actor, names) for actor in theirs) for names in gold)
    back = sum(any(is_named(actor, names) for names in gold) for actor in theirs)
    return 2 * hit * back / (len(gold) * back + len(theirs) * hit) if hit and back else 0.0


def overlap(gold: Sequence[Span], found: Sequence[Span]) -> float:
    """Return the greatest share of the shorter that two spans have in common."""
    shares = ((min(b, d) - max(a, c)) / min(b - a, d - c) for a, b in gold for c, d in found if min(b, d) > max(a, c))
    return max(shares, default=0.0)


def matched(gold: Sequence[Act], found: Sequence[Read], actors: dict[str, Actor]) -> dict[int, int]:
    """Return found act by annotated act: the most alike in words, people, status and type first."""
    pairs = []
    for g, ours in enumerate(gold):
        for f, theirs in enumerate(found):
            share = overlap(ours.spans, [source.span for source in theirs.entry.sources])
            alike = agreement(ours.by, theirs.by, actors) + (ours.status == theirs.status) + (ours.type == theirs.type)
            if share >= LEAST:
                pairs.append((-share - alike / 2, g, f))
    out: dict[int, int] = {}
    for _, g, f in sorted(pairs):
        if g not in out and f not in out.values():
            out[g] = f
    return out


def score(passage: Passage, reading: Reading, tally: Tally) -> None:
    """Add the counts and misses of one passage."""
    actors = {actor.id: actor for actor in reading.actors}
    for kind in KINDS.values():
        gold, found = [act for act in passage.acts if act.kind == kind], entries(reading, kind)
        pairs = matched(gold, found, actors)
        right = {
            g for g, f in pairs.items()
            if gold[g].status == found[f].status and agreement(gold[g].by, found[f].by, actors) >= HALF
        }  # fmt: skip
        tally.add(f"{kind} found", len(pairs), len(gold), len(found))
        tally.add(f"{kind} right", len(right), len(gold), len(found))
        for g, f in pairs.items():
            ours, theirs = gold[g], found[f]
            hit = bool(ours.when) and theirs.when in ours.when
            tally.add(f"{kind} dates", int(hit), int(bool(ours.when)), int(bool(theirs.when)))
            for asked, good in answers(ours, theirs, actors):
                tally.add(f"{kind} {asked}", int(good), 1, 1)
        tally.misses += misses(passage, kind, gold, found, pairs, actors)
    if passage.kind == "control":
        tally.add("controls silent", int(not any(getattr(reading, kind) for kind in KINDS.values())), 1, 1)


def answers(ours: Act, theirs: Read, actors: dict[str, Actor]) -> Iterator[tuple[str, bool]]:
    """Yield what the annotation says of an act beyond status, people and date, and whether the reading says it too."""
    good = {
        "type": ours.type == theirs.type,
        "to": agreement(ours.to, theirs.to, actors) >= HALF,
        "host": is_named(actors.get(theirs.host), ours.host),
        "place": any(words(theirs.place) == words(name) for name in ours.place),
        "strength": ours.strength == theirs.strength,
        "condition": bool(words(ours.condition) & words(theirs.condition)),
        "due": theirs.due in ours.due,
        "finding": ours.finding == theirs.finding,
        "scope": set(ours.scope) == set(theirs.scope),
        "options": any(
            one.stance == stance and words(one.value) & words(value)
            for one in ours.options
            for stance, value in theirs.options
        ),
    }
    yield from ((asked, good[asked]) for asked in ASKED if getattr(ours, asked))


def misses(
    passage: Passage,
    kind: str,
    gold: Sequence[Act],
    found: Sequence[Read],
    pairs: dict[int, int],
    actors: dict[str, Actor],
) -> Iterator[Miss]:
    """Yield what is wrong in one passage about one kind."""
    for g, ours in enumerate(gold):
        quote = " / ".join(passage.text[a:b] for a, b in ours.spans)
        if g not in pairs:
            yield Miss(passage.name, kind, "not found", quote)
            continue
        theirs = found[pairs[g]]
        if ours.status != theirs.status:
            yield Miss(passage.name, kind, f"status {theirs.status}, not {ours.status}", quote)
        if agreement(ours.by, theirs.by, actors) < HALF:
            yield Miss(passage.name, kind, f"people {' + '.join(theirs.by) or '-'}, not {_names(ours.by)}", quote)
        if (theirs.when or "-") not in (ours.when or ("-",)):
            yield Miss(passage.name, kind, f"date {theirs.when or '-'}, not {' = '.join(ours.when) or '-'}", quote)
        for asked, good in answers(ours, theirs, actors):
            if not good:
                instead = getattr(theirs, asked) or "-"
                yield Miss(passage.name, kind, f"{asked} {instead}, not {getattr(ours, asked)}", quote)
    for f, theirs in enumerate(found):
        if f not in pairs.values():
            quote = theirs.entry.sources[0].quote if theirs.entry.sources else ""
            yield Miss(passage.name, kind, f"too much ({theirs.type} {theirs.status})", quote)


def _names(people: Sequence[Names]) -> str:
    return " + ".join(names[0] for names in people) or "-"


def measure(part: str) -> Tally:
    """Read and score the passages of a part."""
    tally = Tally(defaultdict(Counter), [])
    for passage in load(part):
        document = with_date(document_of(passage.text.encode(), f"{passage.name}.txt"), passage.date)
        score(passage, read(document), tally)
    return tally


def show(part: str, tally: Tally) -> None:
    """Print the scores of a part: F1 by kind, then the share right of what else is asked of the acts found."""
    print(f"{part:16}{'found':>7}{'right':>7}{'dates':>7}{'gold':>6}{'read':>6}")
    for kind in KINDS.values():
        cells = "".join(f"{tally.f1(f'{kind} {row}'):7.1f}" for row in ("found", "right", "dates"))
        count = tally.rows[f"{kind} found"]
        print(f"  {kind:14}{cells}{count['gold']:6}{count['found']:6}")
    silent = tally.rows["controls silent"]
    print(f"  controls silent {silent['hit']} of {silent['gold']}")
    for kind in KINDS.values():
        asked = [(row, tally.rows[f"{kind} {row}"]) for row in ASKED if f"{kind} {row}" in tally.rows]
        if asked:
            print(f"  {kind:14}" + ", ".join(f"{row} {count['hit']}/{count['gold']}" for row, count in asked))


def show_misses(tally: Tally, kind: str) -> None:
    """Print what is wrong (of dev alone: `main` calls it for no other part)."""
    for miss in tally.misses:
        if kind in ("all", miss.kind):
            print(f"{miss.passage} | {miss.kind} | {miss.what}: {miss.words[:120]}")


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Score the acts of our own corpus.")
    parser.add_argument("--misses", choices=(*KINDS.values(), "all"), help="print what is wrong on dev, of one kind")
    chosen = parser.parse_args(arguments)
    tallies = {part: measure(part) for part in PARTS}
    for part, tally in tallies.items():
        show(part, tally)
    if chosen.misses:
        show_misses(tallies["dev"], chosen.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
