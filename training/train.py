"""Train against the clock: the learning rate falls to nothing as the time given runs out. A kill loses minutes."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from training.batches import gold, inputs
from training.losses import all_losses
from training.team import EVERY, Team
from training.windows import batched, drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from training.heads import Model
    from training.labels import Labels
    from training.windows import Encoded, Window

ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 0.03
CLIP = 2.0
TOKENS = 768
SAVE_EVERY = 180.0
REPORT_EVERY = 20


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


def half_precision() -> bool:
    """Tell whether this processor multiplies bfloat16 itself: without the instructions it is ten times slower."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def optimizer_for(model: Model) -> torch.optim.Optimizer:
    """Give the pretrained weights a small step, the new heads and the casing embedding a large one."""
    groups: dict[float, list[nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fresh = not name.startswith("encoder.") or name.startswith("encoder.cases")
            groups[HEAD_RATE if fresh else ENCODER_RATE].append(parameter)
    settings = [{"params": parameters, "lr": step, "full": step} for step, parameters in sorted(groups.items())]
    return torch.optim.AdamW(settings, weight_decay=0.01, betas=(0.9, 0.98), foreach=True)


def rounds(
    corpora: list[tuple[list[Encoded], float]], seed: int, start: int, rank: int = 0
) -> Iterator[tuple[int, list[Window]]]:
    """Draw batches without end, round by round; a round depends on the seed, its number and the worker alone."""
    number = start
    while True:
        chance = random.Random(f"{seed}/{number}/{rank}")
        windows = [w for sources, share in corpora for w in drawn(sources, share, chance)]
        for batch in batched(windows, TOKENS, chance):
            yield number, batch
        number += 1


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
    state = torch.load(path, weights_only=True)
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
    budget: float,
    seed: int,
    report: Callable[[str], None],
    team: Team = Team(),  # noqa: B008
    height: float = 1.0,
) -> Progress:
    """Train for `budget` seconds of wall clock, with those before a resumed checkpoint; `height` scales all steps."""
    optimizer = optimizer_for(model)
    progress = resume(checkpoint, model, optimizer)
    torch.manual_seed(seed + progress.steps + 1000003 * team.rank)
    chance = random.Random(f"{seed}/{progress.steps}/{team.rank}")
    before, began, saved = progress.seconds, time.monotonic(), time.monotonic()
    model.train()
    # A resumed run starts a fresh round: the cut one is not taken up in its middle.
    for number, batch in rounds(corpora, seed, progress.rounds, team.rank):
        progress.seconds = before + time.monotonic() - began
        due = team.size == 1 or progress.steps % EVERY == 0
        if due and team.agree(model, progress.seconds >= budget):
            break
        progress.rounds = number + 1
        step(model, optimizer, batch, labels, height * rate(progress.seconds / budget), chance, progress)
        progress.windows += len(batch) * team.size
        progress.words += sum(w.end - w.start for w in batch) * team.size
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
    model: Model,
    optimizer: torch.optim.Optimizer,
    batch: list[Window],
    labels: Labels,
    share: float,
    chance: random.Random,
    progress: Progress,
) -> None:
    """Learn from one batch at a share of the full learning rate, and note its losses."""
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * share
    read = inputs(batch, chance)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half_precision()):
        losses = all_losses(model, read, gold(batch, read.first.shape[1], labels))
    torch.autograd.backward(torch.stack(list(losses.values())).sum())
    nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)
    progress.steps += 1
    for head, loss in losses.items():
        value = float(loss.detach())
        progress.losses[head] = 0.98 * progress.losses.get(head, value) + 0.02 * value


def _line(progress: Progress) -> str:
    losses = " ".join(f"{head} {value:.3f}" for head, value in sorted(progress.losses.items()))
    return (
        f"step {progress.steps} round {progress.rounds} at {progress.seconds:.0f} s, "
        f"{progress.words / max(progress.seconds, 1):.0f} words/s in all: {losses}"
    )
