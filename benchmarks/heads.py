"""Score the encoder that ships, head by head, as the product runs it, and hold it to the pinned floors.

    python -m benchmarks.heads                 print the scores (some minutes) and fail below a floor
    python -m benchmarks.heads --sample 4      the same on 4 documents of each split, with floors of their own
    python -m benchmarks.heads --update        pin the present scores as floors; refuses to lower one
    python -m benchmarks.heads --update --allow-regression "why"

Words and sentences are the corpora's, but where a row says "raw text" (`raw_text.py`) or "own sentences". The floors
lie in `benchmarks/floors_heads.json` with a digest of each split's files. Readers of corpora are those of `training/`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import pins, raw_text
from dragoman.language.encoder.bio import Span, spans_of
from dragoman.language.encoder.signals import Signals, read
from dragoman.language.encoder.weights import Model, load
from training import mix, scores
from training.corpora import GROUP_SIZE
from training.scheme import Document

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors_heads.json"
SLACK = 0.5
"""Points that a score may lie below its floor: the int8 kernels of another processor round differently."""

Scores = dict[str, float]
Measured = dict[str, dict[str, Any]]
Bounds = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Split:
    """Name a development split, the file it is read from, its documents, and how they are scored."""

    name: str
    file: Path
    documents: Sequence[Document]
    score: Callable[[Sequence[Document], Model], Scores]


def splits(data: Path) -> list[Split]:
    """Read all development splits that are measured."""
    dev = mix.development(data)
    gum, ours = data / "parse/en_gum-ud-dev.conllu", mix.OURS / "diplomacy.dev.txt"
    marks = paragraphs(gum)
    return [
        Split("gum", gum, dev["gum"], lambda some, model: syntax(some, model, Document.bounds, split=False)),
        Split(
            "gum, own sentences in paragraphs", gum, dev["gum"],
            lambda some, model: syntax(some, model, lambda one: cut_at(one, marks[one.name]), split=True),
        ),
        Split(
            "gum, own sentences in whole documents", gum, dev["gum"],
            lambda some, model: syntax(some, model, lambda one: cut_at(one, [0]), split=True),
        ),
        Split(
            "ewt", data / "parse/en_ewt-ud-dev.conllu", dev["ewt"],
            lambda some, model: syntax(some, model, Document.bounds, split=False),
        ),
        *raw(data, dev),
        Split("conll names", data / "ner/conll03.dev.jsonl", dev["conll"], spans("names", "gold", scores.CONLL, None)),
        Split(
            "politics names", data / "ner/crossner_politics.dev.jsonl", dev["politics"],
            spans("names", "gold", scores.THREE, scores.POLITICS),
        ),
        Split("tbaq times", data / "timex/tbaq.dev.jsonl", dev["time"], spans("times", "gold", None, None)),
        Split("our names", ours, dev["diplomacy"], spans("names", "name", None, None)),
        Split("our times", ours, dev["diplomacy"], spans("times", "time", None, None)),
        Split("our modality", ours, dev["diplomacy"], modality),
    ]  # fmt: skip


def raw(data: Path, dev: dict[str, list[Document]]) -> Iterator[Split]:
    """Yield the treebanks as raw text, cut as the reader and as the spaCy component cut it."""
    for name in ("gum", "ewt"):
        file = data / f"parse/en_{name}-ud-dev.conllu"
        yield Split(f"{name}, raw text", file, dev[name], raw_text.scorer(file, raw_text.by_reader))
        yield Split(f"{name}, raw text, spaCy component", file, dev[name], raw_text.scorer(file, raw_text.by_component))


def paragraphs(path: Path) -> dict[str, list[int]]:
    """Return for each document of a treebank the words that its paragraphs begin with."""
    found: dict[str, list[int]] = {}
    name, word = "", 0
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newdoc"):
            name, word = line.partition("=")[2].strip(), 0
            found[name] = [0]
        elif line.startswith("# newpar") and word > found[name][-1]:
            found[name].append(word)
        else:
            word += line.partition("\t")[0].isdigit()
    return found


def cut_at(document: Document, starts: Sequence[int]) -> Bounds:
    """Return the stretches of a document that begin at some words."""
    return list(zip(starts, [*starts[1:], len(document.words)], strict=True))


def syntax(documents: Sequence[Document], model: Model, bounds: Callable[[Document], Bounds], *, split: bool) -> Scores:
    """Return tags, governors and relations (without subtypes) that are right, in per cent of words.

    With `split` also the F1 of sentence starts, those that `bounds` gives away left out.
    """
    right: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for document in documents:
        given = bounds(document)
        found = read(document.words, given, model, split=split)
        for i in range(len(document.words)):
            right.update(_word(document, found, i))
        told = {start for start, _ in given}
        ours, gold = {start for start, _ in found.sentences} - told, set(document.starts) - told
        starts.update(right=len(ours & gold), gold=len(gold), found=len(ours))
    words = right.pop("words")
    result = {name: scores.percent(right[name], words) for name in ("upos", "uas", "las")}
    return result | ({"sentence starts": scores.prf(starts)["f1"]} if split else {})


def _word(document: Document, found: Signals, i: int) -> Counter[str]:
    target = document.pointers["arc"][i][0]
    head = found.heads[i] == (target if target >= 0 else i)
    relation = found.relations[i].partition(":")[0] == document.tags["relation"][i].partition(":")[0]
    tag = found.upos[i] == document.tags["upos"][i]
    return Counter(words=1, upos=int(tag), uas=int(head), las=int(head and relation))


def spans(
    what: str, gold: str, ours: dict[str, str] | None, theirs: dict[str, str] | None
) -> Callable[[Sequence[Document], Model], Scores]:
    """Return a scorer of names or times: F1 of span and kind, and of spans alone; kinds not mapped do not count."""

    def score(documents: Sequence[Document], model: Model) -> Scores:
        counts: Counter[str] = Counter()
        for document in documents:
            bounds = document.bounds()
            found: list[Span] = getattr(read(document.words, bounds, model), what)
            tags = document.tags[gold]
            right = [scores.mapped(spans_of(tags[start:end]), start, theirs) for start, end in bounds]
            scores.count(counts, set().union(*right), scores.mapped(found, 0, ours))
        return {"f1": scores.prf(counts)["f1"], "spans": scores.bare(counts)}

    return score


def modality(documents: Sequence[Document], model: Model) -> Scores:
    """Return whether acts happened, are planned, hypothetical or negated: accuracy at the marked words."""
    right = total = 0
    for document in documents:
        found = read(document.words, document.bounds(), model).modality
        marked = [(tag, gold) for tag, gold in zip(found, document.tags["modality"], strict=True) if gold]
        total += len(marked)
        right += sum(tag == gold for tag, gold in marked)
    return {"accuracy": scores.percent(right, total)}


def sampled(documents: Sequence[Document], sample: int) -> Sequence[Document]:
    """Return so many documents, evenly spread over a split (all, for 0); of lone sentences twelve for each."""
    if all(len(one.starts) == 1 for one in documents):
        sample *= GROUP_SIZE
    step = max(1, len(documents) // sample) if sample else 1
    return documents[::step][: sample or None]


def measure(data: Path, sample: int = 0) -> Measured:
    """Return for each split its digest and scores."""
    model = load()
    return {
        split.name: {
            "digest": hashlib.sha256(split.file.read_bytes()).hexdigest()[:16],
            "scores": split.score(sampled(split.documents, sample), model),
        }
        for split in splits(data)
    }


def faults(measured: Measured, floors: Measured, slack: float = SLACK) -> list[str]:
    """Return a sentence for each score below its floor, and for a split that has changed or is gone."""
    found = []
    for name, pinned in floors.items():
        now = measured.get(name, {"digest": None})
        if now["digest"] != pinned["digest"]:
            found.append(f"{name}: the corpus has changed; read the scores and pin them anew with --update")
            continue
        for row, floor in pinned["scores"].items():
            value = now["scores"].get(row, 0.0)
            if value < floor - slack:
                found.append(f"{name}: {row} {value} < {floor}")
    return found


def part(sample: int) -> str:
    """Return the name under which the floors of a sample, or of the whole splits, are pinned."""
    return f"{sample} documents of each" if sample else "whole splits"


def main(arguments: Sequence[str]) -> int:
    """Measure, print, compare; return the exit code."""
    parser = argparse.ArgumentParser(description="Score the encoder head by head.")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="documents of each split (all)")
    pins.options(parser)
    chosen = parser.parse_args(arguments)
    if not (SHARED / "data").is_dir():
        print(f"skipped: {SHARED} is not there")
        return 0
    measured = measure(SHARED / "data", chosen.sample)
    for name, result in measured.items():
        print(f"{name}:", json.dumps(result["scores"]))
    known = pins.pinned(FLOORS)
    found = faults(measured, known.get(part(chosen.sample), {}), 0.0 if chosen.update else SLACK)
    return pins.settle(chosen, found, SLACK, FLOORS, {**known, part(chosen.sample): measured})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
