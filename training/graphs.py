# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its Module is Any)
"""The three graphs that are exported, as modules: the encoder with its word heads, arc labels, event types.

Arc labels need the repaired tree and events need marked words, both known only after the first pass; so they are graphs
of their own, small, over vectors that the first one gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

from training.scheme import POINTERS, TAGGERS

if TYPE_CHECKING:
    from torch import Tensor

    from training.heads import Model

INPUTS = ["input_ids", "case_ids", "word_first"]
OUTPUTS = [*TAGGERS, *POINTERS, "relation_low", "relation_high", "words"]
"""`lemma` is the number of the best rule (1 x words), the other taggers are scores (1 x words x classes)."""


class EncoderGraph(nn.Module):
    """Read one window and give everything that one pass can say about its words."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Give the outputs in the order of OUTPUTS."""
        words = self.model.read(ids, cases, None, first)
        tags = [self.model.taggers[head](words) for head in TAGGERS]
        tags[TAGGERS.index("lemma")] = tags[TAGGERS.index("lemma")].argmax(-1)
        pointers = [self.model.pointers[head](words) for head in POINTERS]
        return (*tags, *pointers, *self.model.relation.parts(words), words)


class RelationGraph(nn.Module):
    """Label arcs, from the vectors of dependents and heads (n x 128 each)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.relation = model.relation

    def forward(self, low: Tensor, high: Tensor) -> Tensor:
        """Give scores (n x labels)."""
        scores: Tensor = self.relation(low, high)
        return scores


class EventGraph(nn.Module):
    """Type marked pairs, from word vectors and averaging weights."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.event = model.event

    def forward(self, words: Tensor, present: Tensor, actor: Tensor, recipient: Tensor, predicate: Tensor) -> Tensor:
        """Give scores (n x types)."""
        scores: Tensor = self.event(words, present, actor, recipient, predicate)
        return scores
