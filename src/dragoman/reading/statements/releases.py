"""Read texts that an office issues and texts that somebody signs: releases, readouts, statements, dash signatures.

MINISTRY OF DEFENCE / Press release / ...        one statement of the ministry, and within it what it tells
Statement by the Spokesperson on the vote        one statement of the spokesperson
Following is the text of a message from X:       what follows is one statement of X
“Words.” / — X, chairman of the commission       the quotation above is X's
Words. / — Joint working group on fisheries      the text is the group's
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.intake.header import terms
from dragoman.intake.issuer import GIVEN, RELEASES
from dragoman.language.names.gazetteer import role_words
from dragoman.model import Span
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speakers import ORGANISATION, Cast

ABOUT = re.compile(
    r"\s(?:on|at|in|to|after|before|following|regarding|concerning|about|for|during|upon|ahead)\s|[,:;]\s|\s[-–—]\s"
)
TEXT = r"(?:statement|remarks|declaration|message|communiqu[eé]|letter|speech|address|text)"
FOLLOWING = re.compile(
    rf"(?:(?:the )?following (?:is|are|was|{TEXT})\b|the below is\b|(?:the )?text of\b)[^:]{{0,120}}?"
    r"\b(?:by|from|attributable\sto)\s+(?P<who>[^:]{3,160}):\W*$",
    re.IGNORECASE,
)
SENT = re.compile(rf"(?:(?:a |the )?(?:{TEXT}|note) )?(?:from|by) (?P<who>[^:.]{{3,120}}):(?:\s+|$)", re.IGNORECASE)
ISSUED = re.compile(
    rf"(?P<who>[^:.]{{3,160}}?)\s(?:today\s|has\s|have\s|on\s\w+\s)*(?:issued|made|released|gave|published|adopted)\s"
    rf"(?:today\s)?the\sfollowing\s(?:\w+\s)?{TEXT}[^:.]{{0,80}}:\W*$",
    re.IGNORECASE,
)
OPENING = 3  # paragraphs: "The following statement was issued by X:" stands among the first
SIGNATURE = re.compile(
    r"(?:^[ \t]*|(?<=[\"”’»'][ \t])|(?<=[\"”’»']))(?:--+|[—–―]|\([Ss]igned\))[ \t]*(?P<who>[^\W\d_][^\n]{1,120})$", re.M
)
LONGEST = 20  # quotations in a row
JOINS = frozenset(["of", "for", "on", "from", "in", "at", "to"])
ENDS = frozenset(".:!?,;")
AFTER_NAME = frozenset([",", "'s", "’s", "("])
BARE_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}")
ADDRESSEE = re.compile(r"To:[ \t]+(?P<who>\S[^\n]*)")


class Signature(NamedTuple):
    """Who signs, in characters, and where the dash before it stands."""

    at: int
    who: Span


def issued(page: Page, cast: Cast, signed: Sequence[Signature]) -> Iterator[Draft]:
    """Yield the one statement that a text is as a whole, if somebody issues or signs it."""
    document = page.marked.document
    body = [paragraph for paragraph in page.marked.paragraphs[_head(page) :] if paragraph != document.title_span]
    body = [rest for paragraph in body if (rest := _unsigned(page, paragraph, signed))]
    is_release = document.channel in RELEASES
    introduced = _introduced(page, body, is_release)
    source, speaker = None, None
    if introduced is not None:
        source, body = introduced
    elif is_release:
        source = _in_title(page, cast)
        speaker = cast.issuer(document.publisher) if source is None and document.publisher else None
    if source is None and speaker is None and signed and _signs_all(page, body, signed[-1]):
        source = _signer(page, signed[-1])
    speaker = speaker or cast.find(source)
    pieces = tuple(tokens for paragraph in body if (tokens := page.range(paragraph))[0] < tokens[1])
    if speaker is not None and pieces:
        hearer = _hearer(page) if is_release else None
        yield Draft(None, source, pieces, pieces[0], pieces[0], hearer, speaker=speaker, voice=speaker)


def signatures(page: Page) -> list[Signature]:
    """Return the signatures: a line after a dash, or what follows a quotation and a dash, to the end of its line.

    Several such lines one after the other are a list.
    """
    found: list[Signature] = []
    for paragraph in page.marked.paragraphs:
        for match in SIGNATURE.finditer(page.text, *paragraph):
            found.append(Signature(match.start(), match.span("who")))
    return [
        signature
        for before, signature, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not (_adjoin(page, before, signature) or _adjoin(page, signature, after)) and _is_signature(page, signature)
    ]


def _adjoin(page: Page, one: Signature | None, other: Signature | None) -> bool:
    """Return whether nothing stands between two lines."""
    return one is not None and other is not None and not page.text[one.who[1] : other.at].strip()


def _is_signature(page: Page, signature: Signature) -> bool:
    """Return whether words after a dash name somebody: by a name, an office or a body, and say nothing."""
    words = page.said(signature.who).rstrip()
    if page.finite_in(page.range(signature.who)) or words[-1] in ENDS:
        return False
    return _is_somebody(page, _signer(page, signature))


def _is_somebody(page: Page, words: Range) -> bool:
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
    openings = {page.range(paragraph)[0] for paragraph in page.marked.paragraphs}
    for signature in signed:
        source = _signer(page, signature)
        pieces: list[Range] = []
        at = page.token(signature.at)
        number = bisect_right(page.quotes, signature.at, key=lambda quote: quote.marks[1])
        for quote in page.quotes[max(0, number - LONGEST) : number][::-1]:
            marks = page.range(quote.marks)
            if marks[0] not in openings or any(page.words[i].strip() for i in range(marks[1], at)):
                break
            pieces.insert(0, marks)
            at = marks[0]
        if pieces and (speaker := cast.find(source)):
            yield Draft(None, source, tuple(pieces), source, pieces[0], speaker=speaker, voice=speaker)


def _head(page: Page) -> int:
    """Return how many paragraphs stand above the last line of the letterhead: titles and names, no prose."""
    document = page.marked.document
    last = max((drop.span[1] for drop in document.dropped if drop.why == "letterhead"), default=0)
    return sum(paragraph[1] <= last for paragraph in page.marked.paragraphs)


def _opens(page: Page, token: int) -> bool:
    """Return whether a paragraph begins with the token."""
    return any(page.range(paragraph)[0] == token for paragraph in page.marked.paragraphs)


def _introduced(page: Page, body: list[Span], is_release: bool) -> tuple[Range, list[Span]] | None:
    """Return whom "The following statement was issued by X:" or "From X:" names, and what follows it."""
    for number, paragraph in enumerate(body[: OPENING if is_release else 1]):
        found = FOLLOWING.match(page.text, *paragraph)
        if found is None and is_release:
            found = ISSUED.match(page.text, *paragraph)
        if found is not None and number + 1 < len(body):
            return _named(page, found.span("who")), body[number + 1 :]
        sent = SENT.match(page.text, *paragraph)
        who = page.range(sent.span("who")) if sent is not None else None
        if sent is not None and who is not None and _is_somebody(page, who) and not page.finite_in(who):
            rest = [(sent.end(), paragraph[1])] if sent.end() < paragraph[1] else []
            return who, [*rest, *body[number + 1 :]]
    return None


def _in_title(page: Page, cast: Cast) -> Range | None:
    """Return whom the title says the words are by: "Statement by the Spokesperson on the vote"."""
    title = page.marked.document.title_span
    found = GIVEN.match(page.text, *title) if title else None
    if found is None or title is None:
        return None
    about = ABOUT.search(page.text, found.end(), title[1])
    who = page.trim(page.range((found.end(), about.start() if about else title[1])))
    if who[0] >= who[1] or page.finite_in(who):
        return None
    return who if found["by"].lower() != "of" or cast.known(who) else None


def _named(page: Page, span: Span) -> Range:
    """Return the noun phrase that a span begins with, or all of it."""
    first, end = page.range(span)
    noun = page.noun_from(first)
    return noun if noun is not None and noun[1] <= end else (first, end)


def _hearer(page: Page) -> Range | None:
    """Return whom the line "To: Editors" of the head names."""
    heads = (drop.span for drop in page.marked.document.dropped if drop.why == "letterhead")
    found = next((match for span in heads if (match := ADDRESSEE.match(page.text, *span))), None)
    return page.range(found.span("who")) if found else None


def _signer(page: Page, signature: Signature) -> Range:
    """Return who signs, the office after the name left out; "Chairman's note" is the chairman's."""
    first, end = page.range(signature.who)
    return first, next((i for i in range(first + 1, end) if page.word(i) in AFTER_NAME), end)


def _signs_all(page: Page, body: Sequence[Span], signature: Signature) -> bool:
    """Return whether a signature is that of the whole text: it stands at its end, with an office, and is no byline."""
    document = page.marked.document
    first, end = page.range(signature.who)
    signer = _signer(page, signature)
    if document.dateline is not None and document.dateline.agency is not None:
        return False
    if page.text[signature.who[1] :].strip() or any(page.word(i) in closed("byline") for i in range(first, end)):
        return False
    above = page.token(signature.at) - 1
    while above > 0 and page.word(above).isspace():
        above -= 1
    name = page.said(page.span(signer))
    has_office = signer[1] < end or BARE_NAME.fullmatch(name) is None or ORGANISATION.search(name)
    return bool(body) and above not in page.marks and bool(has_office)


def _unsigned(page: Page, paragraph: Span, signed: Sequence[Signature]) -> Span | None:
    """Return a paragraph without the signature in it, and None where it is nothing else."""
    start, end = paragraph
    at = bisect_left(signed, start, key=lambda signature: signature.at)
    end = min(end, signed[at].at) if at < len(signed) else end
    words = page.text[start:end].rstrip()
    return (start, start + len(words)) if words else None
