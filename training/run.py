"""Run the training from the command line: `python -m training.run train`, `evaluate`, `export`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import torch

from training import mix
from training.encoder import weights_folder
from training.heads import Model
from training.labels import Labels
from training.train import train
from training.windows import encode
from training.words import WordPieces


def start(arguments: argparse.Namespace) -> None:
    """Train, or go on training, in the output folder."""
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    parts = mix.training(Path(arguments.data))
    labels = Labels.learn(d for part in parts for d in part.documents)
    if (out / "labels.json").exists():
        labels = Labels.load(out / "labels.json")
    labels.save(out / "labels.json")
    pieces = WordPieces(weights_folder() / "tokenizer.json")
    corpora = [([encode(d, pieces, labels) for d in part.documents], part.share) for part in parts]
    model = Model(labels.sizes())
    model.encoder.load_pretrained(weights_folder())
    for part in parts:
        print(f"{part.name} ({part.license}): {sum(len(d.words) for d in part.documents)} words x {part.share}")
    done = train(
        model, corpora, labels, out / "checkpoint.pt", 60 * arguments.minutes, arguments.seed,
        lambda line: print(line, flush=True),
    )  # fmt: skip
    print(f"trained {done.steps} steps, {done.words} words in {done.seconds:.0f} s")


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = argparse.ArgumentParser(prog="python -m training.run", description=__doc__)
    top.add_argument("--data", default="/work/shared/data", help="folder with the corpora of the MANIFEST")
    top.add_argument("--out", default="/work/train/run", help="folder for checkpoints and exports")
    top.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    commands = top.add_subparsers(required=True)
    training = commands.add_parser("train", help="train, or go on from the checkpoint")
    training.add_argument("--minutes", type=float, default=70, help="wall clock for the whole run, resumed parts too")
    training.add_argument("--seed", type=int, default=0)
    training.set_defaults(run=start)
    return top


def main() -> None:
    """Run the command that was asked for."""
    arguments = parser().parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
