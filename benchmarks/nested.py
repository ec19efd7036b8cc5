"""Score the statements of our own nested corpus (tests/reading/nested) and hold them to the pinned floors.

    python -m benchmarks.nested                  print the scores of both parts, and fail below a floor
    python -m benchmarks.nested --misses [CLASS] print what is missed on dev too (of one class), with its kind of miss
    python -m benchmarks.nested --update         pin the present scores as floors; refuses to lower one
    python -m benchmarks.nested --update --allow-regression "why"

A statement is *found* when its words overlap those of the annotation by half (characters, intersection over union) and
*right* when its speaker is the annotation's too. One told within another is *nested* right when the whole chain above
it is the annotation's. What is found is also asked for its hearer, channel, mode and cue, where the annotation has
one. Content in pieces is scored sentence by sentence and paragraph by paragraph, so that it does not matter whether
"“A,” he said. “B.”" is one statement or two. The part `held-out` is never printed in words.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import pins
from dragoman import document_of, read, with_date
from dragoman.model import Actor, Reading, Statement
from tests.reading.passages import FOLDER, PARTS, Passage, Span, Told, load

FLOORS = Path(__file__).parent / "floors_nested.json"
SLACK = 1.0
"""Points that a score may lie below its floor: the int8 kernels of another processor round differently."""
LEAST = 0.5
CUT = re.compile(r"\n\s*\n|[.!?…][^\w\s]*\s")
ARTICLES = frozenset(["the", "a", "an", "mr", "mrs", "ms", "dr", "s"])
ASKED = ("hearer", "channel", "mode", "cue")
ROWS = ("found", "right", "nested", "silent", *ASKED)
PINNED = ROWS[:4]
CELLS = (("gold", 6), ("found", 7), ("right", 7), ("extra", 7), ("deep", 6), ("nested", 8))

Scores = dict[str, dict[str, float]]
Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one statement within a sentence or paragraph break: `of` is the statement's place in its list."""

    of: int
    chars: frozenset[int]


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that the reader got wrong: in which passage, of which kind, in which words."""

    passage: Passage
    kind: str
    words: str
    instead: str = ""


def units(text: str, spans: Sequence[Sequence[Span]]) -> list[Unit]:
    """Return the pieces of each statement, joined unless a sentence or a paragraph ends between them."""
    found = []
    for of, pieces in enumerate(spans):
        chars: set[int] = set()
        end = None
        for start, stop in (part for piece in pieces for part in _paragraphs(text, piece)):
            if end is not None and CUT.search(text, max(end - 1, 0), start):
                found.append(Unit(of, frozenset(chars)))
                chars = set()
            chars.update(range(start, stop))
            end = stop
        found.append(Unit(of, frozenset(chars)))
    return found


def _paragraphs(text: str, span: Span) -> Iterable[Span]:
    start, end = span
    for blank in re.finditer(r"\n\s*\n", text[start:end]):
        yield start, span[0] + blank.start()
        start = span[0] + blank.end()
    yield start, end


def overlap(one: Unit, other: Unit) -> float:
    """Return intersection over union of the characters."""
    return len(one.chars & other.chars) / len(one.chars | other.chars) if one.chars | other.chars else 0.0


def matched(gold: Sequence[Unit], found: Sequence[Unit], same: set[tuple[int, int]]) -> Pairs:
    """Return found unit by gold unit, best overlap first; of equals, that of the same speaker, then the outer one."""
    pairs = sorted(
        (-overlap(g, f), (g.of, f.of) not in same, i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
    )
    out: Pairs = {}
    for score, _, i, j in pairs:
        if -score >= LEAST and i not in out and j not in out.values():
            out[i] = j
    return out


def words(name: str) -> frozenset[str]:
    """Return the words of a name, without articles and titles of courtesy."""
    return frozenset(word for word in re.findall(r"[^\W_]+", name.casefold()) if word not in ARTICLES)


def is_named(actor: Actor | None, names: Sequence[str]) -> bool:
    """Return whether one of the names is the actor's: the same words, or, but for a state, all words of the other."""
    if actor is None or not names:
        return actor is None and not names
    for ours in (actor.name, *actor.roles):
        for theirs in names:
            left, right = words(ours or ""), words(theirs)
            if left == right or (left and right and actor.kind != "state" and (left <= right or right <= left)):
                return True
    return False


@dataclass(slots=True)
class Tally:
    """Counts of one part: by row and, for its table, by class of passage."""

    rows: dict[str, Counter[str]]
    classes: dict[str, Counter[str]]
    misses: list[Miss]

    def add(self, row: str, hit: int, gold: int, found: int) -> None:
        """Count for a row."""
        self.rows[row].update(hit=hit, gold=gold, found=found)

    def scores(self) -> Scores:
        """Return precision, recall and F1 in points by row."""
        return {row: prf(self.rows[row]) for row in ROWS}


def prf(count: Counter[str]) -> dict[str, float]:
    """Return precision, recall and F1 in points, and how many there are."""
    hit, gold, found = count["hit"], count["gold"], count["found"]
    f1 = 200 * hit / (gold + found) if gold + found else 0.0
    return {
        "p": round(100 * hit / found, 1) if found else 0.0,
        "r": round(100 * hit / gold, 1) if gold else 0.0,
        "f1": round(f1, 1),
        "gold": gold,
    }


def reading_of(passage: Passage) -> Reading:
    """Return what the reader makes of a passage."""
    name = f"{passage.date}_{passage.name}.txt"
    return read(with_date(document_of(passage.text.encode(), name), passage.date))


@dataclass(frozen=True, slots=True)
class Compared:
    """An annotated passage beside a reading of it: which units match, whose speaker and whose chain is right."""

    passage: Passage
    said: Sequence[Statement]
    actors: dict[str, Actor]
    gold: list[Unit]
    found: list[Unit]
    pairs: Pairs
    owners: set[tuple[int, int]]
    right: set[int]
    deep: set[int]
    chained: set[int]


def compare(passage: Passage, reading: Reading) -> Compared:
    """Match what is annotated with what was read."""
    told, said = passage.told, reading.statements
    actors = {actor.id: actor for actor in reading.actors}
    same = {
        (g, f)
        for g, one in enumerate(told)
        for f, other in enumerate(said)
        if is_named(actors.get(other.speaker or ""), one.speaker)
    }
    gold, found = (units(passage.text, [one.spans for one in every]) for every in (told, said))
    pairs = matched(gold, found, same)
    owners = {(gold[g].of, found[f].of) for g, f in pairs.items()}
    deep = {g for g, unit in enumerate(gold) if told[unit.of].within}
    chained = {g for g in deep & pairs.keys() if in_chain(told, said, owners, gold[g].of, found[pairs[g]].of)}
    right = {g for g, f in pairs.items() if (gold[g].of, found[f].of) in same}
    return Compared(passage, said, actors, gold, found, pairs, owners, right, deep, chained)


def score(passage: Passage, reading: Reading, tally: Tally) -> None:
    """Add the counts and misses of one passage."""
    it = compare(passage, reading)
    gold, found, pairs = len(it.gold), len(it.found), len(it.pairs)
    within = sum(it.said[unit.of].within is not None for unit in it.found)
    tally.add("found", pairs, gold, found)
    tally.add("right", len(it.right), gold, found)
    tally.add("nested", len(it.chained), len(it.deep), within)
    if passage.kind == "control":
        tally.add("silent", int(not it.said), 1, 1)
    for g, f in it.owners:
        ask(passage, passage.told[g], it.said[f], it.actors, tally)
    counts = {"gold": gold, "found": pairs, "right": len(it.right), "extra": found - pairs}
    tally.classes[passage.kind].update(counts | {"deep": len(it.deep), "nested": len(it.chained)})
    tally.misses += misses(it)


def misses(it: Compared) -> Iterator[Miss]:
    """Yield what was missed: not found, the wrong speaker, the wrong parent, too much."""
    for g, unit in enumerate(it.gold):
        quote = _quote(it.passage.text, unit)
        if g not in it.pairs:
            yield Miss(it.passage, "not found", quote)
            continue
        other = it.said[it.found[it.pairs[g]].of]
        if g not in it.right:
            yield Miss(it.passage, "speaker", quote, _name(it.actors.get(other.speaker or "")))
        if g in it.deep - it.chained or (g not in it.deep and other.within is not None):
            yield Miss(it.passage, "parent", quote)
    for f, unit in enumerate(it.found):
        if f not in it.pairs.values():
            yield Miss(it.passage, "too much", _quote(it.passage.text, unit), it.said[unit.of].cue or "no cue")


def in_chain(
    told: Sequence[Told], said: Sequence[Statement], owners: set[tuple[int, int]], ours: int, theirs: int
) -> bool:
    """Return whether two statements are told through the same chain, up to the outermost."""
    by_id = {one.id: i for i, one in enumerate(told)}
    by_entry = {one.id: i for i, one in enumerate(said)}
    above, over = told[ours].within, said[theirs].within
    while above is not None and over is not None:
        ours, theirs = by_id[above], by_entry[over]
        if (ours, theirs) not in owners:
            return False
        above, over = told[ours].within, said[theirs].within
    return above is None and over is None


def ask(passage: Passage, one: Told, other: Statement, actors: dict[str, Actor], tally: Tally) -> None:
    """Count hearer, channel, mode and cue of a statement that was found, where the annotation has one."""
    cue = " ".join(passage.text[start:end] for start, end in one.cues)
    if one.hearer:
        tally.add("hearer", int(is_named(actors.get(other.addressee or ""), one.hearer)), 1, 1)
    if one.channel:
        tally.add("channel", int(other.channel == one.channel), 1, 1)
    if one.cues:
        tally.add("cue", int(bool(words(other.cue or "") & words(cue))), 1, 1)
    tally.add("mode", int(other.mode == one.mode), 1, 1)


def _quote(text: str, unit: Unit) -> str:
    return " ".join(text[min(unit.chars) : max(unit.chars) + 1].split()) if unit.chars else ""


def _name(actor: Actor | None) -> str:
    return "nobody" if actor is None else actor.name or actor.roles[0]


def measure(part: str) -> Tally:
    """Read and score the passages of a part."""
    tally = Tally(defaultdict(Counter), defaultdict(Counter), [])
    for passage in load(part):
        score(passage, reading_of(passage), tally)
    return tally


def digest(part: str) -> str:
    """Return the digest of a part's file."""
    return hashlib.sha256((FOLDER / f"{part}.txt").read_bytes()).hexdigest()[:16]


Floors = dict[str, dict[str, object]]


def pinned(scores: dict[str, Scores]) -> Floors:
    """Return what is pinned of the scores of each part: F1 by row, with the digest of the part."""
    return {
        part: {"digest": digest(part), "f1": {row: rows[row]["f1"] for row in PINNED}} for part, rows in scores.items()
    }


def faults(now: Floors, floors: Floors, slack: float = SLACK) -> list[str]:
    """Return a sentence for each score below its floor, and for a part that has changed."""
    found = []
    for part, before in floors.items():
        if now[part]["digest"] != before["digest"]:
            found.append(f"{part}: the corpus has changed; read the scores and pin them anew with --update")
            continue
        ours, theirs = now[part]["f1"], before["f1"]
        if not isinstance(ours, dict) or not isinstance(theirs, dict):
            raise TypeError("floors_nested.json: 'f1' must be an object of numbers")
        found += [
            f"{part}: {row} {ours.get(row, 0.0)} < {floor}"
            for row, floor in theirs.items()
            if ours.get(row, 0.0) < floor - slack
        ]
    return found


def show(part: str, tally: Tally) -> None:
    """Print the scores of a part, and its classes."""
    print(f"{part:14}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}")
    for row, score in tally.scores().items():
        print(f"  {row:12}{score['p']:7.1f}{score['r']:7.1f}{score['f1']:7.1f}{score['gold']:6.0f}")
    print(f"  {'class':18}{'gold':>6}{'found':>7}{'right':>7}{'extra':>7}{'deep':>6}{'nested':>8}")
    for name, count in sorted(tally.classes.items()):
        cells = "".join(f"{count[key]:{width}}" for key, width in CELLS)
        print(f"  {name:18}{cells}")


def show_misses(tally: Tally, kind: str) -> None:
    """Print what was missed, class by class (of dev alone: `main` calls it for no other part)."""
    wanted = [miss for miss in tally.misses if kind in ("all", miss.passage.kind)]
    for miss in sorted(wanted, key=lambda miss: (miss.passage.kind, miss.passage.name)):
        instead = f"   (is: {miss.instead})" if miss.instead else ""
        print(f"{miss.passage.kind} | {miss.kind} | {miss.passage.name}: {miss.words[:110]}{instead}")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, compare; return the exit code."""
    parser = argparse.ArgumentParser(description="Score the statements of the nested corpus.")
    parser.add_argument("--misses", nargs="?", const="all", metavar="CLASS", help="print what is missed on dev")
    pins.options(parser)
    chosen = parser.parse_args(arguments)
    tallies = {part: measure(part) for part in PARTS}
    for part, tally in tallies.items():
        show(part, tally)
    if chosen.misses:
        show_misses(tallies["dev"], chosen.misses)
    now = pinned({part: tally.scores() for part, tally in tallies.items()})
    known = {part: floor for part, floor in pins.pinned(FLOORS).items() if part in PARTS}
    found = faults(now, known, 0.0 if chosen.update else SLACK)
    return pins.settle(chosen, found, SLACK, FLOORS, now)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
