"""Read how a speaker leans, where words carry it, and where the document itself judges in its own voice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dragoman.model import Source, Stance
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.speakers import Cast
from dragoman.terms import rows

JUDGED = frozenset(["tone", "judgement"])


@cache
def table(kind: str) -> dict[str, str]:
    """Return the words of one kind in terms/stances.tsv with their labels."""
    return {row["words"]: row["label"] for row in rows("stances") if row["kind"] == kind}


def of_cue(page: Page, made: Draft, holder: str | None, statement: str | None) -> tuple[Stance, ...]:
    """Return the stance that a cue itself takes: "welcomed this meeting"."""
    label = table("cue").get(made.cue.lemma) if made.cue and made.cue.verb else None
    if label is None or holder is None or not made.pieces:
        return ()
    span = page.span((made.cue.at[0], max(made.pieces[-1][1], made.cue.at[1]))) if made.cue else (0, 0)
    toward = page.said(page.span(made.pieces[0]))
    source = Source(span=span, quote=page.said(span), statement=statement)
    return (Stance(holder=holder, label=label, toward=toward, source=source),)


def own_voice(page: Page, taken: list[Draft]) -> Iterator[Draft]:
    """Yield the clauses in which the document judges: "Faced with enthusiasm, he adopted a more cautious tone"."""
    held = {i for made in taken for piece in made.pieces for i in range(*piece)}
    for sentence in page.marked.sentences:
        tokens = page.range(sentence.span)
        if sentence.role == "title" or tokens[0] in held or not _judges(page, tokens):
            continue
        end = min((_begins(m) for m in taken if tokens[0] < m.words[0] < tokens[1]), default=tokens[1])
        end = next((i for i in range(tokens[0], end) if page.word(i) == "," and _relative(page, i)), end)
        while end > tokens[0] and page.word(end - 1) in (",", "and", "but", "while"):
            end -= 1
        piece = page.trim((tokens[0], end))
        if piece[0] < piece[1] and _judges(page, piece):
            yield Draft(None, None, (piece,), piece, tokens)


def _begins(made: Draft) -> int:
    """Return where a statement ends the judgement before it: at its cue; "stern warnings from Moscow" is judged yet."""
    return made.pieces[0][0] - 1 if made.cue is not None and made.cue.form == "noun" else made.words[0]


def _relative(page: Page, i: int) -> bool:
    return "which" in (page.word(i + 1), page.word(i + 2)) or page.word(i + 1) in ("who", "where")


def _judges(page: Page, tokens: Range) -> bool:
    return _tone(page, tokens) is not None or _judgement(page, tokens)


def _tone(page: Page, tokens: Range) -> Range | None:
    """Return the words "a more cautious tone" after a verb that strikes it."""
    for i in range(*tokens):
        if page.word(i) not in table("tone") or page.in_quote[i] >= 0:
            continue
        manner = next((j for j in range(i + 1, min(i + 4, tokens[1])) if page.word(j) in table("manner")), None)
        strikes = any(page.word(j) in table("strike") for j in range(max(tokens[0], i - 4), i))
        if manner is not None and strikes:
            start = i
            while start > tokens[0] and page.word(start - 1) in closed("determiner"):
                start -= 1
            return start, manner + 1
    return None


def _judgement(page: Page, tokens: Range) -> bool:
    words = " ".join(page.lower[tokens[0] : tokens[1]])
    return any(f" {phrase} " in words for phrase in table("judgement"))


def of_judgement(page: Page, cast: Cast, made: Draft) -> tuple[Stance, ...]:
    """Return the stances that an own-voice judgement gives: to its subject, and to whoever shows "enthusiasm"."""
    piece = made.pieces[0]
    found = []
    for i in range(*piece):
        label = table("noun").get(page.word(i))
        noun = next((page.noun_from(j) for j in range(i, max(piece[0], i - 6) - 1, -1) if _ends(page, j, i)), None)
        holder = cast.holder((noun[0], i)) if label and noun and noun[0] < i else None
        if label and noun and holder:
            found.append(_stance(page, holder, label, (noun[0], i + 1)))
    tone = _tone(page, piece)
    if tone is not None:
        verb = next((page.verb_at[i] for i in range(tone[0] - 1, piece[0], -1) if i in page.verb_at), None)
        holder = cast.find(page.range(verb.subject)) if verb is not None and verb.subject else None
        adjective = next(page.word(i) for i in range(*tone) if page.word(i) in table("tone"))
        if holder:
            found.append(_stance(page, holder, table("tone")[adjective], tone))
    return tuple(found)


def _ends(page: Page, start: int, at: int) -> bool:
    noun = page.noun_from(start)
    return noun is not None and noun[1] == at + 1


def _stance(page: Page, holder: str, label: str, words: Range) -> Stance:
    span = page.span(words)
    return Stance(holder=holder, label=label, source=Source(span=span, quote=page.said(span)))
