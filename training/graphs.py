# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its Module is Any)
"""The graphs that are exported, as modules: the encoder with names and attributions, other heads, arc labels, events.

The reader asks for names and attributions of every text, and for tags and trees hardly ever: the other heads are a
graph of their own over the vectors of words that the first one gives. Arc labels need the repaired tree and events need
marked words, both known only after that; so they are graphs of their own too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

from training.scheme import POINTERS, TAGGERS

if TYPE_CHECKING:
    from torch import Tensor

    from training.heads import Model

INPUTS = ["input_ids", "case_ids", "word_first"]
ENCODED = ["name", "role", "link", "words"]
SYNTAX = [head for head in (*TAGGERS, *POINTERS, "relation_low", "relation_high") if head not in ENCODED]
OUTPUTS = [*SYNTAX, *ENCODED]
"""`lemma` is the number of the best rule (1 x words), the other taggers are scores (1 x words x classes)."""


class EncoderGraph(nn.Module):
    """Read one window and give its names, its attributions and the vectors of its words."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Give the outputs in the order of ENCODED."""
        words = self.model.read(ids, cases, None, first)
        return (*(_head(self.model, head, words) for head in ENCODED[:-1]), words)


class SyntaxGraph(nn.Module):
    """Say all else that one pass can say of the words of a window, from their vectors."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """Give the outputs in the order of SYNTAX."""
        return (*(_head(self.model, head, words) for head in SYNTAX[:-2]), *self.model.relation.parts(words))


def _head(model: Model, head: str, words: Tensor) -> Tensor:
    found: Tensor = model.taggers[head](words) if head in TAGGERS else model.pointers[head](words)
    return found.argmax(-1) if head == "lemma" else found


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
