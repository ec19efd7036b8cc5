"""Say by which channel and when a statement was made, from the words around its content."""

from __future__ import annotations

import re
from functools import cache

from dragoman.intake.issuer import RELEASES
from dragoman.model import Span, When
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speakers import Cast
from dragoman.spans import inside
from dragoman.terms import rows


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all words of terms/channels.tsv, and the channels that they name."""
    names = {row["words"]: row["channel"] for row in rows("channels")}
    words = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE), names


LEAD = re.compile(
    r"\b(?:in|on|at|via|by|over|during|through|from|using|issued|released|posted|sent|published)\s+(?:\S+\s+){0,4}$",
    re.IGNORECASE,
)
MEANWHILE = frozenset(["when", "as", "while"])
VERBS = frozenset(["tweeted", "tweets", "retweeted", "emailed", "tweeting"])


def reporting(page: Page, made: Draft) -> tuple[Span, ...]:
    """Return the stretches of the reporting sentence that are not content: "On Friday, in a letter, X said"."""
    first, end = made.words[0], max(made.words[1], made.words[0] + 1)
    if made.cue is None:
        return ()
    low, high = _bounds(page, made)
    for piece in made.pieces:
        if piece[1] <= first:
            low = max(low, piece[1])
        elif piece[0] >= end:
            high = min(high, piece[0])
    return (page.span((low, high)),)


def _bounds(page: Page, made: Draft) -> Range:
    """Return the zone of the cue, cut at the coordinations that part it from another verb's clause."""
    low, high = made.zone
    if made.link == "shared":
        low = max(low, made.words[0])
    return low, max(high, made.words[1])


def channel(page: Page, cast: Cast, made: Draft, hearer: str | None) -> str | None:
    """Return the channel: twitter, press-conference, "interview: CNN", letter, in-person."""
    if made.voice is not None:
        form = page.marked.document.channel
        return "twitter" if form == "tweet" else form if form in RELEASES else None
    for span in reporting(page, made):
        pattern, names = _known()
        for match in pattern.finditer(page.text, *span):
            word = match.group().lower()
            if word in VERBS or LEAD.search(page.text, span[0], match.start()):
                return _interview(page, cast, match.end(), span[1]) if names[word] == "interview" else names[word]
    if hearer is None:
        return None
    if cast.sector(hearer) == "JRN":
        return f"interview: {cast.name(hearer)}" if cast.name(hearer) else None
    spoken = made.cue is not None and made.cue.lemma in ("tell", "say", "inform", "assure")
    return "in-person" if spoken and cast.kind(hearer) in ("person", "body") else None


def named(page: Page, hearer: Range | None) -> str | None:
    """Return the channel that the words for a hearer name: "told a news conference", "told Sunday's briefing"."""
    if hearer is None:
        return None
    pattern, names = _known()
    found = pattern.search(page.text, *page.span(hearer))
    return names[found.group().lower()] if found and found.end() == page.span(hearer)[1] else None


def _interview(page: Page, cast: Cast, at: int, end: int) -> str:
    following = page.token(at)
    if page.word(following) in ("with", "to", "on", "for", "by") and page.starts[following] < end:
        noun = page.noun_from(following + 1)
        name = cast.name(cast.find(noun)) if noun and page.span(noun)[1] <= end + 1 else None
        if name:
            return f"interview: {name}"
    return "interview"


def when(page: Page, made: Draft) -> When:
    """Return when it was said: the time in the reporting clause, else the day of the document."""
    for span in reporting(page, made):
        for time in inside(page.marked.times, span):
            if time.edtf and time.type in ("date", "time") and _is_of_saying(page, made, page.range(time.span)[0]):
                return When(text=time.quote, edtf=time.edtf, basis=f"said: {time.basis}" if time.basis else "said")
    date = page.marked.document.date
    if date is None:
        return When()
    verb = made.cue.verb if made.cue else None
    if verb is not None and verb.perfect:
        return When(edtf=f"../{date.edtf}", basis="perfect tense: not after the document")
    return When(edtf=date.edtf, basis="no time given: the day of the document")


def _is_of_saying(page: Page, made: Draft, at: int) -> bool:
    """Return whether a time tells when it was said, not when "the talks ended on Friday, and Dahl said".

    The last finite verb before the time, if there is one, is the cue's, or stands in "when he met Berg on Thursday".
    """
    low = _bounds(page, made)[0]
    verb = next((i for i in range(at - 1, low - 1, -1) if page.finite_in((i, i + 1))), None)
    if verb is None or page.word(verb) == "dated" or _is_cue(made, verb):
        return True
    opens = next((page.word(i) for i in range(verb, low - 1, -1) if page.word(i) in closed("subordinator")), "")
    return opens in MEANWHILE


def _is_cue(made: Draft, verb: int) -> bool:
    return made.cue is not None and made.cue.at[0] <= verb < made.cue.at[1]
