"""Give a speaker to words that carry no cue of their own: the speaker of the words before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import How, Span
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import STOPS, Page, Range

ALSO = frozenset(["also", "further", "furthermore", "moreover", "additionally"])


def carried(page: Page, found: list[Draft]) -> list[Draft]:
    """Return drafts for quotations and reported sentences without a cue, each after the draft that it continues."""
    covered = _covered(page, found)
    drafts = sorted(found, key=lambda made: made.words[0])
    made: list[Draft] = []
    told = {at for draft in drafts for at in _sentences(page, draft)}
    for number, quote in enumerate(page.quotes):
        whole = page.range(quote.marks)
        if any(i in covered for i in range(*whole)):
            continue
        if (draft := _announced(page, drafts, whole)) is not None:
            made.append(draft)
            continue
        if not _stands_alone(page, number, whole):
            continue
        draft = _after_subject(page, told, whole)
        if draft is None:
            source = _speaker_before(page, [*drafts, *made], whole) or _speaker_after(page, drafts, whole)
            draft = _same(source, whole, "implied") if source is not None else None
        if draft is not None:
            made.append(draft)
            told.update(_sentences(page, draft))
    return [*made, *_continued(page, drafts)]


def _same(source: Draft, piece: Range, how: How) -> Draft:
    hearer = source.hearer if how == "implied" else None
    who = source.original[0] if source.original else source.source
    return Draft(None, who, (piece,), piece, piece, hearer, how, speaker=source.speaker)


def _covered(page: Page, found: Iterable[Draft]) -> set[int]:
    outside = (made for made in found if page.in_quote[made.words[0]] < 0 or made.cue is None)
    return {i for made in outside for piece in made.pieces for i in range(*piece)}


def _stands_alone(page: Page, number: int, whole: Range) -> bool:
    """Return whether a quotation is one or more sentences by itself, not a phrase within one."""
    first, end = whole
    quote = page.quotes[number]
    sentence = page.sentence(quote.marks[0])
    if sentence is None or sentence.role == "title" or page.range(sentence.span)[0] < first:
        return False
    paragraph = page.marked.paragraphs[sentence.paragraph]
    ends = page.word(end - 2) in STOPS and page.words[first + 1][:1].isupper()
    if not ends and not page.finite_in(page.range(quote.span)) and page.range(paragraph) != whole:
        return False
    last = page.sentence(max(quote.span[1] - 1, quote.span[0]))
    rest = page.trim((end, page.range(last.span)[1])) if last is not None else (end, end)
    return rest[1] - rest[0] <= 0


def _announced(page: Page, drafts: list[Draft], whole: Range) -> Draft | None:
    """Return a quotation after a colon as said by whom the words before name: "Rafael Grossi (IAEA): “...”".

    "a new slogan of Viktor Orban: “...”", "Kerry said it was tough, and then: “...”", "X had his motto: “...”".
    """
    here = page.sentence(page.starts[whole[0]])
    if here is None or page.word(whole[0] - 1) != ":":
        return None
    first, colon = page.range(here.span)[0], whole[0] - 1
    source = _speaker_of(page, [one for one in drafts if first <= one.words[0] < colon and _outer(page, one)])
    if source is not None:
        return _same(source, whole, "implied")
    noun = page.noun_from(first)
    if noun is None or not (_is_person(page, noun) or page.word(noun[0]) in ("he", "she")):
        return None
    verb = next((page.verb_at[i] for i in range(noun[1], colon) if i in page.verb_at), None)
    acts = verb is not None and verb.subject is not None and page.range(verb.subject) == noun and not verb.passive
    return Draft(None, noun, (whole,), whole, whole, how="implied") if acts or verb is None else None


def _speaker_of(page: Page, drafts: list[Draft]) -> Draft | None:
    return max(drafts, key=lambda one: max(one.words[1], one.pieces[-1][1]), default=None)


def _speaker_before(page: Page, drafts: list[Draft], whole: Range) -> Draft | None:
    """Return the last outermost draft before the quotation, in its paragraph or at the end of the one before."""
    here = page.sentence(page.starts[whole[0]])
    if here is None:
        return None
    near = [d for d in drafts if d.words[0] < whole[0] and d.pieces[0][0] < whole[0] and _outer(page, d)]
    if not near:
        return None
    last = max(near, key=lambda d: max(d.words[1], d.pieces[-1][1]))
    at = page.sentence(page.starts[last.words[0]])
    if at is None or here.paragraph - at.paragraph > 1:
        return None
    beside = [d for d in near if d.fronted and d.pieces[-1][1] <= d.words[0] and _is_within(page, d, at.span)]
    return beside[0] if beside and beside[0].pieces[0][0] in page.marks else last


def _is_within(page: Page, made: Draft, sentence: Span) -> bool:
    return sentence[0] <= page.starts[made.words[0]] < sentence[1]


def _sentences(page: Page, draft: Draft) -> Iterator[int]:
    """Yield where the sentences begin in which a draft begins and ends."""
    for token in (draft.words[0], draft.pieces[-1][1] - 1):
        sentence = page.sentence(page.starts[token])
        if sentence is not None:
            yield sentence.span[0]


def _after_subject(page: Page, told: set[int], whole: Range) -> Draft | None:
    """Return a quotation as said by who acts just before, where nothing is told: "She sighed. “We will see.”"."""
    before = page.sentence(page.starts[whole[0]] - 1) if whole[0] > 0 else None
    here = page.sentence(page.starts[whole[0]])
    if before is None or here is None or before.role == "title" or here.paragraph - before.paragraph > 0:
        return None
    if before.span[0] in told:
        return None
    first, end = page.range(before.span)
    verb = next((page.verb_at[i] for i in range(first, end) if i in page.verb_at), None)
    if verb is None or verb.form != "finite" or verb.subject is None:
        return None
    subject = page.range(verb.subject)
    if subject[0] != first or not _is_person(page, subject):
        return None
    return Draft(None, subject, (whole,), whole, whole, how="implied")


def _is_person(page: Page, noun: Range) -> bool:
    """Return whether the names in a noun phrase are those of people and nothing else."""
    named = [page.mention_from[i] for i in range(*noun) if i in page.mention_from]
    kinds = {page.actors[known].kind for mention in named for known in mention.of if known in page.actors}
    return kinds == {"person"}


def _outer(page: Page, made: Draft) -> bool:
    """Return whether the reporting clause itself stands outside quotations, and names a source."""
    return (made.source is not None or made.speaker is not None) and (
        made.cue is None or page.in_quote[made.words[0]] < 0
    )


def _speaker_after(page: Page, drafts: list[Draft], whole: Range) -> Draft | None:
    """Return the draft that follows at once: a quotation left open over the paragraph is its speaker's too."""
    quote = page.quotes[page.in_quote[whole[0] + 1]] if whole[0] + 1 < len(page.in_quote) else None
    if quote is None or quote.closed:
        return None
    later = [d for d in drafts if d.pieces[0][0] >= whole[1]]
    return min(later, key=lambda d: d.pieces[0][0], default=None)


def _continued(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Return drafts for sentences that go on with a report: "Both also agreed on a "near-date" working group"."""
    by_sentence: dict[int, list[Draft]] = {}
    for made in drafts:
        at = page.sentence(page.starts[made.words[0]])
        if at is not None:
            by_sentence.setdefault(at.span[0], []).append(made)
    found = []
    previous: Draft | None = None
    for sentence in page.marked.sentences:
        here = by_sentence.get(sentence.span[0], [])
        tokens = page.range(sentence.span)
        if here:
            outer = [made for made in here if _outer(page, made)]
            previous = outer[-1] if outer else None
        elif previous is not None and sentence.role == "body" and _goes_on(page, tokens):
            piece = page.trim(tokens)
            found.append(_same(previous, piece, "inferred"))
        else:
            previous = None
    return found


def _goes_on(page: Page, tokens: Range) -> bool:
    """Return whether a sentence continues a report: it says "also", and quotes a fragment that nobody else claims."""
    fragment = any(i in page.marks for i in range(tokens[0] + 1, tokens[1]))
    whole = tokens[0] in page.marks
    return fragment and not whole and any(page.word(i) in ALSO for i in range(*tokens)) and page.finite_in(tokens)
