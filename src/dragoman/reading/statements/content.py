"""Find the words that a cue attributes: after it, or around it where it stands in the middle."""

from __future__ import annotations

from dragoman.reading.statements import sources
from dragoman.reading.statements.cues import Cue
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import DASHES, STOPS, Page, Range, closed

ASKING = closed("asking")


def forward(page: Page, cue: Cue, zone: Range, noun: Range | None, start: int, link: str) -> Draft | None:
    """Read "X said (that) ...", "X told Y ...", "X called for ...", "X urged Y to ...", "X described Z as ..."."""
    called = cue.lemma in ("call", "label", "brand", "term", "dub")  # "called Christmas a sham", not "called on"
    bare = called and cue.verb is not None and cue.at[1] == page.range(cue.verb.span)[1]
    at, hearer = sources.after(page, cue.at[1], zone[1], "told" in cue.frames, bare)
    at = _past_relative(page, at, zone[1], hearer)
    content = _of_whom(page, cue, zone) or taken(page, cue, zone, at)
    if content is None and at > cue.at[1] and cue.form == "finite":
        at, hearer = cue.at[1], None  # what looked like a circumstance is what was said: "said in Geneva talks had ..."
        content = taken(page, cue, zone, at)
    if content is None and "clause" in cue.frames:
        content = _that_clause(page, cue.at[1], zone[1])
    if content is None or content[0] >= content[1]:
        return None
    return Draft(cue, noun, (content,), (start, content[0]), zone, hearer, link=link)


def _past_relative(page: Page, at: int, end: int, hearer: Range | None) -> int:
    """Step over what tells which hearer is meant: "asked the woman who had fled how", not "asked her who had fled"."""
    if hearer is None or page.word(at) != "who" or page.word(hearer[0]) not in closed("article"):
        return at
    return next((i for i in range(at + 1, end) if page.word(i) in ASKING | {"that", ":"}), end)


def of_whom(page: Page, cue: Cue) -> Range | None:
    """Return whom words are about: "said of the talks"."""
    return page.noun_from(cue.at[1]) if cue.lemma == "say" and page.word(cue.at[1] - 1) == "of" else None


def _of_whom(page: Page, cue: Cue, zone: Range) -> Range | None:
    """Return what is said of somebody: "said of the talks that they were over"."""
    about = of_whom(page, cue)
    if about is None:
        return None
    at = sources.after(page, about[1], zone[1], False)[0]
    told = page.word(at) in ("that", ":") or at in page.marks or (page.word(at) == "," and at + 1 in page.marks)
    return taken(page, cue._replace(frames=frozenset({"clause", "quote"})), zone, at) if told else None


def _that_clause(page: Page, at: int, end: int) -> Range | None:
    """Return the clause that "that" opens a few words on, whatever stands between: "told him by phone that"."""
    for i in range(at, min(end, at + 14)):
        if page.word(i) == "that" and page.finite_in((i + 1, end)):
            return page.trim((i + 1, end))
        verb = page.verb_at.get(i)
        if (verb is not None and verb.form == "finite") or i in page.marks:
            return None
    return None


def taken(page: Page, cue: Cue, zone: Range, at: int) -> Range | None:
    """Return the words from a token on that the frames of the cue let it take, or None."""
    end = zone[1]
    if at >= end:
        return None
    word, frames = page.word(at), cue.frames
    clause = bool(frames & {"clause", "that"})
    if word == ":" or (word == "," and at + 1 in page.marks):
        start = page.skip(at + 1)
        told = quoted(page, start, end) if start in page.marks else page.trim((start, end))
        return told if clause or "quote" in frames else None
    if at in page.marks:
        return quoted(page, at, end) if clause or frames & {"quote", "noun", "object"} else None
    if word == "that" and clause and page.finite_in((at + 1, end)):
        return page.trim((at + 1, end))
    if word in ASKING and clause:
        return page.trim((at, end))
    infinitive = at + (word == "not")
    if page.word(infinitive) == "to" and frames & {"to", "told"}:
        verb = page.verb_at.get(infinitive + 1) or page.verb_at.get(infinitive)
        return page.trim((at, end)) if verb is not None and verb.form == "to" else None
    if "clause" in frames and word not in (",", ".", ";") and _clause_at(page, cue, at, end):
        return page.trim((at, end))
    doing = page.verb_at.get(at)
    if "noun" in frames and at == cue.at[1] and page.word(at - 1) in sources.PREPOSITIONS and page.words[at].isalpha():
        return page.trim((at, end))  # "called for calm"
    if frames & {"noun", "object"} and (page.noun_from(at) or (doing is not None and doing.form == "ing")):
        return page.trim((at, end))
    return None


def _clause_at(page: Page, cue: Cue, at: int, end: int) -> bool:
    """Return whether a clause of its own starts here: a noun, then (not far) a finite verb.

    After "say" a noun and four words more are a clause, whatever the tagger made of them. Other verbs take nouns too,
    so a comma ends the search: "claiming sovereignty, and recognition that the monarchy can no longer serve".
    """
    if cue.lemma == "say" and end - at > 5 and page.noun_from(at) is not None:
        return True
    stops = {"that"} if "belief" in cue.kinds or cue.lemma == "say" else {"that", ","}
    verb = page.verb_at.get(at)
    if verb is not None and verb.form == "finite" and page.word(at) not in ("there",):
        return False
    if page.word(at) in ("to", "or", "and") or (cue.lemma != "say" and page.word(at) in sources.PREPOSITIONS):
        return False
    for i in range(at, min(end, at + 40)):
        if page.word(i) in stops and i > at and cue.lemma != "say":
            return False
        verb = page.verb_at.get(i)
        if verb is not None and verb.form == "finite" and page.range(verb.span)[0] == i and i > at:
            return page.word(i - 1) not in sources.RELATIVES or page.finite_in((i + 1, end))
    return False


def quoted(page: Page, at: int, end: int) -> Range:
    """Return a quotation after a cue: alone where nothing but an end or a comma follows it, else with what follows."""
    inner = page.in_quote[at + 1] if at + 1 < len(page.in_quote) else -1
    if inner >= 0:
        stop = page.range(page.quotes[inner].marks)[1]
        if stop < end and _ends_quotation(page, stop) and not _second_quote(page, stop, end):
            return at, stop
    return page.trim((at, end))


def _ends_quotation(page: Page, stop: int) -> bool:
    """Return whether the reporter goes on behind a quotation: a stop or comma stands there, or "and" and a verb."""
    verb = page.verb_at.get(stop + 1)
    another = page.word(stop) in ("and", "but") and verb is not None and verb.form in ("finite", "ing")
    return page.word(stop) in STOPS | {","} or page.word(stop - 2) in STOPS | {","} or another


def _second_quote(page: Page, stop: int, end: int) -> bool:
    return page.word(stop) in (",", "and") and any(i in page.marks for i in range(stop, min(end, stop + 3)))


def goes_on(page: Page, cue: Cue, left: Range, at: int, zone: Range) -> Range | None:
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
    verb = page.verb_at.get(rest[0])
    if verb is not None and verb.form == "finite" and left[1] - 1 not in page.marks:
        return rest  # "The man who led them, he said, has left"
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
        return own_clause(page, rest)
    return cue.verb is None or verb.tense != cue.verb.tense or verb.perfect != cue.verb.perfect


def own_clause(page: Page, rest: Range) -> bool:
    """Return whether a noun and a finite verb follow the first token."""
    noun = page.noun_from(rest[0] + 1)
    return noun is not None and page.finite_in((noun[1], rest[1]))


def second_clause(page: Page, i: int) -> bool:
    """Return whether "and" is followed by a name and its verb: "proposed a clause | and Ethiopia had refused"."""
    named = page.mention_from.get(i + 1) if page.word(i) in ("and", "but") else None
    end = page.range(named.span)[1] if named is not None else 0
    verb = page.verb_at.get(end)
    return named is not None and verb is not None and verb.form == "finite" and page.range(verb.span)[0] == end
