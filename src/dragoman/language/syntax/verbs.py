"""Tie each verb group to its subject, object and complement, and find the clause it governs."""

from __future__ import annotations

import msgspec

from dragoman.language.syntax.clauses import sentence_words
from dragoman.language.syntax.groups import modality, negated, passive, perfect, tense
from dragoman.language.syntax.row import CONTENT_OPENERS, Row
from dragoman.language.syntax.words import lemmas, tagged
from dragoman.markup import Marked, Verb
from dragoman.model import Span


def verbs(marked: Marked) -> Marked:
    """Fill `verbs`."""
    found: list[Verb] = []
    ends: dict[int, int] = {}
    for phrase in marked.phrases:
        ends.setdefault(phrase.span[0], phrase.span[1])  # the longest comes first
    for words in sentence_words(marked):
        row = Row(words, ends)
        found += [verb_at(row, at) for at, unit in enumerate(row.units) if unit.group is not None]
    return msgspec.structs.replace(marked, verbs=tuple(found))


def verb_at(row: Row, at: int) -> Verb:
    """Return the verb at a unit with all that hangs on it."""
    unit, words = row.units[at], row.words
    group = unit.group
    assert group is not None
    subject = row.subject(at)
    found = object_of(row, at)
    complement = complement_of(row, at, found)
    start, end = clause_of(row, at, subject, complement)
    return Verb(
        span=words.span(unit.start, unit.end),
        lemma=words.lemmas[group.parts[-1]],
        form=group.form,
        tense=tense(words, group),
        perfect=perfect(words, group),
        passive=passive(words, group),
        negated=negated(words, group),
        modality="conditional" if _conditional(row, at) else modality(words, group),
        subject=row.span(subject),
        object=row.span(found),
        complement=complement,
        clause=words.span(start, end),
    )


def object_of(row: Row, at: int) -> int | None:
    """Return the phrase that the verb takes as its object."""
    group = row.group(at)
    if group is None or row.kind(at + 1) != "phrase" or passive(row.words, group):
        return None
    if row.subject(at) == at + 1 or row.finite(at + 2) and row.subject(at + 2) == at + 1:
        return None
    return at + 1


def complement_of(row: Row, at: int, found: int | None) -> Span | None:
    """Return the reported clause or the infinitive that the verb takes."""
    k = (found if found is not None else at) + 1
    if row.subject(at) == at + 1:
        k = at + 2
    while row.kind(k) == "preposition" and row.kind(k + 1) == "phrase" and not row.finite(k + 2):
        k += 2
    if not _takes(row, at, k):
        return None
    return row.words.span(row.units[k].start, _clause_end(row, k, at))


def _takes(row: Row, at: int, k: int) -> bool:
    """Tell whether what begins at unit k is a complement of the verb."""
    reports = row.lemma(at) in lemmas("reports")
    if row.kind(k) == "opener":
        low = row.low(k)
        that = low == "that" and row.kind(k + 1) != "stop" and (reports or k == at + 1 or _tells(row, k - 1))
        return that or (reports and low in CONTENT_OPENERS)
    group = row.group(k)
    if group is not None:
        return group.form == "to"
    if not reports or k >= len(row.units):
        return False
    if row.kind(k) == "phrase":
        after = k + 1
        while row.kind(after) == "preposition" and row.kind(after + 1) == "phrase":
            after += 2
        return row.finite(after)
    return row.low(k) == "there" and row.finite(k + 1)


def _tells(row: Row, at: int) -> bool:
    """Tell whether the noun of a phrase takes "that": `sent signals that Israel wants`, not `sites that it has`."""
    noun = row.words.low[row.units[at].end - 1].removesuffix("s") if row.kind(at) == "phrase" else ""
    return noun in lemmas("reports") or noun in tagged("telling")


def clause_of(row: Row, at: int, subject: int | None, complement: Span | None) -> tuple[int, int]:
    """Return the range of words that the verb governs: from its subject, if near, to the end of its clause."""
    unit = row.units[at]
    start = unit.start
    group = row.group(at)
    near = row.finite(at) or subject == at - 1
    if subject is not None and near:
        start = min(start, row.units[subject].start)
    end = _clause_end(row, at, None)
    if subject == at + 1:
        end = max(end, row.units[subject].end)
    if complement is not None:
        last = next(k for k in range(row.words.size) if row.words.ends[k] == complement[1]) + 1
        end = max(end, last)
    if group is not None and group.apart:
        start = min(start, group.parts[0])
    return start, end


def _clause_end(row: Row, first: int, reporter: int | None) -> int:
    """Return the end of the clause that begins with a unit; `reporter` is the verb that it is the complement of."""
    seen = row.finite(first) or (row.group(first) is not None)
    last = row.units[first].end
    for k in range(first + 1, len(row.units)):
        if _ends_before(row, k, seen, first if reporter is not None else None):
            break
        seen = seen or row.finite(k)
        if row.kind(k) in ("phrase", "verb", "other"):
            last = row.units[k].end
    while last < row.words.size and _trails(row, last):
        last += 1
    return last


def _trails(row: Row, at: int) -> bool:
    """Tell whether a word after the last unit still belongs to the clause: an adverb, a time."""
    return row.words.tags[at] == "RB" or bool(row.words.times[at]) or row.words.dates(at)


def _ends_before(row: Row, k: int, seen: bool, first: int | None) -> bool:
    """Tell whether the clause ends before a unit; `first` is where it began if somebody reports it, else None."""
    kind, reported = row.kind(k), first is not None
    if kind == "stop":
        return True
    if kind == "comma":
        return not _resumes(row, k, first) and _comma_ends(row, k, reported)
    if kind == "and":
        return (
            row.finite(k + 1)
            and (not reported or row.lemma(k + 1) in lemmas("reports"))
            or (not reported and row.kind(k + 1) == "phrase" and row.finite(k + 2))
        )
    if kind == "opener":
        return (not reported and row.low(k) != "that") or row.low(k) in ("while", "whereas", "although", "but")
    if kind == "relative":
        return not reported
    return seen and not reported and row.finite(k)


def _resumes(row: Row, comma: int, first: int | None) -> bool:
    """Tell whether a reported clause goes on after a comma: `that Egypt, which hosts the talks, would send a team`."""
    if first is None:
        return False
    following = next((k for k in range(comma + 1, len(row.units)) if row.kind(k) in ("comma", "stop")), comma)
    for k in (comma, following):
        subject = row.subject(k + 1) if row.kind(k) == "comma" and row.finite(k + 1) else None
        if subject is not None and first <= subject < comma:
            return True
    return False


def _comma_ends(row: Row, k: int, reported: bool) -> bool:
    """Tell whether a comma ends the clause: attribution, a new clause or a participle follows."""
    after = k + 1
    if row.finite(after):
        return True
    group = row.group(after)
    if group is not None:
        return True
    if row.kind(after) in ("and", "opener", "relative"):
        return not reported or row.kind(after) != "relative"
    if row.kind(after) != "phrase":
        return False
    verb = after + 1
    while row.kind(verb) == "preposition" and row.kind(verb + 1) == "phrase":
        verb += 2
    return row.finite(verb)


def _conditional(row: Row, at: int) -> bool:
    """Tell whether the verb stands in a clause that "if" or "unless" opens."""
    for k in range(at - 1, -1, -1):
        if row.kind(k) in ("comma", "stop", "relative") or row.finite(k):
            return False
        if row.kind(k) == "opener":
            reporting = k > 0 and row.group(k - 1) is not None and row.lemma(k - 1) in lemmas("reports")
            return row.low(k) in tagged("conditional") and not reporting
    return False
