from __future__ import annotations

from training.pieces import Form, pieces

FORM = Form(size=500, piece=128, run=8)


def test_what_several_samples_hold_is_chosen_and_the_commonest_comes_last() -> None:
    common, rarer = b'{"kind":"meeting"}', b'{"kind":"promise"}'
    samples = [common + b"one" + rarer, b"two three" + common, b"four" + common, rarer + b"five", b"alone and apart"]
    found = pieces(samples, FORM._replace(size=200))
    assert common in found[-1]
    assert any(rarer in piece for piece in found)
    assert b"alone and apart" not in found
    assert len(found) == len(set(found))


def test_no_more_is_chosen_than_was_asked_for_and_nothing_of_no_worth() -> None:
    samples = [bytes([65 + number]) * 400 for number in range(20)] * 2
    assert 500 <= len(b"".join(pieces(samples, FORM))) < 500 + 128
    assert pieces([b"one", b"two"], FORM) == []


def test_what_another_piece_holds_already_does_not_end_the_choice() -> None:
    samples = [bytes(range(first, first + 40)) for first in (0, 50, 100, 150)] * 2
    found = b"".join(pieces([*samples, samples[0] + b"end", samples[0] + b"ends"], FORM))
    assert all(sample[4:36] in found for sample in samples)
