"""Find who says what, through whom: every attribution of speech, writing or thought, nested to any depth.

`statements` is the first step of reading. It drafts (speech.py, nesting.py), gives quotations without a cue to the
speaker before them (carried.py), reads what the document judges itself (stance.py), then makes entries of the drafts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Finding, Mode, Problem, Reading, Source, Span, Statement
from dragoman.reading.statements import channels, stance
from dragoman.reading.statements.carried import carried
from dragoman.reading.statements.drafts import Draft, mode, spans
from dragoman.reading.statements.factuality import held_as, passed_on
from dragoman.reading.statements.heard import corrected, heard, hearings
from dragoman.reading.statements.nesting import nest, sentence_drafts
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.reading.statements.releases import issued, together
from dragoman.reading.statements.signed import headed, quoted, signatures
from dragoman.reading.statements.speakers import Cast
from dragoman.reading.statements.transcripts import post, turns

LONGEST = 2
"""Paragraphs that a statement may reach over, its own and the next, before a problem says so."""


def statements(marked: Marked, reading: Reading) -> Iterator[Finding]:
    """Yield the statements of a document, the actors that only they name, and a problem for each without a namer."""
    page = Page(marked, reading)
    cast = Cast(page)
    found, whole = _drafts(page, cast)
    drafts = _unique(page, [*found, *whole])
    judged = list(stance.own_voice(page, drafts))
    pairs = [(draft, together(page, cast, whole, told)) for draft in drafts for told in _statements(page, cast, draft)]
    pairs = _relayed_on(page, pairs)
    made = [told for draft, told in pairs if not _is_untold(page, cast, draft, told)]
    made += [_judgement(page, cast, draft) for draft in judged]
    cued = {told.id: page.span(draft.cue.at) for draft, told in pairs if draft.cue}
    nested = passed_on(page, _nested(page, _leaning(made), cued), cued)
    cast.as_written(statement.speaker for statement in nested)
    yield from cast.made.values()
    yield from nested
    yield from _problems(page, nested, {told.id for draft, told in pairs if draft.voice is not None})


def _drafts(page: Page, cast: Cast) -> tuple[list[Draft], list[Draft]]:
    """Return what is told in the text, and the one statement that all of it is."""
    told = [*turns(page, cast), *post(page)]
    taken = [(draft.words[0], draft.pieces[-1][1]) for draft in told]
    signed = signatures(page)
    whole = [] if told else list(issued(page, cast, signed))
    found = [*told, *quoted(page, cast, signed), *([] if told else headed(page, cast, signed))]
    for sentence in page.marked.sentences:
        tokens = page.range(sentence.span)
        if tokens[0] < tokens[1]:
            found += sentence_drafts(page, tokens)
    by_ear = hearings(page)
    found = corrected(page, found, by_ear)
    found += heard(page, found, by_ear)
    found += [draft for draft in carried(page, found) if not any(a <= draft.words[0] < b for a, b in taken)]
    return found, whole


def _unique(page: Page, drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft for one attribution: of two with the same words from the same source, the one found first."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in sorted(drafts, key=lambda d: (d.words[0], -d.words[1])):
        key = (spans(page, draft.pieces), draft.source)
        if key not in seen and key[0]:
            seen.add(key)
            kept.append(draft)
    return kept


def _statement(page: Page, cast: Cast, draft: Draft) -> Statement:
    speaker = draft.speaker or (cast.called(draft.voice) if draft.voice else cast.speaker(draft.source))
    meeting = channels.named(page, draft.hearer)  # "told a news conference": a channel, nobody who hears
    hearer = None if meeting else cast.find(draft.hearer)
    hearer = None if speaker is not None and speaker in (hearer, *cast.members(hearer)) else hearer
    words = page.span(draft.words)
    how, held = held_as(page, draft)
    ident = entry_id(page.marked.document, Statement, page.span(draft.pieces[0]), f"{words} {speaker}")
    return Statement(
        id=ident,
        speaker=speaker,
        speaker_span=_namer(page, draft),
        cue=page.said(page.span(draft.cue.at)) if draft.cue else None,
        content=_content(page, spans(page, draft.pieces)),
        spans=spans(page, draft.pieces),
        mode=mode(page, draft),
        manner=how,
        factuality=held,
        addressee=hearer,
        channel=meeting or channels.channel(page, cast, draft, hearer),
        when=channels.when(page, draft),
        stance=stance.of_cue(page, draft, speaker, None),
        sources=(Source(span=words, quote=page.said(words), how=draft.how),),
    )


def _namer(page: Page, draft: Draft) -> Span | None:
    """Return the words that name the speaker: those of the source, or the label of a turn ("WALLACE:")."""
    if draft.source is not None:
        return page.span(draft.source) if draft.how == "stated" else None
    if draft.voice is None or draft.words == draft.pieces[0]:
        return None
    first, end = page.trim(draft.words)
    return page.span((first + (first in page.marks), end))


def _statements(page: Page, cast: Cast, draft: Draft) -> list[Statement]:
    """Return the statement of a draft, and within it that of whom its source quotes for the same words."""
    told = _statement(page, cast, draft)
    if draft.original is None:
        return [told]
    speaker, cue = cast.find(draft.original[0]), page.said(page.span(draft.original[1]))
    ident = entry_id(page.marked.document, Statement, told.spans[0], f"{told.sources[0].span} {speaker} relayed")
    named = page.span(draft.original[0])
    inner = msgspec.structs.replace(told, id=ident, speaker=speaker, speaker_span=named, cue=cue, addressee=None)
    inner = msgspec.structs.replace(inner, within=told.id, stance=())
    return [told, inner]


def _relayed_on(page: Page, pairs: list[tuple[Draft, Statement]]) -> list[tuple[Draft, Statement]]:
    """Let an outlet also say the quotation that goes on: "“A,” Yeltsin was quoted as saying by Tass. “B.”"."""
    outlets: dict[Range, int] = {}
    out = list(pairs)
    for at, (draft, told) in enumerate(pairs):
        if draft.original is not None:
            outlets.setdefault(draft.original[0], at)
        elif draft.how == "implied" and draft.source in outlets:
            outlet, before = out[outlets[draft.source]]
            reach = (*before.spans, *told.spans)
            longer = msgspec.structs.replace(before, spans=reach, content=_content(page, reach))
            out[outlets[draft.source]] = (outlet, longer)
    return out


def _is_untold(page: Page, cast: Cast, draft: Draft, told: Statement) -> bool:
    """Return whether a draft makes no statement after all."""
    return _receives(page, cast, draft) or _nobodys(page, draft, told) or _hides(page, draft) or _is_silent(page, draft)


def _hides(page: Page, draft: Draft) -> bool:
    """Return whether a source only asks for its name to be left out: "asked not to be named"."""
    first, end = draft.pieces[0]
    opens = page.word(first + (page.word(first) == "not")) in ("to", "for")
    return opens and end - first < 6 and page.word(end - 1) in closed("anonymous")


def _is_silent(page: Page, draft: Draft) -> bool:
    """Return whether nothing is said: "The text says nothing about the memorandum"."""
    first = draft.pieces[0][0]
    after_cue = draft.cue is not None and draft.cue.at[1] == first
    return (
        after_cue and page.word(first) in ("nothing", "little") and page.word(first + 1) in ("about", "of", "on", "to")
    )


def _receives(page: Page, cast: Cast, draft: Draft) -> bool:
    """Return whether a "welcome" is given to a person and not to what he did: "welcomed the visitor at the airport"."""
    if draft.cue is None or draft.cue.lemma not in ("welcome", "salute"):
        return False
    whom = page.noun_from(draft.pieces[0][0])
    return whom is not None and cast.kind(cast.known(whom)) in ("person", "group")


def _nobodys(page: Page, draft: Draft, told: Statement) -> bool:
    """Return whether nothing is left of a statement: no speaker is known, and its content is a mere noun."""
    raised = draft.cue is not None and draft.cue.verb is not None and draft.cue.verb.passive
    finite = raised or any(page.finite_in(p) for p in draft.pieces)
    return told.speaker is None and told.mode == "indirect" and not finite


def _leaning(made: list[Statement]) -> list[Statement]:
    """Give the stance of "Trump welcomed this meeting." to his quotation in the next sentence, which it introduces."""
    out: list[Statement] = []
    for statement in made:
        before = out[-1] if out else None
        if before is not None and _introduces(before, statement):
            out[-1] = msgspec.structs.replace(
                statement,
                stance=(*before.stance, *statement.stance),
                channel=statement.channel or before.channel,
                sources=(*statement.sources, *before.sources),
            )
        else:
            out.append(statement)
    return out


def _introduces(before: Statement, statement: Statement) -> bool:
    """Return whether a statement only says how its speaker leans, and his own words follow at once."""
    gap = statement.spans[0][0] - before.spans[-1][1]
    leans = bool(before.stance) and before.mode == "indirect" and before.speaker is not None
    return leans and statement.mode == "direct" and statement.speaker == before.speaker and 0 < gap <= 6


def _judgement(page: Page, cast: Cast, draft: Draft) -> Statement:
    span = page.span(draft.pieces[0])
    mode: Mode = "own-voice"
    return Statement(
        id=entry_id(page.marked.document, Statement, span, mode),
        speaker=cast.agency(),
        content=page.said(span),
        spans=(span,),
        mode=mode,
        channel=page.marked.document.channel,
        when=channels.when(page, draft),
        stance=stance.of_judgement(page, cast, draft),
        sources=(Source(span=span, quote=page.said(span)),),
    )


def _content(page: Page, spans: tuple[Span, ...]) -> str:
    return " ".join(page.said(span) for span in spans)


def _nested(page: Page, made: list[Statement], cued: dict[str, Span]) -> list[Statement]:
    within = nest(made, cued)
    by_id = {statement.id: statement for statement in made}
    out = []
    for statement, outer in zip(made, within, strict=True):
        outer = statement.within or outer
        speaker, how = statement.speaker, statement.sources[0].how
        if speaker is None and outer is not None and _is_first_person(page, statement):
            speaker, how = by_id[outer].speaker, "implied"  # "We told them that it was over," Fahmy said
        sources = tuple(msgspec.structs.replace(source, statement=outer) for source in statement.sources)
        sources = (msgspec.structs.replace(sources[0], how=how), *sources[1:])
        out.append(msgspec.structs.replace(statement, speaker=speaker, within=outer, sources=sources))
    return sorted(out, key=_place)


def _is_first_person(page: Page, statement: Statement) -> bool:
    span = statement.speaker_span
    return span is not None and page.said(span).lower() in ("i", "we")


def _problems(page: Page, made: list[Statement], whole: set[str]) -> Iterator[Problem]:
    """Yield what is doubtful about statements; `whole` are turns and texts, which may be as long as they like."""
    for statement in made:
        count = _paragraphs(page, statement)
        if count > LONGEST and statement.id not in whole:
            message = f"the words of one statement lie over {count} paragraphs: {statement.content[:60]}"
            yield Problem(code="long-statement", message=message, span=statement.spans[0], entry=statement.id)
        if statement.sources[0].how == "inferred":
            message = f"reported without naming who says so: {statement.content[:60]}"
            yield Problem(code="unattributed", message=message, span=statement.spans[0], entry=statement.id)


def _paragraphs(page: Page, statement: Statement) -> int:
    """Return over how many paragraphs a statement reaches, from its first word to its last."""
    first, last, every = statement.spans[0][0], max(end for _, end in statement.spans), page.marked.paragraphs
    return bisect_left(every, last, key=lambda one: one[0]) - bisect_right(every, first, key=lambda one: one[1])


def _place(statement: Statement) -> tuple[int, int]:
    """Return where a statement stands in the order: by its first word, the longer before those within it."""
    first = min(statement.sources[0].span[0], statement.spans[0][0])
    return first, -max(statement.sources[0].span[1], statement.spans[-1][1])
