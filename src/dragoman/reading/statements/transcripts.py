"""Read texts that are speech as a whole: transcripts with labels ("Q:", "SECRETARY KERRY:") and posts of an account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dragoman.model import Actor, Mention
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speakers import Cast

LABEL = re.compile(
    r"[\"“]?(?P<name>Q|A|QUESTION|ANSWER|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(?: \([^)]{1,40}\))?:\s+"
)
DOTTED = re.compile(r"(?P<name>[QA])\.\s+")  # only where both stand
WRITTEN = re.compile(
    r"[\"“]?(?P<name>[^\W\d_a-z][\w.'’-]*(?: (?:of|the|for|and|de|van|von|al|bin|[^\W\d_a-z][\w.'’-]*)){0,8})"
    r"(?:,? \([^)]{1,60}\))?:\s+"
)
ANSWERS = frozenset(["A", "ANSWER"])
SITTING = r"(?:(?:press|news) conference|(?:press )?briefing|remarks|interview|questions?|conversation)"
ANSWERER = re.compile(
    rf"(?P<whose>[^:]{{3,120}}?)['’]s? (?:\w+ ){{0,2}}{SITTING}\b"
    rf"|.{{0,60}}?\b{SITTING} (?:with|to|for|by) (?P<whom>.{{3,120}})",
    re.IGNORECASE,
)
LEAST = 3  # labels: fewer make no transcript ("NOTE: ...", "DEAL: ...")
OPENING = 4  # paragraphs: a text that begins with turns is a transcript to its end
POSTS = frozenset(["tweet", "post"])


def turns(page: Page, cast: Cast) -> Iterator[Draft]:
    """Yield the turns of a transcript, each with the paragraphs up to the next one statement of whom its label names.

    "A" is whoever the title says answers: "The Spokesperson's press conference", "Interview with X". Where the same
    label stands twice in a row, the paragraph before the second is a question that nobody signs, and left out.
    """
    labels = _labels(page)
    if len(labels) < LEAST:
        return
    answerer = _answerer(page)
    paragraphs = page.marked.paragraphs
    for at, following in zip(labels, [*list(labels)[1:], None], strict=True):
        name = labels[at]["name"]
        last = _last(page, labels, at, following)
        spans = [(labels[at].end(), paragraphs[at][1]), *paragraphs[at + 1 : last]]
        pieces = [piece for span in spans if (piece := page.range(span))[0] < piece[1]]
        if pieces:
            yield _turn(page, cast, labels[at], tuple(pieces), answerer if name in ANSWERS else None)


def _turn(page: Page, cast: Cast, label: re.Match[str], pieces: tuple[Range, ...], answerer: Range | None) -> Draft:
    name = label["name"]
    whose = page.range(label.span("name"))
    speaker = cast.find(answerer)
    if speaker is None and not name.isupper():
        speaker = cast.find(whose)
    return Draft(None, None, pieces, page.range(label.span()), pieces[0], speaker=speaker, voice=name)


def _labels(page: Page) -> dict[int, re.Match[str]]:
    """Return the labels by the paragraph that each opens: names in capitals, roles in talk, people who speak again.

    A person may speak once where others talk, unless the text begins so: "Rubio: Finish second" is a heading.
    """
    found: dict[int, re.Match[str]] = {}
    for number, paragraph in enumerate(page.marked.paragraphs):
        label = LABEL.match(page.text, *paragraph) or WRITTEN.match(page.text, *paragraph)
        if label is not None and label.end() < paragraph[1]:
            found[number] = label
    found |= _dotted(page)
    often = Counter(label["name"] for label in found.values())
    sure = {at: label for at, label in found.items() if _is_turn(page, label, often[label["name"]])}
    if not sure or sum(page.finite_in(page.range(page.marked.paragraphs[at])) for at in sure) * 2 < len(sure):
        return {}
    return {at: label for at, label in found.items() if at in sure or (at > 0 and _may_ask(page, label))}


def _dotted(page: Page) -> dict[int, re.Match[str]]:
    """Return the labels "Q." and "A.", if both stand in the text: one alone is an initial."""
    matches = ((at, DOTTED.match(page.text, *one)) for at, one in enumerate(page.marked.paragraphs))
    found = {at: label for at, label in matches if label is not None}
    return found if len({label["name"] for label in found.values()}) > 1 else {}


def _is_turn(page: Page, label: re.Match[str], often: int) -> bool:
    name = label["name"]
    if name.isupper() or name.split()[-1].lower() in closed("turn"):
        return True
    named = _named(page, label)
    is_person = any(actor.kind == "person" for actor in _actors(page, named))
    return often > 1 and (is_person or (not named and " " in name))


def _may_ask(page: Page, label: re.Match[str]) -> bool:
    """Return whether a label is a person or an outlet, who speak where others do: "Reuters:"."""
    return any(actor.kind == "person" or actor.sector == "JRN" for actor in _actors(page, _named(page, label)))


def _named(page: Page, label: re.Match[str]) -> list[Mention]:
    """Return the names in a label."""
    return [page.mention_from[i] for i in range(*page.range(label.span("name"))) if i in page.mention_from]


def _actors(page: Page, named: list[Mention]) -> Iterator[Actor]:
    """Yield the actors of some names; a place is none."""
    return (page.actors[one] for mention in named for one in mention.of if one in page.actors)


def _last(page: Page, labels: dict[int, re.Match[str]], at: int, following: int | None) -> int:
    """Return the paragraph before which a turn ends: the next label, a question before the same label, or the end."""
    if following is None:
        opens = next(iter(labels)) < OPENING
        return len(page.marked.paragraphs) if opens else at + 1
    asked = labels[at]["name"] == labels[following]["name"] and following - at > 1
    return following - asked


def _answerer(page: Page) -> Range | None:
    """Return whom the title names as answering."""
    title = page.marked.document.title_span
    found = ANSWERER.match(page.text, *title) if title else None
    if found is None:
        return None
    if found["whose"]:
        return page.range(found.span("whose"))
    first, end = page.range(found.span("whom"))
    noun = page.noun_from(first)
    return noun if noun is not None and noun[1] <= end else None


def post(page: Page) -> Iterator[Draft]:
    """Yield the one statement that a post is: all of its paragraphs, by the account that published it."""
    document = page.marked.document
    title = document.title_span
    pieces = tuple(page.range(paragraph) for paragraph in page.marked.paragraphs if paragraph != title)
    if document.channel in POSTS and document.publisher and pieces:
        yield Draft(None, None, pieces, pieces[0], pieces[0], voice=document.publisher)
