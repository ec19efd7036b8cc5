from __future__ import annotations

import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only needed to train")

from dragoman.language.encoder.words import Subwords  # noqa: E402
from training import train as training  # noqa: E402
from training.batches import gold, inputs, moved  # noqa: E402
from training.feed import Feed, Pace, fed  # noqa: E402
from training.heads import Model  # noqa: E402
from training.labels import Labels  # noqa: E402
from training.losses import all_losses, any_of  # noqa: E402
from training.readers import TorchReader, read  # noqa: E402
from training.scheme import FIXED, NOTHING, Document, Pair  # noqa: E402
from training.team import Team  # noqa: E402
from training.windows import Encoded, encode, pack  # noqa: E402

LABELS = Labels.of({**FIXED, "xpos": ["NNP", "VBD"], "lemma": ["k0+", "k2+"], "relation": ["nsubj", "root"]})


class Letters:
    """Cut a word into its letters."""

    def cut(self, words: list[str]) -> Subwords:
        first = [0]
        for word in words:
            first.append(first[-1] + len(word))
        return Subwords([200 + ord(c) for w in words for c in w], [2] * first[-1], first)


def source() -> Encoded:
    words = ["Kim", "agreed", "Moon", "agreed"]
    tags = {
        "upos": ["PROPN", "VERB"] * 2, "xpos": ["NNP", "VBD"] * 2, "lemma": ["Kim", "agree", "Moon", "agree"],
        "relation": ["nsubj", "root"] * 2, "sentence": ["start", "inside"] * 2, "name": ["B-PERSON", "O", "", "O"],
        "role": ["B-SOURCE", "B-CUE", "O", "O"], "mention": ["yes", "no"] * 2, "modality": ["", "planned", "", ""],
    }  # fmt: skip
    arcs: dict[int, tuple[int, ...]] = {0: (1,), 1: (NOTHING,), 2: (3,), 3: (NOTHING,)}
    pointers: dict[str, dict[int, tuple[int, ...]]] = {
        "arc": arcs,
        "link": {1: (0,)},
        "antecedent": {0: (NOTHING,), 2: (NOTHING,)},
    }
    plain = Document("c", "d", words, [0, 2], tags, pointers, [Pair((0,), (), "AGREE")])
    return encode(plain, Letters(), LABELS)  # type: ignore[arg-type]


def test_every_head_with_labels_has_a_loss() -> None:
    torch.manual_seed(0)
    windows = list(pack(source(), 100))
    fed = inputs(windows, random.Random(0))
    losses = all_losses(Model(LABELS.sizes()), fed, gold(windows, fed.first.shape[1], LABELS))
    assert set(losses) == {
        "upos", "xpos", "lemma", "relation", "sentence", "name", "role", "mention", "arc", "link", "antecedent", "event",
        "modality",
    }  # fmt: skip
    assert all(torch.isfinite(loss) for loss in losses.values())


def test_any_allowed_class_is_right() -> None:
    logits = torch.tensor([[9.0, 9.0, -9.0]])
    both = any_of(logits, torch.tensor([[True, True, False]]))
    one = any_of(logits, torch.tensor([[True, False, False]]))
    assert float(both) == pytest.approx(0.0, abs=1e-4)
    assert float(one) == pytest.approx(0.693, abs=1e-3)


def test_padding_changes_nothing() -> None:
    # Training reads windows side by side, padded and masked; what is exported reads one, without either.
    torch.manual_seed(0)
    model = Model(LABELS.sizes())
    small, large = list(pack(source(), 12))[0], list(pack(source(), 100))[0]
    (_, alone), *_ = read(TorchReader(model), [small])
    fed = inputs([small, large])
    with torch.no_grad():
        beside = model.read(fed.ids, fed.cases, fed.mask, fed.first)[0, : small.end + 1]
    assert torch.allclose(torch.from_numpy(alone["words"]), beside, atol=1e-4)


def test_a_run_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    torch.manual_seed(0)
    checkpoint = tmp_path / "checkpoint.pt"
    corpora = [([source()], 1.0)]
    first = training.train(Model(LABELS.sizes()), corpora, LABELS, checkpoint, Pace(2.0), 0, lambda line: None)
    more = first.seconds + 2.0
    second = training.train(Model(LABELS.sizes()), corpora, LABELS, checkpoint, Pace(more), 0, lambda line: None)
    assert second.steps > first.steps > 0
    assert second.seconds >= more


def test_feeders_lay_out_what_this_process_would() -> None:
    feed = Feed([([source()], 1.0)], LABELS, Pace(1.0), 0, 0, 0)
    beside = Feed([([source()], 1.0)], LABELS, Pace(1.0, feeders=1), 0, 0, 0)
    here, there = next(iter(fed(feed))), next(iter(fed(beside)))
    assert here.words == there.words == 4
    assert torch.equal(here.read.ids, there.read.ids)
    assert set(here.gold.pointers) == set(there.gold.pointers) == {"arc", "link", "antecedent"}


def test_blanked_subwords_keep_their_place() -> None:
    windows = list(pack(source(), 100))
    seen, blanked = inputs(windows, random.Random(0)), inputs(windows, random.Random(0), blank=1.0)
    assert seen.ids.shape == blanked.ids.shape
    assert set(blanked.ids[0, 1:-1].tolist()) - {0, 102} == {103}


def test_a_batch_is_moved_whole() -> None:
    windows = list(pack(source(), 100))
    batch = gold(windows, 5, LABELS)
    there = moved(batch, "meta")
    assert {t.device.type for t in there.tags.values()} == {"meta"}
    assert there.pointers["arc"][2].device.type == there.pairs.kind.device.type == "meta"
    assert batch.pairs is not None
    assert batch.pairs.kind.device.type == "cpu"


def test_a_team_of_one_stops_when_it_wants() -> None:
    model = torch.nn.Linear(2, 2)
    assert Team().agree(model, stop=True)
    assert not Team().agree(model, stop=False)


def test_the_rate_rises_then_falls_to_nothing() -> None:
    rates = [training.rate(x / 100) for x in range(101)]
    assert rates[0] == 0.0
    assert max(rates) == pytest.approx(1.0)
    assert rates[-1] == 0.0
