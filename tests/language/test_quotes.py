"""Pair quotation marks in texts that get them right, and in texts that do not."""

from __future__ import annotations

import pytest

from dragoman.language.paragraphs import paragraphs
from dragoman.language.quotes import quotes
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document


def quoted(text: str) -> tuple[list[str], list[str]]:
    """Return the quotations ("..." at the end of those without their mark) and the problems' words."""
    document = Document(id="0" * 12, sha256="0" * 64, text=text)
    marked = quotes(paragraphs(Marked(document=document, doc=tokenize(""))))
    assert all(q.marks[0] <= q.span[0] < q.span[1] <= q.marks[1] for q in marked.quotes)
    found = [text[q.span[0] : q.span[1]] + ("" if q.closed else "...") for q in marked.quotes]
    assert {problem.code for problem in marked.problems} <= {"quote-mark"}
    return found, [problem.message for problem in marked.problems]


RIGHT = [
    ('The envoy said, "We agree," and left. "Not yet," she said.', ["We agree,", "Not yet,"]),
    ("“The talks,” he said, “are over.”", ["The talks,", "are over."]),
    ("``We will go,'' he said. It's fine.", ["We will go,"]),
    ("«Nous partons», a dit le ministre.", ["Nous partons"]),
    ("Sie sagte: „Wir gehen.“ Und »so«.", ["Wir gehen.", "so"]),
    ("It was a ‘good’ talk, the leaders’ aides said.", ["good"]),
    ("He called it a 'good start', the leaders' aides said.", ["good start"]),
    ("“We said ‘yes’ to them,” he said.", ["We said ‘yes’ to them,", "yes"]),
    ("“They said ‘we’ll see’,” he said.", ["They said ‘we’ll see’,", "we’ll see"]),
    ("The “so-called “axis” of fear” speech.", ["so-called “axis” of fear", "axis"]),
    ("“One side.\n\n“Two sides.\n\n“Three sides.”\n\nNext.", ["One side....", "Two sides....", "Three sides."]),
    ('"One side.\n\n"Two sides," he said.', ["One side....", "Two sides,"]),
]
NONE = [
    "Don't go: the leaders' aides met Kim's. Rock 'n' roll for 'em.",
    "Ali ‘Abd al-Rahman met Sa‘ud in the ’90s.",
    'A 12" gun and a 6\'2" man.',
    "No marks at all.",
    '""',
]
WRONG = [
    (
        "“I hope to see him in the near future, “wrote the president.",
        ["I hope to see him in the near future, "],
        ["an opening mark closes the quotation"],
    ),
    ('"I will go, "he said.', ["I will go, "], ["the mark that closes the quotation stands before the next word"]),
    ("“No end here.\n\nPlain words.", ["No end here...."], ["the quotation has no closing mark"]),
    (
        "“We agree. “We shall meet,” he said.",
        ["We agree....", "We shall meet,"],
        ["the quotation has no closing mark"],
    ),
    ("They want ”peace” now.", ["peace"], ["a closing mark opens the quotation"]),
    ('"We are ready" to talk" and left.', ["We are ready"], ["a closing mark with nothing open"]),
]


@pytest.mark.parametrize(("text", "expected"), RIGHT)
def test_right_marks_are_paired_without_complaint(text: str, expected: list[str]) -> None:
    assert quoted(text) == (expected, [])


@pytest.mark.parametrize("text", NONE)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == ([], [])


@pytest.mark.parametrize(("text", "expected", "complaints"), WRONG)
def test_a_wrong_mark_is_a_problem_and_swallows_nothing(text: str, expected: list[str], complaints: list[str]) -> None:
    assert quoted(text) == (expected, complaints)


def test_thousands_of_marks_are_no_prose_and_take_no_time() -> None:
    found, complaints = quoted("“" * 50_000)
    assert (found, complaints) == ([], ["too many quotation marks to be prose"])
