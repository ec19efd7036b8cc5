"""Read texts that an office issues and texts that somebody signs: releases, readouts, statements, dash signatures.

MINISTRY OF DEFENCE / Press release / ...        one statement of the ministry, and within it what it tells
Statement by the Spokesperson on the vote        one statement of the spokesperson
Following is the text of a message from X:       what follows is one statement of X
Words. / — Joint working group on fisheries      the text is the group's
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.intake.issuer import GIVEN, RELEASES
from dragoman.model import Span, Statement
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.signed import Signature, is_somebody, signer
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
JOINT = re.compile(r"\b(?:joint|communiqu[eé]|declaration|conclusions)\b", re.IGNORECASE)
OPENING = 3  # paragraphs: "The following statement was issued by X:" stands among the first
BARE_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}")
ADDRESSEE = re.compile(r"To:[ \t]+(?P<who>\S[^\n]*)")


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
        source = signer(page, signed[-1])
    speaker = speaker or _members(page, cast, source) or cast.find(source)
    pieces = tuple(tokens for paragraph in body if (tokens := page.range(paragraph))[0] < tokens[1])
    if speaker is not None and pieces:
        hearer = _hearer(page) if is_release else None
        yield Draft(None, source, pieces, pieces[0], pieces[0], hearer, speaker=speaker, voice=speaker)


def _head(page: Page) -> int:
    """Return how many paragraphs stand above the last line of the letterhead: titles and names, no prose."""
    document = page.marked.document
    last = max((drop.span[1] for drop in document.dropped if drop.why == "letterhead"), default=0)
    return sum(paragraph[1] <= last for paragraph in page.marked.paragraphs)


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
        if sent is not None and who is not None and is_somebody(page, who) and not page.finite_in(who):
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


def _members(page: Page, cast: Cast, source: Range | None) -> str | None:
    """Return those who speak together: "the Presidents of Egypt and Cyprus", "President X of Peru and Chancellor Y"."""
    if source is not None and (several := cast.people(source)) is not None:
        return several
    of = next((i for i in range(*source) if page.word(i) == "of"), None) if source else None
    if source is None or of is None or not any(page.word(i) in closed("together") for i in range(source[0], of)):
        return None
    issuer = cast.find((of + 1, source[1]))
    return issuer if cast.kind(issuer) == "group" else None


def together(page: Page, cast: Cast, whole: Sequence[Draft], told: Statement) -> Statement:
    """Return a statement of "the Presidents", "both sides", "the Ministers" in a joint text as that of its issuers."""
    title = page.marked.document.title_span
    issuer = whole[0].speaker if whole and title and JOINT.search(page.text, *title) else None
    if issuer is None or told.speaker is None or not all(_is_collective(words) for words in cast.names(told.speaker)):
        return told
    return msgspec.structs.replace(told, speaker=issuer)


def _is_collective(words: str) -> bool:
    said = words.lower().split(" of ")[0].split()
    return said[-1] in closed("together") and set(said[:-1]) <= closed("jointly")


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


def _signs_all(page: Page, body: Sequence[Span], signature: Signature) -> bool:
    """Return whether a signature is that of the whole text: it stands at its end, with an office, and is no byline."""
    document = page.marked.document
    first, end = page.range(signature.who)
    name = signer(page, signature)
    if document.dateline is not None and document.dateline.agency is not None:
        return False
    if page.text[signature.who[1] :].strip() or any(page.word(i) in closed("byline") for i in range(first, end)):
        return False
    above = page.token(signature.at) - 1
    while above > 0 and page.word(above).isspace():
        above -= 1
    words = page.said(page.span(name))
    has_office = name[1] < end or BARE_NAME.fullmatch(words) is None or ORGANISATION.search(words)
    return bool(body) and above not in page.marks and bool(has_office)


def _unsigned(page: Page, paragraph: Span, signed: Sequence[Signature]) -> Span | None:
    """Return a paragraph without the signature in it, and None where it is nothing else."""
    start, end = paragraph
    at = bisect_left(signed, start, key=lambda signature: signature.at)
    end = min(end, signed[at].at) if at < len(signed) else end
    words = page.text[start:end].rstrip()
    return (start, start + len(words)) if words else None
