"""Read what a cue attributes: the words after it ("X said that ...") or before it ("..., X said")."""

from __future__ import annotations

from dragoman.markup import Verb
from dragoman.reading.statements import sources
from dragoman.reading.statements.content import forward, goes_on, of_whom, own_clause, quoted
from dragoman.reading.statements.cues import Cue, table
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.forms import according, infinitive, ing, noun_that, passive
from dragoman.reading.statements.page import DASHES, STOPS, Page, Range, closed

SELF = frozenset(["i", "we"])


def draft(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Return the statement that a cue makes in its zone, or None where it makes none."""
    if cue.form == "source":
        return according(page, cue, zone)
    if cue.form == "noun":
        return noun_that(page, cue, zone)
    if cue.verb is None or (unsaid(cue) and not _has_it(page, cue)):
        return None
    if cue.form == "participle" and _really_finite(page, cue, zone):
        return _finite(page, cue, zone)
    if cue.form == "participle" or (cue.verb.passive and cue.form == "finite" and not _quoted_as(page, cue)):
        return passive(page, cue, zone)
    if cue.form == "ing":
        return ing(page, cue, zone)
    if cue.form == "to":
        return infinitive(page, cue, zone)
    return _finite(page, cue, zone)


def unsaid(cue: Cue) -> bool:
    """Return whether nothing was said: "did not say whether", "would say", "will announce"."""
    verb = cue.verb
    if verb is None:
        return True
    if verb.negated and not cue.kinds & {"belief"}:
        return True
    return verb.modality in ("possible", "conditional") or (verb.tense == "future" and verb.modality == "actual")


def _has_it(page: Page, cue: Cue) -> bool:
    """Return whether words are somebody's version all the same: "as Ankara would have it"."""
    return cue.lemma == "have" and page.word(cue.at[1] - 1) == "it"


def _really_finite(page: Page, cue: Cue, zone: Range) -> bool:
    """Return whether a bare participle is a past tense after all: ",” Denmark announced.", "Oslo announced that"."""
    noun = page.noun_to(cue.at[0])
    if noun is None or noun[0] < zone[0] or "quote" not in cue.frames:
        return False
    opens = noun[0] == zone[0] or page.word(noun[0] - 1) == "," or noun[0] - 1 in page.marks
    at = sources.after(page, cue.at[1], zone[1], "told" in cue.frames)[0]
    reports = cue.verb is not None and cue.verb.complement is not None and page.word(cue.at[1]) not in ("by", "in")
    ends = at >= zone[1] or page.word(at) in STOPS | {"that", ":"} or at in page.marks
    return opens and (ends or (reports and page.finite_in((cue.at[1], zone[1]))))


def _quoted_as(page: Page, cue: Cue) -> bool:
    return page.word(cue.at[1] - 1) in ("saying", "telling", "writing")


def _finite(page: Page, cue: Cue, zone: Range) -> Draft | None:
    who = sources.subject(page, cue, zone[0])
    made = _beside(page, _plain(page, cue, who), zone, who)
    if made is not None:
        return made
    noun, link = who.noun, who.link
    if link == "own" and noun is not None and _is_self(page, cue, noun):
        return None
    if link == "shared" or noun is None:
        noun, link = sources.main_subject(page, cue, zone) or noun, "shared"
    if noun is None:
        return forward(page, cue, zone, None, who.start, link) if "quote" in cue.frames else None
    if page.word(noun[0]) in closed("nobody") or (page.word(noun[0]) == "it" and cue.lemma in ("be", "make")):
        return None  # "Neither Pompeo nor his spokeswoman mentioned it"
    if page.tags[noun[1] - 1] == "CD" and cue.kinds <= {"belief"}:
        return None  # "three suspected weapons sites"
    if "quote" not in cue.frames and page.word(noun[1] - 1) in closed("mute"):
        return None  # "the plan calls for"
    return forward(page, cue, zone, noun, who.start, link)


def _plain(page: Page, cue: Cue, who: sources.Subject) -> Cue:
    """Return a cue without its preposition behind a quotation: ",” X insisted on state television"."""
    verb = cue.verb
    if verb is None or who.start - 1 not in page.marks or "quote" in cue.frames or of_whom(page, cue):
        return cue
    frames = frozenset(frame for e in table("verb").get(cue.lemma, ()) if not e.rest for frame in e.frames)
    return cue._replace(at=page.range(verb.span), frames=frames) if "quote" in frames else cue


def _beside(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read the forms in which the words stand before or around the reporting clause."""
    who = _with_adjectives(page, who, zone)
    before = page.word(who.start - 1) if who.start > zone[0] else ""
    close = who.start - 1 in page.marks
    if who.noun is None or who.link == "none":
        return _inverted(page, cue, zone, who.start)
    if who.link != "own":
        return None
    if page.word(who.start - 1) == "as" and not close and cue.kinds & {"speech", "writing"}:
        return _as_said(page, cue, zone, who)
    if (before in (",", "?", "!") or before in DASHES or close) and (
        "quote" in cue.frames or (close and of_whom(page, cue))
    ):
        return _fronted(page, cue, zone, who)
    return None


def _with_adjectives(page: Page, who: sources.Subject, zone: Range) -> sources.Subject:
    """Reach from a subject back to the mark before it over words that no phrase has: "” outraged delegate X said"."""
    if who.noun is None or who.link != "own":
        return who
    for start in range(who.start, max(zone[0], who.start - 4), -1):
        verb = page.verb_at.get(start - 1)
        if page.word(start - 1) in (",", ".", "and", "but", "that") or (verb and verb.lemma in table("verb")):
            return who
        if start - 1 in page.marks:
            return who._replace(start=start, noun=(min(start, who.noun[0]), who.noun[1]))
    return who


def _is_self(page: Page, cue: Cue, noun: Range) -> bool:
    """Return whether a speaker speaks of the present self: "I think", "we must say"."""
    return page.word(noun[0]) in SELF and noun[1] - noun[0] == 1 and cue.verb is not None and cue.verb.tense != "past"


def _inverted(page: Page, cue: Cue, zone: Range, start: int) -> Draft | None:
    """Read ", said Sunday the US State Department": words, comma, cue, subject."""
    before = page.word(start - 1)
    if "quote" not in cue.frames or start <= zone[0]:
        return None
    if before not in (",", "?", "!") and before not in DASHES and start - 1 not in page.marks:
        return None
    noun = sources.inverted(page, cue.at[1], zone[1])
    if noun is None:
        return None
    at, hearer = sources.after(page, _apposed(page, noun)[1], zone[1], False)
    left = page.trim((zone[0], start))
    return _around(page, cue, zone, noun, left, (start, at), hearer)


def _apposed(page: Page, noun: Range) -> Range:
    """Return a speaker with his name or office after it: "said the foreign minister, Laurent Fabius, would bind"."""
    more = page.noun_from(noun[1] + 1) if page.word(noun[1]) == "," else None
    return (noun[0], more[1]) if more is not None and page.word(more[1]) in STOPS | {","} else noun


def _fronted(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read "..., X said" and "..., X said, ..."."""
    about = of_whom(page, cue)
    at, hearer = sources.after(page, about[1] if about else cue.at[1], zone[1], "told" in cue.frames)
    if about is not None:
        at = next((i for i in range(at, zone[1] - 1) if page.word(i) == "," and i + 1 in page.marks), at)
    follows = page.word(at) if at < zone[1] else ""
    whole = page.quote_from(zone[0])
    alone = whole is not None and page.range(whole.marks)[1] == who.start and page.word(who.start - 2) == ","
    quoted = who.start - 1 in page.marks and (alone or not _tells(page, cue, zone, at))
    ends = follows in STOPS | {","} | DASHES | closed("circumstance") or at in page.marks
    if page.word(cue.at[1]) in closed("circumstance") and follows not in ("that", ":", "“"):
        ends = ends or _complete(page, (zone[0], who.start))
    if not quoted and at < zone[1] and not ends:
        return None
    left = page.trim((zone[0], who.start))
    if not _sayable(page, left, at, zone):
        return None
    return _around(page, cue, zone, who.noun, left, (who.start, at), hearer)


def _tells(page: Page, cue: Cue, zone: Range, at: int) -> bool:
    """Return whether a clause of its own follows: "In an interview with “Newshour,” he said the guns were silent"."""
    if page.word(at) in ("that", ":"):
        return True
    starts = at < zone[1] and page.noun_from(at) is not None and page.word(at) not in closed("circumstance")
    return starts and at == cue.at[1] and page.finite_in((at, zone[1]))


def _complete(page: Page, left: Range) -> bool:
    """Return whether words are a sentence of their own, no "After the talks ended"."""
    opens = page.word(left[0])
    return page.finite_in(left) and opens not in closed("subordinator") | {"in", "at", "on", "by", "with", "asked"}


def _sayable(page: Page, left: Range, at: int, zone: Range) -> bool:
    """Return whether what stands before a reporting clause is said, not "In a moment of candour, X said"."""
    if page.finite_in(left) or any(i in page.marks for i in range(*left)):
        return True
    more = page.trim((at, zone[1]))
    return more[0] < more[1] or (left[1] - left[0] > 2 and page.tags[left[0]] not in ("IN", "VBG", "TO", "RB"))


def _around(
    page: Page, cue: Cue, zone: Range, noun: Range | None, left: Range, words: Range, hearer: Range | None
) -> Draft | None:
    """Join what stands before the reporting clause with what goes on after it."""
    left = _own_quotation(page, left)
    if page.word(left[1] - 1) in closed("subordinator") | {"which", "whom"} and left[0] < left[1]:
        left = (left[1], left[1])  # "spoke of hope, although, he conceded, much was left to do"
    right = goes_on(page, cue, left, words[1], zone)
    alone = page.finite_in(left) or page.tags[left[0] + (page.word(left[0]) in ("and", "but"))] == "IN"
    if right is not None and right[0] in page.marks and left[1] - 1 not in page.marks and alone:
        return Draft(cue, noun, (right,), words, zone, hearer)  # "Asked whether it was over, he said, “No.”"
    pieces = tuple(piece for piece in (left, right) if piece is not None and piece[0] < piece[1])
    if not pieces:
        return None
    return Draft(cue, noun, pieces, words, zone, hearer, fronted=right is None)


def _own_quotation(page: Page, left: Range) -> Range:
    """Return the quotation at the end alone where what is before it is the reporter's, or said of another cue.

    "X had a claim: “A,” he said", "news (“A,” said X)", "“A,” X said, “B,” he added".
    """
    quote = _last_quotation(page, left)
    if quote is None:
        return left
    first = quote[0]
    outside = [i for i in range(left[0], first) if page.in_quote[i] < 0]
    told = any(i in page.verb_at and _takes_quotation(page.verb_at[i]) for i in outside)
    another = told and any(i in page.marks and page.word(i - 1) in STOPS | {","} for i in outside)
    return quote if left[0] < first and (page.word(first - 1) in (":", ";", "(") or another) else left


def _last_quotation(page: Page, left: Range) -> Range | None:
    inner = page.in_quote[left[1] - 2] if left[1] - 1 in page.marks and left[1] >= 2 else -1
    return (page.range(page.quotes[inner].marks)[0], left[1]) if inner >= 0 else None


def _takes_quotation(verb: Verb) -> bool:
    return verb.form != "to" and any("quote" in e.frames and not e.rest for e in table("verb").get(verb.lemma, ()))


def _as_said(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read "As X has said, ..." and "..., as X said"."""
    at, hearer = sources.after(page, cue.at[1], zone[1], "told" in cue.frames)
    start = who.start - 1
    if at < zone[1] and page.word(at) not in STOPS | {","}:
        return None
    left = page.trim((zone[0], start))
    if cue.lemma == "put" and (quote := _last_quotation(page, left)) is not None:
        left = quote
    if left[0] < left[1]:
        return Draft(cue, who.noun, (left,), (start, at), zone, hearer, fronted=at >= zone[1] - 1)
    if page.word(at) != ",":
        return None
    told = at + 1
    right = quoted(page, told, zone[1]) if told in page.marks else page.trim((told, _next_clause(page, told, zone[1])))
    return Draft(cue, who.noun, (right,), (start, at), zone, hearer) if right[0] < right[1] else None


def _next_clause(page: Page, at: int, end: int) -> int:
    """Return where "and we ..." starts a second clause of its own."""
    for i in range(at + 2, end):
        if page.word(i) in ("and", "but") and page.finite_in((at, i)) and own_clause(page, (i, min(i + 8, end))):
            return i
    return end
