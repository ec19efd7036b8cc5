"""Our nested corpus is well made: every content and cue lies in its text, every parent is there, both parts match."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from dragoman import document_of
from tests.reading.passages import PARTS, STYLES, BadMark, Passage, Told, load, passages

QUOTE = re.compile('[“”"«„‘]|``')
UTTERANCES = frozenset(["press release", "transcript", "post", "readout", "communique"])  # without quotation marks


@pytest.fixture(scope="module", params=PARTS)
def part(request: pytest.FixtureRequest) -> tuple[Passage, ...]:
    return load(request.param)


def every(part: tuple[Passage, ...]) -> Iterator[tuple[Passage, Told]]:
    return ((passage, one) for passage in part for one in passage.told)


def said(passage: Passage, one: Told) -> str:
    return " ".join(passage.text[start:end] for start, end in one.spans)


def test_the_corpus_is_as_large_as_it_claims() -> None:
    dev, held_out = (load(name) for name in PARTS)
    both = [*dev, *held_out]
    assert len(both) >= 240
    assert abs(len(dev) - len(held_out)) <= 2
    assert sum(passage.kind == "control" for passage in both) >= 20
    assert sum(one.within is not None for _, one in every(tuple(both))) >= 100
    assert sum(one.id.count(".") == 2 for _, one in every(tuple(both))) >= 12


def test_both_parts_hold_every_class_and_style() -> None:
    dev, held_out = (load(name) for name in PARTS)
    assert {passage.kind for passage in dev} == {passage.kind for passage in held_out}
    assert {passage.style for passage in dev} == {passage.style for passage in held_out} == set(STYLES)


def test_no_passage_is_there_twice() -> None:
    both = [passage for name in PARTS for passage in load(name)]
    assert [name for name, n in Counter(passage.name for passage in both).items() if n > 1] == []
    assert [text for text, n in Counter(passage.text for passage in both).items() if n > 1] == []


def test_contents_and_cues_are_whole_words_of_the_text(part: tuple[Passage, ...]) -> None:
    for passage, one in every(part):
        assert one.spans, (passage.name, one.id)
        for start, end in (*one.spans, *one.cues):
            marked = passage.text[start:end]
            assert marked and marked == marked.strip(), (passage.name, one.id, marked)
            edges = passage.text[max(start - 1, 0) : start + 1], passage.text[end - 1 : end + 1]
            assert not any(edge.isalnum() and len(edge) == 2 for edge in edges), (passage.name, one.id, marked)


def test_pieces_and_cues_of_a_statement_do_not_overlap(part: tuple[Passage, ...]) -> None:
    for passage, one in every(part):
        spans = sorted((*one.spans, *one.cues))
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False)), (passage.name, one.id)


def test_what_is_told_within_a_statement_lies_in_its_words(part: tuple[Passage, ...]) -> None:
    for passage in part:
        by_id = {one.id: one for one in passage.told}
        for one in passage.told:
            if one.within is None:
                continue
            around = by_id[one.within].spans
            for start, end in one.spans:
                assert any(a <= start and end <= b for a, b in around), (passage.name, one.id)


def test_the_mode_is_what_the_quotation_marks_show(part: tuple[Passage, ...]) -> None:
    for passage, one in every(part):
        where = passage.name, one.id
        if one.mode in ("indirect", "mixed"):
            assert bool(QUOTE.search(said(passage, one))) == (one.mode == "mixed"), where
        elif one.mode == "direct" and passage.kind not in UTTERANCES:
            before = [passage.text[max(start - 2, 0) : start] for start, _ in one.spans]
            assert all(QUOTE.search(mark) or "'" in mark for mark in before), where


def test_nobody_says_anything_in_the_controls_alone(part: tuple[Passage, ...]) -> None:
    assert [passage.name for passage in part if (passage.kind == "control") == bool(passage.told)] == []


def test_passages_are_short_dated_and_of_a_known_style(part: tuple[Passage, ...]) -> None:
    for passage in part:
        assert datetime.date.fromisoformat(passage.date)
        assert passage.style in STYLES, passage.name
        assert len(passage.text) <= 500, passage.name


def test_the_reader_is_given_the_text_as_it_stands(part: tuple[Passage, ...]) -> None:
    assert [one.name for one in part if document_of(one.text.encode(), f"{one.name}.txt").text != one.text] == []


# ---- the format -----------------------------------------------------------------------------------------------------

ONE = """A head that is skipped.

== relay | nested two | wire | 2001-02-03
“[1 Oslo {1.1 said} \\[twice\\] that [1.1 it would pay],]” he {1 said}, “[1 and soon.]”

The end.
@1 - > Sweden = Stockholm | d, implied
@1.1 Norway = Oslo | i, via letter
"""


def test_a_passage_gives_its_text_and_what_is_marked_in_it() -> None:
    (passage,) = passages(ONE)
    assert passage.text == "“Oslo said [twice] that it would pay,” he said, “and soon.”\n\nThe end."
    outer, inner = passage.told
    assert [passage.text[a:b] for a, b in outer.spans] == ["Oslo said [twice] that it would pay,", "and soon."]
    assert [passage.text[a:b] for a, b in inner.spans] == ["it would pay"]
    assert [passage.text[a:b] for a, b in (*outer.cues, *inner.cues)] == ["said", "said"]
    assert outer.cues[0] > inner.cues[0]
    assert (outer.speaker, outer.hearer, outer.mode, outer.how) == ((), ("Sweden", "Stockholm"), "direct", "implied")
    assert (inner.speaker, inner.channel, inner.within) == (("Norway", "Oslo"), "letter", "1")


HEAD = "== a | b | wire | 2001-02-03\n"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("== a | wire | 2001-02-03\nText.", "begins with"),
        (HEAD + "[1 Text.\n@1 X | i", "not closed"),
        (HEAD + "Text.]\n@1 X | i", "closes nothing"),
        (HEAD + "[1 Text.}\n@1 X | i", "closes nothing"),
        (HEAD + "[1 Text.]", "without a line"),
        (HEAD + "[1 Text.]\n@1 X | i\n@1 Y | i", "two lines"),
        (HEAD + "[1 Text.]\n@1 X | i\n@2 Y | i", "2 has no content"),
        (HEAD + "[1 Text.] {2 said}\n@1 X | i", "without a line"),
        (HEAD + "[1.1 Text.]\n@1.1 X | i", "not there"),
        (HEAD + "[1 Text.]\n@1 X | z", "is not:"),
        (HEAD + "[1 Text.]\n@1 X | i, perhaps", "says more"),
    ],
)
def test_a_slip_of_the_pen_is_an_error_that_says_where(source: str, fault: str) -> None:
    with pytest.raises(BadMark, match=fault):
        list(passages(source))
