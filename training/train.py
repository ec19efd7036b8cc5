"""Train against the clock: the learning rate falls to nothing as the time given runs out. A kill loses minutes."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from training.batches import moved
from training.feed import Batch, Feed, Pace, fed
from training.losses import all_losses
from training.team import EVERY, Team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from training.heads import Model
    from training.labels import Labels
    from training.windows import Encoded

ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 0.03
CLIP = 2.0
SAVE_EVERY = 180.0
REPORT_EVERY = 20
NOTED_EVERY = 5
"""Steps between two looks at the losses: each look waits for the accelerator."""


@dataclass(slots=True)
class Progress:
    """Count what training has done: seconds spent, steps, windows, words, rounds begun; smoothed losses."""

    seconds: float = 0.0
    steps: int = 0
    windows: int = 0
    words: int = 0
    rounds: int = 0
    losses: dict[str, float] = field(default_factory=dict)


def rate(done: float) -> float:
    """Give the share of the full learning rate at a point of the run (0 to 1): up fast, then straight down."""
    return done / WARM_UP if done < WARM_UP else max(0.0, (1.0 - done) / (1.0 - WARM_UP))


def half_precision(device: str) -> bool:
    """Tell whether the device multiplies bfloat16 itself: a processor that does not is ten times slower with it."""
    return device != "cpu" or bool(torch.cpu._is_avx512_bf16_supported())


def optimizer_for(model: Model) -> torch.optim.Optimizer:
    """Give the pretrained weights a small step, the new heads and the casing embedding a large one."""
    groups: dict[float, list[nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fresh = not name.startswith("encoder.") or name.startswith("encoder.cases")
            groups[HEAD_RATE if fresh else ENCODER_RATE].append(parameter)
    settings = [{"params": parameters, "lr": step, "full": step} for step, parameters in sorted(groups.items())]
    return torch.optim.AdamW(settings, weight_decay=0.01, betas=(0.9, 0.98), foreach=True)


def save(path: Path, model: Model, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write a checkpoint so that a kill in the middle leaves the one before."""
    state: dict[str, Any] = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": {slot: getattr(progress, slot) for slot in Progress.__slots__},
    }
    draft = path.with_suffix(".tmp")
    torch.save(state, draft)
    draft.replace(path)


def resume(path: Path, model: Model, optimizer: torch.optim.Optimizer) -> Progress:
    """Take up a checkpoint, if there is one. Heads that it lacks start fresh, and then so does the optimizer."""
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True, map_location=next(model.parameters()).device)
    own = model.state_dict()
    fitting = {name: t for name, t in state["model"].items() if name in own and own[name].shape == t.shape}
    model.load_state_dict(own | fitting)
    if len(fitting) == len(own):
        optimizer.load_state_dict(state["optimizer"])
    return Progress(**state["progress"])


def train(
    model: Model,
    corpora: list[tuple[list[Encoded], float]],
    labels: Labels,
    checkpoint: Path,
    pace: Pace,
    seed: int,
    report: Callable[[str], None],
    team: Team = Team(),  # noqa: B008
) -> Progress:
    """Train until the clock of `pace` has run out, counting the seconds before a resumed checkpoint."""
    model.to(pace.device)
    optimizer = optimizer_for(model)
    progress = resume(checkpoint, model, optimizer)
    torch.manual_seed(seed + progress.steps + 1000003 * team.rank)
    before, began, saved = progress.seconds, time.monotonic(), time.monotonic()
    model.train()
    # A resumed run starts a fresh round: the cut one is not taken up in its middle.
    for batch in fed(Feed(corpora, labels, pace, seed, progress.rounds, team.rank)):
        progress.seconds = before + time.monotonic() - began
        due = team.size == 1 or progress.steps % EVERY == 0
        if due and team.agree(model, progress.seconds >= pace.budget):
            break
        progress.rounds = batch.number + 1
        step(model, optimizer, batch, pace.height * rate(progress.seconds / pace.budget), pace.device, progress)
        progress.windows += batch.windows * team.size
        progress.words += batch.words * team.size
        if team.rank:
            continue
        if progress.steps % REPORT_EVERY == 0:
            report(_line(progress))
        if time.monotonic() - saved > SAVE_EVERY:
            save(checkpoint, model, optimizer, progress)
            saved = time.monotonic()
    if not team.rank:
        save(checkpoint, model, optimizer, progress)
    return progress


def step(
    model: Model, optimizer: torch.optim.Optimizer, batch: Batch, share: float, device: str, progress: Progress
) -> None:
    """Learn from one batch at a share of the full learning rate, and note its losses now and then."""
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * share
    read, gold = moved(batch.read, device), moved(batch.gold, device)
    with torch.autocast(torch.device(device).type, dtype=torch.bfloat16, enabled=half_precision(device)):
        losses = all_losses(model, read, gold)
    torch.autograd.backward(torch.stack(list(losses.values())).sum())
    nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)
    progress.steps += 1
    if progress.steps % NOTED_EVERY == 1:
        for head, loss in losses.items():
            value = float(loss.detach())
            progress.losses[head] = 0.9 * progress.losses.get(head, value) + 0.1 * value


def _line(progress: Progress) -> str:
    losses = " ".join(f"{head} {value:.3f}" for head, value in sorted(progress.losses.items()))
    return (
        f"step {progress.steps} round {progress.rounds} at {progress.seconds:.0f} s, "
        f"{progress.words / max(progress.seconds, 1):.0f} words/s in all: {losses}"
    )
