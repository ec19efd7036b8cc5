"""Cut texts into sentences, one expected sentence per part."""

from __future__ import annotations

import pytest

from dragoman.language import mark
from dragoman.language.sentences import LONGEST
from dragoman.model import Dateline, Document, Dropped


def document(text: str, **fields: object) -> Document:
    return Document(id="0" * 12, sha256="0" * 64, text=text, **fields)  # type: ignore[arg-type]


CASES = [
    "U.S. President Bill Clinton met U.N. envoys.|The U.S. said no.|He went to the U.S.|He left.",
    "Mr. Annan met Sen. J. Smith and Gen. A. B. Jones on Jan. 5.|No. 2 was there.|It rained.",
    "He lives in St. Petersburg.|Lt. Col. Brown of the U.K. agreed.",
    "Prices rose 3.5 percent...|But then they fell.|He paused . . . and went on.",
    '"Will they come?" Moon asked.|"Yes!" he said.|"No."',
    "“We agree.”|The talks ended.",
    "“One.|Two.|Three,” he said.|Four.",
    "(The talks ended.)|He left.",
    "It met at 5 p.m. on Friday.|It ended at 6 p.m.|The rest is known.",
    "The firm, Acme Inc. of Ohio, won.|It is large.",
    "This is point I.|The next is II.",
    "The treaty (art. 5) stands.|See para. 7 of the text.",
    "They met in Washington, D.C.|They said no.",
    "``We are ready.''|She left.",
    "What?!|No way.",
    "He said.|The talks ended.",
]


@pytest.mark.parametrize("parts", CASES)
def test_sentences_end_where_a_reader_ends_them(parts: str) -> None:
    text = parts.replace("|", " ")
    assert [text[s.span[0] : s.span[1]] for s in mark(document(text)).sentences] == parts.split("|")


def test_a_stray_stop_ends_no_sentence_and_is_a_problem() -> None:
    text = "I hope to see him again. in the near future. He left."
    marked = mark(document(text))
    assert [text[s.span[0] : s.span[1]] for s in marked.sentences] == [
        "I hope to see him again. in the near future.",
        "He left.",
    ]
    stray = [problem for problem in marked.problems if problem.code == "stray-full-stop"]
    assert [problem.span for problem in stray] == [(18, 27)]


def test_an_abbreviation_is_no_stray_stop() -> None:
    assert not [p for p in mark(document("It was approx. two hours.")).problems if p.code == "stray-full-stop"]


def test_a_stop_without_a_space_still_ends_a_sentence() -> None:
    text = "He said so.The talks ended."
    assert [text[s.span[0] : s.span[1]] for s in mark(document(text)).sentences] == ["He said so.", "The talks ended."]


def test_the_title_is_one_sentence_and_dropped_stretches_are_none() -> None:
    text = "Talks end. Hope fades\n\nOSLO (AP) -- The talks ended. Both left.\n\nLeave a Reply"
    marked = mark(
        document(
            text,
            title="Talks end. Hope fades",
            title_span=(0, 21),
            dateline=Dateline(text="OSLO (AP) --", span=(23, 35)),
            dropped=(Dropped(span=(text.index("Leave"), len(text)), why="boilerplate"),),
        )
    )
    assert [(text[s.span[0] : s.span[1]], s.role, s.paragraph) for s in marked.sentences] == [
        ("Talks end. Hope fades", "title", 0),
        ("The talks ended.", "body", 1),
        ("Both left.", "body", 1),
    ]


def test_text_without_an_end_is_cut_so_that_nothing_scans_it_whole() -> None:
    text = "and " * 5000
    spans = [s.span for s in mark(document(text)).sentences]
    assert max(end - start for start, end in spans) <= LONGEST
    assert text[spans[0][0] : spans[0][1]].endswith("and")
    assert mark(document("x" * 399 + "!" * 9000)).sentences
