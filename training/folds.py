"""Measure event types on all of plv_train, which has no development split: five models, each scored on one fold.

    python -m training.folds [--data DATA] [--passes N] [--seed N] [--threads N]

Each model begins from the pretrained MiniLM, never from weights that have seen its fold, and learns event types and
modality alone, from the four other folds and our own sentences. Printed: the accuracy of each fold, then of all.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from dragoman.language.encoder.words import WordPieces
from training import evaluate, examples, mix
from training.encoder import weights_folder
from training.feed import TOKENS, laid
from training.heads import Model
from training.labels import Labels
from training.readers import TorchReader
from training.scheme import FIXED, LEARNT, Document
from training.train import Progress, optimizer_for, rate, step
from training.windows import batched, drawn, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.windows import Encoded

LABELS = Labels.of({**FIXED, **dict.fromkeys(LEARNT, ["none"])})
"""Heads that learn their labels from treebanks have none to learn here."""


def fold(data: Path, held_out: int, passes: int, seed: int) -> tuple[int, int]:
    """Train without one fold and give how many of its marked pairs are typed rightly, and how many there are."""
    kept, left = mix.event_folds(data, held_out)
    ours = [for_events(document) for document in examples.read(mix.OURS / "diplomacy.train.txt")]
    pieces = WordPieces(weights_folder() / "tokenizer.json")
    torch.manual_seed(seed)
    model = Model(LABELS.sizes())
    model.encoder.load_pretrained(weights_folder())
    learn(model, [encode(document, pieces, LABELS) for document in (*kept, *ours)], passes, seed)
    found = evaluate.events(TorchReader(model), [encode(document, pieces, LABELS) for document in left], LABELS)
    pairs = int(found["pairs"])
    return round(found["accuracy"] * pairs / 100), pairs


def for_events(document: Document) -> Document:
    """Keep of a document what event types and modality are learnt from."""
    tags = {head: labels for head, labels in document.tags.items() if head == "modality"}
    return Document(document.corpus, document.name, document.words, document.starts, tags, pairs=document.pairs)


def learn(model: Model, sources: Sequence[Encoded], passes: int, seed: int) -> Progress:
    """Train on so many passes over the sources, with the steps and the rise and fall of `train`."""
    chance = random.Random(seed)
    optimizer = optimizer_for(model)
    drawings = [windows for _ in range(passes) for windows in batched(drawn(sources, 1.0, chance), TOKENS, chance)]
    progress = Progress()
    model.train()
    for number, windows in enumerate(drawings):
        share = rate((number + 0.5) / len(drawings))
        step(model, optimizer, laid(windows, LABELS, chance), share, "cpu", progress)
    return progress


def main() -> None:
    """Run all folds and print."""
    parser = argparse.ArgumentParser(prog="python -m training.folds", description="Five-fold accuracy of event types.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--passes", type=int, default=10, help="passes over the four folds and our sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    right = pairs = 0
    for held_out in range(mix.FOLDS):
        found = fold(chosen.data, held_out, chosen.passes, chosen.seed)
        right, pairs = right + found[0], pairs + found[1]
        print(f"fold {held_out}: {found[0]} of {found[1]} = {100 * found[0] / found[1]:.2f}", flush=True)
    print(f"all folds: {right} of {pairs} = {100 * right / pairs:.2f}", flush=True)


if __name__ == "__main__":
    main()
