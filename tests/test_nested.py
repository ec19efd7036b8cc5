"""The gate of the nested corpus, and its scorer: overlap, speakers, chains, pieces, controls."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

from benchmarks import nested
from dragoman.model import Actor, Document, Reading, Source, Statement
from tests.reading.passages import PARTS, Passage, passages

# What the reader of version 0.1.0 reaches; the bars of the project lie higher (docs/quality.md).
BARS = {"found": 75, "right": 70, "nested": 50, "silent": 70}


def floors() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(nested.FLOORS.read_text("utf-8"))
    return {part: found[part] for part in PARTS}


def test_no_score_is_below_its_floor() -> None:
    now = nested.pinned({part: nested.measure(part).scores() for part in PARTS})
    assert nested.faults(now, floors()) == []


@pytest.mark.parametrize("part", PARTS)
def test_the_floors_hold_the_bars(part: str) -> None:
    assert {row: floors()[part]["f1"][row] for row, bar in BARS.items() if floors()[part]["f1"][row] < bar} == {}


# ---- the scorer -----------------------------------------------------------------------------------------------------

RELAY = """== relay | nested two | wire | 2001-02-03
“[1 Oslo {1.1 told} Bonn that [1.1 it would pay],]” Mr. Berg {1 said}. “[1 And soon.]”
@1 Jan Berg = Berg | d
@1.1 Norway = Oslo > Germany = Bonn | i
"""
ACTORS = (
    Actor(id="berg", name="Jan Berg", kind="person"),
    Actor(id="nor", name="Norway", kind="state"),
    Actor(id="deu", name="Germany", kind="state"),
)


def relay() -> Passage:
    (passage,) = passages(RELAY)
    return passage


def said(text: str, ident: str, speaker: str | None, pieces: Sequence[str], **more: Any) -> Statement:
    spans = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    words = Source(span=spans[0], quote=pieces[0])
    given = {"mode": "direct", "cue": "said"} | more
    return Statement(id=ident, speaker=speaker, content=" ".join(pieces), spans=spans, sources=(words,), **given)


def scored(passage: Passage, *statements: Statement) -> nested.Tally:
    tally = nested.Tally(defaultdict(Counter), defaultdict(Counter), [])
    document = Document(id="x", sha256="x", text=passage.text)
    reading = Reading(document=document, reader="test", actors=ACTORS, statements=statements)
    nested.score(passage, reading, tally)
    return tally


def f1(tally: nested.Tally, row: str) -> float:
    return tally.scores()[row]["f1"]


FIRST, SECOND = "Oslo told Bonn that it would pay,", "And soon."


def outer(passage: Passage, *pieces: str, ident: str = "a", speaker: str = "berg") -> Statement:
    return said(passage.text, ident, speaker, pieces or (FIRST, SECOND))


def inner(passage: Passage, within: str | None = "a") -> Statement:
    return said(passage.text, "b", "nor", ["it would pay"], within=within, addressee="deu", mode="indirect", cue="told")


def test_a_reading_as_annotated_has_full_marks() -> None:
    passage = relay()
    tally = scored(passage, outer(passage), inner(passage))
    rows = ("found", "right", "nested", "hearer", "mode", "cue")
    assert [f1(tally, row) for row in rows] == [100.0] * len(rows)
    assert tally.misses == []


def test_a_quotation_that_goes_on_may_be_one_statement_or_two() -> None:
    passage = relay()
    parted = scored(passage, outer(passage, FIRST), inner(passage), outer(passage, SECOND, ident="c"))
    assert [f1(parted, row) for row in ("found", "right", "nested")] == [100.0] * 3


def test_a_wrong_parent_a_wrong_speaker_and_a_missed_piece_count_against_it() -> None:
    passage = relay()
    flat = scored(passage, outer(passage), inner(passage, within=None))
    assert (f1(flat, "found"), f1(flat, "nested")) == (100.0, 0.0)
    assert [miss.kind for miss in flat.misses] == ["parent"]
    other = scored(passage, outer(passage, speaker="deu"), inner(passage))
    assert f1(other, "right") == pytest.approx(33.3)
    assert [(miss.kind, miss.instead) for miss in other.misses] == [("speaker", "Germany")] * 2
    short = scored(passage, outer(passage, FIRST))
    assert [miss.kind for miss in short.misses] == ["not found", "not found"]
    assert f1(short, "found") == 50.0


def test_what_nobody_said_counts_against_it() -> None:
    (control,) = passages("== road | control | wire | 2001-02-03\nThe road leads to Bonn.\n")
    loud = scored(control, said(control.text, "a", "deu", ["leads to Bonn"]))
    assert (f1(loud, "silent"), f1(loud, "found")) == (0.0, 0.0)
    assert [miss.kind for miss in loud.misses] == ["too much"]
    assert f1(scored(control), "silent") == 100.0


def test_the_chain_is_right_only_up_to_the_top() -> None:
    (passage,) = passages(
        "== chain | nested three | wire | 2001-02-03\n"
        "[1 [1.1 Oslo {1.1.1 denies} [1.1.1 it paid]], Bonn {1.1 says}, and that is so], {1 according to} Mr. Berg.\n"
        "@1 Berg | i\n@1.1 Germany | i\n@1.1.1 Norway | i\n"
    )
    text = passage.text
    low = said(text, "c", "nor", ["it paid"], within="b", mode="indirect")
    middle = said(text, "b", "deu", ["Oslo denies it paid"], within="a", mode="indirect")
    top = said(text, "a", "berg", ["Oslo denies it paid, Bonn says, and that is so"], mode="indirect")
    whole = scored(passage, top, middle, low)
    assert whole.scores()["nested"]["f1"] == 100.0
    beheaded = scored(passage, said(text, "b", "deu", ["Oslo denies it paid"], mode="indirect"), low)
    assert beheaded.scores()["nested"]["f1"] == 0.0


@pytest.mark.parametrize(
    ("name", "kind", "names", "same"),
    [
        ("Sergei Lavrov", "person", ["Lavrov"], True),
        ("the minister", "person", ["foreign minister"], True),
        ("Iran", "state", ["Iran's foreign minister"], False),
        ("Iran", "state", ["Tehran", "Iran"], True),
        ("Mr. Berg", "person", ["Berg"], True),
        ("Berg", "person", ["Lund"], False),
        ("Berg", "person", [], False),
    ],
)
def test_one_actor_may_be_called_by_several_names(name: str, kind: Any, names: list[str], same: bool) -> None:
    assert nested.is_named(Actor(id="x", name=name, kind=kind), names) == same


def test_a_speaker_who_is_not_named_is_nobody() -> None:
    assert nested.is_named(None, [])
    assert not nested.is_named(None, ["Berg"])


def result(found: float, digest: str = "abc") -> nested.Floors:
    return {"dev": {"digest": digest, "f1": {"found": found}}}


@pytest.mark.parametrize(
    ("now", "slack", "fault"),
    [
        (result(80.0), 0.0, None),
        (result(79.2), 1.0, None),
        (result(78.9), 1.0, "dev: found 78.9 < 80.0"),
        (result(79.9), 0.0, "dev: found 79.9 < 80.0"),
        (result(95.0, "def"), 1.0, "the corpus has changed"),
    ],
)
def test_a_fall_and_a_changed_corpus_are_faults(now: nested.Floors, slack: float, fault: str | None) -> None:
    found = nested.faults(now, result(80.0), slack)
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


def test_the_words_of_the_held_out_part_are_never_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = relay()
    monkeypatch.setattr(nested, "load", lambda part: (passage,) if part == "held-out" else ())
    nested.main(["--misses"])
    assert "Oslo" not in capsys.readouterr().out
