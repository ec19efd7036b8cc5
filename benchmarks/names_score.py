"""Measure names and coreference on development data in ../shared (skips what is not there). For developers only.

python benchmarks/names_score.py [--errors N]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from dragoman.intake.text import intake
from dragoman.language import mark
from dragoman.language.encoder.step import encoded
from dragoman.language.names.credible import credible
from dragoman.language.names.find import sighted
from dragoman.language.names.page import page
from dragoman.language.names.sightings import Sighting
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked, Sentence
from dragoman.model import Document, Span

SHARED = Path(__file__).parent.parent.parent / "shared"
CONLL = {"PER": "person", "LOC": "place", "ORG": "organisation"}
POLITICS = {
    "politician": "person", "person": "person", "country": "place", "location": "place",
    "organisation": "organisation", "politicalparty": "organisation",
}  # fmt: skip


def marked_lines(lines: list[list[str]]) -> tuple[Marked, list[list[Span]]]:
    """Return a document of tokenised sentences, and where each token lies."""
    text, spans, sentences = "", [], []
    for number, words in enumerate(lines):
        row, start = [], len(text)
        for word in words:
            row.append((len(text), len(text) + len(word)))
            text += word + " "
        text += "\n\n"
        spans.append(row)
        sentences.append(Sentence(span=(start, row[-1][1]), paragraph=number))
    document = Document(id="x", sha256="0" * 64, text=text)
    return encoded(Marked(document=document, doc=tokenize(text), sentences=tuple(sentences))), spans


def found_names(marked: Marked) -> Iterator[tuple[str, Span]]:
    """Yield kind and span of each name that the rules see: no roles, demonyms or descriptions."""
    sheet = page(marked)
    for _, row in credible(sighted(sheet), sheet):
        for sighting in row:
            if sighting.name is not None and (kind := _kind(sighting, marked.document.text)):
                yield kind, sighting.name


def _kind(sighting: Sighting, text: str) -> str | None:
    if sighting.what == "state":
        return None if sighting.head == "demonym" else "place"
    if sighting.what == "organisation" and sighting.name and not text[sighting.name[0]].isupper():
        return None
    return sighting.what if sighting.what in ("person", "place", "organisation") else None


def gold_names(row: dict[str, Any], spans: list[Span], kinds: dict[str, str]) -> set[tuple[str, Span]]:
    """Return kind and span of each gold name of a sentence."""
    found, start = set(), None
    tags = [*row["tags"], "O"]
    for at, tag in enumerate(tags):
        if start is not None and not tag.startswith("I-"):
            label = tags[start][2:]
            if label in kinds:
                found.add((kinds[label], (spans[start][0], spans[at - 1][1])))
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = at
    return found


def score_ner(path: Path, kinds: dict[str, str], errors: int, batch: int) -> None:
    """Print precision, recall and F1 for each kind of name, exact spans; a sample of the errors."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    hit, gold, pred = Counter[str](), Counter[str](), Counter[str]()
    wrong: Counter[str] = Counter()
    for at in range(0, len(rows), batch):
        piece = rows[at : at + batch]
        marked, spans = marked_lines([row["tokens"] for row in piece])
        got = set(found_names(marked))
        want = {name for row, where in zip(piece, spans, strict=True) for name in gold_names(row, where, kinds)}
        text = marked.document.text
        for kind, _ in want:
            gold[kind] += 1
        for kind, _ in got:
            pred[kind] += 1
        for kind, _ in got & want:
            hit[kind] += 1
        for kind, span in sorted(got - want, key=lambda pair: pair[1]):
            near = next((f"{k}:{text[s[0] : s[1]]}" for k, s in want if s[0] < span[1] and span[0] < s[1]), "-")
            wrong[f"+ {kind}:{text[span[0] : span[1]]} | {near} | {text[max(0, span[0] - 30) : span[1] + 25]!r}"] += 1
        for kind, span in want - got:
            if not any(s[0] < span[1] and span[0] < s[1] for _, s in got):
                wrong[f"- {kind}:{text[span[0] : span[1]]} | {text[max(0, span[0] - 30) : span[1] + 25]!r}"] += 1
    for kind in ("person", "place", "organisation"):
        print(f"{path.name:28} {kind:13} {prf(hit[kind], gold[kind], pred[kind])}")
    for error in list(wrong)[:: max(1, len(wrong) // errors)] if errors else ():
        print("   ", error)


def prf(hit: int, gold: int, pred: int) -> str:
    """Return precision, recall and F1 in one line."""
    p, r = hit / pred if pred else 0.0, hit / gold if gold else 0.0
    return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F {100 * (2 * p * r / (p + r) if p + r else 0):5.1f}  ({gold} gold)"


def score_founding(errors: int) -> None:
    """Print how many mentions of the founding report are found with the right referent."""
    text = (SHARED / "reports/second-summit.txt").read_text(encoding="utf-8")
    gold = yaml.safe_load((SHARED / "gold/second-summit.yaml").read_text(encoding="utf-8"))
    marked = mark(intake(text.encode(), "second-summit.txt"))
    name = {
        **{a["id"]: a["name"] or a["roles"][0] if a.get("roles") or a.get("name") else a["id"] for a in gold["actors"]}
    }
    name |= {place["id"]: place["name"] for place in gold["places"]}
    ours = {actor.id: actor.name or actor.roles[0] for actor in marked.actors} | {p.id: p.name for p in marked.places}
    by_span = {mention.span: mention for mention in marked.mentions}
    found = right = total = 0
    for row in gold["mentions"]:
        want = row["is"] if isinstance(row["is"], list) else [row["is"]]
        if not all(id in name for id in want):
            continue
        total += 1
        span = (row["span"][0], row["span"][1])
        mention = by_span.get(span) or next((m for s, m in by_span.items() if s[0] < span[1] and span[0] < s[1]), None)
        found += mention is not None
        same = mention is not None and {name[id] for id in want} == {ours.get(id, id) for id in mention.of}
        right += same
        if not same and errors:
            print("   ", row["in"], row["quote"], want, mention)
    print(f"founding report              mentions found {found}/{total}, referent right {right}/{total}")


def score_actors(errors: int) -> None:
    """Print how many actors of gold/dev are found, by name or role."""
    hit = gold_count = found_count = 0
    for path in sorted((SHARED / "gold/dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        marked = mark(intake(text.encode(), path.name))
        missed = []
        for actor in gold["actors"]:
            words = [w for w in (actor["name"], *actor["roles"]) if w]
            same = any(
                _same(words, actor, [ours.name or "", *ours.roles], ours.kind, ours.country) for ours in marked.actors
            )
            hit, gold_count = hit + same, gold_count + 1
            missed += [] if same else [f"{actor['name']} {actor['roles']}"]
        found_count += len(marked.actors)
        if errors and missed:
            print("   ", path.name, "missed:", "; ".join(missed))
    print(f"gold/dev actors              found {hit}/{gold_count} = {100 * hit / gold_count:.1f} %, {found_count} ours")


def _same(words: list[str], gold: dict[str, Any], ours: list[str], kind: str, country: str | None) -> bool:
    if gold["kind"] == kind == "state":
        return bool(gold["country"] == country)
    mine = [set(_words(w)) for w in ours if w]
    return any(set(_words(w)) and m and (set(_words(w)) <= m or m <= set(_words(w))) for w in words for m in mine)


def _words(name: str) -> list[str]:
    drop = {"the", "a", "an", "of", "for", "s"}
    return [w for w in "".join(c if c.isalnum() else " " for c in name.casefold()).split() if w not in drop]


PRONOUNS = {"he", "she", "him", "her", "his", "they", "their", "them"}


def score_pronouns(path: Path, genres: set[str], errors: int) -> None:
    """Print how often a pronoun of GUM's documents goes to a mention of its own chain."""
    right = answered = total = 0
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if row["genre"] not in genres:
            continue
        text, chains = _plain(row)
        marked = mark(Document(id="x", sha256="0" * 64, text=text))
        referents = _referents(marked, chains)
        by_span = {mention.span: mention for mention in marked.mentions if mention.of}
        for span, number in chains.items():
            if text[span[0] : span[1]].lower() not in PRONOUNS:
                continue
            total += 1
            mention = by_span.get(span)
            answered += mention is not None
            good = mention is not None and any(number in referents.get(id, ()) for id in mention.of)
            right += good
            if errors and mention is not None and not good:
                print("   ", row["doc"], repr(text[max(0, span[0] - 150) : span[1] + 40]), mention.of)
    print(f"{path.name} {sorted(genres)} pronouns: {right} right of {answered} answered of {total}")


def _plain(row: dict[str, Any]) -> tuple[str, dict[Span, int]]:
    """Return the text of a tokenised document, and the number of the chain at each of its mentions."""
    text, offsets = "", []
    for word in row["tokens"]:
        close = word in CLOSING or word.startswith(("'", "’")) and len(word) > 1
        text = text if not text or close or text.endswith(("(", "[", "“")) else text + " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
    return text, {
        (offsets[first][0], offsets[last][1]): number
        for number, chain in enumerate(row["clusters"])
        for first, last in chain
    }


CLOSING = frozenset(".,;:?!)]”")


def _referents(marked: Marked, chains: dict[Span, int]) -> dict[str, set[int]]:
    """Return which chains the names of each actor belong to."""
    found: dict[str, set[int]] = {}
    for mention in marked.mentions:
        if len(mention.of) == 1 and mention.quote.lower() not in PRONOUNS:
            start, end = mention.span
            around = [
                span
                for span in chains
                if span[0] <= start and end <= span[1] and span[1] - span[0] < 2 * (end - start) + 20
            ]
            if around:
                nearest = min(around, key=lambda span: span[1] - span[0])
                found.setdefault(mention.of[0], set()).add(chains[nearest])
    return found


def main() -> None:
    """Print all scores that the data at hand allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print about so many errors of each")
    parser.add_argument("--only", default="", help="conll, politics, founding, actors, pronouns")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("no ../shared: nothing to measure")
        return
    jobs: dict[str, Callable[[], None]] = {
        "founding": lambda: score_founding(options.errors),
        "actors": lambda: score_actors(options.errors),
        "conll": lambda: score_ner(SHARED / "data/ner/conll03.dev.jsonl", CONLL, options.errors, 25),
        "politics": lambda: score_ner(SHARED / "data/ner/crossner_politics.dev.jsonl", POLITICS, options.errors, 1),
        "pronouns": lambda: score_pronouns(SHARED / "data/coref/gum_all.train.jsonl", {"news"}, options.errors),
    }
    for name, job in jobs.items():
        if options.only in ("", name):
            job()


if __name__ == "__main__":
    main()
