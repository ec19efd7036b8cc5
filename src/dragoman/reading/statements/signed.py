"""Read quotations that stand alone, each with the name of who said it above or below.

“Words.” / — X, chairman of the commission       the quotation above is X's
X, chairman of the commission: / “Words.”        the quotation below is X's
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.intake.header import terms
from dragoman.language.names.gazetteer import role_words
from dragoman.model import Span
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speakers import ORGANISATION, Cast

SIGNATURE = re.compile(
    r"(?:^[ \t]*|(?<=[\"”’»'][ \t])|(?<=[\"”’»']))(?P<dash>--+|[—–―|-]|\([Ss]igned\))[ \t]*"
    r"(?P<who>[^\W\d_][^\n]{1,120})$",
    re.M,
)
LISTED = frozenset("-|")  # these open a list too: they sign only what ends with a quotation mark
LINE = re.compile(r"[^\n]+")
MARKS = frozenset("\"”’»'")
FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ](?:\.|[\w'’-]*)){1,3}\.?")
PLAIN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,3}")
LONGEST = 20  # quotations in a row
MOST = 14  # words in a line that only names somebody
JOINS = frozenset(["of", "for", "on", "from", "in", "at", "to"])
ENDS = frozenset(".:!?,;")
AFTER_NAME = frozenset([",", "'s", "’s", "("])


class Signature(NamedTuple):
    """Who signs, in characters, and where the dash before it stands."""

    at: int
    who: Span


def signatures(page: Page) -> list[Signature]:
    """Return the signatures: a line after a dash, or what follows a quotation and a dash, to the end of its line.

    Several such lines one after the other are a list.
    """
    found: list[Signature] = []
    for paragraph in page.marked.paragraphs:
        for match in SIGNATURE.finditer(page.text, *paragraph):
            if match["dash"] not in LISTED or _after_mark(page, match.start()):
                found.append(Signature(match.start(), match.span("who")))
    return [
        signature
        for before, signature, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not (_adjoin(page, before, signature) or _adjoin(page, signature, after)) and _is_signature(page, signature)
    ]


def _after_mark(page: Page, char: int) -> bool:
    """Return whether a quotation mark stands before a character, with a few blanks between at most."""
    return page.text[max(0, char - 9) : char].rstrip()[-1:] in MARKS


def _adjoin(page: Page, one: Signature | None, other: Signature | None) -> bool:
    """Return whether nothing stands between two lines."""
    return one is not None and other is not None and not page.text[one.who[1] : other.at].strip()


def _is_signature(page: Page, signature: Signature) -> bool:
    """Return whether words after a dash name somebody: by a name, an office or a body, and say nothing."""
    words = page.said(signature.who).rstrip()
    if FULL_NAME.fullmatch(words) and _after_mark(page, signature.at):
        return True  # “Words.” — Ariana Huichapa.
    if page.finite_in(page.range(signature.who)) or words[-1] in ENDS:
        return False
    return is_somebody(page, signer(page, signature))


def is_somebody(page: Page, words: Range) -> bool:
    """Return whether words can be somebody: a name that the text knows, an office, a body, a role."""
    first, end = words
    first += page.word(first) in closed("article")
    head = next((i for i in range(first + 1, end) if page.word(i) in JOINS), end) - 1
    noun = page.word(head)
    mentions = (page.mention_from.get(i) for i in (words[0], first))
    kinds = {page.actors[one].kind for known in mentions if known for one in known.of if one in page.actors}
    if kinds & {"person", "organisation", "body"} or ORGANISATION.search(noun):
        return True
    return noun in terms("letterheads", "words")["institution"] or (noun,) in role_words().entries


def quoted(page: Page, cast: Cast, signed: Sequence[Signature]) -> Iterator[Draft]:
    """Yield the quotation right above each signature, with the quoted paragraphs above that, as the signer's."""
    for signature in signed:
        source = signer(page, signature)
        pieces: list[Range] = []
        at = page.token(signature.at)
        number = bisect_right(page.quotes, signature.at, key=lambda quote: quote.marks[1])
        for quote in page.quotes[max(0, number - LONGEST) : number][::-1]:
            marks = page.range(quote.marks)
            if not _opens_line(page, quote.marks[0]) or any(page.words[i].strip() for i in range(marks[1], at)):
                break
            pieces.insert(0, marks)
            at = marks[0]
        if pieces and (speaker := cast.find(source)):
            yield Draft(None, source, tuple(pieces), source, pieces[0], speaker=speaker, voice=speaker)


def _opens_line(page: Page, char: int) -> bool:
    return not page.text[page.text.rfind("\n", 0, char) + 1 : char].strip()


def signer(page: Page, signature: Signature) -> Range:
    """Return who signs, the office after the name left out; "Chairman's note" is the chairman's."""
    first, end = page.range(signature.who)
    end -= page.word(end - 1) == "."
    return first, next((i for i in range(first + 1, end) if page.word(i) in AFTER_NAME), end)


def headed(page: Page, cast: Cast, signed: Sequence[Signature]) -> Iterator[Draft]:
    """Yield quotations on lines of their own as said by whom the line above names, or the line below.

    Above where such a line ends in a colon or stands above the first of them, else below. One name without a colon
    may be a caption, so two are asked for, or a signature beside it.
    """
    lines = [line.span() for line in LINE.finditer(page.text) if not line[0].isspace()]
    above, below, announced = {}, {}, False
    for marks in (quote.marks for quote in page.quotes):
        first, last = (bisect_right(lines, char, key=lambda line: line[0]) - 1 for char in (marks[0], marks[1] - 1))
        if page.said((lines[first][0], lines[last][1])).strip() != page.said(marks):
            continue
        if first > 0 and (name := _named(page, lines[first - 1])):
            above[marks] = name
            announced = announced or page.said(lines[first - 1]).rstrip().endswith(":")
        if last + 1 < len(lines) and (name := _named(page, lines[last + 1])):
            below[marks] = name
    side = above if announced or min([*above, *below], default=None) in above else below
    for marks, name in side.items() if announced or len(side) + len(signed) > 1 else ():
        if speaker := cast.find(name):
            piece = page.range(marks)
            yield Draft(None, name, (piece,), name, piece, speaker=speaker, voice=speaker)


def _named(page: Page, line: Span) -> Range | None:
    """Return the name that a line consists of, an office after it or not: "X, chairman of the commission:"."""
    first, end = page.range(line)
    end -= page.word(end - 1) == ":"
    if end - first > MOST or page.in_quote[first] >= 0 or page.word(end - 1) in ENDS or page.finite_in((first, end)):
        return None
    stop = next((i for i in range(first + 1, end) if page.word(i) in AFTER_NAME), end)
    mentions = (page.mention_from[i] for i in range(first, stop) if i in page.mention_from)
    kinds = {page.actors[one].kind for mention in mentions for one in mention.of if one in page.actors}
    words = [page.words[i] for i in range(first + 1, stop) if page.words[i].isalpha() and page.word(i) not in JOINS]
    written = all(word[0].isupper() for word in (page.words[first], *words))
    named = "person" in kinds and written
    return (first, stop) if named or PLAIN.fullmatch(page.said(page.span((first, stop)))) else None
