"""Read cues that are no finite verb: ", saying", "was told", "according to", "the statement that"."""

from __future__ import annotations

from dragoman.reading.statements import sources
from dragoman.reading.statements.content import forward, goes_on, own_clause, quoted, taken
from dragoman.reading.statements.cues import Cue
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed

RAISED = frozenset(["belief", "speech"])


def ing(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read ", saying that ...", "while recalling that ...", "calling Z 'a step'", "a statement saying ..."."""
    before = page.word(cue.at[0] - 1)
    if before in ("without", "of", "for", "about", "from", "the", "against"):
        return None
    content = forward(page, cue, zone, None, cue.at[0], "shared")
    if content is None:
        return _quoted_before(page, cue, zone) if before == "as" else None
    if cue.at[0] <= zone[0] + 1:
        return _opening(page, cue, zone, content)
    if before == "as":
        return _quoting(page, cue, zone, content)
    near = page.noun_to(cue.at[0])
    if near is not None and not _issued(page, near):
        mute = page.word(near[1] - 1) in closed("mute")
        return None if mute else content._replace(source=near, link="near")  # "a movement calling for elections"
    return content._replace(source=sources.main_subject(page, cue, zone))


def _quoting(page: Page, cue: Cue, zone: Range, made: Draft) -> Draft | None:
    """Read "The Argus quoted an official as saying": the Argus says it, within it the official."""
    quoted = page.noun_to(cue.at[0] - 1)
    verb = page.verb_at.get(quoted[0] - 1) if quoted is not None else None
    if quoted is None or verb is None or verb.lemma not in ("quote", "cite") or verb.form != "finite":
        return None
    outlet = sources.subject(page, sources.bare(page, verb), zone[0])
    whole = (page.range(verb.span)[0], cue.at[1])
    return made._replace(cue=cue._replace(at=whole), source=outlet.noun, words=whole, original=(quoted, cue.at))


def _quoted_before(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "“A,” the Argus quoted an official as saying"."""
    quoted = page.noun_to(cue.at[0] - 1)
    verb = page.verb_at.get(quoted[0] - 1) if quoted is not None else None
    who = sources.subject(page, sources.bare(page, verb), zone[0]) if verb is not None else None
    if who is None or who.noun is None or who.start - 1 not in page.marks or page.in_quote[who.start - 2] < 0:
        return None
    first = page.range(page.quotes[page.in_quote[who.start - 2]].marks)[0]
    made = Draft(cue, who.noun, ((first, who.start),), (who.start, cue.at[1]), zone, fronted=True)
    return _quoting(page, cue, zone, made) if first >= zone[0] else None


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


def infinitive(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "went on to say that": the infinitive of a cue after a verb that makes it happen."""
    back = [page.word(i) for i in range(max(zone[0], cue.at[0] - 3), cue.at[0])]
    if not any(word in ("went", "goes", "continued", "continues", "on") for word in back[-2:]):
        return None
    noun = sources.main_subject(page, cue, zone)
    return forward(page, cue, zone, noun, cue.at[0], "shared") if noun else None


def passive(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "was told (by X) that", "classified as Y by X", "it was announced that"."""
    by = sources.agent(page, cue.at[1], zone[1])
    verb = cue.verb
    assert verb is not None
    if by is None and cue.lemma in closed("foreseen"):
        return None  # "are expected to meet": the future, in the report's own words
    if "told" in cue.frames and verb.form == "finite":
        at = by[1] if by is not None and by[0] <= cue.at[1] + 2 else cue.at[1]
        content = taken(page, cue, zone, at)
        who = sources.subject(page, cue, zone[0])
        return Draft(cue, by, (content,), (who.start, content[0]), zone, who.noun) if content else None
    if page.word(cue.at[0] - 1) == "it" and "clause" in cue.frames and verb.form == "finite":
        at = by[1] if by is not None and by[0] <= cue.at[1] + 2 else sources.after(page, cue.at[1], zone[1], False)[0]
        content = taken(page, cue, zone, at) if page.word(at) == "that" else None
        return Draft(cue, by, (content,), (cue.at[0] - 1, content[0]), zone) if content else None
    if by is None and page.word(cue.at[1]) == "to" and verb.form == "finite" and cue.kinds & RAISED:
        return _raised(page, cue, zone)
    if by is None or page.word(cue.at[1]) != "as":
        return None
    end = by[0] - 1 if by[0] > cue.at[1] + 2 else zone[1]
    piece = page.trim((cue.at[1] + 1, end))
    return Draft(cue, by, (piece,), (cue.at[0], by[1]), zone) if piece[0] < piece[1] else None


def _raised(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "The North is believed to hold plutonium": nobody is named, the subject is part of what is said."""
    who = sources.subject(page, cue, zone[0])
    told = page.trim((cue.at[1], zone[1]))
    if who.noun is None or who.link != "own" or told[1] - told[0] < 2:
        return None
    return Draft(cue, None, (who.noun, told), cue.at, zone)


def according(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "According to X, ...", "..., according to X" and "..., according to X, ..."."""
    noun = page.noun_from(cue.at[1])
    if noun is None or noun[1] > zone[1]:
        return None
    noun = sources.in_full(page, noun, zone[1])
    zone = (_inside_clause(page, cue, zone), zone[1])
    left = page.trim((zone[0], cue.at[0]))
    if left[0] < left[1]:
        right = goes_on(page, cue, left, noun[1], zone) if page.word(noun[1]) == "," else None
        pieces = (left, right) if right and not page.finite_in(left) else (left,)
        return Draft(cue, noun, pieces, (cue.at[0], noun[1]), zone, fronted=right is None)
    for i in range(noun[1], zone[1]):
        if page.word(i) == "," and i + 1 in page.marks:
            return Draft(cue, noun, (quoted(page, i + 1, zone[1]),), (cue.at[0], i), zone)
        if (
            page.word(i) == ","
            and own_clause(page, (i, zone[1]))
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


def noun_that(page: Page, cue: Cue, zone: Range) -> Draft | None:
    """Read "X's statement that ...", "X sent signals that ...", "warnings from X that ..."."""
    content = page.trim((cue.at[1] + 1, _main_verb(page, cue, zone[1])))
    noun = page.noun_to(cue.at[0] + 1)
    owner = _owner(page, noun, cue)
    if owner is None or not page.finite_in(content):
        return None
    return Draft(cue, owner, (content,), (noun[0] if noun else cue.at[0], cue.at[1] + 1), zone, link="shared")


def _main_verb(page: Page, cue: Cue, end: int) -> int:
    """Return where a verb follows that has the noun for its subject: "a warning that it would fail | reached us"."""
    for i in range(cue.at[1] + 2, end):
        verb = page.verb_at.get(i)
        if verb is not None and verb.form == "finite" and verb.subject is not None:
            first, last = page.range(verb.subject)
            if first <= cue.at[0] < last and page.range(verb.span)[0] == i:
                return i
    return end


def _owner(page: Page, noun: Range | None, cue: Cue) -> Range | None:
    """Return whose statement it is: "Moscow's claim", "a warning from Moscow", "Moscow sent signals"."""
    of = next((i for i in range(*cue.at) if page.word(i) in ("from", "by", "of")), None)
    if of is not None:
        return page.noun_from(of + 1)
    first = noun[0] if noun is not None else cue.at[0]
    for i in range(first, cue.at[0]):
        if page.word(i) in sources.OWNING:
            return page.noun_to(i) or (first, i)
    if page.word(first) in ("his", "her", "their", "its"):
        return first, first + 1
    giver = page.verb_at.get(first - 1)
    if giver is not None and giver.lemma in closed("giver") and giver.subject is not None and not giver.passive:
        return page.range(giver.subject)
    return None
