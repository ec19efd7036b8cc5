"""Run the training from the command line: `python -m training.run train`, `evaluate`, `export`."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from dragoman.language.encoder.words import WordPieces
from training import evaluate, examples, mix
from training.begin import begin_from
from training.cargo import Cargo, development, loaded, stow, unstow
from training.ease import eased
from training.encoder import pretrained_here, weights_folder
from training.export import card, export, largest_difference, quantise
from training.feed import TOKENS, Pace
from training.heads import Model
from training.labels import Labels
from training.readers import OnnxReader, TorchReader
from training.scheme import FIXED
from training.team import Team
from training.train import train
from training.windows import sample

if TYPE_CHECKING:
    from training.readers import Reader


def start(arguments: argparse.Namespace) -> None:
    """Train, or go on training, in the output folder."""
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    cargo = unstow(Path(arguments.cargo)) if arguments.cargo else _loaded(arguments)
    cargo.labels.save(out / "labels.json")
    for line in cargo.said:
        _say(line)
    meeting = out / "meeting"
    meeting.unlink(missing_ok=True)
    # The data are read once and shared: workers are forked before torch has threads of its own.
    context, size = multiprocessing.get_context("fork"), arguments.workers
    others = [context.Process(target=_work, args=(arguments, cargo, Team(rank, size))) for rank in range(1, size)]
    for other in others:
        other.start()
    _work(arguments, cargo, Team(0, size))
    for other in others:
        other.join()


def _loaded(arguments: argparse.Namespace) -> Cargo:
    data = Path(arguments.data)
    parts = mix.training(data)
    known = Path(arguments.out) / "labels.json"
    if arguments.begin and not known.exists():
        shutil.copy(Path(arguments.begin) / "labels.json", known)
    labels = Labels.load(known) if known.exists() else Labels.learn(d for part in parts for d in part.documents)
    # A head may have been added since the run began.
    return loaded(data, Labels.of({**labels.names, **FIXED}), parts)


def _work(arguments: argparse.Namespace, cargo: Cargo, team: Team) -> None:
    torch.set_num_threads(max(1, arguments.threads // team.size))
    out = Path(arguments.out)
    team.join(out / "meeting")
    torch.manual_seed(arguments.seed)
    model = Model(cargo.labels.sizes())
    if pretrained_here():
        model.encoder.load_pretrained(weights_folder())
    if arguments.begin:
        _say(f"worker {team.rank}: not in {arguments.begin}: {begin_from(Path(arguments.begin), model) or 'nothing'}")
    pace = Pace(
        60 * arguments.minutes, arguments.height, arguments.tokens, arguments.device, arguments.feeders, arguments.blank
    )
    done = train(model, cargo.sources, cargo.labels, out / "checkpoint.pt", pace, arguments.seed, _say, team)
    _say(f"worker {team.rank}: {done.steps} steps, {done.words} words in {done.seconds:.0f} s")


def pack(arguments: argparse.Namespace) -> None:
    """Lay out all that training reads in one file, for a machine that has nothing else."""
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    stow(_loaded(arguments), out / "cargo.xz")
    _say(f"{out / 'cargo.xz'}: {(out / 'cargo.xz').stat().st_size / 1e6:.1f} MB")


def blend(arguments: argparse.Namespace) -> None:
    """Average the weights of checkpoints that began from the same weights: often better than any of them."""
    states = [torch.load(path, weights_only=True, map_location="cpu")["model"] for path in arguments.of]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(arguments.of[0]).with_name("labels.json"), out / "labels.json")
    torch.save({"model": mean}, out / "checkpoint.pt")


def _say(line: str) -> None:
    print(line, flush=True)


def _trained(out: Path) -> tuple[Model, Labels]:
    labels = Labels.load(out / "labels.json")
    model = Model(labels.sizes())
    model.load_state_dict(torch.load(out / "checkpoint.pt", weights_only=True, map_location="cpu")["model"])
    return model.eval(), labels


def score(arguments: argparse.Namespace) -> None:
    """Score the checkpoint, or the exported graphs of one precision, on the development splits."""
    out = Path(arguments.out)
    torch.set_num_threads(arguments.threads)
    model, labels = _trained(out)
    reader: Reader = TorchReader(model.to(arguments.device))
    if arguments.precision != "torch":
        suffix = "" if arguments.precision == "fp32" else f".{arguments.precision}"
        reader = OnnxReader(out / "export", suffix, arguments.threads)
    began = time.monotonic()
    if arguments.cargo:
        cargo = unstow(Path(arguments.cargo))
        splits = {name: found[: arguments.sample] for name, found in cargo.splits.items()}
        polnear = cargo.polnear[: arguments.sample]
    else:
        splits, polnear = development(Path(arguments.data), labels, arguments.sample)
    if not arguments.attribution_only:
        evaluate.everything(reader, splits, labels, _print)
    gold = Path(arguments.data) / "attribution/dev.jsonl"
    predicted = out / f"attribution.{arguments.precision}.jsonl"
    evaluate.attribute(reader, polnear, labels, gold, predicted)
    _print("attributions written to", str(predicted))
    _print("seconds", round(time.monotonic() - began))


def _print(what: str, scores: Any) -> None:
    print(f"{what}: {json.dumps(scores)}", flush=True)


def write(arguments: argparse.Namespace) -> None:
    """Export the checkpoint to ONNX, full precision and int8, with labels, vocabulary and digests."""
    out = Path(arguments.out)
    model, labels = _trained(out)
    folder = out / "export"
    ours = examples.read(mix.OURS / "diplomacy.train.txt")
    easy = eased(model, sample(ours, WordPieces(weights_folder() / "tokenizer.json")))
    for path in export(easy, folder):
        quantise(path)
    for suffix in ("", ".int8"):
        _print(f"largest difference to torch {suffix or '.fp32'}", largest_difference(model, folder, suffix))
    shutil.copy(weights_folder() / "tokenizer.json", folder / "tokenizer.json")
    card(folder, labels.names)
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = argparse.ArgumentParser(prog="python -m training.run", description=__doc__)
    top.add_argument("--data", default="../shared/data", help="folder with the corpora of the MANIFEST")
    top.add_argument("--out", default="../train/run", help="folder for checkpoints, exports and predictions")
    top.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    commands = top.add_subparsers(required=True)
    training = commands.add_parser("train", help="train, or go on from the checkpoint")
    training.add_argument("--minutes", type=float, default=120, help="wall clock for the whole run, resumed parts too")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--begin", help="folder with exported int8 graphs to start from, such as those that ship")
    training.add_argument("--height", type=float, default=1.0, help="share of the full learning rate to climb to")
    training.add_argument("--workers", type=int, default=1, help="processes that train side by side, on CPU cores")
    training.add_argument("--tokens", type=int, default=TOKENS, help="subwords a batch; more where there is a GPU")
    training.add_argument("--feeders", type=int, default=0, help="processes that lay out batches, for a GPU")
    training.add_argument("--blank", type=float, default=0.0, help="share of subwords to do without")
    training.set_defaults(run=start)
    packing = commands.add_parser("pack", help="lay out all that training reads in one file, to be carried to a GPU")
    packing.add_argument("--begin", help="folder whose labels.json numbers the labels")
    packing.set_defaults(run=pack)
    blending = commands.add_parser("blend", help="average checkpoints that began from the same weights")
    blending.add_argument("--of", nargs="+", required=True, help="checkpoints")
    blending.set_defaults(run=blend)
    scoring = commands.add_parser("evaluate", help="score on the development splits")
    scoring.add_argument("--precision", choices=("torch", "fp32", "int8"), default="torch")
    scoring.add_argument("--attribution-only", action="store_true")
    scoring.add_argument("--sample", type=int, help="only so many documents of each split, for a quick look")
    scoring.set_defaults(run=score)
    for one in (training, scoring):
        one.add_argument("--cargo", help="what `pack` wrote, in place of --data")
        one.add_argument("--device", default="cpu", help="where torch computes: cpu, cuda")
    commands.add_parser("export", help="write the ONNX files").set_defaults(run=write)
    return top


def main() -> None:
    """Run the command that was asked for."""
    arguments = parser().parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
