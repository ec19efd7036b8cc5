"""Draft the statements that no cue of terms/cues.tsv makes and that the encoder hears all the same."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.statements.cues import Cue
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speech import unsaid


def heard(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts for what the encoder takes for said and no draft holds yet."""
    taken: set[int] = set()
    for draft in drafts:
        for piece in (*draft.pieces, draft.words):
            taken.update(range(*piece))
    found = []
    for said in page.marked.said:
        cue = page.range(said.cue)
        pieces = tuple(piece for piece in (page.trim(page.range(one)) for one in said.content) if piece[0] < piece[1])
        if not pieces or said.source is None or not any(_is_told(page, piece) for piece in pieces):
            continue
        words = sum(end - first for first, end in pieces)
        overlap = sum(i in taken for piece in pieces for i in range(*piece))
        if overlap * 3 > words or any(i in taken for i in range(*cue)):
            continue
        made = _draft(page, cue, _whole(page, page.range(said.source)), pieces)
        if not _is_denied(page, made):
            found.append(made)
    return found


def _is_denied(page: Page, made: Draft) -> bool:
    """Return whether nothing was said: "will look at", "Neither Sweden nor Norway said"."""
    first = made.source[0] if made.source is not None else 0
    nobody = page.word(first) in closed("nobody") or page.word(first - 1) in closed("nobody")
    return nobody or (made.cue is not None and made.cue.verb is not None and unsaid(made.cue))


def _is_told(page: Page, piece: Range) -> bool:
    """Return whether words are said, not done: "that talks failed", “...”, not "to talk" nor "on a “hot line”"."""
    return page.word(piece[0]) != "to" and (piece[0] in page.marks or page.finite_in(piece))


def _whole(page: Page, source: Range) -> Range:
    """Return a source with the rest of its noun phrase, where the encoder stops short: "the US State" Department."""
    noun = page.noun_from(source[0])
    return noun if noun is not None and noun[1] > source[1] else source


def _draft(page: Page, cue: Range, source: Range, pieces: tuple[Range, ...]) -> Draft:
    verb = next((page.verb_at[i] for i in range(*cue) if i in page.verb_at), None)
    lemma = verb.lemma if verb is not None else page.word(cue[0])
    form = verb.form if verb is not None else "noun"
    near = abs(source[0] - cue[0]) < 30
    words = (min(cue[0], source[0]), max(cue[1], source[1])) if near else cue
    made = Cue(cue, frozenset(), frozenset(), verb, lemma, form)
    return Draft(made, source, pieces, words, (min(words[0], pieces[0][0]), max(words[1], pieces[-1][1])))
