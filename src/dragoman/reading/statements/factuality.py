"""Tell how something is said (speech, belief, intention, denial ...) and what its speaker holds true of it.

The cue decides first (terms/factuality.tsv, then its kind in terms/cues.tsv), then the main verb of what is said:
"would", "may", "if". Nothing is guessed: a statement that neither settles keeps None. After Sauri and Pustejovsky's
FactBank (2009), with the distinctions that negotiations need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import cast

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.model import Factuality, Manner, Span, Statement
from dragoman.reading.statements.cues import Cue
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.spans import touch
from dragoman.terms import rows

MANNERS: dict[str, Manner] = {
    "denial": "denial",
    "belief": "belief",
    "desire": "intention",
    "commitment": "intention",
    "writing": "writing",
    "speech": "speech",
    "evaluation": "evaluation",
}
"""The kinds of terms/cues.tsv, the more telling first: "lament" is speech before it is evaluation."""


@cache
def table() -> dict[str, tuple[str, str]]:
    """Return manner and factuality by word, or phrase, of terms/factuality.tsv; empty where it does not say."""
    return {row["word"]: (row["manner"], row["factuality"]) for row in rows("factuality")}


def held_as(page: Page, draft: Draft) -> tuple[Manner | None, Factuality | None]:
    """Return how a draft is said and what its speaker holds true of it.

    The manner is None where the cue is in no table; the factuality also where he asks, or the words do not say.
    """
    cue = draft.cue
    known, by_cue = _looked_up(page, cue) if cue is not None else ("speech", "")
    negated = cue is not None and cue.verb is not None and cue.verb.negated
    how = cast("Manner", known) or next((name for kind, name in MANNERS.items() if cue and kind in cue.kinds), None)
    if by_cue or how is None or negated:
        return how, cast("Factuality", by_cue) or None
    if how == "question" or page.word(draft.pieces[-1][1] - 1) == "?":
        return how, None
    return how, "denied" if how == "denial" else _of_content(page, draft)


def _looked_up(page: Page, cue: Cue) -> tuple[str, str]:
    """Return manner and factuality of a cue; of a negated one the factuality only where "not ..." has a line."""
    found = next((table()[words] for words in _names(page, cue) if words in table()), ("", ""))
    if cue.verb is None or not cue.verb.negated:
        return found
    names = (f"not {words}" for words in _names(page, cue))
    return next((table()[words] for words in names if words in table()), (found[0], ""))


def _names(page: Page, cue: Cue) -> Iterator[str]:
    """Yield what a cue may be called: "rule out", "be hopeful", "would like", "hope"."""
    words = page.lower[cue.at[0] : cue.at[1]]
    for i in range(1, len(words)):
        yield " ".join([cue.lemma, *words[i:]])
        yield f"be {words[i]}"
    if "would" in words:
        yield f"would {cue.lemma}"
    yield cue.lemma


def _of_content(page: Page, draft: Draft) -> Factuality | None:
    """Return what the main verb says: "will" and, in reported speech, "would" are still to come."""
    verb = _main_verb(page, draft.pieces)
    if verb is None:
        return None
    if any(page.word(i) in closed("condition") for piece in draft.pieces for i in range(*piece)):
        return "conditional"
    if verb.modality in ("possible", "wished"):
        return "possible" if verb.modality == "possible" else "hoped"
    return "planned" if verb.tense == "future" or verb.modality == "conditional" else "asserted"


def _main_verb(page: Page, pieces: Iterable[Range]) -> Verb | None:
    inside = (page.verb_at[i] for piece in pieces for i in range(*piece) if i in page.verb_at)
    return next((verb for verb in inside if verb.form == "finite"), None)


def passed_on(page: Page, statements: Sequence[Statement], cued: dict[str, Span]) -> list[Statement]:
    """Return the statements, `reported` where what one says is that another said so: "told him that", "quoted as"."""
    inner = {s.within: s for s in statements if s.within is not None and s.id in cued}
    out = []
    for told in statements:
        other = inner.get(told.id) if told.factuality == "asserted" else None
        verb = _main_verb(page, map(page.range, told.spans)) if other is not None else None
        if other is not None and verb is not None:
            same = other.speaker == told.speaker or page.word(page.range(other.sources[0].span)[0]) == "as"
            if not same and touch(cued[other.id], verb.span):  # "As he has said, we have crossed one" asserts it too
                told = replace(told, factuality="reported")
        out.append(told)
    return out
