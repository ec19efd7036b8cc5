"""Read what a cue attributes: the words after it ("X said that ...") or before it ("..., X said")."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.model import How, Mode, Span
from dragoman.reading import sources
from dragoman.reading.cues import Cue
from dragoman.reading.page import DASHES, STOPS, Page, Range, closed

ASKING = closed("asking")
SELF = frozenset(["i", "we"])
IMPERSONAL = frozenset(["it"])


class Draft(NamedTuple):
    """A statement in the making. All places are token ranges; `words` is the reporting clause, cue and all."""

    cue: Cue | None
    source: Range | None
    pieces: tuple[Range, ...]
    words: Range
    zone: Range
    hearer: Range | None = None
    how: How = "stated"
    original: tuple[Range, Range] | None = None  # whom the source quotes, by which words: "Tass, quoting X, said"
    link: str = "own"
    fronted: bool = False
    speaker: str | None = None


def draft(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Return the statement that a cue makes in its zone, or None where it makes none."""
    if cue.form == "source":
        return _according(page, cue, zone)
    if cue.form == "noun":
        return _noun(page, cue, zone)
    if cue.verb is None or _unsaid(cue):
        return None
    if cue.form == "participle" and _really_finite(page, cue, zone):
        return _finite(page, cue, zone)
    if cue.form == "participle" or (cue.verb.passive and cue.form == "finite" and not _quoted_as(page, cue)):
        return _passive(page, cue, zone)
    if cue.form == "ing":
        return _ing(page, cue, zone)
    if cue.form == "to":
        return _infinitive(page, cue, zone)
    return _finite(page, cue, zone)


def _unsaid(cue: Cue) -> bool:
    """Return whether nothing was said: "did not say whether", "would say", "will announce"."""
    verb = cue.verb
    if verb is None:
        return True
    if verb.negated and not cue.kinds & {"belief"}:
        return True
    return verb.modality in ("possible", "conditional") or (verb.tense == "future" and verb.modality == "actual")


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
    made = _beside(page, cue, zone, who)
    if made is not None:
        return made
    noun, link = who.noun, who.link
    if link == "own" and noun is not None and _is_self(page, cue, noun):
        return None
    if link == "shared" or noun is None:
        noun, link = sources.main_subject(page, cue, zone) or noun, "shared"
    if noun is None:
        return _forward(page, cue, zone, None, who.start, link) if "quote" in cue.frames else None
    if page.word(noun[0]) in closed("nobody"):
        return None  # "Neither Pompeo nor his spokeswoman mentioned it"
    if page.tags[noun[1] - 1] == "CD" and cue.kinds <= {"belief"}:
        return None  # "three suspected weapons sites"
    if "quote" not in cue.frames and page.word(noun[1] - 1) in closed("mute"):
        return None  # "the plan calls for"
    return _forward(page, cue, zone, noun, who.start, link)


def _beside(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read the forms in which the words stand before or around the reporting clause."""
    before = page.word(who.start - 1) if who.start > zone[0] else ""
    close = who.start - 1 in page.marks
    if who.noun is None or who.link == "none":
        return _inverted(page, cue, zone, who.start)
    if who.link != "own":
        return None
    if page.word(who.start - 1) == "as" and not close:
        return _as_said(page, cue, zone, who)
    if (before in (",", "?", "!") or before in DASHES or close) and "quote" in cue.frames:
        return _fronted(page, cue, zone, who)
    return None


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
    at, hearer = sources.after(page, noun[1], zone[1], False)
    left = page.trim((zone[0], start))
    return _around(page, cue, zone, noun, left, (start, at), hearer)


def _fronted(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read "..., X said" and "..., X said, ..."."""
    at, hearer = sources.after(page, cue.at[1], zone[1], "told" in cue.frames)
    follows = page.word(at) if at < zone[1] else ""
    quoted = who.start - 1 in page.marks and follows not in ("that", ":")
    ends = follows in STOPS | {","} | DASHES | closed("circumstance") or at in page.marks
    if not quoted and at < zone[1] and not ends:
        return None
    left = page.trim((zone[0], who.start))
    if not _sayable(page, left, at, zone):
        return None
    return _around(page, cue, zone, who.noun, left, (who.start, at), hearer)


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
    if page.word(left[1] - 1) in closed("subordinator") | {"which", "whom"} and left[0] < left[1]:
        left = (left[1], left[1])  # "spoke of hope, although, he conceded, much was left to do"
    right = _goes_on(page, cue, left, words[1], zone)
    if right is not None and right[0] in page.marks and left[1] - 1 not in page.marks and page.finite_in(left):
        return Draft(cue, noun, (right,), words, zone, hearer)  # "Asked whether it was over, he said, “No.”"
    pieces = tuple(piece for piece in (left, right) if piece is not None and piece[0] < piece[1])
    if not pieces:
        return None
    return Draft(cue, noun, pieces, words, zone, hearer, fronted=right is None)


def _goes_on(page: Page, cue: Cue, left: Range, at: int, zone: Range) -> Range | None:
    """Return the words after a reporting clause in the middle: "The deal, he said, would fail"."""
    if at >= zone[1] or page.word(at) in STOPS:
        return None
    start = at
    while start < zone[1] and (page.word(start) in (",", ":") or page.word(start) in DASHES):
        start += 1
    rest = page.trim((start, zone[1]))
    if rest[0] >= rest[1]:
        return None
    if rest[0] in page.marks:
        return rest
    if start == at:
        return None  # "“Yes,” he said when asked whether ..."
    whole = page.finite_in(left) and page.word(left[0]) not in closed("subordinator") | {"if", "unless"}
    return rest if not whole or _belongs(page, cue, left, rest) else None


def _belongs(page: Page, cue: Cue, left: Range, rest: Range) -> bool:
    """Return whether words after a whole sentence and its reporting clause are still said: "and ...", "who had ..."."""
    word = page.word(rest[0])
    if word in ("who", "which", "that"):  # "It was Putin, she added, who had ..."
        return page.word(left[0]) == "it" and page.verb_at.get(rest[0] + 1) is not None
    if word not in ("and", "but", "or"):
        return False
    verb = page.verb_at.get(rest[0] + 1)
    if verb is None:
        return _own_clause(page, rest)
    return cue.verb is None or verb.tense != cue.verb.tense or verb.perfect != cue.verb.perfect


def _own_clause(page: Page, rest: Range) -> bool:
    noun = page.noun_from(rest[0] + 1)
    return noun is not None and page.finite_in((noun[1], rest[1]))


def _as_said(page: Page, cue: Cue, zone: Range, who: sources.Subject) -> Draft | None:
    """Read "As X has said, ..." and "..., as X said"."""
    at, hearer = sources.after(page, cue.at[1], zone[1], "told" in cue.frames)
    start = who.start - 1
    if at < zone[1] and page.word(at) not in STOPS | {","}:
        return None
    left = page.trim((zone[0], start))
    if left[0] < left[1]:
        return Draft(cue, who.noun, (left,), (start, at), zone, hearer, fronted=at >= zone[1] - 1)
    if page.word(at) != ",":
        return None
    right = page.trim((at + 1, _next_clause(page, at + 1, zone[1])))
    return Draft(cue, who.noun, (right,), (start, at), zone, hearer) if right[0] < right[1] else None


def _next_clause(page: Page, at: int, end: int) -> int:
    """Return where "and we ..." starts a second clause of its own."""
    for i in range(at + 2, end):
        if page.word(i) in ("and", "but") and page.finite_in((at, i)) and _own_clause(page, (i, min(i + 8, end))):
            return i
    return end


def _forward(page: Page, cue: Cue, zone: Range, noun: Range | None, start: int, link: str) -> Draft | None:
    """Read "X said (that) ...", "X told Y ...", "X called for ...", "X urged Y to ...", "X described Z as ..."."""
    bare = not cue.frames & {"clause", "that", "told", "quote"}
    at, hearer = sources.after(page, cue.at[1], zone[1], "told" in cue.frames, bare)
    content = _content(page, cue, zone, at)
    if content is None and at > cue.at[1] and cue.form == "finite":
        at, hearer = cue.at[1], None  # what looked like a circumstance is what was said: "said in Geneva talks had ..."
        content = _content(page, cue, zone, at)
    if content is None and "clause" in cue.frames:
        content = _that_clause(page, cue.at[1], zone[1])
    if content is None or content[0] >= content[1]:
        return None
    return Draft(cue, noun, (content,), (start, content[0]), zone, hearer, link=link)


def _that_clause(page: Page, at: int, end: int) -> Range | None:
    """Return the clause that "that" opens a few words on, whatever stands between: "told him by phone that"."""
    for i in range(at, min(end, at + 14)):
        if page.word(i) == "that" and page.finite_in((i + 1, end)):
            return page.trim((i + 1, end))
        verb = page.verb_at.get(i)
        if (verb is not None and verb.form == "finite") or i in page.marks:
            return None
    return None


def _content(page: Page, cue: Cue, zone: Range, at: int) -> Range | None:
    end = zone[1]
    if at >= end:
        return None
    word, frames = page.word(at), cue.frames
    clause = bool(frames & {"clause", "that"})
    if word == ":" or (word == "," and at + 1 in page.marks):
        return page.trim((page.skip(at + 1), end)) if clause or "quote" in frames else None
    if at in page.marks:
        return _quoted(page, at, end) if clause or frames & {"quote", "noun", "object"} else None
    if word == "that" and clause:
        return page.trim((at + 1, end))
    if word in ASKING and clause:
        return page.trim((at, end))
    if word == "to" and frames & {"to", "told"}:
        verb = page.verb_at.get(at + 1) or page.verb_at.get(at)
        return page.trim((at, end)) if verb is not None and verb.form == "to" else None
    if "clause" in frames and word not in (",", ".", ";") and _clause_at(page, at, end, cue.lemma == "say"):
        return page.trim((at, end))
    if frames & {"noun", "object"} and (page.noun_from(at) or page.verb_at.get(at)):
        return page.trim((at, end))
    return None


def _clause_at(page: Page, at: int, end: int, sure: bool = False) -> bool:
    """Return whether a clause of its own starts here: a noun, then (not far) a finite verb.

    After "say" (`sure`) a noun and four words more are a clause, whatever the tagger made of them.
    """
    if sure and end - at > 5 and page.noun_from(at) is not None:
        return True
    verb = page.verb_at.get(at)
    if verb is not None and verb.form == "finite" and page.word(at) not in ("there",):
        return False
    if page.word(at) == "to":
        return False
    for i in range(at, min(end, at + 40)):
        if page.word(i) == "that" and i > at and not sure:
            return False  # "claiming sovereignty, and recognition that the monarchy can no longer serve"
        verb = page.verb_at.get(i)
        if verb is not None and verb.form == "finite" and page.range(verb.span)[0] == i and i > at:
            return page.word(i - 1) not in sources.RELATIVES or page.finite_in((i + 1, end))
    return False


def _quoted(page: Page, at: int, end: int) -> Range:
    """Return a quotation after a cue: alone where nothing but an end or a comma follows it, else with what follows."""
    inner = page.in_quote[at + 1] if at + 1 < len(page.in_quote) else -1
    if inner >= 0:
        stop = page.range(page.quotes[inner].marks)[1]
        if stop < end and page.word(stop) in STOPS | {","} and not _second_quote(page, stop, end):
            return at, stop
    return page.trim((at, end))


def _second_quote(page: Page, stop: int, end: int) -> bool:
    return page.word(stop) == "," and any(i in page.marks for i in range(stop, min(end, stop + 3)))


def _ing(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read ", saying that ...", "while recalling that ...", "calling Z 'a step'", "a statement saying ..."."""
    before = page.word(cue.at[0] - 1)
    if before in ("without", "of", "for", "about", "from", "the", "against"):
        return None
    content = _forward(page, cue, zone, None, cue.at[0], "shared")
    if content is None:
        return None
    if cue.at[0] <= zone[0] + 1:
        return _opening(page, cue, zone, content)
    near = page.noun_to(cue.at[0])
    if near is not None and not _issued(page, near):
        mute = page.word(near[1] - 1) in closed("mute")
        return None if mute else content._replace(source=near, link="near")  # "a movement calling for elections"
    return content._replace(source=sources.main_subject(page, cue, zone))


def _issued(page: Page, noun: Range) -> bool:
    """Return whether a noun is a text or an act of speaking: its author speaks in "a statement saying"."""
    return page.word(noun[1] - 1) in closed("issued")


def _opening(page: Page, cue: Cue, zone: Range, made: Draft) -> Draft | None:
    """Read "Calling the deal a mistake, X ..."."""
    first, end = made.pieces[0]
    for i in range(first, end):
        noun = page.noun_from(i + 1) if page.word(i) == "," else None
        if noun is not None and noun[1] in page.verb_at:
            return made._replace(pieces=(page.trim((first, i)),), source=noun)
    return None


def _infinitive(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "went on to say that": the infinitive of a cue after a verb that makes it happen."""
    back = [page.word(i) for i in range(max(zone[0], cue.at[0] - 3), cue.at[0])]
    if not any(word in ("went", "goes", "continued", "continues", "on") for word in back[-2:]):
        return None
    noun = sources.main_subject(page, cue, zone)
    return _forward(page, cue, zone, noun, cue.at[0], "shared") if noun else None


def _passive(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "was told (by X) that", "classified as Y by X", "it was announced that"."""
    by = sources.agent(page, cue.at[1], zone[1])
    verb = cue.verb
    assert verb is not None
    if "told" in cue.frames and verb.form == "finite":
        at = by[1] if by is not None and by[0] <= cue.at[1] + 2 else cue.at[1]
        content = _content(page, cue, zone, at)
        who = sources.subject(page, cue, zone[0])
        return Draft(cue, by, (content,), (who.start, content[0]), zone, who.noun) if content else None
    if page.word(cue.at[0] - 1) == "it" and "clause" in cue.frames and verb.form == "finite":
        at = by[1] if by is not None and by[0] <= cue.at[1] + 2 else sources.after(page, cue.at[1], zone[1], False)[0]
        content = _content(page, cue, zone, at) if page.word(at) == "that" else None
        return Draft(cue, by, (content,), (cue.at[0] - 1, content[0]), zone) if content else None
    if by is None or page.word(cue.at[1]) != "as":
        return None
    end = by[0] - 1 if by[0] > cue.at[1] + 2 else zone[1]
    piece = page.trim((cue.at[1] + 1, end))
    return Draft(cue, by, (piece,), (cue.at[0], by[1]), zone) if piece[0] < piece[1] else None


def _according(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "According to X, ...", "..., according to X" and "..., according to X, ..."."""
    noun = page.noun_from(cue.at[1])
    if noun is None or noun[1] > zone[1]:
        return None
    zone = (_inside_clause(page, cue, zone), zone[1])
    left = page.trim((zone[0], cue.at[0]))
    if left[0] < left[1]:
        right = _goes_on(page, cue, left, noun[1], zone) if page.word(noun[1]) == "," else None
        pieces = (left, right) if right and not page.finite_in(left) else (left,)
        return Draft(cue, noun, pieces, (cue.at[0], noun[1]), zone, fronted=right is None)
    for i in range(noun[1], zone[1]):
        if page.word(i) == "," and i + 1 in page.marks:
            return Draft(cue, noun, (_quoted(page, i + 1, zone[1]),), (cue.at[0], i), zone)
        if (
            page.word(i) == ","
            and _own_clause(page, (i, zone[1]))
            and page.word(i + 1) not in sources.ASIDE - {"the", "a", "an", "in"}
        ):
            right = page.trim((i + 1, zone[1]))
            return Draft(cue, noun, (right,), (cue.at[0], i), zone)
    return None


def _inside_clause(page: Page, cue: Cue, zone: Range) -> int:
    """Return where the clause around "according to" starts: "reported that, according to a count, half had left"."""
    for at in (cue.at[0] - 1, cue.at[0] - 2):
        if at > zone[0] and page.word(at) in closed("subordinator") | {"that"}:
            return at + 1
    return zone[0]


def _noun(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "X's statement that ...", "X sent signals that ...", "warnings from X that ..."."""
    content = page.trim((cue.at[1] + 1, zone[1]))
    noun = page.noun_to(cue.at[0] + 1)
    owner = _owner(page, noun, cue)
    if owner is None or not page.finite_in(content):
        return None
    return Draft(cue, owner, (content,), (noun[0] if noun else cue.at[0], cue.at[1] + 1), zone, link="shared")


def _owner(page: Page, noun: Range | None, cue: Cue) -> Range | None:
    """Return whose statement it is: "Moscow's claim", "a warning from Moscow", "Moscow sent signals"."""
    if page.word(cue.at[0] + 1) in ("from", "by", "of"):
        return page.noun_from(cue.at[0] + 2)
    first = noun[0] if noun is not None else cue.at[0]
    for i in range(first, cue.at[0]):
        if page.word(i) in ("'s", "’s", "'", "’"):
            return page.noun_to(i) or (first, i)
    if page.word(first) in ("his", "her", "their", "its"):
        return first, first + 1
    giver = page.verb_at.get(first - 1)
    if giver is not None and giver.lemma in closed("giver") and giver.subject is not None and not giver.passive:
        return page.range(giver.subject)
    return None


def spans(page: Page, pieces: tuple[Range, ...]) -> tuple[Span, ...]:
    """Return the pieces in characters: a piece that is one whole quotation without its marks."""
    found: list[Span] = []
    for first, end in pieces:
        inner = page.in_quote[first + 1] if first in page.marks and first + 1 < len(page.in_quote) else -1
        if inner >= 0 and page.range(page.quotes[inner].marks) == (first, end):
            found.append(page.quotes[inner].span)
        elif first < end:
            found.append(page.span((first, end)))
    return tuple(found)


def mode(page: Page, draft: Draft) -> Mode:
    """Return direct (all of it quoted), mixed (some of it) or indirect."""
    whole = {quote.span for quote in page.quotes}
    marked = [any(i in page.marks for i in range(*piece)) for piece in draft.pieces]
    if all(span in whole for span in spans(page, draft.pieces)):
        return "direct"
    return "mixed" if any(marked) else "indirect"
