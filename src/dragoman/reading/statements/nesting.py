"""Decide who wins when cues meet: which words belong to which attribution, and which statement lies within which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dragoman.model import Span, Statement
from dragoman.reading.statements import sources, speech
from dragoman.reading.statements.content import own_clause, second_clause
from dragoman.reading.statements.cues import Cue, cues, kinds
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import DASHES, STOPS, Page, Range, closed

AND = closed("joining")


def sentence_drafts(page: Page, sentence: Range) -> list[Draft]:
    """Return the statements that the cues of one sentence make.

    Cues are read from the last to the first: what stands before ", Yoon said." at the end belongs to it whole, and to
    the cues before it only up to its comma ("Pompeo told Moon that they had met, said Yoon").
    """
    found: list[Draft] = []
    ends: dict[Range, int] = {}
    for cue in reversed(list(cues(page, sentence))):
        zone = zone_of(page, sentence, cue)
        end = ends.get(zone, zone[1])
        if cue.at[0] >= end:
            continue
        made = speech.draft(page, cue, (zone[0], end))
        if made is None:
            continue
        if made.fronted:
            ends[zone] = made.words[0]
        found.append(made)
    found.reverse()
    return [_relayed(page, made, found) for made in _cut(page, found)]


def _relayed(page: Page, made: Draft, others: list[Draft]) -> Draft:
    """Return the draft with whom its source quotes: "Tass, quoting X, said", "X was quoted as saying by Tass"."""
    if made.cue is not None and made.cue.verb is not None and made.cue.verb.passive and made.cue.lemma == "quote":
        by = sources.agent(page, made.cue.at[0], min(made.zone[1], made.cue.at[1] + 12))
        last = (made.cue.at[1] - 1, made.cue.at[1])
        if by is None or made.source is None:
            return made
        return made._replace(source=by, original=(made.source, last))
    for i in range(*made.zone):
        if page.word(i) not in ("quoting", "citing") or any(a <= i < b for piece in made.pieces for a, b in [piece]):
            continue
        nearest = min(others, key=lambda d: abs(d.words[0] - i))
        quoted = page.noun_from(i + 1) or page.noun_from(i + 2)
        if quoted is not None and nearest.words == made.words:
            return made._replace(original=(quoted, (i, i + 1)))
    return made


def zone_of(page: Page, sentence: Range, cue: Cue) -> Range:
    """Return the words that a cue may attribute: its sentence, within the quotation that it stands in.

    A quotation that runs over the edge of the sentence belongs to it whole ("A. B," he said).
    """
    first, end = sentence
    inside = page.in_quote[cue.at[0]]
    if inside >= 0:
        inner = page.range(page.quotes[inside].span)
        return max(first, inner[0]), min(end, inner[1])
    if page.in_quote[first] >= 0:
        first = page.range(page.quotes[page.in_quote[first]].marks)[0]
    elif first == cue.at[0] or not page.finite_in((first, cue.at[0])):
        first = _quote_before(page, first, cue)
    if page.in_quote[end - 1] >= 0:
        end = page.range(page.quotes[page.in_quote[end - 1]].marks)[1]
    elif page.word(end - 1) in (":", ",") and (quote := page.quote_from(end)) is not None:
        end = page.range(quote.marks)[1]  # "He said:" and a paragraph of quotation
    return first, end


def _quote_before(page: Page, first: int, cue: Cue) -> int:
    """Reach back to a quotation that ended the sentence before: "Shall we?" the envoy asked."""
    if first - 1 in page.marks and page.word(first - 2) in ("?", "!") and cue.at[0] - first < 12:
        inner = page.in_quote[first - 2]
        if inner >= 0 and (page.words[first][:1].islower() or _only_asks(page, first, cue)):
            return page.range(page.quotes[inner].marks)[0]
    return first


def _only_asks(page: Page, first: int, cue: Cue) -> bool:
    """Return whether a sentence is a reporting clause and no more: "“Shall we?” Merkel asked, turning away."."""
    noun = page.noun_from(first)
    at, hearer = sources.after(page, cue.at[1], cue.at[1] + 8, True)
    ends = (cue.at[1], at) if hearer is None else (at,)
    follows = any(page.word(i) in STOPS | {","} | closed("circumstance") for i in ends)
    return noun is not None and noun[1] == cue.at[0] and "quote" in cue.frames and follows


def _cut(page: Page, found: list[Draft]) -> list[Draft]:
    """End each content where the speaker's next cue begins: "said A, adding that B", "said A and warned that B"."""
    out: list[Draft] = []
    for at, made in enumerate(found):
        if made.fronted or not made.pieces:
            out.append(made)
            continue
        first, end = made.pieces[-1]
        stop = min([end, *(_start(page, made, later) for later in found[at + 1 :])])
        stop = min(stop, *(ends(page, made, end) for ends in ENDS))
        piece = page.trim((first, stop))
        pieces = (*made.pieces[:-1], *([piece] if piece[0] < piece[1] else []))
        if pieces:
            out.append(made._replace(pieces=pieces))
    return out


def _start(page: Page, made: Draft, later: Draft) -> int:
    """Return where a later statement takes over from this one; far away when it does not."""
    never = len(page.lower)
    if later.cue is None or made.cue is None or later.words[0] < made.words[1]:
        return never
    if (parted := _parted(page, made, later)) is not None:
        return parted
    taken = later.pieces[0][0]
    split = len(later.pieces) > 1 or (later.fronted and page.word(taken - 1) == ";")
    if split and taken in page.marks and made.words[1] <= taken < later.words[0]:
        return taken  # “A,” X said, | “B,” he added, “C.”
    if page.in_quote[later.words[0]] != page.in_quote[made.words[1] - 1]:
        return never
    at = later.words[0]
    while at > made.words[1] and sources.adverb(page, at - 1):
        at -= 1
    joined = page.word(at - 1)
    if later.cue.form == "ing" and later.link == "shared":
        if at - 1 in page.marks and page.in_quote[at - 1] < 0:
            return at  # called it “a homecoming,” saying ...
        return at - 1 if joined in AND else never
    if later.cue.form != "finite" or later.cue.verb is None or joined not in ("and", "but", "while", ",", ";"):
        return never
    verb = made.cue.verb or later.cue.verb  # a noun ("expressed the hope that") has no tense of its own
    same = verb.tense == later.cue.verb.tense and verb.perfect == later.cue.verb.perfect
    if later.link == "shared":
        return at - 1 if same or later.cue.lemma == "add" else never
    if joined == ";" and later.link == "own":
        return at - 1
    own = later.link == "own" and joined != "," and page.word(at - 2) == ","  # "..., but he said", "..., and Oslo said"
    return at - 1 if own and same and not verb.perfect else never


def _parted(page: Page, made: Draft, later: Draft) -> int | None:
    """Return the semicolon behind which somebody else speaks: "A maintains that ...; B argues that ..."."""
    if later.cue is None or later.source is None or later.source == made.source or later.link != "own":
        return None
    between = range(made.words[1], later.cue.at[0])
    parted = next((i for i in reversed(between) if page.word(i) == ";" and page.in_quote[i] < 0), None)
    return parted if parted is not None and parted < later.source[0] and later.pieces[0][0] > parted else None


def _relative_end(page: Page, made: Draft, end: int) -> int:
    """End what "who said" attributes where the main clause goes on: "Moon, who said he was glad, left"."""
    if made.link != "relative" and (made.cue is None or page.word(made.cue.at[0] - 1) != ","):
        return end
    for i in range(max(made.words[1], made.pieces[-1][0]), end):
        at = i + 1
        while page.word(i) == "," and at < end and sources.adverb(page, at):
            at += 1  # ", reluctantly left"
        verb = page.verb_at.get(at)
        if page.word(i) == "," and verb is not None and verb.form == "finite":
            return i
    return end


def _subordinate_end(page: Page, made: Draft, end: int) -> int:
    """End what "while X said" attributes where the main clause begins: "While X said he was glad, Y left"."""
    if page.word(made.words[0] - 1) not in closed("subordinator") or made.words[0] - 1 > made.zone[0] + 2:
        return end
    return next((i for i in range(made.words[1] + 1, end) if _clause_from(page, i, end)), end)


def _clause_from(page: Page, i: int, end: int) -> bool:
    """Return whether a comma is followed by a clause of its own."""
    noun = page.noun_from(i + 1) if page.word(i) == "," else None
    return noun is not None and page.finite_in((noun[1], min(noun[1] + 4, end)))


def _phrase_end(page: Page, made: Draft, end: int) -> int:
    """End the noun that a cue takes where a clause is added to it: "called for calm, even though ...", "and left"."""
    if made.cue is None or made.cue.verb is None or made.link == "relative" or not _takes_noun(page, made):
        return end
    for i in range(made.pieces[-1][0] + 1, end):
        word, after = page.word(i), page.word(i + 1)
        if page.in_quote[i] >= 0:
            continue
        if (
            _clause_from(page, i, end)
            or second_clause(page, i)
            or (word in closed("meanwhile") and own_clause(page, (i, end)))
        ):
            return i
        begun = page.verb_at.get(i + 1)
        if word == "," and begun is not None and begun.form == "finite":
            return i
        if word == "," and (after in closed("added") or after.endswith("ing") and i + 1 in page.verb_at):
            return i
        verb = page.verb_at.get(i + 1) if word in ("and", "but") else None
        if verb is not None and verb.form in ("finite", made.cue.form) and page.range(verb.span)[0] == i + 1:
            return i
    return end


def _quote_end(page: Page, made: Draft, end: int) -> int:
    """End a content with its quoted words where the reporter goes on: "by spring,” referring to", "“a saint” -"."""
    for i in range(made.pieces[-1][0] + 2, end - 1):
        if i not in page.marks or page.in_quote[i - 1] < 0 or page.in_quote[i + 1] >= 0:
            continue
        verb = page.verb_at.get(i + 1)
        if page.word(i - 1) == "," and verb is not None and verb.form == "ing":
            return i + 1
        if page.word(i + 1) in DASHES and _takes_noun(page, made):
            return i + 1
    return end


def _takes_noun(page: Page, made: Draft) -> bool:
    """Return whether the content is a noun phrase and no clause of its own."""
    first = made.pieces[-1][0]
    if made.cue is None or any(page.word(i) == "that" for i in range(made.cue.at[1], first)):
        return False
    if page.word(first) == "to":
        return True
    if not made.cue.frames & {"noun", "object"}:
        return False
    noun = page.noun_from(first)
    verb = page.verb_at.get(noun[1]) if noun is not None else None
    return verb is None or verb.form != "finite" or verb.passive


def _binding_end(page: Page, made: Draft, end: int) -> int:
    """End a content where its speaker binds himself, which is no statement: "thought it right, and promised to go"."""
    told = made.cue.verb if made.cue is not None else None
    for i in range(made.pieces[-1][0] + 1, end - 2):
        verb = page.verb_at.get(i + 2)
        if told is None or verb is None or page.word(i) != "," or page.word(i + 1) not in ("and", "but"):
            continue
        same = verb.form == "finite" and verb.tense == told.tense and not verb.perfect and not told.perfect
        if same and "commitment" in kinds(verb.lemma) and page.range(verb.span)[0] == i + 2:
            return i
    return end


ENDS = (_relative_end, _subordinate_end, _phrase_end, _quote_end, _binding_end)


def lies_in(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    """Return whether all pieces of one content lie within pieces of another."""
    return all(any(o[0] <= i[0] and i[1] <= o[1] for o in outer) for i in inner)


def nest(statements: list[Statement], cued: dict[str, Span]) -> list[str | None]:
    """Return for each statement the id of the innermost one whose content holds its content and its cue (`cued`)."""
    found: list[str | None] = []
    reach = [(other, other.spans[0][0], other.spans[-1][1]) for other in statements]
    ordered = sorted(reach, key=lambda held: held[1])
    longest = max((end - start for _, start, end in reach), default=0)
    for statement, first, last in reach:
        before = ordered[bisect_left(ordered, last - longest, key=lambda held: held[1]) :]
        before = before[: bisect_right(before, first, key=lambda held: held[1])]
        cue = cued.get(statement.id)
        best: tuple[int, str] | None = None
        for other in (other for other, _, end in before if last <= end):
            if other is statement or other.mode == "own-voice" or not lies_in(statement.spans, other.spans):
                continue
            if other.within == statement.id or (cue is not None and not lies_in((cue,), other.spans)):
                continue
            size = sum(end - start for start, end in other.spans)
            if best is None or size < best[0]:
                best = (size, other.id)
        found.append(best[1] if best else None)
    return found
