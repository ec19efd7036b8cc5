"""Find the words that attribute: "said", "called for", "according to", "the statement that" (terms/cues.tsv).

A frame says what a cue takes: `clause` ("said (that) talks failed"), `that` (only with "that"), `quote` (stands beside
a quotation or after its words, ", he said"), `told` (the hearer comes first), `to` ("urged them to stop"), `noun`
("called for talks"), `object` ("described the talks as good"), `source` ("according to"), `heard` what only the encoder
finds ("backed the plan", "opposition to the plan").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.markup import Verb
from dragoman.reading.statements.page import Page, Range, closed
from dragoman.terms import rows, values

# What somebody binds himself to is an entry of its own, no statement: "pledged to consult each other".
UNTOLD = {"commitment": frozenset({"to"})}
HEARD = "heard"
BETWEEN = closed("between")
BE = closed("be")
COMPLEMENTIZERS = frozenset(["that"])
FROM = frozenset(["from", "by", "of"])


class Entry(NamedTuple):
    """One row of the table: the words after the first, and what they do."""

    rest: tuple[str, ...]
    kind: str
    frames: frozenset[str]


class Cue(NamedTuple):
    """Words that attribute: the tokens from the verb (or noun, or "according") to their end."""

    at: Range
    frames: frozenset[str]
    kinds: frozenset[str]
    verb: Verb | None
    lemma: str
    form: str  # a verb's form; "source" for "according to", "noun" for "the statement that"


@cache
def table(form: str) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of the table by their first word, the longest first: `verb`, `source` or `noun`."""
    found: dict[str, list[Entry]] = {}
    for row in rows("cues"):
        kind = row["kind"]
        if (kind if kind in ("phrase", "noun") else "verb") != {"source": "phrase"}.get(form, form):
            continue
        first, *rest = row["cue"].split()
        frames = frozenset(values(row["frames"])) - UNTOLD.get(kind, frozenset()) - {HEARD}
        if frames:
            found.setdefault(first, []).append(Entry(tuple(rest), kind, frames))
    return {first: tuple(sorted(some, key=lambda e: -len(e.rest))) for first, some in found.items()}


def kinds(word: str) -> frozenset[str]:
    """Return the kinds of the cues that are one word."""
    return _kinds().get(word, frozenset())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("cues"):
        found[row["cue"]] = found.get(row["cue"], frozenset()) | {row["kind"]}
    return found


@cache
def acts() -> frozenset[str]:
    """Return the verbs of commitments, meetings and events after which a mere noun phrase is no statement.

    "Signed the deal", "asked a question"; with the nouns of these tables, for "launch" and "test" are verbs too. Not
    those that cues.tsv lets take a noun: "condemned the attack".
    """
    untold = {row["cue"] for row in rows("cues") if row["kind"] in UNTOLD}
    done = {row["word"] for table in ("acts", "meetings") for row in rows(table) if row["part"] in ("verb", "noun")}
    return frozenset(untold | done | {row["lemma"] for row in rows("undertakings")}) - held("verb") - {"be"}


@cache
def held(form: str) -> frozenset[str]:
    """Return the verbs, or nouns, that take a noun, or do so where the encoder hears it: "backed the plan"."""
    return _firsts(form, {"noun", "object", HEARD})


@cache
def wishes(form: str) -> frozenset[str]:
    """Return the verbs, or nouns, that take "to": "wants to leave", "its refusal to sign"."""
    return _firsts(form, {"to"} if form == "verb" else {HEARD})


def _firsts(form: str, frames: set[str]) -> frozenset[str]:
    """Return the first words of the cues with one of some frames; "be" and "would" tell nothing alone."""
    known = ((row, set(values(row["frames"])) - UNTOLD.get(row["kind"], frozenset())) for row in rows("cues"))
    mine = (row["cue"].split()[0] for row, has in known if has & frames and (row["kind"] == "noun") == (form == "noun"))
    return frozenset(mine) - {"be", "would"}


def cues(page: Page, sentence: Range) -> Iterator[Cue]:
    """Yield the cues of a sentence in their order, each verb at most once."""
    at = sentence[0]
    while at < sentence[1]:
        cue = _verb_cue(page, at, sentence[1]) or _source_cue(page, at) or _noun_cue(page, at)
        if cue is not None:
            yield cue
        at = max(at + 1, cue.at[1] if cue else 0)


def _verb_cue(page: Page, at: int, end: int) -> Cue | None:
    verb = page.verb_at.get(at)
    if verb is None:
        return None
    group = page.range(verb.span)
    if group[0] != at:
        return None
    found = [(e, stop) for e in _entries(page, verb, group) if (stop := _after(page, verb, group, e.rest)) is not None]
    found = [(e, stop) for e, stop in found if stop <= end]
    if not found:
        return None
    longest = len(found[0][0].rest)
    best = [(e, stop) for e, stop in found if len(e.rest) == longest or ("as" in found[0][0].rest and not e.rest)]
    frames = frozenset().union(*(e.frames for e, _ in best))
    kinds = frozenset(e.kind for e, _ in best)
    return Cue((at, best[0][1]), frames, kinds, verb, verb.lemma, verb.form)


def _entries(page: Page, verb: Verb, group: Range) -> tuple[Entry, ...]:
    known = table("verb")
    entries = known.get(verb.lemma, ())
    if verb.lemma == "be" or verb.passive or any(page.word(i) in BE for i in range(*group)):
        entries = (*known.get("be", ()), *entries)
    return entries


def _after(page: Page, verb: Verb, group: Range, rest: tuple[str, ...]) -> int | None:
    """Return the token after the cue when the words that follow the verb are the entry's."""
    if not rest:
        return group[1]
    if rest[0] == "as":
        return _as(page, group, rest)
    at = group[1]
    if verb.lemma != rest[0] and page.word(group[1] - 1) == rest[0]:  # "was convinced that": the group holds the word
        at -= 1
    while page.word(at) != rest[0]:
        time = page.time_range(at)  # "called Wednesday for"
        if time is None and page.word(at) not in BETWEEN:
            break
        at = time[1] if time is not None else at + 1
    for i, word in enumerate(rest):
        if page.word(at + i) != word:
            return None
    return at + len(rest)


def _as(page: Page, group: Range, rest: tuple[str, ...]) -> int | None:
    """Find "as" after the object: "saw the trip as a step"; "quoted as saying" has none."""
    if rest == ("as", "saying"):
        said = page.word(group[1]) == "as" and page.word(group[1] + 1) in ("saying", "telling", "writing")
        return group[1] + 2 if said else None
    near = range(group[1], min(group[1] + 14, len(page.lower)))
    stop = next((i for i in near if page.lower[i] in ("as", ".", ";", ",")), None)
    return group[1] if stop is not None and page.lower[stop] == "as" else None


def _source_cue(page: Page, at: int) -> Cue | None:
    for entry in table("source").get(page.word(at), ()):
        words = entry.rest
        if all(page.word(at + 1 + i) == word for i, word in enumerate(words)):
            return Cue((at, at + 1 + len(words)), entry.frames, frozenset({"speech"}), None, page.word(at), "source")
    return None


def _noun_cue(page: Page, at: int) -> Cue | None:
    word = page.word(at)
    entries = table("noun").get(word) or table("noun").get(singular(word))
    if not entries:
        return None
    that = at + 1
    if (came := page.verb_at.get(that)) is not None and came.lemma in closed("arriving"):
        that = page.range(came.span)[1]  # "Word came from Tehran that", "News reached Cairo that"
        heard = page.noun_from(that)
        that = heard[1] if heard is not None else that
    if page.word(that) in FROM and (noun := page.noun_from(that + 1)) is not None:
        that = noun[1]  # "warnings from Moscow on Thursday that"
    if (time := page.time_range(that)) is not None:
        that = time[1]  # "sent strong signals Sunday that"
    if page.word(that) in ("on", "in") and (time := page.time_range(that + 1)) is not None:
        that = time[1]
    if page.word(that) not in COMPLEMENTIZERS or (page.verb_at.get(that + 1) and not page.noun_from(that + 1)):
        return None  # "the statement that was issued": a relative clause
    return Cue((at, that), entries[0].frames, frozenset({"speech"}), None, singular(word), "noun")


def singular(word: str) -> str:
    """Return a noun without the ending of its plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
