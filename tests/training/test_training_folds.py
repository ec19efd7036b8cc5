from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch is only needed to train")

from training.folds import LABELS, for_events, learn  # noqa: E402
from training.heads import Model  # noqa: E402
from training.scheme import Document, Pair  # noqa: E402
from training.windows import encode  # noqa: E402


class Pieces:
    """Cut each word into one subword."""

    def cut(self, words: list[str]) -> object:
        from dragoman.language.encoder.words import Subwords

        return Subwords([2000 + len(word) for word in words], [1] * len(words), list(range(len(words) + 1)))


def document() -> Document:
    tags = {"name": ["B-PLACE", "O"], "modality": ["", "happened"]}
    return Document("ours", "x", ["Norland", "protested"], [0], tags, pairs=[Pair((0,), (), "PROTEST", (1,))])


def test_only_events_and_modality_are_learnt() -> None:
    kept = for_events(document())
    assert kept.tags == {"modality": ["", "happened"]}
    assert kept.pairs == document().pairs
    torch.manual_seed(0)
    model = Model(LABELS.sizes())
    before = {name: value.clone() for name, value in model.state_dict().items()}
    progress = learn(model, [encode(kept, Pieces(), LABELS)], 2, 0)  # type: ignore[arg-type]
    moved = {name.split(".")[0] for name, value in model.state_dict().items() if not torch.equal(value, before[name])}
    assert progress.steps == 2 and set(progress.losses) == {"event", "modality"}
    assert moved == {"encoder", "event", "taggers"}
