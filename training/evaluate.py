"""Score a model on the development splits, head by head."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.language.encoder.attribution import Evidence, attributions
from dragoman.language.encoder.bio import Span, decode, spans_of
from dragoman.language.encoder.lemmas import apply_rule
from dragoman.language.encoder.trees import best_tree
from dragoman.language.encoder.windows import stretches
from training import coreference
from training.corpora import WORD, records
from training.readers import log_softmax, read
from training.scores import CONLL, POLITICS, THREE, UNER, bare, count, mapped, percent, prf
from training.windows import overlapping, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.labels import Labels
    from training.readers import Reader
    from training.windows import Encoded, Window

BUDGET = 192
"""Subwords per window in which tags are measured."""
WIDE = 256
"""Subwords per window where things far apart are linked; windows overlap by half."""


def packed(sources: Iterable[Encoded], budget: int = BUDGET) -> list[Window]:
    """Cut documents into windows side by side."""
    return [window for source in sources for window in pack(source, budget)]


def syntax(reader: Reader, sources: Sequence[Encoded], labels: Labels, budget: int = BUDGET) -> dict[str, float]:
    """Score tags, lemmas and the tree on gold words and sentences; relations without subtypes (`las_full`: with)."""
    counts: Counter[str] = Counter()
    for window, outputs in read(reader, packed(sources, budget)):
        heads = tree(window, outputs["arc"])
        names = relations(reader, outputs, heads, labels)
        _count_syntax(counts, window, outputs, heads, names, labels)
    total = counts.pop("words")
    return {name: percent(right, total) for name, right in sorted(counts.items())} | {"words": total}


def tree(window: Window, arcs: NDArray[Any]) -> list[int]:
    """Give the head of each word of a window as a window position (0: root), one tree per sentence."""
    heads: list[int] = []
    for start, end in sentences(window):
        places = np.array([0, *range(start + 1, end + 1)])
        local = best_tree(log_softmax(arcs[np.ix_(places, places)]).astype(np.float64))
        heads += [int(places[h]) for h in local[1:]]
    return heads


def sentences(window: Window) -> list[tuple[int, int]]:
    """Give the sentences of a window as word positions from its first word on."""
    inside = [
        (a, b)
        for a, b in stretches(window.source.document.bounds(), window.source.subwords.first)
        if window.start <= a < window.end
    ]
    return [(a - window.start, b - window.start) for a, b in inside]


def relations(reader: Reader, outputs: dict[str, NDArray[Any]], heads: list[int], labels: Labels) -> list[str]:
    """Label each word's arc to its (repaired) head; `root` is kept for the root alone."""
    scores = reader.label(outputs["relation_low"][1:], outputs["relation_high"][heads])
    root = labels.number("relation", "root")
    scores[np.array(heads) > 0, root] = -np.inf
    return [
        "root" if not h else labels.names["relation"][int(i)] for h, i in zip(heads, scores.argmax(-1), strict=True)
    ]


def _count_syntax(
    counts: Counter[str],
    window: Window,
    outputs: dict[str, NDArray[Any]],
    heads: list[int],
    names: list[str],
    labels: Labels,
) -> None:
    document = window.source.document
    for i, word in enumerate(document.words[window.start : window.end]):
        place = window.start + i
        target = document.pointers["arc"][place][0]
        right = heads[i] == (0 if target < 0 else target - window.start + 1)
        counts["words"] += 1
        for head in ("upos", "xpos"):
            counts[head] += labels.names[head][int(outputs[head][i + 1].argmax())] == document.tags[head][place]
        rule = labels.names["lemma"][int(outputs["lemma"][i + 1])]
        counts["lemma"] += apply_rule(word, rule) == document.tags["lemma"][place]
        counts["uas"] += right
        gold = document.tags["relation"][place]
        counts["las_full"] += right and names[i] == gold
        counts["las"] += right and names[i].partition(":")[0] == gold.partition(":")[0]


def boundaries(reader: Reader, sources: Sequence[Encoded]) -> dict[str, float]:
    """Score sentence starts within windows of several sentences (the first word of a window is given)."""
    counts: Counter[str] = Counter()
    for window, outputs in read(reader, packed(sources)):
        gold = {a for a, _ in sentences(window)} - {0}
        found = {int(i) for i in np.flatnonzero(outputs["sentence"][1:].argmax(-1))} - {0}
        counts.update(right=len(gold & found), gold=len(gold), found=len(found))
    return prf(counts)


def names(
    reader: Reader,
    sources: Sequence[Encoded],
    labels: Labels,
    head: str,
    ours: dict[str, str] | None,
    theirs: dict[str, str] | None,
    budget: int = BUDGET,
    gold: str = "gold",
) -> dict[str, float]:
    """Score spans of a tagging head; `ours` and `theirs` map kinds, and what they leave out does not count."""
    counts: Counter[str] = Counter()
    for window, outputs in read(reader, packed(sources, budget)):
        right: set[Span] = set()
        found: set[Span] = set()
        for start, end in sentences(window):
            tags = window.source.document.tags[gold][window.start + start : window.start + end]
            right |= mapped(spans_of(tags), start, theirs)
            scores = log_softmax(outputs[head][start + 1 : end + 1])
            found |= mapped(decode(scores, labels.names[head]), start, ours)
        count(counts, right, found)
    return prf(counts) | {"spans": bare(counts)}


def attribute(reader: Reader, sources: Sequence[Encoded], labels: Labels, gold: Path, out: Path) -> None:
    """Write the attributions of PolNeAR's development documents for `score_attribution.py`."""
    texts = {record["id"]: record for record in records(gold)}
    with out.open("w", encoding="utf-8") as file:
        for source in sources:
            record = texts[source.document.name]
            offsets = record["tokens"] or [list(m.span()) for m in WORD.finditer(record["text"])]
            found = attributions(evidence(reader, source, labels), labels.names["role"])
            rows = [
                {
                    "source": [_offset(a.source, offsets)] if a.source else [],
                    "cue": [_offset(a.cue, offsets)],
                    "content": [_offset(span, offsets) for span in a.content],
                }
                for a in found
            ]
            file.write(json.dumps({"id": source.document.name, "attributions": rows}) + "\n")


def _offset(span: Span, offsets: Sequence[Sequence[int]]) -> list[int]:
    return [offsets[span.start][0], offsets[span.end - 1][1]]


def evidence(reader: Reader, source: Encoded, labels: Labels) -> Evidence:
    """Gather roles and links of a document from overlapping windows."""
    gathered = Evidence(len(source.document.words), len(labels.names["role"]))
    for window, outputs in read(reader, overlapping(source, WIDE)):
        gathered.add(window.start, log_softmax(outputs["role"][1:]), log_softmax(outputs["link"])[1:])
    return gathered


def chains(reader: Reader, sources: Sequence[Encoded]) -> dict[str, float]:
    """Score coreference on mention heads, and how often a pronoun's antecedent is in its own chain."""
    pairs: list[tuple[list[coreference.Chain], list[coreference.Chain]]] = []
    right = total = 0
    for source in sources:
        if "antecedent" not in source.document.pointers:
            continue
        best: dict[int, tuple[int, int | None]] = {}
        for window, outputs in read(reader, overlapping(source, WIDE)):
            coreference.antecedents(window.start, log_softmax(outputs["mention"]), outputs["antecedent"], best)
        pointers = source.document.pointers["antecedent"]
        gold = coreference.chains({w: (w, b[-1] if b[-1] >= 0 else None) for w, b in pointers.items()})
        pairs.append((gold, coreference.chains(best)))
        for word, before in pointers.items():
            if source.document.tags["xpos"][word] in ("PRP", "PRP$") and before[0] >= 0:
                total += 1
                right += best.get(word, (0, None))[1] in before
    scores = {name: round(100 * value, 2) for name, value in coreference.conll(pairs).items()}
    return scores | {"pronouns": percent(right, total), "pronouns_counted": total}


def events(reader: Reader, sources: Sequence[Encoded], labels: Labels) -> dict[str, float]:
    """Score event types of marked pairs, by accuracy."""
    right = total = 0
    for window, outputs in read(reader, packed(sources, WIDE)):
        words = outputs["words"][None]
        for pair in window.source.document.pairs:
            weights = np.zeros((3, 1, words.shape[1]), dtype=np.float32)
            for side, marked in enumerate((pair.actor, pair.recipient, pair.predicate)):
                weights[side, 0, [i - window.start + 1 for i in marked] or [0]] = 1 / max(1, len(marked))
            present = np.ones((1, words.shape[1]), dtype=np.float32)
            present[0, 0] = 0
            scores = reader.type((words, present, *weights))
            right += labels.names["event"][int(scores[0].argmax())] == pair.kind
            total += 1
    return {"accuracy": percent(right, total), "pairs": total}


def modality(reader: Reader, sources: Sequence[Encoded], labels: Labels) -> dict[str, float]:
    """Score whether acts happened, are planned, hypothetical or negated, by accuracy at marked predicates."""
    right = total = 0
    for window, outputs in read(reader, packed(sources)):
        for i, gold in enumerate(window.source.document.tags["modality"][window.start : window.end]):
            if gold:
                right += labels.names["modality"][int(outputs["modality"][i + 1].argmax())] == gold
                total += 1
    return {"accuracy": percent(right, total), "acts": total}


def everything(
    reader: Reader, sources: dict[str, list[Encoded]], labels: Labels, report: Callable[[str, Any], None]
) -> None:
    """Score all heads but attribution (which has its own scorer), one line each."""
    for corpus in ("gum", "ewt"):
        report(f"{corpus} syntax", syntax(reader, sources[corpus], labels))
        report(f"{corpus} sentence starts", boundaries(reader, sources[corpus]))
    report("conll names", names(reader, sources["conll"], labels, "name", CONLL, None))
    report("politics names", names(reader, sources["politics"], labels, "name", THREE, POLITICS))
    report("uner ewt names", names(reader, sources["uner"], labels, "name", THREE, UNER))
    report("tbaq times", names(reader, sources["time"], labels, "time", None, None))
    report("gum coreference", chains(reader, sources["gum"]))
    ours = sources["diplomacy"]
    report("diplomacy names", names(reader, ours, labels, "name", None, None, gold="name"))
    report("diplomacy times", names(reader, ours, labels, "time", None, None, gold="time"))
    report("diplomacy event types", events(reader, ours, labels))
    report("diplomacy modality", modality(reader, ours, labels))
    report("plv held-out fold", events(reader, sources["events"], labels))
