"""Our corpus of acts is well made, and a passage that is not written as it should be is told with its line."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

import pytest

from dragoman import document_of
from tests.reading.acts_passages import CLASSES, KINDS, PARTS, STYLES, Act, BadMark, Choice, Passage, load, passages


@pytest.fixture(scope="module", params=PARTS)
def part(request: pytest.FixtureRequest) -> tuple[Passage, ...]:
    return load(request.param)


def every(part: tuple[Passage, ...]) -> Iterator[tuple[Passage, Act]]:
    return ((passage, act) for passage in part for act in passage.acts)


def test_the_corpus_is_as_large_as_it_claims() -> None:
    dev, held_out = (load(name) for name in PARTS)
    both = [*dev, *held_out]
    assert len(both) >= 230
    assert min(len(dev), len(held_out)) >= 110
    assert sum(passage.kind == "control" for passage in both) >= 36
    acts = Counter(act.kind for _, act in every(tuple(both)))
    assert {kind for kind in KINDS.values() if acts[kind] < 28} == set()


def test_both_parts_hold_every_class_and_style() -> None:
    dev, held_out = (load(name) for name in PARTS)
    assert {passage.kind for passage in dev} == {passage.kind for passage in held_out} == set(CLASSES)
    assert {passage.style for passage in dev} == {passage.style for passage in held_out} == set(STYLES)


def test_no_passage_is_there_twice() -> None:
    both = [passage for name in PARTS for passage in load(name)]
    assert [name for name, n in Counter(passage.name for passage in both).items() if n > 1] == []
    assert [text for text, n in Counter(passage.text for passage in both).items() if n > 1] == []


def test_marks_are_whole_words_of_the_text(part: tuple[Passage, ...]) -> None:
    for passage, act in every(part):
        for start, end in act.spans:
            marked = passage.text[start:end]
            assert marked and marked == marked.strip(), (passage.name, act.id, marked)
            edges = passage.text[max(start - 1, 0) : start + 1], passage.text[end - 1 : end + 1]
            assert not any(edge.isalnum() and len(edge) == 2 for edge in edges), (passage.name, act.id, marked)


def test_nothing_is_recorded_in_the_controls_alone(part: tuple[Passage, ...]) -> None:
    assert [passage.name for passage in part if (passage.kind == "control") == bool(passage.acts)] == []


def test_the_class_of_a_passage_is_a_kind_that_it_holds(part: tuple[Passage, ...]) -> None:
    kinds = {passage.name: {act.kind for act in passage.acts} for passage in part}
    single = [passage for passage in part if passage.kind in KINDS.values()]
    assert [one.name for one in single if one.kind not in kinds[one.name]] == []
    assert [one.name for one in part if one.kind == "mixed" and len(kinds[one.name]) < 2] == []


def test_passages_are_short_and_dated(part: tuple[Passage, ...]) -> None:
    for passage in part:
        assert datetime.date.fromisoformat(passage.date)
        assert len(passage.text) <= 420, passage.name


def test_the_reader_is_given_the_text_as_it_stands(part: tuple[Passage, ...]) -> None:
    assert [one.name for one in part if document_of(one.text.encode(), f"{one.name}.txt").text != one.text] == []


# ---- the format -----------------------------------------------------------------------------------------------------

ONE = r"""A head that is skipped.

== mills | mixed | wire | 2019-02-28
[c1 The Houthis promised \[twice\] that [v1 the team] could pass if it came unarmed].

[v1 It found the mills whole].
@c1 agreed pledge | by: Houthis = Ansar Allah + Yemen | if: if it came unarmed | due: ../2019-03
@v1 completed | by: team | scope: completeness + correctness | finding: confirmed
"""


def test_a_passage_gives_its_text_and_what_is_recorded() -> None:
    (passage,) = passages(ONE)
    assert passage.text == (
        "The Houthis promised [twice] that the team could pass if it came unarmed.\n\nIt found the mills whole."
    )
    promise, check = passage.acts
    assert [passage.text[a:b] for a, b in check.spans] == ["the team", "It found the mills whole"]
    assert (promise.kind, promise.status, promise.strength) == ("commitments", "agreed", "pledge")
    assert (promise.by, promise.condition) == ((("Houthis", "Ansar Allah"), ("Yemen",)), "if it came unarmed")
    assert (promise.due, promise.when) == (("../2019-03",), ())
    assert (check.status, check.finding, check.scope) == ("completed", "confirmed", ("completeness", "correctness"))


def test_options_name_stance_value_and_holder() -> None:
    source = (
        HEAD
        + "[d1 Iran wants Vienna].\n@d1 venue open | option: require Vienna by Iran = Tehran + France | option: offer Bonn"
    )
    (passage,) = passages(source)
    assert passage.acts[0].options == (
        Choice("require", "Vienna", (("Iran", "Tehran"), ("France",))),
        Choice("offer", "Bonn", ()),
    )
    assert passage.acts[0].type == "venue"


HEAD = "== a | mixed | wire | 2001-02-03\n"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("== a | wire | 2001-02-03\nText.", "line 1: a passage begins with"),
        ("== a | treaties | wire | 2001-02-03\nText.", "line 1: a passage begins with"),
        (HEAD + "[m1 Text.\n@m1 talks held", "line 2: the mark m1 is not closed"),
        (HEAD + "Text.]", "line 2: ']' closes nothing after 'Text.'"),
        (HEAD + "[m1 Text].", "line 1: a: m1 marked without a line"),
        (HEAD + "Text.\n@m1 talks held", "line 1: a: m1 marked without a line"),
        (HEAD + "[m1 Text].\n@m1 talks held\n@m1 talks held", "line 4: a second line for m1"),
        (HEAD + "[m1 Text].\n@x1 talks held", "line 3: '@x1 talks held' is not"),
        (HEAD + "[m1 Text].\n@m1 talks hold", "line 3: 'hold' is no meetings word"),
        (HEAD + "[m1 Text].\n@m1 talks", "line 3: '' is no meetings word"),
        (HEAD + "[v1 Text].\n@v1 refused pledge", "line 3: 'pledge' is no verifications word"),
        (HEAD + "[e1 Text].\n@e1 FIGHT happened", "line 3: 'FIGHT' is no events word"),
        (HEAD + "[m1 Text].\n@m1 talks held | to: Iran", "line 3: 'to: Iran' is not one of by, host"),
        (HEAD + "[m1 Text].\n@m1 talks held | by:", "line 3: 'by:' is not one of by, host"),
        (HEAD + "[m1 Text].\n@m1 talks held | by: A| when: 2001", "line 3: 'by: A| when: 2001' is not one of by, host"),
        (HEAD + "[m1 Text].\n@m1 talks held | by: A | by: B", "line 3: by is said twice"),
        (HEAD + "[m1 Text].\n@m1 talks held | when: Monday", "line 3: 'Monday' is no EDTF date"),
        (HEAD + "[v1 Text].\n@v1 completed | finding: fine", "line 3: 'fine' is neither finding nor scope"),
        (HEAD + "[d1 Text].\n@d1 venue open | option: like Oslo", "line 3: 'like Oslo' is not"),
        (HEAD + "[c1 Text].\n@c1 agreed | if: if it rains", "line 1: a: the condition of c1 is not in the text"),
    ],
)
def test_a_passage_that_is_not_well_marked_is_told_with_its_line(source: str, fault: str) -> None:
    with pytest.raises(BadMark) as told:
        list(passages(source))
    assert str(told.value).startswith(fault)
