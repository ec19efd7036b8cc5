from __future__ import annotations

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
    train, dev = (examples.read(mix.OURS / f"diplomacy.{split}.txt") for split in ("train", "dev"))
    for document in train + dev:
        assert not any(mark in word for word in document.words for mark in "[]{}")
        assert all(pair.kind in EVENT_TYPES for pair in document.pairs)
    assert not {" ".join(d.words) for d in train} & {" ".join(d.words) for d in dev}
