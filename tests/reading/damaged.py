"""Make reports whose quotation marks are damaged, and say what is wrong with their reading. The sentences are ours.

A report is paragraphs of sentences; a damage deletes, doubles or swaps one of its marks, drops a mark between two
words, wraps a sentence in marks, or opens a quotation in one paragraph and closes it in a later one.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from dragoman.kinds import extend
from dragoman.language import STEPS, mark
from dragoman.language.encoder.step import encoded
from dragoman.markup import Marked
from dragoman.model import Reading, Span, Statement
from dragoman.reading import begin
from dragoman.reading.statements.step import statements
from tests.reading.telling import document

SENTENCES = (
    "“We will reopen the bridge,” Prime Minister Ingrid Dahl said. “Not before spring.”",
    '"No date has been set," the envoy said, "and none will be."',
    "Dahl told reporters that the talks in Oslo had ended without a paper.",
    "The spokesman called the offer a “first step”, but said Norland wanted more.",
    "According to two diplomats, the delegations will meet again on Monday.",
    "The two sides spent the night at the lake.",
    "“Nobody,” she added, “told us that the border was closed.”",
    "The minister wrote: ‘We shall see,’ and left the hall.",
    "«Nous partons», said the foreign minister of Sudria, Omar Haddad.",
    "“He said to me, ‘Take the guns away,’ and I did,” Haddad recalled.",
    "“Are they coming?” the chairwoman asked. “If so, when?”",
    "The leaders' aides didn't say whether they'd meet.",
    "Haddad denied that a 12\" gun had been moved in the '90s.",
    "“This is the first day of a long road.",
    "The ministry said in a statement that it “welcomes” the ceasefire; its deputy warned of ``grave danger''.",
    "Asked about the prisoners, he said: “Ask them.”",
    "The paper quoted an official as saying that the deal was „dead“.",
    "She hoped, she said, that both would sign.",
    "Lund also spoke of a “near date” for the working group.",
    "Ships wait outside the harbour.",
)  # fmt: skip
MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "„", "‟", "``", "''", "`", "＂")
GAPS = ("\n\n", "\n\n", "\n\n", "\n", " ")


def _marks(text: str) -> list[int]:
    return [at for at, letter in enumerate(text) if letter in "".join(MARKS)]


def _gaps(text: str) -> list[int]:
    return [at for at, letter in enumerate(text) if letter == " "]


def _at_mark(text: str, share: float, put: str, *, keep: bool) -> str:
    places = _marks(text)
    if not places:
        return text
    at = places[int(share * (len(places) - 1))]
    return text[: at + keep] + put + text[at + 1 :]


def _at_gap(text: str, share: float, put: str, *, before: bool) -> str:
    places = _gaps(text)
    if not places:
        return text
    at = places[int(share * (len(places) - 1))] + (not before)
    return text[:at] + put + text[at:]


def _damaged(text: str, kind: str, here: float, there: float, put: str) -> str:
    match kind:
        case "delete":
            return _at_mark(text, here, "", keep=False)
        case "double":
            return _at_mark(text, here, put, keep=True)
        case "swap":
            return _at_mark(text, here, put, keep=False)
        case "open":
            return _at_gap(text, here, put, before=False)
        case "close":
            return _at_gap(text, here, put, before=True)
        case "float":
            return _at_gap(text, here, f" {put}", before=True)
        case _:  # spread, nest: one mark opens, another closes further on, whatever lies between
            first, last = sorted((here, there))
            return _at_gap(_at_gap(text, last, put, before=True), first, "“" if kind == "nest" else put, before=False)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Draw a report of one to six paragraphs and do it up to eight damages."""
    paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
    text = draw(paragraphs)
    for gap, paragraph in draw(st.lists(st.tuples(st.sampled_from(GAPS), paragraphs), max_size=5)):
        text += gap + paragraph
    share = st.floats(0, 1)
    kinds = st.sampled_from(("delete", "double", "swap", "open", "close", "float", "spread", "nest"))
    for damage in draw(st.lists(st.tuples(kinds, share, share, st.sampled_from(MARKS)), max_size=8)):
        text = _damaged(text, *damage)
    return text


BARE = tuple(step for step in STEPS if step is not encoded)
"""The language layer without the encoder, which costs most and knows nothing of marks."""


def read(text: str, *, bare: bool) -> tuple[Marked, Reading]:
    """Return the markup of a text and its reading after the statements step."""
    marked = mark(document(text), steps=BARE if bare else STEPS)
    reading = begin(marked)
    return marked, extend(reading, statements(marked, reading))


def faults(marked: Marked, reading: Reading) -> list[str]:
    """Return what is wrong with a reading: words that are not the text's, marks or statements that run too far."""
    told = {problem.entry for problem in reading.problems if problem.code == "long-statement"}
    placed = {problem.span for problem in reading.problems if problem.code == "quote-mark"}
    wrong = [
        f"too long: {statement.content[:80]!r}"
        for statement in reading.statements
        if len(_touched(marked, statement)) > 2 and statement.id not in told
    ]
    wrong += [f"not the text: {fault}" for statement in reading.statements for fault in _misquoted(reading, statement)]
    for quote in marked.quotes:
        inside = any(a <= quote.marks[0] and quote.marks[1] <= b for a, b in marked.paragraphs)
        opening = (quote.marks[0], quote.span[0])
        if not inside or not quote.marks[0] < quote.span[0] < quote.span[1] <= quote.marks[1]:
            wrong.append(f"quotation out of its paragraph: {quote}")
        if not quote.closed and opening not in placed and not _carried_on(marked, opening):
            wrong.append(f"open without a problem: {quote}")
    return wrong


def _touched(marked: Marked, statement: Statement) -> list[Span]:
    """Return the paragraphs from a statement's first word to its last."""
    start, end = statement.spans[0][0], max(end for _, end in statement.spans)
    return [paragraph for paragraph in marked.paragraphs if paragraph[0] < end and start < paragraph[1]]


def _misquoted(reading: Reading, statement: Statement) -> list[str]:
    text = reading.document.text
    spans = [*statement.spans, *(source.span for source in statement.sources)]
    found = [f"{span} is empty or out of the text" for span in spans if not 0 <= span[0] < span[1] <= len(text)]
    found += [f"{one} before {other}" for one, other in pairwise(statement.spans) if other[0] < one[1]]
    if statement.content != " ".join(text[a:b] for a, b in statement.spans):
        found.append(f"content {statement.content!r}")
    found += [f"source {s.quote!r}" for s in statement.sources if text[slice(*s.span)] != s.quote]
    if statement.cue is not None and statement.cue not in text:
        found.append(f"cue {statement.cue!r}")
    if statement.speaker_span is not None and not text[slice(*statement.speaker_span)].strip():
        found.append(f"speaker at {statement.speaker_span}")
    return found


def _carried_on(marked: Marked, opening: Span) -> bool:
    """Return whether the paragraph after that of an opening mark begins with the same mark."""
    text = marked.document.text
    at = next(number for number, (_, end) in enumerate(marked.paragraphs) if opening[0] < end)
    later = marked.paragraphs[at + 1 : at + 2]
    return any(text.startswith(text[slice(*opening)], start) for start, _ in later)
