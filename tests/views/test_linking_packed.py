"""What is compared of entries comes out of the file as it went in."""

from __future__ import annotations

import zlib
from itertools import islice

import pytest

from benchmarks.growing import readings
from dragoman.problems import RecordError
from dragoman.views.lines import Index
from dragoman.views.linking.facts import RAW, all_facts, packed, plain, unpacked
from tests.factories import talks

MADE = [one for made in (talks(), *islice(readings(20), 20)) for one in all_facts(Index(made))]


def test_facts_come_out_as_they_went_in_and_take_two_thirds_of_the_room() -> None:
    assert [unpacked(packed(one), one.document, one.entry) for one in MADE] == MADE
    assert sum(len(packed(one)) for one in MADE) * 1.5 < sum(len(plain(one)) for one in MADE)


@pytest.mark.parametrize("damaged", [b"", b"\xff" * 9, packed(MADE[0])[:-9], zlib.compress(b"[]", wbits=RAW)])
def test_damaged_facts_are_a_record_error(damaged: bytes) -> None:
    with pytest.raises(RecordError, match="what is compared of m1 in .* cannot be decoded"):
        unpacked(damaged, MADE[0].document, "m1")
