from __future__ import annotations

from collections import Counter

from training import examples, mix
from training.scheme import EVENT_TYPES


def test_one_marked_sentence() -> None:
    line = (
        "[P Kim Jong-un] will not meet{CONSULT-} [G South Korea] 's envoy on [D June 12] ; he called off{REJECT+} it ."
    )
    document = examples.sentence(line)
    assert document.words[:4] == ["Kim", "Jong", "-", "un"]
    assert document.tags["name"][:5] == ["B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON", "O"]
    assert document.words[9] == "'s"
    assert document.tags["time"][12:14] == ["B-DATE", "I-DATE"]
    acts = {document.words[p.predicate[0]]: p.kind for p in document.pairs}
    assert acts == {"meet": "CONSULT", "called": "REJECT"}
    assert document.tags["modality"][document.words.index("meet")] == "negated"


def test_our_sentences_are_well_marked_and_the_held_out_ones_are_held_out() -> None:
    train, dev, thin = (examples.read(mix.OURS / f"diplomacy.{split}.txt") for split in ("train", "dev", "dev2"))
    for document in train + dev + thin:
        assert not any(mark in word for word in document.words for mark in "[]{}")
        assert all(pair.kind in EVENT_TYPES for pair in document.pairs)
    assert not {" ".join(d.words) for d in train} & {" ".join(d.words) for d in dev + thin}


def test_our_sentences_to_train_on_hold_every_type_and_mode_often() -> None:
    train = examples.read(mix.OURS / "diplomacy.train.txt")
    kinds = Counter(pair.kind for document in train for pair in document.pairs)
    modes = Counter(tag for document in train for tag in document.tags["modality"])
    rare = {kind for kind in EVENT_TYPES if kinds[kind] < 15}
    assert rare == {"YIELD"}  # plv_train's own, for CONCEDE and RETREAT where it does not tell them apart
    assert [mode for mode in examples.MODALITIES.values() if modes[mode] < 100] == []
