# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its Module is Any)
"""The heads over one encoder pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

from training.encoder import WIDTH, Encoder
from training.scheme import POINTERS, TAGGERS

if TYPE_CHECKING:
    from torch import Tensor

ARC, RELATION, EVENT = 256, 128, 128
POINTER_SIZES = {"arc": ARC, "link": 128, "antecedent": 128}
DROPOUT = 0.3
NEAR = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96)
"""Where the buckets of distance begin, in words; the same before and after."""


def bucket_table() -> Tensor:
    """Give the bucket of each distance from -NEAR[-1] to NEAR[-1] (2 n + 1 buckets); one more is kept for "none"."""
    far = NEAR[-1]
    steps = torch.tensor([sum(abs(d) >= edge for edge in NEAR) * (1 if d > 0 else -1) for d in range(-far, far + 1)])
    return steps + len(NEAR)


class Pointer(nn.Module):
    """Score how well each word (column) serves as what another (row) points to: its governor, cue or antecedent."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.low = nn.Linear(WIDTH, size)
        self.high = nn.Linear(WIDTH, size)
        self.bilinear = nn.Linear(size, size, bias=False)
        # The bias is a Linear: as a bare vector, `high @ bias` makes a node that int8 quantisation breaks.
        self.bias = nn.Linear(size, 1)
        self.drop = nn.Dropout(DROPOUT)
        # What a word expects of the distance to what it points to: a determiner looks one ahead, a pronoun behind.
        self.reach = nn.Linear(size, 2 * len(NEAR) + 2)
        self.register_buffer("buckets", bucket_table(), persistent=False)
        nn.init.normal_(self.bilinear.weight, std=1 / size)
        nn.init.zeros_(self.reach.weight)
        nn.init.zeros_(self.reach.bias)

    def forward(self, words: Tensor) -> Tensor:
        """Map word vectors (batch x words x width) to scores (batch x words x words)."""
        low = self.drop(functional.gelu(self.low(words)))
        high = self.drop(functional.gelu(self.high(words)))
        scores = self.bilinear(low) @ high.transpose(1, 2) + self.bias(high).transpose(1, 2)
        result: Tensor = scores + self.reach(low).gather(2, self.distances(words))
        return result

    def distances(self, words: Tensor) -> Tensor:
        """Give the bucket of the distance from each word (row) to each other (column); column 0 is the last bucket."""
        place = torch.arange(words.shape[1], device=words.device)
        gap = (place[None] - place[:, None]).clamp(-NEAR[-1], NEAR[-1]) + NEAR[-1]
        table = self.buckets[gap].masked_fill(place[None] == 0, 2 * len(NEAR) + 1)
        return table[None].expand(words.shape[0], -1, -1)


class Relation(nn.Module):
    """Label the arc between a word and its head, once the head is known."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.low = nn.Linear(WIDTH, RELATION)
        self.high = nn.Linear(WIDTH, RELATION)
        self.bilinear = nn.Linear(RELATION, labels * RELATION, bias=False)
        self.low_bias = nn.Linear(RELATION, labels)
        self.high_bias = nn.Linear(RELATION, labels, bias=False)
        self.drop = nn.Dropout(DROPOUT)
        nn.init.normal_(self.bilinear.weight, std=1 / RELATION)

    def parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Map word vectors to what they are as dependent and as head (... x 128 each)."""
        return self.drop(functional.gelu(self.low(words))), self.drop(functional.gelu(self.high(words)))

    def forward(self, low: Tensor, high: Tensor) -> Tensor:
        """Score the labels of arcs, from dependents (n x 128) and their heads (n x 128)."""
        table = self.bilinear(low).view(low.shape[0], -1, RELATION)
        scores: Tensor = (table @ high[..., None])[..., 0] + self.low_bias(low) + self.high_bias(high)
        return scores


class Event(nn.Module):
    """Type an event from its actor, recipient and predicate (those that are known): they ask, the words answer."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.ask = nn.Linear(3 * WIDTH, EVENT)
        self.answer = nn.Linear(WIDTH, EVENT)
        self.join = nn.Linear(4 * WIDTH, EVENT)
        self.out = nn.Linear(EVENT, labels)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, words: Tensor, present: Tensor, actor: Tensor, recipient: Tensor, predicate: Tensor) -> Tensor:
        """Score types for n events: word vectors (n x words x width), what is a word, averaging weights (n x words)."""
        ends = torch.cat([(part[:, None] @ words)[:, 0] for part in (actor, recipient, predicate)], -1)
        heat = (self.answer(words) @ self.ask(ends)[..., None])[..., 0] * EVENT**-0.5
        focus = (heat + (1.0 - present) * -1e4).softmax(-1)
        joined = torch.cat((ends, (focus[:, None].to(words.dtype) @ words)[:, 0]), -1)
        scores: Tensor = self.out(self.drop(functional.gelu(self.join(self.drop(joined)))))
        return scores


class Model(nn.Module):
    """Hold the encoder and every head; a head without data in a batch is not run."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(DROPOUT)
        self.taggers = nn.ModuleDict({head: nn.Linear(WIDTH, sizes[head]) for head in TAGGERS})
        self.pointers = nn.ModuleDict({head: Pointer(POINTER_SIZES[head]) for head in POINTERS})
        self.relation = Relation(sizes["relation"])
        self.event = Event(sizes["event"])

    def read(self, ids: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """Give a vector for each word, that of its first subword; position 0 stands for root and none."""
        result: Tensor = self.drop(self.encoder(ids, cases, mask, first))
        return result
