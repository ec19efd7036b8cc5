"""Score event coreference across documents on ECB+ and NewsWCL50: `python -m benchmarks.linking`.

The mentions of events are given, what is one event is asked; gold topics are not used. Words are weighed as linking
weighs them (views/linking/words.py); the rest is of this benchmark, for these corpora are no records: mentions are
words and phrases there, not entries with participants and dates. Documents are of one story where they are nearly as
alike in rare words, names and numbers as each is to those most like it; in a story two mentions are one event where
their heads name one kind of act (views/linking/words.py, `act`) or their words are alike; two tellings also need
sentences alike. Where mentions are not words but phrases ("was open to a new arrangement"), what is asked are the few
themes of the story: mentions that share words with the same others are of one theme.

Beside it stand the scorer's baselines (the same head lemma: in the whole corpus, in the gold topic), all by
shared/score/score_ecb.py. Options: `--shared DIR`, `--check` (exit 1 where a bar is missed),
`--training` (three parts of ECB+'s training topics instead, on which the figures below were chosen),
`--speed N...` (how long it takes to link records of N made-up reports instead).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dragoman.intake import document_of, with_date
from dragoman.model import Actor, Meeting, Reading, Record, Source, When
from dragoman.terms import rows
from dragoman.views.linking import linked
from dragoman.views.linking.words import Rarity, Vector, act, among, cosine, root, stems

CORPORA = ("ecbplus.dev.jsonl", "newswcl50.dev.jsonl")
TRAINING, PARTS = "ecbplus.train.jsonl", 3  # eight or nine topics each, as the development and held-out parts have
BASELINES = ("lemma", "lemma-topic")
STORY = 0.48  # mean likeness of the documents of one story
NEAREST = 5  # documents most like one, by whose likeness to it all others' is measured
OPENING = 6  # sentences that say what a report is about
HEAVY = {"told": 2.0, "later": 0.3, "name": 3.0, "number": 2.0}  # times the weight of another word
ALIKE = 0.6  # cosine of the words of two mentions
NEAR, SAID = 0.15, 0.4  # of the sentences in which one act has two words, or something is said
PHRASE = 2  # words of a mention in the mean, from which a corpus marks phrases
OFTEN = 6  # mentions of one theme in a report
LEAST = 0.3  # weight of a word that all documents have
ABOVE, BAR = 3.0, 55.0  # points above `lemma-topic` on ECB+; CoNLL F1 on NewsWCL50
FIRST = "Anna Omar Ida Juri Lena Paul Rosa Tim Vera Wim"
LAST = (
    "Berg Haddad Lund Marek Novak Olsen Petit Quint Rossi Stein Tanaka Ustad Vogel Weber Xu Yilmaz Zorn Abel Roth Sand"
)
TELLING = frozenset(
    root(word) for row in rows("same_acts") if row["kind"] == "telling" for word in row["words"].split()
)  # a story has many of these, one by each speaker


class Told(NamedTuple):
    """A mention: its id; its head's root and kind of act, if that is a telling; its words and those of its sentence."""

    id: str
    head: str
    act: str
    telling: bool
    words: Vector
    sentence: Vector
    size: int


def stories(vectors: Sequence[Vector]) -> list[list[int]]:
    """Return the numbers of the documents in groups, the two groups most alike joined as long as they are alike."""
    alike = likeness(vectors)
    groups = [[at] for at in range(len(vectors))]
    sums = [list(row) for row in alike]
    while len(groups) > 1:
        score, a, b = max(
            (sums[a][b] / (len(groups[a]) * len(groups[b])), -a, -b) for a in range(len(groups)) for b in range(a)
        )
        if score < STORY:
            break
        _join(groups, sums, -b, -a)
    return groups


def likeness(vectors: Sequence[Vector]) -> list[list[float]]:
    """Return the cosine of each two documents as a share of that of each with those most like it.

    Reports of two quakes are alike, but less than reports of one; how alike those are differs from story to story.
    """
    alike = [[cosine(a, b) for b in vectors] for a in vectors]
    nearest = [sorted(row[:at] + row[at + 1 :], reverse=True)[:NEAREST] for at, row in enumerate(alike)]
    own = [math.sqrt(sum(row) / len(row)) if any(row) else 1.0 for row in nearest]
    return [[both / (a * b) for both, b in zip(row, own, strict=True)] for row, a in zip(alike, own, strict=True)]


def about(document: dict[str, Any], rarity: Rarity) -> Vector:
    """Return what a report is about: names, numbers and the sentences with mentions or at its beginning weigh most."""
    mentioned = {event["sent_id"] for event in document["events"] if event.get("selected", True)}
    counts: defaultdict[str, float] = defaultdict(float)
    heavy: dict[str, float] = {}
    for number, sentence in enumerate(document["sentences"]):
        later = HEAVY["later"] if number >= OPENING else 1.0
        times = HEAVY["told"] if sentence["sent_id"] in mentioned else later
        for word in _words(sentence, document["tokens"]).split():
            kind = HEAVY["number"] if word.isdigit() else HEAVY["name"] if word[:1].isupper() else 1.0
            for stem in stems(word):
                counts[stem] += times
                heavy[stem] = max(heavy.get(stem, 1.0), kind)
    weights = {word: max(rarity.weight(word), 0) * heavy[word] * math.log(1 + n) for word, n in counts.items()}
    length = math.hypot(*weights.values()) or 1
    return {word: weight / length for word, weight in weights.items()}


def _join(groups: list[list[int]], sums: list[list[float]], a: int, b: int) -> None:
    """Put group b into group a; `sums` are those of the likenesses of their documents."""
    groups[a] += groups.pop(b)
    gone = sums.pop(b)
    sums[a] = [x + y for x, y in zip(sums[a], gone, strict=True)]
    for row in sums:
        moved = row.pop(b)
        row[a] += moved if row is not sums[a] else 0
    for at, row in enumerate(sums):
        row[a] = sums[a][at]


def told(document: dict[str, Any], rarity: Rarity) -> Iterator[Told]:
    """Yield the mentions of a document."""
    sentences = {sentence["sent_id"]: _words(sentence, document["tokens"]) for sentence in document["sentences"]}
    vectors = {id: rarity.vector(words) for id, words in sentences.items()}
    for event in document["events"]:
        if event.get("selected", True):
            text = event["text"].replace("\\n", " ")
            weights = {known(word): max(rarity.weight(root(word)), LEAST) for word in stems(text)}
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
            head = (event.get("lemma") or text.split()[-1]).lower()
            yield Told(
                event["mid"],
                root(head),
                known(head),
                root(head) in TELLING,
                {word: weight / length for word, weight in weights.items()},
                vectors[event["sent_id"]],
                len(text.split()),
            )


def _words(sentence: dict[str, Any], tokens: Sequence[str]) -> str:
    return " ".join(sentence["tokens"] if "tokens" in sentence else tokens[sentence["start"] : sentence["end"]])


def known(word: str) -> str:
    """Return the kind of act that a word tells of, or its root."""
    kind = act(word)
    return root(word) if kind == word else kind


def one_event(a: Told, b: Told) -> bool:
    """Return whether two mentions of a story are one event: acts of one kind, or words alike; of telling the same."""
    if a.act == b.act:
        least = SAID if a.telling else 0.0 if a.head == b.head else NEAR
        return cosine(a.sentence, b.sentence) >= least
    return not a.telling and not b.telling and cosine(a.words, b.words) >= ALIKE


def events(mentions: Sequence[Told]) -> list[int]:
    """Return for each mention of a story the number of its event."""
    event = list(range(len(mentions)))

    def join(a: int, b: int) -> None:
        event[:] = [event[b] if at == event[a] else at for at in event]

    for a, one in enumerate(mentions):
        for b in range(a):
            if event[a] != event[b] and one_event(one, mentions[b]):
                join(a, b)
    return event


def themes(mentions: Sequence[Told], number: int) -> list[int]:
    """Return for each mention of a story the number of its theme, of so many: the least unlike are joined (Ward).

    Two are alike where they are like the same others: "the probe" and "Russian meddling" share no word, but both share
    one with "the probe into Russian meddling".
    """
    if not mentions:
        return []
    theme = np.arange(len(mentions))
    size = np.ones(len(mentions))
    alike = np.array([[cosine(a.words, b.words) for b in mentions] for a in mentions])
    np.fill_diagonal(alike, 1.0)
    alike /= np.linalg.norm(alike, axis=1, keepdims=True)
    apart = 1 - alike @ alike.T
    np.fill_diagonal(apart, np.inf)
    for _ in range(len(mentions) - number):
        a, b = divmod(int(apart.argmin()), len(mentions))
        both = (size[a] + size) * apart[a] + (size[b] + size) * apart[b] - size * apart[a, b]
        apart[a] = apart[:, a] = both / (size[a] + size[b] + size)
        apart[a, a] = apart[b] = apart[:, b] = np.inf
        size[a] += size[b]
        theme[theme == b] = a
    return [int(one) for one in theme]


def clusters(documents: Sequence[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Yield each mention with its event, as the scorer wants them."""
    texts = [" ".join(document["tokens"]) for document in documents]
    rarity = among(texts)
    for number, story in enumerate(stories([about(document, rarity) for document in documents])):
        mentions = [one for at in sorted(story) for one in told(documents[at], rarity)]
        phrases = sum(one.size for one in mentions) >= PHRASE * len(mentions)
        few = max(1, round(len(mentions) / (OFTEN * len(story))))
        found = themes(mentions, few) if phrases else events(mentions)
        for one, event in zip(mentions, found, strict=True):
            yield {"mid": one.id, "cluster": f"{number} {event}"}


def scored(scorer: Path, gold: Path, *arguments: str) -> dict[str, Any]:
    """Return what the scorer says."""
    command = [sys.executable, str(scorer), str(gold), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line_of(name: str, found: dict[str, Any]) -> str:
    """Return one line of the table: F1 of each measure."""
    figures = [found[measure][2] for measure in ("MUC", "B3", "CEAFe", "LEA")]
    return f"{name:<34}" + "".join(f"{figure:8.2f}" for figure in (*figures, found["CoNLL"]))


def compared(data: Path, scorer: Path) -> dict[str, float]:
    """Print the table of a corpus; return the CoNLL F1 of each baseline and, as "linking", ours."""
    documents = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    rows = {f"the same head lemma ({name})": scored(scorer, data, "--baseline", name) for name in BASELINES}
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.jsonl"
        answer.write_text("".join(json.dumps(line) + "\n" for line in clusters(documents)), "utf-8")
        rows["linking"] = scored(scorer, data, str(answer))
        whole = (json.dumps({"mid": e["mid"], "cluster": d["topic"]}) + "\n" for d in documents for e in d["events"])
        answer.write_text("".join(whole), "utf-8")
        rows["all of a gold topic one event"] = scored(scorer, data, str(answer))
    print(f"{data.name:<34}" + "".join(f"{name:>8}" for name in ("MUC", "B3", "CEAFe", "LEA", "CoNLL")))
    print("\n".join(line_of(name, found) for name, found in rows.items()))
    return {name: float(found["CoNLL"]) for name, found in rows.items()}


def in_parts(data: Path, scorer: Path) -> None:
    """Print the table of each part of the training topics, and how far linking is above the baseline in the mean."""
    documents = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    topics = sorted({document["topic"] for document in documents}, key=int)
    above = []
    with tempfile.TemporaryDirectory() as folder:
        for part in range(PARTS):
            path = Path(folder) / f"{data.stem}.{part + 1}.jsonl"
            lines = (json.dumps(one) + "\n" for one in documents if one["topic"] in topics[part::PARTS])
            path.write_text("".join(lines), "utf-8")
            found = compared(path, scorer)
            above.append(found["linking"] - found["the same head lemma (lemma-topic)"])
    print(f"above the same head lemma in the gold topic: {sum(above) / PARTS:.2f}")


def made_up(number: int) -> Record:
    """Return a record of as many reports: meetings of two of 200 people in ten years, every fifth without a date."""
    chance = random.Random(1)
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    people = [Actor(id=name.lower().replace(" ", "-"), name=name, kind="person") for name in names]
    readings = []
    for at in range(number):
        day = date(2010, 1, 1) + timedelta(days=chance.randrange(3650))
        pair = chance.sample(people, 2)
        text = f"{pair[0].name} met {pair[1].name} for report {at}."
        document = with_date(document_of(text.encode(), f"{at}.txt"), day.isoformat(), "given")
        met = Meeting(
            id=f"m{at}", kind="talks", status="held", participants=tuple(actor.id for actor in pair),
            when=When(edtf=day.isoformat() if at % 5 else None), sources=(Source(span=(0, len(text)), quote=text),),
        )  # fmt: skip
        readings.append(Reading(document=document, reader="made up", actors=tuple(pair), meetings=(met,)))
    return Record(name="made up", readings=tuple(readings))


def speed(numbers: Iterable[int]) -> None:
    """Print how long it takes to link whole records, and how much of that is an entry's share."""
    for number in numbers:
        record = made_up(number)
        start = time.perf_counter()
        found = linked(record)
        took = time.perf_counter() - start
        print(f"{number:>7,} reports, {len(found.acts):>7,} acts: {took:6.2f} s, {1000 * took / number:.2f} ms each")


def missed(ecb: dict[str, float], news: dict[str, float]) -> Iterable[str]:
    """Yield the bars that are missed."""
    if ecb["linking"] < ecb["the same head lemma (lemma-topic)"] + ABOVE:
        yield f"ECB+: less than {ABOVE} points above the same head lemma in the gold topic"
    if news["linking"] < BAR:
        yield f"NewsWCL50: CoNLL F1 below {BAR}"


def main() -> int:
    """Score both corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--speed", type=int, nargs="+", metavar="N")
    options = parser.parse_args()
    if options.speed:
        speed(options.speed)
        return 0
    data, scorer = options.shared / "data/ecb", options.shared / "score/score_ecb.py"
    if not data.is_dir() or not scorer.is_file():
        print(f"skipped: {data} and {scorer} are not here")
        return 0
    if options.training:
        in_parts(data / TRAINING, scorer)
        return 0
    failures = list(missed(*(compared(data / name, scorer) for name in CORPORA)))
    print("\n".join(failures))
    return 1 if failures and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
