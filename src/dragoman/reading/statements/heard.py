"""Let the encoder correct and complete what the cues of terms/cues.tsv make: who says it, and what else is said.

Rules draft first, for they see nesting and hearers. Where the encoder hears other words at the same cue, or a source
that the rules had to look for, its reading is taken; where it hears what no draft holds, a draft is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.markup import Said
from dragoman.reading.statements.cues import Cue, acts, held, kinds, singular, table, wishes
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import DASHES, Page, Range, closed
from dragoman.reading.statements.sources import PREPOSITIONS, RELATIVES, who_before

ASIDES = RELATIVES | frozenset([",", "(", "whose"])
SCRAP = 4  # tokens
NAMED_BEFORE = 40  # characters: "(hereinafter jointly referred to as "
SHORT_NAME = re.compile(r"[(\[][^()\[\]\"“”]{0,38}[\"“](?:the )?(?:[A-Z][\w-]*\s?){1,4}[\"”]$")
SAME = 0.5
"""How much of two contents together must be in both, so that they are one, whose edges the rules know better."""


class Hearing(NamedTuple):
    """What the encoder hears as one attribution, in tokens."""

    cue: Range
    source: Range | None
    pieces: tuple[Range, ...]


def hearings(page: Page) -> list[Hearing]:
    """Return what the encoder hears, content by content in clean pieces."""
    return [
        Hearing(page.range(said.cue), page.range(said.source) if said.source else None, _pieces(page, said))
        for said in page.marked.said
    ]


def corrected(page: Page, drafts: Sequence[Draft], told: Sequence[Hearing]) -> list[Draft]:
    """Return the drafts, each as the encoder hears it where it hears the same cue."""
    by_cue = {i: one for one in told for i in range(*one.cue)}
    shared = {draft.cue.at[0] for draft in drafts if draft.cue is not None and draft.link == "shared"}
    return [_corrected(page, draft, by_cue, shared) for draft in drafts]


def _corrected(page: Page, draft: Draft, by_cue: dict[int, Hearing], shared: set[int]) -> Draft:
    if draft.cue is None or draft.voice is not None or draft.original is not None:
        return draft
    told = next((by_cue[i] for i in range(*draft.cue.at) if i in by_cue), None)
    if told is None:
        return draft
    pieces = _within(told.pieces, draft.zone)
    if pieces and not _alike(pieces, draft.pieces) and _is_sound(page, draft, pieces, shared):
        draft = draft._replace(pieces=_with_front(page, pieces, draft.pieces))
    if told.source is not None and _is_better(page, draft, told.source):
        draft = draft._replace(source=_whole(page, told.source))
    return draft


def _pieces(page: Page, said: Said) -> tuple[Range, ...]:
    """Return the content without "that", without what lies in another paragraph unquoted, and without scraps.

    A scrap is a short piece with no verb beside one that has one.
    """
    sentence = page.sentence(said.cue[0])
    near = page.range(page.marked.paragraphs[sentence.paragraph] if sentence is not None else said.cue)
    clipped = (_clipped(page, page.range(one), near) for one in said.content)
    trimmed = [page.trim(one) for one in clipped if one[0] < one[1]]
    pieces = [_bare(page, piece) for piece in trimmed]
    whole = [piece for piece in pieces if piece[0] in page.marks or page.finite_in(piece)]
    pieces = [piece for piece in pieces if any(page.word(i) not in closed("be") for i in range(*piece))]
    pieces = [piece for piece in pieces if not _names(page, piece)]
    kept = [piece for piece in pieces if piece in whole or piece[1] - piece[0] >= SCRAP] if whole else pieces
    return _apart(_unbroken(page, piece) for piece in kept if piece[0] < piece[1])


def _names(page: Page, piece: Range) -> bool:
    """Return whether a piece only says what somebody is called from here on: (hereinafter "the Parties")."""
    start, end = page.starts[piece[0]], page.ends[piece[1] - 1]
    return SHORT_NAME.search(page.text[max(0, start - NAMED_BEFORE) : end].rstrip(") ")) is not None


def _apart(pieces: Iterable[Range]) -> tuple[Range, ...]:
    """Return the pieces in their order, those that overlap as one: a quotation taken whole holds the pieces after."""
    out: list[Range] = []
    for first, end in sorted(pieces):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((first, end))
    return tuple(out)


def _bare(page: Page, piece: Range) -> Range:
    """Return a piece without "that" or the end of a quotation before it, and without "in" or "the" behind it."""
    first, end = piece
    while first < end and (page.word(first) == "that" or (first in page.marks and page.quote_from(first) is None)):
        first += 1
    while first < end and page.word(end - 1) in PREPOSITIONS | closed("article"):
        end -= 1
    return page.trim((first, end))


def _clipped(page: Page, piece: Range, paragraph: Range) -> Range:
    """Return a piece, or if it is no quotation the part of it in a paragraph."""
    return piece if piece[0] in page.marks else (max(piece[0], paragraph[0]), min(piece[1], paragraph[1]))


def _unbroken(page: Page, piece: Range) -> Range:
    """Return a piece that opens a quotation with all of it."""
    quote = page.quote_from(piece[0]) if piece[0] in page.marks else None
    return (piece[0], max(piece[1], page.range(quote.marks)[1])) if quote is not None else piece


def _within(pieces: tuple[Range, ...], zone: Range) -> tuple[Range, ...]:
    """Return what lies in a zone: sentences of quotation that go on after it are carried on by the rules."""
    cut = ((max(first, zone[0]), min(end, zone[1])) for first, end in pieces)
    return tuple(piece for piece in cut if piece[0] < piece[1])


def _alike(some: tuple[Range, ...], others: tuple[Range, ...]) -> bool:
    one, two = ({i for piece in pieces for i in range(*piece)} for pieces in (some, others))
    return len(one & two) >= SAME * len(one | two)


def _is_sound(page: Page, draft: Draft, pieces: tuple[Range, ...], shared: set[int]) -> bool:
    """Return whether a content may take the place of the rules'.

    Not where it breaks a quotation, or takes in a hearer or a further cue of the speaker ("and welcomed").
    """
    drafted, hearer = draft.pieces, draft.hearer
    if all(page.quote_from(piece[0]) is not None for piece in drafted):
        return False
    if hearer is not None and pieces[0][0] < hearer[1] <= drafted[0][0]:
        return False
    return not any(i in shared for i in range(drafted[-1][1], pieces[-1][1]))


def _with_front(page: Page, pieces: tuple[Range, ...], drafted: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the pieces with the subject and verb that the rules have before them: "They agreed | to a truce | now"."""
    (first, end), *more = pieces
    begun, front = page.verb_at.get(first), (drafted[0][0], first)
    if first in page.marks or not drafted[0][0] < first < drafted[-1][1]:
        return pieces
    lacks_subject = begun is not None and begun.form == "finite"
    lacks_verb = page.finite_in(front) and not any(page.finite_in(piece) for piece in pieces)
    if not lacks_subject and not lacks_verb:
        return pieces
    before = [piece for piece in drafted if piece[1] <= first]
    around = next((piece for piece in drafted if piece[0] < first < piece[1]), (first, end))
    return _apart((*before, (around[0], max(end, around[1])), *more))


def _is_better(page: Page, draft: Draft, source: Range) -> bool:
    """Return whether the encoder knows the source better: not where the rules have it at the cue, nor from far off."""
    if draft.source is None or draft.cue is None:
        return True
    if page.word(source[0]) in closed("possessive"):
        return False  # "their support"
    if source[0] < draft.source[0] and draft.source[1] <= source[1]:
        return True  # "Experts on Iran and Iraq said" for "Iraq said"
    near = draft.cue.at[0] - 3 <= draft.source[1] <= draft.cue.at[0]
    here = draft.zone[0] <= source[0] < draft.zone[1]
    return not near and here and (source[1] <= draft.source[0] or draft.source[1] <= source[0])


def heard(page: Page, drafts: Sequence[Draft], told: Sequence[Hearing]) -> list[Draft]:
    """Return drafts for what the encoder takes for said and no draft holds yet."""
    holding: dict[int, set[int]] = {}  # token -> the drafts that hold it
    owned = [_owned(draft) for draft in drafts]
    for number, own in enumerate(owned):
        for i in own:
            holding.setdefault(i, set()).add(number)
    found = []
    for one in told:
        if one.source is None or not any(_is_told(page, piece, one.cue) for piece in one.pieces):
            continue
        if not _is_free(one, owned, holding) or _is_none(page, one):
            continue
        source = _whole(page, one.source)
        if one.source[1] <= one.cue[0] < source[1]:
            source = one.source  # "another insisted", taken for a noun phrase
        made = _draft(page, one.cue, source, *_to_whom(page, one))
        if not _is_unsaid(page, made):
            found.append(made)
    return found


def _owned(draft: Draft) -> set[int]:
    return {i for piece in (*draft.pieces, draft.words) for i in range(*piece)}


def _is_free(told: Hearing, owned: Sequence[set[int]], holding: dict[int, set[int]]) -> bool:
    """Return whether no draft tells these words: those that lie within them, cue and all, are told in them."""
    if any(i in holding for i in range(*told.cue)):
        return False
    words = {i for piece in told.pieces for i in range(*piece)}
    near = {number for i in words for number in holding.get(i, ())}
    shared = {i for number in near if not owned[number] <= words for i in owned[number] & words}
    return len(shared) * 3 <= len(words)


def _is_unsaid(page: Page, made: Draft) -> bool:
    """Return whether nobody says it, nobody yet, or a plan does.

    "Neither Sweden nor Norway said", "goes without saying", "will announce", "the plan calls for".
    """
    first, end = made.source if made.source is not None else (0, 0)
    if page.word(first) in closed("nobody") | {"one"} or page.word(first - 1) in closed("nobody"):
        return True
    verb = made.cue.verb if made.cue is not None else None
    if verb is not None and (verb.lemma == "go" or verb.modality in ("possible", "conditional")):
        return True
    if verb is not None and verb.tense == "future":
        return True
    return page.word(end - 1) in closed("mute") and not any(page.finite_in(piece) for piece in made.pieces)


def _is_none(page: Page, one: Hearing) -> bool:
    """Return whether no cue is heard: "goes without saying", the dash of a signature, "the following statement"."""
    mute = all(page.word(i) in DASHES for i in range(*one.cue)) or any(
        page.word(i) == "without" for i in range(*one.cue)
    )
    return mute or any(page.word(i) == "following" for piece in one.pieces for i in range(piece[0], piece[0] + 2))


def _is_told(page: Page, piece: Range, cue: Range) -> bool:
    """Return whether words are said, not done: a quotation, a clause, or what is held or wished for.

    "Opposed the deal", "wants to leave", not "signed the deal", "began to talk"; no scrap of a phrase.
    """
    verbs = {page.verb_at[i].lemma for i in range(*cue) if i in page.verb_at}
    nouns = {singular(page.word(i)) for i in range(*cue) if i not in page.verb_at}
    if page.word(piece[0]) == "to":
        return bool(verbs & wishes("verb") or nouns & wishes("noun"))
    if piece[0] in page.marks or page.finite_in(piece) or verbs & held("verb") or nouns & held("noun"):
        return True
    felt = not verbs & acts() if verbs else page.word(cue[0]) in table("verb")
    return felt and piece[1] - piece[0] > 1 and page.noun_from(piece[0]) is not None


def _whole(page: Page, source: Range) -> Range:
    """Return the noun phrase that a source begins with, without an aside: "Schiff", not "Schiff, 56, who left"."""
    if page.word(source[0]) in RELATIVES and (before := who_before(page, source[0])) is not None:
        return before
    noun = page.noun_from(source[0]) or source
    aside = (i for i in range(noun[1], source[1]) if page.word(i) in ASIDES or page.word(i) in DASHES)
    return source[0], max(noun[1], next(aside, source[1]))


def _to_whom(page: Page, one: Hearing) -> tuple[tuple[Range, ...], Range | None]:
    """Return the pieces without the hearer that stands first among them: "briefed | his host | on | the harvest"."""
    whom, *told = one.pieces
    verb = page.verb_at.get(one.cue[1] - 1)
    about = whom[0] == one.cue[1] and page.word(whom[1]) in ("on", "about", "of")
    if not told or verb is None or not about or told[0][0] != whom[1] + 1 or page.finite_in(whom):
        return one.pieces, None
    return tuple(told), whom


def _draft(page: Page, cue: Range, source: Range, pieces: tuple[Range, ...], hearer: Range | None = None) -> Draft:
    verb = next((page.verb_at[i] for i in range(*cue) if i in page.verb_at), None)
    lemma = verb.lemma if verb is not None else page.word(cue[0])
    form = verb.form if verb is not None else "noun"
    near = abs(source[0] - cue[0]) < 30
    words = (min(cue[0], source[0]), max(cue[1], source[1])) if near else cue
    made = Cue(cue, frozenset(), kinds(lemma), verb, lemma, form)
    return Draft(made, source, pieces, words, (min(words[0], pieces[0][0]), max(words[1], pieces[-1][1])), hearer)
