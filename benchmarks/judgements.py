"""Judge at random, then read again, edit texts, take documents out and put them back, rename actors: is anything moved?

python benchmarks/judgements.py [--judgements 1000] [--seed 1]

Each judgement is by a person of its own, so that it shows where it stands afterwards. It must be on the identical
words (`kept`) or in the queue of orphans. What must be 0: `moved`, `guessed` (on words not to be told from others),
`deleted`, `lost` (in neither), `needless` (an orphan although its words are there, once, as they were), `faults` (of
`check`) and `replayed` (new, of an export taken in again). Exit 1 otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.kinds import entries
from dragoman.model import Actor, Document, Entry, Event, Meeting, Mention, Reading, Source, Statement, When
from dragoman.record import Store, Verdict

WHO = ("Berg", "Haddad", "Lund", "Okoro")
WHERE = ("Oslo", "Geneva", "Lima")
DONE = ("met envoys", "opened talks", "said nothing")
CHANGES = ("reader", "text", "again", "actor")
MUST_NOT_BE = ("moved", "guessed", "deleted", "lost", "needless", "faults", "replayed")
PER_ROUND = 25  # judgements in one record


def sentence(chance: random.Random) -> str:
    """Return a sentence; there are few, so that many stand twice in a text, and in several texts."""
    return f"{chance.choice(WHO)} {chance.choice(DONE)} in {chance.choice(WHERE)}."


def read(document: Document, chance: random.Random, reader: str) -> Reading:
    """Return what a made-up reader finds: a statement, a meeting or an event, or two, on most sentences or parts."""
    found: dict[str, list[Any]] = {"statements": [], "meetings": [], "events": [], "mentions": []}
    at = 0
    for number, line in enumerate(document.text.split("\n")):
        spans = [(at, at + len(line)), (at, at + len(line) - 1), (at + line.find(" ") + 1, at + len(line))]
        for kind in chance.choices((Statement, Meeting, Event, Event, None), k=2):
            if kind:
                span = chance.choices(spans, (6, 1, 1))[0]
                made = entry(document, kind, span, f"{number} {sum(map(len, found.values()))}", chance)
                found[f"{kind.__name__.lower()}s"].append(made)
        name = line.split(" ")[0]
        if name in WHO:
            found["mentions"].append(Mention(span=(at, at + len(name)), quote=name, of=(name.lower(),)))
        at += len(line) + 1
    there = dict.fromkeys(mention.of[0] for mention in found["mentions"])
    actors = tuple(Actor(id=id, name=id.title(), kind="person") for id in there)
    return Reading(
        document=document, reader=reader, actors=actors, **{name: tuple(made) for name, made in found.items()}
    )


def entry(document: Document, kind: type[Entry], span: tuple[int, int], seed: str, chance: random.Random) -> Entry:
    """Return an entry of the kind on these words, with chance values."""
    words = document.text[slice(*span)]
    common: dict[str, Any] = {
        "id": kind.__name__[0].lower() + hashlib.sha256(f"{document.sha256} {span} {seed}".encode()).hexdigest()[:10],
        "when": When(edtf=f"2020-0{chance.randint(1, 3)}"),
        "sources": (Source(span=span, quote=words),),
    }
    who = words.split(" ")[0].lower()
    if kind is Statement:
        return Statement(**common, speaker=who, content=words, spans=(span,), mode="indirect")
    if kind is Meeting:
        return Meeting(**common, kind="talks", status=chance.choice(("held", "agreed")), participants=(who,))
    return Event(**common, event="CONSULT", actors=(who,), status="happened")


def made_document(lines: list[str], url: str) -> Document:
    """Return a document with these lines from this address."""
    text = "\n".join(lines)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=sha256[:12], sha256=sha256, text=text, url=url)


def rest_on(found: Entry) -> tuple[tuple[int, int], ...]:
    """Return the words of an entry; said here once more, so that the record is not measured by itself."""
    return found.spans if isinstance(found, Statement) else (found.sources[0].span,)


def judge(store: Store, chance: random.Random, count: int) -> dict[str, tuple[Reading, Entry]]:
    """Judge so many entries, each by another person, and return who judged what."""
    verdicts: tuple[tuple[Verdict, tuple[str, ...]], ...] = (
        ("accept", ()),
        ("reject", ()),
        ("edit", ("place", "Lima")),
        ("date", ("2019",)),
    )
    chosen = [(reading, found) for reading in store.record().readings for found in entries(reading)]
    said = {}
    for number, (reading, found) in enumerate(chance.sample(chosen, min(count, len(chosen)))):
        verdict, values = chance.choice(verdicts)
        if isinstance(found, Statement) and verdict == "edit":
            values = ("speaker", "Lund")
        store.judgements.make(found.id, verdict, values, who=f"person {number}")
        said[f"person {number}"] = (reading, found)
    return said


def change(store: Store, chance: random.Random, what: str) -> None:
    """Change the record in one of the ways of CHANGES."""
    readings = store.record().readings
    for reading in chance.sample(readings, 2):
        document = reading.document
        if what == "reader":
            kept = {
                name: tuple(found for found in getattr(reading, name) if chance.random() < 0.6)
                for name in ("statements", "meetings", "events")
            }
            new = read(document, chance, f"reader {chance.random()}")
            known = {found.id for kind in kept.values() for found in kind}
            more = {name: tuple(found for found in getattr(new, name)[::2] if found.id not in known) for name in kept}
            kept = {name: (*found, *more[name]) for name, found in kept.items()}
            store.add(msgspec.structs.replace(new, **kept))
        elif what == "text":
            lines = document.text.split("\n")
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(lines))
                how = chance.choice(("drop", "twice", "swap", "new"))
                other = chance.randrange(len(lines))
                if how == "drop" and len(lines) > 3:
                    del lines[at]
                elif how == "twice":
                    lines.insert(other, lines[at])
                elif how == "swap":
                    lines[at], lines[other] = lines[other], lines[at]
                else:
                    lines[at] = sentence(chance)
            store.add(read(made_document(lines, document.url or ""), chance, reading.reader))
        elif what == "again":
            raw = store.document_as_read(document.id)
            store.remove(document.id)
            store.add(raw)
        else:
            actors = store.reading(document.id).actors
            if len(actors) > 1:
                one, into = chance.sample([actor.id for actor in actors], 2)
                store.judgements.make(one, "merge", (into,), who="nobody", document=document.id)
                store.judgements.make(into, "rename", ("Somebody Else",), who="nobody")


def places(store: Store) -> Iterator[tuple[str, Reading, Entry]]:
    """Yield where each person's judgement stands now."""
    for reading in store.record().readings:
        for found in entries(reading):
            if found.review:
                for who in {found.review.by, *(who for who, _ in found.review.edits.values())}:
                    yield who, reading, found


def findable(judged: tuple[Reading, Entry], now: Reading) -> bool:
    """Return whether the words can be told beyond doubt: the one entry of its kind on them, in both readings."""
    (reading, found), text = judged, now.document.text
    quotes = [reading.document.text[slice(*span)] for span in rest_on(found)]
    same_text = reading.document.sha256 == now.document.sha256
    if not same_text and any(reading.document.text.count(q) != 1 or text.count(q) != 1 for q in quotes):
        return False

    def beside(there: Reading) -> int:
        return sum(
            type(other) is type(found)
            and [there.document.text[slice(*span)] for span in rest_on(other)] == quotes
            and (not same_text or rest_on(other) == rest_on(found))
            for other in entries(there)
        )

    return beside(reading) == beside(now) == 1


def trial(path: Path, chance: random.Random, count: int, what: str) -> Counter[str]:
    """Judge in a new record, change it, and count what became of the judgements."""
    result: Counter[str] = Counter()
    with Store(path) as store:
        for number in range(4):
            lines = [sentence(chance) for _ in range(12)]
            store.add(read(made_document(lines, f"https://news.example/{number}"), chance, "reader 1"))
        said = judge(store, chance, count)
        before = [judged.id for judged in store.judgements.all()]
        change(store, chance, what)
    with Store(path) as store:  # as after a restart
        after = [judged.id for judged in store.judgements.all()]
        result["deleted"] = len(set(before) - set(after)) + (after[: len(before)] != before)
        result["faults"] = len(store.check())
        by_url = {reading.document.url: reading for reading in store.record().readings}
        orphans = {orphan.judged.who for orphan in store.judgements.orphans()} - {"nobody"}
        seen: Counter[str] = Counter()
        for who, reading, found in places(store):
            seen[who] += 1
            then, was = said[who]
            same_text = then.document.sha256 == reading.document.sha256
            words = [then.document.text[slice(*span)] for span in rest_on(was)]
            result["moved"] += not (
                type(was) is type(found)
                and then.document.url == reading.document.url
                and words == [reading.document.text[slice(*span)] for span in rest_on(found)]
                and (not same_text or rest_on(was) == rest_on(found))
            )
            result["guessed"] += not ((same_text and found.id == was.id) or findable(said[who], reading))
        for who, judged in said.items():
            result["judgements"] += 1
            result["moved"] += seen[who] > 1
            result["kept"] += seen[who] == 1
            result["orphans"] += who in orphans
            result["lost"] += (seen[who] == 0) == (who not in orphans)
            result["needless"] += who in orphans and findable(judged, by_url[judged[0].document.url])
        result["replayed"] = store.judgements.replay(list(store.judgements.export()))
    return result


def wrong(result: Counter[str]) -> int:
    """Return how much there is that must not be."""
    return sum(result[name] for name in MUST_NOT_BE)


def main() -> int:
    """Run the trials and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--judgements", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, started = random.Random(options.seed), time.perf_counter()
    bad = 0
    with tempfile.TemporaryDirectory(prefix="judgements-") as folder:
        for what in CHANGES:
            result: Counter[str] = Counter()
            number = 0
            while result["judgements"] < options.judgements:
                left = min(PER_ROUND, options.judgements - result["judgements"])
                result += trial(Path(folder) / f"{what}{number}.db", chance, left, what)
                number += 1
            bad += wrong(result)
            names = ("judgements", "kept", "orphans", *MUST_NOT_BE)
            print(json.dumps({"change": what, **{name: result[name] for name in names}}))
    print(json.dumps({"seconds": round(time.perf_counter() - started, 1)}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
