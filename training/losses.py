"""What each head is trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from training.labels import IGNORE
from training.scheme import LOOSE

if TYPE_CHECKING:
    from torch import Tensor

    from training.batches import Gold, Inputs
    from training.heads import Model

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "lemma": 0.5, "sentence": 0.2, "name": 2.0, "time": 1.0, "role": 2.0, "mention": 0.3,
    "modality": 0.3, "arc": 1.0, "relation": 1.0, "link": 1.0, "antecedent": 0.5, "event": 0.5,
}  # fmt: skip
FEWEST = 200
"""Labels that a mean is taken over at least: the three times in a batch must not shout as loud as its 900 tags."""
FEW = 8
"""The same for events and modality, of which a batch holds a handful."""
FORBIDDEN = -1e4


def mean(values: Tensor, fewest: int = FEWEST) -> Tensor:
    """Average losses as if there were at least `fewest`."""
    return values.sum() / max(values.numel(), fewest)


def strict(scores: Tensor, target: Tensor, fewest: int = FEWEST) -> Tensor:
    """Give the loss of a head whose gold is one class per word, IGNORE where it is not known."""
    wanted = target != IGNORE
    return mean(functional.cross_entropy(scores[wanted].float(), target[wanted], reduction="none"), fewest)


def loose(scores: Tensor, target: Tensor) -> Tensor:
    """Give the loss of a head whose gold is a set of classes (a bit mask): any of them is right."""
    wanted = target > 0
    logits = scores[wanted].float()
    allowed = (target[wanted][:, None] >> torch.arange(logits.shape[-1], device=logits.device)) & 1
    return mean(any_of(logits, allowed.bool()))


def any_of(logits: Tensor, allowed: Tensor) -> Tensor:
    """Give minus the log of the probability that goes to the allowed classes, row by row."""
    return logits.logsumexp(-1) - logits.masked_fill(~allowed, FORBIDDEN * 10).logsumexp(-1)


def candidates(head: str, inputs: Inputs, row: Tensor, word: Tensor) -> Tensor:
    """Say where words may point: to 0, and to words of the sentence (arc), of the window (link), or before (coref)."""
    sentence = inputs.sentence[row]
    place = torch.arange(sentence.shape[1], device=sentence.device)[None]
    if head == "arc":
        inside = sentence == inputs.sentence[row, word][:, None]
    elif head == "antecedent":
        inside = (sentence >= 0) & (place < word[:, None])
    else:
        inside = sentence >= 0
    return (inside & (place != word[:, None])) | (place == 0)


def all_losses(model: Model, inputs: Inputs, gold: Gold) -> dict[str, Tensor]:
    """Run the encoder once and give the weighted loss of every head that the batch has labels for."""
    words = model.read(inputs.ids, inputs.cases, inputs.mask, inputs.first)
    result: dict[str, Tensor] = {}
    for head, target in gold.tags.items():
        if head == "relation":
            result[head] = _relation(model, words, gold)
        else:
            scores = model.taggers[head](words)
            few = FEW if head == "modality" else FEWEST
            result[head] = loose(scores, target) if head in LOOSE else strict(scores, target, few)
    for head, (row, word, allowed) in gold.pointers.items():
        scores = model.pointers[head](words)[row, word].float()
        scores = scores.masked_fill(~candidates(head, inputs, row, word), FORBIDDEN)
        result[head] = mean(any_of(scores, allowed))
    if gold.pairs is not None:
        pairs = gold.pairs
        present = (inputs.sentence[pairs.row] >= 0).to(words.dtype)
        marks = (pairs.actor, pairs.recipient, pairs.predicate)
        scores = model.event(words[pairs.row], present, *(weights.to(words.dtype) for weights in marks))
        losses = functional.cross_entropy(scores.float(), pairs.kind, label_smoothing=0.1, reduction="none")
        result["event"] = mean(losses, FEW)
    return {head: loss * WEIGHTS[head] for head, loss in result.items()}


def _relation(model: Model, words: Tensor, gold: Gold) -> Tensor:
    row, word, allowed = gold.pointers["arc"]
    low, high = model.relation.parts(words)
    governor = allowed.float().argmax(-1)
    scores = model.relation(low[row, word], high[row, governor])
    return strict(scores, gold.tags["relation"][row, word])
